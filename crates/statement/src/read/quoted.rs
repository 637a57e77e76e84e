//! A quotation that may be a statement.

use std::ops::Range;

use super::Pass;
use crate::attribution;
use crate::clause;
use crate::cue;
use crate::draft::{Quoted, Saying};
use crate::facts::Facts;
use crate::passage::{Kind, Passage};
use crate::statement::Form;
use crate::sure::Route;

impl Pass<'_> {
    /// The quotation at an item, unless it is a term or a title.
    pub(super) fn read_quote(
        &self,
        passage: &Passage,
        sentence: Range<usize>,
        item: usize,
        quote: usize,
    ) -> Option<Quoted> {
        const TERM_WORDS: usize = 4;
        let inner = &self.text[passage.quotes[quote].inner.clone()];
        let words = inner.split_whitespace().take(TERM_WORDS + 1).count();
        let opening = |it: char| it.is_whitespace() || "[(….‘'".contains(it);
        let first = inner.trim_start_matches(opening);
        let is_upper = first.starts_with(|it: char| !it.is_lowercase());
        let ends = inner.trim_end().ends_with(['.', ',', '?', '!', '…', '—', '–'])
            || passage.kind(item + 1) == Some(Kind::Comma);
        let before = item.checked_sub(1).filter(|&it| sentence.start <= it);
        let is_apart = before.is_none_or(|it| !passage.is_word(it));
        let is_label = before.is_some_and(|it| cue::is_label(passage, it));
        // "Q", "But Q".
        let alone = sentence.clone().all(|it| {
            !passage.is_word(it) && passage.kind(it) != Some(Kind::Other)
                || it < item && passage.has(it, Facts::CONJUNCTION.or(Facts::ADVERB))
        });
        let source = attribution::source(passage, self.text, sentence.clone(), item);
        let is_spoken = before
            .is_some_and(|it| cue::cue(passage, it).is_some_and(|it| it.class == cue::Class::Say));
        let follows =
            sentence.start < item && (sentence.start..item).any(|it| clause::is_quote(passage, it));
        let is_direct = (is_apart || is_spoken && TERM_WORDS <= words)
            && (is_upper || follows)
            && (ends || TERM_WORDS < words);
        let form = if is_direct { Form::Direct } else { Form::Mixed };
        // "On its “Voices of the Valley,” she said", as against "called it “Valley of Tears.”"
        let is_place = before.is_some_and(|it| {
            let word = passage.lower(it);
            passage.has(it, Facts::PREPOSITION.or(Facts::DETERMINER)) || word.ends_with("'s")
        });
        // "Told the “Courier”".
        let is_named = words == 1
            && !ends
            && first.starts_with(char::is_uppercase)
            && before.is_some_and(|it| passage.has(it, Facts::DETERMINER));
        if is_label || is_named || !alone && (is_place || source.is_none()) && is_title(inner) {
            return None;
        }
        let is_long = TERM_WORDS < words;
        let is_whole = alone && (is_long || ends && is_upper);
        if source.is_none() && !is_whole && !is_long {
            return None;
        }
        // Without a source, a person who acts in the sentence is its likely speaker.
        let saying =
            source.map(|it| self.saying(passage, sentence.clone(), it, 0..0)).or_else(|| {
                let mention = clause::main_subject(passage, sentence.clone()).filter(|_| !alone)?;
                let speaker = self.names.resolve(passage, mention.clone());
                let cue = mention.end..mention.end;
                let voice = (speaker, passage.bytes(mention.clone()));
                let saying = Saying { mention, cue, ..Saying::of(voice, Route::Acting) };
                saying.speaker.is_person.then_some(saying)
            });
        Some(Quoted {
            item,
            quote,
            form,
            is_whole,
            saying,
            previous: None,
            is_previous_here: false,
        })
    }
}

/// Whether words are capitalized as in the title of a book.
fn is_title(words: &str) -> bool {
    const SMALL: usize = 3;
    let mut long = words.split_whitespace().filter(|it| SMALL < it.chars().count()).peekable();
    words.split_whitespace().nth(1).is_some()
        && long.peek().is_some()
        && long.all(|it| it.starts_with(char::is_uppercase))
}
