//! Signed-in stays and the devices they happen on: opening, listing, ending. One stay at a time in a
//! browser; its id is new at every sign-in, and the one of an old cookie ends.

use app::backend::Role;
use app::error::AppError;
use app::ids::DeviceId;
use app::time::{DAY_MS, HOUR_MS};
use axum::http::HeaderMap;
use serde_json::json;

use super::sql::stays as sql;
use crate::audit::{self, By};
use crate::clock;
use crate::house::House;
use crate::http::cookies;
use crate::keys::token_hash;
use crate::store::Tx;

/// How long a device is remembered after it was last used, in ms.
pub const DEVICE_MS: i64 = 180 * DAY_MS;
/// How stale a stay's last use may be before it is written again, in ms.
const TOUCH_MS: i64 = HOUR_MS;

/// How long a stay lasts, in ms.
pub const fn length(role: Role) -> i64 {
    match role {
        Role::Artisan => 30 * DAY_MS,
        Role::Officer | Role::Administrator => 12 * HOUR_MS,
    }
}

/// What a browser holds after signing in, as cookies.
#[derive(Clone, Debug)]
pub struct Opened {
    session: String,
    device: String,
    role: Role,
}

impl Opened {
    /// Puts the cookies on an answer.
    pub fn put(&self, headers: &mut HeaderMap, house: &House) {
        let secure = house.config.secure();
        cookies::set(headers, cookies::SESSION, &self.session, length(self.role) / 1000, secure);
        cookies::set(headers, cookies::DEVICE, &self.device, DEVICE_MS / 1000, secure);
    }
}

/// What the browser brought along.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    /// The token of an old session cookie.
    pub session: Option<String>,
    /// The token of the device cookie and the device it stands for, while it is remembered.
    pub device: Option<(String, DeviceId)>,
}

impl Browser {
    /// From a request's cookies; `device` is what the guard found.
    pub fn of(house: &House, headers: &HeaderMap, device: Option<DeviceId>) -> Self {
        let secure = house.config.secure();
        let token = cookies::read(headers, cookies::DEVICE, secure);
        Self { session: cookies::read(headers, cookies::SESSION, secure), device: token.zip(device) }
    }

    /// The remembered device's id, or empty.
    pub fn device_id(&self) -> &str {
        self.device.as_ref().map_or("", |(_, device)| device.as_str())
    }
}

/// Opens a stay. The device is remembered, a new one if the browser has none; the session of an old
/// cookie and all others of the device end. Only an artisan's stay hangs on its device and ends with it:
/// for the others it does no more than tell their own browser's wrong passwords from a stranger's.
pub async fn open(tx: &mut Tx, account: &str, role: Role, browser: &Browser) -> Result<Opened, AppError> {
    if let Some(old) = &browser.session {
        end_by_token(tx, old).await?;
    }
    let (device, device_id) = remembered(tx, account, browser).await?;
    let on = (role == Role::Artisan).then_some(device_id);
    let (id, token) = (tx.new_id(), clock::token());
    let until = tx.now + length(role);
    sql::insert_session(tx, &id, &token_hash(&token), account, on, until).await?;
    super::sql::people::seen(tx, account).await?;
    let by = By::Account(role, account.to_owned().into());
    audit::note(tx, &by, "session.opened", ("session", &id), json!({})).await?;
    Ok(Opened { session: token, device, role })
}

/// The browser's device, remembered for another 180 days, with this name on it.
async fn remembered(tx: &mut Tx, account: &str, browser: &Browser) -> Result<(String, String), AppError> {
    let until = tx.now + DEVICE_MS;
    let (token, device) = match &browser.device {
        Some((token, device)) => {
            sql::end_of_device(tx, device.as_str()).await?;
            sql::renew_device(tx, device.as_str(), until).await?;
            (token.clone(), device.0.clone())
        }
        None => {
            let (token, id) = (clock::token(), tx.new_id());
            sql::insert_device(tx, &id, &token_hash(&token), until).await?;
            (token, id)
        }
    };
    sql::remember(tx, &device, account).await?;
    Ok((token, device))
}

/// Ends the stay of a cookie, if it is still open.
pub async fn end_by_token(tx: &mut Tx, token: &str) -> Result<(), AppError> {
    let Some((session, account)) = sql::end_by_token(tx, &token_hash(token)).await? else {
        return Ok(());
    };
    audit::note(tx, &By::System, "session.ended", ("session", &session), json!({"account": account})).await
}

/// Forgets a device after too many wrong PINs, and ends its stays.
pub async fn forget_device(tx: &mut Tx, device: &DeviceId) -> Result<(), AppError> {
    sql::forget_device(tx, device.as_str()).await?;
    sql::end_of_device(tx, device.as_str()).await?;
    audit::note(tx, &By::System, "device.forgotten", ("device", device.as_str()), json!({"why": "wrong PINs"})).await
}

/// Ends every stay of an account: a password was set anew.
pub async fn end_all(tx: &mut Tx, account: &str) -> Result<(), AppError> {
    sql::end_of_account(tx, account).await
}

/// Writes down that a stay is in use, at most once an hour and without keeping the page waiting.
pub fn touch(house: &House, session: &str, seen: i64, now: i64) {
    if now - seen < TOUCH_MS {
        return;
    }
    let (house, session) = (house.clone(), session.to_owned());
    tokio::spawn(async move {
        let since = now - TOUCH_MS + 1;
        let done = house.store.write(move |tx| Box::pin(async move { sql::touch(tx, &session, since).await })).await;
        if let Err(error) = done {
            tracing::debug!(%error, "last use of a session was not written");
        }
    });
}
