//! Cases made by hand: parties, issues, and what a party says of itself.

use jiff::civil::{Date, date};
use onetext_case::{
    Body, Case, Channel, Claim, Form, Holder, Issue, IssueOption, OptionId, Party, PartyId,
    Statement, When,
};

/// The day of every case, and of all that is said.
pub(crate) const DAY: Date = date(2025, 12, 2);

/// A case in which nothing was said, with the number of options of each issue and its status quo.
pub(crate) fn empty(parties: usize, issues: impl Iterator<Item = (usize, Option<usize>)>) -> Case {
    let party = |it: usize| Party {
        body: Body { id: format!("p{it}"), name: format!("Party {it}"), ..Body::default() },
        seat: true,
        ..Party::default()
    };
    let issue = |(index, (options, status_quo)): (usize, (usize, Option<usize>))| Issue {
        id: format!("i{index}"),
        options: (0..options)
            .map(|it| IssueOption { id: format!("o{it}"), ..IssueOption::default() })
            .collect(),
        status_quo: status_quo.map(OptionId),
        ..Issue::default()
    };
    Case {
        as_of: Some(DAY),
        parties: (0..parties).map(party).collect(),
        issues: issues.enumerate().map(issue).collect(),
        ..Case::default()
    }
}

/// Adds a statement of a party about itself.
pub(crate) fn say(case: &mut Case, party: usize, claim: Claim, credence: f64) {
    let index = case.statements.len();
    case.statements.push(Statement {
        id: format!("s{index}"),
        speaker: format!("Party {party}"),
        voice: Holder::Party(PartyId(party)),
        holder: Holder::Party(PartyId(party)),
        said: When::day(DAY),
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
}
