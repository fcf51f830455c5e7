//! Orders: may this actor, one transaction, its statements, what follows. An order's end decides about its
//! pieces and its money, so this room calls `catalogue::stock` and `payments` with its own transaction;
//! neither of them looks back.
//!
//! Cannot be undone: handing over, declining and cancelling. A hold whose time ran out can be claimed again.

pub mod http;
mod mail;
pub mod moves;
pub mod place;
mod sql;
mod sweep;
pub mod token;

use app::codes::print::Drawn;
use app::codes::rules::OrderCode;
use app::error::AppError;
use app::ids::{OrderId, ProductId, ShopId, VisitorId};
use app::orders::rules::pickup;
use app::orders::{Checkout, Counter, Orders, Other, Piece, Row, Rows, Sheet, Waiting, Which};
use app::payments::Ways;
use app::ui::pager::Paging;

pub use mail::send_link;
pub use sweep::{forget_contacts, release_holds, release_holds_of};

use crate::accounts::{counter, places};
use crate::catalogue::stock;
use crate::codes::symbol::Symbol;
use crate::house::House;
use crate::payments;
use crate::store::Tx;

/// Orders on one page of a list.
const PAGE: i64 = 20;
/// Other pieces shown to those who came too late.
const MOST_OTHERS: i64 = 4;

/// Forgets whose turn it was at a checkout long ago.
pub async fn prune(tx: &mut Tx) -> Result<(), AppError> {
    sql::forget_turns(tx).await
}

#[async_trait::async_trait]
impl Orders for House {
    async fn checkout(&self, code: &str, visitor: Option<&VisitorId>) -> Result<Checkout, AppError> {
        let db = self.store.read();
        let piece = stock::piece(db, code).await?.filter(|piece| piece.published).ok_or(AppError::NotFound)?;
        let shop = counter::of_shop(db, &piece.shop).await?;
        let now = self.clock.now();
        let mut left = piece.left + self.overdue(&piece.id).await?;
        if left < 1 {
            // The job may have let go of holds between both looks.
            left = stock::piece(db, code).await?.map_or(0, |again| again.left);
        }
        let piece = Piece { left, ..piece };
        // Where nothing is left nobody pays or fetches anything.
        let (ways, places) = if left > 0 {
            (payments::ways(db, &piece.shop).await?, places::of_shop(db, &piece.shop).await?)
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

    async fn others(&self, shop: &ShopId, except: &ProductId) -> Result<Vec<Other>, AppError> {
        stock::others(self.store.read(), shop, except, MOST_OTHERS).await
    }

    async fn by_token(&self, token: &str) -> Result<Sheet, AppError> {
        let id = token::read(&self.keys, token).ok_or(AppError::NotFound)?;
        let found = sql::by_id(self.store.read(), id.as_str()).await?.ok_or(AppError::NotFound)?;
        Ok(Sheet { token: token.to_owned(), ..found.sheet })
    }

    async fn by_code(&self, shop: &ShopId, code: &str) -> Result<Sheet, AppError> {
        let code = OrderCode::parse(code).map_err(|_| AppError::NotFound)?;
        let found = sql::by_code(self.store.read(), shop, code.as_str()).await?.ok_or(AppError::NotFound)?;
        Ok(found.sheet)
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

    async fn holding(&self, shop: &ShopId, product: &ProductId) -> Result<Option<String>, AppError> {
        Ok(sql::holding(self.store.read(), shop, product).await?.map(|code| app::orders::shown(&code)))
    }

    async fn overdue(&self, product: &ProductId) -> Result<i64, AppError> {
        sql::overdue_quantity(self.store.read(), product, self.clock.now()).await
    }

    async fn waiting(&self, shop: &ShopId) -> Result<Waiting, AppError> {
        let (open, count, changed) = sql::waiting(self.store.read(), shop, self.clock.now()).await?;
        Ok(Waiting { count, mark: format!("{open}-{count}-{changed}") })
    }

    async fn ways(&self, shop: &ShopId) -> Result<Ways, AppError> {
        payments::ways(self.store.read(), shop).await
    }

    fn symbol(&self, text: &str) -> Result<Drawn, AppError> {
        let symbol = Symbol::of_payload(text).map_err(|error| {
            tracing::error!(%error, "a symbol could not be made");
            AppError::Internal
        })?;
        Ok(Drawn { size: symbol.size(), path: symbol.svg_path() })
    }
}
