//! The room's types and its port: what a page may ask of the server about orders. An Order is one checkout;
//! its part per shop is a ShopOrder.

pub mod asked;
pub mod cart;
pub mod enquiry;
mod kinds;
pub mod packing;
pub mod pages;
pub mod points;
pub mod refund;
pub mod rules;
mod sheet;
pub mod shipping;
pub mod trail;
mod worth;

pub use crate::catalogue::rules::Kind;
pub use kinds::{Aside, Channel, Contact, ContactKind, EndedBy, TOO_MANY, Unpaid};
pub use sheet::{GoesBack, Line, Lines, Pickup, Sheet, Status, Whole};

use crate::codes::print::Drawn;
use crate::error::{AppError, Message};
use crate::ids::{AccountId, OrderId, PlaceId, ProductId, RegionId, ShopId, VisitorId};
use crate::money::Money;
use crate::payments::Ways;
use crate::payments::rules::State as Pay;
use crate::regions::Operator;
use crate::time::Zone;
use crate::words::Lang;
use rules::holds::Times;
use rules::pickup::{Place, Window};

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
    /// It sends parcels.
    pub sends: bool,
    /// It brings pieces to where guests stay.
    pub delivers: bool,
    /// How long its region keeps pieces.
    pub times: Times,
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

impl Checkout {
    /// True when a price or a day has to be agreed on first.
    pub fn is_enquiry(&self, how: rules::How) -> bool {
        how.is_enquiry() || self.piece.kind == Kind::MadeToOrder
    }

    /// True when nobody can order it: nothing is left, or it was taken off the page.
    pub fn is_gone(&self) -> bool {
        !self.piece.published || (self.piece.left < 1 && self.piece.kind != Kind::MadeToOrder)
    }

    /// The ways in which it can be asked for and then fetched, brought or sent.
    pub fn enquiries(&self) -> Vec<rules::How> {
        use rules::How;
        [How::Keep, How::Deliver, How::Send].into_iter().filter(|how| self.why_not(*how).is_none()).collect()
    }

    /// Why it cannot be asked for in a way, in words for the buyer; None where it can.
    pub fn why_not(&self, how: rules::How) -> Option<Message> {
        if how.is_enquiry() || (how == rules::How::Keep && self.piece.kind == Kind::MadeToOrder) {
            let least = asked::enquiry::at_once(self.piece.kind, self.piece.price);
            asked::enquiry::why_not(&self.shop, &self.ways, least, how)
        } else {
            Some("orders-how-choose".into())
        }
    }
}

/// A shop's part in one parcel with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharer {
    /// The part's number.
    pub number: i64,
    pub shop: String,
    pub parcel: shipping::Parcel,
}

/// A line of another shop in the same parcel: what customs are told of it, and no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    pub shop: String,
    /// Without the pieces whose money went back.
    pub quantity: i64,
    pub unit: Money,
    pub size_note: String,
    pub weight_g: Option<i64>,
    pub facts: Vec<String>,
}

/// A parcel another shop of an order has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    pub id: String,
    pub shop: String,
    pub tracking: String,
    /// It has a picture.
    pub pictured: bool,
}

/// A row of the artisan's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub code: String,
    /// The buyer's name, or empty.
    pub buyer: String,
    pub name: String,
    pub lang: Lang,
    pub photo: Option<String>,
    pub quantity: i64,
    /// Lines besides this one.
    pub more: i64,
    pub total: Money,
    /// What goes back of it and is not there yet.
    pub goes_back: Money,
    /// What came back of it: of an order paid in part only that part.
    pub came_back: Money,
    pub status: Status,
    pub refusals: i64,
    pub claimed_at: Option<i64>,
    pub held_until: Option<i64>,
    pub pickup_until: Option<i64>,
    pub late: bool,
    pub placed_at: i64,
    pub changed_at: i64,
}

impl Row {
    /// What its word is about: what it comes to, what is still to go back, or what came back.
    pub fn amount(&self) -> Money {
        match self.status.payment {
            Pay::ToReturn => self.goes_back,
            Pay::Returned if self.came_back.minor > 0 => self.came_back,
            _ => self.total,
        }
    }
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Orders in which it is the artisan's turn.
    pub count: i64,
    /// News the reader has not seen.
    pub news: i64,
    /// Changes with every order that comes or moves.
    pub mark: String,
}

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Orders: Send + Sync {
    /// What is needed to order the piece of a code. `NotFound` for codes that are no piece, or one that is not on a page
    /// yet; one that was taken off the page is gone.
    async fn checkout(&self, code: &str, visitor: Option<&VisitorId>) -> Result<Checkout, AppError>;
    /// What a visitor means to order, as it is now; with a regency's slug only that basket.
    async fn cart(&self, visitor: Option<&VisitorId>, slug: Option<&str>) -> Result<cart::Cart, AppError>;
    /// What the same shop still has for sale.
    async fn others(&self, shop: &ShopId, except: &ProductId) -> Result<Vec<Other>, AppError>;
    /// What this visitor is to pay or cancel before there can be another order, newest first.
    async fn unpaid(&self, visitor: &VisitorId) -> Result<Vec<Unpaid>, AppError>;
    /// The order of a link.
    async fn by_token(&self, token: &str) -> Result<Whole, AppError>;
    /// What an order shows of its shops and how each is paid, in the order of its parts.
    async fn stalls(&self, order: &OrderId) -> Result<Vec<(Counter, Ways)>, AppError>;
    /// An order of this shop by its code; somebody else's is `NotFound`.
    async fn by_code(&self, shop: &ShopId, code: &str) -> Result<Sheet, AppError>;
    /// What happened to a part of an order, oldest first.
    async fn trail(&self, order: &OrderId, part: i64) -> Result<Vec<trail::Step>, AppError>;
    /// An order of this shop from which money is to be given back; somebody else's is `NotFound`.
    async fn refund_desk(&self, shop: &ShopId, code: &str) -> Result<refund::Desk, AppError>;
    /// An order of a regency by its code, without its buyer; None when there is none.
    async fn seen_by_office(&self, regency: &RegionId, code: &str) -> Result<Option<trail::Seen>, AppError>;
    /// What an order shows of its shop.
    async fn counter(&self, shop: &ShopId) -> Result<Counter, AppError>;
    /// The shop's orders, page 1 first.
    async fn list(&self, shop: &ShopId, which: Which, page: i64) -> Result<Rows, AppError>;
    /// The shop's open orders that come first, without counting the others.
    async fn first_open(&self, shop: &ShopId, most: i64) -> Result<Vec<Row>, AppError>;
    /// What waits to be handed over or sent, of these days, page 1 first.
    async fn packing(
        &self,
        shop: &ShopId,
        zone: Zone,
        days: packing::Days,
        page: i64,
    ) -> Result<packing::Waits, AppError>;
    /// The code of the order that holds a piece of this shop; the oldest of several.
    async fn holding(&self, shop: &ShopId, product: &ProductId) -> Result<Option<String>, AppError>;
    /// How many of a piece are held by orders whose time ran out: they count as released, whether or not a job has
    /// written it down.
    async fn overdue(&self, product: &ProductId) -> Result<i64, AppError>;
    /// How many wait for the artisan.
    async fn waiting(&self, shop: &ShopId, reader: &AccountId) -> Result<Waiting, AppError>;
    /// How the shop is paid, for choosing another way.
    async fn ways(&self, shop: &ShopId) -> Result<Ways, AppError>;
    /// What sending costs from a regency; an empty table where nobody has entered anything.
    async fn sending_table(&self, regency: &RegionId) -> Result<shipping::Table, AppError>;
    /// The shops that send in one parcel with this part, itself among them, in the order of their parts.
    async fn sharers(&self, sheet: &Sheet) -> Result<Vec<Sharer>, AppError>;
    /// What other shops have in the same parcel as this part.
    async fn beside(&self, sheet: &Sheet) -> Result<Vec<Beside>, AppError>;
    /// Parcels other shops of the same order have sent.
    async fn parcels(&self, sheet: &Sheet) -> Result<Vec<Together>, AppError>;
    /// The pickup points of a regency, the open ones first, and which of them a shop uses.
    async fn points(&self, regency: &RegionId, shop: Option<&ShopId>) -> Result<Vec<points::Point>, AppError>;
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
