//! Reading a price as an artisan types it. Rule: believe only what has one meaning, ask when it has
//! several, refuse the rest; sen are refused, prices are whole rupiah.

use super::{Money, typed::plain};

/// The lowest price in whole rupiah.
pub const LOWEST_RUPIAH: i64 = 1;
/// The highest price in whole rupiah.
pub const HIGHEST_RUPIAH: i64 = 9_999_999_999;

/// Below this a bare number is asked about: who types `450` or `1.250` for a cloth mostly leaves
/// the thousands out, as prices are spoken.
const BARE_IS_CLEAR_FROM: i64 = 10_000;

/// What a typed price means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parsed {
    Ok(Money),
    /// To be asked: the literal reading first. There may be only one, then it is still to be
    /// confirmed. [`super::format_rupiah`] of a reading is read back as exactly that amount.
    Ambiguous {
        readings: Vec<Money>,
    },
    Bad,
}

/// Reads a price: `450.000`, `Rp 450.000,-`, `450rb`, `1,25 juta`. Money text follows PUEBI II.H:
/// `.` between thousands, `,` before decimals.
pub fn parse_rupiah(text: &str) -> Parsed {
    let text: String = text.chars().filter_map(plain).collect::<String>().to_lowercase();
    let (marked, rest) = without_rupiah_marks(text.trim());
    let (unit, number) = without_unit(rest);
    let readings = match unit {
        Some(unit) => with_unit(number, unit),
        None => without(number, marked),
    };
    match readings {
        Readings::One(whole) if allowed(whole) => Parsed::Ok(Money::rupiah(whole)),
        Readings::Ask(mut several) => {
            several.retain(|whole| allowed(*whole));
            if several.is_empty() {
                return Parsed::Bad;
            }
            Parsed::Ambiguous { readings: several.into_iter().map(Money::rupiah).collect() }
        }
        _ => Parsed::Bad,
    }
}

/// An amount in a table of prices, where nobody leaves the thousands out: `5000`, `Rp38.000`, `38rb`, and `0`.
pub fn whole_rupiah(text: &str) -> Option<Money> {
    if let Parsed::Ok(money) = parse_rupiah(text) {
        return Some(money);
    }
    let text: String = text.chars().filter_map(plain).collect::<String>().to_lowercase();
    let (_, number) = without_rupiah_marks(text.trim());
    super::typed::whole(number).filter(|whole| *whole == 0 || allowed(*whole)).map(Money::rupiah)
}

/// Readings in whole rupiah, not yet held against the bounds.
enum Readings {
    One(i64),
    Ask(Vec<i64>),
    Nothing,
}

fn allowed(whole: i64) -> bool {
    (LOWEST_RUPIAH..=HIGHEST_RUPIAH).contains(&whole)
}

/// Takes off `Rp`, `Rp.`, `IDR`, `rupiah` and the closing `,-`. `true` if any of them said that the
/// number counts rupiah.
fn without_rupiah_marks(text: &str) -> (bool, &str) {
    let front = text.strip_prefix("rp").map(|rest| rest.strip_prefix('.').unwrap_or(rest)).or(text.strip_prefix("idr"));
    let rest = front.unwrap_or(text).trim();
    let back = ["rupiah", "idr", ",-", ".-"].iter().find_map(|mark| rest.strip_suffix(mark));
    (front.is_some() || back.is_some(), back.unwrap_or(rest).trim())
}

/// Takes off the word for thousand or million.
fn without_unit(text: &str) -> (Option<i64>, &str) {
    const UNITS: [(&str, i64); 5] =
        [("ribu", 1_000), ("rb", 1_000), ("k", 1_000), ("juta", 1_000_000), ("jt", 1_000_000)];
    UNITS
        .iter()
        .find_map(|(word, unit)| text.strip_suffix(word).map(|number| (Some(*unit), number.trim())))
        .unwrap_or((None, text))
}

/// `450rb`, `1,25 juta`. A dot in front of a unit may be a decimal point or a thousands dot: ask.
fn with_unit(number: &str, unit: i64) -> Readings {
    if let Some(whole) = digits(number).and_then(|whole| whole.checked_mul(unit)) {
        return Readings::One(whole);
    }
    if let Some((whole, fraction)) = number.split_once(',') {
        return decimal(whole, fraction, unit).map_or(Readings::Nothing, Readings::One);
    }
    let Some((whole, fraction)) = number.split_once('.') else {
        return Readings::Nothing;
    };
    let as_group = groups(number, '.').and_then(|whole| whole.checked_mul(unit));
    Readings::Ask(as_group.into_iter().chain(decimal(whole, fraction, unit)).collect())
}

/// A number without a unit; `marked` if something said that it counts rupiah.
fn without(number: &str, marked: bool) -> Readings {
    let whole_part = number.strip_suffix(",00").unwrap_or(number);
    let whole = digits(whole_part).or_else(|| groups(whole_part, '.')).or_else(|| groups(whole_part, ' '));
    match whole {
        Some(whole) if marked || whole >= BARE_IS_CLEAR_FROM => Readings::One(whole),
        Some(0) => Readings::Nothing,
        Some(whole) => Readings::Ask(vec![whole, whole * 1_000]),
        // A phone set to English writes 450,000; in Indonesian that would be 450 and three decimals.
        None => groups(number, ',').map_or(Readings::Nothing, |whole| Readings::Ask(vec![whole])),
    }
}

/// A plain number without a leading zero. Eighteen digits always fit.
fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    (plain && (text == "0" || !text.starts_with('0'))).then(|| text.parse().ok()).flatten()
}

/// `1.250.000`: one to three digits, then groups of exactly three, at least one.
fn groups(text: &str, separator: char) -> Option<i64> {
    let mut parts = text.split(separator);
    let first = parts.next().filter(|part| (1..=3).contains(&part.len()))?;
    let well_formed = text.contains(separator) && parts.all(|part| part.len() == 3);
    let number: String = text.split(separator).collect();
    (well_formed && !first.starts_with('0')).then(|| digits(&number)).flatten()
}

/// `whole,fraction` of a unit, if that is whole rupiah: `1,25` of a million is 1250000.
fn decimal(whole: &str, fraction: &str, unit: i64) -> Option<i64> {
    if fraction.is_empty() || fraction.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = 10_i64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let part = fraction.parse::<i64>().ok()?.checked_mul(unit)?;
    let whole = digits(whole)?.checked_mul(unit)?;
    (part % scale == 0).then(|| whole.checked_add(part / scale)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::format_rupiah;
    use super::*;

    fn reads(text: &str, whole: i64) {
        assert_eq!(parse_rupiah(text), Parsed::Ok(Money::rupiah(whole)), "{text}");
    }

    fn asks(text: &str, readings: &[i64]) {
        let readings = readings.iter().copied().map(Money::rupiah).collect();
        assert_eq!(parse_rupiah(text), Parsed::Ambiguous { readings }, "{text}");
    }

    #[test]
    fn a_price_is_read_in_every_usual_spelling() {
        for text in "Rp1.250.000|Rp 1.250.000|Rp. 1.250.000|rp1250000|1.250.000,00|1250000|1,25 juta".split('|') {
            reads(text, 1_250_000);
        }
        for text in "1,25jt|1,250 juta|1250rb|Rp 1,25 juta|IDR 1.250.000|1.250.000 rupiah|1 250 000".split('|') {
            reads(text, 1_250_000);
        }
        for text in "450rb|450 ribu|450k|450.000|450000|Rp 450.000,-|Rp450.000.-|450.000,–".split('|') {
            reads(text, 450_000);
        }
        for text in "450 RB|450K|Rp450rb|450 ribu rupiah|0,45 juta|Rp450.000,00|450 000".split('|') {
            reads(text, 450_000);
        }
        reads("1 jt", 1_000_000);
        reads("25.000", 25_000);
        reads("7,5rb", 7_500);
    }

    #[test]
    fn odd_spaces_and_full_width_signs_do_not_matter() {
        reads("\u{3000}Ｒｐ\u{00A0}４５０．０００\u{3000}", 450_000);
        reads("Rp\u{202F}450.000", 450_000);
        reads("\u{FEFF}450\u{200B}.000\n", 450_000);
    }

    #[test]
    fn a_bare_small_number_is_asked_about() {
        asks("1.250", &[1_250, 1_250_000]);
        asks("1250", &[1_250, 1_250_000]);
        asks("450", &[450, 450_000]);
        asks("75", &[75, 75_000]);
        asks("450,00", &[450, 450_000]);
        reads("10.000", 10_000);
    }

    #[test]
    fn a_point_before_ribu_or_juta_is_asked_about() {
        asks("1.25jt", &[1_250_000]);
        asks("1.5 juta", &[1_500_000]);
        asks("1.250rb", &[1_250_000, 1_250]);
        asks("450.000rb", &[450_000_000, 450_000]);
        asks("450.000 juta", &[450_000_000]);
    }

    #[test]
    fn english_thousands_are_asked_about() {
        asks("450,000", &[450_000]);
        asks("Rp1,250,000", &[1_250_000]);
    }

    #[test]
    fn what_is_no_price_is_refused() {
        for text in "1,250,000.50|-5|Rp|12.34.56|| |0|Rp0|-Rp5|+5|1,25|1.25|Rp1.250,50".split('|') {
            assert_eq!(parse_rupiah(text), Parsed::Bad, "{text}");
        }
        for text in "rb|juta|450ribuan|empat ratus|0450000|0.450|450.00|450..000|1.250.00|,-".split('|') {
            assert_eq!(parse_rupiah(text), Parsed::Bad, "{text}");
        }
        for text in "1,2345678 juta|450 rb 5|450-500rb|1.250 000|4 50|Rp Rp 450.000|٤٥٠٠٠٠|1e6|$450".split('|') {
            assert_eq!(parse_rupiah(text), Parsed::Bad, "{text}");
        }
    }

    #[test]
    fn prices_run_from_one_rupiah_to_the_last_that_fits_ten_digits() {
        reads("Rp1", 1);
        reads("9.999.999.999", 9_999_999_999);
        for text in "10.000.000.000|10000 juta|99999999999999999999999|9999999999999999 juta|0,0001rb".split('|') {
            assert_eq!(parse_rupiah(text), Parsed::Bad, "{text}");
        }
    }

    #[test]
    fn the_house_reads_its_own_spelling_back() {
        for whole in [1, 450, 1_250, 9_999, 10_000, 450_000, 1_250_000, 9_999_999_999] {
            reads(&format_rupiah(Money::rupiah(whole)), whole);
        }
    }
}
