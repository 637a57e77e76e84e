//! What an outcome is worth, straight from the definitions.

use super::number::Number;
use super::scenario::{
    Aggregation, Evaluation, Issue, Part, Party, Rectangle, Reservation, Rule, Scenario, Term,
    Utility,
};

impl Scenario {
    /// The exact utility of an outcome for each party.
    ///
    /// An option the issue does not have counts as an issue left open, which is worth nothing.
    pub fn evaluate(&self, outcome: &[usize]) -> Vec<Number> {
        let outcome: Vec<Option<usize>> = outcome.iter().copied().map(Some).collect();
        self.parties.iter().map(|party| self.utility(party, &outcome)).collect()
    }

    /// The reservation value of a party, on the scale of its utilities; `None` where nothing is worse
    /// than no agreement.
    pub fn reservation(&self, party: &Party) -> Option<Number> {
        match &party.reservation {
            Reservation::Nothing => None,
            Reservation::Value(value) => Some(value.clone()),
            Reservation::Outcome(outcome) => Some(self.utility(party, outcome)),
        }
    }

    /// The utility of an outcome in which issues may be left open.
    pub(super) fn utility(&self, party: &Party, outcome: &[Option<usize>]) -> Number {
        let at = |issue: usize| outcome.get(issue).copied().flatten();
        let total = match &party.utility {
            Utility::Additive(terms) => terms
                .iter()
                .enumerate()
                .map(|(issue, term)| self.term(term, issue, at(issue)))
                .sum(),
            Utility::Groups(groups) => groups
                .iter()
                .filter_map(|group| {
                    let options: Option<Vec<usize>> =
                        group.issues.iter().map(|it| at(*it)).collect();
                    group.rows.get(&options?).cloned()
                })
                .sum(),
            Utility::Rectangles { parts, divisor } => {
                &parts.iter().map(|it| part(it, &at)).sum::<Number>() / divisor
            }
            Utility::Ruled { terms, rules } => {
                let zero = |issue: usize| {
                    rules.iter().any(|rule| {
                        rule.zeroes.is_none_or(|it| it == issue) && self.applies(rule, &at)
                    })
                };
                let term = |(issue, term)| {
                    if zero(issue) { Number::zero() } else { self.term(term, issue, at(issue)) }
                };
                terms.iter().enumerate().map(term).sum()
            }
        };
        match &party.cap {
            Some(cap) => total.min(cap.clone()),
            None => total,
        }
    }

    fn term(&self, term: &Term, issue: usize, option: Option<usize>) -> Number {
        let (Some(option), Some(issue)) = (option, self.issues.get(issue)) else {
            return Number::zero();
        };
        &term.weight * &term.evaluation.at(issue, option)
    }

    fn applies(&self, rule: &Rule, at: &impl Fn(usize) -> Option<usize>) -> bool {
        let matches = rule.when.iter().all(|(issue, options)| {
            at(*issue).is_some_and(|option| options.binary_search(&option).is_ok())
        });
        let within = |(issues, low, high): &(Vec<usize>, Number, Number)| {
            let number = |issue: &usize| self.issues.get(*issue)?.number(at(*issue)?);
            let total: Option<Vec<Number>> = issues.iter().map(number).collect();
            total.is_some_and(|numbers| {
                let total = numbers.into_iter().sum();
                *low <= total && total <= *high
            })
        };
        matches && rule.sum.as_ref().is_none_or(within)
    }
}

impl Evaluation {
    /// What an option of an issue is worth; 0 for one that it does not have.
    pub fn at(&self, issue: &Issue, option: usize) -> Number {
        if let Self::Table(table) = self {
            return table.get(option).cloned().unwrap_or_default();
        }
        let (Some(number), (zero, one)) = (issue.number(option), (Number::zero(), Number::one()))
        else {
            return Number::zero();
        };
        match self {
            Self::Table(_) => zero,
            Self::Line { slope, offset, clamped } => {
                let worth = &(slope * &number) + offset;
                if *clamped { worth.clamp(zero, one) } else { worth }
            }
            Self::Triangle { low, top, high } => {
                if number < *low || *high < number {
                    zero
                } else if number == *top {
                    one
                } else if number < *top {
                    &(&number - low) / &(top - low)
                } else {
                    &(high - &number) / &(high - top)
                }
            }
            Self::Between { low, high } => {
                if number < low.0 || high.0 < number {
                    zero
                } else if low.0 == high.0 {
                    low.1.clone()
                } else {
                    let way = &(&number - &low.0) / &(&high.0 - &low.0);
                    (&low.1 + &(&way * &(&high.1 - &low.1))).rounded(8)
                }
            }
        }
    }
}

impl Rectangle {
    pub(super) fn pays(&self, at: &impl Fn(usize) -> Option<usize>) -> bool {
        let inside = self
            .bounds
            .iter()
            .all(|(issue, options)| at(*issue).is_some_and(|option| options.contains(&option)));
        inside != self.outside
    }
}

fn part(whole: &Part, at: &impl Fn(usize) -> Option<usize>) -> Number {
    let rectangles = whole
        .rectangles
        .iter()
        .map(|it| if it.pays(at) { it.utility.clone() } else { Number::zero() });
    let values = rectangles.chain(whole.parts.iter().map(|it| part(it, at)));
    let total = match whole.aggregation {
        Aggregation::Sum => values.sum(),
        Aggregation::Min => values.min().unwrap_or_default(),
        Aggregation::Max => values.max().unwrap_or_default(),
    };
    &whole.weight * &total
}
