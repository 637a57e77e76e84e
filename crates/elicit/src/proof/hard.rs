//! What is said with credence 1, and whether it can all be true.

use onetext_case::StatementId;

use crate::lower::Problem;
use crate::proof::branch::{Branch, Fact, Ground};
use crate::proof::content::Content;
use crate::proof::refute::{Answer, decide_facts};
use crate::question::Stop;

/// Whether all hard statements can be true together.
pub(crate) enum Together {
    /// There is a world in which they are.
    Sometimes,
    /// There is none but for a set of measure zero: these statements rule it out.
    Never(Vec<StatementId>),
    /// The bound on the work was met, or it was stopped.
    Undecided,
}

/// Decides whether all hard statements can be true together.
pub(crate) fn together(
    problem: &Problem,
    worths: usize,
    contents: &[Content],
    stop: Stop<'_>,
) -> Together {
    let facts = hard_facts(contents, |_| true);
    let ground = Ground::new(problem, worths);
    match decide_facts(&ground, facts.iter().copied(), stop) {
        Answer::Holds(_) => Together::Sometimes,
        Answer::Undecided => Together::Undecided,
        Answer::Refuted(tree) => {
            let facts = tree.facts(&ground, &Branch::new(facts));
            Together::Never(voices(contents, facts))
        }
    }
}

/// The facts of which the statements that count are sure.
pub(crate) fn hard_facts(contents: &[Content], counts: impl Fn(StatementId) -> bool) -> Vec<Fact> {
    contents.iter().filter(|it| counts(it.statement)).flat_map(|it| it.hard.clone()).collect()
}

/// For each fact the first statement that says it and is sure.
pub(crate) fn voices(
    contents: &[Content],
    facts: impl IntoIterator<Item = Fact>,
) -> Vec<StatementId> {
    let voice = |fact: Fact| contents.iter().find(|it| it.hard.contains(&fact));
    let mut voices: Vec<StatementId> =
        facts.into_iter().filter_map(voice).map(|it| it.statement).collect();
    voices.sort_unstable();
    voices.dedup();
    voices
}
