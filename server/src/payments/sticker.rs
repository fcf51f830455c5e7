//! Reads the QR code of a printed QRIS sticker from a phone's photo: leaning, blurred, half in the shade.
//! What the payload says, and whether it is good, is not judged here.

use axum::body::Bytes;
use image::{GrayImage, RgbImage};
use rqrr::PreparedImage;

use crate::media::{Intake, MediaError, decode, sizes};

/// Pixels of the longer side at which reading is tried, likeliest first: a small symbol needs the large ones,
/// the small ones average blur and grain away. Each side and each attempt below reads photos the others do not.
const SIDES: [u32; 5] = [1000, 1600, 700, 2400, 480];

/// Reads every QR code in an uploaded photo, in the pool and under the limits of all uploads.
///
/// # Errors
/// [`MediaError::NoSymbol`] when none can be read: offer to paste the code's text instead.
pub async fn read(intake: &Intake, photo: Bytes) -> Result<Vec<String>, MediaError> {
    intake.run(photo, read_qr).await
}

/// The texts of the QR codes in a photo, each once. Takes up to seconds: call it in the pool.
pub fn read_qr(photo: &[u8]) -> Result<Vec<String>, MediaError> {
    let largest = SIDES.into_iter().max().unwrap_or(sizes::MASTER);
    let photo = decode::upright(photo, largest)?;
    let mut tried = Vec::new();
    for side in SIDES {
        let picture = sizes::within(photo.clone(), side)?;
        if tried.contains(&picture.dimensions()) {
            continue;
        }
        tried.push(picture.dimensions());
        let texts = texts(&picture);
        if !texts.is_empty() {
            return Ok(texts);
        }
    }
    Err(MediaError::NoSymbol)
}

/// Tries the picture as it is, then with its light evened out, then with its blurred edges drawn sharper too.
fn texts(picture: &RgbImage) -> Vec<String> {
    let grey = image::imageops::grayscale(picture);
    let attempts: [fn(&GrayImage) -> PreparedImage<GrayImage>; 3] = [
        |grey| PreparedImage::prepare(grey.clone()),
        |grey| PreparedImage::without_preparation(evened(grey)),
        |grey| PreparedImage::without_preparation(evened(&sharpened(grey))),
    ];
    attempts.iter().map(|prepare| decoded(prepare(&grey))).find(|texts| !texts.is_empty()).unwrap_or_default()
}

fn decoded(mut picture: PreparedImage<GrayImage>) -> Vec<String> {
    let mut texts = Vec::new();
    for grid in picture.detect_grids() {
        if let Ok((_, text)) = grid.decode()
            && !texts.contains(&text)
        {
            texts.push(text);
        }
    }
    texts
}

/// 1 where a pixel is darker than its surroundings, else 0: what rqrr takes as ready for search. After
/// Bradley and Roth, "Adaptive thresholding using the integral image" (2007), with their eighth of the width.
fn evened(grey: &GrayImage) -> GrayImage {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let sums = sums(grey);
    let reach = (width.max(height) / 16).max(1);
    GrayImage::from_fn(grey.width(), grey.height(), |x, y| {
        let (x, y) = (x as usize, y as usize);
        let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
        let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(height));
        let sum = |x: usize, y: usize| sums[y * (width + 1) + x];
        let around = sum(right, bottom) + sum(left, top) - sum(left, bottom) - sum(right, top);
        let count = ((right - left) * (bottom - top)) as u64;
        let dark = u64::from(grey.as_raw()[y * width + x]) * count * 100 < around * 88;
        image::Luma([u8::from(dark)])
    })
}

/// For each corner between pixels the sum of all pixels above and left of it, `width + 1` a row.
fn sums(grey: &GrayImage) -> Vec<u64> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let mut sums = vec![0; (width + 1) * (height + 1)];
    for y in 0..height {
        let mut row = 0;
        for x in 0..width {
            row += u64::from(grey.as_raw()[y * width + x]);
            sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
        }
    }
    sums
}

/// Adds twice what a blur takes away: `unsharpen` of the image crate adds it once, which helped no photo we tried.
fn sharpened(grey: &GrayImage) -> GrayImage {
    let mut sharp = grey.clone();
    let soft = image::imageops::fast_blur(grey, 2.5);
    for (pixel, soft) in sharp.pixels_mut().zip(soft.pixels()) {
        let (was, soft) = (i16::from(pixel[0]), i16::from(soft[0]));
        pixel[0] = u8::try_from((was + 2 * (was - soft)).clamp(0, 255)).unwrap_or(was as u8);
    }
    sharp
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::pictures;
    use crate::media::stickers::{Shot, sticker_photo};

    const QRIS: &str = "00020101021126680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UMI\
        51440014ID.CO.QRIS.WWW0215ID10260000000120303UMI5204513753033605802ID5912TENUN CONTOH6008WAKATOBI\
        61059379563047BA8";
    const STRAIGHT: Shot = Shot { lean: 0.0, blur: 0.0, shade: 0.0, turn: 0.0 };

    #[test]
    fn a_sticker_is_read_as_phones_photograph_it() {
        for (how, shot) in [
            ("from below, half in the shade", Shot { lean: 0.35, shade: 0.85, ..STRAIGHT }),
            ("from above, on its side", Shot { lean: -0.35, blur: 1.9, turn: 90.0, ..STRAIGHT }),
            ("shaken, at night", Shot { lean: 0.3, blur: 2.2, shade: 0.9, turn: 10.0 }),
            ("hardly to be read", Shot { lean: -0.45, blur: 3.8, shade: 0.0, turn: 25.0 }),
        ] {
            assert_eq!(read_qr(&sticker_photo(QRIS, shot)), Ok(vec![QRIS.to_owned()]), "{how}");
        }
    }

    #[test]
    fn a_photo_without_a_code_says_so() {
        let cloth = pictures::jpeg(&pictures::cloth(320, 240));
        assert_eq!(read_qr(&cloth), Err(MediaError::NoSymbol));
    }

    #[tokio::test]
    async fn stickers_are_read_in_the_pool_under_the_same_limits() {
        let intake = Intake::new(1, 0);
        let photo = sticker_photo(QRIS, STRAIGHT);
        assert_eq!(read(&intake, photo.clone().into()).await, Ok(vec![QRIS.to_owned()]));
        assert_eq!(read(&intake, pictures::boxed(b"heic").into()).await, Err(MediaError::Heic));
        assert_eq!(read(&Intake::new(0, 0), photo.into()).await, Err(MediaError::Busy));
    }
}
