//! One parcel, several shops: who bears how much of it.
//!
//! The rule: the cost is shared by weight, in whole rupiah, what is left over going to the largest remainders (the
//! first of equals). Where it is known what sending alone would cost, nobody pays more than that; what she is spared
//! the others bear by weight. If even that does not carry the parcel, sending together is no gain and there is no
//! share.

use super::{Offer, Parcel, SendZone, Table, offers};
use crate::money::Money;

/// Minor units of the smallest amount anybody pays.
const UNIT: i64 = 100;

/// The cost by weight: sums to `total` exactly. Where no weight is known all bear the same.
pub fn share(total: Money, weights: &[i64]) -> Vec<Money> {
    split(total.minor, weights).into_iter().map(|minor| Money { minor, ..total }).collect()
}

/// What each service asks of the one at `mine` for her share of one parcel with the others. Services that cannot take
/// them all, or with which sending together is no gain, ask what they ask of her alone. None while one of them is not
/// weighed: there is no share of a weight that nobody knows.
pub fn offers_together(table: &Table, zone: SendZone, parcels: &[Parcel], mine: usize, now: i64) -> Vec<Offer> {
    let Some(own) = parcels.get(mine) else { return Vec::new() };
    let alone = |parcel: Parcel| offers(table, zone, parcel, now);
    let weights: Option<Vec<i64>> = parcels.iter().map(|parcel| parcel.weight_g).collect();
    let Some(weights) = weights else { return Vec::new() };
    let joint =
        alone(Parcel { weight_g: weights.iter().try_fold(0_i64, |sum, one| sum.checked_add(*one)), size_cm: None });
    let each: Vec<Vec<Offer>> = parcels.iter().map(|parcel| alone(*parcel)).collect();
    // One name has a row for light parcels and one for heavy ones: it is the same service.
    let price =
        |offers: &[Offer], offer: &Offer| offers.iter().find(|one| one.service == offer.service).map(|one| one.price);
    let mut found = alone(*own);
    for offer in &mut found {
        let Some(whole) = price(&joint, offer) else { continue };
        let singly: Vec<Option<Money>> = each.iter().map(|offers| price(offers, offer)).collect();
        if let Some(share) = share_fairly(whole, &weights, &singly).and_then(|shares| shares.get(mine).copied()) {
            offer.price = share;
        }
    }
    found
}

/// The same where nobody pays more than sending alone (`alone`, where it is known). None when that cannot be: the
/// parcel costs more than all of them alone.
pub fn share_fairly(total: Money, weights: &[i64], alone: &[Option<Money>]) -> Option<Vec<Money>> {
    let most = |at: usize| alone.get(at).copied().flatten().map(|money| money.minor.max(0));
    let mut shares: Vec<Option<i64>> = vec![None; weights.len()];
    loop {
        let settled: i64 = shares.iter().flatten().sum();
        let open: Vec<usize> = (0..weights.len()).filter(|at| shares.get(*at) == Some(&None)).collect();
        let left = total.minor - settled;
        if open.is_empty() {
            return (left == 0).then(|| shares.into_iter().flatten().map(|minor| Money { minor, ..total }).collect());
        }
        let by_weight: Vec<i64> = open.iter().filter_map(|at| weights.get(*at).copied()).collect();
        let parts: Vec<(usize, i64)> = open.into_iter().zip(split(left, &by_weight)).collect();
        let over: Vec<(usize, i64)> = parts
            .iter()
            .filter_map(|(at, part)| most(*at).filter(|most| part > most).map(|most| (*at, most)))
            .collect();
        for (at, part) in if over.is_empty() { parts } else { over } {
            if let Some(share) = shares.get_mut(at) {
                *share = Some(part);
            }
        }
    }
}

/// Whole rupiah by weight with the largest remainders; a rest below a rupiah goes to the first.
fn split(minor: i64, weights: &[i64]) -> Vec<i64> {
    let known: i128 = weights.iter().map(|weight| i128::from((*weight).max(0))).sum();
    let weight = |one: i64| if known == 0 { 1 } else { i128::from(one.max(0)) };
    let all = if known == 0 { i128::try_from(weights.len()).unwrap_or(1) } else { known };
    let units = i128::from(minor / UNIT);
    let mut shares: Vec<i128> = weights.iter().map(|one| units * weight(*one) / all.max(1)).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| weights.get(*at).map(|one| std::cmp::Reverse(units * weight(*one) % all.max(1))));
    let left = usize::try_from(units - shares.iter().sum::<i128>()).unwrap_or(0);
    for at in order.into_iter().take(left) {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    let mut minors: Vec<i64> =
        shares.into_iter().map(|share| i64::try_from(share).unwrap_or(i64::MAX) * UNIT).collect();
    if let Some(first) = minors.first_mut() {
        *first += minor % UNIT;
    }
    minors
}
