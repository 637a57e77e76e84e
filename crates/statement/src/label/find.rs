//! Finds what a paragraph reports: candidates first, then those worth keeping.

use std::ops::Range;

use super::chain::{self, LABELS, Row};
use super::feature::{self, Arguments, Cue};
use super::lexicon::{Classes, Form};
use super::model::{Model, TRAITS, Traits};
use super::paragraph::Paragraph;
use super::sink::Scores;
use crate::facts::{Any, Facts};
use crate::passage::Passage;

/// What somebody is reported to say or hold, as tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// The word that reports.
    pub(crate) cue: Range<usize>,
    /// The words reported, in order.
    pub(crate) content: Vec<Range<usize>>,
    /// The words for whoever speaks, in order.
    pub(crate) source: Vec<Range<usize>>,
    /// How probable it is that all this is right.
    pub(crate) sureness: f32,
}

/// Labels of the second chain.
pub(crate) mod role {
    pub(crate) const SOURCE: usize = 1;
    pub(crate) const CONTENT: usize = 3;
    /// How many there are: nothing, and the first and later tokens of source and content.
    pub(crate) const COUNT: usize = 5;
}

/// A cue that may report, with what it would report.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) cue: Range<usize>,
    window: Range<usize>,
    labels: Vec<usize>,
    chances: Vec<Row>,
    /// How probable it is that the cue reports.
    chance: f32,
    pub(crate) traits: Traits,
}

/// What a paragraph reports.
pub(crate) fn find(
    model: &Model,
    passage: &Passage,
    paragraph: &Paragraph,
    is_first: bool,
) -> Vec<Found> {
    choose(model, passage, paragraph, candidates(model, passage, paragraph, is_first))
}

/// All that might be reported, in the order of the cues.
pub(crate) fn candidates(
    model: &Model,
    passage: &Passage,
    paragraph: &Paragraph,
    is_first: bool,
) -> Vec<Candidate> {
    /// How much a cue is favoured, so that few are missed.
    const FAVOUR: f32 = 2.0;
    /// Cues less probable than this are passed over: what they report is hardly ever told.
    const LIKELY: f32 = 0.1;
    /// Cues less probable than this do not count as others that report.
    const OTHERS: f32 = 0.3;
    let tokens = &paragraph.tokens;
    let mut scores = Scores::<4>::new(&model.cues, tokens.len());
    feature::cues(paragraph, &mut scores);
    let mut favoured = scores.places.clone();
    for row in &mut favoured {
        row[0] -= FAVOUR;
    }
    let cues = runs(&chain::best(&favoured, &model.cues.ready), 1);
    if cues.is_empty() {
        return Vec::new();
    }
    let chances = chain::chances(&scores.places, &model.cues.ready);
    let chance = |cue: &Range<usize>| {
        cue.clone().map(|it| chances[it][1] + chances[it][2]).fold(0.0, f32::max)
    };
    let likely: Vec<Range<usize>> = cues.iter().filter(|it| OTHERS < chance(it)).cloned().collect();
    let mut arguments = Arguments::new(tokens);
    let mut found = Vec::new();
    let may_report = |it: &Range<usize>| tokens[it.start].quote == 0 && LIKELY < chance(it);
    for range in cues.into_iter().filter(may_report) {
        let window = paragraph.window(range.start);
        let near = likely.partition_point(|it| it.end <= window.start)
            ..likely.partition_point(|it| it.start < window.end);
        let others: Vec<Range<usize>> =
            likely[near].iter().filter(|it| **it != range).cloned().collect();
        let cue = Cue::new(passage, paragraph, range.clone());
        let mut scores = Scores::<LABELS>::new(&model.arguments, window.len());
        arguments.of_cue(&window, &cue, &others, &mut scores);
        let mut scores = scores.places;
        for row in &mut scores[range.start - window.start..range.end.min(window.end) - window.start]
        {
            // The cue is neither source nor content.
            row[0] += 50.0;
        }
        let labels = chain::best(&scores, &model.arguments.ready);
        if labels.iter().all(|&it| it < role::CONTENT) {
            continue;
        }
        let chances = chain::chances(&scores, &model.arguments.ready);
        let mut candidate = Candidate {
            chance: chance(&range),
            cue: range,
            window,
            labels,
            chances,
            traits: [0.0; TRAITS],
        };
        candidate.traits = candidate.traits(paragraph, cue.head, is_first);
        found.push(candidate);
    }
    for at in 0..found.len() {
        // Whatever holds a cue has its own near.
        const NEAR: usize = 60;
        let near = at.saturating_sub(NEAR)..found.len().min(at + NEAR);
        let nested = near.filter(|&it| it != at).map(|it| {
            let (outer, inner) = (&found[it], &found[at]);
            let holds = outer.holds(&inner.cue);
            if inner.holds(&outer.cue) < holds { holds * outer.chance } else { 0.0 }
        });
        let nested = nested.fold(0.0, f32::max);
        found[at].traits[TRAITS - 1] = nested;
    }
    found
}

/// The candidates worth keeping, the surest first; no token is reported twice.
fn choose(
    model: &Model,
    passage: &Passage,
    paragraph: &Paragraph,
    candidates: Vec<Candidate>,
) -> Vec<Found> {
    let mut rated: Vec<(f32, Candidate)> =
        candidates.into_iter().map(|it| (model.sureness(&it.traits), it)).collect();
    rated.retain(|it| model.least <= it.0);
    rated.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cue.start.cmp(&b.1.cue.start)));
    let mut is_taken = vec![false; paragraph.tokens.len()];
    let mut found = Vec::new();
    for (sureness, it) in rated {
        let content: Vec<usize> = it.tokens(role::CONTENT).collect();
        let free = content.iter().filter(|&&it| !is_taken[it]).count();
        if it.cue.clone().any(|it| is_taken[it]) || free * 2 < content.len() {
            continue;
        }
        let mut content = it.spans(role::CONTENT, |it| !is_taken[it]);
        if let Some(last) = content.last_mut() {
            let is_free =
                |at: usize| !is_taken[at] && !it.cue.contains(&at) && it.label(at) == Some(0);
            last.end = end_of_phrase(passage, paragraph, last.end, is_free);
        }
        for at in content.iter().cloned().flatten() {
            is_taken[at] = true;
        }
        found.push(Found {
            source: it.spans(role::SOURCE, |_| true),
            cue: it.cue,
            content,
            sureness,
        });
    }
    found.sort_by_key(|it| it.cue.start);
    found
}

/// Where the phrase ends in whose middle content was cut off: before a point, or a word that
/// begins another phrase.
fn end_of_phrase(
    passage: &Passage,
    paragraph: &Paragraph,
    end: usize,
    is_free: impl Fn(usize) -> bool,
) -> usize {
    /// Words that nothing ends with.
    const OPEN: Any = Facts::DETERMINER.or(Facts::AUXILIARY).or(Facts::CONJUNCTION);
    let tokens = &paragraph.tokens;
    let mut at = end;
    while let Some(next) = tokens.get(at)
        && let Some(last) = tokens.get(at.wrapping_sub(1))
        && next.is_word()
        && last.is_word()
        && next.quote == 0
        && next.sentence == last.sentence
        && is_free(at)
    {
        let (last, next) = (last.item as usize, next.item as usize);
        let is_open = passage.has(last, OPEN) || matches!(passage.lower(last), "to" | "of");
        if !is_open && (passage.has(next, Facts::CONJUNCTION) || passage.lower(next) == "to") {
            break;
        }
        at += 1;
    }
    at
}

impl Candidate {
    /// The label of a token, if the candidate has one.
    fn label(&self, token: usize) -> Option<usize> {
        self.labels.get(token.checked_sub(self.window.start)?).copied()
    }

    /// Tokens with a role.
    fn tokens(&self, role: usize) -> impl Iterator<Item = usize> + '_ {
        let has = move |label: usize| label == role || label == role + 1;
        self.window.clone().zip(&self.labels).filter(move |it| has(*it.1)).map(|it| it.0)
    }

    /// Runs of tokens with a role, of those allowed.
    pub(crate) fn spans(
        &self,
        role: usize,
        is_allowed: impl Fn(usize) -> bool,
    ) -> Vec<Range<usize>> {
        let start = self.window.start;
        let allowed =
            |(at, &label): (usize, &usize)| if is_allowed(start + at) { label } else { 0 };
        let labels: Vec<usize> = self.labels.iter().enumerate().map(allowed).collect();
        runs(&labels, role).into_iter().map(|it| it.start + start..it.end + start).collect()
    }

    fn chance_of(&self, role: usize, token: usize) -> f32 {
        let row = &self.chances[token - self.window.start];
        row[role] + row[role + 1]
    }

    /// How surely all of some tokens are content.
    fn holds(&self, tokens: &Range<usize>) -> f32 {
        let one = |it: usize| {
            let is_content =
                self.window.contains(&it) && role::CONTENT <= self.labels[it - self.window.start];
            if is_content { self.chance_of(role::CONTENT, it) } else { 0.0 }
        };
        tokens.clone().map(one).fold(1.0, f32::min)
    }

    /// What speaks for and against it; the last trait is set by its neighbours.
    #[expect(clippy::cast_precision_loss, reason = "tokens of a paragraph are few")]
    fn traits(&self, paragraph: &Paragraph, head: usize, is_first: bool) -> Traits {
        const ORDER: [Classes; 12] = [
            Classes::SAY,
            Classes::THINK,
            Classes::WANT,
            Classes::ASK,
            Classes::JUDGE,
            Classes::SHOW,
            Classes::SEEM,
            Classes::DESCRIBE,
            Classes::WEAK,
            Classes::OTHER_VERB,
            Classes::NOUN,
            Classes::ADJECTIVE,
        ];
        const SORTS: usize = 9;
        let tokens = &paragraph.tokens;
        let flag = |it: bool| f32::from(u8::from(it));
        let content: Vec<usize> = self.tokens(role::CONTENT).collect();
        let source: Vec<usize> = self.tokens(role::SOURCE).collect();
        let chances = || content.iter().map(|&it| self.chance_of(role::CONTENT, it));
        let mean = |sum: f32, count: usize| if count == 0 { 0.0 } else { sum / count as f32 };
        let of_source = source.iter().map(|&it| self.chance_of(role::SOURCE, it)).sum();
        let chance = self.chance.clamp(1e-4, 1.0 - 1e-4);
        let entry = &tokens[head].entry;
        let class = ORDER.iter().position(|&it| entry.classes.has(it));
        let class = class.unwrap_or(ORDER.len() + usize::from(!tokens[head].is_word()));
        let phrase = self.spans(role::SOURCE, |_| true);
        let sort = phrase.first().map_or(SORTS, |it| feature::sort(tokens, it) as usize);
        let mut traits = [0.0; TRAITS];
        let plain = [
            1.0,
            libm::logf(chance / (1.0 - chance)),
            mean(chances().sum(), content.len()),
            chances().fold(1.0, f32::min),
            libm::logf(content.len().max(1) as f32),
            flag(!source.is_empty()),
            mean(of_source, source.len()),
            flag(content.iter().any(|&it| tokens[it].quote != 0)),
            flag(content.first().is_some_and(|&it| it < self.cue.start)),
            flag(content.windows(2).any(|it| it[0] + 1 < it[1])),
            flag(entry.form == Form::Gerund),
            flag(is_first),
            flag(entry.form == Form::Base),
            libm::logf(self.cue.len() as f32),
            chance,
        ];
        traits[..plain.len()].copy_from_slice(&plain);
        traits[plain.len() + class] = 1.0;
        traits[plain.len() + ORDER.len() + 2 + sort.min(SORTS)] = 1.0;
        traits
    }
}

/// Runs of a label and of the one after it, which goes on with a run.
fn runs(labels: &[usize], first: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        match found.last_mut() {
            Some(run) if label == first + 1 && run.end == at => run.end = at + 1,
            _ if label == first || label == first + 1 => found.push(at..at + 1),
            _ => {}
        }
    }
    found
}
