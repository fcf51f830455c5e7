//! Addresses of money: payouts, fees, a shop's year.

use super::{STUDIO_MONEY, admin_regency, office};

/// What is owed to whom, and the batches.
pub fn office_payouts(slug: &str) -> String {
    format!("{}/payouts", office(slug))
}
/// One batch of payouts.
pub fn office_payout(slug: &str, id: &str) -> String {
    format!("{}/{id}", office_payouts(slug))
}
/// What selling costs in a regency.
pub fn admin_fees(id: &str) -> String {
    format!("{}/fees", admin_regency(id))
}
/// What can be said of one of her payouts: `received`, `missing`.
pub fn studio_payout(what: &str) -> String {
    format!("{STUDIO_MONEY}/{what}")
}
/// One of her years.
pub fn studio_year(year: i16) -> String {
    format!("{STUDIO_MONEY}/year/{year}")
}
