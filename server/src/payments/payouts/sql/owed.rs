//! What is owed to a shop, since when, and what a batch holds too much of.

use app::error::AppError;
use app::ids::{BatchId, RegionId, ShopId};
use app::money::Money;
use app::payments::BankAccount;

use super::{bank, rupiah};
use crate::payments::sql::waits;
use crate::store::{DbResult as _, Tx};

/// What went into the accounts of owed money and out of them, each with since when it waits, where no batch has paid it
/// (`unpaid_since`). A batch pays all that is owed but what may have to go back: what came after a shop's last one is not
/// paid, and neither is what a bank asked for then, or was on its way back to a card. `asked` is 1 while a bank asks.
macro_rules! moved {
    () => {
        "(select m.shop_id, m.amount_minor, m.at, case when m.amount_minor > 0 and (m.at >= coalesce(l.last, 0) \
             or exists (select 1 from payments y join card_disputes z on z.session_id = y.paid_session \
               where y.id = e.payment_id and z.state <> 'lost' and z.opened_at <= l.last and coalesce(z.closed_at, l.last) >= l.last) \
             or exists (select 1 from refunds r where r.payment_id = e.payment_id and (r.state = 'sent' or r.failed_at is not null) \
               and r.made_at <= l.last and coalesce(r.failed_at, l.last) >= l.last)) \
           then m.since end as unpaid_since, \
           case when exists (select 1 from payments y join card_disputes z on z.session_id = y.paid_session \
             where y.id = e.payment_id and z.state = 'open') then 1 else 0 end as asked \
         from ledger_postings m join ledger_entries e on e.id = m.entry_id \
         left join (select q.shop_id, max(b.made_at) as last from payouts q join payout_batches b on b.id = q.batch_id \
           group by q.shop_id) l on l.shop_id = m.shop_id where m.account = 'owed')"
    };
}
pub(super) use moved;

/// What can be paid out to one shop.
pub struct Owed {
    pub shop: ShopId,
    pub name: String,
    pub amount: Money,
    pub since: i64,
    pub bank: Option<BankAccount>,
}

#[derive(sqlx::FromRow)]
struct OwedRow {
    name: String,
    amount_minor: i64,
    waits_minor: i64,
    since: i64,
    bank_name: Option<String>,
    bank_account: Option<String>,
    bank_holder: Option<String>,
}

/// What is owed to a shop of the regency, less what may have to go back; None for another's.
pub async fn owed_to(tx: &mut Tx, regency: &RegionId, shop: &ShopId) -> Result<Option<Owed>, AppError> {
    let row: Option<OwedRow> = sqlx::query_as(concat!(
        "select s.name, b.bank_name, b.bank_account, b.bank_holder, \
           cast(coalesce(sum(p.amount_minor), 0) as bigint) as amount_minor, \
           cast(coalesce((select k.minor from ",
        waits!(),
        " k where k.shop_id = $1), 0) as bigint) as waits_minor, \
           coalesce(min(case when p.asked = 0 then p.unpaid_since end), max(p.at)) as since from ",
        moved!(),
        " p join shops s on s.id = p.shop_id left join shop_payments b on b.shop_id = s.id \
         where p.shop_id = $1 and s.regency_id = $2 group by s.name, b.bank_name, b.bank_account, b.bank_holder"
    ))
    .bind(shop.0.clone())
    .bind(regency.0.clone())
    .fetch_optional(tx.db())
    .await
    .db()?;
    Ok(row.map(|row| Owed {
        shop: shop.clone(),
        name: row.name,
        amount: rupiah(row.amount_minor - row.waits_minor),
        since: row.since,
        bank: bank(row.bank_name, row.bank_account, row.bank_holder),
    }))
}

/// Of each payout `q` of the batch `b`: what its shop is owed now, what of its money waits, and what of the money that had
/// come when the batch was made waits, went back since, or was found to be none: paid with a test key.
macro_rules! beside {
    () => {
        concat!(
            "cast(coalesce((select sum(m.amount_minor) from ledger_postings m where m.shop_id = q.shop_id and m.account = 'owed'), 0) \
             as bigint) as owed_minor, \
           cast(coalesce((select sum(-m.amount_minor) from ledger_postings m join ledger_entries e on e.id = m.entry_id \
             join payments y on y.id = e.payment_id \
             where m.shop_id = q.shop_id and m.account = 'owed' and m.at >= b.made_at \
               and (e.kind in ('refund', 'dispute') or (e.kind in ('sale', 'shipping') and m.amount_minor < 0)) \
               and y.paid_at <= b.made_at), 0) + coalesce((select sum(w.minor) from ",
            $crate::payments::sql::waiting!(),
            " w where w.shop_id = q.shop_id and w.paid_at <= b.made_at), 0) as bigint) as gone_minor, \
             cast(coalesce(k.minor, 0) as bigint) as waits_minor"
        )
    };
}
pub(super) use beside;

/// What a payout holds that is not the shop's any more, or may not be: of its own money what waits or went back since it was
/// made (`gone`), as far as it is not covered by what is owed beside it. A fee that the shop owes is no reason to keep its
/// money, and neither is what came and went since.
pub fn short_of(amount: Money, [owed, gone, waits]: [i64; 3]) -> Money {
    let most = gone.min(amount.minor).max(0);
    Money { minor: (waits - owed).clamp(0, most), ..amount }
}

#[derive(sqlx::FromRow)]
struct ShortRow {
    name: String,
    amount_minor: i64,
    owed_minor: i64,
    gone_minor: i64,
    waits_minor: i64,
}

/// The shops of a batch whose payouts hold too much, and how much.
pub async fn short(tx: &mut Tx, batch: &BatchId) -> Result<Vec<(String, Money)>, AppError> {
    let rows: Vec<ShortRow> = sqlx::query_as(concat!(
        "select s.name, q.amount_minor, ",
        beside!(),
        " from payouts q join payout_batches b on b.id = q.batch_id join shops s on s.id = q.shop_id left join ",
        waits!(),
        " k on k.shop_id = q.shop_id where q.batch_id = $1 order by s.name, q.id"
    ))
    .bind(batch.0.clone())
    .fetch_all(tx.db())
    .await
    .db()?;
    let short = |row: ShortRow| {
        (row.name, short_of(rupiah(row.amount_minor), [row.owed_minor, row.gone_minor, row.waits_minor]))
    };
    Ok(rows.into_iter().map(short).filter(|(_, short)| short.minor > 0).collect())
}
