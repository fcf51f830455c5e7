//! Countries a parcel can go to, by ISO 3166-1 alpha-2, in the groups by which carriers price. Their names live in the
//! locale files under `countries-...`. Places where nobody lives are left out.

use super::SendZone;
use crate::words::Words;

/// Every group with its countries; Indonesia's zones are the buyer's choice.
const GROUPS: [(SendZone, &str); 6] = [
    (SendZone::SoutheastAsia, "BN KH LA MM MY PH SG TH TL VN"),
    (
        SendZone::Asia,
        "AE AF AM AZ BD BH BT CN CY GE HK IL IN IQ IR JO JP KG KP KR KW KZ LB LK MN MO MV NP OM PK PS QA SA \
         SY TJ TM TR TW UZ YE",
    ),
    (SendZone::Oceania, "AS AU CC CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV VU WF WS"),
    (
        SendZone::Europe,
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GL GR HR HU IE IM IS IT JE LI LT LU LV \
         MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA",
    ),
    (
        SendZone::America,
        "AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GP GT GY HN HT JM KN KY LC \
         MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI",
    ),
    (
        SendZone::Africa,
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU \
         MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW",
    ),
];
/// Member states of the European Union.
const UNION: &str = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE";

/// Every code, Indonesia first.
pub fn all() -> impl Iterator<Item = &'static str> {
    std::iter::once("ID").chain(GROUPS.iter().flat_map(|(_, codes)| codes.split_whitespace()))
}

/// The zone of a country abroad.
pub fn zone(country: &str) -> Option<SendZone> {
    let (zone, _) = GROUPS.iter().find(|(_, codes)| codes.split_whitespace().any(|code| code == country))?;
    Some(*zone)
}

/// The code as it is kept, from a form that may write it small. None for what is no country.
pub fn parse(text: &str) -> Option<&'static str> {
    all().find(|code| code.eq_ignore_ascii_case(text.trim()))
}

/// Whether the European Union's rules hold there.
pub fn in_union(country: &str) -> bool {
    UNION.split_whitespace().any(|code| code == country)
}

/// What the reader calls it; the code itself for one nobody knows.
pub fn name(country: &str, w: &Words) -> String {
    match parse(country) {
        Some(code) => w.t(&format!("countries-{}", code.to_ascii_lowercase())),
        None => country.to_owned(),
    }
}

/// Every country as (code, name): Indonesia first, the others by name.
pub fn options(w: &Words) -> Vec<(String, String)> {
    let mut named: Vec<(String, String)> = all().map(|code| (code.to_owned(), name(code, w))).collect();
    if let Some((_, others)) = named.split_first_mut() {
        others.sort_by(|one, other| one.1.cmp(&other.1));
    }
    named
}

/// What a buyer there is told before asking: (always) that duty and tax are hers, and what her country has of its own.
pub fn warnings(country: &str) -> Vec<&'static str> {
    let own = match country {
        "ID" => return Vec::new(),
        "US" => Some("orders-customs-warn-us"),
        code if in_union(code) => Some("orders-customs-warn-eu"),
        _ => None,
    };
    std::iter::once("orders-customs-warn-duty").chain(own).collect()
}
