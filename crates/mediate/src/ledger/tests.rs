//! What single statements make of a change.

use insta::assert_snapshot;
use onetext_case::{Claim, DraftId, Target};

use super::fixture::{Said, case, pattern};
use super::ledger;

/// What party 0 gives or gets on the first issue (three options, of which 0 is the status quo)
/// from one set of options to another, with where that comes from; and how its lines and its
/// position stand.
fn check(said: &[Said], from: &[usize], to: &[usize]) -> String {
    let words = |it: &[usize]| it.iter().map(|&it| (0, it)).collect::<Vec<_>>();
    let case = case(said, &[words(from), words(to)]);
    let ledger = ledger(&case, DraftId(1));
    let account = &ledger.parties[0];
    let mut told: Vec<String> = account
        .entries
        .iter()
        .map(|it| {
            let because = [&it.public, &it.private, &it.others].map(|it| it.because.len());
            format!(
                "{:?} by {:?} {because:?}, {} mentions",
                it.movement,
                it.basis,
                it.mentions.len()
            )
        })
        .collect();
    told.extend(account.lines.iter().map(|it| format!("line {:?} to {:?}", it.before, it.after)));
    told.extend(account.positions.iter().map(|it| format!("{:?}", it.place)));
    told.join("; ")
}

fn own(claim: Claim) -> Said {
    Said { claim, holder: 0, voice: 0, is_public: true }
}

fn demand(option: usize) -> Claim {
    Claim::Demand(pattern(&[(0, &[option])]))
}

#[test]
fn without_a_word_nothing_is_known() {
    assert_snapshot!(check(&[], &[0], &[1]), @"NotKnown by Nothing [0, 0, 0], 0 mentions; NotKnown");
    assert_snapshot!(check(&[own(Claim::Precondition)], &[0], &[1]), @"NotKnown by Nothing [0, 0, 0], 0 mentions; NotKnown");
    assert_snapshot!(check(&[], &[0], &[0]), @"NotKnown");
    // Silence means the status quo.
    assert_snapshot!(check(&[own(demand(0))], &[], &[0]), @"Neutral by Text [0, 0, 0], 0 mentions; AsAsked");
}

#[test]
fn a_step_to_what_is_asked_is_a_get_and_back_a_give() {
    assert_snapshot!(check(&[own(demand(2))], &[0], &[2]), @"Gets by Own [1, 0, 0], 0 mentions; AsAsked");
    assert_snapshot!(check(&[own(demand(2))], &[2], &[1]), @"Gives by Own [1, 0, 0], 0 mentions; Short");
    assert_snapshot!(check(&[own(demand(2))], &[0], &[1]), @"NotKnown by Nothing [0, 0, 0], 1 mentions; Short");
    let ideal = || own(Claim::IdealPoint(pattern(&[(0, &[2])])));
    assert_snapshot!(check(&[ideal()], &[0], &[1]), @"Gets by Own [1, 0, 0], 0 mentions; Short");
}

#[test]
fn brackets_make_a_give_or_a_get_possible() {
    let said = [own(demand(2))];
    assert_snapshot!(check(&said, &[1, 2], &[2]), @"MayGet by Own [1, 0, 0], 0 mentions; AsAsked");
    assert_snapshot!(check(&said, &[2], &[1, 2]), @"MayGive by Own [1, 0, 0], 0 mentions; Open");
    assert_snapshot!(check(&said, &[0, 1], &[2]), @"Gets by Own [1, 0, 0], 0 mentions; AsAsked");
    assert_snapshot!(check(&said, &[0, 2], &[1, 2]), @"EitherWay by Own [1, 0, 0], 0 mentions; Open");
}

#[test]
fn red_lines_are_crossed_and_respected() {
    let line = || own(Claim::RedLine(pattern(&[(0, &[2])])));
    assert_snapshot!(check(&[line()], &[0], &[2]), @"Gives by Own [1, 0, 0], 0 mentions; line Some(Respected) to Crossed; Against");
    assert_snapshot!(check(&[line()], &[2], &[1, 2]), @"MayGet by Own [1, 0, 0], 0 mentions; line Some(Crossed) to Open; Open");
    // On a package it says nothing of one issue.
    let package = || own(Claim::RedLine(pattern(&[(0, &[2]), (1, &[1])])));
    assert_snapshot!(check(&[package()], &[0], &[2]), @"NotKnown by Nothing [0, 0, 0], 1 mentions; line Some(Respected) to Crossed; NotKnown");
    let needs = || own(Claim::Requires(pattern(&[(0, &[1])])));
    assert_snapshot!(check(&[needs()], &[1], &[2]), @"Gives by Own [1, 0, 0], 0 mentions; line Some(Respected) to Crossed; Short");
}

#[test]
fn public_private_and_others_are_kept_apart() {
    let private = Said { is_public: false, ..own(demand(0)) };
    let others = Said { voice: 1, ..own(demand(0)) };
    assert_snapshot!(check(&[own(demand(2)), private.clone()], &[0], &[2]), @"EitherWay by Own [1, 1, 0], 0 mentions; BothWays");
    assert_snapshot!(check(&[private], &[0], &[2]), @"Gives by Own [0, 1, 0], 0 mentions; Short");
    assert_snapshot!(check(std::slice::from_ref(&others), &[0], &[2]), @"Gives by Others [0, 0, 1], 0 mentions; Short");
    assert_snapshot!(check(&[own(demand(2)), others], &[0], &[2]), @"Gets by Own [1, 0, 1], 0 mentions; AsAsked");
}

#[test]
fn what_is_accepted_is_neither_give_nor_get() {
    let accept = || own(Claim::Acceptance(Target::Package(pattern(&[(0, &[1]), (1, &[1])]))));
    assert_snapshot!(check(&[accept()], &[0], &[1]), @"Accepted by Own [1, 0, 0], 0 mentions; Accepted; Accepted");
    assert_snapshot!(check(&[accept()], &[1], &[0]), @"NotKnown by Nothing [0, 0, 0], 1 mentions; NotKnown; Accepted");
    assert_snapshot!(check(&[accept(), own(demand(0))], &[0], &[1]), @"Gives by Own [1, 0, 0], 1 mentions; Accepted; Accepted");
}

#[test]
fn ties_and_contrary_words() {
    let tie = Claim::Indifference([pattern(&[(0, &[0])]), pattern(&[(0, &[1])])]);
    assert_snapshot!(check(&[own(tie.clone())], &[0], &[1]), @"Neutral by Own [1, 0, 0], 0 mentions; NotKnown");
    assert_snapshot!(check(&[own(tie)], &[0], &[1, 2]), @"NotKnown by Nothing [0, 0, 0], 1 mentions; NotKnown");
    let against = own(Claim::Rejection(pattern(&[(0, &[2])])));
    assert_snapshot!(check(&[own(demand(2)), against], &[0], &[2]), @"EitherWay by Own [2, 0, 0], 0 mentions; BothWays");
}
