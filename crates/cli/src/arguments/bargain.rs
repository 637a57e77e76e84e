//! To ask what follows from utilities in numbers.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use onetext::Rule;
use onetext_case::Decimal;

use super::CaseFolder;
use super::value::{percent, reservation, weight};

/// A case in numbers, or a scenario of another tool.
#[derive(Args, Debug)]
pub(crate) struct Numbers {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// A reservation value instead of the party's own, such as us=50
    #[arg(long, value_name = "PARTY=NUMBER", value_parser = reservation)]
    pub(crate) reservation: Vec<(String, Decimal)>,
    /// Round the numbers of a scenario to so many places, where they have too many digits
    #[arg(long, value_name = "PLACES", value_parser = clap::value_parser!(u32).range(0..=17))]
    pub(crate) round: Option<u32>,
    /// Write the result as comma-separated values to standard output
    #[arg(long)]
    pub(crate) csv: bool,
    #[command(flatten)]
    pub(crate) reading: ScenarioReading,
}

#[derive(Args, Debug)]
pub(crate) struct Frontier {
    #[command(flatten)]
    pub(crate) numbers: Numbers,
    /// Only outcomes that every party accepts
    #[arg(long)]
    pub(crate) acceptable: bool,
    /// A few points instead of all, so that each outcome gives no party more than one of them does
    /// but for so many percent of what lies between its best and its worst
    #[arg(long, value_name = "PERCENT", value_parser = percent, conflicts_with = "svg", allow_negative_numbers = true)]
    pub(crate) within: Option<Decimal>,
    /// Draw the frontier into a file, with what the rules pick, instead of listing it
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Nearest {
    #[command(flatten)]
    pub(crate) numbers: Numbers,
    /// Where to begin: a draft, the latest if left out, and options in its stead
    #[arg(long, value_name = "DRAFT|ISSUE=OPTION", value_delimiter = ',')]
    pub(crate) from: Vec<String>,
    /// What a change of an issue weighs among as many changes, such as border=3; 1 if left out
    #[arg(long, value_name = "ISSUE=NUMBER", value_delimiter = ',', value_parser = weight)]
    pub(crate) weight: Vec<(String, u32)>,
}

#[derive(Args, Debug)]
pub(crate) struct Solve {
    #[command(flatten)]
    pub(crate) numbers: Numbers,
    /// The rule
    #[arg(long, value_parser = rules(), default_value = "nash")]
    pub(crate) rule: Rule,
    /// The best for this party that all others accept, instead of a rule
    #[arg(long = "for", value_name = "PARTY", conflicts_with = "rule")]
    pub(crate) party: Option<String>,
    /// So many of the best, by product (nash), smallest gain (egalitarian, maximin), sum
    /// (utilitarian), or what a party gets (--for)
    #[arg(long, value_name = "K", conflicts_with = "diverse", value_parser = clap::value_parser!(u16).range(1..=10_000), allow_negative_numbers = true)]
    pub(crate) best: Option<u16>,
    /// So many that are nearly the best, ranked as by --best, and differ in as many issues as can be
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u16).range(1..=1_000), allow_negative_numbers = true)]
    pub(crate) diverse: Option<u16>,
    /// How much of the best may be given up for that, in percent
    #[arg(long, value_name = "PERCENT", requires = "diverse", default_value_t = 5, value_parser = clap::value_parser!(u8).range(0..=100), allow_negative_numbers = true)]
    pub(crate) slack: u8,
}

/// The rules by their ids.
fn rules() -> impl TypedValueParser<Value = Rule> {
    let values = Rule::ALL.map(|it| PossibleValue::new(it.id()).help(it.idea()));
    PossibleValuesParser::new(values)
        .try_map(|id| Rule::by_id(&id).ok_or_else(|| format!("there is no rule `{id}`")))
}

#[derive(Args, Debug)]
pub(crate) struct Convert {
    /// Folder of a scenario or of a case; its format is recognized
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// Folder to make
    #[arg(value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// The format to write
    #[arg(long, value_enum, default_value_t = FormatName::Case)]
    pub(crate) to: FormatName,
    /// Round numbers that are no finite decimals to so many places, instead of refusing them
    #[arg(long, value_name = "PLACES", value_parser = clap::value_parser!(u32).range(0..=15))]
    pub(crate) round: Option<u32>,
    #[command(flatten)]
    pub(crate) reading: ScenarioReading,
}

#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// The result of zopa, frontier, solve, nearest or unlock, written with --json
    #[arg(value_name = "RESULT")]
    pub(crate) result: PathBuf,
    /// The case or scenario it is about, so that names and decimals are compared as well
    #[arg(long, value_name = "CASE")]
    pub(crate) case: Option<PathBuf>,
    /// A reservation value that was given when the result was made, such as us=50
    #[arg(long, value_name = "PARTY=NUMBER", value_parser = reservation, requires = "case")]
    pub(crate) reservation: Vec<(String, Decimal)>,
    /// The rounding that was asked for when the result was made
    #[arg(long, value_name = "PLACES", value_parser = clap::value_parser!(u32).range(0..=17), requires = "case")]
    pub(crate) round: Option<u32>,
    #[command(flatten)]
    pub(crate) reading: ScenarioReading,
}

/// How a scenario is read.
#[derive(Args, Clone, Debug)]
pub(crate) struct ScenarioReading {
    /// Whose reading counts: that of the tool that wrote the files, or that of NegMAS
    #[arg(long, value_enum, default_value_t = SemanticsName::Native)]
    pub(crate) semantics: SemanticsName,
    /// How many numbers stand for a range of real numbers
    #[arg(long, default_value_t = 21)]
    pub(crate) points: usize,
}

/// A format of scenarios by its name on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FormatName {
    /// A case folder whose parties have utilities in numbers
    Case,
    /// A domain and profiles in XML
    Genius,
    /// A domain and profiles in JSON
    Geniusweb,
    /// NegMAS, in YAML
    NegmasYaml,
    /// NegMAS, in JSON
    NegmasJson,
    /// LLM-Deliberation: a list of scores for each party
    Scores,
}

/// Whose reading of a scenario counts, by its name on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SemanticsName {
    /// That of the tool that wrote the files
    Native,
    /// That of NegMAS
    Negmas,
}

#[derive(Args, Debug)]
pub(crate) struct Generate {
    /// Folder to make
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Number of issues
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=128))]
    pub(crate) issues: u8,
    /// Number of options of each issue
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(2..=256))]
    pub(crate) options: u16,
    /// Number of parties
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=16))]
    pub(crate) parties: u8,
    /// How far every other party wants the contrary, in percent
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) opposition: u8,
    /// Number of linkages
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub(crate) linkages: u16,
    /// Number of red lines of each party, each on two options together
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=100))]
    pub(crate) red_lines: u16,
    /// Reservation value of each party, in percent of the most it could get
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) reservation: u8,
    /// Seed of the draws
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}
