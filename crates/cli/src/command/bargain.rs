//! `onetext zopa`, `frontier` and `solve`: exact answers for a case in numbers.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;

use onetext::{Among, NamedProblem, Rule};
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
    let reservations: BTreeMap<_, _> = arguments.reservation.iter().cloned().collect();
    if folder.exists() && !is_case(folder) {
        let scenario = convert::scenario(folder, &arguments.reading, door)?;
        return NamedProblem::from_scenario(&scenario, &reservations, arguments.round)
            .map_err(|it| failure(&it));
    }
    if arguments.round.is_some() {
        let message = "the numbers of a case are never rounded";
        return Err(Failure::input(message, "leave out --round, which is for scenarios"));
    }
    let (files, parsed) = folder::load(&arguments.case)?;
    folder::report(folder, &files, &parsed, door)?;
    NamedProblem::new(&parsed.case, &reservations).map_err(|it| failure(&it))
}

/// Whether it is the folder of a case; otherwise it is a scenario, or a file of one.
fn is_case(folder: &Path) -> bool {
    folder.join("case.toml").exists()
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
