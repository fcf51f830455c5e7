//! `/{lang}/o/{token}`: the buyer's order. Where it stands, what to do now, what to pay with, who to contact;
//! and it is the receipt. Works without script; `follow.js` only looks again by itself. An order at several
//! shops shows each shop's part as a step of its own.

use leptos::prelude::*;

use super::{back, bits, card, part};
use crate::backend::Backend;
use crate::error::{AppError, Message};
use crate::orders::{Counter, Sheet, Whole};
use crate::page::{Frame, Page};
use crate::payments::cut;
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::words::Words;

/// The page; `notice` says why something just asked for was not done.
pub async fn order(b: &Backend, token: &str, notice: Option<Message>) -> Result<Page, AppError> {
    let whole = b.orders.by_token(token).await?;
    let first = whole.parts.first().ok_or(AppError::NotFound)?.clone();
    let stalls = b.orders.stalls(&first.id).await?;
    let (w, now) = (b.words(), b.visit.now);
    let follow = format!("{}/state", routes::order(b.lang(), token));
    let mark = whole.mark(now);
    let shops: Vec<&Counter> = stalls.iter().map(|(shop, _)| shop).collect();
    let card = card::now(b, &whole, &shops).await?;
    let at = bits::shop_names(&shops, &w);
    let title = w.with(
        "orders-title",
        &[("code", (&first.code).into()), ("amount", w.money(whole.total(now)).into()), ("shop", (&at).into())],
    );
    let alone = whole.parts.len() == 1;
    let frame = match (alone, shops.first()) {
        (true, Some(shop)) => bits::frame(b.lang(), shop),
        _ => Frame::private(0, None),
    };
    let surplus = card.as_ref().map(|card| card::surplus(card, &w)).unwrap_or_default();
    let status = if notice.is_some() { 409 } else { 200 };
    let notice = notice.map(|message| w.message(&message));
    let all: Vec<&Sheet> = whole.parts.iter().collect();
    let refunds = back::of(b, &all).await?;
    let mut keep = Some(keep_the_link(b, &first, &at));
    let steps = (!alone).then(|| steps(&whole, &shops, &w, now));
    let cuts = cut::of_parts(b, &whole).await?;
    let mut parts = Vec::new();
    for ((sheet, (shop, ways)), cut) in whole.parts.iter().zip(&stalls).zip(&cuts) {
        let last = keep.take_if(|_| alone);
        parts.push(part::part(b, sheet, (shop, ways), (card.as_ref(), cut.as_ref(), &refunds), alone, last)?);
    }
    let page = Page::new(title, frame, move || {
        view! {
            <div class="page">
                {notice.map(|text| view! { <div role="alert" class="screen">{note(Tone::Madder, text)}</div> })}
                {(!surplus.is_empty()).then(|| view! { <div class="screen stack">{surplus}</div> })}
                {steps}
                {parts}
                {keep}
            </div>
        }
    });
    Ok(page.noindex().status(status).follows(follow, mark))
}

/// What is to be done at which shop, each line a way down to its part.
fn steps(whole: &Whole, shops: &[&Counter], w: &Words, now: i64) -> AnyView {
    let total = w.money(whole.total(now));
    let any = whole.parts.iter().any(|part| part.counts(now));
    let count = i64::try_from(shops.len()).unwrap_or_default();
    let lines = whole
        .parts
        .iter()
        .zip(shops)
        .map(|(sheet, shop)| {
            let told = card::told_with(sheet, shop, w, now);
            let (href, name, lang) = (format!("#part-{}", sheet.number), shop.name.clone(), shop.lang.code());
            let (chip, amount) = (format!("state {}", told.chip), w.money(sheet.worth()));
            let amount = if sheet.counts(now) { amount.into_any() } else { view! { <s>{amount}</s> }.into_any() };
            let mark = format!("mark band-{}", shop.band);
            view! {
                <li>
                    <a class="row" href=href>
                        <span class=mark></span>
                        <span><b lang=lang>{name}</b><br/><span class=chip>{told.state}</span><br/><span class="soft">{amount}</span></span>
                        <Icon name=Ico::Down/>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="stack opening">
            <h1 class="name big">{w.with("orders-shops-title", &[("count", count.into())])}</h1>
            {any.then(|| view! { <p>{w.with("orders-shops-text", &[("amount", total.into())])}</p> })}
            <ol class="shops">{lines}</ol>
        </div>
    }
    .into_any()
}

/// The link in one tap to oneself, and as a code for another phone.
fn keep_the_link(b: &Backend, sheet: &Sheet, at: &str) -> AnyView {
    let w = b.words();
    let link = format!("{}{}", b.visit.origin, routes::order(b.lang(), &sheet.token));
    let text =
        w.with("orders-keep-message", &[("code", (&sheet.code).into()), ("shop", at.into()), ("link", link.into())]);
    let subject = w.with("orders-mail-subject", &[("code", (&sheet.code).into()), ("shop", at.into())]);
    let whatsapp = routes::whatsapp(&b.visit, "", &text);
    let mail = format!("mailto:?subject={}&body={}", routes::percent_encoded(&subject), routes::percent_encoded(&text));
    let symbol = format!("{}/link.svg", routes::order(b.lang(), &sheet.token));
    view! {
        <section class="screen share" aria-labelledby="keep">
            <h2 id="keep">{w.t("orders-keep")}</h2>
            <p class="soft small">{w.t("orders-keep-text")}</p>
            <div class="acts even after">
                <a class="btn line" href=whatsapp rel="noopener"><Icon name=Ico::Chat/>{w.t("orders-keep-whatsapp")}</a>
                <a class="btn line" href=mail><Icon name=Ico::Mail/>{w.t("orders-keep-mail")}</a>
            </div>
            <details class="more">
                <summary>{w.t("orders-keep-photo")}</summary>
                <div class="qr little"><img src=symbol alt=w.t("orders-keep-photo-alt") width="176" height="176" loading="lazy"/></div>
                <p class="soft small">{w.t("orders-keep-photo-text")}</p>
            </details>
        </section>
    }
    .into_any()
}
