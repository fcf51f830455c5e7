//! The administrator's pages of districts and villages.

use leptos::prelude::*;

use super::super::admin::PlaceLine;
use super::{FRAME, back, island_and_zone};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::RegionId;
use crate::page::Page;
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::tick;
use crate::ui::notice::form_notice;
use crate::ui::pager::pager;
use crate::words::Words;

/// `/admin/regencies/{id}/places`
pub async fn places(b: &Backend, id: &RegionId, page: i64) -> Result<Page, AppError> {
    let sheet = b.regions.regency_sheet(id).await?;
    let (lines, paging) = b.regions.places_of(id, page).await?;
    let w = b.words();
    Ok(Page::new(b.t("regions-admin-places"), FRAME, move || {
        let id = sheet.regency.id.clone();
        let address = move |page: i64| format!("{}?page={page}", routes::admin_places(id.as_str()));
        let list = if lines.is_empty() {
            view! { <div class="blank"><Drawing name=Draw::Boat/><p class="soft">{w.t("regions-admin-no-places")}</p></div> }.into_any()
        } else {
            place_table(lines, &w).into_any()
        };
        view! {
            {back(routes::admin_regency(sheet.regency.id.as_str()), sheet.regency.name.clone())}
            <h1 class="name big">{w.t("regions-admin-places")}</h1>
            <div class="part">{list}</div>
            {pager(paging, &address, &w)}
        }
    }))
}

fn place_table(lines: Vec<PlaceLine>, w: &Words) -> impl IntoView + use<> {
    let rows = lines
        .into_iter()
        .map(|line| {
            let level = w.t(if line.is_village { "regions-level-village" } else { "regions-level-district" });
            view! {
                <tr>
                    <th scope="row"><a href=routes::admin_place(line.id.as_str())>{line.name}</a></th>
                    <td class="soft wide-only">{level}</td>
                    <td>{line.island}</td>
                    <td>{line.zone.label()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{w.t("regions-admin-place")}</th>
                    <th scope="col" class="wide-only">{w.t("regions-admin-level")}</th>
                    <th scope="col">{w.t("regions-admin-island")}</th>
                    <th scope="col">{w.t("regions-admin-zone")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// `/admin/places/{id}`
pub async fn place(b: &Backend, id: &RegionId, mut typed: Typed) -> Result<Page, AppError> {
    let sheet = b.regions.place_sheet(id).await?;
    typed.default_to("island", sheet.line.island.clone());
    typed.default_to("zone", sheet.line.zone.label());
    typed.set("version", sheet.version.to_string());
    let w = b.words();
    Ok(Page::new(sheet.line.name.clone(), FRAME, move || {
        let below = (!sheet.line.is_village).then(|| tick("below", "yes", w.t("regions-admin-below"), &typed, &w));
        view! {
            {back(routes::admin_places(sheet.regency.as_str()), sheet.regency_name.clone())}
            <h1 class="name big">{sheet.line.name.clone()}</h1>
            <p class="soft">{sheet.line.code.clone()}</p>
            <form class="stack part page narrow" method="post" action=routes::admin_place(sheet.line.id.as_str())>
                {form_notice(&typed, &w)}
                <input type="hidden" name="version" value=typed.get("version").to_owned()/>
                {island_and_zone(&typed, &w)}
                {below}
                <button class="btn main">{w.t("regions-admin-save")}</button>
            </form>
        }
    }))
}
