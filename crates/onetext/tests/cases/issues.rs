//! Issues and stances of the bundled ledgers, found again in words.

#![expect(clippy::print_stderr, reason = "what is scored is shown")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use onetext::case::Case;
use onetext_statement::about::Index;
use onetext_statement::stance::{self, Words};
use onetext_statement::{Article, Roster};

use crate::bundled;

/// Issues found and listed, found, listed; over all statements.
fn issues(case: &Case, words: impl Fn(&Case, usize) -> Option<String>) -> [usize; 3] {
    let index = Index::new(&onetext::topics(case));
    let mut counts = [0; 3];
    for (number, statement) in case.statements.iter().enumerate() {
        let Some(words) = words(case, number) else { continue };
        let listed: Vec<&str> =
            statement.about.iter().map(|it| case.issues[it.0].id.as_str()).collect();
        let found = index.find(&words, "", "");
        counts[0] += found.iter().filter(|it| listed.contains(&it.issue.as_str())).count();
        counts[1] += found.len();
        counts[2] += listed.len();
        let found: Vec<String> =
            found.iter().map(|it| format!("{} {:.2}", it.issue, it.confidence)).collect();
        if found.iter().map(|it| it.split(' ').next().unwrap_or("")).ne(listed.iter().copied()) {
            eprintln!("{}: {listed:?} {found:?} {words}", statement.id);
        }
    }
    counts
}

fn share(part: usize, whole: usize) -> f64 {
    let of = |it: usize| f64::from(u32::try_from(it).expect("a ledger is short"));
    of(part) / of(whole).max(1.0)
}

#[test]
fn issues_of_a_ledger_are_found_in_its_gists() {
    let mut total = [0; 3];
    for name in bundled::NAMES {
        let counts =
            issues(&bundled::case(name), |case, it| Some(case.statements[it].gist.clone()));
        let [right, found, listed] = counts;
        eprintln!("{name} {right} right, {found} found, {listed} listed");
        total.iter_mut().zip(counts).for_each(|(sum, it)| *sum += it);
    }
    let (precision, recall) = (share(total[0], total[1]), share(total[0], total[2]));
    eprintln!("precision {precision:.2}, recall {recall:.2}");
    assert!(0.5 < precision && 0.3 < recall);
}

#[test]
fn issues_of_the_river_are_found_in_its_articles() {
    let case = bundled::case("river");
    let [right, found, listed] =
        issues(&case, |case, it| onetext::words(case, &case.statements[it]));
    let (precision, recall) = (share(right, found), share(right, listed));
    eprintln!("{right} right, {found} found, {listed} listed: {precision:.2} {recall:.2}");
    assert!(0.5 < precision && 0.5 < recall);
}

#[test]
fn stances_of_the_river_are_found_in_its_articles() {
    let case = bundled::case("river");
    let ledger = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/river/statements.toml");
    let ledger = fs::read_to_string(ledger).expect("a bundled case can be read");
    let mut stances = BTreeMap::new();
    let mut id = "";
    for line in ledger.lines() {
        let value = line.split('"').nth(1).unwrap_or("");
        if line.starts_with("id = ") {
            id = value;
        } else if line.starts_with("stance = ") {
            stances.insert(id, value);
        }
    }
    let (mut right, mut all) = (0, 0);
    for statement in &case.statements {
        let (Some(source), Some(span)) = (statement.source, statement.span.clone()) else {
            continue;
        };
        let Some(article) = onetext::article(&case.sources[source.0]) else { continue };
        let text = article.text.as_str();
        let listed = stances[statement.id.as_str()];
        if !stance::STANCES.contains(&listed) {
            continue;
        }
        // The sentences, and who reports, as a reader sees them.
        let start = text[..span.start].rfind(['\n']).map_or(0, |it| it + 1);
        let start = text[start..span.start].rfind(". ").map_or(start, |it| start + it + 2);
        let end = text[span.end..].find('\n').map_or(text.len(), |it| span.end + it);
        let end = text[span.end..end].find(". ").map_or(end, |it| span.end + it);
        let article =
            Article { source: "a", bytes: text.as_bytes(), published: Date::new(2024, 5, 2).ok() };
        let read = onetext_statement::read(&article, &Roster::default());
        let near = read.iter().find(|it| it.span().0 < span.end && span.start < it.span().1);
        let cue = near.and_then(|it| it.cue_span).map(|it| it.0..it.1);
        let found = stance::read(&Words {
            text,
            sentence: start..end,
            content: std::slice::from_ref(&span),
            cue,
        });
        all += 1;
        if found.stance == listed {
            right += 1;
        } else {
            let (stance, sure) = (found.stance, found.confidence);
            eprintln!("{listed} not {stance} {sure:.2}: {}", &text[span]);
        }
    }
    eprintln!("{right} of {all}");
    assert!(all * 4 <= right * 10, "{right} of {all}");
}
