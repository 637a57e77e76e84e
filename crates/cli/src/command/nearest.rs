//! `onetext nearest`: the acceptable outcome nearest to a given one.

use crate::arguments::Nearest;
use crate::command::bargain::{failure, problem, show};
use crate::door::{Door, Failure, Output};
use crate::folder;

pub(crate) fn run(arguments: &Nearest, output: Output, door: &mut Door<'_>) -> Result<(), Failure> {
    let problem = problem(&arguments.numbers, door)?;
    let (settings, drafts): (Vec<_>, Vec<_>) =
        arguments.from.iter().partition(|it| it.contains('='));
    let settings: Vec<(String, String)> = settings
        .into_iter()
        .filter_map(|it| it.split_once('='))
        .map(|(issue, option)| (issue.trim().to_owned(), option.trim().to_owned()))
        .collect();
    if 1 < drafts.len() {
        return Err(Failure::usage(
            "--from names more than one draft",
            "name one draft, and options in its stead as issue=option",
        ));
    }
    // A scenario of another tool has no drafts, and no status quo.
    let folder = &arguments.numbers.case.folder;
    let case = if folder.join("case.toml").exists() {
        Some(folder::load(&arguments.numbers.case)?.1.case)
    } else {
        None
    };
    let draft = drafts.first().map(|it| it.as_str());
    let start = problem.start(case.as_ref(), draft, &settings).map_err(|it| failure(&it))?;
    let answer = door.work("looking for the nearest outcome", |stop| {
        problem.nearest(&start, &arguments.weight, stop)
    });
    show(answer, output, door)
}
