//! Paying by card over HTTP against the stand-in for Stripe: the way there and back, events in every order, ends and
//! late money, forgeries, what office and administrator see.

mod basket;
mod bounced;
mod costs;
mod deposits;
mod desk;
mod disputes;
mod early;
mod ending;
mod events;
mod follow;
mod forged;
mod forgeries;
mod goes_back;
mod others;
mod outside;
mod pages;
mod paying;
mod purse;
mod refunds;
pub mod stage;
mod surplus;
mod trail;
mod waits;
mod words;
