//! Doors of one's own letter box. What is wrong is said at its field of `/account`, which keeps what was typed.

use app::accounts::own_pages;
use app::accounts::rules;
use app::error::AppError;
use app::form::Typed;
use app::ids::AccountId;
use app::notifications::letter_box::code as read_code;
use app::notifications::pages::letter_form;
use app::routes;

use crate::audit::By;
use crate::http::answer::see_other;
use crate::http::keyed::Key;
use crate::http::{Answer, Fields, Here, errors};
use crate::notifications::letter_box::{self, Stop};

/// `POST /account/letters`: `key`, `email`.
pub async fn want(here: Here, Fields(mut typed): Fields) -> Answer {
    let Ok(address) = rules::email(typed.get("email")) else {
        typed.wrong("email", "notifications-box-wrong");
        return again_with(&here, typed, &AppError::Invalid(Vec::new())).await;
    };
    let (by, account, key) = who(&here, "", &typed)?;
    let done = letter_box::want(&here.house, by, &account, address, key).await;
    answer(&here, typed, "email", done).await
}

/// `POST /account/letters/code`: `key`, `code`.
pub async fn code(here: Here, Fields(mut typed): Fields) -> Answer {
    let code = match read_code(typed.get("code")) {
        Ok(code) => code,
        Err(error) => {
            typed.take(&error);
            return again_with(&here, typed, &error).await;
        }
    };
    let (by, account, key) = who(&here, "code", &typed)?;
    let done = letter_box::confirm(&here.house, by, &account, &code, key).await;
    answer(&here, typed, "code", done).await
}

/// `POST /account/letters/again`: `key`.
pub async fn again(here: Here, Fields(typed): Fields) -> Answer {
    let (by, account, key) = who(&here, "again", &typed)?;
    let done = letter_box::again(&here.house, by, &account, key).await;
    answer(&here, typed, "code", done).await
}

/// `POST /account/letters/stop`: `key`, `what` = `waiting` or `all`.
pub async fn stop(here: Here, Fields(typed): Fields) -> Answer {
    let (by, account, key) = who(&here, "stop", &typed)?;
    let what = if typed.get("what") == "waiting" { Stop::Waiting } else { Stop::All };
    let done = letter_box::stop(&here.house, by, &account, what, key).await;
    answer(&here, typed, "email", done).await
}

/// Whose letter box, and the key of the form.
fn who(here: &Here, what: &str, typed: &Typed) -> Result<(By, AccountId, Key), AppError> {
    Ok((here.by(), here.backend.actor()?.account.clone(), here.key(&letter_form(what), typed)?))
}

/// Back to the page, or the page again with what is wrong at `field`.
async fn answer(here: &Here, mut typed: Typed, field: &'static str, done: Result<(), AppError>) -> Answer {
    let Err(error) = done else {
        return Ok(see_other(&format!("{}#letters", routes::ACCOUNT)));
    };
    if let AppError::TooMany { retry_after } = &error {
        typed.wrong(field, letter_box::to_wait(*retry_after));
    } else if !typed.take(&error) {
        return Err(error.into());
    }
    again_with(here, typed, &error).await
}

async fn again_with(here: &Here, typed: Typed, error: &AppError) -> Answer {
    let page = own_pages::account(&here.backend, typed).await?.status(error.status());
    let mut response = here.show(page);
    errors::retry_after(&mut response, error);
    Ok(response)
}
