//! Each party's outcomes, sorted once.

use onetext_bargain::{Error, OptionId, Outcome, Pattern, Payoffs, Problem};

/// Most outcomes of a space in which offers are made: 2²⁴.
pub const OUTCOME_LIMIT: u64 = 1 << 24;

/// Place of an outcome in the lexicographic order of its space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutcomeId(pub u32);

impl OutcomeId {
    /// The place as an array index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The outcomes of a problem as each party sees them, best first: what negotiators climb down.
#[derive(Debug)]
pub struct Ladders {
    /// Number of options of each issue.
    counts: Vec<usize>,
    pub(crate) parties: Vec<Ladder>,
}

/// One party's outcomes.
#[derive(Debug)]
pub(crate) struct Ladder {
    /// Utility of every outcome of the space; the least number for what the party never accepts:
    /// below its reservation value, across a red line, or against a linkage.
    pub(crate) worth: Vec<i64>,
    /// What the party accepts, best first; equals in the order of the space.
    pub(crate) rungs: Vec<OutcomeId>,
    /// Utilities of the rungs.
    pub(crate) utilities: Vec<i64>,
    /// Where concession ends: the reservation value, or the party's worst if nothing is below that.
    pub(crate) floor: i64,
}

impl Ladders {
    /// Sorts the outcomes once for each party.
    ///
    /// # Errors
    ///
    /// [`Error::SpaceTooLarge`] above [`OUTCOME_LIMIT`].
    ///
    /// # Cost
    ///
    /// One sort for each party: O(n log n) time and 20 bytes for each outcome and party.
    pub fn new(problem: &Problem) -> Result<Self, Error> {
        let space = problem.space();
        let size = space.size().filter(|&it| it <= u128::from(OUTCOME_LIMIT));
        let Some(size) = size.and_then(|it| u32::try_from(it).ok()) else {
            return Err(Error::SpaceTooLarge { outcomes: space.size(), limit: OUTCOME_LIMIT });
        };
        let counts: Vec<usize> = space.issues().map(|it| space.option_count(it)).collect();
        let mut parties: Vec<Ladder> = problem
            .parties()
            .iter()
            .map(|_| Ladder {
                worth: Vec::with_capacity(size as usize),
                rungs: Vec::new(),
                utilities: Vec::new(),
                floor: i64::MAX,
            })
            .collect();
        let mut outcome = Outcome(vec![OptionId(0); space.issue_count()]);
        for id in (0..size).map(OutcomeId) {
            write(&counts, id, &mut outcome);
            let Payoffs(payoffs) = problem.payoffs(&outcome)?;
            let is_feasible = problem.is_feasible(&outcome)?;
            for ((ladder, party), utility) in parties.iter_mut().zip(problem.parties()).zip(payoffs)
            {
                let is_crossed = party.red_lines.iter().any(|it| matches(it, &outcome));
                let accepts = is_feasible && party.reservation <= utility && !is_crossed;
                if is_feasible {
                    ladder.floor = ladder.floor.min(utility);
                }
                ladder.worth.push(if accepts { utility } else { i64::MIN });
                if accepts {
                    ladder.rungs.push(id);
                }
            }
        }
        for (ladder, party) in parties.iter_mut().zip(problem.parties()) {
            ladder.floor = ladder.floor.max(party.reservation);
            let worth = &ladder.worth;
            ladder.rungs.sort_by_key(|it| (std::cmp::Reverse(worth[it.index()]), *it));
            ladder.utilities = ladder.rungs.iter().map(|it| worth[it.index()]).collect();
        }
        Ok(Self { counts, parties })
    }

    /// Number of parties.
    #[must_use]
    pub fn party_count(&self) -> usize {
        self.parties.len()
    }

    /// The outcome at a place.
    #[must_use]
    pub fn outcome(&self, id: OutcomeId) -> Outcome {
        let mut outcome = Outcome(vec![OptionId(0); self.counts.len()]);
        write(&self.counts, id, &mut outcome);
        outcome
    }

    /// Whether the party at a place accepts the outcome: its red lines, its reservation value, and
    /// the linkages.
    #[must_use]
    pub fn accepts(&self, party: usize, id: OutcomeId) -> bool {
        self.parties[party].worth[id.index()] != i64::MIN
    }
}

impl Ladder {
    /// The rungs that are worth the least that is no less than the aspiration, as a range; empty
    /// when there are none.
    pub(crate) fn at(&self, aspiration: i64) -> std::ops::Range<usize> {
        let end = self.utilities.partition_point(|&it| aspiration <= it);
        let Some(last) = end.checked_sub(1) else { return 0..0 };
        // Few outcomes are equal: a step is mostly quicker than a search.
        let worth = self.utilities[last];
        let mut start = last;
        for _ in 0..8 {
            match start.checked_sub(1) {
                Some(before) if self.utilities[before] == worth => start = before,
                _ => return start..end,
            }
        }
        self.utilities[..start].partition_point(|&it| worth < it)..end
    }
}

/// Whether the outcome has all that the pattern names.
pub(crate) fn matches(pattern: &Pattern, outcome: &Outcome) -> bool {
    pattern.0.iter().all(|it| it.options.contains(outcome.0[it.issue.index()]))
}

/// Writes the outcome at a place; the last issue turns fastest.
fn write(counts: &[usize], id: OutcomeId, outcome: &mut Outcome) {
    let mut rest = id.index();
    for (issue, option) in outcome.0.iter_mut().enumerate().rev() {
        let count = counts[issue];
        *option = OptionId(u8::try_from(rest % count).unwrap_or_default());
        rest /= count;
    }
}
