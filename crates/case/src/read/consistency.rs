//! What no single line can know: linkages that go in circles, statements that supersede themselves.

use std::collections::BTreeMap;

use crate::model::{Case, IssueId, OptionId, StatementId};
use crate::read::build::Fields;
use crate::read::names::Report;
use crate::read::tree::Node;

/// An issue settled by one option.
type Settled = (IssueId, OptionId);

/// Reports linkages and supersessions that contradict themselves.
pub(crate) fn check(root: &Fields<'_>, ledger: &Fields<'_>, case: &Case, report: &mut Report) {
    let nodes = root.node.at("linkage").map_or(&[][..], Node::items);
    check_linkages(nodes, case, report);
    let nodes = ledger.node.at("statement").map_or(&[][..], Node::items);
    check_supersessions(nodes, case, report);
}

fn check_linkages(nodes: &[Node], case: &Case, report: &mut Report) {
    // From one settled issue to what it forces, with the linkage that says so.
    let mut forces: BTreeMap<Settled, Vec<(Settled, usize)>> = BTreeMap::new();
    for (index, linkage) in case.linkages.iter().enumerate() {
        let node = &nodes[index];
        if let Some(issue) = linkage.when.keys().find(|it| linkage.then.contains_key(it)) {
            let message =
                format!("the linkage has issue `{}` on both sides", case.issues[issue.0].id);
            report.error(
                "case.toml",
                &node.span,
                message,
                "an issue is settled by one option: take it out of `when` or of `then`",
            );
            continue;
        }
        let mut when = linkage.when.iter();
        if let (Some(from), None) = (when.next().and_then(single), when.next()) {
            let to = linkage.then.iter().filter_map(single).map(|it| (it, index));
            forces.entry(from).or_default().extend(to);
        }
    }
    let name = |(issue, option): Settled| {
        let issue = &case.issues[issue.0];
        format!("{} = {}", issue.id, issue.options[option.0].id)
    };
    for &start in forces.keys() {
        let Some(path) = way_back(start, &forces) else { continue };
        // A circle is told once, from its smallest member.
        if path.iter().any(|(settled, _)| *settled < start) {
            continue;
        }
        let steps: Vec<String> = path.iter().map(|(settled, _)| name(*settled)).collect();
        let message = format!("linkages go in a circle: {} → {}", name(start), steps.join(" → "));
        let help = "these options stand or fall together: make them one option, or drop a linkage";
        if let Some((_, linkage)) = path.last() {
            report.error("case.toml", &nodes[*linkage].span, message, help);
        }
    }
}

/// A pattern's entry that leaves one option.
fn single((issue, options): (&IssueId, &Vec<OptionId>)) -> Option<Settled> {
    match options.as_slice() {
        [option] => Some((*issue, *option)),
        _ => None,
    }
}

/// The shortest way from a settled issue back to itself, as steps with the linkages taken.
fn way_back(
    start: Settled,
    forces: &BTreeMap<Settled, Vec<(Settled, usize)>>,
) -> Option<Vec<(Settled, usize)>> {
    let mut came: BTreeMap<Settled, (Settled, usize)> = BTreeMap::new();
    let mut front = vec![start];
    while !front.is_empty() && !came.contains_key(&start) {
        let mut next = Vec::new();
        for from in front {
            for &(to, linkage) in forces.get(&from).map_or(&[][..], Vec::as_slice) {
                if let std::collections::btree_map::Entry::Vacant(entry) = came.entry(to) {
                    entry.insert((from, linkage));
                    next.push(to);
                }
            }
        }
        front = next;
    }
    let mut path = Vec::new();
    let mut at = start;
    loop {
        let &(from, linkage) = came.get(&at)?;
        path.push((at, linkage));
        at = from;
        if at == start {
            path.reverse();
            return Some(path);
        }
    }
}

fn check_supersessions(nodes: &[Node], case: &Case, report: &mut Report) {
    for (index, statement) in case.statements.iter().enumerate() {
        let Some(StatementId(earlier)) = statement.supersedes else { continue };
        let span = nodes[index].at("supersedes").map_or(&nodes[index].span, |it| &it.span);
        let Some(other) = case.statements.get(earlier) else { continue };
        if earlier == index {
            let message = format!("`{}` supersedes itself", statement.id);
            report.error(
                "statements.toml",
                span,
                message,
                "name the earlier statement that it replaces",
            );
        } else if statement.said.to < other.said.from {
            let message = format!(
                "`{}` was said before `{}`, which it is to supersede",
                statement.id, other.id
            );
            report.error(
                "statements.toml",
                span,
                message,
                "a later statement supersedes an earlier one",
            );
        } else if other.holder != statement.holder {
            let message = format!(
                "`{}` speaks of another holder than `{}`, which it is to supersede",
                statement.id, other.id
            );
            report.error(
                "statements.toml",
                span,
                message,
                "only a statement about the same party replaces one",
            );
        }
    }
}
