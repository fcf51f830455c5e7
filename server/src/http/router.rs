//! The router of the table, with what stands before every door.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use super::caller::guard;
pub use super::table::{Route, routes};
use super::{csrf, headers, trace};
use crate::house::House;

/// The router of the table, with what stands before every door.
pub fn router(house: House) -> Router {
    let mut router: Router<House> = Router::new();
    for route in routes() {
        let guarded = route
            .handler
            .layer(DefaultBodyLimit::max(route.limit))
            .layer(middleware::from_fn_with_state((house.clone(), route.access), guard));
        router = router.route(route.path, guarded);
    }
    router
        .fallback(super::errors::lost)
        .method_not_allowed_fallback(super::errors::not_read)
        .layer(middleware::from_fn_with_state(house.clone(), csrf::layer))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(super::errors::panicked))
        .layer(middleware::from_fn_with_state(house.clone(), headers::layer))
        .layer(middleware::from_fn(trace::layer))
        .with_state(house)
}
