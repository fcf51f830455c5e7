//! The artisan's answer: what sending costs, when it can be ready, what is paid first. The regency's table of sending
//! stands there to be tapped; her own price is as good.

use leptos::prelude::*;

use super::super::abroad;
use super::super::bits;
use super::parcel::{self, Counted};
use crate::backend::Backend;
use crate::catalogue::pages::studio::price::{Asked, price_field};
use crate::catalogue::rules::typed::price_text;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::enquiry::{Answer, Enquiry};
use crate::orders::rules::enquiry::HIGHEST_DEPOSIT;
use crate::orders::rules::plan::Act;
use crate::orders::rules::{How, LONGEST_TEXT};
use crate::orders::shipping::Offer;
use crate::orders::{Counter, Sheet};
use crate::page::{Frame, Page};
use crate::payments::rules::Who;
use crate::routes;
use crate::time;
use crate::ui::field::{Text, error_line, key_field, text_area, text_field};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;

/// `GET /studio/orders/{code}/answer`. `Conflict` when there is nothing to answer any more.
pub async fn answer(b: &Backend, code: &str, mut typed: Typed) -> Result<Page, AppError> {
    let id = b.shop()?.clone();
    let sheet = b.orders.by_code(&id, code).await?;
    let enquiry = sheet.enquiry.clone().filter(|_| sheet.standing().may(Who::Artisan, Act::Answer, b.visit.now));
    let enquiry = enquiry.ok_or_else(|| AppError::conflict("orders-no-other"))?;
    let shop = b.orders.counter(&id).await?;
    let w = b.words();
    let title = w.t("orders-answer-title");
    let back = routes::studio_order(&sheet.code);
    let (action, key) = (format!("{back}/answer"), b.key(&bits::form_name("answer", &sheet)));
    let first = typed.is_empty();
    let counted = parcel::count(b, &sheet, &shop.regency, &mut typed).await?;
    let status = if typed.has_errors() { 422 } else { 200 };
    if first {
        fill(&mut typed, &enquiry, counted.as_ref(), &shop);
    }
    let together = counted.as_ref().filter(|counted| !counted.others.is_empty()).map(|counted| {
        let no_share = matches!(counted.offers, Err(parcel::NO_SHARE));
        let key = if no_share { parcel::NO_SHARE } else { "orders-answer-together" };
        note(Tone::Turmeric, w.with(key, &[("shops", counted.others.join(", ").into())])).into_any()
    });
    let frame = Frame::Studio { band: shop.band, back: Some(back), heading: title.clone(), dock: None };
    Ok(Page::new(title, frame, move || {
        view! {
            <form class="form ask" method="post" action=action>
                {key_field(key)}
                {form_notice(&typed, &w)}
                <h2 class="name mid">{bits::title(sheet.lines.first.quantity, &sheet.lines.first.name, sheet.lines.first.lang, sheet.lines.others(), &w)}</h2>
                {super::asked(&sheet, &shop, &w)}
                {together}
                {sheet.how.is_enquiry().then(|| sending(&sheet, counted.as_ref(), (&action, &typed), &w))}
                {day(&enquiry, &typed, &w)}
                {deposit(&typed, &w)}
                {text_area(Text { max: LONGEST_TEXT, ..Text::new("text", "orders-answer-text") }, 3, &typed, &w)}
                <p class="soft small">{w.t("orders-answer-small")}</p>
                <div class="bar one"><button class="btn main wide">{w.t("orders-answer-do")}</button></div>
            </form>
        }
    })
    .status(status))
}

/// An answer that is made better starts from the one that was given: the service where it still asks the same, otherwise
/// the price.
fn fill(typed: &mut Typed, enquiry: &Enquiry, counted: Option<&Counted>, shop: &Counter) {
    let Some(answer) = &enquiry.answer else { return };
    let offers = counted.and_then(|counted| counted.offers.as_ref().ok()).into_iter().flatten();
    let same = offers.into_iter().find(|offer| offer.service == answer.service && offer.price == answer.sending);
    match same {
        Some(offer) => typed.set("service", offer.id.0.clone()),
        None => {
            typed.set("price", price_filled(answer));
            typed.set("price_had", answer.sending.minor.to_string());
        }
    }
    if let Some(at) = answer.promised_at {
        typed.set("day", time::day_of(time::of_day_ending(at), shop.zone).to_string());
    }
    if answer.deposit_percent > 0 {
        typed.set("deposit", answer.deposit_percent.to_string());
    }
    typed.set("text", answer.text.clone());
}

/// The price as the form fills it in.
fn price_filled(answer: &Answer) -> String {
    if answer.sending.minor == 0 { "0".to_owned() } else { price_text(answer.sending) }
}

/// True while the price is the one the form filled in from this answer.
pub fn is_untouched(typed: &Typed, answer: &Answer) -> bool {
    typed.get("price_had") == answer.sending.minor.to_string() && typed.get("price") == price_filled(answer)
}

fn sending(sheet: &Sheet, counted: Option<&Counted>, (action, typed): (&str, &Typed), w: &Words) -> AnyView {
    let weighed = counted.filter(|counted| counted.others.is_empty()).map(|_| parcel::fields(typed, action, w));
    let tiles = counted.map(|counted| match &counted.offers {
        Ok(offers) => choices(offers, &counted.mark, typed, w),
        Err(_) if parcel::measured_wrong(typed) => ().into_any(),
        // Said above, with their names.
        Err(parcel::NO_SHARE) => ().into_any(),
        Err(why) => note(Tone::Turmeric, w.t(why)).into_any(),
    });
    let label = match counted {
        _ if sheet.how == How::Deliver => "orders-answer-bring",
        Some(counted) if counted.offers.is_ok() => "orders-answer-own",
        _ => "orders-answer-send",
    };
    view! { {weighed} {tiles} {price_field(Asked { label, last: None, had: None }, typed, w)} }.into_any()
}

/// The table's services, cheapest first.
fn choices(offers: &[Offer], mark: &str, typed: &Typed, w: &Words) -> AnyView {
    let mark = mark.to_owned();
    // A service that was tapped to look can be let go of again.
    let own = typed.get("service").is_empty() && !typed.get("price").is_empty();
    let ticks = offers
        .iter()
        .map(|offer| {
            let (id, checked) = (offer.id.0.clone(), typed.chose("service", &offer.id.0));
            view! { <label class="tick"><input type="radio" name="service" value=id checked=checked/><span>{abroad::offer_line(offer, w)}</span></label> }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend>{w.t("orders-answer-services")}</legend>
            <input type="hidden" name="counted" value=mark/>
            {ticks}
            <label class="tick"><input type="radio" name="service" value="" checked=own/><span>{w.t("orders-answer-own-tile")}</span></label>
            {error_line("service", typed, w)}
        </fieldset>
    }
    .into_any()
}

/// The day it is ready or sent: what is made to order needs one.
fn day(enquiry: &Enquiry, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let hint = if enquiry.made { "" } else { "orders-answer-day-hint" };
    let field = Text { hint, kind: "date", required: enquiry.made, ..Text::new("day", "orders-answer-day") };
    text_field(field, typed, w)
}

fn deposit(typed: &Typed, w: &Words) -> AnyView {
    let wrong = typed.error("deposit").is_some();
    let (value, described) = (typed.get("deposit").to_owned(), if wrong { "deposit-err" } else { "deposit-hint" });
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for="deposit">{w.t("orders-answer-deposit")}</label>
            <span class="hint" id="deposit-hint">{w.t("orders-answer-deposit-hint")}</span>
            <input class="input short" type="number" inputmode="numeric" id="deposit" name="deposit" min="0"
                max=HIGHEST_DEPOSIT.to_string() step="1" value=value aria-invalid=wrong.then_some("true") aria-describedby=described/>
            {error_line("deposit", typed, w)}
        </div>
    }
    .into_any()
}
