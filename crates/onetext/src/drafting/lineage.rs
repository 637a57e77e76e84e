//! Which draft came from which.

use onetext_case::{Case, DraftId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::Named;
use crate::inquiry::Said;
use crate::time::{Day, Time};

/// The drafts of a case as a tree.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LineageView {
    /// Name of the case.
    pub title: String,
    /// The day on which the case looks at the world.
    pub as_of: Option<Day>,
    /// The drafts: each one after the one it reworks, by day among those that rework the same.
    pub drafts: Vec<LineageNode>,
}

/// A draft in the tree.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LineageNode {
    /// The draft.
    pub draft: Named,
    /// How many drafts stand above it in the tree.
    pub depth: usize,
    /// Id of the draft under which it stands.
    pub under: Option<String>,
    /// Its day, or when it was written, where known.
    pub day: Option<Time>,
    /// Who put it forward.
    pub by: Option<Named>,
    /// "public", "leaked", "private", or "not public" for a draft whose text is not known.
    pub provenance: &'static str,
    /// Others who are said to have written it.
    pub disputed: Vec<Named>,
    /// Statements about where it comes from.
    pub because: Vec<Said>,
    /// The two drafts between which its text lies, if it is not known.
    pub between: Option<[Named; 2]>,
    /// Number of its points, if its text is known.
    pub points: Option<usize>,
    /// Ids of the drafts that rework it; with two or more the text forks here.
    pub reworked_by: Vec<String>,
    /// Whether the drafts that it goes back to go in a circle.
    pub circular: bool,
    /// A remark; empty if none.
    pub note: String,
}

impl LineageView {
    /// The tree of the drafts of a case. A draft whose text is not known stands under the earlier of
    /// the two between which it lies.
    ///
    /// # Cost
    ///
    /// Linear in the number of drafts, and in the length of what is shown.
    pub fn new(case: &Case) -> Self {
        let count = case.drafts.len();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut roots = Vec::new();
        for (index, draft) in case.drafts.iter().enumerate() {
            match draft.revises {
                Some(DraftId(parent)) => children[parent].push(index),
                None => roots.push(index),
            }
        }
        let mut hidden: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (index, it) in case.undisclosed.iter().enumerate() {
            let [one, other] = it.between;
            hidden[one.0.min(other.0)].push(index);
        }
        let mut seen = vec![false; count];
        let mut drafts = Vec::new();
        // Drafts that revise each other in a circle have no root: the earliest stands for one.
        for start in roots.into_iter().chain(0..count) {
            let mut open = vec![(start, 0)];
            while let Some((index, depth)) = open.pop() {
                if std::mem::replace(&mut seen[index], true) {
                    continue;
                }
                let mut found = node(case, index, depth);
                found.reworked_by =
                    children[index].iter().map(|it| case.drafts[*it].id.clone()).collect();
                found.circular = depth == 0 && case.drafts[index].revises.is_some();
                drafts.push(found);
                drafts.extend(hidden[index].iter().map(|it| undisclosed(case, *it, index, depth)));
                let next = children[index].iter().rev().filter(|it| !seen[**it]);
                open.extend(next.map(|it| (*it, depth + 1)));
            }
        }
        Self { title: case.title.clone(), as_of: case.as_of.map(Day), drafts }
    }
}

fn node(case: &Case, index: usize, depth: usize) -> LineageNode {
    let draft = &case.drafts[index];
    let under = draft.revises.filter(|_| 0 < depth).map(|it| case.drafts[it.0].id.clone());
    LineageNode {
        draft: Named::draft(case, DraftId(index)),
        depth,
        under,
        day: Some(Time { from: Day(draft.day), to: Day(draft.day) }),
        by: draft.by.map(|it| Named::holder(case, it)),
        provenance: draft.provenance.as_str(),
        disputed: Named::holders(case, &draft.disputed),
        because: Said::all(case, &draft.because),
        between: None,
        points: Some(draft.points.len()),
        reworked_by: Vec::new(),
        circular: false,
        note: String::new(),
    }
}

fn undisclosed(case: &Case, index: usize, parent: usize, depth: usize) -> LineageNode {
    let it = &case.undisclosed[index];
    LineageNode {
        draft: Named { id: it.id.clone(), name: it.title.clone() },
        depth: depth + 1,
        under: Some(case.drafts[parent].id.clone()),
        day: it.day.as_ref().map(Time::from),
        by: it.by.map(|by| Named::holder(case, by)),
        provenance: "not public",
        disputed: Vec::new(),
        because: Said::all(case, &it.because),
        between: Some(it.between.map(|end| Named::draft(case, end))),
        points: None,
        reworked_by: Vec::new(),
        circular: false,
        note: it.note.clone(),
    }
}
