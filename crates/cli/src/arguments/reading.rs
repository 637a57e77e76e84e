//! To read articles, and to see how well they are read.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::CaseFolder;
use super::value::day;
use crate::command::read::Shard;

#[derive(Args, Debug)]
pub(crate) struct Read {
    /// Articles as plain text or web pages, folders of them, and JSON Lines
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Day of publication, such as 2025-12-02, instead of what the files say; without any, "on
    /// Monday" stays undated
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) published: Option<Date>,
    /// Case whose people and issues are known, and whose sources by their checksums
    #[arg(long, value_name = "CASE")]
    pub(crate) case: Option<PathBuf>,
    /// By rules alone, without the learned part: quicker, and less is found
    #[arg(long)]
    pub(crate) rules: bool,
    /// One part of so many of the articles, such as 1/4, to be put together by `onetext merge`
    #[arg(long, value_name = "PART/OF", value_parser = clap::value_parser!(Shard))]
    pub(crate) shard: Option<Shard>,
    /// Articles that are read at the same time; as many as there are cores if left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Where to write the statements; standard output if left out
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The form; if left out, that of the output by its name, JSON Lines with `--json`, or a table
    #[arg(long, value_enum)]
    pub(crate) format: Option<StatementFormat>,
}

#[derive(Args, Debug)]
pub(crate) struct Merge {
    /// The shards, written by `onetext read --shard`, in any order
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Where to write the statements; standard output if left out
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The form; if left out, that of the output by its name, JSON Lines with `--json`, or a table
    #[arg(long, value_enum)]
    pub(crate) format: Option<StatementFormat>,
}

/// A form of statements by its name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatementFormat {
    /// Aligned columns, for people
    Table,
    /// One array of JSON
    Json,
    /// One object of JSON on each line
    Jsonl,
    /// A file of Parquet, if this build writes them
    Parquet,
}

#[derive(Args, Debug)]
pub(crate) struct Score {
    /// Annotated articles: a folder with `text` and `attributions` as brat writes them, or one
    /// of texts with marks and files of fields
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    /// What was predicted: statements as `onetext read --json` writes them, `-` for standard input,
    /// or another such folder
    #[arg(value_name = "PREDICTED", required_unless_present_any = ["read", "annotators"])]
    pub(crate) predicted: Option<PathBuf>,
    /// Read the articles of GOLD now, instead of taking what was predicted
    #[arg(long, conflicts_with_all = ["predicted", "annotators"])]
    pub(crate) read: bool,
    /// By rules alone, without the learned part
    #[arg(long, requires = "read")]
    pub(crate) rules: bool,
    /// Model to read with, as `onetext train` writes it; the bundled one if left out
    #[arg(long, value_name = "FILE", requires = "read", conflicts_with = "rules")]
    pub(crate) model: Option<PathBuf>,
    /// Set annotators of the same article beside each other, instead of what was predicted
    #[arg(long, conflicts_with = "predicted")]
    pub(crate) annotators: bool,
    /// Seed of the intervals
    #[arg(long, default_value_t = 1, allow_negative_numbers = true)]
    pub(crate) seed: u64,
    /// Resamples of the articles from which the intervals come
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(crate) resamples: u32,
    /// Where to write what is wrong, with its words, as JSON Lines
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Train {
    /// Annotated texts, as `onetext score` takes them, or a `spans.tsv` that belongs to texts of
    /// `--conllu`
    #[arg(value_name = "FOLDER", required = true)]
    pub(crate) folders: Vec<PathBuf>,
    /// Where the texts are whose spans are in a `spans.tsv`, as `NAME.conllu`, such as `dep` of GUM
    #[arg(long, value_name = "FOLDER")]
    pub(crate) conllu: Option<PathBuf>,
    /// Annotated texts on which the weights of what speaks for a finding are fitted; the same texts
    /// if left out
    #[arg(long, value_name = "FOLDER")]
    pub(crate) tune: Vec<PathBuf>,
    /// Findings less probable than this will be left out
    #[arg(long, value_name = "P", default_value_t = 0.35)]
    pub(crate) least: f32,
    /// Where to write the model
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Review {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// Articles: plain text, web pages, lines of JSON in files named `.jsonl`, or folders of them; the
    /// sources of the case with a text at hand if left out
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Statements that were read before, as `onetext read --json` writes them
    #[arg(long, value_name = "FILE")]
    pub(crate) from: Option<PathBuf>,
    /// Day of publication of articles that are no source yet, such as 2025-12-02
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) published: Option<Date>,
    /// Who printed articles that are no source yet
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Which statements come first
    #[arg(long, value_enum, default_value_t = Order::Article)]
    pub(crate) order: Order,
}

/// The order of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// As they stand in the articles
    Article,
    /// Those of which reading is least sure
    Unsure,
}
