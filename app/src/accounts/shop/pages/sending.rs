//! What the shop offers guests who cannot come: a parcel, or bringing it to where they stay.

use leptos::prelude::*;

use super::{form_head, save_bar, section_frame};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::Page;
use crate::routes;
use crate::ui::field::tick;

/// `/studio/shop/sending`
pub async fn sending(b: &Backend, mut typed: Typed) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    if typed.is_empty() {
        for (name, chosen) in [("sends", shop.sends), ("delivers", shop.delivers)] {
            if chosen {
                typed.set(name, "yes");
            }
        }
    }
    let w = b.words();
    let key = b.key("shop-sending");
    Ok(Page::new(b.t("accounts-shop-sending"), section_frame(b, "accounts-shop-sending")?, move || {
        view! {
            <form class="stack" method="post" action=routes::studio_shop("sending")>
                {form_head(&typed, key, shop.version, &w)}
                {tick("sends", "yes", w.t("accounts-shop-sends"), &typed, &w)}
                <p class="soft small">{w.t("accounts-shop-sends-unpaid")}</p>
                {tick("delivers", "yes", w.t("accounts-shop-delivers"), &typed, &w)}
                <p class="soft">{w.t("accounts-shop-sending-why")}</p>
                {save_bar(w.t("accounts-shop-save"))}
            </form>
        }
    }))
}
