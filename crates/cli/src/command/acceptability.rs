//! `onetext acceptability`: who could accept which draft or package; and what all questions about
//! worlds share.

use onetext::report::{self, Sheet};
use onetext::{Error, Inquiry};
use onetext_case::Case;
use onetext_elicit::Question;
use serde::Serialize;

use crate::arguments::{Acceptability, CaseFolder, Drawing};
use crate::command::bargain::failure;
use crate::door::{Door, Failure, harmless, write_json, write_sheet};
use crate::folder;

/// Columns of a report on the terminal.
pub(super) const WIDTH: usize = 100;

pub(crate) fn run(
    arguments: &Acceptability,
    json: bool,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let wanted = arguments.text.wanted();
    let answer = ask(&arguments.case, &arguments.drawing, door, |inquiry| {
        inquiry.acceptability(wanted.as_ref(), arguments.party.as_deref())
    })?;
    show(&answer, report::acceptability, json, door)
}

/// Draws the worlds of a case and asks them.
pub(super) fn ask<T>(
    case: &CaseFolder,
    drawing: &Drawing,
    door: &mut Door<'_>,
    question: impl FnOnce(&Inquiry<'_>) -> Result<T, Error>,
) -> Result<T, Failure> {
    let case = loaded(case, door)?;
    drawn(&case, drawing, door, question)
}

/// A case without errors; what else is wrong with it is told.
fn loaded(case: &CaseFolder, door: &mut Door<'_>) -> Result<Case, Failure> {
    let (files, parsed) = folder::load(case)?;
    folder::report(&case.folder, &files, &parsed, door)?;
    Ok(parsed.case)
}

fn drawn<T>(
    case: &Case,
    drawing: &Drawing,
    door: &Door<'_>,
    question: impl FnOnce(&Inquiry<'_>) -> Result<T, Error>,
) -> Result<T, Failure> {
    let answer = door.draw(|stop, drawn| {
        question(&Inquiry::with(case, drawing.seed, drawing.draws, stop, drawn))
    });
    answer.map_err(|it| failure(&it))
}

/// Worlds of each chain that give a first answer.
const EARLY: usize = Question::FEWEST;

/// [`ask`], which tells a first answer from few worlds as soon as there is one, if somebody is
/// looking.
pub(super) fn ask_early<T>(
    case: &CaseFolder,
    drawing: &Drawing,
    door: &mut Door<'_>,
    preview: impl FnOnce(&T) -> String,
    question: impl Fn(&Inquiry<'_>) -> Result<T, Error>,
) -> Result<T, Failure> {
    let case = loaded(case, door)?;
    if door.terminal && 2 * EARLY < drawing.draws {
        let few = Drawing { draws: EARLY, ..*drawing };
        let first = drawn(&case, &few, door, &question)?;
        writeln!(door.err, "{}", harmless(&preview(&first)))?;
    }
    drawn(&case, drawing, door, question)
}

/// Writes an answer in the form that is wanted.
pub(super) fn show<T: Serialize>(
    answer: &T,
    sheet: impl FnOnce(&T, usize) -> Sheet,
    json: bool,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    if json { write_json(answer, door) } else { write_sheet(&sheet(answer, WIDTH), door) }
}
