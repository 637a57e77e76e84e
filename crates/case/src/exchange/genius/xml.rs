//! XML elements that know their file.

use roxmltree::{Document, Node, ParsingOptions};

use crate::diagnostic::Diagnostic;
use crate::exchange::number::Number;
use crate::exchange::place::{MAX_DEPTH, MAX_NODES, Result, Source, at_line};

/// Most attributes of an element.
const MAX_ATTRIBUTES: usize = 100;

/// Reads an XML file. Entities are not expanded, and a document type is refused.
pub(super) fn parse(source: Source<'_>) -> Result<Document<'_>> {
    // Some files begin with blank lines, which XML has only after its declaration.
    let text = source.text.trim_start();
    let skipped = source.text.len() - text.len();
    if let Some(start) = text.find("<!DOCTYPE") {
        let at = skipped + start..skipped + start + "<!DOCTYPE".len();
        let message = "the file declares a document type, which can hide entities";
        return Err(source.problem(at, message, "delete the declaration; scenarios need none"));
    }
    for (start, _) in text.match_indices('<') {
        let tag = text[start + 1..].split(['<', '>']).next().unwrap_or_default();
        if MAX_ATTRIBUTES < tag.matches('=').count() {
            let at = skipped + start..skipped + start + 1;
            let message = format!("this element has more than {MAX_ATTRIBUTES} attributes");
            return Err(source.problem(at, message, "look whether this is a scenario"));
        }
    }
    let nodes_limit = u32::try_from(MAX_NODES).unwrap_or(u32::MAX);
    let options = ParsingOptions { allow_dtd: false, nodes_limit, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        if matches!(error, roxmltree::Error::NodesLimitReached) {
            let message = format!("the file holds more than {MAX_NODES} elements");
            return source.problem(None, message, "look whether this is a scenario");
        }
        let (row, column) = (error.pos().row as usize, error.pos().col as usize);
        let at = at_line(text, row, column) + skipped;
        let message = error.to_string();
        // The place is shown beside the message.
        let message = message.rsplit_once(" at ").map_or(message.as_str(), |(it, _)| it);
        let help = "mend the file; entities are `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`";
        source.problem(at..at, format!("this is not XML: {message}"), help)
    })?;
    let mut depth = 0_usize;
    let mut walk = document.root_element();
    // Down to the first child, else to the next sibling, else up.
    loop {
        if let Some(child) = walk.first_child() {
            depth += 1;
            if MAX_DEPTH < depth {
                let start = child.range().start + skipped;
                let message = format!("elements stand in one another more than {MAX_DEPTH} deep");
                let help = "look whether this is a scenario";
                return Err(source.problem(start..start, message, help));
            }
            walk = child;
            continue;
        }
        loop {
            if let Some(next) = walk.next_sibling() {
                walk = next;
                break;
            }
            match walk.parent() {
                Some(parent) if depth != 0 => (walk, depth) = (parent, depth - 1),
                _ => return Ok(document),
            }
        }
    }
}

/// An element and the file it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a, 'input> {
    source: Source<'a>,
    node: Node<'a, 'input>,
}

impl<'a, 'input> Element<'a, 'input> {
    pub(super) fn new(source: Source<'a>, node: Node<'a, 'input>) -> Self {
        Self { source, node }
    }

    pub(super) fn source(&self) -> Source<'a> {
        self.source
    }

    pub(super) fn name(&self) -> &'a str {
        self.node.tag_name().name()
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.node.attribute(name)
    }

    /// Children of that name, in the order of the file.
    pub(super) fn all(
        &self,
        name: &'static str,
    ) -> impl Iterator<Item = Self> + Clone + use<'a, 'input> {
        let source = self.source;
        let named =
            self.node.children().filter(move |it| it.is_element() && it.tag_name().name() == name);
        named.map(move |node| Self { source, node })
    }

    pub(super) fn first(&self, name: &'static str) -> Option<Self> {
        self.all(name).next()
    }

    /// The first child of that name, which has to be there.
    pub(super) fn need(&self, name: &'static str) -> Result<Self> {
        self.first(name).ok_or_else(|| {
            let message = format!("`{}` holds no `{name}`", self.name());
            self.problem(message, &format!("add `<{name}>`"))
        })
    }

    /// An attribute that has to be there.
    pub(super) fn text(&self, name: &str) -> Result<&'a str> {
        self.attribute(name).ok_or_else(|| {
            let message = format!("`{}` has no `{name}`", self.name());
            self.problem(message, &format!("add `{name}=\"…\"`"))
        })
    }

    /// A decimal number in an attribute; `None` where there is no such attribute.
    pub(super) fn number(&self, name: &str) -> Result<Option<Number>> {
        let Some(text) = self.attribute(name) else { return Ok(None) };
        let found = Number::parse(text.trim()).map(Some);
        found.ok_or_else(|| {
            let message = format!("`{name}` is `{}`, not a decimal number", short(text));
            self.problem(message, "give a number such as 0.25")
        })
    }

    pub(super) fn need_number(&self, name: &str) -> Result<Number> {
        self.text(name)?;
        self.number(name).map(Option::unwrap_or_default)
    }

    /// A whole number in an attribute that has to be there.
    pub(super) fn whole(&self, name: &str) -> Result<i64> {
        let text = self.text(name)?;
        text.trim().parse().map_err(|_| {
            let message = format!("`{name}` is `{}`, not a whole number", short(text));
            self.problem(message, "give a number such as 3")
        })
    }

    /// What is wrong with this element.
    pub(super) fn problem(&self, message: impl Into<String>, help: &str) -> Diagnostic {
        let skipped = self.source.text.len() - self.source.text.trim_start().len();
        let range = self.node.range();
        let tag = self.node.document().input_text()[range.clone()].find('>').map_or(0, |it| it + 1);
        let start = range.start + skipped;
        self.source.problem(start..start + tag, message, help)
    }
}

/// The first 40 characters of a text.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
