//! Whether a picture is all there: files cut short on the way, and photos whose pixels are lost.
//! Decoders fill such gaps with grey and say nothing.

use image::{ImageFormat, RgbImage};

/// Whether the file ends where it should. What comes after the end is not looked at.
///
/// A JPEG decoder would fill missing pixels with grey and a WebP's orientation stands at its end,
/// so both are asked before decoding; a PNG decoder notices by itself.
pub(super) fn ends_well(bytes: &[u8], format: ImageFormat) -> bool {
    match format {
        ImageFormat::Jpeg => has_end_marker(bytes),
        ImageFormat::WebP => match bytes.get(4..8) {
            Some(&[a, b, c, d]) => bytes.len() as u64 >= 8 + u64::from(u32::from_le_bytes([a, b, c, d])),
            _ => false,
        },
        _ => true,
    }
}

/// Whether a JPEG's end marker stands after its pixels. Segments before the first scan are stepped over, as an
/// EXIF thumbnail has an end marker of its own; inside a scan `FF D9` cannot occur (ITU-T T.81, B.1.1.5).
fn has_end_marker(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xFF, marker]) = bytes.get(at..at + 2) {
        match marker {
            0xFF => at += 1,
            0x01 | 0xD0..=0xD7 => at += 2,
            0xDA | 0xD9 => break,
            _ => match bytes.get(at + 2..at + 4) {
                Some(length) => at += 2 + usize::from(u16::from_be_bytes([length[0], length[1]])),
                None => return false,
            },
        }
    }
    bytes.get(at..).is_some_and(|rest| rest.windows(2).any(|pair| pair == [0xFF, 0xD9]))
}

/// Whether a JPEG's decoder met nonsense and left the rest as it had begun it, an even mid grey. A few lost
/// lines are let through; a quarter of the picture is no photo of a piece.
pub(super) fn is_lost_from_the_middle(picture: &RgbImage) -> bool {
    let row = picture.width() as usize * 3;
    let raw = picture.as_raw();
    let lost = |bytes: &[u8]| bytes.iter().all(|byte| *byte == 128);
    let last_quarter = raw.len() - row * (picture.height() as usize).div_ceil(4);
    lost(&raw[last_quarter..]) && !lost(raw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::decode::upright;
    use crate::media::{MediaError, pictures};

    #[test]
    fn a_file_cut_anywhere_is_refused() {
        let scene = pictures::scene(200, 150);
        let exif = pictures::exif(6, true);
        for whole in
            [pictures::jpeg_with(&scene, &exif), pictures::png_with(&scene, &exif), pictures::webp_with(&scene, &exif)]
        {
            for part in 1..20 {
                assert!(upright(&whole[..whole.len() * part / 20], 1600).is_err(), "{part}/20");
            }
        }
        let jpeg = pictures::jpeg(&scene);
        assert_eq!(upright(&jpeg[..jpeg.len() / 2], 1600), Err(MediaError::CutShort));
    }

    #[test]
    fn a_photo_that_is_grey_from_the_middle_on_is_refused_and_grey_cloth_is_not() {
        assert_eq!(upright(&pictures::spoilt_jpeg(&pictures::cloth(320, 240)), 1600), Err(MediaError::Broken));
        let grey = RgbImage::from_pixel(64, 64, image::Rgb([128, 128, 128]));
        assert!(upright(&pictures::jpeg(&grey), 1600).is_ok());
    }

    #[test]
    fn bytes_after_the_end_of_a_photo_do_no_harm() {
        let mut bytes = pictures::jpeg(&pictures::scene(96, 64));
        bytes.extend_from_slice(&pictures::noise(3, 5000));
        assert_eq!(pictures::corners(&upright(&bytes, 1600).unwrap()), pictures::CORNERS);
    }
}
