//! Paging of lists: where one is, and the way to the neighbours.

use leptos::prelude::*;

use crate::ui::icons::{Ico, Icon};
use crate::words::{Arg, Words};

/// One page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// From 1.
    pub page: i64,
    /// At least 1.
    pub pages: i64,
}

impl Paging {
    /// The page asked for, kept inside what there is.
    pub fn new(asked: i64, items: i64, per_page: i64) -> Self {
        let pages = ((items + per_page - 1) / per_page.max(1)).max(1);
        Self { page: asked.clamp(1, pages), pages }
    }

    /// Items before this page.
    pub fn offset(self, per_page: i64) -> i64 {
        (self.page - 1) * per_page
    }
}

/// One page of a list that is there as a whole.
pub fn page_of<T>(all: Vec<T>, asked: i64, per_page: i64) -> (Vec<T>, Paging) {
    let paging = Paging::new(asked, i64::try_from(all.len()).unwrap_or_default(), per_page);
    let [skip, most] = [paging.offset(per_page), per_page].map(|count| usize::try_from(count).unwrap_or_default());
    (all.into_iter().skip(skip).take(most).collect(), paging)
}

/// The links to the neighbours; nothing for a single page. `href` gives the address of a page.
pub fn pager(paging: Paging, href: &dyn Fn(i64) -> String, w: &Words) -> Option<impl IntoView + use<>> {
    let Paging { page, pages } = paging;
    if pages < 2 {
        return None;
    }
    let before = (page > 1).then(|| (href(page - 1), w.t("core-page-before")));
    let after = (page < pages).then(|| (href(page + 1), w.t("core-page-after")));
    let here = w.with("core-page-of", &[("page", Arg::Text(w.number(page))), ("pages", Arg::Text(w.number(pages)))]);
    let label = here.clone();
    Some(view! {
        <nav class="pager" aria-label=label>
            {before.map(|(href, text)| view! { <a class="btn line" rel="prev" href=href><Icon name=Ico::Back/>{text}</a> })}
            <span class="soft">{here}</span>
            {after.map(|(href, text)| view! { <a class="btn line" rel="next" href=href>{text}<Icon name=Ico::Next/></a> })}
        </nav>
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_beyond_the_end_is_the_last_one() {
        assert_eq!(Paging::new(9, 25, 12), Paging { page: 3, pages: 3 });
        assert_eq!(Paging::new(0, 25, 12), Paging { page: 1, pages: 3 });
        assert_eq!(Paging::new(1, 0, 12), Paging { page: 1, pages: 1 });
        assert_eq!(Paging::new(2, 25, 12).offset(12), 12);
    }
}
