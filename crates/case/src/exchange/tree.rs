//! A JSON or YAML file as values that know their place.

use std::ops::Range;

use super::number::Number;
use super::place::{MAX_DEPTH, MAX_NODES, Result, Source};
use crate::diagnostic::Diagnostic;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) at: Range<usize>,
}

#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Nothing, yes or no, a number, an infinity: as it is written.
    Plain(String),
    /// A text in quotes, or one that is nothing else.
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// Counts values while a file is read, so that no file takes more memory than it should.
#[derive(Debug)]
pub(super) struct Budget<'a> {
    source: Source<'a>,
    left: usize,
}

impl<'a> Budget<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        Self { source, left: MAX_NODES }
    }

    /// Takes `count` values that stand `depth` deep.
    pub(super) fn take(&mut self, count: usize, depth: usize, at: &Range<usize>) -> Result<()> {
        let help = "scenario files are small and flat; look whether this is one";
        if MAX_DEPTH < depth {
            let message = format!("values stand in one another more than {MAX_DEPTH} deep");
            return Err(self.source.problem(at.clone(), message, help));
        }
        let Some(left) = self.left.checked_sub(count) else {
            let message = format!("the file holds more than {MAX_NODES} values");
            return Err(self.source.problem(at.clone(), message, help));
        };
        self.left = left;
        Ok(())
    }
}

/// A value with the file it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) source: Source<'a>,
    pub(super) node: &'a Node,
}

impl<'a> Reader<'a> {
    pub(super) fn problem(&self, message: impl Into<String>, help: &str) -> Diagnostic {
        self.source.problem(self.node.at.clone(), message, help)
    }

    fn with(&self, node: &'a Node) -> Self {
        Self { source: self.source, node }
    }

    /// The value under a key of a map; `None` where there is none, or this is no map.
    pub(super) fn at(&self, key: &str) -> Option<Self> {
        let Value::Map(entries) = &self.node.value else { return None };
        let is_key = |(name, _): &&(Node, Node)| name.as_str() == Some(key);
        entries.iter().find(is_key).map(|(_, value)| self.with(value))
    }

    /// The value under a key that has to be there.
    pub(super) fn need(&self, key: &str) -> Result<Self> {
        self.at(key).ok_or_else(|| {
            self.problem(format!("`{key}` is missing here"), &format!("add `{key}`"))
        })
    }

    pub(super) fn entries(&self) -> Result<Vec<(String, Self, Self)>> {
        let Value::Map(entries) = &self.node.value else {
            return Err(self.problem("this is not a list of keys with values", "give one"));
        };
        entries
            .iter()
            .map(|(key, value)| Ok((self.with(key).text()?, self.with(key), self.with(value))))
            .collect()
    }

    pub(super) fn list(&self) -> Result<Vec<Self>> {
        match &self.node.value {
            Value::List(items) => Ok(items.iter().map(|it| self.with(it)).collect()),
            _ => Err(self.problem("this is not a list", "give a list")),
        }
    }

    /// A text, or what a number is written as.
    pub(super) fn text(&self) -> Result<String> {
        match self.node.as_str() {
            Some(text) => Ok(text.to_owned()),
            None => Err(self.problem("this is not a text", "give a text or a number")),
        }
    }

    /// The name of an option: a text as it is, a number in its shortest form.
    pub(super) fn option(&self) -> Result<String> {
        match &self.node.value {
            Value::Plain(text) => Ok(Number::parse(text).map_or(text.clone(), |it| it.to_string())),
            _ => self.text(),
        }
    }

    pub(super) fn number(&self) -> Result<Number> {
        match self.node.as_str().and_then(Number::parse) {
            Some(number) => Ok(number),
            None => Err(self.problem(
                "this is not a decimal number of at most 64 digits",
                "give one such as 0.25",
            )),
        }
    }
}

impl Node {
    pub(super) fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Plain(text) | Value::Text(text) => Some(text),
            Value::List(_) | Value::Map(_) => None,
        }
    }
}
