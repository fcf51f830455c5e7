//! Statements of alarms.

use app::error::AppError;
use app::payments::alarms::{Kind, Line, ToSend};
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
pub enum Settled {
    Now,
    Before,
    Nowhere,
}

pub async fn settle(tx: &mut Tx, regency: &str, id: &str, account: &str, note: &str) -> Result<Settled, AppError> {
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
        return Ok(Settled::Now);
    }
    Ok(if is_there(tx.db(), regency, id).await? { Settled::Before } else { Settled::Nowhere })
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

#[derive(sqlx::FromRow)]
struct LineRow {
    id: String,
    kind: String,
    order_code: Option<String>,
    expected: String,
    came: String,
    raised_at: i64,
    to_send: String,
}

/// A regency's open alarms, and those nobody could be told whose they are; oldest first.
pub async fn open(db: &AnyPool, regency: &str, skip: i64, most: i64) -> Result<Vec<Line>, AppError> {
    let rows: Vec<LineRow> = sqlx::query_as(concat!(
        "select a.id, a.kind, o.code as order_code, a.expected, a.came, a.raised_at, \
           case when r.id is null then 'no' when r.made_good = 'bank' then 'by_bank' \
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
            kind: Kind::parse(&row.kind)?,
            order: row.order_code.map(|code| app::orders::shown(&code)),
            expected: row.expected,
            came: row.came,
            raised_at: row.raised_at,
            to_send: ToSend::parse(&row.to_send)?,
        })
    };
    Ok(rows.into_iter().filter_map(line).collect())
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
