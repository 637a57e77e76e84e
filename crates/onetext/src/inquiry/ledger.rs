//! What each party is asked to give and gets, draft by draft, with names put back.

use onetext_case::{Case, DraftId, IssueId, PartyId, StatementId};
use onetext_mediate::ledger as mediate;
pub use onetext_mediate::ledger::{Basis, Crossing, Movement, Place};
use schemars::JsonSchema;
use serde::Serialize;

use super::text::party;
use super::{Said, words};
use crate::analysis::{Named, channel, party_name, stance};
use crate::error::Error;
use crate::time::Day;

/// What each party is asked to give and gets, draft by draft. Exact: nothing is drawn.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LedgerView {
    /// Name of the case.
    pub title: String,
    /// The day on which the case looks at the world, and on which statements count or do not.
    pub as_of: Option<Day>,
    /// The one party that was asked about; `None` for all.
    pub party: Option<Named>,
    /// The drafts, in the order of the case.
    pub drafts: Vec<DraftLedger>,
    /// Drafts that are known to exist and have no text to be looked at.
    pub undisclosed: Vec<Named>,
}

/// What the parties are asked to give and get by one draft.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DraftLedger {
    /// The draft.
    pub draft: Named,
    /// Its day.
    pub day: Day,
    /// The draft that it revises; `None`: it is held against the state of things without a text.
    pub base: Option<Named>,
    /// The issues on which the two texts differ.
    pub changes: Vec<ChangedIssue>,
    /// For each party.
    pub parties: Vec<AccountView>,
}

/// An issue on which two texts differ.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedIssue {
    /// The issue.
    pub issue: Named,
    /// What the earlier text says: several options for open brackets, none for silence.
    pub from: Vec<Named>,
    /// What the draft says.
    pub to: Vec<Named>,
    /// What silence means, where the case says.
    pub status_quo: Option<Named>,
    /// Whether either text leaves the issue open.
    pub open: bool,
}

/// What one party is asked to give and gets.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AccountView {
    /// The party.
    pub party: Named,
    /// Whether it signs.
    pub seat: bool,
    /// How many changes are what to the party; they add up to all changes.
    pub counts: Tally,
    /// One entry for each change.
    pub entries: Vec<EntryView>,
    /// How the draft stands to what the party said it wants.
    pub positions: Vec<PositionView>,
    /// What the party, or others of it, said it will not sign.
    pub lines: Vec<LineView>,
    /// What was said of the draft as a whole.
    pub of_draft: Vec<Cited>,
    /// Conditions outside the text, which no draft meets.
    pub preconditions: Vec<Cited>,
}

/// How many changes are what to a party.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// It is asked to give.
    pub gives: usize,
    /// It may have to give, by how brackets close.
    pub may_give: usize,
    /// It gets.
    pub gets: usize,
    /// It may get.
    pub may_get: usize,
    /// Both, or what is said points both ways.
    pub either_way: usize,
    /// No difference to it.
    pub neutral: usize,
    /// To what it said it accepts.
    pub accepted: usize,
    /// Nothing that was said tells.
    pub not_known: usize,
    /// Of those that are known: by the words of others alone.
    pub by_others: usize,
}

/// How one change takes one party.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryView {
    /// The issue.
    pub issue: Named,
    /// What the change is to the party.
    #[serde(serialize_with = "words::movement")]
    #[schemars(with = "String")]
    pub movement: Movement,
    /// Where that comes from.
    #[serde(serialize_with = "words::basis")]
    #[schemars(with = "String")]
    pub basis: Basis,
    /// By what the party said in public.
    pub public: SideView,
    /// By what it said in confidence, leaked or not.
    pub private: SideView,
    /// By what others say of it.
    pub others: SideView,
    /// Other statements about the party that speak of the issue and tell no direction.
    pub mentions: Vec<Cited>,
    /// Options that the earlier text marks as wanted by the party, and for which the draft has no
    /// words.
    pub lost: Vec<Named>,
    /// Options that the draft marks as wanted by the party, and the earlier text does not.
    pub marked: Vec<Named>,
    /// The option of an open bracket of the earlier text, marked as wanted by the party, that the
    /// draft settles on.
    pub adopted: Option<Named>,
}

/// What a change is by one kind of statements.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SideView {
    /// What it is.
    #[serde(serialize_with = "words::movement")]
    #[schemars(with = "String")]
    pub movement: Movement,
    /// The statements that say so.
    pub because: Vec<Cited>,
}

/// How a draft stands, on one issue, to what a party said it wants.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PositionView {
    /// The issue.
    pub issue: Named,
    /// How it stands.
    #[serde(serialize_with = "words::place")]
    #[schemars(with = "String")]
    pub place: Place,
    /// Where that comes from.
    #[serde(serialize_with = "words::basis")]
    #[schemars(with = "String")]
    pub basis: Basis,
    /// The statements that say what the party wants.
    pub because: Vec<Cited>,
}

/// Something that a party will not sign, and how two texts stand to it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LineView {
    /// The statement; `None` for a red line that stands among a party's numbers.
    pub statement: Option<Cited>,
    /// The issues that it names.
    pub issues: Vec<Named>,
    /// How the earlier text stands to it; `None` where there is none.
    #[serde(serialize_with = "words::crossing_before")]
    #[schemars(with = "Option<String>")]
    pub before: Option<Crossing>,
    /// How the draft stands to it.
    #[serde(serialize_with = "words::crossing")]
    #[schemars(with = "String")]
    pub after: Crossing,
    /// Whether others say so of the party, not the party itself.
    pub by_others: bool,
}

/// A statement with its stance and before whom it was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cited {
    /// The stance, by its word in the case file.
    pub stance: &'static str,
    /// `public`, `private` or `leaked`.
    pub channel: &'static str,
    /// The statement.
    #[serde(flatten)]
    pub said: Said,
}

/// What each party is asked to give and gets by a draft, by its id, or by every draft; of every
/// party, or of the one with the id `of`.
///
/// # Errors
///
/// [`Error::NoDraft`], [`Error::UnknownDraft`], [`Error::NotPublic`], [`Error::NotAParty`].
///
/// # Cost
///
/// That of [`onetext_mediate::ledger::ledger`] for each draft.
pub fn ledger(case: &Case, draft: Option<&str>, of: Option<&str>) -> Result<LedgerView, Error> {
    let of = of.map(|id| party(case, id)).transpose()?;
    if case.drafts.is_empty() {
        return Err(Error::NoDraft);
    }
    let drafts: Vec<DraftId> = match draft {
        None => (0..case.drafts.len()).map(DraftId).collect(),
        Some(id) => vec![wanted(case, id)?],
    };
    let drafts = drafts.iter().map(|&it| draft_ledger(case, it, of));
    Ok(LedgerView {
        title: case.title.clone(),
        as_of: case.as_of.map(Day),
        party: of.map(|it| party_name(case, it)),
        drafts: drafts.collect(),
        undisclosed: case
            .undisclosed
            .iter()
            .map(|it| Named { id: it.id.clone(), name: it.title.clone() })
            .collect(),
    })
}

fn wanted(case: &Case, id: &str) -> Result<DraftId, Error> {
    if let Some(place) = case.drafts.iter().position(|it| it.id == id) {
        return Ok(DraftId(place));
    }
    let known = case.drafts.iter().map(|it| it.id.clone()).collect();
    Err(if case.undisclosed.iter().any(|it| it.id == id) {
        Error::NotPublic { draft: id.to_owned(), known }
    } else {
        Error::UnknownDraft { draft: id.to_owned(), known }
    })
}

fn draft_ledger(case: &Case, draft: DraftId, of: Option<PartyId>) -> DraftLedger {
    let found = mediate::ledger(case, draft);
    let changes = found.changes.iter().map(|it| ChangedIssue {
        issue: Named::issue(case, it.issue),
        from: Named::options(case, it.issue, &it.from),
        to: Named::options(case, it.issue, &it.to),
        status_quo: case.issues[it.issue.0]
            .status_quo
            .map(|option| Named::option(case, it.issue, option)),
        open: it.is_open(),
    });
    let asked = found.parties.iter().filter(|it| of.is_none_or(|of| of == it.party));
    DraftLedger {
        draft: Named::draft(case, draft),
        day: Day(case.drafts[draft.0].day),
        base: found.base.map(|it| Named::draft(case, it)),
        changes: changes.collect(),
        parties: asked.map(|it| account(case, it)).collect(),
    }
}

fn account(case: &Case, account: &mediate::Account) -> AccountView {
    let cited =
        |it: &[StatementId]| -> Vec<Cited> { it.iter().map(|&it| Cited::new(case, it)).collect() };
    let issue = |it: IssueId| Named::issue(case, it);
    let side = |it: &mediate::Side| SideView { movement: it.movement, because: cited(&it.because) };
    let entries = account.entries.iter().map(|it| EntryView {
        issue: issue(it.issue),
        movement: it.movement,
        basis: it.basis,
        public: side(&it.public),
        private: side(&it.private),
        others: side(&it.others),
        mentions: cited(&it.mentions),
        lost: Named::options(case, it.issue, &it.lost),
        marked: Named::options(case, it.issue, &it.marked),
        adopted: it.adopted.map(|option| Named::option(case, it.issue, option)),
    });
    let positions = account.positions.iter().map(|it| PositionView {
        issue: issue(it.issue),
        place: it.place,
        basis: it.basis,
        because: cited(&it.because),
    });
    let lines = account.lines.iter().map(|it| LineView {
        statement: it.statement.map(|it| Cited::new(case, it)),
        issues: it.issues.iter().map(|&it| issue(it)).collect(),
        before: it.before,
        after: it.after,
        by_others: it.statement.is_some_and(|it| {
            let statement = &case.statements[it.0];
            statement.voice != statement.holder
        }),
    });
    AccountView {
        party: party_name(case, account.party),
        seat: case.parties[account.party.0].seat,
        counts: Tally::new(&account.entries),
        entries: entries.collect(),
        positions: positions.collect(),
        lines: lines.collect(),
        of_draft: cited(&account.of_draft),
        preconditions: cited(&account.preconditions),
    }
}

impl Tally {
    fn new(entries: &[mediate::Entry]) -> Self {
        let mut tally = Self::default();
        for entry in entries {
            let count = match entry.movement {
                Movement::Gives => &mut tally.gives,
                Movement::MayGive => &mut tally.may_give,
                Movement::Gets => &mut tally.gets,
                Movement::MayGet => &mut tally.may_get,
                Movement::EitherWay => &mut tally.either_way,
                Movement::Neutral => &mut tally.neutral,
                Movement::Accepted => &mut tally.accepted,
                Movement::NotKnown => &mut tally.not_known,
            };
            *count += 1;
            tally.by_others += usize::from(entry.basis == Basis::Others);
        }
        tally
    }
}

impl Cited {
    fn new(case: &Case, id: StatementId) -> Self {
        let statement = &case.statements[id.0];
        Self {
            stance: stance(&statement.claim),
            channel: channel(statement.channel),
            said: Said::new(case, id),
        }
    }
}
