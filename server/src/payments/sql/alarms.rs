//! Statements of alarms.

use app::error::AppError;
use app::payments::alarms::{About, Ended, Kind, Line, Past, Settled, ToSend};
use sqlx::{Any, AnyPool, Executor};

use crate::payments::alarms::Alarm;
use crate::store::{DbResult as _, Tx};

/// Gives the new alarm's id; None when it is there already.
pub async fn raise(tx: &mut Tx, alarm: &Alarm) -> Result<Option<String>, AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    let done = sqlx::query(
        "insert into alarms (id, kind, subject, regency_id, order_id, expected, came, raised_at) \
         values ($1, $2, $3, (select regency_id from orders where id = $4), (select id from orders where id = $4), $5, $6, $7) \
         on conflict (kind, subject) do nothing",
    )
    .bind(id.clone())
    .bind(alarm.kind.as_str().to_owned())
    .bind(alarm.subject.clone())
    .bind(alarm.order.clone())
    .bind(alarm.expected.clone())
    .bind(alarm.came.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok((done.rows_affected() == 1).then_some(id))
}

/// Until when the bank of an open dispute waits for an answer.
pub async fn answer_by(tx: &mut Tx, dispute: &str, at: i64) -> Result<(), AppError> {
    sqlx::query("update alarms set due_at = $2 where kind = 'dispute' and subject = $1 and settled_at is null")
        .bind(dispute.to_owned())
        .bind(at)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn is_raised(db: &AnyPool, kind: Kind, subject: &str) -> Result<bool, AppError> {
    let there: Option<(String,)> = sqlx::query_as("select id from alarms where kind = $1 and subject = $2")
        .bind(kind.as_str())
        .bind(subject.to_owned())
        .fetch_optional(db)
        .await
        .db()?;
    Ok(there.is_some())
}

/// What became of settling.
pub enum Settling {
    Now,
    Before,
    Nowhere,
}

pub async fn settle(tx: &mut Tx, regency: &str, id: &str, account: &str, note: &str) -> Result<Settling, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update alarms set settled_at = $3, settled_by = $4, note = $5 \
         where id = $1 and (regency_id = $2 or regency_id is null) and settled_at is null",
    )
    .bind(id.to_owned())
    .bind(regency.to_owned())
    .bind(now)
    .bind(account.to_owned())
    .bind(note.to_owned())
    .execute(tx.db())
    .await
    .db()?;
    if done.rows_affected() == 1 {
        return Ok(Settling::Now);
    }
    Ok(if is_there(tx.db(), regency, id).await? { Settling::Before } else { Settling::Nowhere })
}

/// True for an alarm of this regency, or of none.
pub async fn is_there<'e, E: Executor<'e, Database = Any>>(db: E, regency: &str, id: &str) -> Result<bool, AppError> {
    let there: Option<(String,)> =
        sqlx::query_as("select id from alarms where id = $1 and (regency_id = $2 or regency_id is null)")
            .bind(id.to_owned())
            .bind(regency.to_owned())
            .fetch_optional(db)
            .await
            .db()?;
    Ok(there.is_some())
}

/// Which alarm `a` is about a refund `r` of what was paid for nothing, which the office has not sent.
macro_rules! surplus {
    () => {
        "r.id = a.subject and a.kind = 'refund_failed' and r.payment_id is null and r.state = 'failed' \
           and coalesce(r.made_good, '') <> 'hand'"
    };
}

/// The refund of what was paid for nothing that an open alarm is about.
pub async fn surplus_of(tx: &mut Tx, regency: &str, id: &str) -> Result<Option<String>, AppError> {
    let row: Option<(String,)> = sqlx::query_as(concat!(
        "select r.id from alarms a join card_refunds r on ",
        surplus!(),
        " where a.id = $1 and (a.regency_id = $2 or a.regency_id is null) and a.settled_at is null"
    ))
    .bind(id.to_owned())
    .bind(regency.to_owned())
    .fetch_optional(tx.db())
    .await
    .db()?;
    Ok(row.map(|(id,)| id))
}

/// What an alarm `a` is about: its kind, its order `o`, its shop, and what does not match. A refund is of one shop.
macro_rules! about {
    () => {
        "a.kind, o.code as order_code, a.expected, a.came, \
           coalesce((select h.name from card_refunds c join payments p on p.id = c.payment_id join shops h on h.id = p.shop_id \
               where c.id = a.subject), \
             (select h.name from refunds f join shops h on h.id = f.shop_id where f.id = a.subject), \
             (select min(h.name) from shop_orders s join shops h on h.id = s.shop_id where s.order_id = a.order_id), '') as shop, \
           cast(case when exists (select 1 from card_refunds c where c.id = a.subject and c.payment_id is not null) then 1 \
             when exists (select 1 from refunds f where f.id = a.subject) then 1 \
             else (select count(*) from shop_orders s where s.order_id = a.order_id) end as bigint) as shops"
    };
}

#[derive(sqlx::FromRow)]
struct AboutRow {
    kind: String,
    order_code: Option<String>,
    expected: String,
    came: String,
    shop: String,
    shops: i64,
}

impl AboutRow {
    fn about(self) -> Option<About> {
        Some(About {
            kind: Kind::parse(&self.kind)?,
            order: self.order_code.map(|code| app::orders::shown(&code)),
            shop: self.shop,
            shops: self.shops,
            expected: self.expected,
            came: self.came,
        })
    }
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: String,
    #[sqlx(flatten)]
    about: AboutRow,
    due_at: Option<i64>,
    raised_at: i64,
    to_send: String,
}

/// A regency's open alarms, and those nobody could be told whose they are; oldest first.
pub async fn open(db: &AnyPool, regency: &str, skip: i64, most: i64) -> Result<Vec<Line>, AppError> {
    let rows: Vec<LineRow> = sqlx::query_as(concat!(
        "select a.id, a.due_at, a.raised_at, ",
        about!(),
        ", case when r.id is null then 'no' when r.made_good = 'bank' then 'by_bank' \
             when exists (select 1 from card_disputes d where d.session_id = r.session_id and d.state = 'open') then 'waits' \
             else 'yes' end as to_send from alarms a \
         left join orders o on o.id = a.order_id left join card_refunds r on ",
        surplus!(),
        " where (a.regency_id = $1 or a.regency_id is null) and a.settled_at is null order by a.raised_at, a.id limit $3 offset $2"
    ))
    .bind(regency.to_owned())
    .bind(skip)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    let line = |row: LineRow| {
        Some(Line {
            id: row.id,
            about: row.about.about()?,
            due_at: row.due_at,
            raised_at: row.raised_at,
            to_send: ToSend::parse(&row.to_send)?,
        })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

#[derive(sqlx::FromRow)]
struct PastRow {
    #[sqlx(flatten)]
    about: AboutRow,
    settled_at: i64,
    name: Option<String>,
    note: String,
}

/// Those that were settled, the last first.
pub async fn settled(db: &AnyPool, regency: &str, most: i64) -> Result<Vec<Past>, AppError> {
    let rows: Vec<PastRow> = sqlx::query_as(concat!(
        "select ",
        about!(),
        ", coalesce(a.settled_at, a.raised_at) as settled_at, n.name, a.note from alarms a \
         left join orders o on o.id = a.order_id left join accounts n on n.id = a.settled_by \
         where (a.regency_id = $1 or a.regency_id is null) and a.settled_at is not null \
         order by a.settled_at desc, a.id desc limit $2"
    ))
    .bind(regency.to_owned())
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    let past = |row: PastRow| {
        let by = match row.name {
            Some(name) => Settled::Officer { name, note: row.note },
            None => Settled::House(Ended::parse(&row.note)?),
        };
        Some(Past { about: row.about.about()?, at: row.settled_at, by })
    };
    Ok(rows.into_iter().filter_map(past).collect())
}

/// Settles the open alarms of an order that nobody has to look at any more: the bank has decided, the money is on the card
/// or was refused there, or what was refused is with the buyer. Gives which, and what ended each, as `Ended` says it.
pub async fn over(tx: &mut Tx, order: &str) -> Result<Vec<(String, String)>, AppError> {
    let now = tx.now;
    sqlx::query_as(
        "update alarms set settled_at = $2, note = case alarms.kind \
             when 'dispute' then (select d.state from card_disputes d where d.provider_id = alarms.subject) \
             when 'refund_late' then (select c.state from card_refunds c where c.id = alarms.subject) \
             when 'not_back' then 'seen' else 'handed' end \
         where order_id = $1 and settled_at is null and ( \
           (kind = 'dispute' and exists (select 1 from card_disputes d \
             where d.provider_id = alarms.subject and d.state in ('won', 'lost'))) \
           or (kind = 'refund_late' and exists (select 1 from card_refunds c \
             where c.id = alarms.subject and c.state in ('done', 'failed'))) \
           or (kind = 'not_back' and exists (select 1 from refunds f where f.id = alarms.subject and f.state = 'seen')) \
           or (kind = 'refund_failed' and exists (select 1 from refunds f where f.card_refund_id = alarms.subject) \
             and not exists (select 1 from refunds f \
               where f.card_refund_id = alarms.subject and f.state not in ('handed_back', 'seen')))) \
         returning id, note",
    )
    .bind(order.to_owned())
    .bind(now)
    .fetch_all(tx.db())
    .await
    .db()
}

/// How many are open.
pub async fn count(db: &AnyPool, regency: &str) -> Result<i64, AppError> {
    let (count,): (i64,) = sqlx::query_as(
        "select count(*) from alarms where (regency_id = $1 or regency_id is null) and settled_at is null",
    )
    .bind(regency.to_owned())
    .fetch_one(db)
    .await
    .db()?;
    Ok(count)
}
