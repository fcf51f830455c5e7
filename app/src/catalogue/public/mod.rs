//! Pieces as visitors see them: what is told of one, and the tiles of a list. The studio's own view is
//! not here.

mod actions;
mod away;
pub mod ld;
pub mod lists;
pub mod pages;
mod parts;
mod told;

pub use actions::contact_form;
pub use parts::{cloth, houses, shelf, showcase};

use super::facts::{Fact, Group};
use super::rules::{Kind, Shown};
use crate::ids::{ProductId, RegionId, ShopId};
use crate::money::Money;
use crate::ui::photo::Picture;
use crate::words::Lang;

/// A piece with everything its page tells. A draft never becomes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPiece {
    pub id: ProductId,
    pub code: String,
    pub shop: ShopId,
    pub kind: Kind,
    pub shown: Shown,
    pub name: String,
    /// What name, size and story are written in.
    pub language: Lang,
    pub price: Money,
    /// What is left for sale.
    pub stock: i64,
    /// Weeks until a piece made to order is ready.
    pub weeks: Option<i64>,
    pub size_note: String,
    pub weight_g: Option<i64>,
    pub story: String,
    pub facts: Vec<&'static Fact>,
    /// Who made it. Those who have left the shop stay named on what they made.
    pub makers: Vec<String>,
    pub photos: Vec<Picture>,
}

impl PublicPiece {
    /// The facts of a group, in the order of the vocabulary.
    pub fn facts_of(&self, group: Group) -> impl Iterator<Item = &'static Fact> {
        group.facts().filter(|fact| self.facts.contains(fact))
    }

    /// True when it can be ordered on the page.
    pub fn for_sale(&self) -> bool {
        self.shown == Shown::ForSale
    }
}

/// A piece in a visitor's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    pub code: String,
    pub name: String,
    pub language: Lang,
    pub price: Money,
    pub shown: Shown,
    pub photo: Option<Picture>,
    /// The village it comes from.
    pub village: String,
}

/// A shop in a visitor's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    pub code: String,
    pub name: String,
    pub band: u8,
    pub village: String,
    pub makers: i64,
}

/// Whose pieces or shops a list is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All open regencies.
    Everywhere,
    Regency(RegionId),
    Village(RegionId),
    /// One shop's, without the piece that is looked at already.
    Shop {
        shop: ShopId,
        but: Option<ProductId>,
    },
}

/// A stretch of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub most: i64,
    pub after: i64,
}

impl Stretch {
    /// The first few.
    pub fn first(most: i64) -> Self {
        Self { most, after: 0 }
    }
}
