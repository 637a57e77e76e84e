//! The fewest statements that carry a share.

use std::collections::BTreeSet;

use onetext_case::{Case, PartyId, StatementId};

use crate::elicited::{Answer, Elicited};
use crate::error::Error;
use crate::influence::without;
use crate::ledger::Entered;
use crate::question::{Effort, Stop};
use crate::share::Share;
use crate::text::Text;

/// How far from the share with all statements the share with a few may be.
const TOLERANCE: f64 = 0.05;
/// Up to here, one statement more is tried at a time; then half as many again.
const SINGLY: usize = 8;

/// Few statements that carry a share: with them alone it is within 0.05 of what it is with all.
///
/// Found greedily: none of them can be left out, but other statements, and fewer, may do as well.
#[derive(Clone, Debug, PartialEq)]
pub struct Carrying {
    /// The statements, the most influential first.
    pub statements: Vec<StatementId>,
    /// The share with them alone.
    pub share: Share,
    /// The share with all statements.
    pub all: Share,
    /// The share with none: what is assumed.
    pub none: Share,
}

/// Few statements about a party that carry its share for a text, within 0.05 at both ends.
///
/// The statements are taken in the order of their influence, until the share with these alone is
/// near enough; then each that is not needed is dropped, the least influential first. Shares are
/// of some 400 effective worlds and no nearer than their errors; a set of statements for which the
/// worlds do not converge counts as not near.
///
/// # Errors
///
/// Those of [`crate::View::acceptability`], with all statements or with none; [`Error::Stopped`].
///
/// # Cost
///
/// About twice as many times that of a preview by [`Elicited::again`] as there are statements that
/// carry the share.
pub fn carrying(
    case: &Case,
    elicited: &Elicited,
    party: PartyId,
    text: &Text,
    stop: Stop<'_>,
) -> Result<Carrying, Error> {
    let view = elicited.view(party);
    let acceptability = view.acceptability(text)?;
    let all = acceptability.share;
    if matches!(view.answer, Answer::Numbers(_)) {
        return Ok(Carrying { statements: Vec::new(), share: all, all, none: all });
    }
    let mut order: Vec<StatementId> = acceptability.because.iter().map(|it| it.statement).collect();
    let speaks = |it: &Entered| it.is_counted() || *it == Entered::Bluff;
    for entry in view.ledger.iter().filter(|it| speaks(&it.entered)) {
        if !order.contains(&entry.statement) {
            order.push(entry.statement);
        }
    }
    let ledger: BTreeSet<StatementId> = view.ledger.iter().map(|it| it.statement).collect();
    let with_only = |kept: &[StatementId]| {
        if stop() {
            return Err(Error::Stopped);
        }
        let out = ledger.iter().copied().filter(|it| !kept.contains(it)).collect();
        without(case, elicited, &out, Effort::Preview, stop).view(party).share(text)
    };
    let is_near = |share: &Share| {
        (share.low - all.low).abs() <= TOLERANCE && (share.high - all.high).abs() <= TOLERANCE
    };
    // What has not converged, or cannot be met, carries nothing.
    let near = |kept: &[StatementId]| match with_only(kept) {
        Ok(share) => Ok(Some(share).filter(is_near)),
        Err(Error::Stopped) => Err(Error::Stopped),
        Err(_) => Ok(None),
    };
    let none = with_only(&[])?;
    let mut share = Some(none).filter(is_near);
    let mut many = 0;
    while share.is_none() && many < order.len() {
        many = if many < SINGLY { many + 1 } else { many + many / 2 }.min(order.len());
        share = near(&order[..many])?;
    }
    // All statements carry the share, whatever a preview makes of it.
    let mut share = share.unwrap_or(all);
    let mut statements = order[..many].to_vec();
    for place in (0..many).rev() {
        let mut fewer = statements.clone();
        fewer.remove(place);
        if let Some(still) = near(&fewer)? {
            (share, statements) = (still, fewer);
        }
    }
    Ok(Carrying { statements, share, all, none })
}

#[cfg(test)]
mod tests {
    use onetext_case::{Claim, OptionId, Target};

    use super::*;
    use crate::fixture::{case, pattern, say};
    use crate::{Question, elicit};

    fn check(case: &Case) -> Vec<usize> {
        let text = Text::outcome(&[OptionId(1), OptionId(1)]);
        let elicited = elicit(case, &Question::new(1, 500), &|| false);
        let it = carrying(case, &elicited, PartyId(0), &text, &|| false).unwrap();
        assert!((it.share.low - it.all.low).abs() <= TOLERANCE, "{it:?}");
        assert!(0.6 < it.none.low, "{it:?}");
        it.statements.iter().map(|it| it.0).collect()
    }

    #[test]
    fn what_decides_carries_and_the_rest_does_not() {
        let mut case = case(1, &[(3, None), (3, Some(0))]);
        assert!(check(&case).is_empty());
        let [prefer, over] = [2, 1].map(|it| pattern(&[(1, &[it])]));
        say(&mut case, Claim::Preference { prefer, over }, 0.7);
        say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 0.9);
        say(&mut case, Claim::Support(pattern(&[(0, &[2])])), 0.7);
        assert_eq!(check(&case), [1]);
        // Of two that say the same, one is enough.
        case.statements.truncate(1);
        let package = pattern(&[(0, &[1]), (1, &[1])]);
        say(&mut case, Claim::Refusal(Target::Package(package.clone())), 1.0);
        say(&mut case, Claim::Refusal(Target::Package(package)), 1.0);
        assert_eq!(check(&case).len(), 1);
    }

    #[test]
    fn stopping_stops() {
        let mut case = case(1, &[(3, None), (3, Some(0))]);
        say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 0.9);
        let elicited = elicit(&case, &Question::new(1, 100), &|| false);
        let text = Text::outcome(&[OptionId(1), OptionId(1)]);
        let carrying = carrying(&case, &elicited, PartyId(0), &text, &|| true);
        assert_eq!(carrying, Err(Error::Stopped));
    }
}
