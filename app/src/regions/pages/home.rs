//! `/{lang}/`: choose a regency, type a code, or look at what is new.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::backend::Backend;
use crate::catalogue::public::{Scope, Stretch, cloth, showcase};
use crate::error::AppError;
use crate::ids::RegionId;
use crate::page::{Frame, Page};
use crate::regions::RegencyCard;
use crate::regions::public::Tally;
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::pager::{page_of, pager};
use crate::words::Words;

/// Regencies on one page.
pub(super) const PER_PAGE: i64 = 20;
/// Newest pieces on the first page.
const NEWEST: i64 = 6;
/// The order in which the shops' bands make one cloth.
const CLOTH: [u8; 12] = [1, 2, 9, 5, 3, 8, 6, 10, 4, 7, 12, 11];

/// `/{lang}/`
pub async fn home(b: &Backend, page: i64) -> Result<Page, AppError> {
    let (regencies, paging) = page_of(b.regions.open_regencies().await?, page, PER_PAGE);
    let tallies = b.catalogue.tallies(None).await?;
    let newest = b.catalogue.public_tiles(&Scope::Everywhere, Stretch::first(NEWEST)).await?;
    let w = b.words();
    let title = format!("{} - Homoru", b.t("regions-home-title"));
    Ok(Page::new(title, Frame::house(), move || {
        let new = (!newest.is_empty()).then(|| {
            view! {
                <section class="part" aria-labelledby="new">
                    <h2 id="new" class="lift">{w.t("regions-newest")}</h2>
                    {showcase(newest, true, &w)}
                </section>
            }
        });
        view! {
            <div class="page">
                <div class="split place">
                    <div class="intro">
                        <h1 class="name vast">{w.t("regions-home-title")}</h1>
                        <p class="story">{w.t("regions-home-lead")}</p>
                    </div>
                    {cloth(&CLOTH).into_any()}
                    <div class="intro stack">{code_form(&w).into_any()}</div>
                </div>
                {choose(regencies, &tallies, &w)}
                {pager(paging, &|page| format!("{}?page={page}", routes::home(w.lang)), &w)}
                {new}
            </div>
        }
    })
    .about(b.t("regions-home-lead"))
    .in_languages("/"))
}

fn code_form(w: &Words) -> impl IntoView + use<> {
    let label = w.t("regions-code-label");
    view! {
        <form class="find" action=routes::TYPE_CODE>
            <label class="hide" for="code">{label.clone()}</label>
            <input
                class="input code"
                id="code"
                name="code"
                required
                maxlength="20"
                placeholder=label
                autocapitalize="characters"
                autocomplete="off"
                spellcheck="false"
            />
            <button class="btn main">{w.t("regions-code-open")}</button>
        </form>
    }
}

fn choose(regencies: Vec<RegencyCard>, tallies: &HashMap<RegionId, Tally>, w: &Words) -> AnyView {
    if regencies.is_empty() {
        return view! {
            <section class="blank">
                <Drawing name=Draw::Boat/>
                <h2 class="name">{w.t("regions-none-title")}</h2>
                <p class="soft">{w.t("regions-none-text")}</p>
            </section>
        }
        .into_any();
    }
    let cards = regencies
        .into_iter()
        .map(|regency| {
            let tally = tallies.get(&regency.id).copied().unwrap_or_default();
            let counted = w.with("regions-tally", &[("shops", tally.shops.into()), ("pieces", tally.pieces.into())]);
            let about = if tally.shops > 0 { counted } else { w.t("regions-tally-none") };
            let place = [regency.province, about].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
            view! {
                <li>
                    <h3 class="name"><a href=routes::regency(w.lang, &regency.slug)>{crate::regions::full_name(&regency.name, w)}</a></h3>
                    <p class="soft">{place.join(". ")}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="part" aria-labelledby="where">
            <h2 id="where" class="lift">{w.t("regions-choose")}</h2>
            <ul class="isles">{cards}</ul>
        </section>
    }
    .into_any()
}
