//! Links of the pages about money that office and administration look after.

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
