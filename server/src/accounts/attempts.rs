//! Wrong PINs and passwords, slowed per account and device. An attempt is counted before the secret is
//! looked at, so a hundred guesses at once are no more than one after the other.

use app::error::AppError;

use super::sql::people as sql;
use crate::house::House;
use crate::store::Tx;

/// Wrong ones after which a device is forgotten.
pub const MOST: i64 = 10;

/// Counts one attempt and gives how many there are now, this one included.
///
/// # Errors
/// `TooMany` while one must wait: 1, 5, 15, then 60 minutes from the fifth wrong one on.
pub async fn begin(house: &House, subject: String) -> Result<i64, AppError> {
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                if let Some(count) = sql::attempt(tx, &subject).await? {
                    return Ok(count);
                }
                let wait = sql::wait_until(tx, &subject).await? - tx.now;
                let seconds = u32::try_from(wait.max(1000).div_euclid(1000)).unwrap_or(u32::MAX);
                Err(AppError::TooMany { retry_after: seconds })
            })
        })
        .await
}

/// The secret was right: nothing is held against anybody.
pub async fn forgive(tx: &mut Tx, subject: &str) -> Result<(), AppError> {
    sql::forget_attempts(tx, subject).await
}
