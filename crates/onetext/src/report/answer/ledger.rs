//! What each party is asked to give and gets, as text for a terminal.

use super::account::account;
use super::{part, row_name};
use crate::analysis::Named;
use crate::inquiry::{
    AccountView, ChangedIssue, Crossing, DraftLedger, LedgerView, LineView, Tally,
};
use crate::report::sentence::{count, listed};
use crate::report::sheet::{Align, Ink, Sheet};

/// What each party is asked to give and gets, draft by draft, as text of at most `width` columns.
pub fn ledger(view: &LedgerView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let day = view.as_of.map_or_else(String::new, |it| format!(", as of {it}"));
    sheet.line(&format!("{}{day}: who is asked to give what, and who gets what?", view.title));
    for it in &view.drafts {
        draft(&mut sheet, it);
    }
    sheet.gap();
    for it in &view.undisclosed {
        sheet.line(&format!("“{}” is not public: what it asks of anybody is not known.", it.name));
    }
    let day = view.as_of.map_or_else(|| "the day of the case".to_owned(), |it| it.to_string());
    sheet.line(&format!(
        "Exact: read off the texts and what was said by {day} and not replaced, taken back or run \
         out; nothing is drawn or assumed. Counts are of points, not of what they weigh: they are \
         not to be added up or set off against each other."
    ));
    sheet
}

fn draft(sheet: &mut Sheet, it: &DraftLedger) {
    let against = match &it.base {
        Some(base) => format!("against “{}”", base.name),
        None => "which revises no draft: against the state of things without a text".to_owned(),
    };
    part(sheet, &format!("“{}”, {}, {against}", it.draft.name, it.day));
    if it.parties.is_empty() {
        sheet.line("  The case names no party.");
        return;
    }
    sheet.gap();
    sheet.line(&aloud(it));
    sheet.gap();
    table(sheet, it);
    if !it.changes.is_empty() {
        sheet.gap();
        sheet.line("What changes:");
        for change in &it.changes {
            sheet.hung(Ink::Plain, 6, &format!("  {}", changed(change)));
        }
    }
    for party in &it.parties {
        account(sheet, party);
    }
}

/// The draft in one sentence.
fn aloud(it: &DraftLedger) -> String {
    let all = it.changes.len();
    let since = match &it.base {
        Some(base) => format!("changed since “{}”", base.name),
        None => "on which it differs from the state of things without a text".to_owned(),
    };
    if all == 0 {
        return format!("No point {since}: nobody is asked for anything.");
    }
    let told: Vec<String> = it
        .parties
        .iter()
        .map(|it| {
            let does_not_sign = if it.seat { "" } else { " (does not sign)" };
            let told = tally(&it.counts, all);
            let lines = crossed_in_words(it);
            format!("{}{does_not_sign} {told}{lines}", it.party.name)
        })
        .collect();
    let points = count(all, "point", "points");
    let since = match &it.base {
        Some(_) => format!("that {since}"),
        None => since,
    };
    format!("Of {points} {since}, {}.", told.join("; "))
}

/// How many lines of a party the draft crosses, to follow what changes are to it.
fn crossed_in_words(it: &AccountView) -> String {
    let (others, own): (Vec<&LineView>, Vec<&LineView>) =
        it.lines.iter().filter(|it| it.after == Crossing::Crossed).partition(|it| it.by_others);
    let own = match own.len() {
        0 => None,
        lines => Some(count(lines, "line of its own", "lines of its own")),
    };
    let others = match others.len() {
        0 => None,
        lines => Some(count(lines, "line that others tell of it", "lines that others tell of it")),
    };
    let both: Vec<String> = own.into_iter().chain(others).collect();
    if both.is_empty() { String::new() } else { format!(", with {} crossed", both.join(" and ")) }
}

/// What changes are to a party, in words that follow its name.
fn tally(it: &Tally, all: usize) -> String {
    if it.not_known == all {
        return "has said nothing that tells".to_owned();
    }
    let mut parts = Vec::new();
    let mut tell = |number: usize, words: &str| {
        if number != 0 {
            parts.push(format!("{words} {number}"));
        }
    };
    tell(it.gives, "is asked to give on");
    tell(it.may_give, "may have to give on");
    tell(it.gets, "gets");
    tell(it.may_get, "may get");
    tell(it.either_way, "may give or get on");
    tell(it.accepted, "is asked for what it said it accepts on");
    tell(it.neutral, "sees no difference on");
    let mut line = listed(&parts);
    if it.by_others != 0 {
        line = format!("{line} ({} by the words of others alone)", it.by_others);
    }
    if it.not_known != 0 {
        line = format!("{line}, and on {} it is not known", it.not_known);
    }
    line
}

/// How many changes are neither a give nor a get, in words: `3 accepted, 4 not known`.
pub(in crate::report) fn unsided(it: &Tally) -> String {
    let all = [
        (it.either_way, "either way"),
        (it.accepted, "accepted"),
        (it.neutral, "the same"),
        (it.not_known, "not known"),
    ];
    let told = all.iter().filter(|it| it.0 != 0).map(|(count, words)| format!("{count} {words}"));
    told.collect::<Vec<_>>().join(", ")
}

/// What of an account is counted.
pub(in crate::report) type Count = fn(&AccountView) -> usize;

/// The kinds of change that there are in a draft, with their names.
pub(in crate::report) fn columns(it: &DraftLedger) -> Vec<(&'static str, Count)> {
    let columns: [(&str, bool, Count); 10] = [
        ("gives", true, |it| it.counts.gives),
        ("may give", false, |it| it.counts.may_give),
        ("gets", true, |it| it.counts.gets),
        ("may get", false, |it| it.counts.may_get),
        ("either way", false, |it| it.counts.either_way),
        ("accepted", false, |it| it.counts.accepted),
        ("the same", false, |it| it.counts.neutral),
        ("not known", true, |it| it.counts.not_known),
        ("lines crossed", true, |it| crossed(it, Crossing::Crossed)),
        ("may be", false, |it| crossed(it, Crossing::Open)),
    ];
    let shown = columns
        .into_iter()
        .filter(|(_, always, of)| *always || it.parties.iter().any(|it| of(it) != 0));
    shown.map(|(name, _, of)| (name, of)).collect()
}

/// A row for each party, a column for each kind of change that there is.
fn table(sheet: &mut Sheet, it: &DraftLedger) {
    let shown = columns(it);
    let mut head = vec![String::new()];
    head.extend(shown.iter().map(|it| it.0.to_owned()));
    let mut rows = vec![head];
    for party in &it.parties {
        let mut row = vec![row_name(&party.party, party.seat)];
        row.extend(shown.iter().map(|(_, of)| of(party).to_string()));
        rows.push(row);
    }
    let mut aligns = vec![Align::Right; shown.len() + 1];
    aligns[0] = Align::Left;
    sheet.table(&aligns, &rows);
}

fn crossed(it: &AccountView, how: Crossing) -> usize {
    it.lines.iter().filter(|it| it.after == how).count()
}

/// A change in words: `dam: “no wall” or “the full wall” becomes “the lower wall”`.
fn changed(it: &ChangedIssue) -> String {
    let words = |them: &[Named]| match (them, &it.status_quo) {
        ([], Some(now)) => format!("silence, which means “{}”,", now.name),
        ([], None) => "silence".to_owned(),
        (several, _) => {
            several.iter().map(|it| format!("“{}”", it.name)).collect::<Vec<_>>().join(" or ")
        }
    };
    match (&it.from[..], &it.to[..], &it.status_quo) {
        ([], [to], Some(now)) if to == now => {
            return format!("{}: what silence means, “{}”, is written out", it.issue.id, to.name);
        }
        ([from], [], Some(now)) if from == now => {
            return format!(
                "{}: “{}” is left to silence, which means the same",
                it.issue.id, from.name
            );
        }
        _ => {}
    }
    let to = words(&it.to);
    format!("{}: {} becomes {}", it.issue.id, words(&it.from), to.trim_end_matches(','))
}
