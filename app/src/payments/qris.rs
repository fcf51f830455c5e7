//! QRIS, Indonesia's payment code: reading a shop's code and turning it into one with an amount
//! (EMVCo Merchant-Presented Mode with Bank Indonesia's tags). Nothing is ever repaired, and nothing is
//! looked for by substring: a merchant's name may contain any digits. No pictures here.

mod amount;
mod crc;
mod error;
mod tlv;

use crc::crc16;
use tlv::{Field, find};

pub use amount::{HIGHEST_AMOUNT, Labels};
pub use error::QrisError;

/// What tag 51 says of itself: the national merchant repository.
const NATIONAL: &str = "ID.CO.QRIS.WWW";
/// ISO 4217 number of the rupiah.
const RUPIAH: &str = "360";

const FORMAT: u8 = 0;
const INITIATION: u8 = 1;
const MERCHANT_ACCOUNT: u8 = 51;
const CATEGORY: u8 = 52;
const CURRENCY: u8 = 53;
const AMOUNT: u8 = 54;
const PERCENT_FEE: u8 = 57;
const COUNTRY: u8 = 58;
const NAME: u8 = 59;
const CITY: u8 = 60;
const POSTAL_CODE: u8 = 61;
const ADDITIONAL: u8 = 62;
const CRC: u8 = 63;

/// A valid QRIS: complete, its checksum right, in rupiah, in Indonesia, of the national scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qris {
    /// All data objects in their order, the checksum left out.
    fields: Vec<Field>,
    /// The national repository's data objects (tag 51).
    national: Vec<Field>,
    text: String,
}

impl Qris {
    /// Reads a pasted or scanned code, spaces around it aside. A checksum in lower case is accepted.
    ///
    /// # Errors
    /// [`QrisError`]: layout first, then the checksum, then what the tags say.
    pub fn parse(text: &str) -> Result<Self, QrisError> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'));
        let fields = checked_fields(text)?;
        check_uniqueness(&fields)?;
        check_header(&fields)?;
        let national = national_account(&fields)?;
        check_merchant(&fields)?;
        let text = sealed(&fields).ok_or(QrisError::Broken { tag: None })?;
        Ok(Self { fields, national, text })
    }

    /// Reads a code that is to become a shop's own, which must be usable again and again.
    ///
    /// # Errors
    /// As [`Qris::parse`], and [`QrisError::OneTime`] for a code made for one payment.
    pub fn parse_shop_code(text: &str) -> Result<Self, QrisError> {
        let qris = Self::parse(text)?;
        if qris.is_one_time() && qris.amount().is_some() {
            return Err(QrisError::OneTime);
        }
        Ok(qris)
    }

    /// The whole code as scanned, with the checksum in upper case.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the code says that it is for one transaction (tag 01).
    pub fn is_one_time(&self) -> bool {
        find(&self.fields, INITIATION) == Some("12")
    }

    /// The amount as the code spells it, in rupiah: `450000` or `100003.00`.
    pub fn amount(&self) -> Option<&str> {
        find(&self.fields, AMOUNT)
    }

    /// The merchant's name. It is mostly cut to 25 characters, but longer ones occur.
    pub fn merchant_name(&self) -> &str {
        find(&self.fields, NAME).unwrap_or_default()
    }

    /// The merchant's city, as the payment service wrote it.
    pub fn city(&self) -> &str {
        find(&self.fields, CITY).unwrap_or_default()
    }

    /// The national merchant id, such as `ID1026000000012`.
    pub fn nmid(&self) -> Option<&str> {
        find(&self.national, 2)
    }

    /// Whether the national merchant id has its form and its last digit is the Luhn check of the twelve
    /// before. Observed on real ids, not published: a `false` is a reason to warn, not to refuse.
    pub fn nmid_checks_out(&self) -> bool {
        let digits = self.nmid().and_then(|nmid| nmid.strip_prefix("ID")).unwrap_or_default();
        digits.len() == 13 && digits.bytes().all(|byte| byte.is_ascii_digit()) && luhn(digits)
    }
}

/// Data objects with the checksum and its object taken off, if it is right.
fn checked_fields(text: &str) -> Result<Vec<Field>, QrisError> {
    if !text.starts_with("00") {
        return Err(QrisError::NotQris);
    }
    let mut fields = tlv::read(text).map_err(|broken| QrisError::Broken { tag: broken.tag })?;
    let crc = fields.pop().filter(|last| last.tag == CRC).ok_or(QrisError::Missing { tag: CRC })?;
    if crc.value.len() != 4 || !crc.value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(QrisError::WrongCrc);
    }
    let covered = text.strip_suffix(crc.value.as_str()).unwrap_or_default();
    if u16::from_str_radix(&crc.value, 16) != Ok(crc16(covered.as_bytes())) {
        return Err(QrisError::WrongCrc);
    }
    Ok(fields)
}

/// Two values for one tag would let two readers see two different codes.
fn check_uniqueness(fields: &[Field]) -> Result<(), QrisError> {
    let repeated = fields
        .iter()
        .enumerate()
        .find(|(place, field)| field.tag == CRC || find(&fields[..*place], field.tag).is_some());
    repeated.map_or(Ok(()), |(_, field)| Err(QrisError::Field { tag: field.tag }))
}

fn check_header(fields: &[Field]) -> Result<(), QrisError> {
    if fields.first().map(|field| (field.tag, field.value.as_str())) != Some((FORMAT, "01")) {
        return Err(QrisError::NotQris);
    }
    if !matches!(find(fields, INITIATION), None | Some("11" | "12")) {
        return Err(QrisError::Field { tag: INITIATION });
    }
    if required(fields, CURRENCY)? != RUPIAH {
        return Err(QrisError::Currency);
    }
    if required(fields, COUNTRY)? != "ID" {
        return Err(QrisError::Country);
    }
    Ok(())
}

fn national_account(fields: &[Field]) -> Result<Vec<Field>, QrisError> {
    let account = find(fields, MERCHANT_ACCOUNT).ok_or(QrisError::Scheme)?;
    let account = tlv::read(account).map_err(|_| QrisError::Broken { tag: Some(MERCHANT_ACCOUNT) })?;
    if find(&account, 0) != Some(NATIONAL) {
        return Err(QrisError::Scheme);
    }
    Ok(account)
}

fn check_merchant(fields: &[Field]) -> Result<(), QrisError> {
    let category = required(fields, CATEGORY)?;
    if category.len() != 4 || !category.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(QrisError::Field { tag: CATEGORY });
    }
    for tag in [NAME, CITY, POSTAL_CODE] {
        if required(fields, tag)?.trim().is_empty() {
            return Err(QrisError::Field { tag });
        }
    }
    if find(fields, AMOUNT).is_some_and(|amount| !amount::well_formed(amount)) {
        return Err(QrisError::Field { tag: AMOUNT });
    }
    Ok(())
}

fn required(fields: &[Field], tag: u8) -> Result<&str, QrisError> {
    find(fields, tag).ok_or(QrisError::Missing { tag })
}

/// The text of data objects with the checksum appended, which covers its own tag and length.
fn sealed(fields: &[Field]) -> Option<String> {
    let mut text = tlv::write(fields)?;
    text.push_str("6304");
    let crc = crc16(text.as_bytes());
    Some(format!("{text}{crc:04X}"))
}

/// ISO/IEC 7812 check of a string of digits, the check digit last.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| u32::from(byte - b'0') * if place % 2 == 1 { 2 } else { 1 })
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) mod vectors;
