//! What pieces lying on a ground share: being turned, casting a shadow, ending in a fringe.

use super::super::field::Field;
use super::super::frame::Frame;
use super::super::noise::{ease, speck, step};

/// Places seen from a piece that lies turned, around its own middle.
#[derive(Clone, Copy)]
pub struct Turn {
    sin: f32,
    cos: f32,
    x: f32,
    y: f32,
}

impl Turn {
    pub fn new(angle: f32, x: f32, y: f32) -> Self {
        let (sin, cos) = angle.sin_cos();
        Self { sin, cos, x, y }
    }

    pub fn seen(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = (x - self.x, y - self.y);
        (x * self.cos + y * self.sin, -x * self.sin + y * self.cos)
    }
}

/// Distance to a rectangle with round corners, below 0 inside.
pub fn rounded(x: f32, y: f32, half_w: f32, half_h: f32, round: f32) -> f32 {
    let (qx, qy) = (x.abs() - half_w + round, y.abs() - half_h + round);
    qx.max(0.0).hypot(qy.max(0.0)) + qx.max(qy).min(0.0) - round
}

/// The shadow of a piece on what it lies on: dark where it touches, wide and soft away from the light.
pub struct Shadow {
    near: Field,
    far: Field,
    height: f32,
}

impl Shadow {
    /// `mask` is the piece's coverage, `height` how far it stands off the ground.
    pub fn of(frame: &Frame, height: f32, mask: impl Fn(f32, f32) -> f32) -> Self {
        let body = Field::over(frame, 150, mask);
        Self { near: body.blurred(height * 0.45), far: body.blurred(height * 1.7), height }
    }

    pub fn at(&self, x: f32, y: f32) -> f32 {
        let h = self.height;
        let near = self.near.at(x - h * 0.30, y - h * 0.34);
        let far = self.far.at(x - h * 1.25, y - h * 1.15);
        (1.0 - 0.46 * near) * (1.0 - 0.42 * far)
    }
}

/// Loose warp ends beyond a hem, knotted in tufts.
#[derive(Clone, Copy)]
pub struct Fringe {
    pub length: f32,
    pub tuft: f32,
    pub seed: u32,
}

/// A place on a fringe.
pub struct Strand {
    pub cover: f32,
    pub light: f32,
    /// Where along the hem its threads come from.
    pub from: f32,
}

impl Fringe {
    /// `along` the hem and `out` beyond it.
    pub fn at(&self, frame: &Frame, along: f32, out: f32) -> Option<Strand> {
        if out < -0.004 || out > self.length * 1.25 {
            return None;
        }
        let first = (along / self.tuft).floor() as i32;
        // A swaying tuft may reach into its neighbours' place: the nearest of the three wins.
        (first - 1..=first + 1)
            .filter_map(|i| self.tuft_at(frame, i, along, out))
            .max_by(|a, b| a.cover.total_cmp(&b.cover))
    }

    fn tuft_at(&self, frame: &Frame, i: i32, along: f32, out: f32) -> Option<Strand> {
        let length = self.length * (0.80 + 0.38 * speck(i, 1, self.seed));
        let t = out / length;
        if t > 1.0 {
            return None;
        }
        let lean = (speck(i, 2, self.seed) - 0.5) * 0.9 + (speck(i / 4, 5, self.seed) - 0.5) * 0.6;
        let wave = (t * 5.0 + speck(i, 3, self.seed) * 6.0).sin() * 0.16 * t;
        let middle = (i as f32 + 0.5) * self.tuft + (lean * t * t * 0.8 + wave) * self.tuft;
        let knot = 1.0 - ((out - self.length * 0.13) / (self.length * 0.075)).abs().min(1.0);
        let width = self.tuft * (0.30 + 0.16 * ease(knot) + 0.10 * t * step(1.0, 0.9, t) - 0.05 * step(0.02, 0.3, t));
        let across = (along - middle) / width;
        let cover = frame.inside(across.abs() * width - width) * frame.inside((t - 1.0) * length);
        if cover <= 0.0 {
            return None;
        }
        let twist = ((out * 2.2 + (along - middle) * 1.6) / self.tuft * 3.2).sin() * 0.07;
        let round = (1.0 - across * across * 0.75).max(0.1).sqrt();
        let light = (0.62 + 0.42 * round - across * 0.10) * (0.86 + 0.14 * step(0.0, 0.2, t)) + twist + knot * 0.05;
        Some(Strand { cover, light, from: (i as f32 + 0.5) * self.tuft })
    }
}
