//! One file a scene. Each works out its coarse fields first and then paints every pixel once.

pub mod bag;
pub mod cushion;
pub mod drape;
pub mod folded;
mod laid;
pub mod line;
pub mod loom;
pub mod scarf;
pub mod wallet;
mod wood;
