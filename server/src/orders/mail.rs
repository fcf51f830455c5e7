//! The link of an order by e-mail, in the language it was placed in. The job carries the order's id only;
//! the address is read when the letter is written, and never logged.

use app::error::AppError;
use app::ids::OrderId;
use app::routes;
use app::words::{Lang, Words};

use super::{sql, token};
use crate::house::House;
use crate::notifications::email::{self, Letter};

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
    let Some(found) = sql::by_id(db, order).await? else {
        return Ok(());
    };
    let shop = crate::accounts::counter::of_shop(db, &found.sheet.shop).await?;
    let lang = Lang::parse(&language).unwrap_or(Lang::En);
    let words = Words::new(lang, house.words.clone());
    let token = token::mint(&house.keys, &OrderId(order.to_owned()));
    let link = format!("{}{}", house.config.origin(), routes::order(lang, &token));
    let code = &found.sheet.code;
    let subject = words.with("orders-mail-subject", &[("code", code.into()), ("shop", (&shop.name).into())]);
    let lines = [
        words.with("orders-mail-thanks", &[("shop", (&shop.name).into())]),
        format!("{} - {}", found.sheet.line.name, words.money(found.sheet.total)),
        words.with("orders-mail-link", &[("code", code.into())]),
        link,
        words.t("orders-mail-keep"),
    ];
    let letter = Letter { to: address, subject, text: lines.join("\n\n"), file: file_name(order) };
    email::send(house, letter).await
}
