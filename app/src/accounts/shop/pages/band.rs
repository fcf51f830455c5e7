//! The shop's colour band: twelve cloths to choose from, with the neighbours that already wear them.

use leptos::prelude::*;

use super::{form_head, save_bar, section_frame};
use crate::accounts::shop::BandUse;
use crate::accounts::shop::rules::BANDS;
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::Page;
use crate::routes;
use crate::ui::field::error_line;
use crate::words::Words;

/// `/studio/shop/band`
pub async fn band(b: &Backend, mut typed: Typed) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let uses = b.accounts.village_bands(&shop.village, &shop.id).await?;
    typed.default_to("band", shop.band.to_string());
    let w = b.words();
    let key = b.key("shop-band");
    let hint = b.with("accounts-shop-band-hint", &[("village", shop.village_name.into())]);
    Ok(Page::new(b.t("accounts-shop-band"), section_frame(b, "accounts-shop-band")?, move || {
        view! {
            <form class="stack" method="post" action=routes::studio_shop("band")>
                {form_head(&typed, key, shop.version, &w)}
                <fieldset class=if typed.error("band").is_some() { "field bad" } else { "field" }>
                    <legend>{w.t("accounts-shop-band-choose")}</legend>
                    <p class="hint">{hint}</p>
                    <div class="bands">{(1..=BANDS).map(|n| tile(n, &uses, &typed, &w)).collect_view()}</div>
                    {error_line("band", &typed, &w)}
                </fieldset>
                {save_bar(w.t("accounts-shop-save"))}
            </form>
        }
    }))
}

fn tile(n: u8, uses: &[BandUse], typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let value = n.to_string();
    let checked = typed.chose("band", &value);
    let name = w.with("accounts-shop-band-number", &[("n", value.clone().into())]);
    let neighbours: Vec<&str> = uses.iter().filter(|used| used.band == n).map(|used| used.shop.as_str()).collect();
    let neighbours = match neighbours.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, rest @ ..] => {
            let more = i64::try_from(rest.len()).unwrap_or_default();
            w.with("accounts-shop-band-neighbours", &[("shop", (*first).into()), ("n", more.into())])
        }
    };
    view! {
        <label>
            <input type="radio" name="band" value=value checked=checked/>
            <span class=format!("band band-{n}")></span>
            <span class="hide">{name}</span>
            <small>{neighbours}</small>
        </label>
    }
}
