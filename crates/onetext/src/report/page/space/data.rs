//! The points of the frontier for the script: outcomes in letters, and a table of utilities, from
//! which it adds up what each party gets.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde::Serialize;

use super::Page;
use crate::bargaining::NamedProblem;
use crate::report::plot::{Measure, Space};

/// Most points that a page carries.
pub(super) const MOST: usize = 20_000;

/// A letter for each option, so that an outcome is a word.
const LETTERS: &[u8; 62] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// What the script reads.
#[derive(Serialize)]
struct Data<'a> {
    /// Names of the parties, in the order of the axes.
    parties: Vec<&'a str>,
    /// Lower and upper end of each axis.
    ends: Vec<[f64; 2]>,
    /// Decimal places that the whole numbers stand for.
    places: usize,
    /// For each party, issue and option its utility in whole numbers.
    utilities: Vec<&'a Vec<Vec<i64>>>,
    /// Each issue, then its options.
    issues: Vec<(&'a str, Vec<&'a str>)>,
    /// How many letters stand for an option.
    wide: usize,
    /// The outcomes, one after the other.
    points: String,
}

/// The points as text that shows nowhere, for a frontier with points.
pub(super) fn element(page: &Page<'_>, space: &Space) -> Markup {
    let text = (space.measure == Measure::Utility).then(|| text(page, space)).flatten();
    html! { @if let Some(text) = text { template.space-data { (text) } } }
}

fn text(page: &Page<'_>, space: &Space) -> Option<String> {
    let frontier = page.analysis.bargaining.as_ref()?.frontier.as_ref().ok()?;
    let problem = NamedProblem::new(page.case, &BTreeMap::new()).ok()?;
    let (utilities, places) = problem.table()?;
    let most = problem.issues().iter().map(|it| it.1.len()).max()?;
    let wide = if most <= LETTERS.len() { 1 } else { 2 };
    let mut points = String::new();
    for index in space.drawn(MOST) {
        for (issue, (_, option)) in frontier.points[index].outcome.iter().enumerate() {
            let option = problem.place(issue, option)?;
            if wide == 2 {
                points.push(char::from(LETTERS[option / LETTERS.len()]));
            }
            points.push(char::from(LETTERS[option % LETTERS.len()]));
        }
    }
    let data = Data {
        parties: space.axes.iter().map(|it| it.party.name.as_str()).collect(),
        ends: space.axes.iter().map(|it| [it.low, it.high]).collect(),
        places,
        utilities,
        issues: problem
            .issues()
            .iter()
            .map(|(issue, options)| {
                (issue.name.as_str(), options.iter().map(|it| it.name.as_str()).collect())
            })
            .collect(),
        wide,
        points,
    };
    serde_json::to_string(&data).ok()
}
