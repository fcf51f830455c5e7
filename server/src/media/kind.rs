//! What a file is, told from its first bytes. Names and declared types are never believed.

use image::ImageFormat;

use super::MediaError;

/// How far into a file a telling mark is looked for.
const HEAD: usize = 1024;

/// The picture format of `bytes`, or the error that names what it is instead.
pub(super) fn of(bytes: &[u8]) -> Result<ImageFormat, MediaError> {
    if bytes.is_empty() {
        return Err(MediaError::Empty);
    }
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Ok(ImageFormat::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(ImageFormat::Png);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(ImageFormat::WebP);
    }
    Err(refused(bytes))
}

fn refused(bytes: &[u8]) -> MediaError {
    if bytes.get(4..8) == Some(b"ftyp") {
        return boxed(bytes);
    }
    if bytes.starts_with(b"GIF8") {
        return MediaError::Gif;
    }
    if bytes.starts_with(b"%PDF-") {
        return MediaError::Pdf;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let text = head.trim_ascii_start().strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if text.starts_with(b"<") && head.windows(4).any(|four| four == b"<svg") {
        return MediaError::Svg;
    }
    MediaError::UnknownType
}

/// Files of ISO base media boxes say by their brands (ISO/IEC 14496-12, 4.3) whether they hold
/// HEVC pictures, AV1 pictures or a film.
fn boxed(bytes: &[u8]) -> MediaError {
    let length = bytes[..4].iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
    let end = length.clamp(8, HEAD).min(bytes.len());
    let mut brands = bytes[8..end].chunks_exact(4);
    if brands.clone().any(|brand| brand == b"avif" || brand == b"avis") {
        return MediaError::Avif;
    }
    let still: [&[u8]; 8] = [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"];
    if brands.any(|brand| still.contains(&brand)) {
        return MediaError::Heic;
    }
    MediaError::Film
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::pictures;

    #[test]
    fn pictures_we_take_are_known_by_their_first_bytes() {
        let scene = pictures::scene(32, 24);
        assert_eq!(of(&pictures::jpeg(&scene)), Ok(ImageFormat::Jpeg));
        assert_eq!(of(&pictures::png(&scene)), Ok(ImageFormat::Png));
        assert_eq!(of(&pictures::webp(&scene)), Ok(ImageFormat::WebP));
    }

    #[test]
    fn everything_else_is_refused_by_its_own_name() {
        assert_eq!(of(b""), Err(MediaError::Empty));
        assert_eq!(of(&pictures::boxed(b"heic")), Err(MediaError::Heic));
        assert_eq!(of(&pictures::boxed(b"mif1")), Err(MediaError::Heic));
        assert_eq!(of(&pictures::boxed(b"avif")), Err(MediaError::Avif));
        assert_eq!(of(&pictures::boxed(b"isom")), Err(MediaError::Film));
        assert_eq!(of(b"GIF89a\x01\x00\x01\x00"), Err(MediaError::Gif));
        assert_eq!(of(b"%PDF-1.7\n"), Err(MediaError::Pdf));
        assert_eq!(of(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(MediaError::Svg));
        assert_eq!(of(b"\xEF\xBB\xBF<?xml version='1.0'?>\n<svg/>"), Err(MediaError::Svg));
        assert_eq!(of(b"<html><body>"), Err(MediaError::UnknownType));
        assert_eq!(of(&pictures::noise(1, 4096)), Err(MediaError::UnknownType));
    }

    #[test]
    fn a_few_bytes_of_anything_are_refused_without_a_crash() {
        let marks: [&[u8]; 6] = [b"\0\0\0\x1cftyp", b"RIFF\0\0\0\0WEBP", b"\x89PNG", b"\xFF\xD8\xFF", b"<", b"G"];
        for mark in marks {
            for end in 1..=mark.len() {
                let _ = of(&mark[..end]);
            }
        }
    }
}
