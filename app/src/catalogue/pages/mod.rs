//! The room's pages: the artisan's own pieces.

pub mod studio;
