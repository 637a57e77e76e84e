//! `onetext review`, driven through a pipe: what it shows, and what stands in the files then.

mod accept;
mod branch;
mod correct;
mod input;
mod place;
mod refuse;
mod resume;
