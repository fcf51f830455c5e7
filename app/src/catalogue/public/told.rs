//! What a piece's page tells: story, coded facts, measures, and further photos in a closed drawer.

use leptos::prelude::*;

use super::PublicPiece;
use super::pages::{Seen, alt, drawing};
use super::parts::foreign;
use crate::catalogue::facts::Group;
use crate::ui::icons::{Ico, Icon};
use crate::ui::photo;
use crate::words::Words;

/// Story, facts and further photos.
pub(super) fn told(seen: &Seen, w: &Words) -> impl IntoView + use<> {
    let piece = &seen.piece;
    let lang = foreign(piece.language, w.lang);
    let paragraphs: Vec<String> =
        piece.story.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let story = paragraphs.into_iter().map(|text| view! { <p class="story" lang=lang>{text}</p> }).collect_view();
    let (facts, further) = (facts(piece, w).into_any(), further(piece, w).into_any());
    view! { {story} {facts} {further} }
}

fn facts(piece: &PublicPiece, w: &Words) -> impl IntoView + use<> {
    let lang = foreign(piece.language, w.lang);
    let mut lines: Vec<AnyView> = Vec::new();
    for group in Group::ALL {
        let words: Vec<String> = piece.facts_of(group).map(|fact| w.t(&fact.message_key())).collect();
        if !words.is_empty() {
            lines.push(fact_line(icon(group), w.t(&group.message_key()), None, in_a_row(&words)).into_any());
        }
        if group == Group::Motif {
            if !piece.size_note.is_empty() {
                let size = piece.size_note.clone();
                lines.push(fact_line(Ico::Ruler, w.t("catalogue-public-size"), lang, size).into_any());
            }
            if let Some(grams) = piece.weight_g {
                let weight = w.with("catalogue-public-grams", &[("grams", w.number(grams).into())]);
                lines.push(fact_line(Ico::Weight, w.t("catalogue-public-weight"), None, weight).into_any());
            }
        }
    }
    (!lines.is_empty()).then(|| view! { <dl class="facts">{lines}</dl> })
}

/// Several facts as one sentence: all but the first begin small.
fn in_a_row(words: &[String]) -> String {
    let mut text = words.first().cloned().unwrap_or_default();
    for word in words.iter().skip(1) {
        let mut letters = word.chars();
        text.push_str(", ");
        text.extend(letters.next().into_iter().flat_map(char::to_lowercase));
        text.push_str(letters.as_str());
    }
    text
}

fn fact_line(icon: Ico, label: String, lang: Option<&'static str>, text: String) -> impl IntoView + use<> {
    view! { <div><Icon name=icon/><dt>{label}</dt><dd lang=lang>{text}</dd></div> }
}

fn icon(group: Group) -> Ico {
    match group {
        Group::Technique | Group::Loom => Ico::Loom,
        Group::Time => Ico::Clock,
        Group::Fibre => Ico::Yarn,
        Group::Dye => Ico::Drop,
        Group::Motif => Ico::Motif,
        Group::Use => Ico::Cloth,
        Group::Care => Ico::Wash,
    }
}

/// The other photos wait in a closed drawer: a page on roaming data loads one.
fn further(piece: &PublicPiece, w: &Words) -> impl IntoView + use<> {
    let rest = piece.photos.get(1..).unwrap_or_default();
    let count = i64::try_from(rest.len()).unwrap_or_default();
    let photos = rest.iter().map(|photo| photo::further(photo, alt(piece, photo.drawing, w))).collect_view();
    let drawn = drawing(rest, w);
    let title = w.with("catalogue-public-photos", &[("count", count.into())]);
    (count > 0).then(
        || view! { <details class="more"><summary>{title}</summary><div class="pair">{photos}</div>{drawn}</details> },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_facts_read_as_one_sentence() {
        let words = ["Wash by hand".to_owned(), "Dry in the shade".to_owned()];
        assert_eq!(in_a_row(&words), "Wash by hand, dry in the shade");
        assert_eq!(in_a_row(&[]), "");
    }
}
