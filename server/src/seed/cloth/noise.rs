//! Repeatable unevenness: a seeded splitmix64 and smooth value noise. No entropy comes in here.

/// splitmix64 (Steele, Lea and Flood, 2014): a fixed sequence of numbers for each seed.
pub struct Sequence(u64);

impl Sequence {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_add(0x5eed_c107_4000_0001))
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to 1.
    pub fn unit(&mut self) -> f32 {
        (self.number() >> 40) as f32 / (1u64 << 24) as f32
    }

    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// True about `share` of the time.
    pub fn now_and_then(&mut self, share: f32) -> bool {
        self.unit() < share
    }
}

/// A number from 0 to 1 that belongs to a lattice point.
pub fn speck(x: i32, y: i32, seed: u32) -> f32 {
    let mut n = (x as u32).wrapping_mul(0x85eb_ca6b) ^ (y as u32).wrapping_mul(0xc2b2_ae35) ^ seed;
    n = (n ^ (n >> 15)).wrapping_mul(0x2c1b_3c6d);
    n = (n ^ (n >> 12)).wrapping_mul(0x297a_2d39);
    (n ^ (n >> 15)) as f32 * (1.0 / u32::MAX as f32)
}

/// Smooth noise from 0 to 1, one bump a unit.
pub fn cloud(x: f32, y: f32, seed: u32) -> f32 {
    let (cx, cy) = (x.floor(), y.floor());
    let (ix, iy) = (cx as i32, cy as i32);
    let (fx, fy) = (ease(x - cx), ease(y - cy));
    let top = mix(speck(ix, iy, seed), speck(ix + 1, iy, seed), fx);
    let low = mix(speck(ix, iy + 1, seed), speck(ix + 1, iy + 1, seed), fx);
    mix(top, low, fy)
}

pub fn mix(a: f32, b: f32, share: f32) -> f32 {
    a + (b - a) * share
}

/// 0 to 1 without corners.
pub fn ease(t: f32) -> f32 {
    t * t * (3.0 - 2.0 * t)
}

/// 0 below `low`, 1 above `high`, eased between.
pub fn step(low: f32, high: f32, x: f32) -> f32 {
    ease(((x - low) / (high - low)).clamp(0.0, 1.0))
}
