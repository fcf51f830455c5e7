//! An order's steps for the artisan it concerns, and for the office without its buyer.

use app::codes::rules::OrderCode;
use app::error::AppError;
use app::ids::{RegionId, ShopId};
use app::orders::trail::{self, Did, Seen, SeenPart, Step};
use sqlx::AnyPool;

use super::sql;
use crate::accounts::counter;
use crate::audit;
use crate::house::House;
use crate::store::DbResult as _;

/// Steps shown at most; an order has about ten.
const MOST: i64 = 200;

/// The steps of an order; with a part's number without those of other parts.
pub async fn of(db: &AnyPool, order: &str, part: Option<i64>) -> Result<Vec<Step>, AppError> {
    let entries = audit::of(db, ("order", order), MOST).await?;
    let concerns = |entry: &audit::Entry| match (part, entry.detail["part"].as_i64()) {
        (Some(asked), Some(of)) => asked == of,
        _ => true,
    };
    let steps = entries.into_iter().filter(concerns).filter_map(|entry| {
        let (action, _) = trail::action(&entry.action)?;
        Some(Step { at: entry.at, who: Did::of(&entry.role), action })
    });
    Ok(steps.collect())
}

/// An order of this regency by its code; somebody else's does not exist.
pub async fn seen_by_office(house: &House, regency: &RegionId, code: &str) -> Result<Option<Seen>, AppError> {
    let Ok(code) = OrderCode::parse(code) else {
        return Ok(None);
    };
    let db = house.store.read();
    let Some(order) = sql::of_regency(db, regency, code.as_str()).await? else {
        return Ok(None);
    };
    let mut connection = db.acquire().await.db()?;
    let found = sql::by_id(&mut connection, &order).await?;
    drop(connection);
    let shops: Vec<ShopId> = found.iter().map(|found| found.sheet.shop.clone()).collect();
    let counters = counter::of_shops(db, &shops).await?;
    let now = house.clock.now();
    let parts = found.iter().zip(counters).map(|(found, counter)| SeenPart {
        shop: counter.name,
        status: found.sheet.status(now),
        method: found.sheet.payment.method,
        total: found.sheet.total,
    });
    Ok(Some(Seen { code: code.to_string(), parts: parts.collect(), steps: of(db, &order, None).await? }))
}
