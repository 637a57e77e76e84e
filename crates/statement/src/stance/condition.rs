//! Offers and threats with their branches: "if A, B; otherwise C".

use std::ops::Range;

use crate::passage::Kind as Point;
use crate::stance::joint::{BRANCHING, Found, Joint, NEGATIVE, TELLING, is_modal, joint};
use crate::stance::otherwise::{is_lead, is_order, opening_branch, other_branch};
use crate::stance::pattern;
use crate::stance::token::{Place, Token};
use crate::word;

/// The branches of an offer or a threat, as ranges of tokens; empty where there is none.
#[derive(Debug)]
pub(super) struct Branches {
    pub(super) condition: Range<usize>,
    pub(super) consequence: Range<usize>,
    pub(super) otherwise: Range<usize>,
    joint: Joint,
}

/// The first condition in the content, else one around it in the sentence.
pub(super) fn find(tokens: &[Token<'_>]) -> Option<Branches> {
    if !tokens.iter().any(|it| TELLING.contains(&it.number)) {
        return None;
    }
    let segments = segments(tokens);
    let found = (0..segments.len()).find_map(|it| within(tokens, &segments, it));
    found.or_else(|| around(tokens, &segments))
}

impl Branches {
    /// What they say together, and how heavy it weighs.
    pub(super) fn stance(&self, tokens: &[Token<'_>]) -> Option<(&'static str, u8)> {
        let consequence = tokens.get(self.consequence.clone())?;
        let has =
            |range: &[Token<'_>], list: &[&str]| range.iter().any(|it| list.contains(&&*it.word));
        let is_negative = has(consequence, NEGATIVE);
        let is_talk = has(consequence, TALK);
        // "We shall likely go to court" is a threat, however likely.
        let main = match pattern::heaviest(consequence).stance {
            "estimate" if 0 < pattern::weight_of(consequence, "threat") => "threat",
            main => main,
        };
        match self.joint {
            Joint::OnlyIf if is_talk => Some(("precondition", 84)),
            Joint::OnlyIf => Some(("only-if", 93)),
            Joint::Unless | Joint::Until if is_negative => Some(match main {
                _ if is_talk => ("precondition", 93),
                _ if self.joint == Joint::Until => ("precondition", 86),
                _ if has(consequence, DEAL) => ("requires", 90),
                _ => ("only-if", 90),
            }),
            Joint::Unless => {
                let is_dated =
                    tokens.get(self.condition.clone()).is_some_and(|it| has(it, &["by"]));
                Some(if is_dated { ("ultimatum", 91) } else { ("threat", 91) })
            }
            Joint::Without => (is_negative && is_talk).then_some(("precondition", 93)),
            Joint::Until => None,
            Joint::Whoever => (main == "threat").then_some(("threat", 88)),
            Joint::Or => Some(("ultimatum", 91)),
            Joint::If | Joint::Exchange | Joint::Let => match main {
                "threat" => Some(("threat", 89)),
                "red-line" | "refusal" | "rejection" if self.otherwise.is_empty() => {
                    (self.joint == Joint::If).then_some(("red-line", 84))
                }
                "estimate" => None,
                _ if is_unreal(consequence) || is_feared(tokens) => None,
                _ if !self.otherwise.is_empty() => Some(("conditional-offer", 92)),
                _ if self.joint != Joint::If => Some(("conditional-offer", 91)),
                _ if has(consequence, LOSS) => Some(("estimate", 60)),
                _ if has(consequence, OFFER) => Some(("conditional-offer", 88)),
                _ => None,
            },
        }
    }
}

/// Whether something would have been, but was not.
fn is_unreal(tokens: &[Token<'_>]) -> bool {
    let is_perfect = |it: &[Token<'_>]| {
        matches!(&*it[0].word, "would" | "could" | "might") && it[1].word == "have"
    };
    tokens.windows(2).any(is_perfect)
}

/// Whether it is told with a word for fear or a warning, and so is not offered.
fn is_feared(tokens: &[Token<'_>]) -> bool {
    let stems = ["fear", "warn", "worri", "worry"];
    let is_cue = |it: &Token<'_>| it.place == Place::Cue;
    tokens
        .iter()
        .filter(|it| is_cue(it))
        .any(|it| stems.iter().any(|stem| it.word.starts_with(stem)))
}

const TALK: &[&str] = &[
    "meet",
    "meeting",
    "negotiate",
    "negotiating",
    "negotiations",
    "sit",
    "table",
    "talk",
    "talking",
    "talks",
];

const DEAL: &[&str] = &[
    "accord",
    "agreement",
    "deal",
    "draft",
    "pact",
    "peace",
    "plan",
    "settlement",
    "signature",
    "text",
    "treaty",
];

/// What one does not offer.
const LOSS: &[&str] =
    &["be", "become", "collapse", "die", "fail", "lose", "perish", "starve", "suffer"];

const OFFER: &[&str] = &[
    "can", "could", "may", "open", "possible", "prepared", "ready", "shall", "we", "will",
    "willing", "would",
];

/// Longer sentences are cut, which keeps every search within one short.
const SEGMENT: usize = 300;

/// The content by sentences, and by parts.
fn segments(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in 0..=tokens.len() {
        let goes_on = tokens.get(end).is_some_and(|it| {
            let is_same = end == start || tokens[start].place == it.place;
            it.is_content() && !it.is_stop() && is_same && end - start < SEGMENT
        });
        if goes_on {
            continue;
        }
        if start < end {
            found.push(start..end);
        }
        let begins = tokens.get(end).is_some_and(|it| it.is_content() && !it.is_stop());
        start = if begins { end } else { end + 1 };
    }
    found
}

fn within(tokens: &[Token<'_>], segments: &[Range<usize>], number: usize) -> Option<Branches> {
    let segment = segments.get(number)?.clone();
    let next = segments.get(number + 1).cloned().unwrap_or(0..0);
    let found = segment.clone().find_map(|it| joint(tokens, &segment, it));
    let Some(found) = found else { return or(tokens, &segment, &next) };
    let (mut condition, mut consequence) = divide(tokens, &segment, &found)?;
    if consequence.is_empty()
        && !next.is_empty()
        && tokens[next.start].place != tokens[segment.start].place
    {
        consequence = next.clone();
    }
    let mut kind = found.joint;
    if consequence.is_empty() {
        consequence = signed(tokens, segment.start);
        let is_only = tokens[consequence.clone()].iter().any(|it| it.word == "only");
        kind = if is_only && kind == Joint::If { Joint::OnlyIf } else { kind };
    }
    let after = condition.end.max(consequence.end);
    let mut otherwise = 0..0;
    for (part, at) in [(condition.clone(), 0), (consequence.clone(), 1), (after..segment.end, 2)] {
        let Some((cut, start)) = part.clone().find_map(|it| other_branch(tokens, it, part.end))
        else {
            continue;
        };
        let end = if at == 2 { segment.end } else { part.end };
        otherwise = start..end;
        if at == 0 {
            condition.end = cut;
        } else if at == 1 {
            consequence.end = cut;
        }
        break;
    }
    if otherwise.is_empty() && !next.is_empty() {
        otherwise = opening_branch(tokens, &next).unwrap_or(0..0);
    }
    Branches { condition, consequence, otherwise, joint: kind }.trimmed(tokens)
}

/// The words before a condition that report it, where what follows from it stands in them: "would
/// sign | if the dam went".
fn signed(tokens: &[Token<'_>], start: usize) -> Range<usize> {
    let is_cue = |it: &&Token<'_>| it.place == Place::Cue;
    let length = tokens[..start].iter().rev().take_while(is_cue).count();
    let cue = start - length..start;
    if tokens[cue.clone()].iter().any(|it| it.word == "sign") { cue } else { 0..0 }
}

/// A condition outside the content: "If the dam is opened, Belo said, “we sign”".
fn around(tokens: &[Token<'_>], segments: &[Range<usize>]) -> Option<Branches> {
    let (first, last) = (segments.first()?.clone(), segments.last()?.clone());
    let is_other = |it: &usize| tokens[*it].place == Place::Other && *it < SEGMENT;
    let before = 0..(0..first.start).take_while(is_other).count();
    let mut after = last.end;
    while tokens.get(after).is_some_and(|it| it.place != Place::Cue) {
        after += 1;
    }
    let last_end = tokens.len().min(after + SEGMENT);
    let end = (after..last_end).find(|&it| tokens[it].is_stop()).unwrap_or(last_end);
    let opening = joint(tokens, &before, before.start).and_then(|found| {
        let comma = before.clone().find(|&it| tokens[it].kind == Point::Comma)?;
        Some((found.joint, found.start..comma, first))
    });
    let closing = || {
        let found = (after..end).find_map(|it| joint(tokens, &(after..end), it))?;
        Some((found.joint, found.start..end, last))
    };
    let (joint, condition, consequence) = opening.or_else(closing)?;
    if matches!(joint, Joint::Without | Joint::Until | Joint::Let | Joint::Whoever) {
        return None;
    }
    Branches { condition, consequence, otherwise: 0..0, joint }.trimmed(tokens)
}

/// "You must leave by noon, or else we fire."
fn or(tokens: &[Token<'_>], segment: &Range<usize>, next: &Range<usize>) -> Option<Branches> {
    let mut words = tokens[segment.clone()].iter().chain(&tokens[next.clone()]);
    if !words.any(|it| BRANCHING.contains(&it.number)) {
        return None;
    }
    let presses = tokens[segment.clone()]
        .iter()
        .any(|it| matches!(&*it.word, "must" | "have" | "has" | "either" | "until" | "need"));
    let orders = tokens[segment.start].is_word()
        && is_order(&tokens[segment.start].word)
        && tokens
            .get(segment.start + 1)
            .is_some_and(|it| !word::is_auxiliary(&it.word) && !word::is_preposition(&it.word));
    if !presses && !orders {
        return None;
    }
    for at in segment.clone() {
        if let Some((cut, start)) = other_branch(tokens, at, segment.end) {
            let (condition, otherwise) = (segment.start..cut, start..segment.end);
            let branches = Branches { condition, consequence: 0..0, otherwise, joint: Joint::Or };
            return branches.trimmed(tokens);
        }
        let acts = |range: Range<usize>| {
            range.into_iter().any(|it| {
                tokens.get(it).is_some_and(|it| {
                    word::is_auxiliary(&it.word) || matches!(&*it.word, "we" | "i")
                })
            })
        };
        if tokens[at].word == "or" && segment.start < at && acts(at + 1..segment.end.min(at + 5)) {
            let (condition, otherwise) = (segment.start..at, at + 1..segment.end);
            let branches = Branches { condition, consequence: 0..0, otherwise, joint: Joint::Or };
            return branches.trimmed(tokens);
        }
    }
    let otherwise = opening_branch(tokens, next).filter(|_| !next.is_empty())?;
    Branches { condition: segment.clone(), consequence: 0..0, otherwise, joint: Joint::Or }
        .trimmed(tokens)
}

/// Condition and consequence of a segment with a joint.
fn divide(
    tokens: &[Token<'_>],
    segment: &Range<usize>,
    found: &Found,
) -> Option<(Range<usize>, Range<usize>)> {
    let word = |it: usize| tokens.get(it).map_or("", |it| &*it.word);
    let is_main = |it: usize| word::is_auxiliary(word(it));
    let opens = !(segment.start..found.start).any(|it| {
        is_main(it)
            || tokens[it].is_word() && !is_lead(word(it)) && !tokens[found.start - 1].is_break()
    });
    if !opens {
        let from = (segment.start..found.start)
            .rev()
            .find(|&it| matches!(tokens[it].kind, Point::Semicolon | Point::Colon))
            .map_or(segment.start, |it| it + 1);
        let end = (found.end..segment.end)
            .find(|&it| {
                let ends = matches!(word(it + 1), "but" | "while" | "adding" | "which" | "and");
                match tokens[it].kind {
                    Point::Comma => ends,
                    Point::Semicolon | Point::Dash => true,
                    _ => false,
                }
            })
            .unwrap_or(segment.end);
        return Some((found.start..end, from..found.start));
    }
    if found.joint == Joint::Whoever {
        let modal = (found.end..segment.end).find(|&it| is_modal(word(it)))?;
        return Some((found.start..modal, modal..segment.end));
    }
    // "If the dam, the highest of all, is opened, we sign."
    let mut has_verb = false;
    let mut comma = None;
    for at in found.end..segment.end {
        has_verb |= is_main(at);
        match tokens[at].kind {
            Point::Comma | Point::Dash | Point::Semicolon => {
                comma = comma.or(Some(at));
                let until = segment.end.min(at + 9);
                let goes_on =
                    (at + 1..until).take_while(|&it| tokens[it].kind != Point::Comma).any(|it| {
                        is_main(it) || matches!(word(it), "we" | "i" | "then" | "they" | "there")
                    });
                let is_lone = !has_verb && is_main(at + 1);
                if goes_on && !is_lone {
                    return Some((found.start..at, at + 1..segment.end));
                }
            }
            _ => {
                let inverts = is_modal(word(at)) && word::is_pronoun(word(at + 1));
                if word(at) == "then" || inverts && found.joint == Joint::OnlyIf {
                    return Some((found.start..at, at..segment.end));
                }
            }
        }
    }
    if let Some(comma) = comma {
        return Some((found.start..comma, comma + 1..segment.end));
    }
    // "Without guarantees there is no treaty."
    let turn = (found.end + 1..segment.end).find(|&it| {
        matches!(word(it), "there" | "we" | "i" | "nothing" | "nobody" | "no") && is_main(it + 1)
            || matches!(word(it), "no" | "nothing")
    });
    match turn {
        Some(turn) => Some((found.start..turn, turn..segment.end)),
        None => Some((found.start..segment.end, 0..0)),
    }
}

impl Branches {
    /// Without points and joining words at the ends; `None` without a condition and a branch.
    fn trimmed(mut self, tokens: &[Token<'_>]) -> Option<Self> {
        let keeps = |it: usize| tokens[it].is_word() || tokens[it].kind == Point::Open;
        for (range, is_condition) in [
            (&mut self.condition, true),
            (&mut self.consequence, false),
            (&mut self.otherwise, false),
        ] {
            while range.start < range.end {
                let word = &*tokens[range.start].word;
                let joins = matches!(word, "that" | "then" | "and" | "but" | "so" | "or");
                if keeps(range.start) && (is_condition || !joins) {
                    break;
                }
                range.start += 1;
            }
            while range.start < range.end {
                let last = &tokens[range.end - 1];
                let joins = matches!(&*last.word, "and" | "but" | "or");
                if (last.is_word() || last.kind == Point::Close) && !joins {
                    break;
                }
                range.end -= 1;
            }
        }
        let has_branch = !self.consequence.is_empty() || !self.otherwise.is_empty();
        (!self.condition.is_empty() && has_branch).then_some(self)
    }
}
