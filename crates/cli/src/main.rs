//! The command line of Onetext.
fn main() {}
