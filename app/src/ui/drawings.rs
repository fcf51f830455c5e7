//! Drawings for empty pages and lost ways: one indigo line over a patch of dye printed slightly out of place.
//! Colours come from the style (`.draw .ln .d1 .d2 .d3`), so night and paper change them.

use leptos::prelude::*;

/// What a drawing shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    /// An empty loom: no piece yet.
    Loom,
    /// An empty basket: no order yet.
    Basket,
    /// A pouch: no money yet.
    Purse,
    /// A fish swimming off: nothing was found.
    Fish,
    /// A wrapped cloth: sold, given, done.
    Gift,
    /// A tag with a question: an unknown code.
    Tag,
    /// A snapped thread: something went wrong on our side.
    Thread,
    /// A boat out at sea: there is no such page.
    Boat,
    /// A key with a tassel: sign-in.
    Key,
    /// A letter: an invitation, used or over.
    Letter,
    /// A desk with an empty chart: no figures yet.
    Desk,
    /// An hourglass: time ran out, or too many at once.
    Hourglass,
}

impl Draw {
    /// Every drawing.
    pub const ALL: [Self; 12] = [
        Self::Loom,
        Self::Basket,
        Self::Purse,
        Self::Fish,
        Self::Gift,
        Self::Tag,
        Self::Thread,
        Self::Boat,
        Self::Key,
        Self::Letter,
        Self::Desk,
        Self::Hourglass,
    ];

    /// What stands inside the `<svg>`, 180 by 140.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Loom => LOOM,
            Self::Basket => BASKET,
            Self::Purse => PURSE,
            Self::Fish => FISH,
            Self::Gift => GIFT,
            Self::Tag => TAG,
            Self::Thread => THREAD,
            Self::Boat => BOAT,
            Self::Key => KEY,
            Self::Letter => LETTER,
            Self::Desk => DESK,
            Self::Hourglass => HOURGLASS,
        }
    }
}

const LOOM: &str = r#"<path class="d1" d="M52 34h84v58H52z"/><path class="ln" d="M40 20v104M140 20v104M32 28h116M32 116h116M56 28v88M68 28v88M80 28v88M92 28v88M104 28v88M116 28v88M128 28v88"/><path class="ln" d="M118 72c18-6 32-4 44-10"/><circle class="ln" cx="164" cy="60" r="7"/>"#;
const BASKET: &str = r#"<path class="d3" d="M40 74h110l-16 52H56z"/><path class="ln" d="M34 68h112l-16 52H50zM62 68l22-42M118 68L96 26M70 84v22M90 84v22M110 84v22"/><path class="ln dot" d="M128 34c6-8 18-8 22 0M132 22c10-8 24-4 28 6"/>"#;
const PURSE: &str = r#"<path class="d1" d="M62 64h64c22 32 16 60-32 60S40 96 62 64z"/><path class="ln" d="M56 58h64c22 32 16 60-32 60s-54-28-32-60zM56 58c-6-16 2-26 12-24 8 2 8 8 20 8s12-6 20-8c10-2 18 8 12 24M52 76h72M46 90h84"/><path class="ln dot" d="M146 84a9 9 0 1 0 .1 0M154 58a7 7 0 1 0 .1 0"/>"#;
const FISH: &str = r#"<path class="d3" d="M14 98c18-10 30-10 48 0s30 10 48 0 30-10 48 0v26H14z"/><path class="ln" d="M10 92c18-10 30-10 48 0s30 10 48 0 30-10 48 0M24 112c14-7 24-7 38 0s24 7 38 0 24-7 38 0"/><path class="ln" d="M78 54c12-20 42-24 62-4-20 22-50 20-62 4zM78 54L58 40c2 10 2 18-2 28zM124 46v.5M102 41c6 6 6 16 1 23"/><path class="ln dot" d="M148 36c4-3 5-8 3-12M158 40c7-4 9-13 5-21"/>"#;
const GIFT: &str = r#"<path class="d2" d="M50 56h86v58H50z"/><path class="ln" d="M44 50h86v58H44zM44 70h86M44 88h86M87 50v58"/><path class="ln" d="M87 50c-26 4-34-22-20-26s20 18 20 26zM87 50c26 4 34-22 20-26s-20 18-20 26z"/><path class="ln" d="M50 108v10M60 108v10M70 108v10M80 108v10M94 108v10M104 108v10M114 108v10M124 108v10"/>"#;
const TAG: &str = r#"<path class="d1" d="M70 40l30-20 30 20v88H70z"/><path class="ln" d="M62 36l30-20 30 20v88H62z"/><circle class="ln" cx="92" cy="40" r="5"/><path class="ln" d="M92 35C92 12 120 4 134 14M84 66c0-12 18-12 18 0 0 8-9 8-9 17M93 92v.5"/><path class="ln dot" d="M76 108h34"/>"#;
const THREAD: &str = r#"<path class="d2" d="M40 46h44v60H40z"/><path class="ln" d="M28 28h56v12H28zM28 100h56v12H28zM34 40v60M78 40v60M34 50l44 6M34 60l44 6M34 70l44 6M34 80l44 6M34 90l44 6"/><path class="ln" d="M78 86c22 2 18-30 36-30 6 0 10 3 13 7M127 63l2-6M127 63l6-1M127 63l-1 6"/><path class="ln" d="M142 80c4 6 0 16 8 22 6 4 12 2 18 6M142 80l-6 0M142 80l-1-6M142 80l5-4"/>"#;
const BOAT: &str = r#"<path class="d3" d="M14 98c18-10 30-10 48 0s30 10 48 0 30-10 48 0v26H14z"/><path class="ln" d="M10 92c18-10 30-10 48 0s30 10 48 0 30-10 48 0M24 112c14-7 24-7 38 0s24 7 38 0 24-7 38 0"/><path class="ln" d="M46 74h82l-14 14H58zM84 74V18M84 22l30 44H84M78 32L56 66h22"/>"#;
const KEY: &str = r#"<circle class="d1" cx="68" cy="72" r="27"/><circle class="ln" cx="62" cy="66" r="27"/><circle class="ln" cx="62" cy="66" r="10"/><path class="ln" d="M89 66h70v20M143 66v14M127 66v10"/><path class="ln" d="M35 66c-14 2-17 10-17 20M11 86h14v6H11zM11 92l-2 22M15 92v24M21 92v24M25 92l2 22"/>"#;
const LETTER: &str = r#"<path class="d2" d="M44 50h104v68H44z"/><path class="ln" d="M36 42h104v68H36zM36 42l52 38 52-38M36 110l38-40M140 110l-38-40"/><circle class="ln" cx="88" cy="80" r="7"/><path class="ln" d="M85 86l-5 14M91 86l5 14"/><path class="ln dot" d="M112 24c10-10 28-8 36 2"/>"#;
const DESK: &str = r#"<path class="d1" d="M62 30h66v72H62z"/><path class="ln" d="M20 108h140M34 108v22M146 108v22M54 24h66v84M54 24v84M68 40v50h40"/><path class="ln dot" d="M74 82l10-10 10 4 14-20"/><path class="ln" d="M132 108c-2-14-10-16-6-28M134 108c0-16 12-18 10-32M130 96h12"/>"#;
const HOURGLASS: &str = r#"<path class="d1" d="M72 128c0-26 20-30 24-44 4 14 24 18 24 44z"/><path class="ln" d="M54 16h72M54 122h72M62 16c0 32 22 38 22 53s-22 21-22 53M118 16c0 32-22 38-22 53s22 21 22 53M68 38h44"/><path class="ln dot" d="M90 72v44"/>"#;

/// One drawing; what it means stands in words below it.
#[component]
pub fn Drawing(name: Draw) -> impl IntoView {
    view! { <svg class="draw" viewBox="0 0 180 140" aria-hidden="true" inner_html=name.path()></svg> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_has_a_line_and_one_patch_of_dye() {
        for drawing in Draw::ALL {
            let drawn = drawing.path();
            assert!(drawn.contains(r#"class="ln""#), "{drawing:?}");
            assert_eq!(drawn.matches(r#"class="d"#).count(), 1, "{drawing:?}");
            assert!(!drawn.contains("style") && !drawn.contains('#'), "{drawing:?}");
        }
    }
}
