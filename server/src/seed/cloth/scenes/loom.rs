//! Half-woven cloth on the loom: bare warp above, the beater at the fell, the finished web below.

use image::RgbImage;

use super::super::field::{Field, Sun};
use super::super::frame::Frame;
use super::super::noise::{cloud, speck, step};
use super::super::thread::{Colour, blend, scale};
use super::super::weave::Weave;
use super::wood::Bar;

const PITCH: f32 = 0.0098;

pub fn draw(frame: &Frame, weave: &Weave) -> RgbImage {
    let mut numbers = frame.sequence();
    let (_, half_h) = frame.half();
    let fell = half_h * numbers.between(0.02, 0.20);
    let phase = numbers.between(0.0, weave.repeat()) + 4000.0;
    let seed = frame.seed as u32;
    let height = Field::over(frame, 120, |x, y| {
        cloud(x * 2.6, y * 3.0, seed) * 0.05 + (x * 7.0 + 0.6).sin() * 0.006 + cloud(x * 8.0, y * 9.0, seed ^ 3) * 0.008
    });
    let light = height.lit(Sun::AFTERNOON, 3.0);
    let bars = bars(half_h, fell);
    frame.paint(|x, y| {
        let edge = fell + (speck((x / PITCH).floor() as i32, 1, seed) - 0.5) * PITCH * 0.5;
        let woven = frame.inside(edge - y);
        let mut picture = [0.0; 3];
        if woven < 1.0 {
            picture = bare(frame, weave, x, y, fell, phase);
        }
        if woven > 0.0 {
            let web = weave.at(x / PITCH + phase, y / PITCH + 4000.0, PITCH * frame.unit);
            let fade = 1.12 - 0.22 * (y - fell) / half_h;
            picture = blend(picture, scale(web, light.at(x, y) * fade), woven);
        }
        for bar in &bars {
            picture = bar.over(frame, x, y, picture);
        }
        picture
    })
}

/// Warp threads not yet crossed: every second one lifted, dark under the house behind them.
fn bare(frame: &Frame, weave: &Weave, x: f32, y: f32, fell: f32, phase: f32) -> Colour {
    let far = (fell - y).max(0.0);
    let u = x / (1.0 + far * 0.10) / PITCH + phase;
    let i = u.floor();
    let f = u - i;
    let lifted = (i as i32) & 1 == 0;
    let behind = scale([0.165, 0.130, 0.110], 0.75 + 0.5 * cloud(x * 2.0, y * 2.5, 91));
    let half = if lifted { 0.40 } else { 0.33 };
    let cover = frame.inside(((f - 0.5).abs() - half) * PITCH);
    let round = 0.58 + 0.42 * (1.0 - ((f - 0.5) / half).powi(2)).max(0.0) + (0.5 - f) * 0.25;
    let depth = if lifted { 1.02 } else { 0.70 } - step(0.0, 0.55, far) * 0.22;
    let twist = ((y / PITCH) * 2.4 + f * 3.0).sin() * 0.05 * step(6.0, 14.0, PITCH * frame.unit);
    let thread = scale(weave.warp_thread(u), (round + twist) * depth * (0.93 + 0.14 * speck(i as i32, 4, 7)));
    blend(behind, thread, cover)
}

fn bars(half_h: f32, fell: f32) -> [Bar; 4] {
    let dark = [0.44, 0.28, 0.18];
    let bar = |y: f32, half: f32, tilt: f32, tone: Colour, bamboo: bool| Bar { y, half, tilt, tone, bamboo };
    [
        bar(-half_h * 0.80, 0.030, 0.010, [0.52, 0.36, 0.23], false),
        bar(-half_h * 0.55, 0.013, -0.008, [0.72, 0.57, 0.36], true),
        bar(-half_h * 0.41, 0.013, 0.006, [0.70, 0.55, 0.34], true),
        bar(fell - 0.062, 0.044, 0.018, dark, false),
    ]
}
