//! A long narrow cloth laid across the picture, its second length over the first, with fringed ends.

use image::RgbImage;

use super::super::field::{Field, Sun};
use super::super::frame::Frame;
use super::super::ground::Ground;
use super::super::noise::{Sequence, cloud, step};
use super::super::thread::{Colour, blend, scale};
use super::super::weave::Weave;
use super::laid::{Fringe, Shadow, Turn};

const PITCH: f32 = 0.0060;

/// One length of the scarf, from `start` to `end` along its own direction.
struct Length {
    turn: Turn,
    half: f32,
    start: f32,
    end: f32,
    bow: f32,
    phase: f32,
    fringe: Fringe,
    light: Field,
}

pub fn draw(frame: &Frame, weave: &Weave, ground: Ground) -> RgbImage {
    let mut numbers = frame.sequence();
    let side = if numbers.now_and_then(0.5) { 1.0 } else { -1.0 };
    let angle = side * numbers.between(0.42, 0.62);
    let half = numbers.between(0.128, 0.158);
    let lower = Length::new(frame, weave, &mut numbers, (angle, -0.13 * side, -0.02), half, (-1.2, 0.40));
    let second = angle - side * numbers.between(0.16, 0.34);
    let upper = Length::new(frame, weave, &mut numbers, (second, 0.15 * side, 0.05), half, (-0.36, 0.36));
    let shadow_of = |length: &Length| Shadow::of(frame, 0.017, |x, y| length.outline(frame, x, y));
    let (low_shadow, high_shadow) = (shadow_of(&lower), shadow_of(&upper));
    let seed = frame.seed as u32;
    frame.paint(|x, y| {
        let (top, cover) = upper.at(frame, weave, x, y);
        if cover > 0.995 {
            return top;
        }
        let base = scale(ground.at(x, y, seed, frame.unit), low_shadow.at(x, y));
        let (low, low_cover) = lower.at(frame, weave, x, y);
        let under = scale(blend(base, low, low_cover), high_shadow.at(x, y));
        blend(under, top, cover)
    })
}

impl Length {
    fn new(
        frame: &Frame,
        weave: &Weave,
        numbers: &mut Sequence,
        (angle, x, y): (f32, f32, f32),
        half: f32,
        ends: (f32, f32),
    ) -> Self {
        let seed = frame.seed as u32 ^ (angle.to_bits() >> 8);
        let bow = numbers.between(-0.05, 0.05);
        let lift = numbers.between(0.0, 6.0);
        let height = Field::within(frame, half + 0.03, 1.1, 130, |x, y| {
            let rib = (x / half * 2.2 + (y * 3.0 + lift).sin() * 0.8).cos() * 0.009;
            let wave = (y * 9.0 + lift + x * 3.0).sin() * 0.010 + cloud(x * 12.0, y * 6.0, seed) * 0.018;
            (rib + wave + 0.03) * step(0.0, 0.03, half - x.abs())
        });
        Self {
            turn: Turn::new(angle, x, y),
            half,
            start: ends.0,
            end: ends.1,
            bow,
            phase: numbers.between(0.0, weave.repeat()),
            fringe: Fringe { length: 0.062, tuft: 0.0110, seed },
            light: height.lit(Sun::AFTERNOON.turned(angle), 4.5),
        }
    }

    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = self.turn.seen(x, y);
        (x + self.bow * (y * 3.4).sin(), y)
    }

    fn outline(&self, frame: &Frame, x: f32, y: f32) -> f32 {
        let (x, y) = self.place(x, y);
        let wide = if y < self.start || y > self.end { 0.5 } else { 1.0 };
        let long = step(self.fringe.length, self.fringe.length * 0.5, (y - self.end).max(self.start - y));
        frame.inside(x.abs() - self.half) * wide * long
    }

    fn at(&self, frame: &Frame, weave: &Weave, x: f32, y: f32) -> (Colour, f32) {
        let (x, y) = self.place(x, y);
        if x.abs() > self.half + 0.01 {
            return ([0.0; 3], 0.0);
        }
        let u = x / PITCH + self.phase + 4000.0;
        let d = (x.abs() - self.half).max(self.start - y).max(y - self.end);
        let cover = frame.inside(d);
        let cloth = scale(weave.at(u, y / PITCH + 4000.0, PITCH * frame.unit), self.light.at(x, y) * 1.06);
        // The hem: a few wefts beaten close, a little darker.
        let hem = 1.0 - 0.10 * step(0.010, 0.006, (self.end - y).min(y - self.start).abs());
        if cover > 0.995 {
            return (scale(cloth, hem), 1.0);
        }
        let out = (y - self.end).max(self.start - y);
        let strand = if x.abs() < self.half - 0.003 { self.fringe.at(frame, x, out) } else { None };
        match strand {
            Some(s) => {
                let thread = scale(weave.warp_thread(s.from / PITCH + self.phase + 4000.0), s.light);
                (blend(thread, cloth, cover), cover.max(s.cover))
            }
            None => (cloth, cover),
        }
    }
}
