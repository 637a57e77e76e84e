//! Options that the case ties to others, in a text that does not have the others.

use onetext_case::{Case, IssueId, OptionId, Pattern};

use super::reading::Ground;
use super::{Finding, Rule};

pub(super) fn find(ground: &Ground<'_>) -> Vec<Finding> {
    let case = ground.case;
    let options = ground.draft.options(case.issues.len());
    let mut found = Vec::new();
    for linkage in &case.linkages {
        // Silence on all of the condition is no word of the text.
        let is_explicit = linkage
            .when
            .iter()
            .any(|(issue, wanted)| options[issue.0].iter().any(|it| wanted.contains(it)));
        if !is_explicit
            || !linkage.when.iter().all(|(issue, wanted)| can_be(case, &options, *issue, wanted))
        {
            continue;
        }
        let broken: Vec<(IssueId, &[OptionId])> = linkage
            .then
            .iter()
            .filter(|(issue, wanted)| !can_be(case, &options, **issue, wanted))
            .map(|(issue, wanted)| (*issue, wanted.as_slice()))
            .collect();
        let Some(&(first, _)) = broken.first() else { continue };
        let place = ground
            .place(|issue, option| linkage.when.get(&issue).is_some_and(|it| it.contains(&option)));
        let is_open = linkage.when.keys().any(|it| 1 < options[it.0].len());
        let wanted: Vec<String> =
            broken.iter().map(|(issue, wanted)| choice(case, *issue, wanted)).collect();
        let says =
            if options[first.0].is_empty() { "is silent there" } else { "says something else" };
        let note =
            if linkage.note.is_empty() { String::new() } else { format!(" {}", linkage.note) };
        found.push(Finding {
            rule: Rule::BrokenLinkage,
            point: place.map(|it| it.0),
            at: place.map_or(0, |it| it.3),
            line: place.and_then(|it| it.1),
            words: place.map_or_else(String::new, |it| it.2.trim().to_owned()),
            lacks: vec!["linkage"],
            reason: format!(
                "{} {} only together with {}, and the text {says}.{note}",
                quoted(case, &linkage.when),
                if is_open { "may be chosen" } else { "stands" },
                wanted.join(" and "),
            ),
            better: format!(
                "Settle in the same text: {}; or take these words out.",
                wanted.join("; ")
            ),
            issues: linkage.when.keys().chain(linkage.then.keys()).copied().collect(),
            statements: linkage.because.clone(),
        });
    }
    found
}

/// Whether some reading of the text has one of the options; silence stands at the status quo.
pub(super) fn can_be(
    case: &Case,
    options: &[Vec<OptionId>],
    issue: IssueId,
    wanted: &[OptionId],
) -> bool {
    match options[issue.0].as_slice() {
        [] => case.issues[issue.0].status_quo.is_some_and(|it| wanted.contains(&it)),
        some => some.iter().any(|it| wanted.contains(it)),
    }
}

/// The options of an issue that would do, in words.
pub(super) fn choice(case: &Case, issue: IssueId, wanted: &[OptionId]) -> String {
    let texts: Vec<String> =
        wanted.iter().map(|it| format!("“{}”", case.issues[issue.0].options[it.0].text)).collect();
    format!("{} on {}", texts.join(" or "), case.issues[issue.0].id)
}

fn quoted(case: &Case, pattern: &Pattern) -> String {
    let parts: Vec<String> =
        pattern.iter().map(|(issue, wanted)| choice(case, *issue, wanted)).collect();
    parts.join(" with ")
}
