//! Cases for tests, made by hand.

use onetext_case::{
    Body, Case, Chance, Channel, Claim, Draft, Form, Holder, Issue, IssueId, IssueOption, OptionId,
    Party, PartyId, Pattern, Piece, Point, Prospect, Provenance, Statement, When,
};

/// A case with the given parties, and for each issue a number of options and its status quo.
pub(crate) fn case(parties: usize, issues: &[(usize, Option<usize>)]) -> Case {
    let party = |it: usize| Party {
        body: Body { id: format!("party-{it}"), name: format!("Party {it}"), ..Body::default() },
        seat: true,
        ..Party::default()
    };
    let issue = |(index, &(options, status_quo)): (usize, &(usize, Option<usize>))| Issue {
        id: format!("issue-{index}"),
        options: (0..options)
            .map(|it| IssueOption { id: format!("option-{it}"), ..IssueOption::default() })
            .collect(),
        status_quo: status_quo.map(OptionId),
        ..Issue::default()
    };
    Case {
        as_of: Some(day("2025-12-02")),
        parties: (0..parties).map(party).collect(),
        issues: issues.iter().enumerate().map(issue).collect(),
        ..Case::default()
    }
}

/// Adds a statement of party 0 about itself, said on the day of the case, in words of its own.
pub(crate) fn say(case: &mut Case, claim: Claim, credence: f64) -> &mut Statement {
    let index = case.statements.len();
    case.statements.push(Statement {
        id: format!("statement-{index}"),
        speaker: "Party 0".to_owned(),
        voice: Holder::Party(PartyId(0)),
        holder: Holder::Party(PartyId(0)),
        said: When::day(day("2025-12-02")),
        claim,
        about: Vec::new(),
        gist: String::new(),
        source: None,
        span: Some(index..index + 1),
        also: Vec::new(),
        form: Form::Direct,
        channel: Channel::Public,
        credence: Some(credence),
        until: None,
        supersedes: None,
        retracted: None,
        note: String::new(),
    });
    &mut case.statements[index]
}

pub(crate) fn pattern(issues: &[(usize, &[usize])]) -> Pattern {
    let options = |it: &[usize]| it.iter().map(|&it| OptionId(it)).collect();
    issues.iter().map(|&(issue, it)| (IssueId(issue), options(it))).collect()
}

/// Adds a prospect in which the issues end as given.
pub(crate) fn prospect(case: &mut Case, outcome: &[(usize, usize)]) {
    let outcome = outcome.iter().map(|&(issue, it)| (IssueId(issue), OptionId(it))).collect();
    let id = format!("prospect-{}", case.prospects.len());
    case.prospects.push(Prospect { id, outcome, ..Prospect::default() });
}

/// Adds a draft that has text for the given options.
pub(crate) fn draft(case: &mut Case, options: &[(usize, usize)]) {
    let piece = |&(issue, option): &(usize, usize)| Piece::Bracket {
        text: String::new(),
        issue: IssueId(issue),
        option: OptionId(option),
        by: None,
    };
    let text = options.iter().map(piece).collect();
    case.drafts.push(Draft {
        id: format!("draft-{}", case.drafts.len()),
        title: String::new(),
        day: day("2025-12-01"),
        by: None,
        provenance: Provenance::Public,
        revises: None,
        disputed: Vec::new(),
        because: Vec::new(),
        points: vec![Point { section: String::new(), number: None, text, lines: Vec::new() }],
        file: String::new(),
    });
}

pub(crate) fn chance(low: f64, high: f64) -> Chance {
    Chance { low, high, word: String::new() }
}

pub(crate) fn day(text: &str) -> jiff::civil::Date {
    text.parse().expect("a day of a test")
}
