//! Ways of paying.

/// How money comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    Qris,
    Cash,
    /// To the shop's bank account.
    Transfer,
    /// To the region's merchant of record, who owes it to the shop.
    Card,
}

impl Method {
    /// In the order they are offered.
    pub const ALL: [Self; 4] = [Self::Qris, Self::Cash, Self::Transfer, Self::Card];

    /// Those whose money goes straight to the shop: only the shop can say that it arrived.
    pub const DIRECT: [Self; 3] = [Self::Qris, Self::Cash, Self::Transfer];
    /// Those a payment service tells of: nobody's tap makes them paid.
    pub const TOLD: [Self; 1] = [Self::Card];

    /// As stored and as sent by forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Qris => "qris",
            Self::Cash => "cash",
            Self::Transfer => "transfer",
            Self::Card => "card",
        }
    }

    /// The key of its word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Qris => "payments-qris",
            Self::Cash => "payments-cash",
            Self::Transfer => "payments-transfer",
            Self::Card => "payments-card",
        }
    }

    /// True when the money goes straight to the shop, and only the shop can say that it arrived.
    pub const fn is_direct(self) -> bool {
        !matches!(self, Self::Card)
    }

    /// Reads what the database holds or a form sent.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == text)
    }
}

/// What a payment is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// All of it.
    #[default]
    Whole,
    /// What is paid before the work begins.
    Deposit,
    /// What is left after a deposit.
    Rest,
}

impl Purpose {
    pub const ALL: [Self; 3] = [Self::Whole, Self::Deposit, Self::Rest];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Deposit => "deposit",
            Self::Rest => "rest",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == text)
    }
}
