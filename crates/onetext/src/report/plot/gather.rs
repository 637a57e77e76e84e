//! From an analysis to what its deal space shows.

use std::collections::BTreeMap;

use super::axis::{number, printable, value};
use super::{Axis, Kind, Mark, Measure, Space, capital};
use crate::analysis::{Analysis, Named, Number};
use crate::bargaining::{Bargaining, FrontierView, Payoff, Rule, SolutionView};
use crate::inquiry::{IssueChange, RungView, TogetherView};

impl Space {
    /// A frontier with what rules pick; axes as the reservation values have them.
    pub(super) fn frontier(
        frontier: &FrontierView,
        reservations: &[Payoff],
        solutions: &[SolutionView],
    ) -> Self {
        let points = frontier.points.iter().map(|it| it.payoffs.iter().map(value).collect());
        Self::utilities(reservations, points.collect(), picks(solutions))
    }

    /// The deal space of a case: in utilities where every party that signs has them in numbers, in
    /// shares of worlds elsewhere; `None` where there are not two to be compared.
    pub(in crate::report) fn of(analysis: &Analysis) -> Option<Self> {
        let Some(exact) = &analysis.bargaining else { return Self::shares(analysis) };
        let space = Self::numbers(exact);
        let is_empty = space.points.is_empty() && space.marks.is_empty();
        (1 < space.axes.len() && !is_empty).then_some(space)
    }

    /// The deal space of a case in numbers: the frontier, what the rules pick, and the drafts.
    fn numbers(exact: &Bargaining) -> Self {
        let points = exact.frontier.iter().flat_map(|it| &it.points);
        let points = points.map(|it| it.payoffs.iter().map(value).collect()).collect();
        let solutions: Vec<SolutionView> = exact.solutions.iter().flatten().cloned().collect();
        let drafts = exact.drafts.iter().enumerate().map(|(index, it)| Mark {
            kind: Kind::Draft,
            badge: (index + 1).to_string(),
            name: format!("{}, {}", printable(&it.draft.name), it.day),
            changes: Vec::new(),
            ranges: it
                .parties
                .iter()
                .map(|it| Some([number(&it.low)?, number(&it.high)?]))
                .collect(),
            told: it
                .parties
                .iter()
                .map(|it| {
                    if it.low == it.high {
                        it.low.clone()
                    } else {
                        format!("{} to {}", it.low, it.high)
                    }
                })
                .collect(),
            draft: Some(it.draft.id.clone()),
        });
        let marks = drafts.chain(picks(&solutions)).collect();
        Self::utilities(&exact.zopa.reservations, points, marks)
    }

    fn utilities(floors: &[Payoff], points: Vec<Vec<f64>>, marks: Vec<Mark>) -> Self {
        let axes = floors.iter().enumerate().map(|(index, it)| {
            let of_points = points.iter().map(|it| it[index]);
            let of_marks = marks.iter().filter_map(|it| it.ranges[index]).flatten();
            Axis::utilities(&it.party, value(it), of_points.chain(of_marks))
        });
        Self { measure: Measure::Utility, axes: axes.collect(), points, marks }
    }

    /// The deal space of a case in statements: the texts that were looked at, by the shares of worlds
    /// in which each party that signs accepts; `None` where fewer than two sign or no text has
    /// numbers for two.
    fn shares(analysis: &Analysis) -> Option<Self> {
        let seats: Vec<&Named> =
            analysis.holders.iter().filter(|it| it.seat).map(|it| &it.holder).collect();
        if seats.len() < 2 {
            return None;
        }
        let mut marks = drafts(analysis, &seats);
        marks.extend(texts(analysis, &seats));
        marks.retain(|it| 1 < it.ranges.iter().flatten().count());
        let bar = analysis.ladder.as_ref().map(|it| it.at_least);
        let axes = seats.iter().map(|it| Axis::shares(it, bar)).collect();
        let space = Self { measure: Measure::Share, axes, points: Vec::new(), marks };
        (!space.marks.is_empty()).then_some(space)
    }
}

/// What rules pick, rules with the same payoffs joined.
fn picks(solutions: &[SolutionView]) -> Vec<Mark> {
    let mut picks: Vec<(&[Payoff], Vec<Rule>)> = Vec::new();
    for it in solutions {
        match picks.iter_mut().find(|pick| pick.0 == it.payoffs) {
            Some(pick) => pick.1.push(it.rule),
            None => picks.push((&it.payoffs, vec![it.rule])),
        }
    }
    let marks = picks.into_iter().enumerate().map(|(index, (payoffs, rules))| Mark {
        kind: Kind::Rule(index),
        badge: rules.iter().map(|it| letters(*it)).collect::<Vec<_>>().join(" "),
        changes: Vec::new(),
        name: rules.iter().map(|it| capital(it.name())).collect::<Vec<_>>().join(", "),
        ranges: payoffs.iter().map(|it| Some([value(it); 2])).collect(),
        told: payoffs.iter().map(|it| it.utility.clone()).collect(),
        draft: None,
    });
    marks.collect()
}

/// The initials of a rule.
fn letters(rule: Rule) -> String {
    let words = rule.name().split([' ', '–', '-']);
    words.filter_map(|it| it.chars().next()).flat_map(char::to_uppercase).collect()
}

/// The drafts, by day, and those whose text is not public.
fn drafts(analysis: &Analysis, seats: &[&Named]) -> Vec<Mark> {
    let stations: BTreeMap<&str, usize> =
        (1..).zip(&analysis.drafts).map(|(number, it)| (it.draft.id.as_str(), number)).collect();
    let mut hidden = 0;
    let marks = analysis.acceptances.iter().map(|it| {
        let share =
            |seat: &Named| it.parties.iter().find(|it| it.party.id == seat.id).map(|it| &it.share);
        let shares: Vec<Option<&Number>> = seats.iter().map(|it| share(it)).collect();
        let name = printable(&it.draft.name);
        let (kind, badge, name) = if let Some(&number) = stations.get(it.draft.id.as_str()) {
            let day = analysis.drafts[number - 1].day;
            (Kind::Draft, number.to_string(), format!("{name}, {day}"))
        } else {
            hidden += 1;
            (Kind::Hidden, format!("?{hidden}"), format!("{name} (not public)"))
        };
        mark(kind, badge, name, &shares, Some(it.draft.id.clone()))
    });
    let mut marks: Vec<Mark> = marks.collect();
    // The path goes by day, whatever the order of the acceptances.
    marks.sort_by_key(|it| it.badge.parse::<usize>().unwrap_or(usize::MAX));
    marks
}

/// Texts that are no drafts yet: proposals, smallest changes, the most acceptable text found.
fn texts(analysis: &Analysis, seats: &[&Named]) -> Vec<Mark> {
    let of = |after: &'_ TogetherView| -> Vec<Option<Number>> {
        let share = |seat: &&Named| {
            after.parties.iter().find(|it| it.party.id == seat.id).map(|it| it.share.clone())
        };
        seats.iter().map(share).collect()
    };
    let mut marks: Vec<Mark> = Vec::new();
    let mut seen: Vec<&[IssueChange]> = Vec::new();
    let proposals = analysis.proposals.iter().flat_map(|it| &it.proposals);
    for (number, it) in (1..).zip(proposals) {
        let shares = of(&it.after);
        let name = "Proposal".to_owned();
        let mark = mark(Kind::Proposal, format!("P{number}"), name, &known(&shares), None);
        marks.push(Mark { changes: changed(&it.changes), ..mark });
        seen.push(&it.changes);
    }
    let rungs: Vec<(&RungView, &str)> = analysis
        .ladder
        .iter()
        .flat_map(|it| {
            let rungs = it.rungs.iter().map(|it| (it, "Smallest change that reaches the bar"));
            rungs.chain(it.nearest.iter().map(|it| (it, "Nearest to the bar")))
        })
        .collect();
    for (number, (it, what)) in (1..).zip(rungs) {
        let badge = format!("U{number}");
        if let Some(place) = seen.iter().position(|other| is_same(other, &it.changes)) {
            marks[place].badge = format!("{} {badge}", marks[place].badge);
            continue;
        }
        let mark = mark(Kind::Rung, badge, what.to_owned(), &known(&of(&it.after)), None);
        marks.push(Mark { changes: changed(&it.changes), ..mark });
    }
    if let Some(found) = &analysis.found {
        let share = |seat: &&Named| {
            found.parties.iter().find(|it| it.party.id == seat.id).map(|it| &it.share)
        };
        let shares: Vec<Option<&Number>> = seats.iter().map(share).collect();
        let name = "The most acceptable text that a search found".to_owned();
        marks.push(mark(Kind::Found, "F".to_owned(), name, &shares, None));
    }
    marks
}

fn known(shares: &[Option<Number>]) -> Vec<Option<&Number>> {
    shares.iter().map(Option::as_ref).collect()
}

fn mark(
    kind: Kind,
    badge: String,
    name: String,
    shares: &[Option<&Number>],
    draft: Option<String>,
) -> Mark {
    let range = |it: Option<&Number>| match it {
        Some(Number::Known { range, .. }) => Some([range.low, range.high]),
        _ => None,
    };
    let told = |it: Option<&Number>| match it {
        Some(Number::Known { range, .. }) => range.to_string(),
        Some(Number::Unknown { reason, .. }) => format!("no number: {reason}"),
        None => "no number".to_owned(),
    };
    Mark {
        kind,
        badge,
        name,
        changes: Vec::new(),
        ranges: shares.iter().copied().map(range).collect(),
        told: shares.iter().copied().map(told).collect(),
        draft,
    }
}

/// Whether two changes lead to the same text.
fn is_same(one: &[IssueChange], other: &[IssueChange]) -> bool {
    let of = |it: &[IssueChange]| {
        let mut to: Vec<(String, String)> =
            it.iter().map(|it| (it.issue.id.clone(), it.to.id.clone())).collect();
        to.sort_unstable();
        to
    };
    of(one) == of(other)
}

/// What a change leads to: each issue with its option.
fn changed(changes: &[IssueChange]) -> Vec<(String, String)> {
    changes.iter().map(|it| (it.issue.name.clone(), it.to.name.clone())).collect()
}
