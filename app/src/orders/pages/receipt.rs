//! The receipt: what Article 53 of PP 80/2019 asks of an electronic contract, in the reader's words, and who
//! runs the region's pages. It prints as one A4 page.

use leptos::prelude::*;

use super::{back, bits};
use crate::catalogue::facts::FACTS;
use crate::orders::rules::contact;
use crate::orders::rules::{How, State};
use crate::orders::{Counter, Line, Sheet};
use crate::payments::cut;
use crate::payments::ledger::fees::Cut;
use crate::payments::method::Purpose;
use crate::payments::refunds::Refund;
use crate::payments::rules::State as Pay;
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::words::{Arg, Words};

/// The receipt of an order as it stands at `now`.
pub fn receipt(
    sheet: &Sheet,
    shop: &Counter,
    (cut, refunds): (Option<&Cut>, &[Refund]),
    w: &Words,
    now: i64,
) -> AnyView {
    let id = bits::id("what", sheet);
    let help = routes::help(w.lang, Some(&shop.regency_slug));
    let placed = w.with(
        "orders-placed",
        &[("code", (&sheet.code).into()), ("when", w.moment(sheet.placed_at, shop.zone).into())],
    );
    view! {
        <section aria-labelledby=bits::named_by("what", sheet)>
            <h2 id=id>{w.t("orders-receipt")}</h2>
            <p class="soft small screen">{w.t("orders-receipt-text")}</p>
            {bits::lines(sheet, shop, false, w)}
            {sums(sheet, (cut::on_receipt(cut.filter(|_| sheet.is_asked_or_kept(now)), &shop.owner, w), back::sums(sheet, refunds, shop, w)), w, now)}
            <p class="soft small">{placed}</p>
            <dl class="slip small after">{rows(sheet, shop, w, now)}</dl>
            <p class="acts"><a class="btn quiet" href=help>{w.t("orders-slip-wrong")}<Icon name=Ico::Next/></a></p>
        </section>
    }
    .into_any()
}

fn sums(sheet: &Sheet, (fee, back): (Option<AnyView>, Option<AnyView>), w: &Words, now: i64) -> AnyView {
    let pieces = sheet
        .lines
        .iter()
        .map(|line| {
            let count = [("count", line.quantity.into()), ("unit", w.money(line.unit).into())];
            let sum = line.unit.checked_mul(line.quantity).map(|sum| w.money(sum));
            let label = match sheet.lines.others() {
                0 => w.with("orders-pieces", &count).into_any(),
                // Of several each is named.
                _ => {
                    let (count, lang, name) = (line.quantity, line.lang.code(), line.name.clone());
                    view! { {format!("{count} \u{d7} ")}<span lang=lang>{name}</span> }.into_any()
                }
            };
            view! { <p><span>{label}</span><span class="price">{sum}</span></p> }
        })
        .collect_view();
    let sending = (sheet.sending.minor > 0).then(|| {
        view! { <p><span>{w.t("orders-sending")}</span><span class="price">{w.money(sheet.sending)}</span></p> }
    });
    let asked = sheet.enquiry.is_some() && sheet.state == State::Asked && sheet.seen(now).is_open();
    // What wholly goes back is counted down to what stays, not said once more before.
    let counted = back.is_some() && back::is_all(sheet.payment.state);
    // Where the last line is about a part of it, the whole stands above.
    let now_about = if counted { sheet.was_paid() } else { sheet.amount_now() };
    // Before the rest came the deposit is all that was paid.
    let deposit = match &sheet.deposit {
        Some(deposit) => Some(deposit).filter(|deposit| deposit.has_arrived() && !counted),
        None => Some(&sheet.payment).filter(|payment| payment.purpose == Purpose::Deposit && counted),
    };
    let both = sheet.deposit.is_some() && sheet.payment.state == Pay::Paid && !counted;
    let in_all = both.then(|| {
        let sum = w.money(sheet.was_paid());
        view! { <p><span>{w.t("orders-sum-paid-all")}</span><span class="price">{sum}</span></p> }
    });
    let deposit = deposit.map(|deposit| {
        let amount = w.money(deposit.amount);
        view! { <p><span>{w.t("orders-sum-deposit")}</span><span class="price">{amount}</span></p> }
    });
    let whole = (now_about != sheet.total).then(|| {
        let total = w.money(sheet.total);
        view! { <p><span>{w.t("orders-offer-total")}</span><span class="price">{total}</span></p> }
    });
    let total = w.money(now_about);
    let last = match sheet.payment.state {
        Pay::Paid if sheet.deposit.is_some() => w.t("orders-offer-rest-paid"),
        Pay::Paid => w.t("orders-sum-paid"),
        Pay::ToReturn => w.t("orders-sum-to-return"),
        Pay::Returned => w.t("orders-sum-returned"),
        Pay::Claimed => w.t("orders-sum-claimed"),
        _ if asked && sheet.how.is_enquiry() => w.t("orders-sum-asked"),
        _ if asked => w.t("orders-sum-asked-here"),
        _ if sheet.at_bank => w.t("payments-card-at-bank"),
        _ if sheet.deposit.is_some() && sheet.seen(now).is_open() => w.t("orders-sum-rest"),
        _ if sheet.seen(now).is_open() => w.t("orders-sum-to-pay"),
        _ => w.t("orders-sum-none"),
    };
    view! {
        <div class="sums">
            {pieces}
            {sending}
            {whole}
            {deposit}
            {(!counted).then(|| view! { <p><span>{last}</span><span class="price">{total}</span></p> })}
            {in_all}
            {back}
        </div>
        // Part of the sum, not one more of its lines.
        {fee.map(|fee| view! { <div class="sums within small soft">{fee}</div> })}
    }
    .into_any()
}

/// Label and words, in the order of the article.
fn rows(sheet: &Sheet, shop: &Counter, w: &Words, now: i64) -> AnyView {
    let seller = w.with(
        "orders-slip-seller-text",
        &[
            ("shop", (&shop.name).into()),
            ("owner", (&shop.owner).into()),
            ("village", (&shop.village).into()),
            ("regency", crate::regions::full_name(&shop.regency_name, w).into()),
        ],
    );
    let mut rows = vec![
        (w.t("orders-slip-seller"), seller.into_any()),
        (w.t("orders-slip-buyer"), buyer(sheet, w).into_any()),
        (w.t("orders-slip-goods"), goods(sheet, shop, w)),
        (w.t("orders-slip-legal"), w.t("orders-slip-legal-text").into_any()),
        (w.t("orders-slip-payment"), payment(sheet, shop, w, now).into_any()),
        (w.t("orders-slip-delivery"), delivery(sheet, shop, w).into_any()),
        (w.t("orders-slip-return"), w.with("orders-slip-return-text", &[("name", (&shop.owner).into())]).into_any()),
        (w.t("orders-slip-cancel"), w.t("orders-slip-cancel-text").into_any()),
        (w.t("orders-slip-dispute"), w.t("orders-slip-dispute-text").into_any()),
    ];
    if let Some(operator) = operator(shop, w) {
        rows.push((w.t("orders-slip-operator"), operator.into_any()));
    }
    let rows =
        rows.into_iter().map(|(label, text)| view! { <div><dt>{label}</dt><dd>{text}</dd></div> }).collect_view();
    view! { {rows} }.into_any()
}

fn buyer(sheet: &Sheet, w: &Words) -> String {
    let contact = sheet.contact.as_ref().map(contact::masked);
    let name = (!sheet.buyer_name.is_empty()).then(|| sheet.buyer_name.clone());
    let known: Vec<String> = name.into_iter().chain(contact).collect();
    if known.is_empty() { w.t("orders-slip-buyer-holder") } else { known.join(", ") }
}

fn goods(sheet: &Sheet, shop: &Counter, w: &Words) -> AnyView {
    sheet.lines.iter().map(|line| view! { <p>{good(line, shop, w)}</p> }).collect_view().into_any()
}

/// Quantity, name, size, weight, facts, who made it.
fn good(line: &Line, shop: &Counter, w: &Words) -> AnyView {
    let facts = line
        .facts
        .iter()
        .filter_map(|code| FACTS.iter().find(|fact| fact.code == code))
        .map(|fact| w.t(&fact.message_key()));
    let weight = line.weight_g.map(|grams| format!("{} g", w.number(grams)));
    let lang = line.lang.code();
    let size = (!line.size_note.is_empty()).then(|| view! { ", "<span lang=lang>{line.size_note.clone()}</span> });
    let made = w.with(
        "orders-made-by",
        &[("maker", bits::made_by(&line.makers, shop).into()), ("village", (&shop.village).into())],
    );
    let ours: String = weight.into_iter().chain(facts).chain([made]).map(|part| format!(", {part}")).collect();
    let (count, name) = (format!("{} \u{d7} ", line.quantity), line.name.clone());
    view! { {count}<span lang=lang>{name}</span>{size}{ours} }.into_any()
}

/// How it is paid; a deposit before the rest, each in its own way.
fn payment(sheet: &Sheet, shop: &Counter, w: &Words, now: i64) -> String {
    let deposit = sheet.deposit.as_ref().and_then(|deposit| {
        let args = [
            ("method", Arg::from(bits::method_choice(w, deposit.method))),
            ("when", Arg::from(w.moment(deposit.paid_at?, shop.zone))),
        ];
        Some(w.with("orders-slip-payment-deposit", &args))
    });
    let now_asked = asked_now(sheet, shop, w, now);
    deposit.into_iter().chain([now_asked]).collect::<Vec<_>>().join(" ")
}

fn asked_now(sheet: &Sheet, shop: &Counter, w: &Words, now: i64) -> String {
    let pay = &sheet.payment;
    // It begins a line.
    let method = bits::method_choice(w, pay.method);
    let args = |at: i64| [("method", Arg::from(&method)), ("when", Arg::from(w.moment(at, shop.zone)))];
    match (pay.state, pay.paid_at) {
        (Pay::Returned, _) => w.with("orders-slip-payment-returned", &args(pay.returned_at.unwrap_or(now))),
        (_, Some(at)) => w.with("orders-slip-payment-paid", &args(at)),
        (Pay::Claimed, None) => w.with("orders-slip-payment-claimed", &args(pay.claimed_at.unwrap_or(now))),
        _ if sheet.at_bank => w.with("orders-slip-payment-at-bank", &args(now)[..1]),
        _ if !sheet.seen(now).is_open() => w.t("orders-slip-payment-none"),
        _ if sheet.state == State::Asked && sheet.enquiry.is_some() => w.t("orders-slip-payment-enquiry"),
        _ if sheet.state == State::Asked => w.with("orders-slip-payment-asked", &args(now)[..1]),
        _ => match sheet.held_until {
            Some(until) => w.with("orders-slip-payment-due", &args(until)),
            None => method,
        },
    }
}

fn delivery(sheet: &Sheet, shop: &Counter, w: &Words) -> String {
    match (sheet.how, &sheet.pickup, sheet.handed_at) {
        (_, _, Some(at)) if sheet.state == State::HandedOver => {
            w.with("orders-slip-delivery-done", &[("when", w.moment(at, shop.zone).into())])
        }
        (How::Send, ..) => match &sheet.parcel {
            Some(parcel) => {
                w.with("orders-slip-delivery-sent", &[("when", w.moment(parcel.sent_at, shop.zone).into())])
            }
            None => w.t("orders-slip-delivery-send"),
        },
        (How::Deliver, ..) => w.t("orders-slip-delivery-bring"),
        (How::Keep, Some(pickup), _) => w.with(
            "orders-slip-delivery-keep",
            &[
                ("place", (&pickup.place).into()),
                ("when", bits::window(w, pickup.from, pickup.until, shop.zone).into()),
            ],
        ),
        _ => w.t("orders-slip-delivery-stall"),
    }
}

/// Who runs the pages of the region; None while the administrator has not said so.
fn operator(shop: &Counter, w: &Words) -> Option<String> {
    let operator = &shop.operator;
    if operator.name.is_empty() {
        return None;
    }
    let address =
        [&operator.name, &operator.address, &operator.contact].into_iter().filter(|part| !part.is_empty()).cloned();
    let said = address.collect::<Vec<_>>().join(", ");
    if operator.complaint_days == 0 {
        return Some(said);
    }
    Some(format!("{said}. {}", w.with("orders-slip-complaints", &[("days", operator.complaint_days.into())])))
}
