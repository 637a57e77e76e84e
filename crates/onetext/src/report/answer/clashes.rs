//! What contradicts what, as text for a terminal.

use super::{cited, early, part};
use crate::inquiry::{ClashView, ClashesView, Contradictions, Said, TrustedView};
use crate::range::percent;
use crate::report::sentence::count;
use crate::report::sheet::{Ink, Sheet};

/// What contradicts what, as text of at most `width` columns.
pub fn clashes(view: &ClashesView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let day = view.heading.as_of.map_or_else(String::new, |it| format!(", as of {it}"));
    sheet.line(&format!("{}{day}: what contradicts what?", view.heading.title));
    sets(&mut sheet, &view.found);
    repairs(&mut sheet, &view.found);
    surprises(&mut sheet, &view.found);
    shifts(&mut sheet, &view.found);
    gaps(&mut sheet, &view.found);
    sheet.gap();
    early(&mut sheet, &view.heading);
    sheet.line(
        "Hard: given credence 1 in the case. Soft: trusted in part; soft statements need not all be true, \
         and a contradiction among them costs no number.",
    );
    sheet
}

fn sets(sheet: &mut Sheet, view: &Contradictions) {
    let hard: Vec<&ClashView> = view.sets.iter().filter(|it| it.hard).collect();
    let none = |what: &str| {
        if view.complete {
            (Ink::Proved, format!("{what}: no contradiction. Proved."))
        } else {
            (Ink::Plain, format!("{what}: no contradiction was found; that is not proved."))
        }
    };
    if hard.is_empty() {
        sheet.gap();
        let (ink, line) = none("Hard statements");
        sheet.inked(ink, &line);
    }
    if view.sets.is_empty() {
        let (ink, line) = none("All statements together");
        sheet.inked(ink, &line);
        return;
    }
    for it in &view.sets {
        set(sheet, it, if it.hard { "hard" } else { "soft" });
    }
    sheet.gap();
    if view.complete {
        sheet.inked(Ink::Proved, "There is no other contradiction. Proved.");
    } else {
        sheet.line("There may be more: the search ended early.");
    }
}

fn set(sheet: &mut Sheet, it: &ClashView, kind: &str) {
    part(sheet, &format!("{}, {kind}", it.party.name));
    let statements = match &it.statements[..] {
        [_] => "this statement cannot be true".to_owned(),
        [_, _] => "these two statements cannot both be true".to_owned(),
        many => format!("these {} statements cannot all be true", many.len()),
    };
    let proved = match (it.checked, it.minimal) {
        (true, true) => "Proved, and checked again; any one less can.",
        (true, false) => "Proved, and checked again; perhaps fewer contradict each other already.",
        (false, _) => "The proof failed its check: please report it with the case.",
    };
    let ink = if it.checked { Ink::Proved } else { Ink::Plain };
    sheet.inked(ink, &format!("  {}. {proved}", super::capitalized(&statements)));
    let times = |id: &str| match &it.branches[..] {
        [only] => only.iter().find(|it| it.statement == id).map(|it| it.times.clone()),
        _ => None,
    };
    for statement in &it.statements {
        let lead = times(&statement.said.id)
            .map_or_else(|| "       ".to_owned(), |times| format!("  {times:>3} × "));
        sheet.hung(
            Ink::Plain,
            7,
            &format!("{lead}{}; {}", cited(&statement.said), trust(statement)),
        );
    }
    let because = match it.branches.len() {
        0 => "A red line would have to be real and not real.".to_owned(),
        1 => {
            "So many times each of what they say, added up, asks for less than nothing.".to_owned()
        }
        cases => {
            format!("In each of {cases} cases a sum of what they say asks for less than nothing.")
        }
    };
    sheet.line(&format!("  {because}"));
}

fn trust(it: &TrustedView) -> String {
    if 1.0 <= it.credence {
        "hard".to_owned()
    } else {
        format!("credence {}", percent(it.credence))
    }
}

fn repairs(sheet: &mut Sheet, view: &Contradictions) {
    if view.repairs.is_empty() {
        return;
    }
    part(sheet, "The cheapest way out");
    for it in &view.repairs {
        let drop: Vec<String> =
            it.drop.iter().map(|it| format!("{} ({})", it.said.id, trust(it))).collect();
        let hard = if it.cost.is_none() { " A hard one has to go." } else { "" };
        let line = format!(
            "  {}: without {}, all else can be true.{hard}",
            it.party.name,
            drop.join(" and ")
        );
        if it.proved {
            sheet.inked(Ink::Proved, &format!("{line} Proved cheapest."));
        } else {
            sheet.line(&format!("{line} The cheapest for the sets found."));
        }
    }
}

fn surprises(sheet: &mut Sheet, view: &Contradictions) {
    if view.surprises.is_empty() {
        return;
    }
    part(sheet, "Surprises: statements that the others speak against (estimates)");
    for it in &view.surprises {
        sheet.hung(
            Ink::Plain,
            4,
            &format!(
                "  for {}: {}; credence {}, holds in {} of the worlds",
                it.party.name,
                cited(&it.said),
                percent(it.credence),
                percent(it.truth)
            ),
        );
    }
}

fn shifts(sheet: &mut Sheet, view: &Contradictions) {
    if view.shifts.is_empty() {
        return;
    }
    let positions = count(view.shifts.len(), "position", "positions");
    part(sheet, &format!("Shifts: {positions} given up for a later one"));
    for it in &view.shifts {
        let how = if it.explicit { "the case says so" } else { "contrary on the same point" };
        pair(sheet, ("first", &it.from), ("then", &it.to), how);
    }
}

fn gaps(sheet: &mut Sheet, view: &Contradictions) {
    if view.gaps.is_empty() {
        return;
    }
    part(sheet, "Gaps between words in public and in confidence: both count");
    for it in &view.gaps {
        pair(sheet, ("in public", &it.public), ("in confidence", &it.private), "");
    }
}

fn pair(sheet: &mut Sheet, one: (&str, &Said), other: (&str, &Said), how: &str) {
    let width = one.0.chars().count().max(other.0.chars().count());
    let how = if how.is_empty() { String::new() } else { format!("; {how}") };
    sheet.hung(Ink::Plain, 4 + width, &format!("  {:<width$}  {}", one.0, cited(one.1)));
    sheet.hung(Ink::Plain, 4 + width, &format!("  {:<width$}  {}{how}", other.0, cited(other.1)));
}
