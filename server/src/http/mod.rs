//! The outermost floor: the route table, who is asking, what may be asked, and how it is answered.

pub mod address;
pub mod answer;
pub mod asked;
pub mod caller;
pub mod cookies;
pub mod csrf;
pub mod errors;
pub mod fields;
pub mod headers;
pub mod here;
pub mod keyed;
pub mod language;
pub mod render;
pub mod router;
pub mod serve;
pub mod site;
mod table;
pub mod trace;
pub mod upload;

pub use answer::{Answer, Fault};
pub use fields::Fields;
pub use here::Here;
pub use upload::Upload;
