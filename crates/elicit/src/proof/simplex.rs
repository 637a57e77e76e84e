//! The dual simplex method, over any ordered field.
//!
//! # Source
//!
//! C. E. Lemke, *Naval Research Logistics Quarterly* 1 (1954), pp. 36–47; the rule that keeps it
//! from going in circles: R. G. Bland, *Mathematics of Operations Research* 2 (1977), pp. 103–107.
//! The row at which it stops is a vertex of the alternative system, whose support is an irreducible
//! conflict: J. Gleeson, J. Ryan, *ORSA Journal on Computing* 2 (1990), pp. 61–63.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;

use crate::question::Stop;

/// An inequality: coefficients by unknown, and what their sum is at least.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inequality {
    pub(crate) terms: Vec<(usize, i64)>,
    pub(crate) least: i64,
}

/// What became of a system of inequalities over unknowns of at least zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decided<T> {
    /// A place where all of them hold.
    Point(Vec<T>),
    /// They contradict each other: a multiplier of at least zero for each inequality. With them the
    /// left sides add up to no positive coefficient, the right sides to more than zero.
    Multipliers(Vec<T>),
}

/// A number to calculate with.
pub(crate) trait Number: Clone {
    fn whole(number: i64) -> Self;
    /// How it compares with zero.
    fn sign(&self) -> Ordering;
    /// How it compares with another.
    fn order(&self, other: &Self) -> Ordering;
    fn add_product(&mut self, one: &Self, other: &Self);
    /// This over another, which is not zero.
    fn over(&self, other: &Self) -> Self;
    fn minus(&self) -> Self;
}

impl Number for f64 {
    fn whole(number: i64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a guess, which is certified afterwards")]
        let number = number as Self;
        number
    }

    fn sign(&self) -> Ordering {
        if self.abs() < 1e-9 { Ordering::Equal } else { self.total_cmp(&0.0) }
    }

    fn order(&self, other: &Self) -> Ordering {
        self.total_cmp(other)
    }

    fn add_product(&mut self, one: &Self, other: &Self) {
        *self += one * other;
    }

    fn over(&self, other: &Self) -> Self {
        self / other
    }

    fn minus(&self) -> Self {
        -self
    }
}

impl Number for BigRational {
    fn whole(number: i64) -> Self {
        Self::from_integer(BigInt::from(number))
    }

    fn sign(&self) -> Ordering {
        match self.numer().sign() {
            Sign::Minus => Ordering::Less,
            Sign::NoSign => Ordering::Equal,
            Sign::Plus => Ordering::Greater,
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn add_product(&mut self, one: &Self, other: &Self) {
        *self += one * other;
    }

    fn over(&self, other: &Self) -> Self {
        self / other
    }

    fn minus(&self) -> Self {
        -self
    }
}

/// Pivots in which the most broken inequality is mended; afterwards the first one is, which ends
/// for certain.
const GREEDY: usize = 2_000;

/// Decides a system of inequalities over unknowns of at least zero; `None` if that takes more than
/// `work`, counted in cells that change, or is stopped.
///
/// # Cost
///
/// For each pivot, unknowns × inequalities at most; what is zero costs next to nothing.
pub(crate) fn decide<T: Number>(
    unknowns: usize,
    system: &[Inequality],
    work: usize,
    stop: Stop<'_>,
) -> Option<Decided<T>> {
    let mut tableau = Tableau::<T>::new(unknowns, system);
    let mut done = 0;
    let mut pivots = 0;
    while done < work && !stop() {
        let Some(row) = tableau.broken(pivots < GREEDY) else {
            return Some(Decided::Point(tableau.point()));
        };
        let Some(column) = tableau.entering(row) else {
            return Some(Decided::Multipliers(tableau.multipliers(row)));
        };
        done += tableau.pivot(row, column);
        pivots += 1;
    }
    None
}

/// Some variables, each written as a sum of the others: first the unknowns, then for each
/// inequality what it has to spare.
struct Tableau<T> {
    unknowns: usize,
    /// The variable of each row.
    rows: Vec<usize>,
    /// The variable of each column but the first, which is a constant.
    columns: Vec<usize>,
    cells: Vec<Vec<T>>,
    /// A price for each column, at least zero.
    prices: Vec<T>,
}

impl<T: Number> Tableau<T> {
    fn new(unknowns: usize, system: &[Inequality]) -> Self {
        let row = |it: &Inequality| {
            let mut row = vec![T::whole(0); unknowns + 1];
            row[0] = T::whole(-it.least);
            for &(unknown, factor) in &it.terms {
                row[unknown + 1].add_product(&T::whole(factor), &T::whole(1));
            }
            row
        };
        // Uneven prices seldom tie.
        let price = |it: usize| T::whole(1_000 + i64::try_from(it * it * 7_919 % 997).unwrap_or(0));
        Self {
            unknowns,
            rows: (unknowns..unknowns + system.len()).collect(),
            columns: (0..unknowns).collect(),
            cells: system.iter().map(row).collect(),
            prices: (0..unknowns).map(price).collect(),
        }
    }

    /// A row whose variable is below zero: the lowest one, or the one of the first variable.
    fn broken(&self, lowest: bool) -> Option<usize> {
        let broken = (0..self.rows.len()).filter(|&it| self.cells[it][0].sign() == Ordering::Less);
        broken.min_by(|&one, &other| {
            let by_value = if lowest {
                self.cells[one][0].order(&self.cells[other][0])
            } else {
                Ordering::Equal
            };
            by_value.then(self.rows[one].cmp(&self.rows[other]))
        })
    }

    /// The column that can raise the row at the lowest price.
    fn entering(&self, row: usize) -> Option<usize> {
        let mut best: Option<(usize, T)> = None;
        for (column, price) in self.prices.iter().enumerate() {
            let cell = &self.cells[row][column + 1];
            if cell.sign() != Ordering::Greater {
                continue;
            }
            let ratio = price.over(cell);
            let is_better = best.as_ref().is_none_or(|(best, lowest)| {
                let order = ratio.order(lowest);
                order.then(self.columns[column].cmp(&self.columns[*best])) == Ordering::Less
            });
            if is_better {
                best = Some((column, ratio));
            }
        }
        best.map(|it| it.0)
    }

    /// Lets the variables of a row and a column change places; returns how many cells changed.
    fn pivot(&mut self, row: usize, column: usize) -> usize {
        let mut changed = self.cells.len();
        let mut pivotal = std::mem::take(&mut self.cells[row]);
        let by = pivotal[column + 1].minus();
        pivotal[column + 1] = T::whole(-1);
        for cell in &mut pivotal {
            if cell.sign() == Ordering::Equal {
                *cell = T::whole(0);
            } else {
                *cell = cell.over(&by);
            }
        }
        let filled: Vec<usize> =
            (0..pivotal.len()).filter(|&it| pivotal[it].sign() != Ordering::Equal).collect();
        for cells in self.cells.iter_mut().filter(|it| !it.is_empty()) {
            let factor = std::mem::replace(&mut cells[column + 1], T::whole(0));
            if factor.sign() != Ordering::Equal {
                changed += filled.len();
                for &it in &filled {
                    cells[it].add_product(&factor, &pivotal[it]);
                }
            }
        }
        let factor = std::mem::replace(&mut self.prices[column], T::whole(0));
        for &it in filled.iter().filter(|it| **it != 0) {
            self.prices[it - 1].add_product(&factor, &pivotal[it]);
        }
        self.cells[row] = pivotal;
        std::mem::swap(&mut self.rows[row], &mut self.columns[column]);
        changed
    }

    /// Where the unknowns are.
    fn point(&self) -> Vec<T> {
        let mut point = vec![T::whole(0); self.unknowns];
        for (&variable, cells) in self.rows.iter().zip(&self.cells) {
            if variable < self.unknowns {
                point[variable] = cells[0].clone();
            }
        }
        point
    }

    /// The multipliers that a row tells which is below zero and cannot be raised.
    fn multipliers(&self, row: usize) -> Vec<T> {
        let mut multipliers = vec![T::whole(0); self.rows.len()];
        let mut put = |variable: usize, multiplier: T| {
            if self.unknowns <= variable && multiplier.sign() == Ordering::Greater {
                multipliers[variable - self.unknowns] = multiplier;
            }
        };
        put(self.rows[row], T::whole(1));
        for (&variable, cell) in self.columns.iter().zip(&self.cells[row][1..]) {
            put(variable, cell.minus());
        }
        multipliers
    }
}
