//! `onetext verify`: whether a result that was written as JSON holds.

use onetext::{Certificate, Checked, Written};
use serde_json::json;

use crate::arguments::{CaseFolder, Numbers, Verify};
use crate::command::bargain::{failure, problem};
use crate::door::{Door, Failure, write_json, write_text};
use crate::folder;

pub(crate) fn run(arguments: &Verify, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let Verify { result, case, reservation, round, reading } = arguments;
    let shown = result.display();
    let written = Written::parse(&folder::read_file(result)?).map_err(|message| {
        Failure::input(
            format!("{shown}: {message}"),
            "name a file that zopa, frontier, solve, nearest or unlock wrote with --json",
        )
    })?;
    let checked = check(&written.certificate, door).map_err(|refutation| {
        Failure::input(
            format!("{shown} does not hold: {refutation}"),
            "ask anew, or report it if nobody has changed the file",
        )
    })?;
    let mut names = None;
    if let Some(folder) = case {
        let numbers = Numbers {
            case: CaseFolder { folder: folder.clone(), sources: None },
            reservation: reservation.clone(),
            round: *round,
            csv: false,
            reading: reading.clone(),
        };
        let named = problem(&numbers, door)?;
        let differences = written.differences(&named).map_err(|it| failure(&it))?;
        if let [first, more @ ..] = differences.as_slice() {
            for it in more {
                writeln!(door.err, "error: {shown}: {it}")?;
            }
            let message = format!("{shown} is not what {} says: {first}", folder.display());
            return Err(Failure::input(message, "ask anew, and compare"));
        }
        names = Some(named.parties);
    }
    if json {
        let result = json!({ "holds": checked != Checked::Itself, "checked": checked, "compared_with_case": case });
        return write_json(&result, door);
    }
    let words = written.certificate.claim.words(names.as_deref());
    let verdict = match checked {
        Checked::EveryOutcome | Checked::Proof => format!("It holds: {}.", checked.words()),
        Checked::Itself => {
            format!("Nothing is wrong with it as far as that goes: {}.", checked.words())
        }
    };
    let compared = match case {
        Some(case) => format!("Names and numbers are those of {}.", case.display()),
        None => "Names and decimals were not compared with a case: that takes --case.".to_owned(),
    };
    write_text(&format!("Claim: {words}.\n{verdict}\n{compared}\n"), door)
}

fn check(certificate: &Certificate, door: &Door<'_>) -> Result<Checked, onetext::Refutation> {
    door.work("checking", |_| certificate.check())
}
