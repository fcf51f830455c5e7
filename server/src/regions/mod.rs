//! Places: answers what pages ask about regencies and villages, and imports them.

pub mod http;
mod sql;

use app::error::AppError;
use app::ids::RegionId;
use app::regions::public::Village;
use app::regions::{Regency, RegencyCard, Regions};

use crate::house::House;

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
}
