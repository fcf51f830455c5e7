//! The installation's secret keys: the first signs, all verify. What is signed says with which
//! version, so keys can be turned over one by one.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretBox, SecretString};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::clock;
use crate::config::ConfigError;

/// All keys by version.
pub struct Keys {
    first: u32,
    all: BTreeMap<u32, SecretBox<[u8; 32]>>,
}

impl Keys {
    /// From the setting, or from the data folder's key file, which is made at the first start.
    pub fn load(setting: Option<&SecretString>, data: &Path) -> Result<Self, ConfigError> {
        if let Some(text) = setting {
            return Self::parse(text.expose_secret());
        }
        let file = data.join("secret.keys");
        match std::fs::read_to_string(&file) {
            Ok(text) => return Self::parse(text.trim()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(ConfigError(vec![format!("{} cannot be read: {error}", file.display())])),
        }
        let text = format!("1:{}", URL_SAFE_NO_PAD.encode(clock::random::<32>()));
        write_private(&file, text.as_bytes())
            .map_err(|error| ConfigError(vec![format!("{} cannot be written: {error}", file.display())]))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self, ConfigError> {
        let wrong = || {
            ConfigError(vec![
                "HOMORU_SECRET_KEYS must read 1:<base64url of 32 bytes>, further keys after commas".to_owned(),
            ])
        };
        let mut first = None;
        let mut all = BTreeMap::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (version, key) = part.split_once(':').ok_or_else(wrong)?;
            let version: u32 = version.parse().map_err(|_| wrong())?;
            let key = URL_SAFE_NO_PAD.decode(key.trim_end_matches('=')).map_err(|_| wrong())?;
            let key: [u8; 32] = key.try_into().map_err(|_| wrong())?;
            first.get_or_insert(version);
            all.insert(version, SecretBox::new(Box::new(key)));
        }
        Ok(Self { first: first.ok_or_else(wrong)?, all })
    }

    /// The version that signs now.
    pub fn version(&self) -> u32 {
        self.first
    }

    /// Every version that is kept, the oldest first.
    pub fn versions(&self) -> impl Iterator<Item = u32> + '_ {
        self.all.keys().copied()
    }

    /// HMAC-SHA256 of `text` for one purpose, with one version; None when that key is gone.
    pub fn mac(&self, version: u32, purpose: &str, text: &str) -> Option<[u8; 32]> {
        let key = self.all.get(&version)?;
        let mut mac = Hmac::<Sha256>::new_from_slice(key.expose_secret()).ok()?;
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        Some(mac.finalize().into_bytes().into())
    }

    /// `version.tag`, the tag cut to 128 bits, URL-safe.
    pub fn sign(&self, purpose: &str, text: &str) -> String {
        let tag = self.mac(self.first, purpose, text).unwrap_or_default();
        format!("{}.{}", self.first, URL_SAFE_NO_PAD.encode(&tag[..16]))
    }

    /// True when `signature` was made by `sign` with a key that is still here. Constant time.
    pub fn verify(&self, purpose: &str, text: &str, signature: &str) -> bool {
        let Some((version, tag)) = signature.split_once('.') else {
            return false;
        };
        let (Ok(version), Ok(tag)) = (version.parse(), URL_SAFE_NO_PAD.decode(tag)) else {
            return false;
        };
        self.mac(version, purpose, text).is_some_and(|own| own[..16].ct_eq(&tag).into())
    }
}

/// How random tokens are stored: the token itself has 128 bits, so a plain hash is enough.
pub fn token_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// Writes a file that only its owner can read: it is there whole and on the disk, or not at all. Half a key file after
/// a power cut would be as bad as none, for what was signed with it stays.
pub fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut begun = file.as_os_str().to_owned();
    begun.push(".new");
    let mut open = std::fs::OpenOptions::new();
    open.write(true).create(true).truncate(true).mode(0o600);
    let mut new = open.open(&begun)?;
    new.write_all(bytes)?;
    new.sync_all()?;
    std::fs::rename(&begun, file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The name is the folder's.
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Keys {
        Keys::parse(text).unwrap()
    }

    const OLD: &str = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    const BOTH: &str = "2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8,1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    #[test]
    fn what_the_old_key_signed_still_holds_after_a_new_one_came() {
        let signature = keys(OLD).sign("order", "abc");
        assert!(keys(BOTH).verify("order", "abc", &signature));
        assert!(keys(BOTH).sign("order", "abc").starts_with("2."));
    }

    #[test]
    fn another_purpose_text_or_key_is_refused() {
        let both = keys(BOTH);
        let signature = both.sign("order", "abc");
        assert!(!both.verify("form", "abc", &signature));
        assert!(!both.verify("order", "abd", &signature));
        assert!(!keys(OLD).verify("order", "abc", &signature));
        assert!(!both.verify("order", "abc", "2."));
    }

    #[test]
    fn a_private_file_is_its_owners_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret.keys");
        // As a power cut may have left it.
        std::fs::write(folder.path().join("secret.keys.new"), "1:hal").unwrap();
        for text in ["first and long", "second"] {
            write_private(&file, text.as_bytes()).unwrap();
            assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        std::fs::remove_file(&file).unwrap();
        write_private(&file, b"third").unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
