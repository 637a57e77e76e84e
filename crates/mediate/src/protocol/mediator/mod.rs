//! Mediators: what is put to the parties next.

mod belief;
mod blind;
mod estimating;

use onetext_bargain::{
    Error, Linkage, OptionId, Outcome, Party, Problem, Space, Stop, utilitarian,
};
use rand_chacha::ChaCha8Rng;

pub use self::blind::{Blind, Draw};
pub use self::estimating::Estimating;
use crate::negotiator::{Reply, below};

/// Keeps the single text. It knows the issues, their options and the linkages, and hears what is
/// said; what parties want it can only gather from that.
pub trait Mediator {
    /// How many wishes it asks of each party.
    fn wishes(&self) -> usize;

    /// The next text, given the current one; `None` when it has nothing more to put.
    fn propose(&mut self, current: Option<&Outcome>, random: &mut ChaCha8Rng) -> Option<Outcome>;

    /// Hears what each party says of a text, put beside the current one.
    fn hear(&mut self, text: &Outcome, current: Option<&Outcome>, replies: &[Reply]);

    /// Which of the texts that all accepted it puts to the last vote.
    fn choose(&mut self, accepted: &[&Outcome]) -> Option<usize>;
}

/// What everybody knows: the issues with their options, and the linkages.
#[derive(Clone, Debug)]
pub struct Ground {
    space: Space,
    linkages: Vec<Linkage>,
}

impl Ground {
    /// What everybody knows of a problem.
    #[must_use]
    pub fn new(problem: &Problem) -> Self {
        Self { space: problem.space().clone(), linkages: problem.linkages().to_vec() }
    }

    /// The problem with these parties.
    fn with(&self, parties: Vec<Party>) -> Result<Problem, Error> {
        Problem::new(self.space.clone(), parties, self.linkages.clone())
    }

    /// The problem of one party that wants something random and accepts everything.
    fn whim(&self, random: &mut ChaCha8Rng) -> Result<Problem, Error> {
        let mut worth = |issue| {
            let options = self.space.options(issue);
            options.map(|_| i64::try_from(below(1 << 20, random)).unwrap_or_default()).collect()
        };
        let utilities = self.space.issues().map(&mut worth).collect();
        let nothing = (vec![], vec![]);
        self.with(vec![Party {
            utilities,
            reservation: 0,
            red_lines: nothing.0,
            interactions: nothing.1,
            cap: None,
        }])
    }

    /// A text at random that obeys the linkages: each as likely as any other where many do.
    fn draw(&self, random: &mut ChaCha8Rng) -> Option<Outcome> {
        let whim = self.whim(random).ok()?;
        for _ in 0..256 {
            let any = |it| below(self.space.option_count(it), random);
            let options: Vec<usize> = self.space.issues().map(any).collect();
            let text = Outcome(options.into_iter().map(option).collect());
            if whim.is_feasible(&text).unwrap_or(false) {
                return Some(text);
            }
        }
        // Few do: the best for somebody who wants something random.
        utilitarian(&whim, &Stop::default()).ok().map(|it| it.value.outcome)
    }

    /// The text with another option for one issue, both at random, that obeys the linkages.
    fn mutate(&self, text: &Outcome, random: &mut ChaCha8Rng) -> Option<Outcome> {
        let whim = self.whim(random).ok()?;
        let issues: Vec<_> =
            self.space.issues().filter(|it| 1 < self.space.option_count(*it)).collect();
        if issues.is_empty() {
            return Some(text.clone());
        }
        for _ in 0..256 {
            let issue = issues[below(issues.len(), random)];
            let other = below(self.space.option_count(issue) - 1, random);
            let before = text.0[issue.index()].index();
            let mut text = text.clone();
            text.0[issue.index()] = option(if other < before { other } else { other + 1 });
            if whim.is_feasible(&text).unwrap_or(false) {
                return Some(text);
            }
        }
        self.draw(random)
    }
}

fn option(index: usize) -> OptionId {
    OptionId(u8::try_from(index).unwrap_or_default())
}
