//! Turns checked trees into a [`Case`]. Types and ids are checked elsewhere: what does not fit is
//! passed over here, and only what a file alone cannot know is reported.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::files::{Files, sha256 as sum_of};
use crate::model::{
    Alternative, Body, Case, Deadline, Decimal, DraftId, Holder, Issue, IssueId, IssueOption,
    Linkage, Observer, ObserverKind, OptionId, Party, Pattern, Person, Prospect, Reading, Record,
    Round, Source, SourceId, StatementId, Undisclosed, Utility,
};
use crate::read::names::{Names, Report, holders, nearest};
use crate::read::tree::{Kind, Node};
use crate::read::{consistency, credence, draft, pattern, roster, statement, value};
use crate::shape::Space;

/// Reads values of a table by key, with the names of the case at hand.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    pub(crate) node: &'a Node,
    pub(crate) names: &'a Names,
}

impl<'a> Fields<'a> {
    pub(crate) fn text(self, key: &str) -> String {
        self.node.at(key).and_then(Node::text).unwrap_or_default().to_owned()
    }

    pub(crate) fn texts(self, key: &str) -> Vec<String> {
        let items = self.node.at(key).map_or(&[][..], Node::items);
        items.iter().filter_map(Node::text).map(str::to_owned).collect()
    }

    pub(crate) fn day(self, key: &str) -> Option<Date> {
        value::day(self.node.at(key)?)
    }

    pub(crate) fn place(self, space: Space, key: &str) -> Option<usize> {
        self.names.place(space, self.node.at(key)?.text()?)
    }

    pub(crate) fn places(self, space: Space, key: &str) -> Vec<usize> {
        self.texts(key).iter().filter_map(|id| self.names.place(space, id)).collect()
    }

    pub(crate) fn holder(self, key: &str) -> Option<Holder> {
        self.names.holder(self.node.at(key)?.text()?)
    }

    fn holders(self, key: &str) -> Vec<Holder> {
        self.texts(key).iter().filter_map(|id| self.names.holder(id)).collect()
    }

    fn statements(self, key: &str) -> Vec<StatementId> {
        self.places(Space::Statement, key).into_iter().map(StatementId).collect()
    }

    pub(crate) fn pattern(self, key: &str) -> Pattern {
        self.node.at(key).map_or_else(Pattern::new, |it| self.as_pattern(it))
    }

    /// The patterns of a list; one that names nothing of the case is left out.
    pub(crate) fn patterns(self, key: &str) -> Vec<Pattern> {
        let items = self.node.at(key).map_or(&[][..], Node::items);
        items.iter().map(|it| self.as_pattern(it)).filter(|it| !it.is_empty()).collect()
    }

    fn as_pattern(self, node: &Node) -> Pattern {
        let entries = node.entries();
        let mut pattern = Pattern::new();
        for entry in entries {
            let Some(issue) = self.names.issue(&entry.key) else { continue };
            let one = std::slice::from_ref(&entry.value);
            let items = if entry.value.text().is_some() { one } else { entry.value.items() };
            let texts = items.iter().filter_map(Node::text);
            let mut options: Vec<OptionId> = texts
                .filter_map(|it| pattern::options(self.names, issue, it).ok())
                .flatten()
                .collect();
            options.sort_unstable();
            options.dedup();
            if !options.is_empty() {
                pattern.insert(issue, options);
            }
        }
        pattern
    }

    pub(crate) fn tables(self, key: &str) -> impl Iterator<Item = Self> {
        let items = self.node.at(key).map_or(&[][..], Node::items);
        items.iter().map(move |node| Self { node, names: self.names })
    }

    /// Where the value of a key stands, or the table if it has no such key.
    pub(crate) fn span(self, key: &str) -> &'a Range<usize> {
        self.node.at(key).map_or(&self.node.span, |it| &it.span)
    }
}

/// Enters the ids of the parties, the mediator and the observers, in that order.
pub(crate) fn add_holders(case: &Node, names: &mut Names, report: &mut Report) {
    let list = |key: &str| case.at(key).map_or(&[][..], Node::items);
    let mediator = case.at("mediator");
    names.holders = holders(list("party").len(), mediator.is_some(), list("observer").len());
    for holder in list("party").iter().chain(mediator).chain(list("observer")) {
        let id = holder.at("id");
        let span = id.map_or(&holder.span, |it| &it.span);
        let id = id.and_then(Node::text).unwrap_or_default();
        super::add(names, report, "case.toml", Space::Holder, id, span);
    }
}

/// The ids of the options of each issue.
pub(crate) fn option_ids(case: &Node) -> Vec<Vec<String>> {
    of_options(case, |it| it.at("id").and_then(Node::text).unwrap_or_default().to_owned())
}

/// The values of the options of each issue, where they have some.
pub(crate) fn option_values(case: &Node) -> Vec<Vec<Option<Decimal>>> {
    of_options(case, |it| it.at("value").and_then(value::decimal))
}

fn of_options<T>(case: &Node, of: impl Fn(&Node) -> T) -> Vec<Vec<T>> {
    let list = |node: &Node, key: &str| node.at(key).map_or(Vec::new(), |it| it.items().to_vec());
    list(case, "issue")
        .iter()
        .map(|issue| list(issue, "options").iter().map(&of).collect())
        .collect()
}

/// Builds the case out of the trees of its TOML files and its drafts.
pub(crate) fn case(
    files: &Files,
    trees: &[Node],
    drafts: Vec<draft::Raw>,
    names: &Names,
    report: &mut Report,
) -> Case {
    let [case_tree, source_tree, statement_tree, reading_tree] = trees else {
        return Case::default();
    };
    let root = Fields { node: case_tree, names };
    let mut case = Case {
        title: root.text("title"),
        as_of: root.day("as_of"),
        summary: root.text("summary"),
        credence: credence::credences(case_tree),
        chances: names.chances,
        mediator: case_tree.at("mediator").map(|node| body(Fields { node, names }, report)),
        ..Case::default()
    };
    case.issues = root.tables("issue").map(|fields| issue(fields, report)).collect();
    case.parties = root.tables("party").map(|fields| party(fields, &case.issues, report)).collect();
    case.observers = root.tables("observer").map(|fields| observer(fields, report)).collect();
    case.linkages = root.tables("linkage").map(linkage).collect();
    case.prospects = root.tables("prospect").map(prospect).collect();
    case.rounds = root.tables("round").filter_map(round).collect();
    case.deadlines = root.tables("deadline").map(deadline).collect();
    let sources = Fields { node: source_tree, names };
    case.sources = sources.tables("source").map(|fields| source(fields, files, report)).collect();
    case.drafts = drafts.into_iter().map(|raw| draft::build(raw, names, report)).collect();
    case.undisclosed =
        root.tables("undisclosed").filter_map(|fields| undisclosed(fields, report)).collect();

    roster::check(&root, &case, report);
    let roster = roster::Roster::new(&case);
    let statements = Fields { node: statement_tree, names };
    case.statements = statements
        .tables("statement")
        .map(|fields| statement::build(fields, &case, &roster, report))
        .collect();
    consistency::check(&root, &statements, &case, report);
    case.reading = reading(Fields { node: reading_tree, names });
    case
}

fn reading(fields: Fields<'_>) -> Reading {
    let rejected = fields.tables("rejected");
    Reading {
        not_speech: fields.texts("not-speech"),
        not_speakers: fields.texts("not-speakers"),
        not_cues: fields.texts("not-cues"),
        rejected: rejected
            .filter_map(|it| Some((it.text("source"), value::span(it.node.at("span")?)?)))
            .collect(),
    }
}

fn body(fields: Fields<'_>, report: &mut Report) -> Body {
    Body {
        id: fields.text("id"),
        name: fields.text("name"),
        aliases: fields.texts("aliases"),
        people: fields.tables("people").map(|it| person(it, report)).collect(),
        interests: fields.texts("interests"),
    }
}

fn person(fields: Fields<'_>, report: &mut Report) -> Person {
    let (from, to) = (fields.day("from"), fields.day("to"));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let message = format!("the post ends on {to}, before it begins on {from}");
        report.error(
            "case.toml",
            fields.span("to"),
            message,
            "exchange the two days, or correct one",
        );
    }
    Person {
        name: fields.text("name"),
        post: fields.text("post"),
        from,
        to,
        principal: is(fields, "principal", true),
        pronoun: fields.node.at("pronoun").and_then(Node::text).map(str::to_owned),
        aliases: fields.texts("aliases"),
    }
}

fn party(fields: Fields<'_>, issues: &[Issue], report: &mut Report) -> Party {
    let at = |key| fields.node.at(key).map(|node| Fields { node, names: fields.names });
    Party {
        body: body(fields, report),
        seat: !is(fields, "seat", false),
        alternative: at("alternative").map(|it| Alternative {
            summary: it.text("summary"),
            because: it.statements("because"),
        }),
        utility: at("utility").map(|it| utility(it, issues)),
        record: at("record").map(|it| {
            let count = |key| it.node.at(key).and_then(value::count).unwrap_or(0);
            Record { kept: count("kept"), crossed: count("crossed") }
        }),
    }
}

/// Whether a key is written with that value.
fn is(fields: Fields<'_>, key: &str, wanted: bool) -> bool {
    matches!(fields.node.at(key).map(|it| &it.kind), Some(Kind::Bool(it)) if *it == wanted)
}

fn utility(fields: Fields<'_>, issues: &[Issue]) -> Utility {
    let number = |node: Option<&Node>, otherwise: i64| {
        node.and_then(value::decimal).unwrap_or(Decimal { digits: otherwise, places: 0 })
    };
    let evaluation = fields.node.at("evaluation");
    let weight = fields.node.at("weight");
    let of_issue = |issue: &Issue| {
        let options = evaluation.and_then(|it| it.at(&issue.id));
        let each = issue.options.iter().map(|it| number(options.and_then(|all| all.at(&it.id)), 0));
        (number(weight.and_then(|it| it.at(&issue.id)), 1), each.collect())
    };
    Utility {
        reservation: number(fields.node.at("reservation"), 0),
        issues: issues.iter().map(of_issue).collect(),
        red_lines: fields.patterns("red_lines"),
    }
}

fn observer(fields: Fields<'_>, report: &mut Report) -> Observer {
    let kind = match fields.text("kind").as_str() {
        "expert" => ObserverKind::Expert,
        "press" => ObserverKind::Press,
        _ => ObserverKind::Body,
    };
    Observer { body: body(fields, report), kind }
}

fn issue(fields: Fields<'_>, report: &mut Report) -> Issue {
    const FILE: &str = "case.toml";
    let id = fields.text("id");
    let mut options: Vec<IssueOption> = Vec::new();
    let unit = fields.node.at("unit").and_then(Node::text).map(str::to_owned);
    for option in fields.tables("options") {
        let new = IssueOption {
            id: option.text("id"),
            text: option.text("text"),
            value: option.node.at("value").and_then(value::decimal),
        };
        if options.iter().any(|it| it.id == new.id) && !new.id.is_empty() {
            let message = format!("issue `{id}` has two options of the id `{}`", new.id);
            report.error(FILE, option.span("id"), message, "give one of them another id");
        }
        match (&unit, new.value) {
            (Some(unit), None) => {
                let message =
                    format!("option `{}` of the numeric issue `{id}` has no `value`", new.id);
                report.error(FILE, &option.node.span, message, format!("give its value in {unit}"));
            }
            (None, Some(_)) => {
                let message =
                    format!("option `{}` has a `value`, but issue `{id}` has no `unit`", new.id);
                report.error(
                    FILE,
                    option.span("value"),
                    message,
                    "give the issue a `unit`, or drop the value",
                );
            }
            (Some(_), Some(value)) => {
                let last = options.last().and_then(|it| it.value);
                if last.is_some_and(|last| !value::less(last, value)) {
                    let message = format!("the values of issue `{id}` do not rise");
                    report.error(
                        FILE,
                        option.span("value"),
                        message,
                        "order the options from the smallest value to the largest",
                    );
                }
            }
            (None, None) => {}
        }
        options.push(new);
    }
    if options.len() < 2 {
        let message = format!("issue `{id}` has fewer than two options");
        report.error(
            FILE,
            fields.span("options"),
            message,
            "a point to be settled can end in at least two ways",
        );
    }
    let status_quo = fields.node.at("status_quo").and_then(|node| {
        let wanted = node.text()?;
        let found = options.iter().position(|it| it.id == wanted);
        if found.is_none() {
            let help = nearest(wanted, options.iter().map(|it| it.id.as_str()));
            report.error(FILE, &node.span, format!("issue `{id}` has no option `{wanted}`"), help);
        }
        found.map(OptionId)
    });
    Issue {
        id,
        section: fields.text("section"),
        question: fields.text("question"),
        options,
        unit,
        status_quo,
        keywords: fields.texts("keywords"),
    }
}

fn linkage(fields: Fields<'_>) -> Linkage {
    Linkage {
        when: fields.pattern("when"),
        then: fields.pattern("then"),
        because: fields.statements("because"),
        note: fields.text("note"),
    }
}

fn prospect(fields: Fields<'_>) -> Prospect {
    let outcome: BTreeMap<IssueId, OptionId> = fields
        .pattern("outcome")
        .into_iter()
        .filter_map(|(issue, options)| Some((issue, *options.first()?)))
        .collect();
    Prospect { id: fields.text("id"), text: fields.text("text"), outcome }
}

fn round(fields: Fields<'_>) -> Option<Round> {
    Some(Round {
        id: fields.text("id"),
        name: fields.text("name"),
        days: value::time(fields.node.at("days")?)?,
        place: fields.text("place"),
        present: fields.holders("present"),
        absent: fields.holders("absent"),
        people: fields.texts("people"),
        outcome: fields.text("outcome"),
        note: fields.text("note"),
        source: fields.place(Space::Source, "source").map(SourceId),
    })
}

fn deadline(fields: Fields<'_>) -> Deadline {
    Deadline {
        id: fields.text("id"),
        day: fields.node.at("day").and_then(value::time),
        text: fields.text("text"),
        by: fields.holder("by"),
        source: fields.place(Space::Source, "source").map(SourceId),
        note: fields.text("note"),
    }
}

fn undisclosed(fields: Fields<'_>, report: &mut Report) -> Option<Undisclosed> {
    let bounds = fields.texts("between");
    let places: Vec<DraftId> = fields
        .places(Space::Draft, "between")
        .into_iter()
        .filter(|place| *place < fields.names.drafts_with_text)
        .map(DraftId)
        .collect();
    if fields.node.at("between").is_some() && (bounds.len() != 2 || bounds[0] == bounds[1]) {
        let message = "`between` needs two different drafts";
        report.error(
            "case.toml",
            fields.span("between"),
            message,
            "name the two drafts between which it lies",
        );
    }
    let &[first, second] = places.as_slice() else { return None };
    Some(Undisclosed {
        id: fields.text("id"),
        title: fields.text("title"),
        day: fields.node.at("day").and_then(value::time),
        by: fields.holder("by"),
        between: [first, second],
        because: fields.statements("because"),
        note: fields.text("note"),
    })
}

fn source(fields: Fields<'_>, files: &Files, report: &mut Report) -> Source {
    const FILE: &str = "sources.toml";
    let id = fields.text("id");
    let file = match fields.text("file") {
        file if file.is_empty() => format!("sources/{id}.txt"),
        file => file,
    };
    if file.starts_with('/') || file.split('/').any(|it| it == "..") {
        let message = format!("`{file}` leads out of the case folder");
        report.error(
            FILE,
            fields.span("file"),
            message,
            "give a path inside the folder, such as `sources/report.txt`",
        );
    }
    let mut sha256 = fields.node.at("sha256").and_then(Node::text).map(str::to_owned);
    if let Some(sum) = &sha256
        && (sum.len() != 64
            || !sum.bytes().all(|it| it.is_ascii_digit() || (b'a'..=b'f').contains(&it)))
    {
        report.error(
            FILE,
            fields.span("sha256"),
            "this is not a SHA-256 checksum",
            "write 64 lower-case hex digits, as `sha256sum FILE` prints them",
        );
        sha256 = None;
    }
    let bytes = files.bytes(&file).and_then(|bytes| {
        let found = sum_of(bytes);
        match &sha256 {
            Some(sum) if *sum != found => {
                let message = format!("{file} is not the text from which the spans were taken");
                let help = format!("its sha256 is {found}; restore the text, or check every span and write the new sum");
                report.error(FILE, fields.span("sha256"), message, help);
                return None;
            }
            None if fields.node.at("sha256").is_none() => {
                let message = format!("source `{id}` has no `sha256`");
                report.warning(FILE, &fields.node.span, message, format!("add `sha256 = \"{found}\"`, so that a changed text is noticed"));
            }
            _ => {}
        }
        Some(bytes.to_vec())
    });
    Source {
        outlet: fields.text("outlet"),
        author: fields.text("author"),
        title: fields.text("title"),
        // Only a case with errors has a source without a day.
        day: fields.day("day").unwrap_or(Date::ZERO),
        address: fields.text("address"),
        language: fields.text("language"),
        file,
        sha256,
        note: fields.text("note"),
        bytes,
        id,
    }
}
