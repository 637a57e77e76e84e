//! To work on the words of drafts.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::CaseFolder;
use super::value::{day, setting};

#[derive(Args, Debug)]
pub(crate) struct Lint {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// Id of a draft; the newest that was put forward if left out
    #[arg(long, value_name = "DRAFT")]
    pub(crate) draft: Option<String>,
    /// End with an error if anything is found that is not silenced
    #[arg(long)]
    pub(crate) deny: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Compare {
    /// Folder of the case and two drafts by their ids, the earlier one first; or two files in Djot
    #[arg(value_name = "CASE A B", num_args = 2..=3, required = true)]
    pub(crate) texts: Vec<String>,
    /// Show points that are as they were too
    #[arg(long)]
    pub(crate) all: bool,
    /// Where to write the whole text with its marks as one page of HTML
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Where to write it as Djot, with {+ +} and {- -}
    #[arg(long, value_name = "FILE")]
    pub(crate) djot: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Brackets {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
}

#[derive(Args, Debug)]
pub(crate) struct Lineage {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
}

#[derive(Args, Debug)]
pub(crate) struct Draft {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// The draft to begin with; if left out, the one on the table: the latest that is not private
    #[arg(long, value_name = "DRAFT")]
    pub(crate) from: Option<String>,
    /// Issues and the options that settle them
    #[arg(long, value_name = "ISSUE=OPTION", value_delimiter = ',', required = true, value_parser = setting)]
    pub(crate) settle: Vec<(String, String)>,
    /// Id of the new draft; if left out, the name of the file, or `next`
    #[arg(long)]
    pub(crate) id: Option<String>,
    /// Its day, such as 2025-12-02; if left out, the day of the case or of the earlier draft, the
    /// later of the two
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) day: Option<Date>,
    /// Who puts it forward; if left out, the mediator, or who put forward the earlier draft
    #[arg(long, value_name = "HOLDER")]
    pub(crate) by: Option<String>,
    /// Where to write it; standard output if left out
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}
