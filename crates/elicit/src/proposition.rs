//! What a statement asserts about the unknowns of a party.
//!
//! The unknowns are the worth of each level, the cost of no agreement and the beliefs. Every form
//! is linear along each of them with the others fixed, but for the kinks of its extremes.

use std::collections::BTreeMap;

use crate::space::{Reading, Space};

/// A number made from the unknowns; what is asserted is that it is at least zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Linear {
    /// Worths, and the cost, and their factors, by coordinate, none of them zero.
    pub(crate) terms: Vec<(usize, i32)>,
    /// Largest or smallest worths, and their factors.
    pub(crate) extremes: Vec<Extreme>,
    /// Whether the utility of silence less that of no agreement is added.
    pub(crate) against_none: bool,
}

/// The largest or the smallest of several worths.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Extreme {
    pub(crate) largest: bool,
    pub(crate) of: Vec<usize>,
    pub(crate) factor: i32,
}

impl Extreme {
    pub(crate) fn value(&self, worths: &[f64]) -> f64 {
        f64::from(self.factor) * self.over(self.of.iter().map(|&it| worths[it]))
    }

    /// The extreme of the given worths, without the factor.
    pub(crate) fn over(&self, worths: impl Iterator<Item = f64>) -> f64 {
        if self.largest {
            worths.fold(f64::NEG_INFINITY, f64::max)
        } else {
            worths.fold(f64::INFINITY, f64::min)
        }
    }
}

/// All forms at least zero and no veto of the list real; or, if negated, not so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Proposition {
    pub(crate) forms: Vec<Linear>,
    pub(crate) vetoes: Vec<usize>,
    pub(crate) negated: bool,
}

impl Proposition {
    /// The proposition that all forms are at least zero; `None` if that goes without saying.
    pub(crate) fn all(forms: Vec<Linear>) -> Option<Self> {
        Self { forms, vetoes: Vec::new(), negated: false }.simplified()
    }

    /// The same in its canonical form; `None` if it speaks of nothing.
    pub(crate) fn simplified(mut self) -> Option<Self> {
        self.forms.retain(|it| *it != Linear::default());
        self.forms.sort_unstable();
        self.forms.dedup();
        (!self.forms.is_empty() || !self.vetoes.is_empty()).then_some(self)
    }
}

/// Which of the readings of open brackets a sum stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Best,
    Worst,
}

/// Adds up a form.
#[derive(Debug, Default)]
pub(crate) struct Sum {
    terms: BTreeMap<usize, i32>,
    extremes: Vec<Extreme>,
    against_none: bool,
}

impl Sum {
    pub(crate) fn add(&mut self, coordinate: usize, factor: i32) -> &mut Self {
        *self.terms.entry(coordinate).or_default() += factor;
        self
    }

    pub(crate) fn extreme(&mut self, largest: bool, of: Vec<usize>, factor: i32) -> &mut Self {
        if let [only] = of[..] {
            return self.add(only, factor);
        }
        self.extremes.push(Extreme { largest, of, factor });
        self
    }

    /// Adds `factor` times what the reading is worth beyond silence.
    pub(crate) fn text(
        &mut self,
        space: &Space,
        reading: &Reading,
        which: Of,
        factor: i32,
    ) -> &mut Self {
        for (issue, levels) in reading.iter().enumerate() {
            if !levels.is_empty() {
                let of = levels.iter().map(|&level| space.at(issue, level)).collect();
                self.extreme(which == Of::Best, of, factor);
                self.add(space.at(issue, space.silent(issue)), -factor);
            }
        }
        for (tie, times) in space.ties(reading, which) {
            self.add(tie, factor * times);
        }
        self
    }

    /// Adds the swing of an issue: its largest worth less its smallest.
    pub(crate) fn swing(&mut self, space: &Space, issue: usize, factor: i32) -> &mut Self {
        let of: Vec<usize> = space.levels(issue).map(|level| space.at(issue, level)).collect();
        self.extreme(true, of.clone(), factor).extreme(false, of, -factor)
    }

    /// Adds the utility of silence less that of no agreement.
    pub(crate) fn against_none(&mut self) -> &mut Self {
        self.against_none = true;
        self
    }

    pub(crate) fn linear(&mut self) -> Linear {
        let mut extremes = std::mem::take(&mut self.extremes);
        extremes.sort_unstable();
        Linear {
            terms: std::mem::take(&mut self.terms).into_iter().filter(|it| it.1 != 0).collect(),
            extremes,
            against_none: self.against_none,
        }
    }
}

/// What a party is said not to sign: texts that match `when` on every issue it names, and do not
/// match `unless` on every issue that names, if it names any.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Blocked {
    pub(crate) when: Vec<(usize, Vec<usize>)>,
    pub(crate) unless: Vec<(usize, Vec<usize>)>,
}

impl Blocked {
    /// Whether some reading is blocked, whatever the issues hold about which nothing is said.
    pub(crate) fn some(&self, reading: &[Vec<usize>]) -> bool {
        let allowed = |issue: usize| self.when.iter().find(|it| it.0 == issue).map(|it| &it.1);
        let matched = |&(issue, ref levels): &(usize, Vec<usize>)| {
            reading[issue].iter().any(|it| levels.contains(it))
        };
        self.when.iter().all(matched)
            && (self.unless.is_empty()
                || self.unless.iter().any(|(issue, levels)| {
                    reading[*issue].iter().any(|it| {
                        !levels.contains(it) && allowed(*issue).is_none_or(|when| when.contains(it))
                    })
                }))
    }

    /// Whether every reading is blocked, whatever the issues hold about which nothing is said.
    pub(crate) fn every(&self, reading: &Reading) -> bool {
        self.when.iter().all(|(issue, levels)| {
            !reading[*issue].is_empty() && reading[*issue].iter().all(|it| levels.contains(it))
        }) && (self.unless.is_empty()
            || self.unless.iter().any(|(issue, levels)| {
                !reading[*issue].is_empty() && !reading[*issue].iter().any(|it| levels.contains(it))
            }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn arb_pattern() -> impl Strategy<Value = Vec<(usize, Vec<usize>)>> {
        prop::collection::btree_map(
            0..3_usize,
            prop::sample::subsequence(vec![0, 1, 2], 1..3),
            0..3,
        )
        .prop_map(|it| it.into_iter().collect())
    }

    fn readings(open: &Reading) -> Vec<Reading> {
        open.iter().fold(vec![Vec::new()], |done, levels| {
            let one = |head: &Reading| -> Vec<Reading> {
                levels.iter().map(|&it| [head.clone(), vec![vec![it]]].concat()).collect()
            };
            done.iter().flat_map(one).collect()
        })
    }

    proptest! {
        /// The two tests on open brackets agree with looking at every reading.
        #[test]
        fn open_brackets_are_blocked_as_their_readings_are(
            when in arb_pattern(),
            unless in arb_pattern(),
            open in prop::collection::vec(prop::sample::subsequence(vec![0, 1, 2], 1..4), 3),
        ) {
            let blocked = Blocked { when, unless };
            let matches = |reading: &Reading| {
                let all = |pattern: &[(usize, Vec<usize>)]| {
                    pattern.iter().all(|(issue, levels)| levels.contains(&reading[*issue][0]))
                };
                all(&blocked.when) && (blocked.unless.is_empty() || !all(&blocked.unless))
            };
            let readings = readings(&open);
            prop_assert_eq!(blocked.some(&open), readings.iter().any(matches));
            prop_assert_eq!(blocked.every(&open), readings.iter().all(matches));
        }
    }
}
