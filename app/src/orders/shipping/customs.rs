//! What a customs form says of a piece: a description made of its coded facts, candidates of the Harmonised System,
//! weight and value. Customs decide; the sender confirms the composition. Forms are in English or French (UPU).

use crate::money::Money;
use crate::words::Words;

/// Up to so many SDR a parcel goes with a CN22, above with a CN23 (UPU Convention Regulations, art. 20-001).
pub const CN22_SDR: i64 = 300;
/// Up to so many grams.
pub const CN22_GRAMS: i64 = 2_000;

/// What one Special Drawing Right is in rupiah, and the day somebody looked it up, UTC ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub rupiah: Money,
    pub on: i64,
}

/// The form a parcel goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Cn22,
    Cn23,
}

/// Which form; None while it hangs on a rate that nobody has entered.
pub fn form(value: Money, weight_g: i64, rate: Option<Rate>) -> Option<Form> {
    if weight_g > CN22_GRAMS {
        return Some(Form::Cn23);
    }
    let most = rate?.rupiah.checked_mul(CN22_SDR)?;
    Some(if value.minor <= most.minor { Form::Cn22 } else { Form::Cn23 })
}

/// What a piece is made of, as far as customs tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stuff {
    Cotton,
    Silk,
    Rayon,
    Synthetic,
    Mixed,
    Metallic,
    Leaf,
    Cane,
}

/// One line of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomsLine {
    pub quantity: i64,
    /// Keys of how it was made, of what (where that is known), and what it is.
    pub made: &'static str,
    pub of: Option<&'static str>,
    pub what: &'static str,
    /// Length and width, where they are plain numbers; empty otherwise.
    pub size: String,
    /// Headings or subheadings of the Harmonised System, the likeliest first; empty where the post has to say.
    pub hs: Vec<&'static str>,
    /// Of all pieces of the line.
    pub net_g: Option<i64>,
    /// Of all pieces of the line; None when it is more than money can be.
    pub value: Option<Money>,
}

/// Where every piece was made, ISO 3166-1 alpha-2.
pub const ORIGIN: &str = "ID";

impl CustomsLine {
    /// What may stand on the form, which wants six digits: the likeliest where it has them. A heading of four only says
    /// where to look.
    pub fn declared(&self) -> Option<&'static str> {
        self.hs.first().copied().filter(|hs| hs.chars().filter(char::is_ascii_digit).count() == 6)
    }

    /// `Hand-woven cotton sarong cloth, 4 x 1 m`
    pub fn description(&self, w: &Words) -> String {
        let of = self.of.map(|key| w.t(key)).unwrap_or_default();
        let parts = [("made", w.t(self.made).into()), ("of", of.into()), ("what", w.t(self.what).into())];
        let words = w.with("orders-customs-line", &parts);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.chars().take(1).flat_map(char::to_uppercase).chain(words.chars().skip(1)).collect::<String>();
        if self.size.is_empty() { words } else { format!("{words}, {}", self.size) }
    }
}

/// The line of some pieces with these facts at this price each.
pub fn customs_line(
    facts: &[String],
    size_note: &str,
    weight_g: Option<i64>,
    quantity: i64,
    unit: Money,
) -> CustomsLine {
    let has = |code: &str| facts.iter().any(|fact| fact == code);
    let stuff = stuff(&has);
    let (what, hs) = article(&has, stuff);
    CustomsLine {
        quantity,
        made: made(&has),
        of: stuff.map(Stuff::key),
        what,
        size: plain_size(size_note),
        hs,
        net_g: weight_g.and_then(|grams| grams.checked_mul(quantity)),
        value: unit.checked_mul(quantity),
    }
}

impl Stuff {
    const fn key(self) -> &'static str {
        match self {
            Self::Cotton => "orders-customs-of-cotton",
            Self::Silk => "orders-customs-of-silk",
            Self::Rayon => "orders-customs-of-rayon",
            Self::Synthetic => "orders-customs-of-synthetic",
            Self::Mixed => "orders-customs-of-mixed",
            Self::Metallic => "orders-customs-of-metallic",
            Self::Leaf => "orders-customs-of-leaf",
            Self::Cane => "orders-customs-of-cane",
        }
    }
}

/// One stuff, or a mixture; metal thread among others counts as such, because customs ask for it.
fn stuff(has: &impl Fn(&str) -> bool) -> Option<Stuff> {
    let any = |codes: &[&str]| codes.iter().any(|code| has(code));
    let found: Vec<Stuff> = [
        (any(&["fibre.cotton_mill", "fibre.cotton_hand", "fibre.cotton_mercerised"]), Stuff::Cotton),
        (has("fibre.silk"), Stuff::Silk),
        (has("fibre.rayon"), Stuff::Rayon),
        (any(&["fibre.polyester", "fibre.acrylic"]), Stuff::Synthetic),
        (any(&["fibre.mixed", "fibre.leftover"]), Stuff::Mixed),
        (any(&["fibre.pandan", "fibre.lontar"]), Stuff::Leaf),
        (any(&["fibre.rattan", "fibre.bamboo"]), Stuff::Cane),
    ]
    .into_iter()
    .filter_map(|(there, stuff)| there.then_some(stuff))
    .collect();
    match found.as_slice() {
        _ if has("fibre.metallic") => Some(Stuff::Metallic),
        [] => None,
        [one] => Some(*one),
        _ => Some(Stuff::Mixed),
    }
}

fn made(has: &impl Fn(&str) -> bool) -> &'static str {
    let any = |codes: &[&str]| codes.iter().any(|code| has(code));
    const LOOMS: [&str; 8] = [
        "technique.plain_weave",
        "technique.warp_faced",
        "technique.extra_weft",
        "technique.ikat",
        "technique.twill",
        "loom.daro",
        "loom.backstrap",
        "loom.treadle",
    ];
    if any(&["technique.plaited_slanted", "technique.plaited_straight"]) {
        "orders-customs-made-plaited"
    } else if any(&LOOMS) {
        "orders-customs-made-woven"
    } else if has("technique.embroidered") {
        "orders-customs-made-embroidered"
    } else if has("technique.hand_sewn") {
        "orders-customs-made-sewn"
    } else {
        "orders-customs-made-hand"
    }
}

/// What it is, and its candidates (domain sources: HS chapters 46, 50, 52, 58, 62 and 63).
fn article(has: &impl Fn(&str) -> bool, stuff: Option<Stuff>) -> (&'static str, Vec<&'static str>) {
    let plaited = matches!(stuff, Some(Stuff::Leaf | Stuff::Cane)) || made(has) == "orders-customs-made-plaited";
    let basketry = if plaited { vec!["4602"] } else { Vec::new() };
    let furnishing = vec!["6304", "6302"];
    let sewn = has("technique.hand_sewn") || has("technique.machine_sewn");
    match () {
        () if has("use.bag") => ("orders-customs-what-bag", basketry),
        () if has("use.wallet") => ("orders-customs-what-wallet", basketry),
        () if plaited => ("orders-customs-what-basketry", basketry),
        () if has("use.sarong") && sewn => ("orders-customs-what-sarong", vec!["6211", "6204"]),
        () if has("use.sarong") => ("orders-customs-what-sarong", [fabric(stuff), vec![shawl(stuff)]].concat()),
        () if has("use.shawl") => ("orders-customs-what-shawl", vec![shawl(stuff)]),
        () if has("use.headcloth") => ("orders-customs-what-headcloth", vec![shawl(stuff)]),
        () if has("use.table") => ("orders-customs-what-table", furnishing),
        () if has("use.cushion") => ("orders-customs-what-cushion", furnishing),
        () if has("use.wall") => ("orders-customs-what-wall", furnishing),
        () => ("orders-customs-what-cloth", fabric(stuff)),
    }
}

/// Cloth by the length. Cotton of up to 200 g/m2 is 5208, heavier 5209; a mixture with cotton 5210 to 5212.
fn fabric(stuff: Option<Stuff>) -> Vec<&'static str> {
    match stuff {
        Some(Stuff::Cotton) => vec!["5208", "5209"],
        Some(Stuff::Silk) => vec!["5007"],
        Some(Stuff::Mixed) => vec!["5210", "5211", "5212"],
        Some(Stuff::Metallic) => vec!["5809"],
        _ => Vec::new(),
    }
}

/// Shawls and scarves, 6214.
fn shawl(stuff: Option<Stuff>) -> &'static str {
    match stuff {
        Some(Stuff::Silk) => "6214.10",
        Some(Stuff::Synthetic) => "6214.30",
        Some(Stuff::Rayon) => "6214.40",
        _ => "6214.90",
    }
}

/// The maker's note where everybody can read it: numbers, `x`, `cm` and `m`.
fn plain_size(note: &str) -> String {
    let plain: String = note.replace('×', "x").split_whitespace().collect::<Vec<_>>().join(" ");
    let readable = plain.chars().all(|c| c.is_ascii_digit() || " x,.cm".contains(c));
    if readable && plain.chars().any(|c| c.is_ascii_digit()) { plain } else { String::new() }
}
