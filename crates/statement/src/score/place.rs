//! Spans of bytes as spans of letters and digits.

use std::ops::Range;

/// Where the letters and digits of a text stand.
pub(super) struct Ruler {
    /// First bytes of the letters and digits, rising.
    starts: Vec<usize>,
}

/// Letters and digits, as ranges of their places among all of the text.
///
/// **Invariant:** the ranges are in order, apart, and not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places(Vec<Range<usize>>);

impl Ruler {
    pub(super) fn new(text: &str) -> Self {
        let signs = text.char_indices().filter(|(_, it)| it.is_alphanumeric());
        Self { starts: signs.map(|(start, _)| start).collect() }
    }

    /// The letters and digits that begin within any of the spans.
    pub(super) fn places(&self, spans: &[Range<usize>]) -> Places {
        let place = |byte: usize| self.starts.partition_point(|&it| it < byte);
        Places::union(spans.iter().map(|it| place(it.start)..place(it.end)).collect())
    }
}

impl Places {
    /// What lies in any of the ranges.
    fn union(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.retain(|it| it.start < it.end);
        ranges.sort_by_key(|it| (it.start, it.end));
        let mut found: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match found.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => found.push(range),
            }
        }
        Self(found)
    }

    /// What lies in any of them.
    pub(super) fn all<'a>(parts: impl Iterator<Item = &'a Self>) -> Self {
        Self::union(parts.flat_map(|it| it.0.iter().cloned()).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|it| it.end - it.start).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are in both.
    pub(super) fn common(&self, other: &Self) -> usize {
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = 0;
        while let (Some(a), Some(b)) = (mine.peek(), theirs.peek()) {
            common += a.end.min(b.end).saturating_sub(a.start.max(b.start));
            if a.end < b.end {
                mine.next();
            } else {
                theirs.next();
            }
        }
        common
    }

    /// How many are in either.
    pub(super) fn either(&self, other: &Self) -> usize {
        self.len() + other.len() - self.common(other)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Ruler;

    #[test]
    fn marks_spaces_and_points_have_no_length() {
        let text = "“We wait,” — she said.";
        let ruler = Ruler::new(text);
        let with = ruler.places(&[0..text.len(); 1]);
        let without = ruler.places(&[3..5, 6..10, text.len() - 9..text.len() - 1]);
        assert_eq!((with.len(), &with), (13, &without.clone()));
        assert_eq!(with.common(&without), 13);
    }

    #[test]
    fn what_lies_outside_the_text_or_is_turned_around_has_no_length() {
        let ruler = Ruler::new("dam");
        #[expect(clippy::reversed_empty_ranges, reason = "this is what is tried")]
        let odd = [5..9, 2..1, 1..1];
        assert!(ruler.places(&odd).is_empty());
    }

    proptest! {
        /// Ranges give what a look at every letter gives.
        #[test]
        fn ranges_count_as_letters_do(
            a in prop::collection::vec((0_usize..40, 0_usize..12), 0..5),
            b in prop::collection::vec((0_usize..40, 0_usize..12), 0..5),
        ) {
            let text = "a b c d e f g h i j k l m n o p q r s t u v w";
            let spans = |it: &[(usize, usize)]| it.iter().map(|&(at, n)| at..at + n).collect::<Vec<_>>();
            let (a, b) = (spans(&a), spans(&b));
            let ruler = Ruler::new(text);
            let (mine, theirs) = (ruler.places(&a), ruler.places(&b));
            let is_in = |spans: &[std::ops::Range<usize>], at| spans.iter().any(|it| it.contains(&at));
            let letters: Vec<usize> = text.match_indices(|it| it != ' ').map(|it| it.0).collect();
            let count = |keep: &dyn Fn(usize) -> bool| letters.iter().filter(|&&it| keep(it)).count();
            prop_assert_eq!(mine.len(), count(&|it| is_in(&a, it)));
            prop_assert_eq!(mine.common(&theirs), count(&|it| is_in(&a, it) && is_in(&b, it)));
            prop_assert_eq!(mine.either(&theirs), count(&|it| is_in(&a, it) || is_in(&b, it)));
        }
    }
}
