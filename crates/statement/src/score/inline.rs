//! Annotations within their text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Attribution, Parsed, Skipped};

/// A text without its marks, and what they said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The attributions by their numbers, with places in the text.
    pub attributions: BTreeMap<u32, Attribution>,
}

/// What a mark says of its words.
#[derive(Clone, Copy)]
enum Role {
    Source,
    Cue,
    Content,
}

/// Takes the marks out of a text: `{1s Ana Belo} {1,2c said} {1t that the dam would stay}`.
///
/// A mark begins with the numbers of its attributions and a letter for what they have there: `s`
/// the source, `c` the cue, `t` the content. Marks do not nest.
///
/// Never fails: a brace that belongs to no mark stays in the text, a mark that is not closed ends
/// with the text, an attribution without content is left out; all of this is told.
pub fn parse(marked: &str) -> Parsed<Marked> {
    let mut made = Marked::default();
    let mut skipped = Vec::new();
    let mut open: Option<(usize, Vec<u32>, Role)> = None;
    let mut at = 0;
    let mut line = 1;
    while let Some(length) = marked[at..].find(['{', '}']) {
        let plain = &marked[at..at + length];
        line += plain.matches('\n').count();
        made.text.push_str(plain);
        at += length;
        let mut skip = |why: &str| skipped.push(Skipped { line, why: why.to_owned() });
        let is_end = marked[at..].starts_with('}');
        match (is_end, open.take(), head(&marked[at..])) {
            (true, Some((start, numbers, role)), _) => {
                close(&mut made, start, &numbers, role);
                at += 1;
                continue;
            }
            (false, None, Some((numbers, role, length))) => {
                open = Some((made.text.len(), numbers, role));
                at += length;
                continue;
            }
            (true, None, _) => skip("`}` closes no mark"),
            (false, None, None) => {
                skip("`{` begins no mark; write numbers, `s`, `c` or `t`, and a space");
            }
            (false, was, _) => {
                skip("`{` stands within a mark");
                open = was;
            }
        }
        made.text.push_str(&marked[at..=at]);
        at += 1;
    }
    made.text.push_str(&marked[at..]);
    if let Some((start, numbers, role)) = open {
        skipped.push(Skipped { line, why: "a mark is not closed".to_owned() });
        close(&mut made, start, &numbers, role);
    }
    made.attributions.retain(|number, it| {
        if it.content.is_empty() {
            skipped.push(Skipped { line, why: format!("attribution {number} has no content") });
        }
        !it.content.is_empty()
    });
    Parsed { found: made, skipped }
}

/// Numbers, role and length of what begins a mark.
fn head(words: &str) -> Option<(Vec<u32>, Role, usize)> {
    let words = words.strip_prefix('{')?;
    let length = words.find(|it: char| !it.is_ascii_digit() && it != ',')?;
    let (numbers, role) = words.split_at(length);
    let role = match role.as_bytes() {
        [b's', b' ', ..] => Role::Source,
        [b'c', b' ', ..] => Role::Cue,
        [b't', b' ', ..] => Role::Content,
        _ => return None,
    };
    let numbers = numbers.split(',').map(|it| it.parse().ok()).collect::<Option<Vec<u32>>>()?;
    Some((numbers, role, length + 3))
}

fn close(made: &mut Marked, start: usize, numbers: &[u32], role: Role) {
    let span: Range<usize> = start..made.text.len();
    for &number in numbers {
        let attribution = made.attributions.entry(number).or_default();
        let spans = match role {
            Role::Source => &mut attribution.source,
            Role::Cue => &mut attribution.cue,
            Role::Content => &mut attribution.content,
        };
        spans.push(span.clone());
    }
}
