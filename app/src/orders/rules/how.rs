//! How a buyer gets what was ordered.

use super::State;

/// How the buyer wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// "I am at the stall."
    Stall,
    /// "Keep it for me."
    Keep,
    /// "Bring it to where I stay."
    Deliver,
    /// "Send it to me."
    Send,
    /// Sold at the stall without the buyer's phone: the artisan writes it down herself.
    Sold,
}

impl How {
    pub const ALL: [Self; 5] = [Self::Stall, Self::Keep, Self::Deliver, Self::Send, Self::Sold];

    /// As stored and as sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stall => "stall",
            Self::Keep => "keep",
            Self::Deliver => "deliver",
            Self::Send => "send",
            Self::Sold => "sold",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.as_str() == text)
    }

    /// Reads what a buyer may ask for.
    pub fn asked(text: &str) -> Option<Self> {
        Self::parse(text).filter(|how| *how != Self::Sold)
    }

    /// True when the artisan has to name a price before anything can be paid.
    pub const fn is_enquiry(self) -> bool {
        matches!(self, Self::Deliver | Self::Send)
    }

    /// At the stall no acceptance is needed.
    pub const fn first_state(self) -> State {
        match self {
            Self::Stall => State::Accepted,
            Self::Keep | Self::Deliver | Self::Send => State::Asked,
            Self::Sold => State::HandedOver,
        }
    }
}
