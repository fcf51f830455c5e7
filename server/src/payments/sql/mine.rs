//! What the books say of a shop's month and year.

use app::error::AppError;
use app::ids::ShopId;
use app::money::{Currency, Money};
use app::payments::Span;
use app::payments::payouts::Mine;
use sqlx::AnyPool;

use super::waits;
use crate::store::DbResult as _;

/// The payments of the shop `$1` whose sale stands: one that was written down by mistake or with a test key was taken out
/// again, and is no payment anywhere. One that was taken back before the books could say so stands there still, and has
/// lapsed.
macro_rules! sold {
    () => {
        "(select n.payment_id from ledger_entries n join ledger_postings m on m.entry_id = n.id \
           join payments y on y.id = n.payment_id and y.state in ('paid', 'to_return', 'returned') \
           where m.shop_id = $1 and n.kind in ('sale', 'shipping') group by n.payment_id having sum(m.amount_minor) > 0)"
    };
}

#[derive(sqlx::FromRow)]
struct MineRow {
    straight: i64,
    by_card: i64,
    costs: i64,
    back: i64,
    mended: i64,
    corrections: i64,
    payments: i64,
    owed: i64,
    back_since: i64,
    way: i64,
    waits: i64,
}

/// The month, and what lies where now.
pub async fn mine(db: &AnyPool, shop: &ShopId, span: Span) -> Result<Mine, AppError> {
    let row: MineRow = sqlx::query_as(concat!(
        "select \
           cast(coalesce(sum(case when x.kind in ('sale', 'shipping') and x.account = 'pocket' then x.now else 0 end), 0) as bigint) as straight, \
           cast(coalesce(sum(case when x.kind in ('sale', 'shipping') and x.account = 'owed' then x.now else 0 end), 0) as bigint) as by_card, \
           cast(coalesce(sum(case when x.kind in ('fee', 'card_cost') then x.now else 0 end), 0) as bigint) as costs, \
           cast(coalesce(sum(case when x.kind in ('refund', 'dispute') then x.now else 0 end), 0) as bigint) as back, \
           cast(coalesce(sum(case when x.kind = 'correction' then x.now else 0 end), 0) as bigint) as mended, \
           count(distinct case when x.kind = 'correction' and x.now <> 0 then x.id end) as corrections, \
           count(distinct case when x.kind in ('sale', 'shipping') and x.now <> 0 then x.sold end) as payments, \
           cast(coalesce(sum(case when x.account = 'owed' then x.amount_minor else 0 end), 0) as bigint) as owed, \
           cast(coalesce(sum(case when x.account = 'owed' and x.kind in ('refund', 'dispute') and (select max(t.at) \
             from ledger_postings t where t.shop_id = $1 and t.account = 'way' and t.amount_minor > 0) between x.paid_at and x.at \
             then x.amount_minor else 0 end), 0) as bigint) as back_since, \
           cast(coalesce(sum(case when x.account = 'way' then x.amount_minor else 0 end), 0) as bigint) as way, \
           cast(coalesce((select q.minor from ",
        waits!(),
        " q where q.shop_id = $1), 0) as bigint) as waits \
         from (select e.id, e.kind, s.payment_id as sold, y.paid_at, p.account, p.amount_minor, p.at, \
           case when p.at >= $2 and p.at < $3 then p.amount_minor else 0 end as now \
           from ledger_postings p join ledger_entries e on e.id = p.entry_id left join ",
        sold!(),
        " s on s.payment_id = e.payment_id left join payments y on y.id = e.payment_id where p.shop_id = $1) x"
    ))
    .bind(shop.0.clone())
    .bind(span.from)
    .bind(span.until)
    .fetch_one(db)
    .await
    .db()?;
    let money = |minor| Money { minor, currency: Currency::Idr };
    Ok(Mine {
        straight: money(row.straight),
        by_card: money(row.by_card),
        costs: money(row.costs),
        back: money(row.back),
        mended: money(row.mended),
        corrections: row.corrections,
        count: row.payments,
        owed: money(row.owed),
        debt_back: money((-row.owed).max(0).min(-row.back_since).max(0)),
        way: money(row.way),
        waits: money(row.waits.clamp(0, row.owed.max(0))),
    })
}

/// What lies with the operator for a shop now, less what may have to go back.
pub async fn balance(db: &AnyPool, shop: &ShopId) -> Result<Money, AppError> {
    let (minor,): (i64,) = sqlx::query_as(concat!(
        "select cast(coalesce((select sum(p.amount_minor) from ledger_postings p where p.shop_id = $1 and p.account = 'owed'), 0) \
           - coalesce((select q.minor from ",
        waits!(),
        " q where q.shop_id = $1), 0) as bigint)"
    ))
    .bind(shop.0.clone())
    .fetch_one(db)
    .await
    .db()?;
    Ok(Money { minor, currency: Currency::Idr })
}

/// A day of the books: its number since 1 January 1970 in the zone, gross, costs and corrections in minor units, and how
/// many payments arrived.
#[derive(sqlx::FromRow)]
pub struct Day {
    pub day: i64,
    pub gross: i64,
    pub costs: i64,
    pub mended: i64,
    pub payments: i64,
}

/// The days of a span on which something moved; `offset` is the zone's, in ms.
pub async fn days(db: &AnyPool, shop: &ShopId, span: Span, offset: i64) -> Result<Vec<Day>, AppError> {
    sqlx::query_as(concat!(
        "select x.day, \
           cast(coalesce(sum(case when x.kind in ('sale', 'shipping', 'refund', 'dispute') then x.amount_minor else 0 end), 0) as bigint) as gross, \
           cast(coalesce(sum(case when x.kind in ('fee', 'card_cost') then x.amount_minor else 0 end), 0) as bigint) as costs, \
           cast(coalesce(sum(case when x.kind = 'correction' then x.amount_minor else 0 end), 0) as bigint) as mended, \
           count(distinct case when x.kind in ('sale', 'shipping') then x.sold end) as payments \
         from (select (p.at + $4) / 86400000 as day, e.kind, s.payment_id as sold, p.amount_minor \
           from ledger_postings p join ledger_entries e on e.id = p.entry_id left join ",
        sold!(),
        " s on s.payment_id = e.payment_id \
           where p.shop_id = $1 and p.at >= $2 and p.at < $3) x group by x.day order by x.day"
    ))
    .bind(shop.0.clone())
    .bind(span.from)
    .bind(span.until)
    .bind(offset)
    .fetch_all(db)
    .await
    .db()
}
