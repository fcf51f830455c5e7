//! People and shops: sign-in, devices, invitations, consents, and what a shop says of itself.

pub mod attempts;
pub mod command;
pub mod counter;
pub mod enrol;
pub mod hashing;
pub mod http;
pub mod invitations;
pub mod officers;
pub mod opening;
pub mod places;
pub mod public;
pub mod sessions;
pub mod shop;
mod signin;
mod sql;
pub mod visitors;

use app::accounts::phone::Phone;
use app::accounts::public::PublicShop;
use app::accounts::shop::{BandUse, Maker, Place, ShopCard, VillageChoice};
use app::accounts::{
    Accounts, Artisan, InvitationLine, InvitationSheet, InvitationState, KnownAccount, Officer, OfficerSheet, Stay,
};
use app::backend::Actor;
use app::error::AppError;
use app::ids::{AccountId, DeviceId, InvitationId, PlaceId, RegionId, SessionId, ShopId, VisitorId};
use app::ui::pager::Paging;
use app::words::Lang;
use serde_json::json;

pub use enrol::{ShopOf, new_shop};
pub use signin::{by_password, by_pin, check_pin};

use crate::audit::{self, By};
use crate::house::House;
use crate::keys::token_hash;
use crate::store::Tx;

/// Lines on a page of a list.
const PER_PAGE: i64 = 25;

/// Who a session token belongs to, and the language that person reads. None when it has ended.
pub async fn session_actor(house: &House, token: &str, now: i64) -> Result<Option<(Actor, Lang)>, AppError> {
    let found = sql::session_actor(house.store.read(), &token_hash(token), now).await?;
    Ok(found.map(|(actor, lang, seen)| {
        sessions::touch(house, actor.session.as_str(), seen, now);
        (actor, lang)
    }))
}

/// The remembered device of a token.
pub async fn device(house: &House, token: &str, now: i64) -> Result<Option<DeviceId>, AppError> {
    sql::device(house.store.read(), &token_hash(token), now).await
}

/// The visitor of a token.
pub async fn visitor(house: &House, token: &str, now: i64) -> Result<Option<VisitorId>, AppError> {
    sql::visitor(house.store.read(), &token_hash(token), now).await
}

/// The names on a device.
pub async fn known_on(house: &House, device: &DeviceId) -> Result<Vec<KnownAccount>, AppError> {
    sql::stays::known(house.store.read(), device.as_str()).await
}

/// True when the village lies in the regency.
pub async fn is_village_of(tx: &mut Tx, village: &str, regency: &str) -> Result<bool, AppError> {
    sql::enrol::is_village_of(tx, village, regency).await
}

/// Ends one of one's own stays.
///
/// # Errors
/// `NotFound` for somebody else's, or one that has ended.
pub async fn end_stay(house: &House, actor: &Actor, session: &SessionId) -> Result<(), AppError> {
    let (by, account, session) = (By::from(actor), actor.account.clone(), session.clone());
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !sql::stays::end_own(tx, account.as_str(), session.as_str()).await? {
                    return Err(AppError::NotFound);
                }
                audit::note(tx, &by, "session.ended", ("session", session.as_str()), json!({})).await
            })
        })
        .await
}

/// The language of one's own pages and messages.
pub async fn change_language(house: &House, actor: &Actor, lang: Lang) -> Result<(), AppError> {
    let (by, account) = (By::from(actor), actor.account.clone());
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                sql::people::set_language(tx, account.as_str(), lang).await?;
                let detail = json!({"language": lang.code()});
                audit::note(tx, &by, "account.language", ("account", account.as_str()), detail).await
            })
        })
        .await
}

/// True when anybody has an account.
pub async fn anybody(db: &sqlx::AnyPool) -> Result<bool, AppError> {
    sql::people::any(db).await
}

/// Removes what nobody needs any more; names and numbers of links that are long over go with it.
pub async fn prune(tx: &mut Tx) -> Result<(), AppError> {
    sql::prune::all(tx).await
}

#[async_trait::async_trait]
impl Accounts for House {
    async fn own_shop(&self, id: &ShopId) -> Result<ShopCard, AppError> {
        shop::card(self, id).await
    }

    async fn shop_villages(&self, regency: &RegionId) -> Result<Vec<VillageChoice>, AppError> {
        shop::villages(self, regency).await
    }

    async fn village_bands(&self, village: &RegionId, except: &ShopId) -> Result<Vec<BandUse>, AppError> {
        shop::band_uses(self, village, except).await
    }

    async fn shop_makers(&self, id: &ShopId) -> Result<Vec<Maker>, AppError> {
        shop::makers(self, id).await
    }

    async fn shop_places(&self, id: &ShopId) -> Result<Vec<Place>, AppError> {
        shop::places(self, id).await
    }

    async fn shop_place(&self, id: &ShopId, place: &PlaceId) -> Result<Place, AppError> {
        shop::place(self, id, place).await
    }

    async fn public_shop(&self, shop: &ShopId) -> Result<PublicShop, AppError> {
        public::shop(self, shop).await
    }

    async fn public_shop_by_code(&self, code: &str) -> Result<PublicShop, AppError> {
        public::shop_by_code(self, code).await
    }

    async fn public_number(&self, shop: &ShopId) -> Result<Phone, AppError> {
        public::number(self, shop).await
    }

    async fn stays(&self, account: &AccountId) -> Result<Vec<Stay>, AppError> {
        sql::stays::open_of(self.store.read(), account.as_str(), self.clock.now(), 50).await
    }

    async fn invitations(
        &self,
        regency: &RegionId,
        state: Option<InvitationState>,
        page: i64,
    ) -> Result<(Vec<InvitationLine>, Paging), AppError> {
        let (db, now) = (self.store.read(), self.clock.now());
        let count = sql::invited::count(db, regency.as_str(), state, now).await?;
        let paging = Paging::new(page, count, PER_PAGE);
        let skip = paging.offset(PER_PAGE);
        Ok((sql::invited::lines(db, regency.as_str(), state, now, PER_PAGE, skip).await?, paging))
    }

    async fn invitation(&self, regency: &RegionId, id: &InvitationId) -> Result<InvitationSheet, AppError> {
        invitations::sheet(self, regency, id).await
    }

    async fn artisans(&self, regency: &RegionId, search: &str, page: i64) -> Result<(Vec<Artisan>, Paging), AppError> {
        let (db, search) = (self.store.read(), plain(search));
        let count = sql::enrol::count_artisans(db, regency.as_str(), &search).await?;
        let paging = Paging::new(page, count, PER_PAGE);
        let skip = paging.offset(PER_PAGE);
        Ok((sql::enrol::artisans(db, regency.as_str(), &search, PER_PAGE, skip).await?, paging))
    }

    async fn officers(&self, page: i64) -> Result<(Vec<Officer>, Paging), AppError> {
        let db = self.store.read();
        let paging = Paging::new(page, sql::enrol::count_officers(db).await?, PER_PAGE);
        Ok((sql::enrol::officers(db, PER_PAGE, paging.offset(PER_PAGE)).await?, paging))
    }

    async fn officer(&self, id: &AccountId) -> Result<OfficerSheet, AppError> {
        officers::sheet(self, id).await
    }
}

/// A search as `like` takes it: lower case, and without the signs that mean something there.
fn plain(search: &str) -> String {
    search.trim().to_lowercase().chars().filter(|c| !matches!(c, '%' | '_' | '\\')).take(60).collect()
}
