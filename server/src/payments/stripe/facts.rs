//! What Stripe says of a payment page or a refund, without the many things we do not need.

use app::words::Lang;
use stripe_checkout::{CheckoutSession, CheckoutSessionLocale, CheckoutSessionPaymentStatus, CheckoutSessionStatus};
use stripe_core as core;

/// Where a payment page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    /// It can be paid.
    Open,
    /// It was filled in, and the money is on its way.
    Pending,
    Paid,
    /// Nobody can pay on it any more.
    Expired,
    /// A word we do not know.
    Strange,
}

impl PageState {
    /// Of the two words of a session.
    pub fn of(status: &str, payment: &str) -> Self {
        match (status, payment) {
            ("complete", "paid") => Self::Paid,
            ("complete", "unpaid") => Self::Pending,
            ("open", _) => Self::Open,
            ("expired", _) => Self::Expired,
            _ => Self::Strange,
        }
    }
}

/// A payment page as Stripe knows it; also what its events tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub id: String,
    pub state: PageState,
    /// Minor units.
    pub amount: Option<i64>,
    /// Lower case.
    pub currency: String,
    /// The order we named.
    pub order: Option<String>,
    /// The row we named.
    pub session: Option<String>,
    pub payment_intent: Option<String>,
    pub url: Option<String>,
    /// True when real money moves.
    pub live: bool,
}

impl Page {
    pub(super) fn of(session: CheckoutSession) -> Self {
        let status = session.status.as_ref().map(CheckoutSessionStatus::as_str).unwrap_or_default();
        let payment = CheckoutSessionPaymentStatus::as_str(&session.payment_status);
        Self {
            state: PageState::of(status, payment),
            id: session.id.as_str().to_owned(),
            amount: session.amount_total,
            currency: session.currency.as_ref().map(ToString::to_string).unwrap_or_default(),
            order: session.client_reference_id.clone(),
            session: session.metadata.as_ref().and_then(|metadata| metadata.get("session").cloned()),
            payment_intent: session.payment_intent.map(|intent| intent.into_id().as_str().to_owned()),
            url: session.url,
            live: session.livemode,
        }
    }
}

/// A refund as Stripe knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    pub id: String,
    /// The row we named.
    pub ours: Option<String>,
    /// The money it is taken from.
    pub intent: Option<String>,
    /// Minor units.
    pub amount: i64,
    pub currency: String,
    /// `pending`, `requires_action`, `succeeded`, `failed` or `canceled`.
    pub status: String,
}

impl Refund {
    /// True while the money is on the card or on its way there.
    pub fn counts(&self) -> bool {
        !matches!(self.status.as_str(), "failed" | "canceled")
    }

    pub(super) fn of(refund: core::Refund) -> Self {
        Self {
            id: refund.id.as_str().to_owned(),
            ours: refund.metadata.as_ref().and_then(|metadata| metadata.get("refund").cloned()),
            intent: refund.payment_intent.as_ref().map(|intent| intent.id().to_string()),
            amount: refund.amount,
            currency: refund.currency.to_string(),
            status: refund.status.unwrap_or_default(),
        }
    }
}

/// A cardholder's bank that asks for a charge, as Stripe knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    pub id: String,
    /// The money it asks for.
    pub intent: Option<String>,
    /// Minor units.
    pub amount: i64,
    pub currency: String,
    /// `decided` reads it, with the kind of case.
    pub status: String,
    pub case: String,
}

impl Dispute {
    pub(super) fn of(dispute: core::Dispute) -> Self {
        Self {
            id: dispute.id.as_str().to_owned(),
            intent: dispute.payment_intent.as_ref().map(|intent| intent.id().to_string()),
            amount: dispute.amount,
            currency: dispute.currency.to_string(),
            status: dispute.status.as_str().to_owned(),
            case: case_of(&dispute).to_owned(),
        }
    }
}

fn case_of(dispute: &core::Dispute) -> &str {
    let card = dispute.payment_method_details.as_ref().and_then(|details| details.card.as_ref());
    card.map_or("", |card| card.case_type.as_str())
}

/// How a bank has decided, `won` or `lost` for the shop; None while it has not, and for a word we do not know.
pub fn decided(status: &str, case: &str) -> Option<&'static str> {
    match (status, case) {
        // Prevented: the network stopped it before it was a dispute, by a block, or by giving the cardholder the money.
        ("won" | "warning_closed", _) | ("prevented", "block") => Some("won"),
        ("lost" | "prevented", _) => Some("lost"),
        _ => None,
    }
}

/// The language of Stripe's page.
pub fn locale(lang: Lang) -> CheckoutSessionLocale {
    lang.code().parse().unwrap_or(CheckoutSessionLocale::Auto)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_own_name_at_stripe() {
        for (lang, name) in [(Lang::Id, "id"), (Lang::En, "en")] {
            assert_eq!(locale(lang).as_str(), name);
        }
        assert!(
            Lang::ALL
                .iter()
                .all(|lang| !matches!(locale(*lang), CheckoutSessionLocale::Auto | CheckoutSessionLocale::Unknown(_)))
        );
    }
}
