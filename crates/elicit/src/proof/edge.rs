//! Worlds that lie on an edge, where no world should be.

use crate::error::Error;
use crate::ledger::Entry;
use crate::lower::Problem;
use crate::proof::branch::{Branch, Ground};
use crate::proof::content::contents;
use crate::proof::refute::{Answer, decide_facts};
use crate::proof::verdict::{hard_facts, voices};
use crate::proposition::Linear;
use crate::question::Stop;
use crate::worlds::Worlds;

/// What is smaller than this part of the scale of a world is taken for nothing.
const NOTHING: f64 = 1e-9;

/// [`Error::Unmet`] if hard statements hold in the worlds drawn, and yet contradict each other but
/// for a set of measure zero.
///
/// A chain that draws exactly along lines may stand on such a set: where one swing is to be at least
/// another, and the other at least the one. It is proved before it is said, and asked only where
/// some hard row is at its edge in every world.
pub(crate) fn unmet(
    problem: &Problem,
    unknowns: usize,
    ledger: &[Entry],
    worlds: &Worlds,
    stop: Stop<'_>,
) -> Option<Error> {
    let mut hard = problem.rows.iter().filter(|it| it.is_hard() && !it.what.negated);
    let is_tight = |form: &Linear| !form.extremes.is_empty() && is_at_edge(form, unknowns, worlds);
    if !hard.any(|it| it.what.forms.iter().any(is_tight)) {
        return None;
    }
    let contents = contents(problem, ledger);
    let facts = hard_facts(&contents, |_| true);
    let ground = Ground::new(problem, unknowns);
    let Answer::Refuted(tree) = decide_facts(&ground, facts.iter().copied(), stop) else {
        return None;
    };
    let facts = tree.facts(&ground, &Branch::new(facts));
    Some(Error::Unmet { statements: voices(&contents, facts) })
}

/// Whether a form is nothing in every world.
fn is_at_edge(form: &Linear, unknowns: usize, worlds: &Worlds) -> bool {
    let draws = &worlds.draws;
    let mut all = 0..worlds.count();
    all.all(|world| {
        let scale = draws.scale[world];
        let mut at: Vec<f64> = draws.worths.iter().map(|it| it[world]).collect();
        at.resize(unknowns, 0.0);
        at.push(scale - at.iter().sum::<f64>());
        let terms = form.terms.iter().map(|&(it, factor)| f64::from(factor) * at[it]);
        let extremes = form.extremes.iter().map(|it| it.value(&at));
        let none = if form.against_none { draws.gap[world] } else { 0.0 };
        let value = terms.chain(extremes).sum::<f64>() + none;
        value.abs() <= NOTHING * scale
    })
}

#[cfg(test)]
mod tests {
    use onetext_case::{Claim, IssueId, Swing};

    use crate::fixture::{case, pattern, say};
    use crate::{Error, Question, elicit};

    /// What is left of two issues after hard priorities, each by the issue that goes first.
    fn check(first: &[usize]) -> Result<(), Error> {
        let mut case = case(1, &[(3, None), (3, Some(0))]);
        for &first in first {
            let swings = [first, 1 - first].map(|it| Swing::Issue(IssueId(it))).to_vec();
            say(&mut case, Claim::Priority { swings, times: 1 }, 1.0);
        }
        let text = crate::Text::from(vec![vec![onetext_case::OptionId(1)]]);
        elicit(&case, &Question::new(1, 100), &|| false).views[0].share(&text).map(|_| ())
    }

    #[test]
    fn priorities_that_leave_an_edge_alone_give_no_number() {
        assert_eq!(check(&[0]), Ok(()));
        assert_eq!(check(&[0, 0]), Ok(()));
        let statements = [0, 1].map(onetext_case::StatementId).to_vec();
        assert_eq!(check(&[0, 1]), Err(Error::Unmet { statements }));
    }

    #[test]
    fn what_goes_without_saying_is_no_edge() {
        let mut case = case(1, &[(3, None), (3, Some(0))]);
        let [one, either] = [pattern(&[(0, &[1])]), pattern(&[(0, &[1, 2])])];
        say(&mut case, Claim::Preference { prefer: either, over: one }, 1.0);
        let text = crate::Text::from(vec![vec![onetext_case::OptionId(1)]]);
        assert!(elicit(&case, &Question::new(1, 100), &|| false).views[0].share(&text).is_ok());
    }
}
