//! Shared components without domain words: fields, notices, pictures, pagers, drawings.

pub mod drawings;
pub mod errors;
pub mod field;
pub mod icons;
pub mod narrow;
pub mod notice;
pub mod pager;
pub mod photo;
pub mod sure;
pub mod written;
