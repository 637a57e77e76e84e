//! What if, as text for a terminal.

use super::{cited, honesty, part, row_name, text_name, told};
use crate::analysis::{Named, Number};
use crate::inquiry::{Assumption, Direction, IssueChange, PartyShift, Said, WhatIfView};
use crate::report::sentence::listed;
use crate::report::sheet::{Align, Ink, Sheet};

/// What changes if a text says something else or statements are taken in another way, as text of
/// at most `width` columns.
pub fn what_if(view: &WhatIfView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    sheet.line(&format!("What if, of {}:", text_name(&view.text)));
    for it in &view.changes {
        sheet.line(&changed(it));
    }
    for it in &view.assumptions {
        let taken = match it.assumed {
            Assumption::Real => "is meant",
            Assumption::Bluff => "is a bluff",
            Assumption::Withdrawn => "is withdrawn",
        };
        sheet.line(&format!("  {} {taken}: {}", it.statement.id, it.statement.gist));
    }
    sheet.gap();
    sheet.line(&aloud(view));
    sheet.gap();
    table(&mut sheet, view);
    said(&mut sheet, view, "Now in the way", |it| &it.now_in_the_way);
    said(&mut sheet, view, "No longer in the way", |it| &it.no_longer_in_the_way);
    still(&mut sheet, view);
    honesty(&mut sheet, &view.heading, &[], &[&view.before, &view.after]);
    sheet
}

/// A change in a line.
pub(super) fn changed(it: &IssueChange) -> String {
    let from = match (&it.from[..], &it.status_quo) {
        ([], Some(now)) => format!("silence, which means “{}”", now.name),
        ([], None) => "silence".to_owned(),
        (several, _) => quoted(several, " or "),
    };
    format!("  {} = “{}”, instead of {from}", it.issue.id, it.to.name)
}

/// Which way a number moves, in a word or two.
pub(super) fn shift(before: &Number, after: &Number, direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Unclear if before_is_after(before, after) => "the same",
        Direction::Unclear => "no clear change",
        Direction::Unknown => "not known",
    }
}

fn quoted(names: &[Named], between: &str) -> String {
    names.iter().map(|it| format!("“{}”", it.name)).collect::<Vec<_>>().join(between)
}

/// The change in one sentence.
fn aloud(view: &WhatIfView) -> String {
    let of = |direction| {
        let moved = view.parties.iter().filter(|it| it.direction == direction);
        moved.map(|it| it.party.name.clone()).collect::<Vec<_>>()
    };
    let mut parts = Vec::new();
    for (direction, what) in
        [(Direction::Up, "easier to accept for"), (Direction::Down, "harder to accept for")]
    {
        let names = of(direction);
        if !names.is_empty() {
            parts.push(format!("{what} {}", listed(&names)));
        }
    }
    let mut told = if !parts.is_empty() {
        format!("The change makes the text {}", parts.join(", and "))
    } else if [Direction::Up, Direction::Down].contains(&view.joint) {
        "The change makes no clear difference to any party by itself".to_owned()
    } else {
        "The change makes no difference that these worlds could tell".to_owned()
    };
    if view.before.parties.iter().filter(|it| it.seat).count() > 1 {
        told += match view.joint {
            Direction::Up => "; all who sign, together, are likelier to accept it",
            Direction::Down => "; all who sign, together, are less likely to accept it",
            Direction::Unclear if !parts.is_empty() => "; for all who sign together little changes",
            Direction::Unclear | Direction::Unknown => "",
        };
    }
    told + "."
}

fn table(sheet: &mut Sheet, view: &WhatIfView) {
    let mut rows = vec![["", "before", "after", ""].map(str::to_owned).to_vec()];
    let short = |it: &Number| match it {
        Number::Known { .. } => told(it),
        Number::Unknown { .. } => "no number".to_owned(),
    };
    let row = |name: String, before: &Number, after: &Number, direction: Direction| {
        vec![name, short(before), short(after), shift(before, after, direction).to_owned()]
    };
    let both = view.before.parties.iter().zip(&view.after.parties).zip(&view.parties);
    for ((before, after), shift) in both {
        let name = row_name(&before.party, before.seat);
        rows.push(row(name, &before.share, &after.share, shift.direction));
    }
    if view.before.parties.iter().any(|it| it.seat) {
        let name = "All who sign".to_owned();
        rows.push(row(name, &view.before.joint, &view.after.joint, view.joint));
    }
    sheet.table(&[Align::Left; 4], &rows);
    for it in view.before.parties.iter().chain(&view.after.parties) {
        if let Number::Unknown { reason, statements, .. } = &it.share {
            let named = if statements.is_empty() {
                String::new()
            } else {
                format!(": {}", statements.join(", "))
            };
            sheet.line(&format!("  {}: no number, {reason}{named}.", it.party.name));
        }
    }
}

fn before_is_after(before: &Number, after: &Number) -> bool {
    matches!((before, after), (Number::Known { range: before, .. }, Number::Known { range: after, .. })
        if before == after)
}

fn said(
    sheet: &mut Sheet,
    view: &WhatIfView,
    heading: &str,
    which: impl Fn(&PartyShift) -> &Vec<Said>,
) {
    if view.parties.iter().all(|it| which(it).is_empty()) {
        return;
    }
    part(sheet, heading);
    for it in &view.parties {
        for said in which(it) {
            sheet.hung(Ink::Plain, 4, &format!("  for {}: {}", it.party.name, cited(said)));
        }
    }
}

/// What stands in the way before and after, by ids.
fn still(sheet: &mut Sheet, view: &WhatIfView) {
    let told: Vec<String> = view
        .parties
        .iter()
        .filter(|it| !it.still_in_the_way.is_empty())
        .map(|it| {
            let ids: Vec<&str> = it.still_in_the_way.iter().map(|it| it.id.as_str()).collect();
            format!("for {} {}", it.party.name, ids.join(", "))
        })
        .collect();
    if !told.is_empty() {
        sheet.gap();
        sheet.line(&format!("Still in the way: {}.", told.join("; ")));
    }
}
