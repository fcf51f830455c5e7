//! Name, kind, village, language and story of a shop.

use leptos::prelude::*;

use super::{form_head, save_bar, section_frame};
use crate::accounts::shop::rules::{NAME_MAX, STORY_MAX};
use crate::accounts::shop::{MakerKind, VillageChoice};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::Page;
use crate::routes;
use crate::ui::field::{Text, error_line, select, text_area, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::words::{Lang, Words};

/// `/studio/shop/about`
pub async fn about(b: &Backend, mut typed: Typed) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let villages = b.accounts.shop_villages(&shop.regency).await?;
    typed.default_to("name", &*shop.name);
    typed.default_to("kind", shop.kind.as_str());
    typed.default_to("village", shop.village.as_str());
    typed.default_to("language", shop.language.code());
    typed.default_to("story", &*shop.story);
    let w = b.words();
    let key = b.key("shop-about");
    Ok(Page::new(b.t("accounts-shop-about"), section_frame(b, "accounts-shop-about")?, move || {
        let name = Text { max: max(NAME_MAX), required: true, ..Text::new("name", "accounts-shop-name") };
        let story =
            Text { max: max(STORY_MAX), hint: "accounts-shop-story-hint", ..Text::new("story", "accounts-shop-story") };
        let languages = Lang::ALL.map(|lang| (lang.code().to_owned(), lang.own_name().to_owned())).to_vec();
        view! {
            <form class="stack" method="post" action=routes::studio_shop("about")>
                {form_head(&typed, key, shop.version, &w)}
                {text_field(name, &typed, &w)}
                {kinds(&typed, &w)}
                {select("village", "accounts-shop-village", options(villages), &typed, &w)}
                {select("language", "accounts-shop-language", languages, &typed, &w)}
                {text_area(story, 8, &typed, &w)}
                {save_bar(w.t("accounts-shop-save"))}
            </form>
        }
    }))
}

/// A limit as the field wants it.
fn max(limit: usize) -> u16 {
    u16::try_from(limit).unwrap_or(u16::MAX)
}

/// Who stands behind the shop, as three tiles.
fn kinds(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let tiles = MakerKind::ALL
        .into_iter()
        .map(|kind| {
            let icon = match kind {
                MakerKind::Person => Ico::Person,
                MakerKind::Family => Ico::Home,
                MakerKind::Group => Ico::People,
            };
            let checked = typed.chose("kind", kind.as_str());
            view! {
                <label>
                    <input type="radio" name="kind" value=kind.as_str() checked=checked/>
                    <span><Icon name=icon/>{w.t(kind.key())}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class=if typed.error("kind").is_some() { "field bad" } else { "field" }>
            <legend>{w.t("accounts-shop-kind")}</legend>
            <div class="kinds">{tiles}</div>
            {error_line("kind", typed, w)}
        </fieldset>
    }
}

fn options(villages: Vec<VillageChoice>) -> Vec<(String, String)> {
    villages
        .into_iter()
        .map(|village| {
            let text = if village.district.is_empty() {
                village.name
            } else {
                format!("{} ({})", village.name, village.district)
            };
            (village.id.0, text)
        })
        .collect()
}
