//! One shop's part of the buyer's order: where it stands, what to do now, what to pay with, the receipt.

use leptos::prelude::*;

use super::card::{self, Together};
use super::told::Told;
use super::{back, bits, enquiry, missed, proof, receipt, ticket, told};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::rules::plan::Act;
use crate::orders::rules::{How, LONGEST_TEXT, State};
use crate::orders::{Counter, Sheet};
use crate::payments::Ways;
use crate::payments::ledger::fees::Cut;
use crate::payments::method::Method;
use crate::payments::refunds::Refund;
use crate::payments::rules::{State as Pay, Who};
use crate::routes;
use crate::ui::field::{Text, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::ui::sure::sure_with;
use crate::words::Words;

/// The part; `alone` when the order has no other, `last` what then stands below it.
pub fn part(
    b: &Backend,
    sheet: &Sheet,
    (shop, ways): (&Counter, &Ways),
    (together, cut, refunds): (Option<&Together>, Option<&Cut>, &[Refund]),
    alone: bool,
    last: Option<AnyView>,
) -> Result<AnyView, AppError> {
    let (w, now) = (b.words(), b.visit.now);
    let told = card::told_with(sheet, shop, &w, now);
    let (standing, is_open) = (sheet.standing(), sheet.seen(now).is_open());
    // While the piece waits for the bank the head of the page says so.
    let bank = match (standing.disputed, standing.deposit_taken) {
        (true, _) => (!is_open).then_some("orders-told-disputed-over"),
        (false, taken) => (taken && is_open).then_some("orders-told-deposit-taken"),
    };
    let asked_back = bank.map(|key| note(Tone::Turmeric, w.with(key, &[("name", (&shop.owner).into())])));
    let rest = sheet
        .rest_may_come_unseen()
        .then(|| note(Tone::Plain, w.with("orders-end-if-paid-rest", &[("name", (&shop.owner).into())])));
    let offer = enquiry::offer(b, sheet, shop, ways);
    let due = match together.filter(|_| sheet.payment.method == Method::Card) {
        Some(together) => card::due(b, sheet, shop, ways, together),
        None => ticket::due(b, sheet, shop, ways)?,
    };
    // Before the answer there is no ticket, and the way of paying can be changed already.
    let other = (due.is_none() && sheet.enquiry.is_none()).then(|| ticket::other_way(b, sheet, ways)).flatten();
    let (ticket, next) = due.map(ticket::Due::parts).unzip();
    let claimed = sheet.payment.state == Pay::Claimed;
    let split = if ticket.is_some() { "split order" } else { "order" };
    let inside = view! {
        {if alone { opening(told, &w) } else { opening_of_one(told, sheet, shop, &w) }}
        <div class=split>
            {ticket.map(|ticket| view! { <div>{ticket}</div> })}
            <div class="stack aside">
                {card::was_test(together.filter(|_| sheet.payment.method == Method::Card), sheet, &w)}
                {asked_back}
                {rest}
                {offer}
                {next}
                {claimed.then(|| proof::link(sheet, now, &w))}
                {received(b, sheet)}
                {late_claim(b, sheet, shop)}
                {came_back(b, sheet, refunds)}
                {back::buyer(b, sheet, refunds, shop)}
                {missed::buyer(b, sheet, refunds, shop)}
                {where_to(sheet, shop, &w, now)}
                {other.map(|other| view! { <div class="screen">{other}</div> })}
                {receipt::receipt(sheet, shop, (cut, refunds), &w, now)}
                {after(b, sheet, shop, alone)}
                {last}
            </div>
        </div>
    };
    if alone {
        return Ok(inside.into_any());
    }
    let (id, label) = (format!("part-{}", sheet.number), format!("part-{}-name", sheet.number));
    Ok(view! { <article class="part" id=id aria-labelledby=label>{inside}</article> }.into_any())
}

/// The head of one shop's part among several.
fn opening_of_one(told: Told, sheet: &Sheet, shop: &Counter, w: &Words) -> AnyView {
    let (chip, band) = (format!("state {}", told.chip), format!("band slim band-{}", shop.band));
    let (id, name, lang) = (format!("part-{}-name", sheet.number), shop.name.clone(), shop.lang.code());
    view! {
        <div class="stack opening">
            <div class=band></div>
            <h2 class="name big" id=id><span lang=lang>{name}</span></h2>
            <p class=chip>{told.state}</p>
            <p class="mid">{told.headline}</p>
            {told.text.map(|text| view! { <p>{text}</p> })}
            {thread(told.steps, w)}
        </div>
    }
    .into_any()
}

/// State, headline, knots.
fn opening(told: Told, w: &Words) -> AnyView {
    let chip = format!("state {}", told.chip);
    view! {
        <div class="stack opening">
            <p class=chip>{told.state}</p>
            <h1 class="name big">{told.headline}</h1>
            {told.text.map(|text| view! { <p>{text}</p> })}
            {thread(told.steps, w)}
        </div>
    }
    .into_any()
}

fn thread(steps: Vec<told::Step>, w: &Words) -> AnyView {
    let class = if steps.len() > 5 { "thread long" } else { "thread" };
    let steps = steps
        .into_iter()
        .map(|step| {
            let now = (step.class == "now").then_some("step");
            view! { <li class=step.class aria-current=now><span>{step.text}</span></li> }
        })
        .collect_view();
    view! { <ol class=class aria-label=w.t("orders-steps")>{steps}</ol> }.into_any()
}

/// "I have paid" after time ran out.
fn late_claim(b: &Backend, sheet: &Sheet, shop: &Counter) -> Option<AnyView> {
    let standing = sheet.standing();
    let over = !standing.seen(b.visit.now).is_open();
    if !over || !standing.may(Who::Buyer, Act::Claim, b.visit.now) {
        return None;
    }
    let action = format!("{}/paid", routes::order(b.lang(), &sheet.token));
    let button = bits::buyer_button(b, action, "paid", sheet, "btn line wide", None, b.t("orders-i-have-paid"));
    let id = bits::id("late", sheet);
    let text = if told::is_made(sheet) { "orders-late-text-made" } else { "orders-late-text" };
    let text = b.with(text, &[("name", (&shop.owner).into())]);
    Some(
        view! {
            <section class="screen stack" aria-labelledby=bits::named_by("late", sheet)>
                <h2 id=id>{b.t("orders-late-title")}</h2>
                <p>{text}</p>
                {button}
            </section>
        }
        .into_any(),
    )
}

/// "The money came back", once she says it was handed back.
fn came_back(b: &Backend, sheet: &Sheet, refunds: &[Refund]) -> Option<AnyView> {
    // What a bank took it gave to whoever asked for it: there is nothing to confirm, but what the shop gave besides.
    let by_hand = refunds.iter().any(|one| one.part == sheet.part && one.is_open_question());
    if sheet.money_state() != Pay::Returned || (!by_hand && sheet.payments().all(|one| one.taken)) {
        return None;
    }
    if !sheet.standing().may(Who::Buyer, Act::CameBack, b.visit.now) {
        return Some(note(Tone::Leaf, b.t("orders-came-back-done")).into_any());
    }
    let action = format!("{}/came-back", routes::order(b.lang(), &sheet.token));
    Some(bits::buyer_button(b, action, "came-back", sheet, "btn main wide", Some(Ico::Check), b.t("orders-came-back")))
}

/// "It has arrived", once the parcel is on its way.
fn received(b: &Backend, sheet: &Sheet) -> Option<AnyView> {
    sheet.standing().may(Who::Buyer, Act::Receive, b.visit.now).then(|| {
        let action = format!("{}/received", routes::order(b.lang(), &sheet.token));
        bits::buyer_button(b, action, "received", sheet, "btn main wide", Some(Ico::Check), b.t("orders-it-arrived"))
    })
}

/// Where it goes, and what was promised.
fn way(sheet: &Sheet, shop: &Counter, w: &Words, now: i64) -> Option<AnyView> {
    // Of what is over nothing goes anywhere; a parcel that has left is told of all the same.
    let on_its_way = !matches!(sheet.seen(now), State::Declined | State::Cancelled | State::Expired);
    let lines: Vec<AnyView> = [
        enquiry::to_buyer(sheet, w).filter(|_| on_its_way),
        enquiry::promised(sheet, shop, w, now).filter(|_| sheet.accepted_at.is_some()),
        enquiry::fetched(sheet, shop, w).filter(|_| sheet.seen(now).is_open()),
        sheet.parcel.as_ref().map(|parcel| {
            enquiry::parcel_line(parcel, routes::order_parcel(w.lang, &sheet.token, sheet.number), shop, w, now)
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    let id = bits::id("where", sheet);
    (!lines.is_empty()).then(|| {
        view! {
            <section class="screen" aria-labelledby=bits::named_by("where", sheet)>
                <h2 id=id>{w.t("orders-way")}</h2>
                <ul class="plain">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

/// Where a kept piece is fetched, or where it goes.
fn where_to(sheet: &Sheet, shop: &Counter, w: &Words, now: i64) -> Option<AnyView> {
    if sheet.enquiry.is_some() {
        return way(sheet, shop, w, now);
    }
    let pickup = sheet.pickup.clone().filter(|_| sheet.seen(now).is_open() && sheet.how == How::Keep)?;
    let when = bits::window(w, pickup.from, pickup.until, shop.zone);
    let (id, lang) = (bits::id("where", sheet), shop.lang.code());
    Some(view! {
        <section class="screen" aria-labelledby=bits::named_by("where", sheet)>
            <h2 id=id>{w.t("orders-where")}</h2>
            <ul class="plain">
                <li><Icon name=Ico::Clock/><span>{when}</span></li>
                <li><Icon name=Ico::Place/><span lang=lang>{pickup.place}{(!pickup.find.is_empty()).then(|| view! { <br/><span class="soft">{pickup.find}</span> })}</span></li>
            </ul>
        </section>
    }.into_any())
}

/// Of what came to nothing: the way back to the piece, or to the shop.
fn back_to(b: &Backend, sheet: &Sheet, shop: &Counter) -> Option<AnyView> {
    let state = sheet.seen(b.visit.now);
    if !matches!(state, State::Declined | State::Cancelled | State::Expired) {
        return None;
    }
    let (href, text) = match sheet.lines.others() {
        0 => (routes::product(b.lang(), &sheet.lines.first.code), b.t("orders-back-to-piece")),
        _ if shop.code.is_empty() => return None,
        _ => (routes::shop(b.lang(), &shop.code), b.with("orders-gone-shop", &[("shop", (&shop.name).into())])),
    };
    Some(view! { <a class="btn line" href=href>{text}</a> }.into_any())
}

/// Look again, tell the maker, cancel.
fn after(b: &Backend, sheet: &Sheet, shop: &Counter, alone: bool) -> AnyView {
    let here = routes::order(b.lang(), &sheet.token);
    let tell = shop.whatsapp.is_some().then(|| {
        let action = format!("{here}/tell");
        let text = b.with("orders-tell", &[("name", (&shop.owner).into())]);
        view! { <form method="post" action=action>{bits::part_field(sheet)}<button class="btn line wide"><Icon name=Ico::Chat/>{text}</button></form> }
    });
    // While a bank works on the money the answer would be no.
    let may = !sheet.at_bank && sheet.standing().may(Who::Buyer, Act::Cancel, b.visit.now);
    let cancel = may.then(|| {
        let key = b.key(&bits::form_name("cancel", sheet));
        let w = b.words();
        let why = Text { max: LONGEST_TEXT, ..Text::new("text", "orders-cancel-why") };
        let part = bits::part_field(sheet);
        let why = view! { {part} {text_field(why, &Typed::default(), &w)} }.into_any();
        // What nothing was agreed about is a question still.
        let asked = sheet.enquiry.is_some() && sheet.accepted_at.is_none();
        let (label, sure) = match asked {
            true => ("orders-withdraw", "orders-withdraw-sure"),
            false if sheet.deposit.is_some() => ("orders-cancel", "orders-cancel-sure-late"),
            false if told::is_made(sheet) => ("orders-cancel", "orders-cancel-sure-made"),
            false if !alone => ("orders-cancel", "orders-cancel-sure-one"),
            false => ("orders-cancel", "orders-cancel-sure"),
        };
        let shop_name = [("shop", (&shop.name).into())];
        let label = if alone || asked { w.t(label) } else { w.with("orders-cancel-one", &shop_name) };
        sure_with(
            label,
            "btn no wide",
            w.with(sure, &[("name", (&shop.owner).into()), ("shop", (&shop.name).into())]),
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
            {back_to(b, sheet, shop)}
        </div>
        {cancel.map(|cancel| view! { <div class="screen">{cancel}</div> })}
    }
    .into_any()
}
