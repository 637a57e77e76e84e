//! A draft as the rules read it: its points, and of each point the texts that its brackets allow.

use onetext_case::{Case, Draft, DraftId, IssueId, OptionId, Piece, Point};

use super::names::Names;
use super::sentence::{Token, tokens};
use super::{Finding, Rule};

/// A draft with all that the rules ask of it.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    pub(super) case: &'a Case,
    pub(super) draft: &'a Draft,
    pub(super) names: Names,
    /// For each point that is read: its place in the draft, and its readings.
    pub(super) points: Vec<(usize, Vec<Reading>)>,
}

/// A point with one option taken of each issue in it.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
    /// Where pieces begin: in this text, and in that of all pieces together.
    starts: Vec<(usize, usize)>,
    /// The issues that are settled in it, and where in the text.
    issues: Vec<(usize, IssueId)>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(case: &'a Case, draft: DraftId) -> Self {
        let draft = &case.drafts[draft.0];
        let is_numbered = draft.points.iter().any(|it| it.number.is_some());
        let points = draft.points.iter().enumerate();
        let points = points.filter(|(_, it)| !is_numbered || it.number.is_some());
        let points = points.map(|(index, it)| (index, readings(it))).collect();
        Self { case, draft, names: Names::new(case), points }
    }

    /// A finding on words of a reading that begin at the byte `at`.
    pub(super) fn finding(
        &self,
        rule: Rule,
        (point, reading): (usize, &Reading),
        at: usize,
        words: &str,
    ) -> Finding {
        let piece = reading.starts.partition_point(|it| it.0 <= at).saturating_sub(1);
        let whole = reading.starts.get(piece).map_or(at, |it| it.1 + (at - it.0));
        let end = at + words.len();
        let mut issues: Vec<IssueId> =
            reading.issues.iter().filter(|(it, _)| (at..end).contains(it)).map(|it| it.1).collect();
        issues.dedup();
        Finding {
            rule,
            point: Some(point),
            at: whole,
            line: self.draft.points[point].line(whole),
            words: words.trim().to_owned(),
            lacks: Vec::new(),
            reason: String::new(),
            better: String::new(),
            issues,
            statements: Vec::new(),
        }
    }

    /// The point and the line of the first bracket that settles one of the issues so that it fits.
    pub(super) fn place(
        &self,
        fits: impl Fn(IssueId, OptionId) -> bool,
    ) -> Option<(usize, Option<usize>, &'a str, usize)> {
        for (index, point) in self.draft.points.iter().enumerate() {
            let mut at = 0;
            for piece in &point.text {
                match piece {
                    Piece::Plain(text) => at += text.len(),
                    Piece::Bracket { text, issue, option, .. } => {
                        if fits(*issue, *option) {
                            return Some((index, point.line(at), text, at));
                        }
                        at += text.len();
                    }
                }
            }
        }
        None
    }
}

/// The readings of a point: in the first every issue takes its first option, in the next its
/// second or last, and so on, so that each bracket is read at least once.
fn readings(point: &Point) -> Vec<Reading> {
    let mut options: Vec<(IssueId, Vec<OptionId>)> = Vec::new();
    for piece in &point.text {
        let Piece::Bracket { issue, option, .. } = piece else { continue };
        match options.iter_mut().find(|it| it.0 == *issue) {
            Some((_, known)) if known.contains(option) => {}
            Some((_, known)) => known.push(*option),
            None => options.push((*issue, vec![*option])),
        }
    }
    let count = options.iter().map(|it| it.1.len()).max().unwrap_or(1);
    let taken = |issue: IssueId, reading: usize| {
        let (_, known) = options.iter().find(|it| it.0 == issue)?;
        known.get(reading.min(known.len() - 1)).copied()
    };
    (0..count)
        .map(|index| {
            let mut reading = Reading {
                text: String::new(),
                tokens: Vec::new(),
                starts: Vec::new(),
                issues: Vec::new(),
            };
            let mut whole = 0;
            for piece in &point.text {
                let text = match piece {
                    Piece::Plain(text) => {
                        // Two spaces are left where a bracket between them is not taken.
                        let doubled = reading.text.ends_with(' ') && text.starts_with(' ');
                        let skipped = usize::from(doubled);
                        reading.starts.push((reading.text.len(), whole + skipped));
                        reading.text.push_str(&text[skipped..]);
                        text
                    }
                    Piece::Bracket { text, issue, option, .. } => {
                        if taken(*issue, index) == Some(*option) {
                            reading.starts.push((reading.text.len(), whole));
                            reading.issues.push((reading.text.len(), *issue));
                            reading.text.push_str(text);
                        }
                        text
                    }
                };
                whole += text.len();
            }
            reading.tokens = tokens(&reading.text);
            reading
        })
        .collect()
}

/// Adds a finding unless another reading of the point led to the same at the same place.
pub(super) fn add(found: &mut Vec<Finding>, finding: Finding) {
    let same = |it: &Finding| {
        it.point == finding.point && it.at == finding.at && it.lacks == finding.lacks
    };
    match found.iter_mut().find(|it| same(it)) {
        Some(known) => {
            for issue in finding.issues {
                if !known.issues.contains(&issue) {
                    known.issues.push(issue);
                }
            }
        }
        None => found.push(finding),
    }
}
