//! The parts of an order, each with its lines and the payment that was not abandoned.

use app::error::AppError;
use app::ids::{OrderId, PaymentId, ProductId, RegionId, ShopId, ShopOrderId};
use app::money::{Currency, Money};
use app::orders::rules::{How, State};
use app::orders::{Channel, Contact, ContactKind, EndedBy, Line, Lines, Pickup, Sheet, shown};
use app::payments::method::Method;
use app::payments::rules::State as PaymentState;
use app::payments::{BankAccount, Payment};
use app::time::{HOUR_MS, Zone};
use app::words::Lang;
use sqlx::{AnyConnection, AnyPool};

use crate::store::DbResult as _;

/// A part of an order and what only the server needs of it.
pub struct Found {
    pub sheet: Sheet,
    /// True while the part holds pieces.
    pub stock_held: bool,
}

#[derive(sqlx::FromRow)]
struct SheetRow {
    id: String,
    code: String,
    channel: String,
    zone: String,
    after_pickup_hours: i64,
    language: String,
    buyer_name: String,
    contact_kind: Option<String>,
    contact: Option<String>,
    created_at: i64,
    part: String,
    number: i64,
    shop_id: String,
    how: String,
    state: String,
    stock_held: i64,
    held_until: Option<i64>,
    place_name: String,
    place_find: String,
    pickup_from: Option<i64>,
    pickup_until: Option<i64>,
    goods_minor: i64,
    sending_minor: i64,
    total_minor: i64,
    version: i64,
    accepted_at: Option<i64>,
    ready_at: Option<i64>,
    handed_at: Option<i64>,
    ended_at: Option<i64>,
    ended_by: Option<String>,
    reason: String,
    reason_text: String,
    late_claim_at: Option<i64>,
    payment: String,
    method: String,
    amount_minor: i64,
    payment_state: String,
    qris_payload: Option<String>,
    qris_plain: Option<String>,
    qris_name: Option<String>,
    bank_name: Option<String>,
    bank_account: Option<String>,
    bank_holder: Option<String>,
    returned_minor: i64,
    refund_minor: i64,
    disputed: i64,
    proof: Option<String>,
    refusals: i64,
    claimed_at: Option<i64>,
    paid_at: Option<i64>,
    return_due_at: Option<i64>,
    returned_at: Option<i64>,
    return_seen_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    shop_order_id: String,
    product_id: String,
    product_code: String,
    quantity: i64,
    unit_minor: i64,
    name: String,
    language: String,
    size_note: String,
    weight_g: Option<i64>,
    facts: String,
    makers: String,
    photo_key: Option<String>,
    refunded: i64,
    restocked: i64,
}

macro_rules! sheet {
    ($which:literal) => {
        concat!(
            "select o.id, o.code, o.channel, r.zone, coalesce(m.after_pickup_hours, 24) as after_pickup_hours, o.language, o.buyer_name, o.contact_kind, o.contact, o.created_at, \
               s.id as part, s.number, s.shop_id, s.how, s.state, s.stock_held, s.held_until, s.place_name, s.place_find, \
               s.pickup_from, s.pickup_until, s.goods_minor, s.sending_minor, s.total_minor, s.version, s.accepted_at, s.ready_at, s.handed_at, \
               s.ended_at, s.ended_by, s.reason, s.reason_text, s.late_claim_at, \
               p.id as payment, p.method, p.amount_minor, p.state as payment_state, p.qris_payload, p.qris_plain, p.qris_name, \
               p.bank_name, p.bank_account, p.bank_holder, p.returned_minor, p.refund_minor, \
               (select count(*) from card_disputes d join card_session_payments c on c.session_id = d.session_id \
                 where c.payment_id = p.id and d.state = 'open') as disputed, \
               (select f.media_key from payment_proofs f where f.payment_id = p.id) as proof, \
               p.refusals, p.claimed_at, p.paid_at, p.return_due_at, p.returned_at, p.return_seen_at \
             from orders o join regions r on r.id = o.regency_id left join region_money m on m.regency_id = r.id \
             join shop_orders s on s.order_id = o.id \
             join payments p on p.shop_order_id = s.id and p.state <> 'abandoned' ",
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

impl LineRow {
    fn line(self) -> Line {
        Line {
            product: ProductId(self.product_id),
            code: self.product_code,
            quantity: self.quantity,
            unit: money(self.unit_minor),
            name: self.name,
            lang: lang(&self.language),
            size_note: self.size_note,
            weight_g: self.weight_g,
            facts: list(&self.facts, ","),
            makers: list(&self.makers, ", "),
            photo: self.photo_key,
            refunded: self.refunded,
            restocked: self.restocked,
        }
    }
}

const fn money(minor: i64) -> Money {
    Money { minor, currency: Currency::Idr }
}

fn lang(text: &str) -> Lang {
    Lang::parse(text).unwrap_or(Lang::En)
}

fn list(text: &str, by: &str) -> Vec<String> {
    text.split(by).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

impl SheetRow {
    fn sheet(self, lines: Lines) -> Option<Sheet> {
        let pickup = self.pickup_from.zip(self.pickup_until).map(|(from, until)| Pickup {
            place: self.place_name.clone(),
            find: self.place_find.clone(),
            from,
            until,
        });
        let kind = self.contact_kind.as_deref().and_then(ContactKind::parse);
        Some(Sheet {
            id: OrderId(self.id),
            part: ShopOrderId(self.part),
            number: self.number,
            token: String::new(),
            code: shown(&self.code),
            shop: ShopId(self.shop_id),
            channel: Channel::parse(&self.channel)?,
            zone: Zone::parse(&self.zone)?,
            after_pickup_ms: self.after_pickup_hours * HOUR_MS,
            lang: lang(&self.language),
            buyer_name: self.buyer_name,
            contact: kind.zip(self.contact).map(|(kind, text)| Contact { kind, text }),
            how: How::parse(&self.how)?,
            state: State::parse(&self.state)?,
            version: self.version,
            held_until: self.held_until,
            pickup,
            goods: money(self.goods_minor),
            sending: money(self.sending_minor),
            total: money(self.total_minor),
            lines,
            payment: Payment {
                id: PaymentId(self.payment),
                method: Method::parse(&self.method)?,
                amount: money(self.amount_minor),
                state: PaymentState::parse(&self.payment_state)?,
                qris_payload: self.qris_payload,
                qris_plain: self.qris_plain,
                qris_name: self.qris_name,
                bank: self
                    .bank_name
                    .zip(self.bank_account)
                    .zip(self.bank_holder)
                    .map(|((bank, number), holder)| BankAccount { bank, number, holder }),
                returned: money(self.returned_minor),
                refunded: money(self.refund_minor),
                disputed: self.disputed > 0,
                proof: self.proof,
                refusals: self.refusals,
                claimed_at: self.claimed_at,
                paid_at: self.paid_at,
                return_due_at: self.return_due_at,
                returned_at: self.returned_at,
                return_seen_at: self.return_seen_at,
            },
            placed_at: self.created_at,
            accepted_at: self.accepted_at,
            ready_at: self.ready_at,
            handed_at: self.handed_at,
            ended_at: self.ended_at,
            ended_by: self.ended_by.as_deref().and_then(EndedBy::parse),
            reason: self.reason,
            reason_text: self.reason_text,
            late_claim_at: self.late_claim_at,
        })
    }
}
