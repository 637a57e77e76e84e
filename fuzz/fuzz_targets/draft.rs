//! Any bytes as a draft of a sound case.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_case::{Files, parse};

fuzz_target!(|bytes: &[u8]| {
    let mut files = Files::default();
    files.insert("case.toml", include_bytes!("../small-case.toml").as_slice());
    files.insert("drafts/any.dj", bytes);
    for diagnostic in parse(&files).diagnostics {
        assert!(!diagnostic.render(&files, "case", false).is_empty());
    }
});
