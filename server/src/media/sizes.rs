//! The files made of one upright picture, each within a budget of bytes, none larger than the picture itself.
//! Their names end in a suffix of [`PUBLIC`] or [`MASTER_FILE`]; the key before it is the caller's.

use axum::body::Bytes;
use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbImage;

use super::MediaError;
use super::encode::{at_most, jpeg, webp};

/// Pixels of the master's longer side.
pub const MASTER: u32 = 1600;
/// The private master, kept so that sizes can be made anew; never published.
pub const MASTER_FILE: &str = "master.jpg";
/// The link preview's picture, always 1200x630.
pub const PREVIEW_FILE: &str = "og.jpg";
/// The little square beside a line of text, always 160 pixels: the picture's middle.
pub const SQUARE_FILE: &str = "square.webp";
/// Suffixes of every file that is published, as in `{key}-640.webp`.
pub const PUBLIC: [&str; 8] =
    ["320.webp", "320.jpg", "640.webp", "640.jpg", "1280.webp", "1280.jpg", SQUARE_FILE, PREVIEW_FILE];

/// One width of [`PUBLIC`] with the bytes each format may take: a list shows the first (12 KB a photo),
/// a product's page the second (40 KB), a large or sharp screen the third.
struct Width {
    pixels: u32,
    webp: (&'static str, usize),
    jpeg: (&'static str, usize),
}

const WIDTHS: [Width; 3] = [
    Width { pixels: 320, webp: (PUBLIC[0], 12_000), jpeg: (PUBLIC[1], 18_000) },
    Width { pixels: 640, webp: (PUBLIC[2], 40_000), jpeg: (PUBLIC[3], 60_000) },
    Width { pixels: 1280, webp: (PUBLIC[4], 140_000), jpeg: (PUBLIC[5], 200_000) },
];
const PREVIEW: (u32, u32) = (1200, 630);
const PREVIEW_BYTES: usize = 250_000;
const SQUARE: u32 = 160;
const SQUARE_BYTES: usize = 4_000;
/// Percent of a width that are tried until the WebP fits.
const NARROWER: [u32; 7] = [100, 88, 76, 64, 52, 40, 28];

/// A photo ready to be kept.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Pixels of the master, upright.
    pub width: u32,
    pub height: u32,
    /// The true widths in pixels of the files named 320, 640 and 1280: smaller where the photo is smaller,
    /// or so full of detail that it would not fit its budget.
    pub widths: [u32; 3],
    /// The average colour as `#rrggbb`: what to draw until the photo is there, as an SVG fill.
    pub tint: String,
    pub files: Vec<File>,
}

/// One file of a photo; `suffix` is [`MASTER_FILE`] or one of [`PUBLIC`].
#[derive(Debug, Clone)]
pub struct File {
    pub suffix: &'static str,
    pub bytes: Bytes,
}

/// Makes every file of an upright picture whose longer side is at most [`MASTER`].
pub fn make(upright: RgbImage) -> Result<Picture, MediaError> {
    let master = within(upright, MASTER)?;
    let (width, height) = master.dimensions();
    let mut files = vec![file(MASTER_FILE, jpeg(&master, 85)?)];
    let mut widths = [0; 3];
    for (made, wanted) in widths.iter_mut().zip(&WIDTHS) {
        let (small, webp) = fitting(&master, wanted)?;
        *made = small.width();
        files.push(file(wanted.webp.0, webp));
        files.push(file(wanted.jpeg.0, at_most(wanted.jpeg.1, |quality| jpeg(&small, quality))?));
    }
    let square = resized(&master, SQUARE, SQUARE)?;
    files.push(file(SQUARE_FILE, at_most(SQUARE_BYTES, |quality| webp(&square, quality))?));
    let preview = resized(&master, PREVIEW.0, PREVIEW.1)?;
    files.push(file(PREVIEW_FILE, at_most(PREVIEW_BYTES, |quality| jpeg(&preview, quality))?));
    Ok(Picture { width, height, widths, tint: tint(&master), files })
}

/// The picture with its longer side at most `longest` pixels; a smaller one is handed back as it is.
pub fn within(picture: RgbImage, longest: u32) -> Result<RgbImage, MediaError> {
    let (width, height) = picture.dimensions();
    if width.max(height) <= longest {
        return Ok(picture);
    }
    let (to_width, to_height) = if width >= height {
        (longest, scaled(height, longest, width))
    } else {
        (scaled(width, longest, height), longest)
    };
    resized(&picture, to_width, to_height)
}

/// The picture at this width, or as much narrower as its WebP's budget wants.
fn fitting(master: &RgbImage, wanted: &Width) -> Result<(RgbImage, Vec<u8>), MediaError> {
    let natural = wanted.pixels.min(master.width());
    let mut fitted = None;
    for percent in NARROWER {
        let small = narrowed(master, scaled(natural, percent, 100))?;
        let bytes = at_most(wanted.webp.1, |quality| webp(&small, quality))?;
        let fits = bytes.len() <= wanted.webp.1;
        fitted = Some((small, bytes));
        if fits {
            break;
        }
    }
    fitted.ok_or(MediaError::NotMade)
}

fn narrowed(picture: &RgbImage, width: u32) -> Result<RgbImage, MediaError> {
    if picture.width() <= width {
        return Ok(picture.clone());
    }
    resized(picture, width, scaled(picture.height(), width, picture.width()))
}

/// `side * to / from`, rounded, at least 1.
fn scaled(side: u32, to: u32, from: u32) -> u32 {
    let exact = (u64::from(side) * u64::from(to) + u64::from(from) / 2) / u64::from(from).max(1);
    u32::try_from(exact).unwrap_or(to).max(1)
}

/// The picture filling `width` by `height`; what does not fit the shape is cut off evenly on both sides.
fn resized(picture: &RgbImage, width: u32, height: u32) -> Result<RgbImage, MediaError> {
    // The typed call: the other one would be compiled for every kind of pixel there is.
    let source = TypedImageRef::<U8x3>::from_buffer(picture.width(), picture.height(), picture.as_raw())
        .map_err(|_| MediaError::NotMade)?;
    let mut target = RgbImage::new(width, height);
    let mut view = TypedImage::<U8x3>::from_buffer(width, height, &mut target).map_err(|_| MediaError::NotMade)?;
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .fit_into_destination(Some((0.5, 0.5)));
    Resizer::new().resize_typed(&source, &mut view, &options).map_err(|_| MediaError::NotMade)?;
    drop(view);
    Ok(target)
}

fn tint(picture: &RgbImage) -> String {
    let sums = picture.pixels().fold([0_u64; 3], |[red, green, blue], pixel| {
        [red + u64::from(pixel[0]), green + u64::from(pixel[1]), blue + u64::from(pixel[2])]
    });
    let count = u64::from(picture.width()) * u64::from(picture.height());
    let [red, green, blue] = sums.map(|sum| (sum + count / 2) / count.max(1));
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn file(suffix: &'static str, bytes: Vec<u8>) -> File {
    File { suffix, bytes: bytes.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::{decode, pictures};

    fn sides(picture: &Picture, suffix: &str) -> (u32, u32) {
        let file = picture.files.iter().find(|file| file.suffix == suffix).unwrap();
        image::load_from_memory(&file.bytes).unwrap().to_rgb8().dimensions()
    }

    #[test]
    fn every_size_is_made_in_both_formats() {
        let picture = make(pictures::scene(2000, 500)).unwrap();
        assert_eq!((picture.width, picture.height), (1600, 400));
        assert_eq!(picture.widths, [320, 640, 1280]);
        let suffixes: Vec<_> = picture.files.iter().map(|file| file.suffix).collect();
        assert_eq!(suffixes, [&[MASTER_FILE], PUBLIC.as_slice()].concat());
        assert_eq!(sides(&picture, "320.webp"), (320, 80));
        assert_eq!(sides(&picture, "1280.jpg"), (1280, 320));
        assert_eq!(sides(&picture, SQUARE_FILE), (SQUARE, SQUARE));
        assert_eq!(sides(&picture, PREVIEW_FILE), PREVIEW);
    }

    #[test]
    fn a_small_photo_is_never_blown_up_and_its_true_widths_are_told() {
        let picture = make(pictures::scene(500, 400)).unwrap();
        assert_eq!(picture.widths, [320, 500, 500]);
        assert_eq!(sides(&picture, "1280.webp"), (500, 400));
        assert_eq!(sides(&picture, PREVIEW_FILE), PREVIEW);
    }

    #[test]
    fn a_very_thin_picture_keeps_at_least_a_line() {
        let picture = make(pictures::scene(2000, 1)).unwrap();
        assert_eq!((picture.width, picture.height), (1600, 1));
        assert_eq!(sides(&picture, "320.webp"), (320, 1));
    }

    #[test]
    fn cloth_stays_within_its_budget_of_bytes() {
        let picture = make(pictures::cloth(1280, 720)).unwrap();
        for width in &WIDTHS {
            for (suffix, budget) in [width.webp, width.jpeg] {
                let file = picture.files.iter().find(|file| file.suffix == suffix).unwrap();
                assert!(file.bytes.len() <= budget, "{suffix}: {} of {budget}", file.bytes.len());
            }
        }
        for (suffix, budget) in [(SQUARE_FILE, SQUARE_BYTES), (PREVIEW_FILE, PREVIEW_BYTES)] {
            let file = picture.files.iter().find(|file| file.suffix == suffix).unwrap();
            assert!(file.bytes.len() <= budget, "{suffix}: {} of {budget}", file.bytes.len());
        }
    }

    #[test]
    fn a_picture_full_of_detail_gets_fewer_pixels_rather_than_more_bytes() {
        let noise = RgbImage::from_raw(330, 240, pictures::noise(9, 330 * 240 * 3)).unwrap();
        let picture = make(noise).unwrap();
        for (width, told) in WIDTHS.iter().zip(picture.widths) {
            let file = picture.files.iter().find(|file| file.suffix == width.webp.0).unwrap();
            assert!(file.bytes.len() <= width.webp.1, "{}: {}", file.suffix, file.bytes.len());
            assert_eq!(sides(&picture, file.suffix).0, told);
        }
    }

    #[test]
    fn no_file_holds_metadata_or_a_place() {
        let exif = pictures::exif(6, true);
        let held = pictures::held(&pictures::scene(400, 300), 6);
        for upload in
            [pictures::jpeg_with(&held, &exif), pictures::png_with(&held, &exif), pictures::webp_with(&held, &exif)]
        {
            assert!(contains(&upload, b"Kamera Contoh"));
            let picture = make(decode::upright(&upload, MASTER).unwrap()).unwrap();
            for file in &picture.files {
                for trace in ["Exif", "EXIF", "eXIf", "GPS", "Kamera", "tEXt", "XMP", "ICC"] {
                    assert!(!contains(&file.bytes, trace.as_bytes()), "{trace} in {}", file.suffix);
                }
            }
        }
    }

    fn contains(bytes: &[u8], part: &[u8]) -> bool {
        String::from_utf8_lossy(bytes).contains(std::str::from_utf8(part).unwrap())
    }

    #[test]
    fn the_tint_is_the_average_colour() {
        let red = RgbImage::from_pixel(8, 8, image::Rgb([200, 16, 3]));
        assert_eq!(make(red).unwrap().tint, "#c81003");
    }
}
