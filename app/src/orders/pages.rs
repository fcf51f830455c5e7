//! The pages of orders: the buyer's checkout and order, the artisan's home, list and order.

mod acts;
pub mod ask;
mod bits;
mod card;
pub mod checkout;
mod code;
pub mod gone;
pub mod home;
pub mod list;
pub mod order;
mod receipt;
pub mod studio;
pub mod tell;
mod ticket;
mod told;

pub use ask::ask;
pub use bits::form_name;
pub use checkout::checkout;
pub use code::full_code;
pub use gone::{gone, several};
pub use home::home;
pub use list::list;
pub use order::order;
pub use studio::studio;
pub use tell::tell;
