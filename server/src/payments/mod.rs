//! Payments: opens them, moves them as their state table allows, and keeps the artisan's book. It never
//! looks at orders; `orders` calls it with its own transaction, because an order's end decides about its money.
//!
//! Cannot be undone: an arrival (the buyer holds a receipt) and a hand-back.

pub mod alarms;
pub mod card;
pub mod corrections;
pub mod fees;
pub mod http;
pub mod ledger;
pub mod payouts;
mod port;
pub mod proofs;
pub mod providers;
pub mod refunds;
pub mod region;
pub mod settings;
mod sql;
pub mod sticker;
pub mod stripe;
pub mod ways;

use app::error::AppError;
use app::ids::{PaymentId, ShopId};
use app::money::Money;
use app::payments::Payment;
use app::payments::method::{Method, Purpose};
use app::payments::rules::{Follows, Row, State};
use app::words::Lang;

pub use settings::start;
pub use sql::{Stamp, part_number};
pub use ways::{of_shops, ways};

use crate::payments::providers::Shown;
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
    pub purpose: Purpose,
    pub method: Method,
    pub amount: Money,
    /// How often nothing had arrived in another way.
    pub refusals: i64,
}

/// Opens a payment with what it shows, frozen: a new QRIS of the shop applies to new payments only.
pub async fn open(tx: &mut Tx, new: &NewPayment) -> Result<(), AppError> {
    let ways = ways::ways(tx.db(), &new.shop).await?;
    let shown = providers::of(new.method).open(&ways, new.amount, &new.order_code)?;
    sql::insert(tx, new, shown).await?;
    Ok(())
}

/// Opens one that shows nothing to pay with: both sides find a way.
pub async fn open_bare(tx: &mut Tx, new: &NewPayment) -> Result<(), AppError> {
    sql::insert(tx, new, Shown::default()).await?;
    Ok(())
}

/// Writes down money that is there already: a sale at the stall, signed by whoever says so.
pub async fn write_down(tx: &mut Tx, new: &NewPayment, signed: Option<String>) -> Result<(), AppError> {
    let id = sql::insert(tx, new, Shown::default()).await?;
    let stamp = Stamp { paid_at: Some(tx.now), paid_by: signed, ..Stamp::default() };
    if !sql::advance(tx, &id, State::Open, State::Paid, stamp).await? {
        return Err(AppError::Internal);
    }
    ledger::sale(tx, &PaymentId(id)).await
}

/// The rest follows this deposit: it is not what is asked for any more.
pub async fn followed(tx: &mut Tx, deposit: &PaymentId) -> Result<(), AppError> {
    sql::follow(tx, deposit.as_str(), true).await
}

/// Nobody asks for the rest any more: the deposit is the part's payment again.
pub async fn alone_again(tx: &mut Tx, deposit: Option<&Payment>) -> Result<(), AppError> {
    match deposit {
        Some(deposit) => sql::follow(tx, deposit.id.as_str(), false).await,
        None => Ok(()),
    }
}

/// Moves a payment that was read in the same transaction by a row of its table, and does what the row says follows.
/// Money that moved stands in the books in the same transaction. Where time ran out and nobody has written it down yet,
/// the row begins at `Lapsed` and the payment still stands as `Open`.
pub async fn advance(tx: &mut Tx, payment: &Payment, row: &Row, stamp: Stamp) -> Result<(), AppError> {
    if row.follows == Follows::Closed && payment.method == Method::Card {
        card::nobody_pays(tx, payment).await?;
    }
    if !sql::advance(tx, payment.id.as_str(), payment.state, row.to, stamp).await? {
        return Err(AppError::Unavailable { retry_after: 1 });
    }
    match row.follows {
        Follows::Booked => ledger::sale(tx, &payment.id).await,
        Follows::BookedAndPromised => {
            ledger::sale(tx, &payment.id).await?;
            refunds::ask_rest(tx, payment).await
        }
        Follows::Promised => refunds::ask_rest(tx, payment).await,
        Follows::BookedBack => {
            ledger::hand_back_rest(tx, &payment.id).await?;
            refunds::all_back(tx, &payment.id).await
        }
        Follows::Seen => refunds::all_seen(tx, &payment.id).await,
        Follows::Unbooked => ledger::undone::by_mistake(tx, &payment.id).await,
        Follows::Nothing | Follows::Closed | Follows::Refund => Ok(()),
    }
}
