//! The one amount "Uang saya", what it is made of, and what is on its way.

use leptos::prelude::*;

use super::Wrong;
use crate::backend::Backend;
use crate::money::Money;
use crate::payments::payouts::{By, Mine, PayoutLine};
use crate::payments::rules::payout::State;
use crate::routes;
use crate::time::Zone;
use crate::ui::field::key_field;
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::words::Words;

/// What is hers altogether in a month, and its parts where there is more than one.
pub fn month(mine: &Mine, month: &str, w: &Words) -> impl IntoView + use<> {
    let said = w.with("payments-arrived", &[("month", month.to_owned().into()), ("count", mine.count.into())]);
    let total = mine.total();
    let parts = [
        ("payments-mine-straight", mine.straight),
        ("payments-mine-card", mine.by_card),
        ("payments-mine-costs", mine.costs),
        ("payments-mine-back", mine.back),
        ("payments-mine-mended", mine.mended),
    ];
    let rows: Vec<AnyView> = parts
        .into_iter()
        .filter(|(_, amount)| amount.minor != 0)
        .map(|(key, amount)| view! { <div><dt>{w.t(key)}</dt><dd class="num">{w.money(amount)}</dd></div> }.into_any())
        .collect();
    let made_of = (rows.len() > 1 || mine.straight != total).then(|| view! { <dl class="slip">{rows}</dl> });
    let back = (mine.back.minor < 0).then(|| {
        let amount = w.money(positive(mine.back));
        view! { <p class="soft">{w.with("payments-returned-month", &[("amount", amount.into())])}</p> }
    });
    let class = if total.minor < 0 { "purse owed num" } else { "purse num" };
    view! {
        <section aria-labelledby="arrived">
            <h2 id="arrived">{w.t("payments-mine-title")}</h2>
            <p class=class>{w.money(total)}</p>
            <p class="soft">{said}</p>
            {back}
            {made_of}
        </section>
    }
}

fn positive(amount: Money) -> Money {
    Money { minor: amount.minor.saturating_abs(), ..amount }
}

/// What lies with the operator: hers, or less than nothing, in words.
pub fn with_operator(mine: &Mine, operator: &str, w: &Words) -> Option<AnyView> {
    let name = if operator.is_empty() { w.t("payments-mine-operator") } else { operator.to_owned() };
    let view = match mine.owed.minor {
        0 => return None,
        1.. => {
            let args = [("amount", w.money(mine.owed).into()), ("name", name.into())];
            note(Tone::Plain, w.with("payments-mine-owed", &args)).into_any()
        }
        _ => debt(mine, w),
    };
    let waits = (mine.waits.minor > 0).then(|| {
        let text = w.with("payments-mine-waits", &[("amount", w.money(mine.waits).into())]);
        view! { <p class="soft">{text}</p> }
    });
    Some(view! { <div class="after stack">{view}{waits}</div> }.into_any())
}

/// What she owes: of money that had left for her already and went back to a buyer, and of fees.
fn debt(mine: &Mine, w: &Words) -> AnyView {
    let rest = Money { minor: -mine.owed.minor - mine.debt_back.minor, ..mine.owed };
    [("payments-mine-debt", mine.debt_back), ("payments-mine-debt-fees", rest)]
        .into_iter()
        .filter(|(_, amount)| amount.minor > 0)
        .map(|(key, amount)| note(Tone::Turmeric, w.with(key, &[("amount", w.money(amount).into())])))
        .collect_view()
        .into_any()
}

/// The keys of the buttons of each payout that waits for the owner's tap.
pub fn taps(b: &Backend, payouts: &[PayoutLine], owner: bool) -> Vec<Option<[String; 2]>> {
    let keys = |one: &PayoutLine| {
        let key = |what: &str| b.key(&format!("payout-{what}:{}", one.id));
        (owner && one.state == State::Sent).then(|| [key("received"), key("missing")])
    };
    payouts.iter().map(keys).collect()
}

/// What is on its way, and what came or went back lately.
pub fn payouts(
    payouts: &[PayoutLine],
    taps: Vec<Option<[String; 2]>>,
    wrong: &Wrong,
    zone: Zone,
    w: &Words,
) -> Option<impl IntoView + use<>> {
    if payouts.is_empty() {
        return None;
    }
    let rows = payouts.iter().zip(taps).map(|(one, keys)| payout(one, keys, wrong, zone, w)).collect_view();
    Some(view! {
        <section class="part" aria-labelledby="way">
            <h2 id="way" class="lift">{w.t("payments-way-title")}</h2>
            <ul class="book">{rows}</ul>
        </section>
    })
}

fn payout(one: &PayoutLine, keys: Option<[String; 2]>, wrong: &Wrong, zone: Zone, w: &Words) -> AnyView {
    let by = match (one.by, &one.bank) {
        (By::Bank, Some(bank)) => {
            w.with("payments-way-bank", &[("bank", (&bank.bank).into()), ("end", tail(&bank.number).into())]).into_any()
        }
        _ => {
            let text = w.with("payments-way-cash", &[("code", (&one.code).into())]);
            // The code is compared with a slip: it stays on one line, its sentence need not.
            let (before, after) = text.split_once(&one.code).unwrap_or((&text, ""));
            view! { {before.to_owned()}<span class="num">{one.code.clone()}</span>{after.to_owned()} }.into_any()
        }
    };
    let (class, key, at) = match (one.state, one.missing_at) {
        (State::Sent, Some(at)) => ("state mind", "payments-way-missing", at),
        (State::Sent, None) => ("state wait", "payments-way-sent", one.sent_at.unwrap_or(one.made_at)),
        (State::Received, _) => ("state here", "payments-way-received", one.received_at.unwrap_or(one.made_at)),
        (State::Returned, _) => ("state gone", "payments-way-returned", one.returned_at.unwrap_or(one.made_at)),
        _ => ("state wait", "payments-way-batched", one.made_at),
    };
    let state = w.with(key, &[("when", w.date(at, zone).into())]);
    let reason = (one.state == State::Returned).then(|| view! { <br/>{w.t(reason(&one.reason))} });
    let buttons = keys.map(|keys| buttons(one, keys, wrong, w));
    view! {
        <li>
            <span><b>{by}</b></span>
            <span class="price">{w.money(one.amount)}</span>
            <span class="soft"><span class=class>{state}</span>{reason}</span>
            {buttons}
        </li>
    }
    .into_any()
}

/// Two forms: it has arrived, or nothing has.
fn buttons(one: &PayoutLine, [received, missing]: [String; 2], wrong: &Wrong, w: &Words) -> AnyView {
    let id = one.id.0.clone();
    let wrong = match wrong {
        Wrong::Pin { payout, message } if *payout == id => Some(w.message(message)),
        _ => None,
    };
    let opened = wrong.is_some();
    let no = one.missing_at.is_none().then(|| {
        view! {
            <form method="post" action=routes::studio_payout("missing")>
                <input type="hidden" name="payout" value=id.clone()/>
                {key_field(missing)}
                <button class="btn line wide">{w.t("payments-way-no")}</button>
            </form>
        }
    });
    view! {
        <div class="stack after">
            <details class="sure calm" open=opened>
                <summary class="btn main wide"><Icon name=Ico::Check/>{w.t("payments-way-here")}</summary>
                <form class="stack" method="post" action=routes::studio_payout("received")>
                    <input type="hidden" name="payout" value=id.clone()/>
                    {key_field(received)}
                    {pin(&id, wrong, w)}
                    <button class="btn main wide">{w.t("payments-way-yes")}</button>
                </form>
            </details>
            {no}
        </div>
    }
    .into_any()
}

/// Whoever holds the phone is not yet who owns the shop.
fn pin(payout: &str, wrong: Option<String>, w: &Words) -> AnyView {
    let id = format!("pin-{payout}");
    let (hint, bad) = (format!("{id}-hint"), format!("{id}-err"));
    let (class, described) = if wrong.is_some() { ("field bad", bad.clone()) } else { ("field", hint.clone()) };
    let opened = wrong.is_some();
    let invalid = opened.then_some("true");
    view! {
        <div class=class>
            <label for=id.clone()>{w.t("payments-settings-pin")}</label>
            <p class="hint soft small" id=hint>{w.t("payments-way-pin-hint")}</p>
            <input class="input pin" type="password" id=id name="pin" inputmode="numeric" autocomplete="off" maxlength="6" required
                autofocus=opened aria-invalid=invalid aria-describedby=described/>
            {wrong.map(|text| view! { <p class="err" id=bad role="alert">{text}</p> })}
        </div>
    }
    .into_any()
}

/// The last four digits of an account.
pub fn tail(number: &str) -> String {
    let skip = number.chars().count().saturating_sub(4);
    number.chars().skip(skip).collect()
}

/// Why it came back.
pub fn reason(reason: &str) -> &'static str {
    match reason {
        "account" => "payments-payout-why-account",
        "name" => "payments-payout-why-name",
        "absent" => "payments-payout-why-absent",
        _ => "payments-payout-why-other",
    }
}
