//! "It has not come", of what the shop says it handed over: word stands against word, so nothing moves in the books. The
//! shop is told and the office looks; the buyer's "The money came back" ends it.

use app::error::AppError;
use app::ids::{RefundId, ShopOrderId};
use app::money::Money;
use app::payments::rules::Who;
use app::payments::rules::refund::Move;

use super::{row, sql};
use crate::store::Tx;

/// A refund of which the buyer says so.
#[derive(Clone, Debug)]
pub struct Missed {
    pub id: RefundId,
    pub amount: Money,
}

/// Notes it of those of a part that the buyer's page showed, once.
///
/// # Errors
/// `Conflict` when one of them was not handed over by hand, came by now, or it was said before.
pub async fn missed(tx: &mut Tx, part: &ShopOrderId, shown: &[RefundId]) -> Result<Vec<Missed>, AppError> {
    let all = sql::handed_over(tx, part).await?;
    let meant: Vec<_> = all.into_iter().filter(|one| shown.contains(&one.id)).collect();
    if meant.is_empty() || meant.len() != shown.len() {
        return Err(AppError::conflict("orders-refund-no-missed"));
    }
    let mut missed = Vec::new();
    for one in meant {
        row(Who::Buyer, Move::Miss, Some(one.state), one.method)?;
        sql::miss(tx, &one.id).await?;
        missed.push(Missed { id: one.id, amount: one.amount });
    }
    Ok(missed)
}
