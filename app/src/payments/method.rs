//! Ways of paying.

/// How money comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    Qris,
    Cash,
}

impl Method {
    /// In the order they are offered.
    pub const ALL: [Self; 2] = [Self::Qris, Self::Cash];

    /// As stored and as sent by forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Qris => "qris",
            Self::Cash => "cash",
        }
    }

    /// Reads what the database holds or a form sent.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == text)
    }
}
