//! Drafts: Djot in, numbered points with bracketed text out.

use std::ops::Range;

use jiff::civil::Date;
use jotdown::{AttributeKind, Attributes, Container, Event, ListKind, Parser};

use crate::files::Files;
use crate::model::{
    Draft, DraftId, Holder, IssueId, OptionId, Piece, Point, Provenance, StatementId,
};
use crate::read::check::is_id;
use crate::read::names::{Names, Report, nearest};
use crate::read::tame::tame;
use crate::shape::Space;
use crate::when::parse_day;

/// A draft before its ids are resolved.
pub(crate) struct Raw {
    pub(crate) file: String,
    pub(crate) id: String,
    pub(crate) day: Date,
    pub(crate) span: Range<usize>,
    title: String,
    attributes: Pairs,
    points: Vec<RawPoint>,
}

pub(crate) struct RawPoint {
    pub(crate) section: String,
    pub(crate) number: Option<u64>,
    pub(crate) pieces: Vec<RawPiece>,
    /// As in [`Point::lines`].
    lines: Vec<(usize, usize)>,
    /// Bytes of all pieces so far.
    length: usize,
}

/// A run of text; with attributes if it stands in a bracketed span that has some.
pub(crate) struct RawPiece {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
    pub(crate) attributes: Pairs,
}

/// Where a bracketed span stands.
pub(crate) struct RawBracket {
    /// The span with its attributes.
    pub(crate) whole: Range<usize>,
    /// Where its text ends and `]` stands.
    pub(crate) close: usize,
}

/// Attributes as keys and values, in the order of the file.
pub(crate) type Pairs = Vec<(String, String)>;

/// Attributes that the block before the heading may have, beside its id.
const HEAD: &[&str] = &["draft", "by", "provenance", "revises", "disputed", "because"];

/// Reads a draft's structure; `None` if the file is no text at all.
pub(crate) fn read(files: &Files, path: &str, report: &mut Report) -> Option<Raw> {
    let bytes = files.bytes(path)?;
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            report.error(path, &(at..at), "the file is not UTF-8 text", "save it as UTF-8");
            return None;
        }
    };
    let (text, dropped) = tame(text);
    for (span, reason) in dropped {
        report.error(path, &span, reason, "write it more plainly; the line is left out");
    }
    let breaks = text.match_indices('\n').map(|it| it.0).collect();
    let mut walk = Walk { breaks, ..Walk::default() };
    for (event, span) in Parser::new(&text).into_offset_iter() {
        walk.event(event, span);
    }
    let walk = Walk::new(&text);
    for (at, _) in text.match_indices("]{") {
        let seen = walk.brackets.iter().any(|it| it.whole.contains(&at));
        if !seen && !walk.verbatim.iter().any(|it| it.contains(&at)) {
            let message = "this looks like bracketed text, but its attributes cannot be read";
            report.error(
                path,
                &(at + 1..at + 2),
                message,
                "write `[text]{issue=\"option\"}`, each value in quotation marks",
            );
        }
    }

    let (attributes, span) = walk.head.unwrap_or_default();
    let value =
        |key: &str| attributes.iter().find(|(it, _)| it == key).map(|(_, value)| value.as_str());
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".dj").to_owned();
    let help =
        "begin the file with `{#id draft=\"2025-11-20\" by=\"…\"}` on the line before its heading";
    let id = value("id").map_or(stem, str::to_owned);
    if value("id").is_none() {
        report.error(path, &span, "the draft has no id", help);
    }
    if !is_id(&id) {
        report.error(
            path,
            &span,
            format!("`{id}` is not an id"),
            "use lower-case letters, digits and hyphens",
        );
    }
    let day = match value("draft").map(|it| (it, parse_day(it))) {
        Some((_, Some(day))) => Some(day),
        Some((written, None)) => {
            report.error(
                path,
                &span,
                format!("`{written}` is no such day in the calendar"),
                "`draft` takes a day such as 2025-11-20",
            );
            None
        }
        None if value("id").is_some() => {
            report.error(path, &span, "the draft has no day", help);
            None
        }
        None => None,
    };
    for (key, _) in &attributes {
        if key != "id" && !HEAD.contains(&key.as_str()) {
            report.error(
                path,
                &span,
                format!("a draft has no `{key}`"),
                nearest(key, HEAD.iter().copied()),
            );
        }
    }
    Some(Raw {
        file: path.to_owned(),
        title: if walk.title.is_empty() { id.clone() } else { walk.title.trim().to_owned() },
        id,
        day: day.unwrap_or(Date::ZERO),
        span,
        attributes,
        points: walk.points,
    })
}

/// What is gathered while the events of a file go by.
#[derive(Default)]
pub(crate) struct Walk {
    /// Attributes before the first heading, and the bytes that hold them.
    pub(crate) head: Option<(Pairs, Range<usize>)>,
    pub(crate) title: String,
    pub(crate) points: Vec<RawPoint>,
    section: String,
    /// Level of the heading being read, if one is.
    heading: Option<u16>,
    /// Depth of lists, and the number of the next item of the outermost, if it counts.
    lists: usize,
    next_number: Option<u64>,
    /// Whether text belongs to the last point.
    open: bool,
    spans: Vec<(Range<usize>, Pairs)>,
    /// Every bracketed span with its attributes, inner ones first.
    pub(crate) brackets: Vec<RawBracket>,
    verbatim: Vec<Range<usize>>,
    verbatim_from: Option<usize>,
    /// Where the lines of the file end.
    breaks: Vec<usize>,
}

impl Walk {
    /// Goes through a text that was tamed.
    pub(crate) fn new(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|it| it.0).collect();
        let mut walk = Self { breaks, ..Self::default() };
        for (event, span) in Parser::new(text).into_offset_iter() {
            walk.event(event, span);
        }
        walk
    }

    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(container, attributes) => self.start(&container, &attributes, at),
            Event::End(container) => self.end(&container, &at),
            Event::Str(text) => self.text(&text, at),
            Event::Softbreak | Event::Hardbreak | Event::NonBreakingSpace => self.text(" ", at),
            Event::LeftSingleQuote => self.text("‘", at),
            Event::RightSingleQuote => self.text("’", at),
            Event::LeftDoubleQuote => self.text("“", at),
            Event::RightDoubleQuote => self.text("”", at),
            Event::Ellipsis => self.text("…", at),
            Event::EnDash => self.text("–", at),
            Event::EmDash => self.text("—", at),
            Event::Symbol(_)
            | Event::FootnoteReference(_)
            | Event::Escape
            | Event::Blankline
            | Event::ThematicBreak(_)
            | Event::Attributes(_) => {}
        }
    }

    fn start(&mut self, container: &Container<'_>, attributes: &Attributes<'_>, at: Range<usize>) {
        let block = matches!(container, Container::Section { .. } | Container::Heading { .. });
        if block && self.head.is_none() && self.points.is_empty() && !attributes.is_empty() {
            self.head = Some((pairs(attributes), at.clone()));
        }
        match container {
            Container::Heading { level, .. } => {
                self.heading = Some(*level);
                self.open = false;
                if !self.title.is_empty() {
                    self.section.clear();
                }
            }
            Container::List { kind, .. } => {
                self.lists += 1;
                if self.lists == 1 {
                    self.next_number = match kind {
                        ListKind::Ordered { start, .. } => Some(*start),
                        ListKind::Unordered(_) | ListKind::Task(_) => None,
                    };
                }
            }
            Container::ListItem if self.lists == 1 => {
                self.point(self.next_number);
                self.next_number = self.next_number.and_then(|it| it.checked_add(1));
            }
            Container::Paragraph if self.lists == 0 => self.point(None),
            Container::Span => self.spans.push((at, pairs(attributes))),
            Container::Verbatim | Container::CodeBlock { .. } | Container::RawBlock { .. } => {
                self.verbatim_from = Some(at.start);
            }
            _ => {}
        }
    }

    fn end(&mut self, container: &Container<'_>, at: &Range<usize>) {
        match container {
            Container::Heading { .. } => self.heading = None,
            Container::List { .. } => self.lists = self.lists.saturating_sub(1),
            Container::Span => {
                if let Some((from, _)) = self.spans.pop() {
                    self.brackets.push(RawBracket { whole: from.start..at.end, close: at.start });
                }
            }
            Container::Verbatim | Container::CodeBlock { .. } | Container::RawBlock { .. } => {
                if let Some(from) = self.verbatim_from.take() {
                    self.verbatim.push(from..at.end);
                }
            }
            _ => {}
        }
    }

    fn point(&mut self, number: Option<u64>) {
        self.points.push(RawPoint {
            section: self.section.clone(),
            number,
            pieces: Vec::new(),
            lines: Vec::new(),
            length: 0,
        });
        self.open = true;
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        match self.heading {
            Some(1) if self.points.is_empty() => return self.title.push_str(text),
            Some(_) => return self.section.push_str(text),
            None => {}
        }
        let Some(point) = self.points.last_mut().filter(|_| self.open) else { return };
        let line = self.breaks.partition_point(|it| *it < at.start) + 1;
        if point.lines.last().is_none_or(|last| last.1 != line) {
            point.lines.push((point.length, line));
        }
        point.length += text.len();
        let attributes = self.spans.iter().find(|(_, it)| !it.is_empty());
        let (span, attributes) = match attributes {
            Some((from, attributes)) => (from.start..at.end, attributes.as_slice()),
            None => (at, &[][..]),
        };
        match point.pieces.last_mut() {
            // Text goes on in the same bracket, or outside any.
            Some(last)
                if last.attributes.is_empty() == attributes.is_empty()
                    && (attributes.is_empty() || last.span.start == span.start) =>
            {
                last.text.push_str(text);
                last.span.end = span.end;
            }
            _ => point.pieces.push(RawPiece {
                text: text.to_owned(),
                span,
                attributes: attributes.to_vec(),
            }),
        }
    }
}

/// Attributes as keys and values; an id as `id`, classes and comments left out.
fn pairs(attributes: &Attributes<'_>) -> Pairs {
    let pair = |(kind, value): &(AttributeKind<'_>, jotdown::AttributeValue<'_>)| match kind {
        AttributeKind::Id => Some(("id".to_owned(), value.to_string())),
        AttributeKind::Pair { key } => Some((key.to_string(), value.to_string())),
        AttributeKind::Class | AttributeKind::Comment => None,
    };
    attributes.iter().filter_map(pair).collect()
}

/// Resolves the ids of a draft.
pub(crate) fn build(raw: Raw, names: &Names, report: &mut Report) -> Draft {
    let file = raw.file.as_str();
    let value = |key: &str| {
        raw.attributes.iter().find(|(it, _)| it == key).map(|(_, value)| value.as_str())
    };
    let ids = |key: &str| value(key).unwrap_or_default().split_whitespace();

    let mut holders = Vec::new();
    for key in ["by", "disputed"] {
        for id in ids(key) {
            match names.holder(id) {
                Some(holder) => holders.push((key, holder)),
                None => names.report_unknown(report, file, &raw.span, Space::Holder, id),
            }
        }
    }
    let mut because = Vec::new();
    for id in ids("because") {
        match names.place(Space::Statement, id) {
            Some(place) => because.push(StatementId(place)),
            None => names.report_unknown(report, file, &raw.span, Space::Statement, id),
        }
    }
    let revises = value("revises").and_then(|id| {
        let place = names.place(Space::Draft, id);
        if place.is_none() {
            names.report_unknown(report, file, &raw.span, Space::Draft, id);
        } else if id == raw.id {
            report.error(
                file,
                &raw.span,
                format!("draft `{id}` revises itself"),
                "name the draft that it reworks",
            );
        }
        place.filter(|it| *it < names.drafts_with_text && id != raw.id).map(DraftId)
    });
    let provenance = match value("provenance") {
        None | Some("public") => Provenance::Public,
        Some("leaked") => Provenance::Leaked,
        Some("private") => Provenance::Private,
        Some(other) => {
            let message = format!("`{other}` is not a provenance");
            report.error(file, &raw.span, message, "write public, leaked or private");
            Provenance::Public
        }
    };
    let points = raw.points.into_iter().map(|point| Point {
        section: point.section.trim().to_owned(),
        number: point.number,
        text: point.pieces.into_iter().map(|it| piece(it, file, names, report)).collect(),
        lines: point.lines,
    });
    Draft {
        points: points.collect(),
        id: raw.id,
        title: raw.title,
        day: raw.day,
        by: holders.iter().find(|(key, _)| *key == "by").map(|(_, holder)| *holder),
        disputed: holders.iter().filter(|(key, _)| *key == "disputed").map(|(_, it)| *it).collect(),
        provenance,
        revises,
        because,
        file: raw.file,
    }
}

fn piece(raw: RawPiece, file: &str, names: &Names, report: &mut Report) -> Piece {
    let mut settled: Option<(IssueId, OptionId)> = None;
    let mut by: Option<Holder> = None;
    for (key, value) in &raw.attributes {
        if key == "by" {
            by = names.holder(value);
            if by.is_none() {
                names.report_unknown(report, file, &raw.span, Space::Holder, value);
            }
            continue;
        }
        let Some(issue) = names.issue(key) else {
            names.report_unknown(report, file, &raw.span, Space::Issue, key);
            continue;
        };
        match names.option(issue, value) {
            Some(_) if settled.is_some() => {
                let message = "one bracket settles two issues";
                report.error(file, &raw.span, message, "give each issue a bracket of its own");
            }
            Some(option) => settled = Some((issue, option)),
            None => {
                let mut checker = super::check::Checker { file, names, report };
                checker.unknown_option(&raw.span, key, issue.0, value);
            }
        }
    }
    match settled {
        Some((issue, option)) => Piece::Bracket { text: raw.text, issue, option, by },
        None => Piece::Plain(raw.text),
    }
}
