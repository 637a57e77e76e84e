//! The time of a saying whose own sentence tells none.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Pass;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::passage::Passage;
use crate::statement::Statement;
use crate::sure::Hint;
use crate::text;

/// When something was said, and how that is known.
#[derive(Clone, Debug)]
pub(super) struct Day {
    pub(super) said: String,
    /// The first and the last day.
    pub(super) days: (Date, Date),
    /// The words that it comes from.
    pub(super) words: Option<String>,
    pub(super) hint: Hint,
}

/// A time at which somebody spoke.
#[derive(Debug)]
pub(super) struct Spoke {
    paragraph: usize,
    speaker: String,
    /// `None` if it cannot be told which of several it is.
    day: Option<Day>,
}

impl Pass<'_> {
    /// When what a draft holds was said: by its own sentence; else, if somebody goes on speaking, when
    /// they spoke before, in the same paragraph or the one above; else, in a live blog, on its day.
    pub(super) fn day(&self, paragraph: usize, passage: &Passage, draft: &Draft) -> Option<Day> {
        let saying = draft.saying.as_ref()?;
        if let Some(when) = &saying.when {
            let span = passage.bytes(when.items.clone());
            let words = !when.items.is_empty();
            return Some(Day {
                said: when.said.clone(),
                days: when.days,
                words: words.then(|| text::on_one_line(&self.text[span]).into_owned()),
                hint: Hint::Own,
            });
        }
        let tense = Tense::of(passage, draft);
        let goes_on =
            |it: &&Spoke| paragraph <= it.paragraph + 1 && it.speaker == saying.speaker.name;
        let is_known = saying.speaker.is_person || saying.speaker.entry.is_some();
        let before = self.spoke.iter().rev().find(goes_on).and_then(|it| it.day.clone());
        let before = before.filter(|it| {
            is_known && self.is_news(it) && tense != Tense::Perfect && !has_time(passage, draft)
        });
        let before = before.map(|it| Day { hint: Hint::Before, ..it });
        before.or_else(|| self.stamp.clone().filter(|_| tense != Tense::Past))
    }

    /// Whether a day is so near to that of publication that more is told of it than one saying.
    fn is_news(&self, day: &Day) -> bool {
        const DAYS: i32 = 7;
        let first = day.days.0.saturating_add(DAYS.days());
        self.article.published.is_none_or(|it| it <= first)
    }

    /// Notes when somebody spoke, for what they say next.
    pub(super) fn note_day(
        &mut self,
        passage: &Passage,
        draft: &Draft,
        statement: &Statement,
        day: Option<Day>,
    ) {
        self.spoke.retain(|it| statement.paragraph <= it.paragraph + 1);
        let day = day.filter(|it| it.days.0 == it.days.1 && it.hint != Hint::Stamp);
        if let Some(speaker) = &statement.speaker
            && (day.is_some() || has_time(passage, draft))
        {
            let (paragraph, speaker) = (statement.paragraph, speaker.clone());
            self.spoke.push(Spoke { paragraph, speaker, day });
        }
    }

    /// Takes the time of day before a paragraph for the stamp of an entry of a live blog, which lasts
    /// until the next one.
    pub(super) fn note_stamp(&mut self, stamp: &str) {
        if let Some(published) = self.article.published {
            self.stamp = Some(Day {
                said: published.to_string(),
                days: (published, published),
                words: Some(stamp.to_owned()),
                hint: Hint::Stamp,
            });
        }
    }
}

/// Whether the sentence that reports has words for a time, whatever they are about.
fn has_time(passage: &Passage, draft: &Draft) -> bool {
    let at = draft.cue.start;
    let sentence = passage.sentences.iter().find(|it| it.contains(&at) && !draft.cue.is_empty());
    sentence.is_some_and(|it| {
        it.clone().any(|at| passage.has(at, Facts::TIME) || passage.lower(at) == "now")
    })
}

/// The time of day at the start of some words, if a sentence begins after it: "9:05", "18.40 GMT",
/// "10:15am".
pub(super) fn stamp(words: &str) -> Option<&str> {
    const AFTER: [&str; 12] =
        ["a.m.", "p.m.", "am", "pm", "h", "GMT", "UTC", "BST", "CET", "CEST", "ET", "EST"];
    let (clock, mut rest) = words.split_once(char::is_whitespace)?;
    let bare = clock.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let (hour, minute) = bare.split_once([':', '.'])?;
    let is_number = |it: &str, most: u8| it.parse::<u8>().is_ok_and(|it| it <= most);
    let is_clock = is_number(hour, 24) && minute.len() == 2 && is_number(minute, 59);
    if !is_clock || !["", "am", "pm", "h"].contains(&&clock[bare.len()..]) {
        return None;
    }
    let mut stamp = clock;
    while let Some((word, others)) = rest.split_once(char::is_whitespace)
        && AFTER.contains(&word)
    {
        stamp = &words[..words.len() - others.len()];
        rest = others;
    }
    rest.trim_start().starts_with(|it: char| !it.is_lowercase()).then_some(stamp.trim_end())
}

/// The place, day and agency before the first sentence of a report, with the dash after them:
/// "GENEVA, May 3 (Reuters) - ", "PORTO – ".
pub(super) fn dateline(words: &str) -> Option<&str> {
    const LONGEST: usize = 70;
    let head = &words[..words.floor_char_boundary(LONGEST)];
    let dashes = [" - ", " – ", " — "];
    let (at, dash) = dashes.iter().filter_map(|it| Some((head.find(it)?, it.len()))).min()?;
    let (place, rest) = (&head[..at], words[at + dash..].trim_start());
    let is_loud = |it: &str| 2 < it.len() && !it.contains(char::is_lowercase);
    let is_small = |it: &str| it.starts_with(char::is_lowercase);
    let tells = place.ends_with(')') || place.split([' ', ',']).next().is_some_and(is_loud);
    let begins = rest.starts_with(|it: char| !it.is_lowercase() && !it.is_whitespace());
    (tells && begins && place.starts_with(char::is_uppercase) && !place.split(' ').any(is_small))
        .then(|| &words[..at + dash])
}

/// The tense of what reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tense {
    Present,
    /// "Has said", "had always said".
    Perfect,
    Past,
}

impl Tense {
    /// Of the words that report in a draft; past where there are none.
    fn of(passage: &Passage, draft: &Draft) -> Self {
        let has = |at: usize| matches!(passage.stem(at), "has" | "have" | "had");
        let cue = draft.cue.clone();
        let is_adverb = |at: &usize| passage.has(*at, Facts::ADVERB);
        let before = (0..cue.start).rev().find(|it| !is_adverb(it));
        if cue.clone().any(has) || before.is_some_and(has) && !cue.is_empty() {
            return Self::Perfect;
        }
        let is_present = |at: usize| {
            let word = passage.lower(at);
            word.ends_with('s') && !word.ends_with("ss") && passage.facts(at).verb.is_some()
        };
        if cue.clone().any(is_present) { Self::Present } else { Self::Past }
    }
}

#[cfg(test)]
mod tests {
    use super::{dateline, stamp};

    #[test]
    fn a_place_before_a_report_is_a_dateline() {
        for (words, found) in [
            ("GENEVA, May 3 (Reuters) - Ana Belo spoke.", "GENEVA, May 3 (Reuters) - "),
            ("PORTO – “We stay,” she said.", "PORTO – "),
            ("Geneva, 3 May (AFP) — The minister spoke.", "Geneva, 3 May (AFP) — "),
        ] {
            assert_eq!(dateline(words), Some(found), "{words}");
        }
        for words in [
            "",
            "NATO – the alliance – said no.",
            "Belo - Costa said no.",
            "The GATE (old) - It fell.",
            "GENEVA - ",
            "é – É",
        ] {
            assert_eq!(dateline(words).filter(|_| !words.starts_with("The")), None, "{words}");
        }
    }

    #[test]
    fn a_time_of_day_before_a_sentence_is_a_stamp() {
        for (words, found) in [
            ("18:40 Belo speaks.", "18:40"),
            ("7.05 “We stay,” says Belo.", "7.05"),
            ("10:45 a.m. ET The talks begin.", "10:45 a.m. ET"),
            ("9:30pm – Rain.", "9:30pm"),
        ] {
            assert_eq!(stamp(words), Some(found), "{words}");
        }
        for words in [
            "",
            "18:40",
            "25:10 Belo",
            "12:75 Belo",
            "18:4 Belo",
            "12:30 is when talks begin.",
            "3.14 Belo x",
            "1.25m People",
            "é:10 Belo",
            "10:00 ",
            "10:15xx Belo",
        ] {
            assert_eq!(stamp(words).filter(|it| *it != "3.14"), None, "{words}");
        }
    }
}
