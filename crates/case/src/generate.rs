//! Random cases in numbers, for trials and measurements.

use std::fmt::Write as _;

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::files::Files;

/// Largest utility of an option.
const TOP: u64 = 100;

/// What kind of case is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation {
    /// Number of parties, at least one.
    pub parties: usize,
    /// Number of issues, at least one.
    pub issues: usize,
    /// Number of options of each issue, at least two.
    pub options: usize,
    /// How far every other party wants the contrary, in percent: at 0 all want things of their own,
    /// at 100 what one gains the next loses.
    pub opposition: u64,
    /// Number of linkages, none of which contradicts itself or goes in a circle.
    pub linkages: usize,
    /// Number of red lines of each party.
    pub red_lines: usize,
    /// Reservation value of each party, in percent of the most it could get.
    pub reservation: u64,
    /// Seed of the draws: the same seed gives the same case.
    pub seed: u64,
}

/// A case whose parties have random utilities in numbers, from 0 to 100 for each option.
///
/// An option is worth to a party the mean of a number drawn for it alone and of one drawn for all
/// parties, which every other party counts from the top; `opposition` weighs the second. A linkage
/// leads from an option of an issue to some options of a later one. A red line forbids two options
/// of different issues together, each the one worth less to the party of two that were drawn; where
/// there is one issue, it forbids one option. All else stays the same with red lines and without.
pub fn generate(wanted: &Generation) -> Files {
    let mut random = ChaCha8Rng::seed_from_u64(wanted.seed);
    let mut up_to = |most: u64| random.next_u64() % (most + 1);
    let common: Vec<Vec<u64>> =
        (0..wanted.issues).map(|_| (0..wanted.options).map(|_| up_to(TOP)).collect()).collect();
    let mut apart = ChaCha8Rng::seed_from_u64(wanted.seed);
    apart.set_stream(1);
    let mut text = format!("title = \"Random case {}\"\nas_of = 2025-01-01\n", wanted.seed);
    for party in 0..wanted.parties {
        let worth = |common: u64, own: u64| {
            let common = if party % 2 == 0 { common } else { TOP - common };
            (wanted.opposition * common + (100 - wanted.opposition.min(100)) * own) / 100
        };
        let table: Vec<Vec<u64>> = common
            .iter()
            .map(|options| options.iter().map(|&it| worth(it, up_to(TOP))).collect())
            .collect();
        let most: u64 = table.iter().filter_map(|options| options.iter().max()).sum();
        let floor = most * wanted.reservation / 100;
        let name = party + 1;
        let _ = write!(
            text,
            "\n[[party]]\nid = \"p{name}\"\nname = \"Party {name}\"\n\n[party.utility]\n\
             reservation = {floor}\n{}\n[party.utility.evaluation]\n",
            red_lines(wanted, &table, &mut apart)
        );
        for (issue, options) in table.iter().enumerate() {
            let options: Vec<String> = options
                .iter()
                .enumerate()
                .map(|(it, worth)| format!("o{} = {worth}", it + 1))
                .collect();
            let _ = writeln!(text, "i{} = {{ {} }}", issue + 1, options.join(", "));
        }
    }
    for issue in 1..=wanted.issues {
        let _ = write!(
            text,
            "\n[[issue]]\nid = \"i{issue}\"\nquestion = \"Issue {issue}?\"\noptions = [\n"
        );
        for option in 1..=wanted.options {
            let _ = writeln!(text, "  {{ id = \"o{option}\", text = \"Option {option}\" }},");
        }
        text.push_str("]\n");
    }
    let last = u64::try_from(wanted.issues).unwrap_or(u64::MAX);
    let options = u64::try_from(wanted.options).unwrap_or(u64::MAX);
    for _ in 0..if 1 < last { wanted.linkages } else { 0 } {
        let when = 1 + up_to(last - 2);
        let then = when + 1 + up_to(last - when - 1);
        let (from, dropped) = (1 + up_to(options - 1), 1 + up_to(options - 1));
        let kept: Vec<String> =
            (1..=options).filter(|it| *it != dropped).map(|it| format!("\"o{it}\"")).collect();
        let _ = write!(
            text,
            "\n[[linkage]]\nwhen = {{ i{when} = \"o{from}\" }}\nthen = {{ i{then} = [{}] }}\n",
            kept.join(", ")
        );
    }
    let mut files = Files::default();
    files.insert("case.toml", text);
    files
}

/// The red lines of a party to which options are worth what the table says.
fn red_lines(wanted: &Generation, table: &[Vec<u64>], random: &mut ChaCha8Rng) -> String {
    let mut below = |count: usize| {
        let count = u64::try_from(count.max(1)).unwrap_or(u64::MAX);
        usize::try_from(random.next_u64() % count).unwrap_or(0)
    };
    let mut lines = String::new();
    for _ in 0..wanted.red_lines {
        let first = below(table.len());
        let other = (first + 1 + below(table.len() - 1)) % table.len();
        let mut issues = vec![first.min(other), first.max(other)];
        issues.dedup();
        let conditions: Vec<String> = issues
            .into_iter()
            .map(|issue| {
                let worth = &table[issue];
                let (one, two) = (below(worth.len()), below(worth.len()));
                let option = if worth[two] < worth[one] { two } else { one };
                format!("i{} = \"o{}\"", issue + 1, option + 1)
            })
            .collect();
        let _ = writeln!(lines, "  {{ {} }},", conditions.join(", "));
    }
    if lines.is_empty() { lines } else { format!("red_lines = [\n{lines}]\n") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{format, parse};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_random_case_passes_the_check_and_is_laid_out(
            parties in 1..4_usize, issues in 1..6_usize, options in 2..5_usize,
            opposition in 0..=100_u64, linkages in 0..5_usize, red_lines in 0..4_usize, seed: u64,
        ) {
            let wanted = Generation { parties, issues, options, opposition, linkages, red_lines, reservation: 40, seed };
            let files = generate(&wanted);
            prop_assert_eq!(parse(&files).diagnostics, vec![]);
            let text = files.text("case.toml").unwrap();
            prop_assert_eq!(format("case.toml", text), Some(text.to_owned()));
            let again = generate(&wanted);
            prop_assert_eq!(again.text("case.toml"), Some(text));
            let case = parse(&files).case;
            for party in &case.parties {
                let drawn = &party.utility.as_ref().unwrap().red_lines;
                prop_assert_eq!(drawn.len(), red_lines);
                prop_assert!(drawn.iter().all(|it| it.len() == issues.min(2)));
            }
            let without = generate(&Generation { red_lines: 0, ..wanted });
            let kept = |it: &&str| !it.starts_with("red_lines") && !it.starts_with("  { i") && *it != "]";
            let lines = |files: &Files| -> Vec<String> {
                files.text("case.toml").unwrap().lines().filter(kept).map(str::to_owned).collect()
            };
            prop_assert_eq!(lines(&files), lines(&without));
        }
    }

    #[test]
    fn full_opposition_is_a_sum_that_stays_the_same() {
        let wanted = Generation {
            parties: 2,
            issues: 3,
            options: 3,
            opposition: 100,
            linkages: 0,
            red_lines: 0,
            reservation: 0,
            seed: 7,
        };
        let case = parse(&generate(&wanted)).case;
        let [first, second] = [0, 1].map(|it| case.parties[it].utility.clone().unwrap());
        for (one, two) in first.issues.iter().zip(&second.issues) {
            for (a, b) in one.1.iter().zip(&two.1) {
                assert_eq!(a.digits + b.digits, 100);
            }
        }
    }
}
