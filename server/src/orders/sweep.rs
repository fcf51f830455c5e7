//! The room's jobs: letting go of holds whose time ran out, forgetting buyers' contacts. Each order is a
//! transaction of its own, so one that cannot be moved does not keep the others.

use app::error::AppError;
use app::ids::{OrderId, ProductId, ShopOrderId};
use app::notifications::letter::{file_name, old_file_name};
use app::orders::rules::plan::Act;
use app::payments::rules::Who;
use app::time::DAY_MS;
use futures::future::FutureExt as _;
use futures::stream::{self, StreamExt as _};
use serde_json::json;

use super::card::jobs::{AT_ONCE, Patience};
use super::moves::Doing;
use super::{card, moves, sql};
use crate::audit::{self, By};
use crate::house::House;
use crate::notifications::{self, email};
use crate::payments::{proofs, refunds};

/// Orders looked at in one run; the next run takes the rest.
const MOST: i64 = 200;

/// A parcel nobody has spoken of for so long has arrived.
const SENT_MS: i64 = 60 * DAY_MS;

/// What the clock does to orders: reminds, lets go, and closes what was sent long ago.
pub async fn release_holds(house: &House) -> Result<(), AppError> {
    let (db, now) = (house.store.read(), house.clock.now());
    for part in sql::enquiry::silent(db, now, MOST).await? {
        by_itself(house, part, Act::Remind).await;
    }
    for part in sql::enquiry::long_sent(db, now - SENT_MS, MOST).await? {
        by_itself(house, part, Act::Receive).await;
    }
    let_go(house).await
}

/// An act of the house about one part; what became of it meanwhile is left as it is.
async fn by_itself(house: &House, part: ShopOrderId, act: Act) {
    let id = part.clone();
    let doing = Doing::new(Who::House, act);
    let done =
        house.store.write(move |tx| Box::pin(async move { moves::act(tx, &By::System, &id, &doing).await })).await;
    match done {
        Ok(()) | Err(AppError::Conflict(_)) => {}
        Err(error) => tracing::warn!(%part, ?act, %error, "an order could not be moved"),
    }
}

/// Lets go of every hold whose time ran out, page by page.
async fn let_go(house: &House) -> Result<(), AppError> {
    let (patience, now) = (Patience::default(), house.clock.now());
    let mut after = String::new();
    loop {
        let page = sql::overdue(house.store.read(), now, &after, MOST).await?;
        let Some(last) = page.last().map(|one| one.part.0.clone()) else { return Ok(()) };
        stream::iter(page).for_each_concurrent(AT_ONCE, |one| let_go_of(house, one, &patience).boxed()).await;
        after = last;
    }
}

async fn let_go_of(house: &House, sql::Overdue { part, card }: sql::Overdue, patience: &Patience) {
    // A payment page that is still open is closed first; what turns out to be paid is kept.
    if let Some(order) = card {
        if patience.is_over() {
            return;
        }
        let freed = card::free(house, &order, Some(&part)).await;
        patience.told(freed.as_ref().is_err_and(card::is_away));
        if let Err(error) = freed {
            tracing::warn!(%part, %error, "a hold is not let go yet: its card payment is not settled");
            return;
        }
    }
    let id = part.clone();
    let released = house.store.write(move |tx| Box::pin(async move { moves::expire(tx, &id).await })).await;
    if let Err(error) = released {
        tracing::warn!(%part, %error, "a hold could not be let go");
    }
}

/// The same for one piece, for whoever is about to ask whether it is held.
pub async fn release_holds_of(house: &House, product: &ProductId) -> Result<(), AppError> {
    let product = product.clone();
    house.store.write(move |tx| Box::pin(async move { moves::release_overdue(tx, &[product]).await })).await
}

/// Forgets buyers' contacts after the end of their orders, as long after it as the region keeps them; while money is claimed or to be handed
/// back the contact is still needed, and the order has not ended. What is written afterwards goes as long after it.
pub async fn forget_contacts(house: &House) -> Result<(), AppError> {
    let (db, now) = (house.store.read(), house.clock.now());
    let mut orders = sql::forgettable(db, now, MOST).await?;
    orders.extend(sql::written_late(db, now, MOST).await?);
    for order in orders {
        let id = order.clone();
        let (pictures, letters) = house
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let mut pictures = proofs::forget(tx, &id).await?;
                    pictures.extend(sql::enquiry::forget_pictures(tx, &id).await?);
                    let first = sql::forget(tx, &id).await?;
                    refunds::forget_words(tx, &id).await?;
                    audit::forget_visitor(tx, ("order", &id)).await?;
                    if first {
                        audit::note(tx, &By::System, "order.contact_removed", ("order", &id), json!({})).await?;
                    }
                    Ok((pictures, notifications::forget(tx, &id).await?))
                })
            })
            .await?;
        for picture in pictures {
            proofs::remove(house, &picture).await;
        }
        email::forget(house, &old_file_name(&OrderId(order))).await;
        for letter in letters {
            email::forget(house, &file_name(&letter)).await;
        }
    }
    Ok(())
}
