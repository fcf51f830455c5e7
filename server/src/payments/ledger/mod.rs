//! The books: what the rules of `app::payments::ledger` say of a movement, written once. Entries are only added;
//! `sql.rs` holds no statement that changes or removes one, and a test looks.
//!
//! Cannot be undone: anything. What was wrong is mended by `correction`.

pub mod beyond;
mod sql;
pub mod undone;

use app::error::AppError;
use app::ids::{AccountId, PaymentId, RegionId, ShopId};
use app::money::Money;
use app::payments::ledger::fees::Rules;
use app::payments::ledger::{Arrival, Entry, Kind, Posting, Refused, arrived, went_back};
use app::payments::rules::State;
use serde_json::json;

pub use sql::{Terms, booked, terms_of_order, terms_of_region};

use crate::audit::{self, By};
use crate::store::Tx;

/// What an entry is about, beside what moved.
#[derive(Clone, Debug)]
pub struct Context {
    /// `payment`, `dispute`, `payout` or `correction`, and its id.
    pub about: (&'static str, String),
    /// Two of the same are one movement.
    pub dedupe: String,
    pub payment: Option<PaymentId>,
    pub part: Option<String>,
    pub order_code: String,
    pub regency: String,
    pub note: String,
    pub signed_by: Option<AccountId>,
    /// Since when the money waits, if not since now; UTC ms.
    pub since: Option<i64>,
    /// UTC ms.
    pub at: i64,
}

/// Writes a movement; false when it stands in the books already.
pub async fn post(tx: &mut Tx, entry: &Entry, context: &Context) -> Result<bool, AppError> {
    let id = tx.new_id();
    if !sql::insert_entry(tx, &id, entry.kind(), context).await? {
        return Ok(false);
    }
    for (line, posting) in (1..).zip(entry.postings()) {
        sql::insert_posting(tx, &id, line, posting, context).await?;
    }
    Ok(true)
}

/// Freezes what selling costs for a shop's part of an order.
pub async fn freeze_terms(
    tx: &mut Tx,
    (part, order): (&str, &str),
    (shop, regency): (&ShopId, &str),
    (goods, sending): (Money, Money),
) -> Result<(), AppError> {
    let terms = sql::rules(tx.db(), regency).await?;
    sql::freeze(tx, (part, order), shop, (goods, sending), terms).await
}

/// The price of sending was agreed on before anything was paid: the terms stay, the amounts are new.
pub async fn new_amounts(tx: &mut Tx, part: &str, goods: Money, sending: Money) -> Result<(), AppError> {
    sql::new_amounts(tx, part, goods, sending).await
}

/// A sale at the stall costs nothing: the house had no part in it but to remember it.
pub async fn freeze_free(
    tx: &mut Tx,
    (part, order): (&str, &str),
    shop: &ShopId,
    goods: Money,
) -> Result<(), AppError> {
    sql::freeze(tx, (part, order), shop, (goods, Money::rupiah(0)), Rules::default()).await
}

/// Writes the arrival of a payment: call it in the transaction that stamped `paid_at`. A payment that arrived too
/// late is to be handed back and carries no fee.
///
/// # Errors
/// `NotFound` when there is no such payment.
pub async fn sale(tx: &mut Tx, payment: &PaymentId) -> Result<(), AppError> {
    let paid = sql::paid(tx, payment).await?.ok_or(AppError::NotFound)?;
    let Some(at) = paid.paid_at else { return Ok(()) };
    let none = Money { minor: 0, ..paid.amount };
    let goods = Money { minor: paid.terms.goods.minor.min(paid.before.saturating_add(paid.amount.minor)), ..none };
    let before = Money { minor: paid.before.min(goods.minor), ..none };
    let of_goods = Money { minor: goods.minor - before.minor, ..none };
    let rules = paid.terms.rules;
    let rules = if paid.state == State::Paid { rules } else { rules.without_fee() };
    let direct = paid.method.is_direct();
    let by_card = (!direct).then_some(paid.share);
    let arrival = Arrival {
        shop: paid.shop.clone(),
        direct,
        goods: of_goods,
        sending: Money { minor: paid.amount.minor - of_goods.minor, ..none },
        costs: rules.costs(paid.terms.goods, Money { minor: paid.before, ..none }, paid.amount, by_card),
    };
    for entry in arrived(&arrival) {
        let context = paid.context(payment, ("payment", payment.0.clone()), at, entry.kind().as_str(), "");
        post(tx, &entry, &context).await?;
    }
    Ok(())
}

/// Writes that money of a payment was handed back to the buyer, the fee with it in proportion. `key` names this
/// hand-back among those of the payment.
///
/// # Errors
/// `Conflict` when more is to go back than is left.
pub async fn hand_back(tx: &mut Tx, payment: &PaymentId, amount: Money, key: &str) -> Result<(), AppError> {
    let at = tx.now;
    back(tx, payment, Some(amount), ("payment", payment.0.clone(), key), at).await
}

/// The same for a card that could not be paid back: it goes out of the shop's pocket, and what lies with the
/// operator stays hers.
pub async fn handed_back_by_hand(tx: &mut Tx, payment: &PaymentId, amount: Money, key: &str) -> Result<(), AppError> {
    let at = tx.now;
    gone_from(tx, payment, (Some(amount), true), ("payment", payment.0.clone(), key), at).await
}

/// The same for all that is left of it.
pub async fn hand_back_rest(tx: &mut Tx, payment: &PaymentId) -> Result<(), AppError> {
    let at = tx.now;
    back(tx, payment, None, ("payment", payment.0.clone(), "rest"), at).await
}

/// The same with the time it happened at, UTC ms: for what is told later.
pub async fn handed_back_at(tx: &mut Tx, payment: &PaymentId, at: i64) -> Result<(), AppError> {
    back(tx, payment, None, ("payment", payment.0.clone(), "rest"), at).await
}

/// Writes that the buyer's bank took money back: `None` for all that is left of the payment. `key` names this among what
/// the dispute took of it.
pub async fn disputed(
    tx: &mut Tx,
    payment: &PaymentId,
    (dispute, key): (&str, &str),
    amount: Option<Money>,
) -> Result<(), AppError> {
    let at = tx.now;
    back(tx, payment, amount, ("dispute", dispute.to_owned(), key), at).await
}

async fn back(
    tx: &mut Tx,
    payment: &PaymentId,
    amount: Option<Money>,
    about: (&'static str, String, &str),
    at: i64,
) -> Result<(), AppError> {
    gone_from(tx, payment, (amount, false), about, at).await
}

/// `pocket` when the shop hands back by hand whatever lies with the operator.
async fn gone_from(
    tx: &mut Tx,
    payment: &PaymentId,
    (amount, pocket): (Option<Money>, bool),
    (about, id, key): (&'static str, String, &str),
    at: i64,
) -> Result<(), AppError> {
    let paid = sql::paid(tx, payment).await?.ok_or(AppError::NotFound)?;
    let kind = if about == "dispute" { Kind::Dispute } else { Kind::Refund };
    if sql::is_written(tx, &dedupe(kind.as_str(), payment, key)).await? {
        return Ok(());
    }
    let mut left = sql::left(tx, &paid, payment).await?;
    left.direct |= pocket;
    let entries = went_back(&left, kind, amount.unwrap_or(left.paid)).map_err(|refused| match refused {
        Refused::TooMuch => AppError::conflict("payments-back-too-much"),
        Refused::Unbalanced => AppError::Internal,
    })?;
    for entry in entries {
        let suffix = if key.is_empty() { "back" } else { key };
        let context = paid.context(payment, (about, id.clone()), at, entry.kind().as_str(), suffix);
        post(tx, &entry, &context).await?;
    }
    Ok(())
}

fn dedupe(kind: &str, payment: &PaymentId, key: &str) -> String {
    if key.is_empty() { format!("{kind}:{payment}") } else { format!("{kind}:{payment}:{key}") }
}

/// A person mends the books: an entry of its own, signed, with the reason. `key` names it, so that it is written
/// once.
///
/// # Errors
/// `Invalid` at `amount` when the postings do not come to zero, at `note` without a reason.
pub async fn correction(
    tx: &mut Tx,
    (by, account): (&By, &AccountId),
    regency: &RegionId,
    postings: Vec<Posting>,
    (note, key): (&str, &str),
) -> Result<(), AppError> {
    if note.trim().is_empty() || note.chars().count() > 400 {
        return Err(AppError::invalid("note", "payments-correction-note"));
    }
    let entry = Entry::new(Kind::Correction, postings)
        .map_err(|_| AppError::invalid("amount", "payments-correction-unbalanced"))?;
    let at = tx.now;
    let context = Context {
        about: ("correction", key.to_owned()),
        dedupe: format!("correction:{key}"),
        payment: None,
        part: None,
        order_code: String::new(),
        regency: regency.0.clone(),
        note: note.trim().to_owned(),
        signed_by: Some(account.clone()),
        since: None,
        at,
    };
    if post(tx, &entry, &context).await? {
        let moved: Vec<_> =
            entry.postings().iter().map(|one| json!([one.account.as_str(), one.amount.minor])).collect();
        audit::note(tx, by, "ledger.corrected", ("region", regency.as_str()), json!({ "moved": moved })).await?;
    }
    Ok(())
}

impl sql::Paid {
    fn context(&self, payment: &PaymentId, about: (&'static str, String), at: i64, kind: &str, key: &str) -> Context {
        Context {
            about,
            dedupe: dedupe(kind, payment, key),
            payment: Some(payment.clone()),
            part: Some(self.part.clone()),
            order_code: self.order_code.clone(),
            regency: self.regency.clone(),
            note: String::new(),
            signed_by: None,
            since: None,
            at,
        }
    }
}
