//! Sending and fetching: the regency's table and its pickup points, and what is printed for a parcel.

use axum::http::Method;
use axum::routing::{MethodFilter, on};

use super::{Access, FORM, Route};
use crate::orders::points::http as points;
use crate::orders::shipping::{http as sending, papers};

pub fn routes() -> Vec<Route> {
    vec![
        get!("/office/{slug}/sending", Officer, sending::table),
        post!("/office/{slug}/sending", Officer, sending::add),
        get!("/office/{slug}/sending/new", Officer, sending::new),
        get!("/office/{slug}/sending/table.csv", Officer, sending::export),
        get!("/office/{slug}/sending/import", Officer, sending::import),
        post!("/office/{slug}/sending/import", Officer, sending::replace),
        post!("/office/{slug}/sending/rate", Officer, sending::rate),
        get!("/office/{slug}/sending/{id}", Officer, sending::service),
        post!("/office/{slug}/sending/{id}", Officer, sending::change),
        post!("/office/{slug}/sending/{id}/remove", Officer, sending::remove),
        get!("/office/{slug}/pickup-points", Officer, points::list),
        post!("/office/{slug}/pickup-points", Officer, points::add),
        get!("/office/{slug}/pickup-points/new", Officer, points::new),
        get!("/office/{slug}/pickup-points/{id}", Officer, points::point),
        post!("/office/{slug}/pickup-points/{id}", Officer, points::change),
        get!("/studio/orders/packing", Artisan, papers::packing),
        get!("/studio/orders/{code}/cn22", Artisan, papers::cn22),
        get!("/studio/orders/{code}/label", Artisan, papers::label),
        get!("/studio/shop/points", Artisan, points::of_shop),
        post!("/studio/shop/points", Artisan, points::choose),
        get!("/admin/regencies/{id}/sending", Administrator, sending::any),
        post!("/admin/regencies/{id}/sending", Administrator, sending::replace_any),
    ]
}
