//! What a person of the office has to look at: money that does not match.

/// Why somebody has to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The payment service told of another amount, currency, order or mode than ours.
    Mismatch,
    /// It told of a payment page we did not open.
    UnknownPage,
    /// Money came for something that was paid or ended; it is being sent back.
    PaidForNothing,
    /// Money could not be sent back.
    RefundFailed,
    /// It has been on its way for a day, and is tried again.
    RefundLate,
    /// Money was sent back without us.
    RefundedElsewhere,
    /// Perhaps it was: the payment service counts more than reached the card, and some of ours was refused.
    RefundUnclear,
    /// A cardholder's bank asks for the money back.
    Dispute,
    /// It was taken back.
    DisputeLost,
    /// A bank says another thing than when it closed a dispute.
    DisputeTurned,
    /// The buyer does not have what a shop says it handed back.
    NotBack,
    /// The payment service did not open a payment page.
    PageRefused,
    /// It does not know a page that it has opened.
    PageLost,
    /// It told of something that cannot be read, or not be applied.
    Unreadable,
}

impl Kind {
    pub const ALL: [Self; 14] = [
        Self::Mismatch,
        Self::UnknownPage,
        Self::PaidForNothing,
        Self::RefundFailed,
        Self::RefundLate,
        Self::RefundedElsewhere,
        Self::RefundUnclear,
        Self::Dispute,
        Self::DisputeLost,
        Self::DisputeTurned,
        Self::NotBack,
        Self::PageRefused,
        Self::PageLost,
        Self::Unreadable,
    ];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mismatch => "mismatch",
            Self::UnknownPage => "unknown_page",
            Self::PaidForNothing => "paid_for_nothing",
            Self::RefundFailed => "refund_failed",
            Self::RefundLate => "refund_late",
            Self::RefundedElsewhere => "refunded_elsewhere",
            Self::RefundUnclear => "refund_unclear",
            Self::Dispute => "dispute",
            Self::DisputeLost => "dispute_lost",
            Self::DisputeTurned => "dispute_turned",
            Self::NotBack => "not_back",
            Self::PageRefused => "page_refused",
            Self::PageLost => "page_lost",
            Self::Unreadable => "unreadable",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The keys of what happened and of what to do.
    pub const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Mismatch => ("payments-alarm-mismatch", "payments-alarm-mismatch-do"),
            Self::UnknownPage => ("payments-alarm-unknown-page", "payments-alarm-unknown-page-do"),
            Self::PaidForNothing => ("payments-alarm-paid-for-nothing", "payments-alarm-paid-for-nothing-do"),
            Self::RefundFailed => ("payments-alarm-refund-failed", "payments-alarm-refund-failed-do"),
            Self::RefundLate => ("payments-alarm-refund-late", "payments-alarm-refund-late-do"),
            Self::RefundedElsewhere => ("payments-alarm-refunded-elsewhere", "payments-alarm-refunded-elsewhere-do"),
            Self::RefundUnclear => ("payments-alarm-refund-unclear", "payments-alarm-refund-unclear-do"),
            Self::Dispute => ("payments-alarm-dispute", "payments-alarm-dispute-do"),
            Self::DisputeLost => ("payments-alarm-dispute-lost", "payments-alarm-dispute-lost-do"),
            Self::DisputeTurned => ("payments-alarm-dispute-turned", "payments-alarm-dispute-turned-do"),
            Self::NotBack => ("payments-alarm-not-back", "payments-alarm-not-back-do"),
            Self::PageRefused => ("payments-alarm-page-refused", "payments-alarm-page-refused-do"),
            Self::PageLost => ("payments-alarm-page-lost", "payments-alarm-page-lost-do"),
            Self::Unreadable => ("payments-alarm-unreadable", "payments-alarm-unreadable-do"),
        }
    }
}

/// Whether an alarm is about money that the office is to send in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToSend {
    /// It is about something else.
    No,
    /// Settling it says that it was sent.
    Yes,
    /// A cardholder's bank asks for the same money: nobody sends it now.
    Waits,
    /// The bank gave it; it may have been sent before.
    ByBank,
}

impl ToSend {
    /// As the database says it.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "no" => Self::No,
            "yes" => Self::Yes,
            "waits" => Self::Waits,
            "by_bank" => Self::ByBank,
            _ => return None,
        })
    }
}

/// What an alarm is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub kind: Kind,
    /// `H4M2-R7`
    pub order: Option<String>,
    /// A shop of it, and how many there are.
    pub shop: String,
    pub shops: i64,
    pub expected: String,
    pub came: String,
}

/// An open alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: String,
    pub about: About,
    /// Until when the cardholder's bank waits for an answer, UTC ms.
    pub due_at: Option<i64>,
    /// UTC ms.
    pub raised_at: i64,
    pub to_send: ToSend,
}

/// What ended an alarm without a person's doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The bank decided for the shop.
    Won,
    /// It took the money.
    Lost,
    /// The money is on the card.
    Arrived,
    /// The card did not take it, of which another alarm tells.
    Refused,
    /// It was handed over, or the bank gave it.
    Handed,
    /// The buyer says that it came.
    Seen,
}

impl Ended {
    const ALL: [Self; 6] = [Self::Won, Self::Lost, Self::Arrived, Self::Refused, Self::Handed, Self::Seen];

    /// As stored in place of a person's note.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Arrived => "done",
            Self::Refused => "failed",
            Self::Handed => "handed",
            Self::Seen => "seen",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ended| ended.as_str() == text)
    }

    /// The key of its sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Won => "payments-alarm-ended-won",
            Self::Lost => "payments-alarm-ended-lost",
            Self::Arrived => "payments-alarm-ended-arrived",
            Self::Refused => "payments-alarm-ended-refused",
            Self::Handed => "payments-alarm-ended-handed",
            Self::Seen => "payments-alarm-ended-seen",
        }
    }
}

/// Who settled one, and what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    Officer { name: String, note: String },
    House(Ended),
}

/// A settled alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    pub about: About,
    /// UTC ms.
    pub at: i64,
    pub by: Settled,
}

/// One page of alarms, and those that were settled last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarms {
    pub lines: Vec<Line>,
    pub paging: crate::ui::pager::Paging,
    pub past: Vec<Past>,
}

/// Most characters of a note.
pub const LONGEST_NOTE: u16 = 400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_read_their_own_name() {
        assert!(Kind::ALL.into_iter().all(|kind| Kind::parse(kind.as_str()) == Some(kind)));
        assert!(Ended::ALL.into_iter().all(|ended| Ended::parse(ended.as_str()) == Some(ended)));
    }
}
