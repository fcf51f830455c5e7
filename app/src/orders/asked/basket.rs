//! Reading the checkout form of a basket: for each shop how, when and with what, and the version of every piece
//! that was seen.

use super::enquiry::{address_of, first_method, leaving_of, why_not};
use super::{Asked, AskedEnquiry, AskedPart, Item, contact_of, method_of, name_of, no_time, quantity_of, window_of};
use crate::error::{AppError, Message};
use crate::form::Typed;
use crate::orders::Channel;
use crate::orders::cart::{Basket, CartLine, CartStall};
use crate::orders::enquiry::Address;
use crate::orders::rules::How;

/// The basket was changed in another tab since the form was drawn.
pub const BASKET_CHANGED: &str = "orders-cart-changed";

/// Reads the form against what is offered now; all that is missing comes at once.
///
/// # Errors
/// `Invalid` with what is missing, Conflict [`BASKET_CHANGED`] when the form is about other pieces.
pub fn read(typed: &mut Typed, basket: &Basket, now: i64) -> Result<Asked, AppError> {
    let wanted = basket.lines().map(|line| format!("v-{}", line.piece.code)).collect::<Vec<_>>();
    let sent = typed.names().filter(|name| name.starts_with("v-")).count();
    if sent != wanted.len() || wanted.iter().any(|name| !typed.has(name)) {
        return Err(AppError::conflict(BASKET_CHANGED));
    }
    let hows: Vec<Option<How>> = basket.stalls.iter().map(|stall| how(typed, stall)).collect();
    // One address for all that is sent, one homestay for all that is brought.
    let mut to = |how| if hows.contains(&Some(how)) { address_of(typed, how) } else { None };
    let (sent, brought) = (to(How::Send), to(How::Deliver));
    let shared = |stall: &CartStall| {
        let sends = basket.stalls.iter().zip(&hows).filter(|(_, how)| **how == Some(How::Send));
        sends.filter(|(other, _)| other.shop.village == stall.shop.village).count() > 1
    };
    let parts: Vec<Option<AskedPart>> = basket
        .stalls
        .iter()
        .map(|stall| match how(typed, stall) {
            Some(How::Send) => enquiry(typed, stall, How::Send, (sent.as_ref(), shared(stall)), now),
            Some(How::Deliver) => enquiry(typed, stall, How::Deliver, (brought.as_ref(), false), now),
            _ => part(typed, stall),
        })
        .collect();
    let contact = if hows.iter().flatten().any(|how| *how != How::Stall) { contact_of(typed) } else { None };
    let name = name_of(typed);
    let scanned = basket.lines().any(|line| line.scanned);
    typed.check()?;
    Ok(Asked {
        channel: if scanned { Channel::Scan } else { Channel::Web },
        name,
        contact,
        parts: parts.into_iter().collect::<Option<Vec<_>>>().ok_or(AppError::Internal)?,
        // Whoever puts a piece into the basket once more means another one.
        again: true,
    })
}

/// What of a form is not for sale any more since it was drawn, in words; None when all is. Who has ordered it herself
/// meanwhile is not told that somebody else has it.
pub fn went(typed: &Typed, gone: &[CartLine]) -> Option<Message> {
    let went: Vec<&CartLine> = gone.iter().filter(|line| typed.has(&format!("v-{}", line.piece.code))).collect();
    let names = |hers: bool| -> Vec<&str> {
        let some = went.iter().filter(|line| line.ordered.is_some() == hers);
        some.map(|line| line.piece.name.as_str()).collect()
    };
    let (off, hers) = (names(false), names(true));
    let (key, names) = if off.is_empty() { ("orders-cart-ordered", hers) } else { ("orders-cart-off", off) };
    (!names.is_empty()).then(|| Message::new(key).with("pieces", names.join(", ")))
}

/// The ways in which this shop's pieces can be had.
pub fn offered(stall: &CartStall) -> Vec<How> {
    [How::Stall, How::Keep, How::Deliver, How::Send].into_iter().filter(|how| is_offered(stall, *how)).collect()
}

fn is_offered(stall: &CartStall, how: How) -> bool {
    match how {
        How::Stall => true,
        How::Keep => !stall.windows.is_empty(),
        How::Deliver | How::Send => why_not_agreed(stall, how).is_none(),
        How::Sold => false,
    }
}

/// Why a shop neither brings nor sends what is wanted of it, in words; None where it does.
pub fn why_not_agreed(stall: &CartStall, how: How) -> Option<Message> {
    match stall.total() {
        Some(total) => why_not(&stall.shop, &stall.ways, total, how),
        None => Some(Message::new("orders-no-way").with("name", &stall.shop.owner)),
    }
}

/// What has to be agreed on with this shop first.
fn enquiry(
    typed: &mut Typed,
    stall: &CartStall,
    how: How,
    (to, shared): (Option<&Address>, bool),
    now: i64,
) -> Option<AskedPart> {
    if let Some(why) = why_not_agreed(stall, how) {
        typed.wrong(&field("how", stall), why);
        return None;
    }
    let method = stall.total().and_then(|total| first_method(&stall.ways, total, how));
    let leaving_at = leaving_of(typed, stall.shop.zone, now);
    let enquiry = AskedEnquiry { leaving_at, to: Some(to?.clone()), shared, ..AskedEnquiry::default() };
    Some(AskedPart { how, method: method?, window: None, enquiry: Some(enquiry), items: items(typed, stall)? })
}

/// How the buyer wants it of this shop.
pub fn how(typed: &Typed, stall: &CartStall) -> Option<How> {
    How::asked(typed.get(&field("how", stall)))
}

/// The name of a shop's field: `method-7K3Q9XH`.
pub fn field(name: &str, stall: &CartStall) -> String {
    format!("{name}-{}", stall.shop.code)
}

fn part(typed: &mut Typed, stall: &CartStall) -> Option<AskedPart> {
    let how = how(typed, stall);
    match how {
        None => typed.wrong(&field("how", stall), "orders-how-choose"),
        // Its last time went since the form was drawn; no field for times is drawn any more.
        Some(How::Keep) if stall.windows.is_empty() => {
            let why = no_time(typed, &stall.shop, &stall.places);
            typed.wrong(&field("how", stall), why);
            return None;
        }
        _ => {}
    }
    let method = method_of(typed, &field("method", stall), &stall.ways, stall.total());
    let window = match how {
        Some(How::Keep) => {
            Some(window_of(typed, &field("pickup", stall), (&stall.places, &stall.windows), &stall.shop)?)
        }
        _ => None,
    };
    Some(AskedPart { how: how?, method: method?, window, enquiry: None, items: items(typed, stall)? })
}

fn items(typed: &mut Typed, stall: &CartStall) -> Option<Vec<Item>> {
    stall.lines.iter().map(|line| item(typed, &line.piece.code)).collect()
}

fn item(typed: &mut Typed, code: &str) -> Option<Item> {
    let field = format!("q-{code}");
    let quantity = quantity_of(typed, &field)?;
    let version = typed.get(&format!("v-{code}")).parse().unwrap_or_default();
    Some(Item { code: code.to_owned(), version, quantity, field })
}
