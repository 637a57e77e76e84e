//! Transcripts: paragraphs that begin with who speaks, "MR. COSTA: The dam stays."

use super::Pass;
use crate::draft::{Draft, Saying};
use crate::passage::{Kind, Passage};
use crate::statement::Form;
use crate::sure::{Finder, Route};
use crate::who::Setting;

/// Labels of those who ask, which is no statement.
const ASKING: [&str; 7] =
    ["HOST", "INTERVIEWER", "JOURNALIST", "MODERATOR", "Q", "QUESTION", "REPORTER"];

/// For each paragraph the bytes of the label that it begins with, 0 if none, where they look like a
/// transcript: a third or more have one, three at least, and somebody speaks twice. "A:" names nobody.
pub(super) fn labels(paragraphs: &[&str]) -> Vec<usize> {
    const FEWEST: usize = 3;
    let found: Vec<Option<&str>> = paragraphs.iter().map(|it| label(it)).collect();
    let mut names: Vec<&str> = found.iter().copied().flatten().collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    let is_transcript = FEWEST <= count && paragraphs.len() <= 3 * count && names.len() < count;
    let tells = |it: &&str| is_transcript && !matches!(*it, "A" | "ANSWER");
    found.iter().map(|it| it.filter(tells).map_or(0, str::len)).collect()
}

/// The words before a colon at the start of a paragraph, if they look like a name or a post.
fn label(paragraph: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    const MOST: usize = 5;
    const SMALL: [&str; 5] = ["and", "de", "for", "of", "the"];
    let (label, rest) = paragraph.split_once(':')?;
    let is_name = |it: &str| it.starts_with(char::is_uppercase) || SMALL.contains(&it);
    let is_inner = |it: char| it.is_alphabetic() || matches!(it, ' ' | '.' | '-' | '\'' | '’');
    let is_label = label.len() <= LONGEST
        && label.starts_with(char::is_uppercase)
        && label.chars().all(is_inner)
        && label.split_whitespace().all(is_name)
        && label.split_whitespace().nth(MOST).is_none();
    let speaks = rest.starts_with(char::is_whitespace) && rest.contains(char::is_alphabetic);
    (is_label && speaks).then_some(label)
}

impl Pass<'_> {
    /// Reads a paragraph that begins with a label of some bytes: all after it is said, unless it is
    /// asked. `None` if the label does not stand apart.
    pub(super) fn read_turn(&mut self, passage: &Passage, label: usize) -> Option<Vec<Draft>> {
        let whole = passage.bytes(0..passage.items.len());
        let named = whole.start..whole.start + label;
        let colon = passage.items.iter().position(|it| named.end <= it.span.start)?;
        if colon == 0 || passage.kind(colon) != Some(Kind::Colon) {
            return None;
        }
        if ASKING.contains(&self.text[named.clone()].to_uppercase().as_str()) {
            return Some(Vec::new());
        }
        let words = &self.text[passage.items[colon].span.end..whole.end];
        let start = whole.end - words.trim_start().len();
        let (mention, cue) = (0..colon, colon..colon + 1);
        let speaker = self.speaker(passage, &mention, self.time(None));
        let (route, setting) = (Route::Reported, Setting::default());
        let saying =
            Saying { speaker, route, mention, named, cue: cue.clone(), when: None, setting };
        self.turns.clear();
        self.last = Some(saying.voice());
        let said = start..whole.end;
        let saying = Some(saying);
        Some(vec![Draft {
            spans: vec![said],
            form: Form::Direct,
            saying,
            cue,
            finder: Finder::Marks,
        }])
    }
}

#[cfg(test)]
mod tests {
    use super::labels;

    #[test]
    fn a_transcript_has_labels_and_somebody_speaks_twice() {
        let check = |paragraphs: &[&str]| labels(paragraphs);
        let turns = ["MR. COSTA: It stays.", "Q: Why?", "MR. COSTA: It is ours."];
        assert_eq!(check(&["Q: Why?", "A: It is ours.", "Q: Since when?"]), [1, 0, 1]);
        assert_eq!(check(&turns), [9, 1, 9]);
        assert_eq!(check(&[&turns[..], &["Rain fell."]].concat()), [9, 1, 9, 0]);
        assert_eq!(check(&turns[..2]), [0, 0]);
        assert_eq!(check(&["Ana Belo: Yes.", "Rui Costa: No.", "The Mayor: Why?"]), [0, 0, 0]);
        let prose =
            ["He said: it stays.", "At 18:40 it rained.", "He said: no.", "Belo:x", "A: ", ""];
        assert_eq!(check(&prose), [0; 6]);
        let long = "Rain fell. ".repeat(3);
        assert_eq!(check(&[&turns[..], &[long.as_str(); 7]].concat()), [0; 10]);
    }
}
