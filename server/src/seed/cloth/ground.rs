//! What a piece lies on: plain cotton, sand, a plaited mat, boards, stone.

use super::noise::{cloud, speck, step};
use super::thread::{Colour, scale};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    Cotton,
    Sand,
    Mat,
    Board,
    Stone,
}

impl Ground {
    /// Reads the seed files' word.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text {
            "cotton" => Ok(Self::Cotton),
            "sand" => Ok(Self::Sand),
            "mat" => Ok(Self::Mat),
            "board" => Ok(Self::Board),
            "stone" => Ok(Self::Stone),
            other => Err(format!("no such ground: {other}")),
        }
    }

    /// The ground's colour at a place; `pixels` is the frame's unit, so that fine grain fades when small.
    pub fn at(self, x: f32, y: f32, seed: u32, pixels: f32) -> Colour {
        match self {
            Self::Cotton => cotton(x, y, seed, pixels),
            Self::Sand => sand(x, y, seed, pixels),
            Self::Mat => mat(x, y, seed),
            Self::Board => board(x, y, seed),
            Self::Stone => stone(x, y, seed, pixels),
        }
    }
}

fn cotton(x: f32, y: f32, seed: u32, pixels: f32) -> Colour {
    let soft = cloud(x * 5.0 + y * 1.5, y * 4.0, seed) - 0.5;
    let crease = 1.0 - ((x * 0.9 - y * 0.35 + 0.11 + soft * 0.05).abs() * 26.0).min(1.0);
    let grain = fine(x, y, pixels, seed) * 0.5;
    scale([0.925, 0.887, 0.815], 0.985 + soft * 0.055 + crease * 0.012 + grain)
}

fn sand(x: f32, y: f32, seed: u32, pixels: f32) -> Colour {
    let wander = cloud(x * 2.6, y * 2.6, seed) * 1.4 + cloud(x * 7.0, y * 7.0, seed ^ 9) * 0.3;
    let ripple = ((y * 26.0 + x * 7.0) + wander * 5.0).sin();
    let shell = speck((x * 210.0).floor() as i32, (y * 210.0).floor() as i32, seed ^ 31);
    let bright = if shell > 0.997 {
        0.10
    } else if shell < 0.003 {
        -0.12
    } else {
        0.0
    };
    let base = [0.875, 0.795, 0.655];
    scale(base, 0.965 + ripple * 0.022 + (wander - 0.8) * 0.035 + fine(x, y, pixels, seed) * 1.5 + bright)
}

fn mat(x: f32, y: f32, seed: u32) -> Colour {
    let (u, v) = ((x + y) * 26.0, (x - y) * 26.0);
    let (iu, iv) = (u.floor(), v.floor());
    let (fu, fv) = (u - iu, v - iv);
    // Over two, under two: the step that gives pandan mats their zigzag.
    let over = ((iu as i32) - (iv as i32)).rem_euclid(4) < 2;
    let (across, along, strip) = if over { (fu, v, iu) } else { (fv, u, iv + 57.0) };
    let tone = 0.93 + speck(strip as i32, 3, seed) * 0.13;
    let fibre = (speck((across * 9.0) as i32 + strip as i32 * 11, (along * 0.7).floor() as i32, seed) - 0.5) * 0.06;
    let round = 0.86 + 0.16 * (4.0 * across * (1.0 - across)).sqrt();
    let dip =
        ((if over { iu - iv } else { iv - iu - 2.0 }).rem_euclid(4.0) + if over { 1.0 - fv } else { 1.0 - fu }) / 2.0;
    let sunk = 0.93 + 0.09 * (std::f32::consts::PI * dip.clamp(0.0, 1.0)).sin();
    let age = 0.97 + 0.06 * cloud(x * 3.0, y * 3.0, seed ^ 5);
    scale([0.815, 0.700, 0.495], tone * round * sunk * age + fibre)
}

fn board(x: f32, y: f32, seed: u32) -> Colour {
    let planks = y * 5.2 + 0.37;
    let plank = planks.floor();
    let f = planks - plank;
    let tone = 0.86 + 0.26 * speck(plank as i32, 1, seed);
    let shift = speck(plank as i32, 2, seed) * 40.0;
    let bend = cloud(x * 1.6 + shift, y * 5.0, seed) * 2.4;
    let ring = ((f * 13.0) + bend * 4.0).sin() * 0.045 + (f * 61.0 + bend * 9.0).sin() * 0.022;
    let fibre = (cloud(x * 9.0 + shift, y * 190.0, seed ^ 3) - 0.5) * 0.14;
    let gap = step(0.0, 0.022, f.min(1.0 - f));
    let lip = 1.0 + 0.10 * (1.0 - step(0.02, 0.07, f));
    scale([0.420, 0.300, 0.215], tone * (0.25 + 0.75 * gap) * lip + (ring + fibre) * gap)
}

fn stone(x: f32, y: f32, seed: u32, pixels: f32) -> Colour {
    let big = cloud(x * 3.0, y * 3.0, seed)
        + cloud(x * 8.0, y * 8.0, seed ^ 2) * 0.5
        + cloud(x * 21.0, y * 21.0, seed ^ 4) * 0.25;
    let trowel = (cloud(x * 6.0 + y * 9.0, y * 2.0 - x, seed ^ 6) - 0.5) * 0.03;
    scale([0.715, 0.735, 0.725], 0.93 + big * 0.07 + trowel + fine(x, y, pixels, seed))
}

/// Grain about two thousandths of the picture wide.
fn fine(x: f32, y: f32, pixels: f32, seed: u32) -> f32 {
    let size = pixels.min(640.0);
    (speck((x * size).floor() as i32, (y * size).floor() as i32, seed ^ 0xf1) - 0.5) * 0.03
}
