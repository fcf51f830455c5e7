//! A cloth folded into a parcel, its layers showing at the lower edge, sometimes a corner turned back.

use image::RgbImage;

use super::super::field::{Field, Sun};
use super::super::frame::Frame;
use super::super::ground::Ground;
use super::super::noise::{Sequence, cloud, step};
use super::super::thread::{Colour, blend, scale};
use super::super::weave::Weave;
use super::laid::{Fringe, Shadow, Turn, rounded};

const PITCH: f32 = 0.0066;
const ROUND: f32 = 0.014;

struct Parcel<'a> {
    frame: &'a Frame,
    weave: &'a Weave,
    half_w: f32,
    half_h: f32,
    layers: usize,
    step: f32,
    /// Which side's upper corner is turned back, and how far.
    turned: Option<(f32, f32)>,
    fringe: Fringe,
    phase: f32,
    light: Field,
}

pub fn draw(frame: &Frame, weave: &Weave, ground: Ground) -> RgbImage {
    let mut numbers = frame.sequence();
    let angle = numbers.between(-0.20, 0.20);
    let turn = Turn::new(angle, 0.0, -0.035);
    let parcel = Parcel::new(frame, weave, &mut numbers, angle);
    let shadow = Shadow::of(frame, 0.030, |x, y| {
        let (x, y) = turn.seen(x, y);
        parcel.outline(x, y)
    });
    let seed = frame.seed as u32;
    frame.paint(|x, y| {
        let (px, py) = turn.seen(x, y);
        let (piece, cover) = parcel.at(px, py);
        if cover > 0.995 {
            return piece;
        }
        let under = scale(ground.at(x, y, seed, frame.unit), shadow.at(x, y));
        let under = parcel.with_fringe(px, py, under);
        blend(under, piece, cover)
    })
}

impl<'a> Parcel<'a> {
    fn new(frame: &'a Frame, weave: &'a Weave, numbers: &mut Sequence, angle: f32) -> Self {
        let half_w = numbers.between(0.315, 0.350);
        let half_h = numbers.between(0.285, 0.325);
        let layers = 3 + (numbers.number() % 3) as usize;
        let turned = numbers.now_and_then(0.45).then(|| {
            let side = if numbers.now_and_then(0.7) { 1.0 } else { -1.0 };
            (side, numbers.between(0.19, 0.30))
        });
        let seed = frame.seed as u32;
        let crease = numbers.between(-0.04, 0.04);
        let height = Field::within(frame, 0.42, 0.42, 200, |x, y| {
            let puff = step(0.0, 0.05, half_w - x.abs()) * step(0.0, 0.05, half_h - y.abs());
            let soft = cloud(x * 4.0 + 9.0, y * 3.4, seed) * 0.034 + cloud(x * 10.0, y * 8.0, seed ^ 8) * 0.007;
            let line = (-((x - crease) / 0.006).powi(2)).exp() + 0.6 * (-((y + 0.03) / 0.006).powi(2)).exp();
            0.020 * puff + soft - line * 0.0026
        });
        Self {
            frame,
            weave,
            half_w,
            half_h,
            layers,
            step: numbers.between(0.017, 0.022),
            turned,
            fringe: Fringe { length: numbers.between(0.034, 0.048), tuft: 0.0115, seed },
            phase: numbers.between(0.0, weave.repeat()),
            light: height.lit(Sun::AFTERNOON.turned(angle), 6.0),
        }
    }

    fn outline(&self, x: f32, y: f32) -> f32 {
        let tall = self.step * self.layers as f32 / 2.0;
        if rounded(x, y - tall, self.half_w, self.half_h + tall, ROUND) < 0.0 { 1.0 } else { 0.0 }
    }

    /// The parcel's colour and coverage: the layers from the top down, until nothing shines through.
    fn at(&self, x: f32, y: f32) -> (Colour, f32) {
        let mut sum = [0.0; 3];
        let mut open = 1.0;
        let mut add = |colour: Colour, cover: f32| {
            for (s, c) in sum.iter_mut().zip(colour) {
                *s += c * cover * open;
            }
            open *= 1.0 - cover;
            open
        };
        let mut first = 0;
        if let Some((side, size)) = self.turned {
            let k = self.half_w + self.half_h - size;
            let beyond = x * side - y - k;
            if beyond > 0.0 {
                first = 1;
            } else if let Some((colour, cover)) = self.flap(side, k, x, y) {
                add(colour, cover);
            }
        }
        for layer in first..self.layers {
            let down = layer as f32 * self.step;
            let slip = ((layer * 7 + self.layers * 3) % 5) as f32 * 0.0012 - 0.0024;
            let d = rounded(x - slip, y - down, self.half_w - layer as f32 * 0.0016, self.half_h, ROUND);
            let cover = self.frame.inside(d);
            if cover > 0.0 && add(self.layer(layer, x, y, down), cover) < 0.004 {
                break;
            }
        }
        if open > 0.999 { ([0.0; 3], 0.0) } else { (scale(sum, 1.0 / (1.0 - open)), 1.0 - open) }
    }

    fn layer(&self, layer: usize, x: f32, y: f32, down: f32) -> Colour {
        let roll = ((y - down - self.half_h) / (self.step * 1.5) + 1.0).clamp(0.0, 1.0);
        let v = (y + layer as f32 * 0.087 + roll * roll * self.step * 0.6) / PITCH;
        let cloth = self.weave.at(x / PITCH + self.phase + 4000.0, v + 4000.0, PITCH * self.frame.unit);
        let bend = 1.0 + 0.06 * (roll * std::f32::consts::PI).sin() - 0.58 * roll * roll * roll;
        let light = if layer == 0 {
            self.light.at(x, y)
        } else {
            let under = (y - down + self.step - self.half_h) / self.step;
            0.66 + 0.26 * step(0.0, 0.7, under)
        };
        scale(cloth, light * bend * self.corner_shade(layer, x, y) * 1.06)
    }

    /// The turned corner: the cloth's other side, mirrored at the fold.
    fn flap(&self, side: f32, k: f32, x: f32, y: f32) -> Option<(Colour, f32)> {
        let (mx, my) = (side * (y + k), x * side - k);
        let cover = self.frame.inside(rounded(mx, my, self.half_w, self.half_h, ROUND));
        if cover <= 0.0 {
            return None;
        }
        let from_fold = (k - x * side + y) * std::f32::consts::FRAC_1_SQRT_2;
        let cloth = self.weave.at(mx / PITCH + self.phase + 4000.0, my / PITCH + 4000.5, PITCH * self.frame.unit);
        let roll = 1.0 - step(0.0, 0.022, from_fold);
        let light = self.light.at(x * 0.8, y * 0.8) * (1.05 - 0.30 * roll * roll + 0.05 * roll);
        Some((scale(cloth, light), cover))
    }

    /// What the turned corner hides from the sun.
    fn corner_shade(&self, layer: usize, x: f32, y: f32) -> f32 {
        let Some((side, size)) = self.turned else {
            return 1.0;
        };
        let k = self.half_w + self.half_h - size;
        if layer > 0 {
            let beyond = (x * side - y - k) * std::f32::consts::FRAC_1_SQRT_2;
            return if beyond > 0.0 { 0.90 + 0.28 * step(-0.02, 0.05, beyond) } else { 1.0 };
        }
        let (sx, sy) = (x - 0.010, y - 0.014);
        let d = rounded(side * (sy + k), sx * side - k, self.half_w, self.half_h, ROUND);
        if sx * side - sy > k { 1.0 } else { 0.60 + 0.40 * step(-0.012, 0.020, d) }
    }

    fn with_fringe(&self, x: f32, y: f32, under: Colour) -> Colour {
        let hem = self.half_h + (self.layers - 1) as f32 * self.step;
        if x.abs() > self.half_w - 0.008 {
            return under;
        }
        let behind = self.fringe.at(self.frame, x - 0.005, y - hem - 0.008).map_or(1.0, |s| 1.0 - 0.42 * s.cover);
        let under = scale(under, behind);
        match self.fringe.at(self.frame, x, y - hem) {
            Some(s) => {
                blend(under, scale(self.weave.warp_thread(s.from / PITCH + self.phase + 4000.0), s.light), s.cover)
            }
            None => under,
        }
    }
}
