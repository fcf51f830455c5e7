//! What is printed for a parcel: the customs form CN22 and the packing slip with its label. What is written into the
//! customs form before printing is kept nowhere.

use leptos::prelude::*;

use super::countries;
use super::customs::{CustomsLine, Form, ORIGIN, customs_line, form};
use crate::accounts::shop::ShopCard;
use crate::backend::Backend;
use crate::error::AppError;
use crate::ids::RegionId;
use crate::money::Money;
use crate::orders::enquiry::Address;
use crate::orders::rules::How;
use crate::orders::{Beside, Line, Sheet};
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::notice::{Tone, note};
use crate::words::{Lang, Words};

/// A part that is sent, what is in the parcel, where to, and who sends it.
struct Sent {
    sheet: Sheet,
    /// Without the pieces whose money was given back: customs are told what is in the parcel.
    packed: Vec<Line>,
    to: Address,
    shop: ShopCard,
    regency: String,
}

async fn sent(b: &Backend, code: &str) -> Result<Sent, AppError> {
    let id = b.shop()?.clone();
    let sheet = b.orders.by_code(&id, code).await?;
    let to = sheet.enquiry.as_ref().and_then(|enquiry| enquiry.to.clone()).filter(|_| sheet.how == How::Send);
    let to = to.filter(|to| !to.street.is_empty()).ok_or_else(|| AppError::conflict("orders-papers-not-sent"))?;
    let packed: Vec<Line> = sheet.lines.iter().cloned().filter_map(Line::packed).collect();
    if packed.is_empty() {
        return Err(AppError::conflict("orders-papers-not-sent"));
    }
    let shop = b.accounts.own_shop(&id).await?;
    let regency = b.orders.counter(&id).await?.regency_name;
    Ok(Sent { sheet, packed, to, shop, regency })
}

/// `/studio/orders/{code}/cn22`. Conflict for what is not sent abroad.
pub async fn cn22(b: &Backend, code: &str) -> Result<Page, AppError> {
    let sent = sent(b, code).await?;
    if sent.to.country == "ID" {
        return Err(AppError::conflict("orders-papers-not-abroad"));
    }
    let table = b.orders.sending_table(&RegionId(sent.shop.regency.0.clone())).await?;
    // One form goes with one parcel: what other shops have in it is declared with hers, and counts for the limits.
    let together = sent.sheet.parcel.is_some() || sent.sheet.enquiry.as_ref().is_some_and(|enquiry| enquiry.shared);
    let beside = if together { b.orders.beside(&sent.sheet).await? } else { Vec::new() };
    let mut shops: Vec<String> = beside.iter().map(|one| one.shop.clone()).collect();
    shops.dedup();
    let lines: Vec<CustomsLine> = sent.packed.iter().map(declared).chain(beside.iter().map(declared_beside)).collect();
    let weight: Option<i64> = lines.iter().map(|line| line.net_g).sum();
    let value = worth(&lines);
    let which = weight.zip(value).and_then(|(grams, value)| form(value, grams, table.sdr));
    let advice = match (weight, which) {
        (None, _) => "orders-shipping-weigh",
        (_, Some(Form::Cn22)) => "orders-papers-cn22",
        (_, Some(Form::Cn23)) => "orders-papers-cn23",
        (_, None) => "orders-shipping-rate-none",
    };
    // The form is in English and French, whoever prints it.
    let (w, english) = (b.words(), b.words().in_lang(Lang::En));
    let date = english.date(b.visit.now, sent.shop.zone);
    let frame = frame(&sent, b.t("orders-papers-cn22-title"));
    Ok(Page::new(b.t("orders-papers-cn22-title"), frame, move || {
        let meant = lines.iter().map(|line| view! { <li>{line.description(&w)}</li> }).collect_view();
        view! {
            <div class="page screen stack lift">
                {note(Tone::Turmeric, w.t(advice))}
                {(!shops.is_empty()).then(|| note(Tone::Turmeric, w.with("orders-papers-together", &[("shops", shops.join(", ").into())])))}
                {note(Tone::Plain, w.t("orders-papers-how"))}
                <ul class="plain soft small">{meant}</ul>
            </div>
            <div class="page">{declaration(&sent, &lines, (weight, value), date, &english)}</div>
        }
    }))
}

fn frame(sent: &Sent, heading: String) -> Frame {
    Frame::Sheet { band: sent.shop.band, back: routes::studio_order(&sent.sheet.code), heading }
}

fn declared(line: &Line) -> CustomsLine {
    customs_line(&line.facts, &line.size_note, line.weight_g, line.quantity, line.unit)
}

fn declared_beside(one: &Beside) -> CustomsLine {
    customs_line(&one.facts, &one.size_note, one.weight_g, one.quantity, one.unit)
}

/// What all lines are worth; None when it is more than money can be.
fn worth(lines: &[CustomsLine]) -> Option<Money> {
    lines.iter().try_fold(Money::rupiah(0), |sum, line| sum.checked_add(line.value?))
}

/// `0.650`, as customs forms write kilograms.
fn kilograms(grams: Option<i64>) -> String {
    grams.map(|grams| format!("{}.{:03}", grams / 1_000, grams % 1_000)).unwrap_or_default()
}

/// `450000 IDR`
fn idr(value: Option<Money>) -> String {
    value.map(|value| format!("{} {}", value.minor / 100, value.currency.code())).unwrap_or_default()
}

fn declaration(
    sent: &Sent,
    lines: &[CustomsLine],
    (weight, value): (Option<i64>, Option<Money>),
    date: String,
    w: &Words,
) -> AnyView {
    let categories = [
        ("orders-papers-gift", false),
        ("orders-papers-documents", false),
        ("orders-papers-sample", false),
        ("orders-papers-sale", true),
        ("orders-papers-returned", false),
        ("orders-papers-other", false),
    ]
    .map(|(key, ticked)| view! { <li>{if ticked { "\u{2612} " } else { "\u{2610} " }}{w.t(key)}</li> })
    .collect_view();
    let rows = lines.iter().map(|line| row(line, w)).collect_view();
    // The post wants the sender's; of a shop that shows none it is written by hand.
    let phone = sent.shop.whatsapp.is_none().then(|| view! { <p class="sign small">{w.t("orders-papers-phone")}</p> });
    view! {
        <section class="cn22" lang="en" translate="no">
            <p class="twin"><b>{w.t("orders-papers-declaration")}</b><b>"CN22"</b></p>
            <p class="small">{w.t("orders-papers-opened")}</p>
            <div class="twin small">{address("orders-papers-from", from(sent), w)}{address("orders-papers-to", to(&sent.to, w), w)}</div>
            <ul class="plain twin small">{categories}</ul>
            <table class="table small">
                <thead><tr>
                    <th scope="col">{w.t("orders-papers-contents")}</th>
                    <th scope="col">{w.t("orders-papers-net")}</th>
                    <th scope="col">{w.t("orders-papers-value")}</th>
                    <th scope="col">{w.t("orders-papers-hs")}</th>
                    <th scope="col">{w.t("orders-papers-origin")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr>
                    <th scope="row">{w.t("orders-papers-total")}</th>
                    <td class="num" data-of=w.t("orders-papers-net")>{kilograms(weight)}</td>
                    <td class="num" data-of=w.t("orders-papers-value")>{idr(value)}</td>
                    <td></td><td></td>
                </tr></tfoot>
            </table>
            <p class="small">{w.t("orders-papers-certify")}</p>
            {phone}
            <p class="sign small">{w.t("orders-papers-tax-number")}</p>
            <p class="sign small">{w.t("orders-papers-signed")}" "{date}</p>
        </section>
    }
    .into_any()
}

/// A line whose words can be mended on the page before it is printed.
fn row(line: &CustomsLine, w: &Words) -> AnyView {
    let contents = format!("{} x {}", line.quantity, line.description(w));
    let hs = line.declared().unwrap_or_default();
    let others = line.hs.iter().copied().filter(|one| *one != hs).collect::<Vec<_>>().join(", ");
    view! {
        <tr>
            <td><textarea class="input" rows="3" aria-label=w.t("orders-papers-contents")>{contents}</textarea></td>
            <td class="num" data-of=w.t("orders-papers-net")>{kilograms(line.net_g)}</td>
            <td class="num" data-of=w.t("orders-papers-value")>{idr(line.value)}</td>
            <td data-of=w.t("orders-papers-hs")>
                <input class="input short" aria-label=w.t("orders-papers-hs") value=hs/>
                <span class="screen soft">{others}</span>
            </td>
            <td data-of=w.t("orders-papers-origin")>{ORIGIN}</td>
        </tr>
    }
    .into_any()
}

fn from(sent: &Sent) -> Vec<String> {
    let shop = &sent.shop;
    let phone = shop.whatsapp.as_ref().map(|phone| phone.display()).unwrap_or_default();
    vec![shop.name.clone(), shop.village_name.clone(), sent.regency.clone(), "INDONESIA".to_owned(), phone]
}

/// The last line names the country in English, in capitals (UPU).
fn to(to: &Address, w: &Words) -> Vec<String> {
    let mut lines = vec![to.name.clone()];
    lines.extend(to.street.lines().map(str::to_owned));
    lines.push(countries::name(&to.country, &w.in_lang(Lang::En)).to_uppercase());
    lines.push(to.phone.clone());
    lines
}

fn address(key: &str, lines: Vec<String>, w: &Words) -> AnyView {
    let lines = lines.into_iter().filter(|line| !line.is_empty()).map(|line| view! { <br/>{line} }).collect_view();
    view! { <p><b>{w.t(key)}</b>{lines}</p> }.into_any()
}

/// `/studio/orders/{code}/label`. Conflict for what is not sent.
pub async fn label(b: &Backend, code: &str) -> Result<Page, AppError> {
    let sent = sent(b, code).await?;
    let w = b.words();
    let abroad = (sent.to.country != "ID").then(|| format!("{}/cn22", routes::studio_order(&sent.sheet.code)));
    let frame = frame(&sent, b.t("orders-papers-label-title"));
    Ok(Page::new(b.t("orders-papers-label-title"), frame, move || {
        let lines = sent.packed.iter().map(|line| packed(line, &w)).collect_view();
        let abroad = abroad.map(
            |href| view! { <p class="screen"><a class="btn line" href=href>{w.t("orders-papers-cn22-title")}</a></p> },
        );
        view! {
            <div class="page stack">
                {abroad}
                <section class="cash stack">
                    <div class="mid">{address("orders-papers-to", to(&sent.to, &w), &w)}</div>
                    <div class="small">{address("orders-papers-from", from(&sent), &w)}</div>
                </section>
                <section class="cash">
                    <p class="name mid num">{sent.sheet.code.clone()}</p>
                    <ul class="plain">{lines}</ul>
                </section>
            </div>
        }
    }))
}

fn packed(line: &Line, w: &Words) -> AnyView {
    let weight = line.weight_g.map(|grams| format!(", {} g", w.number(grams)));
    let (lang, name, size) = (line.lang.code(), line.name.clone(), line.size_note.clone());
    let size = (!size.is_empty()).then(|| format!(", {size}"));
    let count = format!("\u{2610} {} \u{d7} ", line.quantity);
    view! { <li>{count}<span lang=lang><b>{name}</b>{size}</span>{weight}" \u{b7} "{line.code.clone()}</li> }.into_any()
}
