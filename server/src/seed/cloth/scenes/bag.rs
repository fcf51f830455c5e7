//! A bag of plaited pandan strips, lying on the ground with its two handles.

use image::RgbImage;

use super::super::frame::Frame;
use super::super::ground::Ground;
use super::super::noise::{cloud, step};
use super::super::thread::{Colour, blend, colour, scale};
use super::super::weave::Weave;
use super::laid::{Shadow, Turn, rounded};

const STRIP: f32 = 0.0185;
const RIM: f32 = -0.135;
const FOOT: f32 = 0.355;

struct Handle {
    x: f32,
    y: f32,
    rx: f32,
    ry: f32,
}

pub fn draw(frame: &Frame, weave: &Weave, ground: Ground) -> RgbImage {
    let mut numbers = frame.sequence();
    let turn = Turn::new(numbers.between(-0.13, 0.13), 0.0, 0.0);
    let wide = numbers.between(0.29, 0.33);
    let front = Handle { x: 0.0, y: RIM + 0.03, rx: wide * 0.47, ry: numbers.between(0.24, 0.29) };
    let back = Handle { x: 0.022, y: RIM, rx: front.rx * 0.96, ry: front.ry * 0.98 };
    let phase = (numbers.number() % 64) as f32 + 4000.0;
    let seed = frame.seed as u32;
    let reed = colour("husk").unwrap_or([0.61, 0.48, 0.30]);
    let shadow = Shadow::of(frame, 0.030, |x, y| {
        let (x, y) = turn.seen(x, y);
        let arcs = frame.inside(front.distance(x, y)).max(frame.inside(back.distance(x, y)));
        frame.inside(body(x, y, wide)).max(arcs)
    });
    frame.paint(|x, y| {
        let (px, py) = turn.seen(x, y);
        let ground = scale(ground.at(x, y, seed, frame.unit), shadow.at(x, y));
        let under = back.over(frame, px, py, scale(reed, 0.78), ground);
        let d = body(px, py, wide);
        let cover = frame.inside(d);
        let piece = if cover > 0.0 { blend(under, side(frame, weave, px, py, d, wide, phase), cover) } else { under };
        // The front handle throws its own small shadow on the bag.
        let touch = step(0.022, 0.0, front.distance(px - 0.009, py - 0.012)) * cover;
        front.over(frame, px, py, reed, scale(piece, 1.0 - 0.40 * touch))
    })
}

/// The bag's outline: wider below than at the rim, with soft corners.
fn body(x: f32, y: f32, wide: f32) -> f32 {
    let t = (y - RIM) / (FOOT - RIM);
    let bulge = 0.022 * (t.clamp(0.0, 1.0) * std::f32::consts::PI).sin();
    let w = wide + bulge - 0.014 * (1.0 - t);
    let dip = 0.010 * (1.0 - (x / wide) * (x / wide));
    let middle = (RIM + FOOT) / 2.0;
    rounded(x, y - middle - dip * (1.0 - t), w, (FOOT - RIM) / 2.0, 0.045 * t.clamp(0.25, 1.0))
}

fn side(frame: &Frame, weave: &Weave, x: f32, y: f32, d: f32, wide: f32, phase: f32) -> Colour {
    // The belly is round: strips lie closer toward the sides.
    let r = (x / (wide + 0.05)).clamp(-0.98, 0.98);
    let bx = r.asin() * (wide + 0.05) * 0.93;
    let rim = y - RIM - 0.010 * (1.0 - (x / wide) * (x / wide));
    let plait = weave.plaited((bx + y) / STRIP + phase, (bx - y) / STRIP + phase, STRIP * frame.unit);
    let belly = 1.0 - 0.42 * (r + 0.28).max(0.0).powi(2) - 0.20 * (r + 0.28).min(0.0).powi(2);
    let dent = 0.96 + 0.08 * cloud(x * 6.0 + 3.0, y * 5.0, frame.seed as u32);
    let edge = 1.0 - 0.34 * step(0.030, 0.0, -d);
    let low = 1.0 - 0.16 * step(0.15, 0.33, y);
    let light = belly * dent * edge * low * 1.06;
    if rim > 0.036 {
        let below = 1.0 - 0.24 * step(0.020, 0.0, rim - 0.036);
        return scale(plait, light * below);
    }
    // The rim is one broad strip, stitched over and over.
    let stitch = ((x * 330.0 + rim * 90.0).sin() * 0.5 + 0.5).powi(3);
    let round = 1.02 - ((rim - 0.015) / 0.026).powi(2) * 0.34;
    blend(
        scale(weave.warp_thread(phase + 2.0), light * round),
        scale(weave.warp_thread(phase), light * round * 0.72),
        stitch * 0.55,
    )
}

impl Handle {
    /// Distance to the cord of the handle, an arch that stands on the rim.
    fn distance(&self, x: f32, y: f32) -> f32 {
        let (dx, dy) = ((x - self.x) / self.rx, (y - self.y) / self.ry);
        if dy > 0.16 {
            return 1.0;
        }
        let r = dx.hypot(dy).max(0.001);
        let slope = (dx / self.rx).hypot(dy / self.ry) / r;
        ((r - 1.0) / slope.max(0.001)).abs() - 0.0125
    }

    fn over(&self, frame: &Frame, x: f32, y: f32, tone: Colour, under: Colour) -> Colour {
        let d = self.distance(x, y);
        let cover = frame.inside(d);
        if cover <= 0.0 {
            return under;
        }
        let (dx, dy) = ((x - self.x) / self.rx, (y - self.y) / self.ry);
        let across = (dx.hypot(dy) - 1.0) * self.rx.min(self.ry) / 0.0125;
        let along = dy.atan2(dx);
        let wound = ((along * 62.0 + across * 1.1).sin() * 0.5 + 0.5).sqrt();
        let round = (1.0 - (across * 0.85).clamp(-1.0, 1.0).powi(2)).max(0.05).sqrt();
        let sun = 0.5 - 0.28 * across * (dx * 0.55 + dy * 0.75);
        blend(under, scale(tone, (0.34 + 0.62 * round) * (0.72 + 0.34 * wound) + sun * 0.34), cover)
    }
}
