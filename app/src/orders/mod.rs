//! The room's types and its port: what a page may ask of the server about orders. An Order is one checkout;
//! its part per shop is a ShopOrder, and today there is one.

pub mod asked;
pub mod islands;
pub mod pages;
pub mod rules;

use serde::{Deserialize, Serialize};

use crate::codes::print::Drawn;
use crate::error::AppError;
use crate::ids::{OrderId, PlaceId, ProductId, ShopId, VisitorId};
use crate::money::Money;
use crate::payments::{Payment, Ways};
use crate::regions::Operator;
use crate::time::Zone;
use crate::words::Lang;
use rules::pickup::{Place, Window};
use rules::plan::Standing;
use rules::{How, State};

/// What an order shows of a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    pub id: ShopId,
    pub name: String,
    /// The shop's code, for links; empty while it has none.
    pub code: String,
    pub band: u8,
    pub village: String,
    /// The language the shop's own words are written in.
    pub lang: Lang,
    /// Who answers at this shop: the owner's name.
    pub owner: String,
    /// The number, only when its owner said it may be public. E.164.
    pub whatsapp: Option<String>,
    pub regency: String,
    pub regency_name: String,
    pub regency_slug: String,
    pub zone: Zone,
    pub operator: Operator,
}

/// A piece on the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub id: ProductId,
    pub shop: ShopId,
    pub code: String,
    pub kind: Kind,
    pub published: bool,
    pub name: String,
    pub lang: Lang,
    pub price: Money,
    /// What is left for sale.
    pub left: i64,
    pub version: i64,
    pub size_note: String,
    pub weight_g: Option<i64>,
    /// Fact codes, in order.
    pub facts: Vec<String>,
    pub makers: Vec<String>,
    /// The public key of the main photo.
    pub photo: Option<String>,
}

/// How many there are of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Unique,
    Stocked,
    MadeToOrder,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Unique, Self::Stocked, Self::MadeToOrder];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unique => "unique",
            Self::Stocked => "stocked",
            Self::MadeToOrder => "made_to_order",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Another piece of the same maker, for those who came too late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    pub code: String,
    pub name: String,
    pub lang: Lang,
    pub price: Money,
    pub photo: Option<String>,
}

/// Everything the checkout page needs.
#[derive(Clone, Debug)]
pub struct Checkout {
    pub piece: Piece,
    pub shop: Counter,
    pub ways: Ways,
    pub places: Vec<Place>,
    pub windows: Vec<Window>,
    /// The token of this visitor's open order for the piece.
    pub open_order: Option<String>,
}

/// How a buyer can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContactKind {
    Whatsapp,
    Email,
    Phone,
}

impl ContactKind {
    pub const ALL: [Self; 3] = [Self::Whatsapp, Self::Email, Self::Phone];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A buyer's contact. Pages for buyers show it masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub kind: ContactKind,
    pub text: String,
}

/// Where an order came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By a printed code.
    Scan,
    Web,
    /// A sale the artisan records herself; nothing records one yet.
    Stall,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Scan, Self::Web, Self::Stall];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Web => "web",
            Self::Stall => "stall",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text)
    }
}

/// Who ended an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndedBy {
    Buyer,
    Shop,
    Time,
}

impl EndedBy {
    pub const ALL: [Self; 3] = [Self::Buyer, Self::Shop, Self::Time];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Shop => "shop",
            Self::Time => "time",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == text)
    }
}

/// What was ordered, frozen at the moment of ordering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub product: ProductId,
    pub code: String,
    pub quantity: i64,
    pub unit: Money,
    pub name: String,
    pub lang: Lang,
    pub size_note: String,
    pub weight_g: Option<i64>,
    pub facts: Vec<String>,
    pub makers: Vec<String>,
    pub photo: Option<String>,
}

/// Where and when a kept piece is fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pickup {
    pub place: String,
    pub find: String,
    pub from: i64,
    pub until: i64,
}

/// An order with its one shop's part, its line and its newest payment.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub id: OrderId,
    /// The link's token, for the buyer's pages only.
    pub token: String,
    /// `H4M2-R7`
    pub code: String,
    pub shop: ShopId,
    pub channel: Channel,
    pub lang: Lang,
    pub buyer_name: String,
    pub contact: Option<Contact>,
    pub how: How,
    /// As stored; `seen` says what a reader is told.
    pub state: State,
    pub version: i64,
    pub held_until: Option<i64>,
    pub pickup: Option<Pickup>,
    pub total: Money,
    pub line: Line,
    pub payment: Payment,
    pub placed_at: i64,
    pub accepted_at: Option<i64>,
    pub ready_at: Option<i64>,
    pub handed_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub ended_by: Option<EndedBy>,
    /// One of `rules::REASONS`, or `not_arrived`, or empty.
    pub reason: String,
    /// The artisan's own words.
    pub reason_text: String,
    /// Set when "I have paid" came after the end and the piece was gone.
    pub late_claim_at: Option<i64>,
}

impl Sheet {
    /// What the rules ask about it.
    pub fn standing(&self) -> Standing {
        Standing {
            how: self.how,
            state: self.state,
            payment: self.payment.state,
            refusals: self.payment.refusals,
            held_until: self.held_until,
            ended_at: self.ended_at,
            pickup: self.pickup.as_ref().map(|pickup| pickup.until),
            accepted: self.accepted_at.is_some(),
        }
    }

    /// The state a reader is told at `now`.
    pub fn seen(&self, now: i64) -> State {
        self.standing().seen(now)
    }

    /// Changes whenever the page should look different: what the follow script compares.
    pub fn mark(&self, now: i64) -> String {
        format!("{}-{}", self.version, self.seen(now).as_str())
    }
}

/// A row of the artisan's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub code: String,
    pub name: String,
    pub lang: Lang,
    pub photo: Option<String>,
    pub quantity: i64,
    pub total: Money,
    pub how: How,
    /// What a reader is told.
    pub seen: State,
    pub payment: crate::payments::rules::State,
    pub refusals: i64,
    pub claimed_at: Option<i64>,
    pub held_until: Option<i64>,
    pub pickup_until: Option<i64>,
    pub late: bool,
    pub placed_at: i64,
    pub changed_at: i64,
}

/// Which orders a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Something is still to be done.
    Open,
    /// Over.
    Done,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    pub rows: Vec<Row>,
    pub paging: crate::ui::pager::Paging,
}

/// What the studio's home needs to notice that something is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Orders in which it is the artisan's turn.
    pub count: i64,
    /// Changes with every order that comes or moves.
    pub mark: String,
}

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Orders: Send + Sync {
    /// What is needed to order the piece of a code. `NotFound` for codes that are no published piece.
    async fn checkout(&self, code: &str, visitor: Option<&VisitorId>) -> Result<Checkout, AppError>;
    /// What the same shop still has for sale.
    async fn others(&self, shop: &ShopId, except: &ProductId) -> Result<Vec<Other>, AppError>;
    /// The order of a link.
    async fn by_token(&self, token: &str) -> Result<Sheet, AppError>;
    /// An order of this shop by its code; somebody else's is `NotFound`.
    async fn by_code(&self, shop: &ShopId, code: &str) -> Result<Sheet, AppError>;
    /// What an order shows of its shop.
    async fn counter(&self, shop: &ShopId) -> Result<Counter, AppError>;
    /// The shop's orders, page 1 first.
    async fn list(&self, shop: &ShopId, which: Which, page: i64) -> Result<Rows, AppError>;
    /// How many wait for the artisan.
    async fn waiting(&self, shop: &ShopId) -> Result<Waiting, AppError>;
    /// How the shop is paid, for choosing another way.
    async fn ways(&self, shop: &ShopId) -> Result<Ways, AppError>;
    /// The symbol of a QRIS code, to be drawn.
    fn symbol(&self, text: &str) -> Result<Drawn, AppError>;
}

/// The place of a window, for its name.
pub fn place_of<'a>(places: &'a [Place], id: &PlaceId) -> Option<&'a Place> {
    places.iter().find(|place| place.id == *id)
}

/// An order's code as people see it, `H4M2-R7`, from how it is stored, `H4M2R7`.
pub fn shown(stored: &str) -> String {
    crate::codes::rules::OrderCode::parse(stored).map_or_else(|_| stored.to_owned(), |code| code.to_string())
}
