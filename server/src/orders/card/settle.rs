//! Applying what Stripe says of a payment page: in any order, any number of times, once. What does not match ours in
//! every part pays nothing.

use app::error::AppError;
use app::ids::ShopOrderId;
use app::money::Money;
use app::notifications::Event;
use app::orders::rules::plan::Act;
use app::payments::alarms::Kind as AlarmKind;
use app::payments::rules::Who;
use serde_json::json;

use super::super::moves::{self, Doing};
use super::super::sql;
use super::surplus;
use crate::audit::{self, By};
use crate::notifications::{self, Told};
use crate::payments::alarms::{self, Alarm};
use crate::payments::card::events::NOT_PAID;
use crate::payments::card::refunds::Became;
use crate::payments::card::{self, Session, Share, State, refunds};
use crate::payments::stripe::{Page, PageState, Refund};
use crate::store::Tx;

/// What came of something that is not what we asked for.
pub const MISMATCH: &str = "mismatch";

/// Applies what a page is. Gives what came of it, for the log of events. From one that is not ours in every part nothing
/// follows, whatever it says: another's page that has closed says nothing of ours, which may be open still.
pub async fn page(tx: &mut Tx, page: &Page) -> Result<&'static str, AppError> {
    let about = if matches!(page.state, PageState::Paid | PageState::Pending) { "" } else { ":closed" };
    let Some(session) = taken_of(tx, page).await? else { return unknown(tx, page, about).await };
    if !session.matches(page) {
        return mismatch(tx, &session, page, about).await;
    }
    match page.state {
        PageState::Paid => paid(tx, &session, page).await,
        PageState::Pending => pending(tx, &session, page).await,
        PageState::Expired => {
            if card::advance(tx, &session.id, &[State::Open, State::Asked], State::Expired).await? {
                noted(tx, &session, "payment.card_closed").await?;
            }
            Ok("expired")
        }
        PageState::Open | PageState::Strange => Ok("nothing"),
    }
}

/// A payment that was on its way did not come.
pub async fn failed(tx: &mut Tx, page: &Page) -> Result<&'static str, AppError> {
    let about = ":failed";
    let Some(session) = taken_of(tx, page).await? else { return unknown(tx, page, about).await };
    if !session.matches(page) {
        return mismatch(tx, &session, page, about).await;
    }
    not_paid(tx, &session).await?;
    Ok("failed")
}

/// An attempt ends without money that is ours; whoever stands at the stall can pay in another way.
pub async fn not_paid(tx: &mut Tx, session: &Session) -> Result<(), AppError> {
    if card::advance(tx, &session.id, &[State::Processing, State::Open, State::Asked], State::Failed).await? {
        for share in card::shares(tx, &session.id).await? {
            sql::keep_no_longer(tx, &share.part).await?;
        }
        noted(tx, session, "payment.card_not_paid").await?;
    }
    Ok(())
}

/// Stripe does not know the page of an attempt.
pub async fn lost(tx: &mut Tx, session: &Session, words: &str) -> Result<(), AppError> {
    moves::take_parts(tx, session.order.as_str()).await?;
    not_paid(tx, session).await?;
    let alarm = Alarm {
        kind: AlarmKind::PageLost,
        subject: session.id.clone(),
        order: Some(session.order.0.clone()),
        expected: alarms::amount(session.amount.minor, "idr"),
        came: words.to_owned(),
    };
    alarms::raise(tx, &alarm).await
}

/// The attempt of a page, with its order's parts taken. Parts first, then the attempt: as everybody else does, or two could
/// wait for each other.
async fn taken_of(tx: &mut Tx, page: &Page) -> Result<Option<Session>, AppError> {
    let Some(session) = find(tx, page).await? else { return Ok(None) };
    moves::take_parts(tx, session.order.as_str()).await?;
    // Somebody may have moved it while we waited.
    card::find(tx.db(), &session.id).await
}

/// By Stripe's name of the page; by ours when its event was quicker than the answer that names it.
async fn find(tx: &mut Tx, page: &Page) -> Result<Option<Session>, AppError> {
    let found = card::of_provider(tx.db(), &page.id).await?;
    match (found, &page.session) {
        (None, Some(ours)) => card::find(tx.db(), ours).await,
        (found, _) => Ok(found),
    }
}

/// A page that does not say which attempt it is for was never ours: the account has other uses. `about` is what it tells
/// beside money: an alarm that was settled about that silences none about money.
async fn unknown(tx: &mut Tx, page: &Page, about: &str) -> Result<&'static str, AppError> {
    if page.session.is_none() {
        return Ok("not ours");
    }
    let alarm = Alarm {
        kind: AlarmKind::UnknownPage,
        subject: format!("{}{about}", page.id),
        order: page.order.clone(),
        expected: String::new(),
        came: came(page),
    };
    alarms::raise(tx, &alarm).await?;
    Ok("unknown")
}

async fn mismatch(tx: &mut Tx, session: &Session, page: &Page, about: &str) -> Result<&'static str, AppError> {
    not_as_asked(tx, session, (&format!("{}{about}", page.id), came(page))).await
}

/// Something was told of a page or a charge of ours that is not as we asked for: `what` names it.
pub async fn not_as_asked(
    tx: &mut Tx,
    session: &Session,
    (what, came): (&str, String),
) -> Result<&'static str, AppError> {
    let alarm = Alarm {
        kind: AlarmKind::Mismatch,
        subject: format!("{}:{what}", session.id),
        order: Some(session.order.0.clone()),
        expected: alarms::amount(session.amount.minor, "idr"),
        came,
    };
    alarms::raise(tx, &alarm).await?;
    Ok(MISMATCH)
}

fn came(page: &Page) -> String {
    page.amount.map(|minor| alarms::amount(minor, &page.currency)).unwrap_or_default()
}

async fn pending(tx: &mut Tx, session: &Session, page: &Page) -> Result<&'static str, AppError> {
    if let Some(until) = card::processing(tx, session, page).await? {
        for share in card::shares(tx, &session.id).await? {
            sql::keep(tx, &share.part, until, true).await?;
        }
        noted(tx, session, "payment.card_at_bank").await?;
    }
    Ok("pending")
}

/// The card was charged: every share pays its part, and what has nothing to pay goes back.
async fn paid(tx: &mut Tx, session: &Session, page: &Page) -> Result<&'static str, AppError> {
    if !card::paid(tx, session, page).await? {
        return Ok("known");
    }
    let mut surplus = 0;
    for share in card::shares(tx, &session.id).await? {
        if !pay(tx, &session.id, &share).await? {
            surplus += share.amount_minor;
        }
    }
    if surplus > 0 {
        refunds::surplus(tx, session, surplus).await?;
        noted(tx, session, "payment.surplus").await?;
        if let Some(share) = card::shares(tx, &session.id).await?.first() {
            let told = Told::of_part(Event::PartRefund, session.order.as_str(), &share.part, &session.id);
            notifications::tell(tx, &told.amount(Money { minor: surplus, ..session.amount })).await?;
        }
        let alarm = Alarm {
            kind: AlarmKind::PaidForNothing,
            subject: session.id.clone(),
            order: Some(session.order.0.clone()),
            expected: String::new(),
            came: alarms::amount(surplus, "idr"),
        };
        alarms::raise(tx, &alarm).await?;
    }
    Ok("paid")
}

/// A step of the order that is nobody's tap.
async fn noted(tx: &mut Tx, session: &Session, action: &'static str) -> Result<(), AppError> {
    audit::note(tx, &By::System, action, ("order", session.order.as_str()), json!({ "attempt": session.attempt })).await
}

/// Pays one part; false when there is nothing to pay there any more.
async fn pay(tx: &mut Tx, session: &str, share: &Share) -> Result<bool, AppError> {
    if !card::can_be_paid(tx, share).await? {
        return Ok(false);
    }
    // Named first: what follows may send the money back, to the card it came from.
    card::paid_by(tx, &share.payment, Some(session)).await?;
    let paid = moves::by_itself(tx, &ShopOrderId(share.part.clone()), &Doing::new(Who::House, Act::CardPaid)).await?;
    if !paid {
        card::paid_by(tx, &share.payment, None).await?;
    }
    Ok(paid)
}

/// Applies what Stripe says of money that goes back.
pub async fn refund(tx: &mut Tx, told: &Refund) -> Result<&'static str, AppError> {
    let Some(order) = refunds::order_of(tx, told).await? else { return not_asked_for(tx, told).await };
    moves::take_parts(tx, &order).await?;
    let became = refunds::told(tx, told).await?;
    became_of(tx, &order, became).await?;
    Ok("refund")
}

/// Money that the operator sent back in Stripe's own pages is counted when the charge tells of it. When the card does not
/// take it, it lies with the operator again, who sends it in another way: what the books hold stays right.
async fn not_asked_for(tx: &mut Tx, told: &Refund) -> Result<&'static str, AppError> {
    let Some(intent) = &told.intent else { return Ok("not ours") };
    if told.counts() {
        return Ok("nothing");
    }
    let Some(session) = card::charged(tx, intent).await? else { return Ok(NOT_PAID) };
    let alarm = Alarm {
        kind: AlarmKind::RefundFailed,
        subject: told.id.clone(),
        order: Some(session.order.0.clone()),
        expected: alarms::amount(told.amount, &told.currency),
        came: told.status.clone(),
    };
    alarms::raise(tx, &alarm).await?;
    Ok("refund")
}

/// Stripe will not send money back. Of a charge that a bank asks for nobody is told to hand it over: the dispute may be
/// told of only after this.
pub async fn refused(tx: &mut Tx, (refund, asked): (&str, i64), disputed: bool) -> Result<(), AppError> {
    let Some(order) = taken_as(tx, refund, asked).await? else { return Ok(()) };
    let became = refunds::refused(tx, refund, disputed).await?;
    became_of(tx, &order, became).await
}

/// Stripe refused a refund, and so much of its charge went back in Stripe's own pages.
pub async fn elsewhere(tx: &mut Tx, (refund, asked): (&str, i64), minor: i64) -> Result<(), AppError> {
    let Some(order) = taken_as(tx, refund, asked).await? else { return Ok(()) };
    let became = card::elsewhere::instead(tx, refund, minor).await?;
    became_of(tx, &order, became).await
}

/// It was paid with a test key, and the key is a real one now.
pub async fn test(tx: &mut Tx, refund: &str) -> Result<(), AppError> {
    let Some(order) = taken(tx, refund).await? else { return Ok(()) };
    let became = card::elsewhere::test(tx, refund).await?;
    became_of(tx, &order, became).await
}

/// The order of one of our refunds, its parts taken.
async fn taken(tx: &mut Tx, refund: &str) -> Result<Option<String>, AppError> {
    let Some(order) = refunds::find(tx, refund).await?.map(|found| found.order_id) else { return Ok(None) };
    moves::take_parts(tx, &order).await?;
    Ok(Some(order))
}

/// The same where the refund is still what was asked for: another server may have made it less meanwhile, and what was
/// answered is not about the rest.
async fn taken_as(tx: &mut Tx, refund: &str, asked: i64) -> Result<Option<String>, AppError> {
    let order = taken(tx, refund).await?;
    let same = refunds::find(tx, refund).await?.is_some_and(|found| found.amount_minor == asked);
    Ok(order.filter(|_| same))
}

async fn became_of(tx: &mut Tx, order: &str, became: Option<Became>) -> Result<(), AppError> {
    match became {
        Some(Became::Failed(Some(failed))) => super::super::refund::card_failed(tx, order, &failed, None).await?,
        Some(Became::SurplusFailed(refund)) => surplus::failed(tx, &refund).await?,
        Some(Became::Back(back) | Became::ByBank(Some(back))) => {
            super::super::refund::card_came_back(tx, order, &back).await?;
        }
        Some(Became::Failed(None) | Became::ByBank(None)) | None => {}
    }
    alarms::over(tx, order).await?;
    // The pages of the order look different now.
    sql::touch_all(tx, order).await
}
