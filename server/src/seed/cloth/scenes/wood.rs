//! Round wood lying across a picture: a pole, a beater, a heddle bar.

use super::super::frame::Frame;
use super::super::noise::{cloud, step};
use super::super::thread::{Colour, blend, scale};

/// A bar from left to right, `half` thick on either side of `y`, rising by `tilt` to the right.
pub struct Bar {
    pub y: f32,
    pub half: f32,
    pub tilt: f32,
    pub tone: Colour,
    /// Bamboo has joints, turned wood has grain.
    pub bamboo: bool,
}

impl Bar {
    /// Lays the bar and its shadow over what is there.
    pub fn over(&self, frame: &Frame, x: f32, y: f32, under: Colour) -> Colour {
        let t = (y - self.y - self.tilt * x) / self.half;
        if !(-1.2..=4.0).contains(&t) {
            return under;
        }
        let fall = step(4.0, 0.6, t) * step(-1.2, 0.2, t);
        let under = scale(under, 1.0 - 0.48 * fall);
        let cover = frame.inside((t.abs() - 1.0) * self.half);
        if cover <= 0.0 { under } else { blend(under, self.surface(x, y, t.clamp(-1.0, 1.0)), cover) }
    }

    fn surface(&self, x: f32, y: f32, t: f32) -> Colour {
        let round = (1.0 - t * t).sqrt();
        let shine = (-(t + 0.45) * (t + 0.45) * 14.0).exp() * 0.16;
        let light = 0.30 + 0.66 * (round * 0.80 - t * 0.34).max(0.0) + shine;
        let grain =
            (cloud(x * 7.0, y * 260.0 + x * 4.0, 41) - 0.5) * 0.16 + (cloud(x * 2.0, y * 60.0, 43) - 0.5) * 0.14;
        let joint = if self.bamboo {
            let f = (x * 2.3 + 0.31).rem_euclid(1.0);
            1.0 - 0.40 * step(0.012, 0.0, (f - 0.5).abs()) + 0.10 * step(0.03, 0.012, (f - 0.5).abs())
        } else {
            1.0
        };
        scale(self.tone, (light * (1.0 + grain) * joint).max(0.02) * 1.25)
    }
}
