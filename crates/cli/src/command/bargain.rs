//! `onetext zopa`, `frontier` and `solve`: exact answers for a case in numbers.

use std::collections::BTreeMap;
use std::fmt::Display;

use onetext::{Among, NamedProblem, Rule};
use onetext_case::exchange::{Format, Writing, write};
use onetext_case::parse;
use serde::Serialize;

use crate::arguments::{Frontier, Numbers, RuleName, Solve};
use crate::command::convert;
use crate::door::{Door, Failure, write_json, write_text};
use crate::folder;

pub(crate) fn zopa(arguments: &Numbers, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let problem = problem(arguments, door)?;
    let answer = door.work("counting outcomes", |stop| problem.zopa(stop));
    show(answer, json, door)
}

pub(crate) fn frontier(
    arguments: &Frontier,
    json: bool,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let problem = problem(&arguments.numbers, door)?;
    let among = if arguments.acceptable { Among::Acceptable } else { Among::Feasible };
    let answer = door.work("looking for the frontier", |stop| problem.frontier(among, stop));
    show(answer, json, door)
}

pub(crate) fn solve(arguments: &Solve, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let problem = problem(&arguments.numbers, door)?;
    let rule = match arguments.rule {
        RuleName::Nash => Rule::Nash,
        RuleName::KalaiSmorodinsky => Rule::KalaiSmorodinsky,
        RuleName::Egalitarian => Rule::Egalitarian,
        RuleName::Utilitarian => Rule::Utilitarian,
    };
    let answer = door.work("looking for the solution", |stop| problem.solve(rule, stop));
    show(answer, json, door)
}

fn problem(arguments: &Numbers, door: &mut Door<'_>) -> Result<NamedProblem, Failure> {
    let folder = &arguments.case.folder;
    let (files, parsed) = if folder.exists() && !folder.join("case.toml").exists() {
        // A scenario of another tool becomes a case in numbers, so that its names are at hand.
        let scenario = convert::scenario(folder, &arguments.reading, door)?;
        let files = write(&scenario, Format::Case, Writing { places: None })
            .map_err(|loss| Failure::input(loss.to_string(), loss.hint()))?;
        let parsed = parse(&files);
        (files, parsed)
    } else {
        folder::load(&arguments.case)?
    };
    folder::report(folder, &files, &parsed, door)?;
    let reservations: BTreeMap<_, _> = arguments.reservation.iter().cloned().collect();
    NamedProblem::new(&parsed.case, &reservations).map_err(|it| failure(&it))
}

fn show<T: Display + Serialize>(
    answer: Result<T, onetext::Error>,
    json: bool,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let answer = answer.map_err(|it| failure(&it))?;
    if json { write_json(&answer, door) } else { write_text(&answer.to_string(), door) }
}

fn failure(error: &onetext::Error) -> Failure {
    Failure::input(error.to_string(), error.hint().unwrap_or_default())
}
