//! Where photos lie: `private/` for what only its owner sees, `public/` for what was published, both on disk.
//! Files are written whole or not at all; what a key belongs to, and whether it may be seen, is the database's.

use std::collections::BTreeMap;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path as Folder;
use std::sync::Arc;

use axum::body::Bytes;
use futures::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

use super::key::{MediaKey, split};
use super::sizes::{File, MASTER_FILE, PUBLIC};

/// Why a photo could not be kept or found.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("no such file")]
    NotFound,
    #[error("not a media key")]
    BadKey,
    /// The disk is full, unwritable or gone.
    #[error("media storage: {0}")]
    Unavailable(String),
}

impl From<object_store::Error> for StorageError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::NotFound,
            other => Self::Unavailable(other.to_string()),
        }
    }
}

/// A file as it is answered.
#[derive(Debug, Clone)]
pub struct Stored {
    pub bytes: Bytes,
    /// The media type, from the name we gave it.
    pub mime: &'static str,
}

/// A key with files in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub key: MediaKey,
    /// UTC ms of its latest file: a sweep leaves young ones alone, their transaction may still be open.
    pub written_at: i64,
}

/// The two folders. Clones share them.
#[derive(Debug, Clone)]
pub struct Media {
    private: Arc<dyn ObjectStore>,
    public: Arc<dyn ObjectStore>,
}

impl Media {
    /// Opens `private/` and `public/` below `root`, making them where they are missing.
    pub fn open(root: &Folder) -> Result<Self, StorageError> {
        Ok(Self { private: folder(&root.join("private"))?, public: folder(&root.join("public"))? })
    }

    /// Keeps a photo's files for its owner. After an error none of them is left.
    pub async fn put_private(&self, key: &MediaKey, files: &[File]) -> Result<(), StorageError> {
        for file in files {
            let path = path(key, file.suffix);
            if let Err(error) = self.private.put(&path, file.bytes.clone().into()).await {
                self.remove_private(key).await?;
                return Err(error.into());
            }
        }
        Ok(())
    }

    /// Copies everything but the master under a public key. After an error none of the copies is left.
    ///
    /// Written anew, not by the store's `copy`: on disk that is a hard link with the old file's time,
    /// and the sweep would take a fresh copy for an old orphan.
    pub async fn publish(&self, private: &MediaKey, public: &MediaKey) -> Result<(), StorageError> {
        for suffix in PUBLIC {
            if let Err(error) = self.copy(&path(private, suffix), &path(public, suffix)).await {
                self.remove_public(public).await?;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Copies a photo's private files, master and all, under another private key. After an error none is left.
    pub async fn copy_private(&self, from: &MediaKey, to: &MediaKey) -> Result<(), StorageError> {
        for suffix in PUBLIC.into_iter().chain([MASTER_FILE]) {
            let copied = async {
                let bytes = self.private.get(&path(from, suffix)).await?.bytes().await?;
                self.private.put(&path(to, suffix), bytes.into()).await
            };
            if let Err(error) = copied.await {
                self.remove_private(to).await?;
                return Err(error.into());
            }
        }
        Ok(())
    }

    async fn copy(&self, from: &Path, to: &Path) -> Result<(), StorageError> {
        let bytes = self.private.get(from).await?.bytes().await?;
        self.public.put(to, bytes.into()).await?;
        Ok(())
    }

    /// A published file by its name in the address, `{key}-640.webp`; any other name is not found.
    pub async fn read_public(&self, name: &str) -> Result<Stored, StorageError> {
        let (key, suffix) = split(name).ok_or(StorageError::NotFound)?;
        read(&self.public, &key, suffix).await
    }

    /// A private file by its name, the master included. The caller has asked whose it is.
    pub async fn read_private(&self, name: &str) -> Result<Stored, StorageError> {
        let (key, suffix) = split(name).ok_or(StorageError::NotFound)?;
        read(&self.private, &key, suffix).await
    }

    /// Removes a photo's public files; fine when they are gone already.
    pub async fn remove_public(&self, key: &MediaKey) -> Result<(), StorageError> {
        remove(&self.public, key).await
    }

    /// Removes a photo's private files; fine when they are gone already.
    pub async fn remove_private(&self, key: &MediaKey) -> Result<(), StorageError> {
        remove(&self.private, key).await
    }

    /// Every public key that has a file, for the sweep of orphans.
    pub async fn list_public_keys(&self) -> Result<Vec<Listed>, StorageError> {
        list(&self.public).await
    }

    /// Every private key that has a file, for the sweep of orphans.
    pub async fn list_private_keys(&self) -> Result<Vec<Listed>, StorageError> {
        list(&self.private).await
    }
}

fn path(key: &MediaKey, suffix: &str) -> Path {
    Path::from(key.file(suffix))
}

fn folder(path: &Folder) -> Result<Arc<dyn ObjectStore>, StorageError> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|error| StorageError::Unavailable(format!("{}: {error}", path.display())))?;
    Ok(Arc::new(LocalFileSystem::new_with_prefix(path)?.with_fsync(true)))
}

async fn read(store: &Arc<dyn ObjectStore>, key: &MediaKey, suffix: &str) -> Result<Stored, StorageError> {
    let bytes = store.get(&path(key, suffix)).await?.bytes().await?;
    let mime = if suffix.ends_with(".webp") { "image/webp" } else { "image/jpeg" };
    Ok(Stored { bytes, mime })
}

async fn remove(store: &Arc<dyn ObjectStore>, key: &MediaKey) -> Result<(), StorageError> {
    for suffix in PUBLIC.into_iter().chain([MASTER_FILE]) {
        match store.delete(&path(key, suffix)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

async fn list(store: &Arc<dyn ObjectStore>) -> Result<Vec<Listed>, StorageError> {
    let mut keys = BTreeMap::<MediaKey, i64>::new();
    let mut files = store.list(None);
    while let Some(file) = files.try_next().await? {
        if let Some((key, _)) = file.location.filename().and_then(split) {
            let written = keys.entry(key).or_insert(i64::MIN);
            *written = (*written).max(file.last_modified.timestamp_millis());
        }
    }
    Ok(keys.into_iter().map(|(key, written_at)| Listed { key, written_at }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::{pictures, sizes};

    fn key(symbol: char) -> MediaKey {
        MediaKey::parse(&symbol.to_string().repeat(22)).unwrap()
    }

    fn media() -> (tempfile::TempDir, Media) {
        let folder = tempfile::tempdir().unwrap();
        let media = Media::open(folder.path()).unwrap();
        (folder, media)
    }

    fn photo() -> sizes::Picture {
        sizes::make(pictures::scene(64, 48)).unwrap()
    }

    #[tokio::test]
    async fn a_photo_is_published_without_its_master_and_taken_back() {
        let (_folder, media) = media();
        let (draft, open) = (key('a'), key('-'));
        media.put_private(&draft, &photo().files).await.unwrap();
        media.publish(&draft, &open).await.unwrap();
        for suffix in PUBLIC {
            let name = format!("{}-{suffix}", open.as_str());
            let (public, private) = (media.read_public(&name).await.unwrap(), format!("{}-{suffix}", draft.as_str()));
            assert_eq!(public.bytes, media.read_private(&private).await.unwrap().bytes);
            assert_eq!(public.mime == "image/webp", suffix.ends_with("webp"));
        }
        let master = format!("{}-{MASTER_FILE}", open.as_str());
        assert!(matches!(media.read_public(&master).await, Err(StorageError::NotFound)));
        media.remove_public(&open).await.unwrap();
        media.remove_public(&open).await.unwrap();
        assert!(media.list_public_keys().await.unwrap().is_empty());
        assert_eq!(media.list_private_keys().await.unwrap()[0].key, draft);
    }

    #[tokio::test]
    async fn the_sweep_sees_each_public_key_once_with_the_time_it_was_published() {
        let (folder, media) = media();
        media.put_private(&key('a'), &photo().files).await.unwrap();
        let old = std::time::SystemTime::UNIX_EPOCH;
        for file in std::fs::read_dir(folder.path().join("private")).unwrap() {
            std::fs::File::options().write(true).open(file.unwrap().path()).unwrap().set_modified(old).unwrap();
        }
        media.publish(&key('a'), &key('b')).await.unwrap();
        std::fs::write(folder.path().join("public/note.txt"), "not ours").unwrap();
        let listed = media.list_public_keys().await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].key, key('b'));
        assert!(listed[0].written_at > 1_000_000_000_000, "published now, not when it was uploaded");
        assert_eq!(media.list_private_keys().await.unwrap()[0].written_at, 0);
    }

    #[tokio::test]
    async fn publishing_what_is_not_there_leaves_nothing() {
        let (_folder, media) = media();
        assert!(matches!(media.publish(&key('a'), &key('b')).await, Err(StorageError::NotFound)));
        let files = &photo().files[..3];
        media.put_private(&key('a'), files).await.unwrap();
        assert!(matches!(media.publish(&key('a'), &key('b')).await, Err(StorageError::NotFound)));
        assert!(media.list_public_keys().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn no_name_leads_out_of_the_folder() {
        let (folder, media) = media();
        std::fs::write(folder.path().join("secret"), "x").unwrap();
        for name in ["", "../secret", "secret", "..%2Fsecret", "aaaaaaaaaaaaaaaaaaaaaa", "/etc/passwd"] {
            assert!(matches!(media.read_public(name).await, Err(StorageError::NotFound)), "{name}");
        }
        let long = format!("{}-640.webp/../../secret", "a".repeat(22));
        assert!(matches!(media.read_private(&long).await, Err(StorageError::NotFound)));
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_is_said_so() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("private"), "a file where a folder should be").unwrap();
        assert!(matches!(Media::open(folder.path()), Err(StorageError::Unavailable(_))));
    }
}
