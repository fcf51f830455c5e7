//! The artisan's list, what waits, and a visitor's open order.

use app::error::AppError;
use app::ids::{AccountId, ProductId, ShopId, VisitorId};
use app::money::Money;
use app::orders::rules::{How, Money as Standing, State, enquiry, holds};
use app::orders::{Aside, Row, Status, Which, shown};
use app::payments::method::Purpose;
use app::payments::rules::State as PaymentState;
use app::words::Lang;
use sqlx::{Any, AnyPool, Executor};

use crate::notifications::{is_new, read_by};
use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct ListRow {
    code: String,
    buyer_name: String,
    name: String,
    language: String,
    photo_key: Option<String>,
    quantity: i64,
    lines: i64,
    total_minor: i64,
    back_minor: i64,
    came_minor: i64,
    how: String,
    state: String,
    payment_state: String,
    purpose: String,
    enquiry_state: Option<String>,
    made: Option<i64>,
    disputed: i64,
    aside: String,
    refusals: i64,
    claimed_at: Option<i64>,
    held_until: Option<i64>,
    pickup_until: Option<i64>,
    late_claim_at: Option<i64>,
    created_at: i64,
    updated_at: i64,
}

impl ListRow {
    fn row(self, now: i64) -> Option<Row> {
        let payment = PaymentState::parse(&self.payment_state)?;
        let rest = self.purpose == Purpose::Rest.as_str();
        let money = Standing::of(payment, self.refusals, rest);
        let status = Status {
            state: holds::seen(State::parse(&self.state)?, money, self.held_until, now),
            payment,
            how: How::parse(&self.how)?,
            rest,
            enquiry: self.enquiry_state.as_deref().and_then(enquiry::State::parse),
            made: self.made == Some(1),
            disputed: self.disputed > 0,
            aside: Aside::of(&self.aside),
        };
        Some(Row {
            code: shown(&self.code),
            buyer: self.buyer_name,
            name: self.name,
            lang: Lang::parse(&self.language).unwrap_or(Lang::Id),
            photo: self.photo_key,
            quantity: self.quantity,
            more: self.lines - 1,
            total: Money { minor: self.total_minor, ..Money::rupiah(0) },
            goes_back: Money { minor: self.back_minor, ..Money::rupiah(0) },
            came_back: Money { minor: self.came_minor, ..Money::rupiah(0) },
            status,
            refusals: self.refusals,
            claimed_at: self.claimed_at,
            held_until: self.held_until,
            pickup_until: self.pickup_until,
            late: self.late_claim_at.is_some(),
            placed_at: self.created_at,
            changed_at: self.updated_at,
        })
    }
}

/// How many payments of the part `s` a cardholder's bank asks for.
macro_rules! disputed {
    () => {
        "(select count(*) from payments y join card_disputes z on z.session_id = y.paid_session \
           where y.shop_order_id = s.id and z.state = 'open')"
    };
}
pub(super) use disputed;

/// True of a part of which the buyer does not have what the shop says it handed back.
macro_rules! missed {
    () => {
        "exists (select 1 from refunds b \
           where b.shop_order_id = s.id and b.state = 'handed_back' and b.missed_at is not null)"
    };
}

/// The word of [`Aside`] for the part `s` with its payment `p`.
macro_rules! aside {
    () => {
        concat!(
            "case when ",
            missed!(),
            " then 'missed' when p.method = 'card' and exists (select 1 from card_session_payments y join card_sessions z on z.id = y.session_id \
             where y.payment_id = p.id and z.state = 'processing') then 'bank' \
           when p.state = 'to_return' and p.method = 'card' \
             and not exists (select 1 from refunds y where y.shop_order_id = s.id and y.state = 'failed') \
             and not exists (select 1 from payments y where y.shop_order_id = s.id and y.followed = 1 and y.method <> 'card') then 'card' \
           when p.state = 'lapsed' and s.state = 'expired' and s.ended_by = 'shop' then 'released' else '' end"
        )
    };
}

macro_rules! rows {
    ($($rest:expr),+) => {
        concat!(
            "select o.code, o.buyer_name, l.name, l.language, case when exists (select 1 from gone_media g where g.public_key = l.photo_key) \
                 then null else l.photo_key end as photo_key, l.quantity, \
               (select count(*) from order_lines n where n.shop_order_id = s.id) as lines, s.total_minor, \
               (select cast(coalesce(sum(b.amount_minor), 0) as bigint) from refunds b where b.shop_order_id = s.id and b.state in ('owed', 'failed', 'sent')) as back_minor, \
               (select cast(coalesce(sum(b.amount_minor), 0) as bigint) from refunds b where b.shop_order_id = s.id and b.state in ('handed_back', 'seen')) as came_minor, s.how, s.state, \
               case when p.state in ('open', 'paid', 'returned') and exists (select 1 from refunds b where b.shop_order_id = s.id \
                   and (b.state in ('owed', 'failed') or (b.state = 'sent' and p.state = 'returned'))) \
                 then 'to_return' else p.state end as payment_state, p.purpose, e.state as enquiry_state, e.made, ", disputed!(), " as disputed, ", aside!(), " as aside, p.refusals, p.claimed_at, s.held_until, s.pickup_until, s.late_claim_at, \
               s.created_at, s.updated_at \
             from shop_orders s join orders o on o.id = s.order_id join order_lines l on l.id = (select min(f.id) from order_lines f where f.shop_order_id = s.id) \
             join payments p on p.shop_order_id = s.id and p.state <> 'abandoned' and p.followed = 0 \
             left join enquiries e on e.shop_order_id = s.id where s.shop_id = $1 and ",
            $($rest),+
        )
    };
}

/// True of a part about which something is to be done at $2. Without an end no clock runs.
macro_rules! is_open {
    () => {
        concat!(
            "(p.state in ('claimed', 'to_return') \
           or exists (select 1 from refunds b where b.shop_order_id = s.id and b.state in ('owed', 'failed')) or ",
            missed!(),
            " or exists (select 1 from payments d where d.shop_order_id = s.id and d.followed = 1 and d.state = 'to_return') \
           or (s.state in ('asked', 'accepted', 'ready') and (p.state = 'paid' or s.held_until is null or s.held_until > $2)))"
        )
    };
}

/// An order with an open claim or money to hand back is open, whatever its state; an unpaid one whose time
/// ran out is done, whether or not a job has written it down.
pub async fn list(
    db: &AnyPool,
    shop: &ShopId,
    which: Which,
    now: i64,
    skip: i64,
    most: i64,
) -> Result<Vec<Row>, AppError> {
    let rows = match which {
        Which::Open => open(db, shop, now, skip, most).await?,
        Which::Done => done(db, shop, now, skip, most).await?,
    };
    Ok(rows.into_iter().filter_map(|row| row.row(now)).collect())
}

/// Old claims first, then claims, whoever stands at the stall, unanswered ones, money to hand back, what is paid and waits to be handed
/// over, the rest; within each the oldest first.
async fn open(db: &AnyPool, shop: &ShopId, now: i64, skip: i64, most: i64) -> Result<Vec<ListRow>, AppError> {
    sqlx::query_as(rows!(
        is_open!(),
        " order by case when p.state = 'claimed' and p.claimed_at <= $3 then 0 when p.state = 'claimed' then 1 \
           when s.how = 'stall' and p.state = 'open' then 2 when s.state = 'asked' and coalesce(e.state, 'asked') = 'asked' then 3 when p.state = 'to_return' then 4 \
           when p.state = 'paid' then 5 else 6 end, \
           s.created_at, s.id limit $5 offset $4"
    ))
    .bind(shop.0.clone())
    .bind(now)
    .bind(now - holds::OLD_CLAIM_MS)
    .bind(skip)
    .bind(most)
    .fetch_all(db)
    .await
    .db()
}

/// The newest end first.
async fn done(db: &AnyPool, shop: &ShopId, now: i64, skip: i64, most: i64) -> Result<Vec<ListRow>, AppError> {
    sqlx::query_as(rows!("not ", is_open!(), " order by s.updated_at desc, s.id desc limit $4 offset $3"))
        .bind(shop.0.clone())
        .bind(now)
        .bind(skip)
        .bind(most)
        .fetch_all(db)
        .await
        .db()
}

/// How many orders are open, and how many there are.
pub async fn counts(db: &AnyPool, shop: &ShopId, now: i64) -> Result<(i64, i64), AppError> {
    sqlx::query_as(concat!(
        "select cast(coalesce(sum(case when ",
        is_open!(),
        " then 1 else 0 end), 0) as bigint), count(*) \
         from shop_orders s join payments p on p.shop_order_id = s.id and p.state <> 'abandoned' and p.followed = 0 where s.shop_id = $1",
    ))
    .bind(shop.0.clone())
    .bind(now)
    .fetch_one(db)
    .await
    .db()
}

/// How many orders are open, how many of them wait for the artisan, when one of them last changed, and how much of
/// the news the reader has not seen: what was told since she came to the shop or last said that all is read.
pub async fn waiting(
    db: &AnyPool,
    shop: &ShopId,
    reader: &AccountId,
    now: i64,
) -> Result<(i64, i64, i64, i64), AppError> {
    sqlx::query_as(concat!(
        "select count(*), \
           cast(coalesce(sum(case when p.state in ('claimed', 'paid', 'to_return') or exists (select 1 from refunds b where b.shop_order_id = s.id and b.state in ('owed', 'failed')) or ", missed!(), " or (s.state = 'asked' and coalesce(e.state, 'asked') = 'asked') \
             or s.how = 'stall' then 1 else 0 end), 0) as bigint), \
           coalesce(max(s.updated_at), 0), \
           (select count(*) from messages m ", read_by!("$3"),
        "    where m.shop_id = $1 and m.channel = 'inbox' and ", is_new!(), ") \
         from shop_orders s join payments p on p.shop_order_id = s.id and p.state <> 'abandoned' and p.followed = 0 \
         left join enquiries e on e.shop_order_id = s.id where s.shop_id = $1 and ",
        is_open!()
    ))
    .bind(shop.0.clone())
    .bind(now)
    .bind(reader.0.clone())
    .fetch_one(db)
    .await
    .db()
}

/// A visitor's newest open order for a piece.
pub async fn open_order<'e, E: Executor<'e, Database = Any>>(
    db: E,
    visitor: &VisitorId,
    product: &ProductId,
    now: i64,
) -> Result<Option<String>, AppError> {
    let row: Option<(String,)> = sqlx::query_as(
        "select o.id from orders o join shop_orders s on s.order_id = o.id join order_lines l on l.shop_order_id = s.id \
         join payments p on p.shop_order_id = s.id and p.state <> 'abandoned' and p.followed = 0 \
         where o.visitor_id = $1 and l.product_id || '' = $2 and s.state in ('asked', 'accepted', 'ready') \
           and (p.state in ('claimed', 'paid') or s.held_until is null or s.held_until > $3) \
         order by o.created_at desc, o.id desc limit 1",
    )
    .bind(visitor.0.clone())
    .bind(product.0.clone())
    .bind(now)
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(|(id,)| id))
}

/// The code of the oldest order that holds a piece.
pub async fn holding<'e, E: Executor<'e, Database = Any>>(
    db: E,
    shop: &ShopId,
    product: &ProductId,
) -> Result<Option<String>, AppError> {
    let row: Option<(String,)> = sqlx::query_as(
        "select o.code from order_lines l join shop_orders s on s.id = l.shop_order_id join orders o on o.id = s.order_id \
         where l.product_id = $1 and s.shop_id = $2 and s.stock_held = 1 order by o.created_at, o.id limit 1",
    )
    .bind(product.0.clone())
    .bind(shop.0.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(|(code,)| code))
}
