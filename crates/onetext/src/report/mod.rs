//! Reports: an analysis as people read it.

mod page;
mod plot;
mod sentence;
mod text;

pub use self::page::page;
pub use self::plot::{DRAWN, FrontierDrawing, frontier_svg};
pub use self::text::text;
