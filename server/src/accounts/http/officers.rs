//! The administrator's officers: list, new one, her link.

use app::accounts::{admin_pages as pages, rules};
use app::error::AppError;
use app::form::Typed;
use app::ids::AccountId;
use app::routes;
use app::words::Lang;
use axum::extract::Path;

use crate::accounts::officers::{self, NewOfficer};
use crate::http::answer::see_other;
use crate::http::asked::Asked;
use crate::http::{Answer, Fields, Here};

/// `GET /admin/officers[?page=]`
pub async fn list(here: Here, asked: Asked) -> Answer {
    Ok(here.show(pages::officers(&here.backend, Typed::default(), asked.page()).await?))
}

/// `POST /admin/officers`: `name`, `email`, `regency`, `key`.
pub async fn create(here: Here, Fields(mut typed): Fields) -> Answer {
    match make(&here, &mut typed).await {
        Ok(id) => Ok(see_other(&routes::admin_officer(&id))),
        Err(error) if typed.take(&error) => {
            Ok(here.show(pages::officers(&here.backend, typed, 1).await?.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn make(here: &Here, typed: &mut Typed) -> Result<String, AppError> {
    let name = rules::name(typed.get("name")).map_err(|message| typed.wrong("name", message)).ok();
    let email = rules::email(typed.get("email")).map_err(|message| typed.wrong("email", message)).ok();
    if typed.get("regency").is_empty() {
        typed.wrong("regency", "accounts-regency-choose");
    }
    typed.check()?;
    let key = here.key("new-officer", typed)?;
    let new = NewOfficer {
        name: name.unwrap_or_default(),
        email: email.unwrap_or_default(),
        regency: typed.get("regency").to_owned(),
        language: Lang::Id.code().to_owned(),
    };
    officers::create(&here.house, here.backend.actor()?, new, key).await
}

/// `GET /admin/officers/{id}`
pub async fn show(here: Here, Path(id): Path<String>) -> Answer {
    Ok(here.show(pages::officer(&here.backend, &AccountId(id)).await?))
}

/// `POST /admin/officers/{id}/link`: a new link to set the password; `key`.
pub async fn new_link(here: Here, Path(id): Path<String>, Fields(typed): Fields) -> Answer {
    let actor = here.backend.actor()?;
    let id = AccountId(id);
    here.backend.accounts.officer(&id).await?;
    let key = here.key("officer-link", &typed)?;
    officers::new_link(&here.house, actor, &id, key).await?;
    Ok(see_other(&routes::admin_officer(id.as_str())))
}
