//! From a stranger's bytes to upright pixels in sRGB, and nothing else of the file: no EXIF, no place,
//! no profile, no transparency. Whoever calls this stands in the pool of `intake`: a decoder may still panic.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::{MediaError, kind, scans, sizes, whole};

/// Bytes: the largest file that is taken.
pub const MAX_BYTES: usize = 15 * 1024 * 1024;
/// Pixels: the largest picture that is decoded.
pub const MAX_PIXELS: u64 = 50_000_000;
/// Pixels of one side.
pub const MAX_SIDE: u32 = 20_000;
/// Bytes of decoded pixels: 50 megapixels with transparency. Deeper colours therefore get fewer pixels.
pub(super) const MAX_DECODED: u64 = 4 * MAX_PIXELS;

/// Undyed cotton, the ground of the pages: what shows through a transparent picture.
const COTTON: [u8; 3] = [0xF9, 0xF4, 0xEA];

/// Refuses by size and by first bytes; cheap enough to do before queueing.
pub fn check(bytes: &[u8]) -> Result<(), MediaError> {
    if bytes.len() > MAX_BYTES {
        return Err(MediaError::TooLarge);
    }
    kind::of(bytes).map(|_| ())
}

/// The picture upright, opaque, in sRGB, its longer side at most `longest` pixels.
///
/// Shrinking comes before turning and colours: at 50 megapixels a second copy would not fit a small machine.
pub fn upright(bytes: &[u8], longest: u32) -> Result<RgbImage, MediaError> {
    check(bytes)?;
    let format = kind::of(bytes)?;
    if !whole::ends_well(bytes, format) {
        return Err(MediaError::CutShort);
    }
    let mut decoder = header(bytes, format)?;
    // A damaged EXIF block or profile is no reason to refuse the photo that carries it.
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    let opaque = if format == ImageFormat::Jpeg && scans::are_apart(bytes) {
        scans::decoded(bytes)?
    } else {
        flatten(DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?)
    };
    if format == ImageFormat::Jpeg && whole::is_lost_from_the_middle(&opaque) {
        return Err(MediaError::Broken);
    }
    let mut small = sizes::within(opaque, longest)?;
    if let Some(profile) = profile {
        small = to_srgb(small, &profile);
    }
    let mut turned = DynamicImage::ImageRgb8(small);
    turned.apply_orientation(turn);
    Ok(turned.into_rgb8())
}

/// The decoder after the header was read and every limit held; no pixel has been decoded yet.
fn header(bytes: &[u8], format: ImageFormat) -> Result<impl ImageDecoder + '_, MediaError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS || width.max(height) > MAX_SIDE || decoder.total_bytes() > MAX_DECODED {
        return Err(MediaError::TooManyPixels);
    }
    if pixels == 0 {
        return Err(MediaError::Broken);
    }
    Ok(decoder)
}

fn refusal(error: &ImageError) -> MediaError {
    match error {
        ImageError::Limits(_) => MediaError::TooManyPixels,
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => MediaError::CutShort,
        _ => MediaError::Broken,
    }
}

/// Lays transparent pictures on cotton and brings every depth and channel count to 8-bit RGB.
fn flatten(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let rgba = picture.into_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        let on = |colour: u8, ground: u8| {
            let sum = u32::from(colour) * u32::from(alpha) + u32::from(ground) * (255 - u32::from(alpha));
            u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([on(red, COTTON[0]), on(green, COTTON[1]), on(blue, COTTON[2])])
    })
}

/// Brings colours of another RGB space (an iPhone's Display P3) to sRGB, because the files we write carry
/// no profile. Profiles of grey or CMYK pictures and unreadable ones are left aside.
fn to_srgb(picture: RgbImage, profile: &[u8]) -> RgbImage {
    let converted = || -> Option<RgbImage> {
        let source = ColorProfile::new_from_slice(profile).ok()?;
        if source.color_space != DataColorSpace::Rgb {
            return None;
        }
        let transform = source
            .create_transform_8bit(Layout::Rgb, &ColorProfile::new_srgb(), Layout::Rgb, TransformOptions::default())
            .ok()?;
        let mut out = vec![0; picture.as_raw().len()];
        transform.transform(picture.as_raw(), &mut out).ok()?;
        RgbImage::from_raw(picture.width(), picture.height(), out)
    };
    converted().unwrap_or(picture)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::*;
    use crate::media::pictures;

    fn is_upright(picture: &RgbImage) -> bool {
        pictures::corners(picture) == pictures::CORNERS
    }

    #[test]
    fn a_photo_is_upright_however_the_phone_was_held() {
        let scene = pictures::scene(96, 64);
        for orientation in 1..=8 {
            let exif = pictures::exif(orientation, true);
            let held = pictures::held(&scene, orientation);
            for bytes in
                [pictures::jpeg_with(&held, &exif), pictures::png_with(&held, &exif), pictures::webp_with(&held, &exif)]
            {
                let picture = upright(&bytes, 1600).unwrap();
                assert_eq!(picture.dimensions(), (96, 64), "orientation {orientation}");
                assert!(is_upright(&picture), "orientation {orientation}");
            }
        }
    }

    #[test]
    fn a_damaged_exif_block_does_not_cost_the_photo() {
        let scene = pictures::scene(96, 64);
        for exif in [vec![0xFF; 64], b"MM\0*\0\0\0\xFF".to_vec(), vec![]] {
            assert!(is_upright(&upright(&pictures::jpeg_with(&scene, &exif), 1600).unwrap()));
        }
    }

    #[test]
    fn unusual_but_honest_pictures_are_taken() {
        let scene = pictures::scene(96, 64);
        for (name, bytes) in [
            ("grey jpeg", pictures::grey_jpeg(&scene)),
            ("cmyk jpeg", pictures::cmyk_jpeg(&scene)),
            ("progressive jpeg", pictures::progressive_jpeg(&scene)),
            ("jpeg of one scan per colour", pictures::jpeg_of_three_scans(&scene)),
            ("16-bit png", pictures::deep_png(&scene)),
            ("animated webp", pictures::animated_webp(&scene)),
            ("one pixel", pictures::png(&pictures::scene(1, 1))),
        ] {
            assert!(upright(&bytes, 1600).is_ok(), "{name}: {:?}", upright(&bytes, 1600));
        }
        assert!(is_upright(&upright(&pictures::cmyk_jpeg(&scene), 1600).unwrap()));
        assert!(is_upright(&upright(&pictures::progressive_jpeg(&scene), 1600).unwrap()));
        assert!(is_upright(&upright(&pictures::jpeg_of_three_scans(&scene), 1600).unwrap()));
        assert!(is_upright(&upright(&pictures::deep_png(&scene), 1600).unwrap()));
        assert!(is_upright(&upright(&pictures::animated_webp(&scene), 1600).unwrap()));
    }

    #[test]
    fn bombs_are_refused_before_a_pixel_is_decoded() {
        let start = Instant::now();
        for (width, height) in [(60_000, 60_000), (20_001, 10), (8_000, 8_000), (u32::MAX, 1), (2_147_483_647, 2)] {
            let refused = upright(&pictures::png_claiming(width, height), 1600).unwrap_err();
            assert!(matches!(refused, MediaError::TooManyPixels | MediaError::Broken), "{width}x{height} {refused}");
        }
        let tall = pictures::jpeg_claiming(&pictures::scene(64, 64), 65_500, 65_500);
        assert_eq!(upright(&tall, 1600), Err(MediaError::TooManyPixels));
        assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
    }

    #[test]
    fn a_file_over_15_mb_is_refused_unread() {
        let mut bytes = pictures::jpeg(&pictures::scene(64, 64));
        bytes.resize(MAX_BYTES + 1, 0);
        assert_eq!(upright(&bytes, 1600), Err(MediaError::TooLarge));
    }

    #[test]
    fn what_was_transparent_lies_on_cotton() {
        let clear = upright(&pictures::transparent_png(40, 30), 1600).unwrap();
        assert_eq!(clear.get_pixel(20, 15).0, COTTON);
    }

    #[test]
    fn colours_of_a_wide_screen_stay_as_she_saw_them() {
        let red = RgbImage::from_pixel(32, 32, image::Rgb([180, 60, 60]));
        let plain = upright(&pictures::jpeg(&red), 1600).unwrap().get_pixel(16, 16).0;
        let wide = upright(&pictures::wide_jpeg(&red), 1600).unwrap().get_pixel(16, 16).0;
        assert!(wide[0] > plain[0] + 5, "P3 red is a stronger red in sRGB: {wide:?} against {plain:?}");
    }

    #[test]
    fn damaged_bytes_never_give_more_than_an_error() {
        let scene = pictures::scene(80, 60);
        let exif = pictures::exif(3, true);
        let whole =
            [pictures::jpeg_with(&scene, &exif), pictures::png_with(&scene, &exif), pictures::webp_with(&scene, &exif)];
        for bytes in whole {
            for seed in 1..60 {
                let damaged = pictures::damage(&bytes, seed);
                let _ = std::panic::catch_unwind(|| upright(&damaged, 400));
            }
        }
    }
}
