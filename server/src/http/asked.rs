//! What an address asks for behind its `?`.

use app::form::Typed;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::house::House;

/// The query of an address: every name as often as it stands there, nothing refused.
pub struct Asked(pub Typed);

impl Asked {
    /// The page of a list, from 1.
    pub fn page(&self) -> i64 {
        self.0.get("page").parse().unwrap_or(1).max(1)
    }
}

impl FromRequestParts<House> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &House) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(Typed::from_pairs(form_urlencoded::parse(query.as_bytes()).into_owned())))
    }
}
