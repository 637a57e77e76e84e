//! YAML as values that know their place. Nothing is instantiated.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::number::Number;
use super::place::{Result, Source};
use super::tree::{Budget, Node, Value};

/// Reads the one document of a YAML file.
pub(super) fn parse(source: Source<'_>) -> Result<Node> {
    let mut build = Build {
        source,
        budget: Budget::new(source),
        open: Vec::new(),
        anchors: BTreeMap::new(),
        root: None,
    };
    let places = Places::new(source.text);
    for event in Parser::new_from_str(source.text) {
        let (event, span) = event.map_err(|error| {
            let at = places.byte(error.marker().index());
            source.problem(at..at, format!("this is not YAML: {}", error.info()), "mend the file")
        })?;
        let at = places.byte(span.start.index())..places.byte(span.end.index());
        build.event(event, at)?;
    }
    build.root.ok_or_else(|| {
        source.problem(None, "the file is empty", "look whether it was saved completely")
    })
}

/// From characters, which the parser counts, to bytes.
struct Places(Option<Vec<u32>>, usize);

impl Places {
    fn new(text: &str) -> Self {
        let bytes = || text.char_indices().filter_map(|(byte, _)| u32::try_from(byte).ok());
        Self((!text.is_ascii()).then(|| bytes().collect()), text.len())
    }

    fn byte(&self, character: usize) -> usize {
        match &self.0 {
            None => character.min(self.1),
            Some(bytes) => bytes.get(character).map_or(self.1, |it| *it as usize),
        }
    }
}

/// A list or map whose end has not come yet.
struct Open {
    anchor: usize,
    at: Range<usize>,
    items: Vec<Node>,
    is_map: bool,
}

struct Build<'a> {
    source: Source<'a>,
    budget: Budget<'a>,
    open: Vec<Open>,
    /// What an alias stands for, with the number of its values and how deep they go.
    anchors: BTreeMap<usize, (Node, usize, usize)>,
    root: Option<Node>,
}

impl Build<'_> {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) -> Result<()> {
        match event {
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
            Event::Alias(anchor) => {
                let Some((node, size, depth)) = self.anchors.get(&anchor) else {
                    let message = "this alias stands inside of what it stands for";
                    return Err(self.source.problem(at, message, "write the value out"));
                };
                let node = Node { value: node.value.clone(), at: at.clone() };
                let (size, depth) = (*size, *depth);
                self.budget.take(size, self.open.len() + depth, &at)?;
                self.put(node)
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.as_deref(), &at)?;
                self.budget.take(1, self.open.len() + 1, &at)?;
                let plain = style == ScalarStyle::Plain && is_plain(&text);
                let text = text.into_owned();
                let value = if plain { Value::Plain(text) } else { Value::Text(text) };
                self.name(anchor, Node { value, at })
            }
            Event::SequenceStart(anchor, tag) => self.begin(anchor, tag.as_deref(), at, false),
            Event::MappingStart(anchor, tag) => self.begin(anchor, tag.as_deref(), at, true),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(done) = self.open.pop() else { return Ok(()) };
                let value = if done.is_map {
                    let mut items = done.items.into_iter();
                    let mut entries = Vec::new();
                    while let (Some(key), Some(value)) = (items.next(), items.next()) {
                        entries.push((key, value));
                    }
                    Value::Map(entries)
                } else {
                    Value::List(done.items)
                };
                self.name(done.anchor, Node { value, at: done.at })
            }
        }
    }

    fn begin(
        &mut self,
        anchor: usize,
        tag: Option<&Tag>,
        at: Range<usize>,
        is_map: bool,
    ) -> Result<()> {
        self.tag(tag, &at)?;
        self.budget.take(1, self.open.len() + 1, &at)?;
        self.open.push(Open { anchor, at, items: Vec::new(), is_map });
        Ok(())
    }

    /// Remembers a value that has a name, and puts it in its place.
    fn name(&mut self, anchor: usize, node: Node) -> Result<()> {
        if anchor != 0 {
            let (size, depth) = measure(&node);
            // The copy that is kept counts as well.
            self.budget.take(size, 1, &node.at)?;
            self.anchors.insert(anchor, (node.clone(), size, depth));
        }
        self.put(node)
    }

    fn put(&mut self, node: Node) -> Result<()> {
        match self.open.last_mut() {
            Some(open) => open.items.push(node),
            None if self.root.is_some() => {
                let message = "a second document begins here";
                return Err(self.source.problem(node.at, message, "keep one document in a file"));
            }
            None => self.root = Some(node),
        }
        Ok(())
    }

    /// Tags name classes; all but the harmless ones are refused.
    fn tag(&self, tag: Option<&Tag>, at: &Range<usize>) -> Result<()> {
        const HARMLESS: &[&str] =
            &["str", "int", "float", "bool", "null", "seq", "map", "python/tuple"];
        let Some(tag) = tag else { return Ok(()) };
        let core = tag.handle == "tag:yaml.org,2002:" || tag.handle == "!!";
        if core && HARMLESS.contains(&tag.suffix.as_str()) {
            return Ok(());
        }
        let message = format!("the tag `{}{}` asks for an object", tag.handle, tag.suffix);
        let help = "no class is instantiated; write plain lists, keys and numbers";
        Err(self.source.problem(at.clone(), message, help))
    }
}

/// Whether a text without quotes is nothing, yes or no, or a number.
fn is_plain(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    let words = ["", "~", "null", "true", "false", ".inf", "+.inf", "-.inf", ".nan"];
    words.contains(&word.as_str()) || Number::parse(text).is_some()
}

/// How many values a node holds, and how deep they go.
fn measure(node: &Node) -> (usize, usize) {
    let parts: Vec<&Node> = match &node.value {
        Value::Plain(_) | Value::Text(_) => Vec::new(),
        Value::List(items) => items.iter().collect(),
        Value::Map(entries) => entries.iter().flat_map(|(key, value)| [key, value]).collect(),
    };
    parts
        .into_iter()
        .map(measure)
        .fold((1, 1), |(size, depth), (more, deep)| (size + more, depth.max(deep + 1)))
}
