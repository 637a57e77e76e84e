//! Quoted units: the stretches between quotation marks.

use std::ops::Range;

use crate::mark;
use crate::text;

/// Words of a unit from which it counts as long.
const LONG: usize = 5;

/// What stands between two quotation marks, whether anybody says it or not.
pub(super) struct Unit {
    /// Bytes between the marks.
    pub(super) span: Range<usize>,
    /// Whether it has five words or more.
    pub(super) is_long: bool,
}

/// The stretches between outermost quotation marks of any style, paragraph by paragraph.
///
/// A mark without its partner is passed over, but an opening one that begins speech, or whose
/// speech the next paragraph takes up again, reaches to the end of its paragraph.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let mut found = Vec::new();
    for (span, continues) in text::continued(text) {
        for quote in mark::pair(&text[span.clone()], continues) {
            let span = span.start + quote.inner.start..span.start + quote.inner.end;
            let words = text[span.clone()].split_whitespace();
            let count = words.filter(|it| it.contains(char::is_alphanumeric)).count();
            found.push(Unit { span, is_long: LONG <= count });
        }
    }
    found
}
