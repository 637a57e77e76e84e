//! Figures: what a page shows as a picture, also as a file of its own.

mod layout;
mod positions;
mod stand;

pub use self::positions::positions_svg;
pub(in crate::report) use self::positions::{STYLE as POSITIONS, anchor, inline as positions};
pub(in crate::report) use self::stand::{LEANS, lean_word, shape, side};
