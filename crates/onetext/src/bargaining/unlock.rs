//! What blocks agreement, and what would open it.

use onetext_bargain::{self as bargain, Barrier, Exactness, MAX_UTILITY, PartyId, Payoffs, Stop};
use serde::Serialize;

use super::barrier::BarrierView;
use super::{Certified, NamedProblem, Payoff, Reliance, plain};
use crate::analysis::Named;
use crate::certificate::Certificate;
use crate::error::Error;

/// Why there is no agreement, and what would make one possible.
#[derive(Clone, Debug, Serialize)]
pub struct UnlockView {
    /// An outcome that all accept as things are; `None` if there is none.
    pub agreement: Option<Agreement>,
    /// Sets of barriers that leave no acceptable outcome between them, while any of them could be
    /// dropped and there would be one.
    pub blocking: Vec<Vec<BarrierView>>,
    /// Sets of barriers without which there is an acceptable outcome, while all of them have to go:
    /// the smallest sets first.
    pub relaxations: Vec<RelaxationView>,
    /// One of the smallest sets that open agreement, where the limit leaves none in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fewest: Option<RelaxationView>,
    /// How far these can be relied on.
    pub reliance: Reliance,
}

/// A set of barriers without which there is an acceptable outcome.
#[derive(Clone, Debug, Serialize)]
pub struct RelaxationView {
    /// The barriers that have to go, or, of a reservation value, to come down.
    pub barriers: Vec<BarrierView>,
    /// How far the reservation values among them have to come down; empty if stopped before that was
    /// known. A single one: the least that will do. Several: the least that will do if all come down
    /// by the same amount.
    pub lowered: Vec<Lowered>,
    /// An outcome that is then acceptable; `None` if stopped before one was found.
    pub example: Option<Agreement>,
}

/// By how much a reservation value comes down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lowered {
    /// The party.
    pub party: Named,
    /// Its reservation value.
    #[serde(serialize_with = "plain")]
    pub from: String,
    /// The reservation value it comes down to.
    #[serde(serialize_with = "plain")]
    pub to: String,
    /// The difference.
    #[serde(serialize_with = "plain")]
    pub by: String,
    /// Whether it is proved that less will not do.
    pub is_least: bool,
}

/// An outcome that all accept.
#[derive(Clone, Debug, Serialize)]
pub struct Agreement {
    /// For each issue, the option.
    pub outcome: Vec<(Named, Named)>,
    /// What each party gets.
    pub payoffs: Vec<Payoff>,
}

impl NamedProblem {
    /// Finds what blocks agreement and what opens it, each set minimal, up to `limit` of both.
    ///
    /// However low that is, one of the smallest relaxations is found, unless it is stopped.
    ///
    /// # Errors
    ///
    /// [`Error::Bargain`] when the space is too large, or when stopped before anything was found.
    pub fn unlock(&self, limit: usize, stop: &Stop) -> Result<Certified<UnlockView>, Error> {
        let answer = bargain::unlock(&self.problem, limit, stop)?;
        let (certificate, checked) = Certificate::unlock(&self.problem, answer.clone(), stop)?;
        let is_open = answer.value.relaxations.iter().any(Vec::is_empty);
        let named = |set: &Vec<Barrier>| set.iter().map(|&it| self.barrier(it)).collect();
        let relaxation = |set: &Vec<Barrier>| {
            let Opening { bars, is_least, example } = self.opening(set, stop)?;
            let lowered = bars.into_iter().map(|(party, to)| {
                let from = self.problem.parties()[party.index()].reservation;
                Lowered {
                    party: self.parties[party.index()].clone(),
                    from: self.number(party.index(), from),
                    to: self.number(party.index(), to),
                    by: self.number(party.index(), from - to),
                    is_least,
                }
            });
            let (barriers, lowered) = (named(set), lowered.collect());
            Ok::<_, Error>(RelaxationView { barriers, lowered, example })
        };
        let sets = answer.value.relaxations.iter().filter(|it| !it.is_empty());
        let relaxations = sets.map(relaxation).collect::<Result<Vec<_>, _>>()?;
        // The smallest come first; where none was reached, it takes a search of its own.
        let is_reached = is_open || answer.exactness == Exactness::Exact || stop.is_requested();
        let fewest = match &relaxations[..] {
            [] if !is_reached => self.fewest(stop)?.as_ref().map(relaxation).transpose()?,
            _ => None,
        };
        let agreement = if is_open {
            // All gain by the Nash solution; where not all can, some outcome will do.
            let floors = self.problem.parties().iter().map(|it| it.reservation).collect();
            let found = bargain::nash(&self.problem, stop)
                .or_else(|_| bargain::best_for(&self.problem, PartyId(0), &Payoffs(floors), stop));
            match found {
                Ok(found) => Some(self.agreement(&found.value)),
                Err(bargain::Error::Stopped { .. }) => None,
                Err(error) => return Err(error.into()),
            }
        } else {
            None
        };
        let exactness = match answer.exactness {
            Exactness::Exact => "exact".to_owned(),
            _ if stop.is_requested() => "stopped: there may be more sets".to_owned(),
            _ => format!("the limit of {limit} sets is reached: there may be more"),
        };
        let view = UnlockView {
            agreement,
            blocking: answer.value.blocking.iter().map(named).collect(),
            relaxations,
            fewest,
            reliance: Reliance { exactness, checked },
        };
        Ok(Certified { view, certificate })
    }

    /// One of the smallest sets of barriers that open agreement; `None` if it is not found.
    fn fewest(&self, stop: &Stop) -> Result<Option<Vec<Barrier>>, Error> {
        match bargain::relax(&self.problem, stop) {
            Ok(found) if found.exactness == Exactness::Exact => {
                Ok(Some(found.value.dropped).filter(|it| !it.is_empty()))
            }
            // Only looked for as far as that goes.
            Ok(_)
            | Err(
                bargain::Error::Stopped { .. }
                | bargain::Error::PartyCount { .. }
                | bargain::Error::NoAgreement,
            ) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// How far the reservation values of a relaxation have to come down, and what is then
    /// acceptable.
    fn opening(&self, set: &[Barrier], stop: &Stop) -> Result<Opening, Error> {
        let problem = without(&self.problem, set)?;
        let lowered: Vec<PartyId> = set
            .iter()
            .filter_map(|it| match it {
                Barrier::Reservation { party } => Some(*party),
                Barrier::RedLine { .. } | Barrier::Linkage { .. } => None,
            })
            .collect();
        let own: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
        // The bars if these parties come down by so much.
        let bars = |by: i64| {
            let mut bars = own.clone();
            for party in &lowered {
                bars[party.index()] = (own[party.index()].saturating_sub(by)).max(LOWEST);
            }
            Payoffs(bars)
        };
        let favored = lowered.first().copied().or_else(|| owner(set)).unwrap_or(PartyId(0));
        let ask = |by: i64| bargain::best_for(&problem, favored, &bars(by), stop);
        // By how much the outcome falls short of the bars that come down.
        let short = |payoffs: &Payoffs| {
            let each = lowered.iter().map(|it| own[it.index()] - payoffs.0[it.index()]);
            each.max().unwrap_or(0)
        };
        let mut best = match ask(i64::MAX) {
            Ok(found) => found,
            Err(bargain::Error::Stopped { .. }) => return Ok(Opening::default()),
            Err(error) => return Err(error.into()),
        };
        let mut high = short(&best.value.payoffs);
        let mut low =
            if lowered.len() < 2 && best.exactness == Exactness::Exact { high } else { 1 };
        // Coming down by less than `low` is known not to do, by `high` to do.
        while low < high {
            let middle = low + (high - low) / 2;
            match ask(middle) {
                Ok(found) => {
                    high = middle.min(short(&found.value.payoffs));
                    best = found;
                }
                Err(bargain::Error::NoAgreement) => low = middle + 1,
                Err(bargain::Error::Stopped { .. }) => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Opening {
            bars: lowered.iter().map(|it| (*it, own[it.index()] - high)).collect(),
            is_least: low == high,
            example: Some(self.agreement(&best.value)),
        })
    }

    fn agreement(&self, found: &bargain::Solution) -> Agreement {
        Agreement { outcome: self.outcome(&found.outcome), payoffs: self.payoffs(&found.payoffs) }
    }
}

/// What a relaxation leads to.
#[derive(Default)]
struct Opening {
    /// The reservation values that come down, and what they come down to.
    bars: Vec<(PartyId, i64)>,
    is_least: bool,
    example: Option<Agreement>,
}

/// A bar that any outcome reaches.
const LOWEST: i64 = -MAX_UTILITY.cast_signed();

/// The party of the first red line in a set.
fn owner(set: &[Barrier]) -> Option<PartyId> {
    set.iter().find_map(|it| match it {
        Barrier::RedLine { party, .. } | Barrier::Reservation { party } => Some(*party),
        Barrier::Linkage { .. } => None,
    })
}

/// The problem without the red lines and linkages of a set.
fn without(problem: &bargain::Problem, set: &[Barrier]) -> Result<bargain::Problem, Error> {
    let mut parties = problem.parties().to_vec();
    for (id, party) in (0..=u8::MAX).map(PartyId).zip(&mut parties) {
        let mut index = 0..;
        party.red_lines.retain(|_| {
            index.next().is_none_or(|index| !set.contains(&Barrier::RedLine { party: id, index }))
        });
    }
    let linkages = problem.linkages().iter().enumerate();
    let linkages = linkages.filter(|&(index, _)| !set.contains(&Barrier::Linkage { index }));
    let linkages = linkages.map(|it| it.1.clone()).collect();
    Ok(bargain::Problem::new(problem.space().clone(), parties, linkages)?)
}
