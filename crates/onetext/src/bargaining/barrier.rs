//! What keeps outcomes from being acceptable, with names put back.

use std::fmt;

use onetext_bargain as bargain;
use serde::Serialize;

use super::{NamedProblem, plain};
use crate::analysis::Named;

/// Something that keeps outcomes from being acceptable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum BarrierView {
    /// A party's reservation value.
    Reservation {
        /// The party.
        party: Named,
        /// The reservation value.
        #[serde(serialize_with = "plain")]
        value: String,
    },
    /// A red line of a party.
    RedLine {
        /// The party.
        party: Named,
        /// What the party does not accept: all conditions together.
        options: Vec<ConditionView>,
    },
    /// A linkage.
    Linkage {
        /// The linkage.
        #[serde(flatten)]
        linkage: LinkageView,
    },
}

/// Which options go together, or exclude each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkageView {
    /// The place of the linkage in the case, from 1.
    pub number: usize,
    /// What the linkage asks for.
    pub rule: LinkageRule,
}

/// What a linkage asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkageRule {
    /// Where all of `when` holds, all of `then` must.
    Requires {
        /// Where the linkage applies.
        when: Vec<ConditionView>,
        /// What must hold there.
        then: Vec<ConditionView>,
    },
    /// Not all of them may hold.
    Excludes(Vec<ConditionView>),
    /// At most so many may hold.
    AtMost {
        /// The largest number that may hold.
        count: usize,
        /// The conditions.
        of: Vec<ConditionView>,
    },
    /// At least so many must hold.
    AtLeast {
        /// The smallest number that must hold.
        count: usize,
        /// The conditions.
        of: Vec<ConditionView>,
    },
}

/// An issue settled by one of some options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionView {
    /// The issue.
    pub issue: Named,
    /// The options.
    pub options: Vec<Named>,
}

impl NamedProblem {
    pub(crate) fn barrier(&self, barrier: bargain::Barrier) -> BarrierView {
        match barrier {
            bargain::Barrier::Reservation { party } => BarrierView::Reservation {
                party: self.parties[party.index()].clone(),
                value: self
                    .number(party.index(), self.problem.parties()[party.index()].reservation),
            },
            bargain::Barrier::RedLine { party, index } => BarrierView::RedLine {
                party: self.parties[party.index()].clone(),
                options: self.conditions(&self.problem.parties()[party.index()].red_lines[index].0),
            },
            bargain::Barrier::Linkage { index } => {
                BarrierView::Linkage { linkage: self.linkage(index) }
            }
        }
    }

    pub(super) fn linkage(&self, index: usize) -> LinkageView {
        let rule = match &self.problem.linkages()[index] {
            bargain::Linkage::Requires { when, then } => LinkageRule::Requires {
                when: self.conditions(&when.0),
                then: self.conditions(&then.0),
            },
            bargain::Linkage::Excludes(pattern) => {
                LinkageRule::Excludes(self.conditions(&pattern.0))
            }
            bargain::Linkage::AtMost { count, of } => {
                LinkageRule::AtMost { count: *count, of: self.conditions(of) }
            }
            bargain::Linkage::AtLeast { count, of } => {
                LinkageRule::AtLeast { count: *count, of: self.conditions(of) }
            }
        };
        LinkageView { number: index + 1, rule }
    }

    fn conditions(&self, conditions: &[bargain::Condition]) -> Vec<ConditionView> {
        let view = |it: &bargain::Condition| {
            let (issue, options) = &self.issues()[it.issue.index()];
            let options = it.options.iter().filter_map(|it| options.get(it.index()).cloned());
            ConditionView { issue: issue.clone(), options: options.collect() }
        };
        conditions.iter().map(view).collect()
    }
}

impl fmt::Display for BarrierView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reservation { party, value } => {
                write!(f, "{} accepts nothing below {value}", party.name)
            }
            Self::RedLine { party, options } => {
                write!(f, "{} has a red line: not {}", party.name, All(options))
            }
            Self::Linkage { linkage } => write!(f, "{linkage}"),
        }
    }
}

impl fmt::Display for LinkageView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "linkage {}: ", self.number)?;
        match &self.rule {
            LinkageRule::Requires { when, then } => {
                write!(f, "{} only with {}", All(when), All(then))
            }
            LinkageRule::Excludes(pattern) => write!(f, "not {}", All(pattern)),
            LinkageRule::AtMost { count, of } => write!(f, "at most {count} of {}", List(of)),
            LinkageRule::AtLeast { count, of } => write!(f, "at least {count} of {}", List(of)),
        }
    }
}

impl fmt::Display for ConditionView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} =", self.issue.id)?;
        for (index, option) in self.options.iter().enumerate() {
            let or = if index == 0 { "" } else { " or" };
            write!(f, "{or} “{}”", option.name)?;
        }
        if self.options.is_empty() { f.write_str(" nothing") } else { Ok(()) }
    }
}

struct All<'a>(&'a [ConditionView]);

impl fmt::Display for All<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        join(f, self.0, " together with ")
    }
}

struct List<'a>(&'a [ConditionView]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        join(f, self.0, "; ")
    }
}

fn join(f: &mut fmt::Formatter<'_>, all: &[ConditionView], with: &str) -> fmt::Result {
    for (index, it) in all.iter().enumerate() {
        let with = if index == 0 { "" } else { with };
        write!(f, "{with}{it}")?;
    }
    Ok(())
}
