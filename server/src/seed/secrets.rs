//! The demo's passwords and PIN: random for each database, kept in `demo.json` of the data folder where only
//! its owner can read them, made anew when that file is lost.

use std::path::{Path, PathBuf};

use app::error::AppError;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::sql;
use crate::audit::{self, By};
use crate::clock;
use crate::house::House;
use crate::keys;

/// E-mail addresses of the two who have a password.
pub const OFFICER: &str = "petugas@homoru.example";
pub const ADMINISTRATOR: &str = "admin@homoru.example";
/// Letters that are told apart at a glance.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// What stands in `demo.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secrets {
    pub officer: Login,
    pub administrator: Login,
    /// One PIN for all demo weavers.
    pub pin: String,
}

/// Who signs in with a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    pub email: String,
    pub password: String,
}

/// What the database keeps of them.
pub struct Hashed {
    pub officer: String,
    pub administrator: String,
    pub pin: String,
}

impl Secrets {
    /// New ones.
    pub fn random() -> Self {
        let login = |email: &str| Login { email: email.to_owned(), password: password() };
        Self { officer: login(OFFICER), administrator: login(ADMINISTRATOR), pin: pin() }
    }

    /// Those of the file; None when it is lost or broken.
    pub fn read(data: &Path) -> Option<Self> {
        serde_json::from_str(&std::fs::read_to_string(file(data)).ok()?).ok()
    }

    /// Writes the file with mode 0600.
    ///
    /// # Errors
    /// `Unavailable` when the data folder cannot be written.
    pub fn keep(&self, data: &Path) -> Result<(), AppError> {
        let text = serde_json::to_string_pretty(self).map_err(|_| AppError::Internal)?;
        keys::write_private(&file(data), text.as_bytes()).map_err(|error| {
            tracing::error!(%error, "demo.json cannot be written");
            AppError::Unavailable { retry_after: 1 }
        })
    }

    /// What the database keeps of them.
    pub async fn hash(&self, house: &House) -> Result<Hashed, AppError> {
        let hash = async |text: &str| house.hashing.hash(&house.keys, &SecretString::from(text.to_owned())).await;
        Ok(Hashed {
            officer: hash(&self.officer.password).await?,
            administrator: hash(&self.administrator.password).await?,
            pin: hash(&self.pin).await?,
        })
    }
}

/// Where they are kept.
pub fn file(data: &Path) -> PathBuf {
    data.join("demo.json")
}

/// The secrets of this database: the file's, or new ones that replace those nobody knows any more.
pub async fn of(house: &House) -> Result<Secrets, AppError> {
    if let Some(secrets) = Secrets::read(&house.config.data) {
        // The file of another database in the same folder names nobody here.
        let stored = sql::password_of(house.store.read(), OFFICER).await?;
        let password = SecretString::from(secrets.officer.password.clone());
        if house.hashing.matches(&house.keys, &password, stored.as_deref()).await? {
            return Ok(secrets);
        }
    }
    let secrets = Secrets::random();
    let hashed = secrets.hash(house).await?;
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                sql::set_password(tx, OFFICER, &hashed.officer).await?;
                sql::set_password(tx, ADMINISTRATOR, &hashed.administrator).await?;
                sql::set_pins(tx, &hashed.pin).await?;
                let detail = serde_json::json!({});
                audit::note(tx, &By::System, "demo.secrets_renewed", ("demo", "demo"), detail).await
            })
        })
        .await?;
    secrets.keep(&house.config.data)?;
    Ok(secrets)
}

/// Four groups of four: 78 bits, easy to type from a screen.
fn password() -> String {
    let group = || -> String { (0..4).map(|_| char::from(LETTERS[pick(LETTERS.len())])).collect() };
    [group(), group(), group(), group()].join("-")
}

/// Six figures that are neither all alike nor in a row.
fn pin() -> String {
    loop {
        let pin: String = (0..6).map(|_| char::from(b'0' + u8::try_from(pick(10)).unwrap_or(0))).collect();
        if app::accounts::rules::new_pin(&pin).is_ok() {
            return pin;
        }
    }
}

fn pick(below: usize) -> usize {
    clock::below(u32::try_from(below).unwrap_or(1)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again_by_its_owner_only_and_a_broken_file_is_none() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Secrets::read(folder.path()), None);
        let secrets = Secrets::random();
        secrets.keep(folder.path()).unwrap();
        assert_eq!(Secrets::read(folder.path()), Some(secrets));
        let mode = std::fs::metadata(file(folder.path())).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::write(file(folder.path()), "{").unwrap();
        assert_eq!(Secrets::read(folder.path()), None);
    }

    #[test]
    fn no_two_databases_share_a_password() {
        let (one, other) = (Secrets::random(), Secrets::random());
        assert_ne!(one.officer.password, other.officer.password);
        assert_eq!(one.pin.len(), 6);
        assert_eq!(one.administrator.password.len(), 19);
    }
}
