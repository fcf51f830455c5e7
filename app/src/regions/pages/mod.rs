//! Public pages of places: the first page of the house, a regency, a village, and who is responsible.

mod duties;
mod home;
mod place;

pub use duties::{Duty, choice, duty};
pub use home::home;
pub use place::{Asked, regency, village};
