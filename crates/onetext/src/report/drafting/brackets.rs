//! What is in brackets, draft by draft, for a terminal.

use crate::analysis::Named;
use crate::drafting::{BracketsView, DraftBrackets};
use crate::report::sentence::count;
use crate::report::sheet::{Align, Ink, Sheet};

/// Columns of the longest bar.
const BAR: usize = 40;

/// What is in brackets, as text of at most `width` columns.
pub fn brackets(view: &BracketsView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let day = view.as_of.map_or_else(String::new, |it| format!(", as of {it}"));
    sheet.line(&format!("{}{day}: what is still in brackets?", view.title));
    if view.drafts.is_empty() {
        sheet.gap();
        sheet.line("The case has no draft.");
        return sheet;
    }
    sheet.gap();
    counts(&mut sheet, view);
    curve(&mut sheet, view);
    owners(&mut sheet, view);
    if let Some(last) = view.drafts.last() {
        open(&mut sheet, last);
    }
    sheet.gap();
    sheet.line(&format!(
        "A bracket is one of the {} for which a draft has several options; its options are counted \
         once each, however often they stand in the text.",
        count(view.issues, "issue", "issues")
    ));
    sheet
}

fn counts(sheet: &mut Sheet, view: &BracketsView) {
    let head = ["Draft", "Day", "Points", "Brackets", "Options", "Settled", "Silent"];
    let mut rows: Vec<Vec<String>> = vec![head.map(str::to_owned).to_vec()];
    for it in &view.drafts {
        let mut row = vec![it.draft.id.clone(), it.day.0.to_string()];
        let numbers = [it.points, it.brackets, it.options, it.settled, it.silent];
        row.extend(numbers.map(|it| it.to_string()));
        rows.push(row);
    }
    for it in &view.undisclosed {
        let day = it.day.as_ref().map_or_else(|| "–".to_owned(), |it| it.from.0.to_string());
        let mut row = vec![it.draft.id.clone(), day, "?".to_owned()];
        row.extend([it.brackets, it.options].map(range));
        row.extend(["?".to_owned(), "?".to_owned()]);
        rows.push(row);
    }
    let mut columns = vec![Align::Left, Align::Left];
    columns.extend([Align::Right; 5]);
    sheet.table(&columns, &rows);
    for it in &view.undisclosed {
        let [one, other] = &it.between;
        sheet.line(&format!(
            "  {} is not public: a text between {} and {}, so its brackets are a range.",
            it.draft.id, one.id, other.id
        ));
    }
}

fn range([low, high]: [usize; 2]) -> String {
    if low == high { low.to_string() } else { format!("{low}–{high}") }
}

fn curve(sheet: &mut Sheet, view: &BracketsView) {
    let most = view.drafts.iter().map(|it| it.options).max().unwrap_or_default().max(1);
    let width = view.drafts.iter().map(|it| it.draft.id.chars().count()).max().unwrap_or_default();
    let width = width.min(sheet.width() / 3);
    let bar = |number: usize, letter: &str| {
        // A number above zero is never shown as nothing.
        letter.repeat((number * BAR / most).max(usize::from(number != 0)))
    };
    sheet.gap();
    sheet.line("Over the drafts: brackets █, options ░");
    for it in &view.drafts {
        let name: String = it.draft.id.chars().take(width).collect();
        for (name, number, letter) in [(&*name, it.brackets, "█"), ("", it.options, "░")] {
            sheet.cut(&format!("  {name:<width$}  {} {number}", bar(number, letter)));
        }
    }
}

fn owners(sheet: &mut Sheet, view: &BracketsView) {
    let mut owners: Vec<Option<&Named>> = Vec::new();
    for it in view.drafts.iter().flat_map(|it| &it.owners) {
        if !owners.contains(&it.by.as_ref()) {
            owners.push(it.by.as_ref());
        }
    }
    if owners.is_empty() {
        return;
    }
    owners.sort_by_key(Option::is_none);
    let ids: Vec<&str> = view.drafts.iter().map(|it| it.draft.id.as_str()).collect();
    let mut rows =
        vec![std::iter::once("Options in brackets").chain(ids).map(str::to_owned).collect()];
    for by in owners {
        let mut row = vec![by.map_or("nobody named", |it| &it.name).to_owned()];
        for draft in &view.drafts {
            let found = draft.owners.iter().find(|it| it.by.as_ref() == by);
            row.push(found.map_or_else(|| "–".to_owned(), |it| it.options.to_string()));
        }
        rows.push(row);
    }
    let mut columns = vec![Align::Left];
    columns.extend(vec![Align::Right; view.drafts.len()]);
    sheet.gap();
    sheet.table(&columns, &rows);
}

fn open(sheet: &mut Sheet, draft: &DraftBrackets) {
    sheet.gap();
    if draft.open.is_empty() {
        return sheet.line(&format!("The latest draft, {}, has no brackets.", draft.draft.id));
    }
    sheet.line(&format!("In brackets in the latest draft, {}", draft.draft.id));
    for it in &draft.open {
        let options = it.options.iter().map(|option| {
            let by: Vec<&str> = option.by.iter().map(|it| it.name.as_str()).collect();
            let by = if by.is_empty() { "nobody named".to_owned() } else { by.join(", ") };
            format!("{} ({by})", option.option.id)
        });
        let options: Vec<String> = options.collect();
        sheet.hung(Ink::Plain, 4, &format!("  {}: {}", it.issue.id, options.join(" | ")));
    }
}
