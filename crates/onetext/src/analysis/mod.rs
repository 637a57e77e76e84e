//! What a case shows: every answer with its names put back, ready to be shown and serialized.

mod acceptance;
mod dependency;
mod draft;
mod holder;
mod ledger;
mod name;
mod position;
mod strength;
mod timeline;
mod unknown;

use std::collections::BTreeMap;

use onetext_case::{Case, Holder, IssueId, OptionId};
use onetext_elicit::{Entry as Entered, Progress as Drawn};
use schemars::JsonSchema;
use serde::Serialize;

pub use self::acceptance::{
    Acceptance, BlockerView, ExactnessView, Footing, FoundParty, FoundView, NotFound, Number,
    PartyAcceptance, Proved, Reason, VerdictView,
};
pub(crate) use self::acceptance::{
    LEAST, PointOf, acceptance, blocker, entered_word, left_out, number, party_acceptance,
    party_name, point_of, range, unmet,
};
pub use self::dependency::{DependencyView, OptionsOf, Tie};
pub use self::draft::{Bracket, DraftView, IssueText, PieceView, PointView, UndisclosedView};
pub use self::holder::{HolderView, PersonView, ProspectChance, ProspectView};
pub use self::ledger::{Entry, Printed, Standing};
pub(crate) use self::ledger::{
    channel, columns, order as ledger_order, post, speaks_of, stance, standings_now,
};
pub use self::name::Named;
pub(crate) use self::position::cells;
pub use self::position::{Cell, Contest, Lean, Stance};
pub(crate) use self::strength::strengths;
pub use self::strength::{Contrary, Strength, Trend};
pub use self::timeline::{Event, Moment};
pub(crate) use self::unknown::counts;
pub use self::unknown::{LeftOut, PartyCount, Unknown, WithoutNumber};
use crate::bargaining::{Bargaining, bargaining};
use crate::carried::Carried;
use crate::drafting::{BracketsView, ComparisonView, LineageView, comparisons};
use crate::inquiry::{
    self, AskedView, CommonView, Contradictions, Inquiry, LadderView, LedgerView, Limits, LintView,
    ProposeView, SensitivityView, Wanted,
};
use crate::range::percent;
use crate::time::Day;

/// The form in which an [`Analysis`] serializes. The number rises when a field goes or changes its
/// meaning; new fields come without it.
const BRIEF: &str = "brief/1";

/// How many questions an analysis suggests.
const QUESTIONS: usize = 3;

/// The share of its worlds in which every party has to accept what an analysis calls unlocked.
const AT_LEAST: f64 = 0.6;

/// Within how many changes of the draft on the table an analysis proposes texts.
const MOVES: usize = 3;

/// What is asked of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Seed of every draw. The same seed gives the same analysis.
    pub seed: u64,
    /// Worlds kept for each of the four chains of a party; [`onetext_elicit::Question::DRAWS`]
    /// serves most cases.
    pub draws: usize,
    /// Starts of the search for what all could accept.
    pub starts: usize,
}

/// Everything that Onetext reads from a case.
///
/// It serializes in the order of its fields: the same case and question give the same bytes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Analysis {
    /// The form in which it serializes, by `docs/schema/brief.schema.json`.
    #[schemars(extend("const" = BRIEF))]
    pub schema: &'static str,
    /// Name of the case.
    pub title: String,
    /// The day on which the case looks at the world.
    pub as_of: Option<Day>,
    /// The case's own summary; empty if it has none.
    pub summary: String,
    /// Seed of every draw.
    pub seed: u64,
    /// Everyone concerned: parties, mediator, observers.
    pub holders: Vec<HolderView>,
    /// The points to be settled, with everyone's position.
    pub issues: Vec<IssueView>,
    /// Which issue hangs on which: by the linkages of the case, and by what was said.
    pub dependencies: Vec<DependencyView>,
    /// The drafts, by day.
    pub drafts: Vec<DraftView>,
    /// What changed from one draft to a later one: of up to six drafts each with each, of more each
    /// with the one that it revises, with the first, and with the one on the table.
    pub comparisons: Vec<ComparisonView>,
    /// The drafts whose text is not public.
    pub undisclosed: Vec<UndisclosedView>,
    /// Who could accept which draft; empty for a case without drafts.
    pub acceptances: Vec<Acceptance>,
    /// What all that sign could accept, as far as a search finds it. For a case in which all
    /// parties with a seat have utilities in numbers, `bargaining` answers exactly instead.
    pub found: Option<FoundView>,
    /// Why `found` is empty, where a search was made.
    pub not_found: Option<NotFound>,
    /// Whether there is any text that all who sign would accept; `None` where nobody signs, and for
    /// a case in numbers, which `bargaining` answers.
    pub zopa: Option<CommonView>,
    /// How the shares of the draft on the table depend on what is assumed; `None` where there is no
    /// draft, and where every number is exact.
    pub sensitivity: Option<SensitivityView>,
    /// What contradicts what, what surprises, and which positions were given up.
    pub contradictions: Contradictions,
    /// What to ask next about the draft on the table: the most telling questions, each of another
    /// kind or to another party.
    pub questions: Vec<AskedView>,
    /// What would unlock the draft on the table; `None` where there is no draft or nobody signs.
    pub ladder: Option<LadderView>,
    /// The next drafts that could follow the one on the table; `None` where there is none or nobody
    /// signs.
    pub proposals: Option<ProposeView>,
    /// What each draft asks each party to give, and what it gets; `None` for a case without drafts.
    pub concessions: Option<LedgerView>,
    /// Faults of drafting, for each draft in the order of the case.
    pub lint: Vec<LintView>,
    /// What is still open, draft by draft.
    pub brackets: BracketsView,
    /// Which draft came from which.
    pub lineage: LineageView,
    /// Exact answers, where every party with a seat has utilities in numbers.
    pub bargaining: Option<Bargaining>,
    /// Why such a case has no exact answers; empty otherwise.
    pub no_bargaining: String,
    /// Ways in which things may go without agreement.
    pub prospects: Vec<ProspectView>,
    /// What happened and what is planned.
    pub timeline: Vec<Moment>,
    /// Articles and transcripts.
    pub sources: Vec<SourceView>,
    /// Every statement, by time.
    pub ledger: Vec<Entry>,
    /// What is not known.
    pub unknown: Unknown,
    /// The worlds that a page carries, to try texts on; not in the JSON report. `None` where there is
    /// no issue or no party, and where the case is too large.
    #[serde(skip)]
    pub carried: Option<Carried>,
}

/// A point to be settled.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct IssueView {
    /// Id and question.
    pub issue: Named,
    /// Heading under which it stands; empty if none.
    pub section: String,
    /// Ways of settling it.
    pub options: Vec<Named>,
    /// What a silent text means, where the case says.
    pub status_quo: Option<Named>,
    /// What the draft on the table says; `None` for a case without drafts.
    pub text: Option<IssueText>,
    /// Where it stands by what the parties say.
    pub contest: Contest,
    /// The position of each party, then of the mediator.
    pub cells: Vec<Cell>,
}

/// An article or a transcript.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceView {
    /// Id in the case.
    pub id: String,
    /// Who printed it.
    pub outlet: String,
    /// Who wrote it; empty if not known.
    pub author: String,
    /// Its headline.
    pub title: String,
    /// The day of publication.
    pub day: Day,
    /// Where it can be found; empty if not known.
    pub address: String,
    /// Language of the text; empty if not given.
    pub language: String,
    /// Whether the text is at hand, so that words can be shown in their paragraph.
    pub at_hand: bool,
    /// The statements that come from it, by time.
    pub statements: Vec<String>,
}

/// Reads a case: positions, drafts and what changed between them, who could accept what, what all
/// could accept, what happened when, and what is not known.
///
/// Never fails: where there is no number to give, the analysis says why.
///
/// # Cost
///
/// That of [`onetext_elicit::elicit`], of one acceptability for each draft and party, and of the
/// search; for a case in numbers, a few passes over the outcome space.
pub fn analyse(case: &Case, question: &Question, stop: &onetext_bargain::Stop) -> Analysis {
    analyse_with(case, question, stop, &Drawn::default())
}

/// [`analyse`], which tells how far the drawing is.
pub fn analyse_with(
    case: &Case,
    question: &Question,
    stop: &onetext_bargain::Stop,
    drawn: &Drawn,
) -> Analysis {
    let inquiry = Inquiry::with(case, question.seed, question.draws, stop, drawn);
    let elicited = &inquiry.elicited;
    let acceptances = inquiry.acceptances();
    let (bargaining, no_bargaining) = match bargaining(case, stop) {
        Ok(found) => (found, String::new()),
        Err(error) => (None, error.to_string()),
    };
    let has_seat = case.parties.iter().any(|it| it.seat);
    let searched = (bargaining.is_none() && has_seat && !case.issues.is_empty())
        .then(|| acceptance::found(case, elicited, question.seed, question.starts));
    let (found, not_found) = match searched {
        None => (None, None),
        Some(Ok(found)) => (Some(found), None),
        Some(Err(reason)) => (None, Some(reason)),
    };
    // Without a draft there is an error, which says no more than that.
    let (limits, table) = (Limits::default(), Wanted::OnTable);
    let ladder = has_seat.then(|| inquiry.ladder(&table, AT_LEAST, &limits).ok()).flatten();
    let proposals = has_seat.then(|| inquiry.propose(&table, Some(MOVES), &limits).ok()).flatten();
    let lint = case
        .drafts
        .iter()
        .filter_map(|it| inquiry::lint(case, &Wanted::Draft(it.id.clone())).ok())
        .collect();
    let zopa = if bargaining.is_none() { inquiry.common() } else { None };
    let standings = ledger::standings(case, elicited);
    let ledgers: Vec<&[Entered]> = elicited.views.iter().map(|it| &*it.ledger).collect();
    let strengths = strengths(case, &ledgers);
    let drafts = draft::drafts(case, &standings);
    let mut ledger = ledger::ledger(case, &standings);
    let places: BTreeMap<String, usize> =
        ledger.iter().enumerate().map(|(place, it)| (it.id.clone(), place)).collect();
    let of_parties = elicited
        .views
        .iter()
        .flat_map(|view| view.ledger.iter().map(move |it| (Some(Holder::Party(view.party)), it)));
    for (picture, entry) in of_parties.chain(elicited.outside.iter().map(|it| (None, it))) {
        let statement = &case.statements[entry.statement.0];
        let Some(row) = places.get(&statement.id).map(|&it| &mut ledger[it]) else { continue };
        let sentence = entered_sentence(entry);
        if row.entered == sentence {
            continue;
        }
        // Whose picture it entered goes without saying where it is the holder's, and first.
        let of = picture.filter(|&it| it != statement.holder || !row.entered.is_empty());
        let sentence = of.map_or(sentence.clone(), |it| {
            format!("For {}: {sentence}", Named::holder(case, it).name)
        });
        row.entered =
            if row.entered.is_empty() { sentence } else { format!("{} {sentence}", row.entered) };
    }
    let as_of = case.as_of.map(Day);
    let on_table = current(&drafts, as_of);
    let issues = case.issues.iter().enumerate().map(|(index, issue)| IssueView {
        issue: Named::issue(case, IssueId(index)),
        section: issue.section.clone(),
        options: (0..issue.options.len())
            .map(|it| Named::option(case, IssueId(index), OptionId(it)))
            .collect(),
        status_quo: issue.status_quo.map(|it| Named::option(case, IssueId(index), it)),
        text: on_table.map(|it| it.issues[index].clone()),
        contest: on_table.map_or_else(
            || position::contest(case, &standings, IssueId(index), None),
            |it| it.contests[index],
        ),
        cells: cells(case, &standings, &strengths, IssueId(index)),
    });
    let mut printed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for it in &ledger {
        for source in it.source.iter().chain(it.also.iter().map(|it| &it.source)) {
            let statements = printed.entry(source).or_default();
            if statements.last() != Some(&it.id) {
                statements.push(it.id.clone());
            }
        }
    }
    let sources: Vec<SourceView> = case
        .sources
        .iter()
        .map(|source| SourceView {
            id: source.id.clone(),
            outlet: source.outlet.clone(),
            author: source.author.clone(),
            title: source.title.clone(),
            day: Day(source.day),
            address: source.address.clone(),
            language: source.language.clone(),
            at_hand: crate::printed::article(source).is_some(),
            statements: printed.get(source.id.as_str()).cloned().unwrap_or_default(),
        })
        .collect();
    Analysis {
        schema: BRIEF,
        title: case.title.clone(),
        as_of,
        summary: case.summary.clone(),
        seed: question.seed,
        holders: holder::holders(case),
        issues: issues.collect(),
        dependencies: dependency::dependencies(case, &standings),
        comparisons: comparisons(case, on_table.map(|it| it.draft.id.as_str())),
        unknown: unknown::unknown(case, elicited, &standings, &acceptances),
        drafts,
        zopa,
        sensitivity: inquiry.on_table_sensitivity(),
        contradictions: inquiry.contradictions(None),
        questions: inquiry.first_questions(QUESTIONS),
        undisclosed: draft::undisclosed(case),
        acceptances,
        found,
        not_found,
        ladder,
        proposals,
        concessions: inquiry::ledger(case, None, None).ok(),
        lint,
        brackets: BracketsView::new(case),
        lineage: LineageView::new(case),
        bargaining,
        no_bargaining,
        prospects: holder::prospects(case, &standings),
        timeline: timeline::timeline(case, &ledger),
        carried: inquiry.carried(),
        sources,
        ledger,
    }
}

/// How a statement entered, in a sentence.
fn entered_sentence(entry: &Entered) -> String {
    let word = entered_word(entry.entered);
    if !entry.entered.is_counted() {
        return format!("{word}.");
    }
    let credence = percent(entry.credence);
    let truth = entry
        .truth
        .map_or_else(String::new, |it| format!(", holds in {} of the worlds", percent(it)));
    format!("{word}; credence {credence}{truth}.")
}

impl Analysis {
    /// The draft on the table: the newest that was put forward by the day of the case. A private one
    /// is a draft of the case's author, and counts only where there is no other.
    pub fn current(&self) -> Option<&DraftView> {
        current(&self.drafts, self.as_of)
    }

    /// Whether an option is what a text means that is silent on the issue.
    pub fn is_status_quo(&self, issue: &Named, option: &Named) -> bool {
        let found = self.issues.iter().find(|it| it.issue.id == issue.id);
        found.is_some_and(|it| it.status_quo.as_ref() == Some(option))
    }

    /// The statement with this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.ledger.iter().find(|it| it.id == id)
    }
}

/// The draft of [`Analysis::current`]; `drafts` are by day.
fn current(drafts: &[DraftView], as_of: Option<Day>) -> Option<&DraftView> {
    let known = || drafts.iter().filter(|it| as_of.is_none_or(|today| it.day <= today));
    known().rfind(|it| it.provenance != "private").or(known().next_back())
}
