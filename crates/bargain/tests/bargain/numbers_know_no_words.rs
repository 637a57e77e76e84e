//! The invariant that this crate holds numbers only.

use std::fs;
use std::path::Path;

/// What would let words, days or files in.
const BANNED: [&str; 6] = ["String", "std::fs", "std::path", "std::time", "std::env", "jiff"];

#[test]
fn numbers_know_no_words() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            // Tests render what they find.
            let code = text.split("#[cfg(test)]").next().unwrap();
            for word in BANNED {
                assert!(!code.contains(word), "{} knows {word}", path.display());
            }
            files += 1;
        }
    }
    assert!(10 < files, "the sources were not found");
}
