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
/// Messages that could not be sent.
pub fn office_messages(slug: &str) -> String {
    format!("{}/messages", office(slug))
}
/// What can be done with one of them: `again`, `leave`.
pub fn office_message(slug: &str, id: &str, what: &str) -> String {
    format!("{}/{id}/{what}", office_messages(slug))
}
