//! Parties of which everything is known, and what can be asked of them.

pub(crate) mod page;
pub(crate) mod score;

use std::collections::{BTreeMap, BTreeSet};

use onetext_case::{
    Case, Claim, Draft, IssueId, OptionId, Pattern, Piece, Point, Provenance, Step, Target,
};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::made::{DAY, empty, say};

/// Random numbers, the same everywhere.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice of their own for each seed and stream.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(stream);
        Self(random)
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.0.next_u64() % count).unwrap_or(0)
    }

    /// From 0 to 1, without 1.
    pub(crate) fn unit(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let number = (self.0.next_u64() >> 11) as f64;
        number * (f64::EPSILON / 2.0)
    }

    /// One option for every issue.
    pub(crate) fn outcome(&mut self, options: &[usize]) -> Vec<usize> {
        options.iter().map(|&it| self.below(it)).collect()
    }
}

/// What options are worth to a party, and what no agreement is.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// By issue and level; the levels are the options, and silence after them where no option is
    /// the status quo.
    pub(crate) worths: Vec<Vec<f64>>,
    /// For each issue, the number of its options.
    pub(crate) options: Vec<usize>,
    /// For each issue, the level of silence.
    pub(crate) silent: Vec<usize>,
    /// Utility of silence less that of no agreement.
    pub(crate) cost: f64,
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Which of two options of one issue is better.
    Options,
    /// Which of two steps on different issues is worth more.
    Steps,
    /// Which of two texts is better.
    Texts,
    /// Whether the party would sign a text.
    Signs,
}

/// The kinds, in the order in which they take turns.
pub(crate) const KINDS: [Kind; 4] = [Kind::Options, Kind::Steps, Kind::Texts, Kind::Signs];

/// A question to a party, with two answers.
pub(crate) struct Asked {
    /// What it says if the margin is at least zero, and if not.
    pub(crate) claims: [Claim; 2],
    /// Drafts that the claims name, to be added to the case.
    pub(crate) drafts: Vec<Draft>,
    /// By how much the first answer is true.
    pub(crate) margin: f64,
    /// What is compared, by issue and level and up to the sign; the cost comes after all issues.
    pub(crate) form: BTreeMap<(usize, usize), i32>,
}

impl Known {
    /// Utility of an outcome less that of no agreement.
    pub(crate) fn gain(&self, outcome: &[usize]) -> f64 {
        let gains = outcome.iter().zip(&self.worths).zip(&self.silent);
        self.cost
            + gains.map(|((&level, worths), &silent)| worths[level] - worths[silent]).sum::<f64>()
    }

    /// The case in which the parties have said nothing yet; all have the same issues.
    pub(crate) fn case(parties: &[Self]) -> Case {
        let first = &parties[0];
        let issues = first.options.iter().zip(&first.silent);
        let issue =
            |(&options, &silent): (&usize, &usize)| (options, (silent < options).then_some(silent));
        empty(parties.len(), issues.map(issue))
    }

    /// A random question of a kind; of texts that settle every issue if `whole`, else of packages
    /// too. `drafts` is the number of drafts that the case has.
    pub(crate) fn ask(&self, kind: Kind, whole: bool, drafts: usize, dice: &mut Dice) -> Asked {
        let mut form = BTreeMap::new();
        let mut add = |issue: usize, level: usize, factor: i32| {
            *form.entry((issue, level)).or_default() += factor;
        };
        let mut written = Vec::new();
        let claims = match kind {
            Kind::Options => {
                let issue = dice.below(self.options.len());
                let [one, other] = self.two(issue, dice);
                add(issue, one, 1);
                add(issue, other, -1);
                preference([one, other].map(|it| BTreeMap::from([(issue, it)])))
            }
            Kind::Steps => {
                let steps = [1, -1].map(|factor| {
                    let issue = dice.below(self.options.len());
                    let [from, to] = self.two(issue, dice);
                    add(issue, to, factor);
                    add(issue, from, -factor);
                    Step { issue: IssueId(issue), from: OptionId(from), to: OptionId(to) }
                });
                let [one, other] = steps;
                trade(one, other)
            }
            Kind::Texts => {
                let packages = [1, -1].map(|factor| {
                    let package = self.package(whole, dice);
                    for (issue, &silent) in self.silent.iter().enumerate() {
                        add(issue, package.get(&issue).copied().unwrap_or(silent), factor);
                    }
                    package
                });
                if dice.below(2) == 0 {
                    let ids = [drafts, drafts + 1];
                    written = ids.iter().zip(&packages).map(|(&id, it)| draft(id, it)).collect();
                    let ranking =
                        |it: [usize; 2]| Claim::Ranking(it.map(onetext_case::DraftId).to_vec());
                    [ranking(ids), ranking([ids[1], ids[0]])]
                } else {
                    preference(packages)
                }
            }
            Kind::Signs => {
                let package = self.package(whole, dice);
                for (&issue, &level) in &package {
                    add(issue, level, 1);
                    add(issue, self.silent[issue], -1);
                }
                add(self.options.len(), 0, 1);
                let target = Target::Package(pattern(&package));
                [Claim::Acceptance(target.clone()), Claim::Refusal(target)]
            }
        };
        form.retain(|_, it| *it != 0);
        let worth = |&(issue, level): &(usize, usize)| {
            self.worths.get(issue).map_or(self.cost, |it| it[level])
        };
        let margin = form.iter().map(|(it, &factor)| f64::from(factor) * worth(it)).sum();
        Asked { claims, drafts: written, margin, form }
    }

    /// Adds `count` statements of a party to the case, the kinds in turn, no question twice. Each
    /// says what is the case with the chance `truthful`, else the contrary. Questions of which the
    /// answers are within `tie` of each other are not asked. Returns how many were added: less than
    /// `count` if there is too little to ask.
    pub(crate) fn speak(&self, case: &mut Case, speech: &Speech, dice: &mut Dice) -> usize {
        let mut known = BTreeSet::new();
        let mut said = 0;
        for turn in 0..2 * speech.count {
            let kind = KINDS[turn % KINDS.len()];
            for _ in 0..40 {
                let asked = self.ask(kind, speech.whole, case.drafts.len(), dice);
                let sign = asked.form.values().next().copied().unwrap_or(0).signum();
                let form: Vec<_> = asked.form.iter().map(|(&at, &it)| (at, sign * it)).collect();
                if asked.margin.abs() <= speech.tie || !known.insert(form) {
                    continue;
                }
                let is_true = dice.unit() < speech.truthful;
                let place = usize::from((0.0 <= asked.margin) != is_true);
                let claim = asked.claims[place].clone();
                case.drafts.extend(asked.drafts);
                say(case, speech.party, claim, speech.credence);
                said += 1;
                break;
            }
            if said == speech.count {
                break;
            }
        }
        said
    }

    fn two(&self, issue: usize, dice: &mut Dice) -> [usize; 2] {
        let one = dice.below(self.options[issue]);
        let other = dice.below(self.options[issue].saturating_sub(1));
        [one, if one <= other { other + 1 } else { other }.min(self.options[issue] - 1)]
    }

    /// Options for all issues, or, every other time, for some.
    fn package(&self, whole: bool, dice: &mut Dice) -> BTreeMap<usize, usize> {
        let all = self.options.len();
        let named = if whole || dice.below(2) == 0 { all } else { 1 + dice.below(all) };
        let mut left: Vec<usize> = (0..all).collect();
        let mut package = BTreeMap::new();
        for _ in 0..named {
            let issue = left.swap_remove(dice.below(left.len()));
            package.insert(issue, dice.below(self.options[issue]));
        }
        package
    }
}

/// How a party speaks.
pub(crate) struct Speech {
    /// Who.
    pub(crate) party: usize,
    /// How many statements.
    pub(crate) count: usize,
    /// Whether every text it speaks of settles every issue.
    pub(crate) whole: bool,
    /// Chance that a statement is true.
    pub(crate) truthful: f64,
    /// Credence of each.
    pub(crate) credence: f64,
    /// What is nearer to zero than this is not spoken of.
    pub(crate) tie: f64,
}

fn pattern(package: &BTreeMap<usize, usize>) -> Pattern {
    package.iter().map(|(&issue, &it)| (IssueId(issue), vec![OptionId(it)])).collect()
}

fn preference(packages: [BTreeMap<usize, usize>; 2]) -> [Claim; 2] {
    let [one, other] = packages.map(|it| pattern(&it));
    [
        Claim::Preference { prefer: one.clone(), over: other.clone() },
        Claim::Preference { prefer: other, over: one },
    ]
}

/// That the one step is worth more, and that the other is.
fn trade(one: Step, other: Step) -> [Claim; 2] {
    let claim = |prefer, over| Claim::Trade { prefer, over, times: 1 };
    [claim(one, other), claim(other, one)]
}

/// A draft that settles some issues, one option each.
pub(crate) fn draft(id: usize, package: &BTreeMap<usize, usize>) -> Draft {
    let piece = |(&issue, &option): (&usize, &usize)| Piece::Bracket {
        text: String::new(),
        issue: IssueId(issue),
        option: OptionId(option),
        by: None,
    };
    Draft {
        id: format!("d{id}"),
        title: String::new(),
        day: DAY,
        by: None,
        provenance: Provenance::Public,
        revises: None,
        disputed: Vec::new(),
        because: Vec::new(),
        points: vec![Point {
            section: String::new(),
            number: None,
            text: package.iter().map(piece).collect(),
            lines: Vec::new(),
        }],
        file: String::new(),
    }
}
