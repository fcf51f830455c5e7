//! The pages of messages: her news, and the office's list of what could not be sent.

mod news;
mod office;

pub use news::{READ_FORM, news};
pub use office::{again_form, leave_form, stuck};
