//! Doors of the studio's shop pages. Each section is one form and one post, so nothing else is lost.

mod makers;
mod places;
mod portrait;

use app::accounts::phone::Phone;
use app::accounts::shop::pages;
use app::accounts::shop::rules::{About, band_of};
use app::backend::Actor;
use app::error::AppError;
use app::form::Typed;
use app::ids::ShopId;
use app::page::Page;
use app::routes;
use axum::extract::RawQuery;

pub use makers::{add_maker, leave_maker, maker, makers, rename_maker};
pub use places::{add_place, change_place, close_place, new_place, place, places};
pub use portrait::{hang_portrait, portrait, withdraw_portrait};

use super::set_number;
use crate::http::answer::see_other;
use crate::http::keyed::{self, Key, Outcome};
use crate::http::{Answer, Fields, Here};

/// GET `/studio/shop`
pub async fn overview(here: Here, RawQuery(query): RawQuery) -> Answer {
    let saved = query.as_deref() == Some("saved");
    Ok(here.show(pages::overview(&here.backend, saved).await?))
}

/// GET `/studio/shop/about`
pub async fn about(here: Here) -> Answer {
    Ok(here.show(pages::about(&here.backend, Typed::default()).await?))
}

/// POST `/studio/shop/about`
pub async fn set_about(here: Here, Fields(mut typed): Fields) -> Answer {
    let Some(about) = About::read(&mut typed) else {
        return wrong(&here, pages::about(&here.backend, typed).await?);
    };
    let Change { actor, shop, key, version } = Change::of(&here, "shop-about", &typed)?;
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            super::set_about(tx, &(&actor).into(), &shop, version, &about).await?;
            Ok(Outcome::new("shop", shop.as_str()))
        })
    });
    match done.await {
        Ok(_) => saved(),
        Err(error) if typed.take(&error) => failed(&here, &error, pages::about(&here.backend, typed).await?),
        Err(error) => Err(error.into()),
    }
}

/// GET `/studio/shop/band`
pub async fn band(here: Here) -> Answer {
    Ok(here.show(pages::band(&here.backend, Typed::default()).await?))
}

/// POST `/studio/shop/band`
pub async fn set_band(here: Here, Fields(mut typed): Fields) -> Answer {
    let Some(band) = band_of(&mut typed) else {
        return wrong(&here, pages::band(&here.backend, typed).await?);
    };
    let Change { actor, shop, key, version } = Change::of(&here, "shop-band", &typed)?;
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            super::set_band(tx, &(&actor).into(), &shop, version, band).await?;
            Ok(Outcome::new("shop", shop.as_str()))
        })
    });
    match done.await {
        Ok(_) => saved(),
        Err(error) if typed.take(&error) => failed(&here, &error, pages::band(&here.backend, typed).await?),
        Err(error) => Err(error.into()),
    }
}

/// GET `/studio/shop/sending`
pub async fn sending(here: Here) -> Answer {
    Ok(here.show(pages::sending(&here.backend, Typed::default()).await?))
}

/// POST `/studio/shop/sending`
pub async fn set_sending(here: Here, Fields(mut typed): Fields) -> Answer {
    let offers = (typed.chose("sends", "yes"), typed.chose("delivers", "yes"));
    let Change { actor, shop, key, version } = Change::of(&here, "shop-sending", &typed)?;
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            super::set_sending(tx, &(&actor).into(), &shop, version, offers).await?;
            Ok(Outcome::new("shop", shop.as_str()))
        })
    });
    match done.await {
        Ok(_) => saved(),
        Err(error) if typed.take(&error) => failed(&here, &error, pages::sending(&here.backend, typed).await?),
        Err(error) => Err(error.into()),
    }
}

/// GET `/studio/shop/whatsapp`
pub async fn whatsapp(here: Here) -> Answer {
    Ok(here.show(pages::whatsapp(&here.backend, Typed::default()).await?))
}

/// POST `/studio/shop/whatsapp`: an empty number removes it.
pub async fn set_whatsapp(here: Here, Fields(mut typed): Fields) -> Answer {
    let number = match typed.get("whatsapp") {
        "" => None,
        text => match Phone::parse(text) {
            Ok(number) => Some(number),
            Err(key) => {
                typed.wrong("whatsapp", key);
                return wrong(&here, pages::whatsapp(&here.backend, typed).await?);
            }
        },
    };
    let public = typed.chose("public", "yes");
    if public && number.is_none() {
        typed.wrong("whatsapp", "accounts-shop-whatsapp-needed");
        return wrong(&here, pages::whatsapp(&here.backend, typed).await?);
    }
    let lang = here.caller.lang;
    let Change { actor, shop, key, version } = Change::of(&here, "shop-whatsapp", &typed)?;
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            set_number(tx, &actor, lang, version, number, public).await?;
            Ok(Outcome::new("shop", shop.as_str()))
        })
    });
    match done.await {
        Ok(_) => saved(),
        Err(error) if typed.take(&error) => failed(&here, &error, pages::whatsapp(&here.backend, typed).await?),
        Err(error) => Err(error.into()),
    }
}

/// GET `/studio/shop/code`
pub async fn code(here: Here) -> Answer {
    Ok(here.show(pages::code(&here.backend).await?))
}

/// What every change of a shop starts from.
struct Change {
    actor: Actor,
    shop: ShopId,
    key: Key,
    /// The version the form was made from; 0, which no shop has, when it carries none.
    version: i64,
}

impl Change {
    /// `form` names the form the key was minted for.
    fn of(here: &Here, form: &str, typed: &Typed) -> Result<Self, AppError> {
        Ok(Self {
            actor: here.backend.actor()?.clone(),
            shop: here.backend.shop()?.clone(),
            key: here.key(form, typed)?,
            version: typed.get("version").parse().unwrap_or_default(),
        })
    }
}

/// Back to the overview, which says that it is saved.
fn saved() -> Answer {
    Ok(see_other(&format!("{}?saved", routes::STUDIO_SHOP)))
}

/// The form again, with what is wrong at its fields.
fn wrong(here: &Here, page: Page) -> Answer {
    Ok(here.show(page.status(422)))
}

/// The form again, after the write refused.
fn failed(here: &Here, error: &AppError, page: Page) -> Answer {
    Ok(here.show(page.status(error.status())))
}
