//! Finds what a paragraph reports: candidates first, then those worth keeping.

use std::ops::Range;

use super::chain::{Row, UNIT};
use super::feature::{self, Arguments, Cue};
use super::lexicon::Classes;
use super::model::Model;
use super::paragraph::Paragraph;
use super::sink::{SURE, Scores};
use super::token::Token;
use super::weigh::Traits;
use crate::facts::{Any, Facts};
use crate::passage::{Kind, Passage};

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
    pub(super) window: Range<usize>,
    pub(super) labels: Vec<usize>,
    pub(super) chances: Vec<Row<8>>,
    /// How probable it is that the cue reports.
    pub(super) chance: f32,
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
    const FAVOUR: i32 = 2 * UNIT as i32;
    /// Cues less probable than this are passed over: what they report is hardly ever told.
    const LIKELY: f32 = 0.1;
    /// Cues less probable than this do not count as others that report.
    const OTHERS: f32 = 0.3;
    let tokens = &paragraph.tokens;
    let mut scores = Scores::<i32, 4>::new(&model.cues, tokens.len());
    feature::cues(paragraph, &mut scores);
    let mut favoured = scores.places.clone();
    for row in &mut favoured {
        row[0] -= FAVOUR;
    }
    let cues = runs(&model.cues.best(&favoured), 1);
    if cues.is_empty() {
        return Vec::new();
    }
    let chances = model.cues.chances(&scores.places);
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
        let mut scores = Scores::<i16, 8>::new(&model.arguments, window.len());
        arguments.of_cue(&window, &cue, &others, &mut scores);
        let mut scores = scores.places;
        for row in &mut scores[range.start - window.start..range.end.min(window.end) - window.start]
        {
            // The cue is neither source nor content.
            row[0] += SURE;
        }
        let labels = model.arguments.best(&scores);
        if labels.iter().all(|&it| it < role::CONTENT) {
            continue;
        }
        let chances = model.arguments.chances(&scores);
        let mut candidate = Candidate {
            chance: chance(&range),
            cue: range,
            window,
            labels,
            chances,
            traits: Traits::none(),
        };
        candidate.traits = candidate.traits(paragraph, &cue, is_first);
        found.push(candidate);
    }
    for at in 0..found.len() {
        let nested = near(at, found.len()).map(|it| {
            let (outer, inner) = (&found[it], &found[at]);
            let holds = outer.holds(&inner.cue);
            if inner.holds(&outer.cue) < holds { holds * outer.chance } else { 0.0 }
        });
        let nested = nested.fold(0.0, f32::max);
        found[at].traits.set_nested(nested);
    }
    found
}

/// The candidates worth keeping; no token is reported twice.
fn choose(
    model: &Model,
    passage: &Passage,
    paragraph: &Paragraph,
    candidates: Vec<Candidate>,
) -> Vec<Found> {
    let mut rated: Vec<(f32, Candidate)> =
        candidates.into_iter().map(|it| (model.sureness(&it.traits), it)).collect();
    rated.retain(|it| model.least <= it.0);
    let mut is_taken = vec![false; paragraph.tokens.len()];
    let mut found = Vec::new();
    for at in order(&rated) {
        let (sureness, it) = &rated[at];
        let content: Vec<usize> = it.tokens(role::CONTENT).collect();
        let free = content.iter().filter(|&&it| !is_taken[it]).count();
        if it.cue.clone().any(|it| is_taken[it]) || free * 2 < content.len() {
            continue;
        }
        let mut content = it.spans(role::CONTENT, |it| !is_taken[it]);
        let is_free = |at: usize| !is_taken[at] && !it.cue.contains(&at) && it.label(at) == Some(0);
        let says = it.says(passage, paragraph);
        if let Some(last) = content.last_mut() {
            last.end = end_of_phrase(passage, paragraph, last.end, says, is_free);
            // "Belo said she would sign if Porto agreed | to the dam": one thing is said.
            if says && let Some(inner) = within(passage, paragraph, &found, last) {
                last.end = found.remove(inner).content[0].end;
                last.end = end_of_phrase(passage, paragraph, last.end, says, is_free);
            }
        }
        if let Some(first) = content.first_mut().filter(|first| says && first.end <= it.cue.start) {
            first.start = start_of_sentence(paragraph, first.start, is_free);
        }
        for at in content.iter().cloned().flatten() {
            is_taken[at] = true;
        }
        found.push(Found {
            source: it.spans(role::SOURCE, |_| true),
            cue: it.cue.clone(),
            content,
            sureness: *sureness,
        });
    }
    found.sort_by_key(|it| it.cue.start);
    found
}

/// The place of what was found right after some content that ends with the words that report it,
/// unless these are joined to others: "and rejected | the dam".
fn within(
    passage: &Passage,
    paragraph: &Paragraph,
    found: &[Found],
    content: &Range<usize>,
) -> Option<usize> {
    let is_joined = |it: &Found| {
        let mut between =
            (content.start..it.cue.start).rev().map(|it| paragraph.tokens[it].item as usize);
        let is_helping = |at: &usize| passage.has(*at, Facts::ADVERB.or(Facts::AUXILIARY));
        let before = between.find(|at| !is_helping(at));
        before.is_some_and(|at| passage.has(at, Facts::CONJUNCTION) || !passage.is_word(at))
    };
    found.iter().position(|it| {
        content.start < it.cue.start
            && it.cue.end == content.end
            && matches!(&*it.content, [one] if one.start == content.end)
            && !is_joined(it)
    })
}

/// Places of candidates, the surest first; but what somebody says comes before what is reported
/// within it, unless that is much surer.
fn order(rated: &[(f32, Candidate)]) -> Vec<usize> {
    const MUCH: f32 = 0.35;
    let rank = |at: usize| {
        let (sureness, inner) = &rated[at];
        let outer = near(at, rated.len()).map(|it| &rated[it]).filter(|(outer, it)| {
            *sureness <= outer + MUCH && 0.5 < it.holds(&inner.cue) && inner.holds(&it.cue) == 0.0
        });
        outer.fold(*sureness, |least, it| least.min(it.0 - 1e-4))
    };
    let mut order: Vec<(f32, usize)> = (0..rated.len()).map(|it| (rank(it), it)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    order.into_iter().map(|it| it.1).collect()
}

/// The places about one of several candidates; whatever holds a cue has its own there.
fn near(at: usize, count: usize) -> impl Iterator<Item = usize> {
    const NEAR: usize = 60;
    (at.saturating_sub(NEAR)..count.min(at + NEAR)).filter(move |&it| it != at)
}

/// Where the phrase ends in whose middle content was cut off: before a point, or, unless somebody
/// says it, before a word that begins another phrase.
fn end_of_phrase(
    passage: &Passage,
    paragraph: &Paragraph,
    end: usize,
    says: bool,
    is_free: impl Fn(usize) -> bool,
) -> usize {
    /// Words that nothing ends with.
    const OPEN: Any = Facts::DETERMINER.or(Facts::AUXILIARY).or(Facts::CONJUNCTION);
    let tokens = &paragraph.tokens;
    let mut at = end;
    while let Some(next) = tokens.get(at)
        && let Some(last) = tokens.get(at.wrapping_sub(1))
        && is_inner(passage, next)
        && is_inner(passage, last)
        && next.quote == 0
        && next.sentence == last.sentence
        && is_free(at)
    {
        let (last, next) = (last.item as usize, next.item as usize);
        let is_open = passage.has(last, OPEN) || matches!(passage.lower(last), "to" | "of");
        if !says && !is_open && passage.has(next, Facts::CONJUNCTION) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a token is a word, or a sign such as that of percent.
fn is_inner(passage: &Passage, token: &Token) -> bool {
    token.is_word() || passage.kind(token.item as usize) == Some(Kind::Other)
}

/// Where the sentence begins in whose middle content begins that is reported after it: "In the
/// autumn the dam will go, Belo said". The same place if something else stands before it.
fn start_of_sentence(
    paragraph: &Paragraph,
    start: usize,
    is_free: impl Fn(usize) -> bool,
) -> usize {
    let tokens = &paragraph.tokens;
    let goes_on = |at: &usize| {
        tokens[*at].sentence == tokens[start].sentence && tokens[*at].quote == 0 && is_free(*at)
    };
    let first = (0..start).rev().take_while(goes_on).last().unwrap_or(start);
    let begins = first == 0 || tokens[first - 1].sentence != tokens[first].sentence;
    if begins { first } else { start }
}

impl Candidate {
    /// The label of a token, if the candidate has one.
    fn label(&self, token: usize) -> Option<usize> {
        self.labels.get(token.checked_sub(self.window.start)?).copied()
    }

    /// Whether the cue tells that somebody says something.
    fn says(&self, passage: &Passage, paragraph: &Paragraph) -> bool {
        paragraph.tokens[self.cue.clone()].iter().any(|it| {
            it.entry.classes.has(Classes::SAY) || passage.lower(it.item as usize) == "according"
        })
    }

    /// Tokens with a role.
    pub(super) fn tokens(&self, role: usize) -> impl Iterator<Item = usize> + '_ {
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

    pub(super) fn chance_of(&self, role: usize, token: usize) -> f32 {
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
