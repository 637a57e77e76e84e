//! A candidate on the screen.

use std::fmt::Write as _;
use std::ops::Range;

use onetext_case::{Holder, stance_needs, voice};
use onetext_statement::{Form, Statement, paragraphs};

use super::Session;
use super::candidate::{Candidate, Matter};
use super::text::Text;
use crate::door::{Door, Failure};

pub(super) const HELP: &str = "\
a  accept: it goes into statements.toml
r  reject: these words are no statement; kept in reading.toml
s  speaker: who says it
d  day: when it was said; nothing for the day of the article
i  issues, such as `dam, tolls=shared`, with the options it speaks of; `-` for none
   of an offer both branches: `dam=low if tolls=shared`
t  stance, such as `demand`
g  gist: what was said, in words of your own
p  party or post: for whom the speaker speaks; goes into case.toml
n  no speaker, no speech, no report: what reading took wrongly, here and elsewhere; into reading.toml
l  later: leave it for another time
u  undo the last key
q  quit; what was decided is written already
?  these keys
";

/// Columns that the screen is filled to.
const WIDTH: usize = 96;

impl Session {
    /// Shows the candidate at hand.
    pub(super) fn show(&self, door: &mut Door<'_>) -> Result<(), Failure> {
        let it = &self.candidates[self.place];
        let statement = &it.statement;
        let text = &self.texts[it.text];
        let (start, end) = statement.span();
        let day = text.published.map_or("no day".to_owned(), |it| it.to_string());
        let mut screen = String::new();
        let form = form_word(statement.form);
        let _ = write!(
            screen,
            "\n{} of {} · {}, {day} · {form} · bytes {start}–{end}\n\n",
            self.place + 1,
            self.candidates.len(),
            text.source,
        );
        screen.push_str(&paragraph(statement, text, door.color));
        screen.push('\n');
        for (name, value, sure) in self.fields(it) {
            let sure = sure.map_or(String::new(), |it| format!("  {}", sureness(it)));
            let _ = writeln!(screen, "  {name:<11} {}{sure}", one_line(&value));
        }
        door.err.write_all(screen.as_bytes())?;
        Ok(())
    }

    /// What is known of a candidate: name, value and how sure that is.
    fn fields(&self, it: &Candidate) -> Vec<(&'static str, String, Option<f64>)> {
        let statement = &it.statement;
        let text = &self.texts[it.text];
        let words = |span: Option<(usize, usize)>| {
            let words = text.words(span?)?;
            (!words.is_empty()).then(|| format!("“{words}”"))
        };
        let sure = &statement.confidence;
        let as_read = |same: bool, sure: Option<f64>| sure.filter(|it| same && 0.0 < *it);
        let mut fields = Vec::new();

        let speaker = it.speaker.as_deref().unwrap_or_default();
        let whom = self.whom(it).unwrap_or_else(|| "not in the case".to_owned());
        let is_read = it.speaker == statement.speaker;
        let from = words(statement.mention).filter(|_| is_read);
        let from = from.filter(|it| it.trim_matches(['“', '”']) != speaker);
        let from = from.map_or(String::new(), |it| format!(", from {it}"));
        let sure_whom = as_read(
            is_read,
            sure.party.map_or(sure.speaker, |party| Some(sure.speaker.unwrap_or(1.0).min(party))),
        );
        if speaker.is_empty() {
            fields.push(("speaker", "nobody is named; `s` says who it is".to_owned(), None));
        } else {
            fields.push(("speaker", format!("{speaker} → {whom}{from}"), sure_whom));
        }
        if let Some(holder) = &statement.holder {
            fields.push(("position of", holder.clone(), None));
        }

        let is_read = it.said == statement.said;
        let from = statement.said_words.as_ref().filter(|_| is_read && it.said.is_some());
        let from = from.map_or(String::new(), |it| format!(", from “{it}”"));
        let said = it.said.as_deref().unwrap_or("that of the article");
        fields.push(("day", format!("{said}{from}"), as_read(is_read, sure.said)));

        let matter = issues(&it.matter);
        let about = statement.about.iter().map(|it| it.confidence).reduce(f64::min);
        let is_read = it.matter == it.matter_read;
        let none = || "none".to_owned();
        fields.push(("issues", matter.unwrap_or_else(none), as_read(is_read, about)));

        let (stance, entered) = (it.stance.as_deref().unwrap_or("position"), it.stance_to_enter());
        let short = if stance == entered {
            String::new()
        } else {
            let short = match stance {
                "conditional-offer" | "only-if" => {
                    "an option of each branch is needed; `i` names them"
                }
                _ if stance_needs(stance) == Some(&["options"]) => {
                    "an option is needed; `i` names it"
                }
                _ => "not all that it needs is known",
            };
            format!(", entered as {entered}: {short}")
        };
        let sure_stance = as_read(it.stance == statement.stance, sure.stance);
        fields.push(("stance", format!("{stance}{short}"), sure_stance));
        for (name, span) in [
            ("condition", statement.condition),
            ("consequence", statement.consequence),
            ("otherwise", statement.otherwise),
        ] {
            if let Some(words) = words(span) {
                fields.push((name, words, None));
            }
        }
        let others = [&statement.venue, &statement.addressee];
        for (name, value) in ["venue", "addressee"].into_iter().zip(others) {
            if let Some(value) = value {
                fields.push((name, value.clone(), None));
            }
        }
        if statement.is_private {
            fields.push(("channel", "private".to_owned(), None));
        }
        if let Some(gist) = &it.gist {
            fields.push(("gist", gist.clone(), None));
        }
        if let Some(known) = &it.known {
            fields.push((
                "the same as",
                format!("{known} in the ledger, which gets this place too"),
                None,
            ));
        }
        for other in &it.others {
            let (start, end) = other.span();
            fields.push((
                "also in",
                format!("{}, bytes {start}–{end}: {}", other.source, other.words()),
                None,
            ));
        }
        if 0.0 < sure.words {
            fields.push(("said so", "these words, as they stand".to_owned(), Some(sure.words)));
        }
        fields
    }

    /// For whom the speaker speaks, in the case.
    fn whom(&self, it: &Candidate) -> Option<String> {
        let printed = self.texts[it.text].published.or(self.desk.case.as_of);
        let when = it.when(printed)?;
        let voice = voice(&self.desk.case, it.speaker.as_deref()?, &when)?;
        let id = self.holder_id(voice.holder)?;
        Some(if voice.is_in_post { id } else { format!("{id}, but in no post on {}", when.text) })
    }

    pub(super) fn holder_id(&self, holder: Holder) -> Option<String> {
        self.desk.case.holders().find(|it| it.0 == holder).map(|it| it.1.id.clone())
    }
}

/// Issues as they are typed, those of a condition after `if`; `None` for none.
fn issues(matter: &Matter) -> Option<String> {
    let one = |(issue, options): &(String, Vec<String>)| match &options[..] {
        [] => issue.clone(),
        options => format!("{issue}={}", options.join("|")),
    };
    let all = |it: &[(String, Vec<String>)]| it.iter().map(one).collect::<Vec<_>>().join(", ");
    match (&matter.issues[..], &matter.when[..]) {
        ([], []) => None,
        (issues, []) => Some(all(issues)),
        ([], when) => Some(format!("if {}", all(when))),
        (issues, when) => Some(format!("{} if {}", all(issues), all(when))),
    }
}

pub(super) fn form_word(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect => "indirect",
    }
}

/// A confidence as a word of ICD 203 and as a number.
fn sureness(sure: f64) -> String {
    let scale = onetext_case::ChanceScale::Icd203.words();
    let word = scale.iter().rev().find(|it| it.1 <= sure).or(scale.first());
    format!("({} {sure:.2})", word.map_or("", |it| it.0).replace('-', " "))
}

/// Words without control characters, which an article may bring, and on one line.
fn one_line(words: &str) -> String {
    harmless(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Words whose control characters do not reach the terminal.
pub(super) fn harmless(words: &str) -> String {
    words.chars().map(|it| if it.is_control() { char::REPLACEMENT_CHARACTER } else { it }).collect()
}

/// The paragraph of a statement, with its words set off.
fn paragraph(statement: &Statement, text: &Text, color: bool) -> String {
    let document = &text.document;
    let bytes = document.text.as_bytes();
    let all = paragraphs(bytes);
    let (start, end) = document.text_span(statement.span());
    let first = all.get(statement.paragraph).map_or(start, |it| it.start.min(start));
    let last = all.iter().find(|it| end <= it.end).map_or(end, |it| it.end).max(end);
    let marks = if color { ("\u{1b}[1;4m", "\u{1b}[0m") } else { ("⟦", "⟧") };
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    let mut at = first;
    for part in &statement.parts {
        let (start, end) = document.text_span(part.span);
        pieces.push((at..start, false));
        pieces.push((start..end, true));
        at = end;
    }
    pieces.push((at..last, false));
    let mut screen = Lines { text: String::from("  "), column: 2 };
    let mut is_apart = false;
    for (span, is_told) in pieces {
        let words = String::from_utf8_lossy(bytes.get(span).unwrap_or_default()).into_owned();
        is_apart |= words.starts_with(char::is_whitespace);
        let count = words.split_whitespace().count();
        for (index, word) in words.split_whitespace().enumerate() {
            let opens = if is_told && index == 0 { marks.0 } else { "" };
            let closes = if is_told && index + 1 == count { marks.1 } else { "" };
            screen.word(&format!("{opens}{}{closes}", harmless(word)), word, is_apart);
            is_apart = true;
        }
        if 0 < count {
            is_apart = words.ends_with(char::is_whitespace);
        }
    }
    screen.text.push('\n');
    screen.text
}

/// Text broken into lines between words.
struct Lines {
    text: String,
    column: usize,
}

impl Lines {
    fn word(&mut self, painted: &str, word: &str, is_apart: bool) {
        let width = word.chars().count();
        if is_apart && 2 < self.column {
            if WIDTH < self.column + 1 + width {
                self.text.push_str("\n  ");
                self.column = 2;
            } else {
                self.text.push(' ');
                self.column += 1;
            }
        }
        self.text.push_str(painted);
        self.column += width;
    }
}
