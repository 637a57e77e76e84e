//! What is looked at to find words that report, and what they report.

use std::ops::Range;

use super::lexicon::{Classes, Entry, Form};
use super::paragraph::Paragraph;
use super::sink::{Group, Sink, group};
use super::token::{Look, Token};
use crate::passage::{Kind, Passage};
use crate::table::{hash, mix};

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Distances in steps that grow.
fn bucket(distance: usize) -> u32 {
    match distance {
        0..=5 => small(distance),
        6..=7 => 6,
        8..=10 => 7,
        11..=15 => 8,
        16..=25 => 9,
        26..=40 => 10,
        _ => 11,
    }
}

fn look(tokens: &[Token], at: usize) -> Look {
    tokens.get(at).map_or(Look::NONE, |it| it.look)
}

/// For each token: the two before it, itself, and the two after it.
fn neighbours(tokens: &[Token]) -> impl Iterator<Item = [Look; 5]> + '_ {
    let mut near = [Look::NONE, Look::NONE, Look::NONE, look(tokens, 0), look(tokens, 1)];
    (0..tokens.len()).map(move |at| {
        near.rotate_left(1);
        near[4] = look(tokens, at + 2);
        near
    })
}

/// The features of each token of a paragraph for finding words that report.
pub(crate) fn cues(paragraph: &Paragraph, sink: &mut impl Sink) {
    let tokens = &paragraph.tokens;
    // Where quotations stand in the sentence.
    let mut last_quote = None;
    let mut next_quotes = vec![usize::MAX; tokens.len()];
    let mut next = usize::MAX;
    for at in (0..tokens.len()).rev() {
        if tokens[at].opens {
            next = at;
        }
        if at + 1 < tokens.len()
            && tokens[at + 1].sentence != tokens[at].sentence
            && !tokens[at + 1].opens
        {
            next = usize::MAX;
        }
        next_quotes[at] = next;
    }
    let that = hash("that");
    let mut start = 0;
    let mut verbs = 0;
    for (at, [b2, b1, here, a1, a2]) in neighbours(tokens).enumerate() {
        let token = &tokens[at];
        match at.checked_sub(1).map(|it| &tokens[it]) {
            Some(last) if last.sentence == token.sentence => {
                verbs = (verbs + u32::from(last.is_verb())).min(3);
            }
            _ => (start, verbs) = (at, 0),
        }
        if token.closes {
            last_quote = Some(at);
        }
        if !token.may_report() && sink.skip() {
            continue;
        }
        let a3 = look(tokens, at + 3);
        let quoted = u32::from(token.quote != 0);
        let lemma = u32::from(token.entry.lemma) * 8 + token.entry.form as u32;
        // Is there "that" or a quotation soon?
        let soon = (1..=4).find(|&it| tokens.get(at + it).is_some_and(|it| it.hash == that));
        let soon = soon.map_or(9, small);
        let to_next = next_quotes[at].checked_sub(at).filter(|_| next_quotes[at] != usize::MAX);
        let to_next = to_next.map_or(99, bucket);
        let to_last = last_quote.filter(|&it| start.saturating_sub(1) <= it).map(|it| at - it);
        let to_last = to_last.map_or(99, bucket);
        // What stands before auxiliaries and adverbs: the subject, as a rule.
        let skips = |it: &Token| {
            it.entry.classes.has(Classes(
                Classes::ADVERB.0
                    | Classes::BE.0
                    | Classes::HAVE.0
                    | Classes::MODAL.0
                    | Classes::DO.0
                    | Classes::NOT.0,
            ))
        };
        let mut back = at;
        let mut helped = 0_u32;
        while start < back && back + 5 > at && skips(&tokens[back - 1]) {
            back -= 1;
            helped |= tokens[back].entry.classes.0
                & (Classes::BE.0 | Classes::HAVE.0 | Classes::MODAL.0 | Classes::NOT.0);
        }
        let subject = if start < back { tokens[back - 1].look } else { Look::NONE };
        let who = match &paragraph.subjects[at] {
            None => 0,
            Some(it) if it.is_empty() => 1,
            Some(it) => sort(tokens, it),
        };
        sink.add(group![
            (1, 0, 0),
            (2, here.word, 0),
            (3, lemma, quoted),
            (4, here.class, quoted),
            (5, b1.word, here.class),
            (6, here.class, a1.word),
            (7, b1.tag, here.word),
            (8, here.word, a1.tag),
            (9, mix(b1.tag ^ mix(here.class)), a1.tag),
            (10, b2.tag ^ mix(b1.tag), here.class),
            (11, here.class, a1.tag ^ mix(a2.tag)),
            (12, b1.word, 0),
            (13, a1.word, 0),
            (14, b1.class, 0),
            (15, a1.class, 0),
            (16, a2.tag, 0),
            (17, b2.tag, 0),
            (18, token.suffix, token.shape as u32),
            (19, here.tag, quoted),
            (20, b1.tag, here.tag),
            (21, here.tag, a1.tag),
            (22, mix(b2.tag ^ mix(b1.tag)), mix(here.tag ^ mix(a1.tag))),
            (23, a2.word, here.class),
            (24, b2.word, here.class),
            (25, mix(here.word), a1.word),
            (26, mix(b1.word), here.word),
            (27, soon, here.class),
            (28, to_next, here.tag),
            (29, to_last, here.tag),
            (30, to_last, mix(here.class) ^ to_next),
            (31, small((at - start).min(3)), here.class),
            (32, verbs, here.class),
            (33, verbs, here.tag),
            (34, subject.tag, here.class),
            (35, helped, here.class),
            (36, mix(helped) ^ subject.tag, here.tag),
            (37, subject.tag ^ mix(helped), mix(here.class) ^ a1.tag),
            (38, mix(a1.tag) ^ a2.tag, a3.tag),
            (60, who, here.tag),
            (61, who, here.class),
            (62, who, mix(here.tag) ^ a1.tag),
            (63, who, lemma),
        ]);
        let mut bits = token.entry.classes.0 & 0x4000_07ff;
        while bits != 0 {
            let bit = bits.trailing_zeros() * 8 + token.entry.form as u32;
            bits &= bits - 1;
            sink.add(group![
                (40, bit, quoted),
                (41, bit, a1.tag),
                (42, bit, b1.tag),
                (43, bit, subject.tag ^ mix(helped)),
                (44, bit, to_next ^ to_last << 8),
                (45, mix(bit) ^ a1.tag, a2.tag),
                (46, bit, soon),
                (47, bit, a1.word),
                (48, bit, verbs ^ subject.tag << 3),
                (49, bit, who),
                (50, mix(bit) ^ who, a1.tag),
            ]);
        }
        sink.end();
    }
}

/// What is known of a word that reports, for those around it.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// Tokens.
    pub(crate) range: Range<usize>,
    /// Its main word.
    pub(crate) head: usize,
    /// Tokens of its subject by rule; empty if there is none.
    pub(crate) subject: Range<usize>,
}

impl Cue {
    pub(crate) fn new(passage: &Passage, paragraph: &Paragraph, range: Range<usize>) -> Self {
        let tokens = &paragraph.tokens;
        let reports = |it: &usize| tokens[*it].entry.classes.is_reporting();
        let verb = range.clone().find(reports);
        let names = |it: &usize| {
            tokens[*it].entry.classes.has(Classes(Classes::NOUN.0 | Classes::ADJECTIVE.0))
        };
        let head = verb.or_else(|| range.clone().find(names)).unwrap_or(range.start);
        let subject = paragraph.reporter(passage, verb.unwrap_or(range.start));
        Self { range, head, subject }
    }
}

/// What lies between a token and the cue, counted up to a few.
#[derive(Clone, Copy, Debug, Default)]
struct Between {
    commas: u32,
    stops: u32,
    verbs: u32,
    /// Tokens of other cues.
    cues: u32,
}

impl Between {
    /// Goes past a token, away from the cue.
    fn pass(&mut self, token: &Token, is_other: bool) {
        match token.kind {
            Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Colon if token.quote == 0 => {
                self.commas = (self.commas + 1).min(3);
            }
            Kind::Stop if token.quote == 0 => self.stops = 1,
            _ => {}
        }
        self.verbs = (self.verbs + u32::from(token.is_verb())).min(3);
        self.cues = (self.cues + u32::from(is_other)).min(2);
    }
}

/// Finds what the cues of a paragraph report, and who.
#[derive(Debug)]
pub(crate) struct Arguments<'a, K> {
    tokens: &'a [Token],
    /// For each token, before, after and within a cue: what its words came to. Several cues may
    /// share a window.
    words: Vec<[K; 3]>,
}

impl<'a, K: Clone + Default> Arguments<'a, K> {
    pub(crate) fn new(tokens: &'a [Token]) -> Self {
        Self { tokens, words: vec![Default::default(); tokens.len()] }
    }

    /// The features of the tokens in a window for one of the cues.
    pub(crate) fn of_cue(
        &mut self,
        window: &Range<usize>,
        cue: &Cue,
        others: &[Range<usize>],
        sink: &mut impl Sink<Known = K>,
    ) {
        let tokens = self.tokens;
        let head = cue.head;
        let cue_class = tokens[head].look.class;
        let cue_word = tokens[head].look.word;
        // Nothing is seen beyond the window.
        let seen = &tokens[window.clone()];
        let end = cue.range.end - window.start;
        let (after, after2) = (look(seen, end), look(seen, end + 1));
        let before =
            (cue.range.start - window.start).checked_sub(1).map_or(Look::NONE, |it| look(seen, it));
        let passive = (cue.range.start.saturating_sub(1).max(window.start)..head)
            .any(|it| tokens[it].entry.classes.has(Classes::BE))
            && matches!(tokens[head].entry.form, Form::Past | Form::Participle);
        let pattern = mix(before.tag ^ mix(after.tag)) ^ u32::from(passive);
        let cue_tag = tokens[head].look.tag ^ u32::from(passive) << 12;
        let sentence = i32::from(tokens[head].sentence);
        let has_quote = u32::from(window.clone().any(|it| tokens[it].quote != 0));
        // Whether the cue closes a quotation's sentence: "Q, she said."
        let follows_quote = (window.start..cue.range.start)
            .rev()
            .take(12)
            .any(|it| tokens[it].closes && i32::from(tokens[it].sentence) == sentence);
        let leads_quote = (cue.range.end..window.end).take(3).any(|it| tokens[it].opens);
        let setting = u32::from(follows_quote) | u32::from(leads_quote) << 1;
        let mut is_other = vec![false; window.len()];
        for other in others {
            for at in other.start.max(window.start)..other.end.min(window.end) {
                is_other[at - window.start] = true;
            }
        }
        let mut between = vec![Between::default(); window.len()];
        let mut so_far = Between::default();
        for at in end..window.len() {
            between[at] = so_far;
            so_far.pass(&seen[at], is_other[at]);
        }
        so_far = Between::default();
        for at in (0..cue.range.start - window.start).rev() {
            between[at] = so_far;
            so_far.pass(&seen[at], is_other[at]);
        }
        let subject = cue.subject.clone();
        let window_key = (window.start as u64) << 32 | window.end as u64;
        let [mut at_place, mut at_distance, mut among] = <[K; 3]>::default();
        for (at, [b2, b1, here, a1, a2]) in window.clone().zip(neighbours(seen)) {
            let token = &tokens[at];
            let (side, distance) = if at < cue.range.start {
                (0, cue.range.start - at)
            } else if cue.range.end <= at {
                (1, at + 1 - cue.range.end)
            } else {
                (2, 0)
            };
            let Between { commas, stops, verbs, cues } = between[at - window.start];
            let place = side
                | commas << 2
                | stops << 5
                | (i32::from(token.sentence) - sentence).clamp(-1, 1).unsigned_abs() << 6;
            let quoted = u32::from(token.quote != 0)
                | u32::from(token.opens) << 1
                | u32::from(token.closes) << 2;
            let in_subject = u32::from(subject.contains(&at))
                | u32::from(subject.start == at && !subject.is_empty()) << 1;
            let is_cue = u32::from(is_other[at - window.start]);
            let near = bucket(distance);
            let of_place = || {
                group![
                    (101, place, 0),
                    (109, mix(place), cue_class),
                    (127, mix(place), after.word),
                    (128, mix(place) ^ cue_tag, mix(after.tag)),
                    (129, mix(place), mix(before.tag) ^ cue_tag),
                    (130, mix(place) ^ setting, mix(cue_tag)),
                    (134, mix(cue_word), place),
                    (136, 0, 0),
                ]
            };
            sink.add_known(&mut at_place, u64::from(place), of_place);
            let of_distance = || {
                group![
                    (102, side, near),
                    (107, mix(side) ^ near, cue_class),
                    (108, mix(side) ^ near, pattern),
                    (126, mix(side) ^ near, mix(after.word) ^ setting),
                ]
            };
            sink.add_known(&mut at_distance, u64::from(side | near << 2), of_distance);
            let of_surroundings = || {
                group![
                    (105, place, quoted ^ mix(setting)),
                    (106, mix(place) ^ cue_tag, quoted),
                    (110, mix(place) ^ pattern, quoted),
                    (111, in_subject, mix(setting) ^ side),
                    (113, mix(side) ^ commas, mix(verbs) ^ cues << 4),
                    (120, mix(place) ^ is_cue, mix(cues)),
                    (132, mix(place) ^ has_quote, mix(quoted) ^ cues),
                ]
            };
            let key =
                place | quoted << 7 | in_subject << 10 | is_cue << 12 | verbs << 13 | cues << 15;
            sink.add_known(&mut among, u64::from(key), of_surroundings);
            // The end and the start of the sentence.
            let is_first = at == window.start || tokens[at - 1].sentence != token.sentence;
            let is_last = at + 1 == window.end || tokens[at + 1].sentence != token.sentence;
            let ends = u32::from(is_first) | u32::from(is_last) << 1;
            let of_words = || {
                group![
                    (114, side, here.word),
                    (115, side, b1.word),
                    (116, side, a1.word),
                    (117, mix(side) ^ b1.tag, here.tag),
                    (118, mix(side) ^ here.tag, a1.tag),
                    (119, mix(side ^ mix(b1.tag)) ^ here.tag, mix(a1.tag)),
                    (121, side, here.class),
                    (122, mix(side) ^ b1.class, 0),
                    (123, mix(side) ^ a1.class, 0),
                    (124, mix(side) ^ mix(b2.tag) ^ b1.tag, here.tag),
                    (125, mix(side) ^ mix(here.tag) ^ a1.tag, a2.tag),
                    (137, ends, mix(here.tag) ^ side),
                    (138, mix(b1.word) ^ here.tag, side),
                    (139, mix(a1.word) ^ here.tag, side),
                ]
            };
            sink.add_known(&mut self.words[at][side as usize], window_key, of_words);
            sink.add(group![
                (103, place, here.tag),
                (104, mix(side) ^ near, here.tag),
                (112, in_subject, mix(cue_tag) ^ here.tag),
                (131, mix(verbs) ^ side, mix(cues) ^ here.tag),
                (133, mix(cue_word), mix(side) ^ here.tag),
                (135, mix(after.tag) ^ mix(after2.tag ^ 0x4d), mix(place) ^ here.tag),
            ]);
            sink.end();
        }
    }
}

/// What kind of thing a phrase names.
pub(crate) fn sort(tokens: &[Token], phrase: &Range<usize>) -> u32 {
    let Some(first) = tokens.get(phrase.start) else { return 0 };
    let classes = phrase.clone().fold(0, |all, it| all | tokens[it].entry.classes.0);
    let has = |it: Classes| classes & it.0 != 0;
    if phrase.len() == 1 && first.entry.classes.has(Classes::PRONOUN) {
        return first.hash;
    }
    if has(Classes::PERSON) || has(Classes::TITLE) {
        return 2;
    }
    if has(Classes::GROUP) {
        return 3;
    }
    if has(Classes::DOCUMENT) {
        return 4;
    }
    if phrase.clone().any(|it| tokens[it].is_name() && tokens[it].entry == Entry::default()) {
        return 5;
    }
    if has(Classes::NOUN) {
        return 6;
    }
    if first.entry.classes.has(Classes(Classes::DETERMINER.0 | Classes::POSSESSIVE.0)) {
        return 7;
    }
    8
}
