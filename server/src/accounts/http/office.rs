//! The officer's invitations: inviting, showing a link, taking it back, links for another phone.

use app::accounts::office_pages as pages;
use app::accounts::phone::Phone;
use app::accounts::{InvitationKind, InvitationState, rules};
use app::error::AppError;
use app::form::Typed;
use app::ids::{InvitationId, RegionId};
use app::routes;
use axum::extract::Path;

use crate::accounts::invitations::{self, For};
use crate::accounts::is_village_of;
use crate::http::answer::see_other;
use crate::http::asked::Asked;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};

/// `GET /office/{slug}/invitations[?state=][&page=]`
pub async fn list(here: Here, asked: Asked) -> Answer {
    let state = InvitationState::parse(asked.0.get("state"));
    Ok(here.show(pages::invitations(&here.backend, Typed::default(), state, asked.page()).await?))
}

/// `POST /office/{slug}/invitations`: `name`, `phone`, `village`, `key`.
pub async fn invite(here: Here, Fields(mut typed): Fields) -> Answer {
    let actor = here.backend.actor()?.clone();
    match create(&here, &mut typed).await {
        Ok(id) => Ok(see_other(&routes::office_invitation(&actor.regency_slug, &id))),
        Err(error) if typed.take(&error) => {
            let page = pages::invitations(&here.backend, typed, None, 1).await?;
            Ok(here.show(page.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn create(here: &Here, typed: &mut Typed) -> Result<String, AppError> {
    let regency = here.backend.actor()?.regency.clone().ok_or(AppError::NotFound)?;
    let name = rules::name(typed.get("name")).map_err(|message| typed.wrong("name", message)).ok();
    let phone = Phone::parse(typed.get("phone")).map_err(|key| typed.wrong("phone", key)).ok();
    if typed.get("village").is_empty() {
        typed.wrong("village", "accounts-village-choose");
    }
    typed.check()?;
    let key = here.key("invite-artisan", typed)?;
    let link = For {
        kind: InvitationKind::Enrol,
        account: None,
        regency: Some(regency.0.clone()),
        village: Some(typed.get("village").to_owned()),
        name: name.unwrap_or_default(),
        phone: phone.map(|phone| phone.as_str().to_owned()),
    };
    let (house, by, village) = (here.house.clone(), here.by(), typed.get("village").to_owned());
    let outcome = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            if !is_village_of(tx, &village, regency.as_str()).await? {
                return Err(AppError::invalid("village", "accounts-village-choose"));
            }
            Ok(Outcome::new("invitation", &invitations::mint(tx, &house.keys, &by, link).await?))
        })
    })
    .await?;
    Ok(outcome.id)
}

/// `GET /office/{slug}/invitations/{id}`: the link, its QR, the message.
pub async fn show(here: Here, Path((_, id)): Path<(String, String)>) -> Answer {
    Ok(here.show(pages::invitation(&here.backend, &InvitationId(id)).await?))
}

/// `POST /office/{slug}/invitations/{id}/revoke`
pub async fn revoke(here: Here, Path((_, id)): Path<(String, String)>) -> Answer {
    let actor = here.backend.actor()?.clone();
    invitations::revoke(&here.house, &actor, &InvitationId(id)).await?;
    Ok(see_other(&routes::office_invitations(&actor.regency_slug)))
}

/// `GET /office/{slug}/invitations/device[?q=][&page=]`: who needs a link for another phone.
pub async fn devices(here: Here, asked: Asked) -> Answer {
    Ok(here.show(pages::devices(&here.backend, asked.0.get("q"), asked.page()).await?))
}

/// `POST /office/{slug}/invitations/device`: `account`, `key`.
pub async fn fresh_device(here: Here, Fields(typed): Fields) -> Answer {
    let actor = here.backend.actor()?.clone();
    let regency: RegionId = actor.regency.clone().ok_or(AppError::NotFound)?;
    let key = here.key("fresh-device", &typed)?;
    let (house, by, account) = (here.house.clone(), here.by(), typed.get("account").to_owned());
    let outcome = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            let id = invitations::fresh_device(tx, &house.keys, &by, &regency, &account).await?;
            Ok(Outcome::new("invitation", &id))
        })
    })
    .await?;
    Ok(see_other(&routes::office_invitation(&actor.regency_slug, &outcome.id)))
}
