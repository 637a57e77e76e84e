//! Whether there is an outcome that all who sign accept.

use onetext_bargain as bargain;
use onetext_case::{Case, PartyId, Pattern};
use rayon::prelude::*;

use crate::converge::{count, effective_draws, half_width};
use crate::decide::exists;
use crate::elicited::{Answer, Elicited, View};
use crate::error::Error;
use crate::found::allowed;
use crate::joint::exactness;
use crate::numbers::Numbers;
use crate::question::Stop;
use crate::share::{Exactness, Share, Word};
use crate::worlds::{CHAINS, Worlds};

/// Units of utility, 2⁵⁰, where the worths and the cost of a world add up to 1.
const UNIT: f64 = 1_125_899_906_842_624.0;

/// Whether there is an outcome that all parties with a seat accept: the zone of possible agreement
/// is not empty.
///
/// Sampled over joint worlds, one of each party, which are taken to be independent given what was
/// said; exact in each of them, but for utilities that are rounded to 50 binary places of all that
/// the party has at stake.
#[derive(Clone, Debug, PartialEq)]
pub struct Zopa {
    /// Share of the joint worlds with such an outcome. The ends differ by the worlds that could not
    /// be decided.
    pub share: Share,
    /// The word for it.
    pub word: Word,
    /// For each party with a seat, the share of the joint worlds without such an outcome in which
    /// the others have one: the party alone stands in the way. `None` if every world has one.
    pub blocking: Vec<(PartyId, Option<f64>)>,
    /// Joint worlds that were looked at.
    pub worlds: usize,
    /// How the number was come by: exact if all parties' utilities are given in numbers.
    pub exactness: Exactness,
}

/// What a joint world has to say.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    /// Whether there is an outcome that all accept; `None` if it could not be decided.
    exists: Option<bool>,
    /// Where there is none: for each party, whether the others have one.
    without: Vec<bool>,
}

impl Elicited {
    /// The share of joint worlds in which some outcome is accepted by all parties with a seat.
    ///
    /// `worlds` joint worlds are looked at, 400 to as many as each party has, evenly spaced. The
    /// outcomes settle every issue and respect the linkages; as in [`crate::found()`], none leaves
    /// an issue at its status quo that two or more drafts all move. Real red lines bind, and so does
    /// what options are worth together.
    ///
    /// # Errors
    ///
    /// - [`Error::NobodySigns`] if no party has a seat.
    /// - [`Error::NoOutcome`] without issues, or with more than the outcomes can be searched for.
    /// - [`Error::TooLarge`] for numbers that need more than 61 bits.
    /// - [`Error::NotConverged`], [`Error::Unmet`], [`Error::Stopped`].
    ///
    /// # Cost
    ///
    /// A question for each joint world, and one for each party in those without an outcome: some 0.1
    /// ms where weights decide, and otherwise a search of `onetext_bargain`.
    ///
    /// # Source
    ///
    /// H. Raiffa, *The Art and Science of Negotiation* (1982), ch. 4, for the zone.
    pub fn zopa(&self, case: &Case, worlds: usize, stop: Stop<'_>) -> Result<Zopa, Error> {
        let views: Vec<&View> = self.views.iter().filter(|it| it.seat).collect();
        if views.is_empty() {
            return Err(Error::NobodySigns);
        }
        let exactness = exactness(&views);
        let mut most = None;
        for view in &views {
            match &view.answer {
                Answer::None(error) => return Err(error.clone()),
                Answer::Numbers(_) => {}
                Answer::Worlds(it) => most = Some(most.unwrap_or(usize::MAX).min(it.count())),
            }
        }
        let ground = Ground::new(case)?;
        let worlds = most.map_or(1, |most| worlds.max(400).min(most));
        let found = |world: usize| {
            if stop() {
                return Err(Error::Stopped);
            }
            let party = |view: &&View| ground.party(view, world, worlds);
            ground.found(&views.iter().map(party).collect::<Result<Vec<_>, _>>()?)
        };
        let found: Vec<Result<Found, Error>> = (0..worlds).into_par_iter().map(found).collect();
        let found: Vec<Found> = found.into_iter().collect::<Result<_, _>>()?;
        let share = |decided: Option<bool>| {
            let column = found.iter().map(|it| it.exists.or(decided) == Some(true));
            let column: Vec<f64> = column.map(|it| f64::from(u8::from(it))).collect();
            let share = column.iter().sum::<f64>() / count(worlds);
            let error = match exactness {
                Exactness::Exact => 0.0,
                Exactness::Sampled { .. } => half_width(share, effective_draws(&column, CHAINS)?),
            };
            Ok(Share { low: share, high: share, error })
        };
        let (low, high) = (share(Some(false))?, share(Some(true))?);
        let share = Share { low: low.low, high: high.high, error: low.error.max(high.error) };
        let empty: Vec<&Found> = found.iter().filter(|it| it.exists == Some(false)).collect();
        let alone = |at: usize| {
            let blocked = empty.iter().filter(|it| it.without[at]).count();
            (!empty.is_empty()).then(|| count(blocked) / count(empty.len()))
        };
        let blocking = views.iter().enumerate().map(|(at, it)| (it.party, alone(at))).collect();
        Ok(Zopa { share, word: share.word(), blocking, worlds, exactness })
    }
}

/// The outcomes that count, without parties.
struct Ground {
    space: bargain::Space,
    linkages: Vec<bargain::Linkage>,
    /// For each issue, the options that count.
    allowed: Vec<Vec<usize>>,
}

impl Ground {
    fn new(case: &Case) -> Result<Self, Error> {
        let allowed = allowed(case);
        let counts: Vec<usize> = allowed.iter().map(Vec::len).collect();
        let space = bargain::Space::new(&counts).map_err(|_| Error::NoOutcome)?;
        let mut ground = Self { space, linkages: Vec::new(), allowed };
        let linkage = |it: &onetext_case::Linkage| bargain::Linkage::Requires {
            when: ground.pattern(&levels(&it.when)),
            then: ground.pattern(&levels(&it.then)),
        };
        ground.linkages = case.linkages.iter().map(linkage).collect();
        Ok(ground)
    }

    fn condition(&self, issue: usize, holds: impl Fn(usize) -> bool) -> bargain::Condition {
        let options = (0..=u8::MAX).zip(&self.allowed[issue]).filter(|it| holds(*it.1));
        bargain::Condition {
            // A space has at most 128 issues.
            issue: bargain::IssueId(u8::try_from(issue).unwrap_or(u8::MAX)),
            options: options.map(|it| bargain::OptionId(it.0)).collect(),
        }
    }

    fn pattern(&self, levels: &[(usize, Vec<usize>)]) -> bargain::Pattern {
        let condition =
            |it: &(usize, Vec<usize>)| self.condition(it.0, |level| it.1.contains(&level));
        bargain::Pattern(levels.iter().map(condition).collect())
    }

    /// A party in one of so many worlds, evenly spaced.
    fn party(&self, view: &View, world: usize, worlds: usize) -> Result<bargain::Party, Error> {
        match &view.answer {
            Answer::None(error) => Err(error.clone()),
            Answer::Numbers(numbers) => self.numbers(numbers),
            Answer::Worlds(it) => Ok(self.in_world(view, it, world * it.count() / worlds)),
        }
    }

    fn in_world(&self, view: &View, worlds: &Worlds, world: usize) -> bargain::Party {
        let (space, draws) = (&view.space, &worlds.draws);
        #[expect(clippy::cast_possible_truncation, reason = "a part of the scale, in units")]
        let whole = |it: f64| libm::round(it / draws.scale[world] * UNIT) as i64;
        let worth = |issue: usize, level: usize| draws.worths[space.at(issue, level)][world];
        let of_issue = |(issue, options): (usize, &Vec<usize>)| {
            let silence = worth(issue, space.silent(issue));
            options.iter().map(|&it| whole(worth(issue, it) - silence)).collect()
        };
        let mut reservation = whole(-draws.gap[world]);
        let mut interactions = Vec::new();
        for (gain, tie) in space.each_tie() {
            let worth = whole(draws.worths[gain][world] - draws.worths[gain + 1][world]);
            interactions.push(bargain::Interaction::Match { when: self.pattern(tie), worth });
            if tie.iter().all(|it| it.1.contains(&space.silent(it.0))) {
                reservation += worth;
            }
        }
        let vetoes = view.problem.vetoes.iter().zip(&draws.real);
        let mut red_lines = Vec::new();
        for (veto, _) in vetoes.filter(|it| it.1[world]) {
            let when = self.pattern(&veto.what.when);
            if veto.what.unless.is_empty() {
                red_lines.push(when);
                continue;
            }
            // What fails the condition on any of its issues is blocked.
            for (issue, met) in &veto.what.unless {
                let mut blocked = when.clone();
                blocked.0.push(self.condition(*issue, |level| !met.contains(&level)));
                red_lines.push(blocked);
            }
        }
        let utilities = self.allowed.iter().enumerate().map(of_issue).collect();
        bargain::Party { utilities, reservation, red_lines, interactions, cap: None }
    }

    fn numbers(&self, numbers: &Numbers) -> Result<bargain::Party, Error> {
        let whole = |it: i128| i64::try_from(it).map_err(|_| Error::TooLarge);
        let of_issue = |(worths, options): (&Vec<i128>, &Vec<usize>)| {
            options.iter().map(|&it| whole(worths[it])).collect::<Result<Vec<_>, _>>()
        };
        let utilities = numbers.worths.iter().zip(&self.allowed).map(of_issue);
        Ok(bargain::Party {
            utilities: utilities.collect::<Result<_, _>>()?,
            reservation: whole(numbers.reservation)?,
            red_lines: numbers.red_lines.iter().map(|it| self.pattern(&levels(it))).collect(),
            interactions: Vec::new(),
            cap: None,
        })
    }

    fn found(&self, parties: &[bargain::Party]) -> Result<Found, Error> {
        let exists = self.exists(parties)?;
        let mut without = Vec::new();
        for party in 0..parties.len() {
            let others = [&parties[..party], &parties[party + 1..]].concat();
            let can = || Ok(others.is_empty() || self.exists(&others)? == Some(true));
            without.push(exists == Some(false) && can()?);
        }
        Ok(Found { exists, without })
    }

    /// Whether there is an outcome that all accept; `None` if couplings overlap too much to tell.
    fn exists(&self, parties: &[bargain::Party]) -> Result<Option<bool>, Error> {
        let problem =
            bargain::Problem::new(self.space.clone(), parties.to_vec(), self.linkages.clone());
        let problem = problem.map_err(|error| match error {
            bargain::Error::UtilityOverflow { .. } => Error::TooLarge,
            _ => Error::NoOutcome,
        })?;
        exists(&problem)
    }
}

fn levels(pattern: &Pattern) -> Vec<(usize, Vec<usize>)> {
    pattern.iter().map(|(issue, it)| (issue.0, it.iter().map(|it| it.0).collect())).collect()
}

#[cfg(test)]
mod tests {
    use onetext_case::{Claim, Effect, Holder, Linkage, Target};
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{case, draft, pattern, say};
    use crate::proposition::Of;
    use crate::worlds::vetoes;
    use crate::{Question, elicit};

    fn arb_claim() -> impl Strategy<Value = Claim> {
        let option = || prop::sample::subsequence(vec![0, 1, 2], 1..3);
        let two =
            || (option(), option()).prop_map(|(one, other)| pattern(&[(0, &one), (1, &other)]));
        prop_oneof![
            option().prop_map(|it| Claim::RedLine(pattern(&[(1, &it)]))),
            two().prop_map(Claim::RedLine),
            option().prop_map(|it| Claim::Requires(pattern(&[(2, &it)]))),
            two().prop_map(|options| Claim::OnlyIf {
                options,
                when: pattern(&[(1, &[0]), (2, &[2])])
            }),
            two().prop_map(|options| Claim::Together { options, effect: Effect::Loss }),
            two().prop_map(|it| Claim::Refusal(Target::Package(it))),
            option().prop_map(|it| Claim::Rejection(pattern(&[(2, &it)]))),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        /// What is found in each world is what going through all outcomes finds.
        #[test]
        fn worlds_are_decided_as_all_outcomes_decide_them(
            said in prop::collection::vec((arb_claim(), 0..2_usize, 0.6..0.95_f64), 2..9),
        ) {
            let mut case = case(2, &[(3, Some(0)), (3, None), (3, Some(1))]);
            draft(&mut case, &[(0, 1), (1, 0), (2, 0)]);
            draft(&mut case, &[(0, 2), (1, 1)]);
            case.linkages.push(Linkage {
                when: pattern(&[(0, &[1])]),
                then: pattern(&[(1, &[0, 2])]),
                because: Vec::new(),
                note: String::new(),
            });
            for (claim, party, credence) in said {
                let statement = say(&mut case, claim, credence);
                statement.holder = Holder::Party(PartyId(party));
                statement.voice = statement.holder;
            }
            let elicited = elicit(&case, &Question::new(1, 100), &|| false);
            let Ok(zopa) = elicited.zopa(&case, 400, &|| false) else { return Ok(()) };
            // The first issue is moved by both drafts, so that it cannot stay.
            let mut accepted = [[false; 2]; 400].map(|it| (false, it));
            let views = &elicited.views;
            for outcome in 0..18 {
                let outcome = [1 + outcome / 9, outcome / 3 % 3, outcome % 3];
                let reading = outcome.map(|it| vec![it]).to_vec();
                if views[0].space.broken(&reading) != 0 {
                    continue;
                }
                let passes: Vec<Vec<bool>> = views.iter().map(|view| {
                    let Answer::Worlds(worlds) = &view.answer else { panic!("{:?}", view.answer) };
                    let gains = worlds.gains(&view.space, &reading, Of::Worst);
                    let [lines, _] = vetoes(&view.problem, &reading);
                    let free = |at: usize| !lines.iter().any(|&it| worlds.draws.real[it][at]);
                    (0..400).map(|at| 0.0 <= gains[at] && free(at)).collect()
                }).collect();
                for (world, (both, one)) in accepted.iter_mut().enumerate() {
                    *both |= passes[0][world] && passes[1][world];
                    one[0] |= passes[0][world];
                    one[1] |= passes[1][world];
                }
            }
            let share = count(accepted.iter().filter(|it| it.0).count()) / 400.0;
            prop_assert!((zopa.share.low - share).abs() < 1e-12, "{:?} {}", zopa, share);
            prop_assert!((zopa.share.high - share).abs() < 1e-12);
            for party in 0..2 {
                let none: Vec<_> = accepted.iter().filter(|it| !it.0).collect();
                let alone = none.iter().filter(|it| it.1[1 - party]).count();
                match zopa.blocking[party].1 {
                    Some(it) => prop_assert!((it - count(alone) / count(none.len())).abs() < 1e-12),
                    None => prop_assert!(none.is_empty()),
                }
            }
        }
    }

    #[test]
    fn nobody_and_nothing_are_told() {
        let nobody = case(0, &[(2, None)]);
        let zopa = |case: &Case| {
            elicit(case, &Question::new(1, 100), &|| false).zopa(case, 400, &|| false)
        };
        assert_eq!(zopa(&nobody), Err(Error::NobodySigns));
        assert_eq!(zopa(&case(1, &[])), Err(Error::NoOutcome));
        let one = case(1, &[(2, Some(0))]);
        let elicited = elicit(&one, &Question::new(1, 100), &|| false);
        assert_eq!(elicited.zopa(&one, 400, &|| true), Err(Error::Stopped));
        assert!((zopa(&one).unwrap().share.low - 1.0).abs() < 1e-12);
    }
}
