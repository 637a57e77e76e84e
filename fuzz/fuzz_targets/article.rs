//! Any bytes as an article: every statement's words are the bytes of its span.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use onetext_statement::{Article, EntryKind, Post, Roster, RosterEntry, read};

fuzz_target!(|bytes: &[u8]| {
    let roster = Roster {
        entries: vec![RosterEntry {
            name: "Ana Belo".to_owned(),
            aliases: vec!["Belo".to_owned()],
            holder: Some("north".to_owned()),
            pronoun: Some("she".to_owned()),
            kind: EntryKind::Person,
            posts: vec![Post { title: "minister".to_owned(), from: None, to: None }],
        }],
    };
    let article = Article { source: "any", bytes, published: Some(date(2024, 2, 29)) };
    for statement in read(&article, &roster) {
        for part in &statement.parts {
            let (start, end) = part.span;
            assert_eq!(&bytes[start..end], part.words.as_bytes());
        }
    }
});
