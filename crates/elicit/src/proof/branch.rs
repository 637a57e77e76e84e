//! What is taken to hold in one branch of the cases, and what that means in sums.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::Problem;
use crate::proof::order::Order;
use crate::proof::vanish::{may_vanish, vanishes};
use crate::proposition::{Extreme, Linear, Proposition};

/// Something taken to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fact {
    /// What a row asserts.
    Row(usize),
    /// That a veto is real.
    Real(usize),
}

/// What facts are about: the problem of one party, and what is asked of it on top.
#[derive(Clone, Debug)]
pub(crate) struct Ground<'a> {
    pub(crate) worths: usize,
    pub(crate) vetoes: usize,
    /// The rows of the problem, then what is asked.
    pub(crate) rows: Vec<&'a Proposition>,
    /// For each prospect, what it is worth beyond silence.
    pub(crate) gains: Vec<&'a [(usize, i32)]>,
}

impl<'a> Ground<'a> {
    pub(crate) fn new(problem: &'a Problem, worths: usize) -> Self {
        Self {
            worths,
            vetoes: problem.vetoes.len(),
            rows: problem.rows.iter().map(|it| &it.what).collect(),
            gains: problem.prospects.iter().map(|it| &it.gain[..]).collect(),
        }
    }

    /// In how many ways a row that is negated can hold: one of its forms below zero, or one of its
    /// vetoes real.
    pub(crate) fn ways(&self, row: usize) -> usize {
        self.rows[row].forms.len() + self.rows[row].vetoes.len()
    }
}

/// The largest, or the smallest, of several worths.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) largest: bool,
    pub(crate) of: Vec<usize>,
}

impl From<&Extreme> for Key {
    fn from(extreme: &Extreme) -> Self {
        Self { largest: extreme.largest, of: extreme.of.clone() }
    }
}

/// Cases of which one holds, but for a set of measure zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Split {
    /// In which way a row that is negated holds.
    Fails(usize),
    /// Whether a prospect is worth more than silence, or less.
    Sign(usize),
    /// Which of several worths is the extreme.
    Extreme(Key),
}

impl Split {
    /// How many cases there are; `None` if this is no split of that ground.
    pub(crate) fn count(&self, ground: &Ground) -> Option<usize> {
        match self {
            Self::Fails(row) => {
                ground.rows.get(*row).filter(|it| it.negated).map(|_| ground.ways(*row))
            }
            Self::Sign(prospect) => (*prospect < ground.gains.len()).then_some(2),
            Self::Extreme(key) => {
                let is_known = key.of.iter().all(|&it| it < ground.worths);
                (is_known && !key.of.is_empty()).then_some(key.of.len())
            }
        }
    }
}

/// What is taken to hold in one branch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Branch {
    pub(crate) facts: BTreeSet<Fact>,
    /// For rows that are negated, the way in which they hold.
    fails: BTreeMap<usize, usize>,
    /// For prospects, whether they are worth more than silence.
    signs: BTreeMap<usize, bool>,
    /// For extremes, which coordinate they are attained at.
    extremes: BTreeMap<Key, usize>,
}

impl Branch {
    pub(crate) fn new(facts: impl IntoIterator<Item = Fact>) -> Self {
        Self { facts: facts.into_iter().collect(), ..Self::default() }
    }

    /// One case of a split.
    pub(crate) fn with(&self, split: &Split, case: usize) -> Self {
        let mut branch = self.clone();
        match split {
            Split::Fails(row) => {
                branch.fails.insert(*row, case);
            }
            Split::Sign(prospect) => {
                branch.signs.insert(*prospect, case == 0);
            }
            Split::Extreme(key) => {
                branch.extremes.insert(key.clone(), key.of[case]);
            }
        }
        branch
    }

    pub(crate) fn is_settled(&self, split: &Split) -> bool {
        match split {
            Split::Fails(row) => self.fails.contains_key(row),
            Split::Sign(prospect) => self.signs.contains_key(prospect),
            Split::Extreme(key) => self.extremes.contains_key(key),
        }
    }

    /// The vetoes that are real.
    pub(crate) fn real(&self, ground: &Ground) -> BTreeSet<usize> {
        let said = self.facts.iter().filter_map(|it| match it {
            Fact::Real(veto) => Some(*veto),
            Fact::Row(_) => None,
        });
        let shown = self.fails.iter().filter_map(|(&row, &way)| {
            let row = ground.rows[row];
            row.vetoes.get(way.checked_sub(row.forms.len())?).copied()
        });
        said.chain(shown).collect()
    }

    /// The vetoes that are not real.
    pub(crate) fn bluff(&self, ground: &Ground) -> BTreeSet<usize> {
        self.rows()
            .map(|it| ground.rows[it])
            .filter(|it| !it.negated)
            .flat_map(|it| it.vetoes.iter().copied())
            .collect()
    }

    /// The rows taken to hold.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> {
        self.facts.iter().filter_map(|it| match it {
            Fact::Row(row) => Some(*row),
            Fact::Real(_) => None,
        })
    }

    /// Every sum that is known to be above zero here.
    pub(crate) fn reasons(&self, ground: &Ground) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for row in self.rows() {
            let forms = 0..ground.rows[row].forms.len();
            if !ground.rows[row].negated {
                reasons.extend(forms.map(|form| Reason::Form { row, form }));
            } else if let Some(&form) = self.fails.get(&row).filter(|it| forms.contains(it)) {
                reasons.push(Reason::Form { row, form });
            }
        }
        let mut keys: BTreeSet<Key> = self.extremes.keys().cloned().collect();
        let mut order = Order::default();
        let mut speaks_of_none = false;
        for reason in &reasons {
            if let Reason::Form { row, form: place } = reason {
                let form = &ground.rows[*row].forms[*place];
                if !ground.rows[*row].negated {
                    order.note(*row, *place, form);
                }
                keys.extend(form.extremes.iter().map(Key::from));
                speaks_of_none |= form.against_none;
            }
        }
        for key in keys {
            for place in 0..key.of.len() {
                if self.extremes.get(&key) != Some(&key.of[place]) {
                    reasons.push(Reason::Extreme { key: key.clone(), place });
                }
            }
            if !self.extremes.contains_key(&key) {
                reasons.extend(order.beyond(&key));
                if key.largest {
                    reasons.push(Reason::Together(key));
                }
            }
        }
        if speaks_of_none {
            for prospect in 0..ground.gains.len() {
                let sign = self.sign(ground, prospect);
                for gain in [true, false] {
                    if !ground.gains[prospect].is_empty() && sign.is_none_or(|it| it == gain) {
                        reasons.push(Reason::Chance { prospect, gain });
                    }
                }
            }
        }
        reasons
    }

    /// What a reason says here: coefficients by unknown, of a sum that is above zero, but for a set
    /// of measure zero. `None` if it does not hold here.
    pub(crate) fn sum(&self, ground: &Ground, reason: &Reason) -> Option<BTreeMap<Unknown, i64>> {
        let mut sum = Adding::default();
        match reason {
            Reason::Form { row, form: place } => {
                let row_of = ground.rows.get(*row)?;
                let form = row_of.forms.get(*place)?;
                let holds = self.facts.contains(&Fact::Row(*row));
                let sign = match row_of.negated {
                    false if holds => 1,
                    true if holds && self.fails.get(row) == Some(place) => -1,
                    _ => return None,
                };
                // Only what is known not to be zero in a whole region is above zero.
                if 0 < sign && may_vanish(form) {
                    let attained = |it: &Extreme| self.extremes.get(&Key::from(it)).copied();
                    let is_known = form.extremes.iter().all(|it| attained(it).is_some());
                    if !is_known || vanishes(form, attained) {
                        return None;
                    }
                }
                self.add_form(ground, form, sign, &mut sum);
            }
            Reason::Extreme { key, place } => {
                let sign = if key.largest { 1 } else { -1 };
                let [extreme, worth] = [self.extreme(key), Unknown::Worth(*key.of.get(*place)?)];
                if extreme == worth {
                    return None;
                }
                sum.add(extreme, sign);
                sum.add(worth, -sign);
            }
            Reason::Together(key) => {
                let is_open = !self.extremes.contains_key(key);
                if !key.largest || key.of.len() < 2 || !is_open {
                    return None;
                }
                for &worth in &key.of {
                    sum.add(Unknown::Worth(worth), 1);
                }
                sum.add(self.extreme(key), -1);
            }
            Reason::Beyond { key, by } => {
                let sign = if key.largest { -1 } else { 1 };
                let mut rests = BTreeSet::new();
                for (&worth, forms) in key.of.iter().zip(by) {
                    let mut rest = Adding::default();
                    for form in forms {
                        let Reason::Form { .. } = form else { return None };
                        for (unknown, factor) in self.sum(ground, form)? {
                            rest.add(unknown, factor);
                        }
                    }
                    rest.add(Unknown::Worth(worth), -sign);
                    rest.0.retain(|_, factor| *factor != 0);
                    rests.insert(rest.0);
                }
                if by.len() != key.of.len() || rests.len() != 1 || by.iter().any(Vec::is_empty) {
                    return None;
                }
                for (unknown, factor) in rests.pop_first()? {
                    sum.add(unknown, factor);
                }
                sum.add(self.extreme(key), sign);
            }
            Reason::Chance { prospect, gain } => {
                let worth = *ground.gains.get(*prospect)?;
                let sign = self.sign(ground, *prospect);
                if worth.is_empty() || sign.is_some_and(|it| it != *gain) {
                    return None;
                }
                let direction = if *gain { 1 } else { -1 };
                for &(worth, factor) in worth {
                    let factor = direction * i64::from(factor);
                    // With the sign known the prospect's whole worth is a bound, and otherwise
                    // what is added in it.
                    if sign.is_some() || 0 < factor {
                        sum.add(Unknown::Worth(worth), factor);
                    }
                }
                sum.add(Unknown::Part { prospect: *prospect, gain: *gain }, -1);
            }
        }
        Some(sum.0)
    }

    fn add_form(&self, ground: &Ground, form: &Linear, sign: i64, sum: &mut Adding) {
        for &(worth, factor) in &form.terms {
            // The coordinate after the worths is the cost, as in [`crate::space::Space::cost`].
            let is_worth = worth < ground.worths;
            let unknown = if is_worth { Unknown::Worth(worth) } else { Unknown::Cost };
            sum.add(unknown, sign * i64::from(factor));
        }
        for extreme in &form.extremes {
            sum.add(self.extreme(&Key::from(extreme)), sign * i64::from(extreme.factor));
        }
        if form.against_none {
            sum.add(Unknown::Cost, sign);
            for (prospect, _) in ground.gains.iter().enumerate().filter(|it| !it.1.is_empty()) {
                let known = self.sign(ground, prospect);
                for (gain, factor) in [(true, -sign), (false, sign)] {
                    if known.is_none_or(|it| it == gain) {
                        sum.add(Unknown::Part { prospect, gain }, factor);
                    }
                }
            }
        }
    }

    fn extreme(&self, key: &Key) -> Unknown {
        self.extremes
            .get(key)
            .map_or_else(|| Unknown::Extreme(key.clone()), |&it| Unknown::Worth(it))
    }

    /// Whether a prospect is worth more than silence, if that is known.
    pub(crate) fn sign(&self, ground: &Ground, prospect: usize) -> Option<bool> {
        let gain = ground.gains.get(prospect)?;
        let one_sided = |sign: i32| gain.iter().all(|it| 0 < sign * it.1);
        match self.signs.get(&prospect) {
            Some(&sign) => Some(sign),
            None if one_sided(1) => Some(true),
            None if one_sided(-1) => Some(false),
            None => None,
        }
    }
}

/// A number that the sums are made of; above zero in all worlds but for a set of measure zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unknown {
    Worth(usize),
    Cost,
    /// Chance of a prospect times what it is worth beyond silence: what of that is above zero, and
    /// what below.
    Part {
        prospect: usize,
        gain: bool,
    },
    /// An extreme of which it is not known where it is attained.
    Extreme(Key),
}

/// Why a sum is above zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// A form of a row that holds, or, if the row is negated, the one that it fails by.
    Form { row: usize, form: usize },
    /// No worth of several is beyond their extreme.
    Extreme { key: Key, place: usize },
    /// The largest is less than all together.
    Together(Key),
    /// Each worth of several is beyond something, and so is their extreme: for each of them, the
    /// forms that add up to it and what is the same for all.
    Beyond { key: Key, by: Vec<Vec<Self>> },
    /// A chance is at most 1: a part is less than what there is.
    Chance { prospect: usize, gain: bool },
}

impl Reason {
    /// The rows that it rests on.
    pub(crate) fn rows(&self) -> Vec<usize> {
        match self {
            Self::Form { row, .. } => vec![*row],
            Self::Beyond { by, .. } => by.iter().flatten().flat_map(Self::rows).collect(),
            Self::Extreme { .. } | Self::Together(_) | Self::Chance { .. } => Vec::new(),
        }
    }
}

#[derive(Debug, Default)]
struct Adding(BTreeMap<Unknown, i64>);

impl Adding {
    fn add(&mut self, unknown: Unknown, factor: i64) {
        *self.0.entry(unknown).or_default() += factor;
    }
}
