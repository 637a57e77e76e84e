//! `onetext solve`: what a rule picks, the best for one party, and lists of the best.

use crate::arguments::Solve;
use crate::command::bargain::{failure, problem, show};
use crate::door::{Door, Failure, Output};

pub(crate) fn run(arguments: &Solve, output: Output, door: &mut Door<'_>) -> Result<(), Failure> {
    if arguments.best.or(arguments.diverse).is_some() {
        return list(arguments, output, door);
    }
    let problem = problem(&arguments.numbers, door)?;
    if let Some(party) = &arguments.party {
        let answer = door.work("looking for the best", |stop| problem.favored(party, stop));
        return show(answer, output, door);
    }
    let rule = arguments.rule;
    let answer = door.work("looking for the solution", |stop| problem.solve(rule, stop));
    show(answer, output, door)
}

fn list(arguments: &Solve, output: Output, door: &mut Door<'_>) -> Result<(), Failure> {
    let problem = problem(&arguments.numbers, door)?;
    let by = match (&arguments.party, arguments.rule.measure()) {
        (Some(party), _) => problem.measure_of(party).map_err(|it| failure(&it))?,
        (None, Some(by)) => by,
        (None, None) => {
            let rule = arguments.rule.id();
            return Err(Failure::usage(
                format!("--rule {rule} ranks no outcomes for --best or --diverse"),
                "ask for --rule nash, egalitarian, maximin or utilitarian, or --for a party",
            ));
        }
    };
    if let Some(count) = arguments.diverse {
        let (slack, count) = (arguments.slack, count.into());
        let answer = door.work("looking for outcomes that differ", |stop| {
            problem.diverse(&by, slack, count, stop)
        });
        return show(answer, output, door);
    }
    let count = arguments.best.unwrap_or(1).into();
    let answer = door.work("looking for the best", |stop| problem.best(&by, count, stop));
    show(answer, output, door)
}
