//! Duties that nobody has, and duties that are never late.

use super::day::is_dated;
use super::names::Who;
use super::reading::{Ground, add};
use super::sentence::{Frame, Token, frames, has, is_participle, sentences, shown, words};
use super::words::{BE, DESCRIBING, STANDING, STATES};
use super::{Finding, Rule};

pub(super) fn find(ground: &Ground<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (point, readings) in &ground.points {
        for reading in readings {
            for sentence in sentences(&reading.tokens) {
                let tokens = &reading.tokens;
                // "It is agreed to …": whoever agrees, nobody is named to act.
                let agreed = tokens[sentence.start].is(&["it"])
                    && tokens[sentence.clone()]
                        .iter()
                        .take(5)
                        .any(|it| it.is(&["agreed", "understood", "necessary"]));
                let all = frames(tokens, &sentence, &ground.names);
                let mut lacks = Vec::new();
                let mut clause = sentence.clone();
                if agreed {
                    let named = all.iter().any(|it| it.who.is_some());
                    if !named {
                        lacks.push("subject");
                    }
                    if !is_dated(&tokens[sentence.clone()]) {
                        lacks.push("day");
                    }
                } else {
                    for frame in &all {
                        lacks = lacking(tokens, frame, &tokens[sentence.clone()]);
                        if !lacks.is_empty() {
                            clause = shown(&sentence, frame);
                            break;
                        }
                    }
                }
                if lacks.is_empty() {
                    continue;
                }
                let at = tokens[clause.start].at.start;
                let said = words(&reading.text, tokens, &clause);
                let mut finding = ground.finding(Rule::OpenDuty, (*point, reading), at, said);
                (finding.reason, finding.better) = told(&lacks, said);
                finding.lacks = lacks;
                add(&mut found, finding);
            }
        }
    }
    found
}

fn told(lacks: &[&str], said: &str) -> (String, String) {
    let reason = match lacks {
        ["subject"] => {
            "Nobody is named who has to do it, so nobody can be asked why it is not done."
        }
        ["day"] => "No day is named, so it is never late.",
        _ => "Neither who has to do it nor by which day is said, so nobody is ever late.",
    };
    let better = match lacks {
        ["subject"] => {
            format!("[Who] [does it], as a sentence with a subject, in place of “{said}”.")
        }
        ["day"] => format!("{said} [by which day, or within how many days of what]"),
        _ => format!(
            "[Who] [does it] [by which day, or within how many days of what], in place of “{said}”."
        ),
    };
    (reason.to_owned(), better)
}

/// What a clause lacks that says what is to be done.
fn lacking(tokens: &[Token], frame: &Frame, sentence: &[Token]) -> Vec<&'static str> {
    if frame.is_negated || frame.is_allowed || frame.is_subordinate {
        return Vec::new();
    }
    let subject = &tokens[frame.clause.start..frame.verb];
    let verb = &tokens[frame.verb];
    let stands = |it: &Token, stems: &[&str]| {
        stems.iter().any(|stem| {
            if stem.len() < 4 {
                it.word == *stem || it.word.strip_suffix('s') == Some(stem)
            } else {
                it.word.starts_with(stem)
            }
        })
    };
    let is_dated = is_dated(sentence);
    let mut lacks = Vec::new();
    if frame.is_passive {
        let joined = |it: usize| tokens[it - 1].is(&["and"]) && is_participle(&tokens[it].word);
        let verbs = (frame.verb..frame.clause.end).filter(|&it| it == frame.verb || joined(it));
        let acts = verbs.into_iter().any(|it| {
            !stands(&tokens[it], STATES)
                || (frame.is_duty
                    && !stands(&tokens[it], &["guarante", "assur", "bound", "consider", "deem"]))
        });
        if !acts {
            return Vec::new();
        }
        // A rule for a case that may come is kept when the case comes.
        if frame.who.is_none() {
            lacks.push("subject");
        }
        if !is_dated {
            lacks.push("day");
        }
        return lacks;
    }
    let entitled = has(&tokens[frame.verb..frame.clause.end], &["as", "much", "as"]);
    let there = entitled || subject.first().is_some_and(|it| it.is(&["there"]));
    let is_copula = verb.is(BE);
    if frame.who.is_none()
        || is_copula
        || there
        || stands(verb, STANDING)
        || (!frame.is_duty && stands(verb, DESCRIBING))
    {
        return Vec::new();
    }
    let of_each = frame.who == Some(Who::Each) && has(tokens, &["each", "other"]) && !frame.is_duty;
    if !is_dated && !of_each {
        lacks.push("day");
    }
    lacks
}
