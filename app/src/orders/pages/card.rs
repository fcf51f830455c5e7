//! The card's ticket: what is paid, who the statement will name, and the way to the payment page; and what is told
//! of money that goes back to a card.

use leptos::prelude::*;

use super::ticket::{self, Due, other_way};
use super::told::{self, Told};
use super::{back, bits};
use crate::backend::Backend;
use crate::error::AppError;
use crate::money::Money;
use crate::orders::{Counter, Sheet, Whole};
use crate::payments::Ways;
use crate::payments::card::{CardNow, Mode, Progress, Surplus, Way};
use crate::payments::method::Method;
use crate::payments::refunds::Refund;
use crate::payments::rules::State as Pay;
use crate::routes;
use crate::ui::icons::Ico;
use crate::ui::notice::{Tone, note};
use crate::words::Words;

/// What is known of an order's card payment, which is one for all its shops that are paid so.
pub struct Together {
    now: CardNow,
    /// The part whose ticket carries the button.
    leads: Option<i64>,
    /// What is due by card at all shops.
    sum: Money,
}

/// What is known of the card payment; None for an order that is paid in other ways and was never charged to a card.
pub async fn now(b: &Backend, whole: &Whole) -> Result<Option<Together>, AppError> {
    let by_card = |part: &&Sheet| part.payment.method == Method::Card || part.charged;
    let Some(first) = whole.parts.iter().find(by_card) else {
        return Ok(None);
    };
    let now = b.payments.card(&first.id).await?;
    let due: Vec<&Sheet> = whole.parts.iter().filter(|part| part.standing().card_is_due(b.visit.now)).collect();
    let sum = due.iter().map(|part| part.payment.amount.minor).sum();
    let sum = Money { minor: sum, ..first.payment.amount };
    Ok(Some(Together { now, leads: due.first().map(|part| part.number), sum }))
}

/// The same asked about one part, for the shop's page; nothing is asked where no card is to be paid.
pub async fn is_at_bank(b: &Backend, sheet: &Sheet) -> Result<bool, AppError> {
    let due = sheet.standing().card_is_due(b.visit.now);
    Ok(due && b.payments.card(&sheet.id).await?.progress == Progress::Processing)
}

/// Tells the buyer of a part, and of a bank that works on its money, asks for it, or did not take it back.
pub fn told_with(
    (card, refunds): (Option<&Together>, &[Refund]),
    sheet: &Sheet,
    shop: &Counter,
    w: &Words,
    now: i64,
) -> Told {
    let told = told::buyer(sheet, shop, w, now);
    let (standing, at_bank) = (sheet.standing(), card.is_some_and(|card| card.now.progress == Progress::Processing));
    if at_bank && standing.card_is_due(now) {
        return told.at_bank(w);
    }
    match (standing.disputed, sheet.payment.state) {
        (true, _) if sheet.seen(now).is_open() => told.asked_back(shop, w),
        // What becomes of the money stands below, where the bank is named.
        (true, Pay::ToReturn) => Told { text: None, ..told },
        (false, Pay::ToReturn) => match back::not_taken(sheet, refunds) {
            Some(amount) => {
                let parts = [("amount", w.money(amount).into()), ("name", (&shop.owner).into())];
                Told { text: Some(w.with("orders-told-card-failed", &parts)), ..told }
            }
            None => told,
        },
        _ => told,
    }
}

/// The ticket of a card payment that can be paid now.
pub fn due(b: &Backend, sheet: &Sheet, shop: &Counter, ways: &Ways, together: &Together) -> Option<Due> {
    if !sheet.standing().card_is_due(b.visit.now) {
        return None;
    }
    let (w, card) = (b.words(), &together.now);
    if together.leads != Some(sheet.number) {
        return Some(Due::of(with_the_others(sheet, shop, &w), ().into_any()));
    }
    // Nothing is to be done but to wait: the head of the page says so.
    if card.progress == Progress::Processing {
        return Some(Due::of(whole(b, sheet, shop, together, &w), ().into_any()));
    }
    let id = bits::id("next", sheet);
    let steps = ["payments-do-card", "payments-do-card-back"].map(|key| view! { <li><span>{w.t(key)}</span></li> });
    let other = other_way(b, sheet, ways);
    let next = view! {
        <section class="screen" aria-labelledby=bits::named_by("next", sheet)>
            <h2 id=id>{w.t("orders-what-now")}</h2>
            <ol class="todo">{steps.collect_view()}</ol>
            {other}
        </section>
    };
    Some(Due::of(whole(b, sheet, shop, together, &w), next.into_any()))
}

/// The other shops' share of a card payment whose button stands at the first.
fn with_the_others(sheet: &Sheet, shop: &Counter, w: &Words) -> AnyView {
    let inside = view! { <p class="soft small">{w.t("payments-card-together")}</p> };
    ticket::slip(sheet, shop, w.t("payments-card-to"), sheet.payment.amount, inside, w)
}

fn whole(b: &Backend, sheet: &Sheet, shop: &Counter, together: &Together, w: &Words) -> AnyView {
    let card = &together.now;
    let statement = (!card.merchant.is_empty()).then(|| {
        let merchant = &[("merchant", (&card.merchant).into()), ("contact", (&card.contact).into())];
        view! { <p class="soft small">{w.with("payments-card-statement", merchant)}</p> }
    });
    let inside = view! {
        {test(card.mode == Some(Mode::Test), w)}
        {attempt(card.progress, w)}
        {statement}
        {ticket::last_line("payments-card-text", sheet, w)}
    };
    let slip = ticket::slip(sheet, shop, w.t("payments-card-to"), together.sum, inside, w);
    view! { {slip} {go(b, sheet, card, w)} }.into_any()
}

/// No real card is charged.
fn test(test: bool, w: &Words) -> Option<AnyView> {
    test.then(|| view! { <p class="state wait">{w.t("payments-card-test")}</p> }.into_any())
}

/// That of a payment that is here: what it was is the attempt's, and the installation may have another key by now.
pub fn was_test(card: Option<&Together>, sheet: &Sheet, w: &Words) -> Option<AnyView> {
    test(sheet.payment.paid_at.is_some() && card.is_some_and(|card| card.now.tested), w)
}

/// What was charged for nothing, told once for the whole order.
pub fn surplus(card: &Together, w: &Words) -> Vec<AnyView> {
    let (merchant, contact) = (&card.now.merchant, &card.now.contact);
    let told = |Surplus { amount, way }: &Surplus| {
        let (tone, key) = match way {
            Way::Going => (Tone::Plain, "payments-card-surplus-going"),
            Way::Back => (Tone::Plain, "payments-card-surplus-back"),
            Way::Asked => (Tone::Plain, "payments-card-surplus-asked"),
            Way::Refused => (Tone::Turmeric, "payments-card-surplus-refused"),
            Way::Sent => (Tone::Plain, "payments-card-surplus-sent"),
            Way::ByBank => (Tone::Plain, "payments-card-surplus-by-bank"),
        };
        let gaps = [("amount", w.money(*amount).into()), ("merchant", merchant.into()), ("contact", contact.into())];
        note(tone, w.with(key, &gaps)).into_any()
    };
    card.now.surplus.iter().map(told).collect()
}

/// The same on the shop's page, of what is to be paid too; nothing is asked about other ways of paying.
pub async fn test_hers(b: &Backend, sheet: &Sheet, w: &Words) -> Result<Option<AnyView>, AppError> {
    if sheet.payment.method != Method::Card {
        return Ok(None);
    }
    let card = b.payments.card(&sheet.id).await?;
    let now = sheet.payment.paid_at.is_none() && card.mode == Some(Mode::Test);
    Ok(test(now || card.tested, w))
}

/// How the last attempt went.
fn attempt(progress: Progress, w: &Words) -> Option<AnyView> {
    let (tone, key) = match progress {
        // What was paid was something else: this is still to be paid.
        Progress::None | Progress::Open | Progress::Paid | Progress::Processing => return None,
        Progress::Closed => (Tone::Turmeric, "payments-card-closed"),
        Progress::Failed => (Tone::Madder, "payments-card-failed"),
    };
    Some(note(tone, w.t(key)).into_any())
}

/// The main button.
fn go(b: &Backend, sheet: &Sheet, card: &CardNow, w: &Words) -> Option<AnyView> {
    if card.mode.is_none() {
        return Some(note(Tone::Madder, w.t("orders-card-off")).into_any());
    }
    let key = match card.progress {
        Progress::Processing => return None,
        Progress::Open => "payments-card-go-on",
        Progress::None | Progress::Closed | Progress::Failed | Progress::Paid => "payments-card-go",
    };
    let action = format!("{}/card", routes::order(b.lang(), &sheet.token));
    let form = bits::card_form(&sheet.code);
    let button = bits::one_button(b, action, &form, "btn main wide", Some(Ico::Card), w.t(key));
    Some(view! { <div class="bar one">{button}</div> }.into_any())
}
