//! The room's types and its port: what a page may ask of the server.

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Monitoring: Send + Sync {}
