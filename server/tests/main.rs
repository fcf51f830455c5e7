//! Every room over HTTP, on both databases: one binary, the real router, a database of its own
//! for each test, and a clock that stands still until it is moved.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]
#![expect(clippy::allow_attributes, reason = "`on_both!` cannot know whether a test names what stands around it")]

mod accounts;
mod check;
mod codes;
mod commands;
mod house;
mod http;
mod https;
mod import;
mod jobs;
mod logs;
mod monitoring;
mod orders;
mod payments_settings;
mod pieces;
mod policy;
mod print;
mod regencies;
mod regions;
mod seed;
mod shops;
mod store;
mod support;
mod tags;
mod visit;
