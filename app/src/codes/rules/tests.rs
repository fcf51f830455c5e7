//! Codes notice every wrong symbol and every swap.

use super::*;

/// Many codes, spread evenly and the same in every run.
fn many_codes() -> impl Iterator<Item = (Code, Vec<u8>)> {
    let mut state = 0x2545_F491_u64;
    let sixes = (0..600).map(move |_| {
        [(); 6].map(|()| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u8::try_from((state >> 33) % u64::from(VALUES)).unwrap()
        })
    });
    let ends = [[0; 6], [30; 6], [0, 30, 0, 30, 0, 30], [30, 0, 30, 0, 30, 0]];
    sixes.chain(ends).filter_map(Code::from_random).map(|code| {
        let values = values_of(code.as_str(), LENGTH).unwrap();
        (code, values)
    })
}

#[test]
fn the_example_code_is_valid_in_every_way_of_typing_it() {
    for typed in ["7K3Q9XH", "7k3q9xh", " 7K3-Q9XH ", "7k3 q9 xh", "７Ｋ３Ｑ９ＸＨ", "7K3\u{2011}Q9XH\u{200B}"] {
        assert_eq!(Code::parse(typed).unwrap().as_str(), "7K3Q9XH", "{typed}");
    }
}

#[test]
fn the_alphabet_has_31_symbols_and_none_of_the_mistaken_ones() {
    assert_eq!(ALPHABET.len(), usize::from(VALUES));
    for (place, symbol) in ALPHABET.chars().enumerate() {
        assert_eq!(value(symbol), u8::try_from(place).ok());
    }
    for never in "0O1IL!é".chars() {
        assert_eq!(value(never), None);
    }
}

#[test]
fn every_code_made_is_read_back() {
    assert!(many_codes().count() > 500);
    for (code, _) in many_codes() {
        assert_eq!(Code::parse(code.as_str()).as_ref(), Ok(&code));
    }
}

#[test]
fn every_single_wrong_symbol_is_noticed() {
    for (code, values) in many_codes() {
        for place in 0..LENGTH {
            for wrong in (0..VALUES).filter(|wrong| *wrong != values[place]) {
                let mut typed = values.clone();
                typed[place] = wrong;
                assert_eq!(Code::parse(&text_of(&typed)), Err(CodeError::Check), "{code} at {place}");
            }
        }
    }
}

#[test]
fn every_swap_of_neighbours_is_noticed() {
    for (code, values) in many_codes() {
        for place in (1..LENGTH).filter(|place| values[place - 1] != values[*place]) {
            let mut typed = values.clone();
            typed.swap(place - 1, place);
            assert_eq!(Code::parse(&text_of(&typed)), Err(CodeError::Check), "{code} at {place}");
        }
    }
}

#[test]
fn the_length_is_said_with_what_was_found() {
    for (typed, found) in [("", 0), ("7K3Q9X", 6), ("7K3Q9XHH", 8), ("--- ---", 0)] {
        assert_eq!(Code::parse(typed), Err(CodeError::Length { found, wanted: 7 }));
    }
    assert_eq!(CodeError::Length { found: 6, wanted: 7 }.key(), "codes-length");
}

#[test]
fn a_symbol_that_never_occurs_is_said_with_its_place() {
    for (typed, position, symbol) in [
        ("7K309XH", 4, '0'),
        ("7K3-o9XH", 4, 'O'),
        ("lK3Q9XH", 1, 'L'),
        ("7K3Q9X1", 7, '1'),
        ("7K3Q9Xi", 7, 'I'),
        ("7K3Q!XH", 5, '!'),
        ("7K3ÉOXH", 4, 'É'),
    ] {
        assert_eq!(Code::parse(typed), Err(CodeError::Symbol { position, symbol }), "{typed}");
    }
}

#[test]
fn values_out_of_range_make_no_code() {
    assert_eq!(Code::from_random([0, 0, 0, 0, 0, 31]), None);
    assert_eq!(Code::from_random([255; 6]), None);
}

#[test]
fn codes_that_spell_a_rude_word_are_drawn_again() {
    let six = |text: &str| <[u8; 6]>::try_from(values_of(text, 6).unwrap()).unwrap();
    for rude in ["FUCK23", "2FVCK3", "23FUCK", "SETAN2", "4SU234", "2A5U34", "BANGKE", "23JANC"] {
        let made = Code::from_random(six(rude));
        assert_eq!(made.is_none(), rude != "23JANC", "{rude}");
    }
    assert!(Code::parse("7K3Q9XH").is_ok());
}
