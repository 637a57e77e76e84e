//! A paragraph as words, points and quotations, split into sentences.

mod item;

use std::ops::Range;
use std::slice;

use self::item::ITEM_BYTES;
pub(crate) use self::item::{Item, Kind, split_words, strip_possessive};
use crate::cue::{self, Cue};
use crate::facts::{self, Any, Facts};
use crate::mark::{self, Quote};
use crate::word;

/// One paragraph, taken apart.
///
/// **Invariant:** items are in order and do not overlap; sentences cover them all.
pub(crate) struct Passage<'a> {
    /// Words, points and quotations.
    pub(crate) items: Vec<Item<'a>>,
    /// The outermost quotations; places are bytes of the article.
    pub(crate) quotes: Vec<Quote>,
    /// For each quotation its words and points, with the marks.
    pub(crate) quoted: Vec<Vec<Item<'a>>>,
    /// Ranges of items.
    pub(crate) sentences: Vec<Range<usize>>,
    /// What reports, each by its item, in order.
    cues: Vec<(usize, Cue)>,
}

/// Longer sentences are cut, which keeps every search within one short.
const SENTENCE_ITEMS: usize = 300;

impl<'a> Passage<'a> {
    /// Takes apart the paragraph at `span`, of which `lower` is [`str::to_ascii_lowercase`];
    /// `continues` as in [`mark::pair`].
    pub(crate) fn new(text: &'a str, lower: &'a str, span: Range<usize>, continues: bool) -> Self {
        let shift = |it: Range<usize>| it.start + span.start..it.end + span.start;
        let quotes: Vec<Quote> = mark::pair(&text[span.clone()], continues)
            .into_iter()
            .map(|it| Quote { outer: shift(it.outer), inner: shift(it.inner) })
            .collect();
        let split = |it: Range<usize>, items: &mut Vec<Item<'a>>| {
            let lower = &lower[it.start - span.start..it.end - span.start];
            split_words(&text[it.clone()], lower, it.start, items);
        };
        let mut items = Vec::with_capacity(span.len() / ITEM_BYTES + 1);
        let mut quoted = Vec::with_capacity(quotes.len());
        let mut start = span.start;
        for (index, quote) in quotes.iter().enumerate() {
            split(start..quote.outer.start, &mut items);
            items.push(Item::new(Kind::Quote(index), quote.outer.clone()));
            let mut inner = Vec::new();
            split(quote.outer.clone(), &mut inner);
            quoted.push(inner);
            start = quote.outer.end;
        }
        split(start..span.end, &mut items);
        let mut passage = Self { items, quotes, quoted, sentences: Vec::new(), cues: Vec::new() };
        let places = passage.items.iter().enumerate().filter(|it| it.1.facts.reports());
        let cue = |(at, _)| cue::find(&passage, at).map(|it| (at, it));
        passage.cues = places.filter_map(cue).collect();
        passage.sentences = passage.split_sentences(text);
        passage
    }

    pub(crate) fn kind(&self, index: usize) -> Option<Kind> {
        self.items.get(index).map(|item| item.kind)
    }

    /// The word at a place in lower case; empty if there is none.
    pub(crate) fn lower(&self, index: usize) -> &str {
        self.items.get(index).map_or("", |item| &item.lower)
    }

    /// The same without a possessive ending.
    pub(crate) fn stem(&self, index: usize) -> &str {
        strip_possessive(self.lower(index))
    }

    /// What is known of the word at a place; nothing if there is none.
    pub(crate) fn facts(&self, index: usize) -> Facts {
        self.items.get(index).map_or(Facts::default(), |item| item.facts)
    }

    pub(crate) fn has(&self, index: usize, any: Any) -> bool {
        self.facts(index).has(any)
    }

    /// What [`cue::cue`] tells of places within some, in order.
    pub(crate) fn cues(
        &self,
        items: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (usize, Cue)> + use<'_, 'a> {
        let first = self.cues.partition_point(|it| it.0 < items.start);
        let length = self.cues[first..].partition_point(|it| it.0 < items.end);
        self.cues[first..first + length].iter().copied()
    }

    /// As [`Facts::bare`].
    pub(crate) fn bare(&self, index: usize) -> Any {
        self.facts(index).bare
    }

    /// The same for the word without a possessive ending.
    pub(crate) fn bare_stem(&self, index: usize) -> Any {
        let stem = self.stem(index);
        if stem.len() < self.lower(index).len() { facts::bare(stem) } else { self.bare(index) }
    }

    pub(crate) fn is_word(&self, index: usize) -> bool {
        self.kind(index) == Some(Kind::Word)
    }

    /// As [`Item::is_name`].
    pub(crate) fn is_name(&self, index: usize) -> bool {
        self.items.get(index).is_some_and(Item::is_name)
    }

    /// The sentence that an item stands in.
    pub(crate) fn sentence(&self, item: usize) -> Option<&Range<usize>> {
        let first = self.sentences.partition_point(|it| it.end <= item);
        self.sentences.get(first).filter(|it| it.contains(&item))
    }

    /// Bytes from the first to the last of some items, which are not none.
    pub(crate) fn bytes(&self, items: Range<usize>) -> Range<usize> {
        let start = self.items.get(items.start).map_or(0, |item| item.span.start);
        let last = items.end.saturating_sub(1).max(items.start);
        start..self.items.get(last).map_or(start, |item| item.span.end)
    }

    /// The words and points that touch some bytes, those of quotations among them.
    pub(crate) fn words(&self, bytes: &Range<usize>) -> impl Iterator<Item = &Item<'a>> {
        let first = self.items.partition_point(|it| it.span.end <= bytes.start);
        let items = self.items[first..].iter().take_while(|it| it.span.start < bytes.end);
        let words = items.flat_map(|it| match it.kind {
            Kind::Quote(quote) => &self.quoted[quote],
            _ => slice::from_ref(it),
        });
        words.filter(|it| bytes.start < it.span.end && it.span.start < bytes.end)
    }

    fn split_sentences(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        let mut index = 0;
        while index < self.items.len() {
            let mut end = index + 1;
            let item = &self.items[index];
            let is_end = match item.kind {
                Kind::Stop => {
                    while matches!(self.kind(end), Some(Kind::Stop | Kind::Close)) {
                        end += 1;
                    }
                    self.begins(end)
                }
                Kind::Quote(quote) => {
                    let closing = |it: char| it.is_whitespace() || "’'\"”)".contains(it);
                    let inner = text[self.quotes[quote].inner.clone()].trim_end_matches(closing);
                    let asks = inner.ends_with(['?', '!', '—', '–']);
                    (asks || inner.ends_with(['.', '…']))
                        && self.begins(end)
                        && !self.is_reported(end, asks)
                }
                Kind::Word => {
                    item.lower.ends_with('.')
                        && !word::is_leading_abbreviation(&item.lower)
                        && self.items.get(end).is_some_and(|next| next.is_capital)
                        && self.has(end, Facts::FUNCTION)
                }
                _ => false,
            };
            if is_end || SENTENCE_ITEMS <= end - start {
                found.push(start..end);
                start = end;
            }
            index = end;
        }
        if start < self.items.len() {
            found.push(start..self.items.len());
        }
        found
    }

    /// Whether a sentence can begin at a place.
    fn begins(&self, index: usize) -> bool {
        self.items.get(index).is_none_or(|item| match item.kind {
            Kind::Word => item.is_capital || item.lower.starts_with(|it: char| it.is_ascii_digit()),
            Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Close => {
                false
            }
            Kind::Open | Kind::Quote(_) | Kind::Other => true,
        })
    }

    /// Whether "Belo said" follows a quotation that ended with a full stop, or something like it
    /// one that asked.
    fn is_reported(&self, from: usize, asks: bool) -> bool {
        const NAME_WORDS: usize = 7;
        let end = (from..from + NAME_WORDS).find(|&at| cue::cue(self, at).is_some());
        let Some(cue) = end.filter(|&cue| (from..cue).all(|at| self.is_word(at))) else {
            return false;
        };
        let ends_there = matches!(self.kind(cue + 1), None | Some(Kind::Stop));
        asks && (self.is_name(from) || self.has(from, Facts::PRONOUN)) || ends_there
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::Passage;

    fn check(text: &str) -> String {
        let lower = text.to_ascii_lowercase();
        let passage = Passage::new(text, &lower, 0..text.len(), false);
        let shown = passage.sentences.iter().map(|it| &text[passage.bytes(it.clone())]);
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        let text =
            "Mr. Belo of the E.U. met J. R. Costa on Nov. 21. He left the U.S. They did not.";
        assert_snapshot!(check(text), @r"
        Mr. Belo of the E.U. met J. R. Costa on Nov. 21.
        He left the U.S.
        They did not.
        ");
    }

    #[test]
    fn a_quotation_belongs_to_the_sentence_that_reports_it() {
        let text = "“Why us?” Ana Belo asked. “We wait. We hope,” she said. “We stay.” Rain fell.";
        assert_snapshot!(check(text), @r"
        “Why us?” Ana Belo asked.
        “We wait. We hope,” she said.
        “We stay.”
        Rain fell.
        ");
    }
}
