//! The plain egalitarian rule: the largest smallest gain.

use crate::bound::{Aim, Field, Rule};
use crate::solution::choose;
use crate::{Answer, Error, Exactness, Problem, Solution, Stop, zopa};

/// Most nodes of the tree that counts equals; a zone of agreement is counted in another way.
const NODES: u64 = 1 << 18;

/// The acceptable outcome with the largest smallest gain, whatever the others gain.
///
/// [`crate::egalitarian`] picks one of these, as it goes on to the second smallest gain; here they
/// are all equal. The first of them is given, and all of them are counted. Some of them may leave
/// every party but one worse off than others do. This is what other tools call the egalitarian or
/// Kalai solution: `NegMAS` takes the first outcome of this kind.
///
/// Where there are very many equals, their number is estimated, and the outcome is any of them: the
/// answer is [`Exactness::Sampled`], while the gain is the largest. When stopped, it is the best
/// outcome found, with its gap; equals that were not counted yet may exist then.
///
/// # Shape and units
///
/// Gains are compared between parties, so all utilities are in one unit.
///
/// # Errors
///
/// Those of [`crate::egalitarian`].
///
/// # Cost
///
/// As [`crate::nash`], and once more for the equals; where there are very many, as [`zopa`].
///
/// # Source
///
/// E. Kalai, "Proportional Solutions to Bargaining Situations", *Econometrica* 45 (1977),
/// pp. 1623–1630.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, egalitarian, maximin};
///
/// let first = Party { utilities: vec![vec![4, 4, 9]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let second = Party { utilities: vec![vec![4, 7, 1]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let problem = Problem::new(Space::new(&[3])?, vec![first, second], vec![])?;
///
/// let solution = maximin(&problem, &Stop::default())?.value;
/// assert_eq!((solution.payoffs.0, solution.optimal), (vec![4, 4], 2));
/// assert_eq!(egalitarian(&problem, &Stop::default())?.value.payoffs.0, [4, 7]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn maximin(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let floors: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
    let rule = Smallest { floors: &floors };
    let mut answer = choose(problem, &floors, &rule, &stop.silent())?;
    let of = problem.space().outcomes();
    if answer.exactness != Exactness::Exact {
        return Ok(answer);
    }
    // All outcomes that leave every party as much are equals.
    let least = rule.gain(&answer.value.payoffs.0);
    let raised: Vec<i64> = floors.iter().map(|floor| floor + least).collect();
    let compiled = Field::new(problem).compile_all();
    let counted = compiled.ok().and_then(|it| it.all(&raised, NODES, &stop.silent()));
    if let Some(equals) = counted {
        answer.effort.nodes += equals.effort.nodes;
        answer.value = equals.value;
        stop.settle(of);
        return Ok(answer);
    }
    let mut parties = problem.parties().to_vec();
    parties.iter_mut().zip(&raised).for_each(|(party, &raised)| party.reservation = raised);
    let raised = Problem::new(problem.space().clone(), parties, problem.linkages().to_vec())?;
    let equals = zopa(&raised, &stop.silent())?;
    answer.effort.outcomes += equals.effort.outcomes;
    answer.effort.labels += equals.effort.labels;
    if let Some(witness) = equals.value.witness {
        answer.value.payoffs = problem.payoffs(&witness)?;
        answer.value.outcome = witness;
        answer.value.optimal = equals.value.acceptable;
    }
    answer.exactness = match equals.exactness {
        // Nothing is better, and only the number is not known.
        Exactness::Partial { .. } | Exactness::Bounded { .. } => Exactness::Bounded { gap: 0 },
        exactness => exactness,
    };
    if !stop.is_requested() {
        stop.settle(of);
    }
    Ok(answer)
}

/// Compares outcomes by the smallest gain.
struct Smallest<'a> {
    floors: &'a [i64],
}

impl Smallest<'_> {
    fn gain(&self, payoffs: &[i64]) -> i64 {
        let gains = payoffs.iter().zip(self.floors).map(|(utility, floor)| utility - floor);
        gains.min().unwrap_or(0)
    }

    fn weighted_floors(&self, weights: &[i64]) -> i128 {
        let floors = self.floors.iter().zip(weights);
        floors.map(|(&it, &weight)| i128::from(it) * i128::from(weight)).sum()
    }
}

impl Rule for Smallest<'_> {
    type Key = i64;

    fn key(&self, payoffs: &[i64]) -> Option<i64> {
        Some(self.gain(payoffs))
    }

    /// Outcomes that are only as good need not be found, but better ones.
    fn least(&self, weights: &[i64], key: &i64) -> Option<i128> {
        let total: i128 = weights.iter().copied().map(i128::from).sum();
        Some(self.weighted_floors(weights) + total * (i128::from(*key) + 1))
    }

    fn floors(&self, key: &i64) -> Option<Vec<i128>> {
        let least = |floor: &i64| i128::from(*floor) + i128::from(*key) + 1;
        Some(self.floors.iter().map(least).collect())
    }

    /// The floors say so already.
    fn is_worse(&self, _most: &[i64], _key: &i64) -> bool {
        false
    }

    fn gap(&self, weights: &[i64], key: &i64, most: i128) -> u64 {
        let total: i128 = weights.iter().copied().map(i128::from).sum();
        let most = (most - self.weighted_floors(weights)).div_euclid(total.max(1));
        u64::try_from(most - i128::from(*key)).unwrap_or(0)
    }

    fn aim(&self) -> Aim {
        Aim::Smallest { units: vec![1; self.floors.len()] }
    }
}
