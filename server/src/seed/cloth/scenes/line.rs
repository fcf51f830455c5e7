//! A cloth hung over a bamboo pole to be looked at, before a wall in the afternoon.

use image::RgbImage;

use super::super::field::{Field, Sun};
use super::super::frame::Frame;
use super::super::ground::Ground;
use super::super::noise::{cloud, step};
use super::super::thread::{Colour, blend, scale};
use super::super::weave::Weave;
use super::laid::{Fringe, Shadow};
use super::wood::Bar;

const PITCH: f32 = 0.0068;
const POLE: f32 = -0.375;

struct Hanging<'a> {
    frame: &'a Frame,
    weave: &'a Weave,
    half: f32,
    hem: f32,
    phase: f32,
    height: Field,
    way: Field,
    light: Field,
    fringe: Fringe,
}

pub fn draw(frame: &Frame, weave: &Weave, ground: Ground) -> RgbImage {
    let piece = Hanging::new(frame, weave);
    let shadow = Shadow::of(frame, 0.042, |x, y| piece.outline(x, y));
    let pole = Bar { y: POLE - 0.004, half: 0.0165, tilt: 0.012, tone: [0.80, 0.66, 0.40], bamboo: true };
    let seed = frame.seed as u32;
    frame.paint(|x, y| {
        let (cloth, cover) = piece.at(x, y);
        if cover > 0.995 {
            return cloth;
        }
        let wall = scale(ground.at(x, y, seed, frame.unit), shadow.at(x, y) * (1.02 - 0.10 * (y + 0.5)));
        blend(pole.over(frame, x, y, wall), cloth, cover)
    })
}

impl<'a> Hanging<'a> {
    fn new(frame: &'a Frame, weave: &'a Weave) -> Self {
        let mut numbers = frame.sequence();
        let half = numbers.between(0.325, 0.375);
        let (a, b, c) = (numbers.between(0.0, 6.0), numbers.between(0.0, 6.0), numbers.between(0.8, 1.2));
        let seed = frame.seed as u32;
        let height = Field::within(frame, 0.46, 0.56, 190, |x, y| {
            // Folds open downwards: nearly flat over the pole, deep at the hem.
            let open = 0.22 + 0.78 * step(-0.36, 0.30, y);
            let spread = x * (1.10 - 0.16 * y);
            let folds = (spread * 17.0 * c + a).sin() * 0.55 + (spread * 31.0 * c + b + y * 0.8).sin() * 0.28;
            let sharp = folds - 0.25 * folds * folds;
            let over = -0.05 * step(0.030, 0.0, y - POLE + 0.016);
            sharp * 0.040 * open + cloud(x * 8.0, y * 4.0, seed) * 0.010 + over
        });
        let light = height.lit(Sun { x: -0.78, y: -0.34, z: 0.60, ambient: 0.38 }, 8.0);
        Self {
            frame,
            weave,
            half,
            hem: numbers.between(0.335, 0.365),
            phase: numbers.between(0.0, weave.repeat()),
            way: height.walked(),
            height,
            light,
            fringe: Fringe { length: 0.050, tuft: 0.0115, seed },
        }
    }

    fn hem_at(&self, x: f32) -> f32 {
        self.hem + self.height.at(x, self.hem) * 0.55
    }

    /// Distance to the cloth's sides, below 0 inside: gravity draws them in a little.
    fn sides(&self, x: f32, y: f32) -> f32 {
        x.abs() - self.half + 0.012 * (y * 3.0 + x.signum()).sin() + 0.010 * (y + 0.4)
    }

    fn outline(&self, x: f32, y: f32) -> f32 {
        if self.sides(x, y) < 0.0 && y > POLE - 0.02 && y < self.hem_at(x) + 0.02 { 1.0 } else { 0.0 }
    }

    fn at(&self, x: f32, y: f32) -> (Colour, f32) {
        let side = self.sides(x, y);
        let top = POLE + 0.012 * x - 0.021 - y;
        if side > 0.01 || top > 0.01 {
            return ([0.0; 3], 0.0);
        }
        let hem = self.hem_at(x);
        let u = self.way.at(x, y) / PITCH + self.phase + 4000.0;
        let cover = self.frame.inside(side.max(top).max(y - hem));
        let cloth = self.weave.at(u, (y + self.height.at(x, y) * 0.4) / PITCH + 4000.0, PITCH * self.frame.unit);
        let band = 1.0 - 0.10 * step(0.012, 0.008, (hem - y).abs());
        let cloth = scale(cloth, self.light.at(x, y) * band * 1.08);
        if cover > 0.995 || y < hem - 0.01 {
            return (cloth, cover);
        }
        match self.fringe.at(self.frame, x, y - hem) {
            Some(s) if side < -0.004 => {
                let from = self.way.at(s.from, y) / PITCH + self.phase + 4000.0;
                let light = s.light * self.light.at(x, self.hem - 0.01);
                (blend(scale(self.weave.warp_thread(from), light), cloth, cover), cover.max(s.cover))
            }
            _ => (cloth, cover),
        }
    }
}
