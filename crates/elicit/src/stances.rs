//! One example for each stance: what one statement does to two texts, as a line.

use insta::assert_snapshot;
use onetext_case::{
    Case, Claim, DraftId, Effect, Forecast, Holder, IssueId, OptionId, PartyId, ProspectId, Step,
    Swing, Target,
};

use crate::fixture::{case, chance, draft, pattern, prospect, say};
use crate::{Entered, Question, RedLines, Text, elicit, found};

/// Two issues of three options, the first with a silence of its own; in the one prospect the first
/// ends in its last option. The draft settles both issues by their second option, the other draft
/// the first alone by its last.
fn two() -> Case {
    let mut case = case(2, &[(3, None), (3, Some(0))]);
    prospect(&mut case, &[(0, 2)]);
    draft(&mut case, &[(0, 1), (1, 1)]);
    draft(&mut case, &[(0, 2)]);
    case
}

/// How often party 0 accepts either draft after it said something with a credence of 0.9, what that
/// became, and how often it holds.
fn check(claim: Claim) -> String {
    let mut case = two();
    say(&mut case, claim, 0.9);
    told(&case)
}

fn told(case: &Case) -> String {
    let elicited = elicit(case, &Question::new(1, 500), &|| false);
    let view = &elicited.views[0];
    let share = |it: usize| match view.share(&Text::draft(case, DraftId(it))) {
        Ok(share) => format!("{:.2}", share.low),
        Err(error) => error.to_string(),
    };
    let entry = |it: &crate::Entry| {
        let truth = it.truth.map_or(String::new(), |it| format!(" {it:.2}"));
        format!("{:?}{truth}", it.entered)
    };
    let ledger = view.ledger.iter().map(entry).collect::<Vec<_>>().join(", ");
    format!("{} and {}: {ledger}", share(0), share(1))
}

fn step(issue: usize, from: usize, to: usize) -> Step {
    Step { issue: IssueId(issue), from: OptionId(from), to: OptionId(to) }
}

fn swing(issue: usize) -> Swing {
    Swing::Issue(IssueId(issue))
}

fn forecast() -> Forecast {
    Forecast { prospect: ProspectId(0), chance: chance(0.8, 0.95) }
}

#[test]
fn nothing_said() {
    assert_snapshot!(told(&two()), @"0.68 and 0.85:");
}

#[test]
fn red_lines_reject_a_text_if_they_are_real() {
    assert_snapshot!(check(Claim::RedLine(pattern(&[(0, &[1])]))), @"0.06 and 0.86: Veto 0.91");
    assert_snapshot!(check(Claim::RedLine(pattern(&[(0, &[1]), (1, &[1])]))), @"0.07 and 0.84: Veto 0.91");
    assert_snapshot!(check(Claim::Requires(pattern(&[(0, &[2])]))), @"0.06 and 0.97: Veto 0.91");
    let [options, when] = [(0, 1), (1, 2)].map(|(issue, it)| pattern(&[(issue, &[it])]));
    assert_snapshot!(check(Claim::OnlyIf { options, when }), @"0.07 and 0.84: Veto 0.91");
}

/// A red line on one thing or another is two statements.
#[test]
fn a_red_line_on_one_thing_or_another_is_two() {
    let mut case = two();
    say(&mut case, Claim::RedLine(pattern(&[(0, &[2])])), 0.9);
    say(&mut case, Claim::RedLine(pattern(&[(1, &[1])])), 0.9);
    assert_snapshot!(told(&case), @"0.06 and 0.07: Veto 0.90, Veto 0.90");
}

#[test]
fn flexible_releases_the_red_lines_that_its_options_cross() {
    let with = |flexible: Claim| {
        let mut case = two();
        say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 0.8);
        say(&mut case, flexible, 0.9);
        told(&case)
    };
    assert_snapshot!(with(Claim::Position(pattern(&[]))), @"0.11 and 0.86: Veto 0.81, NotModelled");
    assert_snapshot!(with(Claim::Flexible(pattern(&[(0, &[1])]))), @"0.36 and 0.85: Veto 0.33, Row 0.67");
    assert_snapshot!(with(Claim::Flexible(pattern(&[(0, &[0, 1, 2])]))), @"0.36 and 0.85: Veto 0.33, Row 0.67");
    // Of a red line that was never drawn it says nothing.
    assert_snapshot!(with(Claim::Flexible(pattern(&[(1, &[1])]))), @"0.11 and 0.86: Veto 0.81, NotModelled");
}

#[test]
fn options_are_worth_more_or_less_than_others() {
    let option = || pattern(&[(0, &[1])]);
    assert_snapshot!(check(Claim::Support(option())), @"0.79 and 0.92: Row 0.90");
    assert_snapshot!(check(Claim::Opposition(option())), @"0.57 and 0.77: Row 0.90");
    assert_snapshot!(check(Claim::Demand(option())), @"0.83 and 0.87: Row 0.75");
    assert_snapshot!(check(Claim::Rejection(option())), @"0.54 and 0.83: Row 0.75");
    assert_snapshot!(check(Claim::IdealPoint(pattern(&[(0, &[0])]))), @"0.72 and 0.79: Row 0.65");
    assert_snapshot!(check(Claim::IdealPoint(option())), @"0.81 and 0.80: Row 0.83");
}

#[test]
fn packages_are_worth_more_than_others_or_about_the_same() {
    let [prefer, over] = [(0, 1), (1, 1)].map(|(issue, it)| pattern(&[(issue, &[it])]));
    assert_snapshot!(check(Claim::Preference { prefer, over }), @"0.65 and 0.89: Row 0.89");
    let [one, other] = [1, 2].map(|it| pattern(&[(0, &[it])]));
    assert_snapshot!(check(Claim::Indifference([one, other])), @"0.65 and 0.78: Row 0.56");
}

#[test]
fn options_that_are_tied_are_worth_more_or_less_together() {
    let options = || pattern(&[(0, &[1]), (1, &[1])]);
    assert_snapshot!(check(Claim::Together { options: options(), effect: Effect::Gain }), @"0.78 and 0.85: Row 0.90");
    assert_snapshot!(check(Claim::Together { options: options(), effect: Effect::Loss }), @"0.52 and 0.85: Row 0.89");
    // Silence and a prospect can match too: here what no agreement may bring.
    let options = pattern(&[(0, &[2]), (1, &[0])]);
    assert_snapshot!(check(Claim::Together { options, effect: Effect::Gain }), @"0.59 and 0.89: Row 0.90");
}

#[test]
fn steps_and_issues_weigh_more_than_others() {
    let trade = |times: u8| Claim::Trade { prefer: step(0, 0, 1), over: step(1, 1, 2), times };
    assert_snapshot!(check(trade(1)), @"0.77 and 0.83: Row 0.89");
    assert_snapshot!(check(trade(3)), @"0.77 and 0.83: Row 0.90");
    let priority =
        |first: Swing, times: u8| Claim::Priority { swings: vec![first, swing(1)], times };
    assert_snapshot!(check(priority(swing(0), 1)), @"0.69 and 0.83: Row 0.93");
    assert_snapshot!(check(priority(swing(0), 2)), @"0.66 and 0.80: Row 0.83");
    assert_snapshot!(check(priority(Swing::Step(step(0, 2, 1)), 2)), @"0.80 and 0.81: Row 0.44");
}

#[test]
fn texts_are_signed_refused_and_ranked() {
    let package = || Target::Package(pattern(&[(0, &[1])]));
    assert_snapshot!(check(Claim::Ranking([1, 0].map(DraftId).to_vec())), @"0.46 and 0.86: Row 0.90");
    assert_snapshot!(check(Claim::Acceptance(Target::Draft(DraftId(0)))), @"0.95 and 0.89: Row 0.95");
    assert_snapshot!(check(Claim::Refusal(Target::Draft(DraftId(0)))), @"0.19 and 0.76: Row 0.81");
    assert_snapshot!(check(Claim::Acceptance(package())), @"0.79 and 0.90: Row 0.96");
    assert_snapshot!(check(Claim::Refusal(package())), @"0.40 and 0.71: Row 0.77");
}

#[test]
fn an_offer_is_made_for_a_condition_and_may_say_what_happens_without_it() {
    let offer = |forecast| Claim::ConditionalOffer {
        when: pattern(&[(0, &[1])]),
        then: pattern(&[(1, &[1])]),
        otherwise: String::new(),
        forecast,
    };
    assert_snapshot!(check(offer(None)), @"0.93 and 0.90: Row 0.86");
    assert_snapshot!(check(offer(Some(forecast()))), @"0.92 and 0.96: Row 0.85");
}

#[test]
fn an_ultimatum_refuses_what_lacks_its_demand() {
    let ultimatum = |then: &[(usize, &[usize])], forecast| Claim::Ultimatum {
        options: pattern(&[(0, &[1])]),
        then: pattern(then),
        forecast,
    };
    assert_snapshot!(check(ultimatum(&[], None)), @"0.55 and 0.92: Row 0.62");
    assert_snapshot!(check(ultimatum(&[(1, &[1])], None)), @"0.38 and 0.84: Row 0.78");
    assert_snapshot!(check(ultimatum(&[(1, &[1])], Some(forecast()))), @"0.36 and 0.95: Row 0.80");
}

#[test]
fn what_happens_without_agreement_is_a_belief_of_all() {
    let chance = || chance(0.8, 0.95);
    let prospect = ProspectId(0);
    assert_snapshot!(check(Claim::Estimate { prospect, chance: chance() }), @"0.69 and 0.93: Belief(ProspectId(0))");
    let threat = |options: &[(usize, &[usize])]| Claim::Threat {
        prospect,
        chance: chance(),
        options: pattern(options),
    };
    assert_snapshot!(check(threat(&[])), @"0.69 and 0.93: Belief(ProspectId(0))");
    // What the threat is meant to prevent is a red line.
    assert_snapshot!(check(threat(&[(0, &[1])])), @"0.06 and 0.93: Veto 0.91");
    let mut case = two();
    say(&mut case, threat(&[(0, &[1])]), 0.9);
    let ledger = |red_lines: RedLines| {
        let mut question = Question::new(1, 200);
        question.assumed.red_lines = Some(red_lines);
        let views = elicit(&case, &question, &|| false).views;
        let entry =
            |it: &crate::View| format!("{:?} {:.2?}", it.ledger[0].entered, it.ledger[0].truth);
        views.iter().map(entry).collect::<Vec<_>>().join(", ")
    };
    // Another party believes it, and has no red line by it; its belief stays if the line is a bluff.
    assert_snapshot!(ledger(RedLines::Real), @"Veto Some(1.00), Belief(ProspectId(0)) None");
    assert_snapshot!(ledger(RedLines::Bluff), @"Belief(ProspectId(0)) None, Belief(ProspectId(0)) None");
}

#[test]
fn pressure_makes_texts_more_acceptable() {
    assert_snapshot!(check(Claim::Pressure(Vec::new())), @"0.80 and 0.94: Row 0.86");
    assert_snapshot!(check(Claim::Pressure(vec![swing(0)])), @"0.80 and 0.95: Row 0.76");
    assert_snapshot!(check(Claim::Pressure(vec![Swing::Step(step(0, 0, 1)), swing(1)])), @"0.69 and 0.87: Row 0.86");
}

#[test]
fn what_is_not_modelled_is_counted() {
    let mut case = two();
    let option = || pattern(&[(0, &[1])]);
    assert_snapshot!(check(Claim::Precondition), @"0.68 and 0.85: Precondition");
    for claim in [Claim::Commitment, Claim::Position, Claim::Assessment, Claim::Accusation] {
        say(&mut case, claim(option()), 0.9);
    }
    say(&mut case, Claim::Event(option()), 0.9);
    say(&mut case, Claim::Support(option()), 0.9);
    let estimate = Claim::Estimate { prospect: ProspectId(0), chance: chance(0.5, 0.6) };
    say(&mut case, estimate, 0.9).holder = Holder::Mediator;
    say(&mut case, Claim::Position(option()), 0.9).said =
        onetext_case::When::day(crate::fixture::day("2025-12-03"));
    let elicited = elicit(&case, &Question::new(1, 100), &|| false);
    assert_eq!(elicited.views[0].not_modelled(), (5, 6));
    assert_eq!(elicited.views[1].not_modelled(), (0, 0));
}

/// What one says of another is a statement about the other, trusted as far as the reporter is, and
/// nothing that either says of itself.
#[test]
fn what_one_says_of_another_stays_the_reporters() {
    let mut case = two();
    let said = say(&mut case, Claim::Demand(pattern(&[(0, &[2])])), 0.5);
    said.voice = Holder::Party(PartyId(1));
    said.credence = None;
    let elicited = elicit(&case, &Question::new(1, 100), &|| false);
    let entry = &elicited.views[0].ledger[0];
    assert_eq!(entry.entered, Entered::Row);
    assert!(entry.credence < 0.6, "{}", entry.credence);
    assert!(elicited.views[1].ledger.is_empty());
}

/// Whatever ties there are, the search comes to what looking at each outcome comes to, and the range
/// of an open text is that of its readings.
#[test]
fn ties_count_alike_one_outcome_at_a_time_and_all_together() {
    let mut case = two();
    say(&mut case, Claim::Demand(pattern(&[(0, &[2])])), 0.9);
    for (one, other, effect) in [(2, 1, Effect::Loss), (2, 0, Effect::Loss), (0, 2, Effect::Gain)] {
        let options = pattern(&[(0, &[one]), (1, &[other])]);
        say(&mut case, Claim::Together { options, effect }, 0.98);
    }
    say(
        &mut case,
        Claim::Together { options: pattern(&[(0, &[0, 1]), (1, &[1])]), effect: Effect::Gain },
        0.9,
    );
    case.parties[1].seat = false;
    let elicited = elicit(&case, &Question::new(1, 300), &|| false);
    let outcomes = (0..3).flat_map(|one| (0..3).map(move |other| [OptionId(one), OptionId(other)]));
    let shares: Vec<f64> =
        outcomes.map(|it| elicited.joint(&Text::outcome(&it)).unwrap().share.low).collect();
    let best = shares.iter().copied().fold(0.0, f64::max);
    let found = found(&case, &elicited, 1, 20).unwrap();
    assert_eq!(found.joint.share.low.to_bits(), best.to_bits());
    let all = vec![OptionId(0), OptionId(1), OptionId(2)];
    let open = elicited.joint(&Text::from(vec![all.clone(), all])).unwrap().share;
    assert_eq!((open.low, open.high), (shares.iter().copied().fold(1.0, f64::min), best));
}

/// Why party 0 accepts the first draft or not: influences, and what is in the way.
fn reasons(case: &Case) -> String {
    let elicited = elicit(case, &Question::new(1, 500), &|| false);
    let it = elicited.views[0].acceptability(&Text::draft(case, DraftId(0))).unwrap();
    let because = it.because.iter().map(|it| {
        let influence = it.influence.map_or("?".to_owned(), |it| format!("{it:+.2}"));
        format!("{}: {influence}", it.statement.0)
    });
    let blocker = it.blocker.map(|it| (it.issue.0, it.red_line, it.statements));
    format!("{}; {blocker:?}", because.collect::<Vec<_>>().join(", "))
}

#[test]
fn a_tie_that_is_in_the_way_is_named() {
    let mut case = two();
    say(&mut case, Claim::Support(pattern(&[(0, &[1]), (1, &[1])])), 0.95);
    let options = pattern(&[(0, &[1]), (1, &[1])]);
    say(&mut case, Claim::Together { options, effect: Effect::Loss }, 0.95);
    assert_snapshot!(reasons(&case), @"0: +0.28, 1: -0.09; Some((0, false, [StatementId(0), StatementId(1)]))");
}

#[test]
fn what_releases_a_red_line_is_a_reason() {
    let mut case = two();
    say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 0.8);
    say(&mut case, Claim::Flexible(pattern(&[(0, &[1])])), 0.7);
    say(&mut case, Claim::RedLine(pattern(&[(0, &[2])])), 0.8);
    say(&mut case, Claim::Flexible(pattern(&[(0, &[2])])), 0.7);
    assert_snapshot!(reasons(&case), @"0: -0.52, 1: +0.11, 2: +0.05; Some((0, true, [StatementId(0)]))");
}

/// A tie belongs to the party that makes it, and one that is not in force leaves no trace.
#[test]
fn a_tie_is_of_one_party_and_goes_with_its_statement() {
    let tie =
        || Claim::Together { options: pattern(&[(0, &[1]), (1, &[1])]), effect: Effect::Gain };
    let shares = |case: &Case| {
        let elicited = elicit(case, &Question::new(1, 200), &|| false);
        let share = |it: &crate::View| it.share(&Text::draft(case, DraftId(0)));
        elicited.views.iter().map(share).collect::<Vec<_>>()
    };
    let without = shares(&two());
    let mut case = two();
    say(&mut case, tie(), 0.9);
    let with = shares(&case);
    assert_ne!(with[0], without[0]);
    assert_eq!(with[1], without[1]);
    case.statements[0].retracted = case.as_of;
    assert_eq!(shares(&case), without);
    case.statements[0].retracted = None;
    case.statements[0].credence = Some(0.5);
    assert_eq!(shares(&case), without);
}
