//! To ask what parties could accept, and why.

use clap::Args;
use onetext::Assumption;

use super::value::{assumption, setting};
use super::{CaseFolder, Drawing, TextChoice};

#[derive(Args, Debug)]
pub(crate) struct Acceptability {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// Which text; every draft if left out
    #[command(flatten)]
    pub(crate) text: TextChoice,
    /// This party alone
    #[arg(long, value_name = "PARTY")]
    pub(crate) party: Option<String>,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
}

#[derive(Args, Debug)]
pub(crate) struct Why {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// Which text; the newest draft that was put forward if left out
    #[command(flatten)]
    pub(crate) text: TextChoice,
    /// Whose reasons
    #[arg(long, value_name = "PARTY")]
    pub(crate) party: String,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
}

#[derive(Args, Debug)]
pub(crate) struct Ask {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// Which text is in doubt; every draft if left out
    #[command(flatten)]
    pub(crate) text: TextChoice,
    /// Whom to ask; all who sign if left out
    #[arg(long, value_name = "PARTY")]
    pub(crate) party: Option<String>,
    /// Most questions
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) limit: u16,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
}

#[derive(Args, Debug)]
pub(crate) struct Clashes {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// What is said about this party alone
    #[arg(long, value_name = "PARTY")]
    pub(crate) party: Option<String>,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
}

#[derive(Args, Debug)]
pub(crate) struct WhatIf {
    #[command(flatten)]
    pub(crate) case: CaseFolder,
    /// Which text; the newest draft that was put forward if left out
    #[command(flatten)]
    pub(crate) text: TextChoice,
    /// What it says instead on an issue
    #[arg(long, value_name = "ISSUE=OPTION", value_delimiter = ',', value_parser = setting)]
    pub(crate) set: Vec<(String, String)>,
    /// How a statement is taken: real, bluff or withdrawn
    #[arg(long, value_name = "STATEMENT=HOW", value_delimiter = ',', value_parser = assumption)]
    pub(crate) assume: Vec<(String, Assumption)>,
    /// Ask only the worlds that the page of the brief carries: what the page shows, to the last digit
    #[arg(long, conflicts_with = "assume")]
    pub(crate) as_page: bool,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
}
