//! The small closed sets of orders: how a buyer is reached, where an order came from, who ended it.

use crate::words::Lang;

/// How a buyer can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactKind {
    Whatsapp,
    Email,
    Phone,
}

impl ContactKind {
    pub const ALL: [Self; 3] = [Self::Whatsapp, Self::Email, Self::Phone];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A buyer's contact. Pages for buyers show it masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub kind: ContactKind,
    pub text: String,
}

/// Where an order came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By a printed code.
    Scan,
    Web,
    /// A sale at the stall that the artisan wrote down herself.
    Stall,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Scan, Self::Web, Self::Stall];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Web => "web",
            Self::Stall => "stall",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text)
    }
}

/// Who ended an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedBy {
    Buyer,
    Shop,
    Time,
}

impl EndedBy {
    pub const ALL: [Self; 3] = [Self::Buyer, Self::Shop, Self::Time];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Shop => "shop",
            Self::Time => "time",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == text)
    }
}

/// What the word of a part depends on besides its states and its money's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aside {
    #[default]
    Nothing,
    /// A bank works on the card payment.
    AtBank,
    /// Its money goes back to the card by itself.
    ToCard,
    /// She let go of what was not paid.
    Released,
    /// The buyer does not have what she says she handed back.
    Missed,
}

impl Aside {
    /// Of the word a list finds.
    pub fn of(word: &str) -> Self {
        match word {
            "bank" => Self::AtBank,
            "card" => Self::ToCard,
            "released" => Self::Released,
            "missed" => Self::Missed,
            _ => Self::Nothing,
        }
    }
}

/// Why there can be no other order: the key of its words.
pub const TOO_MANY: &str = "orders-too-many";

/// An order of a visitor that is not paid yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpaid {
    pub token: String,
    /// `H4M2-R7`
    pub code: String,
    /// Its first piece.
    pub name: String,
    pub lang: Lang,
}
