//! The same statement from several articles.
//!
//! A speech, or the copy of an agency, is printed many times: here whole, there in half a sentence,
//! elsewhere retold. [`group`] brings together what is the same, so that it counts once.

mod index;
mod likeness;
mod sense;
mod word;
mod wording;

use std::cmp::Reverse;

use jiff::civil::Date;

use self::index::Index;
use self::likeness::{LIKENESS, Likeness};
use self::sense::is_contrary;
use self::wording::{Wording, rank, wordings};
use crate::statement::Statement;

/// A statement, and the day on which its article was published.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// The day, where it is known.
    pub published: Option<Date>,
}

/// Statements that are the same, by their places in what was given to [`group`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// All of them, the earliest printed first; one without a day comes last. Never empty.
    pub members: Vec<usize>,
    /// The member with the longest wording; of equally long ones the earliest.
    pub main: usize,
}

/// Brings together statements that are the same; each is in one group.
///
/// Words are compared without regard to capitals, punctuation, editorial brackets and the place
/// where "she said" parts them; "won't" is "will not", and "three" is 3. Two statements are the same
/// if neither their speakers nor their days exclude it, neither contradicts the other, and
///
/// - they are copies: the same words in the same form, by the same speaker on the same day. Of fewer
///   than five words, they must also be printed on the same day where they have no day of their own;
///   if not quoted, within a week of the next copy;
/// - or both are quotations, and 55 in a hundred runs of three words in the shorter one stand in the
///   longer one, both of five words or more;
/// - or not both are quotations, and three in four runs of three words are common to the two, printed
///   not more than a week apart.
///
/// Speakers exclude it where both are known and differ, but for one party that speaks under two
/// names; days, where both are known and have no day in common. One contradicts the other if, where
/// both say the rest of the same, one denies, counts or dates what the other does not, or has another
/// name; and more than one in five telling words may not stand for others. What a quotation leaves out
/// at its ends, or whole sentences of, is no contradiction. None of this may hold between any two
/// members of a group, but that words stand for others.
///
/// The groups come in the order of their earliest members. The order of what is given does not
/// matter but for the places, and for statements alike in everything.
///
/// # Cost
///
/// An index by runs of three words: near linear for news, where most runs are rare.
///
/// # Source
///
/// Own; the runs are the shingles of A. Broder, "On the resemblance and containment of documents",
/// SEQUENCES (1997), pp. 21–29, and rare ones are asked first as in S. Chaudhuri, V. Ganti and
/// R. Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", ICDE (2006), p. 5.
///
/// # Examples
///
/// ```
/// use onetext_statement::same::{Printed, group};
/// use onetext_statement::{Article, Roster, read};
///
/// let read = |source, text: &str| {
///     read(&Article { source, bytes: text.as_bytes(), published: None }, &Roster::default())
/// };
/// let early = read("early", "“We will wait for the rain,” Ana Belo said.");
/// let late = read("late", "“We will wait for the rain, and for the dam,” Ana Belo said.");
/// let all: Vec<Printed> = early
///     .iter()
///     .chain(&late)
///     .map(|statement| Printed { statement, published: None })
///     .collect();
/// let groups = group(&all);
/// assert_eq!(groups.len(), 1);
/// assert_eq!(groups[0].main, 1);
/// ```
pub fn group(printed: &[Printed<'_>]) -> Vec<Group> {
    group_by(printed, LIKENESS)
}

fn group_by(printed: &[Printed<'_>], likeness: Likeness) -> Vec<Group> {
    let wordings = wordings(printed);
    let mut index = Index::new(&wordings, likeness);
    gather(&wordings, printed, |place, at_home| index.near(&wordings, place, at_home))
}

/// What the members of a group have told of who speaks and when.
struct Home {
    members: Vec<usize>,
    speakers: Vec<(Option<String>, Option<String>)>,
    days: Option<(Date, Date)>,
}

impl Home {
    /// Whether a wording may be of the group, by its speaker, its days and its sense.
    fn admits(&self, wording: &Wording, wordings: &[Wording]) -> bool {
        let fits = |(speaker, party): &(Option<String>, Option<String>)| {
            let differs =
                |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
            let is_same_party = party.is_some() && *party == wording.party;
            !differs(speaker, &wording.speaker) && !differs(party, &wording.party)
                || is_same_party && wording.is_quoted
        };
        let days = match (self.days, wording.days) {
            (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
            _ => true,
        };
        days && self.speakers.iter().all(fits)
            && !self.members.iter().any(|&it| is_contrary(&wordings[it], wording))
    }

    fn take(&mut self, place: usize, wording: &Wording) {
        self.members.push(place);
        let own = (wording.speaker.clone(), wording.party.clone());
        if !self.speakers.contains(&own) {
            self.speakers.push(own);
        }
        self.days = match (self.days, wording.days) {
            (Some(a), Some(b)) => Some((a.0.max(b.0), a.1.min(b.1))),
            (a, b) => a.or(b),
        };
    }
}

/// Puts each wording into the first group that admits it and has a member like it. `near` gives the
/// earlier wordings like one, each with its group.
fn gather(
    wordings: &[Wording],
    printed: &[Printed<'_>],
    mut near: impl FnMut(usize, &[usize]) -> Vec<usize>,
) -> Vec<Group> {
    let mut homes: Vec<Home> = Vec::new();
    let mut at_home: Vec<usize> = Vec::new();
    for (place, wording) in wordings.iter().enumerate() {
        let found =
            near(place, &at_home).into_iter().find(|&it| homes[it].admits(wording, wordings));
        let home = found.unwrap_or_else(|| {
            homes.push(Home { members: Vec::new(), speakers: Vec::new(), days: None });
            homes.len() - 1
        });
        homes[home].take(place, wording);
        at_home.push(home);
    }
    let mut groups: Vec<Group> = homes
        .into_iter()
        .map(|home| {
            let longest = |it: &&usize| (wordings[**it].words.len(), Reverse(**it));
            let main =
                home.members.iter().max_by_key(longest).map_or(0, |&it| wordings[it].copies[0]);
            let mut members: Vec<usize> =
                home.members.iter().flat_map(|&it| wordings[it].copies.iter().copied()).collect();
            members.sort_by_cached_key(|&it| rank(&printed[it]));
            Group { members, main }
        })
        .collect();
    groups.sort_by_cached_key(|it| rank(&printed[it.members[0]]));
    groups
}

#[cfg(test)]
mod tests;
