//! The pages of orders: the buyer's checkout and order, the artisan's home, list and order.

mod acts;
mod back;
pub mod ask;
mod bits;
mod card;
pub mod cart;
pub mod checkout;
mod code;
pub mod gone;
pub mod home;
pub mod list;
pub mod order;
mod part;
mod receipt;
pub mod refund;
mod sold;
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
pub use gone::{gone, several};
pub use home::home;
pub use list::list;
pub use back::form as refund_form;
pub use order::order;
pub use refund::{refund, sure as refund_sure};
pub use sold::sold;
pub use studio::studio;
pub use tell::tell;
pub use trail::looked_up;
