//! Every room over HTTP, on both databases: one binary, the real router, a database of its own
//! for each test, and a clock that stands still until it is moved.

mod accounts;
mod codes;
mod visit;
mod house;
mod payments_settings;
mod print;
mod monitoring;
mod orders;
mod pieces;
mod import;
mod regions;
mod seed;
mod shops;
mod support;
mod tags;
