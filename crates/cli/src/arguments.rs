//! What can be asked for.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// The workbench for negotiations held over a single text.
#[derive(Debug, Parser)]
#[command(name = "onetext", version, max_term_width = 100)]
#[command(after_help = "Example:\n  onetext brief cases/ukraine-2025")]
pub(crate) struct Arguments {
    /// Write the result as JSON to standard output
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands, in the order in which a case is made and used.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Begin a case: a folder with two parties, two issues and a draft, ready to be changed
    #[command(after_help = "Example:\n  onetext new my-case --title \"Harbor talks\"")]
    New(New),
    /// Report everything wrong with a case folder, and say nothing if nothing is
    #[command(after_help = "Example:\n  onetext check cases/river")]
    Check(Check),
    /// Lay out the files of a case in one way, keeping comments and order
    #[command(after_help = "Example:\n  onetext format cases/river --check")]
    Format(Format),
    /// Print the JSON Schema of a file of the case folder, for editors
    #[command(after_help = "Example:\n  onetext schema case.toml > case.schema.json")]
    Schema(Schema),
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  onetext completions bash > ~/.local/share/bash-completion/completions/onetext"
    )]
    Completions(Completions),
}

/// A case on disk.
#[derive(Args, Debug)]
pub(crate) struct CaseFolder {
    /// Folder of the case
    #[arg(value_name = "CASE")]
    pub(crate) folder: PathBuf,
    /// Folder with texts of sources, found by their checksums
    #[arg(long, value_name = "DIR")]
    pub(crate) sources: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct New {
    /// Folder to make
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Name of the case; the name of the folder if left out
    #[arg(long)]
    pub(crate) title: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
}

#[derive(Args, Debug)]
pub(crate) struct Format {
    /// Folder of the case
    #[arg(value_name = "CASE")]
    pub(crate) folder: PathBuf,
    /// Change nothing; end with 1 if something would change
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Schema {
    /// The file whose schema is wanted
    #[arg(value_name = "FILE", value_parser = clap::builder::PossibleValuesParser::new(onetext_case::schema_files()))]
    pub(crate) file: String,
}

#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}
