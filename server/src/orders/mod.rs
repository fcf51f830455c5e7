//! Orders: may this actor, one transaction, its statements, what follows. An order's end decides about its
//! pieces and its money, so this room calls `catalogue::stock` and `payments` with its own transaction;
//! neither of them looks back.
//!
//! Cannot be undone: handing over, declining and cancelling. A hold whose time ran out can be claimed again.

pub mod card;
mod cart;
pub mod http;
pub mod letters;
pub mod moves;
pub mod place;
pub mod points;
pub mod refund;
pub mod shipping;
mod sql;
pub mod stall;
mod sweep;
pub mod token;
mod trail;

use app::codes::print::Drawn;
use app::codes::rules::OrderCode;
use app::error::AppError;
use app::ids::{AccountId, OrderId, ProductId, RegionId, ShopId, VisitorId};
use app::orders::cart::Cart;
use app::orders::packing::{Days, Waits};
use app::orders::rules::{holds, pickup};
use app::orders::trail::{Seen, Step};
use app::orders::{
    Beside, Checkout, Counter, Kind as Made, Orders, Other, Row, Rows, Sharer, Sheet, Together, Unpaid, Waiting, Which,
    Whole, shown,
};
use app::payments::Ways;
use app::time::Zone;
use app::ui::pager::Paging;
use app::words::Lang;
use sqlx::AnyPool;

pub use sweep::{forget_contacts, release_holds, release_holds_of};

use crate::accounts::{counter, places};
use crate::catalogue::stock;
use crate::codes::symbol::Symbol;
use crate::house::House;
use crate::payments;
use crate::store::{DbResult as _, Tx};

/// Orders on one page of a list.
const PAGE: i64 = 20;
/// Orders on one page of the packing list.
const PACKED: i64 = 60;
/// Other pieces shown to those who came too late.
const MOST_OTHERS: i64 = 4;

/// The private keys of parcels' pictures that are still named, for the sweep of files.
pub async fn parcel_pictures(db: &AnyPool) -> Result<Vec<String>, AppError> {
    sql::enquiry::pictures(db).await
}

/// Forgets whose turn it was at a checkout long ago, and carts of visitors whose time is over.
pub async fn prune(tx: &mut Tx) -> Result<(), AppError> {
    sql::forget_carts(tx).await?;
    sql::forget_turns(tx).await
}

#[async_trait::async_trait]
impl Orders for House {
    async fn checkout(&self, code: &str, visitor: Option<&VisitorId>) -> Result<Checkout, AppError> {
        let db = self.store.read();
        let mut piece = stock::piece(db, code).await?.ok_or(AppError::NotFound)?;
        let shop = counter::of_shop(db, &piece.shop).await?;
        let now = self.clock.now();
        let overdue = self.overdue(&piece.id).await?;
        if piece.left + overdue < 1 {
            // The job may have put back this moment what was overdue: looked at once more, nobody is sent away.
            piece = stock::piece(db, code).await?.unwrap_or(piece);
        }
        piece.left += overdue;
        // Where nothing is left nobody pays or fetches anything.
        let (ways, places) = if piece.published && (piece.left > 0 || piece.kind == Made::MadeToOrder) {
            (payments::ways::of_shop(self, &piece.shop).await?, places::of_shop(db, &piece.shop).await?)
        } else {
            (Ways::default(), Vec::new())
        };
        let windows = pickup::windows(&places, shop.zone, now);
        let open_order = match visitor {
            Some(visitor) => sql::open_order(db, visitor, &piece.id, now).await?,
            None => None,
        };
        let open_order = open_order.map(|id| token::mint(&self.keys, &OrderId(id)));
        Ok(Checkout { piece, shop, ways, places, windows, open_order })
    }

    async fn cart(&self, visitor: Option<&VisitorId>, slug: Option<&str>) -> Result<Cart, AppError> {
        match visitor {
            Some(visitor) => cart::of(self, visitor, slug).await,
            None => Ok(Cart::default()),
        }
    }

    async fn others(&self, shop: &ShopId, except: &ProductId) -> Result<Vec<Other>, AppError> {
        stock::others(self.store.read(), shop, except, MOST_OTHERS).await
    }

    async fn unpaid(&self, visitor: &VisitorId) -> Result<Vec<Unpaid>, AppError> {
        let db = self.store.read();
        let found = sql::unpaid_of(db, visitor, self.clock.now(), holds::MOST_UNPAID).await?;
        let unpaid = found.into_iter().map(|(id, code, name, language)| Unpaid {
            token: token::mint(&self.keys, &OrderId(id)),
            code: shown(&code),
            name,
            lang: Lang::parse(&language).unwrap_or(Lang::En),
        });
        Ok(unpaid.collect())
    }

    async fn by_token(&self, token: &str) -> Result<Whole, AppError> {
        let id = token::read(&self.keys, token).ok_or(AppError::NotFound)?;
        let mut db = self.store.read().acquire().await.db()?;
        let found = sql::by_id(&mut db, id.as_str()).await?;
        let parts: Vec<Sheet> =
            found.into_iter().map(|found| Sheet { token: token.to_owned(), ..found.sheet }).collect();
        if parts.is_empty() { Err(AppError::NotFound) } else { Ok(Whole { parts }) }
    }

    async fn stalls(&self, order: &OrderId) -> Result<Vec<(Counter, Ways)>, AppError> {
        let db = self.store.read();
        let shops = sql::shops_of(db, order).await?;
        let counters = counter::of_shops(db, &shops).await?;
        let ways = payments::of_shops(self, &shops).await?;
        Ok(counters.into_iter().zip(ways).collect())
    }

    async fn by_code(&self, shop: &ShopId, code: &str) -> Result<Sheet, AppError> {
        let code = OrderCode::parse(code).map_err(|_| AppError::NotFound)?;
        let mut db = self.store.read().acquire().await.db()?;
        let found = sql::by_code(&mut db, shop, code.as_str()).await?.ok_or(AppError::NotFound)?;
        Ok(found.sheet)
    }

    async fn trail(&self, order: &OrderId, part: i64) -> Result<Vec<Step>, AppError> {
        trail::of(self.store.read(), order.as_str(), Some(part)).await
    }

    async fn refund_desk(&self, shop: &ShopId, code: &str) -> Result<app::orders::refund::Desk, AppError> {
        refund::desk(self, shop, code).await
    }

    async fn seen_by_office(&self, regency: &RegionId, code: &str) -> Result<Option<Seen>, AppError> {
        trail::seen_by_office(self, regency, code).await
    }

    async fn counter(&self, shop: &ShopId) -> Result<Counter, AppError> {
        counter::of_shop(self.store.read(), shop).await
    }

    async fn list(&self, shop: &ShopId, which: Which, page: i64) -> Result<Rows, AppError> {
        let (db, now) = (self.store.read(), self.clock.now());
        let (open, all) = sql::counts(db, shop, now).await?;
        let items = match which {
            Which::Open => open,
            Which::Done => all - open,
        };
        let paging = Paging::new(page, items, PAGE);
        let rows = sql::list(db, shop, which, now, paging.offset(PAGE), PAGE).await?;
        Ok(Rows { rows, paging })
    }

    async fn first_open(&self, shop: &ShopId, most: i64) -> Result<Vec<Row>, AppError> {
        sql::list(self.store.read(), shop, Which::Open, self.clock.now(), 0, most).await
    }

    async fn packing(&self, shop: &ShopId, zone: Zone, days: Days, page: i64) -> Result<Waits, AppError> {
        let (db, now) = (self.store.read(), self.clock.now());
        let there = sql::packing::days(db, shop, zone, now).await?;
        let items = there.iter().filter(|(day, _)| days == Days::All || *day == days).map(|(_, count)| count).sum();
        let paging = Paging::new(page, items, PACKED);
        let parts = sql::packing::parts(db, shop, (zone, now), days, (paging.offset(PACKED), PACKED)).await?;
        Ok(Waits { parts, days: there.into_iter().map(|(day, _)| day).collect(), paging })
    }

    async fn holding(&self, shop: &ShopId, product: &ProductId) -> Result<Option<String>, AppError> {
        Ok(sql::holding(self.store.read(), shop, product).await?.map(|code| shown(&code)))
    }

    async fn overdue(&self, product: &ProductId) -> Result<i64, AppError> {
        let of = std::slice::from_ref(product);
        let mut overdue = sql::overdue_quantities(self.store.read(), of, self.clock.now()).await?;
        Ok(overdue.remove(product).unwrap_or_default())
    }

    async fn waiting(&self, shop: &ShopId, reader: &AccountId) -> Result<Waiting, AppError> {
        let (open, count, changed, news) = sql::waiting(self.store.read(), shop, reader, self.clock.now()).await?;
        Ok(Waiting { count, news, mark: format!("{open}-{count}-{changed}-{news}") })
    }

    async fn ways(&self, shop: &ShopId) -> Result<Ways, AppError> {
        payments::ways::of_shop(self, shop).await
    }

    async fn sending_table(&self, regency: &RegionId) -> Result<app::orders::shipping::Table, AppError> {
        shipping::table_of(self.store.read(), regency).await
    }

    async fn sharers(&self, sheet: &Sheet) -> Result<Vec<Sharer>, AppError> {
        sql::sharing::sharers(self.store.read(), sheet).await
    }

    async fn beside(&self, sheet: &Sheet) -> Result<Vec<Beside>, AppError> {
        sql::sharing::beside(self.store.read(), sheet).await
    }

    async fn parcels(&self, sheet: &Sheet) -> Result<Vec<Together>, AppError> {
        sql::enquiry::parcels(self.store.read(), sheet).await
    }

    async fn points(
        &self,
        regency: &RegionId,
        shop: Option<&ShopId>,
    ) -> Result<Vec<app::orders::points::Point>, AppError> {
        points::of_regency(self.store.read(), regency, shop).await
    }

    fn symbol(&self, text: &str) -> Result<Drawn, AppError> {
        let symbol = Symbol::of_payload(text).map_err(|error| {
            tracing::error!(%error, "a symbol could not be made");
            AppError::Internal
        })?;
        Ok(Drawn { size: symbol.size(), path: symbol.svg_path() })
    }
}
