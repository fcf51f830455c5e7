//! The layout under a QRIS: tag, length, value, one after another (EMVCo Merchant-Presented Mode 3.1).
//! Lengths count Unicode characters, not bytes. What the tags mean is not known here.

use std::fmt::Write;

/// One data object. Tags run from 0 to 99.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub tag: u8,
    pub value: String,
}

/// Where the layout breaks: the tag of the object that cannot be read, if it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken {
    pub tag: Option<u8>,
}

/// Splits a text, or the value of a template, into its data objects in their order.
pub(super) fn read(text: &str) -> Result<Vec<Field>, Broken> {
    let mut fields = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (field, after) = first(rest)?;
        fields.push(field);
        rest = after;
    }
    Ok(fields)
}

fn first(text: &str) -> Result<(Field, &str), Broken> {
    let tag = text.get(..2).and_then(two_digits).ok_or(Broken { tag: None })?;
    let broken = Broken { tag: Some(tag) };
    let length = text.get(2..4).and_then(two_digits).ok_or(broken)?;
    let body = text.get(4..).ok_or(broken)?;
    let value: String = body.chars().take(usize::from(length)).collect();
    if value.chars().count() < usize::from(length) {
        return Err(broken);
    }
    let after = body.get(value.len()..).ok_or(broken)?;
    Ok((Field { tag, value }, after))
}

fn two_digits(text: &str) -> Option<u8> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// Puts data objects together; `None` if a value is longer than the two digits of a length can say.
pub(super) fn write(fields: &[Field]) -> Option<String> {
    let mut text = String::new();
    for Field { tag, value } in fields {
        let length = value.chars().count();
        if length > 99 {
            return None;
        }
        write!(text, "{tag:02}{length:02}{value}").ok()?;
    }
    Some(text)
}

/// The value of a tag; the first one, if a broken writer repeated it.
pub(super) fn find(fields: &[Field], tag: u8) -> Option<&str> {
    fields.iter().find(|field| field.tag == tag).map(|field| field.value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_count_characters() {
        let fields = read("6008最佳运输北京é😀0102ab").unwrap();
        assert_eq!(find(&fields, 60), Some("最佳运输北京é😀"));
        assert_eq!(find(&fields, 1), Some("ab"));
        assert_eq!(write(&fields).unwrap(), "6008最佳运输北京é😀0102ab");
    }

    #[test]
    fn digits_inside_a_value_are_no_tags() {
        let fields = read("59176304010211 5802ID5802ID").unwrap();
        assert_eq!(find(&fields, 59), Some("6304010211 5802ID"));
        assert_eq!(find(&fields, 58), Some("ID"));
        assert_eq!(find(&fields, 63), None);
    }

    #[test]
    fn the_broken_object_is_named() {
        for (text, tag) in [
            ("0", None),
            ("ab02xy", None),
            ("é", None),
            ("00", Some(0)),
            ("000", Some(0)),
            ("00x2ab", Some(0)),
            ("0002a", Some(0)),
            ("0002015", None),
            ("0002015303", Some(53)),
            ("00+1a", Some(0)),
        ] {
            assert_eq!(read(text), Err(Broken { tag }), "{text}");
        }
    }

    #[test]
    fn empty_values_are_kept() {
        let fields = read("62005802ID").unwrap();
        assert_eq!(find(&fields, 62), Some(""));
        assert_eq!(write(&fields).unwrap(), "62005802ID");
    }

    #[test]
    fn a_value_over_99_characters_cannot_be_written() {
        let field = |length| [Field { tag: 62, value: "é".repeat(length) }];
        assert!(write(&field(99)).is_some());
        assert!(write(&field(100)).is_none());
    }
}
