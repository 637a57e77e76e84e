//! What a draft says, in words.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Case, Draft, Piece};
use crate::read::draft::{RawPiece, Walk};
use crate::read::tame::tame;

/// What a draft says: its title, its points, and what it settles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Its heading, on one line; empty if it has none.
    pub title: String,
    /// Its points, in order.
    pub points: Vec<WordedPoint>,
    /// For each issue that it has text for, by id, the options in the order of the text.
    pub issues: BTreeMap<String, Vec<String>>,
}

/// One point in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordedPoint {
    /// The heading under which it stands; empty if none.
    pub section: String,
    /// Its number; a paragraph has none.
    pub number: Option<u64>,
    /// Its words with one space between them, square brackets around what is open.
    pub words: String,
    /// Ids of the issues that it has text for.
    pub issues: BTreeSet<String>,
}

/// A run of text: the words, and the ids of issue and option if it stands in a bracket.
type Run<'a> = (&'a str, Option<(&'a str, &'a str)>);

impl Wording {
    /// What a draft of a case says.
    pub fn of(case: &Case, draft: &Draft) -> Self {
        let run = |piece| match piece {
            &Piece::Bracket { ref text, issue, option, .. } => {
                let issue = &case.issues[issue.0];
                (text.as_str(), Some((issue.id.as_str(), issue.options[option.0].id.as_str())))
            }
            Piece::Plain(text) => (text.as_str(), None),
        };
        let points = draft.points.iter().map(|it| {
            (it.section.as_str(), it.number, it.text.iter().map(run).collect::<Vec<Run<'_>>>())
        });
        Self::new(&draft.title, &points.collect::<Vec<_>>())
    }

    /// What a text in Djot says, with a case or without: an attribute of a bracketed span is an issue
    /// and its option, whether or not any case has them.
    ///
    /// Never fails: any text says something, if only nothing.
    ///
    /// # Cost
    ///
    /// Linear in the length of the text.
    pub fn parse(text: &str) -> Self {
        let (text, _) = tame(text);
        let walk = Walk::new(&text);
        let points = walk.points.iter().map(|it| {
            let runs = it.pieces.iter().map(|it| (it.text.as_str(), settles(it)));
            (it.section.trim(), it.number, runs.collect::<Vec<Run<'_>>>())
        });
        Self::new(&walk.title, &points.collect::<Vec<_>>())
    }

    fn new(title: &str, points: &[(&str, Option<u64>, Vec<Run<'_>>)]) -> Self {
        let mut issues: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let brackets = points.iter().flat_map(|(.., runs)| runs).filter_map(|(_, it)| *it);
        for (issue, option) in brackets {
            let options = issues.entry(issue.to_owned()).or_default();
            if !options.iter().any(|it| it == option) {
                options.push(option.to_owned());
            }
        }
        let is_open = |issue: &str| issues.get(issue).is_some_and(|it| 1 < it.len());
        let points = points.iter().map(|(section, number, runs)| {
            let mut text = String::new();
            for (words, bracket) in runs {
                if bracket.is_some_and(|(issue, _)| is_open(issue)) {
                    text.extend(["[", words, "]"]);
                } else {
                    text.push_str(words);
                }
            }
            let issues = runs.iter().filter_map(|(_, it)| it.map(|(issue, _)| issue.to_owned()));
            WordedPoint {
                section: spaced(section),
                number: *number,
                words: spaced(&text),
                issues: issues.collect(),
            }
        });
        Self { title: spaced(title), points: points.collect(), issues: issues.clone() }
    }

    /// The headings over points, in order.
    pub(super) fn headings(&self) -> Vec<WordedPoint> {
        let mut headings: Vec<WordedPoint> = Vec::new();
        let mut last = "";
        for section in self.points.iter().map(|it| it.section.as_str()) {
            if section != last && !section.is_empty() {
                headings.push(WordedPoint { words: section.to_owned(), ..WordedPoint::default() });
            }
            last = section;
        }
        headings
    }
}

/// The issue and the option that a bracketed span names first.
fn settles(piece: &RawPiece) -> Option<(&str, &str)> {
    let mut pairs = piece.attributes.iter().filter(|(key, _)| key != "by" && key != "id");
    pairs.next().map(|(issue, option)| (issue.as_str(), option.as_str()))
}

/// Words with one space between them.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
