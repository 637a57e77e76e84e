//! Reports: an analysis as people read it.

mod answer;
mod drafting;
mod figure;
mod page;
mod plot;
mod sentence;
mod sheet;
mod text;

pub use self::answer::{
    acceptability, ask, clashes, ladder, ladder_preview, ledger, lint, positions,
    positions_overview, propose, propose_preview, tried, what_if, why,
};
pub use self::drafting::{brackets, comparison, comparison_page, lineage, next_draft};
pub use self::figure::{Figure, figures};
pub use self::page::page;
pub use self::plot::{DRAWN, FrontierDrawing, frontier_svg};
pub use self::sheet::{Ink, Sheet};
pub use self::text::text;
