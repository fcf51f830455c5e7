//! `homoru admin create`: the first administrator, and a new link for one who lost her password.

use std::io::Read as _;

use app::accounts::InvitationKind;
use app::accounts::rules;
use app::backend::Role;
use app::error::{AppError, Message};
use secrecy::SecretString;
use serde_json::json;

use super::invitations::{self, For};
use super::sessions;
use super::sql::{invitations as links, people};
use crate::audit::{self, By};
use crate::house::House;
use crate::startup::StartError;
use crate::store::Tx;

/// Makes the administrator and prints her link, or sets her password from standard input.
pub async fn create_administrator(
    house: &House,
    email: &str,
    name: &str,
    password_stdin: bool,
) -> Result<(), StartError> {
    let refuse = |what: &str| StartError::Refused(what.to_owned());
    let email = rules::email(email).map_err(|_| refuse("the e-mail address reads like name@office.example"))?;
    let name = rules::name(name).map_err(|_| refuse("the name has 1 to 80 characters"))?;
    let found = people::by_email(house.store.read(), &email).await?;
    if found.as_ref().is_some_and(|person| person.role != Role::Administrator.as_str()) {
        return Err(refuse("this e-mail address belongs to an officer; choose another one for the administrator"));
    }
    let password = if password_stdin { Some(read_password(&email).map_err(StartError::Refused)?) } else { None };
    let id = found.map(|person| person.id);
    match password {
        Some(password) => {
            with_password(house, id, &email, name, &password).await?;
            println!("{email} can sign in at {}{}", house.config.origin(), app::routes::LOGIN);
        }
        None => {
            let link = with_link(house, id, &email, name).await?;
            println!("{email} sets her password here, within {} days:\n{link}", rules::INVITATION_DAYS);
        }
    }
    Ok(())
}

fn read_password(email: &str) -> Result<SecretString, String> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|error| format!("no password could be read: {error}"))?;
    // Forms trim what is typed, so this does too.
    let password = text.trim();
    rules::new_password(password, email).map_err(|Message { key, .. }| match key.as_ref() {
        "accounts-password-same" => "the password must not be the e-mail address".to_owned(),
        _ => format!("the password has {} to {} characters", rules::PASSWORD.start(), rules::PASSWORD.end()),
    })?;
    Ok(password.into())
}

/// An administrator with this password; an existing one's other stays end. Gives the account's id.
pub async fn with_password(
    house: &House,
    id: Option<String>,
    email: &str,
    name: String,
    password: &SecretString,
) -> Result<String, AppError> {
    let hash = house.hashing.hash(&house.keys, password).await?;
    let email = email.to_owned();
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let id = administrator(tx, id, email, name).await?;
                people::set_password(tx, &id, &hash).await?;
                sessions::end_all(tx, &id).await?;
                audit::note(tx, &By::System, "password.set", ("account", &id), json!({})).await?;
                Ok(id)
            })
        })
        .await
}

async fn with_link(house: &House, id: Option<String>, email: &str, name: String) -> Result<String, AppError> {
    let (keys, email) = (house.clone(), email.to_owned());
    let (account, id) = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let account = administrator(tx, id, email, name.clone()).await?;
                let link = For {
                    kind: InvitationKind::SetPassword,
                    account: Some(account.clone()),
                    regency: None,
                    village: None,
                    name,
                    phone: None,
                };
                let id = invitations::mint(tx, &keys.keys, &By::System, link).await?;
                Ok((account, id))
            })
        })
        .await?;
    let open = links::open_password_link(house.store.read(), &account, house.clock.now()).await?;
    let stored = open.filter(|(open, _, _)| *open == id).map(|(_, stored, _)| stored).ok_or(AppError::Internal)?;
    let token = invitations::token(&house.keys, &id, &stored).ok_or(AppError::Internal)?;
    Ok(invitations::link(house, &token))
}

/// The administrator of this id, or a new one.
async fn administrator(tx: &mut Tx, id: Option<String>, email: String, name: String) -> Result<String, AppError> {
    if let Some(id) = id {
        return Ok(id);
    }
    let id = tx.new_id();
    let new = people::NewAccount {
        id: id.clone(),
        role: Role::Administrator.as_str(),
        name,
        email: Some(email),
        phone: None,
        language: "id".to_owned(),
        regency: None,
        village: None,
        pin_hash: None,
        created_by: None,
    };
    people::insert(tx, new).await?;
    audit::note(tx, &By::System, "account.created", ("account", &id), json!({"role": "administrator"})).await?;
    Ok(id)
}
