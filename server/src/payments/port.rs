//! The port: what pages ask about money, answered from the read pool.

use app::error::AppError;
use app::ids::{AccountId, BatchId, OrderId, RegionId, ShopId, ShopOrderId};
use app::money::Money;
use app::payments::alarms::Alarms;
use app::payments::card::{CardNow, Mode};
use app::payments::corrections::Correction;
use app::payments::ledger::fees::{Asked, Cut, Rules};
use app::payments::payouts::{BatchLine, BatchSheet, OwedList};
use app::payments::refunds::Refund;
use app::payments::region::RegionMoney;
use app::payments::settings::Settings;
use app::payments::year::{Month, Turnover};
use app::payments::{Book, Payments, Purse, Span, Ways};
use app::time::{self, Zone};
use app::ui::pager::Paging;

use super::{corrections, fees, ledger, payouts, refunds, settings, sql, ways};
use crate::house::House;

/// Lines of the book on one page.
const PAGE: i64 = 20;
/// Hand-backs shown at once; there are hardly ever more than one.
const MOST_OWED: i64 = 50;
/// Payouts on the artisan's page, and how long those that are over stay there.
const MOST_PAYOUTS: i64 = 10;
const PAYOUTS_STAY: i64 = 30 * time::DAY_MS;
/// Shops of a list of what is owed: a batch holds at most so many.
const OWED_PAGE: i64 = 50;
/// Alarms of which it is told how they ended.
const PAST_ALARMS: i64 = 50;
/// Batches of a list.
const BATCHES: i64 = 10;

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
        let past = sql::settled_alarms(db, regency.as_str(), PAST_ALARMS).await?;
        Ok(Alarms { lines, paging, past })
    }

    async fn region_money(&self, regency: &RegionId) -> Result<RegionMoney, AppError> {
        Ok(sql::region_money(self.store.read(), regency.as_str()).await?.unwrap_or_default())
    }

    async fn refunds(&self, order: &OrderId) -> Result<Vec<Refund>, AppError> {
        refunds::of_order(self.store.read(), order).await
    }

    async fn purse(&self, shop: &ShopId, account: &AccountId, span: Span) -> Result<Purse, AppError> {
        sql::purse(self.store.read(), shop, account, span).await
    }

    async fn book(&self, shop: &ShopId, span: Span, page: i64) -> Result<Book, AppError> {
        let db = self.store.read();
        let mine = sql::mine(db, shop, span).await?;
        let paging = Paging::new(page, mine.count, PAGE);
        let movements = sql::movements(db, shop, span, paging.offset(PAGE), PAGE).await?;
        let after = self.clock.now() - PAYOUTS_STAY;
        let payouts = payouts::sql::of_shop(db, shop, after, MOST_PAYOUTS).await?;
        let owed = sql::owed(db, shop, MOST_OWED).await?;
        // Hardly any month has one: only then they are asked for.
        let corrections = match mine.corrections {
            0 => Vec::new(),
            _ => corrections::of_shop(db, shop, span, PAGE).await?,
        };
        Ok(Book { movements, owed, paging, mine, payouts, corrections })
    }

    async fn balance(&self, shop: &ShopId) -> Result<Money, AppError> {
        sql::balance(self.store.read(), shop).await
    }

    async fn settings(&self, shop: &ShopId) -> Result<Settings, AppError> {
        settings::settings(self, shop).await
    }

    async fn turnover(&self, shop: &ShopId, year: i16, zone: Zone) -> Result<Turnover, AppError> {
        let (from, _) = time::month_bounds(year, 1, zone).ok_or(AppError::NotFound)?;
        let (_, until) = time::month_bounds(year, 12, zone).ok_or(AppError::NotFound)?;
        let offset = i64::from(zone.offset_hours()) * time::HOUR_MS;
        let days = sql::days(self.store.read(), shop, Span { from, until }, offset).await?;
        let mut months: Vec<Month> = (1..=12).map(Month::empty).collect();
        for day in days {
            let number = time::day_of(day.day * time::DAY_MS - offset, zone).month();
            for month in months.iter_mut().filter(|month| month.number == number) {
                month.gross.minor += day.gross;
                month.costs.minor += day.costs;
                month.mended.minor += day.mended;
                month.count += day.payments;
            }
        }
        Ok(Turnover { year, months })
    }

    async fn rules(&self, shop: &ShopId) -> Result<Rules, AppError> {
        ledger::terms_of_region(self.store.read(), shop).await
    }

    async fn rules_of(&self, regency: &RegionId) -> Result<(Rules, i64), AppError> {
        fees::rules(self.store.read(), regency).await
    }

    async fn cuts(&self, order: &OrderId, parts: &[(ShopOrderId, Asked)]) -> Result<Vec<Option<Cut>>, AppError> {
        let db = self.store.read();
        let terms = ledger::terms_of_order(db, order).await?;
        let paid = parts.iter().filter(|(_, asked)| asked.is_paid_before()).map(|(part, _)| part.0.clone());
        let booked = ledger::booked(db, paid).await?;
        let cut = |(part, asked): &(ShopOrderId, Asked)| match asked {
            Asked::Open(plan) => terms.get(part).map(|(one, share)| {
                let borne = booked.get(part).map_or(Money { minor: 0, ..one.goods }, |cut| cut.card_cost);
                one.rules.planned(one.goods, one.sending, plan, *share, borne)
            }),
            Asked::Paid => booked.get(part).copied(),
        };
        Ok(parts.iter().map(cut).collect())
    }

    async fn owed(&self, regency: &RegionId, page: i64) -> Result<OwedList, AppError> {
        payouts::sql::owed(self.store.read(), regency, page, OWED_PAGE).await
    }

    async fn batches(&self, regency: &RegionId, page: i64) -> Result<(Vec<BatchLine>, Paging), AppError> {
        payouts::sql::batches(self.store.read(), regency, page, BATCHES).await
    }

    async fn corrections(&self, regency: &RegionId, page: i64) -> Result<(Vec<Correction>, Paging), AppError> {
        corrections::of_regency(self.store.read(), regency, page, PAGE).await
    }

    async fn batch(&self, regency: &RegionId, id: &BatchId) -> Result<BatchSheet, AppError> {
        payouts::sql::batch(self.store.read(), regency, id).await?.ok_or(AppError::NotFound)
    }
}
