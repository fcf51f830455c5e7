//! Wrong PINs and passwords, slowed per account and device. An attempt is counted before the secret is
//! looked at, so a hundred guesses at once are no more than one after the other.

use app::error::AppError;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::SecretString;

use super::sql::people as sql;
use crate::house::House;
use crate::store::Tx;

/// Wrong ones after which a device is forgotten.
pub const MOST: i64 = 10;

/// Counts one attempt and gives how many there are now, this one included.
///
/// # Errors
/// `TooMany` while one must wait: 1, 5, 15, then 60 minutes from the fifth wrong one on.
pub async fn begin(house: &House, subject: String) -> Result<i64, AppError> {
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                if let Some(count) = sql::attempt(tx, &subject).await? {
                    return Ok(count);
                }
                let wait = sql::wait_until(tx, &subject).await? - tx.now;
                let seconds = u32::try_from(wait.max(1000).div_euclid(1000)).unwrap_or(u32::MAX);
                Err(AppError::TooMany { retry_after: seconds })
            })
        })
        .await
}

/// Compares a secret whose attempt was counted. One that could not be looked at, because too many others
/// wait for their turn, is taken back.
pub async fn matches(
    house: &House,
    subject: &str,
    secret: &SecretString,
    stored: Option<&str>,
) -> Result<bool, AppError> {
    let looked = house.hashing.matches(&house.keys, secret, stored).await;
    if looked.is_err() {
        let subject = subject.to_owned();
        house.store.write(move |tx| Box::pin(async move { sql::take_back_attempt(tx, &subject).await })).await?;
    }
    looked
}

/// Whose wrong passwords are counted: of an address from anywhere, or on a browser that is known for it.
pub fn of_password(house: &House, email: &str, device: &str) -> String {
    hidden(house, "password", &format!("{email}\n{device}"))
}

/// Whose wrong PINs are counted: of an account on a device. What was typed may name no account, so it is
/// kept as a keyed hash.
pub fn of_pin(house: &House, account: &str, device: &str) -> String {
    hidden(house, "pin", &format!("{account}\n{device}"))
}

/// Whose wrong codes of letter boxes are counted.
pub fn of_letter_box(house: &House, account: &str) -> String {
    hidden(house, "letter-box", account)
}

/// Whose wrong PINs on links are counted: of an account, over all links that were ever made for it.
pub fn of_links(house: &House, account: &str) -> String {
    hidden(house, "link", account)
}

fn hidden(house: &House, kind: &str, text: &str) -> String {
    let tag = house.keys.mac(house.keys.version(), "attempts", &format!("{kind}\n{text}")).unwrap_or_default();
    format!("{kind}:{}", URL_SAFE_NO_PAD.encode(&tag[..16]))
}

/// The secret was right: nothing is held against anybody.
pub async fn forgive(tx: &mut Tx, subject: &str) -> Result<(), AppError> {
    sql::forget_attempts(tx, subject).await
}
