//! The closed list of what is told, and to whom.

pub use super::side::Side;

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// To the buyer: it was ordered, with the link. Once for the whole order.
    Placed,
    Accepted,
    Declined,
    Ready,
    /// Money has arrived, or the card was charged.
    Paid,
    /// The artisan looked and saw nothing; the clock runs again.
    NotArrived,
    /// She looked after the end and found nothing.
    NotFound,
    /// The shop cancelled.
    Cancelled,
    /// The buyer's own cancelling, confirmed.
    OwnCancel,
    /// Time ran out before it was paid.
    Lapsed,
    /// Time ran out before she answered.
    Unanswered,
    /// She let go of an unpaid hold.
    LetGo,
    /// Money came for what is gone: it is to come back.
    ToReturn,
    Returned,
    HandedOver,
    /// An enquiry has its price and its day.
    Answered,
    /// Nobody answered an enquiry.
    EnquiryLapsed,
    /// The buyer did not say yes in time.
    OfferLapsed,
    /// It is ready, and the rest after a deposit is due.
    RestDue,
    /// A parcel is on its way.
    Sent,
    /// Part of the money comes back.
    PartRefund,
    /// The card did not take money back: the shop hands it over.
    NotOnCard,
    /// The card did not take back what was paid beyond the order: the office sends it.
    SurplusRefused,
    /// It has.
    SurplusSent,
    /// To the shop: somebody ordered.
    NewOrder,
    NewEnquiry,
    /// Somebody has been waiting for an answer for two days.
    Reminder,
    /// The buyer says it is paid.
    Claimed,
    CardPaid,
    BuyerCancelled,
    /// The shop's own cancelling, for whoever of it did not tap.
    ShopCancelled,
    /// The buyer says yes to an answer.
    Agreed,
    /// The buyer takes an enquiry back.
    Withdrawn,
    /// The buyer has the parcel.
    Received,
    /// The buyer has the money back.
    CameBack,
    /// The buyer does not have what the shop says it handed over.
    NotBack,
    DisputeOpened,
    /// The bank has decided: the money stays the shop's.
    DisputeWon,
    /// It took it.
    DisputeLost,
    /// The card did not take money back: it is to be handed over.
    RefundRefused,
    PayoutSent,
    /// What had left for the shop came back.
    PayoutBack,
    TimeRanOut,
    /// Another shop does not send in the same parcel after all: her price was a share of it.
    SharerLeft,
    /// The same once the price is agreed on: it stands.
    SharerGone,
    /// The buyer pays in another way.
    WayChanged,
}

use Event as E;

impl Event {
    pub const ALL: [Self; 46] = [
        E::Placed,
        E::Accepted,
        E::Declined,
        E::Ready,
        E::Paid,
        E::NotArrived,
        E::NotFound,
        E::Cancelled,
        E::OwnCancel,
        E::Lapsed,
        E::Unanswered,
        E::LetGo,
        E::ToReturn,
        E::Returned,
        E::HandedOver,
        E::Answered,
        E::EnquiryLapsed,
        E::OfferLapsed,
        E::RestDue,
        E::Sent,
        E::PartRefund,
        E::NotOnCard,
        E::SurplusRefused,
        E::SurplusSent,
        E::NewOrder,
        E::NewEnquiry,
        E::Reminder,
        E::Claimed,
        E::CardPaid,
        E::BuyerCancelled,
        E::ShopCancelled,
        E::Agreed,
        E::Withdrawn,
        E::Received,
        E::CameBack,
        E::NotBack,
        E::DisputeOpened,
        E::DisputeWon,
        E::DisputeLost,
        E::RefundRefused,
        E::PayoutSent,
        E::PayoutBack,
        E::TimeRanOut,
        E::SharerLeft,
        E::SharerGone,
        E::WayChanged,
    ];

    /// As stored, and in the keys of its words.
    pub const fn as_str(self) -> &'static str {
        match self {
            E::Placed => "placed",
            E::Accepted => "accepted",
            E::Declined => "declined",
            E::Ready => "ready",
            E::Paid => "paid",
            E::NotArrived => "not-arrived",
            E::NotFound => "not-found",
            E::Cancelled => "cancelled",
            E::OwnCancel => "own-cancel",
            E::Lapsed => "lapsed",
            E::Unanswered => "unanswered",
            E::LetGo => "let-go",
            E::ToReturn => "to-return",
            E::Returned => "returned",
            E::HandedOver => "handed-over",
            E::Answered => "answered",
            E::EnquiryLapsed => "enquiry-lapsed",
            E::OfferLapsed => "offer-lapsed",
            E::RestDue => "rest-due",
            E::Sent => "sent",
            E::PartRefund => "part-refund",
            E::NotOnCard => "not-on-card",
            E::SurplusRefused => "surplus-refused",
            E::SurplusSent => "surplus-sent",
            E::NewOrder => "new-order",
            E::NewEnquiry => "new-enquiry",
            E::Reminder => "reminder",
            E::Claimed => "claimed",
            E::CardPaid => "card-paid",
            E::BuyerCancelled => "buyer-cancelled",
            E::ShopCancelled => "shop-cancelled",
            E::Agreed => "agreed",
            E::Withdrawn => "withdrawn",
            E::Received => "received",
            E::CameBack => "came-back",
            E::NotBack => "not-back",
            E::DisputeOpened => "dispute-opened",
            E::DisputeWon => "dispute-won",
            E::DisputeLost => "dispute-lost",
            E::RefundRefused => "refund-refused",
            E::PayoutSent => "payout-sent",
            E::PayoutBack => "payout-back",
            E::TimeRanOut => "time-ran-out",
            E::SharerLeft => "sharer-left",
            E::SharerGone => "sharer-gone",
            E::WayChanged => "way-changed",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == text)
    }

    pub const fn side(self) -> Side {
        match self {
            E::NewOrder
            | E::NewEnquiry
            | E::Reminder
            | E::Claimed
            | E::CardPaid
            | E::BuyerCancelled
            | E::ShopCancelled
            | E::Agreed
            | E::Withdrawn
            | E::Received
            | E::CameBack
            | E::NotBack
            | E::DisputeOpened
            | E::DisputeWon
            | E::DisputeLost
            | E::RefundRefused
            | E::PayoutSent
            | E::PayoutBack
            | E::TimeRanOut
            | E::SharerLeft
            | E::SharerGone
            | E::WayChanged => Side::Shop,
            _ => Side::Buyer,
        }
    }

    /// The key of its short name: the line of her news, the beginning of a subject, the office's word for it.
    pub fn name_key(self) -> String {
        self.key("name")
    }

    /// The key of what happened and who did it.
    pub fn text_key(self) -> String {
        self.key("text")
    }

    /// The key of what to do next.
    pub fn next_key(self) -> String {
        self.key("next")
    }

    fn key(self, which: &str) -> String {
        format!("notifications-tell-{}-{which}", self.as_str())
    }

    /// The gaps of its text; a test holds them against the sentences of every language.
    pub const fn gaps(self) -> &'static [&'static str] {
        match self {
            E::Placed => &["shop"],
            E::Accepted | E::Ready | E::NotFound | E::Unanswered | E::LetGo | E::EnquiryLapsed | E::Sent => &["name"],
            E::Declined | E::Cancelled => &["name", "reason"],
            E::ShopCancelled => &["reason"],
            E::NotArrived | E::Returned | E::ToReturn | E::NotOnCard => &["name", "amount"],
            E::Paid | E::PartRefund | E::CardPaid | E::PayoutSent | E::PayoutBack => &["amount"],
            E::DisputeOpened | E::DisputeWon | E::DisputeLost => &["amount"],
            E::RefundRefused | E::SurplusRefused | E::SurplusSent => &["amount"],
            E::Answered => &["name", "total"],
            E::RestDue => &["name", "amount"],
            E::NewOrder | E::NewEnquiry | E::Reminder | E::BuyerCancelled | E::Withdrawn | E::Received => &["buyer"],
            E::Claimed => &["buyer", "amount", "method"],
            E::Agreed => &["buyer", "total"],
            E::WayChanged => &["buyer", "method"],
            E::CameBack | E::NotBack => &["buyer", "amount"],
            E::OwnCancel | E::OfferLapsed | E::Lapsed | E::HandedOver | E::TimeRanOut => &[],
            E::SharerLeft | E::SharerGone => &[],
        }
    }

    /// True for messages after which nothing more is to be sold: they say what happens to the money.
    pub const fn tells_of_money(self) -> bool {
        matches!(
            self,
            E::Declined
                | E::Cancelled
                | E::OwnCancel
                | E::Lapsed
                | E::Unanswered
                | E::LetGo
                | E::ToReturn
                | E::Returned
                | E::BuyerCancelled
                | E::ShopCancelled
                | E::TimeRanOut
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_read_their_own_name_and_no_two_share_one() {
        assert!(Event::ALL.into_iter().all(|event| Event::parse(event.as_str()) == Some(event)));
        assert!(Side::ALL.into_iter().all(|side| Side::parse(side.as_str()) == Some(side)));
        assert_eq!(Event::parse("sold"), None);
    }
}
