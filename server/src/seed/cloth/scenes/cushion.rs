//! A cushion cover with its filling: four drawn-out corners, a round belly, a corded seam.

use image::RgbImage;

use super::super::field::{Field, Sun};
use super::super::frame::Frame;
use super::super::ground::Ground;
use super::super::noise::{cloud, step};
use super::super::thread::{blend, scale};
use super::super::weave::Weave;
use super::laid::{Shadow, Turn};

const PITCH: f32 = 0.0064;
const HALF: f32 = 0.335;

pub fn draw(frame: &Frame, weave: &Weave, ground: Ground) -> RgbImage {
    let mut numbers = frame.sequence();
    let angle = numbers.between(-0.28, 0.28);
    let turn = Turn::new(angle, 0.0, -0.01);
    let phase = numbers.between(0.0, weave.repeat());
    let seed = frame.seed as u32;
    let height = Field::within(frame, 0.44, 0.44, 190, |x, y| {
        let d = seam(x, y);
        let (ax, ay) = ((x / HALF).abs().min(1.0), (y / HALF).abs().min(1.0));
        let belly = ((1.0 - ax * ax) * (1.0 - ay * ay)).max(0.0).powf(0.42) * 0.135 * step(0.0, 0.05, -d);
        // Short creases run from the corners inward, where the filling pulls.
        let pull = ((x.abs() - y.abs()) * 46.0).sin() * 0.0045 * step(0.20, 0.40, x.abs().min(y.abs()) * 1.5);
        belly + pull + cloud(x * 6.0, y * 6.0, seed) * 0.010
    });
    let light = height.lit(Sun { ambient: 0.36, ..Sun::AFTERNOON }.turned(angle), 2.4);
    let shadow = Shadow::of(frame, 0.040, |x, y| {
        let (x, y) = turn.seen(x, y);
        if seam(x, y) < 0.0 { 1.0 } else { 0.0 }
    });
    frame.paint(|x, y| {
        let (px, py) = turn.seen(x, y);
        let d = seam(px, py);
        let cover = frame.inside(d);
        let under = |()| scale(ground.at(x, y, seed, frame.unit), shadow.at(x, y));
        if cover <= 0.0 {
            return under(());
        }
        let swell = 1.0 - height.at(px, py) * 0.42;
        let cloth = weave.at(px * swell / PITCH + phase + 4000.0, py * swell / PITCH + 4000.0, PITCH * frame.unit);
        let cord = step(0.0125, 0.0095, -d);
        let twist = ((px + py) * 520.0).sin() * 0.10 + ((-d - 0.0055) * 130.0).cos() * 0.25 + 0.68;
        let piece = blend(scale(cloth, light.at(px, py) * 1.08), scale(weave.warp_thread(phase + 4000.0), twist), cord);
        if cover > 0.995 { piece } else { blend(under(()), piece, cover) }
    })
}

/// Distance to the seam: a square whose sides are drawn in between the corners.
fn seam(x: f32, y: f32) -> f32 {
    let (ax, ay) = (x.abs() / HALF, y.abs() / HALF);
    let sag = 0.075;
    let dx = ax - 1.0 + sag * (1.0 - ay * ay).max(0.0);
    let dy = ay - 1.0 + sag * (1.0 - ax * ax).max(0.0);
    let (qx, qy) = (dx + 0.06, dy + 0.06);
    (qx.max(0.0).hypot(qy.max(0.0)) + qx.max(qy).min(0.0) - 0.06) * HALF
}
