//! From statements to rows, vetoes and beliefs: the problem of one party, in numbers.

use onetext_case::{
    Case, Claim, Holder, IssueId, PartyId, Pattern, Statement, StatementId, Step, Target,
};

use crate::belief::Factor;
use crate::credence;
use crate::ledger::{Entered, Entry};
use crate::proposition::{Blocked, Linear, Of, Proposition, Sum};
use crate::question::{Assumed, Assumptions, RedLines};
use crate::space::{Reading, Space};
use crate::text::Text;

/// What was said about one party, in numbers.
///
/// **Invariant:** rows, vetoes and factors are in the order of what they assert, so that the order
/// of the statements does not show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Problem {
    pub(crate) rows: Vec<Said<Proposition>>,
    pub(crate) vetoes: Vec<Said<Blocked>>,
    pub(crate) prospects: Vec<Outlook>,
}

/// Something said, by one or several statements of the same meaning.
#[derive(Clone, Debug)]
pub(crate) struct Said<T> {
    pub(crate) what: T,
    /// The credence of all its voices together.
    pub(crate) credence: f64,
    pub(crate) voices: Vec<Voice>,
}

/// One statement behind something said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Voice {
    pub(crate) statement: StatementId,
    pub(crate) credence: f64,
}

/// A prospect as a party sees it.
#[derive(Clone, Debug)]
pub(crate) struct Outlook {
    /// What it is worth beyond silence: coordinates and factors.
    pub(crate) gain: Vec<(usize, i32)>,
    /// What was said about its chance, with the chance's quantiles.
    pub(crate) factors: Vec<(Said<[f64; 2]>, Factor)>,
}

impl<T> Said<T> {
    /// The credence without a statement; `None` if it was the only one.
    pub(crate) fn without(&self, statement: StatementId) -> Option<f64> {
        let others = self.voices.iter().filter(|it| it.statement != statement);
        credence::merged(others.map(|it| it.credence).collect())
    }

    pub(crate) fn is_said_by(&self, statement: StatementId) -> bool {
        self.voices.iter().any(|it| it.statement == statement)
    }

    pub(crate) fn is_hard(&self) -> bool {
        1.0 <= self.credence
    }
}

/// Lowers what was said about a party, and lists how each statement entered.
pub(crate) fn lower(
    case: &Case,
    space: &Space,
    party: PartyId,
    assumed: &Assumptions,
) -> (Problem, Vec<Entry>) {
    let mut ledger = Vec::new();
    let mut vetoes = Gathered::default();
    let mut rows = Gathered::default();
    let mut chances: Vec<Gathered<[f64; 2]>> = vec![Gathered::default(); case.prospects.len()];
    let mut waiting = Vec::new();
    for (index, statement) in case.statements.iter().enumerate() {
        let id = StatementId(index);
        if !concerns(statement, party) {
            continue;
        }
        let taken = taken(assumed, id, &statement.claim);
        let credence = match taken {
            Some(Assumed::Real) => 1.0,
            _ => credence::shifted(credence::effective(case, statement, party), assumed.shift),
        };
        let mut entry =
            Entry { statement: id, entered: Entered::NotModelled, credence, truth: None };
        if let Some(out) = out_of_force(case, id) {
            entry.entered = out;
        } else if taken == Some(Assumed::Withdrawn) {
            entry.entered = Entered::Withdrawn;
        } else if is_evidence(&statement.claim) {
            entry.entered = Entered::NotModelled;
        } else if case.parties[party.0].utility.is_some() {
            entry.entered = Entered::Numbers;
        } else if statement.claim == Claim::Precondition {
            entry.entered = Entered::Precondition;
        } else if credence::is_weak(credence) {
            entry.entered = Entered::Weak;
        } else if taken == Some(Assumed::Bluff) {
            entry.entered = Entered::Bluff;
            if let Some(direction) = direction(space, &statement.claim).and_then(Proposition::all) {
                let credence = credence::direction(credence);
                rows.add(case, direction, Voice { statement: id, credence });
            }
        } else if let Claim::Threat { prospect, chance } | Claim::Estimate { prospect, chance } =
            &statement.claim
        {
            let voice = Voice { statement: id, credence };
            let same = chances[prospect.0].add(case, [chance.low, chance.high], voice);
            entry.entered = same.map_or(Entered::Belief(*prospect), Entered::Same);
        } else if let Some(blocked) = blocked(space, &statement.claim) {
            let voice = Voice { statement: id, credence };
            let direction = direction(space, &statement.claim).and_then(Proposition::all);
            let same = vetoes.add(case, blocked, voice);
            entry.entered = same.map_or(Entered::Veto, Entered::Same);
            if let Some(direction) = direction {
                let credence = credence::direction(credence);
                rows.add(case, direction, Voice { credence, ..voice });
            }
        } else {
            waiting.push(ledger.len());
        }
        ledger.push(entry);
    }
    let vetoes = vetoes.said();
    for place in waiting {
        let entry = &mut ledger[place];
        let claim = &case.statements[entry.statement.0].claim;
        if let Some(proposition) = proposition(case, space, claim, &vetoes) {
            let voice = Voice { statement: entry.statement, credence: entry.credence };
            entry.entered = rows.add(case, proposition, voice).map_or(Entered::Row, Entered::Same);
        }
    }
    let outlook = |(prospect, chances): (&onetext_case::Prospect, Gathered<[f64; 2]>)| {
        let mut gain = Sum::default();
        for (issue, option) in &prospect.outcome {
            gain.add(space.at(issue.0, option.0), 1);
            gain.add(space.at(issue.0, space.silent(issue.0)), -1);
        }
        let factor = |said: Said<[f64; 2]>| {
            let factor = Factor::new(said.what[0], said.what[1], said.credence);
            (said, factor)
        };
        Outlook {
            gain: gain.linear().terms,
            factors: chances
                .said_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])))
                .into_iter()
                .map(factor)
                .collect(),
        }
    };
    let prospects = case.prospects.iter().zip(chances).map(outlook).collect();
    (Problem { rows: rows.said(), vetoes, prospects }, ledger)
}

/// What is taken for granted of a statement, if anything.
fn taken(assumed: &Assumptions, id: StatementId, claim: &Claim) -> Option<Assumed> {
    let all = || match claim {
        Claim::RedLine(_) | Claim::Requires(_) | Claim::OnlyIf { .. } => {
            assumed.red_lines.map(|it| match it {
                RedLines::Real => Assumed::Real,
                RedLines::Bluff => Assumed::Bluff,
            })
        }
        _ => None,
    };
    assumed.statements.get(&id).copied().or_else(all)
}

/// Whether a statement is about a party, or about what happens without agreement and so shapes
/// its beliefs.
///
/// What is said of a prospect is everybody's to believe, except what one says that another
/// believes.
pub(crate) fn concerns(statement: &Statement, party: PartyId) -> bool {
    if statement.holder == Holder::Party(party) {
        return true;
    }
    matches!(statement.claim, Claim::Threat { .. } | Claim::Estimate { .. })
        && (statement.voice == statement.holder || !matches!(statement.holder, Holder::Party(_)))
}

/// Why a statement is not in force on the day of the case, if it is not.
pub(crate) fn out_of_force(case: &Case, id: StatementId) -> Option<Entered> {
    let statement = &case.statements[id.0];
    let is_later = |it: &Statement| case.as_of.is_some_and(|as_of| as_of < it.said.from);
    if is_later(statement) {
        return Some(Entered::Later);
    }
    if statement.retracted.is_some_and(|day| case.as_of.is_none_or(|as_of| day <= as_of)) {
        return Some(Entered::Retracted);
    }
    let newer = case.statements.iter().position(|it| it.supersedes == Some(id) && !is_later(it));
    if let Some(newer) = newer {
        return Some(Entered::Superseded(StatementId(newer)));
    }
    let expired = statement.until.is_some_and(|day| case.as_of.is_some_and(|as_of| day < as_of));
    expired.then_some(Entered::Expired)
}

pub(crate) fn is_evidence(claim: &Claim) -> bool {
    matches!(
        claim,
        Claim::Commitment(_)
            | Claim::Position(_)
            | Claim::Assessment(_)
            | Claim::Accusation(_)
            | Claim::Event(_)
    )
}

/// What a red line blocks.
fn blocked(space: &Space, claim: &Claim) -> Option<Blocked> {
    let named = |pattern: &Pattern| -> Vec<(usize, Vec<usize>)> {
        space.package(pattern).into_iter().enumerate().filter(|it| !it.1.is_empty()).collect()
    };
    let blocked = match claim {
        Claim::RedLine(options) => Blocked { when: named(options), unless: Vec::new() },
        Claim::Requires(options) => Blocked { when: Vec::new(), unless: named(options) },
        Claim::OnlyIf { options, when } => Blocked { when: named(options), unless: named(when) },
        _ => return None,
    };
    // A red line that names nothing would block every text; it says nothing instead.
    (!blocked.when.is_empty() || !blocked.unless.is_empty()).then_some(blocked)
}

/// The direction that a red line gives: what it blocks is the worst of its issue, what it requires
/// the best. A red line on a package of several issues gives none.
fn direction(space: &Space, claim: &Claim) -> Option<Vec<Linear>> {
    match claim {
        Claim::RedLine(options) if options.len() == 1 => Some(apart(space, options, -1)),
        Claim::Requires(options) => Some(apart(space, options, 1)),
        _ => None,
    }
}

/// Each of the options is worth at least as much as each level beside them; with -1, at most.
fn apart(space: &Space, options: &Pattern, sign: i32) -> Vec<Linear> {
    let mut forms = Vec::new();
    for (issue, levels) in space.package(options).iter().enumerate().filter(|it| !it.1.is_empty()) {
        for &level in levels {
            for other in space.levels(issue).filter(|it| !levels.contains(it)) {
                let mut sum = Sum::default();
                sum.add(space.at(issue, level), sign).add(space.at(issue, other), -sign);
                forms.push(sum.linear());
            }
        }
    }
    forms
}

/// What a statement asserts that is neither a red line nor a chance.
pub(crate) fn proposition(
    case: &Case,
    space: &Space,
    claim: &Claim,
    vetoes: &[Said<Blocked>],
) -> Option<Proposition> {
    let chain = |count: usize, form: &dyn Fn(usize) -> Linear| {
        Proposition::all((1..count).map(form).collect())
    };
    match claim {
        Claim::Support(options) => Proposition::all(against_silence(space, options, 1)),
        Claim::Opposition(options) => Proposition::all(against_silence(space, options, -1)),
        Claim::Demand(options) => Proposition::all(apart(space, options, 1)),
        Claim::Rejection(options) => Proposition::all(apart(space, options, -1)),
        Claim::Preference { prefer, over } => {
            let [prefer, over] = [prefer, over].map(|it| space.package(it));
            let mut sum = Sum::default();
            sum.text(space, &prefer, Of::Worst, 1).text(space, &over, Of::Best, -1);
            Proposition::all(vec![sum.linear()])
        }
        Claim::Trade { prefer, over } => {
            let mut sum = Sum::default();
            for (&Step { issue: IssueId(issue), from, to }, factor) in [(prefer, 1), (over, -1)] {
                sum.add(space.at(issue, to.0), factor).add(space.at(issue, from.0), -factor);
            }
            Proposition::all(vec![sum.linear()])
        }
        Claim::Priority(issues) => chain(issues.len(), &|next| {
            let mut sum = Sum::default();
            sum.swing(space, issues[next - 1].0, 1).swing(space, issues[next].0, -1).linear()
        }),
        Claim::Ranking(drafts) => {
            let readings: Vec<Reading> =
                drafts.iter().map_while(|&it| space.reading(&Text::draft(case, it)).ok()).collect();
            chain(readings.len(), &|next| {
                let mut sum = Sum::default();
                sum.text(space, &readings[next - 1], Of::Best, 1);
                sum.text(space, &readings[next], Of::Worst, -1).linear()
            })
        }
        Claim::Acceptance(target) | Claim::Refusal(target) => {
            let negated = matches!(claim, Claim::Refusal(_));
            let (reading, strict) = match target {
                Target::Draft(draft) => (space.reading(&Text::draft(case, *draft)).ok()?, negated),
                Target::Package(options) => (space.package(options), !negated),
            };
            // Whether every reading is meant to be acceptable, or some.
            let which = if strict { Of::Worst } else { Of::Best };
            let forms =
                vec![Sum::default().text(space, &reading, which, 1).against_none().linear()];
            let vetoes = crossing(vetoes, &reading, strict);
            Proposition { forms, vetoes, negated }.simplified()
        }
        Claim::ConditionalOffer { when, then, .. } => {
            let mut both = then.clone();
            both.extend(when.clone());
            let [when, both] = [when, &both].map(|it| space.package(it));
            let forms = vec![
                Sum::default().text(space, &both, Of::Worst, 1).against_none().linear(),
                Sum::default().text(space, &when, Of::Worst, 1).linear(),
            ];
            let vetoes = crossing(vetoes, &both, true);
            Proposition { forms, vetoes, negated: false }.simplified()
        }
        Claim::RedLine(_)
        | Claim::Requires(_)
        | Claim::OnlyIf { .. }
        | Claim::Threat { .. }
        | Claim::Estimate { .. }
        | Claim::Precondition
        | Claim::Commitment(_)
        | Claim::Position(_)
        | Claim::Assessment(_)
        | Claim::Accusation(_)
        | Claim::Event(_) => None,
    }
}

fn against_silence(space: &Space, options: &Pattern, sign: i32) -> Vec<Linear> {
    let mut forms = Vec::new();
    for (issue, levels) in space.package(options).iter().enumerate() {
        for &level in levels {
            let mut sum = Sum::default();
            sum.add(space.at(issue, level), sign);
            forms.push(sum.add(space.at(issue, space.silent(issue)), -sign).linear());
        }
    }
    forms
}

/// The vetoes that block some reading, or every one.
fn crossing(vetoes: &[Said<Blocked>], reading: &Reading, some: bool) -> Vec<usize> {
    let blocks = |it: &Blocked| if some { it.some(reading) } else { it.every(reading) };
    (0..vetoes.len()).filter(|&veto| blocks(&vetoes[veto].what)).collect()
}

/// What was said, with equal things put together.
#[derive(Clone, Debug)]
struct Gathered<T> {
    groups: Vec<(T, Vec<Voice>)>,
}

impl<T> Default for Gathered<T> {
    fn default() -> Self {
        Self { groups: Vec::new() }
    }
}

impl<T: PartialEq> Gathered<T> {
    /// Adds a voice; returns the statement with the same words, if there is one already.
    ///
    /// Of two statements with the same words in the same source the higher credence counts.
    fn add(&mut self, case: &Case, what: T, voice: Voice) -> Option<StatementId> {
        let words = |it: StatementId| {
            let statement = &case.statements[it.0];
            (statement.source, statement.span.clone(), statement.voice)
        };
        let Some((_, voices)) = self.groups.iter_mut().find(|it| it.0 == what) else {
            self.groups.push((what, vec![voice]));
            return None;
        };
        let same = voices.iter_mut().find(|it| words(it.statement) == words(voice.statement));
        if let Some(same) = same {
            same.credence = same.credence.max(voice.credence);
            return Some(same.statement);
        }
        voices.push(voice);
        None
    }

    fn said_by(mut self, order: impl Fn(&T, &T) -> std::cmp::Ordering) -> Vec<Said<T>> {
        self.groups.sort_by(|a, b| order(&a.0, &b.0));
        let said = |(what, voices): (T, Vec<Voice>)| {
            let credence = credence::merged(voices.iter().map(|it| it.credence).collect());
            Said { what, credence: credence.unwrap_or(0.5), voices }
        };
        self.groups.into_iter().map(said).collect()
    }
}

impl<T: Ord> Gathered<T> {
    fn said(self) -> Vec<Said<T>> {
        self.said_by(T::cmp)
    }
}
