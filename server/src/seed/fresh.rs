//! What every start of the demo makes new: an invitation, a fresh-device link for the demo weaver, and
//! tomorrow as the day her accepted order is fetched.

use app::accounts::InvitationKind;
use app::error::AppError;
use app::ids::RegionId;
use app::time::{self, DAY_MS};
use serde::Deserialize;

use super::secrets::{self, Secrets};
use super::world::ZONE;
use super::{history, sql};
use crate::accounts::invitations::{self, For};
use crate::audit::By;
use crate::house::House;
use crate::store::Tx;

/// The village the fresh invitation is for, and nobody's name and number.
const GUEST: (&str, &str, &str) = ("74.07.05.2022", "Wa Tamu Contoh", "+6281200000999");

/// What the demo mark remembers.
#[derive(Clone, Debug, Deserialize)]
pub struct Mark {
    pub weaver: String,
    /// The shop's part of the accepted order.
    pub accepted: Option<String>,
}

/// Links and logins of this start.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Opens enrolment.
    pub invitation: String,
    /// Opens the demo weaver's account with the PIN.
    pub fresh_device: String,
    pub weaver: String,
    pub shop: String,
    /// A published piece of hers.
    pub product_code: String,
    pub product_name: String,
    pub secrets: Secrets,
}

/// Makes the links and moves the pickup. Call it before the jobs run, so that no hold ends first.
///
/// # Errors
/// `NotFound` when this is no demo database.
pub async fn make(house: &House) -> Result<Fresh, AppError> {
    let mark = sql::mark(house.store.read(), "demo").await?.ok_or(AppError::NotFound)?;
    let mark: Mark = serde_json::from_str(&mark).map_err(|_| AppError::Internal)?;
    let secrets = secrets::of(house).await?;
    let weaver = sql::weaver(house.store.read(), &mark.weaver).await?.ok_or(AppError::NotFound)?;
    let product = sql::a_product(house.store.read(), &weaver.shop).await?.unwrap_or_default();
    let (keys, account) = (house.clone(), mark.weaver.clone());
    let (invitation, device) = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                if let Some(part) = mark.accepted {
                    fetched_tomorrow(tx, &part).await?;
                }
                links(tx, &keys, &account).await
            })
        })
        .await?;
    Ok(Fresh {
        invitation: whole(house, &invitation),
        fresh_device: whole(house, &device),
        weaver: weaver.name,
        shop: weaver.shop_name,
        product_code: product.0,
        product_name: product.1,
        secrets,
    })
}

/// Two tokens; the links of earlier starts end.
async fn links(tx: &mut Tx, house: &House, weaver: &str) -> Result<(String, String), AppError> {
    sql::end_earlier_invitations(tx, GUEST.1).await?;
    let regions = sql::region_ids(tx).await?;
    let regency = regions.get("74.07").cloned().ok_or(AppError::NotFound)?;
    let guest = For {
        kind: InvitationKind::Enrol,
        account: None,
        regency: Some(regency.clone()),
        village: regions.get(GUEST.0).cloned(),
        name: GUEST.1.to_owned(),
        phone: Some(GUEST.2.to_owned()),
    };
    let invitation = invitations::mint(tx, &house.keys, &By::System, guest).await?;
    let device = invitations::fresh_device(tx, &house.keys, &By::System, &RegionId(regency), weaver).await?;
    Ok((token(tx, house, &invitation).await?, token(tx, house, &device).await?))
}

async fn token(tx: &mut Tx, house: &House, id: &str) -> Result<String, AppError> {
    let stored = sql::token_hash(tx, id).await?;
    invitations::token(&house.keys, id, &stored).ok_or(AppError::Internal)
}

fn whole(house: &House, token: &str) -> String {
    invitations::link(house, token)
}

/// The accepted order is fetched tomorrow, in the first window of its place that day.
async fn fetched_tomorrow(tx: &mut Tx, part: &str) -> Result<(), AppError> {
    let tomorrow = time::start_of_day(time::day_of(tx.now, ZONE), ZONE) + DAY_MS;
    sql::accept_again(tx, part).await?;
    let hours = sql::hours_of_place(tx, part).await?;
    let (from, until) = history::window(&hours, tomorrow);
    sql::move_pickup(tx, part, from, until, until + DAY_MS).await
}
