//! Addresses of messages: her news, and what the office could not send.

use super::office;

/// Her news.
pub const STUDIO_NEWS: &str = "/studio/news";
/// Where she says that all is read.
pub const STUDIO_NEWS_READ: &str = "/studio/news/read";
/// A page of her news.
pub fn studio_news(page: i64) -> String {
    format!("{STUDIO_NEWS}?page={page}")
}
/// Where an address for messages is given; `code` proves it, `again` sends the code again, `stop` takes it away.
pub const ACCOUNT_LETTERS: &str = "/account/letters";
/// What can be done with it: `code`, `again`, `stop`.
pub fn account_letters(what: &str) -> String {
    format!("{ACCOUNT_LETTERS}/{what}")
}
/// Messages that could not be sent.
pub fn office_messages(slug: &str) -> String {
    format!("{}/messages", office(slug))
}
/// What can be done with one of them: `again`, `leave`.
pub fn office_message(slug: &str, id: &str, what: &str) -> String {
    format!("{}/{id}/{what}", office_messages(slug))
}
