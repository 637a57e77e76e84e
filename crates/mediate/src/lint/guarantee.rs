//! Guarantees that leave open what would make them good.

use super::names::{Names, Who};
use super::reading::{Ground, add};
use super::sentence::{Token, frames, has, has_any, has_stem, sentences, words};
use super::words::{ACTIONS, BURDENS, CHECKING, TRIGGERS, UNITS};
use super::{Finding, Rule};

/// What a guarantee has to say, and the question that it leaves open otherwise.
const PARTS: [(&str, &str); 7] = [
    ("guarantor", "who guarantees"),
    ("beneficiary", "to whom"),
    ("trigger", "in which case"),
    ("action", "what is done then"),
    ("duration", "for how long"),
    ("verification", "who establishes that the case has come"),
    ("burden", "who bears the cost"),
];

pub(super) fn find(ground: &Ground<'_>) -> Vec<Finding> {
    // What other points say about guarantees counts too.
    let speaks = |it: &&(usize, Vec<super::reading::Reading>)| {
        it.1.iter().any(|it| has_stem(&it.tokens, &["guarant"]))
    };
    let about: Vec<&(usize, Vec<super::reading::Reading>)> =
        ground.points.iter().filter(speaks).collect();
    let mut found = Vec::new();
    for (point, readings) in &ground.points {
        for reading in readings {
            let Some(sentence) = sentences(&reading.tokens)
                .into_iter()
                .find(|it| is_guarantee(&reading.tokens[it.clone()]))
            else {
                continue;
            };
            let mut tokens = reading.tokens.clone();
            for (other, readings) in &about {
                if other != point {
                    tokens.extend(readings.iter().flat_map(|it| it.tokens.clone()));
                }
            }
            let lacks = lacking(&tokens, &ground.names);
            if lacks.is_empty() {
                continue;
            }
            let at = reading.tokens[sentence.start].at.start;
            let said = words(&reading.text, &reading.tokens, &sentence);
            let mut finding = ground.finding(Rule::VagueGuarantee, (*point, reading), at, said);
            let open: Vec<&str> =
                PARTS.iter().filter(|(part, _)| lacks.contains(part)).map(|it| it.1).collect();
            finding.reason = format!(
                "The guarantee does not say {}; what is not said cannot be called upon.",
                listed(&open)
            );
            finding.better = better(ground, &tokens);
            finding.lacks = lacks;
            add(&mut found, finding);
        }
    }
    found
}

fn listed(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn better(ground: &Ground<'_>, tokens: &[Token]) -> String {
    let named = (0..tokens.len()).find_map(|it| match ground.names.at(&tokens[it..]) {
        Some((_, Who::Party(party))) => ground.case.parties.get(party),
        _ => None,
    });
    let whom = named.map_or("[beneficiary]", |it| it.body.name.as_str());
    format!(
        "For [ten years], if [the observers] confirm [an armed attack] on {whom}, [the guarantors, by \
         name] [send … and …] within [72 hours]; [each bears the cost of what it sends]."
    )
}

/// Whether a sentence promises a guarantee.
fn is_guarantee(tokens: &[Token]) -> bool {
    let is_denied = tokens.iter().any(|it| it.is(&["no", "nothing", "not"]));
    if is_denied {
        return false;
    }
    (0..tokens.len()).any(|index| {
        let token = &tokens[index];
        let before = |by: usize| index.checked_sub(by).map(|it| &tokens[it]);
        let after = |by: usize| tokens.get(index + by);
        match token.word.as_str() {
            "guarantee" | "guarantees" => {
                let loan = before(1).is_some_and(|it| it.is(&["bank", "loan", "export", "credit"]));
                // "The rights that Article 7 guarantees."
                let law = before(2)
                    .is_some_and(|it| it.is(&["article", "constitution", "law", "treaty"]));
                !loan && !law
            }
            "guaranteed" => {
                let adjective =
                    before(1).is_some_and(|it| it.is(&["a", "an", "the", "their", "its"]));
                let law = (1..=3).any(|by| {
                    after(by).is_some_and(|it| {
                        it.is(&[
                            "constitution",
                            "law",
                            "article",
                            "treaty",
                            "conventions",
                            "convention",
                            "geneva",
                            "laws",
                        ])
                    })
                });
                let bare = before(1).is_some_and(|it| it.is(&["rights", "freedoms", "as"]));
                !adjective && !law && !bare
            }
            "guarantor" | "guarantors" => {
                has_stem(tokens, ACTIONS)
                    || has(tokens, &["as", "guarantors"])
                    || has(tokens, &["independence"])
            }
            "assurance" | "assurances" | "assure" | "assures" | "assured" => {
                tokens.iter().any(|it| it.is(&["security", "safety", "independence", "integrity"]))
            }
            _ => false,
        }
    })
}

/// The parts that are not said, in the order of [`PARTS`].
fn lacking(tokens: &[Token], names: &Names) -> Vec<&'static str> {
    const GIVES: &[&str] = &["give", "provid", "extend", "offer", "grant", "guarante", "assur"];
    let is_act =
        |it: &Token| ACTIONS.iter().any(|stem| it.word.starts_with(stem)) && it.word != "aids";
    let mut guarantor = tokens.iter().any(|it| it.is(&["guarantor", "guarantors"]));
    let mut subjects = Vec::new();
    for sentence in sentences(tokens) {
        for frame in frames(tokens, &sentence, names) {
            let verb = &tokens[frame.verb];
            let gives = GIVES.iter().any(|it| verb.word.starts_with(it)) || is_act(verb);
            if gives && frame.who.is_some() {
                guarantor = true;
                if !frame.is_passive {
                    subjects.push(frame.subject.clone());
                }
            }
        }
    }
    // "The guarantee of the League."
    guarantor |= (0..tokens.len()).any(|index| {
        tokens[index].word.starts_with("guarantee")
            && tokens.get(index + 1).is_some_and(|it| it.is(&["of", "by", "from"]))
            && names
                .actor(&tokens[(index + 2).min(tokens.len())..(index + 4).min(tokens.len())])
                .is_some()
    });
    let is_subject = |index: usize| subjects.iter().any(|it| it.contains(&index));
    let beneficiary = has_any(tokens, &[&["safety", "of"], &["security", "of"]])
        || (0..tokens.len()).any(|index| {
            let named = matches!(names.at(&tokens[index..]), Some((_, Who::Party(_))));
            let either = tokens[index].is(&["party", "parties"]) && !tokens[index].is_possessive;
            (named || either) && !is_subject(index)
        });
    let trigger = has_any(tokens, &[&["in", "case", "of"], &["in", "the", "event", "of"]])
        || tokens.iter().any(|it| it.is(TRIGGERS));
    let action = tokens.iter().any(is_act);
    let years = tokens.iter().enumerate().any(|(index, it)| {
        it.is(&["for"]) && tokens[index + 1..].iter().take(4).any(|it| it.is(UNITS))
    });
    let duration = years
        || tokens
            .iter()
            .any(|it| it.is(&["until", "indefinitely", "permanent", "permanently", "perpetual"]))
        || has_any(tokens, &[&["as", "long", "as"], &["without", "limit", "of", "time"]]);
    let verification = has_stem(tokens, CHECKING);
    let burden = tokens.iter().any(|it| it.is(BURDENS));
    let said = [guarantor, beneficiary, trigger, action, duration, verification, burden];
    PARTS.iter().zip(said).filter(|(_, said)| !said).map(|((part, _), _)| *part).collect()
}
