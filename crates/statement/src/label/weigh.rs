//! What speaks for and against a candidate, and how much.

use std::ops::Range;

use super::feature::{self, Cue};
use super::find::{Candidate, role};
use super::lexicon::{Classes, Form};
use super::paragraph::Paragraph;
use super::token::Look;
use crate::table::mix;

/// How many numbers there are.
const NUMBERS: usize = 44;

/// Places for marks; the place of a mark is its hash modulo this.
const MARKS: u16 = 1 << 12;

/// What speaks for and against a candidate: numbers, and marks that are there or not.
#[derive(Clone, Debug)]
pub(crate) struct Traits {
    numbers: [f32; NUMBERS],
    marks: Vec<u16>,
}

/// Weights of traits, in log-odds: of the numbers, then of the marks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Weights(pub(super) Vec<f32>);

/// The traits of a candidate with how right it is, from 0 to 1, and how much that counts.
#[derive(Clone, Debug)]
pub(super) struct Rated {
    pub(super) traits: Traits,
    pub(super) right: f64,
    pub(super) weight: f64,
}

impl Weights {
    pub(super) fn none() -> Self {
        Self(vec![0.0; NUMBERS + usize::from(MARKS)])
    }

    pub(super) fn sum(&self, traits: &Traits) -> f32 {
        traits.all().map(|(place, it)| self.0[place] * it).sum()
    }

    /// By logistic regression.
    #[expect(clippy::cast_precision_loss, reason = "fewer findings than 2^52")]
    #[expect(clippy::cast_possible_truncation, reason = "a model keeps no more digits")]
    pub(super) fn fit(rated: &[Rated]) -> Self {
        const PASSES: usize = 300;
        const RATE: f64 = 0.3;
        /// For numbers, and for marks, each of which is rare.
        const PENALTIES: [f64; 2] = [1e-4, 1e-3];
        let mut weights = vec![0.0_f64; NUMBERS + usize::from(MARKS)];
        let mut squares = vec![1e-6_f64; weights.len()];
        for _ in 0..PASSES {
            let mut slopes = vec![0.0_f64; weights.len()];
            for it in rated {
                let sum: f64 = it.traits.all().map(|(at, it)| f64::from(it) * weights[at]).sum();
                let error = 1.0 / (1.0 + libm::exp(-sum)) - it.right;
                for (at, size) in it.traits.all() {
                    slopes[at] += it.weight * error * f64::from(size);
                }
            }
            for (at, slope) in slopes.into_iter().enumerate() {
                let penalty = PENALTIES[usize::from(NUMBERS <= at)];
                let slope = slope / rated.len().max(1) as f64 + penalty * weights[at];
                squares[at] += slope * slope;
                weights[at] -= RATE * slope / libm::sqrt(squares[at]);
            }
        }
        Self(weights.into_iter().map(|it| it as f32).collect())
    }
}

impl Traits {
    pub(super) fn none() -> Self {
        Self { numbers: [0.0; NUMBERS], marks: Vec::new() }
    }

    /// How surely something else holds the cue.
    pub(super) fn set_nested(&mut self, nested: f32) {
        self.numbers[NUMBERS - 1] = nested;
        self.mark(0, eighths(nested), 0);
    }

    /// Adds a mark of some kind.
    fn mark(&mut self, kind: u32, a: u32, b: u32) {
        let hash = mix(mix(a ^ kind.wrapping_mul(0x9e37_79b9)) ^ b);
        self.marks.push((hash & 0xffff) as u16 % MARKS);
    }

    /// All that is there, with the place of its weight.
    fn all(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        let numbers = self.numbers.iter().copied().enumerate().filter(|it| it.1 != 0.0);
        numbers.chain(self.marks.iter().map(|&it| (NUMBERS + usize::from(it), 1.0)))
    }
}

/// What is looked at of a candidate.
struct View<'a> {
    candidate: &'a Candidate,
    paragraph: &'a Paragraph,
    cue: &'a Cue,
    content: Vec<usize>,
    /// Tokens of the first words for the source; empty if there are none.
    source: Range<usize>,
    /// Place of the class of the cue's main word among [`ORDER`], else one of two after them.
    class: usize,
    /// Sum of the chances of the content.
    sum: f32,
    /// The least of them.
    least: f32,
    /// Chances that the tokens before and after the content are content.
    edges: [f32; 2],
}

/// Classes of words that report; the first that a word has is looked at.
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

/// Sorts of sources; pronouns, and what is not there, come after them.
const SORTS: u32 = 9;

impl Candidate {
    /// What speaks for and against it, but for what its neighbours tell.
    pub(super) fn traits(&self, paragraph: &Paragraph, cue: &Cue, is_first: bool) -> Traits {
        let view = View::new(self, paragraph, cue);
        let mut traits = Traits { numbers: view.numbers(is_first), marks: Vec::new() };
        view.mark(&mut traits);
        traits
    }
}

impl<'a> View<'a> {
    fn new(candidate: &'a Candidate, paragraph: &'a Paragraph, cue: &'a Cue) -> Self {
        let content: Vec<usize> = candidate.tokens(role::CONTENT).collect();
        let head = &paragraph.tokens[cue.head];
        let class = ORDER.iter().position(|&it| head.entry.classes.has(it));
        let chance = |it: usize| candidate.chance_of(role::CONTENT, it);
        let edge =
            |at: Option<usize>| at.filter(|it| candidate.window.contains(it)).map_or(0.0, chance);
        let first = content.first().copied().unwrap_or(cue.head);
        let last = content.last().copied().unwrap_or(cue.head);
        let source = candidate.spans(role::SOURCE, |_| true).into_iter().next();
        Self {
            candidate,
            paragraph,
            cue,
            source: source.unwrap_or(0..0),
            class: class.unwrap_or(ORDER.len() + usize::from(!head.is_word())),
            sum: content.iter().map(|&it| chance(it)).sum(),
            least: content.iter().map(|&it| chance(it)).fold(1.0, f32::min),
            edges: [edge(first.checked_sub(1)), edge(Some(last + 1))],
            content,
        }
    }

    /// The mean chance of the content.
    #[expect(clippy::cast_precision_loss, reason = "tokens of a paragraph are few")]
    fn mean(&self) -> f32 {
        self.sum / self.content.len().max(1) as f32
    }

    /// What kind of thing the words for the source are.
    fn sort(&self) -> u32 {
        if self.source.is_empty() {
            SORTS
        } else {
            feature::sort(&self.paragraph.tokens, &self.source)
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "tokens of a paragraph are few")]
    fn numbers(&self, is_first: bool) -> [f32; NUMBERS] {
        let (it, content) = (self.candidate, &self.content);
        let tokens = &self.paragraph.tokens;
        let form = tokens[self.cue.head].entry.form;
        let flag = |it: bool| f32::from(u8::from(it));
        let length = content.len().max(1) as f32;
        let sources: Vec<usize> = it.tokens(role::SOURCE).collect();
        let of_source: f32 = sources.iter().map(|&at| it.chance_of(role::SOURCE, at)).sum();
        let chance = it.chance.clamp(1e-4, 1.0 - 1e-4);
        let all: f32 = it.window.clone().map(|at| it.chance_of(role::CONTENT, at)).sum();
        let plain = [
            1.0,
            libm::logf(chance / (1.0 - chance)),
            self.mean(),
            self.least,
            libm::logf(length),
            flag(!sources.is_empty()),
            of_source / sources.len().max(1) as f32,
            flag(content.iter().any(|&it| tokens[it].quote != 0)),
            flag(content.first().is_some_and(|&first| first < it.cue.start)),
            flag(content.windows(2).any(|it| it[0] + 1 < it[1])),
            flag(form == Form::Gerund),
            flag(is_first),
            flag(form == Form::Base),
            libm::logf(it.cue.len() as f32),
            chance,
            self.sum / all.max(0.01),
            self.edges[0],
            self.edges[1],
            // What is likely shared with the right content, of what lies in either.
            self.sum / (content.len() as f32 + all - self.sum).max(0.01),
        ];
        let mut numbers = [0.0; NUMBERS];
        numbers[..plain.len()].copy_from_slice(&plain);
        numbers[plain.len() + self.class] = 1.0;
        let sort = self.sort().min(SORTS) as usize;
        numbers[plain.len() + ORDER.len() + 2 + sort] = 1.0;
        numbers
    }

    fn mark(&self, traits: &mut Traits) {
        let (it, content) = (self.candidate, &self.content);
        let tokens = &self.paragraph.tokens;
        let head = &tokens[self.cue.head];
        let look = |at: usize| tokens.get(at).map_or(Look::NONE, |it| it.look);
        let first = content.first().copied().unwrap_or(self.cue.head);
        let last = content.last().copied().unwrap_or(self.cue.head);
        let end = it.cue.end;
        let before = it.cue.start.checked_sub(1).map_or(Look::NONE, look);
        let (after, opening) = (look(end), look(first));
        let class = small(self.class);
        let form = head.entry.form as u32;
        let lemma = u32::from(head.entry.lemma);
        let verbs = small(content.iter().filter(|&&it| tokens[it].is_verb()).count().min(3));
        let size = content.len().max(1).ilog2().min(6);
        // Where content begins: before the cue, next to it, one further on, or later.
        let place = if first < it.cue.start { 0 } else { small((first + 1 - end).min(3)) };
        let is_end = tokens
            .get(last + 1)
            .is_none_or(|it| it.sentence != tokens[last].sentence || !it.is_word());
        let is_end = u32::from(is_end);
        let rule = &self.cue.subject;
        let agrees = self.source.start < rule.end && rule.start < self.source.end;
        let subject = match (rule.is_empty(), agrees, self.source.is_empty()) {
            (true, ..) => 0,
            (_, true, _) => 1,
            (.., true) => 2,
            _ => 3,
        };
        let chance = eighths(it.chance);
        let edges = eighths(self.edges[0]) << 4 | eighths(self.edges[1]);
        let marks = [
            (lemma, 0),
            (lemma, form),
            (head.look.class, 0),
            (class, after.tag),
            (class, after.word),
            (opening.tag, place),
            (opening.word, place),
            (look(last + 1).tag, is_end),
            (look(last).tag, is_end),
            (class, size),
            (class << 3 | verbs, place),
            (verbs, size),
            (class, self.sort()),
            (class, subject),
            (subject, form),
            (form, before.tag),
            (class, before.tag),
            (before.word, form),
            (eighths(self.least), class),
            (edges, 0),
            (chance, class),
            (chance, place << 4 | form),
            (eighths(self.mean()), size),
            (after.word, place),
            (after.tag, look(end + 1).tag),
            (class, place << 4 | form),
            (head.hash, 0),
            (tokens[end - 1].hash, class),
            (self.sort(), place),
        ];
        for (kind, (a, b)) in (1..).zip(marks) {
            traits.mark(kind, a, b);
        }
    }
}

/// A share in whole eighths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is 0 to 8")]
fn eighths(share: f32) -> u32 {
    (share.clamp(0.0, 1.0) * 8.0) as u32
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
