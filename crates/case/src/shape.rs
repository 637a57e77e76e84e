//! The language of the TOML files as tables: which keys there are, what each takes, what it means.
//!
//! The reader checks files against these tables and `schema` writes them as JSON Schema, so the two
//! cannot disagree.

use crate::chance::SCALES;
use crate::credence::CREDENCE;
use crate::silence::LINT_RULES;

/// A kind of table: the keys it may have.
#[derive(Debug)]
pub(crate) struct Shape {
    /// What such a table is called in messages.
    pub(crate) name: &'static str,
    pub(crate) keys: &'static [Key],
}

/// A key of a table.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) takes: Takes,
    pub(crate) required: bool,
    pub(crate) doc: &'static str,
}

/// Which ids a key speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Space {
    Holder,
    Issue,
    Statement,
    Source,
    Draft,
    Prospect,
    Round,
    Deadline,
}

impl Space {
    /// What one of them is called in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Holder => "party, mediator or observer",
            Self::Issue => "issue",
            Self::Statement => "statement",
            Self::Source => "source",
            Self::Draft => "draft",
            Self::Prospect => "prospect",
            Self::Round => "round",
            Self::Deadline => "deadline",
        }
    }
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Takes {
    /// A new id; in the given space where the table opens one, else local to the list it is in.
    Id(Option<Space>),
    Text,
    Texts,
    OneOf(&'static [&'static str]),
    Bool,
    /// A calendar day.
    Day,
    /// A day, week, month or interval.
    Time,
    /// A decimal number, zero or more, kept exactly.
    Decimal,
    /// A whole number, zero or more.
    Count,
    /// A number from `low` to `high`, both included.
    Number {
        low: f64,
        high: f64,
    },
    /// A number from 0.5 to 1.
    Credence,
    /// An id of the space.
    Ref(Space),
    Refs(Space),
    /// An option of the issue it stands in.
    OptionOfIssue,
    /// `{ issue = "option" }` or `{ issue = ["option", …] }`; an option may be `not option` or a
    /// bound on its value.
    Pattern,
    /// A list of patterns.
    Patterns,
    /// `{ issue = "option" }` alone.
    Outcome,
    /// A pattern, or for a trade `{ issue = ["from", "to"] }`.
    PatternOrStep,
    /// A list of issues, each as its id or as a step on it, `{ issue, from, to }`.
    Swings,
    /// A whole number from 1.
    Times,
    /// `[start, end]` in bytes.
    Span,
    /// A word or `{ low, high }`.
    Chance,
    /// `{ issue = number }`.
    Weights,
    /// `{ issue = { option = number } }`.
    Evaluation,
    Table(&'static Shape),
    Tables(&'static Shape),
}

const fn must(name: &'static str, takes: Takes, doc: &'static str) -> Key {
    Key { name, takes, required: true, doc }
}

const fn may(name: &'static str, takes: Takes, doc: &'static str) -> Key {
    Key { name, takes, required: false, doc }
}

use Takes::{
    Bool, Chance, Count, Credence, Day, Decimal, Evaluation, Id, OneOf, OptionOfIssue, Outcome,
    Pattern, PatternOrStep, Patterns, Ref, Refs, Span, Swings, Table, Tables, Text, Texts, Time,
    Times, Weights,
};

const PERSON: Shape = Shape {
    name: "person",
    keys: &[
        must("name", Text, "full name"),
        may("post", Text, "the post held; one entry for each post"),
        may("from", Day, "first day in the post"),
        may("to", Day, "last day in the post"),
        may("principal", Bool, "decides for its side; where one does, the others are delegates"),
        may("pronoun", OneOf(&["he", "she", "they"]), "how the news speaks of the person"),
        may("aliases", Texts, "other spellings of the name"),
    ],
};

const ALTERNATIVE: Shape = Shape {
    name: "alternative",
    keys: &[
        must("summary", Text, "what the party does without agreement"),
        may("because", Refs(Space::Statement), "the statements that say so"),
    ],
};

const UTILITY: Shape = Shape {
    name: "utility",
    keys: &[
        may("reservation", Decimal, "utility of no agreement; 0 where left out"),
        may("weight", Weights, "by what an issue's evaluations are multiplied; 1 where left out"),
        must("evaluation", Evaluation, "a number for each option of each issue"),
        may("red_lines", Patterns, "what the party does not accept, whatever its utility"),
    ],
};

const RECORD: Shape = Shape {
    name: "record",
    keys: &[
        must("kept", Count, "red lines it kept to the end"),
        must("crossed", Count, "red lines it gave up, or signed against"),
    ],
};

const MEDIATOR: Shape = Shape {
    name: "mediator",
    keys: &[
        must("id", Id(Some(Space::Holder)), "its id"),
        must("name", Text, "its name"),
        may("aliases", Texts, "other names in the news"),
        may("people", Tables(&PERSON), "who speaks for it"),
        may("interests", Texts, "why it wants what it wants"),
    ],
};

const PARTY: Shape = Shape {
    name: "party",
    keys: &[
        must("id", Id(Some(Space::Holder)), "its id"),
        must("name", Text, "its name"),
        may("aliases", Texts, "other names in the news"),
        may("seat", Bool, "whether it signs; true where left out"),
        may("people", Tables(&PERSON), "who speaks for it"),
        may("interests", Texts, "why it wants what it wants"),
        may("alternative", Table(&ALTERNATIVE), "what it does without agreement"),
        may("utility", Table(&UTILITY), "utilities given in numbers instead of statements"),
        may("record", Table(&RECORD), "what became of the red lines that it drew before"),
    ],
};

const OBSERVER: Shape = Shape {
    name: "observer",
    keys: &[
        must("id", Id(Some(Space::Holder)), "its id"),
        must("name", Text, "its name"),
        must("kind", OneOf(&["expert", "press", "body"]), "what kind of voice it is"),
        may("aliases", Texts, "other names in the news"),
        may("people", Tables(&PERSON), "who speaks for it"),
    ],
};

const OPTION: Shape = Shape {
    name: "option",
    keys: &[
        must("id", Id(None), "its id, within its issue"),
        must("text", Text, "what the text would say"),
        may("value", Decimal, "its value in the unit of the issue"),
    ],
};

const ISSUE: Shape = Shape {
    name: "issue",
    keys: &[
        must("id", Id(Some(Space::Issue)), "its id"),
        may("section", Text, "heading under which it stands"),
        must("question", Text, "the question that the options answer"),
        must("options", Tables(&OPTION), "ways of settling it, at least two"),
        may("unit", Text, "makes the issue numeric: options need values, and values rise"),
        may("status_quo", OptionOfIssue, "what a text that is silent on this issue means"),
        may("keywords", Texts, "words by which the issue is recognized in the news"),
    ],
};

const LINKAGE: Shape = Shape {
    name: "linkage",
    keys: &[
        must("when", Pattern, "an outcome that matches this"),
        must("then", Pattern, "must match this"),
        may("because", Refs(Space::Statement), "the statements from which it follows"),
        may("note", Text, "a remark"),
    ],
};

const PROSPECT: Shape = Shape {
    name: "prospect",
    keys: &[
        must("id", Id(Some(Space::Prospect)), "its id"),
        must("text", Text, "what may happen without agreement"),
        must("outcome", Outcome, "how the issues then end that it decides"),
    ],
};

const ROUND: Shape = Shape {
    name: "round",
    keys: &[
        must("id", Id(Some(Space::Round)), "its id"),
        must("name", Text, "its name"),
        must("days", Time, "its days"),
        may("place", Text, "where"),
        may("present", Refs(Space::Holder), "who was, or will be, at the table"),
        may("absent", Refs(Space::Holder), "who was concerned and not at the table"),
        may("people", Texts, "names of those who were there"),
        may("outcome", Text, "how it ended"),
        may("note", Text, "a remark"),
        may("source", Ref(Space::Source), "where it is reported"),
    ],
};

const DEADLINE: Shape = Shape {
    name: "deadline",
    keys: &[
        must("id", Id(Some(Space::Deadline)), "its id"),
        must("text", Text, "what is due"),
        may("day", Time, "the day, where it is known"),
        may("by", Ref(Space::Holder), "who set it"),
        may("source", Ref(Space::Source), "where it is reported"),
        may("note", Text, "a remark"),
    ],
};

const UNDISCLOSED: Shape = Shape {
    name: "undisclosed draft",
    keys: &[
        must("id", Id(Some(Space::Draft)), "its id"),
        must("title", Text, "what it is called"),
        may("day", Time, "when it was written"),
        may("by", Ref(Space::Holder), "who put it forward"),
        must("between", Refs(Space::Draft), "the two drafts between which it lies"),
        may("because", Refs(Space::Statement), "the statements that speak of it"),
        may("note", Text, "a remark"),
    ],
};

const SILENCE: Shape = Shape {
    name: "silence",
    keys: &[
        must("rule", OneOf(LINT_RULES), "the rule of `lint` that is silenced"),
        must("reason", Text, "why what it finds may stand"),
        may("draft", Ref(Space::Draft), "in this draft alone"),
        may("point", Text, "at the point of this number alone"),
        may("issue", Ref(Space::Issue), "on this issue alone"),
    ],
};

const SOURCE: Shape = Shape {
    name: "source",
    keys: &[
        must("id", Id(Some(Space::Source)), "its id"),
        must("outlet", Text, "who printed it"),
        may("author", Text, "who wrote it"),
        must("title", Text, "its headline, or a description"),
        must("day", Day, "the day of publication"),
        may("address", Text, "where it can be found"),
        may("language", Text, "a language tag such as `en`"),
        may("file", Text, "path of the text in the case folder; `sources/ID.txt` where left out"),
        may("sha256", Text, "checksum of the text from which the spans were taken"),
        may("note", Text, "a remark"),
    ],
};

/// A step on an issue, in a list of issues.
pub(crate) const STEP: Shape = Shape {
    name: "step",
    keys: &[
        must("issue", Ref(Space::Issue), "the issue"),
        must("from", OptionOfIssue, "the option where the step begins"),
        must("to", OptionOfIssue, "the option where it ends"),
    ],
};

/// Names of the stances; the place of each is the place of its keys in [`stance_keys`].
pub(crate) const STANCES: &[&str] = &[
    "red-line",
    "requires",
    "only-if",
    "flexible",
    "support",
    "opposition",
    "demand",
    "rejection",
    "ideal-point",
    "preference",
    "indifference",
    "together",
    "trade",
    "priority",
    "ranking",
    "acceptance",
    "refusal",
    "conditional-offer",
    "ultimatum",
    "threat",
    "estimate",
    "pressure",
    "precondition",
    "commitment",
    "position",
    "assessment",
    "accusation",
    "event",
];

/// The keys a stance needs and the keys it may have, beside those of every statement.
pub(crate) fn stance_keys(stance: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match stance {
        "only-if" => (&["options", "when"], &[]),
        "preference" => (&["prefer", "over"], &[]),
        "indifference" => (&["between"], &[]),
        "together" => (&["options", "effect"], &[]),
        "trade" => (&["prefer", "over"], &["times"]),
        "priority" => (&["issues"], &["times"]),
        "ranking" => (&["drafts"], &[]),
        "acceptance" | "refusal" => (&[], &["draft", "options"]),
        "conditional-offer" => (&["when", "then"], &["otherwise", "prospect", "chance"]),
        "ultimatum" => (&["options"], &["then", "prospect", "chance"]),
        "threat" => (&["prospect", "chance"], &["options"]),
        "estimate" => (&["prospect", "chance"], &[]),
        "pressure" => (&[], &["issues"]),
        "precondition" => (&[], &[]),
        "flexible" | "position" | "assessment" | "accusation" | "event" => (&[], &["options"]),
        _ => (&["options"], &[]),
    }
}

/// Keys that only some stances have.
pub(crate) const STANCE_KEYS: &[&str] = &[
    "options",
    "when",
    "then",
    "otherwise",
    "prefer",
    "over",
    "between",
    "effect",
    "times",
    "issues",
    "drafts",
    "draft",
    "prospect",
    "chance",
];

const PLACE: Shape = Shape {
    name: "place",
    keys: &[
        must("source", Ref(Space::Source), "where it is printed as well"),
        must("span", Span, "bytes of that source that hold the words"),
    ],
};

/// An entry of the ledger.
pub(crate) const STATEMENT: Shape = Shape {
    name: "statement",
    keys: &[
        must("id", Id(Some(Space::Statement)), "its id"),
        must("speaker", Text, "name of a person, party, mediator or observer"),
        may(
            "holder",
            Ref(Space::Holder),
            "about whom it speaks; the speaker's own side if left out",
        ),
        may("said", Time, "when; the day of the source if left out"),
        must("stance", OneOf(STANCES), "what it says about the holder"),
        may("about", Refs(Space::Issue), "issues it speaks of beside those of its patterns"),
        may("options", Pattern, "the options that the stance is about"),
        may("when", Pattern, "the condition"),
        may("then", Pattern, "what is offered under the condition"),
        may("otherwise", Text, "what happens without the condition"),
        may("prefer", PatternOrStep, "the package, or the step, worth more"),
        may("over", PatternOrStep, "the package, or the step, worth less"),
        may("between", Patterns, "the two packages that are worth about the same"),
        may("effect", OneOf(&["gain", "loss"]), "what options do to each other's worth"),
        may("issues", Swings, "issues, or steps on them, in the order of their weight"),
        may("times", Times, "how many times as much at least, from 1 to 100"),
        may("drafts", Refs(Space::Draft), "drafts, best first"),
        may("draft", Ref(Space::Draft), "the draft accepted or refused"),
        may("prospect", Ref(Space::Prospect), "what may happen without agreement"),
        may("chance", Chance, "how probable that is said to be"),
        must("gist", Text, "what was said, in words of your own"),
        may("source", Ref(Space::Source), "where it is printed"),
        may("span", Span, "bytes of the source that hold the words"),
        may("also", Tables(&PLACE), "other places where the same statement is printed"),
        may("form", OneOf(&["direct", "mixed", "indirect"]), "how the source gives the words"),
        may("channel", OneOf(&["public", "private", "leaked"]), "before whom it was said"),
        may("credence", Credence, "how far to trust it, from 0.5 to 1"),
        may("until", Day, "last day on which it holds"),
        may("supersedes", Ref(Space::Statement), "an earlier statement that it replaces"),
        may("retracted", Day, "the day on which it was taken back"),
        may("note", Text, "a remark"),
    ],
};

/// `case.toml`.
pub(crate) static CASE: Shape = Shape {
    name: "case",
    keys: &[
        must("title", Text, "name of the case"),
        must("as_of", Day, "the day on which the case looks at the world"),
        may("summary", Text, "a paragraph for the head of the brief"),
        may("chances", OneOf(SCALES), "scale of words for chances; `icd-203` where left out"),
        may("mediator", Table(&MEDIATOR), "who keeps the single text"),
        may("party", Tables(&PARTY), "those whose agreement matters"),
        may("observer", Tables(&OBSERVER), "others who are quoted"),
        may("issue", Tables(&ISSUE), "the points to be settled"),
        may("linkage", Tables(&LINKAGE), "which options come only together"),
        may("prospect", Tables(&PROSPECT), "ways in which things may go without agreement"),
        may("round", Tables(&ROUND), "meetings, held and planned"),
        may("deadline", Tables(&DEADLINE), "dates that press"),
        may("undisclosed", Tables(&UNDISCLOSED), "drafts known to exist but not public"),
        may("credence", Table(&CREDENCE), "how far statements are trusted, where not as usual"),
        may("silence", Tables(&SILENCE), "faults of drafting that stand for a reason"),
    ],
};

/// `sources.toml`.
pub(crate) static SOURCES: Shape = Shape {
    name: "list of sources",
    keys: &[may("source", Tables(&SOURCE), "articles and transcripts")],
};

/// `statements.toml`.
pub(crate) static STATEMENTS: Shape = Shape {
    name: "ledger",
    keys: &[may("statement", Tables(&STATEMENT), "the ledger: who said what, when, where")],
};

const REJECTED: Shape = Shape {
    name: "rejected reading",
    keys: &[
        must("source", Id(None), "the article, by the id that it has or would have as a source"),
        must("span", Span, "bytes of the article that were taken for a statement"),
    ],
};

/// `reading.toml`.
pub(crate) static READING: Shape = Shape {
    name: "list of corrections",
    keys: &[
        may("not-speech", Texts, "words in quotation marks that nobody says: terms, titles"),
        may("not-speakers", Texts, "names of what does not speak"),
        may("not-cues", Texts, "words that do not report"),
        may("rejected", Tables(&REJECTED), "places in articles that hold no statement"),
    ],
};

/// The TOML files of a case folder with their shapes, in reading order.
pub(crate) static FILES: [(&str, &Shape); 4] = [
    ("case.toml", &CASE),
    ("sources.toml", &SOURCES),
    ("statements.toml", &STATEMENTS),
    ("reading.toml", &READING),
];
