//! What would unlock a text, as text for a terminal.

use super::{cited, honesty, part, row_name, text_name, told};
use crate::analysis::{ExactnessView, Named, Number};
use crate::inquiry::{
    AttitudesView, CrossedView, IssueChange, LadderView, LockView, LockedView, RungView, Said,
    TakingView, TogetherView,
};
use crate::range::percent;
use crate::report::sentence::{count, grouped};
use crate::report::sheet::{Align, Ink, Sheet};

/// What would unlock a text, as text of at most `width` columns.
pub fn ladder(view: &LadderView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let day = view.heading.as_of.map_or_else(String::new, |it| format!(", as of {it}"));
    sheet.line(&format!("{}{day}: what would unlock it?", view.heading.title));
    sheet.line(&format!(
        "The smallest changes of {} that bring every party that signs to accept it in {} of its worlds \
         or more.",
        text_name(&view.text),
        percent(view.at_least)
    ));
    if !view.none.is_empty() {
        no_answer(&mut sheet, &view.none, &view.statements);
        return sheet;
    }
    sheet.gap();
    sheet.line(&verdict(view));
    if !view.reached {
        sheet.line(&rule(&view.kept));
    }
    if view.reached || (view.rungs.is_empty() && view.nearest.is_none()) {
        sheet.gap();
        together(&mut sheet, &view.before, None);
    }
    for (place, rung) in view.rungs.iter().enumerate() {
        let many = count(rung.changes.len(), "change", "changes");
        part(&mut sheet, &format!("{}. {many}: {}", place + 1, short(&rung.changes)));
        one(&mut sheet, view, rung);
    }
    if let Some(nearest) = &view.nearest {
        part(
            &mut sheet,
            &format!(
                "The nearest that was found: {}",
                count(nearest.changes.len(), "change", "changes")
            ),
        );
        one(&mut sheet, view, nearest);
    }
    if let Some(lock) = &view.lock {
        locked(&mut sheet, view, lock);
    }
    honesty(&mut sheet, &view.heading, &view.counts, &[]);
    under(&mut sheet, &view.before, view.heading.seed);
    sheet
}

/// The answer in a sentence, with how sure it is that there is none smaller.
pub(in crate::report) fn verdict(view: &LadderView) -> String {
    let texts = format!("{} texts were looked at", grouped(view.looked_at));
    let unsure = match view.unsure {
        0 => String::new(),
        some => format!(
            " {} left out, as the worlds do not settle the shares; more --draws may.",
            count(some, "change was", "changes were")
        ),
    };
    let ruled_out = match view.ruled_out {
        0 => String::new(),
        some => {
            format!(" No change of up to {} does, which is proved.", count(some, "issue", "issues"))
        }
    };
    let line = match view.rungs.first() {
        _ if view.reached => "It is there already, as it stands.".to_owned(),
        None if view.free == 0 => "No issue may change.".to_owned(),
        None if view.proved => format!(
            "Nothing reaches it: proved, over these worlds, for every change of the {} that may change.",
            count(view.free, "issue", "issues")
        ),
        None => format!("Nothing was found that reaches it; bounded search, {texts}.{ruled_out}"),
        Some(first) if view.proved => format!(
            "{} enough, and no fewer are: proved over these worlds by looking at every smaller one. \
             {} of this size.",
            count(first.changes.len(), "change is", "changes are"),
            match view.many {
                1 => "It is the only one".to_owned(),
                many => format!("There are {}", grouped(many)),
            }
        ),
        Some(first) => format!(
            "{} enough; whether fewer are is not proved. Bounded search, {texts}.{ruled_out}",
            count(first.changes.len(), "change is", "changes are"),
        ),
    };
    line + &unsure
}

/// The rule within which a search moves.
pub(in crate::report) const RULE: &str = "Searched within a rule: no change takes an issue back to its \
    status quo where two drafts or more have all moved it";

/// The rule within which a search moves, and the issues that it binds.
pub(super) fn rule(kept: &[Named]) -> String {
    if kept.is_empty() {
        return format!("{RULE}. Here it binds no issue.");
    }
    let ids: Vec<&str> = kept.iter().map(|it| it.id.as_str()).collect();
    format!("{RULE}. Here it binds {}.", ids.join(", "))
}

/// How a party takes a change, to follow its name.
pub(in crate::report) fn takes(it: &TakingView) -> String {
    if it.pays < it.gains {
        format!("gains in {} of its worlds", percent(it.gains))
    } else if it.gains < it.pays {
        format!("pays in {} of its worlds", percent(it.pays))
    } else {
        "neither gains nor pays".to_owned()
    }
}

/// In how many parts of the worlds a change still reaches the bar; nothing where nothing is drawn.
pub(in crate::report) fn robust(rung: &RungView) -> Option<String> {
    let (holds, of) = rung.robust;
    sampled(&rung.after.joint)
        .then(|| format!("Still at the bar in {holds} of {of} parts of the worlds by itself."))
}

/// A rung with its numbers and statements.
fn one(sheet: &mut Sheet, view: &LadderView, rung: &RungView) {
    changes(sheet, &rung.changes);
    together(sheet, &view.before, Some(&rung.after));
    let takings: Vec<String> =
        rung.takings.iter().map(|it| format!("{} {}", it.party.name, takes(it))).collect();
    sheet.line(&format!("  {}.", takings.join("; ")));
    if let Some(line) = robust(rung) {
        sheet.line(&format!("  {line}"));
    }
    depends(sheet, &rung.depends);
    attitudes(sheet, &rung.attitudes);
}

fn sampled(number: &Number) -> bool {
    !matches!(number, Number::Known { exactness: ExactnessView::Exact, .. })
}

/// What changes, by ids.
pub(super) fn short(changes: &[IssueChange]) -> String {
    let words: Vec<String> =
        changes.iter().map(|it| format!("{}={}", it.issue.id, it.to.id)).collect();
    words.join(",")
}

/// What changes, in words.
pub(super) fn changes(sheet: &mut Sheet, changes: &[IssueChange]) {
    for it in changes {
        let from = match (&it.from[..], &it.status_quo) {
            ([], Some(now)) => format!("silence, which means “{}”", now.name),
            ([], None) => "silence".to_owned(),
            (several, _) => words(several),
        };
        sheet.hung(
            Ink::Plain,
            4,
            &format!("  {} “{}”, instead of {from}", it.issue.name, it.to.name),
        );
    }
}

fn words(names: &[Named]) -> String {
    names.iter().map(|it| format!("“{}”", it.name)).collect::<Vec<_>>().join(" or ")
}

/// Who would accept, before and after.
pub(super) fn together(sheet: &mut Sheet, before: &TogetherView, after: Option<&TogetherView>) {
    let row = |name: String, before: &Number, after: Option<&Number>| {
        let mut row = vec![name, told(before)];
        row.extend(after.map(|it| format!("→  {}", told(it))));
        row
    };
    let mut rows: Vec<Vec<String>> = before
        .parties
        .iter()
        .enumerate()
        .map(|(place, it)| {
            let after = after.and_then(|after| after.parties.get(place)).map(|it| &it.share);
            row(row_name(&it.party, true), &it.share, after)
        })
        .collect();
    rows.push(row("All who sign".to_owned(), &before.joint, after.map(|it| &it.joint)));
    sheet.table(&[Align::Left; 3], &rows);
}

/// The red lines that must be a bluff.
pub(super) fn depends(sheet: &mut Sheet, depends: &[CrossedView]) {
    for it in depends {
        let real = percent(it.real);
        let line = match &it.statements[..] {
            [] => {
                format!("  Never: it crosses a red line that {} has by its numbers.", it.party.name)
            }
            all => format!(
                "  Only if the red line of {} of {} is a bluff; it is real in {real} of the worlds [{}].",
                all[0].said,
                it.party.name,
                ids(all)
            ),
        };
        sheet.line(&line);
    }
}

fn ids(said: &[Said]) -> String {
    said.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// The statements that a change meets and breaks.
pub(super) fn attitudes(sheet: &mut Sheet, it: &AttitudesView) {
    for (what, said) in [("Honors", &it.honors), ("Against", &it.contradicts)] {
        for said in said {
            sheet.hung(Ink::Plain, 4, &format!("  {what} {}", cited(said)));
        }
    }
    for said in &it.discloses {
        let warning = format!(
            "  Careful: this edit may give away what {} said in confidence [{}].",
            said.voice.name, said.id
        );
        sheet.hung(Ink::Plain, 4, &warning);
    }
}

/// Why nothing unlocks.
fn locked(sheet: &mut Sheet, view: &LadderView, lock: &LockView) {
    part(sheet, "Why nothing does");
    for it in &lock.preconditions {
        sheet.hung(
            Ink::Plain,
            4,
            &format!(
                "  Until it is met, one precondition alone blocks every text; it is in no share: {}.",
                it.statements.iter().map(cited).collect::<Vec<_>>().join("; ")
            ),
        );
    }
    for it in lock.alone.iter().filter(|it| it.share + 1e-9 < view.at_least) {
        sheet.line(&format!(
            "  {} cannot be brought there by any text: even the best for it on every issue is worth \
             signing in {} of its worlds only.",
            it.party.name,
            percent(it.share)
        ));
    }
    match (&lock.lines[..], lock.open) {
        ([], Some(true)) => {
            sheet.line("  Red lines alone do not block it: some outcome crosses none of them.");
        }
        ([], _) => sheet.line("  Whether red lines alone block it took too long to tell."),
        (lines, _) => {
            let those = if lock.smallest { "no smaller set does" } else { "none can be left out" };
            sheet.line(&format!(
                "  If they are meant, {} every outcome, and {those}:",
                count(lines.len(), "red line blocks", "red lines together block")
            ));
            for it in lines {
                sheet.hung(
                    Ink::Plain,
                    6,
                    &format!(
                        "    {} {}; real in {} of the worlds [{}].",
                        it.line.party.name,
                        refuses(it),
                        percent(it.line.real),
                        ids(&it.line.statements)
                    ),
                );
            }
            sheet.line("    Whatever a text says, it runs into one of them.");
        }
    }
    if 2 < lock.without.len() {
        for it in lock.without.iter().filter(|it| view.at_least <= it.share + 1e-9) {
            sheet.line(&format!("  The others could get there without {}.", it.party.name));
        }
    }
}

/// What a party that means its red line does not sign, to follow its name.
pub(in crate::report) fn refuses(it: &LockedView) -> String {
    let all = |it: &[Vec<Named>]| {
        it.iter().map(|it| words(it)).collect::<Vec<_>>().join(" together with ")
    };
    let unless = match &it.unless[..] {
        [] => String::new(),
        unless => format!(" without {}", all(unless)),
    };
    let with = match &it.when[..] {
        [] => String::new(),
        when => format!(" with {}", all(when)),
    };
    format!("signs no text{with}{unless}")
}

pub(super) fn no_answer(sheet: &mut Sheet, none: &str, statements: &[String]) {
    let named =
        if statements.is_empty() { String::new() } else { format!(": {}", statements.join(", ")) };
    sheet.gap();
    sheet.line(&format!("There is no answer: {none}{named}."));
}

/// Adds how the numbers are come by.
pub(super) fn under(sheet: &mut Sheet, before: &TogetherView, seed: u64) {
    sheet.line(&basis(before, seed));
}

/// How the numbers are come by.
pub(in crate::report) fn basis(before: &TogetherView, seed: u64) -> String {
    if sampled(&before.joint) {
        format!(
            "Sampled: shares of the worlds drawn for each party from what was said, seed {seed}. The \
             search looked at the same worlds, which flatters what it found a little. Open brackets \
             count at their worst. Assumed: that parties decide independently, and what options are \
             worth where nobody spoke of them."
        )
    } else {
        "Exact: by the utilities that the case gives in numbers.".to_owned()
    }
}
