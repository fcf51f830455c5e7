//! Statements of the demo. What it makes lies in the past, so it writes rows itself instead of asking the
//! rooms, whose functions write what happens now.

use app::error::AppError;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// A value of a row.
#[derive(Clone, Debug)]
pub enum Value {
    Text(String),
    Number(i64),
    /// Left out: the column keeps its default.
    Nothing,
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Number(i64::from(truth))
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// Inserts one row. Table and columns are literals of this module's callers, never input.
pub async fn put<const N: usize>(
    tx: &mut Tx,
    table: &'static str,
    row: [(&'static str, Value); N],
) -> Result<(), AppError> {
    let set: Vec<(&str, Value)> = row.into_iter().filter(|(_, value)| !matches!(value, Value::Nothing)).collect();
    let columns: Vec<&str> = set.iter().map(|(column, _)| *column).collect();
    let marks: Vec<String> = (1..=set.len()).map(|n| format!("${n}")).collect();
    let sql = format!("insert into {table} ({}) values ({})", columns.join(", "), marks.join(", "));
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
    for (_, value) in set {
        query = match value {
            Value::Text(text) => query.bind(text),
            Value::Number(number) => query.bind(number),
            Value::Nothing => query,
        };
    }
    query.execute(tx.db()).await.db()?;
    Ok(())
}

pub async fn mark(db: &AnyPool, name: &str) -> Result<Option<String>, AppError> {
    let row: Option<(String,)> = sqlx::query_as("select value from marks where name = $1")
        .bind(name.to_owned())
        .fetch_optional(db)
        .await
        .db()?;
    Ok(row.map(|(value,)| value))
}

/// How many accounts and shops there are.
pub async fn people(db: &AnyPool) -> Result<i64, AppError> {
    let (count,): (i64,) = sqlx::query_as("select (select count(*) from accounts) + (select count(*) from shops)")
        .fetch_one(db)
        .await
        .db()?;
    Ok(count)
}

/// Ids of places by their codes.
pub async fn region_ids(tx: &mut Tx) -> Result<std::collections::HashMap<String, String>, AppError> {
    let rows: Vec<(String, String)> = sqlx::query_as("select code, id from regions").fetch_all(tx.db()).await.db()?;
    Ok(rows.into_iter().collect())
}

/// Opens the regency and says who runs it.
pub async fn open_regency(tx: &mut Tx, id: &str, operator: [&str; 3], complaint_days: i64) -> Result<(), AppError> {
    let [name, address, contact] = operator.map(str::to_owned);
    let now = tx.now;
    sqlx::query(
        "update regions set open = 1, operator_name = $2, operator_address = $3, operator_contact = $4, \
           complaint_days = $5, updated_at = $6 where id = $1",
    )
    .bind(id.to_owned())
    .bind(name)
    .bind(address)
    .bind(contact)
    .bind(complaint_days)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// The demo weaver and her shop.
#[derive(sqlx::FromRow)]
pub struct Weaver {
    pub name: String,
    pub shop: String,
    pub shop_name: String,
}

pub async fn weaver(db: &AnyPool, account: &str) -> Result<Option<Weaver>, AppError> {
    sqlx::query_as(
        "select a.name, s.id as shop, s.name as shop_name from accounts a \
         join memberships m on m.account_id = a.id join shops s on s.id = m.shop_id where a.id = $1",
    )
    .bind(account.to_owned())
    .fetch_optional(db)
    .await
    .db()
}

/// Code and name of the first piece of a shop that is for sale.
pub async fn a_product(db: &AnyPool, shop: &str) -> Result<Option<(String, String)>, AppError> {
    sqlx::query_as(
        "select c.code, p.name from products p join codes c on c.kind = 'product' and c.target_id = p.id \
         where p.shop_id = $1 and p.state = 'published' and p.stock > 0 order by p.kind desc, p.id limit 1",
    )
    .bind(shop.to_owned())
    .fetch_optional(db)
    .await
    .db()
}

pub async fn password_of(db: &AnyPool, email: &str) -> Result<Option<String>, AppError> {
    let row: Option<(Option<String>,)> = sqlx::query_as("select password_hash from accounts where email = $1")
        .bind(email.to_owned())
        .fetch_optional(db)
        .await
        .db()?;
    Ok(row.and_then(|(hash,)| hash))
}

pub async fn set_password(tx: &mut Tx, email: &str, hash: &str) -> Result<(), AppError> {
    sqlx::query("update accounts set password_hash = $2 where email = $1")
        .bind(email.to_owned())
        .bind(hash.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// One PIN for everybody who has one.
pub async fn set_pins(tx: &mut Tx, hash: &str) -> Result<(), AppError> {
    sqlx::query("update accounts set pin_hash = $1 where role = 'artisan' and pin_hash is not null")
        .bind(hash.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Ends the open invitations that earlier starts made for this name.
pub async fn end_earlier_invitations(tx: &mut Tx, name: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "update invitations set revoked_at = $2 \
         where kind = 'enrol' and name = $1 and created_by is null and used_at is null and revoked_at is null",
    )
    .bind(name.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn token_hash(tx: &mut Tx, invitation: &str) -> Result<String, AppError> {
    let (hash,): (String,) = sqlx::query_as("select token_hash from invitations where id = $1")
        .bind(invitation.to_owned())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(hash)
}

/// The one part of an order.
pub async fn part_of(tx: &mut Tx, order: &str) -> Result<String, AppError> {
    let (part,): (String,) = sqlx::query_as("select id from shop_orders where order_id = $1")
        .bind(order.to_owned())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(part)
}

/// Weekday, first and last minute of the place an order is fetched at.
pub async fn hours_of_place(tx: &mut Tx, part: &str) -> Result<Vec<(i64, i64, i64)>, AppError> {
    sqlx::query_as(
        "select h.weekday, h.from_minute, h.to_minute from shop_orders o \
         join meeting_places p on p.shop_id = o.shop_id and p.name = o.place_name and p.closed_at is null \
         join meeting_hours h on h.place_id = p.id where o.id = $1 order by h.weekday, h.from_minute",
    )
    .bind(part.to_owned())
    .fetch_all(tx.db())
    .await
    .db()
}

/// An accepted order of an earlier start whose time ran out is accepted once more, while its piece is there.
pub async fn accept_again(tx: &mut Tx, part: &str) -> Result<(), AppError> {
    let revived = sqlx::query(
        "update shop_orders set state = 'accepted', stock_held = 1, ended_at = null, ended_by = null, version = version + 1 \
         where id = $1 and state = 'expired' and stock_held = 0 and exists (select 1 from order_lines l \
           join products p on p.id = l.product_id and p.stock >= l.quantity where l.shop_order_id = $1)",
    )
    .bind(part.to_owned())
    .execute(tx.db())
    .await
    .db()?;
    if revived.rows_affected() == 0 {
        return Ok(());
    }
    for sql in [
        "update products set stock = stock - (select l.quantity from order_lines l where l.shop_order_id = $1), \
           held = held + (select l.quantity from order_lines l where l.shop_order_id = $1) \
         where id = (select l.product_id from order_lines l where l.shop_order_id = $1)",
        "update payments set state = 'open' where shop_order_id = $1 and state = 'lapsed'",
        "update orders set ended_at = null where id = (select o.order_id from shop_orders o where o.id = $1)",
    ] {
        sqlx::query(sql).bind(part.to_owned()).execute(tx.db()).await.db()?;
    }
    Ok(())
}

/// Moves the pickup of an order that is still accepted and not paid.
pub async fn move_pickup(tx: &mut Tx, part: &str, from: i64, until: i64, held_until: i64) -> Result<(), AppError> {
    sqlx::query(
        "update shop_orders set pickup_from = $2, pickup_until = $3, held_until = $4, version = version + 1 \
         where id = $1 and state = 'accepted' and pickup_from <> $2",
    )
    .bind(part.to_owned())
    .bind(from)
    .bind(until)
    .bind(held_until)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Codes, names and states of everything, for scripts: (kind, id, code, name, state, shop).
pub async fn listing(db: &AnyPool) -> Result<Vec<(String, String, String, String, String, String)>, AppError> {
    sqlx::query_as(
        "select 'shop' as kind, s.id, c.code, s.name, case when s.opened_at is null then 'closed' else 'open' end as state, \
           s.id as shop from shops s join codes c on c.kind = 'shop' and c.target_id = s.id \
         union all select 'product', p.id, c.code, p.name, p.state, p.shop_id from products p \
           join codes c on c.kind = 'product' and c.target_id = p.id \
         union all select 'order', o.id, o.code, p.state, s.state, s.shop_id from orders o \
           join shop_orders s on s.order_id = o.id \
           join payments p on p.shop_order_id = s.id where s.state in ('asked', 'accepted', 'ready') \
           and p.state in ('open', 'claimed', 'paid') order by 1, 2",
    )
    .fetch_all(db)
    .await
    .db()
}
