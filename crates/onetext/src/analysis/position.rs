//! Positions: what each holder says about each issue, in whose words, since when.

use onetext_case::{Case, Claim, Holder, IssueId, OptionId, Statement, StatementId, Target};
use serde::Serialize;

use super::ledger::{Standing, columns, is_own, speaks_of, standing};
use super::name::Named;
use crate::time::Time;

/// What one holder says about one issue. Without stances: nothing was said.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// Whose position it is.
    pub holder: Named,
    /// Its current stances, the holder's own words first, then the newest first.
    pub stances: Vec<Stance>,
    /// Number of statements behind the cell, those that no longer hold included.
    pub statements: usize,
    /// The newest time at which something was said.
    pub newest: Option<Time>,
    /// Whether only others say so, and the holder itself is silent.
    pub only_others: bool,
    /// Earlier words of the holder that it has since replaced, taken back or let expire.
    pub earlier: Vec<String>,
    /// Whether what the holder says now points another way than what it said before.
    pub shifted: bool,
}

/// One thing that is said about an issue, however often.
#[derive(Clone, Debug, Serialize)]
pub struct Stance {
    /// Which way it points.
    pub lean: Lean,
    /// Its strength in words, to be read before the options: `red line against`.
    pub word: &'static str,
    /// The options it names.
    pub options: Vec<Named>,
    /// Whether others say so of the holder, not the holder itself.
    pub by_others: bool,
    /// When it was last said.
    pub newest: Time,
    /// The statements, newest first.
    pub statements: Vec<String>,
}

/// Which way a stance points, from the firmest no to the firmest yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
    /// Spoken of, without a direction.
    Spoken,
}

/// Where an issue stands by what the parties say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contest {
    /// Parties point in different directions.
    Contested,
    /// By their own words they do not, but by what others say of them they do.
    Reported,
    /// A party points somewhere, and no party's objection is recorded.
    Unopposed,
    /// No party points anywhere.
    Silent,
}

/// The cells of one issue, one for each column of [`columns`].
pub(crate) fn cells(case: &Case, issue: IssueId) -> Vec<Cell> {
    columns(case).into_iter().map(|holder| cell(case, issue, holder)).collect()
}

fn cell(case: &Case, issue: IssueId, holder: Holder) -> Cell {
    let mut found: Vec<(StatementId, &Statement)> = case
        .statements
        .iter()
        .enumerate()
        .map(|(index, it)| (StatementId(index), it))
        .filter(|(_, it)| it.holder == holder && speaks_of(it, issue))
        .collect();
    found.sort_by_key(|(id, it)| (std::cmp::Reverse((it.said.to, it.said.from)), *id));
    let mut stances: Vec<Stance> = Vec::new();
    let mut earlier = Vec::new();
    let (mut now, mut before) = (Vec::new(), Vec::new());
    for &(id, statement) in &found {
        let said = leans(&statement.claim, issue);
        let own = is_own(statement);
        if standing(case, id) != Standing::Current {
            if own {
                earlier.push(statement.id.clone());
                before.extend(said);
            }
            continue;
        }
        for (lean, word, options) in said {
            let options_named = Named::options(case, issue, &options);
            if own {
                now.push((lean, word, options));
            }
            let same = stances
                .iter_mut()
                .find(|it| it.word == word && it.options == options_named && it.by_others != own);
            match same {
                Some(same) => same.statements.push(statement.id.clone()),
                None => stances.push(Stance {
                    lean,
                    word,
                    options: options_named,
                    by_others: !own,
                    newest: Time::from(&statement.said),
                    statements: vec![statement.id.clone()],
                }),
            }
        }
    }
    // What points somewhere says more than what is only spoken of.
    stances.sort_by_key(|it| (it.by_others, it.lean == Lean::Spoken));
    let count = case.issues[issue.0].options.len();
    Cell {
        holder: Named::holder(case, holder),
        only_others: !found.is_empty() && found.iter().all(|(_, it)| !is_own(it)),
        stances,
        statements: found.len(),
        newest: found.first().map(|(_, it)| Time::from(&it.said)),
        earlier,
        shifted: !now.is_empty()
            && (0..count).map(OptionId).any(|it| direction(&before, it) * direction(&now, it) < 0),
    }
}

/// Where an issue stands by the current words of the parties, and by what others say of them.
pub(crate) fn contest(case: &Case, issue: IssueId) -> Contest {
    match (contest_among(case, issue, false), contest_among(case, issue, true)) {
        (Contest::Contested, _) => Contest::Contested,
        (_, Contest::Contested) => Contest::Reported,
        (own, _) => own,
    }
}

fn contest_among(case: &Case, issue: IssueId, others_count: bool) -> Contest {
    let mut wanted: Vec<(Holder, OptionId, i32)> = Vec::new();
    for (index, statement) in case.statements.iter().enumerate() {
        let party = matches!(statement.holder, Holder::Party(_));
        if !party
            || !(others_count || is_own(statement))
            || !speaks_of(statement, issue)
            || standing(case, StatementId(index)) != Standing::Current
        {
            continue;
        }
        let said = leans(&statement.claim, issue);
        for option in (0..case.issues[issue.0].options.len()).map(OptionId) {
            let way = direction(&said, option);
            if way != 0 {
                wanted.push((statement.holder, option, way));
            }
        }
    }
    let contested = wanted.iter().any(|(holder, option, way)| {
        wanted
            .iter()
            .any(|(other, same, against)| holder != other && option == same && way * against < 0)
    });
    match (wanted.is_empty(), contested) {
        (true, _) => Contest::Silent,
        (_, true) => Contest::Contested,
        (_, false) => Contest::Unopposed,
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
            Lean::Conditional | Lean::Spoken => 0,
        }
    });
    ways.sum::<i32>().signum()
}

type Leaning = (Lean, &'static str, Vec<OptionId>);

/// What a claim says about one issue: direction, word, options.
fn leans(claim: &Claim, issue: IssueId) -> Vec<Leaning> {
    use Lean::{Against, Conditional, For, RedLine, Requires, Spoken};
    let of = |pattern: &onetext_case::Pattern, lean, word| {
        pattern.get(&issue).map(|options| (lean, word, options.clone()))
    };
    let found: Vec<Leaning> = match claim {
        Claim::RedLine(it) => of(it, RedLine, "red line against").into_iter().collect(),
        Claim::Requires(it) => of(it, Requires, "requires").into_iter().collect(),
        Claim::OnlyIf { options, when } => {
            let allowed = of(options, Conditional, "accepts under a condition");
            allowed.into_iter().chain(of(when, For, "makes a condition of")).collect()
        }
        Claim::Support(it) => of(it, For, "supports").into_iter().collect(),
        Claim::Opposition(it) => of(it, Against, "opposes").into_iter().collect(),
        Claim::Demand(it) => of(it, For, "demands").into_iter().collect(),
        Claim::Rejection(it) => of(it, Against, "rejects").into_iter().collect(),
        Claim::Preference { prefer, over } => {
            of(prefer, For, "prefers").into_iter().chain(of(over, Against, "likes less")).collect()
        }
        Claim::Trade { prefer, over } => {
            [(prefer, "values more the step to"), (over, "values less the step to")]
                .into_iter()
                .filter(|(step, _)| step.issue == issue)
                .map(|(step, word)| (Spoken, word, vec![step.to]))
                .collect()
        }
        Claim::Priority(issues) => match issues.iter().position(|&it| it == issue) {
            Some(0) => vec![(Spoken, "puts it first", Vec::new())],
            Some(_) => vec![(Spoken, "puts it behind other points", Vec::new())],
            None => Vec::new(),
        },
        Claim::Acceptance(Target::Package(it)) => of(it, For, "would sign").into_iter().collect(),
        Claim::Refusal(Target::Package(it)) => {
            of(it, Against, "would not sign").into_iter().collect()
        }
        Claim::ConditionalOffer { when, then, .. } => {
            let asked = of(when, For, "asks in return");
            asked.into_iter().chain(of(then, Conditional, "offers in return")).collect()
        }
        Claim::Commitment(it) => of(it, For, "commits itself to").into_iter().collect(),
        Claim::Position(it) | Claim::Assessment(it) | Claim::Accusation(it) | Claim::Event(it) => {
            of(it, Spoken, "speaks of").into_iter().collect()
        }
        Claim::Ranking(_)
        | Claim::Acceptance(Target::Draft(_))
        | Claim::Refusal(Target::Draft(_))
        | Claim::Threat { .. }
        | Claim::Estimate { .. }
        | Claim::Precondition => Vec::new(),
    };
    if found.is_empty() { vec![(Spoken, "speaks of it", Vec::new())] } else { found }
}
