//! Any bytes as `reading.toml`: it is heeded, can be added to, and is laid out the same again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_case::{Files, WordList, add_rejected, add_word, format, parse};
use onetext_statement::{Article, Effort, Reader, Roster, Topics};

const FILE: &str = "reading.toml";
const TEXT: &str = "“We can wait,” Ana Belo said. Rui Costa called it a “vale of “tears””. The clock \
                    says that it is late.";

fuzz_target!(|bytes: &[u8]| {
    let mut files = Files::default();
    files.insert("case.toml", include_bytes!("../small-case.toml").as_slice());
    files.insert(FILE, bytes);
    let parsed = parse(&files);
    for diagnostic in &parsed.diagnostics {
        assert!(!diagnostic.render(&files, "case", false).is_empty());
    }
    let (roster, topics) = (Roster::default(), Topics::default());
    let article = Article { source: "a", bytes: TEXT.as_bytes(), published: None };
    let found = Reader::new(&roster, &topics, Effort::Rules).read(&article);
    let heeded = onetext::heed(&parsed.case.reading, found.clone());
    assert!(heeded.len() <= found.len());
    assert_eq!(onetext::heed(&parsed.case.reading, heeded.clone()), heeded);

    let Some(text) = files.text(FILE).map(str::to_owned) else { return };
    if let Some(once) = format(FILE, &text) {
        assert_eq!(format(FILE, &once), Some(once.clone()));
    }
    // Words of the file itself are the worst to add.
    let word: String = text.chars().rev().take(9).collect();
    let added = [
        add_word(&text, WordList::NotSpeech, &word),
        add_word(&text, WordList::NotCues, "said"),
        add_rejected(&text, "a", &(3..15)),
    ];
    let is_sound = parsed.diagnostics.is_empty();
    for added in added.into_iter().flatten() {
        files.insert(FILE, added.as_bytes());
        let again = parse(&files);
        assert!(!is_sound || again.diagnostics.is_empty(), "{:?}", again.diagnostics);
    }
});
