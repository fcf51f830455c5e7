//! A page before it is drawn: its head, its frame, and the body that will be built once.

use leptos::prelude::*;

use crate::words::Lang;

/// Builds the body when the page is rendered, inside Leptos' owner.
pub type Body = Box<dyn FnOnce() -> AnyView + Send>;

/// Whose room the page belongs to, which decides its frame, its style sheet and its caching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Public: no wasm, style inlined, may be cached.
    Tourist { band: u8, shop: Option<ShopLink>, cached: bool },
    /// The artisan's rooms. `dock` names the lit tab, or hides the dock so that nothing competes.
    Studio { band: u8, back: Option<String>, heading: String, dock: Option<Dock> },
    /// The officer's rooms.
    Office { regency: String, slug: String, tab: &'static str },
    /// The administrator's rooms.
    Admin { tab: &'static str },
    /// Sign-in and links: nothing around.
    Door,
    /// One code, full-screen, held out to somebody: white in every mode, nothing around.
    Code,
    /// A print sheet.
    Sheet { band: u8, back: String, heading: String },
}

/// The shop in the head of a tourist page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopLink {
    pub name: String,
    pub href: String,
}

/// The tabs of the studio's bottom bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dock {
    Home,
    Orders,
    Add,
    Money,
    Shop,
}

/// A picture for link previews, with absolute address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    pub url: String,
    pub width: u32,
    pub height: u32,
}

/// What stands in `<head>`.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub title: String,
    pub description: String,
    /// The path behind the language, such as `/p/7K3Q9XH`: makes canonical and hreflang. None for pages that have no
    /// address of their own in every language.
    pub tail: Option<String>,
    /// Where this page can be opened, when that is not the address that was asked for.
    pub here: Option<String>,
    pub preview: Option<Preview>,
    /// Structured data, each a document of its own.
    pub json_ld: Vec<String>,
    /// What the heading of a studio page is written in, when it is a maker's own words.
    pub spoken: Option<Lang>,
    pub noindex: bool,
    /// For the few pages that follow by themselves.
    pub follows: Option<Follows>,
}

/// What `follow.js` asks, and what the page was drawn from: where the answer's mark is another, it loads the
/// page anew.
#[derive(Clone, Debug)]
pub struct Follows {
    pub state: String,
    pub mark: String,
}

/// A page, ready to be drawn.
pub struct Page {
    pub status: u16,
    pub head: Head,
    pub frame: Frame,
    /// The number at the studio's order tab.
    pub waiting: i64,
    /// Studio pages with islands load the wasm; others do not.
    pub islands: bool,
    pub body: Body,
}

impl Page {
    /// A page with a title, answered with 200.
    pub fn new<V: IntoView + 'static>(
        title: impl Into<String>,
        frame: Frame,
        body: impl FnOnce() -> V + Send + 'static,
    ) -> Self {
        Self::from_body(title, frame, Box::new(move || body().into_any()))
    }

    /// The same from a body that is boxed already.
    pub fn from_body(title: impl Into<String>, frame: Frame, body: Body) -> Self {
        Self {
            status: 200,
            head: Head { title: title.into(), ..Head::default() },
            frame,
            waiting: 0,
            islands: false,
            body,
        }
    }

    /// Answered with another status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The sentence for search engines and previews.
    #[must_use]
    pub fn about(mut self, description: impl Into<String>) -> Self {
        self.head.description = description.into();
        self
    }

    /// The page exists in every language under this tail.
    #[must_use]
    pub fn in_languages(mut self, tail: impl Into<String>) -> Self {
        self.head.tail = Some(tail.into());
        self
    }

    /// The heading of a studio page is a maker's own words in this language.
    #[must_use]
    pub fn spoken(mut self, lang: Lang) -> Self {
        self.head.spoken = Some(lang);
        self
    }

    /// Opens again at this address, where the page answers a form.
    #[must_use]
    pub fn opens_at(mut self, here: impl Into<String>) -> Self {
        self.head.here = Some(here.into());
        self
    }

    /// A picture for link previews.
    #[must_use]
    pub fn preview(mut self, preview: Option<Preview>) -> Self {
        self.head.preview = preview;
        self
    }

    /// One more document of structured data; `<` is escaped here so no text can end the element.
    #[must_use]
    pub fn json_ld(mut self, value: &serde_json::Value) -> Self {
        self.head.json_ld.push(value.to_string().replace('<', "\\u003c"));
        self
    }

    /// Not for search engines.
    #[must_use]
    pub fn noindex(mut self) -> Self {
        self.head.noindex = true;
        self
    }

    /// Follows by itself: `state` answers JSON with a `mark`.
    #[must_use]
    pub fn follows(mut self, state: impl Into<String>, mark: impl Into<String>) -> Self {
        self.head.follows = Some(Follows { state: state.into(), mark: mark.into() });
        self
    }

    /// Loads the wasm, because the body has islands.
    #[must_use]
    pub fn with_islands(mut self) -> Self {
        self.islands = true;
        self
    }

    /// How many orders wait, for the studio's bar.
    #[must_use]
    pub fn waiting(mut self, waiting: i64) -> Self {
        self.waiting = waiting;
        self
    }
}

impl Frame {
    /// The house's own tourist frame.
    pub fn house() -> Self {
        Self::Tourist { band: 0, shop: None, cached: true }
    }

    /// A tourist page that carries something personal: never cached.
    pub fn private(band: u8, shop: Option<ShopLink>) -> Self {
        Self::Tourist { band, shop, cached: false }
    }

    /// True for pages that may be kept by browsers and proxies.
    pub fn cached(&self) -> bool {
        matches!(self, Self::Tourist { cached: true, .. })
    }

    /// True for pages whose style is inlined and whose document has no wasm.
    pub fn tourist(&self) -> bool {
        matches!(self, Self::Tourist { .. })
    }
}

/// The languages a page is offered in, as (language, path).
pub fn languages(tail: &str) -> impl Iterator<Item = (Lang, String)> + '_ {
    Lang::ALL.into_iter().map(move |lang| (lang, format!("/{}{tail}", lang.code())))
}
