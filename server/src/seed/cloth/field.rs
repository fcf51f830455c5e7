//! Slowly changing values on a coarse grid: heights, shadows, light. Worked out once, read per pixel.

use super::frame::Frame;

/// A grid of values over a rectangle, in units of the frame.
#[derive(Clone)]
pub struct Field {
    cols: usize,
    rows: usize,
    left: f32,
    top: f32,
    /// Grid points in one unit.
    per_unit: f32,
    v: Vec<f32>,
}

/// Where the light comes from: toward the light, `z` up. The length does not matter.
#[derive(Clone, Copy)]
pub struct Sun {
    pub x: f32,
    pub y: f32,
    pub z: f32,
    /// Light that reaches every place, 0 to 1.
    pub ambient: f32,
}

impl Sun {
    pub const AFTERNOON: Self = Self { x: -0.62, y: -0.50, z: 0.62, ambient: 0.42 };

    /// The same sun seen by something turned by `angle`.
    pub fn turned(self, angle: f32) -> Self {
        let (s, c) = angle.sin_cos();
        Self { x: self.x * c + self.y * s, y: -self.x * s + self.y * c, ..self }
    }
}

impl Field {
    /// Over the whole frame and a little beyond, in `detail` grid points a unit.
    pub fn over(frame: &Frame, detail: usize, f: impl Fn(f32, f32) -> f32) -> Self {
        let (half_w, half_h) = frame.half();
        Self::within(frame, half_w + 0.06, half_h + 0.06, detail, f)
    }

    /// Over a rectangle around the centre. A small picture has no use for a fine grid and gets a coarser one.
    pub fn within(frame: &Frame, half_w: f32, half_h: f32, detail: usize, f: impl Fn(f32, f32) -> f32) -> Self {
        let per_unit = (detail as f32).min(frame.unit * 0.5).max(24.0);
        let cols = (half_w * 2.0 * per_unit).ceil() as usize + 2;
        let rows = (half_h * 2.0 * per_unit).ceil() as usize + 2;
        let mut v = Vec::with_capacity(cols * rows);
        for row in 0..rows {
            let y = row as f32 / per_unit - half_h;
            v.extend((0..cols).map(|col| f(col as f32 / per_unit - half_w, y)));
        }
        Self { cols, rows, left: -half_w, top: -half_h, per_unit, v }
    }

    /// The value at a place, between the grid points; the edge goes on outside.
    pub fn at(&self, x: f32, y: f32) -> f32 {
        let gx = ((x - self.left) * self.per_unit).clamp(0.0, (self.cols - 2) as f32 + 0.999);
        let gy = ((y - self.top) * self.per_unit).clamp(0.0, (self.rows - 2) as f32 + 0.999);
        let (ix, iy) = (gx as usize, gy as usize);
        let (fx, fy) = (gx - ix as f32, gy - iy as f32);
        let i = iy * self.cols + ix;
        let top = self.v[i] + (self.v[i + 1] - self.v[i]) * fx;
        let low = self.v[i + self.cols] + (self.v[i + self.cols + 1] - self.v[i + self.cols]) * fx;
        top + (low - top) * fy
    }

    /// How far one has walked over the surface from the left edge: cloth that rises uses more thread.
    pub fn walked(&self) -> Self {
        let mut out = self.clone();
        let cell = 1.0 / self.per_unit;
        for row in 0..self.rows {
            let line = &self.v[row * self.cols..(row + 1) * self.cols];
            let mut way = 0.0;
            for col in 0..self.cols {
                if col > 0 {
                    way += (line[col] - line[col - 1]).hypot(cell);
                }
                out.v[row * self.cols + col] = way;
            }
        }
        out
    }

    /// Smoothed over about `radius` units (three box passes are close to a bell curve).
    pub fn blurred(&self, radius: f32) -> Self {
        let r = (radius * self.per_unit / 1.8).round().max(1.0) as usize;
        let mut out = self.clone();
        let mut line = Vec::new();
        for _ in 0..3 {
            for row in 0..self.rows {
                box_pass(&mut out.v, row * self.cols, 1, self.cols, r, &mut line);
            }
            for col in 0..self.cols {
                box_pass(&mut out.v, col, self.cols, self.rows, r, &mut line);
            }
        }
        out
    }

    /// Light on this height map: slope, hollows and cast shadows. Flat ground in the sun is 1.
    pub fn lit(&self, sun: Sun, hollow: f32) -> Self {
        let around = self.blurred(0.035);
        let mut out = self.clone();
        let flat = sun.x.hypot(sun.y).max(0.001);
        let norm = flat.hypot(sun.z);
        for row in 0..self.rows {
            for col in 0..self.cols {
                let i = row * self.cols + col;
                let dx = self.slope(row, col, 0, 1);
                let dy = self.slope(row, col, 1, 0);
                let lean = (1.0 + dx * dx + dy * dy).sqrt();
                let sun_on = ((-dx * sun.x - dy * sun.y + sun.z) / lean / norm).max(0.0) / (sun.z / norm);
                let open = 1.0 - self.shade(row, col, (sun.x / flat, sun.y / flat), sun.z / flat);
                let deep = 1.0 - ((around.v[i] - self.v[i]) * hollow).clamp(-0.12, 0.62);
                out.v[i] = (sun.ambient + (1.0 - sun.ambient) * sun_on * open) * deep;
            }
        }
        out
    }

    fn slope(&self, row: usize, col: usize, down: usize, right: usize) -> f32 {
        let (r0, c0) = (row.saturating_sub(down), col.saturating_sub(right));
        let (r1, c1) = ((row + down).min(self.rows - 1), (col + right).min(self.cols - 1));
        let cells = ((r1 - r0) + (c1 - c0)).max(1) as f32;
        (self.v[r1 * self.cols + c1] - self.v[r0 * self.cols + c0]) * self.per_unit / cells
    }

    /// How much of the sun is hidden behind something higher, 0 to 1.
    fn shade(&self, row: usize, col: usize, toward: (f32, f32), rise: f32) -> f32 {
        let here = self.v[row * self.cols + col];
        let mut hidden: f32 = 0.0;
        for k in 1..14 {
            let far = k as f32 * 1.6;
            let c = col as f32 + toward.0 * far;
            let r = row as f32 + toward.1 * far;
            if c < 0.0 || r < 0.0 || c >= self.cols as f32 || r >= self.rows as f32 {
                break;
            }
            let ray = here + far / self.per_unit * rise;
            let over = self.v[r as usize * self.cols + c as usize] - ray;
            hidden = hidden.max(over * self.per_unit / (1.0 + far * 0.25));
        }
        hidden.min(1.0) * 0.75
    }
}

fn box_pass(v: &mut [f32], start: usize, stride: usize, len: usize, r: usize, line: &mut Vec<f32>) {
    line.clear();
    line.extend((0..len).map(|k| v[start + k * stride]));
    let size = (2 * r + 1) as f32;
    let pick = |k: isize| line[k.clamp(0, len as isize - 1) as usize];
    let mut sum: f32 = (-(r as isize)..=r as isize).map(pick).sum();
    for k in 0..len {
        v[start + k * stride] = sum / size;
        sum += pick(k as isize + r as isize + 1) - pick(k as isize - r as isize);
    }
}
