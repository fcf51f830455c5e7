//! Statements of the audit trail.

use app::error::AppError;

use crate::store::{DbResult as _, Tx};

pub async fn insert(
    tx: &mut Tx,
    actor_kind: &str,
    actor_id: Option<&str>,
    action: &str,
    object: (&str, &str),
    detail: &str,
) -> Result<(), AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    sqlx::query(
        "insert into audit (id, at, actor_kind, actor_id, action, object_kind, object_id, detail) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(now)
    .bind(actor_kind.to_owned())
    .bind(actor_id.map(str::to_owned))
    .bind(action.to_owned())
    .bind(object.0.to_owned())
    .bind(object.1.to_owned())
    .bind(detail.to_owned())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}
