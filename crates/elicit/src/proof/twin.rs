//! Slow twins: the same answers by other and plainer ways.

use std::collections::BTreeSet;

use num_bigint::BigUint;
use num_rational::BigRational;
use onetext_case::StatementId;
use proptest::prelude::*;

use crate::proof::branch::{Branch, Fact, Ground};
use crate::proof::cone::{Cone, Sum, contradicts, decide_cone};
use crate::proof::conflict::conflicts;
use crate::proof::content::Content;
use crate::proof::refute::{Answer, decide_facts};
use crate::proof::simplex::{Decided, Inequality, decide};
use crate::proposition::{Linear, Proposition};

/// Whether some unknowns above zero make all sums be above zero, by eliminating one unknown after
/// the other (Fourier and Motzkin).
pub(crate) fn is_open(unknowns: usize, sums: &[Sum]) -> bool {
    let dense = |sum: &Sum| {
        let mut row = vec![0_i128; unknowns];
        for &(unknown, factor) in sum {
            row[unknown] += i128::from(factor);
        }
        row
    };
    let mut rows: Vec<Vec<i128>> = sums.iter().map(dense).collect();
    for unknown in 0..unknowns {
        // What is a sum of numbers above zero goes without saying, and its negative cannot be.
        rows.retain(|row| row.iter().any(|it| *it < 0) || row.iter().all(|it| *it == 0));
        if rows.iter().any(|row| row.iter().all(|it| *it <= 0)) {
            return false;
        }
        rows.push(dense(&vec![(unknown, 1)]));
        let (with, mut next): (Vec<_>, Vec<_>) = rows.into_iter().partition(|it| it[unknown] != 0);
        let (above, below): (Vec<_>, Vec<_>) = with.into_iter().partition(|it| 0 < it[unknown]);
        for one in &above {
            for other in &below {
                let cell = |it| one[it] * -other[unknown] + other[it] * one[unknown];
                let row: Vec<i128> = (0..unknowns).map(cell).collect();
                let divisor = row.iter().fold(0, |one, it| divisor(one, it.abs())).max(1);
                next.push(row.iter().map(|it| it / divisor).collect());
            }
        }
        next.sort_unstable();
        next.dedup();
        rows = next;
    }
    rows.is_empty()
}

fn divisor(one: i128, other: i128) -> i128 {
    if other == 0 { one } else { divisor(other, one % other) }
}

fn arb_sums() -> impl Strategy<Value = Vec<Sum>> {
    let factor = prop::sample::select(vec![-3_i64, -2, -1, -1, 1, 1, 2]);
    let sum = prop::collection::btree_map(0..4_usize, factor, 1..4);
    prop::collection::vec(sum.prop_map(|it| it.into_iter().collect()), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_system_is_decided_as_elimination_decides_it(sums in arb_sums()) {
        match decide_cone(4, &sums, &|| false) {
            Some(Cone::Point(_)) => prop_assert!(is_open(4, &sums)),
            Some(Cone::Multipliers(parts)) => {
                prop_assert!(!is_open(4, &sums));
                prop_assert!(contradicts(parts.iter().map(|it| (&sums[it.0], &it.1))));
                // As a vertex it is irreducible, but for the unknowns' own being above zero.
                prop_assert!(parts.len() <= 5);
            }
            None => prop_assert!(false, "not decided"),
        }
    }

    /// The two kinds of numbers agree.
    #[test]
    fn floating_point_finds_what_rational_numbers_find(sums in arb_sums()) {
        let system: Vec<_> =
            sums.iter().map(|it| Inequality { terms: it.clone(), least: 1 }).collect();
        let exact = decide::<BigRational>(4, &system, 10_000, &|| false);
        let found = decide::<f64>(4, &system, 10_000, &|| false);
        let is_point = |it: bool| Some(it);
        prop_assert_eq!(
            exact.and_then(|it| is_point(matches!(it, Decided::Point(_)))),
            found.and_then(|it| is_point(matches!(it, Decided::Point(_))))
        );
    }
}

#[test]
fn nothing_contradicts_nothing() {
    assert!(matches!(decide_cone(0, &[], &|| false), Some(Cone::Point(it)) if it.is_empty()));
    assert!(!contradicts(std::iter::empty()));
    assert!(!contradicts([(&vec![(0, -1)], &BigUint::from(0_u8))].into_iter()));
    assert!(matches!(decide_cone(1, &[vec![]], &|| false), Some(Cone::Multipliers(_))));
}

#[test]
fn work_that_is_stopped_decides_nothing() {
    assert_eq!(decide_cone(1, &[vec![(0, 1)]], &|| true), None);
}

/// Propositions about four worths, two vetoes and two prospects.
#[derive(Clone, Debug)]
struct Small {
    rows: Vec<Proposition>,
    gains: Vec<Vec<(usize, i32)>>,
}

const WORTHS: usize = 4;

impl Small {
    fn ground(&self) -> Ground<'_> {
        Ground {
            worths: WORTHS,
            vetoes: 2,
            rows: self.rows.iter().collect(),
            gains: self.gains.iter().map(|it| &it[..]).collect(),
        }
    }

    /// Whether facts can hold together: for every order of the worths, every sign of the prospects,
    /// every red line real or not and every way in which a negation can hold, by elimination.
    fn can_hold(&self, facts: &BTreeSet<Fact>) -> bool {
        let orders = (0..WORTHS).fold(vec![Vec::new()], |orders: Vec<Vec<usize>>, _| {
            let next = |order: &Vec<usize>| {
                let rest = (0..WORTHS).filter(|it| !order.contains(it));
                rest.map(|last| [&order[..], &[last]].concat()).collect::<Vec<_>>()
            };
            orders.iter().flat_map(next).collect()
        });
        orders.iter().any(|order| {
            (0..4_usize)
                .any(|real| (0..4_usize).any(|above| self.can_hold_in(facts, order, real, above)))
        })
    }

    fn can_hold_in(
        &self,
        facts: &BTreeSet<Fact>,
        order: &[usize],
        real: usize,
        above: usize,
    ) -> bool {
        let bit = |of: usize, it: usize| of >> it & 1 == 1;
        let unknowns = WORTHS + 1 + self.gains.len();
        // From the smallest worth to the largest.
        let mut sums: Vec<Sum> = order.windows(2).map(|it| vec![(it[1], 1), (it[0], -1)]).collect();
        for (prospect, gain) in self.gains.iter().enumerate() {
            let sign = if bit(above, prospect) { 1 } else { -1 };
            let mut room: Sum = gain.iter().map(|it| (it.0, sign * i64::from(it.1))).collect();
            room.push((WORTHS + 1 + prospect, -1));
            sums.push(room);
        }
        let form = |form: &Linear, sign: i64| {
            let mut dense = vec![0; unknowns];
            for &(worth, factor) in &form.terms {
                dense[worth] += sign * i64::from(factor);
            }
            for extreme in &form.extremes {
                let mut places = order.iter().filter(|it| extreme.of.contains(it));
                let place = if extreme.largest { places.next_back() } else { places.next() };
                dense[*place.unwrap()] += sign * i64::from(extreme.factor);
            }
            if form.against_none {
                dense[WORTHS] += sign;
                for prospect in 0..self.gains.len() {
                    let part = if bit(above, prospect) { -1 } else { 1 };
                    dense[WORTHS + 1 + prospect] += sign * part;
                }
            }
            dense.into_iter().enumerate().filter(|it| it.1 != 0).collect::<Sum>()
        };
        // The sums of each way in which all facts hold.
        let mut ways = vec![sums];
        for fact in facts {
            match *fact {
                Fact::Real(veto) if !bit(real, veto) => return false,
                Fact::Real(_) => {}
                Fact::Row(row) => {
                    let row = &self.rows[row];
                    let is_blocked = row.vetoes.iter().any(|&it| bit(real, it));
                    if row.negated && !is_blocked {
                        let with = |way: &Vec<Sum>| {
                            let one = |it: &Linear| [&way[..], &[form(it, -1)]].concat();
                            row.forms.iter().map(one).collect::<Vec<_>>()
                        };
                        ways = ways.iter().flat_map(with).collect();
                    } else if !row.negated {
                        if is_blocked {
                            return false;
                        }
                        let more = row.forms.iter().map(|it| form(it, 1));
                        // What is nothing at all in this order is at least zero.
                        let more: Vec<Sum> = more.filter(|it| !it.is_empty()).collect();
                        for way in &mut ways {
                            way.extend(more.clone());
                        }
                    }
                }
            }
        }
        ways.iter().any(|it| is_open(unknowns, it))
    }
}

fn arb_form() -> impl Strategy<Value = Linear> {
    let factor = || prop::sample::select(vec![-2, -1, -1, 1, 1, 2]);
    let extreme = (prop::bool::ANY, prop::sample::subsequence(vec![0, 1, 2, 3], 2..4), factor());
    (
        prop::collection::vec((0..WORTHS, factor()), 0..3),
        prop::collection::vec(extreme, 0..3),
        prop::bool::weighted(0.4),
    )
        .prop_map(|(terms, extremes, against_none)| {
            let mut sum = crate::proposition::Sum::default();
            for (worth, factor) in terms {
                sum.add(worth, factor);
            }
            for (largest, of, factor) in extremes {
                sum.extreme(largest, of, factor);
            }
            if against_none {
                sum.against_none();
            }
            sum.linear()
        })
}

fn arb_small() -> impl Strategy<Value = Small> {
    let vetoes = prop::sample::subsequence(vec![0, 1], 0..3);
    let row = (prop::collection::vec(arb_form(), 1..3), vetoes, prop::bool::weighted(0.3));
    let row = row.prop_filter_map("says nothing", |(forms, vetoes, negated)| {
        Proposition { forms, vetoes, negated }.simplified()
    });
    let step = (0..WORTHS, 0..WORTHS).prop_filter_map("no step", |(to, from)| {
        (to != from).then(|| {
            vec![
                (to.min(from), if to < from { 1 } else { -1 }),
                (to.max(from), if to < from { -1 } else { 1 }),
            ]
        })
    });
    (prop::collection::vec(row, 1..6), prop::collection::vec(step, 0..3))
        .prop_map(|(rows, gains)| Small { rows, gains })
}

fn facts_of(small: &Small, real: usize) -> BTreeSet<Fact> {
    let real = (0..2).filter(|it| real >> it & 1 == 1).map(Fact::Real);
    (0..small.rows.len()).map(Fact::Row).chain(real).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn facts_are_decided_as_trying_every_case_decides_them(small in arb_small(), real in 0..4_usize) {
        let ground = small.ground();
        let facts = facts_of(&small, real);
        match decide_facts(&ground, facts.iter().copied(), &|| false) {
            Answer::Holds(world) => {
                prop_assert!(world.is_of(&ground));
                prop_assert!(facts.iter().all(|it| world.holds(&ground, *it)));
                prop_assert!(small.can_hold(&facts));
            }
            Answer::Refuted(tree) => {
                let branch = Branch::new(facts.iter().copied());
                prop_assert!(tree.refutes(&ground, &branch));
                prop_assert!(!small.can_hold(&facts));
                // It proves it of the facts that it says it rests on.
                let core = tree.facts(&ground, &branch);
                prop_assert!(tree.refutes(&ground, &Branch::new(core.iter().copied())));
                prop_assert!(!small.can_hold(&core));
            }
            Answer::Undecided => prop_assert!(false, "not decided"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Every set that contradicts itself while all smaller ones do not, and no other; and no other
    /// way out of all of them is cheaper. Each row is a statement, and each red line.
    #[test]
    fn conflicts_are_those_that_trying_all_sets_finds(
        small in arb_small(),
        costs in prop::collection::vec(0.1..3.0, 7),
    ) {
        let ground = small.ground();
        let facts = facts_of(&small, 3);
        let content = |(at, &fact): (usize, &Fact)| Content {
            statement: StatementId(at),
            facts: vec![fact],
            hard: Vec::new(),
            cost: (0, costs[at]),
        };
        let contents: Vec<Content> = facts.iter().enumerate().map(content).collect();
        let found = conflicts(&ground, &contents, false, &|| false);
        prop_assert!(found.complete && found.proved);
        let mut smallest: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
        let mut cheapest = f64::INFINITY;
        let mut sets: Vec<BTreeSet<usize>> = (0..1_usize << contents.len())
            .map(|all| (0..contents.len()).filter(|it| all >> it & 1 == 1).collect())
            .collect();
        sets.sort_by_key(BTreeSet::len);
        for set in sets {
            let cost: f64 = (0..contents.len()).filter(|it| !set.contains(it)).map(|it| costs[it]).sum();
            if smallest.iter().any(|it: &BTreeSet<usize>| it.is_subset(&set)) {
                continue;
            }
            if small.can_hold(&set.iter().map(|&it| contents[it].facts[0]).collect()) {
                cheapest = cheapest.min(cost);
            } else {
                smallest.insert(set);
            }
        }
        let members: BTreeSet<_> = found.found.iter().map(|it| it.members.clone()).collect();
        prop_assert_eq!(members, smallest);
        prop_assert!(found.found.iter().all(|it| it.without.len() == it.members.len()));
        let cost: f64 = found.repair.iter().map(|&it| costs[it]).sum();
        prop_assert!((cost - cheapest).abs() < 1e-9);
    }
}
