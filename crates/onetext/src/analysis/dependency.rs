//! Which issue hangs on which: by the linkages of the case, and by what was said.

use onetext_case::{Case, Claim, Effect, IssueId, Pattern, Target};
use schemars::JsonSchema;
use serde::Serialize;

use super::ledger::{Standing, pattern_words};
use super::name::{Named, statement_ids};

/// Issues that hang on each other.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DependencyView {
    /// How they do.
    #[serde(flatten)]
    pub tie: Tie,
    /// The stance of the statement, by its word in the case file; empty for a linkage of the case.
    pub stance: &'static str,
    /// By whose words; `None` for a linkage of the case.
    pub by: Option<Named>,
    /// What hangs on something else; of a package, all of it.
    pub what: Vec<OptionsOf>,
    /// On what it hangs; empty for a package.
    pub on: Vec<OptionsOf>,
    /// The statements that say so; none for a linkage that is assumed.
    pub because: Vec<String>,
    /// Before whom it was said: `public`, `private` or `leaked`; empty for a linkage of the case.
    pub channel: &'static str,
    /// A remark; empty if none.
    pub note: String,
    /// What it hangs on, and what hangs, in words.
    #[serde(skip)]
    words: [String; 2],
}

/// In what way issues hang on each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case", tag = "tie")]
pub enum Tie {
    /// The case lets no text have the one without the other.
    Linkage,
    /// Signs the one only with the other.
    OnlyIf,
    /// Offers the one in return for the other.
    Offer,
    /// Values options of several issues together otherwise than each for itself.
    Together {
        /// Whether they are worth more, or less.
        more: bool,
    },
    /// Signs options of several issues, or does not sign them, or nothing without them, as one thing.
    Package,
}

/// Options of one issue, one of which is meant.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct OptionsOf {
    /// The issue.
    pub issue: Named,
    /// The options.
    pub options: Vec<Named>,
}

/// What hangs on what: the linkages of the case, then each statement that still holds and ties
/// several issues, in the order of the file. What was replaced, taken back or has run out is left out.
pub(crate) fn dependencies(case: &Case, standings: &[Standing]) -> Vec<DependencyView> {
    let linkages = case.linkages.iter().map(|it| DependencyView {
        tie: Tie::Linkage,
        stance: "",
        by: None,
        what: options_of(case, &it.when),
        on: options_of(case, &it.then),
        because: statement_ids(case, &it.because),
        channel: "",
        note: it.note.clone(),
        words: [&it.when, &it.then].map(|it| pattern_words(case, it)),
    });
    let said = case.statements.iter().zip(standings);
    let said = said.filter(|it| *it.1 == Standing::Current).filter_map(|(statement, _)| {
        let (tie, what, on) = tied(&statement.claim)?;
        let entire = options_of(case, what);
        let on_what = on.map(|it| options_of(case, it)).unwrap_or_default();
        let first = entire.first()?;
        let several = entire.iter().chain(&on_what).any(|it| it.issue != first.issue);
        several.then(|| DependencyView {
            tie,
            stance: super::ledger::stance(&statement.claim),
            by: Some(Named::holder(case, statement.holder)),
            what: entire,
            on: on_what,
            because: vec![statement.id.clone()],
            channel: super::ledger::channel(statement.channel),
            note: statement.note.clone(),
            words: [
                pattern_words(case, what),
                on.map_or_else(String::new, |it| pattern_words(case, it)),
            ],
        })
    });
    linkages.chain(said).collect()
}

/// How a claim ties options: what hangs, and on what. What is wanted or not is said of each option by
/// itself, steps and orders of issues are trades, and what is kept as evidence ties nothing.
fn tied(claim: &Claim) -> Option<(Tie, &Pattern, Option<&Pattern>)> {
    match claim {
        Claim::OnlyIf { options, when } => Some((Tie::OnlyIf, options, Some(when))),
        Claim::ConditionalOffer { when, then, .. } => Some((Tie::Offer, then, Some(when))),
        Claim::Ultimatum { options, then, .. } if !then.is_empty() => {
            Some((Tie::Offer, then, Some(options)))
        }
        Claim::Together { options, effect } => {
            Some((Tie::Together { more: *effect == Effect::Gain }, options, None))
        }
        Claim::RedLine(it)
        | Claim::Requires(it)
        | Claim::Acceptance(Target::Package(it))
        | Claim::Refusal(Target::Package(it))
        | Claim::Ultimatum { options: it, .. }
        | Claim::Threat { options: it, .. } => Some((Tie::Package, it, None)),
        _ => None,
    }
}

fn options_of(case: &Case, pattern: &Pattern) -> Vec<OptionsOf> {
    let of = |(&issue, options): (&IssueId, &Vec<_>)| OptionsOf {
        issue: Named::issue(case, issue),
        options: Named::options(case, issue, options),
    };
    pattern.iter().map(of).collect()
}

impl DependencyView {
    /// The issues that it names.
    pub fn issues(&self) -> impl Iterator<Item = &Named> {
        self.what.iter().chain(&self.on).map(|it| &it.issue)
    }

    /// How the options stand to each other, between what hangs and what it hangs on; of a package, after
    /// its options.
    pub fn how(&self) -> &'static str {
        match (self.tie, self.stance) {
            (Tie::Linkage, _) => "no text without",
            (Tie::OnlyIf, _) => "signs it only with",
            (Tie::Offer, _) => "offers it in return for",
            (Tie::Together { more: true }, _) => "worth more together than each for itself",
            (Tie::Together { more: false }, _) => "worth less together than each for itself",
            (Tie::Package, "red-line" | "refusal" | "threat") => "will not sign them together",
            (Tie::Package, "acceptance") => "would sign them together",
            (Tie::Package, _) => "signs no text without all of them",
        }
    }

    /// What it says, in a line.
    pub fn words(&self) -> String {
        let [what, on] = &self.words;
        let by = self.by.as_ref().map_or_else(String::new, |it| format!("{}: ", it.name));
        let on = if on.is_empty() { String::new() } else { format!(" {on}") };
        format!("{by}{what} – {}{on}", self.how())
    }
}
