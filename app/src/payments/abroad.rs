//! From which countries wallets and bank apps can pay a QRIS code in Indonesia, as Bank Indonesia publishes
//! it on its page about cross-border QRIS. It changes: keep the date true.

/// Countries (ISO 3166) whose wallets can pay here.
pub const COUNTRIES: [&str; 3] = ["MY", "SG", "TH"];

/// The month whose state of knowledge the list is; tourists read it beside the countries.
pub const CHECKED: (i64, i64) = (11, 2026);

/// The key of a country's name.
pub const fn key(country: &str) -> &'static str {
    match country.as_bytes() {
        b"MY" => "payments-country-my",
        b"SG" => "payments-country-sg",
        _ => "payments-country-th",
    }
}
