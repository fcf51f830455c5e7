//! Statements of people and shops.

pub mod enrol;
pub mod invitations;
pub mod invited;
pub mod opening;
pub mod people;
pub mod prune;
pub mod shop;
pub mod shop_makers;
pub mod shop_places;
pub mod stays;

use app::backend::{Actor, Desk, Role};
use app::error::AppError;
use app::ids::{AccountId, DeviceId, RegionId, SessionId, ShopId, VisitorId};
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct ActorRow {
    session: String,
    seen_at: i64,
    account: String,
    role: String,
    name: String,
    language: String,
    regency: Option<String>,
    regency_slug: Option<String>,
    shop: Option<String>,
    membership: Option<String>,
    band: Option<i64>,
    alarms: i64,
    missing: i64,
}

/// Whose an open session is, her language, and when the session was last used.
pub async fn session_actor(db: &AnyPool, token_hash: &str, now: i64) -> Result<Option<(Actor, Lang, i64)>, AppError> {
    let row: Option<ActorRow> = sqlx::query_as(
        "select s.id as session, s.seen_at, a.id as account, a.role, a.name, a.language, a.regency_id as regency, \
           r.slug as regency_slug, m.shop_id as shop, m.role as membership, h.band, \
           cast(case when a.role = 'officer' then (select count(*) from alarms n \
             where (n.regency_id = a.regency_id or n.regency_id is null) and n.settled_at is null) else 0 end as bigint) as alarms, \
           cast(case when a.role = 'officer' then (select count(*) from payouts q join shops t on t.id = q.shop_id \
             where t.regency_id = a.regency_id and q.state = 'sent' and q.missing_at is not null) else 0 end as bigint) as missing \
         from sessions s join accounts a on a.id = s.account_id \
         left join regions r on r.id = a.regency_id \
         left join memberships m on m.account_id = a.id \
         left join shops h on h.id = m.shop_id \
         where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 \
         order by m.created_at limit 1",
    )
    .bind(token_hash.to_owned())
    .bind(now)
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.and_then(|row| {
        let lang = Lang::parse(&row.language).unwrap_or(Lang::Id);
        let actor = Actor {
            account: AccountId(row.account),
            session: SessionId(row.session),
            role: Role::parse(&row.role)?,
            name: row.name,
            regency: row.regency.map(RegionId),
            regency_slug: row.regency_slug.unwrap_or_default(),
            shop: row.shop.map(ShopId),
            owns_shop: row.membership.as_deref() == Some("owner"),
            band: row.band.and_then(|band| u8::try_from(band).ok()).unwrap_or(0),
            desk: Desk { alarms: row.alarms, missing: row.missing },
        };
        Some((actor, lang, row.seen_at))
    }))
}

pub async fn device(db: &AnyPool, token_hash: &str, now: i64) -> Result<Option<DeviceId>, AppError> {
    let id: Option<(String,)> =
        sqlx::query_as("select id from devices where token_hash = $1 and forgotten_at is null and expires_at > $2")
            .bind(token_hash.to_owned())
            .bind(now)
            .fetch_optional(db)
            .await
            .db()?;
    Ok(id.map(|(id,)| DeviceId(id)))
}

pub async fn visitor(db: &AnyPool, token_hash: &str, now: i64) -> Result<Option<VisitorId>, AppError> {
    let id: Option<(String,)> = sqlx::query_as("select id from visitors where token_hash = $1 and expires_at > $2")
        .bind(token_hash.to_owned())
        .bind(now)
        .fetch_optional(db)
        .await
        .db()?;
    Ok(id.map(|(id,)| VisitorId(id)))
}
