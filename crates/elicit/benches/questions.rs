//! Whether questions that are chosen teach more than questions at random.
//!
//! `cargo bench -p onetext-elicit --bench questions -- --scenarios DIR` prints the table; without
//! the folder, scenarios are generated. `--repeats N` and `--draws N` say how much is drawn,
//! `--quick` does little of it, and `--docs` writes the table into the docs. The exit code is 1 if
//! the goal is missed.

mod known;
mod made;
mod published;

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use onetext_case::{Case, PartyId};
use onetext_elicit::{Asking, Effort, Elicited, Question, Text, ask, elicit};
use rayon::prelude::*;

use known::page::{has, number, show, tell, word};
use known::score::{Profile, Score};
use known::{Dice, KINDS, Known, Speech, draft};
use made::say;
use published::{SEED, Scene, TIE, directions, parties, scenes, text};

/// After how many questions at random predictions are made.
const RANDOM: [usize; 5] = [0, 5, 10, 20, 40];
/// After how many chosen ones.
const CHOSEN: [usize; 3] = [5, 10, 20];
/// Drafts on the table, about which and about whose neighbors can be asked.
const DRAFTS: usize = 20;
/// Texts that are watched.
const WATCHED: usize = 40;
/// Outcomes that each party is asked about; none of them is watched but by chance.
const OUTCOMES: usize = 150;

/// One interview: what the party is, and what is watched and tested.
struct Interview {
    known: Known,
    start: Case,
    watched: Vec<Text>,
    tested: Vec<Vec<usize>>,
    question: Question,
    stream: u64,
}

fn main() -> ExitCode {
    let repeats = number("--repeats", if has("--quick") { 1 } else { 2 });
    let draws = number("--draws", 200);
    let folder = word("--scenarios");
    let scenes = scenes(folder.as_deref());
    let source = if folder.is_some() { "published" } else { "generated" };
    let mut interviews = Vec::new();
    for (number, scene) in scenes.iter().enumerate() {
        for repeat in 0..repeats {
            let stream = (number * 1_000 + repeat) as u64;
            let Some(parties) = parties(scene, stream) else {
                tell(&format!("{}: no status quo", scene.name));
                continue;
            };
            for (party, known) in parties.into_iter().enumerate() {
                let stream = stream * 10 + party as u64;
                interviews.push(Interview::new(scene, known, stream, draws));
            }
        }
    }
    let done = AtomicUsize::new(0);
    let left = AtomicUsize::new(0);
    let run = |it: &Interview| {
        let found = [it.random(), it.chosen(&left)];
        tell(&format!("{} of {}", done.fetch_add(1, Ordering::Relaxed) + 1, interviews.len()));
        found
    };
    let found: Vec<[Vec<Profile>; 2]> = interviews.par_iter().map(run).collect();
    let mut table = format!(
        "{} {source} scenarios, {} interviews, {DRAFTS} drafts on the table, {WATCHED} texts watched, \
         {OUTCOMES} others predicted, {draws} draws for each of four chains.\n\n\
         | questions | how | {} |\n| --- | --- |{}\n",
        scenes.len(),
        interviews.len(),
        Score::HEAD,
        " --- |".repeat(Score::HEAD.split('|').count())
    );
    let random = RANDOM.iter().enumerate().map(|(at, count)| {
        (*count, Score::of(&found.iter().map(|it| it[0][at].clone()).collect::<Vec<_>>()))
    });
    let random: Vec<(usize, Score)> = random.collect();
    let chosen = CHOSEN.iter().enumerate().map(|(at, count)| {
        (*count, Score::of(&found.iter().map(|it| it[1][at].clone()).collect::<Vec<_>>()))
    });
    let chosen: Vec<(usize, Score)> = chosen.collect();
    for (how, scores) in [("at random", &random), ("chosen", &chosen)] {
        for (count, score) in scores {
            let _ = writeln!(table, "| {count} | {how} | {} |", score.row());
        }
    }
    let [bar, ours] = [random[4].1.accuracy, chosen[2].1.accuracy];
    let met = bar <= ours;
    let left = left.into_inner();
    let verdict = format!(
        "{}: 20 chosen questions reach an accuracy of {ours:.3}, 40 at random {bar:.3}. {left} questions \
         that nothing recommended were drawn at random.",
        if met { "Met" } else { "Missed" }
    );
    show(&format!("{table}\n{verdict}\n"), "questions", has("--docs"));
    ExitCode::from(u8::from(!met))
}

impl Interview {
    fn new(scene: &Scene, known: Known, stream: u64, draws: usize) -> Self {
        let mut dice = Dice::new(SEED + 300, stream);
        let mut start = Known::case(std::slice::from_ref(&known));
        directions(&mut start, 0, &known);
        let mut outcomes =
            |count: usize| -> Vec<_> { (0..count).map(|_| dice.outcome(&scene.options)).collect() };
        for (id, outcome) in outcomes(DRAFTS).into_iter().enumerate() {
            start.drafts.push(draft(id, &outcome.into_iter().enumerate().collect()));
        }
        let watched = outcomes(WATCHED).iter().map(|it| text(it)).collect();
        let tested = outcomes(OUTCOMES);
        Self { known, start, watched, tested, question: Question::new(stream, draws), stream }
    }

    /// Predictions after statements of mixed kinds.
    fn random(&self) -> Vec<Profile> {
        let after = |count: usize| {
            let mut case = self.start.clone();
            let speech =
                Speech { party: 0, count, whole: true, truthful: 1.0, credence: 1.0, tie: TIE };
            self.known.speak(&mut case, &speech, &mut Dice::new(SEED + 400, self.stream));
            self.predicted(&elicit(&case, &self.question, &|| false))
        };
        RANDOM.map(after).to_vec()
    }

    /// Predictions after questions that were chosen, one after the other; adds to `left` how many of
    /// them had to be drawn at random.
    fn chosen(&self, left: &AtomicUsize) -> Vec<Profile> {
        let mut case = self.start.clone();
        let mut dice = Dice::new(SEED + 500, self.stream);
        let mut elicited = elicit(&case, &self.question, &|| false);
        let mut profiles = Vec::new();
        for number in 1..=CHOSEN[CHOSEN.len() - 1] {
            let view = elicited.view(PartyId(0));
            let watched: Vec<Text> =
                self.watched.iter().filter(|it| view.share(it).is_ok()).cloned().collect();
            let asked = ask(&case, &elicited, &watched, Some(PartyId(0)), &|| false);
            let best = asked.unwrap_or_default().into_iter().find_map(|it| {
                let margin = self.margin(&case, &it.question)?;
                let claim = it.question.claim(0.0 <= margin);
                let is_new = case.statements.iter().all(|it| it.claim != claim);
                (TIE < margin.abs() && is_new).then_some(claim)
            });
            if let Some(claim) = best {
                say(&mut case, 0, claim, 1.0);
            } else {
                left.fetch_add(1, Ordering::Relaxed);
                let kind = KINDS[number % KINDS.len()];
                let asked = self.known.ask(kind, true, case.drafts.len(), &mut dice);
                if TIE < asked.margin.abs() {
                    case.drafts.extend(asked.drafts);
                    let place = usize::from(asked.margin < 0.0);
                    say(&mut case, 0, asked.claims[place].clone(), 1.0);
                }
            }
            elicited = elicited.again(&case, &self.question, Effort::Full, &|| false);
            if CHOSEN.contains(&number) {
                profiles.push(self.predicted(&elicited));
            }
        }
        profiles
    }

    fn predicted(&self, elicited: &Elicited) -> Profile {
        let view = elicited.view(PartyId(0));
        let mut profile = Profile::default();
        for outcome in &self.tested {
            match view.share(&text(outcome)) {
                Ok(share) => profile.answers.push((share.low, 0.0 <= self.known.gain(outcome))),
                Err(_) => profile.silent += 1,
            }
        }
        profile
    }

    /// By how much yes is the true answer; `None` for a question about a red line, of which there
    /// is none.
    fn margin(&self, case: &Case, asking: &Asking) -> Option<f64> {
        let known = &self.known;
        let worth = |issue: usize, level: usize| known.worths[issue][level];
        Some(match asking {
            Asking::Sign { package, .. } => {
                let mut outcome = known.silent.clone();
                for (issue, options) in package {
                    outcome[issue.0] = options[0].0;
                }
                known.gain(&outcome)
            }
            Asking::Option { issue, one, other } => worth(issue.0, one.0) - worth(issue.0, other.0),
            Asking::Matters { one, other } => {
                let [one, other] = [one, other]
                    .map(|it| worth(it.issue.0, it.to.0) - worth(it.issue.0, it.from.0));
                one - other
            }
            Asking::Better { one, other } => {
                let [one, other] = [one, other].map(|it| {
                    let options = case.drafts[it.0].options(case.issues.len());
                    let levels = options.iter().zip(&known.silent);
                    let outcome: Vec<usize> =
                        levels.map(|(it, &silent)| it.first().map_or(silent, |it| it.0)).collect();
                    known.gain(&outcome)
                });
                one - other
            }
            Asking::Firm { .. } => return None,
        })
    }
}
