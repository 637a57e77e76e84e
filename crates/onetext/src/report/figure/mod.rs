//! Figures: what a page shows as a picture, also as a file of its own.

mod files;
mod space;

pub use self::files::{Figure, figures};
