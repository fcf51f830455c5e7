//! Statements of orders: reading here, placing, moving and sweeping in the files below.

mod card;
mod cart;
pub mod enquiry;
mod list;
pub mod packing;
mod place;
mod refund;
pub mod sharing;
mod sheet;
mod shift;
mod sweep;

pub use card::{keep, keep_no_longer, payable};
pub use cart::{cart, forget_carts, put_in, set_quantity, take_out};
pub use list::{counts, holding, list, open_order, waiting};
pub use place::{
    NewLine, NewOrder, NewPart, forget_turns, insert_line, insert_order, insert_part, take_turn, unpaid, unpaid_of,
};
pub use refund::{give_back_for, is_with_another, part_of, wholly_back};
pub use sheet::{Found, by_code, by_id, by_part, of_regency, shops_of};
pub use shift::{Shift, end_order, lock, pieces_of, set, take, take_all, take_order, touch, touch_all};
pub use sweep::{Overdue, contact_of, forget, forgettable, overdue, overdue_of, overdue_quantities, written_late};
