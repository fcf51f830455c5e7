//! Pictures for tests, made in code: photos as phones store them, unusual ones, hostile ones.
//! Knows nothing of the server, so that unit tests and HTTP tests share it.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, Rgb, RgbImage};

/// Upper left red, upper right green, lower left blue, lower right yellow.
pub const CORNERS: [&str; 4] = ["red", "green", "blue", "yellow"];

/// A striped cloth whose four corners tell which way is up.
pub fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (left, right) = (x * 4 < width, x * 4 >= width * 3);
        let (top, bottom) = (y * 4 < height, y * 4 >= height * 3);
        match (top, bottom, left, right) {
            (true, _, true, _) => Rgb([200, 30, 30]),
            (true, _, _, true) => Rgb([30, 160, 30]),
            (_, true, true, _) => Rgb([30, 30, 200]),
            (_, true, _, true) => Rgb([220, 200, 20]),
            _ => Rgb([if x % 8 < 4 { 150 } else { 110 }, 90, if y % 6 < 3 { 120 } else { 80 }]),
        }
    })
}

/// Plain weave as a camera sees it: threads of two pixels, uneven dye, grain. As hard to compress as real cloth.
pub fn cloth(width: u32, height: u32) -> RgbImage {
    let grain = noise(5, (width * height) as usize);
    RgbImage::from_fn(width, height, |x, y| {
        let thread = if (x / 3 + y / 3) % 2 == 0 { 18 } else { -18 };
        let stripe = if x / 90 % 3 == 0 { [150, 40, 50] } else { [50, 60, 120] };
        let dye = (((x as f32 / 70.0).sin() + (y as f32 / 45.0).cos()) * 14.0) as i32;
        let speck = i32::from(grain[(y * width + x) as usize] % 24) - 12;
        Rgb(stripe.map(|colour: i32| (colour + thread + dye + speck).clamp(0, 255) as u8))
    })
}

/// The names of a picture's corner colours, in the order of [`CORNERS`].
pub fn corners(picture: &RgbImage) -> [&'static str; 4] {
    let (width, height) = picture.dimensions();
    let (left, right, top, bottom) = (width / 8, width - 1 - width / 8, height / 8, height - 1 - height / 8);
    [(left, top), (right, top), (left, bottom), (right, bottom)].map(|(x, y)| {
        let [red, green, blue] = picture.get_pixel(x, y).0;
        match (red > 120, green > 100, blue > 120) {
            (true, false, false) => "red",
            (false, true, false) => "green",
            (false, false, true) => "blue",
            (true, true, false) => "yellow",
            _ => "something else",
        }
    })
}

/// The scene as a phone's sensor stores it when EXIF says `orientation` (1 to 8): turned the other way round.
pub fn held(scene: &RgbImage, orientation: u8) -> RgbImage {
    let back = match orientation {
        6 => 8,
        8 => 6,
        other => other,
    };
    let mut picture = DynamicImage::ImageRgb8(scene.clone());
    picture.apply_orientation(Orientation::from_exif(back).unwrap());
    picture.into_rgb8()
}

/// An EXIF block (TIFF, big endian) with maker, orientation and, if asked, a place in Wakatobi.
pub fn exif(orientation: u8, gps: bool) -> Vec<u8> {
    let maker = b"Kamera Contoh\0";
    let entries: u16 = if gps { 3 } else { 2 };
    let after = 8 + 2 + 12 * u32::from(entries) + 4;
    let gps_at = after + maker.len() as u32;
    let mut block = b"MM\0*\0\0\0\x08".to_vec();
    block.extend(entries.to_be_bytes());
    entry(&mut block, 0x010F, 2, maker.len() as u32, after.to_be_bytes());
    entry(&mut block, 0x0112, 3, 1, [0, orientation, 0, 0]);
    if gps {
        entry(&mut block, 0x8825, 4, 1, gps_at.to_be_bytes());
    }
    block.extend([0; 4]);
    block.extend(maker);
    if gps {
        let numbers = gps_at + 2 + 12 * 4 + 4;
        block.extend(4_u16.to_be_bytes());
        entry(&mut block, 1, 2, 2, *b"S\0\0\0");
        entry(&mut block, 2, 5, 3, numbers.to_be_bytes());
        entry(&mut block, 3, 2, 2, *b"E\0\0\0");
        entry(&mut block, 4, 5, 3, (numbers + 24).to_be_bytes());
        block.extend([0; 4]);
        for number in [5_u32, 1, 19, 1, 42, 1, 123, 1, 35, 1, 11, 1] {
            block.extend(number.to_be_bytes());
        }
    }
    block
}

fn entry(block: &mut Vec<u8>, tag: u16, kind: u16, count: u32, value: [u8; 4]) {
    block.extend(tag.to_be_bytes());
    block.extend(kind.to_be_bytes());
    block.extend(count.to_be_bytes());
    block.extend(value);
}

fn encoded(mut encoder: impl ImageEncoder, picture: &RgbImage, exif: Option<&[u8]>) {
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif.to_vec()).unwrap();
    }
    encoder.write_image(picture.as_raw(), picture.width(), picture.height(), ExtendedColorType::Rgb8).unwrap();
}

pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    encoded(JpegEncoder::new_with_quality(&mut bytes, 90), picture, None);
    bytes
}

pub fn jpeg_with(picture: &RgbImage, exif: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    encoded(JpegEncoder::new_with_quality(&mut bytes, 90), picture, Some(exif));
    bytes
}

pub fn png(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    encoded(PngEncoder::new(&mut bytes), picture, None);
    bytes
}

/// A PNG with an `eXIf` chunk and a `tEXt` chunk that names the place as well.
pub fn png_with(picture: &RgbImage, exif: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    encoded(PngEncoder::new(&mut bytes), picture, Some(exif));
    bytes.splice(33..33, png_chunk(b"tEXt", b"Comment\0GPS 5.3283 S 123.5864 E"));
    bytes
}

pub fn webp(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    encoded(WebPEncoder::new_lossless(&mut bytes), picture, None);
    bytes
}

pub fn webp_with(picture: &RgbImage, exif: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    encoded(WebPEncoder::new_lossless(&mut bytes), picture, Some(exif));
    bytes
}

/// A JPEG in Display P3, as an iPhone writes it.
pub fn wide_jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.set_icc_profile(moxcms::ColorProfile::new_display_p3().encode().unwrap()).unwrap();
    encoded(encoder, picture, None);
    bytes
}

pub fn grey_jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let grey = image::imageops::grayscale(picture);
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.write_image(grey.as_raw(), grey.width(), grey.height(), ExtendedColorType::L8).unwrap();
    bytes
}

pub fn cmyk_jpeg(picture: &RgbImage) -> Vec<u8> {
    let cmyk: Vec<u8> =
        picture.pixels().flat_map(|pixel| [255 - pixel[0], 255 - pixel[1], 255 - pixel[2], 0]).collect();
    let mut bytes = Vec::new();
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.encode(&cmyk, width, height, jpeg_encoder::ColorType::Cmyk).unwrap();
    bytes
}

pub fn progressive_jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.set_progressive(true);
    encoder.encode(picture.as_raw(), width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

/// A JPEG that is not progressive and yet has a scan of its own for each colour.
pub fn jpeg_of_three_scans(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(picture.as_raw(), width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

/// A PNG of 16 bits a channel, with transparency.
pub fn deep_png(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let deep = DynamicImage::ImageRgb8(picture.clone()).into_rgba16();
    DynamicImage::ImageRgba16(deep).write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    bytes
}

/// A PNG that is nothing but transparent.
pub fn transparent_png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let clear = vec![0; width as usize * height as usize * 4];
    PngEncoder::new(&mut bytes).write_image(&clear, width, height, ExtendedColorType::Rgba8).unwrap();
    bytes
}

/// A WebP film of two frames, both of them the picture.
pub fn animated_webp(picture: &RgbImage) -> Vec<u8> {
    let still = webp(picture);
    let pixels = &still[12..];
    let side = |pixels: u32| (pixels - 1).to_le_bytes()[..3].to_vec();
    let size = [side(picture.width()), side(picture.height())].concat();
    let head = [vec![0b0000_0010, 0, 0, 0], size.clone()].concat();
    let frame = [vec![0; 6], size, vec![100, 0, 0, 0], pixels.to_vec()].concat();
    let chunks = [riff(b"VP8X", &head), riff(b"ANIM", &[0; 6]), riff(b"ANMF", &frame), riff(b"ANMF", &frame)].concat();
    riff(b"RIFF", &[b"WEBP".to_vec(), chunks].concat())
}

fn riff(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = [name.as_slice(), &(body.len() as u32).to_le_bytes(), body].concat();
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

/// A PNG of a few bytes that claims to be `width` by `height` pixels.
pub fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    // An empty zlib stream: what a decoder would meet if it went on.
    let pixels = [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1];
    [b"\x89PNG\r\n\x1a\n".to_vec(), png_chunk(b"IHDR", &header), png_chunk(b"IDAT", &pixels), png_chunk(b"IEND", b"")]
        .concat()
}

fn png_chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [name, body].concat();
    let crc = named.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 })
    });
    [&(body.len() as u32).to_be_bytes()[..], &named, &(!crc).to_be_bytes()].concat()
}

/// The picture as JPEG whose frame header claims other sides.
pub fn jpeg_claiming(picture: &RgbImage, width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg(picture);
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

/// The picture as JPEG with its pixels spoilt from the middle of the file on; the end marker is there.
pub fn spoilt_jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = jpeg(picture);
    let (middle, end) = (bytes.len() / 2, bytes.len() - 2);
    for pair in bytes[middle..end].chunks_exact_mut(2) {
        pair.copy_from_slice(&[0xFF, 0x9F]);
    }
    bytes
}

/// The first box of an ISO media file of this brand (`heic`, `avif`, `isom`) and some bytes more.
pub fn boxed(brand: &[u8; 4]) -> Vec<u8> {
    [b"\0\0\0\x18ftyp".as_slice(), brand, b"\0\0\0\0", brand, brand, &noise(7, 300)].concat()
}

/// `count` bytes that look like nothing, the same for the same seed.
pub fn noise(seed: u32, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 11) as u8
    };
    (0..count).map(|_| next()).collect()
}

/// The bytes with a few of them changed, after the first twelve.
pub fn damage(bytes: &[u8], seed: u32) -> Vec<u8> {
    let mut damaged = bytes.to_vec();
    for dice in noise(seed, 5 * 6).chunks(5) {
        let place = u32::from_be_bytes([dice[0], dice[1], dice[2], dice[3]]) as usize % (bytes.len() - 12);
        damaged[12 + place] = dice[4];
    }
    damaged
}
