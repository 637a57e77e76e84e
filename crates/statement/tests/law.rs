//! What holds for whatever bytes are read.

use jiff::civil::date;
use onetext_statement::{Article, EntryKind, Roster, RosterEntry, Statement, paragraphs, read};
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
    let statements = read_all(bytes);
    let paragraphs = paragraphs(bytes);
    for it in &statements {
        for part in &it.parts {
            prop_assert_eq!(&bytes[part.span.0..part.span.1], part.words.as_bytes());
            prop_assert!(!part.words.is_empty());
        }
        prop_assert!(!it.parts.is_empty());
        let paragraph = &paragraphs[it.paragraph];
        prop_assert!(paragraph.start <= it.span().0 && it.span().1 <= paragraph.end);
        if let Some((start, end)) = it.mention {
            prop_assert!(std::str::from_utf8(&bytes[start..end]).is_ok());
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
