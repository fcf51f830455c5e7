//! The list for search engines: one `<url>` a page and language, each naming all its languages
//! (sitemaps.org 0.9, Google's hreflang extension). Above 50,000 addresses it becomes an index.

use std::fmt::Write as _;

use app::error::AppError;
use app::page::languages;

use super::sql;
use crate::house::House;

/// Pages in one list; with every language twice as many addresses, below the 50,000 that are allowed.
pub const PAGES: i64 = 20_000;

/// A page that exists in every language: the address behind the language, and its last change (UTC ms).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub tail: String,
    pub changed: i64,
}

/// The whole list where it fits, else the index of lists.
pub async fn first(house: &House) -> Result<String, AppError> {
    let count = sql::sitemap_count(house.store.read()).await?;
    let lists = (count + PAGES - 1) / PAGES;
    if lists <= 1 {
        return page(house, 1).await;
    }
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        .to_owned();
    for list in 1..=lists {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "<sitemap><loc>{}/sitemap/{list}</loc></sitemap>", house.config.origin());
    }
    text.push_str("</sitemapindex>\n");
    Ok(text)
}

/// One list, from 1.
pub async fn page(house: &House, page: i64) -> Result<String, AppError> {
    if !(1..=1_000_000).contains(&page) {
        return Err(AppError::NotFound);
    }
    let mut entries = sql::sitemap(house.store.read(), PAGES, (page - 1) * PAGES).await?;
    if page == 1 {
        let home = |tail: &str| Entry { tail: tail.to_owned(), changed: 0 };
        entries.splice(0..0, [home("/"), home("/privacy"), home("/help")]);
    } else if entries.is_empty() {
        return Err(AppError::NotFound);
    }
    Ok(urls(house.config.origin(), &entries))
}

fn urls(origin: &str, entries: &[Entry]) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
        .to_owned();
    for entry in entries {
        let mut others = String::new();
        for (lang, path) in languages(&entry.tail) {
            // Writing to a String cannot fail.
            let _ =
                write!(others, "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{origin}{path}\"/>", lang.code());
        }
        let changed = day(entry.changed);
        for (_, path) in languages(&entry.tail) {
            let _ = writeln!(text, "<url><loc>{origin}{path}</loc>{changed}{others}</url>");
        }
    }
    text.push_str("</urlset>\n");
    text
}

/// `<lastmod>` as a day; nothing for a page whose changes are not noted.
fn day(ms: i64) -> String {
    if ms == 0 {
        return String::new();
    }
    format!("<lastmod>{}</lastmod>", app::time::day_of(ms, app::time::Zone::Wita))
}

#[cfg(test)]
mod tests {
    use app::words::Lang;

    use super::*;

    #[test]
    fn every_language_is_listed_and_names_all_of_them() {
        let text = urls("https://homoru.example", &[Entry { tail: "/p/7K3Q9XH".into(), changed: 1_795_485_600_000 }]);
        assert_eq!(text.matches("<url>").count(), 2);
        assert_eq!(text.matches("hreflang=\"id\"").count(), 2);
        assert!(text.contains("<loc>https://homoru.example/en/p/7K3Q9XH</loc><lastmod>2026-11-24</lastmod>"));
    }

    #[test]
    fn a_list_stays_below_what_is_allowed() {
        assert!((PAGES + 3) * i64::try_from(Lang::ALL.len()).unwrap() <= 50_000);
    }
}
