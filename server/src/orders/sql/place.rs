//! Placing an order.

use app::error::AppError;
use app::ids::VisitorId;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// The checkout.
pub struct NewOrder {
    pub id: String,
    pub code: String,
    pub regency: String,
    pub visitor: Option<String>,
    pub contact_hash: Option<String>,
    pub language: &'static str,
    pub channel: &'static str,
    pub total_minor: i64,
    pub buyer_name: String,
    pub contact_kind: Option<&'static str>,
    pub contact: Option<String>,
}

/// The shop's part.
pub struct NewPart {
    pub id: String,
    pub order: String,
    pub number: i64,
    pub shop: String,
    pub how: &'static str,
    pub state: &'static str,
    /// Until when pieces are held; None when they are gone for good already.
    pub held_until: Option<i64>,
    /// Whether pieces were taken off the shelf for it.
    pub stock_held: bool,
    pub place_name: String,
    pub place_find: String,
    pub pickup_from: Option<i64>,
    pub pickup_until: Option<i64>,
    pub goods_minor: i64,
    pub accepted_at: Option<i64>,
}

/// The piece, frozen.
pub struct NewLine {
    pub part: String,
    pub product: String,
    pub product_code: String,
    pub quantity: i64,
    pub unit_minor: i64,
    pub name: String,
    pub language: &'static str,
    pub size_note: String,
    pub weight_g: Option<i64>,
    pub facts: String,
    pub makers: String,
    pub photo_key: Option<String>,
}

/// Waits for other checkouts of the same visitor or contact, and for what else she puts into her basket, so that they
/// count each other.
pub async fn take_turn(tx: &mut Tx, subject: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into buyer_turns (subject, at) values ($1, $2) on conflict (subject) do update set at = excluded.at",
    )
    .bind(subject.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Forgets turns that were taken more than a day ago.
pub async fn forget_turns(tx: &mut Tx) -> Result<(), AppError> {
    let before = tx.now - app::time::DAY_MS;
    sqlx::query("delete from buyer_turns where at < $1").bind(before).execute(tx.db()).await.db()?;
    Ok(())
}

/// True of an order `o` that holds something unpaid; one whose deposit is here holds nothing unpaid.
macro_rules! is_unpaid {
    ($now:literal) => {
        concat!(
            "exists (select 1 from shop_orders s \
               join payments p on p.shop_order_id = s.id and p.state in ('open', 'claimed') and p.purpose <> 'rest' \
               where s.order_id = o.id and s.state in ('asked', 'accepted', 'ready') \
                 and (p.state = 'claimed' or s.held_until is null or s.held_until > ",
            $now,
            "))"
        )
    };
}

/// Unpaid orders of a visitor or a contact that still hold something; one whose deposit is here is not. Begins with theirs: with an `or` SQLite goes
/// through all open orders of the house.
pub async fn unpaid(tx: &mut Tx, visitor: &str, contact_hash: Option<String>) -> Result<i64, AppError> {
    let now = tx.now;
    let (count,): (i64,) = sqlx::query_as(concat!(
        "select count(*) from orders o \
         where o.id in (select id from orders where visitor_id = $1 union select id from orders where contact_hash = $2) and ",
        is_unpaid!("$3")
    ))
    .bind(visitor.to_owned())
    .bind(contact_hash)
    .bind(now)
    .fetch_one(tx.db())
    .await
    .db()?;
    Ok(count)
}

/// A visitor's orders that hold something and are not paid, newest first, as `unpaid` counts them: id, code, and
/// the first piece's name and language.
pub async fn unpaid_of(
    db: &AnyPool,
    visitor: &VisitorId,
    now: i64,
    most: i64,
) -> Result<Vec<(String, String, String, String)>, AppError> {
    sqlx::query_as(concat!(
        "select o.id, o.code, l.name, l.language from orders o join order_lines l on l.id = \
           (select min(x.id) from order_lines x join shop_orders y on y.id = x.shop_order_id where y.order_id = o.id) \
         where o.visitor_id = $1 and ",
        is_unpaid!("$2"),
        " order by o.id desc limit $3"
    ))
    .bind(visitor.0.clone())
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
    .db()
}

/// False when another order has the code.
pub async fn insert_order(tx: &mut Tx, new: &NewOrder) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "insert into orders (id, code, regency_id, visitor_id, contact_hash, language, channel, currency, total_minor, \
           buyer_name, contact_kind, contact, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, 'IDR', $8, $9, $10, $11, $12) on conflict (code) do nothing",
    )
    .bind(new.id.clone())
    .bind(new.code.clone())
    .bind(new.regency.clone())
    .bind(new.visitor.clone())
    .bind(new.contact_hash.clone())
    .bind(new.language.to_owned())
    .bind(new.channel.to_owned())
    .bind(new.total_minor)
    .bind(new.buyer_name.clone())
    .bind(new.contact_kind.map(str::to_owned))
    .bind(new.contact.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn insert_part(tx: &mut Tx, new: &NewPart) -> Result<(), AppError> {
    let now = tx.now;
    // What is not held is in the buyer's hands: it is over as it begins.
    let over = new.held_until.is_none().then_some(now);
    sqlx::query(
        "insert into shop_orders (id, order_id, number, shop_id, how, state, stock_held, held_until, place_name, place_find, \
           pickup_from, pickup_until, goods_minor, total_minor, accepted_at, created_at, updated_at, handed_at, ended_at) \
         values ($1, $2, $14, $3, $4, $5, $15, $6, $7, $8, $9, $10, $11, $11, $12, $13, $13, $16, $16)",
    )
    .bind(new.id.clone())
    .bind(new.order.clone())
    .bind(new.shop.clone())
    .bind(new.how.to_owned())
    .bind(new.state.to_owned())
    .bind(new.held_until)
    .bind(new.place_name.clone())
    .bind(new.place_find.clone())
    .bind(new.pickup_from)
    .bind(new.pickup_until)
    .bind(new.goods_minor)
    .bind(new.accepted_at)
    .bind(now)
    .bind(new.number)
    .bind(i64::from(new.stock_held))
    .bind(over)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn insert_line(tx: &mut Tx, new: &NewLine) -> Result<(), AppError> {
    let id = tx.new_id();
    sqlx::query(
        "insert into order_lines (id, shop_order_id, product_id, product_code, quantity, unit_minor, name, language, \
           size_note, weight_g, facts, makers, photo_key) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(id)
    .bind(new.part.clone())
    .bind(new.product.clone())
    .bind(new.product_code.clone())
    .bind(new.quantity)
    .bind(new.unit_minor)
    .bind(new.name.clone())
    .bind(new.language.to_owned())
    .bind(new.size_note.clone())
    .bind(new.weight_g)
    .bind(new.facts.clone())
    .bind(new.makers.clone())
    .bind(new.photo_key.clone())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}
