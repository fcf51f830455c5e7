//! A part of an order as the database holds it, turned into what pages see.

use app::ids::{OrderId, PaymentId, ProductId, ShopId, ShopOrderId};
use app::money::{Currency, Money};
use app::orders::rules::{How, State};
use app::orders::{Channel, Contact, ContactKind, EndedBy, Line, Lines, Pickup, Sheet, shown};
use app::payments::method::{Method, Purpose};
use app::payments::rules::State as PaymentState;
use app::payments::{BankAccount, Payment};
use app::time::{HOUR_MS, Zone};
use app::words::Lang;

use super::agreed::AgreedRow;

#[derive(sqlx::FromRow)]
pub struct SheetRow {
    pub id: String,
    code: String,
    channel: String,
    zone: String,
    after_pickup_hours: i64,
    answer_hours: i64,
    language: String,
    buyer_name: String,
    contact_kind: Option<String>,
    contact: Option<String>,
    created_at: i64,
    pub part: String,
    number: i64,
    shop_id: String,
    how: String,
    state: String,
    pub stock_held: i64,
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
    sent_at: Option<i64>,
    handed_at: Option<i64>,
    ended_at: Option<i64>,
    ended_by: Option<String>,
    reason: String,
    reason_text: String,
    late_claim_at: Option<i64>,
    charges: i64,
    processing: i64,
    payment: String,
    purpose: String,
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
    failed_minor: i64,
    handed_minor: i64,
    missed_minor: i64,
    disputed: i64,
    taken: i64,
    proof: Option<String>,
    refusals: i64,
    claimed_at: Option<i64>,
    paid_at: Option<i64>,
    return_due_at: Option<i64>,
    returned_at: Option<i64>,
    return_seen_at: Option<i64>,
    #[sqlx(flatten)]
    agreed: AgreedRow,
}

#[derive(sqlx::FromRow)]
pub struct LineRow {
    pub shop_order_id: String,
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

impl LineRow {
    pub fn line(self) -> Line {
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

pub const fn money(minor: i64) -> Money {
    Money { minor, currency: Currency::Idr }
}

fn lang(text: &str) -> Lang {
    Lang::parse(text).unwrap_or(Lang::En)
}

pub fn list(text: &str, by: &str) -> Vec<String> {
    text.split(by).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

impl SheetRow {
    pub fn sheet(self, lines: Lines) -> Option<Sheet> {
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
            answer_ms: self.answer_hours * HOUR_MS,
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
                purpose: Purpose::parse(&self.purpose)?,
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
                failed: money(self.failed_minor),
                handed: money(self.handed_minor),
                missed: money(self.missed_minor),
                disputed: self.disputed > 0,
                taken: self.taken > 0,
                proof: self.proof,
                refusals: self.refusals,
                claimed_at: self.claimed_at,
                paid_at: self.paid_at,
                return_due_at: self.return_due_at,
                returned_at: self.returned_at,
                return_seen_at: self.return_seen_at,
            },
            deposit: self.agreed.deposit(),
            unasked: self.agreed.unasked(),
            enquiry: self.agreed.enquiry(),
            parcel: self.agreed.parcel(),
            placed_at: self.created_at,
            accepted_at: self.accepted_at,
            ready_at: self.ready_at,
            sent_at: self.sent_at,
            handed_at: self.handed_at,
            ended_at: self.ended_at,
            ended_by: self.ended_by.as_deref().and_then(EndedBy::parse),
            reason: self.reason,
            reason_text: self.reason_text,
            late_claim_at: self.late_claim_at,
            charged: self.charges > 0,
            at_bank: self.processing > 0,
        })
    }
}
