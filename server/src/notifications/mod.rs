//! Messages to people: put into the outbox in the transaction of what they tell, sent by jobs, listed where they could
//! not be. What is said is `app::notifications`; each way of sending has a file of its own.
//!
//! A letter leaves at least once: a server that stops between sending one and writing that down sends it again, under
//! the same Message-ID, by which mail programs fold the two.

pub mod deliver;
pub mod email;
pub mod http;
pub mod letter_box;
mod office;
mod outbox;
mod sql;

use app::error::AppError;
use app::ids::{AccountId, RegionId, ShopId};
use app::notifications::{LetterBox, NewsPage, Notifications, StuckPage};
use app::ui::pager::Paging;

pub use office::{again, leave};
pub use outbox::{Placed, Told, after, placed, tell};
pub(crate) use sql::{is_new, read_by};

use crate::house::House;
use crate::store::Tx;

/// Lines on one page.
const PAGE: i64 = 20;
/// A message that has waited longer than this is shown to the office, in ms.
const LONG_MS: i64 = app::time::HOUR_MS;
/// How long what was told is kept: news, and that a letter left. In ms.
const KEPT_MS: i64 = 180 * app::time::DAY_MS;

#[async_trait::async_trait]
impl Notifications for House {
    async fn news(&self, shop: &ShopId, reader: &AccountId, page: i64) -> Result<NewsPage, AppError> {
        let db = self.store.read();
        let (items, unread) = sql::news_counts(db, shop, reader).await?;
        let paging = Paging::new(page, items, PAGE);
        let lines = sql::news(db, shop, reader, (paging.offset(PAGE), PAGE)).await?;
        Ok(NewsPage { lines, paging, unread })
    }

    async fn letter_box(&self, account: &AccountId) -> Result<LetterBox, AppError> {
        letter_box::of(self, account).await
    }

    async fn stuck(&self, regency: &RegionId, page: i64) -> Result<StuckPage, AppError> {
        let (db, before) = (self.store.read(), self.clock.now() - LONG_MS);
        let paging = Paging::new(page, sql::stuck_count(db, regency, before).await?, PAGE);
        let lines = sql::stuck(db, regency, before, (paging.offset(PAGE), PAGE)).await?;
        Ok(StuckPage { lines, paging })
    }

    async fn stuck_count(&self, regency: &RegionId) -> Result<i64, AppError> {
        sql::stuck_count(self.store.read(), regency, self.clock.now() - LONG_MS).await
    }
}

/// Says that somebody has read the news of her shop up to `until`.
pub async fn read(tx: &mut Tx, shop: &ShopId, reader: &AccountId, until: i64) -> Result<(), AppError> {
    sql::read(tx, shop, reader, until).await
}

/// The contact of an order is forgotten: its letters that wait are not sent any more. Gives the ids of all of them,
/// whose copies in the outbox folder go too.
pub async fn forget(tx: &mut Tx, order: &str) -> Result<Vec<String>, AppError> {
    sql::skip_waiting(tx, order).await?;
    sql::letters_of(tx, order).await
}

/// Forgets what was told half a year ago. What waits, and what could not be sent and nobody has looked at, stays.
/// Addresses whose code nobody typed go after a week.
pub async fn prune(tx: &mut Tx) -> Result<(), AppError> {
    let before = tx.now - KEPT_MS;
    sql::prune(tx, before).await?;
    letter_box::prune(tx).await
}
