//! A statement as a mediator would cite it: who, when, what, in which words.

use onetext_case::{Case, StatementId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::{Named, post};
use crate::printed::words;
use crate::time::Time;

/// A statement, ready to be cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Said {
    /// Id in the case.
    pub id: String,
    /// The speaker's name.
    pub speaker: String,
    /// The post that the speaker held on that day; empty if the case names none.
    pub post: String,
    /// For whom the speaker spoke.
    pub voice: Named,
    /// When it was said.
    pub said: Time,
    /// What was said, in the words of the case's author.
    pub gist: String,
    /// The words in the source, where its text is at hand.
    pub quotation: Option<String>,
    /// The outlet that printed it, where the ledger names a source.
    pub outlet: Option<String>,
    /// Other outlets that printed it, each once.
    pub also: Vec<String>,
}

impl Said {
    pub(crate) fn new(case: &Case, id: StatementId) -> Self {
        let statement = &case.statements[id.0];
        let quotation = words(case, statement);
        let outlet = statement.source.map(|it| case.sources[it.0].outlet.clone());
        let mut also: Vec<String> = Vec::new();
        for (source, _) in &statement.also {
            let name = &case.sources[source.0].outlet;
            if outlet.as_ref() != Some(name) && !also.contains(name) {
                also.push(name.clone());
            }
        }
        Self {
            id: statement.id.clone(),
            speaker: statement.speaker.clone(),
            post: post(case, statement),
            voice: Named::holder(case, statement.voice),
            said: Time::from(&statement.said),
            gist: statement.gist.clone(),
            quotation: quotation.map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")),
            outlet,
            also,
        }
    }

    pub(crate) fn all(case: &Case, ids: &[StatementId]) -> Vec<Self> {
        ids.iter().map(|&it| Self::new(case, it)).collect()
    }

    /// The statements with these ids; ids that the case does not have are left out.
    pub(crate) fn by_ids(case: &Case, ids: &[String]) -> Vec<Self> {
        let place = |id: &String| case.statements.iter().position(|it| it.id == *id);
        let found: Vec<StatementId> = ids.iter().filter_map(place).map(StatementId).collect();
        Self::all(case, &found)
    }
}
