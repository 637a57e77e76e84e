//! Positions: what each holder says about each issue, in whose words, since when.

use std::collections::BTreeSet;

use onetext_case::{
    Case, Claim, Effect, Holder, IssueId, OptionId, Pattern, Statement, StatementId, Target,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::ledger::{Standing, columns, is_own, speaks_of};
use super::name::Named;
use super::strength::{Contrary, Strength, Trend};
use crate::time::Time;

/// What one holder says about one issue. Without stances: nothing was said.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Cell {
    /// Whose position it is.
    pub holder: Named,
    /// Its current stances, the holder's own words first, then the newest first.
    pub stances: Vec<Stance>,
    /// Number of statements behind the cell, those that no longer hold included; those of a later
    /// day are not.
    pub statements: usize,
    /// The newest time at which something was said.
    pub newest: Option<Time>,
    /// Whether only others say so, and the holder itself is silent.
    pub only_others: bool,
    /// How many days before the day of the case that was; `None` where the case has no day.
    pub age: Option<i32>,
    /// Earlier words of the holder that it has since replaced, taken back or let expire.
    pub earlier: Vec<String>,
    /// How what the holder says now differs from its earlier words; `None` where there are none, or
    /// where either points nowhere.
    pub trend: Option<Trend>,
    /// Where statements that hold contradict each other about the holder.
    pub contrary: Vec<Contrary>,
    /// The statements behind the cell, newest first.
    pub said: Vec<String>,
}

/// One thing that is said about an issue, however often.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Stance {
    /// Which way it points.
    pub lean: Lean,
    /// Its strength in words, to be read before the options: `red line against`.
    pub word: &'static str,
    /// The options it names.
    pub options: Vec<Named>,
    /// Whether others say so of the holder, not the holder itself.
    pub by_others: bool,
    /// How far the most trusted of its statements is trusted.
    pub strength: Strength,
    /// When it was last said.
    pub newest: Time,
    /// The statements, newest first.
    pub statements: Vec<String>,
}

/// Which way a stance points, from the firmest no to the firmest yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Lean {
    /// Declared unacceptable.
    RedLine,
    /// Worse than something else.
    Against,
    /// Under a condition.
    Conditional,
    /// Better than something else.
    For,
    /// Declared necessary.
    Requires,
    /// Weighed together with other issues, so that it points nowhere on this one alone.
    Package,
    /// Spoken of, without a direction.
    Spoken,
}

/// Where an issue stands by what the parties say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Contest {
    /// By their own words, parties point in different directions.
    Contested,
    /// They do not, but by its own words a party objects to what the text on the table says.
    AgainstText,
    /// By their own words neither, but by what others say of them they point in different
    /// directions.
    Reported,
    /// By what others say of it, a party objects to what the text on the table says.
    AgainstTextReported,
    /// A party points somewhere, if only as others say, and none against the text or another.
    Unopposed,
    /// No party points anywhere on this issue alone.
    Silent,
}

/// The cells of one issue, one for each column of [`columns`].
pub(crate) fn cells(
    case: &Case,
    standings: &[Standing],
    strengths: &[Strength],
    issue: IssueId,
) -> Vec<Cell> {
    let cell = |holder| cell(case, standings, strengths, issue, holder);
    columns(case).into_iter().map(cell).collect()
}

fn cell<'a>(
    case: &'a Case,
    standings: &[Standing],
    strengths: &[Strength],
    issue: IssueId,
    holder: Holder,
) -> Cell {
    let mut found: Vec<(StatementId, &'a Statement)> = case
        .statements
        .iter()
        .enumerate()
        .map(|(index, it)| (StatementId(index), it))
        .filter(|(_, it)| it.holder == holder && speaks_of(it, issue))
        .filter(|(id, _)| standings[id.0] != Standing::Later)
        .collect();
    found.sort_by_key(|(id, it)| (std::cmp::Reverse((it.said.to, it.said.from)), *id));
    let mut stances: Vec<Stance> = Vec::new();
    let (current, past): (Vec<_>, Vec<_>) =
        found.iter().copied().partition(|(id, _)| standings[id.0] == Standing::Current);
    for &(id, statement) in &current {
        let own = is_own(statement);
        for (lean, word, options) in leans(&statement.claim, issue) {
            let options_named = Named::options(case, issue, &options);
            let same = stances
                .iter_mut()
                .find(|it| it.word == word && it.options == options_named && it.by_others != own);
            match same {
                Some(same) => {
                    same.statements.push(statement.id.clone());
                    same.strength = same.strength.max(strengths[id.0]);
                }
                None => stances.push(Stance {
                    lean,
                    word,
                    options: options_named,
                    by_others: !own,
                    strength: strengths[id.0],
                    newest: Time::from(&statement.said),
                    statements: vec![statement.id.clone()],
                }),
            }
        }
    }
    // What points somewhere says more than what is only spoken of.
    stances.sort_by_key(|it| (it.by_others, it.lean == Lean::Spoken));
    let own = |of: &[(StatementId, &'a Statement)]| -> Vec<&'a Statement> {
        of.iter().map(|(_, it)| *it).filter(|it| is_own(it)).collect()
    };
    let (earlier, now) = (own(&past), own(&current));
    // What still holds, and held already when the last of the earlier words were said.
    let until = earlier.iter().map(|it| it.said.to).max();
    let held = now.iter().filter(|it| until.is_some_and(|until| it.said.to <= until));
    let before: Vec<&Statement> = earlier.iter().chain(held).copied().collect();
    let newest = found.first().map(|(_, it)| &it.said);
    Cell {
        holder: Named::holder(case, holder),
        only_others: !found.is_empty() && found.iter().all(|(_, it)| !is_own(it)),
        stances,
        statements: found.len(),
        age: case.as_of.zip(newest).and_then(|(today, it)| days_between(it.to, today)),
        newest: newest.map(Time::from),
        trend: until.and_then(|_| Trend::new(case, issue, &before, &now)),
        contrary: Contrary::among(
            case,
            issue,
            &current.iter().map(|(_, it)| *it).collect::<Vec<_>>(),
        ),
        earlier: earlier.iter().map(|it| it.id.clone()).collect(),
        said: found.iter().map(|(_, it)| it.id.clone()).collect(),
    }
}

/// Whole days from one to the other, never below zero.
fn days_between(from: jiff::civil::Date, to: jiff::civil::Date) -> Option<i32> {
    Some(from.until(to).ok()?.get_days().max(0))
}

/// Where an issue stands by the current words of the parties, and by what others say of them.
///
/// `text` is what the text on the table says: its options, or where it is silent the status quo if
/// there is one; `None` without a text.
pub(crate) fn contest(
    case: &Case,
    standings: &[Standing],
    issue: IssueId,
    text: Option<&[OptionId]>,
) -> Contest {
    let own = Directions::new(case, standings, issue, false);
    let all = Directions::new(case, standings, issue, true);
    if own.differ() {
        Contest::Contested
    } else if own.oppose(text) {
        Contest::AgainstText
    } else if all.differ() {
        Contest::Reported
    } else if all.oppose(text) {
        Contest::AgainstTextReported
    } else if all.wanted.is_empty() {
        Contest::Silent
    } else {
        Contest::Unopposed
    }
}

/// Which way parties point about the options of one issue.
struct Directions {
    wanted: BTreeSet<(Holder, OptionId, i32)>,
    /// Whether a party will not sign a text without one of some options.
    required: bool,
}

impl Directions {
    fn new(case: &Case, standings: &[Standing], issue: IssueId, others_count: bool) -> Self {
        let mut found = Self { wanted: BTreeSet::new(), required: false };
        for (statement, standing) in case.statements.iter().zip(standings) {
            if !matches!(statement.holder, Holder::Party(_))
                || !(others_count || is_own(statement))
                || !speaks_of(statement, issue)
                || *standing != Standing::Current
            {
                continue;
            }
            let said = leans(&statement.claim, issue);
            found.required |= said.iter().any(|it| it.0 == Lean::Requires);
            for option in (0..case.issues[issue.0].options.len()).map(OptionId) {
                let way = direction(&said, option);
                if way != 0 {
                    found.wanted.insert((statement.holder, option, way));
                }
            }
        }
        found
    }

    /// Whether two parties point in different directions about one option.
    fn differ(&self) -> bool {
        self.wanted.iter().any(|(holder, option, way)| {
            let against = self.wanted.iter().filter(|it| it.1 == *option && it.2 * way < 0);
            against.into_iter().any(|it| it.0 != *holder)
        })
    }

    /// Whether one party objects to all that the text says or may say.
    fn oppose(&self, text: Option<&[OptionId]>) -> bool {
        match text {
            None => false,
            Some([]) => self.required,
            Some(options) => self.wanted.iter().any(|(holder, ..)| {
                options.iter().all(|it| self.wanted.contains(&(*holder, *it, -1)))
            }),
        }
    }
}

/// Which way stances point about an option: 1 for it, -1 against it, 0 neither.
fn direction(said: &[(Lean, &'static str, Vec<OptionId>)], option: OptionId) -> i32 {
    let ways = said.iter().map(|(lean, word, options)| {
        let named = options.contains(&option);
        match lean {
            Lean::RedLine | Lean::Against => -i32::from(named),
            Lean::Requires => {
                if named {
                    1
                } else {
                    -1
                }
            }
            // To want one option of a point above all is to turn from the others.
            Lean::For => {
                if named {
                    1
                } else {
                    -i32::from(*word == "demands")
                }
            }
            Lean::Conditional | Lean::Package | Lean::Spoken => 0,
        }
    });
    ways.sum::<i32>().signum()
}

/// The word of a stance that releases options from a red line.
pub(crate) const NO_RED_LINE: &str = "has no red line on";

pub(crate) type Leaning = (Lean, &'static str, Vec<OptionId>);

/// What a claim says about one issue: direction, word, options.
///
/// What is weighed together with other issues gives no direction on one of them. What speaks of
/// each issue separately does: `requires` rejects a text that fails on any issue it names.
pub(crate) fn leans(claim: &Claim, issue: IssueId) -> Vec<Leaning> {
    use Lean::{Against, Conditional, For, Package, RedLine, Requires, Spoken};
    let of = |pattern: &Pattern, lean, word| {
        pattern.get(&issue).map(|options| (lean, word, options.clone()))
    };
    let alone_or = |pattern: &Pattern, lean, word, in_package| {
        if pattern.len() == 1 { of(pattern, lean, word) } else { of(pattern, Package, in_package) }
    };
    let found: Vec<Leaning> = match claim {
        Claim::RedLine(it) => {
            let found =
                alone_or(it, RedLine, "red line against", "red line against a package with");
            found.into_iter().collect()
        }
        Claim::Requires(it) => of(it, Requires, "requires").into_iter().collect(),
        Claim::OnlyIf { options, when } => {
            let allowed = of(options, Conditional, "accepts under a condition");
            allowed.into_iter().chain(of(when, For, "makes a condition of")).collect()
        }
        Claim::Flexible(it) => of(it, Spoken, NO_RED_LINE).into_iter().collect(),
        Claim::Support(it) => of(it, For, "supports").into_iter().collect(),
        Claim::Opposition(it) => of(it, Against, "opposes").into_iter().collect(),
        Claim::Demand(it) => of(it, For, "demands").into_iter().collect(),
        Claim::Rejection(it) => of(it, Against, "rejects").into_iter().collect(),
        Claim::IdealPoint(it) => of(it, For, "wants to be near").into_iter().collect(),
        Claim::Preference { prefer, over } => {
            let found = if prefer.len() == 1 && prefer.keys().eq(over.keys()) {
                [of(prefer, For, "prefers"), of(over, Against, "likes less")]
            } else {
                [
                    of(prefer, Package, "prefers a package with"),
                    of(over, Package, "likes less a package with"),
                ]
            };
            found.into_iter().flatten().collect()
        }
        Claim::Indifference(between) => {
            let words = if between.iter().all(|it| it.len() == 1) {
                "cares little for or against"
            } else {
                "cares little for or against a package with"
            };
            between.iter().filter_map(|it| of(it, Spoken, words)).collect()
        }
        Claim::Together { options, effect } => {
            let word = match effect {
                Effect::Gain => "values more in a package with",
                Effect::Loss => "values less in a package with",
            };
            of(options, Package, word).into_iter().collect()
        }
        Claim::Trade { prefer, over, .. } => {
            [(prefer, "values more the step to"), (over, "values less the step to")]
                .into_iter()
                .filter(|(step, _)| step.issue == issue)
                .map(|(step, word)| (Spoken, word, vec![step.to]))
                .collect()
        }
        Claim::Priority { swings, .. } => match swings.iter().position(|it| it.issue() == issue) {
            Some(0) => vec![(Spoken, "puts it first", Vec::new())],
            Some(_) => vec![(Spoken, "puts it behind other points", Vec::new())],
            None => Vec::new(),
        },
        Claim::Acceptance(Target::Package(it)) => {
            alone_or(it, For, "would sign", "would sign a package with").into_iter().collect()
        }
        Claim::Refusal(Target::Package(it)) => {
            let found = alone_or(it, Against, "would not sign", "would not sign a package with");
            found.into_iter().collect()
        }
        Claim::ConditionalOffer { when, then, .. } => {
            let asked = of(when, For, "asks in return");
            asked.into_iter().chain(of(then, Conditional, "offers in return")).collect()
        }
        Claim::Ultimatum { options, then, .. } => {
            let asked = of(options, For, "makes an ultimatum of");
            asked.into_iter().chain(of(then, Conditional, "refuses without its demand")).collect()
        }
        Claim::Threat { options, .. } => {
            let word = "red line, by a threat, against";
            let in_package = "red line, by a threat, against a package with";
            alone_or(options, RedLine, word, in_package).into_iter().collect()
        }
        Claim::Pressure(swings) if swings.iter().any(|it| it.issue() == issue) => {
            vec![(Spoken, "puts no agreement above it", Vec::new())]
        }
        Claim::Commitment(it) => of(it, For, "commits itself to").into_iter().collect(),
        Claim::Position(it) | Claim::Assessment(it) | Claim::Accusation(it) | Claim::Event(it) => {
            of(it, Spoken, "speaks of").into_iter().collect()
        }
        Claim::Ranking(_)
        | Claim::Acceptance(Target::Draft(_))
        | Claim::Refusal(Target::Draft(_))
        | Claim::Estimate { .. }
        | Claim::Pressure(_)
        | Claim::Precondition => Vec::new(),
    };
    if found.is_empty() { vec![(Spoken, "speaks of it", Vec::new())] } else { found }
}
