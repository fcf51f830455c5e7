//! The photo of a printed QRIS sticker, drawn in code: leaning, blurred, half in the shade.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, GrayImage, ImageEncoder, Luma};

use super::pictures::noise;

/// How the photo of a sticker was taken.
#[derive(Clone, Copy)]
pub struct Shot {
    /// How far the paper leans away: 0 is straight on, 0.3 is a lot.
    pub lean: f32,
    /// Blur in pixels of the photo.
    pub blur: f32,
    /// How much darker the lower right is than the upper left: 0 to 0.9.
    pub shade: f32,
    /// Turn in degrees.
    pub turn: f32,
}

/// A phone's photo (JPEG, 900x1200) of a printed sticker with this payload in it.
pub fn sticker_photo(payload: &str, shot: Shot) -> Vec<u8> {
    let sticker = sticker(payload);
    let (width, height) = (900_u32, 1200_u32);
    let (sin, cos) = shot.turn.to_radians().sin_cos();
    let side = 570.0;
    let photo = GrayImage::from_fn(width, height, |x, y| {
        let (across, down) = (x as f32 - width as f32 / 2.0, y as f32 - height as f32 / 2.0);
        let (u, v) = ((across * cos + down * sin) / side, (down * cos - across * sin) / side);
        // A plane seen at an angle: what is farther away is divided by more.
        let depth = 1.0 + shot.lean * (u * 0.6 + v);
        let (u, v) = (u / depth + 0.5, v / depth * sticker.width() as f32 / sticker.height() as f32 + 0.5);
        let light = 1.0 - shot.shade * (x as f32 / width as f32 + y as f32 / height as f32) / 2.0;
        Luma([(ink(&sticker, u, v) * light) as u8])
    });
    let mut photo = if shot.blur > 0.0 { image::imageops::blur(&photo, shot.blur) } else { photo };
    let grain = noise(11, photo.as_raw().len());
    photo.pixels_mut().zip(grain).for_each(|(pixel, dice)| pixel[0] = pixel[0].saturating_sub(dice % 16));
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 80);
    encoder.write_image(photo.as_raw(), width, height, ExtendedColorType::L8).unwrap();
    bytes
}

/// Brightness at a place of the sticker (0 to 1 both ways), or of the wooden stall beside it.
fn ink(sticker: &GrayImage, u: f32, v: f32) -> f32 {
    if !(0.0..1.0).contains(&u) || !(0.0..1.0).contains(&v) {
        return 120.0 + 30.0 * (v * 60.0).sin();
    }
    image::imageops::sample_bilinear(sticker, u, v).map_or(0.0, |pixel| f32::from(pixel[0]))
}

/// The flat sticker: a dark head and foot as printed ones have, the symbol between them.
fn sticker(payload: &str) -> GrayImage {
    let code = qrcode::QrCode::with_error_correction_level(payload, qrcode::EcLevel::M).unwrap();
    let (module, modules) = (10_usize, code.width());
    let colours = code.to_colors();
    let (margin, head) = (6 * module, 16 * module);
    let side = modules * module + 2 * margin;
    GrayImage::from_fn(side as u32, (side + 2 * head) as u32, |x, y| {
        let (x, y) = (x as usize, y as usize);
        if y < head || y >= head + side {
            return Luma([if x % 90 < 60 && y % 40 < 18 { 250 } else { 60 }]);
        }
        let (column, row) = (x.wrapping_sub(margin) / module, (y - head).wrapping_sub(margin) / module);
        let dark = column < modules && row < modules && colours[row * modules + column] == qrcode::Color::Dark;
        Luma([if dark { 25 } else { 245 }])
    })
}
