//! What is wrong with a case folder: where, what, and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::files::Files;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The case cannot be used as it is.
    Error,
    /// The case can be used; its author should look.
    Warning,
}

/// One thing wrong in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Path of the file inside the case folder.
    pub file: String,
    /// Where in the file, in bytes; `None` where the whole file is meant.
    pub span: Option<Range<usize>>,
    /// What is wrong: lower case, names the thing at fault, no full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Diagnostic {
    /// Line and column of the place, both counted from one, columns in characters.
    pub fn place(&self, files: &Files) -> Option<(usize, usize)> {
        let text = String::from_utf8_lossy(files.bytes(&self.file)?);
        let before = text.get(..self.span.as_ref()?.start)?;
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Some((1 + before.matches('\n').count(), 1 + before[line_start..].chars().count()))
    }

    /// The diagnostic as a reader sees it: place, text with a caret under it, and help.
    ///
    /// `folder` is put before the path of the file; `color` adds terminal colors.
    pub fn render(&self, files: &Files, folder: &str, color: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let path = match folder.trim_end_matches('/') {
            "" => self.file.clone(),
            folder => format!("{folder}/{}", self.file),
        };
        let text = files.bytes(&self.file).map(String::from_utf8_lossy);
        let title = level.primary_title(self.message.as_str());
        let group = match (&self.span, &text) {
            (Some(span), Some(text)) => {
                let annotation = AnnotationKind::Primary.span(visible(text, span));
                title.element(
                    Snippet::source(text.as_ref()).path(path).line_start(1).annotation(annotation),
                )
            }
            _ => Group::with_title(title).element(Origin::path(path)),
        };
        let group = match self.help.as_str() {
            "" => group,
            help => group.element(Level::HELP.message(help)),
        };
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

/// The part of `span` on its first line, widened to one character where it is empty.
fn visible(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let line = text[start..end].find('\n').map_or(end, |newline| start + newline);
    let next = text[start..].chars().next().map_or(start, |it| start + it.len_utf8());
    start..line.max(next)
}
