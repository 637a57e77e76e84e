//! To begin, keep and show a case.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::{CaseFolder, Drawing};
use crate::command::schema::subjects;

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
pub(crate) struct Brief {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// Where to write the page; the name of the case folder with `.html` if left out
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Print the page into a PDF file on A4 as well, by the Chromium that is at hand: two pages of
    /// summary first
    #[arg(long, value_name = "FILE")]
    pub(crate) print: Option<PathBuf>,
    /// Write every figure of the page into this folder too, each as SVG that needs nothing else
    #[arg(long, value_name = "FOLDER")]
    pub(crate) figures: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
}

#[derive(Args, Debug)]
pub(crate) struct Positions {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// This issue alone
    #[arg(long, value_name = "ISSUE")]
    pub(crate) issue: Option<String>,
    /// This party alone, or the mediator
    #[arg(long, value_name = "PARTY")]
    pub(crate) party: Option<String>,
    /// Write the statements to standard output as comma-separated values, to be edited and brought
    /// back by `onetext import`
    #[arg(long)]
    pub(crate) csv: bool,
    /// Where to write a workbook with the statements, to be edited, and an overview
    #[arg(long, value_name = "FILE")]
    pub(crate) xlsx: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// The sheet, as .csv or .xlsx
    #[arg(value_name = "SHEET")]
    pub(crate) sheet: PathBuf,
    /// Say what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Schema {
    /// The file whose schema is wanted; `case` is `case.toml`, `brief` what `onetext brief --json`
    /// writes
    #[arg(value_name = "FILE", value_parser = PossibleValuesParser::new(subjects()))]
    pub(crate) file: String,
}

#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}
