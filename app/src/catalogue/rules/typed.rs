//! What a piece's form means: every field read on its own, so that one that is wrong costs nothing of
//! the others; and what must be there before a piece can be published.

use crate::catalogue::facts::{self, Fact, Group};
use crate::error::{FieldError, Message};
use crate::form::Typed;
use crate::ids::MakerId;
use crate::money::{Money, Parsed, format_rupiah, parse_rupiah};
use crate::words::Lang;

use super::Kind;
use super::stock::MOST_STOCK;

/// Most characters of a name; the table has the same check.
pub const MOST_NAME: u16 = 80;
/// Most characters of a size.
pub const MOST_SIZE: u16 = 120;
/// Most characters of a story.
pub const MOST_STORY: u16 = 2_000;
/// The most weeks a piece may take.
pub const MOST_WEEKS: i64 = 52;
/// The heaviest piece, in grams.
pub const MOST_GRAMS: i64 = 100_000;

/// A piece as its form says it, as far as that could be read. What was not typed, or cannot be used,
/// is None or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub language: Lang,
    pub kind: Kind,
    pub price: Option<Money>,
    /// What is left for sale, of a stocked piece; 0 or 1 of a unique one where the form asks.
    pub stock: Option<i64>,
    pub weeks: Option<i64>,
    pub size_note: String,
    pub weight_g: Option<i64>,
    pub story: String,
    pub facts: Vec<&'static Fact>,
    pub makers: Vec<MakerId>,
}

/// A form that was read: what can be kept, and what is wrong with the rest.
#[derive(Clone, Debug)]
pub struct Read {
    pub sheet: Sheet,
    pub wrong: Vec<FieldError>,
}

/// Reads a form. `language` is the shop's own; `makers` are those who belong to it.
pub fn read(typed: &Typed, language: Lang, makers: &[MakerId]) -> Read {
    let mut form = Reading { wrong: Vec::new() };
    let kind = form.keep("kind", kind(typed)).unwrap_or(Kind::Unique);
    let sheet = Sheet {
        name: form.keep("name", text(line(typed.get("name")), MOST_NAME, "catalogue-name-long")),
        language: Lang::parse(typed.get("language")).unwrap_or(language),
        kind,
        price: form.keep("price", typed_price(typed)),
        stock: match kind {
            Kind::Unique => form.keep("left", counted(typed, "left", (0, 1), true, "catalogue-stock-bad")),
            _ => form
                .keep("stock", counted(typed, "stock", (0, MOST_STOCK), kind == Kind::Stocked, "catalogue-stock-bad")),
        },
        weeks: form
            .keep("weeks", counted(typed, "weeks", (1, MOST_WEEKS), kind == Kind::MadeToOrder, "catalogue-weeks-bad")),
        size_note: form.keep("size", text(line(typed.get("size")), MOST_SIZE, "catalogue-size-long")),
        weight_g: form.keep("weight", grams(typed.get("weight")).map_err(|()| "catalogue-weight-bad".into())),
        story: form.keep("story", text(paragraphs(typed.get("story")), MOST_STORY, "catalogue-story-long")),
        facts: form.keep("fact", ticked(typed)),
        makers: form.keep("maker", named(typed, makers)),
    };
    Read { sheet, wrong: form.wrong }
}

/// Collects what is wrong while the fields are read one by one.
struct Reading {
    wrong: Vec<FieldError>,
}

impl Reading {
    fn keep<T: Default>(&mut self, field: &'static str, read: Result<T, Message>) -> T {
        read.unwrap_or_else(|message| {
            self.wrong.push(FieldError { field: field.into(), message });
            T::default()
        })
    }
}

/// What a piece still needs to be seen by others: a photo, a name, a price, and stock or weeks. `least` is
/// the lowest stock: 1 to publish, 0 for a piece that already is.
pub fn missing(sheet: &Sheet, photos: usize, least: i64) -> Vec<FieldError> {
    let mut missing = Vec::new();
    let mut at = |field: &'static str, key: &'static str| {
        missing.push(FieldError { field: field.into(), message: Message::new(key) });
    };
    if photos == 0 {
        at("photo", "catalogue-photo-missing");
    }
    if sheet.name.is_empty() {
        at("name", "catalogue-name-missing");
    }
    if sheet.price.is_none() {
        at("price", "catalogue-price-missing");
    }
    match sheet.kind {
        Kind::Stocked if sheet.stock.is_none_or(|stock| stock < least) => at("stock", "catalogue-stock-missing"),
        Kind::MadeToOrder if sheet.weeks.is_none() => at("weeks", "catalogue-weeks-missing"),
        _ => {}
    }
    missing
}

/// The chosen kind; None while none was.
fn kind(typed: &Typed) -> Result<Option<Kind>, Message> {
    match (Kind::parse(typed.get("kind")), typed.get("kind")) {
        (Some(kind), _) => Ok(Some(kind)),
        (None, "") => Ok(None),
        (None, _) => Err("catalogue-kind-unknown".into()),
    }
}

/// The amounts a typed price may mean when it has to be asked about; empty when it is clear or nonsense.
pub fn price_choices(text: &str) -> Vec<Money> {
    match parse_rupiah(text) {
        Parsed::Ambiguous { readings } => readings,
        Parsed::Ok(_) | Parsed::Bad => Vec::new(),
    }
}

/// A price as the form shows it again.
pub fn price_text(price: Money) -> String {
    format_rupiah(price).replace("Rp", "")
}

/// The typed price, or the reading she chose of it; a price that was not touched is not asked about. A choice that is no reading of what stands in the
/// field is not believed.
pub fn typed_price(typed: &Typed) -> Result<Option<Money>, Message> {
    let text = typed.get("price");
    if text.is_empty() {
        return Ok(None);
    }
    match parse_rupiah(text) {
        Parsed::Ok(price) => Ok(Some(price)),
        Parsed::Ambiguous { readings } => {
            let chosen = typed.get("price_is").parse::<i64>().ok();
            if let Some(price) = readings.iter().find(|price| Some(price.minor) == chosen) {
                return Ok(Some(*price));
            }
            let had = typed.get("price_had").parse::<i64>().ok();
            let untouched = readings.iter().find(|price| Some(price.minor) == had && price_text(**price) == text);
            untouched.map_or_else(|| Err(question(text, &readings)), |price| Ok(Some(*price)))
        }
        Parsed::Bad => Err(Message::new("catalogue-price-bad")),
    }
}

fn question(text: &str, readings: &[Money]) -> Message {
    match readings {
        [one] => Message::new("catalogue-price-sure").with("typed", text).with("price", format_rupiah(*one)),
        [small, large, ..] => Message::new("catalogue-price-which")
            .with("typed", text)
            .with("small", format_rupiah(*small))
            .with("large", format_rupiah(*large)),
        [] => Message::new("catalogue-price-bad"),
    }
}

/// A number of the form; one the kind does not ask for is never wrong.
fn counted(
    typed: &Typed,
    field: &str,
    (least, most): (i64, i64),
    asked: bool,
    key: &'static str,
) -> Result<Option<i64>, Message> {
    match number(typed.get(field), least, most) {
        Err(()) if asked => Err(Message::new(key).with("most", most)),
        read => Ok(read.unwrap_or(None)),
    }
}

/// A whole number between two bounds; None when nothing was typed.
fn number(text: &str, least: i64, most: i64) -> Result<Option<i64>, ()> {
    let text: String = text.chars().filter_map(crate::money::typed::plain).filter(|c| *c != ' ').collect();
    if text.is_empty() {
        return Ok(None);
    }
    let plain = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse::<i64>().ok().filter(|_| plain).ok_or(())?;
    if (least..=most).contains(&number) { Ok(Some(number)) } else { Err(()) }
}

/// A weight in grams; None when nothing was typed.
fn grams(text: &str) -> Result<Option<i64>, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    crate::money::typed::grams(text).filter(|grams| (1..=MOST_GRAMS).contains(grams)).map(Some).ok_or(())
}

/// The ticked facts in display order; a group that takes one fact got at most one.
fn ticked(typed: &Typed) -> Result<Vec<&'static Fact>, Message> {
    let codes = typed.all("fact");
    if codes.iter().any(|code| facts::fact(code).is_none()) {
        return Err(Message::new("catalogue-fact-unknown"));
    }
    let facts: Vec<&Fact> = facts::FACTS.iter().filter(|fact| codes.iter().any(|code| code == fact.code)).collect();
    let twice = |group: &Group| !group.several() && facts.iter().filter(|fact| fact.group == *group).count() > 1;
    match Group::ALL.into_iter().find(twice) {
        Some(Group::Time) => Err(Message::new("catalogue-fact-one-time")),
        Some(_) => Err(Message::new("catalogue-fact-one-loom")),
        None => Ok(facts),
    }
}

/// The ticked makers, if all of them belong to the shop.
fn named(typed: &Typed, makers: &[MakerId]) -> Result<Vec<MakerId>, Message> {
    let named: Vec<MakerId> = typed.all("maker").iter().map(|id| MakerId(id.clone())).collect();
    if named.iter().all(|maker| makers.contains(maker)) { Ok(named) } else { Err("catalogue-maker-unknown".into()) }
}

/// One line: no control characters, no marks that turn the direction of the words after them, no
/// doubled spaces.
fn line(text: &str) -> String {
    let seen = |c: &char| !matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(seen).collect();
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Several lines, as browsers send them, with plain line ends and at most one empty line between.
fn paragraphs(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for one in text.lines().map(line) {
        if !(one.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(one);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

fn text(text: String, most: u16, key: &'static str) -> Result<String, Message> {
    if text.chars().count() <= usize::from(most) { Ok(text) } else { Err(Message::new(key).with("most", most)) }
}

#[cfg(test)]
mod tests;
