//! Times in the words of a text: what "on Monday" means in an article of a certain day.
//!
//! A time is read around its head, the word that makes it one: "Monday", "week", a number. All
//! other words are dismissed by their first three letters.

mod calendar;
mod range;
mod relative;
mod tense;
mod time;
mod words;
mod year;

use std::ops::Range;

use jiff::civil::Date;

use self::tense::Tense;
use self::time::Time;
use self::words::{Head, Words, head};
use crate::passage::{Item, Kind, Passage, split_words};

/// A time in the words of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// The first byte of its words, and the one after the last.
    pub span: (usize, usize),
    /// A day, an ISO week such as `2025-W48`, a month or an interval such as
    /// `2025-11-29/2025-11-30`, which years, seasons and quarters are too. `None` where neither
    /// the text nor the day of publication tells.
    pub value: Option<String>,
    /// The first and the last day of the value.
    pub days: Option<(Date, Date)>,
}

/// The times in a text that was published on a day, in order and apart.
///
/// Weekdays and months without a year are the last ones, unless the words look ahead, as "will
/// meet on Monday", "by Monday" and "next Monday" do. "The following day" is counted from the time
/// before it in the sentence, or in the sentence before. Nothing comes from the clock: without the
/// day of publication, what is told from it stays without a value. Lengths of time, hours, ages,
/// habits and names such as "Black Friday" are no times, nor are numbers such as 03/04/2025 of
/// which day and month might be exchanged. Seasons are those of the northern half of the world, in
/// whole months.
///
/// # Cost
///
/// Linear in the length of the text.
///
/// # Source
///
/// Own rules. What a time is, and which of its words belong to it, follows J. Pustejovsky, R.
/// Ingria, R. Saurí and others, "The Specification Language `TimeML`" (2005), but for hours, lengths
/// and sets.
///
/// # Examples
///
/// ```
/// use onetext_statement::expressions;
///
/// let published = Some(jiff::civil::date(2025, 12, 2));
/// let found = expressions("Belo said on Monday that they will meet on Friday.", published);
/// assert_eq!(found[0].value.as_deref(), Some("2025-12-01"));
/// assert_eq!(found[1].value.as_deref(), Some("2025-12-05"));
/// ```
pub fn expressions(text: &str, published: Option<Date>) -> Vec<Expression> {
    let lower = text.to_ascii_lowercase();
    let mut items = Vec::new();
    split_words(text, &lower, 0, &mut items);
    let mut scan = Scan::new(&items, 0, published);
    let mut found = Vec::new();
    while let Some(it) = scan.next(items.len()) {
        let start = items.get(it.items.start).map_or(0, |it| it.span.start);
        let last = it.items.end.saturating_sub(1);
        found.push(Expression {
            span: (start, items.get(last).map_or(start, |it| it.span.end)),
            value: it.time.and_then(Time::name),
            days: it.time.and_then(Time::days),
        });
    }
    found
}

/// A time of saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When {
    /// As in [`Statement::said`](crate::Statement::said).
    pub(crate) said: String,
    /// The first and the last day.
    pub(crate) days: (Date, Date),
    /// The items it was read from.
    pub(crate) items: Range<usize>,
}

/// The first time in a range of items that is known and had begun when the article was published.
pub(crate) fn find(
    passage: &Passage,
    range: Range<usize>,
    published: Option<Date>,
) -> Option<When> {
    // Far enough back for the time from which "the following day" is counted.
    const BACK: usize = 40;
    let items = passage.items.as_slice();
    let heads = |item: &Item<'_>| head(&item.lower).is_some();
    if !items.get(range.clone()).is_some_and(|it| it.iter().any(heads)) {
        return None;
    }
    let mut scan = Scan::new(items, range.start.saturating_sub(BACK), published);
    scan.is_saying = true;
    while let Some(found) = scan.next(range.end) {
        if found.items.start < range.start || range.end < found.items.end {
            continue;
        }
        let Some((said, days)) = found.time.and_then(|it| Some((it.name()?, it.days()?))) else {
            continue;
        };
        if published.is_some_and(|it| it < days.0) {
            continue;
        }
        let mut start = found.items.start;
        while range.start < start && leads(passage.lower(start - 1)) {
            start -= 1;
        }
        return Some(When { said, days, items: start..found.items.end });
    }
    None
}

/// The place after the time that words begin with, be its day known or not: "on Monday", "two days
/// earlier".
pub(crate) fn leading(passage: &Passage, at: usize) -> Option<usize> {
    const WORDS: usize = 6;
    let first = (at..at + WORDS).find(|&it| !leads(passage.lower(it))).unwrap_or(at);
    let mut scan = Scan::new(&passage.items, at, None);
    scan.next(at + WORDS).map(|it| it.items).filter(|it| it.start <= first).map(|it| it.end)
}

/// Whether a word is a weekday or a month, in full or abbreviated.
pub(crate) fn is_day_word(lower: &str) -> bool {
    matches!(head(lower), Some(Head::Weekday(_) | Head::Month(_)))
}

/// Whether the stroke of a date stands at a place: "21/11/2025".
pub(crate) fn is_stroke(passage: &Passage, at: usize) -> bool {
    let is_number = |at: usize| passage.lower(at).starts_with(|it: char| it.is_ascii_digit());
    passage.kind(at) == Some(Kind::Other) && is_number(at.wrapping_sub(1)) && is_number(at + 1)
}

/// Whether a word belongs to the time after it, as in "earlier on Monday".
fn leads(word: &str) -> bool {
    matches!(word, "on" | "in" | "over" | "during" | "the" | "earlier" | "late" | "early")
}

/// What a time was read from besides its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basis {
    /// Nothing: the year is written.
    Written,
    /// The year is not written.
    Yearless,
    /// It is a weekday.
    Weekday,
    Other,
}

/// A time and where it stands.
struct Found {
    items: Range<usize>,
    time: Option<Time>,
    basis: Basis,
}

/// What can be seen from a place in a text.
#[derive(Clone, Copy)]
struct Sight<'a> {
    words: Words<'a>,
    published: Option<Date>,
    /// Whether a time of saying is looked for, which is over.
    is_saying: bool,
    /// The place after the time before.
    floor: usize,
    /// The time before, from which others may be counted.
    anchor: Option<Time>,
    /// Whether the time before is a year.
    follows_year: bool,
}

impl Sight<'_> {
    /// Where the words before a time look.
    fn tense(&self, start: usize) -> Tense {
        tense::tense(self.words, start)
    }

    /// What is told from the day of publication: nothing without it, and no time at all where the
    /// calendar ends.
    #[expect(clippy::option_option, reason = "undated is another thing than no time")]
    fn since_today(&self, time: impl FnOnce(Date) -> Option<Time>) -> Option<Option<Time>> {
        match self.published {
            Some(today) => time(today).map(Some),
            None => Some(None),
        }
    }
}

/// The times in some items, one after the other.
struct Scan<'a> {
    words: Words<'a>,
    published: Option<Date>,
    is_saying: bool,
    at: usize,
    floor: usize,
    last: Option<(Time, usize)>,
}

impl<'a> Scan<'a> {
    fn new(items: &'a [Item<'a>], at: usize, published: Option<Date>) -> Self {
        let words = Words { items };
        Self { words, published, is_saying: false, at, floor: at, last: None }
    }

    /// The next time whose head stands before an end.
    fn next(&mut self, end: usize) -> Option<Found> {
        while self.at < end.min(self.words.items.len()) {
            let at = self.at;
            self.at += 1;
            if head(self.words.lower(at)).is_none() {
                continue;
            }
            let sight = Sight {
                words: self.words,
                published: self.published,
                is_saying: self.is_saying,
                floor: self.floor,
                anchor: self.anchor(at),
                follows_year: matches!(self.last, Some((Time::Year(_), _))),
            };
            let found = read(&sight, at).map(|it| range::extend(&sight, it));
            if let Some(found) = found.filter(|it| self.floor <= it.items.start) {
                self.at = found.items.end.max(self.at);
                self.floor = self.at;
                self.last = found.time.map(|it| (it, self.at)).or(self.last);
                return Some(found);
            }
        }
        None
    }

    /// The time before, if it is in the same sentence or in the one before.
    fn anchor(&self, at: usize) -> Option<Time> {
        const NEAR: usize = 60;
        let (time, end) = self.last?;
        let is_near = at.saturating_sub(end) <= NEAR;
        let stops = || (end..at).filter(|&it| self.words.kind(it) == Some(Kind::Stop)).count();
        (is_near && stops() <= 1).then_some(time)
    }
}

/// The time around a head.
fn read(sight: &Sight<'_>, at: usize) -> Option<Found> {
    match head(sight.words.lower(at))? {
        Head::Near(shift) => relative::from_near(sight, at, shift),
        Head::Weekday(number) => relative::from_weekday(sight, at, number),
        Head::Month(number) => calendar::from_month(sight, at, number),
        Head::Mid => calendar::from_mid(sight, at),
        Head::Number => calendar::from_digits(sight, at)
            .or_else(|| calendar::from_day(sight, at))
            .or_else(|| year::from_number(sight, at)),
        Head::Unit(unit, number) => relative::from_unit(sight, at, unit, number),
        Head::Weekend => relative::from_weekend(sight, at),
        Head::Season(first) => year::from_season(sight, at, first),
        Head::Quarter => year::from_quarter(sight, at),
        Head::Numbered(number) => year::from_numbered(sight, at, number),
        Head::Half => year::from_half(sight, at),
        Head::Part => relative::from_part(sight, at),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use jiff::civil::date;

    use super::find;
    use crate::passage::Passage;

    /// Read as if published on Tuesday, 2 December 2025, and without a day.
    fn check(text: &str) -> String {
        let lower = text.to_ascii_lowercase();
        let passage = Passage::new(text, &lower, 0..text.len(), false);
        let shown = [Some(date(2025, 12, 2)), None].map(|published| {
            let found = find(&passage, 0..passage.items.len(), published);
            found.map_or("-".to_owned(), |it| {
                format!("{} ({})", it.said, &text[passage.bytes(it.items)])
            })
        });
        shown.join("; ")
    }

    #[test]
    fn weekdays_are_the_last_at_or_before_publication() {
        assert_snapshot!(check("on Monday"), @"2025-12-01 (on Monday); -");
        assert_snapshot!(check("on Tuesday"), @"2025-12-02 (on Tuesday); -");
        assert_snapshot!(check("on Wednesday"), @"2025-11-26 (on Wednesday); -");
        assert_snapshot!(check("last Tuesday"), @"2025-11-25 (last Tuesday); -");
    }

    #[test]
    fn weeks_months_and_years_look_back() {
        assert_snapshot!(check("last week"), @"2025-W48 (last week); -");
        assert_snapshot!(check("earlier this week"), @"2025-W49 (earlier this week); -");
        assert_snapshot!(check("over the weekend"), @"2025-11-29/2025-11-30 (over the weekend); -");
        assert_snapshot!(check("last month"), @"2025-11 (last month); -");
        assert_snapshot!(check("in September"), @"2025-09 (in September); -");
        assert_snapshot!(check("in December"), @"2025-12 (in December); -");
        assert_snapshot!(check("last year"), @"2024-01-01/2024-12-31 (last year); -");
        assert_snapshot!(check("two weeks ago"), @"2025-W47 (two weeks ago); -");
    }

    #[test]
    fn a_full_date_needs_no_publication_day() {
        assert_snapshot!(check("on Nov. 21"), @"2025-11-21 (on Nov. 21); -");
        assert_snapshot!(check("on 21 December"), @"2024-12-21 (on 21 December); -");
        let found = check("on November 21, 2023,");
        assert_snapshot!(found, @"2023-11-21 (on November 21, 2023); 2023-11-21 (on November 21, 2023)");
        assert_snapshot!(check("in May 2020"), @"2020-05 (in May 2020); 2020-05 (in May 2020)");
    }

    #[test]
    fn other_words_date_nothing() {
        assert_snapshot!(check("they may march on the second floor of room 2014"), @"-; -");
        assert_snapshot!(check("on February 31"), @"-; -");
    }
}
