//! Doors of giving money back: ask, look once more, do; hand back, and say that it came.

use app::error::{AppError, Message};
use app::form::Typed;
use app::ids::RefundId;
use app::orders::Sheet;
use app::orders::pages::{self, form_name, refund_form};
use app::orders::refund::read;
use app::routes;
use axum::extract::Path;

use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};
use crate::orders::moves;
use crate::orders::refund::{self, Said};

/// `GET /studio/orders/{code}/refund`
pub async fn ask(here: Here, Path(code): Path<String>) -> Answer {
    asked(here, &code, Typed::default()).await
}

async fn asked(here: Here, code: &str, typed: Typed) -> Answer {
    let status = match (&typed.notice, typed.has_errors()) {
        (Some(_), _) => 409,
        (None, true) => 422,
        (None, false) => 200,
    };
    let notice = typed.notice.clone();
    match pages::refund(&here.backend, code, typed).await {
        Ok(page) => Ok(here.show(page.status(status))),
        // Nothing can be given back any more: her page of the order says what happened.
        Err(AppError::Conflict(_)) if notice.is_none() => Ok(see_other(&routes::studio_order(code))),
        Err(AppError::Conflict(_)) => Ok(here.show(pages::studio(&here.backend, code, notice).await?)),
        Err(error) => Err(error.into()),
    }
}

/// `POST /studio/orders/{code}/refund`: changes nothing; answers with the page that asks once more.
pub async fn look(here: Here, Path(code): Path<String>, Fields(mut typed): Fields) -> Answer {
    let shop = here.backend.shop()?.clone();
    let desk = here.backend.orders.refund_desk(&shop, &code).await?;
    match read(&mut typed, &desk) {
        Some(wanted) => Ok(here.show(pages::refund_sure(&here.backend, desk, wanted).await?)),
        None => asked(here, &code, typed).await,
    }
}

/// `POST /studio/orders/{code}/refund/confirm`: the hidden fields of that page.
pub async fn give(here: Here, Path(code): Path<String>, Fields(mut typed): Fields) -> Answer {
    let shop = here.backend.shop()?.clone();
    let desk = here.backend.orders.refund_desk(&shop, &code).await?;
    let key = match here.key(&form_name("refund", &desk.sheet), &typed) {
        Ok(key) => key,
        Err(error) if typed.take(&error) => return asked(here, &code, typed).await,
        Err(error) => return Err(error.into()),
    };
    // The same tap a second time: what it became, whatever the order looks like by now.
    if keyed::became(&here.house.store, key.clone()).await?.is_some() {
        return Ok(see_other(&routes::studio_order(&desk.sheet.code)));
    }
    let Some(wanted) = read(&mut typed, &desk) else { return asked(here, &code, typed).await };
    let (by, part) = (here.by(), desk.sheet.part.clone());
    let version = typed.get("v").parse().unwrap_or(0);
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            refund::give(tx, &by, &part, &wanted, version).await?;
            Ok(Outcome::new("refund", part.as_str()))
        })
    })
    .await;
    match done {
        Ok(_) => Ok(see_other(&routes::studio_order(&desk.sheet.code))),
        Err(error) if typed.take(&error) => asked(here, &code, typed).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /studio/orders/{code}/handed-back`: `key`, `refund`. One refund was handed back.
pub async fn handed_back(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    let shop = here.backend.shop()?.clone();
    let sheet = here.backend.orders.by_code(&shop, &code).await?;
    let words = say(&here, &sheet, "handed-back", &typed, Said::HandedBack).await?;
    to_order(&here, &sheet, words).await
}

/// `POST /studio/orders/{code}/rest-came`: the rest of a cancelled order came all the same, and is to go back.
pub async fn rest_came(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    let shop = here.backend.shop()?.clone();
    let sheet = here.backend.orders.by_code(&shop, &code).await?;
    let (by, part, order) = (here.by(), sheet.part.clone(), sheet.id.0.clone());
    let done = async {
        let key = here.key(&form_name("rest-came", &sheet), &typed)?;
        keyed::once(&here.house.store, key, move |tx| {
            Box::pin(async move {
                moves::rest_came(tx, &by, &part).await?;
                Ok(Outcome::new("order", &order))
            })
        })
        .await
    };
    to_order(&here, &sheet, words(done.await)?).await
}

/// Her page of the order; with the words why something could not be said.
async fn to_order(here: &Here, sheet: &Sheet, words: Option<Message>) -> Answer {
    match words {
        None => Ok(see_other(&routes::studio_order(&sheet.code))),
        words => Ok(here.show(pages::studio(&here.backend, &sheet.code, words).await?)),
    }
}

/// What is said of the refund a form names; words when it could not be said.
pub async fn say(
    here: &Here,
    sheet: &Sheet,
    act: &str,
    typed: &Typed,
    said: Said,
) -> Result<Option<Message>, AppError> {
    let refund = RefundId(typed.get("refund").to_owned());
    let (by, part) = (here.by(), sheet.part.clone());
    let done = async {
        let key = here.key(&refund_form(sheet, act, refund.as_str()), typed)?;
        keyed::once(&here.house.store, key, move |tx| {
            Box::pin(async move {
                refund::say(tx, &by, &part, &refund, said).await?;
                Ok(Outcome::new("refund", refund.as_str()))
            })
        })
        .await
    };
    words(done.await)
}

/// "It has not come", of a part; words when it could not be said.
pub async fn not_back(here: &Here, sheet: &Sheet, typed: &Typed) -> Result<Option<Message>, AppError> {
    let (by, part, order) = (here.by(), sheet.part.clone(), sheet.id.0.clone());
    let shown: Vec<RefundId> = typed.get("refunds").split_whitespace().map(|id| RefundId(id.to_owned())).collect();
    let done = async {
        let key = here.key(&form_name("not-back", sheet), typed)?;
        keyed::once(&here.house.store, key, move |tx| {
            Box::pin(async move {
                refund::not_back(tx, &by, &part, &shown).await?;
                Ok(Outcome::new("order", &order))
            })
        })
        .await
    };
    words(done.await)
}

fn words<T>(done: Result<T, AppError>) -> Result<Option<Message>, AppError> {
    match done {
        Ok(_) => Ok(None),
        Err(AppError::Conflict(message)) => Ok(Some(message)),
        Err(error) => Err(error),
    }
}
