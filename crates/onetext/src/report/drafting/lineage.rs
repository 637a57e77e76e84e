//! Which draft came from which, for a terminal.

use crate::drafting::{LineageNode, LineageView};
use crate::report::sentence::count;
use crate::report::sheet::{Ink, Sheet};

/// The drafts as a tree, as text of at most `width` columns.
pub fn lineage(view: &LineageView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let day = view.as_of.map_or_else(String::new, |it| format!(", as of {it}"));
    sheet.line(&format!("{}{day}: which draft came from which?", view.title));
    sheet.gap();
    if view.drafts.is_empty() {
        sheet.line("The case has no draft.");
        return sheet;
    }
    for (index, it) in view.drafts.iter().enumerate() {
        let lead = lead(view, index);
        let hang = lead.chars().count() + 4;
        sheet.hung(Ink::Plain, hang, &format!("{lead}{}", told(it)));
    }
    forks(&mut sheet, view);
    for it in view.drafts.iter().filter(|it| !it.because.is_empty() || !it.disputed.is_empty()) {
        origin(&mut sheet, it);
    }
    sheet
}

/// The branches before a draft. Deeper than ten, a number stands for them.
fn lead(view: &LineageView, index: usize) -> String {
    const DEEPEST: usize = 10;
    let it = &view.drafts[index];
    if it.depth == 0 {
        return String::new();
    }
    let dashed = it.between.is_some();
    if DEEPEST < it.depth {
        return format!("{}({}) ", "   ".repeat(DEEPEST), it.depth);
    }
    // A branch goes on if a draft of that depth comes before one that is less deep.
    let goes_on = |depth: usize| {
        let later = view.drafts[index + 1..].iter().find(|it| it.depth <= depth);
        later.is_some_and(|it| it.depth == depth)
    };
    let mut lead = String::new();
    for depth in 1..it.depth {
        lead.push_str(if goes_on(depth) { "│  " } else { "   " });
    }
    lead.push_str(match (goes_on(it.depth), dashed) {
        (true, false) => "├─ ",
        (true, true) => "├┄ ",
        (false, false) => "└─ ",
        (false, true) => "└┄ ",
    });
    lead
}

fn told(it: &LineageNode) -> String {
    format!("{} “{}”, {}", it.draft.id, it.draft.name, facts(it))
}

/// What is known of a draft as a whole: its day, who put it forward, how it became known.
pub(in crate::report) fn facts(it: &LineageNode) -> String {
    let mut parts: Vec<String> = it.day.iter().map(ToString::to_string).collect();
    parts.extend(it.by.as_ref().map(|it| format!("by {}", it.name)));
    parts.push(it.provenance.to_owned());
    parts.extend(it.points.map(|it| count(it, "point", "points")));
    if let Some([one, other]) = &it.between {
        parts.push(format!("between {} and {}", one.id, other.id));
    }
    if it.circular {
        parts.push("goes back to itself".to_owned());
    }
    if !it.disputed.is_empty() {
        parts.push("authorship disputed".to_owned());
    }
    parts.join(", ")
}

fn forks(sheet: &mut Sheet, view: &LineageView) {
    let forks: Vec<&LineageNode> =
        view.drafts.iter().filter(|it| 1 < it.reworked_by.len()).collect();
    let roots: Vec<&str> =
        view.drafts.iter().filter(|it| it.depth == 0).map(|it| it.draft.id.as_str()).collect();
    if forks.is_empty() && roots.len() < 2 {
        return;
    }
    sheet.gap();
    for it in forks {
        let line =
            format!("The text forks at {}: into {}.", it.draft.id, it.reworked_by.join(", "));
        sheet.line(&line);
    }
    if 1 < roots.len() {
        sheet.line(&format!("Texts that rework none of the others: {}.", roots.join(", ")));
    }
}

fn origin(sheet: &mut Sheet, it: &LineageNode) {
    sheet.gap();
    if it.disputed.is_empty() {
        sheet.line(&format!("Where {} comes from", it.draft.id));
    } else {
        let others: Vec<&str> = it.disputed.iter().map(|it| it.name.as_str()).collect();
        let by = it.by.as_ref().map_or("nobody", |it| &it.name);
        let line = format!(
            "Who wrote {}? Put forward by {by}; others say: {}.",
            it.draft.id,
            others.join(", ")
        );
        sheet.line(&line);
    }
    for said in &it.because {
        let line = format!("  {}, {}: {} [{}]", said.speaker, said.said, said.gist, said.id);
        sheet.hung(Ink::Plain, 4, &line);
    }
    if !it.note.is_empty() {
        sheet.line(&format!("  {}", it.note));
    }
}
