//! Statements of the books. Entries and postings are only inserted and read.

mod terms;

use std::collections::HashMap;

use app::error::AppError;
use app::ids::{PaymentId, ShopId, ShopOrderId};
use app::money::{Currency, Money};
use app::payments::ledger::fees::{Cut, Share};
use app::payments::ledger::{Account, Entry, Kind, Left, Posting};
use app::payments::method::Method;
use app::payments::rules::State;
use sqlx::AnyPool;

pub use terms::{Terms, freeze, new_amounts, of_order, rules, terms_of_order, terms_of_region};

use super::Context;
use crate::store::{DbResult as _, Tx, among};

/// False when a movement of this name stands there already.
pub async fn insert_entry(tx: &mut Tx, id: &str, kind: Kind, context: &Context) -> Result<bool, AppError> {
    let done = sqlx::query(
        "insert into ledger_entries (id, kind, about_kind, about_id, dedupe, payment_id, shop_order_id, order_code, \
           regency_id, note, signed_by, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         on conflict (dedupe) do nothing",
    )
    .bind(id.to_owned())
    .bind(kind.as_str().to_owned())
    .bind(context.about.0.to_owned())
    .bind(context.about.1.clone())
    .bind(context.dedupe.clone())
    .bind(context.payment.as_ref().map(|payment| payment.0.clone()))
    .bind(context.part.clone())
    .bind(context.order_code.clone())
    .bind(context.regency.clone())
    .bind(context.note.clone())
    .bind(context.signed_by.as_ref().map(|account| account.0.clone()))
    .bind(context.at)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn insert_posting(
    tx: &mut Tx,
    entry: &str,
    line: i64,
    posting: &Posting,
    context: &Context,
) -> Result<(), AppError> {
    sqlx::query(
        "insert into ledger_postings (entry_id, line, account, shop_id, amount_minor, currency, since, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(entry.to_owned())
    .bind(line)
    .bind(posting.account.as_str().to_owned())
    .bind(posting.account.shop().map(|shop| shop.0.clone()))
    .bind(posting.amount.minor)
    .bind(posting.amount.currency.code().to_owned())
    .bind(context.since.unwrap_or(context.at))
    .bind(context.at)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct BookedRow {
    shop_order_id: String,
    pays_minor: i64,
    card_cost_minor: i64,
    gets_minor: i64,
}

/// What the books hold of some parts: what the buyer has paid and not got back, and what of it is the shop's, in its
/// pocket or with the operator, paid out or not.
pub async fn booked(
    db: &AnyPool,
    parts: impl IntoIterator<Item = String>,
) -> Result<HashMap<ShopOrderId, Cut>, AppError> {
    let rows: Vec<BookedRow> = among(db, &[], parts, |places| {
        format!(
            "select e.shop_order_id, \
               cast(sum(case when p.account = 'buyer' then -p.amount_minor else 0 end) as bigint) as pays_minor, \
               cast(sum(case when p.account = 'owed' and e.kind = 'card_cost' then -p.amount_minor else 0 end) as bigint) \
                 as card_cost_minor, \
               cast(sum(case when p.account in ('pocket', 'owed') then p.amount_minor else 0 end) as bigint) as gets_minor \
             from ledger_entries e join ledger_postings p on p.entry_id = e.id \
             where e.shop_order_id in ({places}) \
               and e.kind in ('sale', 'shipping', 'fee', 'card_cost', 'refund', 'dispute') group by e.shop_order_id"
        )
    })
    .await?;
    let money = |minor| Money { minor, currency: Currency::Idr };
    let cut = |row: BookedRow| {
        let fee = money(row.pays_minor - row.card_cost_minor - row.gets_minor);
        let (pays, card_cost, gets) = (money(row.pays_minor), money(row.card_cost_minor), money(row.gets_minor));
        (ShopOrderId(row.shop_order_id), Cut { pays, fee, card_cost, gets })
    };
    Ok(rows.into_iter().map(cut).collect())
}

pub async fn is_written(tx: &mut Tx, dedupe: &str) -> Result<bool, AppError> {
    let (count,): (i64,) = sqlx::query_as("select count(*) from ledger_entries where dedupe = $1")
        .bind(dedupe.to_owned())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(count > 0)
}

/// What the books must know of a payment.
pub struct Paid {
    pub shop: ShopId,
    pub regency: String,
    pub part: String,
    pub order_code: String,
    pub method: Method,
    pub amount: Money,
    pub state: State,
    pub paid_at: Option<i64>,
    pub terms: Terms,
    /// What had been paid for the same part before, minor units.
    pub before: i64,
    /// Which share of its charge it is.
    pub share: Share,
}

#[derive(sqlx::FromRow)]
struct PaidRow {
    shop_id: String,
    regency_id: String,
    shop_order_id: String,
    order_code: String,
    method: String,
    amount_minor: i64,
    state: String,
    paid_at: Option<i64>,
    goods_minor: Option<i64>,
    sending_minor: Option<i64>,
    fee_bp: Option<i64>,
    fee_fixed_minor: Option<i64>,
    card_cost_bp: Option<i64>,
    card_cost_fixed_minor: Option<i64>,
    card_cost_by: Option<String>,
    before_minor: i64,
    cards_before: i64,
    cards: i64,
}

/// The payment with its terms, its row held: two hand-backs of one payment come one after the other.
pub async fn paid(tx: &mut Tx, payment: &PaymentId) -> Result<Option<Paid>, AppError> {
    tx.hold("payments", payment.as_str()).await?;
    let row: Option<PaidRow> = sqlx::query_as(
        "select p.shop_id, s.regency_id, p.shop_order_id, p.order_code, p.method, p.amount_minor, p.state, p.paid_at, \
           t.goods_minor, t.sending_minor, t.fee_bp, t.fee_fixed_minor, t.card_cost_bp, t.card_cost_fixed_minor, \
           t.card_cost_by, \
           (select cast(coalesce(sum(-l.amount_minor), 0) as bigint) from ledger_entries e \
             join ledger_postings l on l.entry_id = e.id and l.account = 'buyer' \
             where e.shop_order_id = p.shop_order_id and e.kind in ('sale', 'shipping') and e.payment_id <> p.id) \
             as before_minor, \
           (select count(*) from card_session_payments c where c.session_id = p.paid_session and c.payment_id < p.id) \
             as cards_before, \
           (select count(*) from card_session_payments c where c.session_id = p.paid_session) as cards \
         from payments p join shops s on s.id = p.shop_id \
         left join order_terms t on t.shop_order_id = p.shop_order_id where p.id = $1",
    )
    .bind(payment.0.clone())
    .fetch_optional(tx.db())
    .await
    .db()?;
    Ok(row.and_then(PaidRow::paid))
}

impl PaidRow {
    fn paid(self) -> Option<Paid> {
        let amount = Money { minor: self.amount_minor, currency: Currency::Idr };
        let terms = Terms {
            // An order from before there were terms is all goods, without a fee.
            goods: Money { minor: self.goods_minor.unwrap_or(self.amount_minor), ..amount },
            sending: Money { minor: self.sending_minor.unwrap_or(0), ..amount },
            rules: terms::read(
                self.fee_bp,
                self.fee_fixed_minor,
                self.card_cost_bp,
                self.card_cost_fixed_minor,
                self.card_cost_by.as_deref(),
            ),
        };
        Some(Paid {
            shop: ShopId(self.shop_id),
            regency: self.regency_id,
            part: self.shop_order_id,
            order_code: self.order_code,
            method: Method::parse(&self.method)?,
            amount,
            state: State::parse(&self.state)?,
            paid_at: self.paid_at,
            terms,
            before: self.before_minor,
            share: terms::share(self.cards_before, self.cards),
        })
    }
}

/// What is left of a payment after what went back of it.
pub async fn left(tx: &mut Tx, paid: &Paid, payment: &PaymentId) -> Result<Left, AppError> {
    let (bought, fee, cost): (i64, i64, i64) = sqlx::query_as(
        "select cast(coalesce(sum(case when l.account = 'buyer' then -l.amount_minor else 0 end), 0) as bigint), \
           cast(coalesce(sum(case when e.kind = 'fee' and l.account = 'operator' then l.amount_minor else 0 end), 0) as bigint), \
           cast(coalesce(sum(case when e.kind = 'card_cost' and l.account = 'owed' then -l.amount_minor else 0 end), 0) as bigint) \
         from ledger_entries e join ledger_postings l on l.entry_id = e.id where e.payment_id = $1",
    )
    .bind(payment.0.clone())
    .fetch_one(tx.db())
    .await
    .db()?;
    let money = |minor| Money { minor, ..paid.amount };
    let direct = paid.method.is_direct();
    Ok(Left { shop: paid.shop.clone(), direct, paid: money(bought), fee: money(fee), cost: money(cost) })
}

#[derive(sqlx::FromRow)]
struct PostingRow {
    dedupe: String,
    kind: String,
    account: String,
    shop_id: Option<String>,
    amount_minor: i64,
}

/// The entries of a payment, with their names, in the order of these.
pub async fn entries_of(tx: &mut Tx, payment: &PaymentId) -> Result<Vec<(String, Entry)>, AppError> {
    let rows: Vec<PostingRow> = sqlx::query_as(
        "select e.dedupe, e.kind, l.account, l.shop_id, l.amount_minor from ledger_entries e \
         join ledger_postings l on l.entry_id = e.id where e.payment_id = $1 order by e.dedupe, l.line",
    )
    .bind(payment.0.clone())
    .fetch_all(tx.db())
    .await
    .db()?;
    let mut all: Vec<(String, Kind, Vec<Posting>)> = Vec::new();
    for row in rows {
        let kind = Kind::parse(&row.kind).ok_or(AppError::Internal)?;
        let account = Account::read(&row.account, row.shop_id.map(ShopId)).ok_or(AppError::Internal)?;
        let posting = Posting { account, amount: Money { minor: row.amount_minor, currency: Currency::Idr } };
        match all.last_mut() {
            Some((dedupe, _, postings)) if *dedupe == row.dedupe => postings.push(posting),
            _ => all.push((row.dedupe, kind, vec![posting])),
        }
    }
    let entry = |(dedupe, kind, postings)| Some((dedupe, Entry::new(kind, postings).ok()?));
    all.into_iter().map(entry).collect::<Option<_>>().ok_or(AppError::Internal)
}
