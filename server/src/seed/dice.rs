//! Dice that fall the same way every time for the same seed, so that two demos tell the same story.
//! Never used for anything that must be secret.

use app::codes::rules::{Code, OrderCode, VALUES};

/// SplitMix64 (Steele, Lea and Flood 2014): small, quick, good enough for stories.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The dice of one part of the demo; another `part` falls differently under the same seed.
    pub fn new(seed: u64, part: &str) -> Self {
        // FNV-1a over the part's name.
        let mixed = part.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(mixed)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to `below - 1`; 0 when there is nothing to choose from.
    pub fn below(&mut self, below: i64) -> i64 {
        let below = u64::try_from(below).unwrap_or(0).max(1);
        i64::try_from(self.bits() % below).unwrap_or(0)
    }

    /// From `least` to `most`, both possible.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below(most - least + 1)
    }

    /// True in so many of a hundred throws.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let count = i64::try_from(all.len()).unwrap_or(0);
        all.get(usize::try_from(self.below(count)).unwrap_or(0))
    }

    /// An id (UUIDv7) born at `ms`.
    pub fn id(&mut self, ms: i64) -> String {
        let (a, b) = (self.bits().to_be_bytes(), self.bits().to_be_bytes());
        let bytes: [u8; 10] = std::array::from_fn(|n| if n < 8 { a[n] } else { b[n - 8] });
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(ms).unwrap_or(0), &bytes).into_uuid().to_string()
    }

    /// A code for a tag.
    pub fn code(&mut self) -> String {
        loop {
            if let Some(code) = Code::from_random(self.six()) {
                return code.as_str().to_owned();
            }
        }
    }

    /// A code for an order.
    pub fn order_code(&mut self) -> String {
        loop {
            if let Some(code) = OrderCode::from_random(self.six()) {
                return code.as_str().to_owned();
            }
        }
    }

    fn six(&mut self) -> [u8; 6] {
        std::array::from_fn(|_| u8::try_from(self.below(i64::from(VALUES))).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_tells_the_same_story_and_another_part_another() {
        let throw = |seed, part| {
            let mut dice = Dice::new(seed, part);
            (dice.id(5), dice.code(), dice.order_code(), dice.below(1_000_000))
        };
        assert_eq!(throw(1, "shops"), throw(1, "shops"));
        assert_ne!(throw(1, "shops"), throw(1, "orders"));
        assert_ne!(throw(1, "shops"), throw(2, "shops"));
    }

    #[test]
    fn throws_stay_within_their_bounds_and_reach_both() {
        let mut dice = Dice::new(7, "bounds");
        let throws: Vec<i64> = (0..500).map(|_| dice.between(3, 6)).collect();
        assert!((3..=6).all(|n| throws.contains(&n)) && throws.iter().all(|n| (3..=6).contains(n)));
        assert_eq!(dice.below(0), 0);
        assert_eq!(dice.pick::<u8>(&[]), None);
        assert!(!dice.chance(0) && dice.chance(100));
    }
}
