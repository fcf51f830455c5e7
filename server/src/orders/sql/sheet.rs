//! The parts of an order, each with its lines, the payment that is asked for now, and what was agreed before it.

mod agreed;
mod row;

use app::error::AppError;
use app::ids::{OrderId, RegionId, ShopId};
use app::orders::{Lines, Sheet};
use sqlx::{AnyConnection, AnyPool};

pub use agreed::address;
use row::SheetRow;
pub use row::{LineRow, list, money};

use crate::store::DbResult as _;

/// A part of an order and what only the server needs of it.
pub struct Found {
    pub sheet: Sheet,
    /// True while the part holds pieces.
    pub stock_held: bool,
}

macro_rules! sheet {
    ($which:literal) => {
        concat!(
            "select o.id, o.code, o.channel, r.zone, coalesce(m.after_pickup_hours, 24) as after_pickup_hours, coalesce(m.answer_hours, 72) as answer_hours, o.language, o.buyer_name, o.contact_kind, o.contact, o.created_at, \
               s.id as part, s.number, s.shop_id, s.how, s.state, s.stock_held, s.held_until, s.place_name, s.place_find, \
               s.pickup_from, s.pickup_until, s.goods_minor, s.sending_minor, s.total_minor, s.version, s.accepted_at, s.ready_at, s.sent_at, s.handed_at, \
               s.ended_at, s.ended_by, s.reason, s.reason_text, s.late_claim_at, \
               (select count(*) from card_sessions y where y.order_id = o.id and y.state = 'paid') as charges, \
               (select count(*) from card_session_payments y join card_sessions z on z.id = y.session_id where y.payment_id = p.id and z.state = 'processing') as processing, \
               p.id as payment, p.purpose, p.method, p.amount_minor, p.state as payment_state, p.qris_payload, p.qris_plain, p.qris_name, \
               p.bank_name, p.bank_account, p.bank_holder, p.returned_minor, p.refund_minor, \
               (select cast(coalesce(sum(y.amount_minor), 0) as bigint) from refunds y where y.payment_id = p.id and y.state = 'failed') as failed_minor, \
               (select cast(coalesce(sum(y.amount_minor), 0) as bigint) from refunds y where y.payment_id = p.id and y.by_hand = 1) as handed_minor, \
               (select cast(coalesce(sum(y.amount_minor), 0) as bigint) from refunds y where y.payment_id = p.id and y.state = 'handed_back' and y.missed_at is not null) as missed_minor, \
               (select count(*) from card_disputes y where y.session_id = p.paid_session and y.state = 'open') as disputed, \
               (select count(*) from ledger_entries y where y.payment_id = p.id and y.kind = 'dispute') as taken, \
               (select f.media_key from payment_proofs f where f.payment_id = p.id) as proof, \
               p.refusals, p.claimed_at, p.paid_at, p.return_due_at, p.returned_at, p.return_seen_at, \
               d.id as deposit, d.method as deposit_method, d.amount_minor as deposit_minor, d.state as deposit_state, \
               d.returned_minor as deposit_returned_minor, d.refund_minor as deposit_refund_minor, \
               (select cast(coalesce(sum(y.amount_minor), 0) as bigint) from refunds y where y.payment_id = d.id and y.state = 'failed') as deposit_failed_minor, \
               (select cast(coalesce(sum(y.amount_minor), 0) as bigint) from refunds y where y.payment_id = d.id and y.by_hand = 1) as deposit_handed_minor, \
               (select cast(coalesce(sum(y.amount_minor), 0) as bigint) from refunds y where y.payment_id = d.id and y.state = 'handed_back' and y.missed_at is not null) as deposit_missed_minor, \
               (select count(*) from card_disputes y where y.session_id = d.paid_session and y.state = 'open') as deposit_disputed, \
               (select count(*) from ledger_entries y where y.payment_id = d.id and y.kind = 'dispute') as deposit_taken, d.paid_at as deposit_paid_at, d.return_seen_at as deposit_seen_at, \
               e.state as enquiry_state, e.made, e.wish, e.leaving_at, e.to_name, e.to_street, e.to_country, e.to_zone, e.to_phone, \
               e.shared, e.asked_at, e.sending_minor as answer_minor, e.service as answer_service, e.promised_at, e.deposit_percent, \
               e.answer_text, e.answered_at, \
               x.id as unasked, x.method as unasked_method, x.amount_minor as unasked_minor, \
               c.id as parcel, c.service as parcel_service, c.tracking, c.private_key as parcel_key, c.sent_at as parcel_sent_at \
             from orders o join regions r on r.id = o.regency_id left join region_money m on m.regency_id = r.id \
             join shop_orders s on s.order_id = o.id \
             join payments p on p.shop_order_id = s.id and p.state <> 'abandoned' and p.followed = 0 \
             left join payments d on d.shop_order_id = s.id and d.followed = 1 and d.state <> 'abandoned' \
             left join payments x on p.purpose = 'deposit' and s.state = 'cancelled' and x.id = ( \
               select y.id from payments y where y.shop_order_id = s.id and y.purpose = 'rest' and y.state = 'abandoned' and y.method <> 'card' \
               order by case when y.method in ('qris', 'transfer') then 0 else 1 end, y.id desc limit 1) \
             left join enquiries e on e.shop_order_id = s.id left join parcels c on c.id = s.parcel_id ",
            $which,
            " order by s.number, p.created_at, p.id"
        )
    };
}

/// The parts of an order by its id, in order; none when there is no such order.
pub async fn by_id(db: &mut AnyConnection, id: &str) -> Result<Vec<Found>, AppError> {
    let rows = sqlx::query_as(sheet!("where o.id = $1")).bind(id.to_owned()).fetch_all(&mut *db).await.db()?;
    found(rows, lines(db, id).await?)
}

/// One part by its id.
pub async fn by_part(db: &mut AnyConnection, part: &str) -> Result<Option<Found>, AppError> {
    let rows: Vec<SheetRow> =
        sqlx::query_as(sheet!("where s.id = $1")).bind(part.to_owned()).fetch_all(&mut *db).await.db()?;
    one(db, rows).await
}

/// A shop's part of the order of a code.
pub async fn by_code(db: &mut AnyConnection, shop: &ShopId, code: &str) -> Result<Option<Found>, AppError> {
    let rows: Vec<SheetRow> = sqlx::query_as(sheet!("where o.code = $2 and s.shop_id = $1"))
        .bind(shop.0.clone())
        .bind(code.to_owned())
        .fetch_all(&mut *db)
        .await
        .db()?;
    one(db, rows).await
}

/// The id of a regency's order by its code.
pub async fn of_regency(db: &AnyPool, regency: &RegionId, code: &str) -> Result<Option<String>, AppError> {
    let row: Option<(String,)> = sqlx::query_as("select id from orders where code = $1 and regency_id = $2")
        .bind(code.to_owned())
        .bind(regency.0.clone())
        .fetch_optional(db)
        .await
        .db()?;
    Ok(row.map(|(id,)| id))
}

/// The shops of an order, in the order of its parts.
pub async fn shops_of(db: &AnyPool, order: &OrderId) -> Result<Vec<ShopId>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as("select shop_id from shop_orders where order_id = $1 order by number")
        .bind(order.0.clone())
        .fetch_all(db)
        .await
        .db()?;
    Ok(rows.into_iter().map(|(id,)| ShopId(id)).collect())
}

async fn one(db: &mut AnyConnection, rows: Vec<SheetRow>) -> Result<Option<Found>, AppError> {
    let Some(order) = rows.first().map(|row| row.id.clone()) else {
        return Ok(None);
    };
    let lines = lines(db, &order).await?;
    Ok(found(rows, lines)?.pop())
}

/// The lines of an order in the order they were put in.
async fn lines(db: &mut AnyConnection, order: &str) -> Result<Vec<LineRow>, AppError> {
    sqlx::query_as(
        "select l.shop_order_id, l.product_id, l.product_code, l.quantity, l.unit_minor, l.name, l.language, \
           l.size_note, l.weight_g, l.facts, l.makers, l.refunded, l.restocked, \
           case when exists (select 1 from gone_media g where g.public_key = l.photo_key) then null else l.photo_key end as photo_key \
         from order_lines l join shop_orders s on s.id = l.shop_order_id where s.order_id = $1 order by l.id",
    )
    .bind(order.to_owned())
    .fetch_all(db)
    .await
    .db()
}

/// Parts with their lines. A value the database should not hold is our fault, not the reader's.
fn found(rows: Vec<SheetRow>, mut lines: Vec<LineRow>) -> Result<Vec<Found>, AppError> {
    rows.into_iter()
        .map(|row| {
            let (stock_held, id) = (row.stock_held == 1, row.id.clone());
            let own = lines.extract_if(.., |line| line.shop_order_id == row.part).map(LineRow::line).collect();
            let sheet = Lines::of(own).and_then(|lines| row.sheet(lines)).ok_or_else(|| {
                tracing::error!(order = id, "an order holds a value that has no meaning");
                AppError::Internal
            })?;
            Ok(Found { sheet, stock_held })
        })
        .collect()
}
