//! What happened to an order, step by step, for those it concerns. Who did it is told by role only.

/// One entry of an order's trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// UTC ms.
    pub at: i64,
    pub who: Did,
    /// One of [`ACTIONS`].
    pub action: &'static str,
    /// The money it is about, where it is only some of it.
    pub amount: Option<crate::money::Money>,
    /// Of one of several parts: its shop.
    pub shop: Option<String>,
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    Buyer,
    Artisan,
    Office,
    House,
}

impl Did {
    /// From the role the trail holds.
    pub fn of(role: &str) -> Self {
        match role {
            "visitor" => Self::Buyer,
            "artisan" => Self::Artisan,
            "officer" | "administrator" => Self::Office,
            _ => Self::House,
        }
    }

    /// The key of its word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Buyer => "orders-trail-by-buyer",
            Self::Artisan => "orders-trail-by-artisan",
            Self::Office => "orders-trail-by-office",
            Self::House => "orders-trail-by-house",
        }
    }
}

/// Every step of an order's life, as the trail stores it, with the key of its sentence.
pub const ACTIONS: [(&str, &str); 39] = [
    ("order.placed", "orders-trail-placed"),
    ("order.sold_at_stall", "orders-trail-sold"),
    ("order.sale_undone", "orders-trail-undone"),
    ("order.accepted", "orders-trail-accepted"),
    ("order.declined", "orders-trail-declined"),
    ("enquiry.answered", "orders-trail-answered"),
    ("enquiry.agreed", "orders-trail-agreed"),
    ("enquiry.reminded", "orders-trail-reminded"),
    ("enquiry.withdrawn", "orders-trail-withdrawn"),
    ("enquiry.lapsed", "orders-trail-lapsed"),
    ("order.ready", "orders-trail-ready"),
    ("order.sent", "orders-trail-sent"),
    ("order.received", "orders-trail-received"),
    ("order.handed_over", "orders-trail-handed-over"),
    ("order.released", "orders-trail-released"),
    ("order.cancelled", "orders-trail-cancelled"),
    ("order.expired", "orders-trail-expired"),
    ("order.contact_removed", "orders-trail-contact-removed"),
    ("payment.claimed", "orders-trail-claimed"),
    ("payment.claimed_late", "orders-trail-claimed-late"),
    ("payment.arrived", "orders-trail-arrived"),
    ("payment.rest_arrived", "orders-trail-rest-arrived"),
    ("payment.not_arrived", "orders-trail-not-arrived"),
    ("payment.method_changed", "orders-trail-method"),
    ("payment.handed_back", "orders-trail-handed-back"),
    ("payment.came_back", "orders-trail-came-back"),
    ("payment.not_back", "orders-trail-not-back"),
    ("payment.card_begun", "orders-trail-card-begun"),
    ("payment.card_paid", "orders-trail-card-paid"),
    ("payment.card_at_bank", "orders-trail-card-at-bank"),
    ("payment.card_not_paid", "orders-trail-card-not-paid"),
    ("payment.card_closed", "orders-trail-card-closed"),
    ("payment.surplus", "orders-trail-surplus"),
    ("payment.surplus_sent", "orders-trail-surplus-sent"),
    ("payment.refund_failed", "orders-trail-refund-failed"),
    ("payment.refunded", "orders-trail-refunded"),
    ("payment.disputed", "orders-refund-trail-disputed"),
    ("payment.dispute_won", "orders-refund-trail-won"),
    ("payment.dispute_lost", "orders-refund-trail-lost"),
];

/// The stored name and the key of an action; None for what is no step of an order.
pub fn action(stored: &str) -> Option<(&'static str, &'static str)> {
    ACTIONS.into_iter().find(|(name, _)| *name == stored)
}

/// An order as the office may see it: what, where it stands, what happened; nothing of the buyer.
#[derive(Clone, Debug)]
pub struct Seen {
    pub code: String,
    /// One part a shop: its name, its state, its money.
    pub parts: Vec<SeenPart>,
    pub steps: Vec<Step>,
}

/// A shop's part without its buyer.
#[derive(Clone, Debug)]
pub struct SeenPart {
    pub shop: String,
    pub status: super::Status,
    pub method: crate::payments::method::Method,
    /// What it comes to, or what is still to go back of it.
    pub amount: crate::money::Money,
}
