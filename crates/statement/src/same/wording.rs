//! Statements by their words: what is printed alike is one wording.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::Printed;
use super::word::{Word, words};
use crate::statement::Form;

/// Three words in a row, each by its number.
pub(super) type Run = [u32; 3];

/// A wording, and all the statements that are copies of it.
pub(super) struct Wording {
    /// Places in the input, the earliest printed first.
    pub(super) copies: Vec<usize>,
    /// The words in their order.
    pub(super) words: Vec<Word>,
    /// The runs of three words that make it up, each once, in order.
    pub(super) runs: Vec<Run>,
    /// The runs that occur once, in order, each with the place of its first word.
    pub(super) once: Vec<(Run, usize)>,
    pub(super) is_quoted: bool,
    /// The first and the last day on which a copy was printed.
    pub(super) printed: Option<(Date, Date)>,
    pub(super) speaker: Option<String>,
    pub(super) party: Option<String>,
    pub(super) days: Option<(Date, Date)>,
}

/// Fewer words than these are told apart by the day, and are not looked for in longer wordings.
pub(super) const SHORT: usize = 5;

/// What is retold is the same only if printed within so many days.
pub(super) const WEEK: i32 = 7;

impl Wording {
    pub(super) fn is_short(&self) -> bool {
        self.words.len() < SHORT
    }
}

/// What sets a wording apart from another. One of few words also has the day of its article.
type Key<'a> = (Vec<u32>, &'a str, Form, [Option<&'a str>; 3], Option<Date>);

/// The different wordings, the earliest printed first.
pub(super) fn wordings(printed: &[Printed<'_>]) -> Vec<Wording> {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut order: Vec<usize> = (0..printed.len()).collect();
    order.sort_by_cached_key(|&it| rank(&printed[it]));
    let mut places: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let mut found: Vec<Wording> = Vec::new();
    for place in order {
        let Printed { statement, published } = printed[place];
        let words = words(&statement.words(), &mut numbers);
        let own = [&statement.speaker, &statement.party, &statement.said].map(Option::as_deref);
        let is_short = words.len() < SHORT;
        // Words without a letter are the same only as they stand.
        let raw = if words.is_empty() { statement.parts.first() } else { None };
        let raw = raw.map_or("", |it| it.words.as_str());
        let day = published.filter(|_| is_short && statement.said.is_none());
        let key = (words.iter().map(|it| it.number).collect(), raw, statement.form, own, day);
        // What is retold in the same words weeks later may be told of another day.
        let is_near = |it: &Wording| match (it.printed, published) {
            (Some((_, last)), Some(day)) if !it.is_quoted && it.days.is_none() => {
                (day - last).get_days() <= WEEK
            }
            _ => true,
        };
        if let Some(&known) = places.get(&key)
            && is_near(&found[known])
        {
            let known = &mut found[known];
            known.copies.push(place);
            known.printed = joined(known.printed, published.map(|it| (it, it)));
            continue;
        }
        places.insert(key, found.len());
        let (runs, once) = runs(&words);
        found.push(Wording {
            copies: vec![place],
            words,
            runs,
            once,
            is_quoted: statement.form != Form::Indirect,
            printed: published.map(|it| (it, it)),
            speaker: statement.speaker.clone(),
            party: statement.party.clone(),
            days: statement.said.as_deref().and_then(days),
        });
    }
    found
}

/// All runs of some words, each once; and those that occur once, with their places.
fn runs(words: &[Word]) -> (Vec<Run>, Vec<(Run, usize)>) {
    let mut all: Vec<(Run, usize)> = words
        .windows(3)
        .enumerate()
        .map(|(place, it)| ([it[0].number, it[1].number, it[2].number], place))
        .collect();
    all.sort_unstable();
    let same = all.chunk_by(|a, b| a.0 == b.0);
    let once = same.clone().filter(|it| it.len() == 1).flatten().copied().collect();
    (same.map(|it| it[0].0).collect(), once)
}

/// By what statements are ordered: when and where they are printed, and then all that is compared.
pub(super) fn rank(printed: &Printed<'_>) -> impl Ord + use<> {
    let Printed { statement, published } = printed;
    (
        published.unwrap_or(Date::MAX),
        statement.source.clone(),
        statement.span(),
        statement.form,
        [&statement.speaker, &statement.party, &statement.said].map(Clone::clone),
        statement.words(),
    )
}

/// The first and the last day of a time, as [`said`](crate::Statement::said) has it.
fn days(said: &str) -> Option<(Date, Date)> {
    let day = |it: &str| it.parse::<Date>().ok();
    if let Some((from, to)) = said.split_once('/') {
        return Some((day(from)?, day(to)?));
    }
    if let Some((year, week)) = said.split_once("-W") {
        let (year, week) = (year.parse().ok()?, week.parse().ok()?);
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
        return Some((monday, monday.checked_add(6.days()).ok()?));
    }
    match day(said) {
        Some(day) => Some((day, day)),
        None => day(&format!("{said}-01")).map(|first| (first, first.last_of_month())),
    }
}

/// From the earlier first to the later last day.
fn joined(a: Option<(Date, Date)>, b: Option<(Date, Date)>) -> Option<(Date, Date)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}
