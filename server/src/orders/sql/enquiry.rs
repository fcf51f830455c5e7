//! Enquiries and parcels. A part is locked before its enquiry is touched, as every move does.

use app::error::AppError;
use app::ids::ShopOrderId;
use app::money::Money;
use app::orders::asked::AskedEnquiry;
use app::orders::enquiry::Answer;
use app::orders::rules::enquiry::{REMIND_MS, State};
use app::orders::{Sheet, Together};
use sqlx::AnyPool;

use super::super::moves::NewParcel;
use crate::store::{DbResult as _, Tx};

/// Opens an enquiry about a part.
pub async fn insert(tx: &mut Tx, part: &str, new: &AskedEnquiry) -> Result<(), AppError> {
    let now = tx.now;
    let to = new.to.clone().unwrap_or_default();
    sqlx::query(
        "insert into enquiries (shop_order_id, made, state, wish, leaving_at, to_name, to_street, to_country, to_zone, to_phone, \
           shared, asked_at, remind_at) values ($1, $2, 'asked', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(part.to_owned())
    .bind(i64::from(new.made))
    .bind(new.wish.clone())
    .bind(new.leaving_at)
    .bind(to.name)
    .bind(to.street)
    .bind(to.country)
    .bind(to.zone)
    .bind(to.phone)
    .bind(i64::from(new.shared))
    .bind(now)
    .bind(now + REMIND_MS)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Moves an enquiry; Unavailable when it is not where it was read.
pub async fn advance(tx: &mut Tx, part: &ShopOrderId, from: State, to: State) -> Result<(), AppError> {
    let closed = (!to.is_open()).then_some(tx.now);
    let done = sqlx::query("update enquiries set state = $3, closed_at = $4 where shop_order_id = $1 and state = $2")
        .bind(part.0.clone())
        .bind(from.as_str().to_owned())
        .bind(to.as_str().to_owned())
        .bind(closed)
        .execute(tx.db())
        .await
        .db()?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::Unavailable { retry_after: 1 }) }
}

pub async fn answer(tx: &mut Tx, part: &ShopOrderId, answer: &Answer) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "update enquiries set sending_minor = $2, service = $3, promised_at = $4, deposit_percent = $5, answer_text = $6, \
           answered_at = $7 where shop_order_id = $1",
    )
    .bind(part.0.clone())
    .bind(answer.sending.minor)
    .bind(answer.service.clone())
    .bind(answer.promised_at)
    .bind(answer.deposit_percent)
    .bind(answer.text.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn reminded(tx: &mut Tx, part: &ShopOrderId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update enquiries set reminded_at = $2 where shop_order_id = $1 and reminded_at is null")
        .bind(part.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// The part costs what was agreed, and the order what its parts cost. The order is taken first: two parts that are
/// agreed at once see each other.
pub async fn agree(tx: &mut Tx, sheet: &Sheet, sending: Money) -> Result<(), AppError> {
    sqlx::query("update shop_orders set sending_minor = $2, total_minor = goods_minor + $2 where id = $1")
        .bind(sheet.part.0.clone())
        .bind(sending.minor)
        .execute(tx.db())
        .await
        .db()?;
    super::take_order(tx, sheet.id.as_str()).await?;
    sqlx::query(
        "update orders set total_minor = (select cast(sum(s.total_minor) as bigint) from shop_orders s where s.order_id = $1) \
         where id = $1",
    )
    .bind(sheet.id.0.clone())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Puts the part into a parcel, a new one or one of the same order. What was typed with it stands at a parcel that has
/// none of it yet; Conflict where it has another number or picture, so that nothing typed is thrown away.
pub async fn send(tx: &mut Tx, sheet: &Sheet, parcel: &NewParcel) -> Result<(), AppError> {
    let id = match &parcel.joins {
        Some(id) => id.clone(),
        None => insert_parcel(tx, sheet, parcel).await?,
    };
    let done = sqlx::query(
        "update shop_orders set parcel_id = $2 where id = $1 \
           and exists (select 1 from parcels c where c.id = $2 and c.order_id = shop_orders.order_id)",
    )
    .bind(sheet.part.0.clone())
    .bind(id)
    .execute(tx.db())
    .await
    .db()?;
    if done.rows_affected() != 1 {
        return Err(AppError::NotFound);
    }
    match &parcel.joins {
        Some(id) => complete_parcel(tx, id, parcel).await,
        None => Ok(()),
    }
}

/// The service is filled in from what was answered: where the parcel has one already, that counts.
async fn complete_parcel(tx: &mut Tx, id: &str, parcel: &NewParcel) -> Result<(), AppError> {
    let done = sqlx::query(
        "update parcels set tracking = case when tracking = '' then $2 else tracking end, \
           service = case when service = '' then $3 else service end, private_key = coalesce(private_key, $4) \
         where id = $1 and ($2 = '' or tracking = '' or tracking = $2) \
           and (private_key is null or cast($4 as text) is null)",
    )
    .bind(id.to_owned())
    .bind(parcel.tracking.clone())
    .bind(parcel.service.clone())
    .bind(parcel.picture.clone())
    .execute(tx.db())
    .await
    .db()?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::conflict("orders-send-parcel-changed")) }
}

async fn insert_parcel(tx: &mut Tx, sheet: &Sheet, parcel: &NewParcel) -> Result<String, AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    sqlx::query(
        "insert into parcels (id, order_id, service, tracking, private_key, sent_at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id.clone())
    .bind(sheet.id.0.clone())
    .bind(parcel.service.clone())
    .bind(parcel.tracking.clone())
    .bind(parcel.picture.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(id)
}

/// Enquiries whose artisan has been silent, oldest first.
pub async fn silent(db: &AnyPool, now: i64, most: i64) -> Result<Vec<ShopOrderId>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select shop_order_id from enquiries where state = 'asked' and reminded_at is null and remind_at <= $1 \
         order by remind_at, shop_order_id limit $2",
    )
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| ShopOrderId(id)).collect())
}

/// Parts that were sent before `then` and of which nobody has said that they arrived.
pub async fn long_sent(db: &AnyPool, then: i64, most: i64) -> Result<Vec<ShopOrderId>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select id from shop_orders where state = 'sent' and sent_at <= $1 order by sent_at, id limit $2",
    )
    .bind(then)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| ShopOrderId(id)).collect())
}

/// True when a parcel has this picture.
pub async fn names(db: &AnyPool, key: &str) -> Result<bool, AppError> {
    let (count,): (i64,) = sqlx::query_as("select count(*) from parcels where private_key = $1")
        .bind(key.to_owned())
        .fetch_one(db)
        .await
        .db()?;
    Ok(count > 0)
}

/// The pictures of parcels that are still named, for the sweep of files.
pub async fn pictures(db: &AnyPool) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> =
        sqlx::query_as("select private_key from parcels where private_key is not null").fetch_all(db).await.db()?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// Forgets the pictures of an order's parcels, which show an address; gives their keys.
pub async fn forget_pictures(tx: &mut Tx, order: &str) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> =
        sqlx::query_as("select private_key from parcels where order_id = $1 and private_key is not null")
            .bind(order.to_owned())
            .fetch_all(tx.db())
            .await
            .db()?;
    sqlx::query("update parcels set private_key = null where order_id = $1")
        .bind(order.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// Parcels other shops of an order have sent.
pub async fn parcels(db: &AnyPool, sheet: &Sheet) -> Result<Vec<Together>, AppError> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "select c.id, min(h.name), c.tracking, cast(case when c.private_key is null then 0 else 1 end as bigint) from parcels c join shop_orders s on s.parcel_id = c.id join shops h on h.id = s.shop_id \
         where c.order_id = $1 and s.shop_id <> $2 group by c.id, c.tracking, c.private_key order by c.id",
    )
    .bind(sheet.id.0.clone())
    .bind(sheet.shop.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    let together = |(id, shop, tracking, picture)| Together { id, shop, tracking, pictured: picture == 1 };
    Ok(rows.into_iter().map(together).collect())
}
