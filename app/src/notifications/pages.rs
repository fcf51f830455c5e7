//! The pages of messages: her news, where she wants letters, and the office's list of what could not be sent.

mod letter_box;
mod news;
mod office;

pub use letter_box::{letter_box, letter_form};
pub use news::{READ_FORM, news};
pub use office::{again_form, leave_form, stuck};
