//! Draws woven cloth for the demo shops: threads, weave, folds, fringe and light, by our own code.
//! The cloths are invented stripes and checks; none is, or is named after, a heritage pattern.
//! Deterministic: the same seed, style, scene and size give the same picture. No clock, no entropy,
//! no files; the pictures are labelled as drawings where they are shown.

mod field;
mod frame;
mod ground;
mod noise;
mod scenes;
mod thread;
mod weave;

use image::RgbImage;

pub use ground::Ground;
pub use thread::Colour;
pub use weave::Figure;

use frame::Frame;
use weave::Weave;

/// What a cloth is made of: the order of its threads, one colour each, and what is laid over them.
#[derive(Clone, Debug, PartialEq)]
pub struct ClothStyle {
    /// Lengthwise threads in order; the order repeats across the cloth.
    pub warp: Vec<Colour>,
    /// Crosswise threads in order; the order repeats along the cloth.
    pub weft: Vec<Colour>,
    /// A small figure laid into the cloth with an extra thread.
    pub figure: Option<Figure>,
}

impl ClothStyle {
    /// Reads a style as the seed files write it: `indigo*20 gold*2` for warp and weft,
    /// and for the figure nothing or `waves:cotton`.
    ///
    /// # Errors
    /// Names the word that is no thread colour, count or figure.
    pub fn parse(warp: &str, weft: &str, figure: &str) -> Result<Self, String> {
        let figure = match figure.trim() {
            "" => None,
            text => Some(Figure::parse(text)?),
        };
        Ok(Self { warp: thread::sequence(warp)?, weft: thread::sequence(weft)?, figure })
    }
}

/// How the piece is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Folded into a parcel, seen from above.
    Folded,
    /// Hanging over a bamboo pole before a wall.
    Line,
    /// Filling the picture in soft folds.
    Drape,
    /// So close that single threads are seen.
    Detail,
    /// A long narrow cloth, laid twice across the picture.
    Scarf,
    /// A cushion cover with its filling.
    Cushion,
    /// A bag of plaited pandan strips.
    Bag,
    /// A small wallet of plaited pandan strips.
    Wallet,
    /// Half-woven on the loom: bare warp, beater, finished web. For makers.
    Loom,
}

/// A view and what the piece lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scene {
    pub view: View,
    pub ground: Ground,
}

impl Scene {
    /// Reads `folded/mat`, `drape`: the view, and after a slash the ground (plain cotton if absent).
    ///
    /// # Errors
    /// Names the word that is neither.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (view, ground) = text.split_once('/').unwrap_or((text, "cotton"));
        let view = match view {
            "folded" => View::Folded,
            "line" => View::Line,
            "drape" => View::Drape,
            "detail" => View::Detail,
            "scarf" => View::Scarf,
            "cushion" => View::Cushion,
            "bag" => View::Bag,
            "wallet" => View::Wallet,
            "loom" => View::Loom,
            other => return Err(format!("no such view: {other}")),
        };
        Ok(Self { view, ground: Ground::parse(ground)? })
    }
}

/// Draws the cloth. `seed` decides what differs from piece to piece: angle, folds, uneven threads.
#[must_use]
pub fn draw(seed: u64, style: &ClothStyle, scene: Scene, width: u32, height: u32) -> RgbImage {
    let frame = Frame::new(width, height, seed);
    let weave = Weave::new(style, seed);
    match scene.view {
        View::Folded => scenes::folded::draw(&frame, &weave, scene.ground),
        View::Line => scenes::line::draw(&frame, &weave, scene.ground),
        View::Drape => scenes::drape::draw(&frame, &weave),
        View::Detail => scenes::drape::draw_close(&frame, &weave),
        View::Scarf => scenes::scarf::draw(&frame, &weave, scene.ground),
        View::Cushion => scenes::cushion::draw(&frame, &weave, scene.ground),
        View::Bag => scenes::bag::draw(&frame, &weave, scene.ground),
        View::Wallet => scenes::wallet::draw(&frame, &weave, scene.ground),
        View::Loom => scenes::loom::draw(&frame, &weave),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEWS: [&str; 9] =
        ["folded/mat", "line/board", "drape", "detail", "scarf/sand", "cushion/stone", "bag", "wallet/mat", "loom"];

    fn dusk() -> ClothStyle {
        ClothStyle::parse("madder*26 night*3 turmeric*4", "madder*5 plum", "waves:cotton").unwrap()
    }

    #[test]
    fn the_same_seed_draws_the_same_picture_and_another_seed_another() {
        for view in VIEWS {
            let scene = Scene::parse(view).unwrap();
            let first = draw(7, &dusk(), scene, 64, 64);
            assert_eq!(first, draw(7, &dusk(), scene, 64, 64), "{view}");
            assert_ne!(first, draw(8, &dusk(), scene, 64, 64), "{view}");
        }
    }

    #[test]
    fn any_size_can_be_drawn() {
        for view in VIEWS {
            for (width, height) in [(1, 1), (3, 50), (90, 40), (40, 90)] {
                let picture = draw(1, &dusk(), Scene::parse(view).unwrap(), width, height);
                assert_eq!(picture.dimensions(), (width, height), "{view}");
            }
        }
    }

    #[test]
    fn an_empty_style_made_by_hand_is_plain_cotton_and_no_crash() {
        let bare = ClothStyle { warp: vec![], weft: vec![], figure: None };
        let scene = Scene { view: View::Folded, ground: Ground::Mat };
        assert_eq!(draw(1, &bare, scene, 20, 20).dimensions(), (20, 20));
    }

    #[test]
    fn a_word_that_is_no_scene_or_figure_is_named() {
        assert_eq!(Scene::parse("folded/carpet").unwrap_err(), "no such ground: carpet");
        assert_eq!(Scene::parse("flying").unwrap_err(), "no such view: flying");
        assert_eq!(ClothStyle::parse("gold", "gold", "fish:gold").unwrap_err(), "no such figure: fish");
    }

    #[test]
    fn every_demo_product_has_a_cloth_and_scenes_that_can_be_drawn() {
        let mut rows = csv::Reader::from_reader(include_str!("../../seed/products.csv").as_bytes());
        let head = rows.headers().unwrap().clone();
        let mut products = 0;
        for row in rows.records().map(Result::unwrap) {
            let cell = |name: &str| &row[head.iter().position(|h| h == name).unwrap()];
            ClothStyle::parse(cell("warp"), cell("weft"), cell("figure")).unwrap();
            let scenes: Vec<_> = cell("scenes").split_whitespace().map(|text| Scene::parse(text).unwrap()).collect();
            assert!((1..=8).contains(&scenes.len()), "{}", cell("name"));
            products += 1;
        }
        assert!(products >= 80);
    }
}
