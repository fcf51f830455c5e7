//! The rest of an order that was cancelled after its deposit came, and is paid all the same: it stands in the books and
//! is to be handed back with the deposit.

use app::error::AppError;
use app::ids::ShopOrderId;
use app::orders::rules::plan::Act;
use app::payments::rules::Who;
use serde_json::json;

use super::super::sql;
use super::pay::advance;
use crate::audit::{self, By};
use crate::notifications;
use crate::payments;
use crate::store::Tx;

/// Writes down that it came.
///
/// # Errors
/// `Conflict` where no rest can come any more, or it was said before.
pub async fn rest_came(tx: &mut Tx, by: &By, part: &ShopOrderId) -> Result<(), AppError> {
    sql::take(tx, part).await?;
    let sheet = sql::by_part(tx.db(), part.as_str()).await?.ok_or(AppError::NotFound)?.sheet;
    let (rest, row) = sheet.rest_comes_late().ok_or_else(|| AppError::conflict("orders-no-other"))?;
    payments::followed(tx, &sheet.payment.id).await?;
    advance(tx, by, rest, row, 0).await?;
    sql::touch(tx, part).await?;
    let detail = json!({ "part": sheet.number, "amount_minor": rest.amount.minor, "method": rest.method.as_str() });
    audit::note(tx, by, "payment.rest_arrived", ("order", sheet.id.as_str()), detail).await?;
    notifications::after(tx, &sheet, (Who::Artisan, Act::Arrived, true), (sheet.state, row.to)).await
}
