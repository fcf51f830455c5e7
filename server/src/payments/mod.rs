//! Payments: opens them, moves them as their state table allows, and keeps the artisan's book. It never
//! looks at orders; `orders` calls it with its own transaction, because an order's end decides about its money.
//!
//! Cannot be undone: an arrival (the buyer holds a receipt) and a hand-back.

pub mod http;
pub mod ledger;
pub mod providers;
pub mod settings;
mod sql;
pub mod sticker;
pub mod ways;

use app::error::AppError;
use app::ids::ShopId;
use app::money::Money;
use app::payments::method::Method;
use app::payments::rules::State;
use app::payments::settings::Settings;
use app::payments::{Book, Payment, Payments, Purse, Span, Ways};
use app::ui::pager::Paging;
use app::words::Lang;

pub use settings::start;
pub use sql::Stamp;
pub use ways::ways;

use crate::house::House;
use crate::store::Tx;

/// Lines of the book on one page.
const PAGE: i64 = 20;
/// Hand-backs shown at once; there are hardly ever more than one.
const MOST_OWED: i64 = 50;

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

#[async_trait::async_trait]
impl Payments for House {
    async fn ways(&self, shop: &ShopId) -> Result<Ways, AppError> {
        ways::ways(self.store.read(), shop).await
    }

    async fn purse(&self, shop: &ShopId, span: Span) -> Result<Purse, AppError> {
        sql::purse(self.store.read(), shop, span).await
    }

    async fn book(&self, shop: &ShopId, span: Span, page: i64) -> Result<Book, AppError> {
        let db = self.store.read();
        let Purse { arrived, returned, count, .. } = sql::purse(db, shop, span).await?;
        let paging = Paging::new(page, count, PAGE);
        let movements = sql::movements(db, shop, span, paging.offset(PAGE), PAGE).await?;
        Ok(Book { arrived, returned, count, movements, owed: sql::owed(db, shop, MOST_OWED).await?, paging })
    }

    async fn settings(&self, shop: &ShopId) -> Result<Settings, AppError> {
        settings::settings(self, shop).await
    }
}
