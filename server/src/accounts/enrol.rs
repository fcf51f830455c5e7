//! What a link becomes when its form is sent: an account with its shop, a name on another device, or a
//! password. Each is one transaction that uses the link up; a form sent twice gives the same answer.

mod known;

use app::accounts::rules;
use app::backend::Role;
use app::codes::Kind;
use app::error::AppError;
use app::form::Typed;
use app::ids::{AccountId, ShopId};
use app::words::Lang;
use secrecy::SecretString;
use serde_json::json;

pub use known::{fresh_device, set_password};

use super::attempts;
use super::sessions::{self, Browser, Opened};
use super::sql::enrol::{self as sql, NewShop};
use super::sql::invitations as links;
use super::sql::people::{self, NewAccount};
use crate::audit::consents::{self, Consent};
use crate::audit::{self, By};
use crate::house::House;
use crate::http::keyed::{Key, Outcome};
use crate::keys::token_hash;
use crate::store::Tx;
use crate::{codes, payments};

/// A link as its token found it.
pub type Link = links::Opened;

/// The link of a token, whatever its state; None for a token that never was.
pub async fn find(house: &House, token: &str) -> Result<Option<Link>, AppError> {
    links::by_token(house.store.read(), &token_hash(token)).await
}

/// What the form of a link needs to be sent with: its key is bound to the link, and secrets are no part
/// of what is remembered of a form.
pub fn key(house: &House, link: &Link, typed: &Typed) -> Result<Key, AppError> {
    let public = typed.pairs().filter(|(name, _)| !matches!(*name, "pin" | "password"));
    let public = Typed::from_pairs(public.map(|(name, value)| (name.to_owned(), value.to_owned())));
    Key::of(&house.keys, ("invite", &link.id), "", &public, house.clock.now())
}

/// What the artisan filled in.
#[derive(Clone, Debug)]
pub struct Enrolment {
    pub name: String,
    pub phone: Option<String>,
    pub village: String,
    pub language: Lang,
    /// What the form, and with it the words she agreed to, was written in.
    pub shown_in: Lang,
    pub pin: SecretString,
}

/// Makes the account, the consent, the device, the stay and the shop.
pub async fn enrol(house: &House, link: Link, form: Enrolment, key: Key, browser: Browser) -> Result<Opened, AppError> {
    if let Some(account) = became(house, &key).await? {
        return again(house, &link, &account, Role::Artisan, &form.pin, browser).await;
    }
    let pin_hash = house.hashing.hash(&house.keys, &form.pin).await?;
    let sent = Sent {
        link: link.clone(),
        role: Role::Artisan,
        secret: form.pin.clone(),
        key: key.clone(),
        browser: browser.clone(),
    };
    let first = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let account = AccountId(tx.new_id());
                settle(tx, &link, &account, &key).await?;
                join(tx, &link, &account, form, pin_hash).await?;
                sessions::open(tx, account.as_str(), Role::Artisan, &browser).await
            })
        })
        .await;
    or_again(house, first, sent).await
}

/// A form and who sent it: what lets her in once more when it was sent twice.
struct Sent {
    link: Link,
    role: Role,
    secret: SecretString,
    key: Key,
    browser: Browser,
}

/// A form sent twice at once: the slower one answers as the quicker one did.
async fn or_again(house: &House, first: Result<Opened, AppError>, sent: Sent) -> Result<Opened, AppError> {
    let Err(AppError::Conflict(why)) = first else {
        return first;
    };
    match became(house, &sent.key).await? {
        Some(account) => again(house, &sent.link, &account, sent.role, &sent.secret, sent.browser).await,
        None => Err(AppError::Conflict(why)),
    }
}

/// Uses the link and the form's key up for an account.
async fn settle(tx: &mut Tx, link: &Link, account: &AccountId, key: &Key) -> Result<(), AppError> {
    if !links::use_up(tx, &link.id).await? {
        return Err(AppError::conflict("accounts-link-over"));
    }
    key.use_up(tx, &Outcome::new("account", account.as_str())).await
}

async fn join(
    tx: &mut Tx,
    link: &Link,
    account: &AccountId,
    form: Enrolment,
    pin_hash: String,
) -> Result<(), AppError> {
    let regency = link.regency_id.clone().ok_or(AppError::Internal)?;
    if !sql::is_village_of(tx, &form.village, &regency).await? {
        return Err(AppError::invalid("village", "accounts-village-choose"));
    }
    let lang = form.language.code();
    let new = NewAccount {
        id: account.0.clone(),
        role: Role::Artisan.as_str(),
        name: form.name.clone(),
        email: None,
        phone: form.phone,
        language: lang.to_owned(),
        regency: Some(regency.clone()),
        village: Some(form.village.clone()),
        pin_hash: Some(pin_hash),
        created_by: link.created_by.clone(),
    };
    people::insert(tx, new).await?;
    links::became(tx, &link.id, account.as_str()).await?;
    let by = By::Account(Role::Artisan, account.clone());
    let detail = json!({"role": "artisan", "invitation": link.id, "village": form.village, "language": lang});
    audit::note(tx, &by, "account.enrolled", ("account", account.as_str()), detail).await?;
    let consent = consents::give(tx, account, Consent::Enrolment, "", form.shown_in).await?;
    let detail = json!({"kind": Consent::Enrolment.as_str(), "version": Consent::Enrolment.text_version()});
    audit::note(tx, &by, "consent.given", ("consent", &consent), detail).await?;
    let shop =
        ShopOf { account: account.clone(), regency, village: form.village, name: form.name, language: form.language };
    new_shop(tx, &by, shop).await?;
    Ok(())
}

/// Whose shop, where, and what it is called.
#[derive(Clone, Debug)]
pub struct ShopOf {
    pub account: AccountId,
    pub regency: String,
    pub village: String,
    /// Both the shop's name and its first maker's.
    pub name: String,
    pub language: Lang,
}

/// A shop with its owner, its first maker, the village's next free band, cash, and its printed code.
pub async fn new_shop(tx: &mut Tx, by: &By, of: ShopOf) -> Result<ShopId, AppError> {
    let band = rules::next_band(&sql::bands(tx, &of.village).await?);
    let shop = NewShop {
        id: tx.new_id(),
        regency: of.regency,
        village: of.village,
        name: of.name.clone(),
        language: of.language.code().to_owned(),
        band,
    };
    sql::insert_shop(tx, &shop).await?;
    sql::insert_owner(tx, &shop.id, of.account.as_str()).await?;
    let maker = sql::insert_maker(tx, &shop.id, &of.name).await?;
    let id = ShopId(shop.id);
    payments::start(tx, &id).await?;
    let code = codes::issue(tx, Kind::Shop, id.as_str()).await?;
    let detail = json!({"owner": of.account, "maker": maker, "band": band, "village": shop.village, "code": code});
    audit::note(tx, by, "shop.created", ("shop", id.as_str()), detail).await?;
    Ok(id)
}

/// The account a form already became, if it was sent before.
async fn became(house: &House, key: &Key) -> Result<Option<String>, AppError> {
    let key = key.clone();
    let outcome = house.store.write(move |tx| Box::pin(async move { key.used(tx).await })).await?;
    Ok(outcome.map(|outcome| outcome.id))
}

/// The same form sent again: the same answer, if the secret is the account's. Guesses are slowed.
async fn again(
    house: &House,
    link: &Link,
    account: &str,
    role: Role,
    secret: &SecretString,
    browser: Browser,
) -> Result<Opened, AppError> {
    let subject = format!("link:{}", link.id);
    attempts::begin(house, subject.clone()).await?;
    let person = people::by_id(house.store.read(), account).await?;
    let stored = person.and_then(|person| person.pin_hash.or(person.password_hash));
    if !attempts::matches(house, &subject, secret, stored.as_deref()).await? {
        return Err(AppError::conflict("accounts-link-over"));
    }
    let account = account.to_owned();
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                attempts::forgive(tx, &subject).await?;
                sessions::open(tx, &account, role, &browser).await
            })
        })
        .await
}
