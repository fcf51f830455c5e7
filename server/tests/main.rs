//! Every room over HTTP, on both databases: one binary, the real router, a database of its own
//! for each test, and a clock that stands still until it is moved.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]
#![expect(clippy::allow_attributes, reason = "`on_both!` cannot know whether a test names what stands around it")]

mod accountant;
mod accounts;
mod cards;
mod catalogue;
mod check;
mod codes;
mod commands;
mod house;
mod http;
mod https;
mod jobs;
mod logs;
mod monitoring;
mod notifications;
mod orders;
mod payments;
mod policy;
mod regions;
mod seed;
#[path = "stripe/stand_in/mod.rs"]
mod stand_in;
mod store;
mod support;
mod visit;
