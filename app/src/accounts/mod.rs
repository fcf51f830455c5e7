//! The room's types and its port: what a page may ask of the server.

pub mod phone;

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Accounts: Send + Sync {}
