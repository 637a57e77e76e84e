//! Any bytes as the TOML files of a case: reading yields a case and diagnostics that can be shown,
//! and laying out is stable.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_case::{Files, format, parse};

fuzz_target!(|bytes: &[u8]| {
    let mut files = Files::default();
    // The first byte says which file the rest is.
    let Some((which, rest)) = bytes.split_first() else { return };
    let file = ["case.toml", "statements.toml", "sources.toml"][usize::from(which % 3)];
    if file != "case.toml" {
        files.insert("case.toml", include_bytes!("../small-case.toml").as_slice());
    }
    files.insert(file, rest);
    for diagnostic in parse(&files).diagnostics {
        assert!(!diagnostic.render(&files, "case", false).is_empty());
    }
    if let Some(once) = files.text(file).and_then(|text| format(file, text)) {
        assert_eq!(format(file, &once), Some(once.clone()));
    }
});
