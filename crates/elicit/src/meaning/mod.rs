//! What each stance asserts, in numbers: one function for each, by family.
//!
//! In the formulas *v* is the worth of a level, *U* the utility of a text, *b* the value of no
//! agreement and *silence* the text that says nothing. `docs/elicitation.md` has the same in words.

mod no_agreement;
mod red_line;
mod signing;
mod swing;
mod worth;

use onetext_case::{Case, Claim, Target};

use crate::lower::Said;
use crate::proposition::{Blocked, Proposition};
use crate::space::{Reading, Space};

pub(crate) use no_agreement::gain;
pub(crate) use worth::tie;

/// What a red line blocks; `None` for what is no red line.
pub(crate) fn blocked(space: &Space, claim: &Claim) -> Option<Blocked> {
    let blocked = match claim {
        Claim::RedLine(options) => red_line::red_line(space, options),
        Claim::Requires(options) => red_line::requires(space, options),
        Claim::OnlyIf { options, when } => red_line::only_if(space, options, when),
        Claim::Threat { options, .. } => red_line::threat(space, options),
        _ => return None,
    };
    // A red line that names nothing would block every text; it says nothing instead.
    (!blocked.when.is_empty() || !blocked.unless.is_empty()).then_some(blocked)
}

/// What a red line says of worths, whether or not it is real.
pub(crate) fn direction(space: &Space, claim: &Claim) -> Option<Proposition> {
    match claim {
        Claim::RedLine(options) | Claim::Threat { options, .. } => {
            red_line::red_line_direction(space, options)
        }
        Claim::Requires(options) => red_line::requires_direction(space, options),
        _ => None,
    }
}

/// What a statement asserts that is neither a red line nor a chance.
pub(crate) fn proposition(
    case: &Case,
    space: &Space,
    claim: &Claim,
    vetoes: &[Said<Blocked>],
) -> Option<Proposition> {
    match claim {
        Claim::Flexible(options) => red_line::flexible(space, options, vetoes),
        Claim::Support(options) => worth::support(space, options),
        Claim::Opposition(options) => worth::opposition(space, options),
        Claim::Demand(options) => worth::demand(space, options),
        Claim::Rejection(options) => worth::rejection(space, options),
        Claim::IdealPoint(options) => worth::ideal_point(space, options),
        Claim::Preference { prefer, over } => worth::preference(space, prefer, over),
        Claim::Indifference(between) => worth::indifference(space, between),
        Claim::Together { options, effect } => worth::together(space, options, *effect),
        Claim::Trade { prefer, over, times } => swing::trade(space, *prefer, *over, *times),
        Claim::Priority { swings, times } => swing::priority(space, swings, *times),
        Claim::Ranking(drafts) => signing::ranking(case, space, drafts),
        Claim::Acceptance(Target::Draft(draft)) => {
            signing::acceptance_of_draft(case, space, *draft, vetoes)
        }
        Claim::Acceptance(Target::Package(options)) => {
            signing::acceptance_of_package(space, options, vetoes)
        }
        Claim::Refusal(Target::Draft(draft)) => {
            signing::refusal_of_draft(case, space, *draft, vetoes)
        }
        Claim::Refusal(Target::Package(options)) => {
            signing::refusal_of_package(space, options, vetoes)
        }
        Claim::ConditionalOffer { when, then, .. } => {
            signing::conditional_offer(space, when, then, vetoes)
        }
        Claim::Ultimatum { options, then, .. } => signing::ultimatum(space, options, then, vetoes),
        Claim::Pressure(swings) => no_agreement::pressure(space, swings),
        Claim::RedLine(_)
        | Claim::Requires(_)
        | Claim::OnlyIf { .. }
        | Claim::Threat { .. }
        | Claim::Estimate { .. }
        | Claim::Precondition
        | Claim::Commitment(_)
        | Claim::Position(_)
        | Claim::Assessment(_)
        | Claim::Accusation(_)
        | Claim::Event(_) => None,
    }
}

/// The vetoes that block some reading, or every one.
fn crossing(vetoes: &[Said<Blocked>], reading: &Reading, some: bool) -> Vec<usize> {
    let blocks = |it: &Blocked| if some { it.some(reading) } else { it.every(reading) };
    (0..vetoes.len()).filter(|&veto| blocks(&vetoes[veto].what)).collect()
}
