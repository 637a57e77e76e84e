//! Which question to ask next.
//!
//! # Source
//!
//! The expected fall of the Brier doubt by an answer is the value of information of R. A. Howard,
//! *IEEE Transactions on Systems Science and Cybernetics* 2 (1966), pp. 22–26, for a decision that
//! is scored as G. W. Brier, *Monthly Weather Review* 78 (1950), pp. 1–3 does.

mod asking;
mod candidate;
#[cfg(test)]
mod simulation;
mod table;

use onetext_case::{Case, PartyId};

pub use crate::ask::asking::{Asked, Asking};
use crate::ask::candidate::candidates;
use crate::ask::table::{Bits, Decision};
use crate::converge::effective_draws;
use crate::elicited::{Answer, Elicited, View};
use crate::error::Error;
use crate::question::Stop;
use crate::text::Text;
use crate::worlds::{CHAINS, Worlds};

/// Share of the worlds in which two questions have the same answer, or the opposite one, for one
/// of them to be left out.
const ALIKE: f64 = 0.98;

/// How many times the fall that chance alone shows on average a question's has to be.
const CHANCE: f64 = 4.0;

/// Questions that one could ask a party, those first whose answers are expected to leave the least
/// doubt about whether it accepts the texts that are watched.
///
/// The questions come from the case: whether the party would sign a draft, a reading of it, or the
/// draft with one issue changed; whether a red line is firm; which of two options of an issue is
/// better; which of two steps matters more; which of two drafts is better. All parties with a seat
/// are asked, or `party` alone. Nobody is asked whose utilities are given in numbers, or whose
/// worlds have not converged unless it is `party`. A watched text that has not converged for a party
/// is not watched there, unless none has.
///
/// Left out are questions whose fall of doubt is less than four times what chance alone shows, and
/// those that have the same answer as a better one, or the opposite one, in 98 % of the worlds.
/// Equal ones stand in the order above.
///
/// # Errors
///
/// - Those of [`View::acceptability`] for `party`, or for the first party if none can be asked.
/// - [`Error::NobodySigns`] if no party has a seat and none is named.
///
/// # Cost
///
/// Questions × worlds × (issues + texts / 64), and questions² × worlds / 64. Some 2,000 questions,
/// 4,000 worlds and 10 texts take a fraction of a second for each party.
pub fn ask(
    case: &Case,
    elicited: &Elicited,
    watched: &[Text],
    party: Option<PartyId>,
    stop: Stop<'_>,
) -> Result<Vec<Asked>, Error> {
    let views: Vec<&View> = match party {
        Some(party) => vec![elicited.view(party)],
        None => elicited.views.iter().filter(|it| it.seat).collect(),
    };
    if views.is_empty() {
        return Err(Error::NobodySigns);
    }
    let mut asked = Vec::new();
    let mut failed = None;
    let mut has_answer = false;
    for view in views {
        match of_party(case, view, watched, stop) {
            Ok(more) => {
                has_answer = true;
                asked.extend(more);
            }
            Err(Error::Stopped) => return Err(Error::Stopped),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    match failed {
        Some(error) if !has_answer => Err(error),
        _ => {
            asked.sort_by(|one, other| other.fall.total_cmp(&one.fall));
            Ok(asked)
        }
    }
}

fn of_party(
    case: &Case,
    view: &View,
    watched: &[Text],
    stop: Stop<'_>,
) -> Result<Vec<Asked>, Error> {
    let worlds = match &view.answer {
        Answer::None(error) => return Err(error.clone()),
        Answer::Numbers(_) => return Ok(Vec::new()),
        Answer::Worlds(worlds) => worlds,
    };
    let mut decisions = Vec::new();
    // Which decisions are about which text.
    let mut of_texts = Vec::new();
    let mut failed = None;
    for text in watched {
        let start = decisions.len();
        match decisions_of(view, worlds, text) {
            Ok(more) => {
                decisions.extend(more);
                of_texts.push(Some(start..decisions.len()));
            }
            Err(error @ Error::NotConverged { .. }) => {
                failed = Some(error);
                of_texts.push(None);
            }
            Err(error) => return Err(error),
        }
    }
    if let Some(error) = failed.filter(|_| decisions.is_empty()) {
        return Err(error);
    }
    let effective = decisions.iter().map(|it| it.effective).fold(f64::INFINITY, f64::min);
    let mut found = Vec::new();
    for (asking, yes) in candidates(case, view, worlds, watched, stop)? {
        let told = table::told(&decisions, &yes, worlds.count(), effective);
        if CHANCE * told.chance < told.fall {
            let [fall, bits, error] = [told.fall, told.bits, told.error];
            let falls = of_texts.iter().map(|it| {
                let of_text = &decisions[it.clone()?];
                Some(table::told(of_text, &yes, worlds.count(), effective).fall)
            });
            let falls = falls.collect();
            let asked = Asked {
                party: view.party,
                question: asking,
                yes: told.yes,
                fall,
                falls,
                bits,
                error,
            };
            found.push((asked, yes));
        }
    }
    found.sort_by(|one, other| other.0.fall.total_cmp(&one.0.fall));
    let mut kept: Vec<(Asked, Bits)> = Vec::new();
    for (asked, yes) in found {
        if stop() {
            return Err(Error::Stopped);
        }
        let is_like = |it: &(Asked, Bits)| {
            let alike = it.1.alike(&yes, worlds.count());
            ALIKE <= alike || alike <= 1.0 - ALIKE
        };
        if !kept.iter().any(is_like) && effective_draws(&yes.series(worlds.count()), CHAINS).is_ok()
        {
            kept.push((asked, yes));
        }
    }
    Ok(kept.into_iter().map(|it| it.0).collect())
}

/// Whether the party accepts a text: one decision, or, with open brackets, two of half the weight,
/// at either end of the range.
fn decisions_of(view: &View, worlds: &Worlds, text: &Text) -> Result<Vec<Decision>, Error> {
    let readings = view.readings(text)?;
    let ends = crate::acceptability::ends(&readings, |it| view.shares(it));
    let (_, passes) = view.passes(worlds, &ends);
    let (_, effective) = worlds.share(&view.space, &ends, &passes)?;
    if passes.low == passes.high {
        return Ok(vec![Decision { accepted: Bits::new(&passes.low), weight: 1.0, effective }]);
    }
    let half = |it: &[bool]| Decision { accepted: Bits::new(it), weight: 0.5, effective };
    Ok(vec![half(&passes.low), half(&passes.high)])
}

#[cfg(test)]
mod tests {
    use onetext_case::{Claim, DraftId, Target};

    use super::*;
    use crate::ask::candidate::{candidates, holds};
    use crate::fixture::{case, draft, pattern, say};
    use crate::meaning::proposition;
    use crate::{Question, elicit};

    fn two_drafts() -> Case {
        let mut case = case(1, &[(3, Some(0)), (3, None)]);
        draft(&mut case, &[(0, 1), (1, 1)]);
        draft(&mut case, &[(0, 2), (1, 1)]);
        say(&mut case, Claim::RedLine(pattern(&[(0, &[2])])), 0.7);
        case
    }

    #[test]
    fn the_first_question_is_about_what_is_watched() {
        let case = two_drafts();
        let elicited = elicit(&case, &Question::new(1, 500), &|| false);
        let watched = [Text::draft(&case, DraftId(1))];
        let asked = ask(&case, &elicited, &watched, None, &|| false).unwrap();
        let first = &asked[0];
        let sign = Claim::Acceptance(Target::Draft(DraftId(1)));
        assert_eq!(first.question.claim(true), sign);
        let share = elicited.views[0].share(&watched[0]).unwrap();
        assert!((first.yes - share.low).abs() < 1e-12);
        for pair in asked.windows(2) {
            assert!(pair[1].fall <= pair[0].fall);
        }
        for it in &asked {
            assert!(it.fall < 0.25 && 0.0 < it.bits && it.bits < 1.0, "{it:?}");
            assert_eq!(it.falls, [Some(it.fall)]);
        }
        assert!(asked.iter().any(|it| matches!(it.question, Asking::Firm { .. })));
    }

    #[test]
    fn the_fall_is_the_mean_of_those_of_the_texts() {
        let case = two_drafts();
        let elicited = elicit(&case, &Question::new(1, 500), &|| false);
        let watched = [0, 1].map(|it| Text::draft(&case, DraftId(it)));
        let asked = ask(&case, &elicited, &watched, None, &|| false).unwrap();
        assert!(!asked.is_empty());
        for it in asked {
            let [Some(one), Some(other)] = it.falls[..] else { panic!("{it:?}") };
            assert!((f64::midpoint(one, other) - it.fall).abs() < 1e-12, "{it:?}");
        }
    }

    #[test]
    fn no_is_what_yes_is_not() {
        let case = two_drafts();
        let elicited = elicit(&case, &Question::new(1, 200), &|| false);
        let view = &elicited.views[0];
        let Answer::Worlds(worlds) = &view.answer else { panic!("{:?}", view.answer) };
        let all = candidates(&case, view, worlds, &[], &|| false).unwrap();
        assert_eq!(all.len(), 2 + 7 + 1 + 6 + 1 + 1);
        for (asking, yes) in all {
            let no = proposition(&case, &view.space, &asking.claim(false), &view.problem.vetoes);
            let no = holds(worlds, &no.unwrap(), &mut None);
            let no: Vec<bool> = no.iter().map(|it| !it).collect();
            assert_eq!(Bits::new(&no), yes, "{asking:?}");
        }
    }

    #[test]
    fn nobody_to_ask_is_told() {
        let mut nobody = case(1, &[(2, None)]);
        nobody.parties[0].seat = false;
        let elicited = elicit(&nobody, &Question::new(1, 100), &|| false);
        let ask = |party| ask(&nobody, &elicited, &[Text::default()], party, &|| false);
        assert_eq!(ask(None), Err(Error::NobodySigns));
        assert!(ask(Some(PartyId(0))).is_ok());
    }
}
