//! Which figures may stand alone. A cell needs at least five shops, so that nobody's income can be read off it
//! or worked out from its neighbours: small villages are joined, and so are channels, ways of paying and months.

use std::collections::BTreeSet;

/// The fewest shops a cell may have.
pub const LEAST: usize = 5;

/// A shop, as a place in the list of shops.
pub type ShopAt = usize;

/// Groups villages by how many of their shops have ever had a published piece; villages are given as counts
/// in a fixed order, and come back as places in it. Large villages stand alone. Those with fewer than
/// [`LEAST`] shops form the others, which need at least two villages and [`LEAST`] shops; else the next
/// larger village joins them. The others, if there are any, are the last group.
pub fn group_villages(shops: &[usize]) -> Vec<Vec<usize>> {
    let there = (0..shops.len()).filter(|at| shops[*at] > 0);
    let (mut large, mut others): (Vec<usize>, Vec<usize>) = there.partition(|at| shops[*at] >= LEAST);
    let enough = |others: &[usize]| others.len() >= 2 && others.iter().map(|at| shops[*at]).sum::<usize>() >= LEAST;
    if !others.is_empty() && !enough(&others) {
        let next = (0..large.len()).min_by_key(|at| (shops[large[*at]], large[*at]));
        if let Some(next) = next {
            others.push(large.remove(next));
            others.sort_unstable();
        }
    }
    let mut groups: Vec<Vec<usize>> = large.into_iter().map(|at| vec![at]).collect();
    if !others.is_empty() {
        groups.push(others);
    }
    groups
}

/// Joins neighbours, such as channels, until each has had something from at least [`LEAST`] shops. Those
/// nobody contributed to are left out; a rest that stays too small is joined with the one before it.
pub fn join_neighbours(contributors: &[BTreeSet<ShopAt>]) -> Vec<Vec<usize>> {
    let mut joined: Vec<Vec<usize>> = Vec::new();
    let mut rest: (Vec<usize>, BTreeSet<ShopAt>) = Default::default();
    for (at, shops) in contributors.iter().enumerate().filter(|(_, shops)| !shops.is_empty()) {
        rest.0.push(at);
        rest.1.extend(shops);
        if rest.1.len() >= LEAST {
            joined.push(std::mem::take(&mut rest).0);
        }
    }
    if let (Some(last), false) = (joined.last_mut(), rest.0.is_empty()) {
        last.append(&mut rest.0);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_villages_stand_alone_and_small_ones_together() {
        assert_eq!(group_villages(&[7, 4, 6, 3, 0]), [vec![0], vec![2], vec![1, 3]]);
        assert_eq!(group_villages(&[7, 6]), [vec![0], vec![1]]);
    }

    #[test]
    fn others_that_are_too_few_take_the_next_larger_village_in() {
        assert_eq!(group_villages(&[9, 5, 4]), [vec![0], vec![1, 2]]);
        assert_eq!(group_villages(&[5, 5, 2, 1]), [vec![1], vec![0, 2, 3]]);
    }

    #[test]
    fn without_a_large_village_all_are_one_group() {
        assert_eq!(group_villages(&[2, 3, 1]), [vec![0, 1, 2]]);
        assert_eq!(group_villages(&[]), Vec::<Vec<usize>>::new());
    }

    fn shops(range: std::ops::Range<usize>) -> BTreeSet<ShopAt> {
        range.collect()
    }

    #[test]
    fn a_channel_of_few_shops_is_joined_with_its_neighbour() {
        assert_eq!(join_neighbours(&[shops(0..9), shops(0..6), shops(0..0)]), [vec![0], vec![1]]);
        assert_eq!(join_neighbours(&[shops(0..9), shops(0..4)]), [vec![0, 1]]);
        assert_eq!(join_neighbours(&[shops(0..4), shops(3..9)]), [vec![0, 1]]);
        assert_eq!(join_neighbours(&[shops(0..2), shops(0..2)]), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn however_many_shops_there_are_no_group_of_villages_is_too_small() {
        for code in 0..7_usize.pow(5) {
            let counts: Vec<usize> = (0..5).map(|at| code / 7_usize.pow(at) % 7).collect();
            let all: usize = counts.iter().sum();
            let groups = group_villages(&counts);
            assert_eq!(groups.iter().flatten().map(|at| counts[*at]).sum::<usize>(), all);
            if all >= LEAST {
                let least = groups.iter().map(|group| group.iter().map(|at| counts[*at]).sum::<usize>()).min();
                assert!(least.unwrap() >= LEAST, "{counts:?} {groups:?}");
            }
        }
    }
}
