//! Laws of the ledger.

use std::collections::BTreeSet;

use onetext_case::{Case, DraftId, IssueId, Piece};
use proptest::prelude::*;

use super::fixture::{Said, arb_draft, arb_said, case};
use super::{Basis, Crossing, Ledger, Movement, Place, ledger};

/// The issues and options for which a draft has words, read off its points.
fn words(case: &Case, draft: usize) -> BTreeSet<(usize, usize)> {
    let pieces = case.drafts[draft].points.iter().flat_map(|it| &it.text);
    let found = pieces.filter_map(|it| match it {
        Piece::Bracket { issue, option, .. } => Some((issue.0, option.0)),
        Piece::Plain(_) => None,
    });
    found.collect()
}

fn mirrored(it: Movement) -> Movement {
    match it {
        Movement::Gives => Movement::Gets,
        Movement::Gets => Movement::Gives,
        Movement::MayGive => Movement::MayGet,
        Movement::MayGet => Movement::MayGive,
        // What is accepted hangs on where a change ends.
        Movement::Accepted => Movement::NotKnown,
        Movement::EitherWay | Movement::Neutral | Movement::NotKnown => it,
    }
}

/// Movements of a party without those that only say that the end is accepted.
fn directions(ledger: &Ledger, party: usize) -> Vec<Movement> {
    let entries = ledger.parties[party].entries.iter();
    let of = |it: Movement| if it == Movement::Accepted { Movement::NotKnown } else { it };
    entries.map(|it| of(it.public.movement)).collect()
}

proptest! {
    /// The gives and gets sum to the change of text: of each party, every issue on which the two
    /// texts differ stands in exactly one entry, and no other issue does.
    #[test]
    fn gives_and_gets_sum_to_the_change_of_text(
        said in arb_said(10), before in arb_draft(), after in arb_draft(),
    ) {
        let case = case(&said, &[before, after]);
        let ledger = ledger(&case, DraftId(1));
        let (before, after) = (words(&case, 0), words(&case, 1));
        let differ: Vec<IssueId> =
            before.symmetric_difference(&after).map(|it| it.0).collect::<BTreeSet<_>>()
                .into_iter().map(IssueId).collect();
        for account in &ledger.parties {
            let entries: Vec<IssueId> = account.entries.iter().map(|it| it.issue).collect();
            prop_assert_eq!(&entries, &differ);
            for entry in &account.entries {
                let known = entry.movement != Movement::NotKnown;
                prop_assert_eq!(known, entry.basis != Basis::Nothing);
                // No direction without a statement, but for texts that mean the same.
                let said = [&entry.public, &entry.private, &entry.others];
                let statements = said.iter().map(|it| it.because.len()).sum::<usize>();
                prop_assert!(!known || entry.basis == Basis::Text || 0 < statements);
            }
        }
    }

    /// The way back gives what the way there got.
    #[test]
    fn the_way_back_is_the_mirror(
        said in arb_said(10), one in arb_draft(), other in arb_draft(),
    ) {
        let there = case(&said, &[one.clone(), other.clone()]);
        let back = case(&said, &[other, one]);
        let [there, back] = [&there, &back].map(|it| ledger(it, DraftId(1)));
        for party in 0..2 {
            let mirror: Vec<Movement> =
                directions(&there, party).into_iter().map(mirrored).collect();
            prop_assert_eq!(directions(&back, party), mirror);
        }
    }

    /// The order of the statements makes no difference, and what is said of one party moves no
    /// other.
    #[test]
    fn order_and_strangers_do_not_count(
        said in arb_said(8), before in arb_draft(), after in arb_draft(),
    ) {
        let drafts = [before, after];
        let movements = |said: &[Said], party: usize| -> Vec<Movement> {
            let found = ledger(&case(said, &drafts), DraftId(1));
            found.parties[party].entries.iter().map(|it| it.movement).collect()
        };
        let backward: Vec<Said> = said.iter().rev().cloned().collect();
        let own: Vec<Said> = said.iter().filter(|it| it.holder == 0).cloned().collect();
        prop_assert_eq!(movements(&said, 0), movements(&backward, 0));
        prop_assert_eq!(movements(&said, 0), movements(&own, 0));
    }

    /// A settled text crosses a line or respects it; what a text says that a party asked for is not
    /// what it is against; and every issue of the text has its place.
    #[test]
    fn lines_and_places_are_whole(said in arb_said(10), text in prop::collection::btree_map(0..3_usize, 0..3_usize, 0..4)) {
        let words: Vec<(usize, usize)> = text.into_iter().collect();
        let case = case(&said, std::slice::from_ref(&words));
        let ledger = ledger(&case, DraftId(0));
        for account in &ledger.parties {
            prop_assert!(account.lines.iter().all(|it| it.after != Crossing::Open));
            prop_assert!(account.positions.iter().all(|it| it.place != Place::Open));
            for &(issue, _) in &words {
                let found = account.positions.iter().filter(|it| it.issue == IssueId(issue));
                prop_assert_eq!(found.count(), 1);
            }
        }
    }
}
