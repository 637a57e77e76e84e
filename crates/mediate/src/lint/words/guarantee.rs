//! The parts of a guarantee.

/// What a guarantee does, by the beginnings of words.
pub(in crate::lint) const ACTIONS: &[&str] = &[
    "send",
    "deploy",
    "defend",
    "suppl",
    "escort",
    "repair",
    "rebuild",
    "impos",
    "close",
    "closes",
    "protect",
    "sanction",
    "station",
    "restor",
    "keep",
    "intervene",
    "reinforce",
    "dispatch",
    "deliver",
    "strike",
    "aid",
];
/// Words for an event that sets a guarantee off.
pub(in crate::lint) const TRIGGERS: &[&str] = &["if", "whenever", "when", "should", "upon"];
pub(in crate::lint) const CHECKING: &[&str] = &[
    "monitor",
    "verif",
    "observ",
    "inspect",
    "confirm",
    "certif",
    "determin",
    "establishes",
    "finding",
    "finds",
    "find",
    "report",
];
pub(in crate::lint) const BURDENS: &[&str] = &[
    "cost",
    "costs",
    "pays",
    "pay",
    "paid",
    "expense",
    "funded",
    "financed",
    "bears",
    "borne",
    "contribute",
    "contributes",
];
