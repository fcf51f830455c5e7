//! Photos on tourist pages: each has its measures, its own colour until it is there, and a size that
//! fits the screen. What is in the picture is the caller's.

use leptos::prelude::*;

use crate::routes;

/// A published photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Names its files.
    pub key: String,
    /// Pixels of the upright master; files are never wider.
    pub width: i64,
    pub height: i64,
    /// Its average colour as `#rrggbb`.
    pub tint: String,
    /// Drawn by us, not photographed.
    pub drawing: bool,
}

impl Picture {
    /// Pixels of the file of this name: its true width, and the height that belongs to it.
    pub fn measures(&self, wanted: i64) -> (i64, i64) {
        let width = wanted.min(self.width).max(1);
        let height = (self.height * width + self.width / 2) / self.width.max(1);
        (width, height.max(1))
    }
}

/// The photo a page is about: loaded first. A phone gets at most 640 pixels (40 KB) however sharp its
/// screen is; wider screens choose.
pub fn hero(picture: &Picture, alt: String) -> impl IntoView + use<> {
    let key = picture.key.as_str();
    let (width, height) = picture.measures(640);
    let (wide, _) = picture.measures(1280);
    let small = routes::media(key, 640, "webp");
    let choice = format!("{small} {width}w, {} {wide}w", routes::media(key, 1280, "webp"));
    let plain = routes::media(key, 640, "jpg");
    view! {
        <span class="pic">
            {ground(picture)}
            <picture>
                <source media="(max-width: 48rem)" type="image/webp" srcset=small/>
                <source type="image/webp" srcset=choice sizes="33rem"/>
                <img src=plain width=width.to_string() height=height.to_string() alt=alt fetchpriority="high"/>
            </picture>
        </span>
    }
}

/// A photo in a list: 320 pixels, at most 12 KB, loaded when it comes into sight.
pub fn thumb(picture: &Picture, alt: String) -> impl IntoView + use<> {
    later(picture, 320, alt)
}

/// A further photo of a piece, inside a closed drawer.
pub fn further(picture: &Picture, alt: String) -> impl IntoView + use<> {
    later(picture, 640, alt)
}

fn later(picture: &Picture, wanted: u32, alt: String) -> impl IntoView + use<> {
    let (width, height) = picture.measures(i64::from(wanted));
    let webp = routes::media(&picture.key, wanted, "webp");
    let plain = routes::media(&picture.key, wanted, "jpg");
    view! {
        <span class="pic">
            {ground(picture)}
            <picture>
                <source type="image/webp" srcset=webp/>
                <img src=plain width=width.to_string() height=height.to_string() alt=alt loading="lazy"/>
            </picture>
        </span>
    }
}

/// The photo's own colour, an SVG attribute because no style may stand in an attribute.
fn ground(picture: &Picture) -> impl IntoView + use<> {
    let tint = Some(picture.tint.as_str()).filter(|tint| is_colour(tint)).unwrap_or("#8a7f6d");
    let path = format!("<path fill=\"{tint}\" d=\"M0 0h9v9H0z\"/>");
    view! { <svg class="lqip" viewBox="1 1 6 6" preserveAspectRatio="none" aria-hidden="true" inner_html=path></svg> }
}

fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: i64, height: i64) -> Picture {
        Picture { key: "k".into(), width, height, tint: "#8e1c30".into(), drawing: false }
    }

    #[test]
    fn a_file_is_never_wider_than_its_master() {
        assert_eq!(picture(1600, 1200).measures(640), (640, 480));
        assert_eq!(picture(500, 400).measures(640), (500, 400));
        assert_eq!(picture(1600, 1).measures(320), (320, 1));
    }

    #[test]
    fn only_a_colour_becomes_the_ground() {
        assert!(is_colour("#8e1c30"));
        assert!(!is_colour("#8e1c3\"") && !is_colour("red") && !is_colour("#é1c30"));
    }
}
