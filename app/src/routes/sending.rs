//! Addresses of sending and fetching: the regency's table, its pickup points, what is printed for a parcel.

use super::{admin_regency, office};

/// What has to be handed over or sent, to be printed.
pub const STUDIO_PACKING: &str = "/studio/orders/packing";
/// What sending costs from a regency.
pub fn office_sending(slug: &str) -> String {
    format!("{}/sending", office(slug))
}
/// One service of it, or `new`, `import`, `rate`, `table.csv`.
pub fn office_service(slug: &str, id: &str) -> String {
    format!("{}/{id}", office_sending(slug))
}
/// The region's pickup points.
pub fn office_points(slug: &str) -> String {
    format!("{}/pickup-points", office(slug))
}
/// One of them, or `new`.
pub fn office_point(slug: &str, id: &str) -> String {
    format!("{}/{id}", office_points(slug))
}
/// The same table for the administrator.
pub fn admin_sending(id: &str) -> String {
    format!("{}/sending", admin_regency(id))
}
