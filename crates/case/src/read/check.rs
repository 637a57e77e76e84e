//! Holds a file against its shape: unknown keys, missing keys, wrong types, ids that are not there.

use std::ops::Range;

use crate::chance::ChanceScale;
use crate::model::IssueId;
use crate::read::names::{Names, Report, nearest};
use crate::read::pattern::{self, Fault};
use crate::read::tree::{Entry, Kind, Node};
use crate::read::value;
use crate::shape::{Key, STANCE_KEYS, STEP, Shape, Space, Takes, stance_keys};

/// Collects the ids that a file opens, in the order in which they stand.
pub(crate) fn collect_ids(
    node: &Node,
    shape: &Shape,
    found: &mut Vec<(Space, String, Range<usize>)>,
) {
    for key in shape.keys {
        let Some(value) = node.at(key.name) else { continue };
        match key.takes {
            Takes::Id(Some(space)) => {
                let id = value.text().unwrap_or_default();
                found.push((space, id.to_owned(), value.span.clone()));
            }
            Takes::Table(inner) => collect_ids(value, inner, found),
            Takes::Tables(inner) => {
                for item in value.items() {
                    collect_ids(item, inner, found);
                }
            }
            _ => {}
        }
    }
    // A table without its id still takes a place, so that places stay those of the file.
    for key in shape.keys {
        if let Takes::Id(Some(space)) = key.takes
            && node.at(key.name).is_none()
        {
            found.push((space, String::new(), node.span.clone()));
        }
    }
}

/// Checks files against their shapes.
pub(crate) struct Checker<'a> {
    pub(crate) file: &'a str,
    pub(crate) names: &'a Names,
    pub(crate) report: &'a mut Report,
}

impl Checker<'_> {
    /// Checks a table.
    pub(crate) fn table(&mut self, node: &Node, shape: &Shape) {
        let name = shape.name;
        if !matches!(node.kind, Kind::Table(_)) {
            return self.wrong(
                &node.span,
                &format!("{} {name} is a table of keys", article(name)),
                "",
            );
        }
        for entry in node.entries() {
            if let Some(key) = shape.keys.iter().find(|key| key.name == entry.key) {
                self.value(&entry.value, key);
            } else {
                let known = shape.keys.iter().map(|it| it.name);
                let message = format!("{} {name} has no key `{}`", article(name), entry.key);
                self.wrong(&entry.span, &message, &nearest(&entry.key, known));
            }
        }
        for key in shape.keys.iter().filter(|key| key.required) {
            // In a file that breaks the syntax, the key may stand on a line that was left out.
            if node.at(key.name).is_none() && self.names.whole {
                let message = format!("this {name} has no `{}`", key.name);
                self.wrong(&node.span, &message, &format!("add `{}`: {}", key.name, key.doc));
            }
        }
        if name == "statement" {
            self.stance(node);
        }
    }

    /// The keys that depend on the stance.
    fn stance(&mut self, node: &Node) {
        let Some(stance) = node.at("stance").and_then(Node::text) else { return };
        let (must, may) = stance_keys(stance);
        for key in must {
            if node.at(key).is_none() {
                let message = format!("a statement of the stance `{stance}` needs `{key}`");
                let help = format!("add `{key}`, or choose another stance");
                self.wrong(&node.span, &message, &help);
            }
        }
        if matches!(stance, "acceptance" | "refusal")
            && may.iter().all(|key| node.at(key).is_none())
        {
            let message =
                format!("a statement of the stance `{stance}` needs `draft` or `options`");
            self.wrong(&node.span, &message, "name the draft, or the package, that is meant");
        }
        for entry in node.entries() {
            let key = entry.key.as_str();
            if STANCE_KEYS.contains(&key) && !must.contains(&key) && !may.contains(&key) {
                let message = format!("the stance `{stance}` has no `{key}`");
                let help = match (must, may) {
                    ([], []) => "take the key out; issues can be named by `about`".to_owned(),
                    _ => format!("it takes: {}", [must, may].concat().join(", ")),
                };
                self.wrong(&entry.span, &message, &help);
            }
        }
    }

    fn value(&mut self, node: &Node, key: &Key) {
        let name = key.name;
        match key.takes {
            Takes::Id(_) => match node.text() {
                Some(id) if is_id(id) => {}
                Some(id) => self.wrong(
                    &node.span,
                    &format!("`{id}` is not an id"),
                    "use lower-case letters, digits and hyphens, beginning with a letter or a digit",
                ),
                None => self.wrong_type(node, name, "an id in quotation marks"),
            },
            Takes::Text => {
                if node.text().is_none() {
                    self.wrong_type(node, name, "text in quotation marks");
                } else if key.required && node.text().is_some_and(|it| it.trim().is_empty()) {
                    self.wrong(&node.span, &format!("`{name}` is empty"), key.doc);
                }
            }
            Takes::Texts => self.each(node, name, "a list of texts", |this, item| {
                if item.text().is_none() {
                    this.wrong_type(item, name, "text in quotation marks");
                }
            }),
            Takes::OneOf(words) => match node.text() {
                Some(word) if words.contains(&word) => {}
                Some(word) => {
                    let help = nearest(word, words.iter().copied());
                    let name = if name == "chances" { "scale of chances" } else { name };
                    self.wrong(&node.span, &format!("`{word}` is not {} {name}", article(name)), &help);
                }
                None => self.wrong_type(node, name, &format!("one of {}", words.join(", "))),
            },
            Takes::Bool => {
                if !matches!(node.kind, Kind::Bool(_)) {
                    self.wrong_type(node, name, "`true` or `false`");
                }
            }
            Takes::Day => {
                if value::day(node).is_none() {
                    self.wrong_day(node, name, "a day such as 2025-12-01");
                }
            }
            Takes::Time => {
                if value::time(node).is_none() {
                    let wanted = "a day (2025-12-01), a week (\"2025-W48\"), a month (\"2025-11\") or an interval (\"2025-11-29/2025-11-30\")";
                    self.wrong_day(node, name, wanted);
                }
            }
            Takes::Decimal => self.decimal(node, name),
            Takes::Count => {
                if value::count(node).is_none() {
                    self.wrong_type(node, name, "a whole number, zero or more");
                }
            }
            Takes::Number { low, high } => {
                if !value::float(node).is_some_and(|it| (low..=high).contains(&it)) {
                    let wanted = format!("a number from {low} to {high}: {}", key.doc);
                    self.wrong_type(node, name, &wanted);
                }
            }
            Takes::Credence => {
                if !value::float(node).is_some_and(|it| (0.5..=1.0).contains(&it)) {
                    self.wrong_type(node, name, "a number from 0.5 (says nothing) to 1 (certain)");
                }
            }
            Takes::Ref(space) => self.reference(node, name, space),
            Takes::Refs(space) => self.each(node, name, "a list of ids", |this, item| {
                this.reference(item, name, space);
            }),
            // What the issue knows of its own options is checked where the issue is read.
            Takes::OptionOfIssue => {
                if node.text().is_none() {
                    self.wrong_type(node, name, "the id of an option");
                }
            }
            Takes::Pattern | Takes::PatternOrStep => self.pattern(node, name, true),
            Takes::Patterns => {
                let wanted = "a list of patterns, such as `[{ issue = \"option\" }]`";
                self.each(node, name, wanted, |this, item| this.pattern(item, name, true));
            }
            Takes::Swings => {
                let wanted = "a list of issues, such as `[\"dam\", { issue = \"flow\", from = \"90\", to = \"150\" }]`";
                self.each(node, name, wanted, Self::swing);
            }
            Takes::Times => {
                if value::times(node).is_none() {
                    self.wrong_type(node, name, "a whole number from 1 to 100");
                }
            }
            Takes::Outcome => self.pattern(node, name, false),
            Takes::Span => {
                if value::span(node).is_none() {
                    let wanted = "two byte places, `[start, end]`, the first smaller than the second";
                    self.wrong_type(node, name, wanted);
                }
            }
            Takes::Chance => match node.text() {
                _ if value::chance(node, self.names.chances).is_some() => {}
                Some(word) => self.unknown_chance(&node.span, word),
                None => {
                    let wanted = "a word such as \"unlikely\", or `{ low = 0.05, high = 0.2 }` with 0 ≤ low < high ≤ 1";
                    self.wrong_type(node, name, wanted);
                }
            },
            Takes::Weights => self.by_issue(node, name, Self::decimal),
            Takes::Evaluation => self.evaluation(node, name),
            Takes::Table(shape) => self.table(node, shape),
            Takes::Tables(shape) => match &node.kind {
                Kind::List(items) => {
                    for item in items {
                        self.table(item, shape);
                    }
                }
                _ => self.wrong_type(node, name, &format!("a list; write `[[{name}]]`")),
            },
        }
    }

    fn reference(&mut self, node: &Node, name: &str, space: Space) {
        let Some(id) = node.text() else {
            return self.wrong_type(node, name, &format!("the id of a {}", space.name()));
        };
        match self.names.place(space, id) {
            None => self.names.report_unknown(self.report, self.file, &node.span, space, id),
            Some(place) if space == Space::Draft && self.names.drafts_with_text <= place => {
                self.wrong(
                    &node.span,
                    &format!("draft `{id}` is undisclosed and has no text"),
                    "name a draft that has one, or a package",
                );
            }
            Some(_) => {}
        }
    }

    fn pattern(&mut self, node: &Node, name: &str, lists: bool) {
        if !matches!(node.kind, Kind::Table(_)) {
            return self.wrong_type(
                node,
                name,
                "options by issue, such as `{ issue = \"option\" }`",
            );
        }
        if node.entries().is_empty() {
            self.wrong(
                &node.span,
                &format!("`{name}` names no issue"),
                "write `{ issue = \"option\" }`",
            );
        }
        for entry in node.entries() {
            let Some(issue) = self.issue(entry) else { continue };
            let options = match &entry.value.kind {
                Kind::List(items) if lists && !items.is_empty() => items.as_slice(),
                _ => std::slice::from_ref(&entry.value),
            };
            for option in options {
                match option.text() {
                    None => self.wrong_type(option, &entry.key, "the id of an option"),
                    Some(id) if !lists && self.names.option(issue, id).is_none() => {
                        self.unknown_option(&option.span, &entry.key, issue.0, id);
                    }
                    Some(text) if 1 < options.len() && pattern::others(text).is_some() => {
                        let message = "`not` does not stand in a list";
                        let help =
                            "name what is left out in one text, as in `\"not north or south\"`";
                        self.wrong(&option.span, message, help);
                    }
                    Some(text) => self.matches_some(option, &entry.key, issue, text),
                }
            }
        }
    }

    /// An issue, by its id or as a step on it.
    fn swing(&mut self, node: &Node) {
        if node.text().is_some() {
            return self.reference(node, "issues", Space::Issue);
        }
        self.table(node, &STEP);
        let Some(id) = node.at("issue").and_then(Node::text) else { return };
        let Some(issue) = self.names.issue(id) else { return };
        let ends = ["from", "to"].map(|it| node.at(it).filter(|it| it.text().is_some()));
        for end in ends.into_iter().flatten() {
            let option = end.text().unwrap_or_default();
            if self.names.option(issue, option).is_none() {
                self.unknown_option(&end.span, id, issue.0, option);
            }
        }
        if let [Some(from), Some(to)] = ends
            && from.text() == to.text()
        {
            let help = "name the worst and the best option that are meant";
            self.wrong(&to.span, "the step ends where it begins", help);
        }
    }

    /// Reports a text of a pattern that stands for no options.
    fn matches_some(&mut self, node: &Node, name: &str, issue: IssueId, text: &str) {
        match pattern::options(self.names, issue, text) {
            Ok(_) => {}
            Err(Fault::Unknown(id)) => self.unknown_option(&node.span, name, issue.0, id),
            Err(Fault::NoValues) => {
                let message = format!("the options of `{name}` have no values to compare");
                let help = "name the options, or give the issue a `unit` and its options values";
                self.wrong(&node.span, &message, help);
            }
            Err(Fault::NoNumber) => {
                let message = format!("`{text}` is no bound");
                let help = "write one number after the sign, as in `\"<= 600000\"`";
                self.wrong(&node.span, &message, help);
            }
            Err(Fault::Nothing) => {
                let message = format!("no option of `{name}` is `{text}`");
                let known = self.names.options.get(issue.0).map_or(&[][..], Vec::as_slice);
                self.wrong(&node.span, &message, &format!("its options: {}", known.join(", ")));
            }
        }
    }

    /// The issue that a key names; one that is not there is reported.
    fn issue(&mut self, entry: &Entry) -> Option<IssueId> {
        let issue = self.names.issue(&entry.key);
        if issue.is_none() {
            let (span, id) = (&entry.span, &entry.key);
            self.names.report_unknown(self.report, self.file, span, Space::Issue, id);
        }
        issue
    }

    /// Reports an option that its issue does not have.
    pub(crate) fn unknown_option(
        &mut self,
        span: &Range<usize>,
        issue: &str,
        place: usize,
        id: &str,
    ) {
        let known = self.names.options.get(place).map_or(&[][..], Vec::as_slice);
        let help = nearest(id, known.iter().map(String::as_str));
        match self.names.issues_with_option(id).as_slice() {
            [] => self.wrong(span, &format!("issue `{issue}` has no option `{id}`"), &help),
            [owner, ..] => {
                let message = format!("`{id}` is an option of `{owner}`, not of `{issue}`");
                self.wrong(span, &message, &help);
            }
        }
    }

    /// Reports a word that the scale of the case does not have.
    fn unknown_chance(&mut self, span: &Range<usize>, word: &str) {
        let has = |scale: ChanceScale| scale.words().iter().any(|it| it.0 == word);
        let scale = self.names.chances;
        let known = scale.words().iter().map(|it| it.0);
        match ChanceScale::ALL.into_iter().find(|&it| has(it)) {
            Some(other) => {
                let (other, scale) = (other.name(), scale.name());
                let message =
                    format!("`{word}` is a chance on the scale `{other}`, not on `{scale}`");
                let words = known.collect::<Vec<_>>().join(", ");
                let help = format!(
                    "use one of {words}; or write `chances = \"{other}\"` at the top of case.toml, and mind that it changes what other words mean"
                );
                self.wrong(span, &message, &help);
            }
            None => self.wrong(span, &format!("`{word}` is not a chance"), &nearest(word, known)),
        }
    }

    fn by_issue(&mut self, node: &Node, name: &str, check: fn(&mut Self, &Node, &str)) {
        if !matches!(node.kind, Kind::Table(_)) {
            return self.wrong_type(node, name, "a table with a key for each issue");
        }
        for entry in node.entries() {
            self.issue(entry);
            check(self, &entry.value, &entry.key);
        }
    }

    fn evaluation(&mut self, node: &Node, name: &str) {
        self.by_issue(node, name, |this, options, issue| {
            if !matches!(options.kind, Kind::Table(_)) {
                return this.wrong_type(
                    options,
                    issue,
                    "a number for each option, such as `{ option = 1 }`",
                );
            }
            let Some(place) = this.names.issue(issue).map(|it| it.0) else { return };
            for entry in options.entries() {
                if !this.names.options[place].contains(&entry.key) {
                    this.unknown_option(&entry.span, issue, place, &entry.key);
                }
                this.decimal(&entry.value, &entry.key);
            }
            for option in this.names.options[place].clone() {
                if options.at(&option).is_none() {
                    let message = format!("option `{option}` of `{issue}` has no number");
                    this.wrong(&options.span, &message, "give every option of the issue a number");
                }
            }
        });
        for issue in self.names.all(Space::Issue).to_vec() {
            if node.at(&issue).is_none() && matches!(node.kind, Kind::Table(_)) {
                let message = format!("issue `{issue}` has no evaluation");
                self.wrong(&node.span, &message, "give every issue of the case its numbers");
            }
        }
    }

    fn decimal(&mut self, node: &Node, name: &str) {
        if value::decimal(node).is_none() {
            let wanted = "a decimal number, zero or more, of at most 18 digits";
            self.wrong_type(node, name, wanted);
        }
    }

    fn each(
        &mut self,
        node: &Node,
        name: &str,
        wanted: &str,
        mut check: impl FnMut(&mut Self, &Node),
    ) {
        match &node.kind {
            Kind::List(items) => items.iter().for_each(|item| check(self, item)),
            _ => self.wrong_type(node, name, wanted),
        }
    }

    fn wrong_day(&mut self, node: &Node, name: &str, wanted: &str) {
        let written = match &node.kind {
            Kind::Text(text) | Kind::Date(text) => text.clone(),
            _ => return self.wrong_type(node, name, wanted),
        };
        let message = format!("`{written}` is no such time in the calendar");
        self.wrong(&node.span, &message, &format!("`{name}` takes {wanted}"));
    }

    fn wrong_type(&mut self, node: &Node, name: &str, wanted: &str) {
        let found = match &node.kind {
            Kind::Text(_) => "text",
            Kind::Number(number) => number.as_str(),
            Kind::Bool(_) => "true or false",
            Kind::Date(_) => "a date",
            Kind::List(_) => "this list",
            Kind::Table(_) => "this table",
        };
        let message = format!("`{name}` cannot be {found}");
        self.wrong(&node.span, &message, &format!("it takes {wanted}"));
    }

    fn wrong(&mut self, span: &Range<usize>, message: &str, help: &str) {
        self.report.error(self.file, span, message, help);
    }
}

/// Whether a text may be an id.
pub fn is_id(text: &str) -> bool {
    let fits = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    !text.is_empty() && !text.starts_with('-') && text.bytes().all(fits)
}

fn article(name: &str) -> &'static str {
    if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
