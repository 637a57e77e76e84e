//! The report as text for a terminal: one screen.

use crate::analysis::{
    Acceptance, Analysis, BlockerView, Contest, Entry, ExactnessView, Number, PartyAcceptance,
};
use crate::range::{Range, percent};
use crate::report::answer::{self, proved};
use crate::report::sentence::{by_text, count, grouped, in_no_number, obstacle};
use crate::report::sheet::{Ink, Sheet, shortened};

/// The analysis as text of at most `width` columns, meant for one screen.
///
/// Widths below 40 are taken as 40.
pub fn text(analysis: &Analysis, width: usize) -> Sheet {
    let mut screen = Sheet::new(width);
    screen.line(&match analysis.as_of {
        Some(day) => format!("{}, as of {day}", analysis.title),
        None => analysis.title.clone(),
    });
    issues(&mut screen, analysis);
    for it in &analysis.acceptances {
        acceptance(&mut screen, analysis, it);
    }
    if let Some(it) = &analysis.sensitivity
        && !it.flips(None).is_empty()
    {
        screen.gap();
        screen.line(&format!("The text on the table: {}", answer::hangs_on(it, None)));
    }
    words_in_the_way(&mut screen, analysis);
    common(&mut screen, analysis);
    contradictions(&mut screen, analysis);
    questions(&mut screen, analysis);
    not_known(&mut screen, analysis);
    exactness(&mut screen, analysis);
    legend(&mut screen, analysis);
    screen
}

fn issues(screen: &mut Sheet, analysis: &Analysis) {
    let total = analysis.issues.len();
    let [settled, open, silent] = by_text(analysis).map(|it| it.len());
    if let Some(draft) = analysis.current() {
        let mut says = vec![format!("settles {settled}")];
        if 0 < open {
            says.push(format!("brackets {open}"));
        }
        if 0 < silent {
            says.push(format!("is silent on {silent}"));
        }
        screen.line(&format!(
            "{}: “{}” {}",
            count(total, "issue", "issues"),
            draft.draft.name,
            says.join(", ")
        ));
    }
    if !analysis.ledger.is_empty() {
        let of = |contest| {
            let found = analysis.issues.iter().filter(|it| it.contest == contest);
            found.map(|it| it.issue.id.as_str()).collect::<Vec<_>>().join(", ")
        };
        for (contest, label) in [
            (Contest::Contested, "contested"),
            (Contest::AgainstText, "against the text"),
            (Contest::Reported, "contested, others say"),
            (Contest::AgainstTextReported, "against the text, others say"),
        ] {
            let found = of(contest);
            if !found.is_empty() {
                screen.line(&format!("  {label}: {found}"));
            }
        }
    }
}

fn acceptance(screen: &mut Sheet, analysis: &Analysis, acceptance: &Acceptance) {
    screen.gap();
    let hidden = match (acceptance.undisclosed, acceptance.outer) {
        (true, true) => " (not public, outer bounds)",
        (true, false) => " (not public)",
        (false, true) => " (outer bounds)",
        (false, false) => "",
    };
    let joint = match &acceptance.joint {
        Number::Known { range, word, .. } => format!(" – all who sign: {word}, {range}"),
        Number::Unknown { .. } if !acceptance.parties.iter().any(|it| it.seat) => {
            " – nobody signs".to_owned()
        }
        Number::Unknown { .. } => " – all who sign: no number".to_owned(),
    };
    let room = screen.width().saturating_sub(hidden.chars().count() + joint.chars().count() + 2);
    screen.cut(&format!("“{}”{hidden}{joint}", shortened(&acceptance.draft.name, room)));
    let width = acceptance.parties.iter().map(|it| it.party.name.chars().count()).max();
    let width = width.unwrap_or_default().min(20);
    for it in &acceptance.parties {
        let signs = if it.seat { "" } else { "  (does not sign)" };
        let number = number(&it.share);
        let line = format!("  {:<width$}  {number}{signs}", shortened(&it.party.name, width));
        let room = screen.width().saturating_sub(line.chars().count() + 2);
        if let Number::Unknown { statements, .. } = &it.share {
            screen.line(&format!("{line}{}", named(statements)));
        } else {
            screen.cut(&format!("{line}  {}", obstruction(analysis, it, room)));
        }
    }
    for (ink, line) in acceptance.parties.iter().filter_map(proved) {
        screen.inked(ink, &format!("  {line}"));
    }
}

/// A number in columns: range, then word.
fn number(number: &Number) -> String {
    match number {
        Number::Known { range, word, .. } => format!("{:>8}  {word:<13}", range.to_string()),
        Number::Unknown { reason, .. } => format!("no number: {reason}"),
    }
}

/// The statements that stand in the way of a number, by id.
fn named(statements: &[String]) -> String {
    if statements.is_empty() { String::new() } else { format!(": {}", statements.join(", ")) }
}

/// What blocks the text, with the newest statement behind it, in `room` columns; the speaker and
/// the day are never cut for the option. Empty where acceptance is likely.
fn obstruction(analysis: &Analysis, party: &PartyAcceptance, room: usize) -> String {
    let Some(blocker) = blocker(party) else { return String::new() };
    if party.obstacle().is_none() {
        return shortened("nothing in particular", room);
    }
    let (what, point) = obstacle(blocker);
    let point = format!("{point}, {}", percent(blocker.explains));
    let said = newest_behind(analysis, blocker)
        .map_or(" (assumed)".to_owned(), |it| format!(" – {}, {}", it.speaker, it.said.short()));
    let rest = point.chars().count() + said.chars().count();
    format!("{}{point}{said}", shortened(&what, room.saturating_sub(rest).max(6)))
}

fn blocker(party: &PartyAcceptance) -> Option<&BlockerView> {
    let sure = matches!(party.share, Number::Known { range: Range { low, .. }, .. } if 0.65 <= low);
    party.blocker.as_ref().filter(|_| !sure)
}

fn newest_behind<'a>(analysis: &'a Analysis, blocker: &BlockerView) -> Option<&'a Entry> {
    let behind = blocker.statements.iter().filter_map(|it| analysis.entry(it));
    behind.max_by_key(|it| it.number)
}

/// The statements behind what blocks, each once.
fn words_in_the_way(screen: &mut Sheet, analysis: &Analysis) {
    const MOST: usize = 5;
    let parties = analysis.acceptances.iter().flat_map(|it| &it.parties);
    let mut found: Vec<&Entry> = Vec::new();
    let signing = parties.filter(|it| it.seat && it.obstacle().is_some());
    for entry in signing.filter_map(blocker).filter_map(|it| newest_behind(analysis, it)) {
        if !found.iter().any(|it| it.id == entry.id) {
            found.push(entry);
        }
    }
    if found.is_empty() {
        return;
    }
    screen.gap();
    screen.line("In the way:");
    for it in found.iter().take(MOST) {
        screen.cut(&format!("  {}, {}: {}", it.speaker, it.said.short(), it.gist));
    }
    if MOST < found.len() {
        screen.line(&format!("  and {} more", found.len() - MOST));
    }
}

fn common(screen: &mut Sheet, analysis: &Analysis) {
    if let Some(exact) = &analysis.bargaining {
        screen.gap();
        screen.line(&format!(
            "{} of {} outcomes are acceptable to all ({})",
            grouped(exact.zopa.acceptable),
            grouped(exact.zopa.feasible),
            exact.zopa.reliance
        ));
        if let Ok(frontier) = &exact.frontier {
            let points = grouped(frontier.points.len() as u64);
            screen.line(&format!("{points} on the frontier"));
        }
        for it in exact.solutions.iter().flatten() {
            let payoffs: Vec<String> =
                it.payoffs.iter().map(|it| format!("{} {}", it.party.name, it.utility)).collect();
            screen.line(&format!("  {:<18} {}", it.rule.name(), payoffs.join(", ")));
        }
    }
    if !analysis.no_bargaining.is_empty() {
        screen.gap();
        screen.line(&format!("No exact answer in numbers: {}", analysis.no_bargaining));
    }
    if let Some(found) = &analysis.found {
        screen.gap();
        let joint = match &found.joint {
            Number::Known { range, word, .. } => format!("{word}, {range}"),
            Number::Unknown { reason, .. } => format!("no number: {reason}"),
        };
        screen.line(&format!("Most acceptable text found, not proved best ({joint}):"));
        let (moved, kept): (Vec<_>, Vec<_>) = found
            .outcome
            .iter()
            .partition(|(issue, option)| !analysis.is_status_quo(issue, option));
        let options: Vec<String> =
            moved.iter().map(|(issue, option)| format!("{} = {}", issue.id, option.id)).collect();
        let rest = match kept.len() {
            0 => String::new(),
            kept => format!("; the other {} as now", count(kept, "issue", "issues")),
        };
        screen.line(&format!("  {}{rest}", options.join(", ")).replace("  ; ", "  "));
        if let Some(it) = &analysis.zopa {
            screen.line(&answer::common(it));
        }
    } else if let Some(it) = &analysis.not_found {
        screen.gap();
        let named = named(&it.statements);
        screen.line(&format!("What could all accept? No number: {}{named}", it.reason));
    }
}

/// What cannot be true together, and what surprises, by ids.
fn contradictions(screen: &mut Sheet, analysis: &Analysis) {
    let found = &analysis.contradictions;
    if found.sets.is_empty() && found.surprises.is_empty() {
        return;
    }
    screen.gap();
    for it in found.sets.iter().filter(|it| it.checked) {
        let ids: Vec<&str> = it.statements.iter().map(|it| it.said.id.as_str()).collect();
        let hard = if it.hard { "hard" } else { "soft" };
        let line =
            format!("Proved: cannot all be true ({hard}, {}): {}", it.party.name, ids.join(", "));
        screen.inked(Ink::Proved, &line);
    }
    if !found.surprises.is_empty() {
        let ids: Vec<String> = found
            .surprises
            .iter()
            .map(|it| format!("{} ({})", it.said.id, it.party.name))
            .collect();
        screen.line(&format!("Surprises, which other words speak against: {}", ids.join(", ")));
    }
}

/// What to ask next, in words.
fn questions(screen: &mut Sheet, analysis: &Analysis) {
    if analysis.questions.is_empty() {
        return;
    }
    screen.gap();
    screen.line("To ask next:");
    for it in &analysis.questions {
        let caution =
            if it.caution.is_empty() { String::new() } else { format!(" ({})", it.caution) };
        screen.line(&format!("  {}: {}{caution}", it.party.name, it.sentence));
    }
}

fn not_known(screen: &mut Sheet, analysis: &Analysis) {
    let unknown = &analysis.unknown;
    let mut parts = Vec::new();
    if !unknown.uncounted.is_empty() {
        parts.push(in_no_number(analysis));
    }
    for (found, one, many) in [
        (unknown.undisclosed.len(), "draft not public", "drafts not public"),
        (unknown.sources_without_text.len(), "source without text", "sources without text"),
    ] {
        if 0 < found {
            parts.push(count(found, one, many));
        }
    }
    if !unknown.silent_issues.is_empty() && !analysis.ledger.is_empty() {
        parts.push(format!(
            "no party spoke on {}",
            count(unknown.silent_issues.len(), "issue", "issues")
        ));
    }
    if !parts.is_empty() {
        screen.gap();
        screen.line(&format!("Not known: {}", parts.join("; ")));
    }
}

fn exactness(screen: &mut Sheet, analysis: &Analysis) {
    let drawn =
        analysis.acceptances.iter().flat_map(|it| &it.parties).find_map(|it| match it.share {
            Number::Known { exactness: ExactnessView::Sampled { draws, seed }, .. } => {
                Some((draws, seed))
            }
            Number::Known { exactness: ExactnessView::Exact, .. } | Number::Unknown { .. } => None,
        });
    if let Some((draws, seed)) = drawn {
        screen.line(&format!(
            "Estimates from what was said: {draws} worlds for each party, seed {seed}; ranges \
             include the sampling error"
        ));
    }
}

/// What the percentages are.
fn legend(screen: &mut Sheet, analysis: &Analysis) {
    let shares = analysis.acceptances.iter().flat_map(|it| &it.parties).map(|it| &it.share);
    let found = analysis.found.iter().map(|it| &it.joint);
    let is_drawn =
        |it: &Number| matches!(it, Number::Known { exactness: ExactnessView::Sampled { .. }, .. });
    if shares.chain(found).any(is_drawn) {
        screen.line(
            "Percentages: share of the worlds that fit what was said, not a forecast; after what is \
             in the way, the share of the rejections behind which it stands",
        );
    }
}
