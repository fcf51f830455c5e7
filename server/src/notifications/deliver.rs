//! Sending one letter of the outbox: written from the order as it stands, skipped when it is not true any more or
//! nobody is there to read it, tried again when the server does not take it, given up after the last try.

use app::error::AppError;
use app::notifications::letter::{file_name, letter};
use app::notifications::{Event, Why};
use app::words::{Lang, Words};
use serde_json::json;

use super::email::{self, Letter, Unsent};
use super::sql::{self, Row};
use crate::audit::{self, By};
use crate::house::House;
use crate::jobs::{Kind, backoff};
use crate::orders::letters::{self, Asked};

/// The job: `attempts` is how often it ran before.
///
/// # Errors
/// `Unavailable` when it is to be tried again.
pub async fn deliver(house: &House, payload: &serde_json::Value, attempts: i64) -> Result<(), AppError> {
    let (Some(id), Some(round)) = (payload["message"].as_str(), payload["round"].as_i64()) else {
        return Err(AppError::Internal);
    };
    let Some(row) = sql::message(house.store.read(), id, round).await? else {
        return Ok(());
    };
    // A letter of several parts: one that ends from here on has a letter of its own. What a card paid it paid at once.
    if row.shop_order_id.is_none() && row.day.is_some() && row.event != Event::Paid.as_str() {
        let begun = row.id.clone();
        house.store.write(move |tx| Box::pin(async move { sql::begin(tx, &begun).await })).await?;
    }
    let Some(letter) = written(house, &row).await? else {
        return write_down(house, row, Became::Skipped).await;
    };
    match email::send(house, letter).await {
        Ok(()) => write_down(house, row, Became::Sent).await,
        Err(Unsent { why, for_good }) if for_good || attempts + 1 >= Kind::SendMessage.most_tries() => {
            write_down(house, row, Became::Dead(why)).await
        }
        Err(Unsent { why, .. }) => {
            write_down(house, row, Became::Again(why, backoff(attempts + 1))).await?;
            Err(AppError::Unavailable { retry_after: 60 })
        }
    }
}

/// The job of older versions, which sent the link of an order by itself: it is told as any other.
pub async fn old_link(house: &House, payload: &serde_json::Value) -> Result<(), AppError> {
    let order = payload["order"].as_str().ok_or(AppError::Internal)?.to_owned();
    house.store.write(move |tx| Box::pin(async move { super::outbox::link(tx, &order).await })).await
}

enum Became {
    Sent,
    Skipped,
    Again(Why, i64),
    Dead(Why),
}

async fn write_down(house: &House, row: Row, became: Became) -> Result<(), AppError> {
    let Row { id, account_id: account, .. } = row;
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                // Her own page says when letters do not get there.
                if let (Some(account), Became::Sent | Became::Dead(_)) = (&account, &became) {
                    let why = if let Became::Dead(why) = became { why.as_str() } else { "" };
                    sql::letter_box::letter_went(tx, account, why).await?;
                }
                match became {
                    Became::Sent => sql::sent(tx, &id).await,
                    Became::Skipped => sql::skipped(tx, &id).await,
                    Became::Dead(why) => {
                        sql::dead(tx, &id, why).await?;
                        let detail = json!({ "why": why.as_str() });
                        audit::note(tx, &By::System, "message.given_up", ("message", &id), detail).await
                    }
                    Became::Again(why, wait) => {
                        let next = tx.now + wait;
                        sql::failed(tx, &id, why, next).await
                    }
                }
            })
        })
        .await
}

/// The letter as it is to leave now; None when there is nothing to send any more.
async fn written(house: &House, row: &Row) -> Result<Option<Letter>, AppError> {
    let Some(event) = Event::parse(&row.event) else {
        return Ok(None);
    };
    let asked = Asked {
        event,
        order: row.order_id.as_deref(),
        part: row.shop_order_id.as_deref(),
        shop: row.shop_id.as_deref(),
        amount_minor: row.amount_minor,
        day: row.day,
    };
    let lang = Lang::parse(&row.language).unwrap_or(Lang::En);
    let Some((to, facts)) = (match &row.account_id {
        Some(account) => sql::address(house.store.read(), account).await?.zip(letters::to_shop(house, &asked).await?),
        None => letters::to_buyer(house, &asked, lang).await?,
    }) else {
        return Ok(None);
    };
    let words = Words::new(lang, house.words.clone());
    let told = letter(event, &facts, &words);
    let file = file_name(&row.id);
    Ok(Some(Letter { to, subject: told.subject, text: told.text, id: row.id.clone(), file, stop: facts.stop }))
}
