//! Homoru's pages, rules and types. Compiled twice: into the server, and into the browser's wasm.
//! Knows no database, no clock, no network and no randomness: those come in through `backend`.

// A view is one nested type; release builds lay out the largest of them whole.
#![recursion_limit = "256"]

pub mod accounts;
pub mod backend;
pub mod catalogue;
pub mod codes;
pub mod csv;
pub mod error;
pub mod form;
pub mod ids;
pub mod money;
pub mod monitoring;
pub mod notifications;
pub mod orders;
pub mod page;
pub mod payments;
pub mod regions;
pub mod routes;
pub mod seed;
pub mod shell;
pub mod time;
pub mod ui;
pub mod words;

/// Wakes the islands of a page that carries them. The only gate of the crate.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
