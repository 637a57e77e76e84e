//! What an analysis says in sentences, for the head of every report.

mod next;

use self::next::{asking, unlocking};
use crate::analysis::{
    Acceptance, Analysis, BlockerView, Contest, Event, IssueText, Named, Number,
};
use crate::range::percent;

/// A sentence, in runs of text that may lead somewhere.
pub(crate) type Sentence = Vec<Run>;

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// Words of ours.
    Plain(String),
    /// Words that lead to a section of the page.
    Section(&'static str, String),
    /// A name or title from the case.
    Name(String),
    /// References to statements.
    Statements(Vec<String>),
}

/// The sentences that sum up an analysis, the most important first.
pub(crate) fn summary(analysis: &Analysis) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    sentences.extend(bargaining(analysis));
    sentences.extend(text_on_table(analysis));
    sentences.extend(blockers(analysis));
    sentences.extend(unlocking(analysis));
    sentences.extend(other_texts(analysis));
    sentences.extend(found(analysis));
    sentences.extend(issues(analysis));
    sentences.extend(asking(analysis));
    sentences.extend(ahead(analysis));
    sentences.extend(not_known(analysis));
    sentences
}

/// The text on the table, as far as it is known: a draft whose text is not public may be newer, but
/// says nothing that could head a report.
pub(crate) fn on_table(analysis: &Analysis) -> Option<&Acceptance> {
    let wanted = analysis.current()?;
    analysis.acceptances.iter().find(|it| it.draft == wanted.draft)
}

/// What stands in the way, in words: `“Ukrainian forces withdraw” (point 21)`.
pub(crate) fn obstacle(blocker: &BlockerView) -> (String, String) {
    let what = match &blocker.option {
        Some(option) => format!("“{}”", option.name),
        None => format!("silence on “{}”", blocker.issue.name),
    };
    let point = blocker.point.map_or_else(String::new, |it| format!(" (point {it})"));
    (what, point)
}

fn text_on_table(analysis: &Analysis) -> Option<Sentence> {
    let text = on_table(analysis)?;
    if text.parties.is_empty() {
        return Some(vec![
            plain("The text on the table is "),
            name(&text.draft, true),
            plain("; the case names no party that could accept it."),
        ]);
    }
    let mut runs =
        vec![plain("Could they accept the text on the table, "), name(&text.draft, true)];
    runs.push(plain("? "));
    for (index, party) in text.parties.iter().enumerate() {
        if index != 0 {
            runs.push(plain("; "));
        }
        runs.push(name(&party.party, false));
        runs.push(plain(if party.seat { ": " } else { " (does not sign): " }));
        runs.push(verdict(&party.share));
    }
    match text.parties.iter().filter(|it| it.seat).count() {
        0 => runs.push(plain("; nobody signs")),
        1 => {}
        _ => {
            runs.push(plain("; all who sign: "));
            runs.push(verdict(&text.joint));
        }
    }
    runs.push(plain("."));
    Some(runs)
}

fn other_texts(analysis: &Analysis) -> Option<Sentence> {
    let text = on_table(analysis)?;
    if !text.parties.iter().any(|it| it.seat) {
        return None;
    }
    let mut runs = Vec::new();
    for it in analysis.acceptances.iter().filter(|it| it.draft != text.draft) {
        runs.push(plain(if runs.is_empty() { "All who sign, on " } else { "; on " }));
        runs.push(name(&it.draft, true));
        runs.push(plain(if it.undisclosed { ", which is not public: " } else { ": " }));
        runs.push(verdict(&it.joint));
    }
    if runs.is_empty() {
        return None;
    }
    runs.push(plain("."));
    Some(runs)
}

fn verdict(number: &Number) -> Run {
    Run::Section("acceptability", in_words(number))
}

fn in_words(number: &Number) -> String {
    match number {
        Number::Known { range, word, .. } => format!("{word} ({range})"),
        Number::Unknown { .. } => "no number".to_owned(),
    }
}

fn blockers(analysis: &Analysis) -> Option<Sentence> {
    let text = on_table(analysis)?;
    let mut runs = Vec::new();
    for party in text.parties.iter().filter(|it| {
        it.seat
            && it.blocker.is_some()
            && matches!(it.share, Number::Known { range, .. } if range.low < 0.65)
    }) {
        runs.push(plain(if runs.is_empty() {
            "What stands most in its way is, for "
        } else {
            "; for "
        }));
        runs.push(name(&party.party, false));
        let Some(blocker) = party.obstacle() else {
            runs.push(plain(", nothing in particular"));
            continue;
        };
        let (what, point) = obstacle(blocker);
        runs.push(plain(", "));
        runs.push(Run::Name(what));
        runs.push(plain(&format!(
            "{point}, behind {} of the rejections",
            percent(blocker.explains)
        )));
        if blocker.statements.is_empty() {
            runs.push(plain(" (assumed)"));
        } else {
            runs.push(Run::Statements(blocker.statements.clone()));
        }
    }
    if runs.is_empty() {
        return None;
    }
    runs.push(plain("."));
    Some(runs)
}

fn found(analysis: &Analysis) -> Option<Sentence> {
    let found = analysis.found.as_ref()?;
    let Number::Known { range, word, .. } = &found.joint else { return None };
    Some(vec![
        plain("The most acceptable text that a search found, for all who sign: "),
        Run::Section("common", format!("{word} ({range})")),
        plain(". It is found, not proved best."),
    ])
}

fn bargaining(analysis: &Analysis) -> Option<Sentence> {
    if !analysis.no_bargaining.is_empty() {
        return Some(vec![
            plain("All who sign have utilities in numbers, but there is no exact answer: "),
            Run::Section("common", analysis.no_bargaining.clone()),
            plain("."),
        ]);
    }
    let exact = analysis.bargaining.as_ref()?;
    let mut runs = vec![
        plain("Of "),
        plain(&grouped(exact.zopa.feasible)),
        plain(" possible outcomes, "),
        Run::Section("common", grouped(exact.zopa.acceptable)),
        plain(" are acceptable to all who sign"),
    ];
    if let Ok(frontier) = &exact.frontier {
        runs.push(plain("; the frontier, which no outcome beats, has "));
        let points = count(frontier.points.len(), "point", "points");
        runs.push(Run::Section("common", points));
    }
    runs.push(plain("."));
    Some(runs)
}

fn issues(analysis: &Analysis) -> Option<Sentence> {
    let total = analysis.issues.len();
    if total == 0 {
        return None;
    }
    let mut runs = Vec::new();
    if let Some(draft) = analysis.current() {
        runs.push(plain(&format!("Of {}, ", count(total, "issue", "issues"))));
        runs.push(name(&draft.draft, true));
        runs.push(plain(" settles "));
        runs.push(Run::Section("drafts", draft.settled.to_string()));
        if 0 < draft.open {
            let and = if draft.silent == 0 { " and" } else { "," };
            runs.push(plain(&format!("{and} leaves {} in brackets", draft.open)));
        }
        if 0 < draft.silent {
            runs.push(plain(&format!(" and is silent on {}", draft.silent)));
        }
        runs.push(plain("."));
    }
    if !analysis.ledger.is_empty() && analysis.holders.iter().any(|it| it.role.starts_with("party"))
    {
        let of = |contest| analysis.issues.iter().filter(|it| it.contest == contest).count();
        let contested = match of(Contest::Contested) {
            0 => "no issue is contested".to_owned(),
            found => count(found, "issue is contested", "issues are contested"),
        };
        runs.push(plain(if runs.is_empty() { "By" } else { " By" }));
        runs.push(plain(" what the parties say, "));
        runs.push(Run::Section("positions", contested));
        let neither = if analysis.current().is_some() {
            "none goes against the text or another"
        } else {
            "none goes against another"
        };
        for (contest, what) in [
            (Contest::AgainstText, "a party objects to what the text says"),
            (Contest::Reported, "they are contested as others report"),
            (Contest::AgainstTextReported, "a party objects to the text as others report"),
            (Contest::Unopposed, &format!("parties point somewhere, and {neither}")),
            (Contest::Silent, "no party takes a side"),
        ] {
            let found = of(contest);
            if 0 < found {
                runs.push(plain(&format!("; on {found} {what}")));
            }
        }
        runs.push(plain("."));
    }
    (!runs.is_empty()).then_some(runs)
}

fn ahead(analysis: &Analysis) -> Option<Sentence> {
    let mut runs = Vec::new();
    for it in analysis.timeline.iter().filter(|it| it.planned || it.time.is_none()) {
        let what = match &it.event {
            Event::Round { round, .. } => round,
            Event::Deadline { deadline, .. } => deadline,
            Event::Draft { .. } | Event::Statement { .. } => continue,
        };
        runs.push(plain(if runs.is_empty() { "Ahead: " } else { "; " }));
        runs.push(Run::Name(what.name.trim_end_matches('.').to_owned()));
        runs.push(plain(", "));
        let time = it.time.as_ref().map(ToString::to_string);
        let time = time.unwrap_or_else(|| "day not known".to_owned());
        runs.push(Run::Section("timeline", time));
    }
    if runs.is_empty() {
        return None;
    }
    runs.push(plain("."));
    Some(runs)
}

fn not_known(analysis: &Analysis) -> Option<Sentence> {
    let unknown = &analysis.unknown;
    if analysis.ledger.is_empty() {
        return None;
    }
    let mut parts = vec![in_no_number(analysis)];
    if !unknown.undisclosed.is_empty() {
        let drafts = unknown.undisclosed.len();
        parts.push(count(drafts, "draft is not public", "drafts are not public"));
    }
    if !unknown.silent_issues.is_empty() {
        let issues = count(unknown.silent_issues.len(), "issue", "issues");
        parts.push(format!("no party spoke on {issues}"));
    }
    Some(vec![
        Run::Section("unknown", "Not known".to_owned()),
        plain(&format!(": {}.", parts.join("; "))),
    ])
}

/// How many statements are in no number, and why: the reasons add up.
pub(crate) fn in_no_number(analysis: &Analysis) -> String {
    let unknown = &analysis.unknown;
    let are = if unknown.uncounted.len() == 1 { "is" } else { "are" };
    let statements = count(analysis.ledger.len(), "statement", "statements");
    let told = format!("{} of {statements} {are} in no number", unknown.uncounted.len());
    let reasons: Vec<String> =
        unknown.left_out.iter().map(|it| format!("{} {}", it.statements.len(), it.why)).collect();
    if reasons.is_empty() { told } else { format!("{told} ({})", reasons.join(", ")) }
}

/// Issues of an analysis by what the draft on the table says: settled, open, silent.
pub(crate) fn by_text(analysis: &Analysis) -> [Vec<&Named>; 3] {
    let mut found = [const { Vec::new() }; 3];
    for issue in &analysis.issues {
        match issue.text {
            Some(IssueText::Settled { .. }) => found[0].push(&issue.issue),
            Some(IssueText::Open { .. }) => found[1].push(&issue.issue),
            Some(IssueText::Silent { .. }) => found[2].push(&issue.issue),
            None => {}
        }
    }
    found
}

/// "one, two and three".
pub(crate) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A count with its noun.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A count with thin spaces between groups of three digits, from five digits on.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index != 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

fn plain(text: &str) -> Run {
    Run::Plain(text.to_owned())
}

fn name(named: &Named, quoted: bool) -> Run {
    Run::Name(if quoted { format!("“{}”", named.name) } else { named.name.clone() })
}
