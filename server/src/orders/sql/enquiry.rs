//! Enquiries and parcels. A part is locked before its enquiry is touched, as every move does.

use app::error::AppError;
use app::ids::ShopOrderId;
use app::money::Money;
use app::orders::asked::AskedEnquiry;
use app::orders::enquiry::Answer;
use app::orders::rules::enquiry::{REMIND_MS, State};
use app::orders::shipping::Parcel;
use app::orders::{Sharer, Sheet, Together};
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

/// Puts the part into a parcel, a new one or one of the same order.
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
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::NotFound) }
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
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "select c.id, min(h.name), c.tracking from parcels c join shop_orders s on s.parcel_id = c.id join shops h on h.id = s.shop_id \
         where c.order_id = $1 and s.shop_id <> $2 group by c.id, c.tracking order by c.id",
    )
    .bind(sheet.id.0.clone())
    .bind(sheet.shop.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id, shop, tracking)| Together { id, shop, tracking }).collect())
}

/// The parts of an order that go in one parcel with this one: of the same village, not over, this one among them.
pub async fn sharers(db: &AnyPool, sheet: &Sheet) -> Result<Vec<Sharer>, AppError> {
    let rows: Vec<(i64, String, i64, i64)> = sqlx::query_as(
        "select s.number, h.name, cast(coalesce(sum(l.weight_g * l.quantity), 0) as bigint), \
           cast(sum(case when l.weight_g is null then 1 else 0 end) as bigint) \
         from shop_orders s join enquiries e on e.shop_order_id = s.id and e.shared = 1 and e.state in ('asked', 'answered', 'agreed') \
         join shops h on h.id = s.shop_id join shops own on own.id = $2 and own.village_id = h.village_id \
         join order_lines l on l.shop_order_id = s.id \
         where s.order_id = $1 and s.state in ('asked', 'accepted', 'ready', 'sent') group by s.number, h.name order by s.number",
    )
    .bind(sheet.id.0.clone())
    .bind(sheet.shop.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    let sharer = |(number, shop, grams, unknown): (i64, String, i64, i64)| {
        let weight_g = (unknown == 0 && grams > 0).then_some(grams);
        Sharer { number, shop, parcel: Parcel { weight_g, size_cm: None } }
    };
    Ok(rows.into_iter().map(sharer).collect())
}

/// Other parts of the order, of the same village, that share a parcel and whose price is named and not agreed to yet.
pub async fn answered_beside(tx: &mut Tx, sheet: &Sheet) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select s.id from shop_orders s join enquiries e on e.shop_order_id = s.id and e.shared = 1 and e.state = 'answered' \
         join shops h on h.id = s.shop_id join shops own on own.id = $2 and own.village_id = h.village_id \
         where s.order_id = $1 and s.id <> $3 order by s.number",
    )
    .bind(sheet.id.0.clone())
    .bind(sheet.shop.0.clone())
    .bind(sheet.part.0.clone())
    .fetch_all(tx.db())
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
