//! A statement that may go into the ledger.

use std::ops::Range;

use onetext_case::{Case, When, stance_needs, stance_takes_options};
use onetext_statement::about::Index;
use onetext_statement::{About, Statement};

use super::text::Text;

/// Issues, each with the options that are named, if any.
pub(super) type Issues = Vec<(String, Vec<String>)>;

/// What a statement speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Matter {
    /// What it is for or against; of an offer, what follows if the condition is met.
    pub(super) issues: Issues,
    /// The condition of an offer; empty where there is none.
    pub(super) when: Issues,
}

/// A statement as it was read, with what its reviewer made of it.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) statement: Statement,
    /// The same statement in other places, the earliest printed first.
    pub(super) others: Vec<Statement>,
    /// The statement of the ledger that it is, printed once more.
    pub(super) known: Option<String>,
    /// The place of its article.
    pub(super) text: usize,
    pub(super) speaker: Option<String>,
    /// `None`: the day of the article.
    pub(super) said: Option<String>,
    pub(super) matter: Matter,
    /// As it was read.
    pub(super) matter_read: Matter,
    pub(super) stance: Option<String>,
    pub(super) gist: Option<String>,
    /// Whether it is left for another time.
    pub(super) is_put_off: bool,
}

impl Candidate {
    pub(super) fn new(
        statement: Statement,
        others: Vec<Statement>,
        known: Option<String>,
        text: usize,
        matter: Matter,
    ) -> Self {
        // What one article does not tell, another may.
        let all = || std::iter::once(&statement).chain(&others);
        Self {
            speaker: all().find_map(|it| it.speaker.clone()),
            said: all().find_map(|it| it.said.clone()),
            stance: all().find_map(|it| it.stance.clone()),
            matter_read: matter.clone(),
            matter,
            gist: None,
            is_put_off: false,
            statement,
            others,
            known,
            text,
        }
    }

    /// The places where it is printed, the one whose words are shown first.
    pub(super) fn places(&self) -> impl Iterator<Item = &Statement> {
        std::iter::once(&self.statement).chain(&self.others)
    }

    /// Whether it is still to be decided.
    pub(super) fn is_open(&self, case: &Case) -> bool {
        !is_in_ledger(case, &self.statement)
            && !onetext::heed(&case.reading, vec![self.statement.clone()]).is_empty()
    }

    /// The stance that can be entered: "position" where what the stance needs is not known.
    pub(super) fn stance_to_enter(&self) -> &str {
        let Some(stance) = self.stance.as_deref() else { return "position" };
        let named = |issues: &Issues| issues.iter().any(|it| !it.1.is_empty());
        let (has_options, has_when) = (named(&self.matter.issues), named(&self.matter.when));
        let is_met = match stance {
            "conditional-offer" | "only-if" => has_options && has_when,
            "ultimatum" => has_options || has_when,
            _ => {
                let is_met = |key: &&str| *key == "options" && has_options;
                // A stance that takes no options does not go with options that are known.
                stance_needs(stance).is_some_and(|needs| needs.iter().all(is_met))
                    && (stance_takes_options(stance) || !has_options)
            }
        };
        if is_met { stance } else { "position" }
    }

    /// What is entered of what it speaks of, under its stance.
    pub(super) fn claim(&self) -> Claim {
        let Matter { issues, when } = &self.matter;
        let mut claim = Claim::default();
        let (mut options, mut branch) = (issues.clone(), when.clone());
        match self.stance_to_enter() {
            "conditional-offer" => (claim.when, claim.then) = (branch, options),
            "only-if" => (claim.options, claim.when) = (options, branch),
            // Without what is demanded nothing is signed, whatever is offered for it.
            "ultimatum" if branch.is_empty() => claim.options = options,
            "ultimatum" => (claim.options, claim.then) = (branch, options),
            "position" => {
                // No number hangs on it: both branches are what it touches.
                for (issue, named) in branch {
                    match options.iter_mut().find(|it| it.0 == issue) {
                        Some((_, known)) => {
                            known.extend(named);
                            known.sort();
                            known.dedup();
                        }
                        None => options.push((issue, named)),
                    }
                }
                claim.options = options;
            }
            _ => {
                for (_, named) in &mut branch {
                    named.clear();
                }
                claim.options = options;
                claim.options.extend(branch);
            }
        }
        for pattern in [&mut claim.options, &mut claim.when, &mut claim.then] {
            pattern.retain(|(issue, named)| {
                if named.is_empty() {
                    claim.about.push(issue.clone());
                }
                !named.is_empty()
            });
        }
        let has = |pattern: &Issues, issue: &String| pattern.iter().any(|it| it.0 == *issue);
        let mut seen: Vec<String> = Vec::new();
        claim.about.retain(|it| {
            let is_told = [&claim.options, &claim.when, &claim.then].iter().any(|of| has(of, it));
            let is_new = !is_told && !seen.contains(it);
            seen.push(it.clone());
            is_new
        });
        claim
    }

    /// How sure the reading is of what it is least sure of; in the middle where it says nothing.
    pub(super) fn sureness(&self) -> f64 {
        let sure = &self.statement.confidence;
        let words = (0.0 < sure.words).then_some(sure.words);
        let unnamed = self.statement.speaker.is_none().then_some(0.0);
        [words, sure.speaker, sure.party, sure.said, sure.stance, unnamed]
            .into_iter()
            .flatten()
            .reduce(f64::min)
            .unwrap_or(0.5)
    }

    /// When it was said, or when the article was printed.
    pub(super) fn when(&self, published: Option<jiff::civil::Date>) -> Option<When> {
        match &self.said {
            Some(said) => When::parse(said),
            None => published.map(When::day),
        }
    }
}

/// What the ledger gets of what a statement speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) options: Issues,
    pub(super) when: Issues,
    pub(super) then: Issues,
    /// Issues of which no options are named.
    pub(super) about: Vec<String>,
}

/// What a statement of the article speaks of. Of an offer or an ultimatum with a condition, options
/// belong to the branch whose words name them.
pub(super) fn matter(statement: &Statement, text: &Text, index: &Index) -> Matter {
    let all = issues(&statement.about);
    let stance = statement.stance.as_deref().unwrap_or_default();
    let has_branches = ["conditional-offer", "only-if", "ultimatum"].contains(&stance);
    let condition = statement.condition.and_then(|it| text.words(it)).filter(|_| has_branches);
    let Some(condition) = condition else { return Matter { issues: all, when: Vec::new() } };
    let named = |words: &str| {
        let mut found = issues(&index.find(words, "", ""));
        found.retain(|it| !it.1.is_empty());
        found
    };
    let mut when = named(condition);
    let mut then = statement.consequence.and_then(|it| text.words(it)).map_or(Vec::new(), named);
    // An offer that ends when something happens asks for anything else.
    let first = condition.split_whitespace().next().unwrap_or_default().to_lowercase();
    if stance == "conditional-offer" && ["unless", "until", "without"].contains(&&*first) {
        for (_, options) in &mut when {
            *options = vec![format!("not {}", options.join(" or "))];
        }
    }
    for (issue, _) in all {
        if !when.iter().chain(&then).any(|it| it.0 == issue) {
            then.push((issue, Vec::new()));
        }
    }
    Matter { issues: then, when }
}

/// Issues, each once, with the options that are named.
fn issues(about: &[About]) -> Issues {
    let mut issues: Issues = Vec::new();
    for about in about {
        let at = issues.iter().position(|it| it.0 == about.issue).unwrap_or(issues.len());
        if at == issues.len() {
            issues.push((about.issue.clone(), Vec::new()));
        }
        if let Some(option) = &about.option
            && !issues[at].1.contains(option)
        {
            issues[at].1.push(option.clone());
        }
    }
    issues
}

/// Whether a statement of the ledger has words of this place.
pub(super) fn is_in_ledger(case: &Case, statement: &Statement) -> bool {
    entry_at(case, statement).is_some()
}

/// The statement of the ledger that has words of this place.
pub(super) fn entry_at<'a>(
    case: &'a Case,
    statement: &Statement,
) -> Option<&'a onetext_case::Statement> {
    let source = case.sources.iter().position(|it| it.id == statement.source)?;
    let (start, end) = statement.span();
    let overlaps = |at: &Range<usize>| at.start < end && start < at.end;
    case.statements.iter().find(|it| {
        let first = it.source.map(|it| it.0) == Some(source);
        first && it.span.as_ref().is_some_and(overlaps)
            || it.also.iter().any(|(also, at)| also.0 == source && overlaps(at))
    })
}
