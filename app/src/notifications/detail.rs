//! The lines of a message between what happened and what to do: until when, where, when it is promised, what sending
//! costs, the parcel's number.

use super::event::{Event, Side};
use super::letter::{Facts, NAME, answered};
use super::line::{clean, sentence};
use crate::orders::Sheet;
use crate::orders::pages::bits;
use crate::orders::pages::studio::awaited;
use crate::orders::pages::told::is_made;
use crate::orders::rules::How;
use crate::payments::rules::State as Pay;
use crate::time;
use crate::words::Words;

/// Until when it is kept, or answered, or paid, while the clock runs.
pub(super) fn until(event: Event, facts: &Facts, w: &Words) -> Option<String> {
    use Event as E;
    let (sheet, shop) = facts.first().filter(|_| facts.parts.len() == 1)?;
    let clocked = matches!(
        event,
        E::Placed
            | E::Accepted
            | E::Ready
            | E::NotArrived
            | E::Answered
            | E::NewOrder
            | E::NewEnquiry
            | E::Reminder
            | E::Agreed
    );
    let key = match event.side() {
        Side::Shop => awaited(sheet),
        Side::Buyer => waited(sheet),
    };
    // Between a deposit and the rest there is no clock.
    let running = sheet.seen(facts.now).is_open() && sheet.payment.state == Pay::Open;
    let end = sheet.held_until.filter(|_| clocked && running)?;
    Some(sentence(&w.with(key, &[("until", w.moment(end, shop.zone).into())])))
}

/// What the time is for, to the buyer.
fn waited(sheet: &Sheet) -> &'static str {
    match &sheet.enquiry {
        Some(enquiry) if enquiry.answer.is_none() => "notifications-until-answered",
        Some(_) if sheet.accepted_at.is_none() => "orders-told-answered-text",
        _ if is_made(sheet) => "orders-told-pay-by",
        _ => "orders-told-kept",
    }
}

/// Where and when a kept piece is fetched.
pub(super) fn place(event: Event, facts: &Facts, w: &Words) -> Option<String> {
    use Event as E;
    let fetched = matches!(event, E::Accepted | E::Ready | E::Paid | E::NewOrder | E::CardPaid);
    let (sheet, shop) = facts.first().filter(|_| fetched && facts.parts.len() == 1)?;
    let pickup = sheet.pickup.as_ref().filter(|_| sheet.how == How::Keep && sheet.seen(facts.now).is_open())?;
    let when = bits::window(w, pickup.from, pickup.until, shop.zone);
    Some(w.with("notifications-where", &[("place", clean(&pickup.place, NAME).into()), ("when", when.into())]))
}

/// When it is promised; nothing of what is ready.
pub(super) fn day(event: Event, facts: &Facts, w: &Words) -> Option<String> {
    let told = matches!(event, Event::Answered | Event::Agreed);
    let (sheet, shop) = facts.first().filter(|_| told)?;
    let ends = sheet.enquiry.as_ref()?.answer.as_ref()?.promised_at?;
    Some(w.with("notifications-day", &[("day", w.date(time::of_day_ending(ends), shop.zone).into())]))
}

/// What getting it there costs, and what is paid before the work begins.
pub(super) fn sending(event: Event, facts: &Facts, w: &Words) -> Option<String> {
    let (sheet, _) = facts.first().filter(|_| event == Event::Answered)?;
    let answer = answered(sheet)?;
    let costs = (answer.sending.minor > 0)
        .then(|| w.with("notifications-sending", &[("amount", w.money(answer.sending).into())]));
    let deposit = answer.terms(sheet.goods).and_then(|(_, deposit)| deposit);
    let deposit = deposit.map(|deposit| w.with("notifications-deposit", &[("amount", w.money(deposit).into())]));
    let both: Vec<String> = [costs, deposit].into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// The parcel's number, where the courier gives one.
pub(super) fn tracking(event: Event, facts: &Facts, w: &Words) -> Option<String> {
    let (sheet, _) = facts.first().filter(|_| event == Event::Sent)?;
    let number = clean(&sheet.parcel.as_ref()?.tracking, NAME);
    (!number.is_empty()).then(|| w.with("notifications-tracking", &[("number", number.into())]))
}
