//! Entries of a live blog: the times that stand before or above them, and the days between them.

use jiff::civil::Date;

use crate::when::{self, expressions};
use crate::zone::{self, Zone};

/// What stands before or above an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub(super) words: &'a str,
    /// The day in these words, or in those above an earlier entry.
    pub(super) day: Option<Date>,
    mark: Mark,
}

/// How an entry is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// It begins with a time of day.
    Own,
    /// It stands below one, as an article of another kind may have one.
    Line,
    /// It stands below a day, above which are other entries.
    Day,
}

/// The entries so far of what may be a live blog.
#[derive(Debug, Default)]
pub(super) struct Entries<'a> {
    published: Option<Date>,
    day: Option<Date>,
    /// What stands above the next paragraph that is read.
    above: Option<Entry<'a>>,
    /// For each paragraph that is read.
    found: Vec<Option<Entry<'a>>>,
    has_any: bool,
}

impl<'a> Entries<'a> {
    pub(super) fn new(published: Option<Date>) -> Self {
        Self { published, ..Self::default() }
    }

    /// Looks at a paragraph that is not read: "18:40", "Monday, December 1", "1 December, 18.40".
    pub(super) fn pass(&mut self, zone: Zone, words: &'a str) {
        if !zone::is_time(zone, words) {
            return;
        }
        let first = words.split([' ', ',', '.']).next().unwrap_or_default().to_lowercase();
        if !first.starts_with(|it: char| it.is_ascii_digit()) && !when::is_day_word(&first) {
            // "Updated at 18:40."
            return;
        }
        let day = self.day_of(words);
        self.day = day.or(self.day);
        let mark = if words.split([' ', ',']).any(zone::is_clock) { Mark::Line } else { Mark::Day };
        if mark == Mark::Line || day.is_some() && self.has_any {
            self.above = Some(Entry { words, day: self.day, mark });
        }
    }

    /// Notes a paragraph that is read, and the time of day that it begins with.
    pub(super) fn read(&mut self, stamp: Option<&'a str>) {
        let own = stamp.map(|words| Entry { words, day: self.day, mark: Mark::Own });
        let entry = own.or(self.above.take());
        self.has_any |= entry.is_some();
        self.found.push(entry);
    }

    /// The entry that begins with each paragraph that was read.
    pub(super) fn finish(mut self) -> Vec<Option<Entry<'a>>> {
        const FEWEST: usize = 3;
        let lines = self.found.iter().flatten().filter(|it| it.mark == Mark::Line).count();
        let mut is_blog = FEWEST <= lines;
        for entry in &mut self.found {
            is_blog |= entry.is_some_and(|it| it.mark == Mark::Own);
            let counts = |it: &Entry<'_>| it.mark == Mark::Own || is_blog && it.mark == Mark::Day;
            *entry = entry.filter(|it| FEWEST <= lines || counts(it));
        }
        self.found
    }

    /// The day that a line tells, unless it is after that of publication.
    fn day_of(&self, words: &str) -> Option<Date> {
        let days = expressions(words, self.published).into_iter().find_map(|it| it.days)?;
        let is_over = self.published.is_none_or(|it| days.0 <= it);
        (days.0 == days.1 && is_over).then_some(days.0)
    }
}
