//! The first page of the house: choose a regency.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::error::AppError;
use crate::page::{Frame, Page};
use crate::routes;

/// `/{lang}/`
pub async fn home(b: &Backend) -> Result<Page, AppError> {
    let regencies = b.regions.open_regencies().await?;
    let w = b.words();
    let lang = b.lang();
    let title = b.t("regions-home-title");
    Ok(Page::new(title, Frame::house(), move || {
        view! {
            <div class="page">
                <h1 class="name big">{w.t("regions-home-title")}</h1>
                <ul class="isles">
                    {regencies
                        .into_iter()
                        .map(|r| {
                            view! {
                                <li>
                                    <h2 class="name">
                                        <a href=routes::regency(lang, &r.slug)>{r.name}</a>
                                    </h2>
                                    <p class="soft">{r.province}</p>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
        }
    })
    .in_languages("/"))
}
