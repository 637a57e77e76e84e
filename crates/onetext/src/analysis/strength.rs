//! How far a stance is trusted, how it moved, and which reports of it are contrary.

use onetext_case::{Case, Holder, IssueId, OptionId, PartyId, Statement};
use onetext_elicit::Entry;
use schemars::JsonSchema;
use serde::Serialize;

use super::name::Named;
use super::position::{Lean, Leaning, NO_RED_LINE, leans};

/// How far words are trusted on the day of the case, after their age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// They are in no number.
    Uncounted,
    /// Little better than nothing said.
    Weak,
    /// More often true than not.
    Fair,
    /// To be reckoned with.
    Strong,
    /// The case takes them for certain.
    Hard,
}

impl Strength {
    /// The strength of a credence from 0.5, which says nothing, to 1, which is hard.
    pub(crate) fn of(credence: f64) -> Self {
        match credence {
            it if 1.0 <= it => Self::Hard,
            it if 0.8 <= it => Self::Strong,
            it if 0.65 <= it => Self::Fair,
            _ => Self::Weak,
        }
    }

    /// Its word; empty for what is in no number.
    pub fn word(self) -> &'static str {
        match self {
            Self::Uncounted => "",
            Self::Weak => "weak",
            Self::Fair => "fair",
            Self::Strong => "strong",
            Self::Hard => "hard",
        }
    }
}

/// The strength of each statement in the picture of the one it is about, given the ledger of each
/// party.
pub(crate) fn strengths<L: AsRef<[Entry]>>(case: &Case, ledgers: &[L]) -> Vec<Strength> {
    let mut found = vec![Strength::Uncounted; case.statements.len()];
    for (party, ledger) in ledgers.iter().enumerate() {
        for it in ledger.as_ref().iter().filter(|it| it.entered.is_counted()) {
            let index = it.statement.0;
            if case.statements[index].holder == Holder::Party(PartyId(party)) {
                found[index] = found[index].max(Strength::of(it.credence));
            }
        }
    }
    found
}

/// How what a holder says now differs from what it said before, option by option.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Trend {
    /// What it stands nearer to than before.
    pub toward: Vec<Named>,
    /// What it stands farther from than before.
    pub away: Vec<Named>,
}

impl Trend {
    /// Between the statements `before` and those of `now`, all by one holder about itself; `None`
    /// where one of the two points nowhere.
    pub(crate) fn new(
        case: &Case,
        issue: IssueId,
        before: &[&Statement],
        now: &[&Statement],
    ) -> Option<Self> {
        let levels = |said: &[&Statement]| -> Option<Vec<i32>> {
            let said: Vec<Leaning> = said.iter().flat_map(|it| leans(&it.claim, issue)).collect();
            said.iter().any(|it| points(it.0)).then(|| {
                let options = (0..case.issues[issue.0].options.len()).map(OptionId);
                options.map(|it| level(&said, it)).collect()
            })
        };
        let (before, now) = (levels(before)?, levels(now)?);
        let moved = |way: i32| -> Vec<Named> {
            let steps = before.iter().zip(&now).map(|(before, now)| (now - before).signum());
            let found = steps.enumerate().filter(|(_, it)| *it == way);
            found.map(|(option, _)| Named::option(case, issue, OptionId(option))).collect()
        };
        Some(Self { toward: moved(1), away: moved(-1) })
    }
}

/// Whether a stance says something of how far an option is wanted.
fn points(lean: Lean) -> bool {
    !matches!(lean, Lean::Package | Lean::Spoken)
}

/// How far stances want an option, from -2 for a red line to 2 for what is required: by the firmest
/// of them, and 0 where those are contrary.
fn level(said: &[Leaning], option: OptionId) -> i32 {
    let levels = said.iter().map(|(lean, _, options)| match (lean, options.contains(&option)) {
        (Lean::RedLine, true) | (Lean::Requires, false) => -2,
        (Lean::Against, true) => -1,
        (Lean::For, true) => 1,
        (Lean::Requires, true) => 2,
        _ => 0,
    });
    let (low, high) = levels.fold((0, 0), |(low, high), it| (it.min(low), it.max(high)));
    match (-low).cmp(&high) {
        std::cmp::Ordering::Less => high,
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => low,
    }
}

/// Whether stances say that there is no red line on an option.
fn releases(said: &[Leaning], option: OptionId) -> bool {
    said.iter().any(|(_, word, options)| *word == NO_RED_LINE && options.contains(&option))
}

/// Reports about one holder that cannot well be true together, on one option.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Contrary {
    /// The option.
    pub option: Named,
    /// Statements by which the holder is for it, or has no red line where another draws one.
    pub wanted: Vec<String>,
    /// Statements by which it is against it.
    pub unwanted: Vec<String>,
}

impl Contrary {
    /// Among statements about one holder that hold on the day of the case: one for each option on
    /// which two of them are contrary, those with the same statements joined into the first.
    pub(crate) fn among(case: &Case, issue: IssueId, said: &[&Statement]) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for option in (0..case.issues[issue.0].options.len()).map(OptionId) {
            let leanings: Vec<(&str, Vec<Leaning>)> =
                said.iter().map(|it| (it.id.as_str(), leans(&it.claim, issue))).collect();
            let barred = leanings.iter().any(|(_, it)| level(it, option) == -2);
            let [mut wanted, mut unwanted] = [Vec::new(), Vec::new()];
            for (id, said) in &leanings {
                let level = level(said, option);
                if 0 < level || (barred && releases(said, option)) {
                    wanted.push((*id).to_owned());
                } else if level < 0 {
                    unwanted.push((*id).to_owned());
                }
            }
            let is_new = !found.iter().any(|it| {
                (&it.wanted, &it.unwanted) == (&wanted, &unwanted)
                    || (&it.unwanted, &it.wanted) == (&wanted, &unwanted)
            });
            if is_new && !wanted.is_empty() && !unwanted.is_empty() {
                found.push(Self { option: Named::option(case, issue, option), wanted, unwanted });
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    /// Which options a holder came nearer to, and which it went away from.
    fn check(before: &[Leaning], now: &[Leaning]) -> String {
        let levels =
            |said: &[Leaning]| [0, 1].map(|it| level(said, OptionId(it)).to_string()).join(" ");
        format!("{} to {}", levels(before), levels(now))
    }

    fn lean(lean: Lean, option: usize) -> Leaning {
        (lean, "", vec![OptionId(option)])
    }

    #[test]
    fn the_firmest_stance_says_how_far_an_option_is_wanted() {
        let red = [lean(Lean::RedLine, 0)];
        let soft = [lean(Lean::Against, 0), lean(Lean::For, 1)];
        assert_snapshot!(check(&red, &soft), @"-2 0 to -1 1");
        assert_snapshot!(check(&soft, &[lean(Lean::Requires, 0)]), @"-1 1 to 2 -2");
        assert_snapshot!(check(&[lean(Lean::For, 0), lean(Lean::Against, 0)], &[]), @"0 0 to 0 0");
    }

    #[test]
    fn strength_has_a_word_for_each_credence() {
        let words = [0.5, 0.6, 0.65, 0.79, 0.8, 0.99, 1.0].map(|it| Strength::of(it).word());
        assert_snapshot!(words.join(" "), @"weak weak fair fair strong strong hard");
    }
}
