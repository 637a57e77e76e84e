//! What holds for every article that is taken in from the bytes of a file.

use onetext_statement::{Document, Effort, Reader, Roster, Topics};

/// The text and its statements lead back to bytes of the file, in order, and plain bytes say there
/// what the text says.
pub fn leads_back(document: &Document, bytes: &[u8]) {
    let text = &document.text;
    let (mut start, mut last) = (0, 0);
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if !bare.is_empty() {
            let span = document.source_span((start, start + bare.len()));
            assert!(last <= span.0, "{bare:?} at {span:?} follows {last}");
            says(document, bytes, span, bare);
            last = span.1;
        }
        start += word.len();
    }
    let (roster, topics) = (Roster::default(), Topics::default());
    let reader = Reader::new(&roster, &topics, Effort::Rules);
    for statement in document.read(&reader, "any", None) {
        let mut last = 0;
        assert!(!statement.parts.is_empty());
        for part in &statement.parts {
            assert!(last <= part.span.0 && !part.words.trim().is_empty(), "{statement:?}");
            says(document, bytes, part.span, &part.words);
            last = part.span.1;
        }
        let others = [
            statement.mention,
            statement.cue_span,
            statement.condition,
            statement.consequence,
            statement.otherwise,
        ];
        for (start, end) in others.into_iter().flatten() {
            assert!(start <= end && end <= bytes.len(), "{statement:?}");
        }
    }
}

/// Bytes with nothing of markup in them, in ASCII or UTF-8, are the words themselves.
fn says(document: &Document, bytes: &[u8], span: (usize, usize), words: &str) {
    assert!(span.0 < span.1 && span.1 <= bytes.len(), "{words:?} at {span:?}");
    let found = &bytes[span.0..span.1];
    let is_marked_up =
        document.is_page && found.iter().any(|it| matches!(it, b'<' | b'&' | b'\0' | b'\r' | 0x0c));
    if document.encoding != "UTF-8" || is_marked_up {
        return;
    }
    if let Ok(found) = std::str::from_utf8(found) {
        assert_eq!(dense(found), dense(words), "{span:?}");
    }
}

/// Text without white space and letters without width.
fn dense(text: &str) -> String {
    let is_nothing = |it: char| it.is_whitespace() || "\u{ad}\u{200b}\u{2060}\u{feff}".contains(it);
    text.chars().filter(|it| !is_nothing(*it)).collect()
}
