//! What a visitor is told of how a shop is paid, before there is an order.

/// Ways a shop takes money, without its code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublicWays {
    pub cash: bool,
    pub qris: bool,
}
