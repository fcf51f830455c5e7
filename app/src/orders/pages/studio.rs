//! One order as the artisan sees it: the piece, the amount, what the buyer chose, and the one thing to do
//! next under her thumb. No dock, so nothing competes.

use leptos::prelude::*;

use super::{acts, back, bits, card, ended, enquiry, proof, told, trail};
use crate::accounts::phone::Phone;
use crate::backend::Backend;
use crate::catalogue::rules as catalogue;
use crate::error::{AppError, Message};
use crate::notifications::letter::chat;
use crate::orders::rules::plan::Act;
use crate::orders::rules::{How, State};
use crate::orders::{ContactKind, Counter, Sheet};
use crate::page::{Frame, Page};
use crate::payments::cut;
use crate::payments::method::{Method, Purpose};
use crate::payments::rules::{State as Pay, Who};
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::ui::written::naming;
use crate::words::Words;

/// `/studio/orders/{code}`; `notice` says why something just asked for was not done.
pub async fn studio(b: &Backend, code: &str, notice: Option<Message>) -> Result<Page, AppError> {
    let id = b.shop()?.clone();
    let sheet = b.orders.by_code(&id, code).await?;
    let shop = b.orders.counter(&id).await?;
    let (w, now) = (b.words(), b.visit.now);
    let state = sheet.seen(now);
    let (chip, word) = told::artisan(sheet.status(now), sheet.late_claim_at.is_some(), &w);
    let heading = w.with("orders-mine-title", &[("code", (&sheet.code).into())]);
    let frame = Frame::Studio {
        band: shop.band,
        back: Some(routes::STUDIO_ORDERS.to_owned()),
        heading: heading.clone(),
        dock: None,
    };
    let status = if notice.is_some() { 409 } else { 200 };
    let notice = notice.map(|message| note(Tone::Madder, w.message(&message)));
    let card = card::hers(b, &sheet).await?;
    // What a bank works on is neither let go nor cancelled.
    let (quiet, main) = if sheet.at_bank && state.is_open() { (().into_any(), None) } else { acts::acts(b, &sheet) };
    let test = card::test_hers(card.as_ref(), &sheet, &w);
    let again = for_sale_again(b, &sheet).await?;
    let contact = contact(b, &sheet, &shop);
    let together = enquiry::together(b, &sheet, &w).await?;
    let steps = b.orders.trail(&sheet.id, sheet.number).await?;
    let cut = cut::of_order(b, &sheet).await?;
    let refunds = back::of(b, &[&sheet]).await?;
    let warning = card::bank_hers(card.as_ref(), &sheet, &w, now).or_else(|| warning(&sheet, now, &w));
    let refunds = back::studio(b, &sheet, &refunds, &shop);
    let mark = sheet.mark(now);
    let asks = routes::api_order(&sheet.code);
    let page = Page::new(heading, frame, move || {
        let first = &sheet.lines.first;
        let chip = format!("state {chip}");
        let over = !state.is_open();
        let money = sheet.money_state();
        let arrived = money == Pay::Paid;
        let shown = if arrived { sheet.kept() } else { sheet.amount_now() };
        let part = asked_part(&sheet, now);
        // Until both agree, what sending comes to stands in her answer.
        let goods = (sheet.how.is_enquiry() && state == State::Asked).then(|| w.t("orders-sum-asked"));
        let each = sheet.lines.others() > 0 || sheet.lines.iter().any(|line| line.refunded > 0);
        // Something was paid, and the day is over.
        let late = (sheet.is_past_its_day(now) && sheet.kept().minor > 0)
            .then(|| note(Tone::Turmeric, w.t("orders-warn-day-past")));
        let nothing = over && !matches!(money, Pay::Paid | Pay::Claimed | Pay::ToReturn | Pay::Returned);
        view! {
            {hero(&sheet, &shop)}
            <div class="stack opened">
                {notice.map(|notice| view! { <div role="alert">{notice}</div> })}
                <p class=chip>{word}</p>
                {test}
                <h2 class="name mid">{bits::title(first.quantity, &first.name, first.lang, sheet.lines.others(), &w)}</h2>
                {each.then(|| bits::lines(&sheet, &shop, state.is_open(), &w))}
                {part.map(|key| view! { <p class="soft small">{w.t(key)}</p> })}
                {amount(arrived, nothing || money == Pay::Returned, w.money(shown))}
                {goods.map(|text| view! { <p class="soft small">{text}</p> })}
                {over.then(|| view! { <p>{ended::hers(&sheet, &shop, &w, state)}</p> })}
                {nothing.then(|| view! { <p>{w.t("orders-mine-no-money")}</p> })}
                {cut.filter(|_| sheet.is_asked_or_kept(now)).map(|cut| cut::on_order(&cut, shown, part.is_some(), &w))}
                {again}
                {proof::seen(&sheet, &w)}
                {warning}
                {late}
                {refunds}
                {facts(&sheet, &shop, contact, now, &w)}
                {agreed(&sheet, &shop, now, &w)}
                {together}
                {trail::folded(steps, shop.zone, &w)}
                {quiet}
                {main}
            </div>
        }
    });
    Ok(page.status(status).follows(asks, mark))
}

/// The amount: what arrived, what is to arrive, or what will not.
fn amount(arrived: bool, nothing: bool, text: String) -> AnyView {
    match (arrived, nothing) {
        (_, true) => view! { <p class="soft num"><s>{text}</s></p> }.into_any(),
        (true, _) => view! { <p class="purse num">{text}</p> }.into_any(),
        (false, _) => view! { <p class="purse num due">{text}</p> }.into_any(),
    }
}

/// What the amount is, where it is not all that is to be paid.
fn asked_part(sheet: &Sheet, now: i64) -> Option<&'static str> {
    let asked = matches!(sheet.payment.state, Pay::Open | Pay::Claimed) && sheet.seen(now).is_open();
    match (asked, sheet.payment.purpose, sheet.seen(now)) {
        (false, ..) | (_, Purpose::Whole, _) => None,
        (_, Purpose::Deposit, _) => Some("orders-mine-pays-deposit"),
        (_, Purpose::Rest, State::Ready) => Some("orders-mine-pays-rest"),
        (_, Purpose::Rest, _) => Some("orders-mine-pays-rest-later"),
    }
}

fn hero(sheet: &Sheet, shop: &Counter) -> Option<AnyView> {
    let band = format!("band band-{}", shop.band);
    let line = sheet.lines.iter().find(|line| line.photo.is_some())?;
    let (src, alt) = (routes::media(line.photo.as_deref()?, 640, "webp"), line.name.clone());
    Some(
        view! { <figure class="hero low"><img src=src width="640" height="640" alt=alt/><div class=band></div></figure> }
            .into_any(),
    )
}

/// What was asked, what she answered, and the parcel.
fn agreed(sheet: &Sheet, shop: &Counter, now: i64, w: &Words) -> AnyView {
    let answer = sheet.enquiry.as_ref().and_then(|enquiry| enquiry.answer.as_ref());
    let terms = answer.and_then(|answer| enquiry::terms(sheet, shop, answer, w, now));
    let parcel =
        sheet.parcel.as_ref().map(|parcel| view! { <ul class="plain">{enquiry::parcel_line(parcel, format!("{}/parcel.webp", routes::studio_order(&sheet.code)), shop, w, now)}</ul> });
    let there = sheet.enquiry.as_ref().and_then(|enquiry| enquiry.to.as_ref()).filter(|_| sheet.how == How::Send);
    // Before both agree, and after the end, nothing is packed.
    let packed = matches!(sheet.seen(now), State::Accepted | State::Ready | State::Sent);
    let label = there.filter(|_| packed).map(|_| {
        let href = format!("{}/label", routes::studio_order(&sheet.code));
        view! { <p><a class="btn line wide" href=href><Icon name=Ico::Printer/>{w.t("orders-papers-label-title")}</a></p> }
    });
    view! { {enquiry::asked(sheet, shop, w)} {terms} {parcel} {label} }.into_any()
}

/// Who, how, when: each with its drawing.
fn facts(sheet: &Sheet, shop: &Counter, contact: Option<AnyView>, now: i64, w: &Words) -> AnyView {
    let buyer = if sheet.buyer_name.is_empty() { w.t("orders-mine-guest") } else { sheet.buyer_name.clone() };
    let who = match sheet.how {
        How::Stall if !sheet.seen(now).is_open() => w.t("orders-mine-was-at-stall"),
        How::Stall => w.t("orders-mine-at-stall"),
        How::Keep => w.t("orders-mine-keep"),
        How::Deliver => w.t("orders-mine-deliver"),
        How::Send => w.t("orders-mine-send"),
        How::Sold => w.t("orders-mine-sold"),
    };
    let placed = bits::moment(w, sheet.placed_at, shop.zone, now);
    let method = w.with(
        "orders-mine-method",
        &[("method", bits::method(w, sheet.payment.method).into()), ("when", placed.into())],
    );
    let claimed = sheet
        .payment
        .claimed_at
        .map(|at| w.with("orders-mine-claimed-at", &[("when", bits::moment(w, at, shop.zone, now).into())]));
    let until = sheet.held_until.filter(|_| sheet.seen(now).is_open() && sheet.payment.state == Pay::Open);
    let until = until.map(|at| w.with(awaited(sheet), &[("until", bits::moment(w, at, shop.zone, now).into())]));
    let pickup = sheet
        .pickup
        .as_ref()
        .map(|pickup| format!("{}, {}", pickup.place, bits::window(w, pickup.from, pickup.until, shop.zone)));
    // Before both agree nobody has chosen how to pay.
    let agreed = sheet.enquiry.is_none() || sheet.accepted_at.is_some();
    let line = |icon, text: Option<String>| text.map(|text| view! { <li><Icon name=icon/><span>{text}</span></li> });
    view! {
        <ul class="plain">
            <li><Icon name=Ico::People/><span><b>{buyer}</b>", "{who}</span></li>
            {contact}
            {line(bits::method_icon(sheet.payment.method), agreed.then_some(method))}
            {line(Ico::Check, claimed)}
            {line(Ico::Hourglass, until)}
            {line(Ico::Place, pickup)}
        </ul>
    }
    .into_any()
}

/// What the time is for: her answer, the guest's yes, money, or fetching it.
pub(crate) fn awaited(sheet: &Sheet) -> &'static str {
    match &sheet.enquiry {
        Some(enquiry) if enquiry.answer.is_none() => "orders-mine-answer-by",
        Some(_) if sheet.accepted_at.is_none() => "orders-mine-stands",
        Some(enquiry) if enquiry.made => "orders-mine-pay-by",
        _ => "orders-mine-kept",
    }
}

/// The buyer's contact, for her alone, until it is removed.
fn contact(b: &Backend, sheet: &Sheet, shop: &Counter) -> Option<AnyView> {
    let contact = sheet.contact.clone()?;
    let phone = Phone::parse_any(&contact.text).ok();
    let shown = phone.as_ref().map_or_else(|| contact.text.clone(), Phone::display);
    let (icon, href) = match contact.kind {
        ContactKind::Email => (Ico::Mail, format!("mailto:{}", contact.text)),
        ContactKind::Phone => (Ico::Phone, format!("tel:{}", contact.text)),
        ContactKind::Whatsapp => {
            // In the language the buyer ordered in.
            let text = chat(sheet, shop, b.visit.now, &b.words().in_lang(sheet.lang));
            (Ico::Chat, routes::whatsapp(&b.visit, phone.as_ref().map(Phone::wa_me_digits).unwrap_or_default(), &text))
        }
    };
    Some(
        view! { <li><Icon name=icon/><span><a class="tap" href=href rel="noopener">{shown}</a></span></li> }.into_any(),
    )
}

/// She said no because the piece is sold or has a flaw, and it is for sale again: tourists would order it.
async fn for_sale_again(b: &Backend, sheet: &Sheet) -> Result<Option<AnyView>, AppError> {
    let over = matches!(sheet.state, State::Declined | State::Cancelled);
    if !over || !matches!(sheet.reason.as_str(), "sold" | "damaged") {
        return Ok(None);
    }
    let piece = b.catalogue.own_piece(b.shop()?, &sheet.lines.first.product).await?;
    if piece.state != catalogue::State::Published || piece.stock < 1 {
        return Ok(None);
    }
    let text = naming(&b.with("orders-mine-for-sale", &[("piece", (&piece.name).into())]), &piece.name, piece.language);
    let href = routes::studio_product(piece.id.as_str());
    let view = view! { <p class="note"><Icon name=Ico::Info/><a class="tap" href=href><span>{text}</span></a></p> };
    Ok(Some(view.into_any()))
}

/// What she should know before she taps.
fn warning(sheet: &Sheet, now: i64, w: &Words) -> Option<AnyView> {
    let state = sheet.seen(now);
    let text = match sheet.money_state() {
        _ if sheet.standing().disputed => {
            let key = if state.is_open() { "orders-refund-disputed-warn" } else { "orders-refund-disputed-over" };
            w.with(key, &[("amount", w.money(sheet.asked_back()).into())])
        }
        _ if state.is_open() && sheet.standing().deposit_taken => w.t("orders-refund-taken-warn"),
        Pay::Claimed if !state.is_open() => w.t("orders-warn-late"),
        Pay::Claimed | Pay::Open if state.is_open() && sheet.standing().may(Who::Artisan, Act::Arrived, now) => {
            match sheet.payment.method {
                Method::Qris | Method::Transfer => w.t("orders-warn-proof"),
                Method::Cash => w.t("orders-warn-cash"),
                Method::Card => return None,
            }
        }
        Pay::ToReturn => going_back(sheet, w)?,
        _ => return None,
    };
    Some(note(Tone::Turmeric, text).into_any())
}

/// What she does about money that goes back. What a card did not take is said where it is listed.
fn going_back(sheet: &Sheet, w: &Words) -> Option<String> {
    let (back, hers) = (sheet.goes_back(), sheet.handed_back_at_once());
    match (hers.minor > 0, back.by_card.minor > 0) {
        // A deposit in one way and the rest in another: each way has its own sum, or she hands over both.
        (true, true) => {
            let both = [("notifications-money-hand-back", hers), ("notifications-money-card-by-itself", back.by_card)];
            Some(both.map(|(key, amount)| w.with(key, &[("amount", w.money(amount).into())])).join(" "))
        }
        (true, false) => Some(w.t("orders-warn-return")),
        (false, true) if back.refused.minor == 0 => Some(w.t("orders-warn-card-back")),
        (false, _) => None,
    }
}
