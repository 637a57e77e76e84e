//! To ask what would unlock a text, and how procedures would do.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use onetext::Way;

use super::value::{moves, setting, share};
use super::{CaseFolder, Drawing, Numbers, TextChoice};

#[derive(Args, Debug)]
pub(crate) struct Ledger {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// Id of a draft; every draft if left out
    #[arg(long, value_name = "DRAFT")]
    pub(crate) draft: Option<String>,
    /// This party alone
    #[arg(long, value_name = "PARTY")]
    pub(crate) party: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Unlock {
    #[command(flatten)]
    pub(crate) numbers: Numbers,
    /// Take red lines, linkages and reservation values as certain
    #[arg(long)]
    pub(crate) hard: bool,
    /// Most sets of each kind
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) limit: u16,
    /// Without --hard, which text; the newest draft that was put forward if left out
    #[command(flatten)]
    pub(crate) text: TextChoice,
    /// The share of its worlds in which every party that signs has to accept
    #[arg(long, value_name = "SHARE", default_value_t = 0.6, value_parser = share, allow_negative_numbers = true)]
    pub(crate) at_least: f64,
    #[command(flatten)]
    pub(crate) changing: Changing,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
}

/// What a search may change.
#[derive(Args, Debug)]
pub(crate) struct Changing {
    /// An issue that stays as the text has it
    #[arg(long, value_name = "ISSUE", value_delimiter = ',')]
    pub(crate) keep: Vec<String>,
    /// An option that no change may lead to
    #[arg(long, value_name = "ISSUE=OPTION", value_delimiter = ',', value_parser = setting)]
    pub(crate) exclude: Vec<(String, String)>,
    /// Only this issue may change
    #[arg(long, value_name = "ISSUE", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
}

impl Changing {
    pub(crate) fn limits(&self) -> onetext::Limits {
        onetext::Limits {
            keep: self.keep.clone(),
            exclude: self.exclude.clone(),
            only: self.only.clone(),
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct Propose {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// Id of the draft to change; the newest that was put forward if left out
    #[arg(long, value_name = "DRAFT")]
    pub(crate) from: Option<String>,
    /// A text that settles these issues and leaves the others as they are, instead of a draft
    #[arg(long, value_name = "ISSUE=OPTION", value_delimiter = ',', value_parser = setting, conflicts_with = "from")]
    pub(crate) package: Vec<(String, String)>,
    /// Most issues that a proposal changes, or all
    #[arg(long, value_name = "N", default_value = "3", value_parser = moves)]
    pub(crate) moves: Moves,
    #[command(flatten)]
    pub(crate) changing: Changing,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
}

/// How many issues a proposal may change; all if `None`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moves(pub(crate) Option<usize>);

#[derive(Args, Debug)]
pub(crate) struct Simulate {
    #[command(flatten)]
    pub(crate) numbers: Numbers,
    /// The protocols, with commas between them: one row for each
    #[arg(long, value_delimiter = ',', default_value = "single-text", value_parser = ways())]
    pub(crate) protocol: Vec<Way>,
    /// For stacked offers, one negotiator for all parties or one for each, in their order: boulware,
    /// linear, conceder, time:EXPONENT, micro or tit-for-tat
    #[arg(long, value_delimiter = ',', default_value = "boulware")]
    pub(crate) negotiators: Vec<String>,
    /// The most wishes that the mediator of a single text asks of each party in a round; all that
    /// the party has if left out
    #[arg(long, value_name = "N")]
    pub(crate) wishes: Option<u16>,
    /// Runs of each protocol
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) runs: u32,
    /// Rounds of each run at most; 1000 for stacked offers and 20 for a single text if left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub(crate) rounds: Option<u32>,
    /// Seed of the draws
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Runs that are played at the same time; as many as there are cores if left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

fn ways() -> impl TypedValueParser<Value = Way> {
    let values = Way::ALL.map(|it| PossibleValue::new(it.id()).help(it.words()));
    PossibleValuesParser::new(values).map(|it| Way::parse(&it).unwrap_or(Way::SingleText))
}
