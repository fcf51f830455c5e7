//! What a letter about an order is written from: its parts and shops as they stand, and for the buyer the address and
//! the link. Letters themselves are `notifications`'.

use app::error::AppError;
use app::ids::{OrderId, ShopId};
use app::money::Money;
use app::notifications::{Event, Facts, rules};
use app::orders::{Counter, EndedBy, Sheet};
use app::payments::Payment;
use app::payments::method::Method;
use app::payments::refunds::Refund;
use app::payments::rules::State as Pay;
use app::payments::rules::refund::State as Back;
use app::routes;
use app::words::Lang;

use super::{sql, token};
use crate::accounts::counter;
use crate::house::House;
use crate::payments::refunds;
use crate::store::DbResult as _;

/// Which letter.
pub struct Asked<'a> {
    pub event: Event,
    pub order: Option<&'a str>,
    pub part: Option<&'a str>,
    pub shop: Option<&'a str>,
    pub amount_minor: Option<i64>,
    pub day: Option<i64>,
}

/// The buyer's address and what the letter is written from; None when the address was forgotten, or it is not true
/// any more.
pub async fn to_buyer(house: &House, asked: &Asked<'_>, lang: Lang) -> Result<Option<(String, Facts)>, AppError> {
    let Some(order) = asked.order else { return Ok(None) };
    let Some((address, _)) = sql::contact_of(house.store.read(), order).await? else {
        return Ok(None);
    };
    let parts = parts(house, asked, order).await?;
    let token = token::mint(&house.keys, &OrderId(order.to_owned()));
    let link = format!("{}{}", house.config.origin(), routes::order(lang, &token));
    Ok(facts(house, asked, parts, (link, None)).map(|facts| (address, facts)))
}

/// What a letter to the shop is written from; None when it is not true any more. It carries the studio's link only.
pub async fn to_shop(house: &House, asked: &Asked<'_>) -> Result<Option<Facts>, AppError> {
    let origin = house.config.origin();
    let stop = Some(format!("{origin}{}", routes::ACCOUNT));
    if let Some(order) = asked.order {
        let parts = parts(house, asked, order).await?;
        let Some(code) = parts.first().map(|(sheet, _)| sheet.code.clone()) else { return Ok(None) };
        return Ok(facts(house, asked, parts, (format!("{origin}{}", routes::studio_order(&code)), stop)));
    }
    let Some(shop) = asked.shop else { return Ok(None) };
    let shop = counter::of_shop(house.store.read(), &ShopId(shop.to_owned())).await?;
    let link = format!("{origin}{}", routes::STUDIO_MONEY);
    let (parts, amount, now) = (Vec::new(), amount(asked), house.clock.now());
    Ok(Some(Facts { parts, shop, link, stop, amount, now }))
}

/// The parts it is about, each with its shop.
async fn parts(house: &House, asked: &Asked<'_>, order: &str) -> Result<Vec<(Sheet, Counter)>, AppError> {
    let db = house.store.read();
    let open: Option<fn(&Refund) -> bool> = match asked.event {
        // Until the shop has handed over what a card did not take, or a bank gave it.
        Event::NotOnCard | Event::RefundRefused => Some(|refund| refund.state == Back::Failed),
        // Until the buyer says that it came after all.
        Event::NotBack => Some(Refund::is_missed),
        _ => None,
    };
    if let Some(open) = open
        && !is_open(house, asked, order, open).await?
    {
        return Ok(Vec::new());
    }
    let mut connection = db.acquire().await.db()?;
    let found = sql::by_id(&mut connection, order).await?;
    drop(connection);
    let wanted = |sheet: &Sheet| match (asked.part, asked.event) {
        (Some(part), _) => sheet.part.as_str() == part,
        (None, Event::Paid) => sheet.payments().any(|one| by_card(one, asked.day)),
        // What ran out together, as far as it is written down.
        (None, Event::Lapsed | Event::Unanswered | Event::EnquiryLapsed | Event::OfferLapsed) => {
            sheet.ended_at.is_some()
                && sheet.ended_at == asked.day
                && sheet.ended_by == Some(EndedBy::Time)
                && rules::lapse(sheet) == asked.event
                && rules::still_true(asked.event, sheet, house.clock.now())
        }
        (None, _) => true,
    };
    let sheets: Vec<Sheet> = found.into_iter().map(|found| found.sheet).filter(wanted).collect();
    let shops: Vec<ShopId> = sheets.iter().map(|sheet| sheet.shop.clone()).collect();
    let counters = counter::of_shops(db, &shops).await?;
    let with_shop = |sheet: Sheet| {
        let counter = counters.iter().find(|counter| counter.id == sheet.shop)?.clone();
        Some((sheet, counter))
    };
    Ok(sheets.into_iter().filter_map(with_shop).collect())
}

/// True of what one card payment paid, of an order that may be paid in several.
fn by_card(one: &Payment, day: Option<i64>) -> bool {
    one.method == Method::Card && one.state == Pay::Paid && (day.is_none() || one.paid_at == day)
}

/// True while a refund that is told of stands so.
async fn is_open(house: &House, asked: &Asked<'_>, order: &str, open: fn(&Refund) -> bool) -> Result<bool, AppError> {
    let all = refunds::of_order(house.store.read(), &OrderId(order.to_owned())).await?;
    // "It has not come" may speak of several at once.
    let meant = |refund: &Refund| {
        asked.event == Event::NotBack || asked.amount_minor.is_none_or(|minor| refund.amount.minor == minor)
    };
    let of_part = |refund: &Refund| asked.part.is_none_or(|part| refund.part.as_str() == part);
    Ok(all.iter().any(|refund| open(refund) && of_part(refund) && meant(refund)))
}

/// None when it is not true any more.
fn facts(
    house: &House,
    asked: &Asked<'_>,
    parts: Vec<(Sheet, Counter)>,
    (link, stop): (String, Option<String>),
) -> Option<Facts> {
    let now = house.clock.now();
    let (sheet, shop) = parts.first()?;
    if !rules::still_true(asked.event, sheet, now) {
        return None;
    }
    let shop = shop.clone();
    let amount = amount(asked).or_else(|| paid_at_once(asked, &parts));
    Some(Facts { parts, shop, link, stop, amount, now })
}

/// What one card payment paid of these parts.
fn paid_at_once(asked: &Asked<'_>, parts: &[(Sheet, Counter)]) -> Option<Money> {
    let day = asked.day.filter(|_| asked.event == Event::Paid)?;
    let paid = parts.iter().flat_map(|(sheet, _)| sheet.payments()).filter(|one| by_card(one, Some(day)));
    Some(Money { minor: paid.map(|one| one.amount.minor).fold(0, i64::saturating_add), ..Money::rupiah(0) })
}

fn amount(asked: &Asked<'_>) -> Option<Money> {
    asked.amount_minor.map(|minor| Money { minor, ..Money::rupiah(0) })
}
