//! The ledger as readers see it: each statement with its meaning in words.

use onetext_case::{
    Case, Chance, Channel, Claim, Effect, Form, Holder, IssueId, Pattern, ProspectId, Statement,
    StatementId, Step, Swing, Target,
};
use onetext_elicit::{Elicited, Entered, out_of_force_all};
use schemars::JsonSchema;
use serde::Serialize;

use super::name::Named;
use crate::time::{Day, Time};

/// One statement of the ledger.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// Id in the case.
    pub id: String,
    /// Place in the ledger by time, from 1: the number by which a report refers to it.
    pub number: usize,
    /// The speaker's name.
    pub speaker: String,
    /// The post that the speaker held on that day; empty if the case names none.
    pub post: String,
    /// For whom the speaker spoke.
    pub voice: Named,
    /// About whom the statement speaks, where that is not the speaker's own body.
    pub about: Option<Named>,
    /// When it was said.
    pub said: Time,
    /// The stance, by its word in the case file.
    pub stance: &'static str,
    /// What the stance says, in a sentence.
    pub reading: String,
    /// What was said, in the words of the case's author.
    pub gist: String,
    /// The issues it speaks of.
    pub issues: Vec<Named>,
    /// How the source gives the words.
    pub form: &'static str,
    /// Before whom it was said.
    pub channel: &'static str,
    /// Where it is printed: the source's id.
    pub source: Option<String>,
    /// The bytes of the source that hold the words.
    pub span: Option<[usize; 2]>,
    /// Where else it is printed.
    pub also: Vec<Printed>,
    /// Whether it still holds on the day of the case.
    pub standing: Standing,
    /// How it entered the numbers, in words; empty for a case without estimates.
    pub entered: String,
    /// A remark; empty if none.
    pub note: String,
}

/// A place where a statement is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Printed {
    /// The source's id.
    pub source: String,
    /// The bytes of the source that hold the words.
    pub span: [usize; 2],
}

/// Whether a statement still holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum Standing {
    /// It holds.
    Current,
    /// A newer statement replaced it.
    Superseded {
        /// The newer one.
        by: String,
    },
    /// It was taken back.
    Retracted {
        /// The day on which that happened.
        on: Day,
    },
    /// It held until a day that has passed.
    Expired {
        /// That day.
        on: Day,
    },
    /// It was said after the day of the case.
    Later,
}

/// The ledger by time, then in the order of the file; `entered` is left empty.
pub(crate) fn ledger(case: &Case, standings: &[Standing]) -> Vec<Entry> {
    let order = order(case);
    let entries = order.iter().enumerate().map(|(place, &index)| {
        let statement = &case.statements[index];
        Entry {
            id: statement.id.clone(),
            number: place + 1,
            speaker: statement.speaker.clone(),
            post: post(case, statement),
            voice: Named::holder(case, statement.voice),
            about: (statement.holder != statement.voice)
                .then(|| Named::holder(case, statement.holder)),
            said: Time::from(&statement.said),
            stance: stance(&statement.claim),
            reading: reading(case, &statement.claim),
            gist: statement.gist.clone(),
            issues: statement.about.iter().map(|&it| Named::issue(case, it)).collect(),
            form: match statement.form {
                Form::Direct => "quoted",
                Form::Mixed => "partly quoted",
                Form::Indirect => "in the reporter's words",
            },
            channel: channel(statement.channel),
            source: statement.source.map(|it| case.sources[it.0].id.clone()),
            span: statement.span.as_ref().map(|it| [it.start, it.end]),
            also: statement
                .also
                .iter()
                .map(|(source, at)| Printed {
                    source: case.sources[source.0].id.clone(),
                    span: [at.start, at.end],
                })
                .collect(),
            standing: standings[index].clone(),
            entered: String::new(),
            note: statement.note.clone(),
        }
    });
    entries.collect()
}

/// The places of the statements in the file, by time, then in the order of the file.
pub(crate) fn order(case: &Case) -> Vec<usize> {
    let mut order: Vec<usize> = (0..case.statements.len()).collect();
    order.sort_by_key(|&it| {
        let said = &case.statements[it].said;
        (said.to, said.from, it)
    });
    order
}

/// Whether each statement still holds on the day of the case, as the numbers have it.
pub(crate) fn standings(case: &Case, elicited: &Elicited) -> Vec<Standing> {
    let entries = elicited.views.iter().flat_map(|it| &it.ledger).chain(&elicited.outside);
    standings_of(case, entries.map(|it| (it.statement, it.entered)))
}

/// [`standings`] without worlds.
pub(crate) fn standings_now(case: &Case) -> Vec<Standing> {
    let out = out_of_force_all(case).into_iter().enumerate();
    standings_of(case, out.filter_map(|(index, it)| Some((StatementId(index), it?))))
}

fn standings_of(
    case: &Case,
    entered: impl Iterator<Item = (StatementId, Entered)>,
) -> Vec<Standing> {
    let mut found = vec![Standing::Current; case.statements.len()];
    for (id, entered) in entered {
        let statement = &case.statements[id.0];
        let standing = match (entered, statement.retracted, statement.until) {
            (Entered::Later, ..) => Standing::Later,
            (Entered::Superseded(StatementId(by)), ..) => {
                Standing::Superseded { by: case.statements[by].id.clone() }
            }
            (Entered::Retracted, Some(day), _) => Standing::Retracted { on: Day(day) },
            (Entered::Expired, _, Some(day)) => Standing::Expired { on: Day(day) },
            _ => continue,
        };
        found[id.0] = standing;
    }
    found
}

/// The post that a speaker held on that day; empty if the case names none.
pub(crate) fn post(case: &Case, statement: &Statement) -> String {
    let people = case.body(statement.voice).map(|it| it.people.as_slice()).unwrap_or_default();
    let mut own = people.iter().filter(|it| it.name == statement.speaker);
    let first = own.clone().next();
    let held = own.find(|it| it.holds_on(statement.said.to) || it.holds_on(statement.said.from));
    held.or(first).map(|it| it.post.clone()).unwrap_or_default()
}

/// Before whom something was said, by its word in the case file.
pub(crate) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Public => "public",
        Channel::Private => "private",
        Channel::Leaked => "leaked",
    }
}

/// The stance of a statement, by its word in the case file.
pub(crate) fn stance(claim: &Claim) -> &'static str {
    match claim {
        Claim::RedLine(_) => "red-line",
        Claim::Requires(_) => "requires",
        Claim::OnlyIf { .. } => "only-if",
        Claim::Flexible(_) => "flexible",
        Claim::Support(_) => "support",
        Claim::Opposition(_) => "opposition",
        Claim::Demand(_) => "demand",
        Claim::Rejection(_) => "rejection",
        Claim::IdealPoint(_) => "ideal-point",
        Claim::Preference { .. } => "preference",
        Claim::Indifference(_) => "indifference",
        Claim::Together { .. } => "together",
        Claim::Trade { .. } => "trade",
        Claim::Priority { .. } => "priority",
        Claim::Ranking(_) => "ranking",
        Claim::Acceptance(_) => "acceptance",
        Claim::Refusal(_) => "refusal",
        Claim::ConditionalOffer { .. } => "conditional-offer",
        Claim::Ultimatum { .. } => "ultimatum",
        Claim::Threat { .. } => "threat",
        Claim::Estimate { .. } => "estimate",
        Claim::Pressure(_) => "pressure",
        Claim::Precondition => "precondition",
        Claim::Commitment(_) => "commitment",
        Claim::Position(_) => "position",
        Claim::Assessment(_) => "assessment",
        Claim::Accusation(_) => "accusation",
        Claim::Event(_) => "event",
    }
}

fn reading(case: &Case, claim: &Claim) -> String {
    let words = |pattern: &Pattern| pattern_words(case, pattern);
    match claim {
        Claim::RedLine(it) => format!("Will not sign a text with {}.", words(it)),
        Claim::Requires(it) => format!("Will not sign a text without {}.", words(it)),
        Claim::OnlyIf { options, when } => {
            format!("Signs a text with {} only if it also has {}.", words(options), words(when))
        }
        Claim::Flexible(it) => format!("Has no red line on {}.", words(it)),
        Claim::Support(it) => format!("Would rather have {} than the status quo.", words(it)),
        Claim::Opposition(it) => format!("Would rather have the status quo than {}.", words(it)),
        Claim::Demand(it) => format!("Wants {} above all else on this point.", words(it)),
        Claim::Rejection(it) => format!("Wants anything on this point but {}.", words(it)),
        Claim::IdealPoint(it) => format!("The nearer to {}, the better.", words(it)),
        Claim::Preference { prefer, over } => {
            format!("Would rather have {} than {}.", words(prefer), words(over))
        }
        Claim::Indifference([one, other]) => {
            format!("Cares little between {} and {}.", words(one), words(other))
        }
        Claim::Together { options, effect } => {
            let effect = match effect {
                Effect::Gain => "more",
                Effect::Loss => "less",
            };
            format!("Finds {} worth {effect} than each for itself.", words(options))
        }
        Claim::Trade { prefer, over, times } => {
            let [prefer, over] = [prefer, over].map(|it| step_words(case, *it));
            let more = match times {
                0 | 1 => "more than".to_owned(),
                times => format!("at least {} as much as", times_words(*times)),
            };
            format!("Values the step {prefer} {more} the step {over}.")
        }
        Claim::Priority { swings, times } => {
            let swings = swings_words(case, swings);
            let each = match times {
                0 | 1 => String::new(),
                times => format!(", each at least {} as much as the next", times_words(*times)),
            };
            format!("These points matter most, in this order{each}: {swings}.")
        }
        Claim::Ranking(drafts) => {
            let drafts: Vec<_> =
                drafts.iter().map(|&it| format!("“{}”", Named::draft(case, it).name)).collect();
            format!("Likes the drafts in this order, best first: {}.", drafts.join("; "))
        }
        Claim::Acceptance(it) => format!("Would sign {}.", target_words(case, it)),
        Claim::Refusal(it) => format!("Would not sign {}.", target_words(case, it)),
        Claim::ConditionalOffer { when, then, otherwise, .. } => {
            let offer = format!("In return for {}, accepts {}", words(when), words(then));
            let offer = if otherwise.is_empty() {
                format!("{offer}.")
            } else {
                format!("{offer}; otherwise: {otherwise}.")
            };
            match claim.forecast() {
                Some(it) => format!("{offer} Without it: {}.", forecast_words(case, it)),
                None => offer,
            }
        }
        Claim::Ultimatum { options, then, .. } => {
            let gives = if then.is_empty() {
                String::new()
            } else {
                format!(", not even one with {}", words(then))
            };
            let demand = format!("Signs no text without {}{gives}.", words(options));
            match claim.forecast() {
                Some(it) => format!("{demand} Without it: {}.", forecast_words(case, it)),
                None => demand,
            }
        }
        Claim::Threat { prospect, chance, options } => {
            let forecast = forecast_words(case, (*prospect, chance));
            if options.is_empty() {
                format!("Announces, without agreement: {forecast}.")
            } else {
                let options = words(options);
                format!("Announces, without agreement: {forecast}; this is to prevent {options}.")
            }
        }
        Claim::Estimate { prospect, chance } => {
            let forecast = forecast_words(case, (*prospect, chance));
            format!("Estimates, without agreement: {forecast}.")
        }
        Claim::Pressure(swings) if swings.is_empty() => {
            "No agreement costs it at least as much as an average option is worth.".to_owned()
        }
        Claim::Pressure(swings) => {
            let swings = swings_words(case, swings);
            format!("No agreement costs it at least as much as is at stake on: {swings}.")
        }
        Claim::Precondition => "Signs no text while this is not met.".to_owned(),
        Claim::Commitment(it) => format!("Commits itself to its part of {}.", words(it)),
        Claim::Position(it) => evidence("States a position", &words(it)),
        Claim::Assessment(it) => evidence("Judges how things stand", &words(it)),
        Claim::Accusation(it) => evidence("Reproaches", &words(it)),
        Claim::Event(it) => evidence("Something that happened", &words(it)),
    }
}

fn evidence(kind: &str, pattern: &str) -> String {
    if pattern.is_empty() { format!("{kind}.") } else { format!("{kind}; it touches {pattern}.") }
}

fn target_words(case: &Case, target: &Target) -> String {
    match target {
        Target::Draft(draft) => format!("the draft “{}”", Named::draft(case, *draft).name),
        Target::Package(pattern) => format!("a text with {}", pattern_words(case, pattern)),
    }
}

fn step_words(case: &Case, step: Step) -> String {
    let [from, to] = [step.from, step.to].map(|it| Named::option(case, step.issue, it).name);
    format!("from “{from}” to “{to}”")
}

/// Issues, or steps on them, in quotation marks.
fn swings_words(case: &Case, swings: &[Swing]) -> String {
    let words = |it: &Swing| match it {
        Swing::Issue(issue) => format!("“{}”", Named::issue(case, *issue).name),
        Swing::Step(step) => format!("the step {}", step_words(case, *step)),
    };
    swings.iter().map(words).collect::<Vec<_>>().join("; ")
}

fn times_words(times: u8) -> String {
    if times == 2 { "twice".to_owned() } else { format!("{times} times") }
}

/// A prospect with its chance.
fn forecast_words(case: &Case, (prospect, chance): (ProspectId, &Chance)) -> String {
    format!("{} ({})", case.prospects[prospect.0].text, chance_words(chance))
}

/// A pattern in words: each issue's options in quotation marks.
pub(crate) fn pattern_words(case: &Case, pattern: &Pattern) -> String {
    let parts: Vec<String> = pattern
        .iter()
        .map(|(&issue, options)| {
            let options: Vec<_> = Named::options(case, issue, options)
                .into_iter()
                .map(|it| format!("“{}”", it.name))
                .collect();
            options.join(" or ")
        })
        .collect();
    parts.join(" together with ")
}

/// A probability in words, with its range.
pub(crate) fn chance_words(chance: &Chance) -> String {
    let range = crate::range::Range { low: chance.low, high: chance.high };
    if chance.word.is_empty() {
        range.to_string()
    } else {
        format!("{}, {range}", chance.word.replace('-', " "))
    }
}

/// Whether a statement speaks of an issue.
pub(crate) fn speaks_of(statement: &Statement, issue: IssueId) -> bool {
    statement.about.contains(&issue)
}

/// Whether a statement gives the words of the one about whom it speaks.
pub(crate) fn is_own(statement: &Statement) -> bool {
    statement.voice == statement.holder
}

/// The holders that a report shows in columns: parties in the order of the file, then the mediator.
pub(crate) fn columns(case: &Case) -> Vec<Holder> {
    case.holders()
        .map(|(holder, _)| holder)
        .filter(|it| !matches!(it, Holder::Observer(_)))
        .collect()
}
