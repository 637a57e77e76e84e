//! Statements of the ledger.

use std::ops::Range;

use crate::model::{Case, Channel, Form, Holder, IssueId, SourceId, Statement, StatementId};
use crate::read::build::Fields;
use crate::read::claim::claim;
use crate::read::names::{Report, nearest};
use crate::read::roster::Roster;
use crate::read::value;
use crate::shape::Space;
use crate::when::When;

/// Where statements stand.
pub(crate) const FILE: &str = "statements.toml";

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
    let also = also(fields, source.zip(span.clone()), case, report);
    let claim = claim(fields, case, report);
    let mut about: Vec<IssueId> =
        fields.places(Space::Issue, "about").into_iter().map(IssueId).collect();
    about.extend(claim.issues(case));
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
        also,
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

/// The other places where the statement is printed; one that is the first place again is reported.
fn also(
    fields: Fields<'_>,
    first: Option<(usize, Range<usize>)>,
    case: &Case,
    report: &mut Report,
) -> Vec<(SourceId, Range<usize>)> {
    let mut places: Vec<(usize, Range<usize>)> = first.into_iter().collect();
    let mut found = Vec::new();
    for place in fields.tables("also") {
        let source = place.place(Space::Source, "source");
        let Some(span) = place.node.at("span").and_then(value::span) else { continue };
        check_span(place, &span, source, case, report);
        let Some(source) = source else { continue };
        let overlaps = |(known, at): &(usize, Range<usize>)| {
            *known == source && at.start < span.end && span.start < at.end
        };
        if places.iter().any(overlaps) {
            let message =
                format!("the statement names these words of `{}` twice", case.sources[source].id);
            report.error(
                FILE,
                place.span("span"),
                message,
                "name each place where it is printed once",
            );
        }
        places.push((source, span.clone()));
        found.push((SourceId(source), span));
    }
    if !found.is_empty() && fields.node.at("source").is_none() {
        let message = "the statement has `also` but no `source`";
        report.error(
            FILE,
            fields.span("also"),
            message,
            "name the first place by `source` and `span`",
        );
    }
    found
}

fn check_span(
    fields: Fields<'_>,
    span: &Range<usize>,
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
    let Some(bytes) = &source.bytes else { return };
    // In other encodings than UTF-8, where characters begin is not known here.
    let text = std::str::from_utf8(bytes).ok();
    if bytes.len() < span.end {
        let message = format!(
            "the span ends at byte {}, but `{}` has only {}",
            span.end,
            source.id,
            bytes.len()
        );
        report.error(FILE, at, message, "take the span again from the text as it is");
    } else if let Some(text) = text
        && text.get(span.clone()).is_none()
    {
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
