//! Reports: an analysis as people read it.

mod page;
mod sentence;
mod text;

pub use self::page::page;
pub use self::text::text;
