//! Any bytes as a text with marks: the text is what stands outside of them, and nothing is lost.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_statement::score::{Gold, compare, inline};

fuzz_target!(|bytes: &[u8]| {
    let marked = String::from_utf8_lossy(bytes);
    let parsed = inline::parse(&marked);
    let (text, attributions) = (parsed.found.text, parsed.found.attributions);
    let mut rest = marked.chars();
    for letter in text.chars() {
        assert!(rest.any(|it| it == letter), "{letter:?} is not there in order");
    }
    for it in attributions.values() {
        assert!(!it.content.is_empty());
        for span in it.content.iter().chain(&it.cue).chain(&it.source) {
            assert!(text.get(span.clone()).is_some(), "{span:?}");
        }
    }
    let found: Vec<_> = attributions.into_values().collect();
    let gold = Gold { name: "any".to_owned(), text, attributions: found.clone() };
    let _ = compare(&gold, &found);
});
