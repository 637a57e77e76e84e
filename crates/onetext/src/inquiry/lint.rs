//! The faults of drafting in a draft, with its names put back.

use onetext_case::{Case, DraftId, StatementId};
use onetext_mediate::{Finding, Rule, unused_silences};
use schemars::JsonSchema;
use serde::Serialize;

use super::text::{Chosen, Wanted};
use super::{Said, TextView};
use crate::analysis::Named;
use crate::error::Error;
use crate::time::Day;

/// The faults of drafting in a draft.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LintView {
    /// Name of the case.
    pub title: String,
    /// The day on which the case looks at the world.
    pub as_of: Option<Day>,
    /// The draft.
    #[serde(flatten)]
    pub text: TextView,
    /// Path of its file inside the case folder.
    pub file: String,
    /// How many points were read.
    pub points: usize,
    /// What was found, by point; what the text is silent on comes last.
    pub findings: Vec<FindingView>,
    /// What was found and stands for a reason.
    pub silenced: Vec<SilencedView>,
    /// Silences that silence nothing in any draft of the case.
    pub unused: Vec<SilenceView>,
}

/// A fault of drafting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FindingView {
    /// Name of the rule, by which it can be silenced.
    pub rule: &'static str,
    /// Number of the point; `None` for a paragraph, and where the text is silent.
    pub point: Option<u64>,
    /// Place of the point among those of the draft; `None` where the text is silent.
    #[serde(skip)]
    pub place: Option<usize>,
    /// Where the words begin in the text of all pieces of the point together.
    #[serde(skip)]
    pub at: usize,
    /// Line of the file; `None` where the text is silent.
    pub line: Option<usize>,
    /// The words at fault; empty where the text is silent.
    pub words: String,
    /// What is missing, each in a word.
    pub lacks: Vec<&'static str>,
    /// What may go wrong.
    pub reason: String,
    /// What a better text would say.
    pub better: String,
    /// Ids of the issues that it is about.
    pub issues: Vec<String>,
    /// The statements that it rests on.
    pub statements: Vec<Said>,
}

/// A fault of drafting that stands for a reason.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SilencedView {
    /// The fault.
    #[serde(flatten)]
    pub finding: FindingView,
    /// Why it stands.
    pub because: String,
}

/// A silence of the case.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SilenceView {
    /// The rule.
    pub rule: String,
    /// The draft that it is for.
    pub draft: Option<String>,
    /// The point that it is for.
    pub point: Option<u64>,
    /// The issue that it is for.
    pub issue: Option<String>,
    /// Its reason.
    pub reason: String,
}

/// What each rule looks for, in a few words.
pub fn rule_name(rule: &str) -> &'static str {
    let found = Rule::ALL.into_iter().find(|it| it.name() == rule);
    match found {
        Some(Rule::VagueGuarantee) => "a vague guarantee",
        Some(Rule::IrreversibleAct) => "an act that cannot be undone, and nothing dated against it",
        Some(Rule::OpenDuty) => "a duty without subject or day",
        Some(Rule::UndefinedTerm) => "a term that is not explained",
        Some(Rule::BrokenLinkage) => "options that do not stand alone",
        Some(Rule::SilentCondition) => "silence on a condition",
        Some(Rule::UnownedBracket) => "an open bracket without owner",
        None => "no rule",
    }
}

/// The faults of drafting in a draft, by the rules of `docs/lint.md`.
///
/// # Errors
///
/// [`Error::NoDraft`]; [`Error::UnknownDraft`], also for a draft whose text is not public, and for a
/// package, which has no words.
///
/// # Cost
///
/// That of [`onetext_mediate::lint`], and where the case has silences, of the same on every draft.
pub fn lint(case: &Case, wanted: &Wanted) -> Result<LintView, Error> {
    let chosen = Chosen::new(case, wanted)?;
    let draft = chosen.draft.ok_or_else(|| Error::UnknownDraft {
        draft: chosen.name.id.clone(),
        known: case.drafts.iter().map(|it| it.id.clone()).collect(),
    })?;
    let found = onetext_mediate::lint(case, draft);
    let view = |it: &Finding| finding(case, draft, it);
    let silenced = found.silenced.iter().map(|(it, silence)| SilencedView {
        finding: view(it),
        because: case.silences[*silence].reason.clone(),
    });
    let unused = if case.silences.is_empty() { Vec::new() } else { unused_silences(case) };
    let unused = unused.into_iter().map(|it| {
        let silence = &case.silences[it];
        SilenceView {
            rule: silence.rule.clone(),
            draft: silence.draft.map(|it| case.drafts[it.0].id.clone()),
            point: silence.point,
            issue: silence.issue.map(|it| case.issues[it.0].id.clone()),
            reason: silence.reason.clone(),
        }
    });
    let points = &case.drafts[draft.0].points;
    let numbered = points.iter().filter(|it| it.number.is_some()).count();
    Ok(LintView {
        title: case.title.clone(),
        as_of: case.as_of.map(Day),
        text: TextView { text: Named::draft(case, draft), kind: chosen.kind },
        file: case.drafts[draft.0].file.clone(),
        points: if numbered == 0 { points.len() } else { numbered },
        findings: found.findings.iter().map(view).collect(),
        silenced: silenced.collect(),
        unused: unused.collect(),
    })
}

fn finding(case: &Case, draft: DraftId, it: &Finding) -> FindingView {
    let said = |id: &StatementId| Said::new(case, *id);
    FindingView {
        rule: it.rule.name(),
        point: it.point.and_then(|it| case.drafts[draft.0].points[it].number),
        place: it.point,
        at: it.at,
        line: it.line,
        words: it.words.clone(),
        lacks: it.lacks.clone(),
        reason: it.reason.clone(),
        better: it.better.clone(),
        issues: it.issues.iter().map(|it| case.issues[it.0].id.clone()).collect(),
        statements: it.statements.iter().map(said).collect(),
    }
}
