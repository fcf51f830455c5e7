//! Signing in: a name of the remembered device and its PIN, or an e-mail address and its password.
//! Known and unknown ones get the same answer after the same work.

use app::backend::{Actor, Role};
use app::error::AppError;
use app::ids::DeviceId;
use secrecy::SecretString;

use super::attempts::{self, MOST};
use super::sessions::{self, Browser, Opened};
use super::sql::{people, stays};
use crate::house::House;

/// A PIN on a remembered device.
///
/// # Errors
/// `Invalid` at `pin` for a wrong one, `TooMany` while one must wait, and `Forbidden` with
/// `accounts-device-unknown` when the device is not remembered, or not any more.
pub async fn by_pin(house: &House, account: &str, pin: &SecretString, browser: Browser) -> Result<Opened, AppError> {
    let Some((_, device)) = browser.device.clone() else {
        return Err(AppError::forbidden("accounts-device-unknown"));
    };
    let subject = attempts::of_pin(house, account, device.as_str());
    let tries = attempts::begin(house, subject.clone()).await?;
    let known = stays::knows(house.store.read(), device.as_str(), account).await?;
    let person = people::by_id(house.store.read(), account).await?.filter(|_| known);
    let stored = person.as_ref().and_then(|person| person.pin_hash.as_deref());
    if !attempts::matches(house, &subject, pin, stored).await? {
        return Err(wrong_pin(house, &device, tries).await?);
    }
    let account = account.to_owned();
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                attempts::forgive(tx, &subject).await?;
                sessions::open(tx, &account, Role::Artisan, &browser).await
            })
        })
        .await
}

/// What a wrong PIN is answered with; the tenth makes the house forget the device.
async fn wrong_pin(house: &House, device: &DeviceId, tries: i64) -> Result<AppError, AppError> {
    if tries < MOST {
        return Ok(AppError::invalid("pin", "accounts-pin-wrong"));
    }
    let device = device.clone();
    house.store.write(move |tx| Box::pin(async move { sessions::forget_device(tx, &device).await })).await?;
    Ok(AppError::forbidden("accounts-device-forgotten"))
}

/// The PIN again, for money settings. The person is signed in already.
///
/// # Errors
/// `Invalid` at `pin` for a wrong one, `TooMany` while one must wait, `Unauthenticated` after the tenth
/// wrong one, which forgets the device and ends its stays.
pub async fn check_pin(
    house: &House,
    actor: &Actor,
    pin: &SecretString,
    device: Option<&DeviceId>,
) -> Result<(), AppError> {
    let on = device.map_or(actor.session.as_str(), DeviceId::as_str);
    let subject = attempts::of_pin(house, actor.account.as_str(), on);
    let tries = attempts::begin(house, subject.clone()).await?;
    let person = people::by_id(house.store.read(), actor.account.as_str()).await?;
    let stored = person.and_then(|person| person.pin_hash);
    if attempts::matches(house, &subject, pin, stored.as_deref()).await? {
        return house.store.write(move |tx| Box::pin(async move { attempts::forgive(tx, &subject).await })).await;
    }
    if tries < MOST {
        return Err(AppError::invalid("pin", "accounts-pin-wrong"));
    }
    let (device, account) = (device.cloned(), actor.account.clone());
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                match device {
                    Some(device) => sessions::forget_device(tx, &device).await,
                    None => sessions::end_all(tx, account.as_str()).await,
                }
            })
        })
        .await?;
    Err(AppError::Unauthenticated)
}

/// An e-mail address and its password; gives the role and the slug of an officer's regency.
///
/// # Errors
/// `Invalid` at `password` for a wrong pair, `TooMany` while one must wait.
pub async fn by_password(
    house: &House,
    email: &str,
    password: &SecretString,
    browser: Browser,
) -> Result<(Opened, Role, String), AppError> {
    let email = email.trim().to_lowercase();
    let person = people::by_email(house.store.read(), &email).await?;
    let account = person.as_ref().map_or("", |person| person.id.as_str());
    let device = browser.device_id();
    // A browser this person has signed in with counts for itself: strangers who guess from elsewhere, and
    // share one count, never make her wait.
    let own = stays::knows(house.store.read(), device, account).await?;
    let subject = attempts::of_password(house, &email, if own { device } else { "" });
    attempts::begin(house, subject.clone()).await?;
    let stored = person.as_ref().and_then(|person| person.password_hash.as_deref());
    let right = attempts::matches(house, &subject, password, stored).await?;
    let role = person.as_ref().and_then(|person| Role::parse(&person.role)).filter(|_| right);
    let (Some(person), Some(role)) = (person, role) else {
        return Err(AppError::invalid("password", "accounts-password-wrong"));
    };
    let account = person.id.clone();
    let opened = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                attempts::forgive(tx, &subject).await?;
                sessions::open(tx, &account, role, &browser).await
            })
        })
        .await?;
    Ok((opened, role, person.regency_slug.unwrap_or_default()))
}
