//! What can be asked for.

mod answer;
mod bargain;
mod drafting;
mod keep;
mod mediate;
mod reading;
mod value;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use onetext::Wanted;

pub(crate) use self::answer::*;
pub(crate) use self::bargain::*;
pub(crate) use self::drafting::*;
pub(crate) use self::keep::*;
pub(crate) use self::mediate::*;
pub(crate) use self::reading::*;
use self::value::{draws, setting};

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
    /// Read articles: who said what, when, with the exact bytes
    #[command(
        after_help = "Examples:\n  onetext read cases/river/sources/courier-2024-03-12.txt --case cases/river\n  onetext read articles news.jsonl -o statements.jsonl\n  onetext read news.jsonl --shard 1/4 -o part-1.jsonl"
    )]
    Read(Read),
    /// Put the shards of a run together
    #[command(
        after_help = "Example:\n  onetext merge part-1.jsonl part-2.jsonl -o statements.jsonl"
    )]
    Merge(Merge),
    /// Measure how well statements are read, on annotated articles
    #[command(
        after_help = "Examples:\n  onetext score polnear/data/dev --read\n  onetext score polnear/data/dev statements.jsonl --errors errors.jsonl"
    )]
    Score(Score),
    /// Learn from annotated texts how words are reported
    #[command(
        after_help = "Examples:\n  onetext train texts -o model.bin\n  onetext train texts crates/statement/training/wikinews --conllu gum/dep -o model.bin"
    )]
    Train(Train),
    /// Go through what was read, one statement at a time, and enter it into the ledger of a case
    #[command(
        after_help = "Examples:\n  onetext review cases/river\n  onetext review my-case report.txt --published 2025-12-02 --outlet \"Valley Post\"\n  onetext read report.txt --json > read.jsonl && onetext review my-case report.txt --from read.jsonl"
    )]
    Review(Review),
    /// Say where each party stands, who could accept which draft, and what all could accept
    #[command(
        after_help = "Examples:\n  onetext brief cases/ukraine-2025 -o ukraine.html\n  onetext brief cases/river --print river.pdf"
    )]
    Brief(Brief),
    /// Say where each party stands on each issue, as a table, or as a sheet to be edited
    #[command(
        after_help = "Examples:\n  onetext positions cases/river --issue dam\n  onetext positions cases/river --csv > river.csv\n  onetext positions cases/river --xlsx river.xlsx"
    )]
    Positions(Positions),
    /// Bring an edited sheet of `onetext positions` back into the ledger
    #[command(
        after_help = "Examples:\n  onetext import cases/river river.xlsx --dry-run\n  onetext import cases/river river.csv"
    )]
    Import(Import),
    /// Say who could accept which draft, or a package of options
    #[command(
        after_help = "Examples:\n  onetext acceptability cases/ukraine-2025\n  onetext acceptability cases/river --package dam=low,filling=snowmelt --party varrenmark"
    )]
    Acceptability(Acceptability),
    /// Say why a party could or could not accept a draft
    #[command(after_help = "Example:\n  onetext why cases/river --draft third --party ostrevna")]
    Why(Why),
    /// Say which questions to ask next, to whom, in words
    #[command(after_help = "Example:\n  onetext ask cases/ukraine-2025 --party russia")]
    Ask(Ask),
    /// Say which statements contradict each other, with proof, and what the cheapest way out is
    #[command(after_help = "Example:\n  onetext clashes cases/river")]
    Clashes(Clashes),
    /// Say what each draft asks each party to give, and what it gets, by what was said
    #[command(
        after_help = "Examples:\n  onetext ledger cases/river --draft third\n  onetext ledger cases/ukraine-2025 --party ukraine"
    )]
    Ledger(Ledger),
    /// Say what changes if a draft says something else, or a statement is meant, a bluff, or taken back
    #[command(
        name = "whatif",
        after_help = "Examples:\n  onetext whatif cases/river --set drought=pro-rata\n  onetext whatif cases/river --draft third --assume tjelvik-court=bluff\n  onetext whatif cases/river --set flow=150 --as-page"
    )]
    WhatIf(WhatIf),
    /// Find the drafting faults that break agreements: vague guarantees, duties without a day, and more
    #[command(
        after_help = "Examples:\n  onetext lint cases/ukraine-2025\n  onetext lint cases/river --draft first --deny"
    )]
    Lint(Lint),
    /// Show what changed between two drafts, point by point and word by word
    #[command(
        after_help = "Examples:\n  onetext compare cases/river second third\n  onetext compare cases/river first third --html changes.html --djot changes.dj\n  onetext compare ours.dj theirs.dj --all"
    )]
    Compare(Compare),
    /// Count points, brackets and options, draft by draft, and say whose they are
    #[command(after_help = "Example:\n  onetext brackets cases/river")]
    Brackets(Brackets),
    /// Say which draft came from which, and where that is disputed or not public
    #[command(after_help = "Example:\n  onetext lineage cases/ukraine-2025")]
    Lineage(Lineage),
    /// Write the next draft: brackets settled, all else as it was
    #[command(
        after_help = "Examples:\n  onetext draft cases/river --from third --settle flow=120,power=tenth -o fourth.dj\n  onetext draft my-case --settle border=joint --day 2025-12-05 > my-case/drafts/next.dj"
    )]
    Draft(Draft),
    /// Count the outcomes that every party accepts, where all have utilities in numbers
    #[command(after_help = "Example:\n  onetext zopa cases/panama-1977 --reservation us=50")]
    Zopa(Numbers),
    /// List the outcomes that no other outcome beats, where all parties have utilities in numbers
    #[command(
        after_help = "Examples:\n  onetext frontier cases/panama-1977\n  onetext frontier cases/panama-1977 --svg frontier.svg\n  onetext frontier cases/panama-1977 --within 5"
    )]
    Frontier(Frontier),
    /// Pick an outcome by a rule, where all parties have utilities in numbers
    #[command(
        after_help = "Examples:\n  onetext solve cases/panama-1977 --rule nash\n  onetext solve cases/panama-1977 --rule utilitarian --best 3\n  onetext solve cases/panama-1977 --diverse 3 --slack 10\n  onetext solve cases/panama-1977 --for us --reservation panama=60"
    )]
    Solve(Solve),
    /// Find the acceptable outcome nearest to a draft or another outcome, in numbers
    #[command(
        after_help = "Examples:\n  onetext nearest my-case --from first-draft --from border=joint --weight border=3\n  onetext nearest cases/panama-1977 --reservation us=60 --reservation panama=60 --from us-defense-rights=as-us,us-military-rights=as-us,panama-defense-role=as-us,use-rights=as-us,expansion-rights=as-us,expansion-routes=as-us,land-and-water=15,jurisdiction=as-us,duration=as-us,compensation=as-us"
    )]
    Nearest(Nearest),
    /// Find what blocks agreement, and what would open it
    #[command(
        after_help = "Examples:\n  onetext unlock cases/river --draft third --at-least 0.7\n  onetext unlock --hard cases/panama-1977 --reservation us=70 --reservation panama=70"
    )]
    Unlock(Unlock),
    /// Propose the next draft: efficient changes that differ, with their reasons
    #[command(
        after_help = "Examples:\n  onetext propose cases/river\n  onetext propose cases/ukraine-2025 --from plan --moves 4 --keep nato-membership"
    )]
    Propose(Propose),
    /// Play a protocol many times, where all parties have utilities in numbers
    #[command(
        after_help = "Examples:\n  onetext simulate cases/panama-1977 --protocol single-text,mutation-better\n  onetext simulate cases/panama-1977 --protocol stacked --negotiators boulware,micro --runs 100"
    )]
    Simulate(Simulate),
    /// Check a result that was written with --json, without asking the solver again
    #[command(
        after_help = "Example:\n  onetext solve cases/panama-1977 --json > nash.json\n  onetext verify nash.json --case cases/panama-1977"
    )]
    Verify(Verify),
    /// Turn scenarios of Genius, GeniusWeb, NegMAS and score files into cases in numbers, and back
    #[command(
        after_help = "Example:\n  onetext convert cases/panama-1977 panama-negmas --to negmas-yaml"
    )]
    Convert(Convert),
    /// Make a random case in numbers, for trials and measurements
    #[command(
        after_help = "Example:\n  onetext generate random-case --issues 8 --options 3 --parties 3 --seed 7"
    )]
    Generate(Generate),
    /// Print the JSON Schema of a file of the case folder, or of what `brief --json` writes
    #[command(
        after_help = "Examples:\n  onetext schema case.toml > case.schema.json\n  onetext schema brief > brief.schema.json"
    )]
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

/// How worlds are drawn.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Drawing {
    /// Seed of every draw
    #[arg(long, default_value_t = 1, allow_negative_numbers = true)]
    pub(crate) seed: u64,
    /// Worlds kept for each of the four chains of a party, from 100 to 100000
    #[arg(long, default_value_t = onetext_elicit::Question::DRAWS, value_parser = draws, allow_negative_numbers = true)]
    pub(crate) draws: usize,
}

/// Which text is asked about.
#[derive(Args, Debug)]
pub(crate) struct TextChoice {
    /// Id of a draft
    #[arg(long, value_name = "DRAFT")]
    pub(crate) draft: Option<String>,
    /// A text that settles these issues and leaves the others as they are, instead of a draft
    #[arg(long, value_name = "ISSUE=OPTION", value_delimiter = ',', value_parser = setting, conflicts_with = "draft")]
    pub(crate) package: Vec<(String, String)>,
}

impl TextChoice {
    /// The text that is named; `None` if none is.
    pub(crate) fn wanted(&self) -> Option<Wanted> {
        match (&self.draft, &self.package[..]) {
            (Some(draft), _) => Some(Wanted::Draft(draft.clone())),
            (None, []) => None,
            (None, package) => Some(Wanted::Package(package.to_vec())),
        }
    }
}
