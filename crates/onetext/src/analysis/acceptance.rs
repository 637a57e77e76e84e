//! Who could accept a text: shares of worlds, their words and their reasons, names put back.

use std::collections::BTreeSet;

use onetext_case::{Case, Claim, DraftId, IssueId, OptionId, PartyId, Pattern, StatementId};
use onetext_elicit::{
    Acceptability, Basis, Because, Blocker, Bounds, Elicited, Entered, Exactness, Level, Share,
    Text, Verdict, View, Word,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::name::{Named, statement_ids};
use crate::range::Range;

/// Whether a text could be accepted, by each party and by all that sign.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Acceptance {
    /// Id and heading of the draft.
    pub draft: Named,
    /// Whether its text is not public, so that ranges span every text it may be.
    pub undisclosed: bool,
    /// Whether it may still take several options on an issue, so that ranges run over its readings.
    pub open: bool,
    /// Whether its readings are too many to be looked at one by one, so that the ends of a range
    /// are bounds that no reading need come near.
    pub outer: bool,
    /// Each party, in the order of the case.
    pub parties: Vec<PartyAcceptance>,
    /// All parties with a seat together, taken to be independent given what they said.
    pub joint: Number,
}

/// Whether one party could accept a text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartyAcceptance {
    /// The party.
    pub party: Named,
    /// Whether it signs.
    pub seat: bool,
    /// What the picture of it rests on.
    pub basis: Footing,
    /// The share of worlds in which it accepts.
    pub share: Number,
    /// The share if every red line is real.
    pub if_real: Option<Range>,
    /// The share if no red line is real: the worlds in which the text is worth at least as much
    /// as no agreement.
    pub if_bluff: Option<Range>,
    /// What bears on it, the most influential first.
    pub because: Vec<Reason>,
    /// What stands most in its way.
    pub blocker: Option<BlockerView>,
    /// What is proved about it, whatever the estimates say; `None` if nothing is.
    pub verdict: Option<VerdictView>,
    /// The statements that stand in its way, the most influential first: those that lower the share
    /// by more than the sampling error, and red lines that match it whose influence cannot be told.
    pub in_the_way: Vec<String>,
    /// Its red lines that match the text, or some reading of it.
    pub red_lines: Vec<String>,
    /// Preconditions of the party: not in any number; while one is meant and not met, the party
    /// accepts no text.
    pub preconditions: Vec<String>,
}

/// A share, or why there is none.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum Number {
    /// A share.
    Known {
        /// From the least to the most favorable reading of the text, widened by the sampling
        /// error.
        range: Range,
        /// The half-width of the 95 % interval that comes from sampling, by which either end was
        /// widened; 0 if exact.
        error: f64,
        /// The word for it; `wide` where its ends have words two or more steps apart.
        word: &'static str,
        /// How it was come by.
        exactness: ExactnessView,
    },
    /// There is no number to give.
    Unknown {
        /// Why.
        reason: String,
        /// What can be done about it, where there is something.
        hint: Option<&'static str>,
        /// The statements that stand in the way of a number.
        statements: Vec<String>,
    },
}

/// What is proved about a party and a text: not from a share, and no share proves it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct VerdictView {
    /// What is proved.
    pub verdict: Proved,
    /// The hard statements that the proof rests on; none if the model or utilities in numbers
    /// suffice.
    pub statements: Vec<String>,
    /// Whether the proof held when it was replayed.
    pub checked: bool,
}

/// What can be proved about a party and a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Proved {
    /// The party accepts it in every world in which the hard statements hold.
    Necessary,
    /// The party accepts it in none.
    Excluded,
}

/// What the picture of a party rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Footing {
    /// Statements, and the prior where they are silent.
    Statements,
    /// The prior alone.
    Assumed,
    /// Utilities that the case gives in numbers.
    Numbers,
}

/// How a number was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum ExactnessView {
    /// By arithmetic alone.
    Exact,
    /// By drawing worlds.
    Sampled {
        /// Worlds drawn for each party.
        draws: usize,
        /// The seed they were drawn from.
        seed: u64,
    },
}

/// One statement that bears on a share.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Reason {
    /// The statement.
    pub statement: String,
    /// How it entered.
    pub entered: &'static str,
    /// The share with the statement less that without it, where that can be told.
    pub influence: Option<f64>,
}

impl PartyAcceptance {
    /// What stands in the way in particular.
    pub fn obstacle(&self) -> Option<&BlockerView> {
        self.blocker.as_ref().filter(|it| it.is_particular())
    }
}

impl BlockerView {
    /// Whether it stands in the way in particular: it explains at least a quarter of the rejections.
    pub fn is_particular(&self) -> bool {
        0.25 <= self.explains
    }
}

/// What stands most in the way of a text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BlockerView {
    /// The issue.
    pub issue: Named,
    /// What the text says on it; `None` if it is silent.
    pub option: Option<Named>,
    /// The number of the draft's point that says so, where there is one.
    pub point: Option<u64>,
    /// Whether it is a red line, rather than what the option is worth.
    pub red_line: bool,
    /// The statements that it comes from; without any it is assumed.
    pub statements: Vec<String>,
    /// Share of the rejections that it explains.
    pub explains: f64,
}

/// An outcome that a search found most acceptable to all that sign.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FoundView {
    /// For each issue of the case, the option.
    pub outcome: Vec<(Named, Named)>,
    /// All parties with a seat together.
    pub joint: Number,
    /// Each party with a seat.
    pub parties: Vec<FoundParty>,
    /// How many starts the search made.
    pub starts: usize,
    /// How many different outcomes it looked at.
    pub looked_at: usize,
}

/// Whether one party could accept what a search found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FoundParty {
    /// The party.
    pub party: Named,
    /// What the picture of it rests on.
    pub basis: Footing,
    /// The share of worlds in which it accepts.
    pub share: Number,
    /// The statements that bear on it, the most influential first.
    pub because: Vec<String>,
}

/// Why a search found nothing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NotFound {
    /// Why.
    pub reason: String,
    /// The statements that stand in the way of a number.
    pub statements: Vec<String>,
}

/// The number of the point of a text that settles an issue so.
pub(crate) type PointOf<'a> = &'a dyn Fn(IssueId, Level) -> Option<u64>;

/// Acceptability of one text.
pub(crate) fn acceptance(
    case: &Case,
    elicited: &Elicited,
    text: &Text,
    draft: Named,
    undisclosed: bool,
    point_of: PointOf<'_>,
) -> Acceptance {
    let mut outer = false;
    let parties = elicited.views.iter().map(|view| {
        let answer = view.acceptability(text);
        outer |= answer.as_ref().is_ok_and(|it| it.bounds == Bounds::Outer);
        party_acceptance(case, elicited, view, text, answer.as_ref(), point_of)
    });
    let joint = if elicited.views.iter().any(|it| it.seat) {
        number(case, elicited.joint(text).as_ref().map(|it| (it.share, it.exactness)))
    } else {
        Number::Unknown { reason: "nobody signs".to_owned(), hint: None, statements: Vec::new() }
    };
    let parties = parties.collect();
    let open = text.issues.iter().any(|it| 1 < it.len());
    Acceptance { draft, undisclosed, open, outer, parties, joint }
}

/// Acceptability of one text to one party, given the answer of its worlds.
pub(crate) fn party_acceptance(
    case: &Case,
    elicited: &Elicited,
    view: &View,
    text: &Text,
    answer: Result<&Acceptability, &onetext_elicit::Error>,
    point_of: PointOf<'_>,
) -> PartyAcceptance {
    let preconditions: Vec<StatementId> = view
        .ledger
        .iter()
        .filter(|it| it.entered == Entered::Precondition)
        .map(|it| it.statement)
        .collect();
    let party = PartyAcceptance {
        party: party_name(case, view.party),
        seat: view.seat,
        basis: footing(view.basis),
        share: number(case, answer.map(|it| (it.share, it.exactness))),
        if_real: None,
        if_bluff: None,
        because: Vec::new(),
        blocker: None,
        verdict: verdict(case, elicited, view, text),
        in_the_way: Vec::new(),
        red_lines: statement_ids(case, &red_lines(case, view, text)),
        preconditions: statement_ids(case, &preconditions),
    };
    match answer {
        Ok(answer) => with_reasons(case, party, answer, point_of),
        Err(_) => party,
    }
}

fn verdict(case: &Case, elicited: &Elicited, view: &View, text: &Text) -> Option<VerdictView> {
    let found = view.verdict(text).ok().flatten()?;
    Some(VerdictView {
        verdict: match found {
            Verdict::Necessary(_) => Proved::Necessary,
            Verdict::Excluded(_) => Proved::Excluded,
        },
        statements: statement_ids(case, found.proof().statements()),
        checked: found.check(case, view.party, &elicited.question.assumed, text),
    })
}

fn with_reasons(
    case: &Case,
    party: PartyAcceptance,
    answer: &Acceptability,
    point_of: PointOf<'_>,
) -> PartyAcceptance {
    let least = answer.share.error.max(LEAST);
    let lowers = |it: &&Because| match it.influence {
        Some(influence) => influence <= -least,
        None => party.red_lines.contains(&case.statements[it.statement.0].id),
    };
    let in_the_way: Vec<StatementId> =
        answer.because.iter().filter(lowers).map(|it| it.statement).collect();
    PartyAcceptance {
        in_the_way: statement_ids(case, &in_the_way),
        if_real: Some(range(answer.if_real)),
        if_bluff: Some(range(answer.if_bluff)),
        because: answer.because.iter().map(|it| reason(case, it)).collect(),
        blocker: answer.blocker.as_ref().map(|it| blocker(case, it, point_of)),
        ..party
    }
}

/// The least influence that is told.
pub(crate) const LEAST: f64 = 0.005;

fn reason(case: &Case, because: &Because) -> Reason {
    Reason {
        statement: case.statements[because.statement.0].id.clone(),
        entered: entered_word(because.entered),
        influence: because.influence,
    }
}

pub(crate) fn blocker(case: &Case, blocker: &Blocker, point_of: PointOf<'_>) -> BlockerView {
    BlockerView {
        issue: Named::issue(case, blocker.issue),
        option: match blocker.level {
            Level::Silent => None,
            Level::Option(option) => Some(Named::option(case, blocker.issue, option)),
        },
        point: point_of(blocker.issue, blocker.level),
        red_line: blocker.red_line,
        statements: statement_ids(case, &blocker.statements),
        explains: blocker.explains,
    }
}

/// The number of the first point of a draft that settles an issue so.
pub(crate) fn point_of(case: &Case, draft: DraftId, wanted: IssueId, level: Level) -> Option<u64> {
    let Level::Option(sought) = level else { return None };
    let says = |piece: &onetext_case::Piece| {
        matches!(piece, onetext_case::Piece::Bracket { issue, option, .. }
            if *issue == wanted && *option == sought)
    };
    case.drafts[draft.0].points.iter().find(|it| it.text.iter().any(says))?.number
}

/// What all that sign could accept, as far as a search finds it; `None` where there is no number.
pub(crate) fn found(
    case: &Case,
    elicited: &Elicited,
    seed: u64,
    starts: usize,
) -> Result<FoundView, NotFound> {
    let found = onetext_elicit::found(case, elicited, seed, starts)
        .map_err(|it| NotFound { reason: it.to_string(), statements: unmet(case, &it) })?;
    let text = Text::outcome(&found.outcome);
    let outcome = found.outcome.iter().enumerate().map(|(index, &option)| {
        let issue = IssueId(index);
        (Named::issue(case, issue), Named::option(case, issue, option))
    });
    let exactness = found.joint.exactness;
    let parties = found.joint.parties.iter();
    Ok(FoundView {
        outcome: outcome.collect(),
        joint: known(found.joint.share, exactness),
        parties: parties
            .map(|&(party, share)| {
                let view = elicited.view(party);
                let because = view.acceptability(&text).map(|it| it.because).unwrap_or_default();
                let because: Vec<StatementId> = because.iter().map(|it| it.statement).collect();
                FoundParty {
                    party: party_name(case, party),
                    basis: footing(view.basis),
                    share: known(share, view.exactness()),
                    because: statement_ids(case, &because),
                }
            })
            .collect(),
        starts: found.starts,
        looked_at: found.looked_at,
    })
}

/// Why a statement is in no number, in a few words; `None` if it is in one.
pub(crate) fn left_out(entered: Entered) -> Option<&'static str> {
    match entered {
        Entered::Row | Entered::Veto | Entered::Belief(_) => None,
        Entered::Precondition => Some("set aside as a precondition"),
        Entered::Same(_) => Some("the same words again"),
        Entered::Superseded(_) => Some("replaced"),
        Entered::Expired => Some("run out"),
        Entered::Retracted => Some("taken back"),
        Entered::Later => Some("of a later day"),
        Entered::Withdrawn => Some("taken to be withdrawn"),
        Entered::Bluff => Some("taken not to be meant"),
        Entered::Weak => Some("too weak or too old"),
        Entered::NotModelled => Some("not modeled"),
        Entered::NotAParty => Some("about no party"),
        Entered::Numbers => Some("about a party given in numbers"),
    }
}

/// How a statement entered the numbers, as a word.
pub(crate) fn entered_word(entered: Entered) -> &'static str {
    match entered {
        Entered::Row => "counted as a comparison",
        Entered::Veto => "counted as a red line that may be real",
        Entered::Belief(_) => "counted as a belief about what happens without agreement",
        Entered::Precondition => "precondition: a switch of its own, in no number",
        Entered::Same(_) => "same words as an earlier entry: counted once",
        Entered::Superseded(_) => "replaced by a later statement: not counted",
        Entered::Expired => "no longer in force: not counted",
        Entered::Retracted => "taken back: not counted",
        Entered::Later => "said after the day of the case: not counted",
        Entered::Withdrawn => "taken to be withdrawn: not counted",
        Entered::Bluff => "taken not to be meant: of a red line, its direction alone counts",
        Entered::Weak => "too weak or too old to say anything: not counted",
        Entered::NotModelled => "evidence only: not modeled",
        Entered::NotAParty => "about one who is not a party: not counted",
        Entered::Numbers => "not counted: this party’s utility is given in numbers",
    }
}

pub(crate) fn party_name(case: &Case, party: PartyId) -> Named {
    Named::holder(case, onetext_case::Holder::Party(party))
}

fn footing(basis: Basis) -> Footing {
    match basis {
        Basis::Statements => Footing::Statements,
        Basis::Assumed => Footing::Assumed,
        Basis::Numbers => Footing::Numbers,
    }
}

pub(crate) fn number(
    case: &Case,
    answer: Result<(Share, Exactness), &onetext_elicit::Error>,
) -> Number {
    match answer {
        Ok((share, exactness)) => known(share, exactness),
        Err(error) => Number::Unknown {
            reason: error.to_string(),
            hint: error.hint(),
            statements: unmet(case, error),
        },
    }
}

/// The statements that an error names.
pub(crate) fn unmet(case: &Case, error: &onetext_elicit::Error) -> Vec<String> {
    match error {
        onetext_elicit::Error::Unmet { statements }
        | onetext_elicit::Error::Apart { statements } => statement_ids(case, statements),
        _ => Vec::new(),
    }
}

/// The word for a share: `wide` where that of its one end is two or more steps from that of the
/// other.
pub(crate) fn word(share: Share) -> &'static str {
    let step = |it: f64| match Word::of(it) {
        Word::NearExcluded => 0,
        Word::Unlikely => 1,
        Word::Open => 2,
        Word::Likely => 3,
        Word::NearCertain => 4_u8,
    };
    if 2 <= step(share.high).abs_diff(step(share.low)) { "wide" } else { share.word().as_str() }
}

/// The red lines of a party that match the text, or some reading of it.
fn red_lines(case: &Case, view: &View, text: &Text) -> Vec<StatementId> {
    let levels = |issue: IssueId| -> Vec<Option<OptionId>> {
        match text.issues.get(issue.0).map(Vec::as_slice).unwrap_or_default() {
            [] => vec![case.issues[issue.0].status_quo],
            levels => levels
                .iter()
                .map(|it| match it {
                    Level::Silent => case.issues[issue.0].status_quo,
                    Level::Option(option) => Some(*option),
                })
                .collect(),
        }
    };
    let has =
        |options: &[OptionId], it: Option<OptionId>| it.is_some_and(|it| options.contains(&it));
    let matches = |pattern: &Pattern| {
        pattern.iter().all(|(&issue, options)| levels(issue).iter().any(|&it| has(options, it)))
    };
    let fails = |pattern: &Pattern, within: &Pattern| {
        pattern.iter().any(|(&issue, options)| {
            levels(issue).iter().any(|&it| {
                !has(options, it) && within.get(&issue).is_none_or(|within| has(within, it))
            })
        })
    };
    let vetoes: BTreeSet<StatementId> = view
        .ledger
        .iter()
        .filter(|it| it.entered == Entered::Veto)
        .map(|it| it.statement)
        .collect();
    let bears = |it: &StatementId| match &case.statements[it.0].claim {
        Claim::RedLine(pattern) | Claim::Threat { options: pattern, .. } => matches(pattern),
        Claim::Requires(pattern) => fails(pattern, &Pattern::new()),
        Claim::OnlyIf { options, when } => matches(options) && fails(when, options),
        _ => false,
    };
    vetoes.into_iter().filter(bears).collect()
}

pub(crate) fn known(share: Share, exactness: Exactness) -> Number {
    Number::Known {
        range: range(share),
        error: share.error,
        word: word(share),
        exactness: match exactness {
            Exactness::Exact => ExactnessView::Exact,
            Exactness::Sampled { draws, seed } => ExactnessView::Sampled { draws, seed },
        },
    }
}

pub(crate) fn range(share: Share) -> Range {
    Range {
        low: (share.low - share.error).clamp(0.0, 1.0),
        high: (share.high + share.error).clamp(0.0, 1.0),
    }
}
