//! Reading what is asked before there is anything to pay: how it should get there, where to, until when, and the
//! buyer's own words.

use super::{Asked, AskedEnquiry, AskedPart, contact_of, item, name_of, quantity};
use crate::error::{AppError, Message};
use crate::form::Typed;
use crate::money::Money;
use crate::orders::enquiry::Address;
use crate::orders::rules::How;
use crate::orders::rules::enquiry::LONGEST_WISH;
use crate::orders::rules::leaving::LEAVING_DAYS;
use crate::orders::shipping::{SendZone, destination_of};
use crate::orders::{Checkout, Counter, Kind};
use crate::payments::Ways;
use crate::payments::method::Method;
use crate::time::{self, Zone};

/// Most characters of a name on a parcel.
const LONGEST_TO_NAME: usize = 60;
/// Most characters of an address, and of a line of it.
const LONGEST_STREET: usize = 300;
/// Most characters of a phone number as it is typed.
const LONGEST_PHONE: usize = 24;

/// Reads the form of an enquiry; all that is missing comes at once.
pub fn read(typed: &mut Typed, checkout: &Checkout, how: How, now: i64) -> Result<Asked, AppError> {
    let why_not = checkout.why_not(how);
    let offered = why_not.is_none();
    if let Some(why) = why_not {
        typed.wrong("how", why);
    }
    let quantity = quantity(typed, checkout);
    let name = name_of(typed);
    let contact = contact_of(typed);
    let enquiry = AskedEnquiry {
        made: checkout.piece.kind == Kind::MadeToOrder,
        wish: wish_of(typed),
        leaving_at: leaving_of(typed, checkout.shop.zone, now),
        to: address_of(typed, how),
        shared: false,
    };
    let goods = checkout.piece.price.checked_mul(quantity);
    let least = goods.map(|goods| at_once(checkout.piece.kind, goods));
    let method = goods.and_then(|goods| first_method(&checkout.ways, goods, how));
    let method = method.or_else(|| least.and_then(|least| first_method(&checkout.ways, least, how)));
    if method.is_none() && offered {
        // One piece could be paid, so many cannot.
        typed.wrong("quantity", Message::new("orders-quantity-no-way").with("name", &checkout.shop.owner));
    }
    typed.check()?;
    let item = item(typed, checkout, quantity);
    let method = method.ok_or(AppError::Internal)?;
    let part = AskedPart { how, method, window: None, enquiry: Some(enquiry), items: vec![item] };
    Ok(Asked::of_one(typed, name, contact, part))
}

/// What is paid with unless the buyer chooses otherwise when she agrees. Nobody hands cash over from far away.
pub fn first_method(ways: &Ways, goods: Money, how: How) -> Option<Method> {
    methods(ways, goods, how).into_iter().next()
}

/// The ways of paying what is sent, brought or fetched.
pub fn methods(ways: &Ways, amount: Money, how: How) -> Vec<Method> {
    if how == How::Send { ways.from_afar(amount) } else { ways.for_amount(amount) }
}

/// The least that has to be paid at once: what is made can be paid as a deposit and a rest.
pub fn at_once(kind: Kind, amount: Money) -> Money {
    match (kind, amount.whole_rupiah()) {
        (Kind::MadeToOrder, Some(rupiah)) => Money::rupiah(rupiah - rupiah / 2),
        _ => amount,
    }
}

/// Why a shop does not send, bring or make something that costs so much, in words for the buyer; None where it does.
pub fn why_not(shop: &Counter, ways: &Ways, amount: Money, how: How) -> Option<Message> {
    let key = match how {
        How::Send if !shop.sends && shop.delivers => "orders-no-parcels",
        How::Deliver if !shop.delivers && shop.sends => "orders-no-bringing",
        How::Send | How::Deliver if !shop.sends && !shop.delivers => "orders-no-sending",
        _ if !methods(ways, amount, how).is_empty() => return None,
        _ if !ways.for_amount(amount).is_empty() => "orders-no-pay-afar",
        _ => "orders-no-way",
    };
    Some(Message::new(key).with("name", &shop.owner))
}

fn wish_of(typed: &mut Typed) -> String {
    let wish = typed.get("wish").to_owned();
    if wish.chars().count() > usize::from(LONGEST_WISH) {
        typed.wrong("wish", "orders-wish-long");
    }
    wish
}

/// The end of the day in the field `leaving`, or nothing; a day that has passed is told.
pub fn leaving_of(typed: &mut Typed, zone: Zone, now: i64) -> Option<i64> {
    end_of(typed, "leaving", (zone, now, LEAVING_DAYS), "orders-leaving-wrong")
}

/// The end of a typed day that lies at most so many days ahead; nothing for an empty field, or the message at it.
pub fn end_of(typed: &mut Typed, field: &str, (zone, now, days): (Zone, i64, i64), wrong: &'static str) -> Option<i64> {
    let text = typed.get(field);
    if text.is_empty() {
        return None;
    }
    let ends = time::date_ahead(text, zone, now, days).map(|day| time::at(day, 1_440, zone));
    if ends.is_none() {
        typed.wrong(field, wrong);
    }
    ends
}

/// Where it goes: nothing for what is fetched.
pub fn address_of(typed: &mut Typed, how: How) -> Option<Address> {
    match how {
        How::Deliver => {
            let stay = typed.get("stay").to_owned();
            if stay.is_empty() {
                typed.wrong("stay", "orders-stay-empty");
            } else if stay.chars().count() > LONGEST_STREET || odd(&stay) {
                typed.wrong("stay", "orders-to-street-long");
            }
            let (country, zone) = ("ID".to_owned(), SendZone::Regency.as_str().to_owned());
            Some(Address { name: typed.get("name").to_owned(), street: stay, country, zone, phone: String::new() })
        }
        How::Send => {
            let street = typed.get("to_street").to_owned();
            let name = typed.get("to_name").to_owned();
            if name.is_empty() {
                typed.wrong("to_name", "orders-to-name-empty");
            }
            if street.is_empty() {
                typed.wrong("to_street", "orders-to-street-empty");
            }
            let (country, zone) = destination_of(typed)?;
            let phone = typed.get("to_phone").to_owned();
            let (country, zone) = (country.to_owned(), zone.as_str().to_owned());
            fits(typed, Address { name, street, country, zone, phone })
        }
        How::Stall | How::Keep | How::Sold => None,
    }
}

/// True of text that no form sends.
fn odd(text: &str) -> bool {
    text.chars().any(|one| one.is_control() && one != '\n' && one != '\r')
}

fn fits(typed: &mut Typed, to: Address) -> Option<Address> {
    if to.name.chars().count() > LONGEST_TO_NAME || odd(&to.name) {
        typed.wrong("to_name", "orders-to-name-long");
    }
    if to.street.chars().count() > LONGEST_STREET || odd(&to.street) {
        typed.wrong("to_street", "orders-to-street-long");
    }
    if to.phone.chars().count() > LONGEST_PHONE || odd(&to.phone) {
        typed.wrong("to_phone", "orders-to-phone-long");
    }
    Some(to)
}
