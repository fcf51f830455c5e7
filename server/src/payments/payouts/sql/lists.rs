//! What the office and the artisan read of payouts.

use app::error::AppError;
use app::ids::{BatchId, PayoutId, RegionId, ShopId};
use app::payments::payouts::{BatchLine, BatchSheet, By as Way, OwedLine, OwedList, PayoutLine};
use app::payments::rules::payout::State;
use app::ui::pager::Paging;
use sqlx::AnyPool;

use super::owed::{beside, moved, short_of};
use super::{bank, rupiah};
use crate::payments::sql::waits;
use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct OwedRow {
    id: String,
    name: String,
    village: String,
    amount_minor: i64,
    waits_minor: i64,
    since: i64,
    bank_name: Option<String>,
    bank_account: Option<String>,
    bank_holder: Option<String>,
}

/// What is owed to whom in a regency, and who owes; longest first.
pub async fn owed(db: &AnyPool, regency: &RegionId, page: i64, most: i64) -> Result<OwedList, AppError> {
    let (lines, shops, sum): (i64, i64, i64) = sqlx::query_as(
        "select count(*), cast(coalesce(sum(case when x.owed > 0 then 1 else 0 end), 0) as bigint), \
           cast(coalesce(sum(case when x.owed > 0 then x.owed else 0 end), 0) as bigint) \
         from (select sum(p.amount_minor) as owed from ledger_postings p join shops s on s.id = p.shop_id \
           where p.account = 'owed' and s.regency_id = $1 group by p.shop_id having sum(p.amount_minor) <> 0) x",
    )
    .bind(regency.0.clone())
    .fetch_one(db)
    .await
    .db()?;
    let paging = Paging::new(page, lines, most);
    let rows: Vec<OwedRow> = sqlx::query_as(concat!(
        "select s.id, s.name, v.name as village, b.bank_name, b.bank_account, b.bank_holder, \
           cast(sum(p.amount_minor) as bigint) as amount_minor, cast(coalesce(max(k.minor), 0) as bigint) as waits_minor, \
           coalesce(min(p.unpaid_since), max(p.at)) as since from ",
        moved!(),
        " p join shops s on s.id = p.shop_id join regions v on v.id = s.village_id \
         left join shop_payments b on b.shop_id = s.id left join ",
        waits!(),
        " k on k.shop_id = s.id where s.regency_id = $1 \
         group by s.id, s.name, v.name, b.bank_name, b.bank_account, b.bank_holder having sum(p.amount_minor) <> 0 \
         order by 9, s.id limit $3 offset $2"
    ))
    .bind(regency.0.clone())
    .bind(paging.offset(most))
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    let line = |row: OwedRow| OwedLine {
        shop: ShopId(row.id),
        name: row.name,
        village: row.village,
        amount: rupiah(row.amount_minor),
        waits: rupiah(row.waits_minor.clamp(0, row.amount_minor.max(0))),
        since: row.since,
        bank: bank(row.bank_name, row.bank_account, row.bank_holder),
    };
    Ok(OwedList { lines: rows.into_iter().map(line).collect(), sum: rupiah(sum), shops, paging })
}

#[derive(sqlx::FromRow)]
struct BatchRow {
    id: String,
    way: String,
    made_at: i64,
    sent_at: Option<i64>,
    undone_at: Option<i64>,
    shops: i64,
    sum_minor: i64,
    waiting: i64,
    missing: i64,
}

/// The batches of a regency, newest first.
pub async fn batches(
    db: &AnyPool,
    regency: &RegionId,
    page: i64,
    most: i64,
) -> Result<(Vec<BatchLine>, Paging), AppError> {
    let (count,): (i64,) = sqlx::query_as("select count(*) from payout_batches where regency_id = $1")
        .bind(regency.0.clone())
        .fetch_one(db)
        .await
        .db()?;
    let paging = Paging::new(page, count, most);
    let rows: Vec<BatchRow> = sqlx::query_as(
        "select b.id, b.way, b.made_at, b.sent_at, b.undone_at, count(*) as shops, \
           cast(coalesce(sum(q.amount_minor), 0) as bigint) as sum_minor, \
           cast(coalesce(sum(case when q.state = 'sent' then 1 else 0 end), 0) as bigint) as waiting, \
           cast(coalesce(sum(case when q.state = 'sent' and q.missing_at is not null then 1 else 0 end), 0) as bigint) as missing \
         from payout_batches b join payouts q on q.batch_id = b.id where b.regency_id = $1 \
         group by b.id, b.way, b.made_at, b.sent_at, b.undone_at order by b.made_at desc, b.id desc limit $3 offset $2",
    )
    .bind(regency.0.clone())
    .bind(paging.offset(most))
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    let line = |row: BatchRow| {
        Some(BatchLine {
            id: BatchId(row.id),
            by: Way::parse(&row.way)?,
            made_at: row.made_at,
            sent_at: row.sent_at,
            undone_at: row.undone_at,
            shops: row.shops,
            sum: rupiah(row.sum_minor),
            waiting: row.waiting,
            missing: row.missing,
        })
    };
    Ok((rows.into_iter().filter_map(line).collect(), paging))
}

#[derive(sqlx::FromRow)]
struct PayoutRow {
    id: String,
    shop_name: String,
    way: String,
    state: String,
    code: String,
    amount_minor: i64,
    bank_name: Option<String>,
    bank_account: Option<String>,
    bank_holder: Option<String>,
    made_at: i64,
    batch_sent_at: Option<i64>,
    undone_at: Option<i64>,
    sent_at: Option<i64>,
    received_at: Option<i64>,
    missing_at: Option<i64>,
    returned_at: Option<i64>,
    reason: String,
    owed_minor: i64,
    gone_minor: i64,
    waits_minor: i64,
}

impl PayoutRow {
    fn line(self) -> Option<PayoutLine> {
        let (state, amount) = (State::parse(&self.state)?, rupiah(self.amount_minor));
        // What has left is not held back any more.
        let short = match state {
            State::Batched => short_of(amount, [self.owed_minor, self.gone_minor, self.waits_minor]),
            _ => rupiah(0),
        };
        Some(PayoutLine {
            id: PayoutId(self.id),
            shop_name: self.shop_name,
            by: Way::parse(&self.way)?,
            state,
            code: app::orders::shown(&self.code),
            amount,
            short,
            bank: bank(self.bank_name, self.bank_account, self.bank_holder),
            made_at: self.made_at,
            sent_at: self.sent_at,
            received_at: self.received_at,
            missing_at: self.missing_at,
            returned_at: self.returned_at,
            reason: self.reason,
        })
    }
}

/// One batch of a regency.
pub async fn batch(db: &AnyPool, regency: &RegionId, id: &BatchId) -> Result<Option<BatchSheet>, AppError> {
    let rows: Vec<PayoutRow> = sqlx::query_as(concat!(
        "select q.id, s.name as shop_name, b.way, q.state, q.code, q.amount_minor, q.bank_name, q.bank_account, \
           q.bank_holder, b.made_at, b.sent_at as batch_sent_at, b.undone_at, q.sent_at, q.received_at, q.missing_at, \
           q.returned_at, q.reason, ",
        beside!(),
        " from payout_batches b join payouts q on q.batch_id = b.id join shops s on s.id = q.shop_id left join ",
        waits!(),
        " k on k.shop_id = q.shop_id where b.id = $1 and b.regency_id = $2 order by s.name, q.id"
    ))
    .bind(id.0.clone())
    .bind(regency.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    let Some(first) = rows.first() else { return Ok(None) };
    let Some(by) = Way::parse(&first.way) else { return Ok(None) };
    let (made_at, sent_at, undone_at) = (first.made_at, first.batch_sent_at, first.undone_at);
    let payouts = rows.into_iter().filter_map(PayoutRow::line).collect();
    Ok(Some(BatchSheet { id: id.clone(), by, made_at, sent_at, undone_at, payouts }))
}

/// A shop's payouts that are under way, and those that arrived or came back since `after` (UTC ms), newest first.
pub async fn of_shop(db: &AnyPool, shop: &ShopId, after: i64, most: i64) -> Result<Vec<PayoutLine>, AppError> {
    let rows: Vec<PayoutRow> = sqlx::query_as(
        "select q.id, '' as shop_name, b.way, q.state, q.code, q.amount_minor, q.bank_name, q.bank_account, \
           q.bank_holder, b.made_at, b.sent_at as batch_sent_at, b.undone_at, q.sent_at, q.received_at, q.missing_at, \
           q.returned_at, q.reason, cast(0 as bigint) as owed_minor, cast(0 as bigint) as gone_minor, \
           cast(0 as bigint) as waits_minor from payouts q join payout_batches b on b.id = q.batch_id \
         where q.shop_id = $1 and (q.state in ('batched', 'sent') or (q.state <> 'undone' and q.updated_at >= $2)) \
         order by case when q.state = 'sent' then 0 else 1 end, b.made_at desc, q.id desc limit $3",
    )
    .bind(shop.0.clone())
    .bind(after)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().filter_map(PayoutRow::line).collect())
}
