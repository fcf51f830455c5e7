//! A transfer to the shop's bank account. No bank tells us anything: the artisan looks into her own account.

use app::error::AppError;
use app::money::Money;
use app::payments::Ways;

use super::{Provider, Shown};

pub struct Transfer;

impl Provider for Transfer {
    fn open(&self, ways: &Ways, _amount: Money, _order_code: &str) -> Result<Shown, AppError> {
        let bank = ways.transfer.clone().ok_or_else(|| AppError::conflict("orders-method-not-here"))?;
        Ok(Shown { bank: Some(bank), ..Shown::default() })
    }
}
