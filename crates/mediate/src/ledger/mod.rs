//! What each party is asked to give and gets by a draft, point by point, with the statements.
//!
//! A draft is held against the one that it revises, or, where it revises none, against the state
//! of things without a text. What a step on a point is to a party comes from what was said about the
//! party and counts on the day of the case; nothing is drawn and nothing is assumed. Where nothing
//! that was said tells, the step is [`Movement::NotKnown`].
//!
//! **Invariant:** the entries of a party are the issues on which the two texts differ, each once,
//! and no other.

mod line;
mod movement;
mod order;
mod position;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use onetext_case::{
    Case, Channel, Claim, DraftId, Holder, IssueId, OptionId, PartyId, StatementId, Target,
};
use onetext_elicit::out_of_force_all;

pub use self::line::{Crossing, Line};
pub use self::movement::{Movement, Side};
pub use self::position::{Place, Position};

use self::movement::joined;
use self::order::{Level, Order, silence};

/// What the parties are asked to give and get by one draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// The draft.
    pub draft: DraftId,
    /// The draft that it revises; `None`: it is held against the state of things without a text.
    pub base: Option<DraftId>,
    /// The issues on which the two texts differ, in the order of the case.
    pub changes: Vec<Change>,
    /// For each party, in the order of the case.
    pub parties: Vec<Account>,
}

/// An issue on which two texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The issue.
    pub issue: IssueId,
    /// The options for which the earlier text has words; several for open brackets, none for
    /// silence.
    pub from: Vec<OptionId>,
    /// The same of the draft.
    pub to: Vec<OptionId>,
}

impl Change {
    /// Whether either text leaves the issue open.
    pub fn is_open(&self) -> bool {
        1 < self.from.len() || 1 < self.to.len()
    }
}

/// What one party is asked to give and gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The party.
    pub party: PartyId,
    /// One entry for each change, in the same order.
    pub entries: Vec<Entry>,
    /// How the draft stands to what the party said it wants: each issue on which the draft has
    /// words, or on which something is known of the party, in the order of the case.
    pub positions: Vec<Position>,
    /// What the party, or others of it, said it will not sign.
    pub lines: Vec<Line>,
    /// What was said of the draft as a whole: accepted, refused, ranked.
    pub of_draft: Vec<StatementId>,
    /// Conditions outside the text, which no draft meets.
    pub preconditions: Vec<StatementId>,
}

/// How one change takes one party.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The issue.
    pub issue: IssueId,
    /// What the change is to the party, by its own words, or else by those of others.
    pub movement: Movement,
    /// Where that comes from.
    pub basis: Basis,
    /// What it said in public.
    pub public: Side,
    /// What it said in confidence, leaked or not.
    pub private: Side,
    /// What others say of it.
    pub others: Side,
    /// Other statements about the party that speak of the issue and tell no direction.
    pub mentions: Vec<StatementId>,
    /// Options that the earlier text marks as wanted by the party, and for which the draft has no
    /// words.
    pub lost: Vec<OptionId>,
    /// Options that the draft marks as wanted by the party, and the earlier text does not.
    pub marked: Vec<OptionId>,
    /// The option of an open bracket of the earlier text, marked as wanted by the party, that the
    /// draft settles on.
    pub adopted: Option<OptionId>,
}

/// Where a movement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The party's own words.
    Own,
    /// The words of others about it alone.
    Others,
    /// Utilities that the case gives in numbers.
    Numbers,
    /// The two texts alone, which mean the same.
    Text,
    /// Nothing: it is not known.
    Nothing,
}

/// Statements about a party that count, by who says them and before whom.
pub(crate) struct Voices {
    pub(crate) public: Vec<StatementId>,
    pub(crate) private: Vec<StatementId>,
    pub(crate) others: Vec<StatementId>,
}

impl Voices {
    fn new(case: &Case, counts: &[bool], party: PartyId) -> Self {
        let mut found = Self { public: Vec::new(), private: Vec::new(), others: Vec::new() };
        for (index, it) in case.statements.iter().enumerate().filter(|it| counts[it.0]) {
            if it.holder == Holder::Party(party) {
                let list = match (it.voice == it.holder, it.channel) {
                    (false, _) => &mut found.others,
                    (true, Channel::Public) => &mut found.public,
                    (true, Channel::Private | Channel::Leaked) => &mut found.private,
                };
                list.push(StatementId(index));
            }
        }
        found
    }

    fn all(&self) -> Vec<StatementId> {
        order::merged([self.public.clone(), self.private.clone(), self.others.clone()])
    }
}

/// A text, issue by issue: for which options it has words, and what that means.
pub(crate) struct Levels {
    options: Vec<Vec<OptionId>>,
    levels: Vec<Vec<Level>>,
}

impl Levels {
    fn new(case: &Case, draft: Option<DraftId>) -> Self {
        let count = case.issues.len();
        let mut options =
            draft.map_or_else(|| vec![Vec::new(); count], |it| case.drafts[it.0].options(count));
        for it in &mut options {
            it.sort_unstable();
        }
        let level = |(issue, it): (usize, &Vec<OptionId>)| {
            if it.is_empty() { vec![silence(case, IssueId(issue))] } else { order::places(it) }
        };
        let levels = options.iter().enumerate().map(level).collect();
        Self { options, levels }
    }
}

/// What each party is asked to give and gets by a draft.
///
/// # Cost
///
/// Two comparisons for each pair of statements, and for each party and changed issue a walk over
/// the statements for each pair of options that the two texts leave open.
///
/// # Source
///
/// Own; `docs/ledger.md` has the rules.
pub fn ledger(case: &Case, draft: DraftId) -> Ledger {
    let base = case.drafts[draft.0].revises;
    let (before, after) = (Levels::new(case, base), Levels::new(case, Some(draft)));
    let both = before.options.iter().zip(&after.options).enumerate();
    let changes: Vec<Change> = both
        .filter(|(_, (from, to))| from != to)
        .map(|(issue, (from, to))| Change {
            issue: IssueId(issue),
            from: from.clone(),
            to: to.clone(),
        })
        .collect();
    let counts: Vec<bool> = out_of_force_all(case).iter().map(Option::is_none).collect();
    let parties = (0..case.parties.len()).map(PartyId).map(|party| {
        let voices = Voices::new(case, &counts, party);
        let entry =
            |it: &Change| entry(case, party, &voices, it, [&before, &after], [base, Some(draft)]);
        let all = voices.all();
        let of_draft = |it: &&StatementId| match &case.statements[it.0].claim {
            Claim::Acceptance(Target::Draft(it)) | Claim::Refusal(Target::Draft(it)) => {
                *it == draft
            }
            Claim::Ranking(drafts) => drafts.contains(&draft),
            _ => false,
        };
        let is_precondition =
            |it: &&StatementId| case.statements[it.0].claim == Claim::Precondition;
        Account {
            party,
            entries: changes.iter().map(entry).collect(),
            positions: position::positions(case, party, &voices, &after),
            lines: line::lines(case, party, &all, base.map(|_| &before), &after),
            of_draft: all.iter().filter(of_draft).copied().collect(),
            preconditions: all.iter().filter(is_precondition).copied().collect(),
        }
    });
    Ledger { draft, base, parties: parties.collect(), changes }
}

fn entry(
    case: &Case,
    party: PartyId,
    voices: &Voices,
    change: &Change,
    [before, after]: [&Levels; 2],
    drafts: [Option<DraftId>; 2],
) -> Entry {
    let issue = change.issue;
    let [from, to] = [before, after].map(|it| &it.levels[issue.0]);
    let [held, holds] = drafts.map(|it| marked(case, it, issue, party));
    let mut entry = Entry {
        issue,
        movement: Movement::NotKnown,
        basis: Basis::Nothing,
        public: Side::default(),
        private: Side::default(),
        others: Side::default(),
        mentions: Vec::new(),
        lost: held.iter().filter(|it| !change.to.contains(it)).copied().collect(),
        marked: holds.iter().filter(|it| !held.contains(it)).copied().collect(),
        adopted: match change.to[..] {
            [to] if 1 < change.from.len() && held.contains(&to) => Some(to),
            _ => None,
        },
    };
    if from == to {
        (entry.movement, entry.basis) = (Movement::Neutral, Basis::Text);
        return entry;
    }
    if let Some(utility) = &case.parties[party.0].utility {
        if let Some(order) = Order::numbers(utility, issue) {
            entry.movement = Side::new(&order, from, to).movement;
            entry.basis = Basis::Numbers;
        }
        return entry;
    }
    let side = |statements: &[StatementId]| {
        let order = Order::said(case, issue, statements);
        let side = Side::new(&order, from, to);
        if side.movement == Movement::NotKnown {
            movement::accepted(case, issue, statements, to).unwrap_or(side)
        } else {
            side
        }
    };
    entry.public = side(&voices.public);
    entry.private = side(&voices.private);
    entry.others = side(&voices.others);
    let own = joined(entry.public.movement, entry.private.movement);
    (entry.movement, entry.basis) = match (own, entry.others.movement) {
        (Movement::NotKnown, Movement::NotKnown) => (Movement::NotKnown, Basis::Nothing),
        (Movement::NotKnown, others) => (others, Basis::Others),
        (own, _) => (own, Basis::Own),
    };
    let used = [&entry.public, &entry.private, &entry.others];
    let is_mention = |it: &StatementId| {
        speaks_of(case, *it, issue) && !used.iter().any(|side| side.because.contains(it))
    };
    entry.mentions = voices.all().into_iter().filter(is_mention).collect();
    entry
}

/// Whether a statement speaks of an issue, and not only of how it might end without agreement.
fn speaks_of(case: &Case, statement: StatementId, issue: IssueId) -> bool {
    let statement = &case.statements[statement.0];
    let forecast = statement.claim.forecast().and_then(|it| case.prospects.get(it.0.0));
    statement.about.contains(&issue)
        && (forecast.is_none_or(|it| !it.outcome.contains_key(&issue))
            || statement.claim.issues(&Case::default()).contains(&issue))
}

/// The options that a draft marks as wanted by a party.
fn marked(case: &Case, draft: Option<DraftId>, wanted: IssueId, party: PartyId) -> Vec<OptionId> {
    let points = draft.iter().flat_map(|it| &case.drafts[it.0].points);
    let mut found: Vec<OptionId> = points
        .flat_map(|it| &it.text)
        .filter_map(|it| match it {
            onetext_case::Piece::Bracket { issue, option, by: Some(by), .. }
                if *issue == wanted && *by == Holder::Party(party) =>
            {
                Some(*option)
            }
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
