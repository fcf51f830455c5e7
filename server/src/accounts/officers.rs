//! Officers: made by an administrator with an e-mail address, let in by a link on which they set their
//! password, sent a new one when it is lost.

use app::accounts::{InvitationKind, OfficerSheet};
use app::backend::{Actor, Role};
use app::error::AppError;
use app::ids::AccountId;
use serde_json::json;

use super::invitations::{self, For};
use super::sql::invitations as links;
use super::sql::{enrol as sql, people};
use crate::audit::{self, By};
use crate::house::House;
use crate::http::keyed::{self, Key, Outcome};
use crate::regions;

/// A new officer.
#[derive(Clone, Debug)]
pub struct NewOfficer {
    pub name: String,
    /// In lower case.
    pub email: String,
    pub regency: String,
    pub language: String,
}

/// Makes the account and its link; gives the account's id.
///
/// # Errors
/// `Invalid` at `email` when somebody has it already, at `regency` when there is none of this id.
pub async fn create(house: &House, actor: &Actor, new: NewOfficer, key: Key) -> Result<String, AppError> {
    let (own, by) = (house.clone(), By::from(actor));
    let creator = actor.account.0.clone();
    let taken = people::by_email(house.store.read(), &new.email).await?.is_some();
    let outcome = keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            if taken {
                return Err(AppError::invalid("email", "accounts-email-taken"));
            }
            if !regions::is_regency(tx, &new.regency).await? {
                return Err(AppError::invalid("regency", "accounts-regency-choose"));
            }
            let id = tx.new_id();
            let account = people::NewAccount {
                id: id.clone(),
                role: Role::Officer.as_str(),
                name: new.name.clone(),
                email: Some(new.email),
                phone: None,
                language: new.language,
                regency: Some(new.regency.clone()),
                village: None,
                pin_hash: None,
                created_by: Some(creator),
            };
            people::insert(tx, account).await?;
            let detail = json!({"role": "officer", "regency": new.regency});
            audit::note(tx, &by, "account.created", ("account", &id), detail).await?;
            invitations::mint(tx, &own.keys, &by, password_link(&id, new.name, new.regency)).await?;
            Ok(Outcome::new("account", &id))
        })
    })
    .await?;
    Ok(outcome.id)
}

fn password_link(account: &str, name: String, regency: String) -> For {
    For {
        kind: InvitationKind::SetPassword,
        account: Some(account.to_owned()),
        regency: Some(regency),
        village: None,
        name,
        phone: None,
    }
}

/// A new link for an officer; an older one that is still open is revoked.
pub async fn new_link(house: &House, actor: &Actor, officer: &AccountId, key: Key) -> Result<(), AppError> {
    let person = people::by_id(house.store.read(), officer.as_str()).await?.ok_or(AppError::NotFound)?;
    if Role::parse(&person.role) != Some(Role::Officer) {
        return Err(AppError::NotFound);
    }
    let (own, by) = (house.clone(), By::from(actor));
    keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            let link = password_link(&person.id, person.name, person.regency_id.unwrap_or_default());
            let id = invitations::mint(tx, &own.keys, &by, link).await?;
            Ok(Outcome::new("invitation", &id))
        })
    })
    .await?;
    Ok(())
}

/// An officer with her open link.
pub async fn sheet(house: &House, id: &AccountId) -> Result<OfficerSheet, AppError> {
    let officer = sql::officer(house.store.read(), id.as_str()).await?.ok_or(AppError::NotFound)?;
    let open = links::open_password_link(house.store.read(), id.as_str(), house.clock.now()).await?;
    let (link, link_until) = match open {
        Some((link, stored, until)) => {
            (invitations::token(&house.keys, &link, &stored).map(|token| invitations::link(house, &token)), until)
        }
        None => (None, 0),
    };
    Ok(OfficerSheet { officer, link, link_until })
}
