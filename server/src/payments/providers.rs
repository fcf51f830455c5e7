//! Ways of paying, one file each: what a payment shows when it is opened.

mod card;
mod cash;
mod qris;
mod transfer;

use app::error::AppError;
use app::money::Money;
use app::payments::method::Method;
use app::payments::{BankAccount, Ways};

/// What the buyer is shown to pay with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The text of a QRIS code with the amount in it.
    pub qris_payload: Option<String>,
    /// The shop's static code, for wallets that do not read one with an amount.
    pub qris_plain: Option<String>,
    /// The name a wallet will show.
    pub qris_name: Option<String>,
    /// Where to transfer to.
    pub bank: Option<BankAccount>,
}

/// A way of paying.
pub trait Provider {
    /// Opens a payment of `amount` for an order. Conflict `orders-method-not-here` when the shop does not
    /// take it or it cannot carry the amount.
    fn open(&self, ways: &Ways, amount: Money, order_code: &str) -> Result<Shown, AppError>;
}

/// The provider of a method.
pub fn of(method: Method) -> &'static dyn Provider {
    match method {
        Method::Qris => &qris::Qris,
        Method::Cash => &cash::Cash,
        Method::Transfer => &transfer::Transfer,
        Method::Card => &card::Card,
    }
}
