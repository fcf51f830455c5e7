//! `/{lang}/privacy` and `/{lang}/help`: who is responsible for a regency's pages, what is kept and for
//! how long, what to do when something went wrong.

use leptos::prelude::*;

use super::home::PER_PAGE;
use crate::backend::Backend;
use crate::error::AppError;
use crate::orders::rules::holds::UNSENT_DAYS;
use crate::page::{Frame, Page};
use crate::payments::region::RegionMoney;
use crate::regions::{Regency, RegencyCard, full_name};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::pager::{page_of, pager};
use crate::words::{Lang, Words};

/// Which of the two pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    Privacy,
    Help,
}

impl Duty {
    fn title(self) -> &'static str {
        match self {
            Self::Privacy => "regions-privacy-title",
            Self::Help => "regions-help-title",
        }
    }

    fn lead(self) -> &'static str {
        match self {
            Self::Privacy => "regions-privacy-lead",
            Self::Help => "regions-help-lead",
        }
    }

    /// The address of the page, of a regency or without one.
    pub fn href(self, lang: Lang, slug: Option<&str>) -> String {
        match self {
            Self::Privacy => routes::privacy(lang, slug),
            Self::Help => routes::help(lang, slug),
        }
    }

    /// The address behind the language.
    fn tail(self, slug: Option<&str>) -> String {
        self.href(Lang::Id, slug).trim_start_matches("/id").to_owned()
    }
}

/// The page without a regency: a choice, or the only regency's.
///
/// # Errors
/// When the database cannot be asked.
pub async fn choice(b: &Backend, what: Duty, page: i64) -> Result<Page, AppError> {
    let regencies = b.regions.open_regencies().await?;
    if let [only] = regencies.as_slice() {
        return duty(b, what, b.regions.regency(&only.slug).await?).await;
    }
    let w = b.words();
    let (regencies, paging) = page_of(regencies, page, PER_PAGE);
    Ok(Page::new(format!("{} - Homoru", b.t(what.title())), Frame::house(), move || {
        view! {
            <div class="page narrow">
                <h1 class="name big">{w.t(what.title())}</h1>
                <p class="story">{w.t(what.lead())}</p>
                {places(what, regencies, &w)}
                {pager(paging, &|page| format!("{}?page={page}", what.href(w.lang, None)), &w)}
            </div>
        }
    })
    .about(b.t(what.lead()))
    .in_languages(what.tail(None)))
}

fn places(what: Duty, regencies: Vec<RegencyCard>, w: &Words) -> AnyView {
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
    let links = regencies
        .into_iter()
        .map(|regency| {
            let href = what.href(w.lang, Some(&regency.slug));
            view! { <li><h3 class="name"><a href=href>{full_name(&regency.name, w)}</a></h3><p class="soft">{regency.province}</p></li> }
        })
        .collect_view();
    view! {
        <section class="part">
            <h2 class="lift">{w.t("regions-which")}</h2>
            <ul class="isles">{links}</ul>
        </section>
    }
    .into_any()
}

/// A regency's own page. Also one whose pages are closed is still responsible for its orders.
pub async fn duty(b: &Backend, what: Duty, regency: Regency) -> Result<Page, AppError> {
    let w = b.words();
    let mut money = b.payments.region_money(&regency.id).await?;
    // What a region switched on is not there where the house has no keys for it.
    money.card &= b.payments.card_mode().is_some();
    let title = format!("{}, {} - Homoru", b.t(what.title()), regency.short_name());
    let tail = what.tail(Some(&regency.slug));
    Ok(Page::new(title, Frame::house(), move || {
        let sections = match what {
            Duty::Privacy => privacy(&money, &w).into_any(),
            Duty::Help => help(&money, &w).into_any(),
        };
        let other = if what == Duty::Privacy { Duty::Help } else { Duty::Privacy };
        view! {
            <div class="page">
                <article class="prose">
                    <h1 class="name big">{w.t(what.title())}</h1>
                    <p>{w.t(what.lead())}</p>
                    {responsible(&regency, &w).into_any()}
                    {sections}
                    {complaints(&regency, &w).into_any()}
                    <p><a class="icon" href=other.href(w.lang, Some(&regency.slug))>{w.t(other.title())}</a></p>
                </article>
            </div>
        }
    })
    .about(b.t(what.lead()))
    .in_languages(tail))
}

/// Name, address and contact of who runs the pages.
fn responsible(regency: &Regency, w: &Words) -> impl IntoView + use<> {
    let operator = &regency.operator;
    let whole = operator.is_complete();
    let lines = [operator.name.clone(), operator.address.clone(), operator.contact.clone()];
    let lines = lines.into_iter().filter(|line| !line.is_empty()).map(|line| view! { {line} <br/> }).collect_view();
    let missing = (!whole).then(|| view! { <p>{w.t("regions-operator-missing")}</p> });
    let intro = w.with("regions-operator", &[("regency", full_name(&regency.name, w).into())]);
    view! { <h2>{w.t("regions-operator-title")}</h2> <p>{intro}</p> <p>{lines}</p> {missing} }
}

fn complaints(regency: &Regency, w: &Words) -> impl IntoView + use<> {
    let days = regency.operator.complaint_days;
    let limit = (days > 0).then(|| w.with("regions-complaint-days", &[("days", days.into())]));
    view! {
        <h2>{w.t("regions-complaint-title")}</h2>
        <p>{w.t("regions-complaint-text")}" "{limit}</p>
        <p>{w.t("regions-complaint-state")}</p>
    }
}

fn privacy(money: &RegionMoney, w: &Words) -> impl IntoView + use<> {
    let days = money.remembered_days();
    let ordering = w.with("regions-kept-order", &[("days", days.into()), ("more", UNSENT_DAYS.into())]);
    let card = money.card.then(|| view! { <li>{w.t("regions-kept-card")}</li> });
    view! {
        <h2>{w.t("regions-kept-title")}</h2>
        <ul>
            <li>{w.t("regions-kept-look")}</li>
            <li>{w.t("regions-kept-scan")}</li>
            <li>{ordering}</li>
            {card}
            <li>{w.t("regions-kept-books")}</li>
            <li>{w.t("regions-kept-mail")}</li>
        </ul>
        <h2>{w.t("regions-cookies-title")}</h2>
        <p>{w.t("regions-cookies-text")}</p>
        <h2>{w.t("regions-makers-title")}</h2>
        <p>{w.t("regions-makers-text")}</p>
        <h2>{w.t("regions-rights-title")}</h2>
        <p>{w.t("regions-rights-text")}</p>
    }
}

fn help(money: &RegionMoney, w: &Words) -> impl IntoView + use<> {
    let ways: Vec<String> = money.ways().into_iter().map(|method| w.t(method.key())).collect();
    let card = money.card.then(|| w.with("regions-help-buy-card", &[("merchant", (&money.merchant).into())]));
    let buying = [
        Some(w.t("regions-help-buy-stall")),
        Some(w.with("regions-help-buy-keep", &[("hours", money.answer_hours().into())])),
        Some(w.with("regions-help-buy-pay", &[("ways", ways.join(", ").into())])),
        money.qris.then(|| w.t("regions-help-buy-qris")),
        card,
        Some(w.t("regions-help-buy-link")),
    ];
    let buying = buying.into_iter().flatten().map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <h2>{w.t("regions-help-scan-title")}</h2>
        <p>{w.t("regions-help-scan-text")}" "<a href=routes::TYPE_CODE>{w.t("core-type-code")}</a></p>
        <h2>{w.t("regions-help-buy-title")}</h2>
        <ul>{buying}</ul>
        <h2>{w.t("regions-help-money-title")}</h2>
        <p>{w.t("regions-help-money-text")}</p>
        <h2>{w.t("regions-help-join-title")}</h2>
        <p>{w.t("regions-help-join-text")}</p>
    }
}
