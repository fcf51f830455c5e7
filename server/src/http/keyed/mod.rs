//! Idempotency keys: random, bound to the form and to who will send it, good for 7 days. The key is
//! claimed in the transaction of the write itself, so only an answer that changed something uses it up.

mod sql;

use app::error::AppError;
use app::form::Typed;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::clock;
use crate::keys::Keys;
use crate::store::Tx;

/// A key that was checked, with what it was sent with.
#[derive(Clone, Debug)]
pub struct Key {
    key: String,
    form: String,
    body: String,
}

/// What a write became: the kind and the id from which the answer is built again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub kind: String,
    pub id: String,
}

impl Outcome {
    pub fn new(kind: &str, id: &str) -> Self {
        Self { kind: kind.to_owned(), id: id.to_owned() }
    }
}

/// How long a form can be sent: as long as what a key became is remembered.
pub const GOOD_MS: i64 = 7 * app::time::DAY_MS;

/// A new key for a form, made at `now` (UTC ms).
pub fn mint(keys: &Keys, form: &str, holder: &str, now: i64) -> String {
    let random = format!("{now:x}-{}", clock::token());
    let signature = keys.sign("form", &format!("{form}\n{holder}\n{random}"));
    format!("{random}.{signature}")
}

impl Key {
    /// Checks the `key` field of a form sent to an address. A missing or foreign key is a form that is too
    /// old: 409. The address counts as part of what was sent: one key never does two things.
    pub fn of(
        keys: &Keys,
        (form, holder): (&str, &str),
        address: &str,
        typed: &Typed,
        now: i64,
    ) -> Result<Self, AppError> {
        let key = typed.get("key");
        let old = || AppError::conflict("core-form-old");
        let (random, signature) = key.split_once('.').ok_or_else(old)?;
        if !keys.verify("form", &format!("{form}\n{holder}\n{random}"), signature) {
            return Err(old());
        }
        // What an older key became is forgotten: it would be done a second time.
        let made = random.split_once('-').and_then(|(made, _)| i64::from_str_radix(made, 16).ok()).ok_or_else(old)?;
        if now - made >= GOOD_MS {
            return Err(old());
        }
        let mut hash = Sha256::new();
        hash.update(address.as_bytes());
        hash.update([1]);
        for (name, value) in typed.pairs().filter(|(name, _)| *name != "key") {
            hash.update(name.as_bytes());
            hash.update([0]);
            hash.update(value.as_bytes());
            hash.update([1]);
        }
        Ok(Self { key: key.to_owned(), form: form.to_owned(), body: URL_SAFE_NO_PAD.encode(hash.finalize()) })
    }

    /// What this key already became, if it was used: the same body gets the same answer, another 409.
    pub async fn used(&self, tx: &mut Tx) -> Result<Option<Outcome>, AppError> {
        let row = sql::find(tx, &self.key).await?;
        match row {
            None => Ok(None),
            Some((form, body, kind, id)) if form == self.form && body == self.body => Ok(Some(Outcome { kind, id })),
            Some(_) => Err(AppError::conflict("core-form-used")),
        }
    }

    /// Uses the key up. Two at once: the second waits, breaks the unique rule and its transaction is
    /// rolled back; `once` then answers with what the first became.
    pub async fn use_up(&self, tx: &mut Tx, outcome: &Outcome) -> Result<(), AppError> {
        let first = sql::insert(tx, &self.key, &self.form, &self.body, outcome).await?;
        if first { Ok(()) } else { Err(AppError::Unavailable { retry_after: 0 }) }
    }
}

/// What a key already became; None while it is unused.
pub async fn became(store: &crate::store::Store, key: Key) -> Result<Option<Outcome>, AppError> {
    store.write(move |tx| Box::pin(async move { key.used(tx).await })).await
}

/// Runs `work` at most once per key, in one transaction. A second one with the same key gets the
/// outcome of the first.
pub async fn once<W>(store: &crate::store::Store, key: Key, work: W) -> Result<Outcome, AppError>
where
    W: for<'t> FnOnce(&'t mut Tx) -> futures::future::BoxFuture<'t, Result<Outcome, AppError>> + Send + 'static,
{
    let claimed = key.clone();
    let first = store
        .write(move |tx| {
            Box::pin(async move {
                if let Some(outcome) = claimed.used(tx).await? {
                    return Ok(outcome);
                }
                let outcome = work(tx).await?;
                claimed.use_up(tx, &outcome).await?;
                Ok(outcome)
            })
        })
        .await;
    // Two at once: the other one has committed, and this one found its key taken, or a table that says no to what is
    // done already.
    match first {
        Err(AppError::Unavailable { retry_after: 0 }) => {
            became(store, key).await?.ok_or(AppError::Unavailable { retry_after: 1 })
        }
        Err(AppError::Conflict(message)) => became(store, key).await?.ok_or(AppError::Conflict(message)),
        done => done,
    }
}

/// Forgets keys used before `before` (UTC ms): after 7 days a form is too old to be sent again.
pub async fn prune(tx: &mut Tx, before: i64) -> Result<(), AppError> {
    sql::prune(tx, before).await
}
