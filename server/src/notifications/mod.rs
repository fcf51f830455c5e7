//! Senders of messages to people, one file each. What is said is the rooms' own.

pub mod email;
