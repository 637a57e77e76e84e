//! Every party's worlds in whole numbers: few and small enough to travel inside a page, where texts
//! are tried without this program.

mod judge;
#[cfg(test)]
mod tests;

use onetext_case::{PartyId, StatementId};

pub use self::judge::{Judged, Pocketed};
use crate::blocker::about;
use crate::elicited::{Elicited, View};
use crate::error::Error;
use crate::share::Exactness;
use crate::space::{Reading, Space};
use crate::table::Table;
use crate::text::Text;

/// Every party's worlds in whole numbers, seen from one text.
///
/// # Shape and units
///
/// What a world gains by a text is what it gains by the reference, which takes the first level that
/// the text it was made for has on each issue, and a difference for each issue on which another level
/// is taken. A gain may be scaled by any positive number within its world: the unit of a world is the
/// 127th part of its largest difference, so that a difference is a whole number from −127 to 127.
/// The gain of the reference is kept in [`PocketWorlds::FINE`]ths of the unit, rounded down.
///
/// So on the reference every world decides as it does in full, and after changes on `k` issues a
/// world can decide otherwise only if its gain is within `k / 2` units, and a `FINE`th, of zero; an
/// option that belongs to a tie counts once more for each of its ties.
#[derive(Clone, Debug)]
pub struct Pocket {
    space: Space,
    reference: Vec<usize>,
    kept: Vec<Vec<usize>>,
    parties: Vec<PocketParty>,
}

/// One party in a [`Pocket`].
#[derive(Clone, Debug)]
pub struct PocketParty {
    /// The party.
    pub party: PartyId,
    /// Whether it signs.
    pub seat: bool,
    /// Its worlds, or why it has none.
    pub worlds: Result<PocketWorlds, Error>,
}

/// The worlds of one party in a [`Pocket`].
#[derive(Clone, Debug)]
pub struct PocketWorlds {
    /// How many worlds were drawn, of which these are some; 1 for utilities in numbers.
    pub drawn: usize,
    /// Whether the one world has the party's utilities as the case gives them, nothing rounded.
    pub is_exact: bool,
    /// For each world, what the reference gains over no agreement, in [`PocketWorlds::fine`] parts.
    pub gains: Vec<i64>,
    /// For each issue and each of [`Pocket::kept`], for each world what the level is worth beyond
    /// that of the reference, whose own column is empty.
    pub worths: Vec<Vec<Vec<i64>>>,
    /// For each tie, for each world, what a text gains that matches it, and what it loses.
    pub ties: Vec<[Vec<i64>; 2]>,
    /// Its red lines.
    pub lines: Vec<PocketLine>,
    /// For each issue, the statements that say what its levels are worth.
    pub about: Vec<Vec<StatementId>>,
    /// With the ties of the party.
    space: Space,
}

/// Issues, and some levels of each.
pub type PocketPattern = Vec<(usize, Vec<usize>)>;

/// A red line in a [`Pocket`].
#[derive(Clone, Debug)]
pub struct PocketLine {
    /// The levels that cross it where all of them meet, unless those of the second all meet too.
    pub crossed_by: [PocketPattern; 2],
    /// The statements that draw it.
    pub statements: Vec<StatementId>,
    /// For each world, whether it is real.
    pub real: Vec<bool>,
}

impl Elicited {
    /// At most `most` worlds of each party in whole numbers: as many from each chain, at even
    /// distances. They are seen from the first of `texts`, and serve every text that takes options or
    /// a silence that one of `texts` has; without any text they are seen from silence.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownOption`] for texts of another case; [`Error::NobodySigns`] without a party.
    ///
    /// # Cost
    ///
    /// Worlds × levels × parties.
    pub fn pocket(&self, texts: &[Text], most: usize) -> Result<Pocket, Error> {
        let space = self.views.first().map(|it| it.space.clone()).ok_or(Error::NobodySigns)?;
        let silent = [Text::default()];
        let texts = if texts.is_empty() { &silent } else { texts };
        let readings: Vec<Reading> =
            texts.iter().map(|it| space.reading(it)).collect::<Result<_, _>>()?;
        let reference: Vec<usize> = readings[0].iter().map(|it| it[0]).collect();
        let kept: Vec<Vec<usize>> = (0..space.issues())
            .map(|issue| {
                let has = |&level: &usize| {
                    level < space.options(issue)
                        || readings.iter().any(|it| it[issue].contains(&level))
                };
                space.levels(issue).filter(has).collect()
            })
            .collect();
        let parties = self.views.iter().map(|view| PocketParty {
            party: view.party,
            seat: view.seat,
            worlds: worlds(view, &reference, &kept, most),
        });
        Ok(Pocket { parties: parties.collect(), space: space.tied(Vec::new()), reference, kept })
    }
}

impl Pocket {
    /// Number of issues.
    pub fn issues(&self) -> usize {
        self.kept.len()
    }

    /// The level of the reference on an issue.
    pub fn reference(&self, issue: usize) -> usize {
        self.reference[issue]
    }

    /// The levels of an issue that texts may take here, ascending: every option, by its number, and
    /// after them silence where it is a state of its own that one of the texts has.
    pub fn kept(&self, issue: usize) -> &[usize] {
        &self.kept[issue]
    }

    /// How many options an issue has, and the level that a silent text stands at.
    pub fn levels(&self, issue: usize) -> (usize, usize) {
        (self.space.options(issue), self.space.silent(issue))
    }

    /// The levels of a text.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownOption`].
    pub fn reading(&self, text: &Text) -> Result<Vec<Vec<usize>>, Error> {
        self.space.reading(text)
    }

    /// The text with these levels.
    pub fn text(&self, levels: &[Vec<usize>]) -> Text {
        let of_issue = |(issue, it): (usize, &Vec<usize>)| {
            it.iter().map(|&it| self.space.level(issue, it)).collect()
        };
        Text { issues: levels.iter().enumerate().map(of_issue).collect() }
    }

    /// The linkages, by levels: a text that matches the first on every issue it names has to match
    /// the second.
    pub fn links(&self) -> Vec<[PocketPattern; 2]> {
        self.space.links().collect()
    }

    /// The parties, in the order of the case.
    pub fn parties(&self) -> &[PocketParty] {
        &self.parties
    }
}

impl PocketWorlds {
    /// Parts of the unit of a world in which the gain of the reference is kept.
    pub const FINE: i64 = 256;
    /// The largest difference within a world, in its unit.
    pub const LARGEST: i64 = 127;

    /// Parts of the unit in which gains are told: 1 if exact.
    pub fn fine(&self) -> i64 {
        if self.is_exact { 1 } else { Self::FINE }
    }

    /// The issues and levels of each tie.
    pub fn tied(&self) -> impl Iterator<Item = &[(usize, Vec<usize>)]> {
        self.space.each_tie().map(|it| it.1.as_slice()).take(self.ties.len())
    }

    /// How the numbers are come by, from worlds drawn with this seed.
    pub fn exactness(&self, seed: u64) -> Exactness {
        if self.is_exact {
            Exactness::Exact
        } else {
            Exactness::Sampled { draws: self.gains.len(), seed }
        }
    }
}

/// The worlds of a party that travel.
fn worlds(
    view: &View,
    reference: &[usize],
    kept: &[Vec<usize>],
    most: usize,
) -> Result<PocketWorlds, Error> {
    let table = view.table()?;
    let is_exact = view.exactness() == Exactness::Exact;
    let chosen = chosen(table.worlds(), most, is_exact);
    let pick = |column: &[f64]| -> Vec<f64> { chosen.iter().map(|&it| column[it]).collect() };
    let settled: Reading = reference.iter().map(|&it| vec![it]).collect();
    let gains = pick(&table.gains(&settled));
    let worths: Vec<Vec<Vec<f64>>> = kept
        .iter()
        .enumerate()
        .map(|(issue, levels)| {
            let at = reference[issue];
            let zero = pick(&table.worth(issue, &[at]));
            let column = |&level: &usize| {
                if level == at {
                    return Vec::new();
                }
                let worth = pick(&table.worth(issue, &[level]));
                worth.iter().zip(&zero).map(|(it, zero)| it - zero).collect()
            };
            levels.iter().map(column).collect()
        })
        .collect();
    let ties: Vec<[Vec<f64>; 2]> = table
        .tie_columns()
        .step_by(2)
        .map(|it| [it, it + 1].map(|it| pick(table.tie(it))))
        .collect();
    let columns = || worths.iter().flatten().chain(ties.iter().flatten());
    let units: Vec<f64> = (0..chosen.len())
        .map(|world| {
            let largest = columns().filter_map(|it| it.get(world)).fold(0.0, |a, b| b.abs().max(a));
            // Where nothing makes a difference any unit will do.
            if is_exact || largest <= 0.0 { 1.0 } else { largest / LARGEST }
        })
        .collect();
    let whole = |column: &Vec<f64>| -> Vec<i64> {
        column.iter().zip(&units).map(|(it, unit)| integer((it / unit).round())).collect()
    };
    let fine = if is_exact { 1.0 } else { FINE };
    Ok(PocketWorlds {
        drawn: table.worlds(),
        is_exact,
        gains: gains
            .iter()
            .zip(&units)
            .map(|(it, unit)| base(it / unit * fine, is_exact))
            .collect(),
        worths: worths.iter().map(|it| it.iter().map(whole).collect()).collect(),
        ties: ties.iter().map(|it| [whole(&it[0]), whole(&it[1])]).collect(),
        lines: table
            .lines()
            .iter()
            .map(|it| {
                let mut statements = it.statements.clone();
                statements.sort_unstable();
                statements.dedup();
                PocketLine {
                    crossed_by: [it.when().to_vec(), it.unless().to_vec()],
                    statements,
                    real: chosen.iter().map(|&at| it.real[at]).collect(),
                }
            })
            .collect(),
        about: (0..kept.len()).map(|it| about(view, it)).collect(),
        space: view.space.clone(),
    })
}

const FINE: f64 = 256.0;
const LARGEST: f64 = 127.0;

/// Which of the worlds travel: as many from each chain, at even distances.
fn chosen(worlds: usize, most: usize, is_exact: bool) -> Vec<usize> {
    if is_exact {
        return (0..worlds).collect();
    }
    let length = worlds / Table::PARTS;
    let each = (most / Table::PARTS).min(length);
    let of_chain = |chain: usize| (0..each).map(move |it| chain * length + it * length / each);
    (0..Table::PARTS).flat_map(of_chain).collect()
}

/// A gain in whole numbers, below zero exactly if it is. One that no difference could turn may be
/// cut: what is left is more than 32,000 times the largest difference.
fn base(gain: f64, is_exact: bool) -> i64 {
    const MOST: f64 = 1_073_741_824.0;
    integer(if is_exact { gain } else { gain.floor().clamp(-MOST, MOST) })
}

#[expect(clippy::cast_possible_truncation, reason = "whole, and below 2⁵³")]
fn integer(whole: f64) -> i64 {
    whole as i64
}
