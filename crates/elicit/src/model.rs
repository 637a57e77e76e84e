//! The problem of one party, laid out for sampling.
//!
//! What most rows are, one linear form, is kept apart from what they may be: several forms, largest
//! and smallest worths, red lines.

use crate::belief::Density;
use crate::credence::log_odds;
use crate::line::Weight;
use crate::lower::{Problem, Said};
use crate::proposition::{Extreme, Linear, Proposition};
use crate::question::Prior;

/// A form with extremes may be zero in many worlds: the smaller of two worths less one of them. One
/// that is so near to zero is meant to be zero.
const TIE: f64 = 1e-11;

/// How strongly a row holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Force {
    /// In every world.
    Hard,
    /// By log-odds.
    Soft(f64),
}

impl Force {
    pub(crate) fn of(said: &Said<Proposition>) -> Self {
        if said.is_hard() { Self::Hard } else { Self::Soft(log_odds(said.credence)) }
    }
}

/// The rows in force, by unknown.
#[derive(Clone, Debug)]
pub(crate) struct Model<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) densities: &'a [Density],
    pub(crate) prior: Prior,
    /// Number of worths; the cost comes after them, then the chances of the prospects.
    pub(crate) worths: usize,
    /// Forms of simple rows that are hard, then of those that are soft, then of wide rows.
    pub(crate) forms: Vec<Form<'a>>,
    pub(crate) hard: usize,
    pub(crate) simple: usize,
    /// What a soft simple form weighs where it is at least zero.
    pub(crate) above: Vec<Weight>,
    pub(crate) wide: Vec<Wide>,
    pub(crate) columns: Vec<Column>,
    pub(crate) entries: Vec<Entry>,
    /// For each veto, the wide rows that depend on it.
    pub(crate) vetoes: Vec<Vec<usize>>,
    /// For each row in force, its place.
    places: Vec<(usize, Place)>,
}

/// A form, with the sign that makes its row hold where it is at least zero.
#[derive(Clone, Debug)]
pub(crate) struct Form<'a> {
    terms: Vec<(usize, f64)>,
    pub(crate) extremes: &'a [Extreme],
    /// Factor of the utility of silence less that of no agreement.
    pub(crate) none: f64,
    /// Added to its value: by so much the row may fail.
    pub(crate) slack: f64,
}

/// A row that is more than one linear form.
#[derive(Clone, Debug)]
pub(crate) struct Wide {
    pub(crate) row: usize,
    pub(crate) forms: std::ops::Range<usize>,
    /// What it weighs where forms and vetoes are met.
    pub(crate) if_met: Weight,
    pub(crate) is_hard: bool,
    pub(crate) negated: bool,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Simple(usize),
    Wide(usize),
}

/// What depends on an unknown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    /// Of hard simple forms up to here, of soft ones up to there, then of wide rows.
    pub(crate) start: usize,
    pub(crate) hard: usize,
    pub(crate) soft: usize,
    pub(crate) end: usize,
    pub(crate) wide: Vec<usize>,
    /// Factor of the unknown in the gain of each prospect that knows it.
    pub(crate) gains: Vec<(usize, f64)>,
    /// Whether its slopes depend on the beliefs.
    pub(crate) moves: bool,
}

/// The factor of an unknown in a form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) form: usize,
    pub(crate) factor: f64,
    /// One by the factor.
    pub(crate) inverse: f64,
}

impl<'a> Model<'a> {
    /// Lays out the given rows, in the order of the problem.
    pub(crate) fn new(
        problem: &'a Problem,
        densities: &'a [Density],
        prior: Prior,
        worths: usize,
        rows: &[(usize, Force)],
    ) -> Self {
        let mut order: Vec<&(usize, Force)> = rows.iter().collect();
        order.sort_unstable_by_key(|it| {
            let kind = match (is_simple(&problem.rows[it.0].what), it.1) {
                (true, Force::Hard) => 0,
                (true, Force::Soft(_)) => 1,
                (false, _) => 2,
            };
            (kind, it.0)
        });
        let mut model = Self {
            problem,
            densities,
            prior,
            worths,
            forms: Vec::new(),
            hard: 0,
            simple: 0,
            above: Vec::new(),
            wide: Vec::new(),
            columns: Vec::new(),
            entries: Vec::new(),
            vetoes: vec![Vec::new(); problem.vetoes.len()],
            places: Vec::new(),
        };
        for &&(row, force) in &order {
            let what = &problem.rows[row].what;
            if is_simple(what) {
                model.places.push((row, Place::Simple(model.forms.len())));
                model.forms.push(Form::new(&what.forms[0], if what.negated { -1.0 } else { 1.0 }));
                model.simple += 1;
                model.hard += usize::from(force == Force::Hard);
                model.above.push(match force {
                    Force::Hard => Weight::hard(-1),
                    Force::Soft(log) => Weight::soft(log),
                });
                continue;
            }
            let sign = if what.negated { -1 } else { 1 };
            let if_met = match force {
                Force::Hard => Weight::hard(-sign),
                Force::Soft(log) => Weight::soft(f64::from(sign) * log),
            };
            let first = model.forms.len();
            model.forms.extend(what.forms.iter().map(|it| Form::new(it, 1.0)));
            for &veto in &what.vetoes {
                model.vetoes[veto].push(model.wide.len());
            }
            model.places.push((row, Place::Wide(model.wide.len())));
            model.wide.push(Wide {
                row,
                forms: first..model.forms.len(),
                if_met,
                is_hard: force == Force::Hard,
                negated: what.negated,
            });
        }
        model.columns();
        model
    }

    fn columns(&mut self) {
        let unknowns = self.unknowns();
        let mut entries: Vec<Vec<Entry>> = vec![Vec::new(); unknowns];
        let mut columns = vec![Column::default(); unknowns];
        for (prospect, outlook) in self.problem.prospects.iter().enumerate() {
            for &(worth, factor) in &outlook.gain {
                columns[worth].gains.push((prospect, f64::from(factor)));
                columns[worth].moves = true;
            }
            columns[self.worths + 1 + prospect].moves = true;
        }
        for (form, it) in self.forms.iter().enumerate() {
            for &(unknown, factor) in &it.terms {
                entries[unknown].push(Entry { form, factor, inverse: 1.0 / factor });
            }
            if it.none != 0.0 {
                for (unknown, column) in columns.iter().enumerate() {
                    let entries = &mut entries[unknown];
                    if unknown == self.worths {
                        entries.push(Entry { form, factor: it.none, inverse: 1.0 / it.none });
                    } else if column.moves && entries.last().is_none_or(|it| it.form != form) {
                        entries.push(Entry { form, factor: 0.0, inverse: f64::INFINITY });
                    }
                }
            }
        }
        for (place, wide) in self.wide.iter().enumerate() {
            let touch = |unknown: usize, columns: &mut [Column]| {
                if columns[unknown].wide.last() != Some(&place) {
                    columns[unknown].wide.push(place);
                }
            };
            for form in &self.forms[wide.forms.clone()] {
                for &(unknown, _) in &form.terms {
                    touch(unknown, &mut columns);
                }
                for &unknown in form.extremes.iter().flat_map(|it| &it.of) {
                    touch(unknown, &mut columns);
                }
                if form.none != 0.0 {
                    for unknown in 0..unknowns {
                        if unknown == self.worths || columns[unknown].moves {
                            touch(unknown, &mut columns);
                        }
                    }
                }
            }
        }
        for (column, entries) in columns.iter_mut().zip(entries) {
            column.start = self.entries.len();
            column.hard = column.start + entries.partition_point(|it| it.form < self.hard);
            column.soft = column.start + entries.partition_point(|it| it.form < self.simple);
            self.entries.extend(entries);
            column.end = self.entries.len();
        }
        self.columns = columns;
    }

    /// Worths, the cost, and beliefs.
    pub(crate) fn unknowns(&self) -> usize {
        self.worths + 1 + self.densities.len()
    }

    /// Lets a row fail by so much.
    pub(crate) fn slacken(&mut self, row: usize, slack: f64) {
        let place = self.places.iter().find(|it| it.0 == row);
        let (forms, sign) = match place {
            Some(&(_, Place::Simple(form))) => (form..form + 1, 1.0),
            Some(&(_, Place::Wide(wide))) => {
                let wide = &self.wide[wide];
                (wide.forms.clone(), if wide.negated { -1.0 } else { 1.0 })
            }
            None => return,
        };
        for form in &mut self.forms[forms] {
            form.slack = sign * slack + form.tie();
        }
    }

    /// The value of each form without extremes, given that of silence against no agreement.
    pub(crate) fn values(&self, at: &[f64], gap: f64, into: &mut Vec<f64>) {
        into.clear();
        into.extend(self.forms.iter().map(|it| it.linear(at) + it.slack + it.none * gap));
    }

    /// Whether each row in force holds, in the order of the layout.
    pub(crate) fn truths<'b>(
        &'b self,
        values: &'b [f64],
        at: &'b [f64],
        real: &'b [bool],
    ) -> impl Iterator<Item = (usize, bool)> + 'b {
        self.places.iter().map(move |&(row, place)| match place {
            Place::Simple(form) => (row, 0.0 <= values[form]),
            Place::Wide(wide) => {
                let wide = &self.wide[wide];
                (row, self.is_met(wide, values, at, real) != wide.negated)
            }
        })
    }

    /// Whether all forms of a wide row are at least zero and none of its vetoes is real.
    pub(crate) fn is_met(&self, wide: &Wide, values: &[f64], at: &[f64], real: &[bool]) -> bool {
        let vetoes = &self.problem.rows[wide.row].what.vetoes;
        !vetoes.iter().any(|&it| real[it])
            && wide.forms.clone().all(|it| 0.0 <= values[it] + self.forms[it].kinked(at))
    }
}

impl<'a> Form<'a> {
    fn new(form: &'a Linear, sign: f64) -> Self {
        let mut it = Self {
            terms: form.terms.iter().map(|&(it, factor)| (it, sign * f64::from(factor))).collect(),
            extremes: &form.extremes,
            none: if form.against_none { sign } else { 0.0 },
            slack: 0.0,
        };
        it.slack = it.tie();
        it
    }

    /// What keeps a tie a tie, whatever rounding does.
    fn tie(&self) -> f64 {
        if self.extremes.is_empty() { 0.0 } else { TIE }
    }

    /// The sum of its terms.
    pub(crate) fn linear(&self, at: &[f64]) -> f64 {
        self.terms.iter().map(|&(it, factor)| factor * at[it]).sum()
    }

    /// The sum of its extremes.
    pub(crate) fn kinked(&self, at: &[f64]) -> f64 {
        self.extremes.iter().map(|it| it.value(at)).sum()
    }
}

fn is_simple(what: &Proposition) -> bool {
    what.vetoes.is_empty() && what.forms.len() == 1 && what.forms[0].extremes.is_empty()
}

/// By how much a row fails to hold with room to spare: 0 where it holds, infinite where no slack
/// helps.
pub(crate) fn violation(what: &Proposition, at: &[f64], gap: f64, real: &[bool], room: f64) -> f64 {
    let is_blocked = what.vetoes.iter().any(|&it| real[it]);
    let value = |form: &Linear| {
        let value = value(form, at, gap);
        if !form.extremes.is_empty() && value.abs() <= TIE { room } else { value }
    };
    let smallest = what.forms.iter().map(value).fold(f64::INFINITY, f64::min);
    match (is_blocked, what.negated) {
        (true, false) => f64::INFINITY,
        (false, false) => (room - smallest).max(0.0),
        // Failing by nothing is failing here.
        (false, true) if 0.0 <= smallest + room => (smallest + room).max(f64::MIN_POSITIVE),
        (_, true) => 0.0,
    }
}

/// The smallest of a row's forms; infinite without any.
pub(crate) fn margin(what: &Proposition, at: &[f64], gap: f64) -> f64 {
    what.forms.iter().map(|it| value(it, at, gap)).fold(f64::INFINITY, f64::min)
}

/// A form in a world, given the utility of silence less that of no agreement.
pub(crate) fn value(form: &Linear, at: &[f64], gap: f64) -> f64 {
    let terms = form.terms.iter().map(|&(it, factor)| f64::from(factor) * at[it]).sum::<f64>();
    let kinked = form.extremes.iter().map(|it| it.value(at)).sum::<f64>();
    terms + kinked + if form.against_none { gap } else { 0.0 }
}
