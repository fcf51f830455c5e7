//! The rows of card payments: what was asked of Stripe, what it told, what goes back to a card. It never looks at
//! orders: `orders::card` calls it with its own transaction, as it does with every payment.
//!
//! Cannot be undone: a session that was paid, and a refund that was sent.

pub mod elsewhere;
pub mod events;
pub mod made_good;
pub mod refunds;
mod send;
pub(super) mod sql;

use app::error::AppError;
use app::ids::{OrderId, ShopOrderId};
use app::money::Money;
use app::payments::Payment;
use app::time::{HOUR_MS, MINUTE_MS};
use app::words::Lang;
use sqlx::AnyPool;

pub use sql::{Due, Session, Share, due, find, follow, latest, of_provider, paid_shares, shares, tested, unsettled};

use super::stripe::Page;
use crate::store::Tx;

/// How long a payment page stands open.
const OPEN_MS: i64 = 35 * MINUTE_MS;
/// How much longer the pieces are kept: an event may come late.
pub const GRACE_MS: i64 = 10 * MINUTE_MS;
/// How long pieces are kept while a bank works on a payment that was filled in.
pub const PROCESSING_MS: i64 = 72 * HOUR_MS;
/// Stripe opens no page that closes sooner than in half an hour.
const SHORTEST_MS: i64 = 31 * MINUTE_MS;
/// Stripe keeps an idempotency key for a day.
const KEY_MS: i64 = 23 * HOUR_MS;
/// A page that closes sooner is not given to a buyer any more.
const TOO_LATE_MS: i64 = 2 * MINUTE_MS;

/// Where an attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not sent, or nothing is known of the answer.
    Asked,
    Open,
    /// Filled in, and the money is on its way.
    Processing,
    Paid,
    Expired,
    Failed,
    /// Nobody was given its address.
    Dropped,
}

impl State {
    pub const ALL: [Self; 7] =
        [Self::Asked, Self::Open, Self::Processing, Self::Paid, Self::Expired, Self::Failed, Self::Dropped];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Open => "open",
            Self::Processing => "processing",
            Self::Paid => "paid",
            Self::Expired => "expired",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

impl Session {
    /// True while somebody may still pay with it, or is paying.
    pub fn is_live(&self, now: i64) -> bool {
        matches!(self.state, State::Asked | State::Open | State::Processing) && self.live_until > now
    }

    /// True when a buyer who wants to pay now is sent on with this very attempt. `test` as the key of now is.
    pub fn serves(&self, due: &[Due], test: bool, now: i64) -> bool {
        let same = self.amount.minor == due.iter().map(|one| one.amount_minor).sum::<i64>();
        let young = match self.state {
            State::Open => self.expires_at - now > TOO_LATE_MS,
            State::Asked => self.expires_at - now >= SHORTEST_MS && now - self.created_at < KEY_MS,
            _ => false,
        };
        same && young && self.test == test
    }

    /// What Stripe tells must be ours in every part: the row, the order, the amount, the currency, the mode.
    pub fn matches(&self, page: &Page) -> bool {
        page.amount == Some(self.amount.minor)
            && page.currency == "idr"
            && page.order.as_deref() == Some(self.order.as_str())
            && page.session.as_deref() == Some(self.id.as_str())
            && self.provider_id.as_deref().is_none_or(|id| id == page.id)
            && page.live != self.test
    }

    /// What Stripe tells of the charge must be ours as well.
    pub fn is_charged(&self, charge: &events::Charge) -> bool {
        charge.amount == self.amount.minor
            && (0..=charge.amount).contains(&charge.refunded)
            && charge.currency == "idr"
            && charge.live != self.test
    }
}

/// A new attempt to be written down.
pub struct NewSession {
    pub order: OrderId,
    pub attempt: i64,
    pub about: String,
    pub lang: Lang,
    pub test: bool,
    pub due: Vec<Due>,
}

/// When a page closes that is opened now: Stripe counts seconds.
pub const fn closes_at(now: i64) -> i64 {
    (now + OPEN_MS).div_euclid(1000) * 1000
}

/// Writes an attempt with its shares down; gives its id. Whoever calls it holds the order's parts.
pub async fn begin(tx: &mut Tx, new: NewSession) -> Result<String, AppError> {
    let total = new.due.iter().map(|one| one.amount_minor).sum();
    let amount = Money { minor: total, ..Money::rupiah(0) };
    let expires_at = closes_at(tx.now);
    let (id, now) = (tx.new_id(), tx.now);
    let session = Session {
        key: format!("order:{}:card:{}", new.order, new.attempt),
        order: new.order,
        attempt: new.attempt,
        amount,
        about: new.about,
        lang: new.lang,
        state: State::Asked,
        provider_id: None,
        payment_intent: None,
        url: None,
        expires_at,
        live_until: expires_at + GRACE_MS,
        created_at: now,
        test: new.test,
        id: id.clone(),
    };
    sql::insert(tx, &session).await?;
    for one in &new.due {
        sql::share(tx, &id, one).await?;
    }
    Ok(id)
}

/// Stripe has opened the page. False when the attempt was dropped meanwhile: then nobody may be sent there.
pub async fn opened(tx: &mut Tx, id: &str, page: &Page) -> Result<bool, AppError> {
    sql::opened(tx, id, &page.id, page.url.clone(), page.payment_intent.clone()).await
}

/// Moves an attempt; false when it is not in one of `from` any more.
pub async fn advance(tx: &mut Tx, id: &str, from: &[State], to: State) -> Result<bool, AppError> {
    sql::advance(tx, id, from, to).await
}

/// The money is on its way: the pieces are kept longer. Gives until when, once.
pub async fn processing(tx: &mut Tx, session: &Session, page: &Page) -> Result<Option<i64>, AppError> {
    let until = tx.now + PROCESSING_MS;
    let intent = page.payment_intent.clone();
    let moved = sql::told(tx, &session.id, &page.id, intent, State::Processing, until).await?;
    Ok(moved.then_some(until))
}

/// The card was charged; false when that was known already. Events may come in any order: what was told of the charge
/// before it had paid anything here is read again. Such an event has waited for no order, so it cannot wait for ours.
pub async fn paid(tx: &mut Tx, session: &Session, page: &Page) -> Result<bool, AppError> {
    let now = tx.now;
    let moved = sql::told(tx, &session.id, &page.id, page.payment_intent.clone(), State::Paid, now).await?;
    if let (true, Some(intent)) = (moved, page.payment_intent.as_ref().or(session.payment_intent.as_ref())) {
        events::read_again(tx, intent, &session.id).await?;
    }
    Ok(moved)
}

/// The attempt that was paid with a charge; None where it paid nothing here, or not yet: then there are no shares to take
/// anything from, and `events::NOT_PAID` is what comes of an event about it.
pub async fn charged(tx: &mut Tx, intent: &str) -> Result<Option<Session>, AppError> {
    let found = sql::of_intent(tx.db(), intent).await?;
    Ok(found.filter(|session| session.state == State::Paid))
}

/// Names the attempt that pays a payment; None when it paid nothing after all.
pub async fn paid_by(tx: &mut Tx, payment: &str, session: Option<&str>) -> Result<(), AppError> {
    sql::paid_by(tx, payment, session).await
}

/// True while a share still has its payment to pay, with the amount it was asked for.
pub async fn can_be_paid(tx: &mut Tx, share: &Share) -> Result<bool, AppError> {
    sql::can_be_paid(tx, share).await
}

/// True while somebody may still pay this part of an order by card: time alone does not end it then.
pub async fn somebody_pays(tx: &mut Tx, part: &ShopOrderId) -> Result<bool, AppError> {
    sql::is_live_for(tx, part.as_str()).await
}

/// True when an attempt is to pay this part, alone or among others.
pub async fn pays_for(db: &AnyPool, session: &Session, part: &ShopOrderId) -> Result<bool, AppError> {
    sql::pays_for(db, &session.id, part.as_str()).await
}

/// Before a card payment ends without money: nobody may be on the way to pay it. The caller holds the order's
/// part, and so does whoever begins an attempt.
///
/// # Errors
/// `Unavailable` when an attempt is live: it must be closed at Stripe first.
pub async fn nobody_pays(tx: &mut Tx, payment: &Payment) -> Result<(), AppError> {
    if sql::is_live(tx, payment.id.as_str()).await? {
        return Err(AppError::Unavailable { retry_after: 1 });
    }
    Ok(())
}
