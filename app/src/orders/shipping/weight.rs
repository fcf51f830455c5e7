//! The weight a carrier bills, and its price: the larger of weight and size, a little over a step let go, never below
//! the minimum (JNE, J&T and the post count so, each with numbers of its own).

use super::Tariff;
use crate::money::Money;

/// The grams that count before rounding: the weight, or the size where that is more.
pub fn counted(tariff: &Tariff, weight_g: i64, size_cm: Option<[i64; 3]>) -> i64 {
    let by_size = tariff.divisor.zip(size_cm).map_or(0, |(divisor, size)| volumetric(size, divisor));
    weight_g.max(by_size).max(0)
}

/// Grams of a size: so many cubic centimetres are a kilogram; begun grams count.
fn volumetric(size_cm: [i64; 3], divisor: i64) -> i64 {
    let volume = size_cm.into_iter().fold(1_i64, |volume, side| volume.saturating_mul(side.max(0)));
    steps(volume.saturating_mul(1_000), divisor)
}

/// The grams that are billed.
pub fn billed_weight(tariff: &Tariff, weight_g: i64, size_cm: Option<[i64; 3]>) -> i64 {
    let first = tariff.first_step_g;
    let over = counted(tariff, weight_g, size_cm).saturating_sub(first.saturating_add(tariff.tolerance_g));
    let further = steps(over, tariff.next_step_g).saturating_mul(tariff.next_step_g);
    first.saturating_add(further).max(tariff.minimum_g)
}

/// The price of billed grams; None when it is more than money can be.
pub fn price(tariff: &Tariff, billed_g: i64) -> Option<Money> {
    let further = steps(billed_g.saturating_sub(tariff.first_step_g), tariff.next_step_g);
    tariff.next_price.checked_mul(further)?.checked_add(tariff.first_price)
}

/// How many steps of a length, the last one begun.
fn steps(length: i64, step: i64) -> i64 {
    let (length, step) = (length.max(0), step.max(1));
    length / step + i64::from(length % step > 0)
}
