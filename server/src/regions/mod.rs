//! Places: answers what pages ask about regencies and villages, and imports them.

pub mod admin;
pub mod admin_http;
pub mod command;
pub mod http;
pub mod import;
mod sql;

use app::error::AppError;
use app::ids::RegionId;
use app::regions::admin::{PlaceLine, PlaceSheet, RegencyLine, RegencySheet};
use app::regions::public::Village;
use app::regions::{Regency, RegencyCard, Regions};
use app::ui::pager::Paging;

use crate::house::House;
use crate::store::Tx;

/// Lines on a page of a list.
const PER_PAGE: i64 = 50;

/// True when there is a regency of this id.
pub async fn is_regency(tx: &mut Tx, id: &str) -> Result<bool, AppError> {
    sql::admin::is_regency(tx, id).await
}

#[async_trait::async_trait]
impl Regions for House {
    async fn open_regencies(&self) -> Result<Vec<RegencyCard>, AppError> {
        sql::open_regencies(self.store.read()).await
    }

    async fn regency(&self, slug: &str) -> Result<Regency, AppError> {
        sql::regency(self.store.read(), slug).await?.ok_or(AppError::NotFound)
    }

    async fn villages(&self, regency: &RegionId) -> Result<Vec<Village>, AppError> {
        sql::villages(self.store.read(), regency).await
    }

    async fn village(&self, regency: &Regency, slug: &str) -> Result<Village, AppError> {
        sql::village(self.store.read(), regency, slug).await?.ok_or(AppError::NotFound)
    }

    async fn all_regencies(&self, search: &str, page: i64) -> Result<(Vec<RegencyLine>, Paging), AppError> {
        let db = self.store.read();
        let search: String =
            search.trim().to_lowercase().chars().filter(|c| !matches!(c, '%' | '_')).take(60).collect();
        let paging = Paging::new(page, sql::admin::count(db, &search).await?, PER_PAGE);
        Ok((sql::admin::regencies(db, &search, PER_PAGE, paging.offset(PER_PAGE)).await?, paging))
    }

    async fn regency_sheet(&self, id: &RegionId) -> Result<RegencySheet, AppError> {
        sql::admin::sheet(self.store.read(), id.as_str()).await?.ok_or(AppError::NotFound)
    }

    async fn places_of(&self, regency: &RegionId, page: i64) -> Result<(Vec<PlaceLine>, Paging), AppError> {
        let db = self.store.read();
        let paging = Paging::new(page, sql::admin::count_places(db, regency.as_str()).await?, PER_PAGE);
        Ok((sql::admin::places(db, regency.as_str(), PER_PAGE, paging.offset(PER_PAGE)).await?, paging))
    }

    async fn place_sheet(&self, id: &RegionId) -> Result<PlaceSheet, AppError> {
        sql::admin::place(self.store.read(), id.as_str()).await?.ok_or(AppError::NotFound)
    }
}
