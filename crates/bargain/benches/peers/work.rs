//! The pieces of work, each a question about a seeded problem.

use onetext_bargain::{OptionId, Outcome, Party, Problem};

use crate::generator::{Family, Recipe, SplitMix, with_red_lines};
use crate::question::Question;

/// How many sampled problems other tools get, where ours are [`SAMPLES`].
pub(crate) const SHARED_SAMPLES: usize = 50;
/// How many problems with sampled utilities are solved.
const SAMPLES: usize = 10_000;

/// A question about a problem, under a name that is also the name of a file.
pub(crate) struct Work {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) question: Question,
    pub(crate) recipe: Recipe,
    /// Red lines of each party.
    pub(crate) red_lines: usize,
}

impl Work {
    fn new(name: String, title: String, question: Question, recipe: Recipe) -> Self {
        Self { name, title, question, recipe, red_lines: 0 }
    }

    /// Work of any size, with what the question needs.
    pub(crate) fn of_size(question: Question, recipe: Recipe) -> Self {
        let reservation = if question == Question::Nearest { 700 } else { 500 };
        let red_lines = if question == Question::Blocking { 14 } else { 0 };
        let name = question.name();
        let recipe = Recipe { reservation, ..recipe };
        Self { name: name.clone(), title: name, question, recipe, red_lines }
    }

    pub(crate) fn problem(&self) -> Problem {
        with_red_lines(&self.recipe.problem(), self.red_lines, self.recipe.seed)
    }

    /// A draft, drawn at random.
    pub(crate) fn draft(&self) -> Outcome {
        let mut draws = SplitMix(777 + self.recipe.seed);
        let option = |_| OptionId(byte(draws.below(self.recipe.options)));
        Outcome((0..self.recipe.issues).map(option).collect())
    }

    /// Problems in which each option is worth up to 20 more or less than in the drawn one.
    pub(crate) fn samples(&self) -> Vec<Problem> {
        let drawn = self.problem();
        let mut draws = SplitMix(4242);
        let mut noisy = |worth: &i64| {
            let noise = i64::from(byte(draws.below(41))) - 20;
            (worth + noise).max(0)
        };
        let mut sample = || {
            let mut parties = drawn.parties().to_vec();
            let worths = parties.iter_mut().flat_map(|it| &mut it.utilities).flatten();
            worths.for_each(|it| *it = noisy(it));
            with_parties(&drawn, parties)
        };
        (0..SAMPLES).map(|_| sample()).collect()
    }
}

/// All pieces of work, in the order of the table.
pub(crate) fn all() -> Vec<Work> {
    use Family::{Opposed, Uniform, ZeroSum};
    let families = [(Uniform, "uniform"), (Opposed, "opposed")];
    let mut all = Vec::new();
    let mut add = |name: String, title: String, question, recipe| {
        all.push(Work::new(name, title, question, recipe));
    };
    for (issues, outcomes) in [(5, "1e5"), (6, "1e6")] {
        let recipe = Recipe { options: 10, ..Recipe::new(Uniform, issues, 2) };
        let title = format!("analysis of {outcomes} outcomes, 2 parties");
        add(format!("analysis-{outcomes}"), title, Question::Analysis, recipe);
    }
    for linkages in [0, 10] {
        for (family, drawn) in families {
            for parties in 2..=6 {
                let recipe = Recipe { linkages, ..Recipe::new(family, 28, parties) };
                let (suffix, more) =
                    if linkages == 0 { ("", "") } else { ("-linked", ", 10 linkages") };
                let name = format!("nash-{parties}-{drawn}{suffix}");
                let title = format!("Nash, {parties} parties, {drawn}{more}");
                add(name, title, Question::Nash, recipe);
            }
        }
    }
    for (family, drawn) in families {
        for parties in 2..=6 {
            let title = format!("egalitarian, {parties} parties, {drawn}");
            let recipe = Recipe::new(family, 28, parties);
            add(format!("egalitarian-{parties}-{drawn}"), title, Question::Egalitarian, recipe);
        }
    }
    for parties in 2..=5 {
        for (family, drawn) in &families[..if parties < 5 { 2 } else { 1 }] {
            let title = format!("frontier, {parties} parties, {drawn}");
            let recipe = Recipe::new(*family, 28, parties);
            add(format!("frontier-{parties}-{drawn}"), title, Question::Frontier, recipe);
        }
    }
    let title = "cover within 5 %, 6 parties".to_owned();
    add("cover-6".to_owned(), title, Question::Cover, Recipe::new(Uniform, 28, 6));
    let title = "frontier, 3 parties, 60 issues".to_owned();
    add("frontier-3-long".to_owned(), title, Question::Frontier, Recipe::new(Uniform, 60, 3));
    for parties in 2..=3 {
        let title = format!("frontier, {parties} parties, 40 interactions");
        let recipe = Recipe { interactions: 40, ..Recipe::new(Uniform, 28, parties) };
        add(format!("frontier-{parties}-interacting"), title, Question::Frontier, recipe);
    }
    for parties in 2..=4 {
        let title = format!("nearest acceptable outcome, {parties} parties");
        let recipe = Recipe { reservation: 700, ..Recipe::new(Uniform, 28, parties) };
        add(format!("nearest-{parties}"), title, Question::Nearest, recipe);
    }
    let title = "10,000 Nash points of sampled utilities, 3 parties".to_owned();
    add("samples-3".to_owned(), title, Question::Samples, Recipe::new(Uniform, 28, 3));
    let title = "zero sum of 27 binary issues, all questions".to_owned();
    let recipe = Recipe { options: 2, reservation: 480, ..Recipe::new(ZeroSum, 27, 2) };
    add("zero-sum".to_owned(), title, Question::All, recipe);
    let title = "outcomes that please all, counted, 3 parties".to_owned();
    add("count-3".to_owned(), title, Question::Count, Recipe::new(Uniform, 28, 3));
    for parties in [3, 4] {
        let lines = 14 * parties;
        all.push(Work {
            name: format!("blocking-{parties}"),
            title: format!("blocking set of {lines} red lines, {parties} parties"),
            question: Question::Blocking,
            recipe: Recipe::new(Uniform, 28, parties),
            red_lines: 14,
        });
    }
    all
}

fn with_parties(problem: &Problem, parties: Vec<Party>) -> Problem {
    Problem::new(problem.space().clone(), parties, problem.linkages().to_vec()).expect("in shape")
}

fn byte(number: u64) -> u8 {
    u8::try_from(number).expect("few")
}
