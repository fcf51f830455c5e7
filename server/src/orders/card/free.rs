//! Before an order ends early or is paid in another way: nobody may be left on a payment page that still takes the
//! money. Stripe closes it first, and we wait for its word; if it turns out to be paid, the payment wins.

use app::error::AppError;
use app::ids::{OrderId, ShopOrderId};
use app::orders::Sheet;
use app::orders::rules::holds;

use super::{Go, due_now, jobs, stay};
use crate::house::House;
use crate::payments::card::{self, Session, State};
use crate::payments::stripe::{PageState, Stripe, StripeError};

const AWAY: &str = "orders-card-not-reached";

/// How often an attempt that moves at the same time is looked at again.
const TRIES: usize = 4;

/// Makes sure that nobody can pay the order by card any more; with a part, that nobody can pay that one: a page on
/// which only other shops are being paid stays open.
///
/// # Errors
/// `Conflict` with words: it was paid meanwhile, a bank is working on it, or Stripe cannot be reached and nothing
/// was changed.
pub async fn free(house: &House, order: &OrderId, part: Option<&ShopOrderId>) -> Result<(), AppError> {
    for _ in 0..TRIES {
        let Some(session) = card::latest(house.store.read(), order.as_str()).await? else { return Ok(()) };
        if let Some(part) = part
            && !card::pays_for(house.store.read(), &session, part).await?
        {
            return Ok(());
        }
        match session.state {
            State::Paid | State::Expired | State::Failed | State::Dropped => return Ok(()),
            // Nobody was given its address.
            State::Asked => {
                if drop_it(house, session.id).await? {
                    return Ok(());
                }
            }
            State::Processing if !session.is_live(house.clock.now()) => return late(house, session).await,
            State::Open | State::Processing => return close(house, &session).await,
        }
    }
    Err(AppError::Unavailable { retry_after: 1 })
}

/// Makes room for an attempt: one that cannot be used any more is closed first.
pub(super) async fn clear(house: &House, test: bool, sheet: &Sheet) -> Result<Option<Go>, AppError> {
    let order = sheet.id.0.clone();
    let now = house.clock.now();
    let (last, due) = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (last, mut due) = (card::latest(tx.db(), &order).await?, due_now(tx, &order).await?);
                // A late page leaves out what may not be kept any longer: it serves those it is for.
                if let Some(last) = last.as_ref().filter(|last| last.attempt > holds::MOST_CARD_PAGES) {
                    let shares = card::shares(tx, &last.id).await?;
                    due.retain(|one| shares.iter().any(|share| share.payment == one.payment));
                }
                Ok((last, due))
            })
        })
        .await?;
    let Some(last) = last.filter(|last| !last.serves(&due, test, now)) else { return Ok(None) };
    match last.state {
        State::Processing if last.is_live(now) => return Ok(Some(stay("orders-card-processing"))),
        // Time alone says nothing: what came of it is asked, or the card could be charged twice.
        State::Asked | State::Open | State::Processing => {}
        State::Paid | State::Expired | State::Failed | State::Dropped => return Ok(None),
    }
    match free(house, &sheet.id, None).await {
        Ok(()) => Ok(None),
        Err(AppError::Conflict(message)) => Ok(Some(Go::Stay(message, 409))),
        Err(error) => Err(error),
    }
}

/// A bank has worked on it for longer than pieces are kept for it: it is asked about once more, and nobody waits when
/// there is no answer.
async fn late(house: &House, session: Session) -> Result<(), AppError> {
    let id = session.id.clone();
    if let Err(error) = jobs::ask(house, session).await {
        tracing::warn!(session = id, %error, "a payment that a bank works on could not be looked up");
    }
    match card::find(house.store.read(), &id).await? {
        Some(session) if session.state == State::Paid => Err(AppError::conflict("orders-card-paid-meanwhile")),
        _ => Ok(()),
    }
}

/// True when an error of `free` says that Stripe did not answer.
pub fn is_away(error: &AppError) -> bool {
    matches!(error, AppError::Conflict(message) if message.key == AWAY)
}

async fn drop_it(house: &House, id: String) -> Result<bool, AppError> {
    let from = &[State::Asked];
    house.store.write(move |tx| Box::pin(async move { card::advance(tx, &id, from, State::Dropped).await })).await
}

async fn close(house: &House, session: &Session) -> Result<(), AppError> {
    let away = || AppError::conflict(AWAY);
    let (Some(stripe), Some(id)) = (house.stripe.as_ref(), session.provider_id.as_deref()) else {
        // Without keys nothing can be asked; a page that has closed by the clock takes no money.
        return if session.is_live(house.clock.now()) { Err(away()) } else { Ok(()) };
    };
    let page = match closed(stripe, session, id).await {
        Ok(page) => page,
        Err(StripeError::Unknown(words)) if !session.is_live(house.clock.now()) => {
            return jobs::give_up(house, session.clone(), words).await;
        }
        Err(error) => {
            tracing::warn!(session = session.id, %error, "a payment page could not be closed");
            return Err(away());
        }
    };
    let state = page.state;
    if !jobs::settle_page(house, session, page).await? {
        return Ok(());
    }
    match state {
        PageState::Expired => Ok(()),
        PageState::Paid => Err(AppError::conflict("orders-card-paid-meanwhile")),
        PageState::Pending => Err(AppError::conflict("orders-card-processing")),
        PageState::Open | PageState::Strange => Err(away()),
    }
}

/// Closes it; one that cannot be closed any more is looked up.
async fn closed(stripe: &Stripe, session: &Session, id: &str) -> Result<crate::payments::stripe::Page, StripeError> {
    if session.state == State::Open {
        match stripe.close(id, &format!("close:{}", session.id)).await {
            Err(StripeError::Refused(_)) => {}
            answer => return answer,
        }
    }
    stripe.page(id).await
}
