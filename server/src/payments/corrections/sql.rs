//! Statements of corrections.

use app::error::AppError;
use app::ids::{RegionId, ShopId};
use app::money::{Currency, Money};
use app::payments::Span;
use app::payments::corrections::{Correction, Pot};
use app::ui::pager::Paging;
use sqlx::AnyPool;

use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct MadeRow {
    at: i64,
    shop: Option<String>,
    from_account: String,
    to_account: String,
    amount_minor: i64,
    note: String,
    signed: Option<String>,
}

impl MadeRow {
    fn correction(self) -> Option<Correction> {
        Some(Correction {
            at: self.at,
            shop: self.shop.unwrap_or_default(),
            from: Pot::parse(&self.from_account)?,
            to: Pot::parse(&self.to_account)?,
            amount: Money { minor: self.amount_minor, currency: Currency::Idr },
            note: self.note,
            by: self.signed.unwrap_or_default(),
        })
    }
}

macro_rules! made {
    ($rest:literal) => {
        concat!(
            "select e.at, coalesce(sf.name, st.name) as shop, f.account as from_account, t.account as to_account, \
               t.amount_minor, e.note, a.name as signed \
             from ledger_entries e join ledger_postings f on f.entry_id = e.id and f.amount_minor < 0 \
             join ledger_postings t on t.entry_id = e.id and t.amount_minor > 0 \
             left join shops sf on sf.id = f.shop_id left join shops st on st.id = t.shop_id \
             left join accounts a on a.id = e.signed_by where e.kind = 'correction' and ",
            $rest
        )
    };
}

/// Those of a regency, newest first.
pub async fn of_regency(
    db: &AnyPool,
    regency: &RegionId,
    page: i64,
    most: i64,
) -> Result<(Vec<Correction>, Paging), AppError> {
    let (count,): (i64,) =
        sqlx::query_as("select count(*) from ledger_entries where regency_id = $1 and kind = 'correction'")
            .bind(regency.0.clone())
            .fetch_one(db)
            .await
            .db()?;
    let paging = Paging::new(page, count, most);
    let rows: Vec<MadeRow> =
        sqlx::query_as(made!("e.regency_id = $1 order by e.at desc, e.id desc limit $3 offset $2"))
            .bind(regency.0.clone())
            .bind(paging.offset(most))
            .bind(most)
            .fetch_all(db)
            .await
            .db()?;
    Ok((rows.into_iter().filter_map(MadeRow::correction).collect(), paging))
}

/// Those of a shop in a span, newest first.
pub async fn of_shop(db: &AnyPool, shop: &ShopId, span: Span, most: i64) -> Result<Vec<Correction>, AppError> {
    let rows: Vec<MadeRow> = sqlx::query_as(made!(
        "(f.shop_id = $1 or t.shop_id = $1) and e.at >= $2 and e.at < $3 order by e.at desc, e.id desc limit $4"
    ))
    .bind(shop.0.clone())
    .bind(span.from)
    .bind(span.until)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().filter_map(MadeRow::correction).collect())
}

/// A shop of a regency by its code, and its name.
pub async fn shop_of_code(db: &AnyPool, regency: &RegionId, code: &str) -> Result<Option<(ShopId, String)>, AppError> {
    let row: Option<(String, String)> = sqlx::query_as(
        "select s.id, s.name from codes c join shops s on s.id = c.target_id \
         where c.kind = 'shop' and c.code = $1 and s.regency_id = $2",
    )
    .bind(code.to_owned())
    .bind(regency.0.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(|(id, name)| (ShopId(id), name)))
}
