//! Annotations apart from their text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Attribution, Parsed, Skipped};

/// What is attributed in a text that is kept elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standoff {
    /// Name of the document.
    pub name: String,
    /// The SHA-256 checksum of its text, as 64 lower-case hex digits.
    pub sha256: String,
    /// What is attributed in it, with bytes of the text.
    pub attributions: Vec<Attribution>,
}

/// Reads annotations, one span on a line: document, checksum of its text, number of the
/// attribution, `source`, `cue` or `content`, and the first byte and the one after the last, with
/// tabs between them. A line of document and checksum alone is a document in which nothing more is
/// attributed.
///
/// Documents come in the order of their names, and attributions in that of their numbers. Never
/// fails: what cannot be read is passed over, and told.
pub fn parse(file: &str) -> Parsed<Vec<Standoff>> {
    let mut made: BTreeMap<&str, (&str, BTreeMap<u32, Attribution>)> = BTreeMap::new();
    let mut skipped = Vec::new();
    for (line, words) in (1..).zip(file.lines()) {
        if words.trim().is_empty() {
            continue;
        }
        let mut skip = |why: &str| skipped.push(Skipped { line, why: why.to_owned() });
        let columns: Vec<&str> = words.split('\t').collect();
        let (&[name, sum], rest) = columns.split_first_chunk::<2>().unwrap_or((&["", ""], &[]));
        if name.is_empty() || sum.len() != 64 || !sum.bytes().all(|it| it.is_ascii_hexdigit()) {
            skip("no document and checksum");
            continue;
        }
        let (known, attributions) = made.entry(name).or_insert((sum, BTreeMap::new()));
        if *known != sum {
            skip("the document has another checksum above");
            continue;
        }
        if rest.is_empty() {
            continue;
        }
        let Some((number, role, span)) = span(rest) else {
            skip("no number, role, first byte and last");
            continue;
        };
        let it = attributions.entry(number).or_default();
        match role {
            "source" => it.source.push(span),
            "cue" => it.cue.push(span),
            "content" => it.content.push(span),
            _ => skip("the role is none of `source`, `cue` and `content`"),
        }
    }
    let documents = made.into_iter().map(|(name, (sum, attributions))| {
        let mut attributions: Vec<Attribution> = attributions.into_values().collect();
        attributions.retain(|it| !it.content.is_empty());
        for it in &mut attributions {
            for spans in [&mut it.source, &mut it.cue, &mut it.content] {
                spans.sort_by_key(|it| (it.start, it.end));
            }
        }
        Standoff { name: name.to_owned(), sha256: sum.to_ascii_lowercase(), attributions }
    });
    Parsed { found: documents.collect(), skipped }
}

fn span<'a>(columns: &[&'a str]) -> Option<(u32, &'a str, Range<usize>)> {
    let &[number, role, from, to] = columns else { return None };
    let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
    (from <= to).then_some((number.parse().ok()?, role, from..to))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_come_together_by_document_and_number() {
        let sum = "0f".repeat(32);
        let file = format!(
            "b\t{sum}\t2\tcontent\t20\t30\nb\t{sum}\t2\tcontent\t4\t8\nb\t{sum}\t2\tcue\t10\t14\n\
             b\t{sum}\t1\tsource\t0\t3\n\na\t{sum}\n"
        );
        let parsed = parse(&file);
        assert!(parsed.skipped.is_empty());
        let [a, b] = parsed.found.as_slice() else { panic!("{parsed:?}") };
        assert_eq!((a.name.as_str(), a.attributions.len()), ("a", 0));
        let [it] = b.attributions.as_slice() else { panic!("{b:?}") };
        assert_eq!(it.content, [4..8, 20..30]);
        assert_eq!(it.cue, vec![10..14]);
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        let (sum, other) = ("0f".repeat(32), "1f".repeat(32));
        let file = format!(
            "a\t{sum}\t1\tcue\t5\t4\na\t{other}\t1\tcue\t4\t5\na\t{sum}\t1\tverb\t4\t5\na\nhello"
        );
        let told: Vec<String> =
            parse(&file).skipped.iter().map(|it| format!("{}: {}", it.line, it.why)).collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        1: no number, role, first byte and last
        2: the document has another checksum above
        3: the role is none of `source`, `cue` and `content`
        4: no document and checksum
        5: no document and checksum
        ");
    }

    proptest! {
        #[test]
        fn any_text_is_read(file in "([ab]?\t(0f){30,32}\t[0-9]{0,11}\t(cue|content)?\t[0-9]{0,21}\t[0-9]{0,3}\n|.|\n){0,9}") {
            let parsed = parse(&file);
            prop_assert!(parsed.found.iter().all(|it| it.attributions.iter().all(|it| !it.content.is_empty())));
        }
    }
}
