//! Questions as a mediator would say them.

use onetext_case::{Case, Claim, DraftId, IssueId, OptionId, Pattern, Provenance, Step};
use onetext_elicit::{Asking, Level};
use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::Named;
use crate::time::Day;

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// Whether the party would sign a text.
    Sign,
    /// Whether a red line is firm.
    RedLine,
    /// Which of two options is better.
    Option,
    /// Which of two steps matters more.
    Step,
    /// Which of two drafts is better.
    Draft,
}

/// What a question is about.
pub(crate) fn subject(asking: &Asking) -> Subject {
    match asking {
        Asking::Sign { .. } => Subject::Sign,
        Asking::Firm { .. } => Subject::RedLine,
        Asking::Option { .. } => Subject::Option,
        Asking::Matters { .. } => Subject::Step,
        Asking::Better { .. } => Subject::Draft,
    }
}

/// What the mediator has to do before asking; empty if nothing.
pub(crate) fn caution(case: &Case, asking: &Asking) -> String {
    let drafts = match asking {
        Asking::Sign { draft: Some(draft), .. } => vec![*draft],
        Asking::Better { one, other } => vec![*one, *other],
        _ => return String::new(),
    };
    let is_private = |it: &&DraftId| case.drafts[it.0].provenance == Provenance::Private;
    let private: Vec<String> =
        drafts.iter().filter(is_private).map(|it| draft_words(case, *it)).collect();
    match &private[..] {
        [] => String::new(),
        all => format!("not shown to anybody yet: {}", all.join(" and ")),
    }
}

/// A question in a sentence that can be read aloud to the party and answered by yes or no.
pub(crate) fn sentence(case: &Case, asking: &Asking) -> String {
    match asking {
        Asking::Sign { draft: Some(draft), changes, .. } => {
            let draft = draft_words(case, *draft);
            let changes: Vec<(IssueId, Level)> =
                changes.iter().map(|(&it, &to)| (it, to)).collect();
            match &changes[..] {
                [] => format!("Would you sign {draft} as it stands?"),
                [(issue, Level::Silent)] => {
                    format!("Would you sign {draft} if it left open {}?", question(case, *issue))
                }
                [(issue, Level::Option(option))] => format!(
                    "Would you sign {draft} if, on {}, it said {}?",
                    question(case, *issue),
                    option_words(case, *issue, *option)
                ),
                several => format!("Would you sign {draft} if it said {}?", levels(case, several)),
            }
        }
        Asking::Sign { draft: None, changes, .. } => {
            let all: Vec<(IssueId, Level)> = changes.iter().map(|(&it, &to)| (it, to)).collect();
            let says = levels(case, &all);
            format!("Would you sign a text that says {says}, and leaves all else as it is?")
        }
        Asking::Firm { statement, line, crossing: options } => {
            let said = &case.statements[statement.0];
            let (crossed, day) = (crossing(case, line, options), Day(said.said.to));
            let gist = said.gist.trim_end_matches('.');
            format!(
                "{} was quoted on {day}: {gist}. Would you refuse a text {crossed} even if all else in \
                 it suited you?",
                said.speaker
            )
        }
        Asking::Option { issue, one, other } => format!(
            "On {}: would you rather have {} than {}?",
            question(case, *issue),
            option_words(case, *issue, *one),
            option_words(case, *issue, *other)
        ),
        Asking::Matters { one, other } => format!(
            "Is it worth more to you to get from {} than to get from {}?",
            step(case, one),
            step(case, other)
        ),
        Asking::Better { one, other } => format!(
            "Is {} better for you than {}?",
            draft_words(case, *one),
            draft_words(case, *other)
        ),
    }
}

/// A draft by its day, or by its heading where another draft has the same day.
fn draft_words(case: &Case, draft: DraftId) -> String {
    let day = case.drafts[draft.0].day;
    if case.drafts.iter().filter(|it| it.day == day).count() == 1 {
        format!("the draft of {}", Day(day))
    } else {
        format!("“{}”", Named::draft(case, draft).name)
    }
}

fn question(case: &Case, issue: IssueId) -> String {
    format!("the question “{}”", Named::issue(case, issue).name)
}

fn option_words(case: &Case, issue: IssueId, option: OptionId) -> String {
    format!("“{}”", Named::option(case, issue, option).name)
}

/// From how many issues on the questions are left out.
const MANY: usize = 4;

/// What a text says on several issues.
fn levels(case: &Case, levels: &[(IssueId, Level)]) -> String {
    let words: Vec<String> = levels
        .iter()
        .map(|&(issue, level)| match level {
            Level::Option(option) if levels.len() < MANY => {
                let name = Named::issue(case, issue).name;
                format!("{} ({name})", option_words(case, issue, option))
            }
            Level::Option(option) => option_words(case, issue, option),
            Level::Silent => format!("nothing on {}", question(case, issue)),
        })
        .collect();
    match &words[..] {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => words.concat(),
    }
}

/// What a text has that crosses a red line.
fn crossing(case: &Case, line: &Claim, options: &Pattern) -> String {
    let words = |pattern: &Pattern, between: &str| {
        let issues = pattern.iter().map(|(&issue, options)| {
            let options: Vec<String> =
                options.iter().map(|&it| option_words(case, issue, it)).collect();
            options.join(" or ")
        });
        issues.collect::<Vec<_>>().join(between)
    };
    match line {
        Claim::Requires(options) => format!("without {}", words(options, " and ")),
        Claim::OnlyIf { options, when } => {
            format!("with {} but without {}", words(options, " and "), words(when, " and "))
        }
        _ if options.is_empty() => "that crosses it".to_owned(),
        _ => format!("with {}", words(options, " together with ")),
    }
}

fn step(case: &Case, step: &Step) -> String {
    let [from, to] = [step.from, step.to].map(|it| option_words(case, step.issue, it));
    format!("{from} to {to} ({})", Named::issue(case, step.issue).name)
}
