//! Payments: opens them, moves them as their state table allows, and keeps the artisan's book. It never
//! looks at orders; `orders` calls it with its own transaction, because an order's end decides about its money.
//!
//! Cannot be undone: an arrival (the buyer holds a receipt) and a hand-back.

pub mod fees;
pub mod http;
pub mod ledger;
pub mod payouts;
mod port;
pub mod providers;
pub mod settings;
mod sql;
pub mod sticker;
pub mod ways;

use app::error::AppError;
use app::ids::ShopId;
use app::money::Money;
use app::payments::Payment;
use app::payments::method::Method;
use app::payments::rules::State;
use app::words::Lang;

pub use settings::start;
pub use sql::Stamp;
pub use ways::ways;

use crate::store::Tx;

/// A payment to be opened.
pub struct NewPayment {
    pub order: String,
    pub shop_order: String,
    pub shop: ShopId,
    pub order_code: String,
    /// The piece's name.
    pub about: String,
    /// The language it is written in.
    pub about_language: Lang,
    pub method: Method,
    pub amount: Money,
}

/// Opens a payment with what it shows, frozen: a new QRIS of the shop applies to new payments only.
pub async fn open(tx: &mut Tx, new: &NewPayment) -> Result<(), AppError> {
    let ways = ways::ways(tx.db(), &new.shop).await?;
    let shown = providers::of(new.method).open(&ways, new.amount, &new.order_code)?;
    sql::insert(tx, new, shown).await
}

/// Moves a payment that was read in the same transaction; the caller has asked the table.
pub async fn advance(tx: &mut Tx, payment: &Payment, to: State, stamp: Stamp) -> Result<(), AppError> {
    let (arrived, handed_back) = (stamp.paid_at.is_some(), stamp.returned_at.is_some());
    if !sql::advance(tx, payment.id.as_str(), payment.state, to, stamp).await? {
        return Err(AppError::Unavailable { retry_after: 1 });
    }
    // Money that moved stands in the books in the same transaction.
    if arrived {
        ledger::sale(tx, &payment.id).await?;
    }
    if handed_back {
        ledger::hand_back_rest(tx, &payment.id).await?;
    }
    Ok(())
}
