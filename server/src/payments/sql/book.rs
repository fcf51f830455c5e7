//! The artisan's book: what arrived, what is owed.

use app::error::AppError;
use app::ids::{AccountId, ShopId};
use app::money::Money;
use app::payments::method::Method;
use app::payments::rules::State;
use app::payments::{Movement, Purse, Span};
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::DbResult as _;

/// What of the refunds `r` is the shop's to hand over: not what the payment service sends to a card; and while a bank asks
/// for a part's money nobody hands over what its card did not take, as the order's page says.
macro_rules! by_hand {
    () => {
        "(r.state = 'owed' or (r.state = 'failed' and not exists (select 1 from card_disputes y \
           join payments z on z.paid_session = y.session_id where z.shop_order_id = r.shop_order_id and y.state = 'open')))"
    };
}

/// Payments of the shop `$1` that arrived from `$2` until `$3`, those whose sale stands in the books, as `mine::sold` says:
/// asked of each, so that what was sold in other months is not read. A sale at the stall that was taken back before its
/// books were turned round stands there still, and has lapsed.
macro_rules! arrived {
    () => {
        "payments where shop_id = $1 and state in ('paid', 'to_return', 'returned') and paid_at >= $2 and paid_at < $3 \
           and (select sum(m.amount_minor) from ledger_entries n join ledger_postings m on m.entry_id = n.id \
             where n.payment_id = payments.id and n.kind in ('sale', 'shipping') and m.shop_id = payments.shop_id) > 0"
    };
}

#[derive(sqlx::FromRow)]
struct MovementRow {
    order_code: String,
    about: String,
    about_language: String,
    method: String,
    amount_minor: i64,
    refund_minor: i64,
    returned_minor: i64,
    by_hand: i64,
    asked: i64,
    state: String,
    paid_at: Option<i64>,
    returned_at: Option<i64>,
}

impl MovementRow {
    fn movement(self) -> Option<Movement> {
        Some(Movement {
            order_code: app::orders::shown(&self.order_code),
            about: self.about,
            about_language: Lang::parse(&self.about_language).unwrap_or(Lang::Id),
            method: Method::parse(&self.method)?,
            amount: Money { minor: self.amount_minor, ..Money::rupiah(0) },
            refunded: Money { minor: self.refund_minor, ..Money::rupiah(0) },
            goes_back: Money { minor: self.refund_minor - self.returned_minor, ..Money::rupiah(0) },
            by_hand: Money { minor: self.by_hand, ..Money::rupiah(0) },
            at_bank: self.asked > 0,
            state: State::parse(&self.state)?,
            at: self.paid_at?,
            returned_at: self.returned_at,
        })
    }
}

/// What the span came to for the shop, as its money page says; what was handed back in it, how many payments arrived, and
/// what is to be handed over now. What is paid out goes from one of her accounts to another, so it counts for nothing here.
pub async fn purse(db: &AnyPool, shop: &ShopId, account: &AccountId, span: Span) -> Result<Purse, AppError> {
    let (mine, returned, count, owed, changed_at): (i64, i64, i64, i64, Option<i64>) = sqlx::query_as(concat!(
        "select (select cast(coalesce(sum(l.amount_minor), 0) as bigint) from ledger_postings l \
             where l.shop_id = $1 and l.at >= $2 and l.at < $3), \
           (select cast(coalesce(sum(r.amount_minor), 0) as bigint) from refunds r \
             where r.shop_id = $1 and r.state in ('handed_back', 'seen') and r.back_at >= $2 and r.back_at < $3), \
           count(*), \
           (select cast(coalesce(sum(r.amount_minor), 0) as bigint) from refunds r \
             where r.shop_id = $1 and ",
        by_hand!(),
        "), \
           (select n.at from money_news n where n.shop_id = $1 and n.account_id = $4 and n.seen_at is null) \
         from ",
        arrived!()
    ))
    .bind(shop.0.clone())
    .bind(span.from)
    .bind(span.until)
    .bind(account.0.clone())
    .fetch_one(db)
    .await
    .db()?;
    let money = |minor| Money { minor, ..Money::rupiah(0) };
    Ok(Purse { mine: money(mine), count, returned: money(returned), owed: money(owed), changed_at })
}

/// Payments that arrived in the span, newest first.
pub async fn movements(
    db: &AnyPool,
    shop: &ShopId,
    span: Span,
    skip: i64,
    most: i64,
) -> Result<Vec<Movement>, AppError> {
    let rows: Vec<MovementRow> = sqlx::query_as(concat!(
        "select order_code, about, about_language, method, amount_minor, refund_minor, returned_minor, \
           (select cast(coalesce(sum(r.amount_minor), 0) as bigint) from refunds r where r.payment_id = payments.id and ",
        by_hand!(),
        ") as by_hand, \
           (select count(*) from card_disputes y where y.session_id = payments.paid_session and y.state = 'open') as asked, \
           state, paid_at, returned_at from ",
        arrived!(),
        " order by paid_at desc, id desc limit $5 offset $4"
    ))
    .bind(shop.0.clone())
    .bind(span.from)
    .bind(span.until)
    .bind(skip)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().filter_map(MovementRow::movement).collect())
}

/// What is the shop's to hand back, longest first.
pub async fn owed(db: &AnyPool, shop: &ShopId, most: i64) -> Result<Vec<Movement>, AppError> {
    let rows: Vec<MovementRow> = sqlx::query_as(concat!(
        "select p.order_code, p.about, p.about_language, p.method, r.amount_minor, r.amount_minor as refund_minor, \
           cast(0 as bigint) as returned_minor, r.amount_minor as by_hand, cast(0 as bigint) as asked, 'to_return' as state, p.paid_at, p.returned_at \
         from refunds r join payments p on p.id = r.payment_id where r.shop_id = $1 and ",
        by_hand!(),
        " order by r.made_at, r.id limit $2"
    ))
    .bind(shop.0.clone())
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().filter_map(MovementRow::movement).collect())
}
