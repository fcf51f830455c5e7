//! What is told: to the right side, once, in its own words and language; and what becomes of it where no mail server
//! takes it.

mod letter_box;
mod letters;
mod news;
mod outbox;
mod payouts;
pub mod stage;
mod together;
mod trouble;
