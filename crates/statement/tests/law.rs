//! What holds for whatever bytes are read.

use std::fs;
use std::path::Path;

use jiff::civil::date;
use onetext_statement::{
    Article, Effort, EntryKind, Reader, Roster, RosterEntry, Statement, Topics, paragraphs, read,
};
use proptest::prelude::*;

/// Pieces that make text look like an article.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "„",
    "said ",
    "told ",
    "Ana Belo ",
    "Belo’s ",
    "she ",
    "he ",
    "who ",
    "that ",
    ", ",
    ". ",
    ": ",
    "—",
    "(",
    ")",
    "[",
    "]",
    "\n",
    "\n\n",
    "the envoys of both banks of the\nriver ",
    "cease-\r\n fire ",
    "the minister ",
    "according to ",
    "on Monday ",
    "on Nov. 21 ",
    "in September ",
    "last week ",
    "a pledge ",
    "and ",
    "rejected ",
    "rain fell ",
    "Mr. ",
    "U.S. ",
    "saying ",
    "labelled ",
    "é",
    "\u{301}",
    "İ",
    "ß",
    "0",
    "31 ",
    "9999 ",
    " ",
];

fn roster() -> Roster {
    let entry = RosterEntry {
        name: "Ana Belo".to_owned(),
        aliases: vec!["U.S.".to_owned(), String::new()],
        holder: Some("valley".to_owned()),
        pronoun: Some("she".to_owned()),
        kind: EntryKind::Person,
        posts: Vec::new(),
    };
    Roster { entries: vec![entry] }
}

fn read_all(bytes: &[u8]) -> Vec<Statement> {
    read(&Article { source: "a", bytes, published: Some(date(2025, 12, 2)) }, &roster())
}

/// Every span holds its words and lies in its paragraph; no byte is in two parts.
fn verify(bytes: &[u8]) -> Result<(), TestCaseError> {
    verify_read(bytes, &read_all(bytes))?;
    let (roster, topics) = (roster(), Topics::default());
    let reader = Reader::new(&roster, &topics, Effort::Rules);
    verify_read(bytes, &reader.read(&Article { source: "a", bytes, published: None }))
}

fn verify_read(bytes: &[u8], statements: &[Statement]) -> Result<(), TestCaseError> {
    let paragraphs = paragraphs(bytes);
    // "Cease-" at the end of a line and "fire" below it are one word.
    let letters = |it: &str| it.split_whitespace().collect::<String>();
    for it in statements {
        for part in &it.parts {
            prop_assert_eq!(bytes.get(part.span.0..part.span.1), Some(part.words.as_bytes()));
            prop_assert!(!part.words.is_empty());
        }
        prop_assert!(!it.parts.is_empty());
        let paragraph = &paragraphs[it.paragraph];
        prop_assert!(paragraph.start <= it.span().0 && it.span().1 <= paragraph.end);
        for (start, end) in [it.mention, it.cue_span, it.condition, it.consequence, it.otherwise]
            .into_iter()
            .flatten()
        {
            prop_assert!(start < end);
            prop_assert!(bytes.get(start..end).is_some_and(|it| std::str::from_utf8(it).is_ok()));
        }
        if let (Some(cue), Some((start, end))) = (&it.cue, it.cue_span) {
            let printed = String::from_utf8_lossy(&bytes[start..end]);
            prop_assert_eq!(letters(cue), letters(&printed));
        }
    }
    let mut spans: Vec<_> = statements.iter().flat_map(|it| &it.parts).map(|it| it.span).collect();
    prop_assert!(statements.iter().all(|it| it.parts.is_sorted_by_key(|it| it.span)));
    spans.sort_unstable();
    for pair in spans.windows(2) {
        prop_assert!(pair[0].1 <= pair[1].0, "{:?}", pair);
    }
    Ok(())
}

#[test]
fn words_are_the_bytes_of_their_span_in_all_annotated_news() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/polnear/data/dev/text");
    let Ok(files) = fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    };
    let (roster, topics) = (Roster::default(), Topics::default());
    let readers = [Effort::Rules, Effort::Full].map(|it| Reader::new(&roster, &topics, it));
    let mut count = 0;
    for file in files {
        let bytes = fs::read(file.expect("the folder can be listed").path()).expect("it is a file");
        for reader in &readers {
            let article = Article { source: "a", bytes: &bytes, published: Some(date(2016, 9, 1)) };
            let statements = reader.read(&article);
            verify_read(&bytes, &statements).expect("words are the bytes of their span");
            count += statements.len();
        }
    }
    assert!(2_000 < count, "{count} statements");
}

proptest! {
    #[test]
    fn words_are_the_bytes_of_their_span_in_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        verify(&bytes)?;
    }

    #[test]
    fn words_are_the_bytes_of_their_span_in_any_text(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
        odd in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
    ) {
        let mut bytes = pieces.concat().into_bytes();
        verify(&bytes)?;
        for (index, byte) in odd {
            if !bytes.is_empty() {
                let place = index.index(bytes.len());
                bytes[place] = byte;
            }
        }
        verify(&bytes)?;
    }

    #[test]
    fn paragraphs_are_text_without_space_around_it(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        for range in paragraphs(&bytes) {
            let text = std::str::from_utf8(&bytes[range]);
            prop_assert!(text.is_ok_and(|it| !it.is_empty() && it.trim() == it));
        }
    }
}

#[test]
fn a_hostile_article_is_read_in_time() {
    const BYTES: usize = 200_000;
    let hostile = [
        "“",
        "\"",
        "'a ",
        "“a” ",
        "said “a” and ",
        "Ana Belo ",
        "[a=",
        "according to ",
        "he said “yes”, and ",
        "the envoys of both banks of\nthe river say “yes”, he said ",
        "a-\n",
        "a-\n    \t    \u{a0}    (",
    ];
    for piece in hostile {
        let text = piece.repeat(BYTES / piece.len());
        for it in read_all(text.as_bytes()) {
            for part in &it.parts {
                assert_eq!(&text[part.span.0..part.span.1], part.words);
            }
        }
    }
}

#[test]
fn quotations_that_do_not_end_share_no_byte() {
    let text = ": “, “the envoys of both banks of the\nriver . she the envoys of both banks of the\nriver “Ana Belo rejected , ";
    verify(text.as_bytes()).expect("words are the bytes of their span");
}
