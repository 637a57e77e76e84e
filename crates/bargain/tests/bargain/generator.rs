//! Seeded problems of any size, the same everywhere.

use onetext_bargain::{
    Condition, Interaction, IssueId, Linkage, OptionId, Party, Pattern, Problem, Space,
};

/// How utilities are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Each option is worth 0 to 100.
    Uniform,
    /// As uniform, but sorted: up for the first party, down for the second, drawn for others.
    Opposed,
    /// What the first of two parties wins, the other one loses: 0 or 100.
    ZeroSum,
}

/// What to draw.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipe {
    pub(crate) family: Family,
    pub(crate) issues: usize,
    pub(crate) options: u64,
    pub(crate) parties: usize,
    /// Number of linkages: one option of an issue requires one of another.
    pub(crate) linkages: usize,
    /// Number of pairs of issues with a table of interactions of 0 to 50 for every party.
    pub(crate) interactions: usize,
    /// Reservation value, in thousandths of the largest sum.
    pub(crate) reservation: i64,
    pub(crate) seed: u64,
}

impl Recipe {
    /// A problem without couplings, half of the largest sum being the reservation value.
    pub(crate) fn new(family: Family, issues: usize, parties: usize) -> Self {
        Self {
            family,
            issues,
            options: 4,
            parties,
            linkages: 0,
            interactions: 0,
            reservation: 500,
            seed: 1,
        }
    }

    pub(crate) fn problem(self) -> Problem {
        let mut draws = SplitMix(self.seed);
        let tables: Vec<_> = (0..self.parties).map(|it| self.utilities(it, &mut draws)).collect();
        let mut linkages = Vec::new();
        while linkages.len() < self.linkages {
            let [a, x, b, y] = [
                draws.below(self.issues as u64),
                draws.below(self.options),
                draws.below(self.issues as u64),
                draws.below(self.options),
            ];
            let is =
                |issue, option| Pattern(vec![Condition::is(id(issue), OptionId(byte(option)))]);
            let linkage = Linkage::Requires { when: is(a, x), then: is(b, y) };
            if a != b && !linkages.contains(&linkage) {
                linkages.push(linkage);
            }
        }
        let mut interactions = self.tables();
        let party = |(party, utilities): (usize, Vec<Vec<i64>>)| {
            let best: i64 = utilities.iter().filter_map(|it| it.iter().max()).sum();
            let interactions = std::mem::take(&mut interactions[party]);
            let reservation = best * self.reservation / 1000;
            Party { utilities, reservation, red_lines: vec![], interactions, cap: None }
        };
        let parties = tables.into_iter().enumerate().map(party).collect();
        let options = vec![usize::from(byte(self.options)); self.issues];
        let space = Space::new(&options).expect("a moderate space");
        Problem::new(space, parties, linkages).expect("drawn in shape")
    }

    fn utilities(self, party: usize, draws: &mut SplitMix) -> Vec<Vec<i64>> {
        let issue = |_| match self.family {
            Family::ZeroSum => {
                let options = i64::from(byte(self.options));
                let first = (0..options).map(|it| it * 100 / (options - 1));
                first.map(|it| if party == 0 { it } else { 100 - it }).collect()
            }
            Family::Uniform => (0..self.options).map(|_| draws.worth(101)).collect(),
            Family::Opposed => {
                let falls = if party < 2 { party == 1 } else { draws.below(2) == 1 };
                let mut drawn: Vec<_> = (0..self.options).map(|_| draws.worth(101)).collect();
                drawn.sort_unstable();
                if falls {
                    drawn.reverse();
                }
                drawn
            }
        };
        (0..self.issues).map(issue).collect()
    }

    /// The interactions of each party.
    fn tables(self) -> Vec<Vec<Interaction>> {
        let mut draws = SplitMix(self.seed ^ 0x00AB_CDEF);
        let mut pairs = Vec::new();
        while pairs.len() < self.interactions {
            let (a, b) = (draws.below(self.issues as u64), draws.below(self.issues as u64));
            if a != b && !pairs.contains(&(a, b)) && !pairs.contains(&(b, a)) {
                pairs.push((a, b));
            }
        }
        let mut tables = vec![Vec::new(); self.parties];
        for (a, b) in pairs {
            for tables in &mut tables {
                let worth = (0..self.options * self.options).map(|_| draws.worth(51)).collect();
                tables.push(Interaction::Table { issues: vec![id(a), id(b)], worth });
            }
        }
        tables
    }
}

/// The same problem where each party has so many red lines, each an option worth less to it than the
/// mean of its issue.
pub(crate) fn with_red_lines(problem: &Problem, count: usize, seed: u64) -> Problem {
    let mut draws = SplitMix(999 + seed);
    let mut parties = problem.parties().to_vec();
    for party in &mut parties {
        while party.red_lines.len() < count {
            let issue = draws.below(party.utilities.len() as u64);
            let utilities = &party.utilities[usize::from(byte(issue))];
            let count = i64::from(byte(utilities.len() as u64));
            let option = draws.below(utilities.len() as u64);
            let red_line = Pattern(vec![Condition::is(id(issue), OptionId(byte(option)))]);
            let mean = utilities.iter().sum::<i64>() / count;
            if utilities[usize::from(byte(option))] < mean && !party.red_lines.contains(&red_line) {
                party.red_lines.push(red_line);
            }
        }
    }
    Problem::new(problem.space().clone(), parties, problem.linkages().to_vec())
        .expect("red lines are in the space")
}

/// G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators",
/// *OOPSLA* 2014, pp. 453–472.
pub(crate) struct SplitMix(pub(crate) u64);

impl SplitMix {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn worth(&mut self, limit: u64) -> i64 {
        i64::from(byte(self.below(limit)))
    }
}

fn byte(number: u64) -> u8 {
    u8::try_from(number).expect("few")
}

fn id(issue: u64) -> IssueId {
    IssueId(byte(issue))
}
