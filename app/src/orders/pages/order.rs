//! `/{lang}/o/{token}`: the buyer's order. Where it stands, what to do now, what to pay with, who to contact;
//! and it is the receipt. Works without script; `follow.js` only looks again by itself.

use leptos::prelude::*;

use super::told::Told;
use super::{bits, receipt, ticket, told};
use crate::backend::Backend;
use crate::error::{AppError, Message};
use crate::form::Typed;
use crate::orders::rules::plan::Act;
use crate::orders::rules::{How, LONGEST_TEXT};
use crate::orders::{Counter, Sheet};
use crate::page::Page;
use crate::payments::cut;
use crate::payments::rules::{State as Pay, Who};
use crate::routes;
use crate::ui::field::{Text, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::ui::sure::sure_with;
use crate::words::Words;

/// The page; `notice` says why something just asked for was not done.
pub async fn order(b: &Backend, token: &str, notice: Option<Message>) -> Result<Page, AppError> {
    let sheet = b.orders.by_token(token).await?;
    let shop = b.orders.counter(&sheet.shop).await?;
    let ways = b.orders.ways(&sheet.shop).await?;
    let w = b.words();
    let now = b.visit.now;
    let told = told::buyer(&sheet, &shop, &w, now);
    let due = ticket::due(b, &sheet, &shop, &ways)?;
    let follow = format!("{}/state", routes::order(b.lang(), token));
    let mark = sheet.mark(now);
    let title = w.with(
        "orders-title",
        &[("code", (&sheet.code).into()), ("amount", w.money(sheet.total).into()), ("shop", (&shop.name).into())],
    );
    let frame = bits::frame(b.lang(), &shop);
    let status = if notice.is_some() { 409 } else { 200 };
    let notice = notice.map(|message| w.message(&message));
    // Before the answer there is no ticket, and the way of paying can be changed already.
    let other = due.is_none().then(|| ticket::other_way(b, &sheet, &ways)).flatten();
    let late = late_claim(b, &sheet, &shop);
    let came_back = came_back(b, &sheet);
    let after = after(b, &sheet, &shop);
    let keep = keep_the_link(b, &sheet, &shop);
    let cut = cut::of_order(b, &sheet.id, &sheet.shop, sheet.payment.method).await?;
    let page = Page::new(title, frame, move || {
        let (ticket, next) = due.map(ticket::Due::parts).unzip();
        let split = if ticket.is_some() { "split order" } else { "order" };
        view! {
            <div class="page">
                {notice.map(|text| view! { <div role="alert" class="screen">{note(Tone::Madder, text)}</div> })}
                {opening(told, &w)}
                <div class=split>
                    {ticket.map(|ticket| view! { <div>{ticket}</div> })}
                    <div class="stack aside">
                        {next}
                        {late}
                        {came_back}
                        {where_to(&sheet, &shop, &w, now)}
                        {other.map(|other| view! { <div class="screen">{other}</div> })}
                        {receipt::receipt(&sheet, &shop, cut.as_ref(), &w, now)}
                        {after}
                        {keep}
                    </div>
                </div>
            </div>
        }
    });
    Ok(page.noindex().status(status).follows(follow, mark))
}

/// State, headline, knots.
fn opening(told: Told, w: &Words) -> AnyView {
    let chip = format!("state {}", told.chip);
    let steps = told
        .steps
        .into_iter()
        .map(|step| {
            let now = (step.class == "now").then_some("step");
            view! { <li class=step.class aria-current=now>{step.text}</li> }
        })
        .collect_view();
    view! {
        <div class="stack opening">
            <p class=chip>{told.state}</p>
            <h1 class="name big">{told.headline}</h1>
            {told.text.map(|text| view! { <p>{text}</p> })}
            <ol class="thread" aria-label=w.t("orders-steps")>{steps}</ol>
        </div>
    }
    .into_any()
}

/// "I have paid" after time ran out.
fn late_claim(b: &Backend, sheet: &Sheet, shop: &Counter) -> Option<AnyView> {
    let standing = sheet.standing();
    let over = !standing.seen(b.visit.now).is_open();
    if !over || !standing.may(Who::Buyer, Act::Claim, b.visit.now) {
        return None;
    }
    let action = format!("{}/paid", routes::order(b.lang(), &sheet.token));
    let button = bits::one_button(
        b,
        action,
        &bits::form_name("paid", &sheet.code),
        "btn line wide",
        None,
        b.t("orders-i-have-paid"),
    );
    let text = b.with("orders-late-text", &[("name", (&shop.owner).into())]);
    Some(
        view! {
            <section class="screen stack" aria-labelledby="late">
                <h2 id="late">{b.t("orders-late-title")}</h2>
                <p>{text}</p>
                {button}
            </section>
        }
        .into_any(),
    )
}

/// "The money came back", once she says it was handed back.
fn came_back(b: &Backend, sheet: &Sheet) -> Option<AnyView> {
    if sheet.payment.state != Pay::Returned {
        return None;
    }
    if sheet.payment.return_seen_at.is_some() {
        return Some(note(Tone::Leaf, b.t("orders-came-back-done")).into_any());
    }
    let action = format!("{}/came-back", routes::order(b.lang(), &sheet.token));
    let form = bits::form_name("came-back", &sheet.code);
    Some(bits::one_button(b, action, &form, "btn main wide", Some(Ico::Check), b.t("orders-came-back")))
}

/// Where a kept piece is fetched.
fn where_to(sheet: &Sheet, shop: &Counter, w: &Words, now: i64) -> Option<AnyView> {
    let pickup = sheet.pickup.clone().filter(|_| sheet.seen(now).is_open() && sheet.how == How::Keep)?;
    let when = bits::window(w, pickup.from, pickup.until, shop.zone);
    let lang = shop.lang.code();
    Some(view! {
        <section class="screen" aria-labelledby="where">
            <h2 id="where">{w.t("orders-where")}</h2>
            <ul class="plain">
                <li><Icon name=Ico::Clock/><span>{when}</span></li>
                <li><Icon name=Ico::Place/><span lang=lang>{pickup.place}{(!pickup.find.is_empty()).then(|| view! { <br/><span class="soft">{pickup.find}</span> })}</span></li>
            </ul>
        </section>
    }.into_any())
}

/// Look again, tell the maker, cancel.
fn after(b: &Backend, sheet: &Sheet, shop: &Counter) -> AnyView {
    let here = routes::order(b.lang(), &sheet.token);
    let tell = shop.whatsapp.is_some().then(|| {
        let action = format!("{here}/tell");
        let text = b.with("orders-tell", &[("name", (&shop.owner).into())]);
        view! { <form method="post" action=action><button class="btn line wide"><Icon name=Ico::Chat/>{text}</button></form> }
    });
    let cancel = sheet.standing().may(Who::Buyer, Act::Cancel, b.visit.now).then(|| {
        let key = b.key(&bits::form_name("cancel", &sheet.code));
        let w = b.words();
        let why = Text { max: LONGEST_TEXT, ..Text::new("text", "orders-cancel-why") };
        let why = text_field(why, &Typed::default(), &w).into_any();
        sure_with(
            w.t("orders-cancel"),
            "btn no wide",
            w.t("orders-cancel-sure"),
            format!("{here}/cancel"),
            (Some(key), Some(why)),
            &w,
        )
    });
    let again = b.t("orders-look-again");
    view! {
        <div class="acts even screen">
            <a class="btn line" href=here><Icon name=Ico::Again/>{again}</a>
            {tell}
        </div>
        {cancel.map(|cancel| view! { <div class="screen">{cancel}</div> })}
    }
    .into_any()
}

/// The link in one tap to oneself, and as a code for another phone.
fn keep_the_link(b: &Backend, sheet: &Sheet, shop: &Counter) -> AnyView {
    let w = b.words();
    let link = format!("{}{}", b.visit.origin, routes::order(b.lang(), &sheet.token));
    let text = w.with(
        "orders-keep-message",
        &[("code", (&sheet.code).into()), ("shop", (&shop.name).into()), ("link", link.into())],
    );
    let subject = w.with("orders-mail-subject", &[("code", (&sheet.code).into()), ("shop", (&shop.name).into())]);
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
