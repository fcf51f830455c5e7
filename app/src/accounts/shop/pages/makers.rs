//! Who makes pieces for the shop: the list, and one maker's name.

use leptos::prelude::*;

use super::{save_bar, section_frame};
use crate::accounts::shop::Maker;
use crate::accounts::shop::rules::NAME_MAX;
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::MakerId;
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::field::{Text, key_field, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::form_notice;
use crate::words::Words;

/// `/studio/shop/makers`
pub async fn makers(b: &Backend, typed: Typed) -> Result<Page, AppError> {
    let makers = b.accounts.shop_makers(b.shop()?).await?;
    let w = b.words();
    let key = b.key("shop-maker-add");
    Ok(Page::new(b.t("accounts-shop-makers"), section_frame(b, "accounts-shop-makers")?, move || {
        view! {
            <ul class="list">{makers.into_iter().map(line).collect_view()}</ul>
            <form class="stack part" method="post" action=routes::studio_shop("makers")>
                <h2>{w.t("accounts-shop-maker-new")}</h2>
                {form_notice(&typed, &w)}
                {key_field(key)}
                {text_field(name_field(), &typed, &w)}
                {save_bar(w.t("accounts-shop-maker-add"))}
            </form>
        }
    }))
}

fn line(maker: Maker) -> impl IntoView {
    view! {
        <li>
            <a class="line-card" href=routes::studio_maker(maker.id.as_str())>
                <Icon name=Ico::Person/>
                <span class="name">{maker.name}</span>
                <Icon name=Ico::Next/>
            </a>
        </li>
    }
}

/// `/studio/shop/makers/{id}`
pub async fn maker(b: &Backend, id: &MakerId, mut typed: Typed) -> Result<Page, AppError> {
    let makers = b.accounts.shop_makers(b.shop()?).await?;
    let only = makers.len() == 1;
    let maker = makers.into_iter().find(|maker| maker.id == *id).ok_or(AppError::NotFound)?;
    typed.default_to("name", &*maker.name);
    let w = b.words();
    let (rename, leave) = (b.key("shop-maker-rename"), b.key("shop-maker-leave"));
    let back = Some(routes::studio_shop("makers"));
    let frame = Frame::Studio { band: b.actor()?.band, back, heading: maker.name, dock: None };
    Ok(Page::new(b.t("accounts-shop-maker"), frame, move || {
        let here = routes::studio_maker(maker.id.as_str());
        view! {
            <form class="stack" method="post" action=here.clone()>
                {form_notice(&typed, &w)}
                {key_field(rename)}
                {text_field(name_field(), &typed, &w)}
                {save_bar(w.t("accounts-shop-save"))}
            </form>
            {(!only).then(|| leaving(&here, leave, &w))}
        }
    }))
}

/// Leaving is its own form, apart from the name.
fn leaving(here: &str, key: String, w: &Words) -> impl IntoView + use<> {
    view! {
        <form class="part stack" method="post" action=format!("{here}/leave")>
            {key_field(key)}
            <p class="soft">{w.t("accounts-shop-maker-leave-hint")}</p>
            <button class="btn line no wide">{w.t("accounts-shop-maker-leave")}</button>
        </form>
    }
}

fn name_field() -> Text {
    Text {
        max: u16::try_from(NAME_MAX).unwrap_or(u16::MAX),
        required: true,
        ..Text::new("name", "accounts-shop-maker-name")
    }
}
