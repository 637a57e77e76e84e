//! What a party made a condition, in a text that says nothing on it.

use onetext_case::{Channel, Claim, Holder, IssueId, OptionId, Pattern, Statement, StatementId};
use onetext_elicit::{Entered, out_of_force_all};

use super::linkage::choice;
use super::reading::Ground;
use super::sentence::{Token, tokens};
use super::{Finding, Rule};

pub(super) fn find(ground: &Ground<'_>) -> Vec<Finding> {
    let case = ground.case;
    let options = ground.draft.options(case.issues.len());
    let has = |pattern: &Pattern| {
        !pattern.is_empty()
            && pattern
                .iter()
                .all(|(issue, wanted)| options[issue.0].iter().any(|it| wanted.contains(it)))
    };
    let silent = |pattern: &Pattern| -> Vec<(IssueId, Vec<OptionId>)> {
        let open = pattern.iter().filter(|(issue, wanted)| {
            let stands = case.issues[issue.0].status_quo.is_some_and(|it| wanted.contains(&it));
            options[issue.0].is_empty() && !stands
        });
        open.map(|(issue, wanted)| (*issue, wanted.clone())).collect()
    };
    let out_of_force = out_of_force_all(case);
    let mut found = Vec::new();
    for (index, statement) in case.statements.iter().enumerate() {
        let id = StatementId(index);
        let Holder::Party(party) = statement.holder else { continue };
        // A weak statement is a condition all the same.
        let counts = matches!(out_of_force[index], None | Some(Entered::Weak));
        if statement.voice != statement.holder || !counts {
            continue;
        }
        let missing = match &statement.claim {
            Claim::Requires(wanted) | Claim::Ultimatum { options: wanted, .. } => silent(wanted),
            // Bound to what the text has: without it, the condition does not bite.
            Claim::OnlyIf { options, when } if has(options) => silent(when),
            Claim::ConditionalOffer { when, then, .. } if has(then) => silent(when),
            Claim::Precondition => {
                found.extend(precondition(ground, &options, id, statement));
                continue;
            }
            _ => continue,
        };
        let name = &case.parties[party.0].body.name;
        for (issue, wanted) in missing {
            let mut finding = silence(id, issue);
            finding.reason = format!(
                "The text says nothing on the question “{}”, which {name} made a condition: {} (`{}`{}).",
                case.issues[issue.0].question,
                statement.gist,
                statement.id,
                confided(statement)
            );
            finding.better = format!(
                "A point that settles it, or brackets it with its owner: {}.",
                choice(case, issue, &wanted)
            );
            found.push(finding);
        }
    }
    found
}

fn silence(statement: StatementId, issue: IssueId) -> Finding {
    Finding {
        rule: Rule::SilentCondition,
        point: None,
        at: 0,
        line: None,
        words: String::new(),
        lacks: vec!["point"],
        reason: String::new(),
        better: String::new(),
        issues: vec![issue],
        statements: vec![statement],
    }
}

fn confided(statement: &Statement) -> &'static str {
    match statement.channel {
        Channel::Private => ", said in confidence: what the text says on it may show that",
        Channel::Public | Channel::Leaked => "",
    }
}

/// Words that any condition and any text may have.
const COMMON: &[&str] =
    &["agreement", "before", "nothing", "signature", "unless", "negotiations", "agreed"];

/// A precondition is no option of an issue: the text takes it up where it speaks of its issues, or
/// uses most of its longer words.
fn precondition(
    ground: &Ground<'_>,
    options: &[Vec<OptionId>],
    id: StatementId,
    statement: &Statement,
) -> Option<Finding> {
    let case = ground.case;
    let spoken = || ground.points.iter().flat_map(|(_, it)| it).flat_map(|it| &it.tokens);
    let names = |it: &&Token| ground.names.at(std::slice::from_ref(*it)).is_none();
    let own = tokens(&statement.gist);
    let mut words: Vec<&str> = own
        .iter()
        .filter(names)
        .map(|it| it.word.as_str())
        .filter(|it| 6 <= it.len() && !COMMON.contains(it))
        .collect();
    words.sort_unstable();
    words.dedup();
    let shared = words.iter().filter(|word| spoken().any(|it| it.word == **word)).count();
    let is_taken_up = statement.about.iter().any(|it| !options[it.0].is_empty())
        || (shared != 0 && words.len() <= 2 * shared);
    if is_taken_up {
        return None;
    }
    let Holder::Party(party) = statement.holder else { return None };
    let name = &case.parties[party.0].body.name;
    let mut finding = silence(id, IssueId(0));
    finding.issues.clone_from(&statement.about);
    finding.reason = format!(
        "{name} made a precondition that the text does not take up: {} (`{}`{}).",
        statement.gist,
        statement.id,
        confided(statement)
    );
    finding.better = String::from(
        "A point, or a letter beside the text, that says how and by which day it is met; where \
         that was settled elsewhere, a silence with that reason.",
    );
    Some(finding)
}
