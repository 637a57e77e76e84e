//! Exact answers as text for a terminal.

use std::fmt;

use super::{FrontierView, Payoff, Reliance, SolutionView, ZopaView};

impl fmt::Display for Reliance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let checked = if self.verified { "checked outcome by outcome" } else { "not checked" };
        write!(f, "{}; {checked}", self.exactness)
    }
}

impl fmt::Display for ZopaView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} of {} outcomes are acceptable to all", self.acceptable, self.feasible)?;
        let width = self.reservations.iter().map(|it| it.party.name.chars().count()).max();
        for it in &self.reservations {
            let width = width.unwrap_or_default();
            let from = if it.accepts_anything { "anything; its worst is" } else { "from" };
            writeln!(f, "  {:<width$}  accepts {from} {}", it.party.name, it.utility)?;
        }
        writeln!(f, "({})", self.reliance)
    }
}

impl fmt::Display for SolutionView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} solution: {}", self.rule.name(), self.rule.idea())?;
        let width = self.outcome.iter().map(|(it, _)| it.id.chars().count()).max();
        let width = width.unwrap_or_default();
        for (issue, option) in &self.outcome {
            writeln!(f, "  {:<width$}  {}", issue.id, option.name)?;
        }
        writeln!(f)?;
        for it in &self.payoffs {
            let over = if it.accepts_anything { "its worst" } else { "no agreement" };
            writeln!(f, "  {}: {} ({} over {over})", it.party.name, it.utility, it.gain)?;
        }
        if self.optimal != 1 {
            writeln!(f, "  the first of {} outcomes that are as good by this rule", self.optimal)?;
        }
        writeln!(f, "({})", self.reliance)
    }
}

impl fmt::Display for FrontierView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let among = if self.acceptable_only { "acceptable to all" } else { "feasible" };
        writeln!(f, "{} points that no outcome {among} beats", self.points.len())?;
        let names = self.points.first().map(|it| it.payoffs.as_slice()).unwrap_or_default();
        let widths: Vec<usize> = names
            .iter()
            .enumerate()
            .map(|(index, it)| {
                let cells = self.points.iter().map(|point| point.payoffs[index].utility.len());
                cells.max().unwrap_or_default().max(it.party.name.chars().count())
            })
            .collect();
        let row = |f: &mut fmt::Formatter<'_>, text: fn(&Payoff) -> &str, payoffs: &[Payoff]| {
            for (it, &width) in payoffs.iter().zip(&widths) {
                write!(f, "  {:>width$}", text(it))?;
            }
            Ok(())
        };
        row(f, |it| &it.party.name, names)?;
        writeln!(f, "  outcomes")?;
        for point in &self.points {
            row(f, |it| &it.utility, &point.payoffs)?;
            writeln!(f, "  {:>8}", point.outcomes)?;
        }
        writeln!(f, "({})", self.reliance)
    }
}
