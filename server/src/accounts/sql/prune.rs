//! Statements that forget: ended stays, devices nobody uses, old attempts, who was invited long ago.

use app::error::AppError;
use app::time::DAY_MS;

use crate::store::{DbResult as _, Tx};

/// Days after which things are forgotten.
const STAYS: i64 = 30;
const ATTEMPTS: i64 = 30;
/// Names and phone numbers of links that were used, revoked or ran out.
const INVITED: i64 = 90;

/// Everything at once.
pub async fn all(tx: &mut Tx) -> Result<(), AppError> {
    let now = tx.now;
    let stays = now - STAYS * DAY_MS;
    for statement in [
        "delete from sessions where ended_at < $1 or expires_at < $1",
        "delete from device_accounts where device_id in \
           (select id from devices where forgotten_at < $1 or expires_at < $1)",
        "delete from devices where (forgotten_at < $1 or expires_at < $1) \
           and not exists (select 1 from sessions s where s.device_id = devices.id)",
    ] {
        run(tx, statement, stays).await?;
    }
    run(tx, "delete from attempts where updated_at < $1", now - ATTEMPTS * DAY_MS).await?;
    let invited = "update invitations set name = '', phone = null where name <> '' \
         and (used_at < $1 or revoked_at < $1 or expires_at < $1)";
    run(tx, invited, now - INVITED * DAY_MS).await
}

async fn run(tx: &mut Tx, statement: &'static str, before: i64) -> Result<(), AppError> {
    sqlx::query(statement).bind(before).execute(tx.db()).await.db()?;
    Ok(())
}
