//! Notes and coins: nothing is shown, the artisan counts.

use app::error::AppError;
use app::money::Money;
use app::payments::Ways;

use super::{Provider, Shown};

pub struct Cash;

impl Provider for Cash {
    fn open(&self, ways: &Ways, _amount: Money, _order_code: &str) -> Result<Shown, AppError> {
        if ways.cash { Ok(Shown::default()) } else { Err(AppError::conflict("orders-method-not-here")) }
    }
}
