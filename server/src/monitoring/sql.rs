//! Statements of the officer's pages. None of them reads a buyer's name, contact or language.

mod shops;

use app::error::AppError;
use app::ids::RegionId;
use app::monitoring::People;
use sqlx::AnyPool;

use crate::store::DbResult as _;

pub use shops::{count_shops, money_changes, shops};

#[derive(sqlx::FromRow)]
struct PeopleRow {
    invited: i64,
    enrolled: i64,
    published: i64,
    active: i64,
    products: i64,
}

pub async fn people(db: &AnyPool, regency: &RegionId, now: i64, active_since: i64) -> Result<People, AppError> {
    let row: PeopleRow = sqlx::query_as(
        "select \
           (select count(*) from invitations where regency_id = $1 and kind = 'enrol' and used_at is null \
              and revoked_at is null and expires_at > $2) as invited, \
           (select count(*) from accounts where regency_id = $1 and role = 'artisan') as enrolled, \
           (select count(distinct m.account_id) from memberships m join shops s on s.id = m.shop_id \
              join products p on p.shop_id = s.id and p.state = 'published' where s.regency_id = $1) as published, \
           (select count(*) from accounts a where a.regency_id = $1 and a.role = 'artisan' and a.seen_at >= $3) as active, \
           (select count(*) from products p join shops s on s.id = p.shop_id \
              where s.regency_id = $1 and p.state = 'published') as products",
    )
    .bind(regency.0.clone())
    .bind(now)
    .bind(active_since)
    .fetch_one(db)
    .await
    .db()?;
    let PeopleRow { invited, enrolled, published, active, products } = row;
    Ok(People { invited, enrolled, published, active, products })
}

/// A shop that ever had a published piece.
#[derive(sqlx::FromRow)]
pub struct OpenedShop {
    pub id: String,
    pub village: String,
    pub village_name: String,
    pub opened_at: i64,
}

/// In order of the villages they opened in.
pub async fn opened_shops(db: &AnyPool, regency: &RegionId) -> Result<Vec<OpenedShop>, AppError> {
    sqlx::query_as(
        "select s.id, v.id as village, v.name as village_name, s.opened_at from shops s \
         join regions v on v.id = s.opened_village_id where s.regency_id = $1 and s.opened_at is not null \
         order by v.name, v.id, s.id",
    )
    .bind(regency.0.clone())
    .fetch_all(db)
    .await
    .db()
}

/// The months as rows: number, first instant, first one after it. Numbers only, so they stand in the text.
fn month_rows(bounds: &[(i64, i64)]) -> String {
    let rows: Vec<String> = bounds.iter().enumerate().map(|(at, (from, to))| format!("({at}, {from}, {to})")).collect();
    format!("(values {})", rows.join(", "))
}

#[derive(sqlx::FromRow)]
pub struct SaleRow {
    pub month: i64,
    pub shop: String,
    pub channel: String,
    pub method: String,
    pub orders: i64,
    pub minor: i64,
}

/// What arrived, and what was handed back as amounts below zero without an order, each in its own month.
pub async fn sales(db: &AnyPool, regency: &RegionId, bounds: &[(i64, i64)]) -> Result<Vec<SaleRow>, AppError> {
    let months = month_rows(bounds);
    let arrived = format!(
        "select cast(m.column1 as bigint) as month, p.shop_id as shop, o.channel, p.method, \
           cast(count(*) as bigint) as orders, cast(sum(p.amount_minor) as bigint) as minor \
         from {months} as m join payments p on p.paid_at >= m.column2 and p.paid_at < m.column3 \
         join shops s on s.id = p.shop_id join orders o on o.id = p.order_id \
         where s.regency_id = $1 and s.opened_at is not null and p.state in ('paid', 'to_return', 'returned') \
         group by m.column1, p.shop_id, o.channel, p.method"
    );
    let back = format!(
        "select cast(m.column1 as bigint) as month, r.shop_id as shop, o.channel, p.method, \
           cast(0 as bigint) as orders, cast(- sum(r.amount_minor) as bigint) as minor \
         from {months} as m join refunds r on r.back_at >= m.column2 and r.back_at < m.column3 \
         join payments p on p.id = r.payment_id join shops s on s.id = r.shop_id join orders o on o.id = r.order_id \
         where s.regency_id = $1 and s.opened_at is not null and r.state in ('handed_back', 'seen') \
         group by m.column1, r.shop_id, o.channel, p.method"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(format!("{arrived} union all {back}")))
        .bind(regency.0.clone())
        .fetch_all(db)
        .await
        .db()
}

#[derive(sqlx::FromRow)]
pub struct VisitRow {
    pub month: i64,
    pub shop: String,
    pub visits: i64,
}

/// Visits to the codes of shops and pieces, from the hour the shop opened on.
pub async fn visits(db: &AnyPool, regency: &RegionId, bounds: &[(i64, i64)]) -> Result<Vec<VisitRow>, AppError> {
    let months = month_rows(bounds);
    let sql = format!(
        "select cast(m.column1 as bigint) as month, s.id as shop, cast(sum(n.visits) as bigint) as visits \
         from {months} as m join scan_counts n on n.hour >= m.column2 and n.hour < m.column3 \
         join codes c on c.code = n.code left join products q on c.kind = 'product' and q.id = c.target_id \
         join shops s on s.id = case when c.kind = 'shop' then c.target_id else q.shop_id end \
         where s.regency_id = $1 and s.opened_at is not null and n.hour + 3600000 > s.opened_at \
         group by m.column1, s.id"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(regency.0.clone()).fetch_all(db).await.db()
}
