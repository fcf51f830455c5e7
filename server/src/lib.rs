//! Everything that touches the outside: database, files, clock, network. Rooms as in `app`.

// A view is one nested type; release builds lay out the largest of them whole.
#![recursion_limit = "256"]

pub mod accounts;
pub mod audit;
pub mod catalogue;
pub mod check;
pub mod clock;
pub mod codes;
pub mod config;
pub mod house;
pub mod http;
pub mod jobs;
pub mod keys;
pub mod locale;
pub mod media;
pub mod monitoring;
pub mod notifications;
pub mod orders;
pub mod payments;
pub mod regions;
pub mod seed;
pub mod startup;
pub mod store;
