//! Doors of enquiries: the artisan's answer, the buyer's "I agree", the parcel.

use app::catalogue::rules::typed::typed_price;
use app::error::{AppError, Message};
use app::form::Typed;
use app::money::Money;
use app::orders::asked::enquiry::{end_of, methods};
use app::orders::enquiry::Answer;
use app::orders::pages;
use app::orders::pages::enquiry::answer::is_untouched;
use app::orders::pages::enquiry::parcel::count;
use app::orders::rules::enquiry::{HIGHEST_DEPOSIT, PROMISED_DAYS};
use app::orders::rules::plan::Act;
use app::orders::rules::{How, LONGEST_TEXT};
use app::orders::{Counter, Sharer, Sheet};
use app::payments::method::Method;
use app::payments::rules::Who;
use app::time::of_day_ending;
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse as _;

use super::method;
use super::order::Part;
use super::studio::{carried, doing, or_order};
use crate::http::upload::digest;
use crate::http::{Answer as Reply, Fields, Here, Upload};
use crate::orders::moves::{Doing, NewParcel};
use crate::orders::sql::enquiry as enquiries;
use crate::payments::proofs;

/// Most characters of a service and of a tracking number.
const LONGEST_TRACKING: usize = 60;

/// `GET /studio/orders/{code}/answer`; with a parcel's weight and size what sending it would cost.
pub async fn ask_answer(here: Here, Path(code): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let typed = Typed::from_pairs(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned());
    answer_page(here, &code, typed).await
}

/// `POST /studio/orders/{code}/answer`
pub async fn answer(here: Here, Path(code): Path<String>, Fields(mut typed): Fields) -> Reply {
    let shop = here.backend.shop()?.clone();
    let sheet = here.backend.orders.by_code(&shop, &code).await?;
    let counter = here.backend.orders.counter(&shop).await?;
    let Some((answer, shared_with)) = read_answer(&here, &sheet, &counter, &mut typed).await? else {
        return answer_page(here, &code, typed).await;
    };
    let said = Doing { answer: Some(answer), shared_with, ..Doing::new(Who::Artisan, Act::Answer) };
    carried(here, sheet, typed, "answer", said).await
}

async fn answer_page(here: Here, code: &str, typed: Typed) -> Reply {
    or_order(&here, code, pages::answer(&here.backend, code, typed).await)
}

/// What the form says, and with whom a parcel is shared where the price is a share; None with the words at their fields. A service's price is the table's, whatever was sent.
async fn read_answer(
    here: &Here,
    sheet: &Sheet,
    shop: &Counter,
    typed: &mut Typed,
) -> Result<Option<(Answer, Option<Vec<Sharer>>)>, AppError> {
    let Some(enquiry) = &sheet.enquiry else { return Err(AppError::conflict("orders-no-other")) };
    let now = here.caller.now;
    let (sending, service, shared_with) = if sheet.how.is_enquiry() {
        sending(here, sheet, shop, typed).await?
    } else {
        (Some(Money::rupiah(0)), String::new(), None)
    };
    if enquiry.made && typed.get("day").is_empty() {
        typed.wrong("day", "orders-answer-day-empty");
    }
    let promised_at = end_of(typed, "day", (shop.zone, now, PROMISED_DAYS), "orders-answer-day-wrong");
    // A parcel follows its buyer; what is brought or fetched does not.
    if let (Some(promised), Some(leaving)) = (promised_at, enquiry.leaving_at)
        && sheet.how != How::Send
        && promised > leaving
    {
        let day = here.backend.visit.words.date(of_day_ending(leaving), shop.zone);
        typed.wrong("day", Message::new("orders-answer-day-gone").with("date", day));
    }
    let deposit_percent = match typed.get("deposit") {
        "" => 0,
        text => text.parse().ok().filter(|percent| (0..=HIGHEST_DEPOSIT).contains(percent)).unwrap_or_else(|| {
            typed.wrong("deposit", "orders-answer-deposit-wrong");
            0
        }),
    };
    let text = typed.get("text").to_owned();
    if text.chars().count() > usize::from(LONGEST_TEXT) {
        typed.wrong("text", "orders-reason-long");
    }
    let answer = sending.map(|sending| Answer { sending, service, promised_at, deposit_percent, text, at: now });
    match answer.as_ref().map(|answer| answer.terms(sheet.goods)) {
        Some(None) => typed.wrong("price", "catalogue-price-bad"),
        Some(Some(terms)) => payable_in_parts(here, sheet, terms, typed).await?,
        None => {}
    }
    Ok(answer.filter(|_| !typed.has_errors()).map(|answer| (answer, shared_with)))
}

/// What the buyer is to pay at once has to be something she can: otherwise it is said here, to the one who can mend it,
/// and not to her after she was promised it.
async fn payable_in_parts(
    here: &Here,
    sheet: &Sheet,
    (total, deposit): (Money, Option<Money>),
    typed: &mut Typed,
) -> Result<(), AppError> {
    let ways = here.backend.orders.ways(&sheet.shop).await?;
    let rest = deposit.and_then(|deposit| total.checked_sub(deposit));
    let most = deposit.into_iter().chain(rest).max_by_key(|part| part.minor).unwrap_or(total);
    if methods(&ways, most, sheet.how).is_empty() {
        let field = if sheet.how.is_enquiry() { "price" } else { "deposit" };
        let amount = here.backend.visit.words.money(most);
        typed.wrong(field, Message::new("orders-answer-no-way").with("amount", amount));
    }
    Ok(())
}

/// Her own price where she typed one, otherwise the service she tapped. A price that the form filled in by itself is
/// none she typed: without a service it is what was answered before, by the same service.
async fn sending(
    here: &Here,
    sheet: &Sheet,
    shop: &Counter,
    typed: &mut Typed,
) -> Result<(Option<Money>, String, Option<Vec<Sharer>>), AppError> {
    let mut shared_with = None;
    let chosen = match typed.get("service") {
        "" => None,
        id => {
            let id = id.to_owned();
            let counted = count(&here.backend, sheet, &shop.regency, typed).await?;
            let seen = typed.get("counted");
            let other = counted.as_ref().is_some_and(|counted| !seen.is_empty() && counted.mark != seen);
            shared_with = counted.as_ref().map(|counted| counted.sharers.clone()).filter(|all| !all.is_empty());
            let found = counted.and_then(|counted| counted.offers.ok()).unwrap_or_default();
            let offer = found.into_iter().find(|offer| offer.id.0 == id);
            if other {
                // What she read was for another parcel or by another table: she looks again.
                typed.wrong("service", "orders-answer-counted-again");
            } else if offer.is_none() {
                typed.wrong("service", "orders-answer-service-gone");
            }
            offer
        }
    };
    let before = sheet.enquiry.as_ref().and_then(|enquiry| enquiry.answer.as_ref());
    let before = before.filter(|answer| is_untouched(typed, answer));
    let service = match (&chosen, before) {
        (Some(offer), _) => offer.service.clone(),
        (None, before) => before.map(|answer| answer.service.clone()).unwrap_or_default(),
    };
    let own = match (typed.get("price"), chosen) {
        (price, Some(offer)) if price.is_empty() || before.is_some() => Ok(Some(offer.price)),
        ("", None) => Err("orders-answer-price-empty".into()),
        (price, _) => {
            // Her own price is no share of anything.
            shared_with = None;
            if price == "0" { Ok(Some(Money::rupiah(0))) } else { typed_price(typed) }
        }
    };
    let own = own.unwrap_or_else(|message| {
        typed.wrong("price", message);
        None
    });
    Ok((own, service, shared_with))
}

/// `GET /studio/orders/{code}/send`
pub async fn ask_send(here: Here, Path(code): Path<String>) -> Reply {
    send_page(here, &code, Typed::default()).await
}

/// `POST /studio/orders/{code}/send` (multipart): `photo` may be left out.
pub async fn send(here: Here, Path(code): Path<String>, Upload { mut typed, file }: Upload) -> Reply {
    let shop = here.backend.shop()?.clone();
    let sheet = here.backend.orders.by_code(&shop, &code).await?;
    for field in ["service", "tracking"] {
        let text = typed.get(field);
        if text.chars().count() > LONGEST_TRACKING || text.chars().any(char::is_control) {
            typed.wrong(field, "orders-send-long");
        }
    }
    let joined = match typed.get("parcel") {
        "" => None,
        id => here.backend.orders.parcels(&sheet).await?.into_iter().find(|one| one.id == id),
    };
    if let Some(joined) = joined {
        let tracking = typed.get("tracking");
        if !tracking.is_empty() && !joined.tracking.is_empty() && joined.tracking != tracking {
            typed.wrong("tracking", Message::new("orders-send-has-number").with("tracking", joined.tracking));
        }
        if joined.pictured && file.is_some() {
            typed.wrong("photo", "orders-send-has-photo");
        }
    }
    // One key never names two pictures.
    if let Some(file) = &file {
        typed.set("photo", digest(file));
    }
    let picture = match file {
        // What is wrong stands at the field, also where all workers are busy.
        Some(file) if !typed.has_errors() => here.picture(file, &mut typed).await.unwrap_or_default(),
        _ => None,
    };
    if typed.has_errors() {
        return send_page(here, &code, typed).await;
    }
    let kept = match &picture {
        Some(picture) => Some(proofs::keep(&here.house, picture).await?),
        None => None,
    };
    let name = kept.map(|key| key.as_str().to_owned());
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let parcel = NewParcel {
        joins: some(typed.get("parcel")),
        service: typed.get("service").to_owned(),
        tracking: typed.get("tracking").to_owned(),
        picture: name.clone(),
    };
    let said = Doing { parcel: Some(parcel), ..Doing::new(Who::Artisan, Act::Send) };
    let house = here.house.clone();
    let reply = carried(here, sheet, typed, "send", said).await;
    if let Some(name) = name
        && !enquiries::names(house.store.read(), &name).await?
    {
        // The second of two taps, or a parcel that was not sent: its picture stands nowhere.
        proofs::remove(&house, &name).await;
    }
    reply
}

/// `GET /studio/orders/{code}/parcel.webp`: the picture of her own parcel.
pub async fn picture(here: Here, Path(code): Path<String>) -> Reply {
    let shop = here.backend.shop()?.clone();
    let sheet = here.backend.orders.by_code(&shop, &code).await?;
    shown(&here, &sheet).await
}

/// `GET /{lang}/o/{token}/parcel.webp?part=`: the same for the buyer.
pub async fn buyers_picture(here: Here, Path((_, token)): Path<(String, String)>, part: Part) -> Reply {
    let sheet = super::order::sheet(&here, &token, part.number()).await?;
    shown(&here, &sheet).await
}

async fn shown(here: &Here, sheet: &Sheet) -> Reply {
    let key = sheet.parcel.as_ref().and_then(|parcel| parcel.picture.as_ref()).ok_or(AppError::NotFound)?;
    let stored = proofs::open(&here.house, key).await?;
    let kind = (axum::http::header::CONTENT_TYPE, stored.mime);
    Ok(super::checkout::no_store(([kind], stored.bytes).into_response()))
}

async fn send_page(here: Here, code: &str, typed: Typed) -> Reply {
    let status = if typed.has_errors() { 422 } else { 200 };
    or_order(&here, code, pages::send(&here.backend, code, typed).await.map(|page| page.status(status)))
}

/// `POST /studio/orders/{code}/received`: she knows that it arrived.
pub async fn known_received(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Reply {
    doing(here, code, typed, "received", Doing::new(Who::Artisan, Act::Receive)).await
}

/// `POST /{lang}/o/{token}/agree`: the buyer agrees to the answer she saw, and says how she pays.
pub async fn agree(here: Here, Path((_, token)): Path<(String, String)>, Fields(typed): Fields) -> Reply {
    let sheet = super::order::sheet(&here, &token, super::order::number(&typed)).await?;
    let chosen = method(&typed)?;
    if !payable(&here, &sheet, chosen).await? {
        return Err(AppError::conflict("orders-method-not-here").into());
    }
    let agreed_to = typed.get("answer").parse().ok();
    let said = Doing { method: Some(chosen), agreed_to, ..Doing::new(Who::Buyer, Act::Agree) };
    super::order::moved(here, token, typed, "agree", said).await
}

/// True when the shop takes it for what is paid first.
async fn payable(here: &Here, sheet: &Sheet, method: Method) -> Result<bool, AppError> {
    let answer = sheet.enquiry.as_ref().and_then(|enquiry| enquiry.answer.as_ref());
    let Some((total, deposit)) = answer.and_then(|answer| answer.terms(sheet.goods)) else {
        // Nothing was answered: the state table has the words.
        return Ok(true);
    };
    let ways = here.backend.orders.ways(&sheet.shop).await?;
    Ok(methods(&ways, deposit.unwrap_or(total), sheet.how).contains(&method))
}

/// `POST /{lang}/o/{token}/received`: "It has arrived."
pub async fn received(here: Here, Path((_, token)): Path<(String, String)>, Fields(typed): Fields) -> Reply {
    super::order::moved(here, token, typed, "received", Doing::new(Who::Buyer, Act::Receive)).await
}
