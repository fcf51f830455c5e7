//! Links that enrol, open on a fresh device, or set a password: making, showing and revoking them.
//! The token is derived from the link's id with the installation's key and only its hash is stored:
//! while the link is open its maker can show it again, and the database alone opens nothing.

use app::accounts::rules::INVITATION_DAYS;
use app::accounts::{InvitationKind, InvitationSheet, InvitationState};
use app::backend::Actor;
use app::error::AppError;
use app::ids::{InvitationId, RegionId};
use app::routes;
use app::time::DAY_MS;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::sql::invitations::{self as sql, NewInvitation};
use super::sql::{enrol, invited};
use crate::audit::{self, By};
use crate::codes::symbol::Symbol;
use crate::house::House;
use crate::keys::{Keys, token_hash};
use crate::store::Tx;

/// Whom a new link is for.
pub struct For {
    pub kind: InvitationKind,
    pub account: Option<String>,
    pub regency: Option<String>,
    pub village: Option<String>,
    pub name: String,
    pub phone: Option<String>,
}

/// Makes a link, open for 14 days; gives its id. Older open links of the same kind for the same
/// account are revoked.
pub async fn mint(tx: &mut Tx, keys: &Keys, by: &By, link: For) -> Result<String, AppError> {
    let id = tx.new_id();
    let token = derive(keys, keys.version(), &id).ok_or(AppError::Internal)?;
    if let Some(account) = &link.account {
        for older in sql::revoke_older(tx, link.kind, account).await? {
            audit::note(tx, by, "invitation.revoked", ("invitation", &older), json!({"for": id})).await?;
        }
    }
    let created_by = match by {
        By::Account(_, account) => Some(account.0.clone()),
        _ => None,
    };
    let detail = json!({"kind": link.kind.as_str(), "account": link.account, "village": link.village});
    let new = NewInvitation {
        id: id.clone(),
        kind: link.kind,
        token_hash: token_hash(&token),
        account: link.account,
        regency: link.regency,
        village: link.village,
        name: link.name,
        phone: link.phone,
        created_by,
        expires_at: tx.now + INVITATION_DAYS * DAY_MS,
    };
    sql::insert(tx, new).await?;
    audit::note(tx, by, "invitation.created", ("invitation", &id), detail).await?;
    Ok(id)
}

/// The token of a link, as long as the key that made it is kept.
pub fn token(keys: &Keys, id: &str, stored: &str) -> Option<String> {
    keys.versions().filter_map(|version| derive(keys, version, id)).find(|token| token_hash(token) == stored)
}

fn derive(keys: &Keys, version: u32, id: &str) -> Option<String> {
    keys.mac(version, "invitation", id).map(|tag| URL_SAFE_NO_PAD.encode(&tag[..16]))
}

/// The whole address of a token.
pub fn link(house: &House, token: &str) -> String {
    format!("{}{}", house.config.origin(), routes::invite(token))
}

/// A link for an enrolled artisan's other phone.
///
/// # Errors
/// `NotFound` for an artisan of another regency.
pub async fn fresh_device(
    tx: &mut Tx,
    keys: &Keys,
    by: &By,
    regency: &RegionId,
    account: &str,
) -> Result<String, AppError> {
    let person = enrol::artisan(tx, regency.as_str(), account).await?.ok_or(AppError::NotFound)?;
    let link = For {
        kind: InvitationKind::FreshDevice,
        account: Some(account.to_owned()),
        regency: Some(regency.0.clone()),
        village: person.village_id,
        name: person.name,
        phone: person.phone,
    };
    mint(tx, keys, by, link).await
}

/// One link of the officer's regency, with its address and symbol while it is open.
pub async fn sheet(house: &House, regency: &RegionId, id: &InvitationId) -> Result<InvitationSheet, AppError> {
    let now = house.clock.now();
    let found = invited::one(house.store.read(), regency.as_str(), id.as_str(), now).await?;
    let (line, stored, phone) = found.ok_or(AppError::NotFound)?;
    let open = line.state == InvitationState::Open;
    let link = token(&house.keys, id.as_str(), &stored).filter(|_| open).map(|token| link(house, &token));
    let symbol = link.as_ref().and_then(|link| Symbol::of_payload(link).ok()).map(|s| (s.svg_path(), s.size()));
    Ok(InvitationSheet { line, phone, link, symbol })
}

/// Takes a link back; one that was taken back already stays so.
///
/// # Errors
/// `NotFound` for another regency's, `Conflict` when it was used meanwhile.
pub async fn revoke(house: &House, actor: &Actor, id: &InvitationId) -> Result<(), AppError> {
    let regency = actor.regency.clone().ok_or(AppError::NotFound)?;
    if sheet(house, &regency, id).await?.line.state == InvitationState::Revoked {
        return Ok(());
    }
    let (by, id) = (By::from(actor), id.clone());
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !sql::revoke(tx, regency.as_str(), id.as_str()).await? {
                    return Err(AppError::conflict("accounts-invitation-over"));
                }
                audit::note(tx, &by, "invitation.revoked", ("invitation", id.as_str()), json!({})).await
            })
        })
        .await
}
