//! What one draft asks of one party, and on which words that rests, as text for a terminal.

use super::{capitalized, cited, part};
use crate::analysis::Named;
use crate::inquiry::{
    AccountView, Basis, Cited, Crossing, EntryView, LineView, Movement, Place, PositionView,
    SideView,
};
use crate::report::sheet::{Ink, Sheet};

/// Adds what a draft asks of a party.
pub(super) fn account(sheet: &mut Sheet, it: &AccountView) {
    let seat = if it.seat { "" } else { " (does not sign)" };
    part(sheet, &format!("{}{seat}", it.party.name));
    for (movement, words) in MOVEMENTS {
        let mut left: Vec<&EntryView> =
            it.entries.iter().filter(|it| it.movement == movement).collect();
        while let Some(first) = left.first().copied() {
            let (alike, rest): (Vec<&EntryView>, Vec<&EntryView>) =
                left.into_iter().partition(|it| is_alike(it, first));
            moved(sheet, &alike, words);
            left = rest;
        }
    }
    not_known(sheet, &it.entries);
    lines(sheet, it);
    positions(sheet, &it.positions);
    for said in &it.of_draft {
        statement(sheet, "  Of the draft itself: ", said);
    }
    for said in &it.preconditions {
        statement(sheet, "  Outside the text: ", said);
    }
}

/// Movements that are told with their statements, with the words that precede the issues.
pub(in crate::report) const MOVEMENTS: [(Movement, &str); 7] = [
    (Movement::Gives, "Gives on"),
    (Movement::MayGive, "May have to give on"),
    (Movement::EitherWay, "May give or get on"),
    (Movement::Gets, "Gets"),
    (Movement::MayGet, "May get"),
    (Movement::Accepted, "Is asked for what it said it accepts on"),
    (Movement::Neutral, "No difference on"),
];

fn sides(entry: &EntryView) -> [&SideView; 3] {
    [&entry.public, &entry.private, &entry.others]
}

/// Whether two entries of one movement rest on the same statements, and can be told together.
fn is_alike(one: &EntryView, other: &EntryView) -> bool {
    let same = |(one, other): (&SideView, &SideView)| {
        one.movement == other.movement && one.because == other.because
    };
    one.basis == other.basis && sides(one).into_iter().zip(sides(other)).all(same)
}

/// Entries that rest on the same statements, with these.
fn moved(sheet: &mut Sheet, entries: &[&EntryView], words: &str) {
    let Some(first) = entries.first() else { return };
    let why = grounds(first);
    let issues: Vec<String> = entries
        .iter()
        .map(|it| match own_brackets(it) {
            told if told.is_empty() => it.issue.id.clone(),
            told => format!("{} ({told})", it.issue.id),
        })
        .collect();
    let end = if sides(first).iter().all(|it| it.because.is_empty()) { '.' } else { ':' };
    let line = format!("  {words} {}{why}{end}", issues.join(", "));
    sheet.hung(Ink::Plain, 4, &line);
    for said in first.public.because.iter().chain(&first.private.because) {
        statement(sheet, "    ", said);
    }
    let others = match (first.basis, first.others.movement) {
        (Basis::Own, it) if it == first.movement => "others say so too, ".to_owned(),
        (Basis::Own, it) => format!("others say otherwise ({}), ", way(it)),
        _ => String::new(),
    };
    for said in &first.others.because {
        statement(sheet, &format!("    {others}"), said);
    }
}

/// Where it comes from that a change is this to a party, to follow the issue; empty for its own words.
pub(in crate::report) fn grounds(entry: &EntryView) -> &'static str {
    let (public, private) = (entry.public.movement, entry.private.movement);
    let is_gap = (public.is_give() && private.is_get()) || (public.is_get() && private.is_give());
    match entry.basis {
        Basis::Others => ", said by others",
        Basis::Numbers => ", by its numbers",
        Basis::Text => ": both texts mean the same",
        Basis::Own | Basis::Nothing if entry.movement == Movement::EitherWay && is_gap => {
            ", in public one way and in confidence the other"
        }
        Basis::Own | Basis::Nothing => "",
    }
}

/// A movement as a noun, where what others say is not what the party says.
fn way(it: Movement) -> &'static str {
    match it {
        Movement::Gives => "a give",
        Movement::MayGive => "perhaps a give",
        Movement::Gets => "a get",
        Movement::MayGet => "perhaps a get",
        Movement::EitherWay => "perhaps a give, perhaps a get",
        Movement::Neutral => "no difference",
        Movement::Accepted => "accepted",
        Movement::NotKnown => "not known",
    }
}

/// What becomes of brackets that a text marks as the party's own; empty if nothing does.
pub(in crate::report) fn own_brackets(entry: &EntryView) -> String {
    let quoted = |them: &[Named]| {
        them.iter().map(|it| format!("“{}”", it.name)).collect::<Vec<_>>().join(" and ")
    };
    let adopted = entry.adopted.iter();
    let mut told: Vec<String> =
        adopted.map(|it| format!("the draft settles on its bracket “{}”", it.name)).collect();
    if !entry.lost.is_empty() {
        told.push(format!("its bracket {} is gone", quoted(&entry.lost)));
    }
    if !entry.marked.is_empty() {
        told.push(format!("{} is marked as its own", quoted(&entry.marked)));
    }
    told.join("; ")
}

fn not_known(sheet: &mut Sheet, entries: &[EntryView]) {
    let mut silent: Vec<&str> = Vec::new();
    for entry in entries.iter().filter(|it| it.movement == Movement::NotKnown) {
        let brackets = own_brackets(entry);
        if entry.mentions.is_empty() && brackets.is_empty() {
            silent.push(&entry.issue.id);
            continue;
        }
        let brackets = if brackets.is_empty() { String::new() } else { format!(" ({brackets})") };
        let ids: Vec<String> = entry.mentions.iter().map(with_day).collect();
        let spoken = if ids.is_empty() {
            ", nothing was said".to_owned()
        } else {
            format!(", spoken of without a direction in {}", ids.join(", "))
        };
        let line = format!("  Not known: {}{brackets}{spoken}.", entry.issue.id);
        sheet.hung(Ink::Plain, 4, &line);
    }
    if !silent.is_empty() {
        let line = format!("  Not known, nothing was said: {}.", silent.join(", "));
        sheet.hung(Ink::Plain, 4, &line);
    }
}

/// `id (2 December 2025)`.
fn with_day(it: &Cited) -> String {
    format!("{} ({})", it.said.id, it.said.said)
}

/// What the party will not sign: each with its day, and in words where it is crossed and was not
/// told above.
fn lines(sheet: &mut Sheet, it: &AccountView) {
    let is_told = |said: &Cited| {
        it.entries.iter().any(|it| sides(it).iter().any(|it| it.because.contains(said)))
    };
    for (crossing, words) in CROSSINGS {
        let them = it.lines.iter().filter(|it| (it.after, it.before) == crossing);
        let (full, short): (Vec<&LineView>, Vec<&LineView>) = them.partition(|it| {
            let is_new = it.statement.as_ref().is_some_and(|it| !is_told(it));
            it.after != Crossing::Respected && is_new
        });
        for line in full {
            let others = if line.by_others { ", said by others" } else { "" };
            if let Some(said) = &line.statement {
                statement(sheet, &format!("  {words}{others}: "), said);
            }
        }
        if !short.is_empty() {
            let told: Vec<String> = short.iter().map(|it| line_id(it)).collect();
            sheet.hung(Ink::Plain, 4, &format!("  {words}: {}.", told.join(", ")));
        }
    }
}

/// How a draft and the text before stand to a line, with the words for it.
pub(in crate::report) const CROSSINGS: [((Crossing, Option<Crossing>), &str); 12] = [
    ((Crossing::Crossed, None), "Crossed"),
    ((Crossing::Crossed, Some(Crossing::Respected)), "Crossed, and was not before"),
    ((Crossing::Crossed, Some(Crossing::Open)), "Crossed, which was open before"),
    ((Crossing::Crossed, Some(Crossing::Crossed)), "Crossed, as before"),
    ((Crossing::Open, None), "May be crossed, by how brackets close"),
    ((Crossing::Open, Some(Crossing::Respected)), "May be crossed, and was not before"),
    ((Crossing::Open, Some(Crossing::Open)), "May be crossed, as before"),
    ((Crossing::Open, Some(Crossing::Crossed)), "May be crossed, and was before"),
    ((Crossing::Respected, Some(Crossing::Crossed)), "No longer crossed"),
    ((Crossing::Respected, Some(Crossing::Open)), "Respected, which was open before"),
    ((Crossing::Respected, Some(Crossing::Respected)), "Respected, as before"),
    ((Crossing::Respected, None), "Respected"),
];

/// A line by its id and day.
fn line_id(it: &LineView) -> String {
    let others = if it.by_others { ", said by others" } else { "" };
    if let Some(said) = &it.statement {
        let stance = said.stance.replace('-', " ");
        return format!("{stance} {} ({}{others})", said.said.id, said.said.said);
    }
    let ids: Vec<&str> = it.issues.iter().map(|it| it.id.as_str()).collect();
    format!("a red line among its numbers, on {}", ids.join(" with "))
}

/// How a draft stands to what a party wants, with the words for it.
pub(in crate::report) const PLACES: [(Place, &str); 9] = [
    (Place::AsAsked, "as it wants"),
    (Place::PartWay, "less than it asked for, and what it would rather have"),
    (Place::Accepted, "what it said it accepts"),
    (Place::Avoids, "not what it is against"),
    (Place::Open, "open, one reading nearer to it than another"),
    (Place::Short, "not what it wants"),
    (Place::Against, "what it is against"),
    (Place::BothWays, "it said both that it wants this and that it does not"),
    (Place::NotKnown, "nothing known of what it wants"),
];

/// How the draft stands to the party's position: a line for each place.
fn positions(sheet: &mut Sheet, positions: &[PositionView]) {
    let told: Vec<String> = PLACES
        .iter()
        .filter_map(|(place, words)| {
            let them = positions.iter().filter(|it| it.place == *place);
            let ids: Vec<String> = them
                .map(|it| match it.basis {
                    Basis::Others => format!("{} (said by others)", it.issue.id),
                    _ => it.issue.id.clone(),
                })
                .collect();
            (!ids.is_empty()).then(|| format!("{words}: {}", ids.join(", ")))
        })
        .collect();
    if !told.is_empty() {
        let told = capitalized(&told.join("; "));
        sheet.hung(Ink::Plain, 4, &format!("  The draft against its position. {told}."));
    }
}

/// A statement with its stance, and in what way it was said if not in public.
fn statement(sheet: &mut Sheet, lead: &str, it: &Cited) {
    let indent = lead.chars().take_while(|it| *it == ' ').count();
    let channel = match it.channel {
        "private" => ", in confidence",
        "leaked" => ", leaked",
        _ => "",
    };
    let stance = it.stance.replace('-', " ");
    sheet.hung(Ink::Plain, indent + 2, &format!("{lead}{stance}{channel}: {}", cited(&it.said)));
    if let Some(quotation) = &it.said.quotation {
        let inner = " ".repeat(indent + 2);
        sheet.hung(Ink::Plain, indent + 3, &format!("{inner}“{quotation}”"));
    }
}
