//! Photos between the upload and the disk: limits, decoding, sizes, storage.
//! Pure of database and HTTP; who may send, publish or see a photo is the rooms' business.
//! A photo is kept under a random key as one private master and seven files that may be published.

pub mod decode;
mod encode;
pub mod gone;
pub mod intake;
pub mod key;
mod kind;
mod scans;
pub mod sizes;
mod sql;
pub mod storage;
mod whole;

pub use intake::Intake;
pub use key::MediaKey;
pub use sizes::{File, Picture};
pub use storage::{Media, StorageError};

/// Why a picture was not taken. Each has its own sentence under [`MediaError::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// Every worker is at work and the queue is full: answer 503 with Retry-After.
    #[error("the decoding pool is full")]
    Busy,
    #[error("the file is empty")]
    Empty,
    #[error("the file is over the size limit")]
    TooLarge,
    #[error("the picture has too many pixels")]
    TooManyPixels,
    #[error("HEIC or HEIF picture")]
    Heic,
    #[error("AVIF picture")]
    Avif,
    #[error("GIF picture")]
    Gif,
    #[error("SVG drawing")]
    Svg,
    #[error("PDF document")]
    Pdf,
    #[error("film")]
    Film,
    #[error("not a picture we know")]
    UnknownType,
    /// The end is missing, as after a connection that broke.
    #[error("the file ends too early")]
    CutShort,
    #[error("the file cannot be decoded")]
    Broken,
    /// No QR symbol could be read from the picture.
    #[error("no symbol was found in the picture")]
    NoSymbol,
    /// Our own fault: a picture that was decoded could not be written again.
    #[error("the sizes could not be made")]
    NotMade,
}

impl MediaError {
    /// The message key of the sentence people see.
    pub fn key(self) -> &'static str {
        match self {
            Self::Busy => "media-busy",
            Self::Empty => "media-empty",
            Self::TooLarge => "media-too-large",
            Self::TooManyPixels => "media-too-many-pixels",
            Self::Heic => "media-heic",
            Self::Avif => "media-avif",
            Self::Gif => "media-gif",
            Self::Svg => "media-svg",
            Self::Pdf => "media-pdf",
            Self::Film => "media-film",
            Self::UnknownType => "media-unknown-type",
            Self::CutShort => "media-cut-short",
            Self::Broken => "media-broken",
            Self::NoSymbol => "media-no-symbol",
            Self::NotMade => "media-not-made",
        }
    }
}

#[cfg(test)]
#[path = "../../tests/support/pictures.rs"]
pub(crate) mod pictures;
#[cfg(test)]
#[path = "../../tests/support/stickers.rs"]
pub(crate) mod stickers;
