//! What is asked and what is answered, to both sides: the buyer's offer to agree to, the artisan's answer, the parcel.

pub mod answer;
mod offer;
pub mod parcel;
pub mod send;

use leptos::prelude::*;

pub use offer::{offer, terms};

use super::{bits, told};
use crate::backend::Backend;
use crate::error::AppError;
use crate::orders::enquiry::Parcel;
use crate::orders::rules::{How, State, contact};
use crate::orders::shipping::{SendZone, countries};
use crate::orders::{Counter, Sheet};
use crate::routes;
use crate::time::of_day_ending;
use crate::ui::icons::{Ico, Icon};
use crate::words::Words;

/// What the artisan reads of an enquiry: the wish, where to, until when.
pub fn asked(sheet: &Sheet, shop: &Counter, w: &Words) -> Option<AnyView> {
    let enquiry = sheet.enquiry.as_ref()?;
    let lang = sheet.lang.code();
    let wish = (!enquiry.wish.is_empty()).then(|| {
        let wish = enquiry.wish.clone();
        view! { <li><Icon name=Ico::Chat/><span lang=lang class="said">{wish}</span></li> }
    });
    let to = enquiry.to.clone().map(|to| {
        let country = (to.country != "ID").then(|| countries::name(&to.country, w));
        // By it the table tells the price, and within Indonesia the buyer chose it: it is held against the address.
        let zone = SendZone::parse(&to.zone)
            .filter(|_| sheet.how == How::Send)
            .map(|zone| w.with("orders-asked-zone", &[("zone", w.t(zone.key()).into())]));
        let lines: Vec<String> =
            [to.name, to.street].into_iter().filter(|line| !line.is_empty()).chain(country).chain(zone).collect();
        let phone = (!to.phone.is_empty()).then(|| view! { <br/>{to.phone} });
        view! { <li><Icon name=Ico::Place/><span class="said">{lines.join("\n")}{phone}</span></li> }
    });
    let leaving = enquiry.leaving_at.map(|at| {
        let text = w.with("orders-mine-leaves", &[("day", w.date(of_day_ending(at), shop.zone).into())]);
        view! { <li><Icon name=Ico::Clock/><span>{text}</span></li> }
    });
    (wish.is_some() || to.is_some() || leaving.is_some())
        .then(|| view! { <ul class="plain">{wish}{to}{leaving}</ul> }.into_any())
}

/// With whom she sends, while it is not sent: who takes it to the post is theirs to settle.
pub async fn together(b: &Backend, sheet: &Sheet, w: &Words) -> Result<Option<AnyView>, AppError> {
    let shares = sheet.enquiry.as_ref().is_some_and(|enquiry| enquiry.shared) && sheet.parcel.is_none();
    if !shares || !sheet.seen(b.visit.now).is_open() {
        return Ok(None);
    }
    let others = parcel::others(&b.orders.sharers(sheet).await?, sheet);
    if others.is_empty() {
        return Ok(None);
    }
    let text = w.with("orders-send-together", &[("shops", others.join(", ").into())]);
    Ok(Some(view! { <ul class="plain"><li><Icon name=Ico::Parcel/><span>{text}</span></li></ul> }.into_any()))
}

/// Where it goes, to the buyer: enough to see that it is right, not enough for whoever finds the link.
pub fn to_buyer(sheet: &Sheet, w: &Words) -> Option<AnyView> {
    let to = sheet.enquiry.as_ref()?.to.as_ref()?;
    let country = (to.country != "ID").then(|| countries::name(&to.country, w));
    let text = [Some(contact::masked_line(&to.street)), country].into_iter().flatten().collect::<Vec<_>>().join(", ");
    Some(
        view! { <li><Icon name=Ico::Place/><span>{w.with("orders-sent-to", &[("place", text.into())])}</span></li> }
            .into_any(),
    )
}

/// Where what is made is fetched, to the buyer.
pub fn fetched(sheet: &Sheet, shop: &Counter, w: &Words) -> Option<AnyView> {
    if !told::is_made(sheet) || matches!(sheet.how, How::Send | How::Deliver) {
        return None;
    }
    let place = w.with("orders-fetched-at", &[("shop", (&shop.name).into()), ("village", (&shop.village).into())]);
    let place = match shop.code.is_empty() {
        true => place.into_any(),
        false => view! { <a href=routes::shop(w.lang, &shop.code)>{place}</a> }.into_any(),
    };
    Some(view! { <li><Icon name=Ico::Place/><span>{place}</span></li> }.into_any())
}

/// What she promised, to both, until it ended otherwise.
pub fn promised(sheet: &Sheet, shop: &Counter, w: &Words, now: i64) -> Option<AnyView> {
    if matches!(sheet.state, State::Declined | State::Cancelled | State::Expired) {
        return None;
    }
    let at = sheet.enquiry.as_ref()?.answer.as_ref()?.promised_at?;
    let key = if sheet.is_past_its_day(now) { "orders-promised-past" } else { "orders-promised" };
    let text = w.with(key, &[("day", w.date(of_day_ending(at), shop.zone).into())]);
    Some(view! { <li><Icon name=Ico::Clock/><span>{text}</span></li> }.into_any())
}

/// The parcel, to both; `picture` is where its photo is looked at.
pub fn parcel_line(parcel: &Parcel, picture: String, shop: &Counter, w: &Words, now: i64) -> AnyView {
    let when = w.with("orders-parcel-sent", &[("when", bits::moment(w, parcel.sent_at, shop.zone, now).into())]);
    let by = (!parcel.service.is_empty()).then(|| format!(", {}", parcel.service));
    let tracking = (!parcel.tracking.is_empty()).then(|| {
        let number = parcel.tracking.clone();
        view! { <br/>{w.t("orders-parcel-tracking")}" "<b class="num">{number}</b> }
    });
    let alt = w.t("orders-parcel-photo");
    let picture = parcel.picture.is_some().then(|| {
        let src = picture.clone();
        view! { <li><a class="tap" href=picture><img class="shown" src=src width="320" alt=alt loading="lazy"/></a></li> }
    });
    view! { <li><Icon name=Ico::Parcel/><span>{when}{by}{tracking}</span></li>{picture} }.into_any()
}
