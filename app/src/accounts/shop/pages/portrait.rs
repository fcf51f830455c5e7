//! The portrait: a picture, the name of the person in it, and that person's yes.

use leptos::prelude::*;

use super::{form_head, save_bar, section_frame};
use crate::accounts::shop::Portrait;
use crate::accounts::shop::rules::NAME_MAX;
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::Page;
use crate::routes;
use crate::time::Zone;
use crate::ui::field::{Text, consent, photo_field, text_field};
use crate::ui::sure::sure;
use crate::words::Words;

/// `/studio/shop/portrait`
pub async fn portrait(b: &Backend, typed: Typed) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let w = b.words();
    let (hang, withdraw) = (b.key("shop-portrait"), b.key("shop-portrait-withdraw"));
    Ok(Page::new(b.t("accounts-shop-portrait"), section_frame(b, "accounts-shop-portrait")?, move || {
        let (title, class) = if shop.portrait.is_some() {
            ("accounts-shop-portrait-other", "stack part")
        } else {
            ("accounts-shop-portrait-new", "stack")
        };
        view! {
            {shop.portrait.map(|portrait| hanging(portrait, shop.zone, withdraw, &w))}
            <form class=class method="post" enctype="multipart/form-data" action=routes::studio_shop("portrait")>
                <h2>{w.t(title)}</h2>
                {form_head(&typed, hang, shop.version, &w)}
                {photo_field("accounts-shop-portrait-photo", "", true, &typed, &w)}
                {text_field(person(), &typed, &w)}
                {consent(w.t("accounts-shop-portrait-consent"), &typed, &w)}
                <p class="soft">{w.t("accounts-shop-portrait-withdraw-hint")}</p>
                {save_bar(w.t("accounts-shop-portrait-hang"))}
            </form>
        }
    }))
}

/// The picture that is shown now, and the way to take it back.
fn hanging(portrait: Portrait, zone: Zone, key: String, w: &Words) -> impl IntoView + use<> {
    let date = w.date(portrait.since, zone);
    let said = w.with("accounts-shop-portrait-since", &[("name", (&portrait.of).into()), ("date", date.into())]);
    view! {
        <div class="row">
            <img class="face" src=routes::media(&portrait.key, 320, "webp") width="104" height="104" alt=portrait.of/>
            <p>{said}</p>
        </div>
        <div class="after">
            {sure(
                w.t("accounts-shop-portrait-withdraw"),
                "btn line no wide",
                w.t("accounts-shop-portrait-withdraw-sure"),
                routes::studio_shop("portrait/withdraw"),
                Some(key),
                w,
            )}
        </div>
    }
}

fn person() -> Text {
    Text {
        max: u16::try_from(NAME_MAX).unwrap_or(u16::MAX),
        required: true,
        ..Text::new("of", "accounts-shop-portrait-of")
    }
}
