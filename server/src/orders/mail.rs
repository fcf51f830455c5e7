//! The link of an order by e-mail, in the language it was placed in. The job carries the order's id only;
//! the address is read when the letter is written, and never logged.

use app::error::AppError;
use app::ids::{OrderId, ShopId};
use app::orders::pages::shop_names;
use app::orders::{Counter, Sheet, Whole};
use app::routes;
use app::words::{Lang, Words};

use super::{sql, token};
use crate::house::House;
use crate::notifications::email::{self, Letter};
use crate::store::DbResult as _;

/// The letter's file in the outbox folder: the order's id, nothing personal.
pub fn file_name(order: &str) -> String {
    format!("order-{order}.eml")
}

/// Writes and sends the letter; nothing when the contact was removed meanwhile.
pub async fn send_link(house: &House, payload: &serde_json::Value) -> Result<(), AppError> {
    let order = payload["order"].as_str().ok_or(AppError::Internal)?;
    let db = house.store.read();
    let Some((address, language)) = sql::contact_of(db, order).await? else {
        return Ok(());
    };
    let mut connection = db.acquire().await.db()?;
    let parts: Vec<Sheet> = sql::by_id(&mut connection, order).await?.into_iter().map(|found| found.sheet).collect();
    drop(connection);
    let Some(first) = parts.first() else {
        return Ok(());
    };
    let ids: Vec<ShopId> = parts.iter().map(|part| part.shop.clone()).collect();
    let shops = crate::accounts::counter::of_shops(db, &ids).await?;
    let shops: Vec<&Counter> = shops.iter().collect();
    let lang = Lang::parse(&language).unwrap_or(Lang::En);
    let words = Words::new(lang, house.words.clone());
    let token = token::mint(&house.keys, &OrderId(order.to_owned()));
    let link = format!("{}{}", house.config.origin(), routes::order(lang, &token));
    let (code, at) = (&first.code, shop_names(&shops, &words));
    let subject = words.with("orders-mail-subject", &[("code", code.into()), ("shop", (&at).into())]);
    let pieces: Vec<String> = parts
        .iter()
        .flat_map(|part| part.lines.iter().map(|line| format!("{} \u{d7} {}", line.quantity, line.name)))
        .chain([words.money(Whole { parts: parts.clone() }.total())])
        .collect();
    let lines = [
        words.with("orders-mail-thanks", &[("shop", (&at).into())]),
        pieces.join("\n"),
        words.with("orders-mail-link", &[("code", code.into())]),
        link,
        words.t("orders-mail-keep"),
    ];
    let letter = Letter { to: address, subject, text: lines.join("\n\n"), file: file_name(order) };
    email::send(house, letter).await
}
