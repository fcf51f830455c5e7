//! What a mistyped code may have meant: symbols are exchanged for ones that look alike on a worn tag
//! until the check comes right.

use super::{Code, LENGTH, symbols_of, value};

/// More than this is no help on a phone.
const MOST: usize = 3;

/// The codes that `typed` may have meant, the likeliest first, at most three. Symbols that never occur
/// are all exchanged, and at most one other; nothing is offered for a code that is already right, has the
/// wrong length, or has a symbol that looks like none of ours.
pub fn look_alikes(typed: &str) -> Vec<Code> {
    let symbols = symbols_of(typed);
    if symbols.len() != LENGTH || Code::parse(typed).is_ok() {
        return Vec::new();
    }
    let Some(readings) = readings_of(&symbols) else {
        return Vec::new();
    };
    let mut found: Vec<(Doubt, Code)> =
        readings.into_iter().filter_map(|(doubt, text)| Code::parse(&text).ok().map(|code| (doubt, code))).collect();
    found.sort();
    found.dedup_by(|later, first| later.1 == first.1);
    found.into_iter().take(MOST).map(|(_, code)| code).collect()
}

/// How far a reading is from what was typed: first the occurring symbols taken for misread ones, then
/// how unlike the exchanged symbols are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Doubt {
    misread: usize,
    unlike: usize,
}

/// Every reading with at most one misread symbol; `None` if a symbol looks like none of ours.
/// The number of symbols that never occur is small or the search is pointless: three at most.
fn readings_of(symbols: &[char]) -> Option<Vec<(Doubt, String)>> {
    if symbols.iter().filter(|symbol| value(**symbol).is_none()).count() > 3 {
        return None;
    }
    let mut readings = vec![(Doubt::default(), String::new())];
    for typed in symbols {
        let occurs = value(*typed).is_some();
        let others = alike(*typed);
        if !occurs && others.is_empty() {
            return None;
        }
        let mut longer = Vec::new();
        for (doubt, text) in &readings {
            if occurs {
                longer.push((*doubt, format!("{text}{typed}")));
            }
            if occurs && doubt.misread > 0 {
                continue;
            }
            for (rank, other) in &others {
                let doubt = Doubt { misread: doubt.misread + usize::from(occurs), unlike: doubt.unlike + rank };
                longer.push((doubt, format!("{text}{other}")));
            }
        }
        readings = longer;
    }
    Some(readings)
}

/// Pairs that are mistaken for each other, the most alike first; of a symbol that never occurs only the
/// way to one that does is used.
const PAIRS: [&str; 50] = [
    "0Q", "0D", "OQ", "OD", "1J", "1T", "17", "IJ", "IT", "I7", "LJ", "LT", "L7", "B8", "S5", "Z2", "G6", "UV", "QD",
    "7T", "9G", "38", "0C", "OC", "0G", "OG", "1Y", "IY", "LE", "27", "Z7", "CG", "VY", "MN", "KX", "EF", "PR", "HN",
    "4A", "56", "68", "B3", "9Q", "VW", "MW", "UJ", "XY", "TY", "RA", "4H",
];

/// The symbols of the alphabet that look like this one, each with its rank in likeness.
fn alike(symbol: char) -> Vec<(usize, char)> {
    let partner = |pair: &str| {
        let mut both = pair.chars();
        let (one, other) = (both.next()?, both.next()?);
        let partner = if one == symbol { other } else { one };
        ((one == symbol || other == symbol) && value(partner).is_some()).then_some(partner)
    };
    PAIRS.iter().enumerate().filter_map(|(rank, pair)| Some((rank, partner(pair)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::ALPHABET;
    use super::*;

    fn offered(typed: &str) -> Vec<String> {
        look_alikes(typed).into_iter().map(|code| code.to_string()).collect()
    }

    #[test]
    fn a_symbol_that_never_occurs_is_exchanged_for_its_look_alike() {
        for typed in ["7K309XH", "7k3-o9xh", "7K3O9XH"] {
            assert_eq!(offered(typed)[0], "7K3Q9XH", "{typed}");
        }
        for typed in ["1K3Q9XH", "IK3Q9XH", "lk3q9xh"] {
            assert_eq!(offered(typed)[0], "7K3Q9XH", "{typed}");
        }
    }

    #[test]
    fn a_misread_symbol_is_exchanged_when_all_occur() {
        for typed in ["TK3Q9XH", "7X3Q9XH", "7K8Q9XH", "7K3D9XH", "7K3QGXH", "7K3Q9KH", "7K3Q9XN"] {
            assert!(offered(typed).contains(&"7K3Q9XH".to_owned()), "{typed}: {:?}", offered(typed));
        }
    }

    #[test]
    fn two_symbols_that_never_occur_can_still_be_read() {
        assert!(offered("1K309XH").contains(&"7K3Q9XH".to_owned()));
    }

    #[test]
    fn certain_exchanges_come_before_guesses() {
        let all = offered("7K309XH");
        assert!(all.len() <= MOST);
        assert_eq!(all[0], "7K3Q9XH");
    }

    #[test]
    fn nothing_is_offered_where_nothing_can_be_known() {
        for typed in ["7K3Q9XH", "7K3Q9X", "", "7K3Q9XHH", "7K3!9XH", "É7K3Q9X", "0000000"] {
            assert!(look_alikes(typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn whatever_is_typed_at_most_three_valid_codes_are_offered() {
        for first in "01OIL25BSUZG".chars() {
            for last in "01OIL25BSUZG".chars() {
                let codes = look_alikes(&format!("{first}K3Q9X{last}"));
                assert!(codes.len() <= MOST);
                assert!(codes.iter().all(|code| Code::parse(code.as_str()).is_ok()));
            }
        }
    }

    #[test]
    fn every_symbol_has_look_alikes_of_the_alphabet_and_never_itself() {
        for symbol in ALPHABET.chars().chain("0O1IL".chars()) {
            assert!(!alike(symbol).is_empty(), "{symbol}");
            assert!(alike(symbol).iter().all(|(_, other)| ALPHABET.contains(*other) && *other != symbol));
        }
    }
}
