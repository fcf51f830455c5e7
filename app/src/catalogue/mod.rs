//! The room's types and its port: what a page may ask of the server.

pub mod facts;
pub mod islands;
pub mod pages;
pub mod public;
pub mod rules;
pub mod tags;

use std::collections::HashMap;

use crate::accounts::shop::Maker;
use crate::error::AppError;
use crate::ids::{MakerId, PhotoId, ProductId, RegionId, ShopId};
use crate::money::Money;
use crate::regions::public::Tally;
use crate::words::Lang;

use facts::Fact;
use public::{House, PublicPiece, Scope, Stretch, Tile};
use rules::{Kind, Shown, State};
use tags::TagPiece;

/// A picture of a piece, in the order they are shown; the first is the main one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    pub id: PhotoId,
    /// Names the files only its shop sees.
    pub private_key: String,
    /// Names the files everybody sees, while there are any.
    pub public_key: Option<String>,
    /// Pixels of the upright master.
    pub width: i64,
    pub height: i64,
    /// Its average colour as `#rrggbb`.
    pub tint: String,
    /// True for the demo's pictures, which are drawn and say so.
    pub is_drawing: bool,
}

/// A piece as its own shop sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub id: ProductId,
    pub kind: Kind,
    pub state: State,
    pub name: String,
    /// What name, size and story are written in.
    pub language: Lang,
    pub price: Option<Money>,
    /// What is left for sale.
    pub stock: i64,
    /// What open orders have taken out of it.
    pub held: i64,
    pub weeks: Option<i64>,
    pub size_note: String,
    pub weight_g: Option<i64>,
    pub story: String,
    pub version: i64,
    pub facts: Vec<&'static Fact>,
    pub makers: Vec<MakerId>,
    pub photos: Vec<Photo>,
    /// The printed code, from the first publishing on.
    pub code: Option<String>,
}

impl Piece {
    /// A draft that nobody has written into yet.
    pub fn blank(id: ProductId, language: Lang) -> Self {
        Self {
            id,
            kind: Kind::Unique,
            state: State::Draft,
            name: String::new(),
            language,
            price: None,
            stock: 0,
            held: 0,
            weeks: None,
            size_note: String::new(),
            weight_g: None,
            story: String::new(),
            version: 1,
            facts: Vec::new(),
            makers: Vec::new(),
            photos: Vec::new(),
            code: None,
        }
    }

    /// What people are told of it.
    pub fn shown(&self) -> Shown {
        rules::shown(self.state, self.kind, self.stock, self.held)
    }
}

/// What a piece's form needs to know of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bench {
    /// What pieces are written in unless she says otherwise.
    pub language: Lang,
    pub makers: Vec<Maker>,
}

impl Bench {
    /// The makers' ids.
    pub fn maker_ids(&self) -> Vec<MakerId> {
        self.makers.iter().map(|maker| maker.id.clone()).collect()
    }
}

/// A piece in a list of the shop's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub id: ProductId,
    pub name: String,
    pub language: Lang,
    pub price: Option<Money>,
    pub kind: Kind,
    pub stock: i64,
    pub shown: Shown,
    /// The main photo.
    pub photo: Option<Photo>,
}

/// One page of the shop's own pieces, the latest changed first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    pub cards: Vec<Card>,
    pub total: i64,
}

/// How often a piece's tag was scanned, by people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanned {
    pub name: String,
    pub language: Lang,
    pub visits: i64,
}

/// Pieces on one page of the list.
pub const PAGE: i64 = 12;

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Catalogue: Send + Sync {
    /// The shop's pieces that have a code and are not archived, those for sale first; at most `limit` from `offset`.
    async fn tag_pieces(&self, shop: &ShopId, limit: i64, offset: i64) -> Result<Vec<TagPiece>, AppError>;
    /// How many of them there are.
    async fn tag_count(&self, shop: &ShopId) -> Result<i64, AppError>;
    /// The same of the given codes, in the same order; `NotFound` when one is not the shop's.
    async fn tag_pieces_of(&self, shop: &ShopId, codes: &[String]) -> Result<Vec<TagPiece>, AppError>;
    /// The piece of a printed code; drafts and unknown codes are not found.
    async fn public_piece(&self, code: &str) -> Result<PublicPiece, AppError>;
    /// A stretch of a visitor's list of pieces.
    async fn public_tiles(&self, scope: &Scope, stretch: Stretch) -> Result<Vec<Tile>, AppError>;
    /// How many pieces a shop's page lists.
    async fn public_count(&self, shop: &ShopId) -> Result<i64, AppError>;
    /// Shops of a place with something on their shelf, by name.
    async fn shopfronts(&self, scope: &Scope, stretch: Stretch) -> Result<Vec<House>, AppError>;
    /// What stands on shelves: by village within a regency, or by regency.
    async fn tallies(&self, regency: Option<&RegionId>) -> Result<HashMap<RegionId, Tally>, AppError>;
    /// An id for a draft that may come to be; nothing is written.
    fn new_draft(&self) -> ProductId;

    /// What the form of a piece needs to know of the shop.
    async fn bench(&self, shop: &ShopId) -> Result<Bench, AppError>;

    /// The shop's newest unfinished draft.
    async fn newest_draft(&self, shop: &ShopId) -> Result<Option<Piece>, AppError>;

    /// One of the shop's own pieces; another shop's does not exist.
    async fn own_piece(&self, shop: &ShopId, id: &ProductId) -> Result<Piece, AppError>;

    /// The price of the piece the shop published last.
    async fn last_price(&self, shop: &ShopId) -> Result<Option<Money>, AppError>;

    /// A page (from 1) of the shop's own pieces in one state, or in all but the archived.
    async fn own_pieces(&self, shop: &ShopId, state: Option<State>, page: i64) -> Result<Shelf, AppError>;

    /// The shop's pieces that were changed last, the archived ones left out.
    async fn latest_pieces(&self, shop: &ShopId, most: i64) -> Result<Vec<Card>, AppError>;

    /// The piece whose tag most people scanned since an instant (UTC ms); None when nobody did.
    async fn most_scanned(&self, shop: &ShopId, since: i64) -> Result<Option<Scanned>, AppError>;
}
