//! `onetext zopa` and `solve`, and what all exact answers for a case in numbers share.

use std::collections::BTreeMap;
use std::fmt::Display;

use onetext::NamedProblem;
use onetext_case::exchange::{Format, Writing, write};
use onetext_case::parse;
use serde::Serialize;

use crate::arguments::{Numbers, Solve};
use crate::command::convert;
use crate::door::{Door, Failure, Output, write_json, write_text};
use crate::folder;
use crate::table::{Table, write_csv};

pub(crate) fn zopa(
    arguments: &Numbers,
    output: Output,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let problem = problem(arguments, door)?;
    let answer = door.work("counting outcomes", |stop| problem.zopa(stop));
    show(answer, output, door)
}

pub(crate) fn solve(arguments: &Solve, output: Output, door: &mut Door<'_>) -> Result<(), Failure> {
    let problem = problem(&arguments.numbers, door)?;
    let rule = arguments.rule;
    let answer = door.work("looking for the solution", |stop| problem.solve(rule, stop));
    show(answer, output, door)
}

pub(super) fn problem(arguments: &Numbers, door: &mut Door<'_>) -> Result<NamedProblem, Failure> {
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

/// Writes an answer in the form that is wanted, or fails as it did.
pub(super) fn show<T: Display + Serialize + Table>(
    answer: Result<T, onetext::Error>,
    output: Output,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let answer = answer.map_err(|it| failure(&it))?;
    match output {
        Output::Text => write_text(&answer.to_string(), door),
        Output::Json => write_json(&answer, door),
        Output::Csv => write_csv(&answer, door),
    }
}

pub(super) fn failure(error: &onetext::Error) -> Failure {
    Failure::input(error.to_string(), error.hint().unwrap_or_default())
}
