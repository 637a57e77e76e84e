//! Which option of an issue words mean.

use crate::about::stem::{Stem, is_unit, stems};
use crate::topic::Topic;

/// The options of an issue, made ready to be told apart.
#[derive(Clone, Debug)]
pub(super) struct Options {
    options: Vec<Choice>,
    /// Stems of the issue that "no" before them denies: "no wall".
    denied: Vec<String>,
}

#[derive(Clone, Debug)]
struct Choice {
    id: String,
    numbers: Vec<String>,
    /// Stems after its numbers.
    units: Vec<String>,
    /// Stems that no other option of the issue has, nor any other issue unless `is_shared`.
    own: Vec<String>,
    /// Whether other issues have them all.
    is_shared: bool,
    /// Whether it says "no" or "none".
    is_negative: bool,
}

impl Options {
    /// `elsewhere` tells how many other issues have a stem.
    pub(super) fn new(topic: &Topic, elsewhere: impl Fn(&str) -> usize) -> Self {
        let keywords: Vec<String> = topic
            .keywords
            .iter()
            .map(|it| stems(it))
            .filter(|it| it.len() == 1)
            .flat_map(|it| it.into_iter().map(|it| it.stem))
            .collect();
        let texts: Vec<Vec<Stem>> = topic.options.iter().map(|(_, text)| stems(text)).collect();
        let options = topic.options.iter().enumerate().map(|(number, (id, _))| {
            let others = |stem: &str| {
                let other = |(it, words): (usize, &Vec<Stem>)| {
                    it != number && words.iter().any(|it| it.stem == stem)
                };
                texts.iter().enumerate().any(other)
            };
            let words = &texts[number];
            let is_negative = words.iter().any(|it| is_denial(&it.stem));
            let mut own: Vec<String> = words
                .iter()
                .filter(|it| it.is_content && !is_number(&it.stem))
                .filter(|it| !others(&it.stem))
                .map(|it| it.stem.clone())
                .collect();
            own.sort_unstable();
            own.dedup();
            // What another issue has tells no option, nor what this one is called by, unless it is all
            // that an option has; what three issues have, such as the name of a party, never does.
            let is_shared = own.iter().all(|it| 0 < elsewhere(it));
            own.retain(|it| elsewhere(it) <= usize::from(is_shared));
            let is_telling = |it: &String| !keywords.contains(it);
            if is_negative || is_shared || own.iter().any(is_telling) {
                own.retain(is_telling);
            }
            let numbers: Vec<String> =
                words.iter().filter(|it| is_number(&it.stem)).map(|it| it.stem.clone()).collect();
            let units = words
                .windows(2)
                .filter(|pair| is_number(&pair[0].stem))
                .map(|pair| pair[1].stem.clone())
                .collect();
            Choice { id: id.clone(), numbers, units, own, is_shared, is_negative }
        });
        let mut denied: Vec<String> = texts
            .iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .into_iter()
            .chain(topic.keywords.iter().flat_map(|it| stems(it)))
            .filter(|it| it.is_content && !is_number(&it.stem))
            .map(|it| it.stem)
            .collect();
        denied.sort_unstable();
        denied.dedup();
        Self { options: options.collect(), denied }
    }

    /// The id of the option, where the words tell one from the others.
    pub(super) fn find(&self, words: &[Stem]) -> Option<&str> {
        let by_number = self.only(|it| it.is_counted(words));
        if by_number.is_some() {
            return by_number;
        }
        let best = |is_shared| {
            let scores = self.options.iter().filter(|it| it.is_shared == is_shared);
            let scores: Vec<_> = scores.map(|it| (it.shared(words), it)).collect();
            let most = scores.iter().map(|it| it.0).max().filter(|it| 0 < *it)?;
            Some(single(scores.into_iter().filter(|it| it.0 == most)).map(|it| it.1.id.as_str()))
        };
        if let Some(found) = best(false) {
            return found;
        }
        if self.is_denied(words) {
            return self.only(|it| it.is_negative);
        }
        best(true).flatten()
    }

    /// The option of which something holds, if it holds of one alone.
    fn only(&self, holds: impl Fn(&Choice) -> bool) -> Option<&str> {
        single(self.options.iter().filter(|it| holds(it))).map(|it| it.id.as_str())
    }

    /// Whether "no" or "without" stands right before something the issue is about.
    fn is_denied(&self, words: &[Stem]) -> bool {
        const NEAR: usize = 2;
        (0..words.len()).any(|at| {
            let after = words[at + 1..].iter().take(NEAR);
            let mut about = after.filter(|it| self.denied.binary_search(&it.stem).is_ok());
            matches!(words[at].stem.as_str(), "no" | "without") && about.next().is_some()
        })
    }
}

impl Choice {
    /// Whether one of its numbers stands in the words, without another unit than its own.
    fn is_counted(&self, words: &[Stem]) -> bool {
        words.iter().enumerate().any(|(at, word)| {
            let unit = words.get(at + 1).map(|it| it.stem.as_str());
            let has_own = |it: &str| self.units.iter().any(|own| own == it);
            let is_other = unit.is_some_and(|it| is_unit(it) && !has_own(it));
            let months = || word.stem.parse::<u32>().ok()?.checked_mul(12).map(|it| it.to_string());
            if unit == Some("year") && is_other && has_own("month") {
                return months().is_some_and(|it| self.numbers.contains(&it));
            }
            self.numbers.contains(&word.stem) && !is_other
        })
    }

    /// How many of its own stems stand in the words.
    fn shared(&self, words: &[Stem]) -> usize {
        let has = |own: &&String| {
            let mut places = (0..words.len()).filter(|&at| words[at].stem == **own);
            places.any(|at| self.is_negative || !denies(words, at))
        };
        self.own.iter().filter(has).count()
    }
}

/// The one thing there is, if there is no other.
fn single<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether what stands at a place is denied: "no change", "must not be included".
fn denies(words: &[Stem], at: usize) -> bool {
    let before = |count: usize| at.checked_sub(count).map_or("", |it| &*words[it].stem);
    let is_denial = |it: &str| matches!(it, "no" | "not" | "never" | "without");
    is_denial(before(1)) || matches!(before(1), "be" | "been" | "to") && is_denial(before(2))
}

fn is_number(stem: &str) -> bool {
    stem.starts_with(|it: char| it.is_ascii_digit())
}

fn is_denial(stem: &str) -> bool {
    matches!(stem, "no" | "none" | "not" | "noth" | "nothing" | "nobod" | "without")
}
