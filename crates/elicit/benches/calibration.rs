//! Whether shares mean what they say: truths drawn from the prior, and what was predicted of them.
//!
//! `cargo bench -p onetext-elicit --bench calibration` prints the table; after `--`, `--profiles N`
//! and `--draws N` say how much is drawn, `--quick` does little of it, `--only WORDS` takes the cells
//! whose name begins so (`8x4 soft 20`), and `--docs` writes the table into the docs. The exit
//! code is 1 if a goal is missed.

mod known;
mod made;

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use onetext_case::{OptionId, PartyId};
use onetext_elicit::{Entered, Question, Text, elicit};
use rayon::prelude::*;

use known::page::{has, number, show, tell, word};
use known::score::{Profile, Score};
use known::{Dice, Known, Speech};

const SEED: u64 = 20_251_202;
/// Numbers of statements.
const STATEMENTS: [usize; 5] = [0, 5, 20, 80, 160];
/// For each of them, how many times as many profiles are drawn: where little is said, the answers
/// about one party are right or wrong together.
const MORE: [usize; 5] = [4, 4, 8, 1, 1];
/// For each of them, the draws for each chain. Where little is said, decisive answers are few and
/// near 0.05 or 0.95, so that what is blurred by sampling shows in how many of them are wrong.
const DRAWS: [usize; 5] = [1_000, 1_000, 1_000, 200, 200];
/// Outcomes that each party is asked about.
const OUTCOMES: usize = 120;
/// The largest calibration error.
const CALIBRATION: f64 = 0.03;
/// The largest share of wrong answers among the decisive ones.
const WRONG: f64 = 0.05;

/// Which truths, and what is said of them.
struct Cell {
    issues: usize,
    options: usize,
    soft: bool,
    statements: usize,
    /// How many times as many profiles are drawn.
    more: usize,
    /// Draws for each of four chains.
    draws: usize,
}

fn main() -> ExitCode {
    let profiles = number("--profiles", if has("--quick") { 24 } else { 300 });
    let only = word("--only").unwrap_or_default();
    let mut table = format!(
        "At least {profiles} profiles for each cell, {OUTCOMES} outcomes for each profile; draws are for each of four chains.\n\n\
         | space | statements | k | profiles | draws | {} | met |\n| --- | --- | --- | --- | --- |{} --- |\n",
        Score::HEAD,
        " --- |".repeat(Score::HEAD.split('|').count())
    );
    let mut missed = Vec::new();
    for cell in cells().filter(|it| it.name().starts_with(&only)) {
        let done = AtomicUsize::new(0);
        let profiles = profiles * cell.more;
        let profile = |number: usize| {
            let profile = cell.profile(number);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(100) {
                tell(&format!("{}: {done} of {profiles}", cell.name()));
            }
            profile
        };
        let found: Vec<Profile> = (0..profiles).into_par_iter().map(profile).collect();
        let score = Score::of(&found);
        let met = score.calibration <= CALIBRATION && score.wrong <= WRONG;
        if !met {
            missed.push(cell.name());
        }
        tell(&format!("{}: {}", cell.name(), score.row()));
        let space = format!("{} × {}", cell.issues, cell.options);
        let said = if cell.soft { "15 % false" } else { "hard" };
        let word = if met { "yes" } else { "**no**" };
        let _ = writeln!(
            table,
            "| {space} | {said} | {} | {profiles} | {} | {} | {word} |",
            cell.statements,
            cell.draws,
            score.row()
        );
    }
    let goal =
        format!("calibration error at most {CALIBRATION}, wrong among decisive at most {WRONG}");
    let verdict = if missed.is_empty() {
        format!("Met in every cell: {goal}.")
    } else {
        format!("Missed in {}: {goal}.", missed.join("; "))
    };
    show(&format!("{table}\n{verdict}\n"), "calibration", has("--docs"));
    ExitCode::from(u8::from(!missed.is_empty()))
}

fn cells() -> impl Iterator<Item = Cell> {
    [(8, 4), (28, 4)].into_iter().flat_map(|(issues, options)| {
        [false, true].into_iter().flat_map(move |soft| {
            (0..STATEMENTS.len()).map(move |place| {
                let [statements, more] = [STATEMENTS, MORE].map(|it| it[place]);
                let draws = number("--draws", DRAWS[place]);
                Cell { issues, options, soft, statements, more, draws }
            })
        })
    })
}

impl Cell {
    fn name(&self) -> String {
        let said = if self.soft { "soft" } else { "hard" };
        format!("{}x{} {said} {}", self.issues, self.options, self.statements)
    }

    /// One party: a truth, what it says, and what is predicted of it.
    fn profile(&self, number: usize) -> Profile {
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        let place = [self.issues, usize::from(self.soft), self.statements];
        let stream = place.iter().fold(number, |all, &it| all * 1_000 + it as u64);
        let mut dice = Dice::new(SEED, stream);
        let truth = drawn(self.issues, self.options, &mut dice);
        let mut case = Known::case(std::slice::from_ref(&truth));
        let [truthful, credence] = if self.soft { [0.85, 0.85] } else { [1.0, 1.0] };
        let count = self.statements;
        let speech = Speech { party: 0, count, whole: false, truthful, credence, tie: 0.0 };
        let said = truth.speak(&mut case, &speech, &mut dice);
        assert_eq!(said, count, "there is enough to ask");
        let elicited = elicit(&case, &Question::new(stream, self.draws), &|| false);
        let view = elicited.view(PartyId(0));
        let rows = view.ledger.iter().filter(|it| it.entered == Entered::Row);
        assert_eq!(rows.count(), count, "each statement is a row of its own");
        let mut profile = Profile::default();
        for _ in 0..OUTCOMES {
            let outcome = dice.outcome(&truth.options);
            let options: Vec<OptionId> = outcome.iter().copied().map(OptionId).collect();
            match view.share(&Text::outcome(&options)) {
                Ok(share) => profile.answers.push((share.low, 0.0 <= truth.gain(&outcome))),
                Err(_) => profile.silent += 1,
            }
        }
        profile
    }
}

/// A party drawn from the prior; the first option of each issue is the status quo.
fn drawn(issues: usize, options: usize, dice: &mut Dice) -> Known {
    let mut exponential = || -libm::log1p(-dice.unit());
    Known {
        worths: (0..issues).map(|_| (0..options).map(|_| exponential()).collect()).collect(),
        options: vec![options; issues],
        silent: vec![0; issues],
        cost: exponential(),
    }
}
