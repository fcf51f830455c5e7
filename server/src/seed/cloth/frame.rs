//! The picture itself: its size and measure, and the one loop over its pixels, shared out by rows.

use std::thread;

use image::RgbImage;

use super::noise::{Sequence, speck};
use super::thread::Colour;

/// Measures are in units of the picture's shorter side, from its centre: -0.5 to 0.5 when square.
pub struct Frame {
    pub width: u32,
    pub height: u32,
    pub seed: u64,
    /// Pixels in one unit.
    pub unit: f32,
}

impl Frame {
    pub fn new(width: u32, height: u32, seed: u64) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        Self { width, height, seed, unit: width.min(height) as f32 }
    }

    /// Half the picture's width and height in units.
    pub fn half(&self) -> (f32, f32) {
        (self.width as f32 / self.unit / 2.0, self.height as f32 / self.unit / 2.0)
    }

    pub fn sequence(&self) -> Sequence {
        Sequence::new(self.seed)
    }

    /// The coverage of an edge: 1 inside (`distance` well below 0), 0 outside, soft over one pixel.
    pub fn inside(&self, distance: f32) -> f32 {
        (0.5 - distance * self.unit).clamp(0.0, 1.0)
    }

    /// Asks `shade` for every pixel's colour. Rows are shared between the cores; the result does not
    /// depend on how many there are.
    pub fn paint(&self, shade: impl Fn(f32, f32) -> Colour + Sync) -> RgbImage {
        let row = self.width as usize * 3;
        let mut bytes = vec![0u8; row * self.height as usize];
        let cores = thread::available_parallelism().map_or(1, |n| n.get().min(8));
        let band = (self.height as usize).div_ceil(cores).max(1);
        thread::scope(|scope| {
            for (part, rows) in bytes.chunks_mut(band * row).enumerate() {
                let shade = &shade;
                scope.spawn(move || {
                    for (line, pixels) in rows.chunks_mut(row).enumerate() {
                        self.paint_row(part * band + line, pixels, shade);
                    }
                });
            }
        });
        RgbImage::from_raw(self.width, self.height, bytes).unwrap_or_default()
    }

    fn paint_row(&self, y: usize, pixels: &mut [u8], shade: &impl Fn(f32, f32) -> Colour) {
        let (half_w, half_h) = self.half();
        let uy = (y as f32 + 0.5) / self.unit - half_h;
        for (x, pixel) in pixels.chunks_exact_mut(3).enumerate() {
            let ux = (x as f32 + 0.5) / self.unit - half_w;
            let grain = (speck(x as i32, y as i32, 77) - 0.5) / 128.0;
            let air = air(ux / half_w, uy / half_h);
            for (out, value) in pixel.iter_mut().zip(shade(ux, uy).into_iter().zip(air)) {
                *out = tone(value.0 * value.1 + grain);
            }
        }
    }
}

/// Warm light from the upper left that cools and fades toward the far corner.
fn air(x: f32, y: f32) -> Colour {
    let far = ((x + 0.45) * (x + 0.45) + (y + 0.55) * (y + 0.55)) * 0.055;
    let light = 1.065 - far;
    [light * 1.01, light, light * (0.975 + far * 0.10)]
}

/// Highlights roll off softly instead of burning out.
fn tone(value: f32) -> u8 {
    let v = value.max(0.0);
    let v = if v > 0.82 { 0.82 + (v - 0.82) / (1.0 + (v - 0.82) * 2.6) } else { v };
    (v.min(1.0) * 255.0 + 0.5) as u8
}
