//! What a visitor means to order: pieces of several shops, a basket for each regency. What changed since a piece
//! was put in is told, never applied in silence.

use super::rules::pickup::{Place, Window};
use super::{Counter, Kind, Piece};
use crate::error::Message;
use crate::money::Money;
use crate::payments::Ways;

/// A cart, one basket per regency.
#[derive(Clone, Debug, Default)]
pub struct Cart {
    pub baskets: Vec<Basket>,
}

/// What is ordered at once: pieces of shops of one regency.
#[derive(Clone, Debug)]
pub struct Basket {
    /// Never empty.
    pub stalls: Vec<CartStall>,
}

/// A shop, how it is paid, and what is wanted of it.
#[derive(Clone, Debug)]
pub struct CartStall {
    pub shop: Counter,
    pub ways: Ways,
    pub places: Vec<Place>,
    pub windows: Vec<Window>,
    pub lines: Vec<CartLine>,
}

/// A piece as it is now, and as it was put in.
#[derive(Clone, Debug)]
pub struct CartLine {
    pub piece: Piece,
    pub quantity: i64,
    /// The price that stood on the page then.
    pub seen: Money,
    pub scanned: bool,
    /// The token of this visitor's open order for it, where nothing is left: nobody was quicker.
    pub ordered: Option<String>,
}

/// What happened to a line since it was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Sold, kept for somebody, hidden, or made to order now.
    Gone,
    /// Fewer are left than wanted.
    Fewer,
    /// Another price.
    Price,
}

impl CartLine {
    /// What to tell before anything is paid.
    pub fn change(&self) -> Option<Change> {
        if !self.piece.published || self.piece.left < 1 || self.piece.kind == Kind::MadeToOrder {
            Some(Change::Gone)
        } else if self.quantity > self.piece.left {
            Some(Change::Fewer)
        } else if self.piece.price != self.seen {
            Some(Change::Price)
        } else {
            None
        }
    }

    /// What it comes to at today's price; None beyond what money can hold.
    pub fn sum(&self) -> Option<Money> {
        self.piece.price.checked_mul(self.quantity)
    }
}

impl CartStall {
    /// What can be ordered.
    pub fn orderable(&self) -> impl Iterator<Item = &CartLine> {
        self.lines.iter().filter(|line| !matches!(line.change(), Some(Change::Gone)))
    }

    /// Why that cannot be paid, in words for the buyer; None where it can.
    pub fn why_not_paid(&self) -> Option<Message> {
        if self.orderable().next().is_none()
            || self.total().is_some_and(|total| !self.ways.for_amount(total).is_empty())
        {
            return None;
        }
        // Where one piece could be paid, so many cannot.
        let fewer = self.orderable().any(|line| !self.ways.for_amount(line.piece.price).is_empty());
        let key = if fewer { "orders-cart-no-way" } else { "orders-cart-no-way-at-all" };
        Some(Message::new(key).with("name", &self.shop.owner))
    }

    /// What that comes to; None beyond what money can hold.
    pub fn total(&self) -> Option<Money> {
        self.orderable().try_fold(Money::rupiah(0), |sum, line| sum.checked_add(line.sum()?))
    }
}

impl Basket {
    /// True when what is wanted of a shop is more than any of its ways of paying can carry.
    pub fn is_beyond(&self) -> bool {
        self.stalls.iter().any(|stall| stall.why_not_paid().is_some())
    }

    /// Every line, whatever became of it.
    pub fn lines(&self) -> impl Iterator<Item = &CartLine> {
        self.stalls.iter().flat_map(|stall| &stall.lines)
    }

    /// What is gone.
    pub fn gone(&self) -> Vec<CartLine> {
        self.lines().filter(|line| line.change() == Some(Change::Gone)).cloned().collect()
    }

    /// The basket without what is gone and without shops of which nothing is left; None when nothing is.
    pub fn without_gone(self) -> Option<Self> {
        let kept = self.stalls.into_iter().map(|stall| {
            let lines = stall.lines.into_iter().filter(|line| line.change() != Some(Change::Gone)).collect();
            CartStall { lines, ..stall }
        });
        let stalls: Vec<CartStall> = kept.filter(|stall| !stall.lines.is_empty()).collect();
        (!stalls.is_empty()).then_some(Self { stalls })
    }

    /// What all shops come to; None beyond what money can hold.
    pub fn total(&self) -> Option<Money> {
        self.stalls.iter().try_fold(Money::rupiah(0), |sum, stall| sum.checked_add(stall.total()?))
    }

    /// The regency it is in.
    pub fn slug(&self) -> &str {
        self.stalls.first().map_or("", |stall| stall.shop.regency_slug.as_str())
    }
}
