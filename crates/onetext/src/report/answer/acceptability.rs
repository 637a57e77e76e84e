//! Who could accept which text, as text for a terminal.

use super::{common, error, hangs_on, honesty, part, proved, row_name, text_name, told};
use crate::analysis::{Acceptance, Footing, Number};
use crate::inquiry::{AcceptabilityView, TextAcceptance, TextView, WinView, WinsView};
use crate::range::{Range, percent};
use crate::report::sentence::{count, obstacle};
use crate::report::sheet::{Align, Sheet, shortened};

/// Who could accept which text, as text of at most `width` columns.
pub fn acceptability(view: &AcceptabilityView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let day = view.heading.as_of.map_or_else(String::new, |it| format!(", as of {it}"));
    sheet.line(&format!("{}{day}: who could accept what?", view.heading.title));
    for it in &view.texts {
        text(&mut sheet, view, it);
    }
    wins(&mut sheet, view);
    if let Some(it) = &view.zopa {
        sheet.gap();
        sheet.line(&common(it));
    }
    if view.texts.iter().any(|it| it.acceptance.parties.iter().any(has_lines)) {
        sheet.gap();
        sheet.line(
            "If real: every red line is meant. If bluff: none is, and what is left is what the text \
             is worth to the party.",
        );
    }
    let acceptances: Vec<&Acceptance> = view.texts.iter().map(|it| &it.acceptance).collect();
    honesty(&mut sheet, &view.heading, &view.counts, &acceptances);
    sheet
}

/// Which draft is worth more to whom: a row for each pair, a column for each party.
fn wins(sheet: &mut Sheet, view: &AcceptabilityView) {
    let Some(first) = view.wins.first() else { return };
    part(sheet, "How often is one draft worth at least as much to a party as another?");
    let mut head = vec![String::new()];
    head.extend(first.parties.iter().map(|it| shortened(&it.party.name, 22)));
    let mut rows = vec![head];
    let is_told = |it: &WinView| !matches!(it.share, Number::Known { word: "wide", .. });
    let (wins, untold): (Vec<&WinsView>, Vec<&WinsView>) =
        view.wins.iter().partition(|it| it.parties.iter().any(is_told));
    for it in wins {
        let mut row = vec![format!("{} against {}", it.one.id, it.other.id)];
        row.extend(it.parties.iter().map(|it| match it.share {
            Number::Known { .. } => told(&it.share),
            Number::Unknown { .. } => "no number".to_owned(),
        }));
        rows.push(row);
    }
    if 1 < rows.len() {
        sheet.table(&vec![Align::Left; first.parties.len() + 1], &rows);
    }
    if !untold.is_empty() {
        let pairs: Vec<String> =
            untold.iter().map(|it| format!("{} against {}", it.one.id, it.other.id)).collect();
        sheet.line(&format!("  Open brackets may turn it either way: {}.", pairs.join(", ")));
    }
}

fn has_lines(party: &crate::PartyAcceptance) -> bool {
    !party.red_lines.is_empty()
}

fn text(sheet: &mut Sheet, view: &AcceptabilityView, it: &TextAcceptance) {
    let acceptance = &it.acceptance;
    let name = text_name(&TextView { text: acceptance.draft.clone(), kind: it.kind });
    let readings = match (acceptance.open, acceptance.outer) {
        (_, true) => "; too many readings to look at each: ranges are outer bounds",
        (true, false) => "; open: ranges run over its readings",
        (false, false) => "",
    };
    part(sheet, &format!("{name}{readings}"));
    if acceptance.parties.is_empty() {
        sheet.line("  The case names no party that could accept it.");
        return;
    }
    let head = ["", "could it accept?", "if real", "if bluff", "error", "rests on"];
    let mut rows: Vec<Vec<String>> = vec![head.map(str::to_owned).to_vec()];
    for party in &acceptance.parties {
        let rests = match party.basis {
            Footing::Numbers => "its numbers".to_owned(),
            Footing::Statements | Footing::Assumed if party.because.is_empty() => {
                "assumed".to_owned()
            }
            Footing::Statements | Footing::Assumed => {
                count(party.because.len(), "statement", "statements")
            }
        };
        rows.push(row(
            row_name(&party.party, party.seat),
            &party.share,
            [party.if_real, party.if_bluff],
            rests,
        ));
    }
    if view.party.is_none() && acceptance.parties.iter().any(|it| it.seat) {
        let parts = [it.joint_if_real, it.joint_if_bluff];
        rows.push(row(
            "All who sign".to_owned(),
            &acceptance.joint,
            parts,
            "their product".to_owned(),
        ));
    }
    let columns = [Align::Left, Align::Left, Align::Right, Align::Right, Align::Right, Align::Left];
    sheet.table(&columns, &rows);
    if view.party.is_none() && !acceptance.parties.iter().any(|it| it.seat) {
        sheet.line("  Nobody signs: no party has a seat.");
    }
    if let Some(nash) = it.nash.filter(|_| view.party.is_none()) {
        sheet.line(&format!(
            "  Expected Nash product: {} (0: somebody refuses; 100: each gains the most it could).",
            nash.product
        ));
    }
    if let Some(sensitivity) = &it.sensitivity {
        let of = view.party.as_ref().map(|it| it.id.as_str());
        sheet.line(&format!("  {}", hangs_on(sensitivity, of)));
    }
    for party in &acceptance.parties {
        if let Some((ink, line)) = proved(party) {
            sheet.inked(ink, &format!("  {line}"));
        }
    }
    for party in &acceptance.parties {
        let name = &party.party.name;
        if let Number::Unknown { reason, hint, statements } = &party.share {
            let named = if statements.is_empty() {
                String::new()
            } else {
                format!(": {}", statements.join(", "))
            };
            let hint = hint.map_or_else(String::new, |it| format!("; {it}"));
            sheet.line(&format!("  {name}: no number, {reason}{named}{hint}."));
        }
        if let Some(blocker) = party.obstacle()
            && matches!(party.share, Number::Known { range, .. } if range.low < 0.65)
        {
            let (what, point) = obstacle(blocker);
            let assumed = if blocker.statements.is_empty() { " (assumed)" } else { "" };
            sheet.line(&format!(
                "  In the way for {name}: {what}{point}, behind {} of the rejections{assumed}.",
                percent(blocker.explains)
            ));
        }
        if !party.preconditions.is_empty() {
            sheet.line(&format!(
                "  Set aside for {name}, in no number: the precondition {}.",
                party.preconditions.join(", ")
            ));
        }
    }
}

fn row(name: String, share: &Number, parts: [Option<Range>; 2], rests: String) -> Vec<String> {
    let number = match share {
        Number::Known { .. } => told(share),
        Number::Unknown { .. } => "no number".to_owned(),
    };
    let [real, bluff] = parts.map(|it| it.map_or_else(|| "–".to_owned(), |it| it.to_string()));
    vec![name, number, real, bluff, error(share), rests]
}
