//! What hard statements alone settle about a text.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use num_bigint::BigInt;
use num_rational::BigRational;
use onetext_case::{Case, Decimal, PartyId, Pattern, StatementId, Utility};

use crate::elicited::{Answer, Readings, View};
use crate::error::Error;
use crate::lower::Problem;
use crate::numbers::Numbers;
use crate::proof::branch::{Branch, Fact, Ground};
use crate::proof::content::{Content, contents};
use crate::proof::contradiction::{Lowered, Multiplied, multiplied};
use crate::proof::hard::{Together, hard_facts, together, voices};
use crate::proof::refute::{self, decide_facts};
use crate::proof::tree::Tree;
use crate::proposition::{Of, Proposition, Sum};
use crate::question::{Assumptions, Stop};
use crate::space::{Reading, Space};
use crate::text::Text;
use crate::worlds::vetoes;

/// Steps of the simplex method for one verdict, at most. They are counted, not timed.
const PIVOTS: usize = 100_000;

/// What is proved about a text: not from a share, and no share proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The party accepts it, however its brackets are read, in every world in which the hard
    /// statements hold.
    Necessary(Proof),
    /// The party accepts it in none, however its brackets are read.
    Excluded(Proof),
}

/// What proves a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    statements: Vec<StatementId>,
    by: By,
    branches: Vec<Vec<Multiplied>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum By {
    /// The utilities that the case gives in numbers.
    Numbers,
    /// For each reading that respects the linkages, that the opposite contradicts what was said.
    Each(Vec<Tree>),
    /// The same for all readings at once.
    All(Tree),
}

impl Proof {
    /// The hard statements that it rests on, by id. None if the model alone does, or the utilities
    /// that the case gives in numbers.
    pub fn statements(&self) -> &[StatementId] {
        &self.statements
    }

    /// For each branch that ends in a sum, what each statement is multiplied by.
    pub fn branches(&self) -> &[Vec<Multiplied>] {
        &self.branches
    }
}

impl Verdict {
    /// The proof.
    pub fn proof(&self) -> &Proof {
        match self {
            Self::Necessary(proof) | Self::Excluded(proof) => proof,
        }
    }

    /// Whether it is proved of a text and a party of a case, under the assumptions that the case
    /// was read with.
    ///
    /// Lowers the statements anew and replays the proof in whole numbers. It does not search.
    pub fn check(&self, case: &Case, party: PartyId, assumed: &Assumptions, text: &Text) -> bool {
        let Some(known) = case.parties.get(party.0) else { return false };
        let accepts = matches!(self, Self::Necessary(_));
        let proof = self.proof();
        let lowered = Lowered::new(case, party, assumed);
        let space = &lowered.space;
        let Ok(open) = space.reading(text) else { return false };
        let trees = match (&proof.by, &known.utility) {
            (By::Numbers, Some(utility)) => {
                // Refused by the sampling as too large, and not to be worked out here.
                if Numbers::new(space, utility).is_err() {
                    return false;
                }
                let each = space.readings(&open, View::READINGS);
                let readings = each.unwrap_or_else(|| vec![open]);
                let settles = |it: &Reading| settles(utility, it, accepts);
                return !readings.is_empty() && readings.iter().all(settles);
            }
            (By::Each(trees), None) => match space.readings(&open, View::READINGS) {
                Some(each) if each.len() == trees.len() && !each.is_empty() => {
                    each.into_iter().zip(trees).collect()
                }
                _ => return false,
            },
            (By::All(tree), None) => vec![(open, tree)],
            _ => return false,
        };
        let is_known = |it: &StatementId| lowered.contents.iter().any(|c| c.statement == *it);
        let facts = hard_facts(&lowered.contents, |it| proof.statements.contains(&it));
        let refuted = |(reading, tree): (Reading, &Tree)| {
            let opposite = opposite(space, &lowered.problem, &reading, accepts);
            let mut ground = lowered.ground();
            let asked = Fact::Row(ground.rows.len());
            ground.rows.push(&opposite);
            tree.refutes(&ground, &Branch::new(facts.iter().copied().chain([asked])))
        };
        proof.statements.iter().all(is_known) && trees.into_iter().all(refuted)
    }
}

impl View {
    /// Whether the hard statements alone settle that the party accepts a text, or that it does not;
    /// `None` if they do not, or if that was not decided within a bound on the work.
    ///
    /// The proof holds whatever the prior and the soft credences are. No linkage is broken: of the
    /// readings of open brackets, up to 512, only those count that respect them; of more than that
    /// all do.
    ///
    /// # Errors
    ///
    /// - [`Error::Unmet`] if the hard statements contradict each other, so that all would follow.
    /// - [`Error::NoReading`], [`Error::UnknownOption`], [`Error::TooLarge`] as
    ///   [`View::acceptability`] has them.
    ///
    /// # Cost
    ///
    /// That of [`View::share`] where the worlds at hand show that it is open; some systems of
    /// inequalities for each reading otherwise.
    pub fn verdict(&self, text: &Text) -> Result<Option<Verdict>, Error> {
        let readings = self.readings(text)?;
        let [may_accept, may_refuse] = match &self.answer {
            Answer::Numbers(_) => {
                let share = self.share_of(&readings)?;
                let proof = Proof { statements: Vec::new(), by: By::Numbers, branches: Vec::new() };
                return Ok(if 1.0 <= share.low {
                    Some(Verdict::Necessary(proof))
                } else {
                    (share.high <= 0.0).then_some(Verdict::Excluded(proof))
                });
            }
            Answer::None(error @ Error::TooLarge) => return Err(error.clone()),
            Answer::None(_) => [true, true],
            // A world that tells otherwise leaves nothing to prove.
            Answer::Worlds(_) => match &readings {
                Readings::Each(each) => {
                    let shares = self.shares(each);
                    [shares.iter().all(|it| 1.0 <= *it), shares.iter().all(|it| *it <= 0.0)]
                }
                Readings::All(_) => match self.share_of(&readings) {
                    Ok(share) => [1.0 <= share.low, share.high <= 0.0],
                    Err(_) => [true, true],
                },
            },
        };
        if !may_accept && !may_refuse {
            return Ok(None);
        }
        let pivots = AtomicUsize::new(0);
        let stop: Stop<'_> = &|| PIVOTS < pivots.fetch_add(1, Ordering::Relaxed);
        let contents = contents(&self.problem, &self.ledger);
        let facts = hard_facts(&contents, |_| true);
        if let Answer::None(_) = self.answer {
            match together(&self.problem, self.space.worths, &contents, stop) {
                Together::Sometimes => {}
                Together::Undecided => return Ok(None),
                Together::Never(statements) => return Err(Error::Unmet { statements }),
            }
        }
        let open = self.space.reading(text)?;
        let all = |accepts| {
            let one = std::slice::from_ref(&open);
            let by = |mut trees: Vec<Tree>| trees.pop().map(By::All);
            self.proof(one, &contents, &facts, accepts, stop, &by)
        };
        let each = |accepts| match &readings {
            Readings::Each(each) => {
                let by = |trees| Some(By::Each(trees));
                self.proof(each, &contents, &facts, accepts, stop, &by)
            }
            Readings::All(_) => None,
        };
        // One proof for all readings is shorter than one for each.
        let proof = |accepts| all(accepts).or_else(|| each(accepts));
        if may_accept && let Some(proof) = proof(true) {
            return Ok(Some(Verdict::Necessary(proof)));
        }
        Ok(if may_refuse { proof(false).map(Verdict::Excluded) } else { None })
    }

    /// That the party accepts every one of some readings, or none; `None` if that was not proved.
    fn proof(
        &self,
        readings: &[Reading],
        contents: &[Content],
        facts: &[Fact],
        accepts: bool,
        stop: Stop<'_>,
        by: &dyn Fn(Vec<Tree>) -> Option<By>,
    ) -> Option<Proof> {
        let mut trees = Vec::new();
        let mut branches = Vec::new();
        let mut used: BTreeSet<Fact> = BTreeSet::new();
        for reading in readings {
            let opposite = opposite(&self.space, &self.problem, reading, accepts);
            let mut ground = Ground::new(&self.problem, self.space.worths);
            let asked = Fact::Row(ground.rows.len());
            ground.rows.push(&opposite);
            let all: Vec<Fact> = facts.iter().copied().chain([asked]).collect();
            let refute::Answer::Refuted(tree) = decide_facts(&ground, all.iter().copied(), stop)
            else {
                return None;
            };
            used.extend(tree.facts(&ground, &Branch::new(all)));
            used.remove(&asked);
            branches.extend(multiplied(&tree, |fact| {
                contents.iter().find(|it| it.hard.contains(&fact)).map(|it| it.statement)
            }));
            trees.push(tree);
        }
        Some(Proof { statements: voices(contents, used), by: by(trees)?, branches })
    }
}

/// That a reading is not accepted, or that it is. Of an open one: that some reading may not be, or
/// may be.
fn opposite(space: &Space, problem: &Problem, reading: &Reading, accepts: bool) -> Proposition {
    let [some, every] = vetoes(problem, reading);
    let (which, vetoes) = if accepts { (Of::Worst, some) } else { (Of::Best, every) };
    let form = Sum::default().text(space, reading, which, 1).against_none().linear();
    Proposition { forms: vec![form], vetoes, negated: accepts }
}

/// Whether a utility in numbers settles that all of a reading is accepted, or that none is.
fn settles(utility: &Utility, reading: &Reading, accepts: bool) -> bool {
    // The worst outcome of the reading, or the best.
    let mut total = number(utility.reservation) * BigInt::from(-1);
    let mut outcome: Reading = reading.clone();
    for ((weight, evaluations), levels) in utility.issues.iter().zip(&mut outcome) {
        let worth = |it: &usize| {
            number(*weight) * number(evaluations.get(*it).copied().unwrap_or_default())
        };
        let level = if accepts {
            levels.iter().copied().min_by_key(worth)
        } else {
            levels.iter().copied().max_by_key(worth)
        };
        let Some(level) = level else { return !accepts };
        total += worth(&level);
        *levels = vec![level];
    }
    let is_worth_it = BigRational::default() <= total;
    let crosses = |it: &Pattern, reading: &Reading| {
        it.iter().all(|(issue, options)| {
            reading[issue.0].iter().any(|level| options.iter().any(|it| it.0 == *level))
        })
    };
    if accepts {
        return is_worth_it && !utility.red_lines.iter().any(|it| crosses(it, reading));
    }
    // Where the best crosses a red line, all others leave one of its options.
    let crossed = utility.red_lines.iter().find(|it| crosses(it, &outcome));
    !is_worth_it
        || crossed.is_some_and(|line| {
            line.iter().all(|(issue, options)| {
                let mut rest = reading.clone();
                rest[issue.0].retain(|level| !options.iter().any(|it| it.0 == *level));
                settles(utility, &rest, false)
            })
        })
}

fn number(it: Decimal) -> BigRational {
    BigRational::new(it.digits.into(), BigInt::from(10).pow(it.places))
}
