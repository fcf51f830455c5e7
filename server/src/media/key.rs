//! The names of photos and of their files. What is parsed here can be no path out of the store's folder.

use super::StorageError;
use super::sizes::{MASTER_FILE, PUBLIC};

/// Symbols of a key: 128 random bits in base64url without padding.
const KEY_SYMBOLS: usize = 22;

/// The random name of one photo, 22 symbols of `A-Z a-z 0-9 - _`; it can be no path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaKey(String);

impl MediaKey {
    /// # Errors
    /// [`StorageError::BadKey`] for anything but 22 URL-safe symbols.
    pub fn parse(text: &str) -> Result<Self, StorageError> {
        let safe = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if text.len() == KEY_SYMBOLS && text.bytes().all(safe) {
            Ok(Self(text.to_owned()))
        } else {
            Err(StorageError::BadKey)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of one of its files, for addresses and for the store; `suffix` as in [`File`](super::File).
    pub fn file(&self, suffix: &str) -> String {
        format!("{}-{suffix}", self.0)
    }
}

/// The key and suffix of a file name of ours. The key's length is fixed, for it may hold a `-` itself.
pub fn split(name: &str) -> Option<(MediaKey, &'static str)> {
    let (key, rest) = name.split_at_checked(KEY_SYMBOLS)?;
    let rest = rest.strip_prefix('-')?;
    let suffix = PUBLIC.into_iter().chain([MASTER_FILE]).find(|suffix| *suffix == rest)?;
    Some((MediaKey::parse(key).ok()?, suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_22_url_safe_symbols_are_a_key() {
        assert!(MediaKey::parse("AZaz09-_AZaz09-_AZaz09").is_ok());
        for bad in
            ["", "a", "../../../../etc/passwd", "aaaaaaaaaaaaaaaaaaaaa.", "ééééééééééé", "aaaaaaaaaaaaaaaaaaaaaaa"]
        {
            assert!(matches!(MediaKey::parse(bad), Err(StorageError::BadKey)), "{bad}");
        }
    }

    #[test]
    fn a_file_name_is_a_key_and_a_suffix_we_write() {
        let key = MediaKey::parse(&"-".repeat(KEY_SYMBOLS)).unwrap();
        for suffix in PUBLIC {
            assert_eq!(split(&key.file(suffix)), Some((key.clone(), suffix)));
        }
        for bad in ["641.webp", "640.webp.", "640.webp/../x", "640.WEBP", ""] {
            assert_eq!(split(&key.file(bad)), None, "{bad}");
        }
    }
}
