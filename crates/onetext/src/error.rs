//! Why a question about a case in numbers has no answer.

/// Why a question about a case in numbers has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A party with a seat has no utilities in numbers.
    #[error("party {party} has no utilities in numbers")]
    NoUtility {
        /// Id of the party.
        party: String,
    },
    /// A reservation value was given for a party that does not bargain here.
    #[error("{party} is not a party with a seat")]
    NoSeat {
        /// Id as given.
        party: String,
    },
    /// A party is named that does not bargain here.
    #[error("there is no party `{party}` with a seat; {}", choice("party", .party, .known))]
    UnknownParty {
        /// Id as given.
        party: String,
        /// Ids of the parties there are.
        known: Vec<String>,
    },
    /// A party is named that the case does not have.
    #[error("there is no party `{party}`; {}", choice("party", .party, .known))]
    NotAParty {
        /// Id as given.
        party: String,
        /// Ids of the parties there are, with a seat or without.
        known: Vec<String>,
    },
    /// No party has a seat.
    #[error("no party has a seat")]
    NoParties,
    /// An issue has more options than numbers can name.
    #[error("the case is too large: {what}")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
    },
    /// A scenario has utilities that no solver takes.
    #[error(transparent)]
    Scenario(#[from] onetext_case::exchange::Loss),
    /// The utilities of a party in a scenario do not fit into whole numbers.
    #[error("the utilities of `{party}` have too many digits to be added up exactly")]
    TooFine {
        /// Its name.
        party: String,
    },
    /// A rule compares parties whose utilities have no common unit that fits into whole numbers.
    #[error("the parties' utilities have too many digits between them to be compared exactly")]
    NoCommonUnit,
    /// A draft is named that the case does not have.
    #[error("there is no draft `{draft}`; {}", choice("draft", .draft, .known))]
    UnknownDraft {
        /// Id as given.
        draft: String,
        /// Ids of the drafts there are.
        known: Vec<String>,
    },
    /// A text cannot be tried on the worlds that a page carries.
    #[error("{}", not_carried(.issue.as_deref()))]
    NotCarried {
        /// The issue on which it is silent and no draft is; `None` if the page carries no worlds.
        issue: Option<String>,
    },
    /// A draft is named whose text is not public, where only a text can be looked at.
    #[error("draft `{draft}` is not public: there is no text to look at; {}", there_are("draft", .known))]
    NotPublic {
        /// Id as given.
        draft: String,
        /// Ids of the drafts that have a text.
        known: Vec<String>,
    },
    /// A negotiator is named that there is not.
    #[error(
        "there is no negotiator `{name}`; there are boulware, linear, conceder, time:EXPONENT, micro and tit-for-tat"
    )]
    NoNegotiator {
        /// The name as given.
        name: String,
    },
    /// Negotiators are neither one for all parties nor one for each.
    #[error("{found} negotiators for {parties} parties")]
    NegotiatorCount {
        /// Number of negotiators.
        found: usize,
        /// Number of parties.
        parties: usize,
    },
    /// An issue is named that the case does not have.
    #[error("there is no issue `{issue}`; {}", choice("issue", .issue, .known))]
    UnknownIssue {
        /// Id as given.
        issue: String,
        /// Ids of the issues there are.
        known: Vec<String>,
    },
    /// An option is named that its issue does not have.
    #[error("issue `{issue}` has no option `{option}`; {}", choice("option", .option, .known))]
    UnknownOption {
        /// Id of the issue.
        issue: String,
        /// Id as given.
        option: String,
        /// Ids of the options there are.
        known: Vec<String>,
    },
    /// A statement is named that the case does not have.
    #[error("there is no statement `{statement}`; {}", choice("statement", .statement, .known))]
    UnknownStatement {
        /// Id as given.
        statement: String,
        /// Ids of the statements there are.
        known: Vec<String>,
    },
    /// One issue is settled twice, or one statement is taken in two ways.
    #[error("`{name}` is given twice")]
    Twice {
        /// Id of the issue or of the statement.
        name: String,
    },
    /// A question about a draft, of a case without any.
    #[error("the case has no draft")]
    NoDraft,
    /// A holder is named that the case does not have.
    #[error("there is no holder `{holder}`; {}", choice("holder", .holder, .known))]
    UnknownHolder {
        /// Id as given.
        holder: String,
        /// Ids of the parties, the mediator and the observers.
        known: Vec<String>,
    },
    /// A new draft has an id that another draft has.
    #[error("`{id}` is the id of another draft already")]
    TakenId {
        /// The id.
        id: String,
    },
    /// A new draft has an id that is none.
    #[error("`{id}` is not an id")]
    NotAnId {
        /// As given.
        id: String,
    },
    /// A draft has no text for issues that are to be settled in it.
    #[error("draft `{draft}` has no place for {}", .issues.join(", "))]
    NoPlace {
        /// Id of the draft.
        draft: String,
        /// Ids of the issues.
        issues: Vec<String>,
    },
    /// Settling would take out a paragraph that keeps two lists of a draft apart.
    #[error(
        "draft `{draft}` would have its points renumbered: a paragraph between two lists would go"
    )]
    Renumbered {
        /// Id of the draft.
        draft: String,
    },
    /// What was written does not read as what was asked for.
    #[error("what comes of draft `{draft}` would not read as what was asked for")]
    NotReadBack {
        /// Id of the draft.
        draft: String,
    },
    /// A starting point leaves issues open.
    #[error("{}", unsettled(.draft.as_deref(), .bracketed, .silent))]
    Unsettled {
        /// The draft; `None` if there is none.
        draft: Option<String>,
        /// Ids of the issues for which the draft brackets several options.
        bracketed: Vec<String>,
        /// Ids of the issues that nothing settles, and that have no status quo.
        silent: Vec<String>,
    },
    /// The question has no answer.
    #[error(transparent)]
    Bargain(#[from] onetext_bargain::Error),
    /// An answer failed its check: a bug in Onetext.
    #[error("the answer failed its check: {0}")]
    Refuted(onetext_bargain::verify::Refutation),
}

impl Error {
    /// What the reader can do about it, where there is something to do.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::NoUtility { .. } => {
                Some("give the party a [party.utility] table, or ask for acceptability instead")
            }
            Self::Scenario(loss) => Some(loss.hint()),
            Self::TooFine { .. } => {
                Some("have the numbers rounded with --round, to 15 places for example")
            }
            Self::NoCommonUnit => Some(
                "have the numbers rounded with --round, or ask for a rule that compares no parties: nash or kalai-smorodinsky",
            ),
            Self::Bargain(
                onetext_bargain::Error::FrontierTooLarge { .. }
                | onetext_bargain::Error::TooManyLabels { .. },
            ) => Some(
                "ask for a few points near it with frontier --within 5, or with --acceptable, or have utilities with fewer digits",
            ),
            Self::Bargain(error) => error.hint(),
            Self::Refuted(_) => Some("please report it with the case"),
            Self::Unsettled { .. } => Some("settle each of them by an option: issue=option"),
            Self::NegotiatorCount { .. } => {
                Some("name one for all parties, or one for each in their order")
            }
            Self::NotCarried { .. } => Some("ask all worlds: leave out --as-page"),
            Self::NoDraft => Some("put one into the folder drafts, or name a text by its options"),
            Self::Twice { .. } => Some("name it once"),
            Self::TakenId { .. } => Some("give the new draft another id, with --id"),
            Self::NotAnId { .. } => Some(
                "give the new draft an id of lower-case letters, digits and hyphens, with --id",
            ),
            Self::NoPlace { .. } => Some(
                "the text is silent on it: write a point for it into the draft, such as `7. [the words]{issue=\"option\"}.`",
            ),
            Self::Renumbered { .. } => Some(
                "write words of your own beside the bracket of that paragraph, then settle again",
            ),
            Self::NotReadBack { .. } => Some(
                "set the brackets apart from the marks around them, or settle this draft by hand",
            ),
            Self::NotPublic { .. }
            | Self::NoNegotiator { .. }
            | Self::UnknownDraft { .. }
            | Self::UnknownIssue { .. }
            | Self::UnknownOption { .. }
            | Self::UnknownStatement { .. }
            | Self::UnknownHolder { .. }
            | Self::UnknownParty { .. }
            | Self::NotAParty { .. }
            | Self::NoSeat { .. }
            | Self::NoParties
            | Self::TooLarge { .. } => None,
        }
    }
}

/// Most names that a message lists.
const LISTED: usize = 12;

/// What was most likely meant, or else what there is.
fn choice(what: &str, wrong: &str, known: &[String]) -> String {
    match onetext_case::likeliest(wrong, known.iter().map(String::as_str)) {
        Some(it) => format!("did you mean `{it}`?"),
        None => there_are(what, known),
    }
}

fn there_are(what: &str, names: &[String]) -> String {
    let many = match what.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{what}s"),
    };
    match names {
        [] => format!("there is no {what} at all"),
        [one] => format!("the one {what} is {one}"),
        all if LISTED < all.len() => {
            let (first, rest) = all.split_at(LISTED);
            format!("the {many} are {} and {} more", first.join(", "), rest.len())
        }
        all => format!("the {many} are {}", all.join(", ")),
    }
}

fn not_carried(issue: Option<&str>) -> String {
    match issue {
        Some(issue) => format!(
            "the text is silent on {issue}, which no draft is: the worlds of the page say nothing of that"
        ),
        None => "the page carries no worlds of this case".to_owned(),
    }
}

fn unsettled(draft: Option<&str>, bracketed: &[String], silent: &[String]) -> String {
    let Some(draft) = draft else {
        return format!("nothing settles {}", silent.join(", "));
    };
    let mut parts = Vec::new();
    if !bracketed.is_empty() {
        parts.push(format!("brackets {}", bracketed.join(", ")));
    }
    if !silent.is_empty() {
        parts.push(format!("is silent on {}, without a status quo", silent.join(", ")));
    }
    format!("draft `{draft}` {}", parts.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frontier_that_is_too_large_leads_to_a_cover() {
        for error in [
            onetext_bargain::Error::FrontierTooLarge { limit: 1 },
            onetext_bargain::Error::TooManyLabels { limit: 1 },
        ] {
            assert!(error.hint().is_some_and(|it| it.contains("a cover within a tolerance")));
            let hint = Error::Bargain(error);
            assert!(hint.hint().is_some_and(|it| it.contains("frontier --within 5")));
        }
    }

    #[test]
    fn names_are_listed_in_the_plural() {
        let names = ["us".to_owned(), "panama".to_owned()];
        assert_eq!(there_are("party", &names), "the parties are us, panama");
        assert_eq!(there_are("issue", &names), "the issues are us, panama");
    }
}
