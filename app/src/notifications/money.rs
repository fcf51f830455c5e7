//! What happens to the money, in a sentence or two of a message.

use super::event::{Event, Side};
use super::letter::Facts;
use super::line::clean;
use crate::money::Money;
use crate::orders::Sheet;
use crate::orders::pages::told::is_made;
use crate::orders::rules::State;
use crate::orders::rules::plan::Act;
use crate::payments::method::Method;
use crate::payments::rules::{State as Pay, Who};
use crate::words::{Arg, Words};

/// What becomes of the money after an end; None while nothing is to be said of it.
pub fn after(side: Side, facts: &Facts, w: &Words) -> Option<String> {
    let (sheet, shop) = facts.first()?;
    let (card, cash) = (sheet.payment.method == Method::Card, sheet.payment.method == Method::Cash);
    let name: (&str, Arg) = ("name", clean(&shop.owner, 48).into());
    let back = going_back(sheet, |way, amount| {
        let amount = ("amount", w.money(amount).into());
        match (side, way) {
            (Side::Buyer, Way::Card) => w.with("notifications-money-card-back", &[amount]),
            (Side::Buyer, Way::Hand) => w.with("notifications-money-to-return", &[name.clone(), amount]),
            (Side::Shop, Way::Card) => w.with("notifications-money-card-by-itself", &[amount]),
            (Side::Shop, Way::Hand) => w.with("notifications-money-hand-back", &[amount]),
        }
    });
    Some(match (side, sheet.money_state()) {
        (Side::Buyer, Pay::ToReturn) if sheet.rest_may_come_unseen() => {
            let rest = w.with("notifications-money-if-paid-rest", &[name]);
            return Some(back.into_iter().chain([rest]).collect::<Vec<_>>().join(" "));
        }
        (_, Pay::ToReturn) => return back,
        (Side::Buyer, Pay::Lapsed) if sheet.payment.refusals > 0 && cash => {
            w.with("notifications-money-not-found-cash", &[name])
        }
        (Side::Buyer, Pay::Lapsed) if sheet.payment.refusals > 0 => w.with("notifications-money-not-found", &[name]),
        (Side::Buyer, Pay::Lapsed) if card => w.t("notifications-money-card-none"),
        (Side::Buyer, Pay::Lapsed) if late_claim(sheet, facts.now) && is_made(sheet) => {
            w.t("notifications-money-late-made")
        }
        (Side::Buyer, Pay::Lapsed) if late_claim(sheet, facts.now) => w.t("notifications-money-late"),
        (Side::Buyer, Pay::Lapsed) if sheet.may_come_unseen() => w.t("notifications-money-if-paid"),
        (Side::Buyer, Pay::Lapsed) => w.t("notifications-money-none"),
        (Side::Buyer, Pay::Returned) if card => w.t("notifications-money-card-days"),
        (Side::Shop, Pay::Lapsed) => w.t("notifications-money-none-came"),
        _ => return None,
    })
}

/// How money goes back.
#[derive(Clone, Copy)]
enum Way {
    Card,
    Hand,
}

/// A sentence for what goes back by itself, and one for what the shop hands over; each names only what is not there yet,
/// so that nobody gives or waits for the same money twice.
fn going_back(sheet: &Sheet, say: impl Fn(Way, Money) -> String) -> Option<String> {
    let back = sheet.goes_back();
    // While a bank asks for it nobody hands over what a card did not take.
    let refused = if sheet.standing().disputed { 0 } else { back.refused.minor };
    let hers = Money { minor: back.by_hand.minor.saturating_add(refused), ..back.by_hand };
    let ways = [(Way::Card, back.by_card), (Way::Hand, hers)];
    let said: Vec<String> =
        ways.into_iter().filter(|(_, amount)| amount.minor > 0).map(|(way, amount)| say(way, amount)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// True when "I have paid" is still heard after the end.
fn late_claim(sheet: &Sheet, now: i64) -> bool {
    let standing = sheet.standing();
    standing.seen(now) == State::Expired && standing.may(Who::Buyer, Act::Claim, now)
}

/// The same in her own voice, in a chat.
pub fn spoken_after(facts: &Facts, w: &Words) -> Option<String> {
    let (sheet, _) = facts.first()?;
    let card = sheet.payment.method == Method::Card;
    let back = going_back(sheet, |way, amount| {
        let key = match way {
            Way::Card => "notifications-money-card-back",
            Way::Hand => "notifications-chat-to-return",
        };
        w.with(key, &[("amount", w.money(amount).into())])
    });
    Some(match sheet.money_state() {
        Pay::ToReturn => return back,
        Pay::Lapsed if card => w.t("notifications-money-card-none"),
        Pay::Lapsed => w.t("notifications-chat-none"),
        Pay::Returned if card => w.t("notifications-money-card-days"),
        _ => return None,
    })
}

/// The key of how she begins a chat about an order that stands so.
pub fn spoken(event: Event, sheet: &Sheet) -> &'static str {
    match event {
        Event::Placed => "notifications-chat-asked",
        Event::Accepted if sheet.payment.state == Pay::Claimed => "notifications-chat-claimed",
        Event::Accepted if is_made(sheet) => "notifications-chat-accepted-made",
        Event::Accepted => "notifications-chat-accepted",
        Event::Answered => "notifications-chat-answered",
        Event::Ready => "notifications-chat-ready",
        Event::Sent => "notifications-chat-sent",
        Event::Paid => "notifications-chat-paid",
        Event::NotArrived => "notifications-chat-not-arrived",
        Event::HandedOver => "notifications-chat-handed-over",
        Event::Returned => "notifications-chat-returned",
        Event::ToReturn => "notifications-chat-back",
        _ => "notifications-chat-over",
    }
}
