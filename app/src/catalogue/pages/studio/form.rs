//! The one form of a piece: what is needed to sell it on the first screen, the rest in a drawer below.

use leptos::prelude::*;

use super::price::{Asked, price_field};
use super::{facts, notice, photos};
use crate::backend::Backend;
use crate::catalogue::rules::stock::MOST_STOCK;
use crate::catalogue::rules::typed::{MOST_NAME, MOST_SIZE, MOST_STORY, MOST_WEEKS, price_text};
use crate::catalogue::rules::{Kind, State};
use crate::catalogue::{Bench, Piece};
use crate::error::AppError;
use crate::form::Typed;
use crate::money::Money;
use crate::payments::cut;
use crate::payments::ledger::fees::Rules;
use crate::routes;
use crate::ui::field::{Text, error_line, key_field, select, text_area, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::words::{Lang, Words};

/// Everything the form shows.
pub struct Desk {
    pub piece: Piece,
    pub bench: Bench,
    /// The price of the piece before, as a hint.
    pub last: Option<Money>,
    pub typed: Typed,
    /// The order because of which something was refused.
    pub held_by: Option<String>,
    /// What selling costs here.
    pub selling: Rules,
    /// The hidden idempotency key.
    pub key: String,
}

impl Desk {
    /// A form as it is stored, or with what was typed when it came back.
    pub async fn new(
        b: &Backend,
        piece: Piece,
        bench: Bench,
        last: Option<Money>,
        mut typed: Typed,
    ) -> Result<Self, AppError> {
        if typed.is_empty() {
            fill(&mut typed, &piece);
        }
        // A script may leave these out; the form always says them.
        typed.default_to("kind", piece.kind.as_str());
        typed.default_to("language", piece.language.code());
        let held = typed
            .notice
            .as_ref()
            .is_some_and(|told| matches!(&*told.key, "catalogue-held" | "catalogue-stock-now-held"));
        let held_by = if held { b.orders.holding(b.shop()?, &piece.id).await? } else { None };
        let selling = b.payments.rules(b.shop()?).await?;
        Ok(Self { piece, bench, last, typed, held_by, selling, key: b.key("piece") })
    }
}

/// Puts what is stored into the fields.
fn fill(typed: &mut Typed, piece: &Piece) {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    typed.set("name", piece.name.clone());
    typed.set("price", piece.price.map(price_text).unwrap_or_default());
    typed.set("kind", piece.kind.as_str());
    let stock =
        (piece.kind == Kind::Stocked && !(piece.state == State::Draft && piece.stock == 0)).then_some(piece.stock);
    typed.set("stock", number(stock));
    typed.set("left", piece.stock.to_string());
    typed.set("weeks", number(piece.weeks));
    typed.set("size", piece.size_note.clone());
    typed.set("weight", number(piece.weight_g));
    typed.set("story", piece.story.clone());
    typed.set("language", piece.language.code());
    for fact in &piece.facts {
        typed.add("fact", fact.code);
    }
    for maker in &piece.makers {
        typed.add("maker", maker.as_str());
    }
}

/// The form. `stored` is true once the draft exists.
pub fn view(desk: &Desk, stored: bool, w: &Words) -> impl IntoView + use<> {
    let Desk { piece, typed, key, .. } = desk;
    let draft = piece.state == State::Draft;
    let action = if draft { routes::STUDIO_ADD.to_owned() } else { routes::studio_product(piece.id.as_str()) };
    let (press, label) = if draft { ("publish", "catalogue-publish") } else { ("save", "catalogue-save") };
    // What she saw stays what she saw while the form comes back, unless she was told the new number.
    let told = typed.notice.as_ref().is_some_and(|notice| notice.key.starts_with("catalogue-stock-now"));
    let had = if typed.has("had") && !told { typed.get("had").to_owned() } else { piece.stock.to_string() };
    let asked = Asked { label: "catalogue-price", last: desk.last, had: piece.price };
    let pressed = if typed.has("do") { typed.get("do") } else { typed.get("do_before") };
    view! {
        <form class="stack new" id="piece" method="post" action=action.clone() enctype="multipart/form-data">
            // The return key presses the first button: it keeps, and never publishes.
            <button class="hide" name="do" value="save" tabindex="-1" aria-hidden="true">{w.t("catalogue-save")}</button>
            <input type="hidden" name="draft" value=piece.id.0.clone()/>
            <input type="hidden" name="had" value=had/>
            <input type="hidden" name="do_before" value=pressed.to_owned()/>
            {key_field(key.clone())}
            {notice(desk, w)}
            {photos::shot(desk, stored, w)}
            {text_field(Text { max: MOST_NAME, ..Text::new("name", "catalogue-name") }, typed, w)}
            {price_field(asked, typed, w)}
            {cut::at_price(&desk.selling, piece.price, w)}
            {kind_field(typed, w)}
            {counts(piece, typed, w)}
            {more(desk, w)}
            {photos::list(piece, &action, w)}
            <div class="bar one"><button class="btn main wide" name="do" value=press>{w.t(label)}</button></div>
        </form>
    }
}

fn kind_field(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let chosen = Kind::parse(typed.get("kind")).unwrap_or(Kind::Unique);
    let tiles = Kind::ALL
        .into_iter()
        .map(|kind| {
            let (icon, key) = match kind {
                Kind::Unique => (Ico::One, "catalogue-kind-unique"),
                Kind::Stocked => (Ico::Several, "catalogue-kind-stocked"),
                Kind::MadeToOrder => (Ico::ToOrder, "catalogue-kind-made-to-order"),
            };
            view! {
                <label>
                    <input type="radio" name="kind" value=kind.as_str() checked=kind == chosen/>
                    <span><Icon name=icon/>{w.t(key)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class=if typed.error("kind").is_some() { "field bad" } else { "field" }>
            <legend>{w.t("catalogue-kind")}</legend>
            <div class="kinds">{tiles}</div>
            {error_line("kind", typed, w)}
        </fieldset>
    }
}

/// How many, or how long: the style shows the one that the chosen kind asks for.
fn counts(piece: &Piece, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let number = |name, label, most: i64| {
        let wrong = typed.error(name).is_some();
        view! {
            <label for=name>{w.t(label)}</label>
            <input class="input short" type="text" id=name name=name inputmode="numeric" autocomplete="off"
                maxlength=most.to_string().len().to_string() value=typed.get(name).to_owned()
                aria-invalid=wrong.then_some("true") aria-describedby=wrong.then(|| format!("{name}-err"))/>
            {error_line(name, typed, w)}
        }
    };
    let class = |name, kind: &str| {
        if typed.error(name).is_some() { format!("field bad {kind}") } else { format!("field {kind}") }
    };
    let held = (piece.held > 0 && piece.kind == Kind::Stocked)
        .then(|| view! { <p class="hint">{w.with("catalogue-stock-held", &[("held", piece.held.into())])}</p> });
    let left = (piece.state != State::Draft && piece.kind == Kind::Unique).then(|| {
        view! {
            <div class="field for-unique">
                <input type="hidden" name="left" value="0"/>
                <label class="tick">
                    <input type="checkbox" name="left" value="1" checked=typed.get("left") == "1"/>
                    <span>{w.t("catalogue-stock-left")}</span>
                </label>
            </div>
        }
    });
    view! {
        {left}
        <div class=class("stock", "for-stocked")>{held}{number("stock", "catalogue-stock", MOST_STOCK)}</div>
        <div class=class("weeks", "for-weeks")>{number("weeks", "catalogue-weeks", MOST_WEEKS)}</div>
    }
}

/// The drawer: facts to tick, size, weight, story, makers, language.
fn more(desk: &Desk, w: &Words) -> impl IntoView + use<> {
    let Desk { bench, typed, .. } = desk;
    let open = ["fact", "size", "weight", "story", "maker"].iter().any(|name| typed.error(name).is_some());
    let languages = Lang::ALL.map(|lang| (lang.code().to_owned(), lang.own_name().to_owned())).to_vec();
    view! {
        <details class="more" open=open>
            <summary>{w.t("catalogue-more")}</summary>
            <div class="stack">
                <p class="soft">{w.t("catalogue-more-hint")}</p>
                {facts::tiles(typed, w)}
                {text_field(Text { hint: "catalogue-size-hint", max: MOST_SIZE, ..Text::new("size", "catalogue-size") }, typed, w)}
                {text_field(Text { hint: "catalogue-weight-hint", max: 12, ..Text::new("weight", "catalogue-weight") }, typed, w)}
                {text_area(Text { hint: "catalogue-story-hint", max: MOST_STORY, ..Text::new("story", "catalogue-story") }, 4, typed, w)}
                {makers(bench, typed, w)}
                {select("language", "catalogue-language", languages, typed, w)}
            </div>
        </details>
    }
}

/// Who made it, where the shop has several.
fn makers(bench: &Bench, typed: &Typed, w: &Words) -> Option<impl IntoView + use<>> {
    if bench.makers.len() < 2 {
        return None;
    }
    let ticks = bench
        .makers
        .iter()
        .map(|maker| {
            let id = maker.id.as_str();
            view! {
                <label class="tick">
                    <input type="checkbox" name="maker" value=id.to_owned() checked=typed.chose("maker", id)/>
                    <span>{maker.name.clone()}</span>
                </label>
            }
        })
        .collect_view();
    Some(view! {
        <fieldset class=if typed.error("maker").is_some() { "field bad" } else { "field" }>
            <legend>{w.t("catalogue-makers")}</legend>
            {ticks}
            {error_line("maker", typed, w)}
        </fieldset>
    })
}
