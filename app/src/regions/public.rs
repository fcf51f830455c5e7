//! Places as visitors see them: villages, and the islands they lie on.

use crate::ids::RegionId;

/// A village with its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Village {
    pub id: RegionId,
    pub slug: String,
    pub name: String,
    /// Empty where the regency is not one of islands.
    pub island: String,
}

/// The villages of one island.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Island {
    /// Empty where the regency is not one of islands.
    pub name: String,
    pub villages: Vec<Village>,
}

/// Villages by island, the islands by name.
pub fn by_island(villages: Vec<Village>) -> Vec<Island> {
    let mut islands: Vec<Island> = Vec::new();
    for village in villages {
        match islands.iter_mut().find(|island| island.name == village.island) {
            Some(island) => island.villages.push(village),
            None => islands.push(Island { name: village.island.clone(), villages: vec![village] }),
        }
    }
    islands.sort_by(|one, other| one.name.cmp(&other.name));
    islands
}

/// What stands on shelves: shops with something to show, who makes it, and the pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub shops: i64,
    pub makers: i64,
    pub pieces: i64,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { shops: self.shops + other.shops, makers: self.makers + other.makers, pieces: self.pieces + other.pieces }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn village(name: &str, island: &str) -> Village {
        Village { id: RegionId(name.into()), slug: name.into(), name: name.into(), island: island.into() }
    }

    #[test]
    fn villages_gather_on_their_islands() {
        let islands =
            by_island(vec![village("Kulati", "Tomia"), village("Horuo", "Kaledupa"), village("Lamanggau", "Tomia")]);
        let seen: Vec<(&str, usize)> =
            islands.iter().map(|island| (island.name.as_str(), island.villages.len())).collect();
        assert_eq!(seen, [("Kaledupa", 1), ("Tomia", 2)]);
    }

    #[test]
    fn a_regency_without_islands_is_one_group_without_a_name() {
        let islands = by_island(vec![village("Kulati", ""), village("Horuo", "")]);
        assert_eq!(islands.len(), 1);
        assert_eq!(islands[0].name, "");
    }
}
