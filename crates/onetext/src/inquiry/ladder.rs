//! What would unlock a text, over the worlds drawn.

use std::collections::BTreeSet;

use onetext_case::IssueId;
use onetext_elicit::Text;
use onetext_mediate::{Allowed, Attitudes, Crossed, Lock, Rung, Taking, unlock};
use schemars::JsonSchema;
use serde::Serialize;

use super::text::{Chosen, Setting, Wanted, issue, settled};
use super::{Heading, Inquiry, IssueChange, Said, TextView};
use crate::analysis::{Named, Number, PartyCount, number, party_name, unmet};
use crate::error::Error;

/// What a mediator allows a search to change, by ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Issues that stay as the text has them.
    pub keep: Vec<String>,
    /// Options that no change may lead to.
    pub exclude: Vec<Setting>,
    /// The only issues that may change; all if there is none.
    pub only: Vec<String>,
}

/// What would bring all who sign to accept a text, over the worlds drawn.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LadderView {
    /// The case and the draws.
    #[serde(flatten)]
    pub heading: Heading,
    /// The text that is changed.
    #[serde(flatten)]
    pub text: TextView,
    /// The share of its worlds in which every party has to accept.
    pub at_least: f64,
    /// Who would accept the text as it stands.
    pub before: TogetherView,
    /// Whether it is accepted so often as it stands.
    pub reached: bool,
    /// The smallest changes that reach the bar, the smallest first.
    pub rungs: Vec<RungView>,
    /// How many changes of the size of the first rung reach the bar.
    pub many: u64,
    /// No change of up to so many issues reaches it.
    pub ruled_out: usize,
    /// How many issues may change.
    pub free: usize,
    /// Issues that no change takes back to the status quo, as every draft has moved them.
    pub kept: Vec<Named>,
    /// Whether the first rung is proved smallest over the worlds drawn, or where there is none, that
    /// none exists.
    pub proved: bool,
    /// How many texts were looked at.
    pub looked_at: u64,
    /// Rungs that were left out, as their shares have not converged.
    pub unsure: usize,
    /// The nearest text found, where none reaches the bar.
    pub nearest: Option<RungView>,
    /// Why nothing reaches it.
    pub lock: Option<LockView>,
    /// Why there is no answer; empty otherwise.
    pub none: String,
    /// The statements that stand in the way of a number.
    pub statements: Vec<String>,
    /// For each party, how many statements about it are in its numbers.
    pub counts: Vec<PartyCount>,
}

/// Who would accept a text: all who sign together, and each.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TogetherView {
    /// The product of the parties' shares.
    pub joint: Number,
    /// Each party that signs.
    pub parties: Vec<ShareView>,
}

/// The share of one party.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShareView {
    /// The party.
    pub party: Named,
    /// The share of its worlds in which it accepts.
    pub share: Number,
}

/// A change of a text that reaches the bar.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RungView {
    /// What changes.
    pub changes: Vec<IssueChange>,
    /// Who would accept the changed text.
    pub after: TogetherView,
    /// Who gains by the change and who pays for it.
    pub takings: Vec<TakingView>,
    /// Statements that the change meets, or breaks.
    #[serde(flatten)]
    pub attitudes: AttitudesView,
    /// In how many of so many parts of the worlds every party still reaches the bar.
    pub robust: (usize, usize),
    /// The red lines that must be a bluff for the text to be accepted.
    pub depends: Vec<CrossedView>,
}

/// How a party takes a change.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TakingView {
    /// The party.
    pub party: Named,
    /// Share of the worlds in which the change is worth something to it, red lines aside.
    pub gains: f64,
    /// Share of the worlds in which it pays for it.
    pub pays: f64,
}

/// Statements that a change meets or breaks otherwise than the text before.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AttitudesView {
    /// Those that it meets, or no longer breaks.
    pub honors: Vec<Said>,
    /// Those that it breaks.
    pub contradicts: Vec<Said>,
    /// Those that were said in confidence and that the change may give away.
    pub discloses: Vec<Said>,
}

/// A red line that a text crosses.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CrossedView {
    /// Whose.
    pub party: Named,
    /// The statements that draw it; none for one that the case gives with its numbers.
    pub statements: Vec<Said>,
    /// Share of the worlds in which it is real.
    pub real: f64,
}

/// Why nothing reaches the bar.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LockView {
    /// Red lines that leave no outcome if all of them are real; none can be left out.
    pub lines: Vec<LockedView>,
    /// Whether no smaller set leaves none.
    pub smallest: bool,
    /// Whether some outcome crosses no red line; `None` if that took too long to tell.
    pub open: Option<bool>,
    /// Statements by which a party signs nothing until something else has happened.
    pub preconditions: Vec<CrossedView>,
    /// For each party, the largest share of its worlds in which any text could be accepted.
    pub alone: Vec<PartShare>,
    /// For each party, the smallest share of the others in the best text found without it.
    pub without: Vec<PartShare>,
}

/// A red line that is part of a lock.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LockedView {
    /// Whose, by which statements, and how often it is real.
    #[serde(flatten)]
    pub line: CrossedView,
    /// The options that cross it where all of them meet: for each issue one or several.
    pub when: Vec<Vec<Named>>,
    /// The options that lift it.
    pub unless: Vec<Vec<Named>>,
}

/// A party and a share.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartShare {
    /// The party.
    pub party: Named,
    /// The share.
    pub share: f64,
}

impl Inquiry<'_> {
    /// The smallest changes of a text that bring every party with a seat to accept it in at least
    /// `at_least` of its worlds.
    ///
    /// # Errors
    ///
    /// [`Error::NoDraft`], [`Error::UnknownDraft`], [`Error::UnknownIssue`],
    /// [`Error::UnknownOption`], [`Error::Twice`].
    ///
    /// # Cost
    ///
    /// That of [`onetext_mediate::unlock`].
    pub fn ladder(
        &self,
        wanted: &Wanted,
        at_least: f64,
        limits: &Limits,
    ) -> Result<LadderView, Error> {
        let chosen = Chosen::new(self.case, wanted)?;
        let allowed = self.allowed(limits)?;
        let stop = || self.stop.is_requested();
        let found = unlock(self.case, &self.elicited, &chosen.text, at_least, &allowed, &stop);
        let mut view = LadderView {
            heading: self.heading(),
            text: TextView { text: chosen.name.clone(), kind: chosen.kind },
            at_least,
            before: self.together(&chosen.text),
            reached: false,
            rungs: Vec::new(),
            many: 0,
            ruled_out: 0,
            free: 0,
            kept: self.kept(),
            proved: false,
            looked_at: 0,
            unsure: 0,
            nearest: None,
            lock: None,
            none: String::new(),
            statements: Vec::new(),
            counts: self.counts(None),
        };
        match found {
            Ok(found) => {
                view.reached = found.reached;
                view.rungs = found.rungs.iter().map(|it| self.rung(&chosen, it)).collect();
                view.many = found.many;
                view.ruled_out = found.ruled_out;
                view.free = found.free;
                view.proved = found.proved;
                view.looked_at = found.looked_at;
                view.unsure = found.unsure;
                view.nearest = found.nearest.as_ref().map(|it| self.rung(&chosen, it));
                view.lock = found.lock.as_ref().map(|it| self.lock(it));
            }
            Err(error) => {
                view.none = error.to_string();
                view.statements = unmet(self.case, &error);
            }
        }
        Ok(view)
    }

    /// # Errors
    ///
    /// [`Error::UnknownIssue`], [`Error::UnknownOption`], [`Error::Twice`].
    pub(super) fn allowed(&self, limits: &Limits) -> Result<Allowed, Error> {
        let issues = |ids: &[String]| -> Result<BTreeSet<IssueId>, Error> {
            ids.iter().map(|id| issue(self.case, id)).collect()
        };
        let mut exclude = BTreeSet::new();
        for it in &limits.exclude {
            exclude.extend(settled(self.case, std::slice::from_ref(it))?);
        }
        Ok(Allowed { keep: issues(&limits.keep)?, exclude, only: issues(&limits.only)? })
    }

    /// Issues that no search takes back to the status quo, as two drafts or more all move them.
    pub(super) fn kept(&self) -> Vec<Named> {
        let allowed = onetext_elicit::allowed(self.case);
        let issues = self.case.issues.iter().zip(&allowed).enumerate();
        let kept = issues.filter(|(_, (issue, options))| {
            issue.status_quo.is_some_and(|it| !options.contains(&it.0))
        });
        kept.map(|(at, _)| Named::issue(self.case, IssueId(at))).collect()
    }

    pub(super) fn together(&self, text: &Text) -> TogetherView {
        let signing = self.elicited.views.iter().filter(|it| it.seat);
        let share = |view: &onetext_elicit::View| {
            let share = view.share(text);
            ShareView {
                party: party_name(self.case, view.party),
                share: number(self.case, share.as_ref().map(|it| (*it, view.exactness()))),
            }
        };
        let joint = self.elicited.joint(text);
        TogetherView {
            joint: number(self.case, joint.as_ref().map(|it| (it.share, it.exactness))),
            parties: signing.map(share).collect(),
        }
    }

    fn rung(&self, chosen: &Chosen, rung: &Rung) -> RungView {
        let taking = |it: &Taking| TakingView {
            party: party_name(self.case, it.party),
            gains: it.gains,
            pays: it.pays,
        };
        let changes = rung.changes.iter();
        RungView {
            changes: changes.map(|(&issue, &to)| self.change(chosen, issue, to)).collect(),
            after: self.together(&rung.text),
            takings: rung.parties.iter().map(taking).collect(),
            attitudes: self.attitudes(&rung.attitudes),
            robust: rung.robust,
            depends: rung.depends.iter().map(|it| self.crossed(it)).collect(),
        }
    }

    pub(super) fn attitudes(&self, it: &Attitudes) -> AttitudesView {
        AttitudesView {
            honors: Said::all(self.case, &it.honors),
            contradicts: Said::all(self.case, &it.contradicts),
            discloses: Said::all(self.case, &it.discloses),
        }
    }

    pub(super) fn crossed(&self, it: &Crossed) -> CrossedView {
        CrossedView {
            party: party_name(self.case, it.party),
            statements: Said::all(self.case, &it.statements),
            real: it.real,
        }
    }

    fn lock(&self, lock: &Lock) -> LockView {
        let named = |pattern: &[(usize, Vec<usize>)]| -> Vec<Vec<Named>> {
            let of = |(issue, levels): &(usize, Vec<usize>)| -> Vec<Named> {
                let known = self.case.issues[*issue].options.len();
                let options = levels.iter().filter(|it| **it < known);
                let name = |it: &usize| {
                    Named::option(self.case, IssueId(*issue), onetext_case::OptionId(*it))
                };
                options.map(name).collect()
            };
            pattern.iter().map(of).collect()
        };
        let shares = |it: &[(onetext_case::PartyId, f64)]| -> Vec<PartShare> {
            let of = |it: &(onetext_case::PartyId, f64)| PartShare {
                party: party_name(self.case, it.0),
                share: it.1,
            };
            it.iter().map(of).collect()
        };
        let alone: Vec<_> = lock.alone.iter().map(|it| (it.0, it.1)).collect();
        LockView {
            lines: lock
                .lines
                .iter()
                .map(|it| LockedView {
                    line: CrossedView {
                        party: party_name(self.case, it.party),
                        statements: Said::all(self.case, &it.statements),
                        real: it.real,
                    },
                    when: named(&it.when),
                    unless: named(&it.unless),
                })
                .collect(),
            smallest: lock.smallest,
            open: lock.open,
            preconditions: lock
                .preconditions
                .iter()
                .map(|it| CrossedView {
                    party: party_name(self.case, it.0),
                    statements: Said::all(self.case, &[it.1]),
                    real: 1.0,
                })
                .collect(),
            alone: shares(&alone),
            without: shares(&lock.without),
        }
    }
}
