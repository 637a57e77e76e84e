//! The bundled cases: each is documentation and test at once.

mod bundled;
mod case_in_numbers;
mod drawing;
mod issues;
mod live;
mod page;
mod positions;
mod proved;
mod scenarios;
mod small;
mod text;
mod unlocked;
