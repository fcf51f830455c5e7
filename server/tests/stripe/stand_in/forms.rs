//! Reading `application/x-www-form-urlencoded` with names such as `line_items[0][price_data][unit_amount]`.

use std::collections::BTreeMap;

/// Names and values, sorted: a map's order means nothing, and idempotency compares the values.
pub fn read(body: &[u8]) -> BTreeMap<String, String> {
    form_urlencoded::parse(body).into_owned().collect()
}

/// The entries of `metadata[...]`.
pub fn metadata(form: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let name = |key: &str| key.strip_prefix("metadata[").and_then(|rest| rest.strip_suffix(']')).map(str::to_owned);
    form.iter().filter_map(|(key, value)| Some((name(key)?, value.clone()))).collect()
}
