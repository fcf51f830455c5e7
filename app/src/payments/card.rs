//! What pages tell of a card payment.

use crate::money::Money;

/// Whether cards are taken on this installation, and whether real ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A test key: no real card is charged, and pages say so.
    Test,
    Live,
}

/// How far the newest attempt to pay an order by card got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nobody has tried, or the payment page could not be opened.
    None,
    /// The payment page stands open.
    Open,
    /// It was filled in, and a bank works on it.
    Processing,
    Paid,
    /// It closed without money.
    Closed,
    /// The bank said no.
    Failed,
}

impl Progress {
    /// Of the state of an attempt, as it is stored.
    pub fn of(state: &str) -> Self {
        match state {
            "open" => Self::Open,
            "processing" => Self::Processing,
            "paid" => Self::Paid,
            "expired" => Self::Closed,
            "failed" => Self::Failed,
            _ => Self::None,
        }
    }
}

/// An order's card payment, as its page tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardNow {
    /// None where no keys are set: nobody can pay by card now.
    pub mode: Option<Mode>,
    /// It was paid with a test key, whatever the key of now is.
    pub tested: bool,
    /// Who the card statement names.
    pub merchant: String,
    pub contact: String,
    pub progress: Progress,
    /// What was charged beyond what was owed, by how far it is on its way back.
    pub surplus: Vec<Surplus>,
}

/// Money that had nothing to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surplus {
    pub amount: Money,
    pub way: Way,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Going,
    Back,
    /// The card did not take it, and its bank asks for the same money.
    Asked,
    /// The card did not take it: the office sends it in another way.
    Refused,
    /// The office has.
    Sent,
    /// The cardholder's bank gave it back meanwhile.
    ByBank,
}
