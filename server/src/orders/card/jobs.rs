//! The room's jobs about cards: applying events, looking pages up, sending money back, and a sweep over all that
//! should be done by now, so that nothing depends on one message arriving.

use std::sync::atomic::{AtomicUsize, Ordering};

use app::error::AppError;
use app::ids::PaymentId;
use app::payments::alarms::Kind as AlarmKind;
use app::time::{DAY_MS, HOUR_MS, MINUTE_MS};
use futures::future::{BoxFuture, FutureExt as _};
use futures::stream::{self, StreamExt as _};

use super::{dispute, settle};
use crate::house::House;
use crate::payments::alarms::{self, Alarm};
use crate::payments::card::events::{self, Received, Told};
use crate::payments::card::refunds::Answer;
use crate::payments::card::{self, Session, State, refunds};
use crate::payments::ledger::undone;
use crate::payments::stripe::{Page, PageState, StripeError};
use crate::store::Tx;

/// Rows read at a time.
pub(super) const MOST: i64 = 50;
/// Rows about which Stripe is asked at the same time.
pub const AT_ONCE: usize = 4;
/// What should have been done by a job of its own is left alone for so long.
const YOUNG_MS: i64 = 2 * MINUTE_MS;

/// A service that is away would take its time about every row, while all other jobs wait: after a few in a row it is
/// left until the next sweep.
#[derive(Default)]
pub struct Patience(AtomicUsize);

impl Patience {
    const MOST: usize = 4;

    /// `away` when it did not answer.
    pub fn told(&self, away: bool) {
        if away {
            self.0.fetch_add(1, Ordering::Relaxed);
        } else {
            self.0.store(0, Ordering::Relaxed);
        }
    }

    pub fn is_over(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= Self::MOST
    }
}

fn field<'a>(payload: &'a serde_json::Value, name: &str) -> Result<&'a str, AppError> {
    payload.get(name).and_then(serde_json::Value::as_str).ok_or(AppError::Internal)
}

/// Applies an event that was kept.
pub async fn apply_event(house: &House, payload: &serde_json::Value) -> Result<(), AppError> {
    apply(house, field(payload, "event")?, false).await
}

/// One about a charge that has paid nothing yet is left to the sweep: the payment may be told this very moment. With
/// `last` it counts as applied, and is read again should its money come after all.
async fn apply(house: &House, id: &str, last: bool) -> Result<(), AppError> {
    let Some(event) = events::received(house.store.read(), id).await? else { return Ok(()) };
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                // Taken first: whoever learns of the page that it speaks of waits for us, or we for him.
                if !events::take_event(tx, &event.id).await? {
                    return Ok(());
                }
                match applied(tx, &event).await? {
                    events::NOT_PAID if !last => Ok(()),
                    outcome => events::applied(tx, &event.id, outcome).await,
                }
            })
        })
        .await
}

async fn applied(tx: &mut Tx, event: &Received) -> Result<&'static str, AppError> {
    match events::read(event) {
        Some(Told::Page(page)) => settle::page(tx, &page).await,
        Some(Told::Failed(page)) => settle::failed(tx, &page).await,
        Some(Told::Refund(refund)) => settle::refund(tx, &refund).await,
        Some(Told::Charge(told)) => dispute::refunded(tx, &told).await,
        Some(Told::Dispute(told)) => dispute::told(tx, told).await,
        Some(Told::Nothing) => Ok("nothing"),
        None => {
            tracing::error!(event = event.id, kind = event.kind, "an event has a shape we do not know");
            unusable(tx, event).await?;
            Ok("unreadable")
        }
    }
}

/// A person has to look what an event told.
async fn unusable(tx: &mut Tx, event: &Received) -> Result<(), AppError> {
    let alarm = Alarm {
        kind: AlarmKind::Unreadable,
        subject: event.id.clone(),
        order: None,
        expected: String::new(),
        came: event.kind.clone(),
    };
    alarms::raise(tx, &alarm).await
}

/// The sweep's try at an event. One that fails for an hour is told to the office, once, and tried on.
async fn apply_or_tell(house: &House, id: &str) -> Result<(), AppError> {
    let Err(error) = apply(house, id, true).await else { return Ok(()) };
    let passes = matches!(error, AppError::Unavailable { .. });
    if let Some(event) = events::received(house.store.read(), id).await?
        && !passes
        && event.received_at <= house.clock.now() - HOUR_MS
        && !alarms::is_raised(house, AlarmKind::Unreadable, id).await?
    {
        house.store.write(move |tx| Box::pin(async move { unusable(tx, &event).await })).await?;
    }
    Err(error)
}

/// Looks an attempt up at Stripe.
pub async fn look_up(house: &House, payload: &serde_json::Value) -> Result<(), AppError> {
    match card::find(house.store.read(), field(payload, "session")?).await? {
        Some(session) => ask(house, session).await,
        None => Ok(()),
    }
}

/// The same for the newest attempt of an order.
pub async fn look_up_order(house: &House, order: &str) -> Result<(), AppError> {
    match card::latest(house.store.read(), order).await? {
        Some(session) => ask(house, session).await,
        None => Ok(()),
    }
}

/// Looks an attempt up whose end is not known.
///
/// # Errors
/// `Unavailable` when Stripe does not answer.
pub async fn ask(house: &House, session: Session) -> Result<(), AppError> {
    let (Some(stripe), Some(id)) = (house.stripe.as_ref(), session.provider_id.as_deref()) else { return Ok(()) };
    if !matches!(session.state, State::Open | State::Processing) {
        return Ok(());
    }
    let now = house.clock.now();
    let mut answer = stripe.page(id).await;
    if answer.as_ref().is_ok_and(|page| page.state == PageState::Open && session.expires_at <= now) {
        // By our clock it has closed; the two clocks need not agree.
        answer = stripe.close(id, &format!("close:{}", session.id)).await;
    }
    match answer {
        Ok(page) => settle_page(house, &session, page).await.map(|_| ()),
        Err(StripeError::Unknown(words)) if !session.is_live(now) => give_up(house, session, words).await,
        Err(error) => {
            tracing::warn!(session = session.id, %error, "a payment page could not be looked up");
            Err(AppError::Unavailable { retry_after: 30 })
        }
    }
}

/// Applies what Stripe answers about a page, in a transaction of its own. False when the answer does not match what we
/// asked for: then nobody can pay with that page any more, and the office has been told. One that stands open is waited
/// for, whatever it says.
pub async fn settle_page(house: &House, session: &Session, page: Page) -> Result<bool, AppError> {
    let asked = session.clone();
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let over = settle::page(tx, &page).await? == settle::MISMATCH && page.state != PageState::Open;
                if over {
                    settle::not_paid(tx, &asked).await?;
                }
                Ok(!over)
            })
        })
        .await
}

/// Stripe does not know a page that is over by the clock: the key may be another account's. Nothing waits for it.
pub async fn give_up(house: &House, session: Session, words: String) -> Result<(), AppError> {
    house.store.write(move |tx| Box::pin(async move { settle::lost(tx, &session, &words).await })).await
}

/// Sends money back to a card.
pub async fn refund(house: &House, payload: &serde_json::Value) -> Result<(), AppError> {
    send_back(house, field(payload, "refund")?).await
}

async fn send_back(house: &House, id: &str) -> Result<(), AppError> {
    let Some(answer) = refunds::send(house, id).await? else { return Ok(()) };
    let id = id.to_owned();
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                match answer {
                    Answer::Told(told) => settle::refund(tx, &told).await.map(|_| ()),
                    Answer::Refused { disputed, asked } => settle::refused(tx, (&id, asked), disputed).await,
                    Answer::Elsewhere { minor, asked } => settle::elsewhere(tx, (&id, asked), minor).await,
                    Answer::Test => settle::test(tx, &id).await,
                }
            })
        })
        .await
}

/// Does what should have been done by now: pages that have closed, events that were not applied, money that is not
/// back yet. One that cannot be done does not keep the others.
pub async fn sweep(house: &House) -> Result<(), AppError> {
    let (db, now) = (house.store.read(), house.clock.now());
    let young = now - YOUNG_MS;
    take_out_tests(house).await?;
    let page = |after: String| async move { card::unsettled(db, now, &after, MOST).await };
    let look = |id: String| async move {
        match card::find(db, &id).await? {
            Some(session) => ask(house, session).await,
            None => Ok(()),
        }
    };
    all("a payment page", page, |id| look(id).boxed()).await?;
    let page = |after: String| async move { events::unapplied(db, young, &after, MOST).await };
    all("an event", page, |id| async move { apply_or_tell(house, &id).await }.boxed()).await?;
    let page = |after: String| async move { refunds::unfinished(db, young, &after, MOST).await };
    all("a refund", page, |id| async move { send_back(house, &id).await }.boxed()).await?;
    for id in refunds::late(db, now - DAY_MS, MOST).await? {
        house.store.write(move |tx| Box::pin(async move { refunds::is_late(tx, &id).await })).await?;
    }
    Ok(())
}

/// With a real key nothing is owed of what was paid with a test key.
async fn take_out_tests(house: &House) -> Result<(), AppError> {
    if house.stripe.as_ref().is_none_or(|stripe| stripe.test) {
        return Ok(());
    }
    for id in card::tested(house.store.read(), MOST).await? {
        let payment = PaymentId(id);
        let taken = payment.clone();
        if let Err(error) =
            house.store.write(move |tx| Box::pin(async move { undone::never_was(tx, &taken).await })).await
        {
            tracing::error!(payment = payment.as_str(), %error, "a payment with a test key could not be taken out");
        }
    }
    Ok(())
}

/// Page after page of ids, a few at a time, until none are left or Stripe does not answer.
pub(super) async fn all<'a, P, F, D>(what: &str, page: P, done: D) -> Result<(), AppError>
where
    P: Fn(String) -> F,
    F: Future<Output = Result<Vec<String>, AppError>>,
    D: Fn(String) -> BoxFuture<'a, Result<(), AppError>>,
{
    let (patience, mut after) = (Patience::default(), String::new());
    loop {
        let ids = page(after).await?;
        let Some(last) = ids.last().cloned() else { return Ok(()) };
        some(what, ids, &patience, &done).await;
        if patience.is_over() {
            return Ok(());
        }
        after = last;
    }
}

/// One page of them.
pub(super) async fn some<'a, D>(what: &str, ids: Vec<String>, patience: &Patience, done: D)
where
    D: Fn(String) -> BoxFuture<'a, Result<(), AppError>>,
{
    let one = |id: String| {
        let done = &done;
        async move {
            if patience.is_over() {
                return;
            }
            let answer = done(id.clone()).await;
            patience.told(matches!(answer, Err(AppError::Unavailable { .. })));
            if let Err(error) = answer {
                tracing::warn!(what, id, %error, "could not be settled");
            }
        }
    };
    stream::iter(ids).for_each_concurrent(AT_ONCE, one).await;
}
