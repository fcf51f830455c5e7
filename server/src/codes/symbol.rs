//! One QR symbol drawn four ways: a path for pages and print, a whole SVG, a PNG to save, blocks for a terminal.
//! Always dark on light with the quiet zone of four modules (ISO/IEC 18004, 5.3.8). What a symbol leads to
//! is the caller's.

use std::fmt::Write;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use qrcode::{Color, EcLevel, QrCode};

/// Modules of white around the symbol, on each side.
const QUIET: usize = 4;
/// Pixels: a module never gets larger than this in a PNG.
const MAX_MODULE: u32 = 64;

/// Why a symbol could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SymbolError {
    /// More text than a QR code of this level holds.
    #[error("the text is too long for a symbol")]
    TooLong,
    #[error("the symbol could not be drawn")]
    NotDrawn,
}

/// A QR symbol, without colours or measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Row by row, true is dark; the quiet zone is not in it.
    modules: Vec<bool>,
    width: usize,
}

impl Symbol {
    /// The symbol of a printed address, level Q for folds and dirt on cloth, in capitals so that the
    /// smaller alphanumeric mode serves. Only for addresses whose path ignores case (`/q/...`):
    /// a token in another address would not survive. What follows `?` or `#` stays as it is.
    pub fn of_url(url: &str) -> Result<Self, SymbolError> {
        let path = url.find(['?', '#']).unwrap_or(url.len());
        Self::new(&[&url[..path].to_ascii_uppercase(), &url[path..]].concat(), EcLevel::Q)
    }

    /// The symbol of any text as it stands, level M, the usual one on screens: a QRIS payload, an invitation's link.
    pub fn of_payload(text: &str) -> Result<Self, SymbolError> {
        Self::new(text, EcLevel::M)
    }

    fn new(text: &str, level: EcLevel) -> Result<Self, SymbolError> {
        let code = QrCode::with_error_correction_level(text, level).map_err(|_| SymbolError::TooLong)?;
        let modules = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Ok(Self { modules, width: code.width() })
    }

    /// Modules of one side with the quiet zone: the side of the SVG's view box.
    pub fn size(&self) -> usize {
        self.width + 2 * QUIET
    }

    /// Whether the module is dark, counted from the corner of the quiet zone.
    fn is_dark(&self, x: usize, y: usize) -> bool {
        let (column, row) = (x.wrapping_sub(QUIET), y.wrapping_sub(QUIET));
        column < self.width && row < self.width && self.modules[row * self.width + column]
    }

    /// The `d` of one SVG path over all dark modules, one box a run, in units of modules;
    /// the view box is `0 0 size size` and the ground must be white.
    pub fn svg_path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.size() {
            let mut x = 0;
            while x < self.size() {
                let run = (x..self.size()).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    // Writing to a String cannot fail.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run.max(1);
            }
        }
        path
    }

    /// A whole SVG document, named for those who cannot see it.
    pub fn svg(&self, title: &str) -> String {
        let (size, path) = (self.size(), self.svg_path());
        let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" role=\"img\" \
             shape-rendering=\"crispEdges\"><title>{title}</title>\
             <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\"{path}\"/></svg>"
        )
    }

    /// A greyscale PNG with `module` pixels a module (1 to 64).
    pub fn png(&self, module: u32) -> Result<Vec<u8>, SymbolError> {
        let module = module.clamp(1, MAX_MODULE) as usize;
        let side = self.size() * module;
        let pixels: Vec<u8> = (0..side * side)
            .map(|at| if self.is_dark(at % side / module, at / side / module) { 0 } else { 255 })
            .collect();
        let side = u32::try_from(side).map_err(|_| SymbolError::NotDrawn)?;
        let mut bytes = Vec::new();
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter)
            .write_image(&pixels, side, side, ExtendedColorType::L8)
            .map_err(|_| SymbolError::NotDrawn)?;
        Ok(bytes)
    }

    /// Lines for a terminal, two rows of modules in each. Light modules are drawn and dark ones left open, in
    /// white on black: right on every ground where colours are understood, and on dark ones where they are not.
    pub fn terminal(&self) -> String {
        let mut lines = String::new();
        for y in (0..self.size()).step_by(2) {
            lines.push_str("\x1b[97;40m");
            for x in 0..self.size() {
                // Below the last row of an odd count nothing is drawn.
                let below = y + 1 >= self.size() || self.is_dark(x, y + 1);
                lines.push(match (self.is_dark(x, y), below) {
                    (false, false) => '█',
                    (false, true) => '▀',
                    (true, false) => '▄',
                    (true, true) => ' ',
                });
            }
            lines.push_str("\x1b[0m\n");
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://tenun.wakatobikab.go.id/q/7K3Q9XH";
    const QRIS: &str = "00020101021126680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UMI\
        51440014ID.CO.QRIS.WWW0215ID10260000000120303UMI5204513753033605802ID5912TENUN CONTOH6008WAKATOBI\
        61059379563047BA8";

    fn read(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> Option<String> {
        let grey = |x: usize, y: usize| if is_dark(x / 4, y / 4) { 0 } else { 255 };
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(side * 4, side * 4, grey);
        let grids = prepared.detect_grids();
        grids.first().map(|grid| grid.decode().unwrap().1)
    }

    fn read_png(bytes: &[u8]) -> Option<String> {
        let grey = image::load_from_memory(bytes).unwrap().into_luma8();
        let mut prepared = rqrr::PreparedImage::prepare(grey);
        let grids = prepared.detect_grids();
        grids.first().map(|grid| grid.decode().unwrap().1)
    }

    #[test]
    fn an_address_is_written_in_capitals_and_stays_small() {
        let symbol = Symbol::of_url(URL).unwrap();
        assert_eq!(symbol.width, 29, "version 3 at level Q");
        assert_eq!(read_png(&symbol.png(6).unwrap()).unwrap(), URL.to_uppercase());
        let asked = Symbol::of_url("http://10.0.0.5:3000/q/7k3q9xh?via=Tag").unwrap();
        assert_eq!(read_png(&asked.png(6).unwrap()).unwrap(), "HTTP://10.0.0.5:3000/Q/7K3Q9XH?via=Tag");
    }

    #[test]
    fn a_payload_is_written_as_it_stands() {
        let symbol = Symbol::of_payload(QRIS).unwrap();
        assert!(symbol.width <= 49, "version 8 at level M at most");
        assert_eq!(read_png(&symbol.png(4).unwrap()).unwrap(), QRIS);
        let accented = "https://contoh.test/invite/aB3-_Xy?x=É";
        assert_eq!(read_png(&Symbol::of_payload(accented).unwrap().png(4).unwrap()).unwrap(), accented);
    }

    #[test]
    fn the_path_draws_the_same_symbol() {
        let symbol = Symbol::of_url(URL).unwrap();
        let mut drawn = vec![false; symbol.size() * symbol.size()];
        for part in symbol.svg_path().split('z').filter(|part| !part.is_empty()) {
            let numbers: Vec<usize> =
                part.split(['M', ' ', 'h', 'v']).filter_map(|number| number.parse().ok()).collect();
            let [x, y, run, 1, ..] = numbers[..] else { panic!("{part}") };
            drawn[y * symbol.size() + x..][..run].fill(true);
        }
        assert_eq!(read(symbol.size(), |x, y| drawn[y * symbol.size() + x]).unwrap(), URL.to_uppercase());
    }

    #[test]
    fn four_light_modules_stand_on_every_side() {
        let symbol = Symbol::of_url(URL).unwrap();
        let size = symbol.size();
        for at in 0..size {
            for edge in (0..QUIET).chain(size - QUIET..size) {
                assert!(!symbol.is_dark(at, edge) && !symbol.is_dark(edge, at));
            }
        }
        assert!(symbol.is_dark(QUIET, QUIET) && symbol.is_dark(size - QUIET - 1, QUIET));
    }

    #[test]
    fn an_svg_has_a_name_that_cannot_break_it() {
        let svg = Symbol::of_url(URL).unwrap().svg("Sarung <\"Laut\"> & Ombak");
        assert!(svg.contains("<title>Sarung &lt;\"Laut\"&gt; &amp; Ombak</title>"));
        assert!(svg.contains("viewBox=\"0 0 37 37\""));
    }

    #[test]
    fn a_terminal_shows_it_light_on_dark_ground() {
        let symbol = Symbol::of_url(URL).unwrap();
        let rows: Vec<Vec<char>> = symbol
            .terminal()
            .lines()
            .map(|line| line.trim_start_matches("\x1b[97;40m").trim_end_matches("\x1b[0m").chars().collect())
            .collect();
        let is_dark = |x: usize, y: usize| {
            let light = if y.is_multiple_of(2) { ['█', '▀'] } else { ['█', '▄'] };
            !light.contains(&rows[y / 2][x])
        };
        assert_eq!(rows.len(), symbol.size().div_ceil(2));
        assert_eq!(read(symbol.size(), is_dark).unwrap(), URL.to_uppercase());
    }

    #[test]
    fn too_much_text_is_an_error() {
        assert_eq!(Symbol::of_payload(&"x".repeat(5000)), Err(SymbolError::TooLong));
    }
}
