//! PINs and passwords: peppered with the installation's key, then Argon2id in a bounded pool, because
//! each takes 19 MiB. It counts its work, so that a test can see that unknown accounts cost the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use app::error::AppError;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;

use crate::clock;
use crate::keys::Keys;

/// Hashes at once.
const AT_ONCE: usize = 2;
/// How long somebody waits for a turn before being told to try again.
const PATIENCE: Duration = Duration::from_secs(8);
const PURPOSE: &str = "pepper";

/// The pool.
pub struct Hashing {
    cost: Params,
    turns: Arc<Semaphore>,
    done: AtomicU64,
}

impl Hashing {
    /// With Argon2's memory in KiB and its rounds; costs Argon2 refuses become its own default.
    pub fn new((memory, rounds): (u32, u32)) -> Self {
        Self {
            cost: Params::new(memory, rounds, 1, None).unwrap_or_default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            done: AtomicU64::new(0),
        }
    }

    /// How many hashes were made so far.
    pub fn count(&self) -> u64 {
        self.done.load(Ordering::SeqCst)
    }

    /// What is stored of a secret: the key's version, a colon, and Argon2's own text with salt and cost.
    pub async fn hash(&self, keys: &Keys, secret: &SecretString) -> Result<String, AppError> {
        let version = keys.version();
        let peppered = pepper(keys, version, secret).ok_or(AppError::Internal)?;
        let argon = self.argon();
        let text = self
            .work(move || {
                let salt = SaltString::encode_b64(&clock::random::<16>()).ok()?;
                Some(argon.hash_password(&peppered, &salt).ok()?.to_string())
            })
            .await?
            .ok_or(AppError::Internal)?;
        Ok(format!("{version}:{text}"))
    }

    /// True when the secret is the stored one. With nothing stored the same work is done for nothing.
    pub async fn matches(&self, keys: &Keys, secret: &SecretString, stored: Option<&str>) -> Result<bool, AppError> {
        let parts = stored.and_then(|stored| {
            let (version, text) = stored.split_once(':')?;
            Some((pepper(keys, version.parse().ok()?, secret)?, text.to_owned()))
        });
        let Some((peppered, text)) = parts else {
            self.hash(keys, secret).await?;
            return Ok(false);
        };
        let argon = self.argon();
        self.work(move || {
            let hash = PasswordHash::new(&text).ok();
            hash.is_some_and(|hash| argon.verify_password(&peppered, &hash).is_ok())
        })
        .await
    }

    fn argon(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.cost.clone())
    }

    async fn work<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        let busy = AppError::Unavailable { retry_after: 5 };
        let turn = tokio::time::timeout(PATIENCE, self.turns.clone().acquire_owned()).await;
        let turn = turn.map_err(|_| busy.clone())?.map_err(|_| busy)?;
        self.done.fetch_add(1, Ordering::SeqCst);
        let done = tokio::task::spawn_blocking(move || {
            let done = job();
            drop(turn);
            done
        });
        done.await.map_err(|_| AppError::Internal)
    }
}

fn pepper(keys: &Keys, version: u32, secret: &SecretString) -> Option<[u8; 32]> {
    keys.mac(version, PURPOSE, secret.expose_secret())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ARGON2;

    fn keys(text: &str) -> Keys {
        Keys::load(Some(&SecretString::from(text)), std::path::Path::new("")).unwrap()
    }

    const OLD: &str = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    const BOTH: &str = "2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8,1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    const NEW: &str = "2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8";

    #[tokio::test]
    async fn the_real_cost_is_19_mib_two_rounds_one_lane_of_argon2id() {
        let stored = Hashing::new(ARGON2).hash(&keys(OLD), &"482913".into()).await.unwrap();
        assert!(stored.starts_with("1:$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
    }

    #[tokio::test]
    async fn only_the_same_secret_matches_and_no_two_hashes_are_alike() {
        let (pool, keys) = (Hashing::new((8, 1)), keys(OLD));
        let stored = pool.hash(&keys, &"482913".into()).await.unwrap();
        assert!(pool.matches(&keys, &"482913".into(), Some(&stored)).await.unwrap());
        assert!(!pool.matches(&keys, &"482914".into(), Some(&stored)).await.unwrap());
        assert_ne!(stored, pool.hash(&keys, &"482913".into()).await.unwrap());
    }

    #[tokio::test]
    async fn nothing_stored_costs_the_same_work_and_never_matches() {
        let (pool, keys) = (Hashing::new((8, 1)), keys(OLD));
        for stored in [None, Some("nonsense"), Some("9:$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA")] {
            let before = pool.count();
            assert!(!pool.matches(&keys, &"482913".into(), stored).await.unwrap());
            assert_eq!(pool.count(), before + 1, "{stored:?}");
        }
    }

    #[tokio::test]
    async fn a_hash_survives_a_new_key_as_long_as_the_old_one_is_kept() {
        let pool = Hashing::new((8, 1));
        let stored = pool.hash(&keys(OLD), &"482913".into()).await.unwrap();
        assert!(pool.matches(&keys(BOTH), &"482913".into(), Some(&stored)).await.unwrap());
        assert!(!pool.matches(&keys(NEW), &"482913".into(), Some(&stored)).await.unwrap());
    }
}
