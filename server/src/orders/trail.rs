//! An order's steps for the artisan it concerns, and for the office without its buyer.

use app::codes::rules::OrderCode;
use app::error::AppError;
use app::ids::{RegionId, ShopId};
use app::money::Money;
use app::orders::trail::{self, Did, Seen, SeenPart, Step};
use app::payments::rules::State as Pay;
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
    let steps = numbered(db, order, part).await?;
    Ok(steps.into_iter().map(|(step, _)| step).collect())
}

/// Each with the number of the part it is about, if it is about one.
async fn numbered(db: &AnyPool, order: &str, part: Option<i64>) -> Result<Vec<(Step, Option<i64>)>, AppError> {
    let entries = audit::of(db, ("order", order), MOST).await?;
    let concerns = |entry: &audit::Entry| match (part, entry.detail["part"].as_i64()) {
        (Some(asked), Some(of)) => asked == of,
        _ => true,
    };
    let steps = entries.into_iter().filter(concerns).filter_map(|entry| {
        let (action, _) = trail::action(&entry.action)?;
        let amount = entry.detail["amount_minor"].as_i64().map(|minor| Money { minor, ..Money::rupiah(0) });
        let step = Step { at: entry.at, who: Did::of(&entry.role), action, amount, shop: None };
        Some((step, entry.detail["part"].as_i64()))
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
    let parts = found.iter().zip(&counters).map(|(found, counter)| {
        let (sheet, status) = (&found.sheet, found.sheet.status(now));
        let amount = if status.payment == Pay::ToReturn { sheet.goes_back().all() } else { sheet.total };
        SeenPart { shop: counter.name.clone(), status, method: sheet.payment.method, amount }
    });
    let named = |number: i64| {
        let of = found.iter().position(|found| found.sheet.number == number)?;
        counters.get(of).map(|counter| counter.name.clone()).filter(|_| found.len() > 1)
    };
    let steps = numbered(db, &order, None).await?;
    let steps = steps.into_iter().map(|(step, part)| Step { shop: part.and_then(named), ..step }).collect();
    Ok(Some(Seen { code: code.to_string(), parts: parts.collect(), steps }))
}
