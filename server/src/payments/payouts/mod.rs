//! Payouts: what the operator owes to shops is put into batches, leaves, arrives or comes back. Each step is a row
//! of `app::payments::rules::payout` and a movement in the books; only the artisan says that it has arrived.

pub mod http;
pub mod sql;

use app::backend::Actor;
use app::error::{AppError, Message};
use app::ids::{AccountId, BatchId, PayoutId, RegionId, ShopId};
use app::money::{Money, format_rupiah};
use app::notifications::Event;
use app::payments::ledger::{Account, Entry, Kind};
use app::payments::payouts::{By as Way, may_come_back};
use app::payments::rules::payout::{Follows, Move, Row, State, Who, find};
use serde_json::json;

use super::ledger::{self, Context};
use crate::audit::{self, By};
use crate::codes;
use crate::notifications::{self, Told};
use crate::store::Tx;

/// Draws of a code before giving up.
const DRAWS: usize = 8;

/// Puts all that is owed to these shops into a batch, but for what may have to go back; gives its id. Shops of another
/// regency, and those to which nothing is owed any more, are left out.
///
/// # Errors
/// `Invalid` at `shop`, with all their names, when some of them have no bank account; `Conflict` when nothing is owed to any.
pub async fn make(
    tx: &mut Tx,
    (by, account): (&By, &AccountId),
    regency: &RegionId,
    way: Way,
    mut shops: Vec<String>,
) -> Result<String, AppError> {
    let row = of(Who::Officer, Move::Batch, State::Owed)?;
    sql::take_turn(tx, regency).await?;
    shops.sort();
    shops.dedup();
    let batch = tx.new_id();
    sql::insert_batch(tx, &batch, regency, way, account).await?;
    let (mut count, mut sum, mut without) = (0_i64, 0_i64, Vec::new());
    for shop in shops {
        let Some(mut owed) = sql::owed_to(tx, regency, &ShopId(shop)).await? else { continue };
        // Banks and hands pay whole rupiah: what is less than one stays owed.
        owed.amount.minor -= owed.amount.minor.rem_euclid(Money::rupiah(1).minor);
        if owed.amount.minor <= 0 {
            continue;
        }
        if way == Way::Bank && owed.bank.is_none() {
            without.push(owed.name);
            continue;
        }
        let payout = insert_with_code(tx, &batch, &owed, (way, row.to)).await?;
        book(tx, &payout, &owed.shop, row, (owed.amount, owed.since)).await?;
        (count, sum) = (count + 1, sum + owed.amount.minor);
    }
    if !without.is_empty() {
        let message = Message::new("payments-payout-no-account").with("shop", without.join(", "));
        return Err(AppError::invalid("shop", message));
    }
    if count == 0 {
        return Err(AppError::conflict("payments-payout-nothing"));
    }
    sql::date(tx, &batch).await?;
    let detail = json!({"way": way.as_str(), "shops": count, "sum_minor": sum});
    audit::note(tx, by, "payouts.batched", ("batch", &batch), detail).await?;
    Ok(batch)
}

/// The table's row of a step.
fn of(who: Who, made: Move, from: State) -> Result<&'static Row, AppError> {
    find(who, made, from).ok_or_else(|| AppError::conflict("payments-payout-moved"))
}

async fn insert_with_code(
    tx: &mut Tx,
    batch: &str,
    owed: &sql::Owed,
    (way, state): (Way, State),
) -> Result<PayoutId, AppError> {
    for _ in 0..DRAWS {
        let Some(code) = codes::draw_order_code() else {
            continue;
        };
        let id = PayoutId(tx.new_id());
        if sql::insert_payout(tx, &id, batch, owed, (way, state, code.as_str())).await? {
            return Ok(id);
        }
    }
    Err(AppError::Unavailable { retry_after: 1 })
}

/// The whole batch has left. `before` when the office says so although some of it is not the shop's any more: it was with
/// the bank before that was known, and the shop's next money pays it.
///
/// # Errors
/// `NotFound` for another regency's; `Conflict` when it has left already or was undone, and when it holds what goes back.
pub async fn send(tx: &mut Tx, by: &By, regency: &RegionId, batch: &BatchId, before: bool) -> Result<(), AppError> {
    let sent = leave(tx, regency, batch, Move::Send).await?;
    let short = sql::short(tx, batch).await?;
    if let Some((shop, amount)) = short.first().filter(|_| !before) {
        let message = Message::new("payments-payout-short").with("shop", shop).with("amount", format_rupiah(*amount));
        return Err(AppError::Conflict(message));
    }
    for one in sent {
        let told = Told::of_shop(Event::PayoutSent, one.shop.as_str(), one.id.as_str()).amount(one.amount);
        notifications::tell(tx, &told).await?;
    }
    let short: i64 = short.iter().map(|(_, amount)| amount.minor).sum();
    audit::note(tx, by, "payouts.sent", ("batch", batch.as_str()), json!({"short_minor": short})).await
}

/// Takes a batch apart that has not left.
///
/// # Errors
/// `NotFound` and `Conflict` as `send`.
pub async fn undo(tx: &mut Tx, by: &By, regency: &RegionId, batch: &BatchId) -> Result<(), AppError> {
    leave(tx, regency, batch, Move::Undo).await?;
    audit::note(tx, by, "payouts.undone", ("batch", batch.as_str()), json!({})).await
}

/// A batch goes one way or the other, once, and its payouts with it as their table says. Gives them as they stood.
async fn leave(tx: &mut Tx, regency: &RegionId, batch: &BatchId, made: Move) -> Result<Vec<sql::Stored>, AppError> {
    if !sql::is_of(tx, regency, batch).await? {
        return Err(AppError::NotFound);
    }
    let row = of(Who::Officer, made, State::Batched)?;
    if !sql::close_batch(tx, batch, row.to).await? {
        return Err(AppError::conflict("payments-payout-left"));
    }
    let payouts = sql::of_batch_in(tx, batch).await?;
    sql::move_batch(tx, batch, (row.from, row.to)).await?;
    for one in &payouts {
        book(tx, &one.id, &one.shop, row, (one.amount, one.since)).await?;
    }
    Ok(payouts)
}

/// "It has arrived": the owner of the shop says so.
///
/// # Errors
/// `NotFound` for somebody else's; `Conflict` when it is not on its way.
pub async fn received(tx: &mut Tx, actor: &Actor, payout: &PayoutId) -> Result<(), AppError> {
    hers(tx, actor, payout, Move::Receive, "payout.received").await
}

/// "Nothing has arrived": the office sees it.
///
/// # Errors
/// As `received`.
pub async fn missing(tx: &mut Tx, actor: &Actor, payout: &PayoutId) -> Result<(), AppError> {
    hers(tx, actor, payout, Move::Miss, "payout.missing").await
}

async fn hers(tx: &mut Tx, actor: &Actor, payout: &PayoutId, made: Move, action: &'static str) -> Result<(), AppError> {
    let shop = actor.shop.as_ref().filter(|_| actor.owns_shop).ok_or(AppError::NotFound)?;
    let one = sql::payout(tx, payout).await?.filter(|one| one.shop == *shop).ok_or(AppError::NotFound)?;
    step(tx, &By::from(actor), &one, (Who::Artisan, made), (action, "")).await
}

/// It came back: the bank refused it, or nobody took the cash.
///
/// # Errors
/// `NotFound` for one of another batch or regency; `Conflict` when it has not left, or came back already, or is cash that
/// the shop says it has: no bank takes that back.
pub async fn returned(
    tx: &mut Tx,
    by: &By,
    (regency, batch): (&RegionId, &BatchId),
    payout: &PayoutId,
    reason: &str,
) -> Result<(), AppError> {
    if !sql::is_of(tx, regency, batch).await? {
        return Err(AppError::NotFound);
    }
    let one = sql::payout(tx, payout).await?.filter(|one| one.batch == *batch).ok_or(AppError::NotFound)?;
    if !may_come_back(one.way, one.state) {
        return Err(AppError::conflict("payments-payout-in-hand"));
    }
    step(tx, by, &one, (Who::Officer, Move::Return), ("payout.returned", reason)).await?;
    let told = Told::of_shop(Event::PayoutBack, one.shop.as_str(), one.id.as_str()).amount(one.amount);
    notifications::tell(tx, &told).await
}

/// One step of one payout, as its table allows.
async fn step(
    tx: &mut Tx,
    by: &By,
    one: &sql::Stored,
    (who, made): (Who, Move),
    (action, reason): (&'static str, &str),
) -> Result<(), AppError> {
    let row = of(who, made, one.state)?;
    if !sql::advance(tx, &one.id, (row.from, row.to), made, reason).await? {
        return Err(AppError::conflict("payments-payout-moved"));
    }
    book(tx, &one.id, &one.shop, row, (one.amount, one.since)).await?;
    let detail = json!({"from": row.from.as_str(), "to": row.to.as_str(), "reason": reason});
    audit::note(tx, by, action, ("payout", one.id.as_str()), detail).await
}

/// What a step means in the books.
async fn book(
    tx: &mut Tx,
    payout: &PayoutId,
    shop: &ShopId,
    row: &Row,
    (amount, since): (Money, i64),
) -> Result<(), AppError> {
    let (owed, way, pocket) = (Account::Owed(shop.clone()), Account::Way(shop.clone()), Account::Pocket(shop.clone()));
    let (from, to) = match row.follows {
        Follows::Nothing => return Ok(()),
        Follows::OnItsWay => (owed, way),
        Follows::OwedAgain => (way, owed),
        Follows::Arrived => (way, pocket),
        Follows::OutOfPocket => (pocket, owed),
    };
    let entry = Entry::moved(Kind::Payout, amount, from, to).ok_or(AppError::Internal)?;
    let context = Context {
        about: ("payout", payout.0.clone()),
        dedupe: format!("payout:{payout}:{}", row.to.as_str()),
        payment: None,
        part: None,
        order_code: String::new(),
        regency: sql::regency_of(tx, shop).await?,
        note: String::new(),
        signed_by: None,
        since: Some(since),
        at: tx.now,
    };
    ledger::post(tx, &entry, &context).await.map(|_| ())
}
