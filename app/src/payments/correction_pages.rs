//! `/admin/regencies/{id}/corrections`: mends the books of a regency, and what was mended before.

use leptos::prelude::*;

use super::corrections::{Asked, Correction, LONGEST_NOTE, Pot};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::RegionId;
use crate::money::format_rupiah;
use crate::page::{Frame, Page};
use crate::routes;
use crate::time::Zone;
use crate::ui::field::{Text, key_field, select, text_area, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::ui::pager::pager;
use crate::words::Words;

/// The form and the list; `saved` after one was made.
pub async fn corrections(b: &Backend, id: &RegionId, typed: Typed, page: i64, saved: bool) -> Result<Page, AppError> {
    let sheet = b.regions.regency_sheet(id).await?;
    let (made, paging) = b.payments.corrections(id, page).await?;
    let (w, name, zone) = (b.words(), sheet.regency.name.clone(), sheet.regency.zone);
    let (back, action) = (routes::admin_regency(id.as_str()), routes::admin_corrections(id.as_str()));
    let heading = b.t("payments-mend-title");
    Ok(Page::new(heading.clone(), Frame::Admin { tab: "regencies" }, move || {
        let of = action.clone();
        let pages = pager(paging, &move |page| format!("{of}?page={page}"), &w);
        let list = made.iter().map(|one| line(one, zone, &w)).collect_view();
        let some = !made.is_empty();
        view! {
            <p><a class="btn quiet" href=back><Icon name=Ico::Back/>{name}</a></p>
            <h1 class="name big">{heading}</h1>
            {saved.then(|| view! { <div role="status">{note(Tone::Leaf, w.t("payments-mend-saved"))}</div> })}
            <p class="soft">{w.t("payments-mend-lead")}</p>
            <form class="stack part page narrow" method="post" action=action>
                {form_notice(&typed, &w)}
                {fields(&typed, &w)}
                <button class="btn main">{w.t("payments-mend-look")}</button>
            </form>
            {some.then(|| view! {
                <section class="part" aria-labelledby="made">
                    <h2 id="made">{w.t("payments-mend-made")}</h2>
                    <ul class="book">{list}</ul>
                    {pages}
                </section>
            })}
        }
    }))
}

fn fields(typed: &Typed, w: &Words) -> AnyView {
    let pots = || Pot::ALL.map(|pot| (pot.as_str().to_owned(), w.t(pot.key()))).to_vec();
    let shop =
        Text { hint: "payments-mend-shop-hint", max: 12, required: true, ..Text::new("shop", "payments-mend-shop") };
    let amount = Text { mode: "decimal", max: 40, required: true, ..Text::new("amount", "payments-mend-rupiah") };
    let why = Text { max: LONGEST_NOTE, required: true, ..Text::new("note", "payments-mend-why") };
    view! {
        {text_field(shop, typed, w)}
        {select("from", "payments-mend-from", pots(), typed, w)}
        {select("to", "payments-mend-to", pots(), typed, w)}
        {text_field(amount, typed, w)}
        {text_area(why, 3, typed, w)}
    }
    .into_any()
}

/// The page that asks once more.
pub fn sure(b: &Backend, id: &RegionId, asked: Asked, code: String) -> Page {
    let (w, key) = (b.words(), b.key(&form(id)));
    let (back, heading) = (routes::admin_corrections(id.as_str()), b.t("payments-mend-sure"));
    Page::new(heading.clone(), Frame::Admin { tab: "regencies" }, move || {
        let rows = [
            ("payments-mend-shop-name", asked.shop_name.clone()),
            ("payments-mend-from", w.t(asked.from.key())),
            ("payments-mend-to", w.t(asked.to.key())),
            ("payments-mend-rupiah", w.money(asked.amount)),
            ("payments-mend-why", asked.note.clone()),
        ];
        let rows =
            rows.into_iter().map(|(key, text)| view! { <div><dt>{w.t(key)}</dt><dd>{text}</dd></div> }).collect_view();
        let hidden = [
            ("shop", code),
            ("from", asked.from.as_str().to_owned()),
            ("to", asked.to.as_str().to_owned()),
            ("amount", format_rupiah(asked.amount)),
            ("note", asked.note.clone()),
        ];
        let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
        view! {
            <p><a class="btn quiet" href=back.clone()><Icon name=Ico::Back/>{w.t("payments-mend-title")}</a></p>
            <h1 class="name big">{heading}</h1>
            <form class="stack part page narrow" method="post" action=format!("{back}/confirm")>
                <dl class="slip">{rows}</dl>
                {note(Tone::Turmeric, w.t("payments-mend-for-good"))}
                {key_field(key)}
                {hidden}
                <button class="btn main">{w.t("payments-mend-do")}</button>
            </form>
        }
    })
}

/// The key's name of the form of a regency.
pub fn form(id: &RegionId) -> String {
    format!("correction:{id}")
}

fn line(one: &Correction, zone: Zone, w: &Words) -> AnyView {
    let moved =
        w.with("payments-mend-moved", &[("from", w.t(one.from.key()).into()), ("to", w.t(one.to.key()).into())]);
    let signed = format!("{}, {}", w.moment(one.at, zone), one.by);
    view! {
        <li>
            <span><b>{one.shop.clone()}</b><br/>{one.note.clone()}</span>
            <span class="price">{w.money(one.amount)}</span>
            <span class="soft">{moved}<br/>{signed}</span>
        </li>
    }
    .into_any()
}

/// On the shop's own page: what was mended in the month, in words.
pub fn mine(made: &[Correction], zone: Zone, w: &Words) -> Option<AnyView> {
    if made.is_empty() {
        return None;
    }
    let rows = made
        .iter()
        .map(|one| {
            let (hers, when) = (one.hers(), w.moment(one.at, zone));
            let key = match hers.minor {
                1.. => "payments-mend-mine-more",
                0 => "payments-mend-mine-moved",
                _ => "payments-mend-mine-less",
            };
            let amount = w.money(crate::money::Money { minor: one.amount.minor * hers.minor.signum(), ..one.amount });
            let amount = if hers.minor == 0 { w.money(one.amount) } else { amount };
            view! {
                <li>
                    <span><b>{w.t(key)}</b><br/>{one.note.clone()}</span>
                    <span class="price">{amount}</span>
                    <span class="soft">{when}</span>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="part" aria-labelledby="mended">
                <h2 id="mended">{w.t("payments-mine-mended")}</h2>
                <ul class="book">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}
