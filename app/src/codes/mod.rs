//! Printed codes: what they are made of, what one leads to, and the form for typing one by hand.
//! What the target's page shows is the target's room.

pub mod pages;
pub mod print;
pub mod rules;

use crate::error::AppError;
use crate::routes;
use crate::words::Lang;

/// What a printed code leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Product,
    Shop,
}

impl Kind {
    /// As it stands in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Shop => "shop",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Product, Self::Shop].into_iter().find(|kind| kind.as_str() == text)
    }

    /// The page of a code of this kind.
    pub fn page(self, lang: Lang, code: &str) -> String {
        match self {
            Self::Product => routes::product(lang, code),
            Self::Shop => routes::shop(lang, code),
        }
    }
}

/// What a code points to: the kind and the id of its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub kind: Kind,
    pub id: String,
}

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Codes: Send + Sync {
    /// Those of the codes (at most three) that were ever issued, in the order asked.
    async fn issued(&self, codes: &[rules::Code]) -> Result<Vec<rules::Code>, AppError>;
    /// What a code leads to.
    ///
    /// # Errors
    /// `NotFound` for a code that was never issued.
    async fn target(&self, code: &rules::Code) -> Result<Target, AppError>;
    /// The code of a thing, if one was issued.
    async fn code_of(&self, kind: Kind, target: &str) -> Result<Option<String>, AppError>;
    /// The symbol of a printed code, at the canonical address.
    fn printed(&self, code: &str) -> Result<print::Drawn, AppError>;
}
