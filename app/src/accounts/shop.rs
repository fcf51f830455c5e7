//! A shop as its artisan sees it: what it says of itself, who makes its pieces, where she can be met.
//! How it is paid is `payments`; what it sells is `catalogue`.

pub mod pages;
pub mod rules;

use crate::accounts::phone::Phone;
use crate::ids::{MakerId, PlaceId, RegionId, ShopId};
use crate::time::Zone;
use crate::words::Lang;

/// Who stands behind a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MakerKind {
    Person,
    Family,
    Group,
}

impl MakerKind {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Person, Self::Family, Self::Group];

    /// As it stands in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Family => "family",
            Self::Group => "group",
        }
    }

    /// Reads what the database or a form holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The key of its word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Person => "accounts-shop-kind-person",
            Self::Family => "accounts-shop-kind-family",
            Self::Group => "accounts-shop-kind-group",
        }
    }
}

/// The shop's own row, for the studio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopCard {
    pub id: ShopId,
    pub name: String,
    pub kind: MakerKind,
    pub village: RegionId,
    pub village_name: String,
    /// The village's island, or empty.
    pub island: String,
    pub regency: RegionId,
    /// The regency's time zone, in which hours are meant.
    pub zone: Zone,
    /// The language its texts are written in unless they say otherwise.
    pub language: Lang,
    pub story: String,
    pub portrait: Option<Portrait>,
    pub whatsapp: Option<Phone>,
    /// True while she has said yes to showing the number.
    pub whatsapp_public: bool,
    /// 0 before she has chosen, else 1 to 12.
    pub band: u8,
    /// It sends parcels.
    pub sends: bool,
    /// It brings pieces to where guests stay.
    pub delivers: bool,
    /// True once a piece was published: the page is open.
    pub open: bool,
    /// Grows with every change; forms carry it so that none overwrites another.
    pub version: i64,
}

/// A picture of a person, published with that person's consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portrait {
    /// The public media key.
    pub key: String,
    /// Who is in the picture.
    pub of: String,
    /// When the person said yes, UTC ms.
    pub since: i64,
}

/// Who makes pieces for the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    pub id: MakerId,
    pub name: String,
}

/// Hours on one weekday: 1 is Monday; minutes since midnight in the shop's zone, `to` up to 1440.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    pub weekday: i64,
    pub from: i64,
    pub to: i64,
}

/// Where a guest can meet her.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub id: PlaceId,
    pub name: String,
    pub how_to_find: String,
    /// In the order of the week.
    pub hours: Vec<Hours>,
}

/// A village to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageChoice {
    pub id: RegionId,
    pub name: String,
    pub district: String,
}

/// A band that another shop of the village uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BandUse {
    pub band: u8,
    /// Names of the neighbours' shops.
    pub shop: String,
}
