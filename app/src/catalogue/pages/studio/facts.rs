//! Craft facts as words to tap: the likeliest for cloth first, all others grouped behind one more tap.

use leptos::prelude::*;

use crate::catalogue::facts::{Article, Fact, Group, fact, offered_first};
use crate::form::Typed;
use crate::ui::field::error_line;
use crate::words::Words;

/// The tiles, ticked as typed.
pub fn tiles(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let first = offered_first(Article::Cloth);
    let wrong = typed.error("fact").is_some();
    let likely = first.iter().filter_map(|code| fact(code)).map(|fact| tile(fact, typed, w)).collect_view();
    let is_rest = |fact: &&'static Fact| !first.contains(&fact.code);
    let open = wrong
        || Group::ALL.into_iter().flat_map(Group::facts).filter(is_rest).any(|fact| typed.chose("fact", fact.code));
    let groups = Group::ALL
        .into_iter()
        .map(|group| {
            let tiles = group.facts().filter(is_rest).map(|fact| tile(fact, typed, w)).collect_view();
            view! {
                <fieldset class="field">
                    <legend>{w.t(&group.message_key())}</legend>
                    <div class="chips">{tiles}</div>
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <fieldset class=if wrong { "field bad" } else { "field" }>
            <legend>{w.t("catalogue-facts")}</legend>
            <div class="chips">{likely}</div>
            {error_line("fact", typed, w)}
        </fieldset>
        <details class="more" open=open>
            <summary>{w.t("catalogue-facts-more")}</summary>
            <div class="stack">{groups}</div>
        </details>
    }
}

fn tile(fact: &'static Fact, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    view! {
        <label>
            <input type="checkbox" name="fact" value=fact.code checked=typed.chose("fact", fact.code)/>
            <span>{w.t(&fact.message_key())}</span>
        </label>
    }
}
