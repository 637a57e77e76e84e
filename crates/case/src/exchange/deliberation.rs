//! LLM-Deliberation: one file of scores for each party.
//!
//! Line by line the scores of an issue's options, and in the last line the least total the party
//! accepts. Issues are called `A`, `B`, …, and options `A1`, `A2`, ….

use super::loss::Loss;
use super::number::Number;
use super::place::{Result, Source, problem};
use super::scenario::{Evaluation, Issue, Party, Reservation, Scenario, Term, Utility, Values};
use super::{MAX_OPTIONS, MAX_PARTIES, is_scores};
use crate::files::Files;

/// One letter for each issue.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

pub(super) fn read(files: &Files) -> Result<Scenario> {
    let mut paths: Vec<&str> = files.paths().filter(|it| is_scores(it)).collect();
    paths.sort_by_key(|path| super::place::stem(path));
    if let Some(path) = paths.get(MAX_PARTIES) {
        let message = format!("the folder has more than {MAX_PARTIES} files");
        return Err(problem(path, None, message, "keep one file for each party"));
    }
    let mut counts: Option<(&str, Vec<usize>)> = None;
    let mut parties = Vec::new();
    for path in paths {
        let source = Source::open(files, path)?;
        let (scores, bar) = scores(source)?;
        let here: Vec<usize> = scores.iter().map(Vec::len).collect();
        match &counts {
            None => counts = Some((path, here)),
            Some((first, known)) if *known != here => {
                let message =
                    format!("options by issue are {here:?} here and {known:?} in `{first}`");
                let help = "give every party a line for every issue and a score for every option";
                return Err(source.problem(None, message, help));
            }
            Some(_) => {}
        }
        let term = |table| Term { weight: Number::one(), evaluation: Evaluation::Table(table) };
        parties.push(Party {
            name: source.stem().to_owned(),
            utility: Utility::Additive(scores.into_iter().map(term).collect()),
            cap: None,
            reservation: Reservation::Value(bar),
            discount: None,
        });
    }
    let counts = counts.map(|(_, counts)| counts).unwrap_or_default();
    let issues = LETTERS.chars().zip(counts).map(|(letter, count)| Issue {
        name: letter.to_string(),
        values: Values::Named((1..=count).map(|it| format!("{letter}{it}")).collect()),
    });
    Ok(Scenario { name: String::new(), issues: issues.collect(), parties })
}

/// The scores by issue and option, and the least total.
fn scores(source: Source<'_>) -> Result<(Vec<Vec<Number>>, Number)> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            let mut at = start;
            let mut numbers = Vec::new();
            for field in line.split(',') {
                let number = Number::parse(field.trim()).ok_or_else(|| {
                    let begin = at + field.len() - field.trim_start().len();
                    let place = begin..begin + field.trim().len();
                    let message = format!(
                        "`{}` is no score",
                        field.trim().chars().take(40).collect::<String>()
                    );
                    source.problem(place, message, "give numbers with commas between them")
                })?;
                at += field.len() + 1;
                numbers.push(number);
            }
            if MAX_OPTIONS < numbers.len() {
                let message = format!("an issue has {} options", numbers.len());
                return Err(source.problem(
                    start..start,
                    message,
                    &format!("at most {MAX_OPTIONS}"),
                ));
            }
            lines.push((start, numbers));
        }
        start += line.len();
    }
    let Some((at, last)) = lines.pop() else {
        return Err(source.problem(
            None,
            "the file is empty",
            "give the scores of each issue in a line",
        ));
    };
    let [bar] = &last[..] else {
        let message = format!("the last line has {} numbers", last.len());
        return Err(source.problem(
            at..at,
            message,
            "end with a line for the least total accepted",
        ));
    };
    if lines.is_empty() || LETTERS.len() < lines.len() {
        let message = format!("the file scores {} issues", lines.len());
        return Err(source.problem(at..at, message, "score 1 to 26 issues, one in a line"));
    }
    Ok((lines.into_iter().map(|(_, numbers)| numbers).collect(), bar.clone()))
}

/// Writes score files.
pub(super) fn write(scenario: &Scenario) -> std::result::Result<Files, Loss> {
    let whole = |number: &Number, what: &str| match number.to_integer() {
        Some(whole) => Ok(whole.to_string()),
        None => Err(Loss::new(format!("{what} is {number}"), "scores are whole numbers")),
    };
    let mut letters = LETTERS.chars();
    if !scenario.name.is_empty() {
        return Err(Loss::new(
            format!("the scenario is called `{}`", scenario.name),
            "score files have no names but those of parties; take the name off",
        ));
    }
    for issue in &scenario.issues {
        let letter = letters.next().map(String::from).unwrap_or_default();
        let named = (0..issue.len()).all(|it| issue.option(it) == format!("{letter}{}", it + 1));
        if issue.name != letter || !named || !matches!(issue.values, Values::Named(_)) {
            return Err(Loss::new(
                format!("issue `{}` and its options have names of their own", issue.name),
                "score files call issues `A`, `B`, … and options `A1`, `A2`, …",
            ));
        }
    }
    let mut files = Files::default();
    for party in &scenario.parties {
        let terms = super::loss::terms(party, &scenario.issues)?;
        super::loss::plain(party)?;
        let Reservation::Value(bar) = &party.reservation else {
            let message = format!("`{}` has no reservation value in numbers", party.name);
            return Err(Loss::new(message, "give it one"));
        };
        let mut text = String::new();
        for (weight, table) in terms {
            let scores = table.iter().map(|it| whole(&(&weight * it), "a score"));
            text.push_str(&scores.collect::<std::result::Result<Vec<_>, _>>()?.join(", "));
            text.push('\n');
        }
        text.push_str(&whole(bar, "the reservation value")?);
        text.push('\n');
        files.insert(format!("scores_files/{}.txt", party.name), text);
    }
    Ok(files)
}
