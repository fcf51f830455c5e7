//! Which language an answer is in: the URL's, else the account's, else the one chosen in this browser, else the
//! browser's, else English.

use app::error::AppError;
use app::words::{Lang, PLANNED};
use axum::extract::Path;
use axum::http::{HeaderMap, header};

use super::answer::see_other;
use super::asked::Asked;
use super::{Answer, Here, cookies};

/// How long a browser keeps the language that was chosen in it, in seconds: a year.
const KEPT: i64 = 365 * 24 * 3600;

/// What the first part of a path says.
pub enum Named {
    /// An offered language.
    Offered(Lang),
    /// A language that will come: answer with the English page.
    Planned,
    /// No language.
    None,
}

/// Reads the first part of a path.
pub fn named(segment: &str) -> Named {
    if let Some(lang) = Lang::parse(segment) {
        Named::Offered(lang)
    } else if PLANNED.contains(&segment) {
        Named::Planned
    } else {
        Named::None
    }
}

/// `GET /language/{lang}?to=`: that page in the language, which every page without one in its address and every
/// printed code speak from now on. A link, because it must work without script on pages that proxies keep.
pub async fn choose(here: Here, Path(lang): Path<String>, Asked(asked): Asked) -> Answer {
    let lang = Lang::parse(&lang).ok_or(AppError::NotFound)?;
    let mut response = see_other(&page_in(lang, &asked.or("to", "/")));
    cookies::set(response.headers_mut(), cookies::LANGUAGE, lang.code(), KEPT, here.house.config.secure());
    Ok(response)
}

/// A page of ours in another language: an address that leads elsewhere becomes the home page.
fn page_in(lang: Lang, to: &str) -> String {
    let own = to.len() <= 1000 && to.starts_with('/') && to.bytes().all(|byte| byte.is_ascii_graphic());
    // What browsers read as another host, and this very door.
    let elsewhere = to.starts_with("//") || to.contains('\\') || to.starts_with("/language/");
    if !own || elsewhere {
        return format!("/{}/", lang.code());
    }
    let end = to[1..].find(['/', '?']).map_or(to.len(), |at| at + 1);
    match named(&to[1..end]) {
        Named::None => to.to_owned(),
        Named::Offered(_) | Named::Planned => format!("/{}{}", lang.code(), &to[end..]),
    }
}

/// The language that was chosen in this browser.
pub fn chosen(headers: &HeaderMap, secure: bool) -> Option<Lang> {
    Lang::parse(&cookies::read(headers, cookies::LANGUAGE, secure)?)
}

/// The best offered language of `Accept-Language`.
pub fn accepted(headers: &HeaderMap) -> Lang {
    let Some(list) = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()) else {
        return Lang::En;
    };
    let mut best = (0.0_f32, Lang::En);
    for part in list.split(',') {
        let mut pieces = part.trim().split(';');
        let tag = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let quality = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0_f32);
        // `in` is what old Android phones call Indonesian.
        let lang = match tag.split('-').next() {
            Some("id" | "in") => Lang::Id,
            Some("en") => Lang::En,
            _ => continue,
        };
        if quality > best.0 {
            best = (quality, lang);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(list: &'static str) -> Lang {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, list.parse().unwrap());
        accepted(&headers)
    }

    #[test]
    fn a_page_is_found_again_in_another_language() {
        for (to, found) in [
            ("/id/p/7K3Q9XH?via=q", "/en/p/7K3Q9XH?via=q"),
            ("/id/", "/en/"),
            ("/de/r/wakatobi", "/en/r/wakatobi"),
            ("/k?code=7K3", "/k?code=7K3"),
            ("/login", "/login"),
            ("/", "/"),
            ("/idea", "/idea"),
            ("/id?page=2", "/en?page=2"),
        ] {
            assert_eq!(page_in(Lang::En, to), found);
        }
    }

    #[test]
    fn nobody_is_led_to_another_house() {
        for to in
            ["", "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "/language/id", "é"]
        {
            assert_eq!(page_in(Lang::En, to), "/en/", "{to}");
        }
    }

    #[test]
    fn the_best_offered_language_wins() {
        assert_eq!(from("id-ID,id;q=0.9,en;q=0.8"), Lang::Id);
        assert_eq!(from("de-DE,de;q=0.9,en;q=0.4,id;q=0.6"), Lang::Id);
        assert_eq!(from("de,fr"), Lang::En);
        assert_eq!(from("in"), Lang::Id);
        assert_eq!(accepted(&HeaderMap::new()), Lang::En);
    }
}
