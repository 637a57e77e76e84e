//! Why a party could or could not accept a text, as text for a terminal.

use super::{capitalized, early, hangs_on, honest, part, points, proved, quote, text_name, told};
use crate::analysis::{ExactnessView, Number};
use crate::inquiry::{ReasonView, WeightView, WhyView};
use crate::range::percent;
use crate::report::sentence::{count, obstacle};
use crate::report::sheet::{Align, Ink, Sheet};

/// Most reasons of one direction that are told one by one.
const MOST: usize = 8;

/// Why a party could or could not accept a text, as text of at most `width` columns.
pub fn why(view: &WhyView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let party = &view.acceptance.party.name;
    let text = text_name(&view.text);
    sheet.line(&format!(
        "Could {party} accept {text}? {}.",
        capitalized(&told(&view.acceptance.share))
    ));
    if let Number::Unknown { hint, statements, .. } = &view.acceptance.share {
        if !statements.is_empty() {
            sheet.line(&format!("In the way of a number: {}.", statements.join(", ")));
        }
        if let Some(hint) = hint {
            sheet.line(&format!("To get a number: {hint}."));
        }
        return sheet;
    }
    if view.is_exact() {
        sheet.line(
            "That is arithmetic: the case gives its utility in numbers, and what was said about it is \
             in no number.",
        );
        return sheet;
    }
    if let Some((ink, line)) = proved(&view.acceptance) {
        sheet.inked(ink, &line);
    }
    parts(&mut sheet, view);
    if let Some(blocker) = view.acceptance.obstacle() {
        let (what, point) = obstacle(blocker);
        let kind = if blocker.red_line { "a red line" } else { "what it is worth to it" };
        let from = if blocker.statements.is_empty() {
            "assumed".to_owned()
        } else {
            blocker.statements.join(", ")
        };
        sheet.line(&format!(
            "Most in the way: {what}{point}, {kind}, behind {} of the rejections [{from}].",
            percent(blocker.explains)
        ));
    }
    if !view.acceptance.preconditions.is_empty() {
        sheet.line(&format!(
            "Set aside, in no number: the precondition {}; while it is meant and not met, {party} accepts \
             no text.",
            view.acceptance.preconditions.join(", ")
        ));
    }
    if view.is_assumed() {
        sheet.line("Nothing that was said bears on it: the share is assumed.");
    }
    let (told, small): (Vec<&ReasonView>, Vec<&ReasonView>) =
        view.reasons.iter().partition(|it| it.told);
    let against = |it: &&ReasonView| it.influence.is_some_and(|it| it < 0.0);
    let (against, rest): (Vec<_>, Vec<_>) = told.into_iter().partition(against);
    let (favor, hard): (Vec<_>, Vec<_>) = rest.into_iter().partition(|it| it.influence.is_some());
    reasons(&mut sheet, "What speaks against it, the most telling first", &against);
    reasons(&mut sheet, "What speaks for it", &favor);
    reasons(&mut sheet, "What bears on it, by how much cannot be told", &hard);
    if !small.is_empty() {
        let ids: Vec<&str> = small.iter().map(|it| it.said.id.as_str()).collect();
        part(&mut sheet, &format!("Within the error of sampling: {}.", ids.join(", ")));
    }
    carried(&mut sheet, view);
    weights(&mut sheet, view);
    if !view.past.is_empty() {
        part(&mut sheet, "No longer counted");
        for it in &view.past {
            let by = it.by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
            sheet.hung(
                Ink::Plain,
                4,
                &format!(
                    "  {}{by}: {}, {}: {} [{}]",
                    it.why, it.said.speaker, it.said.said, it.said.gist, it.said.id
                ),
            );
        }
    }
    sheet.gap();
    early(&mut sheet, &view.heading);
    sheet.line(&format!("{}.", capitalized(&honest(&view.count))));
    if let Number::Known { exactness: ExactnessView::Sampled { draws, seed }, .. } =
        view.acceptance.share
    {
        sheet.line(&format!(
            "An estimate: a share of {draws} worlds that fit what was said, seed {seed}; no forecast. pt: \
             by how many points of the share it is higher or lower than without the statement; these do \
             not add up."
        ));
    }
    sheet
}

/// The value part and the veto part.
fn parts(sheet: &mut Sheet, view: &WhyView) {
    let (Some(real), Some(bluff)) = (view.acceptance.if_real, view.acceptance.if_bluff) else {
        return;
    };
    let lines = &view.acceptance.red_lines;
    if lines.is_empty() {
        sheet.line(
            "No red line of its own bears on this text: the share is what the text is worth to it.",
        );
        return;
    }
    sheet.line(&format!(
        "If its red lines here are meant, {real}; if they are bluff, {bluff}, which is what the text is \
         worth to it. The text crosses {}: {}.",
        count(lines.len(), "red line", "red lines"),
        lines.join(", ")
    ));
}

/// The few statements that carry the share, and how far it hangs on what is assumed.
fn carried(sheet: &mut Sheet, view: &WhyView) {
    if let Some(it) = &view.carrying {
        let ids: Vec<&str> = it.statements.iter().map(|it| it.id.as_str()).collect();
        let none = format!("with no statement at all, {} (assumed)", told(&it.none));
        if ids.is_empty() {
            part(sheet, &format!("No statement is needed to carry it: {none}."));
        } else {
            let carry = if ids.len() == 1 { "carries" } else { "carry" };
            part(
                sheet,
                &format!(
                    "What carries it: {} alone {carry} it, {}; {none}. Found step by step; others may do \
                     as well.",
                    ids.join(", "),
                    told(&it.alone)
                ),
            );
        }
    }
    if let Some(it) = &view.sensitivity {
        sheet.line(&hangs_on(it, Some(&view.acceptance.party.id)));
    }
}

/// Most issues whose weight is told.
const ISSUES: usize = 5;

/// What the party has to care about to sign.
fn weights(sheet: &mut Sheet, view: &WhyView) {
    let party = &view.acceptance.party.name;
    if !view.no_weights.is_empty() {
        part(sheet, &format!("What {party} has to care about to sign: {}.", view.no_weights));
        return;
    }
    if view.weights.is_empty() {
        return;
    }
    part(
        sheet,
        &format!("What {party} has to care about to sign, as parts of all that matters to it"),
    );
    let even = 1.0 / f64::from(u32::try_from(view.weights.len()).unwrap_or(u32::MAX));
    let more: Vec<&WeightView> =
        view.weights.iter().filter(|it| even < it.mean - it.error).take(ISSUES).collect();
    if more.is_empty() {
        sheet.line("  nothing in particular: every issue weighs about the same");
        return;
    }
    let row = |it: &&WeightView| {
        vec![format!("“{}”", it.issue.name), percent(it.mean), format!("mostly {}", it.spread)]
    };
    let rows: Vec<Vec<String>> = more.iter().map(row).collect();
    sheet.table(&[Align::Left, Align::Right, Align::Left], &rows);
    let rest = view.weights.len() - more.len();
    if 0 < rest {
        let others =
            if rest == 1 { "other issue".to_owned() } else { format!("other {rest} issues") };
        sheet.line(&format!("  the {others} less"));
    }
}

fn reasons(sheet: &mut Sheet, heading: &str, reasons: &[&ReasonView]) {
    if reasons.is_empty() {
        return;
    }
    part(sheet, heading);
    for it in reasons.iter().take(MOST) {
        let effect = it.influence.map_or_else(String::new, points);
        quote(sheet, &format!("  {effect:>7}  "), &it.said);
        let mut notes = vec![format!("{}; credence {}", it.entered, percent(it.credence))];
        if let Some(truth) = it.truth {
            notes.push(format!("holds in {} of the worlds", percent(truth)));
        }
        notes.extend(it.notes.iter().cloned());
        sheet.hung(Ink::Plain, 11, &format!("{}{}", " ".repeat(11), notes.join("; ")));
    }
    if MOST < reasons.len() {
        let ids: Vec<&str> = reasons.iter().skip(MOST).map(|it| it.said.id.as_str()).collect();
        sheet.hung(Ink::Plain, 11, &format!("           and {}", ids.join(", ")));
    }
}
