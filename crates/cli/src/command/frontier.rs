//! `onetext frontier`: the outcomes that no other outcome beats, as a list or as a drawing.

use std::path::Path;

use onetext::{Among, FrontierView, NamedProblem, Rule, SolutionView, report};

use crate::arguments::Frontier;
use crate::command::bargain::{failure, problem, show};
use crate::door::{Door, Failure, Output};
use crate::folder;

pub(crate) fn run(
    arguments: &Frontier,
    output: Output,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let problem = problem(&arguments.numbers, door)?;
    let among = if arguments.acceptable { Among::Acceptable } else { Among::Feasible };
    if let Some(percent) = arguments.within {
        let answer = door.work("covering the frontier", |stop| problem.cover(among, percent, stop));
        return show(answer, output, door);
    }
    let answer = door.work("looking for the frontier", |stop| problem.frontier(among, stop));
    let Some(file) = &arguments.svg else { return show(answer, output, door) };
    let frontier = answer.map_err(|it| failure(&it))?;
    draw(&problem, &frontier.view, file, door)?;
    if output == Output::Text { Ok(()) } else { show(Ok(frontier), output, door) }
}

/// Draws the frontier into a file, and says what is drawn.
fn draw(
    problem: &NamedProblem,
    frontier: &FrontierView,
    file: &Path,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let mut solutions: Vec<SolutionView> = Vec::new();
    let mut missing = Vec::new();
    for rule in Rule::MAIN {
        match door.work("looking for the solutions", |stop| problem.solve(rule, stop)) {
            Ok(found) => solutions.push(found.view),
            Err(error) => missing.push(format!("no {} solution: {error}", rule.name())),
        }
    }
    let Some(drawing) = report::frontier_svg(frontier, &problem.reservations(), &solutions) else {
        return Err(Failure::input(
            "there is nothing to draw: it takes two parties and a point of the frontier",
            "list the frontier instead",
        ));
    };
    folder::write_file(file, drawing.svg.as_bytes())?;
    for it in missing {
        writeln!(door.err, "{it}")?;
    }
    let (drawn, all) = (drawing.drawn, frontier.points.len());
    let drawn = if drawn == all { format!("all {all}") } else { format!("{drawn} of {all}") };
    writeln!(door.err, "{} shows {drawn} points ({})", file.display(), frontier.reliance)?;
    Ok(())
}
