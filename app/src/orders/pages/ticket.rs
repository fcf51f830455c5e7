//! What the buyer pays with: the QRIS ticket or the cash ticket, what to do now, and what to do when a
//! wallet does not read the code.

use leptos::prelude::*;

use super::{bits, proof};
use crate::backend::Backend;
use crate::codes::print::{Drawn, symbol};
use crate::error::AppError;
use crate::money::Money;
use crate::orders::asked::enquiry::methods;
use crate::orders::rules::How;
use crate::orders::rules::State;
use crate::orders::rules::plan::Act;
use crate::orders::{Counter, Sheet};
use crate::payments::method::Method;
use crate::payments::rules::Who;
use crate::payments::{Ways, ticket};
use crate::routes;
use crate::ui::field::key_field;
use crate::ui::icons::{Ico, Icon};
use crate::words::Words;

/// The parts of an order that is to be paid now.
pub struct Due {
    ticket: AnyView,
    next: AnyView,
}

/// Draws the ticket; None when nothing is to be paid now.
pub fn due(b: &Backend, sheet: &Sheet, shop: &Counter, ways: &Ways) -> Result<Option<Due>, AppError> {
    let standing = sheet.standing();
    if !standing.may(Who::Buyer, Act::Claim, b.visit.now)
        || standing.seen(b.visit.now) != standing.state
        || !standing.state.is_open()
    {
        return Ok(None);
    }
    let w = b.words();
    let drawn = sheet.payment.qris_payload.as_deref().map(|text| b.orders.symbol(text)).transpose()?;
    let ticket = match (sheet.payment.method, drawn) {
        (Method::Qris, Some(drawn)) => qris(sheet, shop, drawn, &w),
        (Method::Transfer, _) => transfer(sheet, shop, &w),
        _ => cash(sheet, shop, &w),
    };
    let claim = claim(b, sheet);
    let ticket = view! { {ticket} {claim} }.into_any();
    Ok(Some(Due { ticket, next: next(b, sheet, shop, ways).into_any() }))
}

impl Due {
    pub const fn of(ticket: AnyView, next: AnyView) -> Self {
        Self { ticket, next }
    }

    /// The ticket with "I have paid", and what to do now.
    pub fn parts(self) -> (AnyView, AnyView) {
        (self.ticket, self.next)
    }
}

/// True of the rest before it is ready: it can be paid, and nothing urges to.
fn is_early(sheet: &Sheet) -> bool {
    sheet.deposit.is_some() && sheet.state != State::Ready
}

/// What stands above the steps of paying.
pub fn heading(sheet: &Sheet) -> &'static str {
    if is_early(sheet) { "orders-what-early" } else { "orders-what-now" }
}

/// The class of the button that pays.
pub fn weight(sheet: &Sheet) -> &'static str {
    if is_early(sheet) { "btn line wide" } else { "btn main wide" }
}

/// The ticket itself: the shop's band, to whom, how much, and what is inside.
pub fn slip(
    sheet: &Sheet,
    shop: &Counter,
    to: impl IntoView,
    amount: Money,
    inside: impl IntoView,
    w: &Words,
) -> AnyView {
    let (band, id) = (format!("band slim band-{}", shop.band), bits::id("pay", sheet));
    view! {
        <section class="sheet ticket" aria-labelledby=bits::named_by("pay", sheet)>
            <div class=band></div>
            <h2 id=id>{to}</h2>
            <p class="price big">{w.money(amount)}</p>
            {inside}
        </section>
    }
    .into_any()
}

/// `Pay with QRIS to` above a name.
fn to(key: &str, name: String, w: &Words) -> impl IntoView + use<> {
    view! { <span class="soft small">{w.t(key)}</span>{name} }
}

/// The last line of a ticket: a sentence, and the order's code.
pub fn last_line(key: &str, sheet: &Sheet, w: &Words) -> impl IntoView + use<> {
    let code = sheet.code.clone();
    view! { <p class="soft small">{w.t(key)}" "{w.t("orders-order")}" "<span class="code">{code}</span></p> }
}

fn qris(sheet: &Sheet, shop: &Counter, drawn: Drawn, w: &Words) -> AnyView {
    let name = sheet.payment.qris_name.clone().unwrap_or_default();
    let amount = sheet.payment.amount;
    let label = w.with("payments-qris-alt", &[("amount", w.money(amount).into()), ("name", (&name).into())]);
    let save = format!("{}/qris.png?part={}", routes::order(w.lang, &sheet.token), sheet.number);
    let file = format!("homoru-{}.png", sheet.code);
    let inside = view! {
        <div class="qr">{symbol(drawn, label)}</div>
        <a class="btn line wide" href=save download=file><Icon name=Ico::Download/>{w.t("payments-save-code")}</a>
        {last_line("payments-inside", sheet, w)}
    };
    slip(sheet, shop, to("payments-qris-to", name, w), amount, inside, w)
}

fn cash(sheet: &Sheet, shop: &Counter, w: &Words) -> AnyView {
    let to = to("payments-cash-to", shop.owner.clone(), w);
    slip(sheet, shop, to, sheet.payment.amount, last_line("payments-cash-text", sheet, w), w)
}

fn transfer(sheet: &Sheet, shop: &Counter, w: &Words) -> AnyView {
    let rows = sheet.payment.bank.clone().map(|bank| {
        view! {
            <dl class="slip">
                <div><dt>{w.t("payments-bank")}</dt><dd>{bank.bank}</dd></div>
                <div><dt>{w.t("payments-bank-number")}</dt><dd class="num">{bank.number}</dd></div>
                <div><dt>{w.t("payments-bank-holder")}</dt><dd>{bank.holder}</dd></div>
            </dl>
        }
    });
    let to = to("payments-transfer-to", shop.owner.clone(), w);
    let inside = view! { {rows} {last_line("payments-transfer-text", sheet, w)} };
    slip(sheet, shop, to, sheet.payment.amount, inside, w)
}

fn claim(b: &Backend, sheet: &Sheet) -> impl IntoView + use<> {
    let action = format!("{}/paid", routes::order(b.lang(), &sheet.token));
    let text = b.t("orders-i-have-paid");
    let photo = proof::link(sheet, b.visit.now, &b.words());
    view! { <div class="bar one">{bits::buyer_button(b, action, "paid", sheet, weight(sheet), None, text)}</div> {photo} }
}

fn next(b: &Backend, sheet: &Sheet, shop: &Counter, ways: &Ways) -> impl IntoView + use<> {
    let w = b.words();
    let name = [("name", (&shop.owner).into())];
    let steps = match sheet.payment.method {
        Method::Qris => {
            // Nobody shows a screen from far away.
            let tap = if sheet.how == How::Send { "payments-do-transfer-tap" } else { "payments-do-show" };
            vec![w.t("payments-do-save"), w.t("payments-do-check"), w.with(tap, &name)]
        }
        Method::Transfer => vec![w.t("payments-do-transfer"), w.with("payments-do-transfer-tap", &name)],
        Method::Card => Vec::new(),
        Method::Cash => vec![w.with("payments-do-cash", &name), w.with("payments-do-cash-tap", &name)],
    };
    let steps = steps.into_iter().map(|text| view! { <li><span>{text}</span></li> }).collect_view();
    let fallback = (sheet.payment.method == Method::Qris).then(|| fallback(sheet, shop, &w));
    let other = other_way(b, sheet, ways);
    let id = bits::id("next", sheet);
    view! {
        <section class="screen" aria-labelledby=bits::named_by("next", sheet)>
            <h2 id=id>{w.t(heading(sheet))}</h2>
            <ol class="todo">{steps}</ol>
            {fallback}
            {other}
        </section>
    }
}

/// A wallet that does not read the code: the stall's own code and an amount that is typed.
fn fallback(sheet: &Sheet, shop: &Counter, w: &Words) -> impl IntoView + use<> {
    let amount = ticket::amount_to_copy(sheet.payment.amount);
    let plain = format!("{}/plain.png?part={}", routes::order(w.lang, &sheet.token), sheet.number);
    let alt = w.with("payments-plain-alt", &[("name", (&shop.owner).into())]);
    let (id, download) = (bits::id("amount", sheet), w.t("payments-save-plain"));
    view! {
        <details class="more">
            <summary>{w.t("payments-not-read")}</summary>
            <p>{w.with("payments-not-read-sign", &[("name", (&shop.owner).into())])}</p>
            <div class="field">
                <label for=id.clone()>{w.t("payments-amount")}</label>
                <input class="input" id=id readonly inputmode="none" value=amount/>
            </div>
            <p>{w.t("payments-not-read-plain")}</p>
            <div class="qr little"><img src=plain.clone() alt=alt width="176" height="176" loading="lazy"/></div>
            <a class="btn line wide" href=plain download="qris.png"><Icon name=Ico::Download/>{download}</a>
            <p class="soft small">{ticket::who_can_pay(w)}</p>
        </details>
    }
}

/// The other ways of paying, until the first claim.
pub fn other_way(b: &Backend, sheet: &Sheet, ways: &Ways) -> Option<impl IntoView + use<>> {
    let now = sheet.payment.method;
    let mut others = methods(ways, sheet.payment.amount, sheet.how);
    others.retain(|method| *method != now);
    if others.is_empty() || !sheet.standing().may(Who::Buyer, Act::Change, b.visit.now) {
        return None;
    }
    let forms = others.into_iter().map(|method| instead(b, sheet, method).into_any()).collect_view();
    Some(view! { <div class="acts after">{forms}</div> })
}

fn instead(b: &Backend, sheet: &Sheet, method: Method) -> impl IntoView + use<> {
    let action = format!("{}/method", routes::order(b.lang(), &sheet.token));
    let key = b.key(&bits::form_name("method", sheet));
    let text = b.t(match method {
        Method::Cash => "payments-cash-instead",
        Method::Qris => "payments-qris-instead",
        Method::Transfer => "payments-transfer-instead",
        Method::Card => "payments-card-instead",
    });
    view! {
        <form method="post" action=action>
            {key_field(key)}
            {bits::part_field(sheet)}
            {bits::drawn_for(sheet)}
            <input type="hidden" name="method" value=method.as_str()/>
            <button class="btn line wide"><Icon name=bits::method_icon(method)/>{text}</button>
        </form>
    }
}
