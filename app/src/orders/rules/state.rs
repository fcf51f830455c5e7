//! Where a shop's part of an order stands.

/// Where a shop's part of an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Kept until the artisan answers.
    Asked,
    /// She said yes, or the buyer stands at the stall.
    Accepted,
    /// It can be fetched.
    Ready,
    /// A parcel is on its way.
    Sent,
    /// It is in the buyer's hands.
    HandedOver,
    /// She cannot.
    Declined,
    /// One of both took it back.
    Cancelled,
    /// Time ran out, or she let go of it.
    Expired,
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Asked,
        Self::Accepted,
        Self::Ready,
        Self::Sent,
        Self::HandedOver,
        Self::Declined,
        Self::Cancelled,
        Self::Expired,
    ];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Ready => "ready",
            Self::Sent => "sent",
            Self::HandedOver => "handed_over",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// True while the piece is kept for somebody.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Accepted | Self::Ready)
    }

    /// True when nothing more is to come of it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::HandedOver | Self::Declined | Self::Cancelled | Self::Expired)
    }
}
