//! Exact answers as text for a terminal.

use std::fmt;

use crate::certificate::Checked;

use super::{
    Agreement, BarrierView, FrontierView, Lowered, NearestView, Payoff, Reliance, SolutionView,
    UnlockView, ZopaView,
};

impl fmt::Display for Reliance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let checked = self.checked.map_or("not checked", Checked::words);
        write!(f, "{}; {checked}", self.exactness)
    }
}

impl fmt::Display for Payoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let over = if self.accepts_anything { "its worst" } else { "no agreement" };
        write!(f, "{}: {} ({} over {over})", self.party.name, self.utility, self.gain)
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
            writeln!(f, "  {it}")?;
        }
        if self.optimal != 1 {
            writeln!(f, "  the first of {} outcomes that are as good by this rule", self.optimal)?;
        }
        writeln!(f, "({})", self.reliance)
    }
}

impl fmt::Display for FrontierView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.points.is_empty() {
            let is_none = self.acceptable_only && self.reliance.exactness == "exact";
            let none =
                if is_none { "no outcome is acceptable to all" } else { "no point was found" };
            return writeln!(f, "{none}\n({})", self.reliance);
        }
        let beaten = if self.acceptable_only {
            "no outcome that all accept beats"
        } else {
            "no feasible outcome beats"
        };
        writeln!(f, "{} points that {beaten}", self.points.len())?;
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

impl fmt::Display for NearestView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self
            .draft
            .as_ref()
            .map_or_else(|| "the options given".to_owned(), |it| format!("“{}”", it.name));
        let count = |count: usize, one: &str, many: &str| match count {
            1 => format!("1 {one}"),
            _ => format!("{count} {many}"),
        };
        if self.changes == 0 {
            writeln!(f, "no change is needed: all accept {start}")?;
        } else {
            let issues = count(self.changes, "issue changes", "issues change");
            writeln!(f, "{issues} from {start}, weight {}", self.weight)?;
        }
        let changed = || self.issues.iter().filter(|it| it.is_change());
        let width = changed().map(|it| it.issue.id.chars().count()).max().unwrap_or_default();
        for it in changed() {
            writeln!(f, "  {:<width$}  {} → {}", it.issue.id, it.from.name, it.to.name)?;
        }
        if !self.obstacles.is_empty() {
            writeln!(f, "\nWhat stood against it before")?;
            for it in &self.obstacles {
                writeln!(f, "  {it}")?;
            }
        }
        writeln!(f, "\nWhat each party gets")?;
        for it in &self.payoffs {
            let sign = if it.change.starts_with(['−', '0']) { "" } else { "+" };
            let (party, change) = (&it.party.name, &it.change);
            writeln!(
                f,
                "  {party}: {} → {} ({sign}{change}; {} over no agreement)",
                it.from, it.to, it.gain
            )?;
        }
        writeln!(f, "({})", self.reliance)
    }
}

impl fmt::Display for UnlockView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(agreement) = &self.agreement {
            writeln!(
                f,
                "nothing blocks agreement: some outcome is acceptable to all, for example"
            )?;
            write!(f, "{agreement}")?;
            return writeln!(f, "({})", self.reliance);
        }
        if self.blocking.is_empty() && self.relaxations.is_empty() {
            writeln!(f, "nothing was found yet")?;
        }
        if !self.blocking.is_empty() {
            writeln!(f, "no outcome is acceptable to all")?;
            writeln!(
                f,
                "\nWhat blocks agreement: the members of a set rule out every outcome between them"
            )?;
        }
        for (index, set) in self.blocking.iter().enumerate() {
            for (place, it) in set.iter().enumerate() {
                let number = if place == 0 { format!("{}.", index + 1) } else { String::new() };
                writeln!(f, "  {number:>3} {it}")?;
            }
        }
        if !self.relaxations.is_empty() || self.fewest.is_some() {
            writeln!(f, "\nWhat would open it, the fewest concessions first")?;
        }
        for (index, it) in self.relaxations.iter().chain(&self.fewest).enumerate() {
            for (place, barrier) in it.barriers.iter().enumerate() {
                let number = if place == 0 { format!("{}.", index + 1) } else { String::new() };
                writeln!(f, "  {number:>3} {}", Concession(barrier, &it.lowered))?;
            }
            match it.lowered.as_slice() {
                [_, _, ..] if it.lowered.iter().all(|it| it.is_least) => {
                    writeln!(f, "      the least that will do if all come down by as much")?;
                }
                [_, ..] if !it.lowered.iter().all(|it| it.is_least) => {
                    writeln!(f, "      perhaps less will do")?;
                }
                _ => {}
            }
            if let Some(example) = &it.example {
                writeln!(f, "      then, for example")?;
                write!(f, "{example}")?;
            }
        }
        writeln!(f, "({})", self.reliance)
    }
}

/// What has to be given up, with the reservation values that come down, in a sentence.
struct Concession<'a>(&'a BarrierView, &'a [Lowered]);

impl fmt::Display for Concession<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(barrier, lowered) = self;
        match barrier {
            BarrierView::Reservation { party, value } => {
                let name = &party.name;
                match lowered.iter().find(|it| it.party == *party) {
                    Some(it) => {
                        let least = if it.is_least { " at least" } else { "" };
                        write!(
                            f,
                            "{name} accepts {} instead of {value}, lower by {}{least}",
                            it.to, it.by
                        )
                    }
                    None => write!(f, "{name} accepts less than {value}"),
                }
            }
            BarrierView::RedLine { .. } | BarrierView::Linkage { .. } => {
                write!(f, "this goes: {barrier}")
            }
        }
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settled = self.outcome.iter().map(|(issue, it)| format!("{} = {}", issue.id, it.id));
        let gets = self.payoffs.iter().map(|it| format!("{}: {}", it.party.name, it.utility));
        wrapped(f, settled)?;
        wrapped(f, gets)
    }
}

/// Widest line of a list.
const WIDTH: usize = 96;

/// A list with commas, indented, over as many lines as it takes.
fn wrapped(f: &mut fmt::Formatter<'_>, items: impl Iterator<Item = String>) -> fmt::Result {
    const INDENT: &str = "        ";
    let mut line = String::new();
    let mut items = items.peekable();
    while let Some(mut item) = items.next() {
        if items.peek().is_some() {
            item.push(',');
        }
        if !line.is_empty()
            && WIDTH < INDENT.len() + line.chars().count() + 1 + item.chars().count()
        {
            writeln!(f, "{INDENT}{line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&item);
    }
    if line.is_empty() { Ok(()) } else { writeln!(f, "{INDENT}{line}") }
}
