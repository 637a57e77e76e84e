//! What a case holds, once read: words with ids resolved to places in arrays.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::chance::ChanceScale;
use crate::claim::Claim;
use crate::credence::Credences;
use crate::silence::Silence;
use crate::when::When;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    };
}

id!(
    /// Place of a party in [`Case::parties`].
    PartyId
);
id!(
    /// Place of an observer in [`Case::observers`].
    ObserverId
);
id!(
    /// Place of an issue in [`Case::issues`].
    IssueId
);
id!(
    /// Place of an option in [`Issue::options`].
    OptionId
);
id!(
    /// Place of a statement in [`Case::statements`].
    StatementId
);
id!(
    /// Place of a source in [`Case::sources`].
    SourceId
);
id!(
    /// Place of a draft in [`Case::drafts`].
    DraftId
);
id!(
    /// Place of a prospect in [`Case::prospects`].
    ProspectId
);

/// A negotiation over a single text: everything its folder says.
///
/// **Invariant:** every id inside points at something; what could not be resolved was left out and
/// reported as a diagnostic.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Name of the case.
    pub title: String,
    /// The day on which the case looks at the world. Only a case with errors lacks it.
    pub as_of: Option<Date>,
    /// A paragraph for the head of a brief; empty if none was written.
    pub summary: String,
    /// Who keeps the single text.
    pub mediator: Option<Body>,
    /// Those whose agreement matters, in the order of the file.
    pub parties: Vec<Party>,
    /// Others who are quoted.
    pub observers: Vec<Observer>,
    /// The points to be settled.
    pub issues: Vec<Issue>,
    /// Which options come only together.
    pub linkages: Vec<Linkage>,
    /// Ways in which things may go without agreement.
    pub prospects: Vec<Prospect>,
    /// Meetings, held and planned.
    pub rounds: Vec<Round>,
    /// Dates that press.
    pub deadlines: Vec<Deadline>,
    /// Articles and transcripts.
    pub sources: Vec<Source>,
    /// The ledger, in the order of the file.
    pub statements: Vec<Statement>,
    /// Drafts with a text, by day and then by id.
    pub drafts: Vec<Draft>,
    /// Drafts known to exist whose text is not public.
    pub undisclosed: Vec<Undisclosed>,
    /// How far statements are trusted: the defaults, but for what the case sets.
    pub credence: Credences,
    /// The scale on which words for chances are read.
    pub chances: ChanceScale,
    /// What reading took wrongly for statements.
    pub reading: Reading,
    /// Faults of drafting that stand for a reason, in the order of the file.
    pub silences: Vec<Silence>,
}

/// A body that people speak for: the mediator, or the common part of a party and an observer.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Id in the case.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Other names in the news.
    pub aliases: Vec<String>,
    /// Who speaks for it; one entry for each post.
    pub people: Vec<Person>,
    /// Why it wants what it wants.
    pub interests: Vec<String>,
}

/// A person in a post.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// The post; empty if none is given.
    pub post: String,
    /// First day in the post, where known.
    pub from: Option<Date>,
    /// Last day in the post, where known.
    pub to: Option<Date>,
    /// Whether the holder of the post decides for the body. Where one of its people does, the others
    /// are delegates.
    pub principal: bool,
    /// "he", "she" or "they", where given.
    pub pronoun: Option<String>,
    /// Other spellings of the name.
    pub aliases: Vec<String>,
}

impl Person {
    /// Whether the person holds the post on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// One whose agreement matters.
#[derive(Clone, Debug, Default)]
pub struct Party {
    /// Id, names, people, interests.
    pub body: Body,
    /// Whether it signs. One without a seat matters, and is scored, but does not sign.
    pub seat: bool,
    /// What it does without agreement.
    pub alternative: Option<Alternative>,
    /// Utilities given in numbers instead of statements.
    pub utility: Option<Utility>,
    /// What became of its earlier red lines.
    pub record: Option<Record>,
}

/// What became of the red lines that a party drew before, in this matter or in others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// How many it kept to the end.
    pub kept: u32,
    /// How many it gave up, or signed against.
    pub crossed: u32,
}

/// What a party does without agreement, in words.
#[derive(Clone, Debug, Default)]
pub struct Alternative {
    /// In the author's words.
    pub summary: String,
    /// The statements that say so.
    pub because: Vec<StatementId>,
}

/// A party's utilities in numbers, exactly as written.
#[derive(Clone, Debug, Default)]
pub struct Utility {
    /// Utility of no agreement, on the scale of the sum.
    pub reservation: Decimal,
    /// For each issue of the case, in order: its weight and, for each option in order, its
    /// evaluation. Utility of an outcome: the sum over issues of weight times evaluation.
    pub issues: Vec<(Decimal, Vec<Decimal>)>,
    /// What the party does not accept at any utility: an outcome that matches one of them.
    pub red_lines: Vec<Pattern>,
}

/// An exact decimal number: `digits · 10^-places`, zero or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decimal {
    /// All digits, without the point.
    pub digits: i64,
    /// How many of them stand behind the point.
    pub places: u32,
}

impl Decimal {
    /// Reads a decimal such as `12` or `0.5`; `None` for anything else, for less than zero, and for
    /// more than 18 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('+').unwrap_or(text);
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{part}");
        let fits = digits.len() <= 18 && digits.bytes().all(|it| it.is_ascii_digit());
        let places = u32::try_from(part.len()).ok()?;
        fits.then(|| digits.parse().ok())?.map(|digits| Self { digits, places })
    }
}

/// One who is quoted but neither signs nor mediates.
#[derive(Clone, Debug)]
pub struct Observer {
    /// Id, names, people.
    pub body: Body,
    /// What kind of voice it is.
    pub kind: ObserverKind,
}

/// The kind of voice an observer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObserverKind {
    /// Speaks from knowledge of the matter.
    Expert,
    /// Reports.
    Press,
    /// Any other body: lawmakers, an international organization.
    Body,
}

/// A point to be settled.
#[derive(Clone, Debug, Default)]
pub struct Issue {
    /// Id in the case.
    pub id: String,
    /// Heading under which it stands; empty if none.
    pub section: String,
    /// The question that the options answer.
    pub question: String,
    /// Ways of settling it, at least two.
    pub options: Vec<IssueOption>,
    /// Unit of the options' values; with it the issue is numeric and its options rise.
    pub unit: Option<String>,
    /// What a silent text means; `None`: silence is a state of its own.
    pub status_quo: Option<OptionId>,
    /// Words by which the issue is recognized.
    pub keywords: Vec<String>,
}

/// One way of settling an issue.
#[derive(Clone, Debug, Default)]
pub struct IssueOption {
    /// Id within its issue.
    pub id: String,
    /// What the text would say.
    pub text: String,
    /// Value in the unit of the issue.
    pub value: Option<Decimal>,
}

/// For each issue it names, the options that match; an outcome matches if all issues do.
///
/// `not …` and bounds on values are resolved to the options that they leave.
///
/// **Invariant:** no list of options is empty, and each is sorted without repetition.
pub type Pattern = BTreeMap<IssueId, Vec<OptionId>>;

/// An outcome that matches `when` must match `then`.
#[derive(Clone, Debug, PartialEq)]
pub struct Linkage {
    /// The condition.
    pub when: Pattern,
    /// What then must hold.
    pub then: Pattern,
    /// The statements from which it follows.
    pub because: Vec<StatementId>,
    /// A remark; empty if none.
    pub note: String,
}

/// One way in which things may go without agreement.
#[derive(Clone, Debug, Default)]
pub struct Prospect {
    /// Id in the case.
    pub id: String,
    /// What happens.
    pub text: String,
    /// How the issues end that it decides.
    pub outcome: BTreeMap<IssueId, OptionId>,
}

/// One for whom words are spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// A party.
    Party(PartyId),
    /// The mediator.
    Mediator,
    /// An observer.
    Observer(ObserverId),
}

/// A meeting.
#[derive(Clone, Debug)]
pub struct Round {
    /// Id in the case.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its first to last day.
    pub days: When,
    /// Where; empty if not known.
    pub place: String,
    /// Who was, or will be, at the table.
    pub present: Vec<Holder>,
    /// Who was concerned and not at the table.
    pub absent: Vec<Holder>,
    /// Names of those who were there.
    pub people: Vec<String>,
    /// How it ended; empty if that is not known.
    pub outcome: String,
    /// A remark; empty if none.
    pub note: String,
    /// Where it is reported.
    pub source: Option<SourceId>,
}

/// A date that presses.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// Id in the case.
    pub id: String,
    /// The day, where it is known.
    pub day: Option<When>,
    /// What is due.
    pub text: String,
    /// Who set it.
    pub by: Option<Holder>,
    /// Where it is reported.
    pub source: Option<SourceId>,
    /// A remark; empty if none.
    pub note: String,
}

/// An article or a transcript.
#[derive(Clone, Debug)]
pub struct Source {
    /// Id in the case.
    pub id: String,
    /// Who printed it.
    pub outlet: String,
    /// Who wrote it; empty if not known.
    pub author: String,
    /// Its headline.
    pub title: String,
    /// The day of publication.
    pub day: Date,
    /// Where it can be found; empty if not known.
    pub address: String,
    /// Language of the text, as a tag such as `en`; empty if not given.
    pub language: String,
    /// Path of the text inside the case folder.
    pub file: String,
    /// Checksum of the file, 64 lower-case hex digits.
    pub sha256: Option<String>,
    /// A remark; empty if none.
    pub note: String,
    /// The bytes of its file, where it is at hand and its checksum fits: plain text or a web page,
    /// in any encoding.
    pub bytes: Option<Vec<u8>>,
}

/// Something said, as it stands in the ledger.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Id in the case.
    pub id: String,
    /// The speaker's name, as the roster has it.
    pub speaker: String,
    /// For whom the speaker spoke on that day.
    pub voice: Holder,
    /// About whom the statement speaks; the same as `voice` for one's own words.
    pub holder: Holder,
    /// When it was said; the day of the source where the ledger gives no other.
    pub said: When,
    /// What it says, and what that means.
    pub claim: Claim,
    /// Issues it speaks of: those of its patterns and those listed, in the order of the case.
    pub about: Vec<IssueId>,
    /// What was said, in the words of the case's author.
    pub gist: String,
    /// Where it is printed.
    pub source: Option<SourceId>,
    /// Bytes of the source that hold the words.
    pub span: Option<Range<usize>>,
    /// Other places where the same statement is printed.
    pub also: Vec<(SourceId, Range<usize>)>,
    /// Quoted, partly quoted, or in a reporter's words.
    pub form: Form,
    /// Whether it was said in public.
    pub channel: Channel,
    /// How far to trust it, from 0.5 to 1; `None`: the default for who says it, how.
    pub credence: Option<f64>,
    /// Last day on which it holds.
    pub until: Option<Date>,
    /// An earlier statement that it replaces.
    pub supersedes: Option<StatementId>,
    /// The day on which it was taken back.
    pub retracted: Option<Date>,
    /// A remark; empty if none.
    pub note: String,
}

/// Corrections of what a program finds in articles, as people made them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Words in quotation marks that nobody says.
    pub not_speech: Vec<String>,
    /// Names of what does not speak.
    pub not_speakers: Vec<String>,
    /// Words that do not report.
    pub not_cues: Vec<String>,
    /// Ids of articles, which need not be sources of the case, and bytes that hold no statement.
    pub rejected: Vec<(String, Range<usize>)>,
}

/// How a source gives a speaker's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// In quotation marks, whole.
    Direct,
    /// Partly in quotation marks.
    Mixed,
    /// In the reporter's words.
    Indirect,
}

/// Before whom something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// In public.
    Public,
    /// In confidence.
    Private,
    /// In confidence, and then made public by others.
    Leaked,
}

/// One state of the single text.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Id in the case.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Its day.
    pub day: Date,
    /// Who put it forward.
    pub by: Option<Holder>,
    /// How it became known.
    pub provenance: Provenance,
    /// The draft it reworks.
    pub revises: Option<DraftId>,
    /// Others who are said to have written it.
    pub disputed: Vec<Holder>,
    /// Statements about where it comes from.
    pub because: Vec<StatementId>,
    /// Its points, in order.
    pub points: Vec<Point>,
    /// Path of its file inside the case folder.
    pub file: String,
}

impl Draft {
    /// For each issue of the case, the options this draft has text for, in the order of the text.
    pub fn options(&self, issues: usize) -> Vec<Vec<OptionId>> {
        let mut found = vec![Vec::new(); issues];
        for span in self.points.iter().flat_map(|point| &point.text) {
            if let Piece::Bracket { issue, option, .. } = span
                && !found[issue.0].contains(option)
            {
                found[issue.0].push(*option);
            }
        }
        found
    }
}

/// How a draft became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provenance {
    /// Put forward openly.
    Public,
    /// Made public by others.
    Leaked,
    /// Known to the author of the case only.
    Private,
}

impl Provenance {
    /// The word for it in a draft's file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Leaked => "leaked",
            Self::Private => "private",
        }
    }
}

/// One point of a draft, or a paragraph outside any list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The heading under which it stands; empty if none.
    pub section: String,
    /// Its number in the list; `None` for a paragraph.
    pub number: Option<u64>,
    /// Its text.
    pub text: Vec<Piece>,
    /// Where lines of the file begin in it: a byte of the text of all pieces together, and the line
    /// from one. Rising in both; empty for a point that stands in no file.
    pub lines: Vec<(usize, usize)>,
}

impl Point {
    /// The line of the file on which the byte `at` of the text of all pieces together stands.
    pub fn line(&self, at: usize) -> Option<usize> {
        let before = self.lines.partition_point(|(start, _)| *start <= at);
        self.lines.get(before.saturating_sub(1)).map(|(_, line)| *line)
    }
}

/// A piece of a point's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text that settles nothing.
    Plain(String),
    /// Text that settles an issue by one of its options.
    Bracket {
        /// The words.
        text: String,
        /// The issue.
        issue: IssueId,
        /// The option.
        option: OptionId,
        /// Who wants it.
        by: Option<Holder>,
    },
}

/// A draft known to exist whose text is not public.
#[derive(Clone, Debug)]
pub struct Undisclosed {
    /// Id in the case.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// When it was written, where known.
    pub day: Option<When>,
    /// Who put it forward.
    pub by: Option<Holder>,
    /// The two drafts between which it lies.
    pub between: [DraftId; 2],
    /// Statements that speak of it.
    pub because: Vec<StatementId>,
    /// A remark; empty if none.
    pub note: String,
}

impl Case {
    /// The body behind a holder.
    pub fn body(&self, holder: Holder) -> Option<&Body> {
        match holder {
            Holder::Party(party) => self.parties.get(party.0).map(|it| &it.body),
            Holder::Mediator => self.mediator.as_ref(),
            Holder::Observer(observer) => self.observers.get(observer.0).map(|it| &it.body),
        }
    }

    /// Every holder, parties first, then the mediator, then the observers.
    pub fn holders(&self) -> impl Iterator<Item = (Holder, &Body)> {
        let parties = self.parties.iter().enumerate();
        let observers = self.observers.iter().enumerate();
        parties
            .map(|(index, it)| (Holder::Party(PartyId(index)), &it.body))
            .chain(self.mediator.iter().map(|it| (Holder::Mediator, it)))
            .chain(observers.map(|(index, it)| (Holder::Observer(ObserverId(index)), &it.body)))
    }
}
