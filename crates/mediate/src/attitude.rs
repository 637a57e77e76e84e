//! Which statements a change of a text meets, and which it breaks.

use std::collections::BTreeSet;

use onetext_case::{Case, Channel, Claim, Holder, IssueId, Pattern, StatementId, Target};
use onetext_elicit::{Elicited, Entered, Level, Text};

/// The statements that a change turns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attitudes {
    /// The text met less of them before.
    pub honors: Vec<StatementId>,
    /// The text broke less of them before.
    pub contradicts: Vec<StatementId>,
    /// Those in `honors` that were said in confidence: whoever sees the change may guess them.
    pub discloses: Vec<StatementId>,
}

/// What a text does to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    Broken,
    Open,
    Honored,
}

/// The statements in force of the parties, whether or not they sign, that speak of the changed issues
/// and that a text meets or breaks otherwise than before.
pub fn attitudes(
    case: &Case,
    elicited: &Elicited,
    before: &Text,
    after: &Text,
    issues: &BTreeSet<IssueId>,
) -> Attitudes {
    let mut found = Attitudes::default();
    for (index, statement) in case.statements.iter().enumerate() {
        let id = StatementId(index);
        let Holder::Party(party) = statement.holder else { continue };
        let entered = elicited.views[party.0].ledger.iter().find(|it| it.statement == id);
        if !entered.is_some_and(|it| is_in_force(it.entered)) {
            continue;
        }
        if !statement.claim.issues(case).iter().any(|it| issues.contains(it)) {
            continue;
        }
        let [was, is] = [before, after].map(|text| met(case, &statement.claim, text));
        let hidden = statement.channel == Channel::Private;
        if was < is && (is == Met::Honored || was == Met::Broken) {
            found.honors.push(id);
            if hidden {
                found.discloses.push(id);
            }
        } else if is < was && is == Met::Broken {
            found.contradicts.push(id);
        }
    }
    found
}

/// Whether a statement still speaks on the day of the case.
fn is_in_force(entered: Entered) -> bool {
    !matches!(
        entered,
        Entered::Superseded(_)
            | Entered::Expired
            | Entered::Retracted
            | Entered::Withdrawn
            | Entered::Later
            | Entered::Same(_)
    )
}

fn met(case: &Case, claim: &Claim, text: &Text) -> Met {
    let fit = |pattern: &Pattern| fit(case, pattern, text);
    let wanted = |pattern: &Pattern| match fit(pattern) {
        Fit::Every => Met::Honored,
        Fit::Some => Met::Open,
        Fit::None => Met::Broken,
    };
    let unwanted = |pattern: &Pattern| match fit(pattern) {
        Fit::Every | Fit::Some => Met::Broken,
        Fit::None => Met::Open,
    };
    let welcome = |pattern: &Pattern| match fit(pattern) {
        Fit::Every => Met::Honored,
        Fit::Some | Fit::None => Met::Open,
    };
    match claim {
        Claim::RedLine(it)
        | Claim::Opposition(it)
        | Claim::Rejection(it)
        | Claim::Refusal(Target::Package(it)) => unwanted(it),
        Claim::Threat { options, .. } if !options.is_empty() => unwanted(options),
        Claim::Requires(it) | Claim::Demand(it) | Claim::Ultimatum { options: it, .. } => {
            wanted(it)
        }
        Claim::OnlyIf { options, when } => match (fit(options), fit(when)) {
            (Fit::None, _) => Met::Open,
            (_, Fit::Every) => Met::Honored,
            _ => Met::Broken,
        },
        Claim::ConditionalOffer { when, then, .. } => match (fit(when), fit(then)) {
            (Fit::Every, Fit::Every) => Met::Honored,
            (Fit::None, Fit::Every) => Met::Broken,
            _ => Met::Open,
        },
        Claim::Support(it)
        | Claim::Flexible(it)
        | Claim::IdealPoint(it)
        | Claim::Commitment(it)
        | Claim::Position(it)
        | Claim::Acceptance(Target::Package(it)) => welcome(it),
        Claim::Preference { prefer, over } => match (fit(prefer), fit(over)) {
            (Fit::Every, _) => Met::Honored,
            (_, Fit::Every) => Met::Broken,
            _ => Met::Open,
        },
        _ => Met::Open,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Every,
    Some,
    None,
}

/// Whether every reading of a text matches a pattern, some, or none. Silence is the status quo.
fn fit(case: &Case, pattern: &Pattern, text: &Text) -> Fit {
    let mut all = Fit::Every;
    for (issue, options) in pattern {
        let silent = [Level::Silent];
        let said = text.issues.get(issue.0).filter(|it| !it.is_empty());
        let levels = said.map_or(&silent[..], |it| &it[..]);
        let is_in = |level: &Level| match level {
            Level::Option(option) => options.contains(option),
            Level::Silent => {
                case.issues[issue.0].status_quo.is_some_and(|it| options.contains(&it))
            }
        };
        match levels.iter().filter(|it| is_in(it)).count() {
            0 => return Fit::None,
            some if some < levels.len() => all = Fit::Some,
            _ => {}
        }
    }
    all
}
