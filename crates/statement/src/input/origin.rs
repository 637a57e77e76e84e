//! Where in a file each byte of a text comes from.

/// Where in a source each byte of a text comes from.
///
/// **Invariant:** stretches are in the order of the text, each begins where the one before it ends,
/// and their sources are in order, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Where in the source the text begins, if there is any: after a byte order mark.
    begins: usize,
    stretches: Vec<Stretch>,
    /// Places in the text before which the source says more than the text.
    gaps: Vec<usize>,
}

/// A stretch of text made of units, each `step.0` bytes long, that come from as many units of the
/// source, each `step.1` bytes long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    text: (usize, usize),
    source: (usize, usize),
    step: (usize, usize),
}

impl Origin {
    /// Of a text that is the source from a byte on.
    pub(crate) fn same(skipped: usize, length: usize) -> Self {
        let mut origin = Self { begins: skipped, ..Self::default() };
        origin.push(length, (skipped, skipped + length));
        origin
    }

    /// Of the next bytes of the text, which come from a range of the source; none, if its ends are
    /// the same.
    pub(crate) fn push(&mut self, length: usize, source: (usize, usize)) {
        if length == 0 {
            return;
        }
        let width = source.1 - source.0;
        let step = if width == length { (1, 1) } else { (length, width) };
        let start = self.end();
        match self.stretches.last_mut() {
            Some(last) if last.step == step && last.source.1 == source.0 && 0 < width => {
                last.text.1 += length;
                last.source.1 = source.1;
            }
            _ => self.stretches.push(Stretch { text: (start, start + length), source, step }),
        }
    }

    /// Notes that the source says something at the end of the text that the text leaves out.
    #[cfg(any(feature = "html", test))]
    pub(crate) fn push_gap(&mut self) {
        let end = self.end();
        if self.gaps.last() != Some(&end) {
            self.gaps.push(end);
        }
    }

    /// Length of the text.
    pub(crate) fn end(&self) -> usize {
        self.stretches.last().map_or(0, |it| it.text.1)
    }

    /// The range of the source that a range of the text comes from.
    pub(crate) fn span(&self, span: (usize, usize)) -> (usize, usize) {
        let start = self.start_of(span.0);
        if span.1 <= span.0 { (start, start) } else { (start, self.end_of(span.1).max(start)) }
    }

    /// The range of the text that comes from a range of the source: from the first to the last that
    /// has bytes in it. Empty if nothing has.
    pub(crate) fn text_span(&self, span: (usize, usize)) -> (usize, usize) {
        // Units touched from the first byte on, and units before the last.
        let first = self.stretches.partition_point(|it| it.source.1 <= span.0);
        let last = self.stretches.partition_point(|it| it.source.0 < span.1);
        let within = self.stretches.get(first..last).unwrap_or_default();
        let mut told = within.iter().filter(|it| it.source.0 < it.source.1);
        let Some(first) = told.next() else {
            let at = self.stretches.get(first).map_or(self.end(), |it| it.text.0);
            return (at, at);
        };
        let last = told.next_back().unwrap_or(first);
        let before = span.0.saturating_sub(first.source.0) / first.step.1 * first.step.0;
        let until = span.1.min(last.source.1) - last.source.0;
        let end = last.text.0 + until.div_ceil(last.step.1) * last.step.0;
        (first.text.0 + before, end.min(last.text.1))
    }

    /// The stretches of a range of the text between which the source says something else.
    pub(crate) fn whole(&self, span: (usize, usize)) -> Vec<(usize, usize)> {
        let first = self.gaps.partition_point(|&it| it <= span.0);
        let last = self.gaps.partition_point(|&it| it < span.1).max(first);
        let mut found = Vec::with_capacity(1 + last - first);
        let mut start = span.0;
        for &gap in &self.gaps[first..last] {
            found.push((start, gap));
            start = gap;
        }
        found.push((start, span.1));
        found
    }

    fn start_of(&self, at: usize) -> usize {
        match self.stretches.get(self.stretches.partition_point(|it| it.text.1 <= at)) {
            Some(it) => it.source.0 + (at - it.text.0) / it.step.0 * it.step.1,
            None => self.stretches.last().map_or(self.begins, |it| it.source.1),
        }
    }

    fn end_of(&self, at: usize) -> usize {
        match self.stretches.get(self.stretches.partition_point(|it| it.text.1 < at)) {
            Some(it) => it.source.0 + at.saturating_sub(it.text.0).div_ceil(it.step.0) * it.step.1,
            None => self.stretches.last().map_or(self.begins, |it| it.source.1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn characters_of_other_widths_are_found_whole() {
        // "é" in one byte, then two letters in two bytes each, then a tag of three.
        let mut origin = Origin::default();
        origin.push(2, (4, 5));
        origin.push(1, (5, 7));
        origin.push(1, (7, 9));
        origin.push_gap();
        origin.push(1, (12, 13));
        assert_eq!(origin.span((0, 2)), (4, 5));
        assert_eq!(origin.span((0, 1)), (4, 5), "half a character is the whole");
        assert_eq!(origin.span((2, 4)), (5, 9));
        assert_eq!(origin.span((3, 5)), (7, 13));
        assert_eq!(origin.span((4, 4)), (12, 12));
        assert_eq!(origin.whole((2, 5)), [(2, 4), (4, 5)]);
        assert_eq!(origin.whole((2, 4)), [(2, 4)]);
        assert_eq!(Origin::same(3, 5).span((1, 5)), (4, 8));
        assert_eq!(origin.text_span((4, 5)), (0, 2));
        assert_eq!(origin.text_span((4, 6)), (0, 3), "half a character is the whole");
        assert_eq!(origin.text_span((9, 12)), (4, 4), "a tag says nothing");
        assert_eq!(origin.text_span((8, 13)), (3, 5));
        assert_eq!(origin.text_span((0, 4)), (0, 0));
        assert_eq!(origin.text_span((13, 99)), (5, 5));
        assert_eq!(Origin::same(3, 5).text_span((4, 8)), (1, 5));
        assert_eq!(Origin::default().text_span((0, 9)), (0, 0));
        assert_eq!(Origin::same(3, 0).span((0, 0)), (3, 3));
    }
}
