//! Giving money back for an order: the part is taken by its version, so a refund has the order to himself as every
//! move has; then the promise, the pieces, the shelf, the trail, in one transaction.
//!
//! Cannot be undone: the buyer reads it on the order's link at once.

use app::error::AppError;
use app::ids::{RefundId, ShopId, ShopOrderId};
use app::money::Money;
use app::notifications::Event;
use app::orders::refund::{Asked, AskedLine, Desk, may};
use app::orders::rules::State;
use app::orders::rules::plan::Act;
use app::orders::{Kind, Orders as _};
use app::payments::alarms::Kind as AlarmKind;
use app::payments::refunds::split;
use app::payments::rules::Who;
use serde_json::json;

use super::moves::{self, Doing};
use super::sql::{self, Found};
use crate::audit::{self, By};
use crate::catalogue::stock;
use crate::house::House;
use crate::notifications::{self, Told};
use crate::payments;
use crate::payments::alarms::{self, Alarm};
use crate::payments::refunds::{self, Back, Failed, New};
use crate::store::Tx;

/// What a page needs to ask what is to be given back.
pub async fn desk(house: &House, shop: &ShopId, code: &str) -> Result<Desk, AppError> {
    let sheet = house.by_code(shop, code).await?;
    let db = house.store.read();
    let ids: Vec<String> = sheet.lines.iter().map(|line| line.product.0.clone()).collect();
    let pieces = stock::pieces_of(db, &ids).await?;
    let stood =
        |id: &app::ids::ProductId| pieces.iter().any(|piece| piece.id == *id && piece.kind != Kind::MadeToOrder);
    let restock = sheet.lines.iter().map(|line| stood(&line.product)).collect();
    let paid = refunds::paid_of_part(db, &sheet.part).await?;
    Ok(Desk { sheet, restock, paid })
}

/// Gives back what was asked for, of the order as it was shown.
///
/// # Errors
/// `Conflict` when it moved since it was shown, cannot be given back, or is more than is left.
pub async fn give(tx: &mut Tx, by: &By, part: &ShopOrderId, asked: &Asked, version: i64) -> Result<(), AppError> {
    let moved = || AppError::conflict("orders-refund-moved");
    let found = sql::by_part(tx.db(), part.as_str()).await?.ok_or(AppError::NotFound)?;
    let sheet = &found.sheet;
    if sheet.standing().disputed {
        return Err(AppError::conflict("orders-refund-disputed"));
    }
    if sheet.version != version || !may(sheet) || !sql::lock(tx, part.as_str(), version).await? {
        return Err(moved());
    }
    let paid = refunds::paid_of_part(tx.db(), part).await?;
    let parts = split(asked.amount(), &paid).ok_or_else(|| AppError::conflict("payments-back-too-much"))?;
    let whole = asked.amount().minor >= paid.iter().map(|one| one.left.minor).sum::<i64>();
    if whole && matches!(sheet.state, State::Accepted | State::Ready) {
        return Err(AppError::conflict("orders-refund-cancel"));
    }
    let account = match by {
        By::Account(_, id) => Some(id),
        By::Visitor(_) | By::System => None,
    };
    let new = New { who: Who::Artisan, by: account, reason: &asked.reason, words: &asked.text };
    let mut first = None;
    for (one, amount) in &parts {
        let id = refunds::ask(tx, one, *amount, &new).await?;
        first = first.or(Some(id));
    }
    let first = first.ok_or_else(moved)?;
    pieces(tx, &found, &first, &asked.lines).await?;
    let told = Told::of_part(Event::PartRefund, sheet.id.as_str(), part.as_str(), &first);
    notifications::tell(tx, &told.amount(asked.amount())).await?;
    let detail = json!({
        "part": sheet.number,
        "amount_minor": asked.amount().minor,
        "pieces": asked.lines.iter().map(|line| line.quantity).sum::<i64>(),
        "restocked": asked.lines.iter().map(|line| line.restocked).sum::<i64>(),
        "reason": asked.reason,
    });
    audit::note(tx, by, "payment.refunded", ("order", sheet.id.as_str()), detail).await
}

/// The pieces it was for, in the order everybody takes pieces in; those she has again are for sale again.
async fn pieces(tx: &mut Tx, found: &Found, refund: &RefundId, lines: &[AskedLine]) -> Result<(), AppError> {
    let mut lines: Vec<&AskedLine> = lines.iter().collect();
    lines.sort_by(|one, other| one.product.cmp(&other.product));
    for line in lines {
        let counts = (line.quantity, line.restocked);
        if !sql::give_back_for(tx, &found.sheet.part, &line.product, counts).await? {
            return Err(AppError::conflict("orders-refund-moved"));
        }
        refunds::lines(tx, refund, &line.product, counts, line.amount).await?;
        match (line.restocked, found.stock_held) {
            (0, _) => {}
            (count, true) => stock::give_back(tx, &line.product, count).await?,
            (count, false) => moves::restock(tx, &found.sheet.part, &line.product, count).await?,
        }
    }
    Ok(())
}

/// What is said of one refund of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The artisan: "Money handed back."
    HandedBack,
    /// The buyer: "The money came back."
    CameBack,
}

/// Carries it out; the part's pages look different afterwards.
///
/// # Errors
/// `NotFound` for a refund of another part; `Conflict` when it stands elsewhere.
pub async fn say(tx: &mut Tx, by: &By, part: &ShopOrderId, id: &RefundId, said: Said) -> Result<(), AppError> {
    sql::take(tx, part).await?;
    let found = sql::by_part(tx.db(), part.as_str()).await?.ok_or(AppError::NotFound)?;
    let (action, amount) = match said {
        // The bank may give the buyer the same money.
        Said::HandedBack if found.sheet.standing().disputed => {
            return Err(AppError::conflict("orders-refund-disputed"));
        }
        Said::HandedBack => {
            let amount = refunds::hand_back(tx, part, id).await?;
            end_if_nothing_is_left(tx, part).await?;
            ("payment.handed_back", amount)
        }
        Said::CameBack => ("payment.came_back", refunds::seen(tx, part, id).await?),
    };
    alarms::over(tx, found.sheet.id.as_str()).await?;
    sql::touch(tx, part).await?;
    let detail = json!({ "part": found.sheet.number, "refund": id.as_str(), "amount_minor": amount.minor });
    audit::note(tx, by, action, ("order", found.sheet.id.as_str()), detail).await
}

/// The buyer: "It has not come", of what the page showed as handed over of a part. Word stands against word: the shop
/// reads it, and the office looks.
///
/// # Errors
/// `Conflict` when one of it was not handed over by hand, came by now, or it was said before.
pub async fn not_back(tx: &mut Tx, by: &By, part: &ShopOrderId, shown: &[RefundId]) -> Result<(), AppError> {
    sql::take(tx, part).await?;
    let sheet = sql::by_part(tx.db(), part.as_str()).await?.ok_or(AppError::NotFound)?.sheet;
    let order = sheet.id.as_str();
    let missed = refunds::missed(tx, part, shown).await?;
    let mut sum = Money::rupiah(0);
    for one in &missed {
        sum.minor += one.amount.minor;
        let alarm = Alarm {
            kind: AlarmKind::NotBack,
            subject: one.id.to_string(),
            order: Some(order.to_owned()),
            expected: alarms::amount(one.amount.minor, one.amount.currency.code()),
            came: String::new(),
        };
        alarms::raise(tx, &alarm).await?;
    }
    sql::touch(tx, part).await?;
    let told = Told::of_part(Event::NotBack, order, part.as_str(), tx.now);
    notifications::tell(tx, &told.amount(sum)).await?;
    let detail = json!({ "part": sheet.number, "amount_minor": sum.minor });
    audit::note(tx, by, "payment.not_back", ("order", order), detail).await
}

/// Money is on the card again. The buyer reads how much, but not while some of what was paid stays: that it goes back was
/// told as it was given.
pub async fn card_came_back(tx: &mut Tx, order: &str, back: &Back) -> Result<(), AppError> {
    let part = sql::part_of(tx, &back.payment).await?;
    let sheet = sql::by_part(tx.db(), part.as_str()).await?.ok_or(AppError::NotFound)?.sheet;
    let detail = json!({ "part": sheet.number, "amount_minor": back.amount.minor });
    if sheet.kept().minor == 0 {
        let told = Told::of_part(Event::Returned, order, part.as_str(), &back.once);
        notifications::tell(tx, &told.amount(back.amount)).await?;
    }
    if sql::wholly_back(tx, &back.payment).await? {
        end_if_nothing_is_left(tx, &part).await?;
    }
    audit::note(tx, &By::System, "payment.handed_back", ("order", order), detail).await
}

/// The card did not take money back, or its bank sent it back: both sides read who hands it over now. While a bank asks
/// for the same money nobody is told to, and what waited to be told is not sent: once it has decided it is told under
/// the decision's name, `decided`.
pub async fn card_failed(tx: &mut Tx, order: &str, failed: &Failed, decided: Option<&str>) -> Result<(), AppError> {
    let part = sql::part_of(tx, failed.payment.as_str()).await?;
    let found = sql::by_part(tx.db(), part.as_str()).await?.ok_or(AppError::NotFound)?;
    if found.sheet.standing().disputed {
        return Ok(());
    }
    let once = decided.map_or_else(|| failed.id.to_string(), |decided| format!("{}:{decided}", failed.id));
    for event in [Event::NotOnCard, Event::RefundRefused] {
        let told = Told::of_part(event, order, part.as_str(), &once).amount(failed.amount);
        notifications::tell(tx, &told).await?;
    }
    Ok(())
}

/// A bank took some of the money and the rest went back: a piece that is still here is for sale again.
async fn end_if_nothing_is_left(tx: &mut Tx, part: &ShopOrderId) -> Result<(), AppError> {
    // Somebody on the page that pays the rest is waited for: what comes of it the artisan decides.
    if payments::card::somebody_pays(tx, part).await? {
        return Ok(());
    }
    moves::by_itself(tx, part, &Doing::new(Who::House, Act::Lose)).await.map(|_| ())
}
