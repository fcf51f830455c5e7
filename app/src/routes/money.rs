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
/// What was mended by hand in a regency's books.
pub fn admin_corrections(id: &str) -> String {
    format!("{}/corrections", admin_regency(id))
}
/// What can be said of one of her payouts: `received`, `missing`.
pub fn studio_payout(what: &str) -> String {
    format!("{STUDIO_MONEY}/{what}")
}
/// One of her years.
pub fn studio_year(year: i16) -> String {
    format!("{STUDIO_MONEY}/year/{year}")
}
/// Money the officer has to look at.
pub fn office_alarms(slug: &str) -> String {
    format!("/office/{slug}/alarms")
}

/// Where one of them is settled.
pub fn office_alarm(slug: &str, id: &str) -> String {
    format!("/office/{slug}/alarms/{id}")
}

/// Where a regency's ways of paying are chosen.
pub fn admin_regency_money(id: &str) -> String {
    format!("/admin/regencies/{id}/money")
}
