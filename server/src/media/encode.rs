//! Pixels to files: JPEG and WebP without metadata, as good as a budget of bytes allows.

use image::RgbImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::MediaError;

/// Qualities from the best down; below the last, fewer pixels look better than a worse quality.
const QUALITIES: [u8; 8] = [82, 76, 70, 62, 54, 46, 37, 28];

/// The best quality that fits the budget, found by halving; if none does, the file of the last.
pub(super) fn at_most(
    budget: usize,
    encode: impl Fn(u8) -> Result<Vec<u8>, MediaError>,
) -> Result<Vec<u8>, MediaError> {
    let mut fitting = None;
    let (mut best, mut last) = (0, QUALITIES.len() - 1);
    while best < last {
        let middle = usize::midpoint(best, last);
        let bytes = encode(QUALITIES[middle])?;
        if bytes.len() <= budget {
            (fitting, last) = (Some(bytes), middle);
        } else {
            best = middle + 1;
        }
    }
    match fitting {
        // Halving ended on the quality that was found to fit.
        Some(bytes) => Ok(bytes),
        None => encode(QUALITIES[last]),
    }
}

/// A JPEG without metadata; one sample of colour for four pixels.
pub(super) fn jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, MediaError> {
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_| MediaError::NotMade);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    // Optimised tables alone make the encoder write one scan per colour, which the decoder we use ourselves
    // reads as plain green; progressive files are read rightly by everybody.
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder
        .encode(picture.as_raw(), side(picture.width())?, side(picture.height())?, ColorType::Rgb)
        .map_err(|_| MediaError::NotMade)?;
    Ok(bytes)
}

/// A lossy WebP without metadata.
pub(super) fn webp(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, MediaError> {
    let mut config = webp::WebPConfig::new().map_err(|()| MediaError::NotMade)?;
    config.quality = f32::from(quality);
    let encoded = webp::Encoder::from_rgb(picture.as_raw(), picture.width(), picture.height())
        .encode_advanced(&config)
        .map_err(|_| MediaError::NotMade)?;
    Ok(encoded.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_quality_within_the_budget_is_taken() {
        let weighs = |quality: u8| Ok(vec![quality; usize::from(quality)]);
        for (budget, taken) in [(100, 82), (82, 82), (81, 76), (60, 54), (37, 37), (36, 28), (28, 28), (1, 28)] {
            assert_eq!(at_most(budget, weighs).unwrap()[0], taken, "{budget}");
        }
    }
}
