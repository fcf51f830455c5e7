//! The administrator's regencies: the list, one regency with who runs it, and where its places lie.

mod places;

pub use places::{place, places};

use leptos::prelude::*;

use super::admin::{ADDRESS_LENGTH, ISLAND_LENGTH, OPERATOR_LENGTH, RegencyLine, RegencySheet};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::RegionId;
use crate::page::{Frame, Page};
use crate::payments::region_pages;
use crate::routes;
use crate::time::Zone;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, key_field, select, text_area, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::narrow::narrow;
use crate::ui::notice::{Tone, form_notice, note};
use crate::ui::pager::pager;
use crate::ui::sure::sure;
use crate::words::Words;

const FRAME: Frame = Frame::Admin { tab: "regencies" };

/// `/admin`
pub async fn regencies(b: &Backend, search: &str, page: i64, typed: Typed) -> Result<Page, AppError> {
    let (lines, paging) = b.regions.all_regencies(search, page).await?;
    let (w, key, search) = (b.words(), b.key("new-regency"), search.to_owned());
    Ok(Page::new(b.t("core-admin-regencies"), FRAME, move || {
        let address = {
            let search = routes::percent_encoded(&search);
            move |page: i64| format!("{}?q={search}&page={page}", routes::ADMIN)
        };
        let wrong = typed.has_errors() || typed.notice.is_some();
        let list = if lines.is_empty() {
            let (draw, key) = match search.is_empty() {
                true => (Draw::Boat, "regions-admin-none"),
                false => (Draw::Fish, "regions-admin-none-found"),
            };
            view! { <div class="blank"><Drawing name=draw/><p class="soft">{w.t(key)}</p></div> }.into_any()
        } else {
            table(lines, &w).into_any()
        };
        view! {
            <h1 class="name big">{w.t("core-admin-regencies")}</h1>
            <form class="find part" method="get" action=routes::ADMIN role="search">
                <input class="input" type="search" name="q" value=search.clone() aria-label=w.t("regions-admin-search")/>
                <button class="btn line"><Icon name=Ico::Search/>{w.t("regions-admin-find")}</button>
            </form>
            <div class="after">{list}</div>
            {pager(paging, &address, &w)}
            <details class="more part" open=wrong>
                <summary>{w.t("regions-admin-add")}</summary>
                {new_regency(&typed, key, &w)}
            </details>
        }
    }))
}

fn table(lines: Vec<RegencyLine>, w: &Words) -> impl IntoView + use<> {
    let rows = lines
        .into_iter()
        .map(|line| {
            let more = narrow(&[
                format!("{} {}", w.t("regions-admin-villages"), w.number(line.villages)),
                format!("{} {}", w.t("regions-admin-shops"), w.number(line.shops)),
            ]);
            view! {
                <tr>
                    <th scope="row"><a href=routes::admin_regency(line.id.as_str())>{line.name.clone()}</a>{more}</th>
                    <td class="wide-only">{line.province.clone()}</td>
                    <td>{state(&line, w)}</td>
                    <td class="r wide-only">{w.number(line.villages)}</td>
                    <td class="r wide-only">{w.number(line.shops)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{w.t("regions-admin-name")}</th>
                    <th scope="col" class="wide-only">{w.t("regions-admin-province")}</th>
                    <th scope="col">{w.t("regions-admin-state")}</th>
                    <th scope="col" class="r wide-only">{w.t("regions-admin-villages")}</th>
                    <th scope="col" class="r wide-only">{w.t("regions-admin-shops")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn state(line: &RegencyLine, w: &Words) -> impl IntoView + use<> {
    let (class, key) = match (line.open, line.operator_complete) {
        (true, true) => ("state here", "regions-state-open"),
        (true, false) => ("state mind", "regions-state-incomplete"),
        (false, _) => ("state gone", "regions-state-closed"),
    };
    view! { <span class=class>{w.t(key)}</span> }
}

fn new_regency(typed: &Typed, key: String, w: &Words) -> impl IntoView + use<> {
    let code =
        Text { hint: "regions-admin-code-hint", max: 5, required: true, ..Text::new("code", "regions-admin-code") };
    let name =
        Text { hint: "regions-admin-name-hint", max: 120, required: true, ..Text::new("name", "regions-admin-name") };
    let province =
        Text { hint: "regions-admin-province-hint", max: 120, ..Text::new("province", "regions-admin-province") };
    view! {
        <form class="stack page narrow" method="post" action=routes::ADMIN_REGENCIES>
            {form_notice(typed, w)}
            {key_field(key)}
            {text_field(code, typed, w)}
            {text_field(name, typed, w)}
            {text_field(province, typed, w)}
            <button class="btn main">{w.t("regions-admin-make")}</button>
        </form>
    }
}

fn back(href: String, text: String) -> impl IntoView + use<> {
    view! { <p><a class="btn quiet" href=href><Icon name=Ico::Back/>{text}</a></p> }
}

/// `/admin/regencies/{id}`; `saved` after a form was saved.
pub async fn regency(b: &Backend, id: &RegionId, typed: Typed, saved: bool) -> Result<Page, AppError> {
    regency_with(b, id, typed, None, saved).await
}

/// The same; `paying` is the form of ways of paying, when it was sent and refused.
pub async fn regency_with(
    b: &Backend,
    id: &RegionId,
    mut typed: Typed,
    paying: Option<Typed>,
    saved: bool,
) -> Result<Page, AppError> {
    let sheet = b.regions.regency_sheet(id).await?;
    let money = b.payments.region_money(id).await?;
    let cards = b.payments.card_mode().is_some();
    let operator = sheet.regency.operator.clone();
    let days = if operator.complaint_days > 0 { operator.complaint_days.to_string() } else { String::new() };
    for (field, value) in [
        ("operator_name", operator.name),
        ("operator_address", operator.address),
        ("operator_contact", operator.contact),
        ("complaint_days", days),
        ("island", sheet.island.clone()),
        ("zone", sheet.regency.zone.label().to_owned()),
        ("version", sheet.version.to_string()),
    ] {
        typed.default_to(field, value);
    }
    // After a conflict the form carries the newest state's version with what was typed.
    typed.set("version", sheet.version.to_string());
    let w = b.words();
    Ok(Page::new(sheet.regency.name.clone(), FRAME, move || {
        view! {
            {back(routes::ADMIN.to_owned(), w.t("core-admin-regencies"))}
            <h1 class="name big">{sheet.regency.name.clone()}</h1>
            {saved.then(|| view! { <div role="status">{note(Tone::Leaf, w.t("regions-admin-saved"))}</div> })}
            {open_or_close(&sheet, &w)}
            {operator_form(&sheet, &typed, &w)}
            {region_pages::form(sheet.regency.id.as_str(), &money, cards, paying.as_ref(), &w)}
        }
    }))
}

fn open_or_close(sheet: &RegencySheet, w: &Words) -> impl IntoView + use<> {
    let id = sheet.regency.id.as_str();
    let (class, state, act, key, button) = if sheet.open {
        ("state here", "regions-state-open", "close", "regions-admin-close", "btn line no")
    } else {
        ("state gone", "regions-state-closed", "open", "regions-admin-open", "btn main")
    };
    let action = format!("{}/{act}", routes::admin_regency(id));
    let change = if sheet.open {
        sure(w.t(key), button, w.t("regions-admin-close-sure"), action, None, w)
    } else {
        view! { <form method="post" action=action><button class=button>{w.t(key)}</button></form> }.into_any()
    };
    let counts = w.with(
        "regions-admin-counts",
        &[("villages", sheet.villages.into()), ("shops", sheet.shops.into()), ("officers", sheet.officers.into())],
    );
    let incomplete = (sheet.open && !sheet.regency.operator.is_complete())
        .then(|| note(Tone::Turmeric, w.t("regions-admin-operator-missing")));
    view! {
        <p class="row wrap after"><span class=class>{w.t(state)}</span><span class="soft">{sheet.province.clone()}", "{sheet.regency.code.clone()}</span></p>
        <p class="soft">{counts}</p>
        {incomplete}
        <div class="acts after">
            {change}
            <a class="btn line" href=routes::admin_places(id)><Icon name=Ico::Place/>{w.t("regions-admin-places")}</a>
            <a class="btn line" href=routes::admin_fees(id)><Icon name=Ico::List/>{w.t("payments-fees-title")}</a>
            <a class="btn line" href=routes::admin_corrections(id)><Icon name=Ico::List/>{w.t("payments-mend-title")}</a>
            <a class="btn line" href=routes::admin_sending(id)><Icon name=Ico::Parcel/>{w.t("orders-shipping-title")}</a>
        </div>
    }
}

fn operator_form(sheet: &RegencySheet, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let long = u16::try_from(OPERATOR_LENGTH).unwrap_or(120);
    let name =
        Text { max: long, hint: "regions-operator-name-hint", ..Text::new("operator_name", "regions-operator-name") };
    let address = Text {
        max: u16::try_from(ADDRESS_LENGTH).unwrap_or(300),
        ..Text::new("operator_address", "regions-operator-address")
    };
    let contact = Text {
        max: long,
        hint: "regions-operator-contact-hint",
        ..Text::new("operator_contact", "regions-operator-contact")
    };
    let days = Text {
        mode: "numeric",
        max: 2,
        hint: "regions-operator-days-hint",
        ..Text::new("complaint_days", "regions-operator-days")
    };
    view! {
        <form class="stack part page narrow" method="post" action=routes::admin_regency(sheet.regency.id.as_str())>
            <h2>{w.t("regions-operator-title")}</h2>
            <p class="soft">{w.t("regions-operator-lead")}</p>
            {form_notice(typed, w)}
            <input type="hidden" name="version" value=typed.get("version").to_owned()/>
            {text_field(name, typed, w)}
            {text_area(address, 3, typed, w)}
            {text_field(contact, typed, w)}
            {text_field(days, typed, w)}
            {island_and_zone(typed, w)}
            <button class="btn main">{w.t("regions-admin-save")}</button>
        </form>
    }
}

fn island_and_zone(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let island = Text {
        max: u16::try_from(ISLAND_LENGTH).unwrap_or(60),
        hint: "regions-admin-island-hint",
        ..Text::new("island", "regions-admin-island")
    };
    let zones = Zone::ALL.into_iter().map(|zone| (zone.label().to_owned(), zone.label().to_owned())).collect();
    view! { {text_field(island, typed, w)} {select("zone", "regions-admin-zone", zones, typed, w)} }
}
