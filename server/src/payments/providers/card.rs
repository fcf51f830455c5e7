//! A card on the payment service's own page. Nothing is shown here: a session is opened when the buyer goes there.

use app::error::AppError;
use app::money::Money;
use app::payments::Ways;
use app::payments::method::Method;

use super::{Provider, Shown};

pub struct Card;

impl Provider for Card {
    fn open(&self, ways: &Ways, amount: Money, _order_code: &str) -> Result<Shown, AppError> {
        if ways.takes(Method::Card, amount) {
            Ok(Shown::default())
        } else {
            Err(AppError::conflict("orders-method-not-here"))
        }
    }
}
