//! What if a text said something else, or a statement were meant, a bluff, or taken back.

use std::collections::BTreeMap;

use onetext_case::{IssueId, OptionId, StatementId};
use onetext_elicit::{Assumed, Effort, Level, Question};
use schemars::JsonSchema;
use serde::Serialize;

use super::text::{Chosen, Setting, Wanted, settled, statement};
use super::{Heading, Inquiry, Said, TextView};
use crate::analysis::{Acceptance, Named, Number};
use crate::error::Error;

/// What is taken for granted of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assumption {
    /// It is meant: what it says holds, and a red line is real.
    Real,
    /// It is a bluff: of a red line the direction stands, a threat or an offer says nothing.
    Bluff,
    /// It was never said, or is taken back.
    Withdrawn,
}

/// What changes if a text says something else, or statements are taken in another way.
#[derive(Clone, Debug, Serialize)]
pub struct WhatIfView {
    /// The case and the draws.
    #[serde(flatten)]
    pub heading: Heading,
    /// The text that is changed.
    #[serde(flatten)]
    pub text: TextView,
    /// The issues on which it says something else.
    pub changes: Vec<IssueChange>,
    /// The statements that are taken in another way.
    pub assumptions: Vec<AssumptionView>,
    /// Who could accept it before.
    pub before: Acceptance,
    /// Who could accept it after.
    pub after: Acceptance,
    /// For each party, which way it moves, and because of which statements.
    pub parties: Vec<PartyShift>,
    /// Which way all who sign move together.
    pub joint: Direction,
}

/// An issue on which a text is changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct IssueChange {
    /// The issue.
    pub issue: Named,
    /// What the text says on it: several options for open brackets, none for silence.
    pub from: Vec<Named>,
    /// What a silent text means on the issue, where the case says.
    pub status_quo: Option<Named>,
    /// What it says instead.
    pub to: Named,
}

/// A statement that is taken in another way.
#[derive(Clone, Debug, Serialize)]
pub struct AssumptionView {
    /// The statement.
    pub statement: Said,
    /// How it is taken.
    pub assumed: Assumption,
}

/// Which way a share moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The whole range lies higher.
    Up,
    /// The whole range lies lower.
    Down,
    /// The ranges overlap.
    Unclear,
    /// One of them, or both, are not known.
    Unknown,
}

/// How one party takes the change.
#[derive(Clone, Debug, Serialize)]
pub struct PartyShift {
    /// The party.
    pub party: Named,
    /// Whether it signs.
    pub seat: bool,
    /// Which way its share moves.
    pub direction: Direction,
    /// Statements that stand in the way of the changed text and did not before.
    pub now_in_the_way: Vec<Said>,
    /// Statements that no longer stand in the way.
    pub no_longer_in_the_way: Vec<Said>,
    /// Statements that stand in the way before and after.
    pub still_in_the_way: Vec<Said>,
}

impl Inquiry<'_> {
    /// What changes if `wanted` settles some issues otherwise, and some statements, by their ids,
    /// are taken in another way.
    ///
    /// # Errors
    ///
    /// [`Error::NoDraft`], [`Error::UnknownDraft`], [`Error::UnknownIssue`],
    /// [`Error::UnknownOption`], [`Error::UnknownStatement`], [`Error::Twice`].
    ///
    /// # Cost
    ///
    /// That of [`onetext_elicit::Elicited::again`] if a statement is taken in another way, and of
    /// two acceptabilities for each party.
    pub fn what_if(
        &self,
        wanted: &Wanted,
        settings: &[Setting],
        assumptions: &[(String, Assumption)],
    ) -> Result<WhatIfView, Error> {
        let chosen = Chosen::new(self.case, wanted)?;
        let settled = settled(self.case, settings)?;
        let mut taken: BTreeMap<StatementId, Assumption> = BTreeMap::new();
        for (id, assumption) in assumptions {
            if taken.insert(statement(self.case, id)?, *assumption).is_some() {
                return Err(Error::Twice { name: id.clone() });
            }
        }
        let before = self.accepted(&chosen, &chosen.text);
        let mut text = chosen.text.clone();
        for (&issue, &option) in &settled {
            text = text.with(issue, vec![Level::Option(option)]);
        }
        let after = if taken.is_empty() {
            self.accepted(&chosen, &text)
        } else {
            self.again(&taken).accepted(&chosen, &text)
        };
        let parties = before.parties.iter().zip(&after.parties).map(|(before, after)| {
            let only = |one: &[String], other: &[String]| {
                let found: Vec<String> =
                    one.iter().filter(|it| !other.contains(it)).cloned().collect();
                Said::by_ids(self.case, &found)
            };
            let (was, is) = (&before.in_the_way, &after.in_the_way);
            let both: Vec<String> = is.iter().filter(|it| was.contains(it)).cloned().collect();
            PartyShift {
                party: before.party.clone(),
                seat: before.seat,
                direction: direction(&before.share, &after.share),
                now_in_the_way: only(is, was),
                no_longer_in_the_way: only(was, is),
                still_in_the_way: Said::by_ids(self.case, &both),
            }
        });
        Ok(WhatIfView {
            heading: self.heading(),
            parties: parties.collect(),
            joint: direction(&before.joint, &after.joint),
            changes: settled.iter().map(|(&issue, &to)| self.change(&chosen, issue, to)).collect(),
            assumptions: taken
                .iter()
                .map(|(&id, &assumed)| AssumptionView {
                    statement: Said::new(self.case, id),
                    assumed,
                })
                .collect(),
            text: TextView { text: chosen.name, kind: chosen.kind },
            before,
            after,
        })
    }

    /// The same case with some statements taken in another way.
    fn again(&self, taken: &BTreeMap<StatementId, Assumption>) -> Inquiry<'_> {
        let mut question: Question = self.elicited.question.clone();
        for (&id, &assumption) in taken {
            let assumed = match assumption {
                Assumption::Real => Assumed::Real,
                Assumption::Bluff => Assumed::Bluff,
                Assumption::Withdrawn => Assumed::Withdrawn,
            };
            question.assumed.statements.insert(id, assumed);
        }
        let stop = || self.stop.is_requested();
        let elicited = self.elicited.again(self.case, &question, Effort::Full, &stop);
        Inquiry { case: self.case, elicited, stop: self.stop }
    }

    pub(crate) fn change(&self, chosen: &Chosen, issue: IssueId, to: OptionId) -> IssueChange {
        let name = |option| Named::option(self.case, issue, option);
        let levels = chosen.text.issues.get(issue.0).map(Vec::as_slice).unwrap_or_default();
        let said = levels.iter().filter_map(|it| match it {
            Level::Silent => None,
            Level::Option(option) => Some(name(*option)),
        });
        IssueChange {
            issue: Named::issue(self.case, issue),
            from: said.collect(),
            status_quo: self.case.issues[issue.0].status_quo.map(name),
            to: name(to),
        }
    }
}

pub(crate) fn direction(before: &Number, after: &Number) -> Direction {
    match (before, after) {
        (Number::Known { range: before, .. }, Number::Known { range: after, .. }) => {
            if before.high < after.low {
                Direction::Up
            } else if after.high < before.low {
                Direction::Down
            } else {
                Direction::Unclear
            }
        }
        _ => Direction::Unknown,
    }
}
