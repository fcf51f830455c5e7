//! Telephone numbers: read as people write them, kept in E.164, shown grouped. Indonesian mobile numbers
//! follow the national plan (8, then 8 to 11 digits); other countries' are only held against E.164.

use crate::money::typed::plain;
use std::fmt;

/// A number in E.164: `+6281234567890`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads an Indonesian mobile number, with 0, 62, +62 or nothing in front.
    ///
    /// # Errors
    /// A message key: `accounts-phone-empty`, `-letters`, `-short`, `-long`, `-foreign`, or `-mobile` for a
    /// number that is not a mobile one.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        match Dialled::read(typed)? {
            Dialled::National(digits) => mobile(&digits),
            Dialled::Foreign(_) => Err("accounts-phone-foreign"),
        }
    }

    /// Reads any number that can be called: Indonesian mobile and fixed ones, and other countries' with
    /// `+` in front. For guests.
    ///
    /// # Errors
    /// As [`Phone::parse`], with `accounts-phone-country` for a `+0` instead of `-foreign`.
    pub fn parse_any(typed: &str) -> Result<Self, &'static str> {
        match Dialled::read(typed)? {
            Dialled::National(digits) if digits.starts_with('8') => mobile(&digits),
            Dialled::National(digits) => fixed(&digits),
            Dialled::Foreign(digits) => foreign(&digits),
        }
    }

    /// E.164, as stored: `+6281234567890`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits a `wa.me` link wants: E.164 without `+`.
    pub fn wa_me_digits(&self) -> &str {
        self.0.trim_start_matches('+')
    }

    /// For people: `+62 812-3456-7890`, `+49 1701 234 567`.
    pub fn display(&self) -> String {
        let (country, rest) = self.parts();
        let groups: &[usize] = match (country, rest.len()) {
            ("62", 9) => &[3, 3, 3],
            ("62", _) if rest.starts_with('8') => &[3, 4],
            _ => &[],
        };
        let separator = if groups.is_empty() { " " } else { "-" };
        format!("+{country} {}", grouped(rest, groups).join(separator))
    }

    /// For pages that must not give the number away: `+62 812-****-890`.
    pub fn masked(&self) -> String {
        let (country, rest) = self.parts();
        let last = rest.get(rest.len().saturating_sub(3)..).unwrap_or_default();
        match rest.get(..3) {
            Some(operator) if country == "62" && operator.starts_with('8') => {
                format!("+62 {operator}-****-{last}")
            }
            _ => format!("+{country} ****-{last}"),
        }
    }

    /// The country's digits and the rest.
    fn parts(&self) -> (&str, &str) {
        let digits = self.wa_me_digits();
        digits.split_at(country_length(digits).min(digits.len()))
    }
}

/// What was dialled, digits only.
enum Dialled {
    /// Without 62 and without the trunk 0.
    National(String),
    /// With the country's digits.
    Foreign(String),
}

impl Dialled {
    fn read(typed: &str) -> Result<Self, &'static str> {
        let text: String = typed.chars().filter_map(plain).collect();
        let text = text.trim();
        let (international, rest) = text.strip_prefix('+').map_or((false, text), |rest| (true, rest));
        // Some write the trunk zero of the national form as well: +49 (0)170.
        let rest = if international { rest.replacen("(0)", "", 1) } else { rest.to_owned() };
        let digits: String = rest.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '/' | '(' | ')')).collect();
        if digits.is_empty() {
            return Err("accounts-phone-empty");
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err("accounts-phone-letters");
        }
        let national = match digits.strip_prefix("62") {
            Some(national) => national,
            None if international => return Ok(Self::Foreign(digits)),
            None => digits.strip_prefix("0062").unwrap_or(&digits),
        };
        Ok(Self::National(national.strip_prefix('0').unwrap_or(national).to_owned()))
    }
}

/// `8[1-35-9]` and 7 to 10 digits more (the national plan, as libphonenumber 9 knows it).
fn mobile(national: &str) -> Result<Phone, &'static str> {
    if national.len() > 1 && !matches!(national.as_bytes(), [b'8', b'1'..=b'3' | b'5'..=b'9', ..]) {
        return Err("accounts-phone-mobile");
    }
    indonesian(national, 9, 12)
}

/// An area code from 2 to 7 or 9 and the subscriber's digits.
fn fixed(national: &str) -> Result<Phone, &'static str> {
    if national.starts_with(['0', '1', '8']) {
        return Err("accounts-phone-mobile");
    }
    indonesian(national, 7, 11)
}

fn indonesian(national: &str, shortest: usize, longest: usize) -> Result<Phone, &'static str> {
    match national.len() {
        length if length < shortest => Err("accounts-phone-short"),
        length if length > longest => Err("accounts-phone-long"),
        _ => Ok(Phone(format!("+62{national}"))),
    }
}

/// 8 to 15 digits, the first not 0 (ITU-T E.164).
fn foreign(digits: &str) -> Result<Phone, &'static str> {
    match digits.len() {
        _ if digits.starts_with('0') => Err("accounts-phone-country"),
        ..8 => Err("accounts-phone-short"),
        16.. => Err("accounts-phone-long"),
        _ => Ok(Phone(format!("+{digits}"))),
    }
}

/// How many digits the country takes (ITU-T E.164, list of assigned codes).
fn country_length(digits: &str) -> usize {
    match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    }
}

/// Digits in the given groups, the rest as the last one; without groups in threes from the end, the first
/// with up to four.
fn grouped<'a>(digits: &'a str, groups: &[usize]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut rest = digits;
    let lengths = if groups.is_empty() { in_threes(digits.len()) } else { groups.to_vec() };
    for length in lengths {
        let (part, after) = rest.split_at(length.min(rest.len()));
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

fn in_threes(length: usize) -> Vec<usize> {
    let first = if length % 3 == 1 && length > 3 { 4 } else { length % 3 };
    std::iter::once(first).chain(std::iter::repeat_n(3, (length - first.min(length)) / 3)).collect()
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.display())
    }
}

#[cfg(test)]
mod tests;
