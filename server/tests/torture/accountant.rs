//! The accountant: reads the books after a run and names everything in them that cannot be. She trusts nothing the
//! program says of itself, only rows, and what clients were told.
//!
//! A further check of rows is one line of `ROWS`; one that needs more than rows is a function called in `audit`.

use std::collections::HashMap;

use server::store::{Engine, Store};
use sqlx::AnyPool;

/// What somebody was told is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub order: String,
    pub quantity: i64,
}

/// What the books are held against.
#[derive(Default)]
pub struct Known {
    /// Orders that were acknowledged.
    pub promised: Vec<Promise>,
    /// How many of a piece were ever made, by product id. Pieces that are not named may be any number.
    pub made: HashMap<String, i64>,
    /// UTC ms; jobs that should have run eleven minutes before are late. 0 where the house did not run so long.
    pub now: i64,
}

/// Entries that do not come to zero in their currency, or have fewer than two postings.
pub const UNBALANCED: &str = "select x.id from (select e.id, l.currency from ledger_entries e left join ledger_postings l on l.entry_id = e.id \
         group by e.id, l.currency having coalesce(sum(l.amount_minor), 1) <> 0 or count(l.line) < 2) x";

/// Payments that arrived and of which the books say something else than what was paid and not handed back.
pub const DISAGREES: &str = "select x.id from (select p.id, p.amount_minor - p.returned_minor as kept, \
           coalesce(sum(case when e.kind in ('sale', 'shipping', 'refund', 'dispute') and l.account = 'buyer' \
             then -l.amount_minor else 0 end), 0) as booked \
         from payments p left join ledger_entries e on e.payment_id = p.id left join ledger_postings l on l.entry_id = e.id \
         where p.paid_at is not null group by p.id, p.amount_minor, p.returned_minor) x where x.kept <> x.booked";

/// A name, and a statement that finds the rows that must not be there ($1 is the time by which jobs had to be done).
const ROWS: [(&str, &str); 32] = [
    ("stock below zero", "select id from products where stock < 0 or held < 0"),
    (
        "held is not what open orders hold",
        "select p.id from products p where p.held <> (select cast(coalesce(sum(l.quantity - l.restocked), 0) as bigint) from order_lines l \
         join shop_orders s on s.id = l.shop_order_id where l.product_id = p.id and s.stock_held = 1)",
    ),
    (
        "an order without parts",
        "select o.id from orders o where not exists (select 1 from shop_orders s where s.order_id = o.id)",
    ),
    (
        "a part without lines",
        "select s.id from shop_orders s where not exists (select 1 from order_lines l where l.shop_order_id = s.id)",
    ),
    (
        "a part without a payment",
        "select s.id from shop_orders s where not exists (select 1 from payments p where p.shop_order_id = s.id)",
    ),
    (
        "a part is not the sum of its lines",
        "select s.id from shop_orders s where s.goods_minor <> (select cast(coalesce(sum(l.quantity * l.unit_minor), 0) as bigint) \
         from order_lines l where l.shop_order_id = s.id)",
    ),
    (
        "an order is not the sum of its parts",
        "select o.id from orders o where o.total_minor <> (select cast(coalesce(sum(s.total_minor), 0) as bigint) \
         from shop_orders s where s.order_id = o.id)",
    ),
    (
        "a payment is not what its part costs",
        "select p.id from payments p join shop_orders s on s.id = p.shop_order_id \
         where (p.purpose = 'whole' and p.state <> 'abandoned' and p.amount_minor <> s.total_minor) or p.amount_minor > s.total_minor",
    ),
    (
        "a deposit and a rest are not what their part costs",
        "select d.id from payments d join payments r on r.shop_order_id = d.shop_order_id and r.purpose = 'rest' and r.state <> 'abandoned' \
         join shop_orders s on s.id = d.shop_order_id \
         where d.purpose = 'deposit' and d.state <> 'abandoned' and d.amount_minor + r.amount_minor <> s.total_minor",
    ),
    (
        "a payment in another currency than its order",
        "select p.id from payments p join orders o on o.id = p.order_id where p.currency <> o.currency",
    ),
    (
        "a payment of another order or shop than its part",
        "select p.id from payments p join shop_orders s on s.id = p.shop_order_id \
         where p.order_id <> s.order_id or p.shop_id <> s.shop_id",
    ),
    (
        "more than one live payment for one purpose",
        "select min(p.id) from payments p where p.state in ('open', 'claimed', 'paid', 'to_return') \
         group by p.shop_order_id, p.purpose having count(*) > 1",
    ),
    (
        "paid without a signature",
        "select id from payments where state in ('paid', 'to_return', 'returned') and method <> 'card' \
         and (paid_by is null or paid_at is null)",
    ),
    (
        "a card paid without the payment service's word",
        "select p.id from payments p where p.method = 'card' and p.state in ('paid', 'to_return', 'returned') \
         and not exists (select 1 from card_session_payments c join card_sessions s on s.id = c.session_id \
           where c.payment_id = p.id and s.id = p.paid_session and c.amount_minor = p.amount_minor and s.state = 'paid' \
             and s.provider_id is not null)",
    ),
    (
        "a part of which no payment is asked for or told of",
        "select s.id from shop_orders s where not exists (select 1 from payments p \
         where p.shop_order_id = s.id and p.state <> 'abandoned' and p.followed = 0)",
    ),
    (
        "a piece kept for somebody who has the money back",
        "select s.id from shop_orders s join payments p on p.shop_order_id = s.id and p.followed = 0 \
         where s.state in ('accepted', 'ready') and p.state = 'returned'",
    ),
    (
        "more sent back to a card than it was charged",
        "select c.id from card_sessions c where c.amount_minor < (select cast(coalesce(sum(r.amount_minor), 0) as bigint) \
         from card_refunds r where r.session_id = c.id and r.state <> 'failed')",
    ),
    (
        "a charge that does not stand in the books, or not as it was",
        "select x.id from (select c.id, c.amount_minor, \
           (select cast(coalesce(sum(p.amount_minor), 0) as bigint) from payments p where p.paid_session = c.id) as pays, \
           (select cast(coalesce(sum(-l.amount_minor), 0) as bigint) from ledger_entries e join ledger_postings l \
             on l.entry_id = e.id and l.account = 'buyer' where e.about_id = c.id) as beyond \
         from card_sessions c where c.state = 'paid') x where x.amount_minor <> x.pays + x.beyond",
    ),
    (
        "money the office is to send of which it does not read",
        "select r.id from card_refunds r where r.payment_id is null and r.state = 'failed' and r.made_good is null \
         and not exists (select 1 from alarms a where a.kind = 'refund_failed' and a.subject = r.id and a.settled_at is null) \
         and not exists (select 1 from card_disputes d where d.session_id = r.session_id and d.state = 'open')",
    ),
    ("an event that was not applied", "select id from provider_events where applied_at is null and received_at < $1"),
    ("an entry that does not come to zero", UNBALANCED),
    ("a payment of which the books say something else", DISAGREES),
    (
        "what is on its way to a shop is not what its payouts say",
        "select x.id from (select s.id, \
           (select cast(coalesce(sum(q.amount_minor), 0) as bigint) from payouts q where q.shop_id = s.id and q.state in ('batched', 'sent')) as said, \
           (select cast(coalesce(sum(l.amount_minor), 0) as bigint) from ledger_postings l where l.shop_id = s.id and l.account = 'way') as booked \
         from shops s) x where x.said <> x.booked",
    ),
    (
        "refunds are not what the payment says was promised, or handed back",
        "select x.id from (select p.id, p.refund_minor, p.returned_minor, coalesce(sum(r.amount_minor), 0) as promised, \
           coalesce(sum(case when r.state in ('handed_back', 'seen') then r.amount_minor else 0 end), 0) as back \
         from payments p left join refunds r on r.payment_id = p.id where p.state <> 'lapsed' \
         group by p.id, p.refund_minor, p.returned_minor) x where x.promised <> x.refund_minor or x.back <> x.returned_minor",
    ),
    (
        "a payment of which all is promised back that reads paid, or one to return of which not all is",
        "select id from payments where (state = 'paid' and refund_minor >= amount_minor) \
         or (state in ('to_return', 'returned') and refund_minor <> amount_minor) \
         or (state = 'returned' and returned_minor <> amount_minor) or (state = 'to_return' and returned_minor >= amount_minor)",
    ),
    (
        "a line of which more went back than its refunds say",
        "select l.id from order_lines l where l.refunded <> (select cast(coalesce(sum(n.quantity), 0) as bigint) \
         from refund_lines n join refunds r on r.id = n.refund_id where r.shop_order_id = l.shop_order_id and n.product_id = l.product_id) \
         or l.restocked > l.refunded",
    ),
    (
        "an order that is over with money open",
        "select s.id from shop_orders s join payments p on p.shop_order_id = s.id \
         where (s.state in ('cancelled', 'declined') and p.state in ('open', 'claimed', 'paid')) \
         or (s.state = 'expired' and p.state in ('open', 'paid'))",
    ),
    (
        "stock held by nobody, or not held for somebody",
        "select id from shop_orders where (state in ('handed_over', 'declined', 'cancelled', 'expired') and stock_held = 1) \
         or (state in ('asked', 'accepted', 'ready') and stock_held = 0 \
           and not exists (select 1 from enquiries e where e.shop_order_id = shop_orders.id and e.made = 1))",
    ),
    (
        "a job that is dead or late",
        // A turn of the timetable is due from its first moment on, whenever it is put into the queue.
        "select id from jobs where dead_at is not null \
         or (done_at is null and run_at < $1 and created_at < $1 and claimed_until < $1)",
    ),
    (
        "a letter that waits without its job",
        "select m.id from messages m where m.state = 'queued' and not exists (select 1 from jobs j \
           where j.dedupe = 'send_message:' || m.id || ':' || m.round and j.done_at is null and j.dead_at is null)",
    ),
    (
        "a buyer who was never told of an order",
        "select o.id from orders o where o.contact_kind = 'email' and o.contact is not null \
           and not exists (select 1 from messages m where m.order_id = o.id and m.event = 'placed')",
    ),
    (
        "a used key whose order is not there",
        "select i.key from idempotency i where i.outcome_kind = 'order' \
         and not exists (select 1 from orders o where o.id = i.outcome_id)",
    ),
];

/// What must be done where a house had the time to do it: a name, and a statement ($1 is now).
const WAITS: [(&str, &str); 3] = [
    ("a letter is still queued after the drain", "select id from messages where state = 'queued'"),
    ("a letter that was given up", "select id from messages where state = 'dead'"),
    ("a job that is due still waits", "select id from jobs where done_at is null and dead_at is null and run_at <= $1"),
];

/// How a broken promise begins.
pub const LOST: &str = "acknowledged and not there as told";

/// How late a job may be, in ms: longer than a claim lasts.
const LATE: i64 = 11 * 60_000;

/// What still waits in a house that is said to have done all of it, a line each.
pub async fn drained(store: &Store, now: i64) -> Vec<String> {
    let mut waits = Vec::new();
    for (name, sql) in WAITS {
        waits.extend(found(store.read(), name, sql, sql.contains("$1").then_some(now)).await);
    }
    waits
}

/// Everything that is wrong, a line each; nothing when the books are right.
pub async fn audit(store: &Store, known: &Known) -> Vec<String> {
    let db = store.read();
    let mut wrong = Vec::new();
    for (name, sql) in ROWS {
        let late = sql.contains("$1").then_some(known.now - LATE);
        wrong.extend(found(db, name, sql, late).await);
    }
    wrong.extend(promises(db, &known.promised).await);
    wrong.extend(made(db, &known.made).await);
    if store.engine() == Engine::Sqlite {
        wrong.extend(whole_file(db).await);
    }
    wrong
}

async fn found(db: &AnyPool, name: &str, sql: &'static str, by: Option<i64>) -> Option<String> {
    let mut query = sqlx::query_as(sql);
    if let Some(by) = by {
        query = query.bind(by);
    }
    let rows: Vec<(String,)> = query.fetch_all(db).await.unwrap();
    let ids: Vec<&str> = rows.iter().take(3).map(|(id,)| id.as_str()).collect();
    (!rows.is_empty()).then(|| format!("{name}: {} of them, such as {}", rows.len(), ids.join(" ")))
}

/// Every order somebody was told of is there once, with its lines and its trail.
async fn promises(db: &AnyPool, promised: &[Promise]) -> Vec<String> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "select o.id, cast(coalesce(sum(l.quantity), 0) as bigint) from orders o join shop_orders s on s.order_id = o.id \
         join order_lines l on l.shop_order_id = s.id \
         where exists (select 1 from audit a where a.object_kind = 'order' and a.object_id = o.id and a.action = 'order.placed') \
         group by o.id",
    )
    .fetch_all(db)
    .await
    .unwrap();
    let there: HashMap<String, i64> = rows.into_iter().collect();
    let broken: Vec<&Promise> = promised.iter().filter(|one| there.get(&one.order) != Some(&one.quantity)).collect();
    let first = broken.first().map(|one| format!("{LOST}: {} of them, such as {}", broken.len(), one.order));
    first.into_iter().collect()
}

/// What is for sale, held and handed over, or was given money back for and is not there again, is never more than was made.
async fn made(db: &AnyPool, made: &HashMap<String, i64>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (product, made) in made {
        let (there,): (i64,) = sqlx::query_as(
            "select cast(p.stock + p.held + (select coalesce(sum(case when s.state = 'cancelled' then l.refunded else l.quantity end \
               - l.restocked), 0) from order_lines l \
             join shop_orders s on s.id = l.shop_order_id where l.product_id = p.id and s.state in ('sent', 'handed_over', 'cancelled') \
             and s.stock_held = 0) as bigint) from products p where p.id = $1",
        )
        .bind(product.clone())
        .fetch_one(db)
        .await
        .unwrap();
        if there > *made {
            wrong.push(format!("more sold and held than made: {product}, {there} of {made}"));
        }
    }
    wrong
}

/// The file itself.
async fn whole_file(db: &AnyPool) -> Vec<String> {
    let mut wrong = Vec::new();
    let said: Vec<(String,)> = sqlx::query_as("pragma integrity_check").fetch_all(db).await.unwrap();
    if said.first().is_none_or(|(word,)| word != "ok") {
        wrong.push(format!("integrity_check: {said:?}"));
    }
    let orphans = sqlx::query("pragma foreign_key_check").fetch_all(db).await.unwrap();
    if !orphans.is_empty() {
        wrong.push(format!("foreign_key_check: {} rows", orphans.len()));
    }
    wrong
}
