//! Stances and conditions against tables of sentences of our own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use onetext_statement::stance::{self, Reading, STANCES, Words};
use proptest::prelude::*;

/// Rules were written with these sentences in view.
const KNOWN: &str = include_str!("stance/known.txt");
/// These were written before the rules, and looked at once, to score them.
const HELD: &str = include_str!("stance/held.txt");

/// A sentence of a table, without its marks.
#[derive(Default)]
struct Sentence {
    stance: String,
    text: String,
    content: Vec<Range<usize>>,
    cue: Option<Range<usize>>,
    /// Condition, consequence, otherwise.
    branches: [Option<(usize, usize)>; 3],
    is_quoted: bool,
}

impl Sentence {
    fn parse(line: &str) -> Self {
        let (stance, marked) = line.split_once(" | ").expect("a line has a stance");
        let mut found = Self { stance: stance.to_owned(), ..Self::default() };
        let mut starts = BTreeMap::new();
        for mark in marked.chars() {
            let at = found.text.len();
            match mark {
                '{' | '[' | '⟨' | '⟪' | '⦅' => {
                    found.is_quoted |= mark == '[' && found.text.ends_with('“');
                    starts.insert(mark, at);
                }
                '}' => found.cue = Some(starts[&'{']..at),
                ']' => found.content.push(starts[&'[']..at),
                '⟩' => found.branches[0] = Some((starts[&'⟨'], at)),
                '⟫' => found.branches[1] = Some((starts[&'⟪'], at)),
                '⦆' => found.branches[2] = Some((starts[&'⦅'], at)),
                other => found.text.push(other),
            }
        }
        found
    }

    fn read(&self) -> Reading {
        stance::read(&Words {
            text: &self.text,
            sentence: 0..self.text.len(),
            content: &self.content,
            cue: self.cue.clone(),
            is_quoted: self.is_quoted,
        })
    }
}

fn sentences(table: &str) -> Vec<Sentence> {
    table.lines().filter(|it| !it.starts_with('#')).map(Sentence::parse).collect()
}

/// Right stances, right branches (nine tenths of the bytes in common), and how many of each.
fn score(table: &str) -> [usize; 4] {
    let mut by_stance: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut notes = String::new();
    let mut totals = [0; 4];
    for it in sentences(table) {
        let found = it.read();
        let count = by_stance.entry(it.stance.clone()).or_default();
        count.1 += 1;
        totals[1] += 1;
        if found.stance == it.stance {
            count.0 += 1;
            totals[0] += 1;
        } else {
            let (stance, confidence) = (found.stance, found.confidence);
            let _ = writeln!(notes, "{} not {stance} {confidence:.2}: {}", it.stance, it.text);
        }
        let branches = [found.condition, found.consequence, found.otherwise];
        for (expected, found) in it.branches.into_iter().zip(branches) {
            if expected.is_none() && found.is_none() {
                continue;
            }
            totals[3] += 1;
            if common(expected, found) {
                totals[2] += 1;
            } else {
                let show = |it: Option<(usize, usize)>, text: &str| {
                    it.map_or("nothing".to_owned(), |it| text[it.0..it.1].to_owned())
                };
                let (expected, found) = (show(expected, &it.text), show(found, &it.text));
                let _ = writeln!(notes, "“{expected}” not “{found}”: {}", it.text);
            }
        }
    }
    for (stance, (right, all)) in by_stance {
        println!("{stance:18} {right:3} of {all:3}");
    }
    println!("stance {} of {}, branches {} of {}", totals[0], totals[1], totals[2], totals[3]);
    println!("{notes}");
    totals
}

fn common(first: Option<(usize, usize)>, second: Option<(usize, usize)>) -> bool {
    let (Some(first), Some(second)) = (first, second) else { return false };
    let both = first.1.min(second.1).saturating_sub(first.0.max(second.0));
    let any = first.1.max(second.1) - first.0.min(second.0);
    any * 9 <= both * 10
}

#[test]
fn stances_of_known_sentences_are_read() {
    let [right, all, branches, expected] = score(KNOWN);
    assert!(all * 80 <= right * 100, "{right} of {all}");
    assert!(expected * 80 <= branches * 100, "{branches} of {expected}");
}
