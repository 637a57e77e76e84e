//! Answers to single questions as text for a terminal: sentences that can be read aloud.

mod acceptability;
mod account;
mod ask;
mod clashes;
mod ladder;
mod ledger;
mod lint;
mod positions;
mod preview;
mod propose;
mod tried;
mod what_if;
mod why;

pub use self::acceptability::acceptability;
pub(super) use self::account::{CROSSINGS, MOVEMENTS, PLACES, grounds, own_brackets};
pub use self::ask::ask;
pub use self::clashes::clashes;
pub use self::ladder::ladder;
pub(super) use self::ladder::{RULE, basis, refuses, robust, takes, verdict};
pub use self::ledger::ledger;
pub(super) use self::ledger::{columns, unsided};
pub use self::lint::lint;
pub(super) use self::lint::{LINT_CAUTION, lacking};
pub use self::positions::{positions, positions_overview};
pub use self::preview::{ladder_preview, propose_preview};
pub use self::propose::propose;
pub(super) use self::propose::{bears_on, measures, search};
pub use self::tried::tried;
pub use self::what_if::what_if;
pub use self::why::why;
use crate::analysis::{
    Acceptance, ExactnessView, Footing, Named, Number, PartyAcceptance, PartyCount, Proved,
};
use crate::inquiry::{CommonView, Heading, Kind, Said, SensitivityView, TextView};
use crate::range::{Range, percent};
use crate::report::sentence::count;
use crate::report::sheet::{Ink, Sheet, shortened};

/// A text by its name in quotation marks; a package in words.
fn text_name(text: &TextView) -> String {
    match text.kind {
        Kind::Draft => format!("“{}”", text.text.name),
        Kind::Undisclosed => format!("“{}” (not public)", text.text.name),
        Kind::Package => text.text.name.clone(),
    }
}

/// A number, word first: `unlikely, 5–8 %`.
fn told(number: &Number) -> String {
    match number {
        Number::Known { range, word, exactness: ExactnessView::Exact, .. } => exact(*range, word),
        Number::Known { range, word, .. } => format!("{word}, {range}"),
        Number::Unknown { reason, .. } => format!("no number: {reason}"),
    }
}

/// By arithmetic there are no worlds, and no shares of them: yes, no, or it depends on the brackets.
fn exact(range: Range, word: &str) -> String {
    match range.percents() {
        (100, 100) => "yes, exactly".to_owned(),
        (0, 0) => "no, exactly".to_owned(),
        (0, 100) => "yes or no, by its brackets".to_owned(),
        _ => format!("{word}, {range}"),
    }
}

/// The error of a number in points: `±2 pt`.
fn error(number: &Number) -> String {
    match number {
        Number::Known { exactness: ExactnessView::Exact, .. } => "none".to_owned(),
        Number::Known { error, .. } => match (error * 100.0).ceil() {
            points if points < 1.0 => "±1 pt".to_owned(),
            points => format!("±{points} pt"),
        },
        Number::Unknown { .. } => "–".to_owned(),
    }
}

/// A statement to be cited: `Vladimir Putin (President), 2 September 2025: what was said [id]`.
fn cited(said: &Said) -> String {
    let post = if said.post.is_empty() { String::new() } else { format!(" ({})", said.post) };
    format!("{}{post}, {}: {} [{}]", said.speaker, said.said, said.gist, said.id)
}

/// A party at the head of a row, in at most 36 columns, and that it does not sign where it does not.
fn row_name(party: &Named, seat: bool) -> String {
    if seat {
        shortened(&party.name, 36)
    } else {
        format!("{} (does not sign)", shortened(&party.name, 16))
    }
}

/// An influence in points with its sign: `−12 pt`.
fn points(influence: f64) -> String {
    let sign = if influence < 0.0 { "−" } else { "+" };
    format!("{sign}{} pt", (influence.abs() * 100.0).round())
}

/// How many statements about a party are in its numbers: what they do not see.
fn honest(count_of: &PartyCount) -> String {
    let name = &count_of.party.name;
    if count_of.about == 0 {
        return format!("nothing is recorded about {name}");
    }
    if count_of.not_modeled == 0 {
        return format!("every statement about {name} is modeled");
    }
    let are = if count_of.not_modeled == 1 { "is" } else { "are" };
    let of = count(count_of.about, "statement", "statements");
    format!("{} of {of} about {name} {are} not modeled", count_of.not_modeled)
}

/// What is not modeled and what is assumed: under every estimate.
fn honesty(
    sheet: &mut Sheet,
    heading: &Heading,
    counts: &[PartyCount],
    acceptances: &[&Acceptance],
) {
    sheet.gap();
    early(sheet, heading);
    if !counts.is_empty() {
        let told: Vec<String> = counts.iter().map(honest).collect();
        sheet.line(&format!("{}.", capitalized(&told.join("; "))));
    }
    let shares = || acceptances.iter().flat_map(|it| &it.parties).map(|it| &it.share);
    let is_sampled =
        |it: &Number| matches!(it, Number::Known { exactness: ExactnessView::Sampled { .. }, .. });
    let drawn = shares().find_map(|it| match it {
        Number::Known { exactness: ExactnessView::Sampled { draws, .. }, .. } => Some(*draws),
        Number::Known { .. } | Number::Unknown { .. } => None,
    });
    if let Some(drawn) = drawn {
        sheet.line(&format!(
            "Estimates: shares of {drawn} worlds for each party that fit what was said, seed {}; no \
             forecast. Assumed: what options are worth where nobody spoke of them, how far each kind \
             of statement is trusted, and that parties decide independently.",
            heading.seed
        ));
    }
    if shares().any(|it| !is_sampled(it) && matches!(it, Number::Known { .. })) {
        sheet.line("Exact: by the utilities that the case gives in numbers.");
    }
}

/// How far words hang on what is assumed, in a sentence; for one party, where `of` has its id.
pub(super) fn hangs_on(view: &SensitivityView, of: Option<&str>) -> String {
    let flips: Vec<String> = view
        .flips(of)
        .into_iter()
        .map(|(who, share, what)| match of {
            Some(_) => format!("{} if {what}", told(share)),
            None => format!("{who} {} if {what}", told(share)),
        })
        .collect();
    let small = "No other assumption that was tried moves a share by 5 points or more";
    let mut line = match view.largest_move(of) {
        _ if !flips.is_empty() => format!("It hangs on what is assumed: {}", flips.join("; ")),
        Some((it, what)) if it.moves.is_some_and(|it| 0.05 <= it.abs()) => {
            let who = if of.is_some() { "" } else { &format!("{} ", it.party.name) };
            format!(
                "What is assumed turns no word around; it moves most if {what}: {who}{}",
                told(&it.share)
            )
        }
        _ => small.to_owned(),
    };
    let unknown = view.unknown(of);
    if !unknown.is_empty() {
        line.push_str("; no number if ");
        line.push_str(&unknown.join(", or if "));
    }
    line + "."
}

/// What is proved about a party and a text, in a sentence; `None` if nothing is, or if it is
/// arithmetic that goes without saying.
pub(super) fn proved(party: &PartyAcceptance) -> Option<(Ink, String)> {
    let it = party.verdict.as_ref().filter(|_| party.basis != Footing::Numbers)?;
    let name = &party.party.name;
    let why = match &it.statements[..] {
        [] => "whatever was said".to_owned(),
        all => format!("as long as what it said for certain holds [{}]", all.join(", ")),
    };
    let does = match it.verdict {
        Proved::Necessary => "accepts this",
        Proved::Excluded => "does not accept this",
    };
    Some(if it.checked {
        (Ink::Proved, format!("Proved: {name} {does}, {why}."))
    } else {
        let told = "a proof failed its check; please report it with the case";
        (Ink::Plain, format!("{name}: {told}."))
    })
}

/// Whether any text could be signed by all, in a sentence.
pub(super) fn common(it: &CommonView) -> String {
    const ASK: &str = "Could they all agree on some text, whichever it be?";
    let Number::Known { exactness, range, .. } = &it.share else {
        return format!("{ASK} {}.", capitalized(&told(&it.share)));
    };
    let of = match exactness {
        ExactnessView::Exact => String::new(),
        ExactnessView::Sampled { .. } => format!(" of {} joint worlds", it.worlds),
    };
    let mut line = format!("{ASK} {}{of}.", capitalized(&told(&it.share)));
    // Of two parties, either blocks alone.
    let blocking: Vec<String> = it
        .blocking
        .iter()
        .filter(|party| 2 < it.blocking.len() && range.low < 0.95 && 0.0 < party.share)
        .map(|it| format!("{} in {}", it.party.name, percent(it.share)))
        .collect();
    if !blocking.is_empty() {
        line.push_str(" Of the worlds without one, the others could agree without ");
        line.push_str(&blocking.join(", "));
        line.push('.');
    }
    line
}

/// That the work was stopped, if it was.
fn early(sheet: &mut Sheet, heading: &Heading) {
    if heading.stopped {
        sheet.line(
            "Stopped early: there are fewer worlds than asked for, and some answers are missing.",
        );
    }
}

/// Adds a heading of a part.
fn part(sheet: &mut Sheet, heading: &str) {
    sheet.gap();
    sheet.line(heading);
}

/// Adds a statement with its quotation under it, indented, and who printed it where several did.
fn quote(sheet: &mut Sheet, lead: &str, said: &Said) {
    let hang = lead.chars().count();
    sheet.hung(Ink::Plain, hang, &format!("{lead}{}", cited(said)));
    if let Some(quotation) = &said.quotation {
        sheet.hung(Ink::Plain, hang + 1, &format!("{}“{quotation}”", " ".repeat(hang)));
    }
    if let Some(outlet) = said.outlet.as_ref().filter(|_| !said.also.is_empty()) {
        let printed = format!("printed in {outlet}, also in {}", said.also.join(", "));
        sheet.hung(Ink::Plain, hang, &format!("{}{printed}", " ".repeat(hang)));
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use jiff::civil::date;

    use super::*;
    use crate::time::{Day, Time};

    fn check(outlet: Option<&str>, also: &[&str]) -> String {
        let day = Day(date(2025, 12, 1));
        let said = Said {
            id: "belo-dam".to_owned(),
            speaker: "Ana Belo".to_owned(),
            post: "envoy".to_owned(),
            voice: Named { id: "upper".to_owned(), name: "Upper Valley".to_owned() },
            said: Time { from: day, to: day },
            gist: "no full dam".to_owned(),
            quotation: Some("We will never sign it".to_owned()),
            outlet: outlet.map(str::to_owned),
            also: also.iter().map(|&it| it.to_owned()).collect(),
        };
        let mut sheet = Sheet::new(60);
        quote(&mut sheet, "  ", &said);
        sheet.runs().iter().map(|it| it.1.as_str()).collect()
    }

    #[test]
    fn whoever_else_printed_a_statement_is_told() {
        assert_snapshot!(check(Some("Post"), &["Wire", "Lower Courier"]), @r"
        Ana Belo (envoy), 1 December 2025: no full dam [belo-dam]
        “We will never sign it”
        printed in Post, also in Wire, Lower Courier
        ");
        assert_eq!(check(Some("Post"), &[]), check(None, &[]));
    }
}
