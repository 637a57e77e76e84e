//! The credences that a case sets for itself.

use crate::credence::Credences;
use crate::read::tree::Node;
use crate::read::value;

/// The table of the case: the defaults, but for what `[credence]` says. What does not fit has been
/// reported, and leaves the default.
pub(crate) fn credences(case: &Node) -> Credences {
    let mut credences = Credences::default();
    for entry in case.at("credence").map_or(&[][..], Node::entries) {
        let found = credences.at(&entry.key).zip(value::float(&entry.value));
        if let Some(((constant, low, high), number)) = found
            && (low..=high).contains(&number)
        {
            *constant = number;
        }
    }
    credences
}
