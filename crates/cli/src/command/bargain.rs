//! `onetext zopa`, and what all exact answers for a case in numbers share.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;

use onetext::NamedProblem;
use serde::Serialize;

use crate::arguments::Numbers;
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

pub(super) fn problem(arguments: &Numbers, door: &mut Door<'_>) -> Result<NamedProblem, Failure> {
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
