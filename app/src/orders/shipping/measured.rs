//! Reads the parcel as it stands packed on the scale: its weight (`weight`: grams, or kilograms that say so), and where size may count its
//! `length`, `width` and `height` in centimetres.

use super::Parcel;
use crate::form::Typed;
use crate::money::typed::{grams, whole};

/// The fields of a size.
pub const SIDES: [&str; 3] = ["length", "width", "height"];
/// The heaviest parcel, in grams, and the longest side of one, in centimetres.
const HEAVIEST: i64 = 100_000;
const LONGEST: i64 = 300;

/// What was typed, or what the pieces weigh where nothing was; what is wrong is put at its field. Without a weight
/// nothing is known.
pub fn read(typed: &mut Typed, pieces: Parcel) -> Parcel {
    let weight_g = match typed.get("weight") {
        "" => pieces.weight_g,
        text => {
            let grams = grams(text).filter(|grams| (1..=HEAVIEST).contains(grams));
            if grams.is_none() {
                typed.wrong("weight", "orders-parcel-weight-wrong");
            }
            grams
        }
    };
    let given = SIDES.iter().any(|side| !typed.get(side).is_empty());
    let sides = SIDES.map(|side| if given { centimetres(typed, side) } else { None });
    if given && weight_g.is_none() {
        typed.wrong("weight", "orders-parcel-weight-empty");
    }
    let size_cm = match sides {
        [Some(length), Some(width), Some(height)] => Some([length, width, height]),
        _ => None,
    };
    Parcel { weight_g, size_cm }
}

fn centimetres(typed: &mut Typed, side: &'static str) -> Option<i64> {
    let text = typed.get(side).to_owned();
    let small = text.to_lowercase();
    let found = whole(small.strip_suffix("cm").unwrap_or(&small)).filter(|cm| (1..=LONGEST).contains(cm));
    if found.is_none() {
        typed.wrong(side, if text.is_empty() { "orders-parcel-size-empty" } else { "orders-parcel-size-wrong" });
    }
    found
}

/// What the prices on a page were counted with, so that no other parcel, and no other table, is billed in silence.
pub fn mark(parcel: Parcel, table_version: i64) -> String {
    let [weight, length, width, height] = match (parcel.weight_g, parcel.size_cm) {
        (None, _) => [0; 4],
        (Some(weight), None) => [weight, 0, 0, 0],
        (Some(weight), Some([length, width, height])) => [weight, length, width, height],
    };
    format!("{table_version}-{weight}-{length}-{width}-{height}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed::from_pairs(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    const PIECES: Parcel = Parcel { weight_g: Some(650), size_cm: None };

    #[test]
    fn what_was_typed_counts_and_where_nothing_was_the_pieces() {
        assert_eq!(read(&mut typed(&[]), PIECES), PIECES);
        let size = [("length", "40"), ("width", "30 cm"), ("height", "10")];
        for weight in ["1300", "1.300", "1300 g", "1300gram", "1,3 kg"] {
            let mut fields = typed(&[&size[..], &[("weight", weight)]].concat());
            assert_eq!(read(&mut fields, PIECES), Parcel { weight_g: Some(1_300), size_cm: Some([40, 30, 10]) });
            assert!(!fields.has_errors());
        }
        assert_eq!(read(&mut typed(&size), PIECES).weight_g, Some(650));
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        for (field, text) in [
            ("weight", "0"),
            ("weight", "-5"),
            ("weight", "1.5"),
            ("weight", "100001"),
            ("weight", "1e3"),
            ("weight", "2 ons"),
            ("weight", "seribu"),
            ("weight", "g"),
            ("length", "400 mm"),
            ("weight", "9223372036854775808"),
            ("length", "0"),
            ("width", "301"),
            ("height", "x"),
            ("height", ""),
        ] {
            let mut fields = typed(&[("weight", "650"), ("length", "40"), ("width", "30"), ("height", "10")]);
            fields.set(field, text);
            let parcel = read(&mut fields, PIECES);
            assert!(fields.error(field).is_some(), "{field} {text}");
            assert!(parcel.size_cm.is_none() || parcel.weight_g.is_none());
            assert_eq!(fields.get(field), text, "what was typed stays");
        }
        let mut fields = typed(&[("length", "40"), ("width", "30"), ("height", "10")]);
        read(&mut fields, Parcel::default());
        assert!(fields.error("weight").is_some(), "a size alone says nothing");
    }

    #[test]
    fn another_parcel_and_another_table_have_another_mark() {
        let sized = Parcel { size_cm: Some([40, 30, 10]), ..PIECES };
        let marks = [mark(PIECES, 1), mark(PIECES, 2), mark(sized, 1), mark(Parcel::default(), 1)];
        assert!((1..marks.len()).all(|at| !marks[..at].contains(&marks[at])));
    }
}
