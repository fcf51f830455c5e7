//! Reading the checkout form: what was asked for, or what is missing and where. Amounts are never read
//! from it; the server computes them.

pub mod basket;
pub mod enquiry;

use super::enquiry::Address;
use super::rules::pickup::{self, Place, Window};
use super::rules::{How, contact};
use super::{Channel, Checkout, Contact, ContactKind, Counter, Kind};
use crate::error::{AppError, Message};
use crate::form::Typed;
use crate::money::Money;
use crate::payments::Ways;
use crate::payments::method::Method;

/// The most characters of a buyer's name.
pub const LONGEST_NAME: usize = 60;

/// Why there is no time: the buyer leaves before the first one.
pub const LEAVES_BEFORE: &str = "orders-leaving-nothing";

/// A checkout form that is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub channel: Channel,
    pub name: String,
    pub contact: Option<Contact>,
    /// One per shop.
    pub parts: Vec<AskedPart>,
    /// The buyer knows of an open order and wants another.
    pub again: bool,
}

/// What is asked of one shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPart {
    pub how: How,
    pub method: Method,
    pub window: Option<Window>,
    /// What has to be agreed on first.
    pub enquiry: Option<AskedEnquiry>,
    pub items: Vec<Item>,
}

/// What is asked before there is anything to pay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedEnquiry {
    /// Made after it was asked for.
    pub made: bool,
    pub wish: String,
    /// The end of the buyer's last day here, UTC ms.
    pub leaving_at: Option<i64>,
    pub to: Option<Address>,
    /// In one parcel with other shops of the village.
    pub shared: bool,
}

/// A piece, and how many of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub code: String,
    /// The product's version the buyer saw.
    pub version: i64,
    pub quantity: i64,
    /// The form's field of the quantity.
    pub field: String,
}

impl Asked {
    /// What a form about one piece asks.
    fn of_one(typed: &Typed, name: String, contact: Option<Contact>, part: AskedPart) -> Self {
        Self {
            channel: if typed.get("via") == "q" { Channel::Scan } else { Channel::Web },
            name,
            contact,
            parts: vec![part],
            again: typed.get("again") == "1",
        }
    }

    /// True when it is made after it was asked for: then it is asked for alone.
    pub fn is_made(&self) -> bool {
        self.parts.iter().any(|part| part.enquiry.as_ref().is_some_and(|enquiry| enquiry.made))
    }

    /// Everything that is asked for, of all shops.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.parts.iter().flat_map(|part| &part.items)
    }
}

/// Reads the form against what is offered now; all that is missing comes at once.
pub fn read(typed: &mut Typed, checkout: &Checkout, now: i64) -> Result<Asked, AppError> {
    let how = How::asked(typed.get("how")).unwrap_or(How::Stall);
    if checkout.is_enquiry(how) {
        return enquiry::read(typed, checkout, how, now);
    }
    let quantity = quantity(typed, checkout);
    let total = checkout.piece.price.checked_mul(quantity);
    let method = if quantity > 1 && total.is_none_or(|total| checkout.ways.for_amount(total).is_empty()) {
        // No way carries so many, whichever is chosen.
        typed.wrong("quantity", Message::new("orders-quantity-no-way").with("name", &checkout.shop.owner));
        None
    } else {
        method_of(typed, "method", &checkout.ways, total)
    };
    let name = name_of(typed);
    let (window, contact) = match how {
        How::Keep => {
            (window_of(typed, "pickup", (&checkout.places, &checkout.windows), &checkout.shop), contact_of(typed))
        }
        _ => (None, None),
    };
    typed.check()?;
    let item = item(typed, checkout, quantity);
    let part = AskedPart { how, method: method.ok_or(AppError::Internal)?, window, enquiry: None, items: vec![item] };
    Ok(Asked::of_one(typed, name, contact, part))
}

fn item(typed: &Typed, checkout: &Checkout, quantity: i64) -> Item {
    Item {
        code: checkout.piece.code.clone(),
        version: typed.get("v").parse().unwrap_or_default(),
        quantity,
        field: "quantity".to_owned(),
    }
}

fn name_of(typed: &mut Typed) -> String {
    let name = typed.get("name").to_owned();
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        typed.wrong("name", "orders-name-long");
    }
    name
}

/// The most of one piece that can be asked for at once.
pub const MOST_OF_ONE: i64 = 9_999;

/// One of a unique piece; of others from 1 to what is left. What is left is asked again when it is taken.
fn quantity(typed: &mut Typed, checkout: &Checkout) -> i64 {
    if checkout.piece.kind == Kind::Unique || !typed.has("quantity") {
        return 1;
    }
    quantity_of(typed, "quantity").unwrap_or(1)
}

/// A whole number of pieces, or the message at its field.
pub fn quantity_of(typed: &mut Typed, field: &str) -> Option<i64> {
    let quantity = typed.get(field).parse().ok().filter(|quantity| (1..=MOST_OF_ONE).contains(quantity));
    if quantity.is_none() {
        typed.wrong(field, "orders-quantity-wrong");
    }
    quantity
}

/// A way of paying that the shop takes and that can carry the total, or the message at its field.
fn method_of(typed: &mut Typed, field: &str, ways: &Ways, total: Option<Money>) -> Option<Method> {
    let chosen = Method::parse(typed.get(field));
    let taken = chosen.zip(total).is_some_and(|(method, total)| ways.takes(method, total));
    if !taken {
        typed.wrong(field, if chosen.is_none() { "orders-method-choose" } else { "orders-method-not-here" });
    }
    chosen.filter(|_| taken)
}

/// A time that is offered, or the message at its field.
fn window_of(
    typed: &mut Typed,
    field: &str,
    (places, windows): (&[Place], &[Window]),
    shop: &Counter,
) -> Option<Window> {
    let chosen = pickup::chosen(windows, typed.get(field)).cloned();
    if chosen.is_none() {
        let why = if windows.is_empty() { no_time(typed, shop, places) } else { "orders-pickup-choose".into() };
        typed.wrong(field, why);
    }
    chosen
}

/// Why nothing can be fetched: the shop has no time at all, or none before the day on which the buyer leaves.
pub fn no_time(typed: &Typed, shop: &Counter, places: &[Place]) -> Message {
    let leaves = !typed.get("leaving").is_empty() && pickup::has_times(places);
    let key = if leaves { LEAVES_BEFORE } else { "orders-no-place" };
    Message::new(key).with("name", &shop.owner)
}

fn contact_of(typed: &mut Typed) -> Option<Contact> {
    let Some(kind) = ContactKind::parse(typed.get("contact_kind")) else {
        typed.wrong("contact_kind", "orders-contact-choose");
        return None;
    };
    match contact::read(kind, typed.get("contact")) {
        Ok(contact) => Some(contact),
        Err(key) => {
            typed.wrong("contact", key);
            None
        }
    }
}
