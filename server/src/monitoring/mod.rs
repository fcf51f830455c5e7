//! What officers see: reads the tables of all rooms and writes none. What may be shown of it is decided by
//! the pure rules in `app`; nothing of buyers is read at all.

pub mod http;
mod sql;

use std::collections::HashMap;

use app::error::AppError;
use app::ids::RegionId;
use app::monitoring::rules::{CHANNELS, Facts, Figures, METHODS, Sale, Visits, figures};
use app::monitoring::{ACTIVE_DAYS, MoneyChange, Monitoring, People, ShopLine, months};
use app::regions::Regency;
use app::time::DAY_MS;
use app::ui::pager::Paging;

use crate::house::House;

/// Shops on a page of the list.
const PER_PAGE: i64 = 25;
/// How far back changes of money settings are told, and how many.
const CHANGES_DAYS: i64 = 60;
const MOST_CHANGES: i64 = 10;

#[async_trait::async_trait]
impl Monitoring for House {
    async fn people(&self, regency: &RegionId) -> Result<People, AppError> {
        let now = self.clock.now();
        sql::people(self.store.read(), regency, now, now - ACTIVE_DAYS * DAY_MS).await
    }

    async fn figures(&self, regency: &Regency) -> Result<Option<Figures>, AppError> {
        Ok(figures(&facts(self, regency).await?))
    }

    async fn shops(&self, regency: &RegionId, page: i64) -> Result<(Vec<ShopLine>, Paging), AppError> {
        let all = sql::count_shops(self.store.read(), regency).await?;
        let paging = Paging::new(page, all, PER_PAGE);
        let now = self.clock.now();
        let lines = sql::shops(self.store.read(), regency, now, PER_PAGE, paging.offset(PER_PAGE)).await?;
        Ok((lines, paging))
    }

    async fn money_changes(&self, regency: &RegionId) -> Result<Vec<MoneyChange>, AppError> {
        let since = self.clock.now() - CHANGES_DAYS * DAY_MS;
        sql::money_changes(self.store.read(), regency, since, MOST_CHANGES).await
    }
}

/// What every shop that ever had a published piece did in every month, in the regency's own time.
async fn facts(house: &House, regency: &Regency) -> Result<Facts, AppError> {
    let db = house.store.read();
    let shops = sql::opened_shops(db, &regency.id).await?;
    let mut facts = Facts::default();
    let Some(first) = shops.iter().map(|shop| shop.opened_at).min() else {
        return Ok(facts);
    };
    facts.months = months(first, house.clock.now(), regency.zone);
    let mut at = HashMap::new();
    let mut village = String::new();
    // They come in order of villages.
    for shop in shops {
        if village != shop.village {
            facts.villages.push(shop.village_name);
            village = shop.village;
        }
        at.insert(shop.id, facts.shops.len());
        facts.shops.push(facts.villages.len().saturating_sub(1));
    }
    let bounds: Vec<(i64, i64)> = facts.months.iter().map(|month| month.bounds(regency.zone)).collect();
    for row in sql::sales(db, &regency.id, &bounds).await? {
        let channel = CHANNELS.iter().position(|channel| *channel == row.channel);
        let method = METHODS.iter().position(|method| *method == row.method);
        let month = usize::try_from(row.month).ok();
        if let (Some(&shop), Some(month), Some(channel), Some(method)) = (at.get(&row.shop), month, channel, method) {
            facts.sales.push(Sale { shop, month, channel, method, orders: row.orders, minor: row.minor });
        }
    }
    for row in sql::visits(db, &regency.id, &bounds).await? {
        if let (Some(&shop), Ok(month)) = (at.get(&row.shop), usize::try_from(row.month)) {
            facts.visits.push(Visits { shop, month, visits: row.visits });
        }
    }
    Ok(facts)
}
