//! Entries of a live blog: the times that stand before or above them, and the days between them.

use jiff::civil::Date;

use crate::when::expressions;
use crate::word;
use crate::zone::{self, Zone};

/// What stands before or above an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub(super) words: &'a str,
    /// The day in these words, or in those above an earlier entry.
    pub(super) day: Option<Date>,
    /// Whether it is a time of day in a line of its own, as an article of another kind may have once.
    is_line: bool,
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
}

impl<'a> Entries<'a> {
    pub(super) fn new(published: Option<Date>) -> Self {
        Self { published, ..Self::default() }
    }

    /// Looks at a paragraph that is not read: "18:40", "Monday, December 1", "1 December, 18.40".
    pub(super) fn pass(&mut self, zone: Zone, words: &'a str) {
        if zone != Zone::Timestamp && !zone::is_clock(words) {
            return;
        }
        let first = words.split([' ', ',']).next().unwrap_or_default().to_lowercase();
        let is_day = word::WEEKDAYS.contains(&&*first) || word::MONTHS.contains(&&*first);
        if !is_day && !first.starts_with(|it: char| it.is_ascii_digit()) {
            // "Updated at 18:40."
            return;
        }
        let day = self.day_of(words);
        self.day = day.or(self.day);
        let is_line = words.split([' ', ',']).any(zone::is_clock);
        let goes_on = day.is_some() && self.found.iter().any(Option::is_some);
        if is_line || goes_on {
            self.above = Some(Entry { words, day: self.day, is_line });
        }
    }

    /// Notes a paragraph that is read, and the time of day that it begins with.
    pub(super) fn read(&mut self, stamp: Option<&'a str>) {
        let own = stamp.map(|words| Entry { words, day: self.day, is_line: false });
        self.found.push(own.or(self.above));
        self.above = None;
    }

    /// The entry that begins with each paragraph that was read.
    pub(super) fn finish(mut self) -> Vec<Option<Entry<'a>>> {
        const FEWEST: usize = 3;
        let is_line = |it: &Option<Entry<'_>>| it.is_some_and(|it| it.is_line);
        if self.found.iter().filter(|it| is_line(it)).count() < FEWEST {
            self.found.iter_mut().filter(|it| is_line(it)).for_each(|it| *it = None);
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
