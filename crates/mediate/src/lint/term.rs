//! Terms that a text uses and does not explain.

use super::reading::{Ground, add};
use super::sentence::{Token, has, tokens as tokens_of};
use super::words::{BODIES, DEFINING, HEADS, KNOWN};
use super::{Finding, Rule};

pub(super) fn find(ground: &Ground<'_>) -> Vec<Finding> {
    // The text up to each point: what a term refers to stands before it or in its point.
    let all: Vec<Token> =
        ground.points.iter().flat_map(|(_, it)| it).flat_map(|it| it.tokens.clone()).collect();
    let mut before: Vec<Token> = Vec::new();
    let mut told: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for (point, readings) in &ground.points {
        for reading in readings {
            let tokens = &reading.tokens;
            let mut terms = capitals(ground, tokens, &all);
            terms.extend(quoted(tokens, &all));
            terms.extend(such(tokens, &before));
            terms.sort_by_key(|it| it.at);
            for term in terms {
                // A term is told once, where it stands first.
                if told.contains(&term.name) {
                    continue;
                }
                let said = reading.text.get(term.at..term.end).unwrap_or_default();
                let mut finding =
                    ground.finding(Rule::UndefinedTerm, (*point, reading), term.at, said);
                finding.lacks = vec!["definition"];
                finding.reason = term.reason;
                finding.better = term.better;
                told.push(term.name);
                add(&mut found, finding);
            }
        }
        before.extend(readings.iter().flat_map(|it| it.tokens.clone()));
    }
    found
}

struct Term {
    at: usize,
    end: usize,
    name: String,
    reason: String,
    better: String,
}

/// "The Joint Commission", "the tribunal": institutions, zones and periods that nobody set up.
fn capitals(ground: &Ground<'_>, tokens: &[Token], all: &[Token]) -> Vec<Term> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        if !tokens[index].is(&["the"]) {
            index += 1;
            continue;
        }
        let start = index + 1;
        let mut end = start;
        while end < tokens.len() && tokens[end].is_capital && !tokens[end].is_mark() {
            end += 1;
        }
        // "The Line of Separation."
        if start < end
            && tokens.get(end).is_some_and(|it| it.is(&["of"]))
            && tokens.get(end + 1).is_some_and(|it| it.is_capital)
            && !tokens.get(end + 2).is_some_and(|it| it.is_capital)
        {
            end += 2;
        }
        index = end.max(start);
        let small = end == start && tokens.get(start).is_some_and(|it| it.is(BODIES));
        if small {
            end = start + 1;
        }
        let phrase = &tokens[start..end];
        let Some(last) = phrase.last() else { continue };
        let is_term = small || last.is(HEADS) || phrase.first().is_some_and(|it| it.is(HEADS));
        let name = joined(phrase);
        let known = (start.saturating_sub(2)..end).any(|it| {
            ground
                .names
                .at(&tokens[it..])
                .is_some_and(|(length, _)| end <= it + length + 1 && start < it + length)
        }) || KNOWN
            .iter()
            .any(|it| joined(&tokens[start..(end + 2).min(tokens.len())]).contains(it));
        // "The commission of the growers" says which.
        let told = small && tokens.get(end).is_some_and(|it| it.is(&["of"]));
        if !is_term || known || told || is_set_up(phrase, all) || is_named(ground, &name) {
            continue;
        }
        let shown = phrase.iter().map(|it| it.at.clone()).collect::<Vec<_>>();
        let (Some(first), Some(last)) = (shown.first(), shown.last()) else { continue };
        found.push(Term {
            at: first.start,
            end: last.end,
            reason: "The text uses it as if it were known, and neither sets it up nor says what it is; each reader may take it for something else.".to_owned(),
            better: format!("A point before this one: “{} is set up by [whom] on [day]; it has [n members, chosen by …] and decides by [rule]”, or “… means …”.", capital(&name)),
            name,
        });
    }
    found
}

/// Whether the ids and words of the case already give the name.
fn is_named(ground: &Ground<'_>, name: &str) -> bool {
    ground.case.holders().any(|(_, it)| {
        [&it.name].into_iter().chain(&it.aliases).any(|it| joined(&tokens_of(it)) == name)
    })
}

/// Words in quotation marks that no definition explains.
fn quoted(tokens: &[Token], all: &[Token]) -> Vec<Term> {
    let mut found = Vec::new();
    let mut open = None;
    for (index, token) in tokens.iter().enumerate() {
        if token.is(&["“"]) {
            open = Some(index + 1);
        } else if token.is(&["”"]) {
            let Some(start) = open.take() else { continue };
            let phrase = &tokens[start..index];
            if phrase.is_empty() || 6 < phrase.len() || is_set_up(phrase, all) {
                continue;
            }
            let name = joined(phrase);
            found.push(Term {
                at: phrase[0].at.start,
                end: phrase[phrase.len() - 1].at.end,
                reason: "Quotation marks say that the words have a meaning of their own, and the text does not give it.".to_owned(),
                better: format!("A point before this one: “In this agreement “{name}” means [what belongs to it and what does not].”"),
                name,
            });
        }
    }
    found
}

/// "Such" that points at nothing before it.
fn such(tokens: &[Token], before: &[Token]) -> Vec<Term> {
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if !token.is(&["such"]) {
            continue;
        }
        let Some(next) = tokens.get(index + 1) else { continue };
        // "Such as", "such measures as": what is meant follows.
        let follows = tokens[index + 1..].iter().take(4).any(|it| it.is(&["as"]));
        if follows || next.is_mark() {
            continue;
        }
        let noun = if next.is(&["a", "an"]) { tokens.get(index + 2) } else { Some(next) };
        let Some(noun) = noun else { continue };
        let earlier = tokens[..index].iter().chain(before);
        let is_said = earlier.clone().any(|it| stem(&it.word) == stem(&noun.word));
        // "Such acts" takes up what was named before, whatever its word.
        let is_wide =
            noun.is(&["act", "acts", "case", "cases", "matter", "matters"]) && earlier.count() != 0;
        if is_said || is_wide {
            continue;
        }
        found.push(Term {
            at: token.at.start,
            end: noun.at.end,
            reason: format!("Nothing before it says which {} are meant.", noun.word),
            better: format!(
                "Name them, or say once: “{} are [what belongs to them]”.",
                capital(&noun.word)
            ),
            name: format!("such {}", noun.word),
        });
    }
    found
}

/// Whether the text says somewhere what the words stand for: a definition, or a body set up.
fn is_set_up(phrase: &[Token], all: &[Token]) -> bool {
    let Some(head) = phrase.last() else { return false };
    let plain: Vec<&str> = phrase.iter().map(|it| it.word.as_str()).collect();
    let places = (0..all.len()).filter(|&it| {
        plain.len() <= all.len() - it
            && all[it..].iter().zip(&plain).all(|(a, b)| stem(&a.word) == stem(b))
    });
    let explained = places.into_iter().any(|it| {
        let from = (0..it)
            .rev()
            .take(12)
            .take_while(|&back| !all[back].is(&[".", ";"]))
            .last()
            .unwrap_or(it);
        let end = it + plain.len();
        let to = (end..all.len())
            .take(12)
            .take_while(|&next| !all[next].is(&[".", ";"]))
            .last()
            .map_or(end, |it| it + 1);
        let near = &all[from..to];
        let quoted = it.checked_sub(1).is_some_and(|it| all[it].is(&["“"]));
        let bracketed =
            (1..=3).any(|back| it.checked_sub(back).is_some_and(|it| all[it].is(&["("])));
        let means = near.iter().any(|it| it.is(DEFINING))
            || has(near, &["set", "up"])
            || has(near, &["sets", "up"]);
        // "Fair compensation is the market price …"; "there is to be a mechanism".
        let after = all.get(end + usize::from(all.get(end).is_some_and(|it| it.is(&["”"]))));
        let second = all.get(end + 1 + usize::from(all.get(end).is_some_and(|it| it.is(&["”"]))));
        let is = after.is_some_and(|it| it.is(&["is", "are"]))
            && second.is_some_and(|it| it.is(&["the", "a", "an", "all", "those"]));
        let new = it.checked_sub(1).is_some_and(|it| all[it].is(&["a", "an"]));
        (means
            && (quoted
                || new
                || bracketed
                || !head.is_capital
                || !all[it].is_capital
                || near.iter().any(|it| it.is(&["means"]))
                || has(near, &["is", "established"])
                || has(near, &["is", "set", "up"])))
            || (bracketed && quoted)
            || is
            || (new && has(near, &["there", "is"]))
    });
    // "A commission of five": a small beginning sets up the body with the capital.
    let introduced = (1..all.len()).any(|it| {
        all[it].word == head.word
            && (1..=4).any(|back| it.checked_sub(back).is_some_and(|at| all[at].is(&["a", "an"])))
            && phrase.iter().all(|word| {
                (it.saturating_sub(4)..=it).any(|at| stem(&all[at].word) == stem(&word.word))
            })
    });
    explained || introduced
}

fn stem(word: &str) -> &str {
    word.strip_suffix("ies")
        .or_else(|| word.strip_suffix('s'))
        .or_else(|| word.strip_suffix('y'))
        .unwrap_or(word)
}

fn joined(tokens: &[Token]) -> String {
    let words: Vec<&str> = tokens.iter().map(|it| it.word.as_str()).collect();
    words.join(" ")
}

fn capital(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |it| it.to_uppercase().chain(rest).collect())
}
