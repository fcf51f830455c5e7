//! The room's jobs about cards: applying events, looking pages up, sending money back, and a sweep over all that
//! should be done by now, so that nothing depends on one message arriving.

use app::error::AppError;
use app::payments::alarms::Kind as AlarmKind;
use app::time::MINUTE_MS;

use super::{dispute, settle};
use crate::house::House;
use crate::payments::alarms::{self, Alarm};
use crate::payments::card::events::{self, Received, Told};
use crate::payments::card::refunds::Answer;
use crate::payments::card::{self, Session, State, refunds};
use crate::payments::stripe::{Page, PageState, StripeError};
use crate::store::Tx;

/// Rows looked at in one sweep; the next one takes the rest.
const MOST: i64 = 50;
/// What should have been done by a job of its own is left alone for so long.
const YOUNG_MS: i64 = 2 * MINUTE_MS;

fn field<'a>(payload: &'a serde_json::Value, name: &str) -> Result<&'a str, AppError> {
    payload.get(name).and_then(serde_json::Value::as_str).ok_or(AppError::Internal)
}

/// Applies an event that was kept.
pub async fn apply_event(house: &House, payload: &serde_json::Value) -> Result<(), AppError> {
    apply(house, field(payload, "event")?).await
}

async fn apply(house: &House, id: &str) -> Result<(), AppError> {
    let Some(event) = events::received(house.store.read(), id).await? else { return Ok(()) };
    // Without keys nobody can say whether it is a test; it is applied when they are back.
    let Some(test) = house.stripe.as_ref().map(|stripe| stripe.test) else {
        return Err(AppError::Unavailable { retry_after: 300 });
    };
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                // Taken first: whoever learns of the page that it speaks of waits for us, or we for him.
                if !events::take_event(tx, &event.id).await? {
                    return Ok(());
                }
                let outcome = applied(tx, &event, test).await?;
                events::applied(tx, &event.id, outcome).await
            })
        })
        .await
}

async fn applied(tx: &mut Tx, event: &Received, test: bool) -> Result<&'static str, AppError> {
    match events::read(event) {
        Some(Told::Page(page)) => settle::page(tx, &page, test).await,
        Some(Told::Failed(page)) => settle::failed(tx, &page).await,
        Some(Told::Refund(refund)) => settle::refund(tx, &refund).await,
        Some(Told::Refunded { intent, minor }) => refunded(tx, &intent, minor).await,
        Some(Told::Dispute(told)) => dispute::told(tx, told).await,
        Some(Told::Nothing) => Ok("nothing"),
        None => {
            tracing::error!(event = event.id, kind = event.kind, "an event has a shape we do not know");
            Ok("unreadable")
        }
    }
}

/// More went back than we asked for: somebody did it at Stripe, and the books do not know.
async fn refunded(tx: &mut Tx, intent: &str, minor: i64) -> Result<&'static str, AppError> {
    let Some(session) = card::of_intent(tx.db(), intent).await? else { return Ok("not ours") };
    let (ours, refused) = refunds::refunded(tx, &session.id).await?;
    if minor > ours {
        let alarm = Alarm {
            kind: AlarmKind::RefundedElsewhere,
            subject: format!("{}:{minor}", session.id),
            order: Some(session.order.0.clone()),
            expected: alarms::amount(ours, "idr"),
            came: alarms::amount(minor, "idr"),
        };
        alarms::raise(tx, &alarm).await?;
        // One that was refused may be counted in it still: only what is beyond it is known to be gone.
        let beyond = minor - ours - refused;
        if beyond > 0 {
            dispute::sent_elsewhere(tx, &session, beyond, &format!("elsewhere:{minor}")).await?;
        }
    }
    Ok("refunded")
}

/// Looks an attempt up at Stripe.
pub async fn look_up(house: &House, payload: &serde_json::Value) -> Result<(), AppError> {
    match card::find(house.store.read(), field(payload, "session")?).await? {
        Some(session) => ask(house, session).await,
        None => Ok(()),
    }
}

/// The same for the newest attempt of an order.
pub async fn look_up_order(house: &House, order: &str) -> Result<(), AppError> {
    match card::latest(house.store.read(), order).await? {
        Some(session) => ask(house, session).await,
        None => Ok(()),
    }
}

async fn ask(house: &House, session: Session) -> Result<(), AppError> {
    let (Some(stripe), Some(id)) = (house.stripe.as_ref(), session.provider_id.as_deref()) else { return Ok(()) };
    if !matches!(session.state, State::Open | State::Processing) {
        return Ok(());
    }
    let later = |error: StripeError| {
        tracing::warn!(session = session.id, %error, "a payment page could not be looked up");
        AppError::Unavailable { retry_after: 30 }
    };
    let mut page = stripe.page(id).await.map_err(later)?;
    if page.state == PageState::Open && session.expires_at <= house.clock.now() {
        // By our clock it has closed; the two clocks need not agree.
        page = stripe.close(id, &format!("close:{}", session.id)).await.map_err(later)?;
    }
    settle_page(house, page).await
}

/// Applies what Stripe says of a page, in a transaction of its own.
pub async fn settle_page(house: &House, page: Page) -> Result<(), AppError> {
    let test = house.stripe.as_ref().is_none_or(|stripe| stripe.test);
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                settle::page(tx, &page, test).await?;
                Ok(())
            })
        })
        .await
}

/// Sends money back to a card.
pub async fn refund(house: &House, payload: &serde_json::Value) -> Result<(), AppError> {
    send_back(house, field(payload, "refund")?).await
}

async fn send_back(house: &House, id: &str) -> Result<(), AppError> {
    let Some(answer) = refunds::send(house, id).await? else { return Ok(()) };
    let id = id.to_owned();
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                match answer {
                    Answer::Told(told) => settle::refund(tx, &told).await.map(|_| ()),
                    Answer::Refused { disputed } => settle::refused(tx, &id, disputed).await,
                }
            })
        })
        .await
}

/// Does what should have been done by now: pages that have closed, events that were not applied, money that is not
/// back yet. One that cannot be done does not keep the others.
pub async fn sweep(house: &House) -> Result<(), AppError> {
    let (db, now) = (house.store.read(), house.clock.now());
    for id in card::unsettled(db, now, MOST).await? {
        if let Some(session) = card::find(db, &id).await? {
            noted("a payment page", &id, ask(house, session).await);
        }
    }
    for id in events::unapplied(db, now - YOUNG_MS, MOST).await? {
        noted("an event", &id, apply(house, &id).await);
    }
    for id in refunds::unfinished(db, now - YOUNG_MS, MOST).await? {
        noted("a refund", &id, send_back(house, &id).await);
    }
    Ok(())
}

fn noted(what: &str, id: &str, done: Result<(), AppError>) {
    if let Err(error) = done {
        tracing::warn!(what, id, %error, "could not be settled");
    }
}
