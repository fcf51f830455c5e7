//! The card's ticket: what is paid, who the statement will name, and the way to the payment page; and what is told
//! of money that goes back to a card.

use leptos::prelude::*;

use super::bits;
use super::ticket::{self, Due, other_way};
use super::told::{self, Told};
use crate::backend::Backend;
use crate::error::AppError;
use crate::money::Money;
use crate::orders::{Counter, Sheet, Whole};
use crate::payments::Ways;
use crate::payments::card::{CardNow, Mode, Progress, Surplus, Way};
use crate::payments::method::Method;
use crate::payments::rules::State as Pay;
use crate::routes;
use crate::ui::icons::Ico;
use crate::ui::notice::{Tone, note};
use crate::words::{Lang, Words};

/// What is known of an order's card payment, which is one for all its shops that are paid so.
pub struct Together {
    now: CardNow,
    /// The part whose ticket carries the button.
    leads: Option<i64>,
    /// What is due by card at all shops.
    sum: Money,
    /// Of several shops each with its share of it.
    shares: Vec<(String, Lang, Money)>,
}

/// What is known of the card payment; None for an order that is paid in other ways and was never charged to a card.
pub async fn now(b: &Backend, whole: &Whole, shops: &[&Counter]) -> Result<Option<Together>, AppError> {
    let by_card = |part: &&Sheet| part.payment.method == Method::Card || part.charged;
    let Some(first) = whole.parts.iter().find(by_card) else {
        return Ok(None);
    };
    let now = b.payments.card(&first.id).await?;
    let due = |part: &&Sheet| part.standing().card_is_due(b.visit.now);
    let leads = whole.parts.iter().find(due).map(|part| part.number);
    let sum = whole.parts.iter().filter(due).map(|part| part.payment.amount.minor).sum();
    let shares: Vec<_> = (whole.parts.iter().zip(shops).filter(|(part, _)| due(part)))
        .map(|(part, shop)| (shop.name.clone(), shop.lang, part.payment.amount))
        .collect();
    let shares = if shares.len() > 1 { shares } else { Vec::new() };
    Ok(Some(Together { now, leads, sum: Money { minor: sum, ..first.payment.amount }, shares }))
}

/// Tells the buyer of a part, and of a bank that works on its money or asks for it.
pub fn told_with(sheet: &Sheet, shop: &Counter, w: &Words, now: i64) -> Told {
    let told = told::buyer(sheet, shop, w, now);
    let standing = sheet.standing();
    if sheet.at_bank && standing.card_is_due(now) {
        return told.at_bank(w);
    }
    match (standing.disputed, sheet.money_state()) {
        (true, _) if sheet.seen(now).is_open() => told.asked_back(shop, w),
        // What becomes of the money stands below, where the bank is named.
        (true, Pay::ToReturn) => Told { text: None, ..told },
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
        let other = other_way(b, sheet, ways)
            .filter(|_| !sheet.at_bank)
            .map(|other| view! { <div class="screen">{other}</div> });
        return Some(Due::of(with_the_others(sheet, shop, &w), other.into_any()));
    }
    // Nothing is to be done but to wait: the head of the page says so.
    if card.progress == Progress::Processing {
        return Some(Due::of(whole(b, sheet, shop, together, &w), ().into_any()));
    }
    let id = bits::id("next", sheet);
    let begin = if card.progress == Progress::Open { "payments-do-card-go-on" } else { "payments-do-card" };
    let steps = [begin, "payments-do-card-back"].map(|key| view! { <li><span>{w.t(key)}</span></li> });
    let other = other_way(b, sheet, ways);
    let next = view! {
        <section class="screen" aria-labelledby=bits::named_by("next", sheet)>
            <h2 id=id>{w.t(ticket::heading(sheet))}</h2>
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
        {shares(together, w)}
        {test(card.mode == Some(Mode::Test), w)}
        {attempt(card.progress, w)}
        {statement}
        {ticket::last_line("payments-card-text", sheet, w)}
    };
    let slip = ticket::slip(sheet, shop, w.t("payments-card-to"), together.sum, inside, w);
    view! { {slip} {go(b, sheet, card, w)} }.into_any()
}

/// What the one payment is made of.
fn shares(together: &Together, w: &Words) -> Option<AnyView> {
    let lines = together
        .shares
        .iter()
        .map(|(name, lang, amount)| {
            let (lang, name) = (lang.code(), name.clone());
            view! { <p><span lang=lang>{name}</span><span class="price">{w.money(*amount)}</span></p> }
        })
        .collect_view();
    (!together.shares.is_empty()).then(|| view! { <div class="sums within small">{lines}</div> }.into_any())
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

/// The same for the shop's page, of what is to be paid too; nothing is asked about other ways of paying.
pub async fn hers(b: &Backend, sheet: &Sheet) -> Result<Option<CardNow>, AppError> {
    match sheet.payment.method {
        Method::Card => Ok(Some(b.payments.card(&sheet.id).await?)),
        _ => Ok(None),
    }
}

pub fn test_hers(card: Option<&CardNow>, sheet: &Sheet, w: &Words) -> Option<AnyView> {
    let card = card?;
    let now = sheet.payment.paid_at.is_none() && card.mode == Some(Mode::Test);
    test(now || card.tested, w)
}

/// What a bank does or did with the guest's card, to the artisan.
pub fn bank_hers(card: Option<&CardNow>, sheet: &Sheet, w: &Words, now: i64) -> Option<AnyView> {
    let due = sheet.standing().card_is_due(now);
    let key = match card?.progress {
        _ if sheet.at_bank && due => "payments-card-at-bank-hers",
        _ if sheet.at_bank => "payments-card-late-hers",
        Progress::Failed if due => "payments-card-failed-hers",
        _ => return None,
    };
    Some(note(Tone::Turmeric, w.t(key)).into_any())
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
    let button = bits::one_button(b, action, &form, ticket::weight(sheet), Some(Ico::Card), w.t(key));
    Some(view! { <div class="bar one">{button}</div> }.into_any())
}
