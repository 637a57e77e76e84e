//! Which questions to ask next, as text for a terminal.

use onetext_elicit::Word;

use super::{part, text_name};
use crate::inquiry::AskView;
use crate::range::percent;
use crate::report::sentence::count;
use crate::report::sheet::{Ink, Sheet};

/// Which questions to ask next, as text of at most `width` columns.
pub fn ask(view: &AskView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let day = view.heading.as_of.map_or_else(String::new, |it| format!(", as of {it}"));
    sheet.line(&format!("{}{day}: what to ask next?", view.heading.title));
    let watched: Vec<String> = view.watched.iter().map(text_name).collect();
    sheet.line(&format!("So that it becomes clear who would accept {}.", watched.join(", ")));
    if !view.none.is_empty() {
        let named = if view.statements.is_empty() {
            String::new()
        } else {
            format!(": {}", view.statements.join(", "))
        };
        sheet.gap();
        sheet.line(&format!("There is no question to rank: {}{named}.", view.none));
        return sheet;
    }
    if view.questions.is_empty() {
        sheet.gap();
        sheet.line("No question was found whose answer would change what these worlds say.");
        return sheet;
    }
    for (place, it) in view.questions.iter().enumerate() {
        part(&mut sheet, &format!("{:>2}. To {}", place + 1, it.party.name));
        sheet.hung(Ink::Plain, 4, &format!("    {}", it.sentence));
        if !it.caution.is_empty() {
            sheet.hung(Ink::Plain, 4, &format!("    ({})", it.caution));
        }
        sheet.hung(
            Ink::Plain,
            4,
            &format!(
                "    Yes: {}, {}; the answer is expected to take away {} of the doubt about {}.",
                Word::of(it.yes).as_str(),
                percent(it.yes),
                it.part,
                it.party.name
            ),
        );
    }
    sheet.gap();
    if view.questions.len() < view.found {
        let more = view.found - view.questions.len();
        sheet.line(&format!(
            "{} more: of one kind to one party only the first are shown; --limit shows more.",
            count(more, "question", "questions")
        ));
    }
    sheet.line(&format!(
        "An answer is trusted like words in confidence, and not as the last word. The doubt is highest \
         where a party is as likely to accept as not. Estimated from the worlds that fit what was said, \
         seed {}.",
        view.heading.seed
    ));
    sheet
}
