//! Why a text is no QRIS we can use, or no code with an amount can be made of it.

use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QrisError {
    /// A link, a name, another kind of code.
    NotQris,
    /// A length does not fit what follows; `tag` is where, if that can be known.
    Broken { tag: Option<u8> },
    /// The checksum is wrong: at least one character was changed.
    WrongCrc,
    /// A tag that must be there is not.
    Missing { tag: u8 },
    /// A tag is there, but too short, repeated, or not of its form.
    Field { tag: u8 },
    /// Another currency than rupiah.
    Currency,
    /// Another country than Indonesia.
    Country,
    /// Not of Indonesia's national scheme: a wallet's private code.
    Scheme,
    /// A code for one payment, which is used up after it.
    OneTime,
    /// The amount is zero or over the limit.
    Amount,
    /// A label that a payment service would not take, or no room for it.
    Label,
}

impl QrisError {
    /// The message's key in the locale files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotQris => "payments-qris-not",
            Self::Broken { .. } => "payments-qris-broken",
            Self::WrongCrc => "payments-qris-crc",
            Self::Missing { .. } => "payments-qris-missing",
            Self::Field { .. } => "payments-qris-field",
            Self::Currency => "payments-qris-currency",
            Self::Country => "payments-qris-country",
            Self::Scheme => "payments-qris-scheme",
            Self::OneTime => "payments-qris-one-time",
            Self::Amount => "payments-qris-amount",
            Self::Label => "payments-qris-label",
        }
    }

    /// The tag it is about, for the message's argument.
    pub const fn tag(self) -> Option<u8> {
        match self {
            Self::Broken { tag } => tag,
            Self::Missing { tag } | Self::Field { tag } => Some(tag),
            _ => None,
        }
    }
}

impl fmt::Display for QrisError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tag() {
            Some(tag) => write!(f, "{} (tag {tag:02})", self.key()),
            None => f.write_str(self.key()),
        }
    }
}

impl std::error::Error for QrisError {}
