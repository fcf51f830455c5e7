//! Her news, and what the office has to look at.

use app::error::AppError;
use app::ids::{AccountId, RegionId, ShopId};
use app::money::Money;
use app::notifications::{Event, News, Stuck, Why};
use app::orders::shown;
use app::payments::method::Method;
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::DbResult as _;

/// How far a reader of the news `m` has read: what was told since she came to the shop, or last said that all is read,
/// is new to her.
macro_rules! read_by {
    ($reader:literal) => {
        concat!(
            "left join memberships h on h.shop_id = m.shop_id and h.account_id = ",
            $reader,
            " left join news_read r on r.shop_id = m.shop_id and r.account_id = ",
            $reader,
            " "
        )
    };
}

/// True of a line of the news that is new to her.
macro_rules! is_new {
    () => {
        "m.created_at > coalesce(r.until, h.created_at - 1)"
    };
}
pub(crate) use {is_new, read_by};

/// How many lines a shop's news have, and how many are new to one of its people.
pub async fn news_counts(db: &AnyPool, shop: &ShopId, reader: &AccountId) -> Result<(i64, i64), AppError> {
    sqlx::query_as(concat!(
        "select count(*), cast(coalesce(sum(case when ",
        is_new!(),
        " then 1 else 0 end), 0) as bigint) from messages m ",
        read_by!("$2"),
        "where m.shop_id = $1 and m.channel = 'inbox'"
    ))
    .bind(shop.0.clone())
    .bind(reader.0.clone())
    .fetch_one(db)
    .await
    .db()
}

#[derive(sqlx::FromRow)]
struct NewsRow {
    event: String,
    code: Option<String>,
    piece: Option<String>,
    piece_language: Option<String>,
    total_minor: Option<i64>,
    amount_minor: Option<i64>,
    created_at: i64,
    unread: i64,
    method: Option<String>,
}

/// A shop's news as one of its people reads them, newest first.
pub async fn news(
    db: &AnyPool,
    shop: &ShopId,
    reader: &AccountId,
    (skip, most): (i64, i64),
) -> Result<Vec<News>, AppError> {
    let rows: Vec<NewsRow> = sqlx::query_as(
        concat!("select m.event, o.code, l.name as piece, l.language as piece_language, s.total_minor, m.amount_minor, m.created_at, \
           case when ", is_new!(), " then 1 else 0 end as unread, \
           case when m.event = 'way-changed' then (select min(p.method) from payments p \
             where p.shop_order_id = m.shop_order_id and p.state <> 'abandoned' and p.followed = 0) end as method \
         from messages m left join orders o on o.id = m.order_id left join shop_orders s on s.id = m.shop_order_id \
         left join order_lines l on l.id = (select min(f.id) from order_lines f where f.shop_order_id = m.shop_order_id) \
         ", read_by!("$4"), "where m.shop_id = $1 and m.channel = 'inbox' order by m.created_at desc, m.id desc limit $3 offset $2"),
    )
    .bind(shop.0.clone())
    .bind(skip)
    .bind(most)
    .bind(reader.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().filter_map(NewsRow::line).collect())
}

impl NewsRow {
    fn line(self) -> Option<News> {
        Some(News {
            event: Event::parse(&self.event)?,
            order: self.code.map(|code| shown(&code)),
            piece: self.piece.unwrap_or_default(),
            lang: self.piece_language.and_then(|code| Lang::parse(&code)).unwrap_or(Lang::Id),
            amount: self.amount_minor.or(self.total_minor).map(|minor| Money { minor, ..Money::rupiah(0) }),
            at: self.created_at,
            unread: self.unread == 1,
            method: self.method.and_then(|method| Method::parse(&method)),
        })
    }
}

/// Letters of a regency that were given up, or wait since before `$2`, and that nobody let be.
macro_rules! stuck {
    ($what:literal, $end:literal) => {
        concat!(
            "select ",
            $what,
            " from messages m left join orders o on o.id = m.order_id left join shops h on h.id = m.shop_id \
             where m.channel = 'email' and m.state in ('queued', 'dead') and m.settled_at is null \
               and (m.state = 'dead' or m.queued_at <= $2) and coalesce(o.regency_id, h.regency_id) = $1 ",
            $end
        )
    };
}

pub async fn stuck_count(db: &AnyPool, regency: &RegionId, before: i64) -> Result<i64, AppError> {
    let (count,): (i64,) =
        sqlx::query_as(stuck!("count(*)", "")).bind(regency.0.clone()).bind(before).fetch_one(db).await.db()?;
    Ok(count)
}

#[derive(sqlx::FromRow)]
struct StuckRow {
    id: String,
    event: String,
    code: Option<String>,
    shop: Option<String>,
    created_at: i64,
    attempts: i64,
    last_error: String,
    state: String,
}

pub async fn stuck(
    db: &AnyPool,
    regency: &RegionId,
    before: i64,
    (skip, most): (i64, i64),
) -> Result<Vec<Stuck>, AppError> {
    let rows: Vec<StuckRow> = sqlx::query_as(stuck!(
        "m.id, m.event, o.code, coalesce(h.name, (select f.name from shop_orders s join shops f on f.id = s.shop_id \
           where s.order_id = m.order_id and s.number = 1)) as shop, m.created_at, m.attempts, m.last_error, m.state",
        "order by m.created_at, m.id limit $4 offset $3"
    ))
    .bind(regency.0.clone())
    .bind(before)
    .bind(skip)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().filter_map(StuckRow::line).collect())
}

impl StuckRow {
    fn line(self) -> Option<Stuck> {
        Some(Stuck {
            id: self.id,
            event: Event::parse(&self.event)?,
            order: self.code.map(|code| shown(&code)),
            shop: self.shop.unwrap_or_default(),
            since: self.created_at,
            attempts: self.attempts,
            why: Why::parse(&self.last_error)?,
            dead: self.state == "dead",
        })
    }
}
