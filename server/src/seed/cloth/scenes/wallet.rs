//! A small wallet of fine plaited strips, closed by a flap with a shell button.

use image::RgbImage;

use super::super::frame::Frame;
use super::super::ground::Ground;
use super::super::noise::step;
use super::super::thread::{Colour, blend, scale};
use super::super::weave::Weave;
use super::laid::{Shadow, Turn, rounded};

const STRIP: f32 = 0.0150;
const HALF_W: f32 = 0.350;
const HALF_H: f32 = 0.220;
const SHELL: Colour = [0.93, 0.88, 0.80];

pub fn draw(frame: &Frame, weave: &Weave, ground: Ground) -> RgbImage {
    let mut numbers = frame.sequence();
    let turn = Turn::new(numbers.between(-0.30, 0.30), 0.0, 0.0);
    let phase = (numbers.number() % 64) as f32 + 4000.0;
    let drop = numbers.between(0.02, 0.07);
    let seed = frame.seed as u32;
    let shadow = Shadow::of(frame, 0.022, |x, y| {
        let (x, y) = turn.seen(x, y);
        frame.inside(rounded(x, y, HALF_W, HALF_H, 0.022))
    });
    frame.paint(|x, y| {
        let (px, py) = turn.seen(x, y);
        let d = rounded(px, py, HALF_W, HALF_H, 0.022);
        let cover = frame.inside(d);
        let under = |()| scale(ground.at(x, y, seed, frame.unit), shadow.at(x, y));
        if cover <= 0.0 {
            return under(());
        }
        let piece = button(frame, px, py - drop, closed(frame, weave, px, py, drop, phase));
        if cover > 0.995 { piece } else { blend(under(()), piece, cover) }
    })
}

/// Distance to the flap's lower edge, below 0 on the flap: a shallow bow.
fn flap(x: f32, y: f32, drop: f32) -> f32 {
    y - drop - 0.045 + 0.11 * (x / HALF_W) * (x / HALF_W)
}

fn closed(frame: &Frame, weave: &Weave, x: f32, y: f32, drop: f32, phase: f32) -> Colour {
    let on_flap = flap(x, y, drop);
    let above = frame.inside(on_flap);
    let pixels = STRIP * frame.unit;
    let plait = |u: f32, v: f32| weave.plaited((u + v) / STRIP + phase, (u - v) / STRIP + phase, pixels);
    let d = rounded(x, y, HALF_W, HALF_H, 0.022);
    let edge = (1.0 - 0.38 * step(0.016, 0.0, -d)) * (1.03 - 0.10 * (y + x * 0.6));
    let lower = scale(plait(x, y + 0.4), edge * (0.62 + 0.36 * step(0.0, 0.040, on_flap)));
    let hem = step(0.017, 0.014, -on_flap);
    let bind = scale(weave.weft_thread(phase), 0.86 + 0.22 * ((x * 240.0).sin() * 0.5 + 0.5));
    let upper = scale(blend(plait(x, y), bind, hem), edge * (1.05 - 0.10 * step(0.05, 0.0, -on_flap)));
    blend(lower, upper, above)
}

fn button(frame: &Frame, x: f32, y: f32, under: Colour) -> Colour {
    let r = x.hypot(y);
    let under = scale(under, 1.0 - 0.45 * step(0.046, 0.022, (x - 0.007).hypot(y - 0.009)));
    let cover = frame.inside(r - 0.031);
    if cover <= 0.0 {
        return under;
    }
    let dome = 0.86 - (x + y) * 5.0 - 0.20 * step(0.024, 0.031, r) + 0.06 * (r * 420.0).sin();
    let hole = step(0.0055, 0.0035, (x.abs() - 0.008).hypot(y));
    blend(under, scale(SHELL, dome * (1.0 - 0.75 * hole) + 0.08), cover)
}
