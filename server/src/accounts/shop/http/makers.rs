//! Doors of the makers' pages.

use app::accounts::shop::pages;
use app::accounts::shop::rules::name_of;
use app::form::Typed;
use app::ids::MakerId;
use app::routes;
use axum::extract::Path;

use super::super as shop;
use super::{Change, failed, wrong};
use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};

/// GET `/studio/shop/makers`
pub async fn makers(here: Here) -> Answer {
    Ok(here.show(pages::makers(&here.backend, Typed::default()).await?))
}

/// POST `/studio/shop/makers`
pub async fn add_maker(here: Here, Fields(mut typed): Fields) -> Answer {
    let Some(name) = name_of(&mut typed, "name") else {
        return wrong(&here, pages::makers(&here.backend, typed).await?);
    };
    let Change { actor, shop, key, .. } = Change::of(&here, "shop-maker-add", &typed)?;
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            let id = shop::add_maker(tx, &(&actor).into(), &shop, &name).await?;
            Ok(Outcome::new("maker", &id))
        })
    });
    match done.await {
        Ok(_) => Ok(see_other(&routes::studio_shop("makers"))),
        Err(error) if typed.take(&error) => failed(&here, &error, pages::makers(&here.backend, typed).await?),
        Err(error) => Err(error.into()),
    }
}

/// GET `/studio/shop/makers/{id}`
pub async fn maker(here: Here, Path(id): Path<String>) -> Answer {
    Ok(here.show(pages::maker(&here.backend, &MakerId(id), Typed::default()).await?))
}

/// POST `/studio/shop/makers/{id}`
pub async fn rename_maker(here: Here, Path(id): Path<String>, Fields(mut typed): Fields) -> Answer {
    let maker = MakerId(id.clone());
    let Some(name) = name_of(&mut typed, "name") else {
        return wrong(&here, pages::maker(&here.backend, &maker, typed).await?);
    };
    let Change { actor, shop, key, .. } = Change::of(&here, "shop-maker-rename", &typed)?;
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            shop::rename_maker(tx, &(&actor).into(), &shop, &id, &name).await?;
            Ok(Outcome::new("maker", &id))
        })
    });
    match done.await {
        Ok(_) => Ok(see_other(&routes::studio_shop("makers"))),
        Err(error) if typed.take(&error) => failed(&here, &error, pages::maker(&here.backend, &maker, typed).await?),
        Err(error) => Err(error.into()),
    }
}

/// POST `/studio/shop/makers/{id}/leave`
pub async fn leave_maker(here: Here, Path(id): Path<String>, Fields(typed): Fields) -> Answer {
    let Change { actor, shop, key, .. } = Change::of(&here, "shop-maker-leave", &typed)?;
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            shop::let_maker_go(tx, &(&actor).into(), &shop, &id).await?;
            Ok(Outcome::new("maker", &id))
        })
    })
    .await?;
    Ok(see_other(&routes::studio_shop("makers")))
}
