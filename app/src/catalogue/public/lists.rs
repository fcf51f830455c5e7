//! Long lists of a place: all its pieces or all its shops, by pages. What stands before them on the
//! place's own page is the place's.

use leptos::prelude::*;

use super::{Scope, Stretch, houses, shelf};
use crate::backend::Backend;
use crate::error::AppError;
use crate::regions::public::Tally;
use crate::ui::pager::{Paging, pager};

/// Lines on one page of a long list.
pub const PER_PAGE: i64 = 24;

/// Which list of a place is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Pieces,
    Shops,
}

impl List {
    /// As it stands in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pieces => "pieces",
            Self::Shops => "shops",
        }
    }

    /// Reads an address.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Pieces, Self::Shops].into_iter().find(|list| list.as_str() == text)
    }

    /// The address of a page of this list; `place` is the place's own.
    pub fn href(self, place: &str, page: i64) -> String {
        let page = if page > 1 { format!("&page={page}") } else { String::new() };
        format!("{place}?list={}{page}", self.as_str())
    }
}

/// One page of the list, with the ways to its neighbours. `place` is the place's own address.
///
/// # Errors
/// When the database cannot be asked.
pub async fn list(
    b: &Backend,
    list: List,
    scope: &Scope,
    tally: Tally,
    page: i64,
    place: String,
) -> Result<impl FnOnce() -> AnyView + Send + use<>, AppError> {
    let items = if list == List::Pieces { tally.pieces } else { tally.shops };
    let paging = Paging::new(page, items, PER_PAGE);
    let stretch = Stretch { most: PER_PAGE, after: paging.offset(PER_PAGE) };
    let w = b.words();
    let (tiles, shops) = match list {
        List::Pieces => (b.catalogue.public_tiles(scope, stretch).await?, Vec::new()),
        List::Shops => (Vec::new(), b.catalogue.shopfronts(scope, stretch).await?),
    };
    Ok(move || {
        let body = match list {
            List::Pieces => shelf(tiles, true, &w).into_any(),
            List::Shops => houses(shops, &w).into_any(),
        };
        let href = move |page| list.href(&place, page);
        view! { {body} {pager(paging, &href, &w)} }.into_any()
    })
}
