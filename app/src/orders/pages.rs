//! The pages of orders: the buyer's checkout and order, the artisan's home, list and order.

pub mod abroad;
mod acts;
pub mod ask;
mod bits;
mod card;
pub mod cart;
pub mod checkout;
mod code;
pub mod enquiry;
pub mod gone;
pub mod home;
pub mod list;
pub mod order;
mod part;
mod receipt;
mod sold;
mod steps;
pub mod studio;
pub mod tell;
mod ticket;
mod told;
mod trail;

pub use ask::ask;
pub use bits::{card_form, form_name, shop_names};
pub use cart::cart;
pub use checkout::{basket, checkout};
pub use code::full_code;
pub use enquiry::{answer::answer, send::send};
pub use gone::{gone, several};
pub use home::home;
pub use list::list;
pub use order::order;
pub use sold::sold;
pub use studio::studio;
pub use tell::tell;
pub use trail::looked_up;
