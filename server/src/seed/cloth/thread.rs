//! Thread colours and how a sequence of threads is written.

/// Red, green and blue from 0 to 1, as they are shown.
pub type Colour = [f32; 3];

/// The yarn shelf: name and colour. Dyed and shop-bought yarns; plaiting strips at the end.
const SHELF: &[(&str, u32)] = &[
    ("cotton", 0x00ef_e4cf),
    ("sand", 0x00d9_c6a0),
    ("indigo", 0x0024_386b),
    ("night", 0x0014_1d3d),
    ("sky", 0x006f_8fb8),
    ("madder", 0x009a_2436),
    ("ruby", 0x00b8_1f3a),
    ("rose", 0x00c9_626b),
    ("blush", 0x00e3_b1a2),
    ("coral", 0x00dd_6b55),
    ("turmeric", 0x00d9_9a2b),
    ("gold", 0x00e8_c468),
    ("orange", 0x00d9_7a2e),
    ("leaf", 0x003f_6b45),
    ("moss", 0x0074_823f),
    ("lime", 0x00b4_b856),
    ("sea", 0x002f_7f86),
    ("lagoon", 0x0039_a3a6),
    ("foam", 0x00a9_d0cb),
    ("bark", 0x006b_4630),
    ("clay", 0x00b4_663f),
    ("plum", 0x005a_2a4d),
    ("fuchsia", 0x00ac_3168),
    ("lilac", 0x009a_86b4),
    ("smoke", 0x0085_8580),
    ("char", 0x002a_2628),
    ("pandan", 0x00cf_b887),
    ("straw", 0x00de_cba0),
    ("husk", 0x009c_7a4c),
];

/// The colour of that name.
#[must_use]
pub fn colour(name: &str) -> Option<Colour> {
    SHELF.iter().find(|(known, _)| *known == name).map(|(_, rgb)| from_hex(*rgb))
}

/// `indigo*20 gold*2` as one colour a thread.
pub fn sequence(text: &str) -> Result<Vec<Colour>, String> {
    let mut threads = Vec::new();
    for part in text.split_whitespace() {
        let (name, count) = part.split_once('*').unwrap_or((part, "1"));
        let count: usize = count.parse().map_err(|_| format!("not a number of threads: {part}"))?;
        let colour = colour(name).ok_or_else(|| format!("no such thread: {name}"))?;
        threads.extend(std::iter::repeat_n(colour, count));
    }
    if threads.is_empty() { Err("a cloth needs at least one thread".to_owned()) } else { Ok(threads) }
}

const fn from_hex(rgb: u32) -> Colour {
    [((rgb >> 16) & 255) as f32 / 255.0, ((rgb >> 8) & 255) as f32 / 255.0, (rgb & 255) as f32 / 255.0]
}

pub fn scale(c: Colour, by: f32) -> Colour {
    [c[0] * by, c[1] * by, c[2] * by]
}

pub fn blend(under: Colour, over: Colour, share: f32) -> Colour {
    [
        under[0] + (over[0] - under[0]) * share,
        under[1] + (over[1] - under[1]) * share,
        under[2] + (over[2] - under[2]) * share,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_repeats_each_thread_as_often_as_written() {
        assert_eq!(sequence("indigo*3 gold").unwrap().len(), 4);
    }

    #[test]
    fn an_unknown_thread_is_named() {
        assert_eq!(sequence("indigo glitter*2").unwrap_err(), "no such thread: glitter");
    }
}
