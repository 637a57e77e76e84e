//! Problems as JSON that any tool can read: numbers, and ids counted from zero.

use onetext_bargain::{Interaction, Linkage, Party, Pattern, Problem};

use crate::question::Question;
use crate::work::{SHARED_SAMPLES, Work};

/// What work there is, without its problem.
pub(crate) fn line(work: &Work) -> String {
    let Work { name, title, question, .. } = work;
    format!(r#"{{"name": "{name}", "title": "{title}", "question": "{}"}}"#, question.name())
}

/// The work with its problem.
///
/// `requires` has `[a, x, b, y]` for "option `x` of issue `a` only with option `y` of issue `b`".
/// `tables` of a party are worths of pairs of issues, the last issue turning fastest. A red line is
/// a list of pairs of issue and option.
pub(crate) fn document(work: &Work) -> String {
    let problem = work.problem();
    let options = problem.space().issues().map(|it| problem.space().option_count(it));
    let parties = problem.parties().iter().map(party).collect::<Vec<_>>().join(",\n");
    let samples = match work.question {
        Question::Samples => work.samples(),
        _ => vec![],
    };
    let samples = samples.iter().take(SHARED_SAMPLES).map(utilities);
    format!(
        "{{\"name\": \"{}\", \"question\": \"{}\",\n\"options\": {:?},\n\"parties\": [\n{parties}],\n\
         \"requires\": {:?},\n\"draft\": {:?},\n\"samples\": {:?}}}\n",
        work.name,
        work.question.name(),
        options.collect::<Vec<_>>(),
        requires(&problem),
        work.draft().0.iter().map(|it| it.0).collect::<Vec<_>>(),
        samples.collect::<Vec<_>>()
    )
}

fn party(party: &Party) -> String {
    let table = |it: &Interaction| match it {
        Interaction::Table { issues, worth } => {
            let issues: Vec<_> = issues.iter().map(|it| it.0).collect();
            Some(format!(r#"{{"issues": {issues:?}, "worth": {worth:?}}}"#))
        }
        Interaction::Match { .. } => None,
    };
    let tables = party.interactions.iter().filter_map(table).collect::<Vec<_>>().join(", ");
    let red_lines: Vec<_> = party.red_lines.iter().map(conditions).collect();
    format!(
        r#"{{"utilities": {:?}, "reservation": {}, "red_lines": {red_lines:?}, "tables": [{tables}]}}"#,
        party.utilities, party.reservation
    )
}

/// The conditions of a pattern in which each has one option.
fn conditions(pattern: &Pattern) -> Vec<[u8; 2]> {
    let pairs = pattern.0.iter().flat_map(|it| it.options.iter().map(|option| (it.issue, option)));
    pairs.map(|(issue, option)| [issue.0, option.0]).collect()
}

fn requires(problem: &Problem) -> Vec<[u8; 4]> {
    let requires = problem.linkages().iter().filter_map(|it| match it {
        Linkage::Requires { when, then } => match (&*conditions(when), &*conditions(then)) {
            (&[[a, x]], &[[b, y]]) => Some([a, x, b, y]),
            _ => None,
        },
        _ => None,
    });
    requires.collect()
}

fn utilities(problem: &Problem) -> Vec<&Vec<Vec<i64>>> {
    problem.parties().iter().map(|it| &it.utilities).collect()
}
