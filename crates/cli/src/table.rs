//! Exact answers as comma-separated values, for spreadsheets.

use std::io;

use onetext::{
    BarrierView, BestView, Certified, Checked, CoverView, DiverseView, FavoredView, FrontierView,
    Named, NearestView, Payoff, RankedView, Reliance, SimulationView, SolutionView, UnlockView,
    ZopaView,
};

use crate::door::{Door, Failure};

/// An answer in rows of cells.
pub(crate) trait Table {
    /// The names of the columns.
    fn header(&self) -> Vec<String>;

    /// The rows, with a cell for each column.
    fn rows(&self) -> Vec<Vec<String>>;
}

/// Writes comma-separated values as RFC 4180 has them, the names of the columns first.
pub(crate) fn write_csv(table: &impl Table, door: &mut Door<'_>) -> Result<(), Failure> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut *door.out);
    for row in std::iter::once(table.header()).chain(table.rows()) {
        writer.write_record(row.iter().map(|it| harmless(it))).map_err(io::Error::from)?;
    }
    Ok(writer.flush()?)
}

/// A cell that no spreadsheet takes for a formula and no terminal for a command.
fn harmless(cell: &str) -> String {
    let number = cell.replace('−', "-");
    if number.parse::<f64>().is_ok_and(f64::is_finite) {
        return number;
    }
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let odd = |it: char| it.is_control() && !matches!(it, '\n' | '\r' | '\t');
    let text = cell.chars().map(|it| if odd(it) { char::REPLACEMENT_CHARACTER } else { it });
    is_formula.then_some('\'').into_iter().chain(text).collect()
}

/// Names of columns, and then those of every issue and party.
fn columns(first: &[&str], more: impl IntoIterator<Item = String>) -> Vec<String> {
    first.iter().map(|it| (*it).to_owned()).chain(more).collect()
}

fn utilities(payoffs: &[Payoff]) -> impl Iterator<Item = String> {
    payoffs.iter().map(|it| format!("utility.{}", it.party.id))
}

fn options(outcome: &[(Named, Named)]) -> impl Iterator<Item = String> {
    outcome.iter().map(|(issue, _)| format!("option.{}", issue.id))
}

fn relied(reliance: &Reliance) -> [String; 2] {
    [reliance.exactness.clone(), reliance.checked.map_or("no", Checked::id).to_owned()]
}

impl<T: Table> Table for Certified<T> {
    fn header(&self) -> Vec<String> {
        self.view.header()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        self.view.rows()
    }
}

impl Table for ZopaView {
    fn header(&self) -> Vec<String> {
        let columns_of =
            ["party", "name", "reservation", "acceptable", "feasible", "exactness", "checked"];
        columns(&columns_of, [])
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |it: &Payoff| {
            let counts = [self.acceptable, self.feasible].map(|it| it.to_string());
            let party = [it.party.id.clone(), it.party.name.clone(), it.utility.clone()];
            [&party[..], &counts, &relied(&self.reliance)].concat()
        };
        self.reservations.iter().map(row).collect()
    }
}

impl Table for SimulationView {
    fn header(&self) -> Vec<String> {
        let quartiles = |of: &str| {
            ["least", "quarter", "median", "three-quarters", "most"].map(|it| format!("{of}.{it}"))
        };
        let first = ["protocol", "runs", "agreements", "efficient", "unsettled", "seed", "optimum"];
        columns(&first, quartiles("rounds").into_iter().chain(quartiles("share")))
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let cells = |it: Option<[f64; 5]>| {
            it.map_or_else(Default::default, |it| it.map(|it| it.to_string()))
        };
        let row = |it: &onetext::SimulationRow| {
            let counts = [it.runs, it.agreements, it.efficient, it.unsettled];
            let mut row = vec![it.protocol.to_owned()];
            row.extend(counts.map(|it| it.to_string()));
            row.extend([self.seed.to_string(), self.optimum.clone()]);
            row.extend(cells(it.rounds).into_iter().chain(cells(it.shares)));
            row
        };
        self.rows.iter().map(row).collect()
    }
}

impl Table for FrontierView {
    fn header(&self) -> Vec<String> {
        let more = self.points.first().into_iter();
        let more = more.flat_map(|it| utilities(&it.payoffs).chain(options(&it.outcome)));
        columns(&["point", "outcomes", "exactness", "checked"], more)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let points = self.points.iter().enumerate();
        points
            .map(|(index, it)| {
                let mut row = vec![(index + 1).to_string(), it.outcomes.to_string()];
                row.extend(relied(&self.reliance));
                row.extend(it.payoffs.iter().map(|it| it.utility.clone()));
                row.extend(it.outcome.iter().map(|(_, option)| option.id.clone()));
                row
            })
            .collect()
    }
}

impl Table for SolutionView {
    fn header(&self) -> Vec<String> {
        let gains = self.payoffs.iter().map(|it| format!("gain.{}", it.party.id));
        let more = utilities(&self.payoffs).chain(gains).chain(options(&self.outcome));
        columns(&["rule", "optimal", "exactness", "checked"], more)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let mut row = vec![self.rule.id().to_owned(), self.optimal.to_string()];
        row.extend(relied(&self.reliance));
        row.extend(self.payoffs.iter().map(|it| it.utility.clone()));
        row.extend(self.payoffs.iter().map(|it| it.gain.clone()));
        row.extend(self.outcome.iter().map(|(_, option)| option.id.clone()));
        vec![row]
    }
}

impl Table for FavoredView {
    fn header(&self) -> Vec<String> {
        let more = both(&self.payoffs).chain(options(&self.outcome));
        columns(&["party", "optimal", "exactness", "checked"], more)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let mut row = vec![self.party.id.clone(), self.optimal.to_string()];
        row.extend(relied(&self.reliance));
        row.extend(values(&self.payoffs, &self.outcome));
        vec![row]
    }
}

impl Table for BestView {
    fn header(&self) -> Vec<String> {
        ranked_header(&["place", "by", "worth", "exactness", "checked"], &self.outcomes)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |(index, it): (usize, &RankedView)| {
            let mut row = vec![(index + 1).to_string(), self.by.id(), it.worth.clone()];
            row.extend(relied(&self.reliance));
            row.extend(values(&it.payoffs, &it.outcome));
            row
        };
        self.outcomes.iter().enumerate().map(row).collect()
    }
}

impl Table for DiverseView {
    fn header(&self) -> Vec<String> {
        let columns_of =
            ["place", "by", "worth", "near", "distance", "at_most", "exactness", "checked"];
        ranked_header(&columns_of, &self.outcomes)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |(index, it): (usize, &RankedView)| {
            let mut row = vec![(index + 1).to_string(), self.by.id(), it.worth.clone()];
            row.extend([self.near, self.distance, self.at_most].map(|it| it.to_string()));
            row.extend(relied(&self.reliance));
            row.extend(values(&it.payoffs, &it.outcome));
            row
        };
        self.outcomes.iter().enumerate().map(row).collect()
    }
}

/// Names of columns for outcomes of a list, after those given.
fn ranked_header(first: &[&str], outcomes: &[RankedView]) -> Vec<String> {
    let more = outcomes.first().into_iter();
    columns(first, more.flat_map(|it| both(&it.payoffs).chain(options(&it.outcome))))
}

/// Names of columns for what parties get and gain.
fn both(payoffs: &[Payoff]) -> impl Iterator<Item = String> {
    utilities(payoffs).chain(payoffs.iter().map(|it| format!("gain.{}", it.party.id)))
}

/// What parties get and gain, and how issues are settled.
fn values(payoffs: &[Payoff], outcome: &[(Named, Named)]) -> impl Iterator<Item = String> {
    let utilities = payoffs.iter().map(|it| it.utility.clone());
    let gains = payoffs.iter().map(|it| it.gain.clone());
    utilities.chain(gains).chain(outcome.iter().map(|(_, option)| option.id.clone()))
}

impl Table for CoverView {
    fn header(&self) -> Vec<String> {
        let parties = self.tolerances.iter().map(|it| &it.party.id);
        let utilities = parties.clone().map(|it| format!("utility.{it}"));
        let tolerances = parties.map(|it| format!("tolerance.{it}"));
        let options = self.points.first().into_iter().flat_map(|it| options(&it.outcome));
        let more = utilities.chain(tolerances).chain(options);
        columns(&["point", "open", "exactness", "checked"], more)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let points = self.points.iter().enumerate();
        points
            .map(|(index, it)| {
                let mut row = vec![(index + 1).to_string(), self.open.to_string()];
                row.extend(relied(&self.reliance));
                row.extend(it.payoffs.iter().map(|it| it.utility.clone()));
                row.extend(self.tolerances.iter().map(|it| it.tolerance.clone()));
                row.extend(it.outcome.iter().map(|(_, option)| option.id.clone()));
                row
            })
            .collect()
    }
}

impl Table for NearestView {
    fn header(&self) -> Vec<String> {
        let columns_of = ["kind", "id", "from", "to", "change", "weight", "exactness", "checked"];
        columns(&columns_of, [])
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let issues = self.issues.iter().map(|it| {
            let change = u8::from(it.is_change()).to_string();
            let names = [&it.issue.id, &it.from.id, &it.to.id].map(Clone::clone);
            (["issue".to_owned()].to_vec(), names, change, it.weight.to_string())
        });
        let parties = self.payoffs.iter().map(|it| {
            let names = [it.party.id.clone(), it.from.clone(), it.to.clone()];
            (["party".to_owned()].to_vec(), names, it.change.clone(), String::new())
        });
        issues
            .chain(parties)
            .map(|(kind, names, change, weight)| {
                [&kind[..], &names, &[change, weight], &relied(&self.reliance)].concat()
            })
            .collect()
    }
}

impl Table for UnlockView {
    fn header(&self) -> Vec<String> {
        let columns_of =
            ["list", "set", "kind", "party", "barrier", "from", "to", "exactness", "checked"];
        columns(&columns_of, [])
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |list: &str, set: usize, barrier: &BarrierView, to: Option<&str>| {
            let (kind, party, from) = match barrier {
                BarrierView::Reservation { party, value } => {
                    ("reservation", Some(party), value.as_str())
                }
                BarrierView::RedLine { party, .. } => ("red-line", Some(party), ""),
                BarrierView::Linkage { .. } => ("linkage", None, ""),
            };
            let party = party.map(|it| it.id.clone()).unwrap_or_default();
            let told = [barrier.to_string(), from.to_owned(), to.unwrap_or_default().to_owned()];
            let place = [list.to_owned(), (set + 1).to_string(), kind.to_owned(), party];
            [&place[..], &told, &relied(&self.reliance)].concat()
        };
        let relied = relied(&self.reliance);
        let gets = self.agreement.iter().flat_map(|it| &it.payoffs).map(|it| {
            let place = ["agreement", "1", "utility", &it.party.id].map(str::to_owned);
            let told = [String::new(), String::new(), it.utility.clone()];
            [&place[..], &told, &relied].concat()
        });
        let mut rows: Vec<_> = gets.collect();
        for (set, barriers) in self.blocking.iter().enumerate() {
            rows.extend(barriers.iter().map(|it| row("blocking", set, it, None)));
        }
        let relaxations = self.relaxations.iter().enumerate().map(|it| ("relaxation", it));
        let fewest = self.fewest.iter().enumerate().map(|it| ("fewest", it));
        for (list, (set, it)) in relaxations.chain(fewest) {
            for barrier in &it.barriers {
                let to = match barrier {
                    BarrierView::Reservation { party, .. } => {
                        it.lowered.iter().find(|it| it.party == *party).map(|it| it.to.as_str())
                    }
                    BarrierView::RedLine { .. } | BarrierView::Linkage { .. } => None,
                };
                rows.push(row(list, set, barrier, to));
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_cell_is_no_formula_unless_it_is_a_number() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(harmless("\t=1"), "'\t=1");
        assert_eq!(harmless("+x"), "'+x");
        assert_eq!(harmless("-a"), "'-a");
        assert_eq!(harmless("−4.5"), "-4.5");
        assert_eq!(harmless("-4"), "-4");
        assert_eq!(harmless("+4"), "+4");
        assert_eq!(harmless("-inf"), "'-inf");
        assert_eq!(harmless("a\u{1b}[31m"), "a\u{fffd}[31m");
        assert_eq!(harmless("north, south"), "north, south");
    }
}
