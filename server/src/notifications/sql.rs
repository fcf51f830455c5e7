//! Statements of messages. What they are about is read beside them: codes, shops, names of pieces.

pub mod letter_box;
mod lists;
mod put;
mod send;

pub(crate) use lists::{is_new, read_by};
pub use lists::{news, news_counts, stuck, stuck_count};
pub use put::{is_shared, joins, letter_boxes, to_account, to_buyer, to_news};
pub use send::{
    Row, address, again, begin, dead, exists, failed, leave, letters_of, message, prune, read, sent, skip_waiting,
    skipped,
};
