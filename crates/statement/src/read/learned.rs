//! What the model found, as a draft.

use std::ops::Range;

use super::Pass;
use crate::attribution::{self, Source};
use crate::clause;
use crate::draft::{self, Draft};
use crate::facts::Facts;
use crate::indirect;
use crate::label::{self, Paragraph};
use crate::passage::{Kind, Passage};
use crate::statement::Form;
use crate::sure::Finder;
use crate::when;

impl Pass<'_> {
    /// What the model found, with who says it.
    pub(super) fn learned(
        &self,
        passage: &Passage,
        sentence: Range<usize>,
        made: &Paragraph,
        found: &label::Found,
    ) -> Draft {
        let items = |it: &Range<usize>| {
            made.tokens[it.start].item as usize..made.tokens[it.end - 1].item as usize + 1
        };
        let bytes =
            |it: &Range<usize>| made.tokens[it.start].span.start..made.tokens[it.end - 1].span.end;
        let mut cue = items(&found.cue);
        let mut spans: Vec<Range<usize>> = found.content.iter().map(bytes).collect();
        let follows =
            found.content.first().is_some_and(|it| made.tokens[it.start].item as usize == cue.end);
        let mut quoted = None;
        if let Some(first) = spans.first_mut().filter(|_| follows) {
            if let Some(to) = indirect::told_from(passage, cue.clone()) {
                first.start = passage.bytes(to..to + 1).start;
                cue.end = to;
            } else if let Some(saying) = attribution::saying(passage, cue.clone(), sentence.end)
                && saying + 1 < sentence.end
                && passage.bytes(saying + 1..saying + 2).start < first.end
            {
                quoted = Some(cue.end..saying - 1);
                first.start = passage.bytes(saying + 1..saying + 2).start;
                cue = saying..saying + 1;
            }
        }
        if let Some(first) = spans.first_mut()
            && let Some(that) = after_time(passage, cue.end, first)
        {
            first.start = that;
        }
        let mention = found
            .source
            .iter()
            .map(items)
            .find(|it| !it.clone().any(|at| clause::is_quote(passage, at)))
            .map(|it| past_opening(passage, it))
            .map(|it| attribution::matrix(passage, sentence.start, cue.start, it));
        let mention = quoted.or(mention);
        let told = draft::reach(&spans);
        let saying = mention.map(|mention| {
            self.saying(passage, sentence, Source { mention, cue: cue.clone() }, told)
        });
        Draft {
            spans,
            form: Form::Indirect,
            saying,
            cue,
            finder: Finder::Model(f64::from(found.sureness)),
        }
    }
}

/// The byte of the "that" after a time that stands between what reports and what is said, if this
/// was found to begin within the time: "said | three days ago that rain fell".
fn after_time(passage: &Passage, after: usize, said: &Range<usize>) -> Option<usize> {
    let that = when::leading(passage, after).filter(|&it| passage.lower(it) == "that")?;
    let time = passage.bytes(after..that);
    time.contains(&said.start).then(|| passage.bytes(that..that + 1).start)
}

/// A mention without an opening that is none of it: "on a visit to Porto, Belo", or only the end of
/// one: "the old town of Porto, Belo".
fn past_opening(passage: &Passage<'_>, mention: Range<usize>) -> Range<usize> {
    let opens = |it| passage.has(it, Facts::PREPOSITION) || passage.lower(it) == "to";
    let is_opening = opens(mention.start);
    let is_cut = mention
        .start
        .checked_sub(1)
        .is_some_and(|before| opens(before) || passage.has(before, Facts::DETERMINER));
    let comma = mention.clone().rfind(|&it| passage.kind(it) == Some(Kind::Comma));
    let end = mention.end;
    let is_past = |it: usize| is_opening || is_cut && (it + 1..end).all(|it| passage.is_name(it));
    match comma.filter(|&it| it + 1 < end && is_past(it)) {
        Some(comma) => comma + 1..mention.end,
        None => mention,
    }
}

/// Whether what the model takes for a noun that reports is the subject of a verb: "their mandate runs
/// out in June".
pub(super) fn is_subject(passage: &Passage, made: &Paragraph, found: &label::Found) -> bool {
    let item = |token: usize| made.tokens[token].item as usize;
    let (noun, next) = (item(found.cue.start), item(found.cue.end - 1) + 1);
    let follows = found.content.first().is_some_and(|it| item(it.start) == next);
    let verb = passage.lower(next);
    noun + 1 == next
        && follows
        && passage.facts(noun).verb.is_none()
        && attribution::owner(passage, 0, noun).is_some()
        && verb.ends_with('s')
        && !verb.contains('\'')
        && !passage.has(next, Facts::STEM_FUNCTION)
        && !passage.is_name(next)
}

/// Whether it is told on what condition somebody spoke: "spoke on condition that he not be named".
pub(super) fn is_condition(passage: &Passage, made: &Paragraph, found: &label::Found) -> bool {
    let Some(first) = found.content.first() else { return false };
    let at = made.tokens[first.start].item as usize;
    let before = |count: usize| at.checked_sub(count).map_or("", |it| passage.lower(it));
    passage.lower(at) == "that" && before(1) == "condition" && matches!(before(2), "on" | "the")
}

/// Whether what the model takes for a word that reports belongs to a noun: "the pipes ordered for the
/// dam have come". A preposition takes no clause.
pub(super) fn is_reduced(passage: &Passage, made: &Paragraph, found: &label::Found) -> bool {
    let item = |token: usize| made.tokens[token].item as usize;
    let last = item(found.cue.end - 1);
    let is_participle = item(found.cue.start) < last && passage.lower(last - 1).ends_with("ed");
    if !is_participle || !matches!(passage.lower(last), "at" | "by" | "for" | "from" | "in") {
        return false;
    }
    let follows = |it: &&Range<usize>| item(it.start) == last + 1;
    let Some(content) = found.content.iter().find(follows) else { return false };
    let end = item(content.end - 1) + 1;
    let phrase = clause::phrase_starting(passage, last + 1, end);
    phrase.is_some_and(|it| it.end < end && passage.has(it.end, Facts::AUXILIARY))
}
