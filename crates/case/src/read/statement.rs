//! Statements of the ledger.

use crate::model::{
    Case, Channel, Claim, DraftId, Form, Holder, IssueId, OptionId, Pattern, ProspectId, SourceId,
    Statement, StatementId, Step, Target,
};
use crate::read::build::Fields;
use crate::read::names::{Report, nearest};
use crate::read::roster::Roster;
use crate::read::tree::Node;
use crate::read::value;
use crate::shape::Space;
use crate::when::When;

const FILE: &str = "statements.toml";

/// Builds a statement. What is missing in it has been reported; a neutral value takes its place, so
/// that ids stay those of the file.
pub(crate) fn build(
    fields: Fields<'_>,
    case: &Case,
    roster: &Roster<'_>,
    report: &mut Report,
) -> Statement {
    let source = fields.place(Space::Source, "source");
    let printed = source.map(|it| case.sources[it].day);
    let said = match fields.node.at("said") {
        Some(node) => value::time(node),
        None => printed.map(When::day),
    };
    if fields.node.at("said").is_none() && fields.node.at("source").is_none() {
        let message = "the statement has neither `said` nor `source`";
        report.error(
            FILE,
            &fields.node.span,
            message,
            "say when it was said, or where it is printed",
        );
    }
    let said = said.unwrap_or_else(|| When::day(case.as_of.unwrap_or_default()));
    if let Some(printed) = printed
        && printed < said.from
        && fields.node.at("said").is_some()
    {
        let message =
            format!("it was said on {}, after its source was printed on {printed}", said.text);
        report.error(FILE, fields.span("said"), message, "correct the day, or name another source");
    }

    let speaker = fields.text("speaker");
    let found = roster.find(&speaker, &said);
    match &found {
        None if fields.names.whole && !speaker.is_empty() => {
            let message = format!("nobody in the case is called `{speaker}`");
            let help = nearest(&speaker, roster.names());
            report.error(FILE, fields.span("speaker"), message, format!("{help}; people stand in case.toml under the party, mediator or observer they speak for"));
        }
        Some(found) if !found.in_post => {
            let message = format!("{speaker} held no post in the case on {}", said.text);
            report.error(
                FILE,
                fields.span("speaker"),
                message,
                "add the post held then to case.toml, or correct `from` and `to`",
            );
        }
        _ => {}
    }
    let voice = found.as_ref().map_or(Holder::Mediator, |it| it.holder);

    let span = fields.node.at("span").and_then(value::span);
    if let Some(span) = &span {
        check_span(fields, span, source, case, report);
    }
    let claim = claim(fields, report);
    let mut about: Vec<IssueId> =
        fields.places(Space::Issue, "about").into_iter().map(IssueId).collect();
    about.extend(issues_of(&claim, case));
    about.sort_unstable();
    about.dedup();

    for (key, day) in [("until", fields.day("until")), ("retracted", fields.day("retracted"))] {
        if day.is_some_and(|day| day < said.from) {
            let message = format!("`{key}` lies before the day on which it was said");
            report.error(FILE, fields.span(key), message, format!("it was said on {}", said.text));
        }
    }
    Statement {
        id: fields.text("id"),
        speaker: found.map_or(speaker, |it| it.name),
        voice,
        holder: fields.holder("holder").unwrap_or(voice),
        said,
        claim,
        about,
        gist: fields.text("gist"),
        source: source.map(SourceId),
        span,
        form: match fields.text("form").as_str() {
            "direct" => Form::Direct,
            "mixed" => Form::Mixed,
            _ => Form::Indirect,
        },
        channel: match fields.text("channel").as_str() {
            "private" => Channel::Private,
            "leaked" => Channel::Leaked,
            _ => Channel::Public,
        },
        credence: fields.node.at("credence").and_then(value::float),
        until: fields.day("until"),
        supersedes: fields.place(Space::Statement, "supersedes").map(StatementId),
        retracted: fields.day("retracted"),
        note: fields.text("note"),
    }
}

fn check_span(
    fields: Fields<'_>,
    span: &std::ops::Range<usize>,
    source: Option<usize>,
    case: &Case,
    report: &mut Report,
) {
    let at = fields.span("span");
    let Some(source) = source else {
        if fields.node.at("source").is_none() {
            report.error(
                FILE,
                at,
                "the statement has a `span` but no `source`",
                "name the source whose bytes are meant",
            );
        }
        return;
    };
    let source = &case.sources[source];
    let Some(text) = &source.text else { return };
    if text.len() < span.end {
        let message = format!(
            "the span ends at byte {}, but `{}` has only {}",
            span.end,
            source.id,
            text.len()
        );
        report.error(FILE, at, message, "take the span again from the text as it is");
    } else if text.get(span.clone()).is_none() {
        let message = format!("the span cuts a character of `{}` in two", source.id);
        let (from, to) = (text.floor_char_boundary(span.start), text.ceil_char_boundary(span.end));
        report.error(
            FILE,
            at,
            message,
            format!("places count bytes, not characters; [{from}, {to}] holds whole characters"),
        );
    }
}

fn claim(fields: Fields<'_>, report: &mut Report) -> Claim {
    let options = || fields.pattern("options");
    let target = || match fields.place(Space::Draft, "draft") {
        Some(draft) if draft < fields.names.drafts_with_text => Target::Draft(DraftId(draft)),
        _ => Target::Package(options()),
    };
    let prospect = || fields.place(Space::Prospect, "prospect").map(ProspectId);
    let chance = || value::chance(fields.node.at("chance")?, fields.names.chances);
    let drafts = || {
        let places = fields.places(Space::Draft, "drafts");
        places.into_iter().filter(|it| *it < fields.names.drafts_with_text).map(DraftId).collect()
    };
    let stance = fields.text("stance");
    let both = fields.node.at("draft").is_some() && fields.node.at("options").is_some();
    if matches!(stance.as_str(), "acceptance" | "refusal") && both {
        let message = "the statement has both `draft` and `options`";
        report.error(
            FILE,
            fields.span("options"),
            message,
            "name the draft or the package, and make two statements if both are meant",
        );
    }
    for (key, list) in [("issues", "priority"), ("drafts", "ranking")] {
        if stance == list && fields.node.at(key).is_some_and(|it| it.items().len() < 2) {
            let message = format!("`{key}` of a {list} needs at least two");
            report.error(FILE, fields.span(key), message, "name them from the first to the last");
        }
    }
    match stance.as_str() {
        "red-line" => Claim::RedLine(options()),
        "requires" => Claim::Requires(options()),
        "only-if" => Claim::OnlyIf { options: options(), when: fields.pattern("when") },
        "support" => Claim::Support(options()),
        "opposition" => Claim::Opposition(options()),
        "demand" => Claim::Demand(options()),
        "rejection" => Claim::Rejection(options()),
        "preference" => {
            Claim::Preference { prefer: fields.pattern("prefer"), over: fields.pattern("over") }
        }
        "trade" => match (step(fields, "prefer", report), step(fields, "over", report)) {
            (Some(prefer), Some(over)) => Claim::Trade { prefer, over },
            _ => Claim::Event(Pattern::new()),
        },
        "priority" => Claim::Priority(
            fields.places(Space::Issue, "issues").into_iter().map(IssueId).collect(),
        ),
        "ranking" => Claim::Ranking(drafts()),
        "acceptance" => Claim::Acceptance(target()),
        "refusal" => Claim::Refusal(target()),
        "conditional-offer" => Claim::ConditionalOffer {
            when: fields.pattern("when"),
            then: fields.pattern("then"),
            otherwise: fields.text("otherwise"),
        },
        "threat" => match (prospect(), chance()) {
            (Some(prospect), Some(chance)) => Claim::Threat { prospect, chance },
            _ => Claim::Event(Pattern::new()),
        },
        "estimate" => match (prospect(), chance()) {
            (Some(prospect), Some(chance)) => Claim::Estimate { prospect, chance },
            _ => Claim::Event(Pattern::new()),
        },
        "precondition" => Claim::Precondition,
        "commitment" => Claim::Commitment(options()),
        "position" => Claim::Position(options()),
        "assessment" => Claim::Assessment(options()),
        "accusation" => Claim::Accusation(options()),
        _ => Claim::Event(options()),
    }
}

/// The step of a trade: one issue, from an option to another.
fn step(fields: Fields<'_>, key: &str, report: &mut Report) -> Option<Step> {
    let node = fields.node.at(key)?;
    let found = match node.entries() {
        [entry] => {
            let issue = fields.names.issue(&entry.key)?;
            let option = |item: &Node| fields.names.option(issue, item.text()?);
            match entry.value.items() {
                [from, to] => {
                    let step: (OptionId, OptionId) = (option(from)?, option(to)?);
                    (step.0 != step.1).then_some(Step { issue, from: step.0, to: step.1 })
                }
                _ => None,
            }
        }
        _ => None,
    };
    if found.is_none() {
        let message = format!("`{key}` of a trade is not a step on one issue");
        report.error(
            FILE,
            &node.span,
            message,
            "write `{ issue = [\"from\", \"to\"] }` with two different options",
        );
    }
    found
}

/// The issues that a claim names by its patterns.
fn issues_of(claim: &Claim, case: &Case) -> Vec<IssueId> {
    let all = |patterns: &[&Pattern]| patterns.iter().flat_map(|it| it.keys().copied()).collect();
    match claim {
        Claim::RedLine(it)
        | Claim::Requires(it)
        | Claim::Support(it)
        | Claim::Opposition(it)
        | Claim::Demand(it)
        | Claim::Rejection(it)
        | Claim::Commitment(it)
        | Claim::Position(it)
        | Claim::Assessment(it)
        | Claim::Accusation(it)
        | Claim::Event(it)
        | Claim::Acceptance(Target::Package(it))
        | Claim::Refusal(Target::Package(it)) => all(&[it]),
        Claim::OnlyIf { options, when } => all(&[options, when]),
        Claim::Preference { prefer, over } => all(&[prefer, over]),
        Claim::ConditionalOffer { when, then, .. } => all(&[when, then]),
        Claim::Trade { prefer, over } => vec![prefer.issue, over.issue],
        Claim::Priority(issues) => issues.clone(),
        Claim::Threat { prospect, .. } | Claim::Estimate { prospect, .. } => {
            case.prospects[prospect.0].outcome.keys().copied().collect()
        }
        Claim::Ranking(_)
        | Claim::Acceptance(Target::Draft(_))
        | Claim::Refusal(Target::Draft(_))
        | Claim::Precondition => Vec::new(),
    }
}
