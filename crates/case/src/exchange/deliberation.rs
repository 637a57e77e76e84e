//! LLM-Deliberation: one file of scores for each party.
//!
//! Line by line the scores of an issue's options, and in the last line the least total the party
//! accepts. Issues are called `A`, `B`, …, and options `A1`, `A2`, ….

use super::loss::Loss;
use super::number::Number;
use super::place::{MAX_OPTIONS, Result, Source};
use super::scenario::{Evaluation, Issue, Party, Reservation, Scenario, Term, Utility, Values};
use crate::files::Files;

/// One letter for each issue.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Reads the files of scores of a folder.
pub(super) fn read(sources: &[Source<'_>]) -> Result<Scenario> {
    let mut first: Option<(&str, Vec<Issue>)> = None;
    let mut parties = Vec::new();
    for source in sources {
        let (scores, bar) = scores(*source)?;
        let here = scores.iter().map(Vec::len);
        let (path, issues) = first.get_or_insert_with(|| {
            (source.path, LETTERS.chars().zip(here.clone()).map(issue).collect())
        });
        source.room(issues, sources.len())?;
        if !issues.iter().map(Issue::len).eq(here.clone()) {
            let known: Vec<usize> = issues.iter().map(Issue::len).collect();
            let here: Vec<usize> = here.collect();
            let message = format!("options by issue are {here:?} here and {known:?} in `{path}`");
            let help = "give every party a line for every issue and a score for every option";
            return Err(source.problem(None, message, help));
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
    let issues = first.map(|(_, issues)| issues).unwrap_or_default();
    Ok(Scenario { name: String::new(), issues, parties })
}

fn issue((letter, count): (char, usize)) -> Issue {
    let options = (1..=count).map(|it| format!("{letter}{it}")).collect();
    Issue { name: letter.to_string(), values: Values::Named(options) }
}

/// The scores by issue and option, and the least total.
fn scores(source: Source<'_>) -> Result<(Vec<Vec<Number>>, Number)> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push((start, line));
        }
        start += line.len();
    }
    let Some((at, last)) = lines.pop() else {
        let help = "give the scores of each issue in a line";
        return Err(source.problem(None, "the file is empty", help));
    };
    if lines.is_empty() || LETTERS.len() < lines.len() {
        let message = format!("the file scores {} issues", lines.len());
        return Err(source.problem(at..at, message, "score 1 to 26 issues, one in a line"));
    }
    let [bar] = &numbers(source, at, last)?[..] else {
        let message = "the last line has more than one number";
        let help = "end with a line for the least total accepted";
        return Err(source.problem(at..at, message, help));
    };
    let scores = lines.into_iter().map(|(at, line)| numbers(source, at, line));
    Ok((scores.collect::<Result<_>>()?, bar.clone()))
}

/// The numbers of a line.
fn numbers(source: Source<'_>, start: usize, line: &str) -> Result<Vec<Number>> {
    let mut at = start;
    let mut numbers = Vec::new();
    for field in line.split(',') {
        let score = field.trim();
        if numbers.len() == MAX_OPTIONS {
            let message = format!("this issue has more than {MAX_OPTIONS} options");
            return Err(source.problem(at..at, message, "look whether this is a scenario"));
        }
        numbers.push(Number::parse(score).ok_or_else(|| {
            let begin = at + field.len() - field.trim_start().len();
            let message = format!("`{}` is no score", score.chars().take(40).collect::<String>());
            let help = "give numbers with commas between them";
            source.problem(begin..begin + score.len(), message, help)
        })?);
        at += field.len() + 1;
    }
    Ok(numbers)
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
