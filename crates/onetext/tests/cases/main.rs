//! The bundled cases: each is documentation and test at once.

mod bundled;
mod case_in_numbers;
mod drafts;
mod drawing;
mod figure;
mod issues;

mod live;
mod marks;
mod numbers;
mod page;
mod positions;
mod proved;
mod scenarios;
mod schema;
mod scripts;
mod small;
mod space;
mod summary;
mod text;
mod tree;
mod unlocked;
