//! Worlds that lie on an edge, where no world should be.

use crate::error::Error;
use crate::ledger::Entry;
use crate::lower::Problem;
use crate::model::value;
use crate::proof::content::contents;
use crate::proof::hard::{Together, together};
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
    worths: usize,
    ledger: &[Entry],
    worlds: &Worlds,
    stop: Stop<'_>,
) -> Option<Error> {
    let mut hard = problem.rows.iter().filter(|it| it.is_hard() && !it.what.negated);
    let is_tight = |form: &Linear| !form.extremes.is_empty() && is_at_edge(form, worlds);
    if !hard.any(|it| it.what.forms.iter().any(is_tight)) {
        return None;
    }
    match together(problem, worths, &contents(problem, ledger), stop) {
        Together::Never(statements) => Some(Error::Unmet { statements }),
        Together::Sometimes | Together::Undecided => None,
    }
}

/// Whether a form is nothing in every world.
fn is_at_edge(form: &Linear, worlds: &Worlds) -> bool {
    let draws = &worlds.draws;
    (0..worlds.count()).all(|world| {
        let value = value(form, &draws.state(world).at, draws.gap[world]);
        value.abs() <= NOTHING * draws.scale[world]
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
