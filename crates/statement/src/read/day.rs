//! The time of a saying whose own sentence tells none.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Pass;
use super::entry::Entry;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::passage::Passage;
use crate::statement::Statement;
use crate::sure::Hint;
use crate::text;
use crate::when;

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
            let words = self.printed(passage, &when.items);
            return Some(Day { said: when.said.clone(), days: when.days, words, hint: Hint::Own });
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

    /// Begins an entry of a live blog, which lasts until the next one: of the day that stands above it,
    /// else of that of publication.
    pub(super) fn note_entry(&mut self, entry: Entry<'_>) {
        self.stamp = entry.day.or(self.article.published).map(|day| Day {
            said: day.to_string(),
            days: (day, day),
            words: Some(text::on_one_line(entry.words).into_owned()),
            hint: Hint::Stamp,
        });
    }
}

/// Whether the sentence that reports has words for a time, whatever they are about; those of a time that
/// is counted, such as "two days earlier", at its start or after the words that report.
fn has_time(passage: &Passage, draft: &Draft) -> bool {
    let at = draft.cue.start;
    if draft.cue.is_empty() {
        return false;
    }
    passage.sentence(at).is_some_and(|it| {
        let is_time = |at: usize| passage.has(at, Facts::TIME) || passage.lower(at) == "now";
        let counted = [it.start, draft.cue.end];
        it.clone().any(is_time) || counted.iter().any(|&it| when::leading(passage, it).is_some())
    })
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
