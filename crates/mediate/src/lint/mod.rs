//! The drafting faults that break agreements.
//!
//! A finding is a question to the drafter, not a verdict: the rules read English as treaties write
//! it, by word lists and the order of words, and know nothing of what was meant. How often they are
//! right on sentences of our own is printed by a test and kept above a bound. `docs/lint.md` has
//! each rule with its reason and an example.

mod bracket;
mod condition;
mod day;
mod duty;
mod guarantee;
mod irreversible;
mod linkage;
mod names;
mod reading;
mod sentence;
mod term;
mod words;

#[cfg(test)]
mod tests;

use onetext_case::{Case, DraftId, IssueId, Silence, StatementId};

use self::reading::Ground;

/// A rule of drafting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A guarantee that leaves open who guarantees what to whom, when, for how long, who says that
    /// the case has come, and who pays.
    VagueGuarantee,
    /// An act that cannot be undone, without an act of another that has a day.
    IrreversibleAct,
    /// A duty that nobody has, or that is never late.
    OpenDuty,
    /// A term that the text uses and does not explain.
    UndefinedTerm,
    /// Options that the case ties to others which the text does not have.
    BrokenLinkage,
    /// A condition of a party on which the text is silent.
    SilentCondition,
    /// An open bracket of which nobody knows who wants it.
    UnownedBracket,
}

impl Rule {
    /// Every rule, in the order in which findings are told.
    pub const ALL: [Self; 7] = [
        Self::VagueGuarantee,
        Self::IrreversibleAct,
        Self::OpenDuty,
        Self::UndefinedTerm,
        Self::BrokenLinkage,
        Self::SilentCondition,
        Self::UnownedBracket,
    ];

    /// The name by which a case silences it, one of [`onetext_case::LINT_RULES`].
    pub fn name(self) -> &'static str {
        match self {
            Self::VagueGuarantee => "vague-guarantee",
            Self::IrreversibleAct => "irreversible-act",
            Self::OpenDuty => "open-duty",
            Self::UndefinedTerm => "undefined-term",
            Self::BrokenLinkage => "broken-linkage",
            Self::SilentCondition => "silent-condition",
            Self::UnownedBracket => "unowned-bracket",
        }
    }
}

/// A fault of drafting, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: Rule,
    /// Place of the point among those of the draft; `None` where the text is silent.
    pub point: Option<usize>,
    /// Where the words begin in the text of all pieces of the point together; 0 where it is silent.
    pub at: usize,
    /// The line of the draft's file on which the words begin.
    pub line: Option<usize>,
    /// The words at fault; empty where the text is silent.
    pub words: String,
    /// What is missing, each in a word: "guarantor", "subject", "day".
    pub lacks: Vec<&'static str>,
    /// What may go wrong, in a sentence.
    pub reason: String,
    /// What a better text would say.
    pub better: String,
    /// The issues that it is about, where it is about issues.
    pub issues: Vec<IssueId>,
    /// The statements that it rests on.
    pub statements: Vec<StatementId>,
}

/// What is wrong with a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// What nobody has silenced, by point and then by rule; what is about no point comes last.
    pub findings: Vec<Finding>,
    /// What is silenced, each with the place of the silence in [`Case::silences`].
    pub silenced: Vec<(Finding, usize)>,
}

/// The faults of drafting in a draft.
///
/// Points are the numbered ones; where a draft numbers none, all of its paragraphs. Of bracketed
/// text every option is read.
///
/// # Cost
///
/// Linear in the text, times the names of the case and the terms and guarantees in the text; and in
/// linkages and statements.
pub fn lint(case: &Case, draft: DraftId) -> Lint {
    let mut found = all(case, draft);
    let acts: Vec<(Option<usize>, usize)> = found
        .iter()
        .filter(|it| it.rule == Rule::IrreversibleAct)
        .map(|it| (it.point, it.at))
        .collect();
    // Of an act that cannot be undone the day is asked for already.
    found.retain(|it| {
        it.rule != Rule::OpenDuty || it.lacks != ["day"] || !acts.contains(&(it.point, it.at))
    });
    found.sort_by_key(|it| (it.point.unwrap_or(usize::MAX), it.rule));
    let (mut findings, mut silenced) = (Vec::new(), Vec::new());
    for finding in found {
        match case.silences.iter().position(|it| covers(case, it, draft, &finding)) {
            Some(silence) => silenced.push((finding, silence)),
            None => findings.push(finding),
        }
    }
    Lint { findings, silenced }
}

/// The places in [`Case::silences`] of those that silence nothing in any draft of the case.
///
/// # Cost
///
/// That of [`lint`] on every draft.
pub fn unused_silences(case: &Case) -> Vec<usize> {
    let mut is_used = vec![false; case.silences.len()];
    for draft in (0..case.drafts.len()).map(DraftId) {
        for finding in all(case, draft) {
            for (used, silence) in is_used.iter_mut().zip(&case.silences) {
                *used |= covers(case, silence, draft, &finding);
            }
        }
    }
    (0..is_used.len()).filter(|&it| !is_used[it]).collect()
}

fn covers(case: &Case, silence: &Silence, draft: DraftId, finding: &Finding) -> bool {
    let number = finding.point.and_then(|it| case.drafts[draft.0].points[it].number);
    silence.rule == finding.rule.name()
        && silence.draft.is_none_or(|it| it == draft)
        && silence.point.is_none_or(|it| number == Some(it))
        && silence.issue.is_none_or(|it| finding.issues.contains(&it))
}

fn all(case: &Case, draft: DraftId) -> Vec<Finding> {
    let ground = Ground::new(case, draft);
    let mut found = guarantee::find(&ground);
    found.extend(irreversible::find(&ground));
    found.extend(duty::find(&ground));
    found.extend(term::find(&ground));
    found.extend(linkage::find(&ground));
    found.extend(condition::find(&ground));
    found.extend(bracket::find(&ground));
    found
}
