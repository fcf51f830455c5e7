//! The shop's own static QRIS with the amount of the order in it. No payment service tells us anything:
//! the artisan looks into her own app.

use app::error::AppError;
use app::money::Money;
use app::payments::{Ways, ticket};

use super::{Provider, Shown};

pub struct Qris;

impl Provider for Qris {
    fn open(&self, ways: &Ways, amount: Money, order_code: &str) -> Result<Shown, AppError> {
        let not_here = || AppError::conflict("orders-method-not-here");
        let shop = ways.qris.as_ref().ok_or_else(not_here)?;
        let plain = ticket::plain(&shop.payload).ok_or_else(not_here)?;
        let payload = ticket::payload(&shop.payload, amount, order_code).map_err(|error| {
            tracing::warn!(?error, "a shop's QRIS could not take the amount");
            not_here()
        })?;
        Ok(Shown {
            qris_payload: Some(payload),
            qris_plain: Some(plain),
            qris_name: Some(shop.name.clone()),
            ..Shown::default()
        })
    }
}
