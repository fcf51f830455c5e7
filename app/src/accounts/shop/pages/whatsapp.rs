//! The shop's WhatsApp number, and whether guests may see it.

use leptos::prelude::*;

use super::{form_head, save_bar, section_frame};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::Page;
use crate::routes;
use crate::ui::field::{Text, text_field, tick};

/// `/studio/shop/whatsapp`
pub async fn whatsapp(b: &Backend, mut typed: Typed) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    if typed.is_empty() {
        typed.set("whatsapp", shop.whatsapp.as_ref().map(crate::accounts::phone::Phone::display).unwrap_or_default());
        if shop.whatsapp_public {
            typed.set("public", "yes");
        }
    }
    let w = b.words();
    let key = b.key("shop-whatsapp");
    Ok(Page::new(b.t("accounts-shop-whatsapp"), section_frame(b, "accounts-shop-whatsapp")?, move || {
        let number = Text {
            kind: "tel",
            mode: "tel",
            autocomplete: "tel",
            hint: "accounts-shop-whatsapp-hint",
            ..Text::new("whatsapp", "accounts-shop-whatsapp-number")
        };
        view! {
            <form class="stack" method="post" action=routes::studio_shop("whatsapp")>
                {form_head(&typed, key, shop.version, &w)}
                {text_field(number, &typed, &w)}
                {tick("public", "yes", w.t("accounts-shop-whatsapp-consent"), &typed, &w)}
                <p class="soft">{w.t("accounts-shop-whatsapp-why")}</p>
                {save_bar(w.t("accounts-shop-save"))}
            </form>
        }
    }))
}
