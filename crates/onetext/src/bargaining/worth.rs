//! What the drafts are worth to each party, where every party with a seat has utilities in numbers.

use onetext_case::{Case, DraftId};
use schemars::JsonSchema;
use serde::Serialize;

use super::{NamedProblem, plain};
use crate::analysis::Named;
use crate::time::Day;

/// What a draft is worth to each party, from its worst reading to its best.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DraftWorth {
    /// Id and heading.
    pub draft: Named,
    /// Its day.
    pub day: Day,
    /// Each party, in the order of the reservation values.
    pub parties: Vec<WorthRange>,
    /// Number of issues on which several options are open.
    pub open: usize,
    /// Issues on which it is silent though the case does not say what silence means, so that every
    /// option counts as a reading.
    pub unsaid: Vec<Named>,
}

/// What a draft is worth to one party.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct WorthRange {
    /// The party.
    pub party: Named,
    /// Its utility by the reading that is worst for it.
    #[serde(serialize_with = "plain")]
    pub low: String,
    /// Its utility by the reading that is best for it.
    #[serde(serialize_with = "plain")]
    pub high: String,
}

impl NamedProblem {
    /// What each draft of the case is worth, by day: a settled issue counts as settled, an open one
    /// as each of its options, a silent one as the status quo.
    ///
    /// Each issue is read by itself, so that where linkages forbid some readings together the ends
    /// are bounds.
    pub(crate) fn worths(&self, case: &Case) -> Vec<DraftWorth> {
        (0..case.drafts.len()).map(|it| self.worth(case, DraftId(it))).collect()
    }

    fn worth(&self, case: &Case, id: DraftId) -> DraftWorth {
        let draft = &case.drafts[id.0];
        let mut open = 0;
        let mut unsaid = Vec::new();
        let mut readings: Vec<Vec<usize>> = Vec::new();
        let issues = case.issues.iter().zip(self.issues()).zip(draft.options(case.issues.len()));
        for ((issue, (name, options)), text) in issues {
            open += usize::from(1 < text.len());
            readings.push(match (text.as_slice(), issue.status_quo) {
                ([], Some(now)) => vec![now.0],
                ([], None) => {
                    unsaid.push(name.clone());
                    (0..options.len()).collect()
                }
                (some, _) => some.iter().map(|it| it.0).collect(),
            });
        }
        let parties = self.parties.iter().zip(self.problem.parties()).enumerate();
        let parties = parties.map(|(index, (party, numbers))| {
            let (mut low, mut high) = (0_i64, 0_i64);
            for (utilities, readings) in numbers.utilities.iter().zip(&readings) {
                let of = || readings.iter().map(|&it| utilities[it]);
                low = low.saturating_add(of().min().unwrap_or_default());
                high = high.saturating_add(of().max().unwrap_or_default());
            }
            let [low, high] = [low, high].map(|it| self.number(index, it));
            WorthRange { party: party.clone(), low, high }
        });
        DraftWorth {
            draft: Named::draft(case, id),
            day: Day(draft.day),
            parties: parties.collect(),
            open,
            unsaid,
        }
    }

    /// Every utility of every option, for each party, in whole numbers, and how many decimal places
    /// make them numbers of the case; `None` where utilities are no sums of these.
    pub(crate) fn table(&self) -> Option<(Vec<&Vec<Vec<i64>>>, usize)> {
        let parties = self.problem.parties();
        let is_sum = parties.iter().all(|it| it.interactions.is_empty() && it.cap.is_none());
        let one = self.number(0, 1);
        let places = match one.split_once('.') {
            None if one == "1" => 0,
            Some((_, digits)) if self.has_common_unit => digits.len(),
            _ => return None,
        };
        // What a script can add up without loss.
        let is_small = parties.iter().all(|it| {
            let most = it.utilities.iter().flatten().map(|it| it.unsigned_abs()).max();
            most.unwrap_or(0) < (1 << 53) / 256
        });
        (is_sum && is_small).then(|| (parties.iter().map(|it| &it.utilities).collect(), places))
    }

    /// The place of an option among those of its issue.
    pub(crate) fn place(&self, issue: usize, option: &Named) -> Option<usize> {
        self.issues.get(issue)?.1.iter().position(|it| it == option)
    }
}
