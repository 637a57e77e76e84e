//! Any bytes as annotations of brat, beside a text of ours and beside any text.
#![no_main]

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use onetext_statement::score::{Gold, brat, compare, report};

const TEXT: &str =
    "“We can wait,” Ana Belo said.\n\nThe café’s owner — “né” — told her that he would not.";

fuzz_target!(|bytes: &[u8]| {
    let words = String::from_utf8_lossy(bytes);
    check(TEXT, &words);
    if let Some((text, annotations)) = words.split_once('\u{1f}') {
        check(text, annotations);
    }
});

fn check(text: &str, annotations: &str) {
    let parsed = brat::parse(text, annotations);
    assert!(parsed.skipped.is_sorted_by_key(|it| it.line));
    for it in &parsed.found {
        assert!(!it.content.is_empty());
        let spans = it.content.iter().chain(&it.cue).chain(&it.source);
        for Range { start, end } in spans {
            assert!(text.is_char_boundary(*start) && text.is_char_boundary(*end));
        }
    }
    let found = parsed.found;
    let gold = Gold { name: "any".to_owned(), text: text.to_owned(), attributions: found.clone() };
    let tally = compare(&gold, &found).tally;
    let nothing = compare(&gold, &[]).tally;
    let _ = report(&[tally, nothing], 1, 1);
}
