//! From thread numbers to colour: which thread lies on top, how round it is, how it was spun.

use super::ClothStyle;
use super::noise::{Sequence, speck, step};
use super::thread::{Colour, blend, colour, scale};

/// How many threads remember their own unevenness before it repeats.
const UNEVEN: usize = 512;

/// A small figure laid in with an extra crosswise thread. Abstract shapes only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    pub shape: Shape,
    pub colour: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Dots,
    Waves,
    Steps,
    Seeds,
    Stems,
}

impl Figure {
    /// Reads `waves:cotton`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (shape, thread) = text.split_once(':').ok_or_else(|| format!("not a figure: {text}"))?;
        let shape = match shape {
            "dots" => Shape::Dots,
            "waves" => Shape::Waves,
            "steps" => Shape::Steps,
            "seeds" => Shape::Seeds,
            "stems" => Shape::Stems,
            other => return Err(format!("no such figure: {other}")),
        };
        let colour = colour(thread).ok_or_else(|| format!("no such thread: {thread}"))?;
        Ok(Self { shape, colour })
    }
}

/// Each figure as rows of threads, `#` where the extra thread lies on top, and the plain rows after it.
const fn rows(shape: Shape) -> (&'static [&'static [u8]], i32) {
    match shape {
        Shape::Dots => (&[b"##......", b"##......", b"........", b"....##..", b"....##.."], 15),
        Shape::Waves => (
            &[
                b"...####.....",
                b"..######....",
                b".###..###...",
                b"###....###.#",
                b"##......####",
                b"#........##.",
                b"............",
                b"............",
                b"....##......",
                b"....##......",
            ],
            30,
        ),
        Shape::Steps => (
            &[
                b"####............",
                b"####............",
                b"....####........",
                b"....####........",
                b"........####....",
                b"........####....",
                b"....####....####",
                b"....####....####",
            ],
            34,
        ),
        Shape::Seeds => (&[b"..##........", b".####.......", b".####...##..", b"..##....##.."], 22),
        Shape::Stems => (
            &[
                b"....##..........",
                b"...####.........",
                b"...####.........",
                b"....##..........",
                b"....##..........",
                b"....##.##.......",
                b"....####........",
                b".##.##..........",
                b"..####..........",
                b"....##..........",
                b"....##..........",
                b"....##..........",
            ],
            40,
        ),
    }
}

pub struct Weave {
    warp: Vec<Colour>,
    weft: Vec<Colour>,
    figure: Option<Figure>,
    uneven: Vec<f32>,
    seed: u32,
}

impl Weave {
    pub fn new(style: &ClothStyle, seed: u64) -> Self {
        let mut numbers = Sequence::new(seed ^ 0x77ea_7e00);
        let uneven = (0..UNEVEN).map(|_| 1.0 + (numbers.unit() + numbers.unit() - 1.0) * 0.075).collect();
        // A caller cannot build an empty style by parsing; an empty one made by hand weaves plain cotton.
        let or_plain = |threads: &[Colour]| {
            if threads.is_empty() { vec![[0.94, 0.89, 0.81]] } else { threads.to_vec() }
        };
        Self {
            warp: or_plain(&style.warp),
            weft: or_plain(&style.weft),
            figure: style.figure,
            uneven,
            seed: seed as u32,
        }
    }

    /// How many threads there are before the stripes repeat.
    pub fn repeat(&self) -> f32 {
        self.warp.len() as f32
    }

    pub fn warp_thread(&self, u: f32) -> Colour {
        self.warp[wrap(u.floor() as i32, self.warp.len())]
    }

    pub fn weft_thread(&self, v: f32) -> Colour {
        self.weft[wrap(v.floor() as i32, self.weft.len())]
    }

    /// The cloth at warp thread `u`, weft thread `v`. `pixels` is how many of them one thread is wide:
    /// where threads are too fine to be seen, their relief fades instead of flickering.
    pub fn at(&self, u: f32, v: f32, pixels: f32) -> Colour {
        let (iu, iv) = (u.floor(), v.floor());
        let (fu, fv) = (u - iu, v - iv);
        let (iu, iv) = (iu as i32, iv as i32);
        let sign = if (iu + iv) & 1 == 0 { 1.0 } else { -1.0 };
        let (a, b) = (4.0 * fu * (1.0 - fu), 4.0 * fv * (1.0 - fv));
        // A thread bulges where it passes over the other; warp a little prouder, as on a hand loom.
        let warp_high = a * (0.66 + 0.42 * sign * b);
        let weft_high = b * (0.44 - 0.42 * sign * a);
        let over = ((warp_high - weft_high) * 9.0 + 0.5).clamp(0.0, 1.0);
        let warp = scale(self.warp[wrap(iu, self.warp.len())], self.uneven[wrap(iu, UNEVEN)]);
        let weft = scale(self.weft[wrap(iv, self.weft.len())], self.uneven[wrap(iv + 211, UNEVEN)]);
        let high = warp_high.max(weft_high);
        let lean = over * (0.5 - fu) + (1.0 - over) * (0.5 - fv);
        let spin = spun(over > 0.5, u, v) * step(9.0, 20.0, pixels);
        let relief = 0.74 + 0.34 * high + 0.20 * lean + spin + (speck(iu, iv, self.seed) - 0.5) * 0.07;
        let seen = step(1.2, 3.6, pixels);
        let mut thread = blend(weft, warp, over);
        let mut light = 0.95 + (relief - 0.95) * seen;
        if let Some(figure) = self.figure.filter(|f| lies_on_top(f.shape, iu, iv)) {
            let gloss = 0.80 + 0.30 * b - 0.10 * (fu - 0.5).abs();
            thread = scale(figure.colour, self.uneven[wrap(iv + 97, UNEVEN)]);
            light = 0.97 + (gloss - 0.97) * seen;
        }
        scale(thread, light)
    }

    /// Flat plaited strips (over one, under one) instead of round threads.
    pub fn plaited(&self, u: f32, v: f32, pixels: f32) -> Colour {
        let (iu, iv) = (u.floor(), v.floor());
        let (fu, fv) = (u - iu, v - iv);
        let (iu, iv) = (iu as i32, iv as i32);
        let lengthwise = (iu + iv) & 1 == 0;
        let (across, along, number) = if lengthwise { (fu, fv, iu) } else { (fv, fu, iv + 131) };
        let strip =
            if lengthwise { self.warp[wrap(iu, self.warp.len())] } else { self.weft[wrap(iv, self.weft.len())] };
        let edge = step(0.0, 0.13, across.min(1.0 - across));
        let bulge = 4.0 * along * (1.0 - along);
        let (far, near) = if lengthwise { (v, u) } else { (u, v) };
        let fibre = speck((near * 11.0).floor() as i32, (far * 0.5).floor() as i32, self.seed) - 0.5;
        let seen = step(1.5, 4.0, pixels);
        let relief = (0.58 + 0.42 * edge) * (0.78 + 0.26 * bulge) + fibre * 0.07 + (0.5 - across) * 0.06;
        scale(strip, self.uneven[wrap(number, UNEVEN)] * (0.93 + (relief - 0.93) * seen))
    }
}

/// The twist of the yarn, seen only close by: slanting lines along the thread.
fn spun(lengthwise: bool, u: f32, v: f32) -> f32 {
    let (across, along) = if lengthwise { (u, v) } else { (v, u) };
    let turn = along * 3.1 + across * 1.7;
    let f = turn - turn.floor();
    (f - 0.5).abs() * 0.22 - 0.06
}

fn lies_on_top(shape: Shape, iu: i32, iv: i32) -> bool {
    let (rows, plain) = rows(shape);
    let height = rows.len() as i32;
    let row = iv.rem_euclid(height + plain);
    if row >= height {
        return false;
    }
    let line = rows[row as usize];
    line[iu.rem_euclid(line.len() as i32) as usize] == b'#'
}

fn wrap(i: i32, len: usize) -> usize {
    i.rem_euclid(len as i32) as usize
}
