//! Cloth that fills the picture: in soft folds, or so close that each thread is seen.

use image::RgbImage;

use super::super::field::{Field, Sun};
use super::super::frame::Frame;
use super::super::noise::{Sequence, cloud};
use super::super::thread::scale;
use super::super::weave::Weave;

/// One fold of a hanging or lying cloth, running mostly along `y`.
struct Fold {
    at: f32,
    width: f32,
    high: f32,
    lean: f32,
    wander: f32,
    turn: f32,
    start: f32,
}

struct Look {
    pitch: f32,
    angle: f32,
    folds: usize,
    high: f32,
    wide: f32,
}

pub fn draw(frame: &Frame, weave: &Weave) -> RgbImage {
    let mut numbers = frame.sequence();
    let side = if numbers.now_and_then(0.6) { 1.0 } else { -1.0 };
    let look = Look { pitch: 0.0085, angle: side * numbers.between(0.10, 0.55), folds: 9, high: 0.072, wide: 0.075 };
    fill(frame, weave, &mut numbers, &look)
}

pub fn draw_close(frame: &Frame, weave: &Weave) -> RgbImage {
    let mut numbers = frame.sequence();
    let side = if numbers.now_and_then(0.5) { 1.0 } else { -1.0 };
    let look = Look { pitch: 0.0185, angle: side * numbers.between(0.35, 0.8), folds: 3, high: 0.13, wide: 0.17 };
    fill(frame, weave, &mut numbers, &look)
}

fn fill(frame: &Frame, weave: &Weave, numbers: &mut Sequence, look: &Look) -> RgbImage {
    let (half_w, half_h) = frame.half();
    let reach = half_w.hypot(half_h) + 0.02;
    let folds = folds(numbers, look, reach);
    let seed = frame.seed as u32;
    let height = Field::within(frame, reach, reach, 150, |x, y| {
        let crumple = cloud(x * 6.0, y * 3.0, seed) * 0.012 + cloud(x * 15.0, y * 5.0, seed ^ 7) * 0.0035;
        folds.iter().map(|f| f.height(x, y)).sum::<f32>() + crumple
    });
    let light = height.lit(Sun { ambient: 0.34, ..Sun::AFTERNOON }.turned(look.angle), 7.0);
    let way = height.walked();
    let phase = numbers.between(0.0, weave.repeat());
    let (sin, cos) = look.angle.sin_cos();
    let pixels = look.pitch * frame.unit;
    frame.paint(|x, y| {
        let (cx, cy) = (x * cos + y * sin, -x * sin + y * cos);
        let u = way.at(cx, cy) / look.pitch + phase + 4000.0;
        let v = (cy + height.at(cx, cy) * 0.45) / look.pitch + 4000.0;
        scale(weave.at(u, v, pixels), light.at(cx, cy) * 1.10)
    })
}

fn folds(numbers: &mut Sequence, look: &Look, reach: f32) -> Vec<Fold> {
    let gap = reach * 2.0 / look.folds as f32;
    (0..look.folds)
        .map(|k| {
            let valley = k % 3 == 2;
            Fold {
                at: -reach + (k as f32 + numbers.between(0.15, 0.85)) * gap,
                width: look.wide * numbers.between(0.55, 1.25),
                high: look.high * numbers.between(0.45, 1.0) * if valley { -0.55 } else { 1.0 },
                lean: numbers.between(-0.20, 0.20),
                wander: numbers.between(0.006, 0.03),
                turn: numbers.between(2.0, 5.0),
                start: numbers.between(0.0, 6.0),
            }
        })
        .collect()
}

impl Fold {
    /// A ridge with a steeper side, higher in some places than in others.
    fn height(&self, x: f32, y: f32) -> f32 {
        let middle = self.at + self.lean * y + self.wander * (y * self.turn + self.start).sin();
        let t = (x - middle) / self.width;
        if t.abs() > 4.0 {
            return 0.0;
        }
        let t = if t > 0.0 { t * 1.45 } else { t };
        self.high * (-t * t).exp() * (0.72 + 0.28 * (y * 2.6 + self.start * 1.7).cos())
    }
}
