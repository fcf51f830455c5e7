//! Statements of invitations, fresh-device links and set-password links.

use app::accounts::{InvitationKind, InvitationState, Welcome};
use app::backend::Role;
use app::error::AppError;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// A link to be written down.
pub struct NewInvitation {
    pub id: String,
    pub kind: InvitationKind,
    pub token_hash: String,
    pub account: Option<String>,
    pub regency: Option<String>,
    pub village: Option<String>,
    pub name: String,
    pub phone: Option<String>,
    pub created_by: Option<String>,
    pub expires_at: i64,
}

pub async fn insert(tx: &mut Tx, new: NewInvitation) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into invitations (id, kind, token_hash, account_id, regency_id, village_id, name, phone, created_by, created_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(new.id)
    .bind(new.kind.as_str().to_owned())
    .bind(new.token_hash)
    .bind(new.account)
    .bind(new.regency)
    .bind(new.village)
    .bind(new.name)
    .bind(new.phone)
    .bind(new.created_by)
    .bind(now)
    .bind(new.expires_at)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Revokes the open links of one kind an account still has; a newer one takes their place.
pub async fn revoke_older(tx: &mut Tx, kind: InvitationKind, account: &str) -> Result<Vec<String>, AppError> {
    let now = tx.now;
    let rows: Vec<(String,)> = sqlx::query_as(
        "update invitations set revoked_at = $3 \
         where account_id = $1 and kind = $2 and used_at is null and revoked_at is null returning id",
    )
    .bind(account.to_owned())
    .bind(kind.as_str().to_owned())
    .bind(now)
    .fetch_all(tx.db())
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Uncounts a PIN that could not be looked at.
pub async fn take_back_wrong(tx: &mut Tx, id: &str) -> Result<(), AppError> {
    sqlx::query("update invitations set wrong = wrong - 1 where id = $1 and wrong > 0 and used_at is null")
        .bind(id.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Revokes one link of a regency; false when it is not open any more.
pub async fn revoke(tx: &mut Tx, regency: &str, id: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update invitations set revoked_at = $3 \
         where id = $1 and regency_id = $2 and kind <> 'set_password' and used_at is null and revoked_at is null",
    )
    .bind(id.to_owned())
    .bind(regency.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Uses a link up, while it is open; false when it no longer is.
pub async fn use_up(tx: &mut Tx, id: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update invitations set used_at = $2 \
         where id = $1 and used_at is null and revoked_at is null and expires_at > $2",
    )
    .bind(id.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Writes down whom an invitation became.
pub async fn became(tx: &mut Tx, id: &str, account: &str) -> Result<(), AppError> {
    sqlx::query("update invitations set account_id = $2 where id = $1")
        .bind(id.to_owned())
        .bind(account.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Counts a wrong PIN on an open link; the one that reaches `most` uses it up. Gives the count, or
/// None when the link is not open any more.
pub async fn count_wrong(tx: &mut Tx, id: &str, most: i64) -> Result<Option<i64>, AppError> {
    let now = tx.now;
    let row: Option<(i64,)> = sqlx::query_as(
        "update invitations set wrong = wrong + 1, used_at = case when wrong + 1 >= $3 then $2 else used_at end \
         where id = $1 and used_at is null and revoked_at is null and expires_at > $2 returning wrong",
    )
    .bind(id.to_owned())
    .bind(now)
    .bind(most)
    .fetch_optional(tx.db())
    .await
    .db()?;
    Ok(row.map(|(wrong,)| wrong))
}

/// What a token opens.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Opened {
    pub id: String,
    pub kind: String,
    pub account_id: Option<String>,
    pub regency_id: Option<String>,
    pub village_id: Option<String>,
    pub name: String,
    pub phone: Option<String>,
    pub created_by: Option<String>,
    pub expires_at: i64,
    pub used_at: Option<i64>,
    pub revoked_at: Option<i64>,
    pub wrong: i64,
    pub regency: Option<String>,
    pub regency_slug: Option<String>,
    pub account_name: Option<String>,
    pub account_email: Option<String>,
    pub account_role: Option<String>,
    pub account_language: Option<String>,
    pub band: Option<i64>,
}

impl Opened {
    pub fn kind(&self) -> Result<InvitationKind, AppError> {
        InvitationKind::parse(&self.kind).ok_or(AppError::Internal)
    }

    pub fn state(&self, now: i64) -> InvitationState {
        InvitationState::of(self.used_at, self.revoked_at, self.expires_at, now)
    }

    /// As the page greets.
    pub fn welcome(&self, most: i64) -> Result<Welcome, AppError> {
        Ok(Welcome {
            kind: self.kind()?,
            name: self.account_name.clone().unwrap_or_else(|| self.name.clone()),
            phone: self.phone.clone().unwrap_or_default(),
            village: self.village_id.clone().unwrap_or_default(),
            regency: self.regency.clone().unwrap_or_default(),
            regency_slug: self.regency_slug.clone().unwrap_or_default(),
            email: self.account_email.clone().unwrap_or_default(),
            role: self.account_role.as_deref().and_then(Role::parse).unwrap_or(Role::Artisan),
            band: self.band.and_then(|band| u8::try_from(band).ok()).unwrap_or(0),
            tries_left: (most - self.wrong).max(0),
        })
    }
}

pub async fn by_token(db: &AnyPool, token_hash: &str) -> Result<Option<Opened>, AppError> {
    sqlx::query_as(
        "select i.id, i.kind, i.account_id, i.regency_id, i.village_id, i.name, i.phone, i.created_by, i.expires_at, \
           i.used_at, i.revoked_at, i.wrong, r.name as regency, r.slug as regency_slug, a.name as account_name, \
           a.email as account_email, a.role as account_role, a.language as account_language, \
           (select min(h.band) from memberships m join shops h on h.id = m.shop_id where m.account_id = a.id) as band \
         from invitations i left join regions r on r.id = i.regency_id left join accounts a on a.id = i.account_id \
         where i.token_hash = $1",
    )
    .bind(token_hash.to_owned())
    .fetch_optional(db)
    .await
    .db()
}

/// The open set-password link of an account: its id, its token's hash, until when.
pub async fn open_password_link(
    db: &AnyPool,
    account: &str,
    now: i64,
) -> Result<Option<(String, String, i64)>, AppError> {
    sqlx::query_as(
        "select id, token_hash, expires_at from invitations \
         where account_id = $1 and kind = 'set_password' and used_at is null and revoked_at is null and expires_at > $2 \
         order by created_at desc, id desc limit 1",
    )
    .bind(account.to_owned())
    .bind(now)
    .fetch_optional(db)
    .await
    .db()
}
