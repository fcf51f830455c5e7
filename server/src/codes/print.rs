//! Codes as pictures: the symbol of a printed address for pages, and SVG and PNG files for print shops.

use app::codes::print::Drawn;
use app::error::AppError;
use app::routes;

use super::symbol::{Symbol, SymbolError};
use crate::house::House;

/// Pixels of a module in a PNG: 25.9 mm at 300 dpi with room for a poster.
const MODULE: u32 = 24;

/// The symbol of a code's printed address, under the canonical origin.
pub fn symbol(house: &House, code: &str) -> Result<Symbol, AppError> {
    Symbol::of_url(&routes::printed(house.config.origin(), code)).map_err(fault)
}

/// The same for a page.
pub fn drawn(house: &House, code: &str) -> Result<Drawn, AppError> {
    let symbol = symbol(house, code)?;
    Ok(Drawn { size: symbol.size(), path: symbol.svg_path() })
}

/// A whole SVG file; its title is the code.
pub fn svg(house: &House, code: &str) -> Result<String, AppError> {
    Ok(symbol(house, code)?.svg(code))
}

/// A greyscale PNG file.
pub fn png(house: &House, code: &str) -> Result<Vec<u8>, AppError> {
    symbol(house, code)?.png(MODULE).map_err(fault)
}

fn fault(error: SymbolError) -> AppError {
    tracing::error!(%error, "a code could not be drawn");
    AppError::Internal
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Millimetres of the symbol's side on a tag, quiet zone and all (`style/codes.css`).
    const SIDE: f64 = 25.9;

    #[test]
    fn a_module_on_a_tag_is_at_least_half_a_millimetre_for_any_usual_address() {
        for host in ["homoru.example", "tenun.wakatobikab.go.id", &"a".repeat(80)] {
            let symbol = Symbol::of_url(&routes::printed(&format!("https://{host}"), "7K3Q9XH")).unwrap();
            let module = SIDE / symbol.size() as f64;
            assert!(module >= 0.5, "{host}: {module} mm");
        }
    }
}
