//! Which language an answer is in: the URL's, else the account's, else the browser's, else English.

use app::words::{Lang, PLANNED};
use axum::http::{HeaderMap, header};

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
    fn the_best_offered_language_wins() {
        assert_eq!(from("id-ID,id;q=0.9,en;q=0.8"), Lang::Id);
        assert_eq!(from("de-DE,de;q=0.9,en;q=0.4,id;q=0.6"), Lang::Id);
        assert_eq!(from("de,fr"), Lang::En);
        assert_eq!(from("in"), Lang::Id);
        assert_eq!(accepted(&HeaderMap::new()), Lang::En);
    }
}
