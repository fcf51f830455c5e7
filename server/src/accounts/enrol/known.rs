//! Links of somebody who has an account already: another device with her own PIN, or a password.

use app::accounts::InvitationState;
use app::accounts::rules::LINK_TRIES;
use app::backend::Role;
use app::error::AppError;
use app::ids::AccountId;
use secrecy::SecretString;
use serde_json::json;

use super::super::attempts;
use super::super::sessions::{self, Browser, Opened};
use super::super::sql::invitations as links;
use super::super::sql::people;
use super::{Link, Sent, again, became, or_again, settle};
use crate::audit::{self, By};
use crate::house::House;
use crate::http::keyed::Key;

/// Lets an account onto this browser, when the PIN is right. A wrong one is counted on the link, which the
/// fifth uses up, and on the account: whoever makes links guesses no faster for it.
pub async fn fresh_device(
    house: &House,
    link: Link,
    pin: SecretString,
    key: Key,
    browser: Browser,
) -> Result<Opened, AppError> {
    let sent = Sent { link, role: Role::Artisan, secret: pin, key, browser };
    let first = try_device(house, &sent).await;
    or_again(house, first, sent).await
}

async fn try_device(house: &House, sent: &Sent) -> Result<Opened, AppError> {
    let Sent { link, secret: pin, key, browser, .. } = sent;
    let account = link.account_id.clone().ok_or(AppError::NotFound)?;
    if became(house, key).await?.is_some() {
        return again(house, link, &account, Role::Artisan, pin, browser.clone()).await;
    }
    if link.state(house.clock.now()) != InvitationState::Open {
        return Err(AppError::conflict("accounts-link-over"));
    }
    // Counted before the PIN is looked at, so that guesses at once are no more than one after another.
    let subject = attempts::of_links(house, &account);
    attempts::begin(house, subject.clone()).await?;
    let id = link.id.clone();
    let tries =
        house.store.write(move |tx| Box::pin(async move { links::count_wrong(tx, &id, LINK_TRIES + 1).await })).await?;
    let Some(tries) = tries else {
        return Err(AppError::conflict("accounts-link-over"));
    };
    let person = people::by_id(house.store.read(), &account).await?;
    let stored = person.and_then(|person| person.pin_hash);
    let looked =
        if tries > LINK_TRIES { Ok(false) } else { attempts::matches(house, &subject, pin, stored.as_deref()).await };
    if looked.is_err() {
        let id = link.id.clone();
        house.store.write(move |tx| Box::pin(async move { links::take_back_wrong(tx, &id).await })).await?;
    }
    let (right, link) = (looked?, link.clone());
    if right {
        let_in(house, link, account, key.clone(), browser.clone()).await
    } else {
        turn_away(house, link, tries).await
    }
}

async fn let_in(house: &House, link: Link, account: String, key: Key, browser: Browser) -> Result<Opened, AppError> {
    let subject = attempts::of_links(house, &account);
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let account = AccountId(account);
                settle(tx, &link, &account, &key).await?;
                attempts::forgive(tx, &subject).await?;
                let by = By::Account(Role::Artisan, account.clone());
                audit::note(tx, &by, "device.added", ("invitation", &link.id), json!({})).await?;
                sessions::open(tx, account.as_str(), Role::Artisan, &browser).await
            })
        })
        .await
}

async fn turn_away(house: &House, link: Link, tries: i64) -> Result<Opened, AppError> {
    if tries < LINK_TRIES {
        let left = LINK_TRIES - tries;
        let message = app::error::Message::new("accounts-pin-wrong-left").with("left", left);
        return Err(AppError::invalid("pin", message));
    }
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                if links::use_up(tx, &link.id).await? {
                    let detail = json!({"why": "wrong PINs"});
                    audit::note(tx, &By::System, "invitation.spent", ("invitation", &link.id), detail).await?;
                }
                Ok(())
            })
        })
        .await?;
    Err(AppError::conflict("accounts-link-spent"))
}

/// Sets the password of an officer or an administrator; every other stay of hers ends, and nothing that was
/// guessed before makes her wait.
pub async fn set_password(
    house: &House,
    link: Link,
    password: SecretString,
    key: Key,
    browser: Browser,
) -> Result<(Opened, Role), AppError> {
    let account = link.account_id.clone().ok_or(AppError::NotFound)?;
    let role = link.account_role.as_deref().and_then(Role::parse).ok_or(AppError::NotFound)?;
    if role == Role::Artisan {
        return Err(AppError::NotFound);
    }
    if became(house, &key).await?.is_some() {
        return Ok((again(house, &link, &account, role, &password, browser).await?, role));
    }
    let hash = house.hashing.hash(&house.keys, &password).await?;
    let email = link.account_email.clone().unwrap_or_default();
    let subjects = ["", browser.device_id()].map(|device| attempts::of_password(house, &email, device));
    let sent = Sent { link: link.clone(), role, secret: password, key: key.clone(), browser: browser.clone() };
    let first = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let account = AccountId(account);
                settle(tx, &link, &account, &key).await?;
                people::set_password(tx, account.as_str(), &hash).await?;
                for subject in &subjects {
                    attempts::forgive(tx, subject).await?;
                }
                sessions::end_all(tx, account.as_str()).await?;
                let by = By::Account(role, account.clone());
                audit::note(tx, &by, "password.set", ("account", account.as_str()), json!({"invitation": link.id}))
                    .await?;
                sessions::open(tx, account.as_str(), role, &browser).await
            })
        })
        .await;
    Ok((or_again(house, first, sent).await?, role))
}
