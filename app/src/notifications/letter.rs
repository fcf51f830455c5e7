//! A message in words: what happened and who did it, what was ordered, what happens to the money, what to do next,
//! the link. Written from the order as it stands; plain text of at most [`LONGEST`] characters.

use super::detail::{day, place, sending, tracking, until};
use super::event::Event;
use super::line::{clean, sentence};
use super::money;
use super::twist::{self, Which};
use crate::ids::OrderId;
use crate::money::Money;
use crate::orders::enquiry::Answer;
use crate::orders::pages::{bits, told};
use crate::orders::{Counter, Line, Sheet};
use crate::payments::rules::State as Pay;
use crate::words::{Arg, Words};

/// Most characters of a message.
pub const LONGEST: usize = 1000;
/// Most characters of a name inside one.
pub(super) const NAME: usize = 48;
/// Most characters of somebody's own words.
pub(super) const OWN_WORDS: usize = 200;
/// Pieces that are named; the others are counted.
const PIECES: usize = 3;
/// Most characters of a name where several shops are named.
const SHORT: usize = 32;
/// Shops that are named.
const SHOPS: usize = 5;

/// What a message is written from.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The parts it is about, each with its shop; none for a payout.
    pub parts: Vec<(Sheet, Counter)>,
    /// The shop, where there is no part.
    pub shop: Counter,
    /// Where it leads: the order's own link, or the studio's page. The token is for the buyer alone.
    pub link: String,
    /// Where letters like it are ended, for the people of shops.
    pub stop: Option<String>,
    /// The amount it is about, where it is not the payment's.
    pub amount: Option<Money>,
    pub now: i64,
}

/// Ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    pub text: String,
}

/// Writes a message in the reader's words.
pub fn letter(event: Event, facts: &Facts, w: &Words) -> Letter {
    let name = w.t(&twist::key(event, Which::Name, facts.sheets()));
    let subject = match facts.first() {
        Some((sheet, _)) => w.with(
            "notifications-subject",
            &[("what", name.into()), ("code", sheet.code.clone().into()), ("shop", facts.shops(w).into())],
        ),
        None => w.with("notifications-subject-shop", &[("what", name.into()), ("shop", facts.shops(w).into())]),
    };
    let paragraphs = [
        Some(text(event, facts, w)),
        pieces(facts, w),
        reason(event, facts, w),
        until(event, facts, w),
        place(event, facts, w),
        day(event, facts, w),
        sending(event, facts, w),
        tracking(event, facts, w),
        event.tells_of_money().then(|| money::after(event.side(), facts, w)).flatten(),
        Some(w.t(&twist::key(event, Which::Next, facts.sheets()))),
        Some(facts.link.clone()),
        Some(foot(facts, w)),
    ];
    let paragraphs: Vec<String> = paragraphs.into_iter().flatten().collect();
    Letter { subject: clean(&subject, 200), text: paragraphs.join("\n\n") }
}

/// The same for a chat with the buyer, in the artisan's voice: no link, for the order's token never travels to her.
pub fn chat(sheet: &Sheet, shop: &Counter, now: i64, w: &Words) -> String {
    let facts = Facts {
        parts: vec![(sheet.clone(), shop.clone())],
        shop: shop.clone(),
        link: String::new(),
        stop: None,
        amount: None,
        now,
    };
    let event = super::rules::current(sheet, now);
    let hello = w.with(
        "notifications-chat-hello",
        &[("code", sheet.code.clone().into()), ("shop", clean(&shop.name, NAME).into())],
    );
    let paragraphs = [
        Some(format!("{hello} {}", w.t(money::spoken(event, sheet)))),
        pieces(&facts, w),
        spoken_reason(event, sheet, w),
        until(event, &facts, w),
        place(event, &facts, w),
        event.tells_of_money().then(|| money::spoken_after(&facts, w)).flatten(),
        Some(w.t("notifications-chat-link")),
    ];
    let paragraphs: Vec<String> = paragraphs.into_iter().flatten().collect();
    paragraphs.join("\n\n")
}

impl Facts {
    pub(super) fn first(&self) -> Option<&(Sheet, Counter)> {
        self.parts.first()
    }

    fn sheets(&self) -> impl Iterator<Item = &Sheet> + Clone {
        self.parts.iter().map(|(sheet, _)| sheet)
    }

    /// Whose shops they are.
    fn owners(&self) -> String {
        if self.parts.len() < 2 {
            return clean(&self.shop.owner, NAME);
        }
        let mut names: Vec<String> = self.parts.iter().map(|(_, shop)| clean(&shop.owner, NAME)).collect();
        names.dedup();
        clean(&names.join(", "), 2 * NAME)
    }

    /// The shop's name, or how many there are.
    fn shops(&self, w: &Words) -> String {
        match self.parts.as_slice() {
            [] | [_] => clean(&self.shop.name, NAME),
            parts => w.with("orders-shops", &[("count", i64::try_from(parts.len()).unwrap_or_default().into())]),
        }
    }

    /// What an event is about in money.
    fn amount(&self, event: Event) -> Money {
        let parts = self.parts.iter().map(|(sheet, _)| moved(event, sheet).minor).fold(0, i64::saturating_add);
        self.amount.unwrap_or(Money { minor: parts, ..Money::rupiah(0) })
    }

    /// What it comes to: as answered while that is not agreed, otherwise as it stands.
    fn total(&self) -> Money {
        let total = |sheet: &Sheet| answered(sheet).and_then(|answer| Some(answer.terms(sheet.goods)?.0.minor));
        let parts = self.parts.iter().map(|(sheet, _)| total(sheet).unwrap_or(sheet.total.minor));
        Money { minor: parts.fold(0, i64::saturating_add), ..Money::rupiah(0) }
    }

    fn value(&self, event: Event, gap: &str, w: &Words) -> String {
        let sheet = self.first().map(|(sheet, _)| sheet);
        match gap {
            "shop" => self.shops(w),
            "name" => self.owners(),
            "buyer" => match sheet.map(|sheet| clean(&sheet.buyer_name, NAME)).filter(|name| !name.is_empty()) {
                Some(name) => name,
                None => w.t("notifications-a-guest"),
            },
            "amount" => w.money(self.amount(event)),
            "total" => w.money(self.total()),
            "method" => sheet.map(|sheet| bits::method(w, sheet.payment.method)).unwrap_or_default(),
            _ => sheet.map(|sheet| sentence(&told::reason(sheet, w))).unwrap_or_default(),
        }
    }
}

/// The answer that waits for the buyer's yes.
pub(super) fn answered(sheet: &Sheet) -> Option<&Answer> {
    sheet.enquiry.as_ref().filter(|enquiry| enquiry.state.is_open())?.answer.as_ref()
}

/// What moved last in a part: what is to go back or came back of all its payments; otherwise the payment, or the deposit
/// before the rest is paid.
fn moved(event: Event, sheet: &Sheet) -> Money {
    match (event, &sheet.deposit) {
        (Event::ToReturn, _) => sheet.goes_back().all(),
        (Event::Returned | Event::CameBack, _) => sheet.came_back(),
        (_, Some(deposit)) if sheet.payment.state == Pay::Open => deposit.amount,
        _ => sheet.payment.amount,
    }
}

fn text(event: Event, facts: &Facts, w: &Words) -> String {
    let args: Vec<(&str, Arg)> = event.gaps().iter().map(|gap| (*gap, facts.value(event, gap, w).into())).collect();
    let key = twist::key(event, Which::Text, facts.sheets());
    if args.is_empty() { w.t(&key) } else { w.with(&key, &args) }
}

/// What was ordered and what it comes to.
fn pieces(facts: &Facts, w: &Words) -> Option<String> {
    let lines: Vec<&Line> = facts.parts.iter().flat_map(|(sheet, _)| sheet.lines.iter()).collect();
    if lines.is_empty() {
        return None;
    }
    // Of several shops each is named with its first piece.
    let named: Vec<String> = match facts.parts.as_slice() {
        [_] => lines.iter().take(PIECES).map(|line| piece(line)).collect(),
        parts => parts.iter().take(SHOPS).map(|(sheet, shop)| of_shop(sheet, shop)).collect(),
    };
    let more = i64::try_from(lines.len().saturating_sub(named.len())).unwrap_or_default();
    let mut text = named;
    if more > 0 {
        text.push(w.with("orders-and-more", &[("count", more.into())]));
    }
    text.push(w.money(facts.total()));
    Some(text.join("\n"))
}

fn piece(line: &Line) -> String {
    format!("{} \u{d7} {}", line.quantity, clean(&line.name, NAME))
}

fn of_shop(sheet: &Sheet, shop: &Counter) -> String {
    let line = &sheet.lines.first;
    format!("{}: {} \u{d7} {}", clean(&shop.name, SHORT), line.quantity, clean(&line.name, SHORT))
}

/// A buyer's own words about cancelling; a shop's reason stands in the text.
fn reason(event: Event, facts: &Facts, w: &Words) -> Option<String> {
    let (sheet, _) = facts.first().filter(|_| event == Event::BuyerCancelled)?;
    let words = clean(&sheet.reason_text, OWN_WORDS);
    (!words.is_empty()).then(|| w.with("notifications-reason", &[("reason", words.into())]))
}

fn spoken_reason(event: Event, sheet: &Sheet, w: &Words) -> Option<String> {
    let reason = sentence(&told::reason(sheet, w));
    let told = matches!(event, Event::Declined | Event::Cancelled) && !reason.is_empty();
    told.then(|| w.with("notifications-reason", &[("reason", reason.into())]))
}

fn foot(facts: &Facts, w: &Words) -> String {
    match &facts.stop {
        None => w.t("notifications-foot-buyer"),
        Some(page) => w.with("notifications-foot-shop", &[("link", page.clone().into())]),
    }
}

/// The file of a message in the outbox folder: its id, nothing personal.
pub fn file_name(message: &str) -> String {
    format!("message-{message}.eml")
}

/// The file of the letter that older versions wrote, one for an order.
pub fn old_file_name(order: &OrderId) -> String {
    format!("order-{order}.eml")
}
