//! A paragraph, made ready for the learned part.

use std::ops::Range;

use super::lexicon::Form;
use super::token::{self, Token};
use crate::clause;
use crate::passage::Passage;

/// Tokens of a paragraph, with what is known of them by rule.
#[derive(Debug)]
pub(crate) struct Paragraph {
    pub(crate) tokens: Vec<Token>,
    /// Tokens of each sentence.
    sentences: Vec<Range<usize>>,
    /// For each item of the passage, its first token; one more for the end.
    firsts: Vec<usize>,
    /// For each token that may be a verb outside quotations: tokens of its subject; empty if none.
    pub(crate) subjects: Vec<Option<Range<usize>>>,
}

impl Paragraph {
    /// Most tokens that are looked at; what comes after them is left to the rules.
    const TOKENS: usize = 4000;

    pub(crate) fn new(text: &str, passage: &Passage) -> Self {
        let mut tokens = token::flatten(text, passage);
        tokens.truncate(Self::TOKENS);
        let mut firsts = vec![tokens.len(); passage.items.len() + 1];
        for (at, token) in tokens.iter().enumerate().rev() {
            firsts[token.item as usize] = at;
        }
        // An item without tokens begins where the next one does.
        for item in (0..passage.items.len()).rev() {
            firsts[item] = firsts[item].min(firsts[item + 1]);
        }
        let sentences =
            passage.sentences.iter().map(|it| firsts[it.start]..firsts[it.end]).collect();
        let mut made = Self { tokens, sentences, firsts, subjects: Vec::new() };
        made.subjects =
            (0..made.tokens.len()).map(|at| made.subject_of_verb(passage, at)).collect();
        made
    }

    /// Tokens of a range of items.
    fn of_items(&self, items: &Range<usize>) -> Range<usize> {
        let end = self.firsts[items.end.min(self.firsts.len() - 1)];
        self.firsts[items.start.min(self.firsts.len() - 1)].min(end)..end
    }

    fn subject_of_verb(&self, passage: &Passage, at: usize) -> Option<Range<usize>> {
        let token = &self.tokens[at];
        if token.quote != 0 || token.entry.form == Form::None {
            return None;
        }
        let first = passage.sentences[usize::from(token.sentence)].start;
        let subject = clause::subject(passage, first, token.item as usize);
        Some(subject.map_or(0..0, |it| self.of_items(&it)))
    }

    /// Who does the reporting of a cue, by rule; empty if nobody.
    pub(crate) fn reporter(&self, passage: &Passage, head: usize) -> Range<usize> {
        let token = &self.tokens[head];
        if token.quote != 0 {
            return 0..0;
        }
        let item = token.item as usize;
        let sentence = &passage.sentences[usize::from(token.sentence)];
        let found = if passage.lower(item) == "according" {
            clause::phrase_starting(passage, item + 2, sentence.end)
        } else {
            clause::reporter(passage, sentence.start, item, sentence.end)
        };
        found.map_or(0..0, |it| self.of_items(&it))
    }

    /// The sentence of a token, with those beside it that are nothing but quotations, as far as they
    /// are near.
    pub(crate) fn window(&self, at: usize) -> Range<usize> {
        const SENTENCES: usize = 8;
        const TOKENS: usize = 250;
        let own = usize::from(self.tokens[at].sentence);
        let is_quoted = |sentence: &usize| {
            let tokens = &self.tokens[self.sentences[*sentence].clone()];
            tokens.iter().any(|it| it.quote != 0)
                && tokens.iter().all(|it| it.quote != 0 || !it.is_word())
        };
        let before = (0..own).rev().take(SENTENCES).take_while(is_quoted).last().unwrap_or(own);
        let after = own + 1..self.sentences.len();
        let after = after.take(SENTENCES).take_while(is_quoted).last().unwrap_or(own);
        let (start, end) = (self.sentences[before].start, self.sentences[after].end);
        start.max(at.saturating_sub(TOKENS))..end.min(at + TOKENS)
    }
}
