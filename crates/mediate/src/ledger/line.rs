//! What a party said it will not sign, against two texts.

use onetext_case::{Case, Claim, IssueId, PartyId, Pattern, StatementId, Target};

use super::{Level, Levels};

/// Something that a party will not sign, and how two texts stand to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The statement; `None` for a red line that stands among a party's numbers.
    pub statement: Option<StatementId>,
    /// The issues that it names, in the order of the case.
    pub issues: Vec<IssueId>,
    /// How the earlier text stands to it; `None` where there is none.
    pub before: Option<Crossing>,
    /// How the draft stands to it.
    pub after: Crossing,
}

/// How a text stands to what a party will not sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crossing {
    /// No reading of it is what the party will not sign.
    Respected,
    /// Some readings may be.
    Open,
    /// Every reading is.
    Crossed,
}

/// What rules a text out.
enum Bar<'a> {
    /// That it matches.
    Matches(&'a Pattern),
    /// That it does not match.
    Misses(&'a Pattern),
    /// That it matches the one and not the other.
    Unless(&'a Pattern, &'a Pattern),
}

/// What `statements` about a party rule out, in the order of the case, then what its numbers do.
///
/// Open brackets are read issue by issue: a line that names several may be called
/// [`Crossing::Open`] where a linkage leaves only one reading.
pub(super) fn lines(
    case: &Case,
    party: PartyId,
    statements: &[StatementId],
    before: Option<&Levels>,
    after: &Levels,
) -> Vec<Line> {
    let line = |statement: Option<StatementId>, bar: &Bar<'_>| {
        let patterns = match bar {
            Bar::Matches(it) | Bar::Misses(it) => vec![*it],
            Bar::Unless(it, when) => vec![*it, *when],
        };
        let mut issues: Vec<IssueId> = patterns.iter().flat_map(|it| it.keys().copied()).collect();
        issues.sort_unstable();
        issues.dedup();
        Line {
            statement,
            issues,
            before: before.map(|it| crossing(it, bar)),
            after: crossing(after, bar),
        }
    };
    let said = statements
        .iter()
        .filter_map(|&it| Some(line(Some(it), &bar(&case.statements[it.0].claim)?)));
    let utility = &case.parties[party.0].utility;
    let numbers = utility.iter().flat_map(|it| &it.red_lines);
    said.chain(numbers.map(|it| line(None, &Bar::Matches(it)))).collect()
}

fn bar(claim: &Claim) -> Option<Bar<'_>> {
    let bar = match claim {
        Claim::RedLine(it)
        | Claim::Threat { options: it, .. }
        | Claim::Refusal(Target::Package(it)) => Bar::Matches(it),
        Claim::Requires(it) | Claim::Ultimatum { options: it, .. } => Bar::Misses(it),
        Claim::OnlyIf { options, when } => Bar::Unless(options, when),
        _ => return None,
    };
    let is_empty = match &bar {
        Bar::Matches(it) | Bar::Misses(it) => it.is_empty(),
        Bar::Unless(it, when) => it.is_empty() && when.is_empty(),
    };
    // What names nothing would rule out every text; it says nothing instead.
    (!is_empty).then_some(bar)
}

/// How a text stands to a bar.
fn crossing(text: &Levels, bar: &Bar<'_>) -> Crossing {
    match bar {
        Bar::Matches(it) => matching(text, it),
        Bar::Misses(it) => opposite(matching(text, it)),
        Bar::Unless(it, when) => matching(text, it).min(opposite(matching(text, when))),
    }
}

fn opposite(it: Crossing) -> Crossing {
    match it {
        Crossing::Respected => Crossing::Crossed,
        Crossing::Open => Crossing::Open,
        Crossing::Crossed => Crossing::Respected,
    }
}

/// Whether every reading of a text matches a pattern (crossed), some do (open) or none.
fn matching(text: &Levels, pattern: &Pattern) -> Crossing {
    let on = |(issue, options): (&IssueId, &Vec<onetext_case::OptionId>)| {
        let is_named = |level: &Level| options.iter().any(|it| it.0 == *level);
        let levels = &text.levels[issue.0];
        if levels.iter().all(is_named) {
            Crossing::Crossed
        } else if levels.iter().any(is_named) {
            Crossing::Open
        } else {
            Crossing::Respected
        }
    };
    pattern.iter().map(on).min().unwrap_or(Crossing::Crossed)
}
