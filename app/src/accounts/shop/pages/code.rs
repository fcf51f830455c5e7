//! The shop's own code, full-screen, to be held out to a guest.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::codes::{Kind, print};
use crate::error::AppError;
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::icons::{Ico, Icon};

/// `/studio/shop/code`
pub async fn code(b: &Backend) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let code = b.codes.code_of(Kind::Shop, shop.id.as_str()).await?.ok_or(AppError::NotFound)?;
    let drawn = b.codes.printed(&code)?;
    let w = b.words();
    Ok(Page::new(b.t("accounts-shop-code"), Frame::Code, move || {
        let label = w.with("accounts-shop-code-label", &[("code", (&code).into())]);
        let files = ["svg", "png"].map(|kind| {
            let text = kind.to_ascii_uppercase();
            let href = routes::studio_code(&code, kind);
            view! { <a class="btn line" href=href download=""><Icon name=Ico::Download/>{text}</a> }
        });
        let below = view! {
            <div class="stack">
                <h1 class="name big">{shop.name}</h1>
                <p class="code mid">{code}</p>
                <p class="soft">{w.t("accounts-shop-code-say")}</p>
                <p class="acts">{files.into_iter().collect_view()}</p>
            </div>
        };
        print::full_code(routes::STUDIO_SHOP.to_owned(), drawn, label, below.into_any(), &w)
    }))
}
