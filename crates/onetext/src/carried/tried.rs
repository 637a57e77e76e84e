//! A text tried on the worlds that a page carries.

use onetext_elicit::{Blocker, Error as NoNumber, Level, Pocketed, Text};
use serde::Serialize;

use super::Carried;
use crate::analysis::{BlockerView, Named, Number, blocker, party_name};
use crate::error::Error;
use crate::inquiry::{
    Chosen, Direction, Heading, Inquiry, IssueChange, Said, Setting, TextView, Wanted, direction,
    settled,
};

/// What changes, by the worlds that a page carries, if a text says something else.
#[derive(Clone, Debug, Serialize)]
pub struct TriedView {
    /// The case and the draws.
    #[serde(flatten)]
    pub heading: Heading,
    /// How many worlds of each party the page carries; `None` where every party is given in numbers.
    pub worlds: Option<usize>,
    /// The text that is changed.
    #[serde(flatten)]
    pub text: TextView,
    /// The issues on which it says something else.
    pub changes: Vec<IssueChange>,
    /// Each party, in the order of the case.
    pub parties: Vec<TriedParty>,
    /// All who sign together before.
    pub joint_before: Number,
    /// All who sign together after.
    pub joint_after: Number,
    /// Which way all who sign move together.
    pub joint: Direction,
    /// Whether the readings of the changed text are too many to be looked at one by one, so that the
    /// ends of a range are bounds that no reading need come near.
    pub outer: bool,
}

/// How one party takes the change.
#[derive(Clone, Debug, Serialize)]
pub struct TriedParty {
    /// The party.
    pub party: Named,
    /// Whether it signs.
    pub seat: bool,
    /// Its share before.
    pub before: Number,
    /// Its share after.
    pub after: Number,
    /// Which way its share moves.
    pub direction: Direction,
    /// What stood most in the way before.
    pub was_in_the_way: Option<ObstacleView>,
    /// What stands most in the way after.
    pub in_the_way: Option<ObstacleView>,
}

/// What stands most in the way of a text, with what was said.
#[derive(Clone, Debug, Serialize)]
pub struct ObstacleView {
    /// What it is.
    #[serde(flatten)]
    pub blocker: BlockerView,
    /// The statements behind it, in full; none if it is assumed.
    pub said: Vec<Said>,
}

/// What the worlds say of one text.
pub(crate) struct Tried {
    pub(crate) parties: Vec<(Number, Option<ObstacleView>)>,
    pub(crate) joint: Number,
    pub(crate) outer: bool,
}

impl Inquiry<'_> {
    /// What changes, by the worlds that a page carries, if `wanted` settles some issues otherwise:
    /// to the last digit what the page shows. Without a draft the text on the table settles nothing.
    ///
    /// # Errors
    ///
    /// [`Error::NoDraft`], [`Error::UnknownDraft`], [`Error::UnknownIssue`],
    /// [`Error::UnknownOption`], [`Error::Twice`]; [`Error::NotCarried`] where the page carries no
    /// worlds, or says nothing of a silence of this text.
    pub fn tried(&self, wanted: &Wanted, settings: &[Setting]) -> Result<TriedView, Error> {
        let carried = self.carried().ok_or(Error::NotCarried { issue: None })?;
        let chosen = match Chosen::new(self.case, wanted) {
            Err(Error::NoDraft) if *wanted == Wanted::OnTable => carried.texts[0].clone(),
            found => found?,
        };
        let settled = settled(self.case, settings)?;
        let mut text = chosen.text.clone();
        for (&issue, &option) in &settled {
            text = text.with(issue, vec![Level::Option(option)]);
        }
        let before = self.try_text(&carried, &chosen.text)?;
        let after = self.try_text(&carried, &text)?;
        let both = before.parties.into_iter().zip(after.parties).zip(&self.elicited.views);
        let party = |((was, is), view): ((_, _), &onetext_elicit::View)| {
            let ((before, was_in_the_way), (after, in_the_way)): (Shown, Shown) = (was, is);
            TriedParty {
                party: party_name(self.case, view.party),
                seat: view.seat,
                direction: direction(&before, &after),
                before,
                after,
                was_in_the_way,
                in_the_way,
            }
        };
        Ok(TriedView {
            heading: self.heading(),
            worlds: carried.worlds().map(|it| it.0),
            changes: settled.iter().map(|(&issue, &to)| self.change(&chosen, issue, to)).collect(),
            text: TextView { text: chosen.name, kind: chosen.kind },
            parties: both.map(party).collect(),
            joint: direction(&before.joint, &after.joint),
            joint_before: before.joint,
            joint_after: after.joint,
            outer: after.outer,
        })
    }

    /// What the worlds that a page carries say of a text.
    ///
    /// # Errors
    ///
    /// [`Error::NotCarried`].
    pub(crate) fn try_text(&self, carried: &Carried, text: &Text) -> Result<Tried, Error> {
        let number = |it: Result<&Pocketed, &NoNumber>| Carried::number(self.case, it);
        match carried.judge(text) {
            Ok(judged) => Ok(Tried {
                parties: judged
                    .parties
                    .iter()
                    .map(|it| {
                        let blocker = it.as_ref().ok().and_then(|it| it.blocker.as_ref());
                        (number(it.as_ref()), blocker.map(|it| self.obstacle(it)))
                    })
                    .collect(),
                joint: number(judged.joint.as_ref()),
                outer: judged.bounds == onetext_elicit::Bounds::Outer,
            }),
            Err(NoNumber::NotCarried { issue }) => {
                let issue = self.case.issues[issue.0].id.clone();
                Err(Error::NotCarried { issue: Some(issue) })
            }
            Err(error) => Ok(Tried {
                parties: vec![(number(Err(&error)), None); self.elicited.views.len()],
                joint: number(Err(&error)),
                outer: false,
            }),
        }
    }

    fn obstacle(&self, found: &Blocker) -> ObstacleView {
        let said = Said::all(self.case, &found.statements);
        ObstacleView { blocker: blocker(self.case, found, &|_, _| None), said }
    }
}

type Shown = (Number, Option<ObstacleView>);
