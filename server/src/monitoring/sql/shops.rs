//! The list of shops and what each misses. Counts are only asked for as "any or none".

use app::accounts::phone::Phone;
use app::error::AppError;
use app::ids::{AccountId, RegionId};
use app::monitoring::needs::{Known, WAITS_MS, needs};
use app::monitoring::{MoneyChange, ShopLine};
use app::words::Lang;
use serde_json::Value;
use sqlx::AnyPool;

use crate::store::DbResult as _;

pub async fn count_shops(db: &AnyPool, regency: &RegionId) -> Result<i64, AppError> {
    let (count,): (i64,) = sqlx::query_as(
        "select count(*) from shops s join memberships m on m.shop_id = s.id and m.role = 'owner' where s.regency_id = $1",
    )
    .bind(regency.0.clone())
    .fetch_one(db)
    .await
    .db()?;
    Ok(count)
}

#[derive(sqlx::FromRow)]
struct ShopRow {
    account: String,
    artisan: String,
    phone: Option<String>,
    language: String,
    shop: String,
    village: String,
    opened_at: Option<i64>,
    seen_at: Option<i64>,
    claimed_since: Option<i64>,
    waiting_since: Option<i64>,
    owes: i64,
    bare: i64,
    placed: i64,
}

/// Shops somebody has waited for long enough to say so first, then those that owe money, those without a piece, and by name.
pub async fn shops(
    db: &AnyPool,
    regency: &RegionId,
    now: i64,
    most: i64,
    skip: i64,
) -> Result<Vec<ShopLine>, AppError> {
    let rows: Vec<ShopRow> = sqlx::query_as(
        "select l.* from (select a.id as account, a.name as artisan, a.phone, a.language, s.name as shop, v.name as village, \
           s.opened_at, a.seen_at, \
           (select min(p.claimed_at) from payments p where p.shop_id = s.id and p.state = 'claimed') as claimed_since, \
           (select min(case when p.state = 'claimed' then p.claimed_at else o.created_at end) from shop_orders o \
              join payments p on p.shop_order_id = o.id and p.state in ('open', 'claimed') \
              where o.shop_id = s.id and o.state in ('asked', 'accepted', 'ready') \
                and (p.state = 'claimed' or (o.state = 'asked' and o.held_until > $2))) as waiting_since, \
           case when exists (select 1 from payments p where p.shop_id = s.id and p.state = 'to_return') \
             then 1 else 0 end as owes, \
           case when exists (select 1 from products q where q.shop_id = s.id and q.state in ('draft', 'published') \
             and not exists (select 1 from photos f where f.product_id = q.id and f.removed_at is null)) \
             then 1 else 0 end as bare, \
           case when exists (select 1 from meeting_places g where g.shop_id = s.id and g.closed_at is null) \
             then 1 else 0 end as placed, \
           s.id as shop_id \
         from shops s join memberships m on m.shop_id = s.id and m.role = 'owner' \
         join accounts a on a.id = m.account_id join regions v on v.id = s.village_id \
         where s.regency_id = $1) l \
         order by case when coalesce(l.waiting_since, l.claimed_since) <= $2 - $5 then 0 else 1 end, \
           case when coalesce(l.waiting_since, l.claimed_since) <= $2 - $5 \
             then coalesce(l.waiting_since, l.claimed_since) end, l.owes desc, \
           case when l.opened_at is null then 0 else 1 end, l.shop, l.shop_id limit $3 offset $4",
    )
    .bind(regency.0.clone())
    .bind(now)
    .bind(most)
    .bind(skip)
    .bind(WAITS_MS)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|row| line(row, now)).collect())
}

fn line(row: ShopRow, now: i64) -> ShopLine {
    let known = Known {
        claimed_since: row.claimed_since,
        waiting_since: row.waiting_since,
        owes: row.owes == 1,
        opened: row.opened_at.is_some(),
        piece_without_photo: row.bare == 1,
        has_place: row.placed == 1,
        seen: row.seen_at,
    };
    ShopLine {
        account: AccountId(row.account),
        artisan: row.artisan,
        phone: row.phone.and_then(|number| Phone::parse_any(&number).ok()),
        lang: Lang::parse(&row.language).unwrap_or(Lang::Id),
        shop: row.shop,
        village: row.village,
        needs: needs(&known, now),
    }
}

pub async fn money_changes(
    db: &AnyPool,
    regency: &RegionId,
    since: i64,
    most: i64,
) -> Result<Vec<MoneyChange>, AppError> {
    let rows: Vec<(String, i64, String, String)> = sqlx::query_as(
        "select s.name, e.at, e.detail, e.action from shops s \
         join audit e on e.object_kind = 'shop' and e.object_id = s.id and e.at >= $2 \
         where s.regency_id = $1 and e.action in ('payments.settings_changed', 'payments.change_waits') order by e.at desc, e.id desc limit $3",
    )
    .bind(regency.0.clone())
    .bind(since)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|(shop, at, detail, action)| change(shop, at, &detail, &action)).collect())
}

/// Each setting stands in the trail as `[old, new]`.
fn change(shop: String, at: i64, detail: &str, action: &str) -> MoneyChange {
    let detail: Value = serde_json::from_str(detail).unwrap_or(Value::Null);
    let moved = |name: &str| {
        let pair = detail.get(name)?;
        let (old, new) = (pair.get(0)?, pair.get(1)?);
        (old != new).then(|| new.clone())
    };
    let switch = |name: &str| moved(name).and_then(|new| new.as_bool());
    MoneyChange {
        shop,
        at,
        code: moved("code").is_some(),
        qris: switch("qris"),
        cash: switch("cash"),
        account: moved("account").is_some(),
        transfer: switch("transfer"),
        waits: action == "payments.change_waits",
    }
}
