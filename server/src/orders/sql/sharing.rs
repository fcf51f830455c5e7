//! One parcel, several shops of an order: who shares it, what is in it, and whom it concerns when one of them leaves.

use app::error::AppError;
use app::orders::rules::enquiry::State;
use app::orders::shipping::Parcel;
use app::orders::{Beside, Sharer, Sheet};
use sqlx::{Any, AnyPool, Executor};

use super::sheet::{list, money};
use crate::store::{DbResult as _, Tx};

/// The parts of an order that go in one parcel with this one: of the same village, not over, this one among them. Until
/// this one is agreed on, what has left already is in no parcel with it.
pub async fn sharers<'e>(db: impl Executor<'e, Database = Any>, sheet: &Sheet) -> Result<Vec<Sharer>, AppError> {
    let rows: Vec<(i64, String, i64, i64)> = sqlx::query_as(
        "select s.number, h.name, cast(coalesce(sum(l.weight_g * l.quantity), 0) as bigint), \
           cast(sum(case when l.weight_g is null then 1 else 0 end) as bigint) \
         from shop_orders s join enquiries e on e.shop_order_id = s.id and e.shared = 1 and e.state in ('asked', 'answered', 'agreed') \
         join shops h on h.id = s.shop_id join shops own on own.id = $2 and own.village_id = h.village_id \
         join order_lines l on l.shop_order_id = s.id \
         where s.order_id = $1 and s.state in ('asked', 'accepted', 'ready', 'sent') and (s.parcel_id is null or $3 = 1) group by s.number, h.name order by s.number",
    )
    .bind(sheet.id.0.clone())
    .bind(sheet.shop.0.clone())
    .bind(i64::from(sheet.accepted_at.is_some()))
    .fetch_all(db)
    .await
    .db()?;
    let sharer = |(number, shop, grams, unknown): (i64, String, i64, i64)| {
        let weight_g = (unknown == 0 && grams > 0).then_some(grams);
        Sharer { number, shop, parcel: Parcel { weight_g, size_cm: None } }
    };
    Ok(rows.into_iter().map(sharer).collect())
}

#[derive(sqlx::FromRow)]
struct BesideRow {
    shop: String,
    quantity: i64,
    unit_minor: i64,
    size_note: String,
    weight_g: Option<i64>,
    facts: String,
}

/// What customs are told of the other shops' pieces in the parcel of this part: of the parcel it was sent in, or, before
/// that, of those who share it and are not in another one; once this part is agreed on, only of those who are as well.
pub async fn beside(db: &AnyPool, sheet: &Sheet) -> Result<Vec<Beside>, AppError> {
    let rows: Vec<BesideRow> = sqlx::query_as(
        "select h.name as shop, l.quantity - l.refunded as quantity, l.unit_minor, l.size_note, l.weight_g, l.facts \
         from shop_orders s join shops h on h.id = s.shop_id join shops own on own.id = $2 \
         join order_lines l on l.shop_order_id = s.id and l.quantity > l.refunded \
         left join enquiries e on e.shop_order_id = s.id \
         where s.order_id = $1 and s.id <> $3 and coalesce(s.parcel_id, '') = $4 and (s.parcel_id is not null \
           or (e.shared = 1 and own.village_id = h.village_id and s.state in ('asked', 'accepted', 'ready') \
             and (e.state = 'agreed' or (e.state in ('asked', 'answered') and $5 = 0)))) \
         order by s.number, l.id",
    )
    .bind(sheet.id.0.clone())
    .bind(sheet.shop.0.clone())
    .bind(sheet.part.0.clone())
    .bind(sheet.parcel.as_ref().map(|parcel| parcel.id.clone()).unwrap_or_default())
    .bind(i64::from(sheet.accepted_at.is_some()))
    .fetch_all(db)
    .await
    .db()?;
    let piece = |row: BesideRow| Beside {
        shop: row.shop,
        quantity: row.quantity,
        unit: money(row.unit_minor),
        size_note: row.size_note,
        weight_g: row.weight_g,
        facts: list(&row.facts, ","),
    };
    Ok(rows.into_iter().map(piece).collect())
}

/// Other parts of the order, of the same village, that share a parcel with this one, whose price is named and that are
/// not sent yet; and whether that was agreed to.
pub async fn priced_beside(tx: &mut Tx, sheet: &Sheet) -> Result<Vec<(String, bool)>, AppError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select s.id, e.state from shop_orders s join enquiries e on e.shop_order_id = s.id and e.shared = 1 \
           and e.state in ('answered', 'agreed') \
         join shops h on h.id = s.shop_id join shops own on own.id = $2 and own.village_id = h.village_id \
         where s.order_id = $1 and s.id <> $3 and s.state in ('asked', 'accepted', 'ready') order by s.number",
    )
    .bind(sheet.id.0.clone())
    .bind(sheet.shop.0.clone())
    .bind(sheet.part.0.clone())
    .fetch_all(tx.db())
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id, state)| (id, state == State::Agreed.as_str())).collect())
}
