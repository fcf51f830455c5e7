//! One order with its part, line and newest payment.

use app::error::AppError;
use app::ids::{OrderId, PaymentId, ProductId, ShopId};
use app::money::Money;
use app::orders::rules::{How, State};
use app::orders::{Channel, Contact, ContactKind, EndedBy, Line, Pickup, Sheet, shown};
use app::payments::method::Method;
use app::payments::rules::State as PaymentState;
use app::payments::{BankAccount, Payment};
use app::words::Lang;
use sqlx::{Any, Executor};

use crate::store::DbResult as _;

/// An order and what only the server needs of it.
pub struct Found {
    pub sheet: Sheet,
    /// The id of the shop's part.
    pub part: String,
    /// True while the part holds pieces.
    pub stock_held: bool,
}

#[derive(sqlx::FromRow)]
struct SheetRow {
    id: String,
    code: String,
    channel: String,
    language: String,
    buyer_name: String,
    contact_kind: Option<String>,
    contact: Option<String>,
    created_at: i64,
    part: String,
    shop_id: String,
    how: String,
    state: String,
    stock_held: i64,
    held_until: Option<i64>,
    place_name: String,
    place_find: String,
    pickup_from: Option<i64>,
    pickup_until: Option<i64>,
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
    product_id: String,
    product_code: String,
    quantity: i64,
    unit_minor: i64,
    name: String,
    line_language: String,
    size_note: String,
    weight_g: Option<i64>,
    facts: String,
    makers: String,
    photo_key: Option<String>,
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
    refusals: i64,
    claimed_at: Option<i64>,
    paid_at: Option<i64>,
    return_due_at: Option<i64>,
    returned_at: Option<i64>,
    return_seen_at: Option<i64>,
}

macro_rules! sheet {
    ($which:literal) => {
        concat!(
            "select o.id, o.code, o.channel, o.language, o.buyer_name, o.contact_kind, o.contact, o.created_at, \
               s.id as part, s.shop_id, s.how, s.state, s.stock_held, s.held_until, s.place_name, s.place_find, \
               s.pickup_from, s.pickup_until, s.total_minor, s.version, s.accepted_at, s.ready_at, s.handed_at, \
               s.ended_at, s.ended_by, s.reason, s.reason_text, s.late_claim_at, \
               l.product_id, l.product_code, l.quantity, l.unit_minor, l.name, l.language as line_language, \
               l.size_note, l.weight_g, l.facts, l.makers, case when exists (select 1 from gone_media g where g.public_key = l.photo_key) \
                 then null else l.photo_key end as photo_key, \
               p.id as payment, p.method, p.amount_minor, p.state as payment_state, p.qris_payload, p.qris_plain, p.qris_name, \
               p.bank_name, p.bank_account, p.bank_holder, p.returned_minor, \
               p.refusals, p.claimed_at, p.paid_at, p.return_due_at, p.returned_at, p.return_seen_at \
             from orders o join shop_orders s on s.order_id = o.id join order_lines l on l.shop_order_id = s.id \
             join payments p on p.shop_order_id = s.id and p.state <> 'abandoned' ",
            $which,
            " order by p.created_at desc, p.id desc limit 1"
        )
    };
}

/// An order by its id.
pub async fn by_id<'e, E: Executor<'e, Database = Any>>(db: E, id: &str) -> Result<Option<Found>, AppError> {
    let row: Option<SheetRow> =
        sqlx::query_as(sheet!("where o.id = $1")).bind(id.to_owned()).fetch_optional(db).await.db()?;
    row.map(SheetRow::found).transpose()
}

/// A shop's order by its code.
pub async fn by_code<'e, E: Executor<'e, Database = Any>>(
    db: E,
    shop: &ShopId,
    code: &str,
) -> Result<Option<Found>, AppError> {
    let row: Option<SheetRow> = sqlx::query_as(sheet!("where o.code = $2 and s.shop_id = $1"))
        .bind(shop.0.clone())
        .bind(code.to_owned())
        .fetch_optional(db)
        .await
        .db()?;
    row.map(SheetRow::found).transpose()
}

impl SheetRow {
    /// A value the database should not hold is our fault, not the reader's.
    fn found(self) -> Result<Found, AppError> {
        let (part, stock_held, id) = (self.part.clone(), self.stock_held == 1, self.id.clone());
        let sheet = self.sheet().ok_or_else(|| {
            tracing::error!(order = id, "an order holds a value that has no meaning");
            AppError::Internal
        })?;
        Ok(Found { sheet, part, stock_held })
    }

    fn sheet(self) -> Option<Sheet> {
        let money = |minor| Money { minor, ..Money::rupiah(0) };
        let lang = |text: &str| Lang::parse(text).unwrap_or(Lang::En);
        let list = |text: &str, by: &str| text.split(by).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let pickup = self.pickup_from.zip(self.pickup_until).map(|(from, until)| Pickup {
            place: self.place_name.clone(),
            find: self.place_find.clone(),
            from,
            until,
        });
        let kind = self.contact_kind.as_deref().and_then(ContactKind::parse);
        Some(Sheet {
            id: OrderId(self.id),
            token: String::new(),
            code: shown(&self.code),
            shop: ShopId(self.shop_id),
            channel: Channel::parse(&self.channel)?,
            lang: lang(&self.language),
            buyer_name: self.buyer_name,
            contact: kind.zip(self.contact).map(|(kind, text)| Contact { kind, text }),
            how: How::parse(&self.how)?,
            state: State::parse(&self.state)?,
            version: self.version,
            held_until: self.held_until,
            pickup,
            total: money(self.total_minor),
            line: Line {
                product: ProductId(self.product_id),
                code: self.product_code,
                quantity: self.quantity,
                unit: money(self.unit_minor),
                name: self.name,
                lang: lang(&self.line_language),
                size_note: self.size_note,
                weight_g: self.weight_g,
                facts: list(&self.facts, ","),
                makers: list(&self.makers, ", "),
                photo: self.photo_key,
            },
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
