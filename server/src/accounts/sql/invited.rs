//! The officer's list of links. Whoever has enrolled is called by the name of the account; the name that was
//! typed into an invitation is forgotten after a while.

use app::accounts::{InvitationKind, InvitationLine, InvitationState};
use app::error::AppError;
use app::ids::InvitationId;
use sqlx::AnyPool;

use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct LineRow {
    id: String,
    kind: String,
    token_hash: String,
    name: String,
    phone: Option<String>,
    village: Option<String>,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl LineRow {
    fn line(self, now: i64) -> Result<InvitationLine, AppError> {
        Ok(InvitationLine {
            id: InvitationId(self.id),
            kind: InvitationKind::parse(&self.kind).ok_or(AppError::Internal)?,
            state: InvitationState::of(self.used_at, self.revoked_at, self.expires_at, now),
            name: self.name,
            village: self.village.unwrap_or_default(),
            created_at: self.created_at,
            expires_at: self.expires_at,
            ended_at: self.used_at.or(self.revoked_at),
        })
    }
}

/// Which lines of a regency a state means; `$2` is the state or empty, `$3` now.
macro_rules! of_state {
    () => {
        "i.regency_id = $1 and i.kind <> 'set_password' and ($2 = '' \
           or ($2 = 'used' and i.used_at is not null) \
           or ($2 = 'revoked' and i.used_at is null and i.revoked_at is not null) \
           or ($2 = 'expired' and i.used_at is null and i.revoked_at is null and i.expires_at <= $3) \
           or ($2 = 'open' and i.used_at is null and i.revoked_at is null and i.expires_at > $3))"
    };
}

pub async fn count(db: &AnyPool, regency: &str, state: Option<InvitationState>, now: i64) -> Result<i64, AppError> {
    let (n,): (i64,) = sqlx::query_as(concat!("select count(*) from invitations i where ", of_state!()))
        .bind(regency.to_owned())
        .bind(state.map_or("", InvitationState::as_str).to_owned())
        .bind(now)
        .fetch_one(db)
        .await
        .db()?;
    Ok(n)
}

pub async fn lines(
    db: &AnyPool,
    regency: &str,
    state: Option<InvitationState>,
    now: i64,
    most: i64,
    skip: i64,
) -> Result<Vec<InvitationLine>, AppError> {
    let rows: Vec<LineRow> = sqlx::query_as(concat!(
        "select i.id, i.kind, i.token_hash, coalesce(a.name, i.name) as name, i.phone, v.name as village, i.created_at, i.expires_at, i.used_at, i.revoked_at \
         from invitations i left join regions v on v.id = i.village_id left join accounts a on a.id = i.account_id where ",
        of_state!(),
        " order by i.created_at desc, i.id desc limit $4 offset $5"
    ))
    .bind(regency.to_owned())
    .bind(state.map_or("", InvitationState::as_str).to_owned())
    .bind(now)
    .bind(most)
    .bind(skip)
    .fetch_all(db)
    .await
    .db()?;
    rows.into_iter().map(|row| row.line(now)).collect()
}

/// One link of a regency with its token's hash and the phone it goes to.
pub async fn one(
    db: &AnyPool,
    regency: &str,
    id: &str,
    now: i64,
) -> Result<Option<(InvitationLine, String, String)>, AppError> {
    let row: Option<LineRow> = sqlx::query_as(
        "select i.id, i.kind, i.token_hash, coalesce(a.name, i.name) as name, i.phone, v.name as village, i.created_at, i.expires_at, i.used_at, i.revoked_at \
         from invitations i left join regions v on v.id = i.village_id left join accounts a on a.id = i.account_id \
         where i.id = $1 and i.regency_id = $2 and i.kind <> 'set_password'",
    )
    .bind(id.to_owned())
    .bind(regency.to_owned())
    .fetch_optional(db)
    .await
    .db()?;
    row.map(|row| {
        let (hash, phone) = (row.token_hash.clone(), row.phone.clone().unwrap_or_default());
        Ok((row.line(now)?, hash, phone))
    })
    .transpose()
}
