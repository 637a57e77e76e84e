//! What can be asked for.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use onetext::{Assumption, Rule, Wanted, Way};
use onetext_case::Decimal;

use crate::command::read::Shard;
use crate::command::schema::subjects;

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

fn moves(text: &str) -> Result<Moves, String> {
    if text == "all" {
        return Ok(Moves(None));
    }
    let number = text.parse().ok().filter(|it| *it != 0);
    number.map(|it| Moves(Some(it))).ok_or_else(|| "write a number from 1, or all".to_owned())
}

fn share(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|it| (0.01..=1.0).contains(it));
    number.ok_or_else(|| "write a share from 0.01 to 1, such as 0.6".to_owned())
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

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write a day such as 2025-12-02".to_owned())
}

fn draws(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|it| (100..=100_000).contains(it));
    number.ok_or_else(|| "write a number from 100 to 100000".to_owned())
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (issue, option) = text.split_once('=').ok_or("write ISSUE=OPTION, such as border=joint")?;
    Ok((issue.trim().to_owned(), option.trim().to_owned()))
}

fn assumption(text: &str) -> Result<(String, Assumption), String> {
    const WRITE: &str = "write STATEMENT=real, STATEMENT=bluff or STATEMENT=withdrawn";
    let (statement, how) = text.split_once('=').ok_or(WRITE)?;
    let assumption = match how.trim() {
        "real" => Assumption::Real,
        "bluff" => Assumption::Bluff,
        "withdrawn" => Assumption::Withdrawn,
        _ => return Err(WRITE.to_owned()),
    };
    Ok((statement.trim().to_owned(), assumption))
}

fn reservation(text: &str) -> Result<(String, Decimal), String> {
    let (party, number) = text.split_once('=').ok_or("write PARTY=NUMBER, such as us=50")?;
    let number = Decimal::parse(number).ok_or("the number is a decimal, zero or more")?;
    Ok((party.to_owned(), number))
}

fn percent(text: &str) -> Result<Decimal, String> {
    let is_part = |it: &Decimal| {
        10_i64
            .checked_pow(it.places)
            .is_some_and(|one| it.digits / 100 < one || it.digits == 100 * one)
    };
    let percent = Decimal::parse(text).filter(is_part);
    percent.ok_or_else(|| "write a number from 0 to 100".to_owned())
}

fn weight(text: &str) -> Result<(String, u32), String> {
    let (issue, number) = text.split_once('=').ok_or("write ISSUE=NUMBER, such as border=3")?;
    let number = number.parse().map_err(|_| "the number is whole, from 0 to 4294967295")?;
    Ok((issue.to_owned(), number))
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
