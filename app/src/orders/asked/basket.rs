//! Reading the checkout form of a basket: for each shop how, when and with what, and the version of every piece
//! that was seen.

use super::{Asked, AskedPart, Item, contact_of, method_of, name_of, quantity_of, window_of};
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::Channel;
use crate::orders::cart::{Basket, CartStall};
use crate::orders::rules::How;

/// The basket was changed in another tab since the form was drawn.
pub const BASKET_CHANGED: &str = "orders-cart-changed";

/// Reads the form against what is offered now; all that is missing comes at once.
///
/// # Errors
/// `Invalid` with what is missing, Conflict [`BASKET_CHANGED`] when the form is about other pieces.
pub fn read(typed: &mut Typed, basket: &Basket) -> Result<Asked, AppError> {
    let wanted = basket.lines().map(|line| format!("v-{}", line.piece.code)).collect::<Vec<_>>();
    let sent = typed.pairs().filter(|(name, _)| name.starts_with("v-")).count();
    if sent != wanted.len() || wanted.iter().any(|name| !typed.has(name)) {
        return Err(AppError::conflict(BASKET_CHANGED));
    }
    let parts: Vec<Option<AskedPart>> = basket.stalls.iter().map(|stall| part(typed, stall)).collect();
    let keeps = basket.stalls.iter().any(|stall| how(typed, stall) == Some(How::Keep));
    let contact = if keeps { contact_of(typed) } else { None };
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
    if how.is_none() {
        typed.wrong(&field("how", stall), "orders-how-choose");
    }
    let method = method_of(typed, &field("method", stall), &stall.ways, stall.total());
    let window = match how {
        Some(How::Keep) => Some(window_of(typed, &field("pickup", stall), &stall.windows)?),
        _ => None,
    };
    let items = stall.lines.iter().map(|line| item(typed, &line.piece.code)).collect::<Option<Vec<_>>>()?;
    Some(AskedPart { how: how?, method: method?, window, enquiry: None, items })
}

fn item(typed: &mut Typed, code: &str) -> Option<Item> {
    let field = format!("q-{code}");
    let quantity = quantity_of(typed, &field)?;
    let version = typed.get(&format!("v-{code}")).parse().unwrap_or_default();
    Some(Item { code: code.to_owned(), version, quantity, field })
}
