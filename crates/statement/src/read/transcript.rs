//! Transcripts and interviews: paragraphs that begin with who speaks, "MR. COSTA: The dam stays."

use std::collections::BTreeMap;

use super::Pass;
use crate::draft::{Draft, Saying, Voice};
use crate::passage::{Kind, Passage};
use crate::statement::Form;
use crate::sure::{Finder, Route};
use crate::who::Names;

/// What a paragraph of a transcript is, and the bytes of the label that it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speech {
    /// No part of it.
    Other,
    /// A question, which is no statement.
    Asked,
    /// What somebody says.
    Told(usize),
    /// What the one says who is interviewed.
    Answer(usize),
    /// The one before goes on.
    More,
}

/// Labels of those who ask.
const ASKING: [&str; 7] =
    ["HOST", "INTERVIEWER", "JOURNALIST", "MODERATOR", "Q", "QUESTION", "REPORTER"];

/// Labels of the one who is asked.
const ASKED: [&str; 2] = ["A", "ANSWER"];

/// Labels of something else than speech.
const OTHERS: [&str; 25] = [
    "ANALYSIS",
    "BACKGROUND",
    "CAPTION",
    "CONTEXT",
    "CORRECTION",
    "DATE",
    "EDITOR'S NOTE",
    "EDITORS' NOTE",
    "FACT",
    "HOW",
    "LOCATION",
    "NOTE",
    "NOTES",
    "PHOTO",
    "PICTURE",
    "PLACE",
    "RESULT",
    "SOURCE",
    "SUMMARY",
    "TIME",
    "UPDATE",
    "VIDEO",
    "WARNING",
    "WHAT",
    "WHY",
];

/// What each paragraph is. They are a transcript if a third or more have a label, three at least, and
/// somebody speaks twice; or if there are two questions. Where there are questions, paragraphs without a label
/// go on with the answer before them if another label follows.
pub(super) fn speeches(paragraphs: &[&str]) -> Vec<Speech> {
    const FEWEST: usize = 3;
    let labels: Vec<Option<&str>> = paragraphs.iter().map(|it| label(it)).collect();
    // How many turns each has, and how many end with a question.
    let mut turns: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (label, paragraph) in labels.iter().zip(paragraphs) {
        let Some(label) = label else { continue };
        let (all, questions) = turns.entry(label).or_default();
        *all += 1;
        *questions += usize::from(paragraph.trim_end().ends_with('?') && !paragraph.contains(". "));
    }
    let count: usize = turns.values().map(|it| it.0).sum();
    let asks = |label: &str| {
        let only_asks = turns.get(label).is_some_and(|it| 2 <= it.0 && it.0 == it.1);
        // "UNIDENTIFIED REPORTER (Courier)".
        let last = name(label).rsplit(' ').next().unwrap_or_default();
        is_one(label, &ASKING) || 1 < last.len() && is_one(last, &ASKING) || only_asks
    };
    let questions = labels.iter().flatten().filter(|it| asks(it)).count();
    let is_dense = paragraphs.len() <= 3 * count;
    if count < FEWEST || turns.len() == count || !is_dense && questions < 2 {
        return vec![Speech::Other; paragraphs.len()];
    }
    let last = labels.iter().rposition(Option::is_some).unwrap_or(0);
    let mut speaks = false;
    let mut found = Vec::with_capacity(paragraphs.len());
    for (at, (label, paragraph)) in labels.iter().zip(paragraphs).enumerate() {
        let goes_on = 2 <= questions && at < last && !paragraph.starts_with(['[', '(']);
        let speech = match label {
            Some(label) if asks(label) => Speech::Asked,
            Some(label) if is_one(label, &ASKED) => Speech::Answer(label.len()),
            Some(label) => Speech::Told(label.len()),
            None if speaks && goes_on => Speech::More,
            None => Speech::Other,
        };
        speaks = match speech {
            Speech::Asked => false,
            Speech::Told(_) | Speech::Answer(_) => true,
            Speech::More | Speech::Other => speaks,
        };
        found.push(speech);
    }
    found
}

/// The words before a colon at the start of a paragraph, if they look like a name or a post.
fn label(paragraph: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    const MOST: usize = 5;
    const SMALL: [&str; 5] = ["and", "de", "for", "of", "the"];
    // "Q. Why?"
    if let Some(letter) = ["Q. ", "A. "].iter().find(|it| paragraph.starts_with(**it)) {
        return Some(&paragraph[..letter.len() - 1]);
    }
    let (label, rest) = paragraph.split_once(':')?;
    let is_name = |it: &str| it.starts_with(char::is_uppercase) || SMALL.contains(&it);
    let is_inner = |it: char| it.is_alphabetic() || matches!(it, ' ' | '.' | '-' | '\'' | '’');
    // "JOURNALIST (Valley Courier)".
    let name = label.split_once(" (").filter(|it| it.1.ends_with(')')).map_or(label, |it| it.0);
    let is_label = label.len() <= LONGEST
        && name.starts_with(char::is_uppercase)
        && name.chars().all(is_inner)
        && name.split_whitespace().all(is_name)
        && name.split_whitespace().nth(MOST).is_none();
    let speaks = rest.starts_with(char::is_whitespace) && rest.contains(char::is_alphabetic);
    (is_label && speaks && !is_one(name, &OTHERS)).then_some(label)
}

/// A label without what stands in parentheses.
fn name(label: &str) -> &str {
    label.split(" (").next().unwrap_or_default()
}

/// Whether a label, but for what stands in parentheses and a stop, is one of some.
fn is_one(label: &str, labels: &[&str]) -> bool {
    let name = name(label).trim_end_matches('.');
    labels.contains(&&*name.to_uppercase().replace('’', "'"))
}

/// The one who answers in an interview, by what stands above its first turn: the person most spoken
/// of there, if it says that there is an interview.
pub(super) fn interviewed(
    text: &str,
    names: &Names<'_>,
    passages: &[(usize, Passage<'_>)],
    speeches: &[Speech],
) -> Option<Voice> {
    const SIGNS: [&str; 9] = [
        "answered",
        "answers",
        "conversation",
        "interview",
        "sat down with",
        "spoke to",
        "spoke with",
        "talked to",
        "talked with",
    ];
    let first = speeches.iter().position(|it| *it != Speech::Other)?;
    if !speeches.iter().any(|it| matches!(it, Speech::Answer(_))) {
        return None;
    }
    let turn = passages[first].1.bytes(0..0).start;
    let above = text[..turn].to_lowercase();
    let is_interview = SIGNS.iter().any(|it| above.contains(it));
    is_interview.then(|| names.most_spoken_of(turn)).flatten()
}

impl Pass<'_> {
    /// Reads a paragraph of a transcript: all after its label is said. `None` if it is to be read as
    /// any other, as is what answers when nobody is known to.
    pub(super) fn read_speech(&mut self, passage: &Passage, speech: Speech) -> Option<Vec<Draft>> {
        let label = match speech {
            Speech::Other => return None,
            Speech::Asked => {
                self.speaking = None;
                return Some(Vec::new());
            }
            Speech::More => 0,
            Speech::Told(label) | Speech::Answer(label) => label,
        };
        let before = self.speaking.take();
        let whole = passage.bytes(0..passage.items.len());
        let named = whole.start..whole.start + label;
        // What stands after the label and its colon, if there is one.
        let colon = passage.items.iter().position(|it| named.end <= it.span.start)?;
        let (mut cue, mut start) = (0..0, whole.start);
        if self.text[named.clone()].ends_with('.') {
            start = whole.end - self.text[named.end..whole.end].trim_start().len();
        } else if 0 < label {
            if passage.kind(colon) != Some(Kind::Colon) {
                return None;
            }
            let words = &self.text[passage.items[colon].span.end..whole.end];
            (cue, start) = (colon..colon + 1, whole.end - words.trim_start().len());
        }
        let mut saying = match speech {
            Speech::Told(_) => {
                let mention = 0..colon;
                let speaker = self.speaker(passage, &mention, self.time(None));
                let voice = (speaker, named);
                Saying { mention, ..Saying::of(voice, Route::Reported) }
            }
            Speech::Answer(_) => Saying::of(self.interviewed.clone()?, Route::Earlier),
            _ => Saying::of(before?, Route::Earlier),
        };
        saying.cue = cue.clone();
        self.turns.clear();
        self.last = Some(saying.voice());
        self.speaking.clone_from(&self.last);
        let (said, form, finder) = (start..whole.end, Form::Direct, Finder::Marks);
        Some(vec![Draft { spans: vec![said], form, saying: Some(saying), cue, finder }])
    }
}

#[cfg(test)]
mod tests {
    use super::Speech::{self, Answer, Asked, More, Told};
    use super::speeches;

    #[test]
    fn a_transcript_has_labels_and_somebody_speaks_twice() {
        let check = |paragraphs: &[&str]| speeches(paragraphs);
        let turns = ["MR. COSTA: It stays.", "Q: Why?", "MR. COSTA: It is ours."];
        assert_eq!(
            check(&["Q: Why?", "A: It is ours.", "Q: Since when?"]),
            [Asked, Answer(1), Asked]
        );
        assert_eq!(check(&turns), [Told(9), Asked, Told(9)]);
        assert_eq!(
            check(&[&turns[..], &["Rain fell."]].concat()),
            [Told(9), Asked, Told(9), Speech::Other]
        );
        assert_eq!(check(&turns[..2]), [Speech::Other, Speech::Other]);
        assert_eq!(
            check(&["Ana Belo: Yes.", "Rui Costa: No.", "The Mayor: Why?"]),
            [Speech::Other, Speech::Other, Speech::Other]
        );
        let prose =
            ["He said: it stays.", "At 18:40 it rained.", "He said: no.", "Belo:x", "A: ", ""];
        assert_eq!(check(&prose), [Speech::Other; 6]);
        let long = "Rain fell. ".repeat(3);
        assert_eq!(check(&[&turns[..], &[long.as_str(); 7]].concat()), [Speech::Other; 10]);
        let notes = ["Note: it rains.", "Warning: it floods.", "Note: it rains."];
        assert_eq!(check(&notes), [Speech::Other; 3]);
    }

    #[test]
    fn answers_go_on_between_questions() {
        let long = ["It is old.", "(Laughter.)", "It is ours."];
        let found = speeches(
            &[
                &["Rain fell."],
                &["Q: Why?", "A: It stays."][..],
                &long,
                &["Q: When?", "A: Now."],
                &long,
            ]
            .concat(),
        );
        assert_eq!(
            found,
            [
                Speech::Other,
                Asked,
                Answer(1),
                More,
                Speech::Other,
                More,
                Asked,
                Answer(1),
                Speech::Other,
                Speech::Other,
                Speech::Other
            ]
        );
        let found = speeches(&["Q. Why?", "A. It stays.", "UNKNOWN REPORTER: Why?", "Q. When?"]);
        assert_eq!(found, [Asked, Answer(2), Asked, Asked]);
        // Whoever only asks is not interviewed.
        let named = ["Lima: Why?", "Belo: It stays.", "Lima: Since when?", "Belo: Always?"];
        assert_eq!(speeches(&named), [Asked, Told(4), Asked, Told(4)]);
    }
}
