//! What was agreed before a part was paid, what was paid of it first, and how it was sent.

use app::ids::PaymentId;
use app::orders::enquiry::{Address, Answer, Enquiry, Parcel};
use app::orders::rules::enquiry::State;
use app::payments::Payment;
use app::payments::method::{Method, Purpose};
use app::payments::rules::State as PaymentState;

use super::row::money;

/// Columns of outer joins: None where there is no such row.
#[derive(sqlx::FromRow)]
pub struct AgreedRow {
    deposit: Option<String>,
    deposit_method: Option<String>,
    deposit_minor: Option<i64>,
    deposit_state: Option<String>,
    deposit_returned_minor: Option<i64>,
    deposit_refund_minor: Option<i64>,
    deposit_failed_minor: i64,
    deposit_handed_minor: i64,
    deposit_missed_minor: i64,
    deposit_disputed: i64,
    deposit_taken: i64,
    deposit_paid_at: Option<i64>,
    deposit_seen_at: Option<i64>,
    enquiry_state: Option<String>,
    made: Option<i64>,
    wish: Option<String>,
    leaving_at: Option<i64>,
    to_name: Option<String>,
    to_street: Option<String>,
    to_country: Option<String>,
    to_zone: Option<String>,
    to_phone: Option<String>,
    shared: Option<i64>,
    asked_at: Option<i64>,
    answer_minor: Option<i64>,
    answer_service: Option<String>,
    promised_at: Option<i64>,
    deposit_percent: Option<i64>,
    answer_text: Option<String>,
    answered_at: Option<i64>,
    unasked: Option<String>,
    unasked_method: Option<String>,
    unasked_minor: Option<i64>,
    parcel: Option<String>,
    parcel_service: Option<String>,
    tracking: Option<String>,
    parcel_key: Option<String>,
    parcel_sent_at: Option<i64>,
}

/// Where it goes, from name, street, country, zone and phone; None once it was forgotten, or where it was never asked.
pub fn address(parts: [&Option<String>; 5]) -> Option<Address> {
    let [name, street, country, zone, phone] = parts.map(|part| part.clone().unwrap_or_default());
    (!street.is_empty()).then_some(Address { name, street, country, zone, phone })
}

/// A payment beside the one that is asked for now, of which nobody is told how to pay it.
fn before(id: String, (purpose, method): (Purpose, Method), minor: i64, state: PaymentState) -> Payment {
    Payment {
        id: PaymentId(id),
        purpose,
        method,
        amount: money(minor),
        state,
        qris_payload: None,
        qris_plain: None,
        qris_name: None,
        bank: None,
        returned: money(0),
        refunded: money(0),
        failed: money(0),
        handed: money(0),
        missed: money(0),
        disputed: false,
        taken: false,
        proof: None,
        refusals: 0,
        claimed_at: None,
        paid_at: None,
        return_due_at: None,
        returned_at: None,
        return_seen_at: None,
    }
}

impl AgreedRow {
    /// The deposit a rest follows.
    pub fn deposit(&self) -> Option<Payment> {
        let method = Method::parse(self.deposit_method.as_deref()?)?;
        let state = PaymentState::parse(self.deposit_state.as_deref()?)?;
        Some(Payment {
            returned: money(self.deposit_returned_minor?),
            refunded: money(self.deposit_refund_minor?),
            failed: money(self.deposit_failed_minor),
            handed: money(self.deposit_handed_minor),
            missed: money(self.deposit_missed_minor),
            disputed: self.deposit_disputed > 0,
            taken: self.deposit_taken > 0,
            paid_at: self.deposit_paid_at,
            return_seen_at: self.deposit_seen_at,
            ..before(self.deposit.clone()?, (Purpose::Deposit, method), self.deposit_minor?, state)
        })
    }

    /// The rest that is not asked for any more.
    pub fn unasked(&self) -> Option<Payment> {
        let method = Method::parse(self.unasked_method.as_deref()?)?;
        Some(before(self.unasked.clone()?, (Purpose::Rest, method), self.unasked_minor?, PaymentState::Abandoned))
    }

    pub fn enquiry(&self) -> Option<Enquiry> {
        let to = address([&self.to_name, &self.to_street, &self.to_country, &self.to_zone, &self.to_phone]);
        Some(Enquiry {
            state: State::parse(self.enquiry_state.as_deref()?)?,
            made: self.made == Some(1),
            wish: self.wish.clone().unwrap_or_default(),
            leaving_at: self.leaving_at,
            to,
            shared: self.shared == Some(1),
            asked_at: self.asked_at?,
            answer: self.answered_at.map(|at| Answer {
                sending: money(self.answer_minor.unwrap_or_default()),
                service: self.answer_service.clone().unwrap_or_default(),
                promised_at: self.promised_at,
                deposit_percent: self.deposit_percent.unwrap_or_default(),
                text: self.answer_text.clone().unwrap_or_default(),
                at,
            }),
        })
    }

    pub fn parcel(&self) -> Option<Parcel> {
        Some(Parcel {
            id: self.parcel.clone()?,
            service: self.parcel_service.clone().unwrap_or_default(),
            tracking: self.tracking.clone().unwrap_or_default(),
            picture: self.parcel_key.clone(),
            sent_at: self.parcel_sent_at?,
        })
    }
}
