//! Orders over HTTP: the whole way in both languages without script, races, the clock of claims, who may
//! see what.

mod again;
mod basket;
mod cart;
mod clock;
pub mod enquiries;
mod flawed;
mod goes_back;
mod journey;
mod leaving;
mod limits;
mod links;
pub mod mail;
pub mod market;
mod meanwhile;
mod not_back;
mod points;
mod proofs;
mod races;
pub mod refunds;
mod sending;
mod sizes;
pub mod stage;
mod stall;
mod studio;
mod times;
mod too_late;
mod trail;
mod transfer;
mod twice;
mod words;
