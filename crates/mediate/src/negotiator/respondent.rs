//! What a party says when it is shown a text.

use std::cmp::Ordering;

use onetext_bargain::{Error, IssueId, OptionId, Outcome, PartyId, Pattern, Problem};

use super::ladder::matches;

/// Another option for one issue of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The issue.
    pub issue: IssueId,
    /// The option that it would get.
    pub option: OptionId,
}

/// Whether a party could accept a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is worth at least no agreement.
    Acceptable,
    /// It is worth less than no agreement.
    TooLittle,
    /// It crosses a red line, which the party names.
    RedLine(Pattern),
}

/// What a party says about a text: all that a mediator hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Whether it could accept it.
    pub verdict: Verdict,
    /// Whether it finds it better or worse than the current text, if there is one.
    pub than_current: Option<Ordering>,
    /// Single changes that would make it better, the one that it would like most first; no more
    /// than it is asked for, and fewer only if there are no more.
    pub wishes: Vec<Change>,
}

/// Somebody who answers for a party.
pub trait Respondent {
    /// What the party says about a text, beside the current one, with at most so many wishes.
    fn reply(&self, text: &Outcome, current: Option<&Outcome>, wishes: usize) -> Reply;
}

/// Answers as its party's utilities are.
///
/// # Source
///
/// Criticism of a text that nobody is committed to is the one-text procedure of R. Fisher and
/// W. Ury, *Getting to Yes* (1981), chapter 7: parties are not asked for concessions or for numbers,
/// but for what is wrong with the text.
///
/// # Cost
///
/// A utility for each single change of the text.
#[derive(Clone, Debug)]
pub struct Truthful {
    /// The problem with this party alone, and without linkages.
    alone: Problem,
}

impl Truthful {
    /// Who answers for a party of the problem.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownParty`].
    pub fn new(problem: &Problem, party: PartyId) -> Result<Self, Error> {
        let own = problem.parties().get(party.index()).ok_or(Error::UnknownParty { party })?;
        let alone = Problem::new(problem.space().clone(), vec![own.clone()], Vec::new())?;
        Ok(Self { alone })
    }

    fn worth(&self, text: &Outcome) -> i64 {
        self.alone.payoffs(text).map_or(i64::MIN, |it| it.0[0])
    }
}

impl Respondent for Truthful {
    fn reply(&self, text: &Outcome, current: Option<&Outcome>, wishes: usize) -> Reply {
        let party = &self.alone.parties()[0];
        let worth = self.worth(text);
        let verdict = match party.red_lines.iter().find(|it| matches(it, text)) {
            Some(crossed) => Verdict::RedLine(crossed.clone()),
            None if worth < party.reservation => Verdict::TooLittle,
            None => Verdict::Acceptable,
        };
        let mut liked = Vec::new();
        if 0 < wishes {
            let space = self.alone.space();
            let mut changed = text.clone();
            for issue in space.issues() {
                let before = text.0[issue.index()];
                for option in space.options(issue).filter(|it| *it != before) {
                    changed.0[issue.index()] = option;
                    let then = self.worth(&changed);
                    if worth < then {
                        liked.push((std::cmp::Reverse(then), Change { issue, option }));
                    }
                }
                changed.0[issue.index()] = before;
            }
            liked.sort_unstable();
            liked.truncate(wishes);
        }
        Reply {
            verdict,
            than_current: current.map(|it| worth.cmp(&self.worth(it))),
            wishes: liked.into_iter().map(|(_, it)| it).collect(),
        }
    }
}
