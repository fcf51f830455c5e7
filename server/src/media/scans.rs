//! JPEGs that are not progressive and yet carry each colour in a scan of its own. The `image` crate's decoder
//! reads the first scan and calls the rest plain green, so another one reads these.

use image::RgbImage;
use jpeg_decoder::{Decoder, PixelFormat};

use super::MediaError;
use super::decode::MAX_DECODED;

/// Whether the first scan carries fewer colours than the picture (ITU-T T.81, B.2.2 and B.2.3).
pub(super) fn are_apart(bytes: &[u8]) -> bool {
    let mut colours = None;
    let mut at = 2;
    while let Some([0xFF, marker]) = bytes.get(at..at + 2) {
        match marker {
            0xFF => at += 1,
            0x01 | 0xD0..=0xD7 => at += 2,
            0xDA => return bytes.get(at + 4).zip(colours).is_some_and(|(scanned, all)| *scanned < all),
            _ => {
                if matches!(marker, 0xC0 | 0xC1) {
                    colours = bytes.get(at + 9).copied();
                }
                let Some(length) = bytes.get(at + 2..at + 4) else { return false };
                at += 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
        }
    }
    false
}

/// The pixels of such a file.
pub(super) fn decoded(bytes: &[u8]) -> Result<RgbImage, MediaError> {
    let mut decoder = Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(usize::try_from(MAX_DECODED).unwrap_or(usize::MAX));
    let pixels = decoder.decode().map_err(|_| MediaError::Broken)?;
    let info = decoder.info().filter(|info| info.pixel_format == PixelFormat::RGB24).ok_or(MediaError::Broken)?;
    RgbImage::from_raw(info.width.into(), info.height.into(), pixels).ok_or(MediaError::Broken)
}
