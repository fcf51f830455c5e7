//! Payments: opens them, moves them as their state table allows, and keeps the artisan's book. It never
//! looks at orders; `orders` calls it with its own transaction, because an order's end decides about its money.
//!
//! Cannot be undone: an arrival (the buyer holds a receipt) and a hand-back.

pub mod alarms;
pub mod card;
pub mod http;
pub mod providers;
pub mod region;
pub mod settings;
mod sql;
pub mod sticker;
pub mod stripe;
pub mod ways;

use app::error::AppError;
use app::ids::{OrderId, RegionId, ShopId};
use app::money::Money;
use app::payments::alarms::Alarms;
use app::payments::card::{CardNow, Mode};
use app::payments::method::Method;
use app::payments::region::RegionMoney;
use app::payments::rules::State;
use app::payments::settings::Settings;
use app::payments::{Book, Payment, Payments, Purse, Span, Ways};
use app::ui::pager::Paging;
use app::words::Lang;

pub use settings::start;
pub use sql::Stamp;
pub use ways::{of_shops, ways};

use crate::house::House;
use crate::payments::providers::Shown;
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
    sql::insert(tx, new, shown).await?;
    Ok(())
}

/// Writes down money that is there already: a sale at the stall, signed by whoever says so.
pub async fn write_down(tx: &mut Tx, new: &NewPayment, signed: Option<String>) -> Result<(), AppError> {
    let id = sql::insert(tx, new, Shown::default()).await?;
    let stamp = Stamp { paid_at: Some(tx.now), paid_by: signed, ..Stamp::default() };
    if sql::advance(tx, &id, State::Open, State::Paid, stamp).await? { Ok(()) } else { Err(AppError::Internal) }
}

/// Moves a payment that was read in the same transaction; the caller has asked the table.
pub async fn advance(tx: &mut Tx, payment: &Payment, to: State, stamp: Stamp) -> Result<(), AppError> {
    let by_card = payment.method == Method::Card;
    if by_card && matches!(to, State::Lapsed | State::Abandoned) {
        card::nobody_pays(tx, payment).await?;
    }
    if !sql::advance(tx, payment.id.as_str(), payment.state, to, stamp).await? {
        return Err(AppError::Unavailable { retry_after: 1 });
    }
    if by_card && to == State::ToReturn { card::refunds::owe(tx, payment).await } else { Ok(()) }
}

#[async_trait::async_trait]
impl Payments for House {
    async fn ways(&self, shop: &ShopId) -> Result<Ways, AppError> {
        ways::of_shop(self, shop).await
    }

    fn card_mode(&self) -> Option<Mode> {
        self.stripe.as_ref().map(|stripe| if stripe.test { Mode::Test } else { Mode::Live })
    }

    async fn card(&self, order: &OrderId) -> Result<CardNow, AppError> {
        Ok(CardNow { mode: self.card_mode(), ..sql::card_now(self.store.read(), order.as_str()).await? })
    }

    async fn alarms(&self, regency: &RegionId, page: i64) -> Result<Alarms, AppError> {
        let db = self.store.read();
        let paging = Paging::new(page, sql::count_alarms(db, regency.as_str()).await?, PAGE);
        let lines = sql::open_alarms(db, regency.as_str(), paging.offset(PAGE), PAGE).await?;
        Ok(Alarms { lines, paging })
    }

    async fn region_money(&self, regency: &RegionId) -> Result<RegionMoney, AppError> {
        Ok(sql::region_money(self.store.read(), regency.as_str()).await?.unwrap_or_default())
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
