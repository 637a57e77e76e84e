//! What is in force on the day of the case, and what a holder said later against it.
//!
//! A newer statement replaces an older one, without being told, if all of this holds:
//!
//! - both are in the same voice about the same holder, and before the same public: what is said in
//!   confidence does not replace what is said openly, nor the reverse. That is a [`Gap`];
//! - its first day comes after the last day of the other, which had not run out by then. On one
//!   day, both count;
//! - the two are contrary on the same point, by the list at [`contrary()`];
//! - it holds on the day of the case, neither run out nor taken back, and said something on its own
//!   day, however old it is by now. That it was itself replaced does not matter: what was given up
//!   does not come back;
//! - it does not come from a delegate, if the other came from one who decides.

use onetext_case::{Case, Channel, Holder, PartyId, Statement, StatementId};

use crate::contrary::contrary;
use crate::credence;
use crate::elicited::Elicited;
use crate::ledger::Entered;
use crate::question::{Assumed, Assumptions};

/// A position that was given up for a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// What was said first, and is in no share.
    pub from: StatementId,
    /// What replaces it.
    pub to: StatementId,
    /// Whether the case says that the one supersedes the other; if not, the two are contrary on the
    /// same point.
    pub explicit: bool,
}

/// Something said in public and its contrary said in confidence, by the same holder about itself,
/// both in force. Neither replaces the other; both are in the shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// What was said in public.
    pub public: StatementId,
    /// What was said in confidence, whether it leaked or not.
    pub private: StatementId,
}

/// Shifts and gaps, each in the order of the case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moves {
    shifts: Vec<Shift>,
    gaps: Vec<Gap>,
}

impl Elicited {
    /// Positions given up for later ones, in the order in which they stand in the case.
    pub fn shifts(&self) -> &[Shift] {
        &self.moves.shifts
    }

    /// Where what a holder says in public is contrary to what it says in confidence, in the order of
    /// the public statements in the case.
    pub fn gaps(&self) -> &[Gap] {
        &self.moves.gaps
    }
}

/// Whether a statement is about a party, or about what happens without agreement and so shapes
/// its beliefs.
///
/// What is said of a prospect is everybody's to believe, except what one says that another
/// believes.
pub(crate) fn concerns(statement: &Statement, party: PartyId) -> bool {
    if statement.holder == Holder::Party(party) {
        return true;
    }
    statement.claim.forecast().is_some()
        && (statement.voice == statement.holder || !matches!(statement.holder, Holder::Party(_)))
}

/// Why a statement is not in force on the day of the case, if it is not.
///
/// What is taken never to have been said replaces nothing, and what is taken to hold is replaced
/// only where the case says so.
pub(crate) fn out_of_force(case: &Case, assumed: &Assumptions, id: StatementId) -> Option<Entered> {
    let statement = &case.statements[id.0];
    if is_later(case, statement) {
        return Some(Entered::Later);
    }
    if is_retracted(case, statement) {
        return Some(Entered::Retracted);
    }
    let is_said =
        |it: &usize| assumed.statements.get(&StatementId(*it)) != Some(&Assumed::Withdrawn);
    let others: Vec<usize> = (0..case.statements.len()).filter(is_said).collect();
    let told = |it: &usize| {
        let other = &case.statements[*it];
        other.supersedes == Some(id) && !is_later(case, other)
    };
    // The first that speaks against it is the one it was given up for.
    let first = || {
        let newer = others.iter().filter(|&&it| replaces(case, &case.statements[it], statement));
        newer.min_by_key(|&&it| {
            let said = &case.statements[it].said;
            (said.to, said.from, it)
        })
    };
    let is_held = assumed.statements.get(&id) == Some(&Assumed::Real);
    let newer = others.iter().find(|it| told(it)).or_else(|| (!is_held).then(first).flatten());
    if let Some(&newer) = newer {
        return Some(Entered::Superseded(StatementId(newer)));
    }
    is_expired(case, statement).then_some(Entered::Expired)
}

/// For each statement of a case, why it does not count on the day of the case: said later, taken
/// back, replaced, run out, or too weak to say anything on its own day. `None`: it counts.
///
/// Nothing is drawn for this, and whether a statement can become a number does not matter.
///
/// # Cost
///
/// Two comparisons for each pair of statements.
pub fn out_of_force_all(case: &Case) -> Vec<Option<Entered>> {
    let assumed = Assumptions::default();
    let ids = (0..case.statements.len()).map(StatementId);
    ids.map(|it| {
        let weak = || (!has_weight(case, &case.statements[it.0])).then_some(Entered::Weak);
        out_of_force(case, &assumed, it).or_else(weak)
    })
    .collect()
}

/// Every shift and every gap of a case.
pub(crate) fn moves(case: &Case, assumed: &Assumptions) -> Moves {
    let ids = || (0..case.statements.len()).map(StatementId);
    let withdrawn = |it: StatementId| assumed.statements.get(&it) == Some(&Assumed::Withdrawn);
    let out: Vec<Option<Entered>> = ids().map(|it| out_of_force(case, assumed, it)).collect();
    let mut moves = Moves::default();
    for from in ids().filter(|&it| !withdrawn(it)) {
        let statement = &case.statements[from.0];
        if let Some(Entered::Superseded(to)) = out[from.0] {
            let explicit = case.statements[to.0].supersedes == Some(from);
            moves.shifts.push(Shift { from, to, explicit });
        }
        let is_open =
            |it: StatementId| out[it.0].is_none() && has_weight(case, &case.statements[it.0]);
        if !is_own(statement) || !is_public(statement) || !is_open(from) {
            continue;
        }
        for private in ids().filter(|&it| !withdrawn(it) && is_open(it)) {
            let other = &case.statements[private.0];
            let same = other.voice == statement.voice && is_own(other) && !is_public(other);
            let either = [(statement, other), (other, statement)];
            if same && either.iter().any(|(it, other)| contrary(case, &it.claim, &other.claim)) {
                moves.gaps.push(Gap { public: from, private });
            }
        }
    }
    moves
}

/// Whether the newer statement replaces the older by what it says.
fn replaces(case: &Case, newer: &Statement, older: &Statement) -> bool {
    older.voice == newer.voice
        && older.holder == newer.holder
        && is_public(older) == is_public(newer)
        && older.said.to < newer.said.from
        && older.until.is_none_or(|until| newer.said.from <= until)
        && !is_later(case, newer)
        && !is_retracted(case, newer)
        && !is_expired(case, newer)
        && contrary(case, &older.claim, &newer.claim)
        && has_weight(case, newer)
        && (!credence::is_delegated(case, newer) || credence::is_delegated(case, older))
}

fn is_later(case: &Case, statement: &Statement) -> bool {
    case.as_of.is_some_and(|as_of| as_of < statement.said.from)
}

fn is_retracted(case: &Case, statement: &Statement) -> bool {
    statement.retracted.is_some_and(|day| case.as_of.is_none_or(|as_of| day <= as_of))
}

fn is_expired(case: &Case, statement: &Statement) -> bool {
    statement.until.is_some_and(|day| case.as_of.is_some_and(|as_of| day < as_of))
}

fn is_public(statement: &Statement) -> bool {
    statement.channel == Channel::Public
}

fn is_own(statement: &Statement) -> bool {
    statement.voice == statement.holder
}

/// Whether a statement said something on its day, however old it is by now.
fn has_weight(case: &Case, statement: &Statement) -> bool {
    let party = match statement.holder {
        Holder::Party(party) => party,
        // Who hears it makes no difference to what those who are no party say.
        Holder::Mediator | Holder::Observer(_) => PartyId(case.parties.len()),
    };
    !credence::is_weak(&case.credence, credence::said(case, statement, party))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use onetext_case::{Claim, OptionId, Person, When};
    use proptest::prelude::*;

    use super::*;
    use crate::contrary::tests::{arb_claim, three};
    use crate::fixture::{day, pattern, say};
    use crate::{Question, Text, elicit};

    fn say_on<'a>(case: &'a mut Case, date: &str, claim: Claim) -> &'a mut Statement {
        let statement = say(case, claim, 0.8);
        statement.said = When::parse(date).expect("a time of a test");
        statement
    }

    /// How each statement stands: in force, or why not.
    fn standing(case: &Case) -> String {
        let moves = moves(case, &Assumptions::default());
        let mut words: Vec<String> = (0..case.statements.len())
            .map(|it| match out_of_force(case, &Assumptions::default(), StatementId(it)) {
                None => "holds".to_owned(),
                Some(Entered::Superseded(by)) => format!("by {}", by.0),
                Some(other) => format!("{other:?}"),
            })
            .collect();
        words.extend(moves.gaps.iter().map(|it| format!("gap {} {}", it.public.0, it.private.0)));
        words.join(", ")
    }

    fn yes() -> Claim {
        Claim::Support(pattern(&[(0, &[1])]))
    }

    fn no() -> Claim {
        Claim::Opposition(pattern(&[(0, &[1])]))
    }

    #[test]
    fn only_a_later_day_replaces() {
        let on = |older: &str, newer: &str| {
            let mut case = three();
            say_on(&mut case, older, yes());
            say_on(&mut case, newer, no());
            standing(&case)
        };
        assert_snapshot!(on("2025-11-01", "2025-11-01"), @"holds, holds");
        assert_snapshot!(on("2025-11-01", "2025-11-02"), @"by 1, holds");
        assert_snapshot!(on("2025-11-02", "2025-11-01"), @"holds, by 0");
        assert_snapshot!(on("2025-11", "2025-11-30"), @"holds, holds");
        assert_snapshot!(on("2025-11", "2025-12-01"), @"by 1, holds");
        assert_snapshot!(on("2025-11-01", "2025-12-03"), @"holds, Later");
    }

    #[test]
    fn only_what_holds_and_says_something_replaces() {
        let with = |change: &dyn Fn(&mut Statement)| {
            let mut case = three();
            say_on(&mut case, "2025-10-01", yes());
            change(say_on(&mut case, "2025-11-01", no()));
            standing(&case)
        };
        assert_snapshot!(with(&|it| it.retracted = Some(day("2025-12-02"))), @"holds, Retracted");
        assert_snapshot!(with(&|it| it.retracted = Some(day("2025-12-03"))), @"by 1, holds");
        assert_snapshot!(with(&|it| it.until = Some(day("2025-12-01"))), @"holds, Expired");
        assert_snapshot!(with(&|it| it.until = Some(day("2025-12-02"))), @"by 1, holds");
        assert_snapshot!(with(&|it| it.credence = Some(0.5)), @"holds, holds");
        assert_snapshot!(with(&|it| it.voice = Holder::Party(PartyId(1))), @"holds, holds");
        assert_snapshot!(with(&|it| it.holder = Holder::Party(PartyId(1))), @"holds, holds");
    }

    #[test]
    fn the_first_and_the_last_day_count() {
        let said = |change: &dyn Fn(&mut Statement)| {
            let mut case = three();
            change(say_on(&mut case, "2025-12-02", yes()));
            standing(&case)
        };
        assert_snapshot!(said(&|_| ()), @"holds");
        assert_snapshot!(said(&|it| it.said = When::day(day("2025-12-03"))), @"Later");
        assert_snapshot!(said(&|it| it.until = Some(day("2025-12-02"))), @"holds");
        assert_snapshot!(said(&|it| it.until = Some(day("2025-12-01"))), @"Expired");
        assert_snapshot!(said(&|it| it.retracted = Some(day("2025-12-03"))), @"holds");
        assert_snapshot!(said(&|it| it.retracted = Some(day("2025-12-02"))), @"Retracted");
        // What had run out before its contrary was said was not given up for it.
        let mut case = three();
        say_on(&mut case, "2025-10-01", yes()).until = Some(day("2025-10-31"));
        say_on(&mut case, "2025-11-01", no());
        assert_snapshot!(standing(&case), @"Expired, holds");
        case.statements[0].until = Some(day("2025-11-01"));
        assert_snapshot!(standing(&case), @"by 1, holds");
    }

    #[test]
    fn what_does_not_count_is_told_without_a_draw() {
        let mut case = three();
        say_on(&mut case, "2025-10-01", yes());
        say_on(&mut case, "2025-11-01", no());
        say_on(&mut case, "2025-11-01", no()).credence = Some(0.5);
        let by = Some(Entered::Superseded(StatementId(1)));
        assert_eq!(out_of_force_all(&case), [by, None, Some(Entered::Weak)]);
    }

    #[test]
    fn an_old_position_does_not_come_back_by_a_third() {
        let mut case = three();
        say_on(&mut case, "2025-09-01", yes());
        say_on(&mut case, "2025-10-01", no());
        say_on(&mut case, "2025-11-01", yes());
        assert_snapshot!(standing(&case), @"by 1, by 2, holds");
        let elicited = elicit(&case, &Question::new(1, 100), &|| false);
        let [one, two, three] = [0, 1, 2].map(StatementId);
        assert_eq!(
            elicited.shifts(),
            [
                Shift { from: one, to: two, explicit: false },
                Shift { from: two, to: three, explicit: false },
            ]
        );
        // What the case says comes first.
        case.statements[2].supersedes = Some(one);
        let elicited = elicit(&case, &Question::new(1, 100), &|| false);
        assert_eq!(elicited.shifts()[0], Shift { from: one, to: three, explicit: true });
    }

    #[test]
    fn public_and_private_words_stand_beside_each_other() {
        let mut case = three();
        say_on(&mut case, "2025-10-01", no());
        say_on(&mut case, "2025-11-01", yes()).channel = Channel::Private;
        assert_snapshot!(standing(&case), @"holds, holds, gap 0 1");
        say_on(&mut case, "2025-11-02", no()).channel = Channel::Leaked;
        assert_snapshot!(standing(&case), @"holds, by 2, holds");
        let elicited = elicit(&case, &Question::new(1, 100), &|| false);
        assert_eq!(elicited.gaps(), []);
        case.statements[0].claim = yes();
        let elicited = elicit(&case, &Question::new(1, 100), &|| false);
        assert_eq!(elicited.gaps(), [Gap { public: StatementId(0), private: StatementId(2) }]);
    }

    #[test]
    fn a_delegate_does_not_take_back_what_one_who_decides_has_said() {
        let mut case = three();
        let chief = Person { name: "Ada".to_owned(), principal: true, ..Person::default() };
        let envoy = Person { name: "Bo".to_owned(), ..Person::default() };
        case.parties[0].body.people = vec![chief, envoy];
        say_on(&mut case, "2025-10-01", yes()).speaker = "Ada".to_owned();
        say_on(&mut case, "2025-11-01", no()).speaker = "Bo".to_owned();
        assert_snapshot!(standing(&case), @"holds, holds");
        say_on(&mut case, "2025-11-02", yes()).speaker = "Bo".to_owned();
        assert_snapshot!(standing(&case), @"holds, by 2, holds");
        case.parties[0].body.people[0].principal = false;
        assert_snapshot!(standing(&case), @"by 1, by 2, holds");
    }

    fn arb_ledger() -> impl Strategy<Value = Vec<(Claim, usize)>> {
        prop::collection::vec((arb_claim(), 0..4_usize), 2..6)
    }

    fn ledger(said: &[(Claim, usize)]) -> Case {
        let mut case = three();
        for (claim, month) in said {
            let date = ["2025-08-01", "2025-09-01", "2025-10-01", "2025-11-01"][*month];
            say_on(&mut case, date, claim.clone());
        }
        case
    }

    /// The shares of some outcomes of party 0, to the last bit.
    fn shares(case: &Case, assumed: &Assumptions) -> String {
        let question = Question { assumed: assumed.clone(), ..Question::new(3, 100) };
        let elicited = elicit(case, &question, &|| false);
        let share = |it: usize| {
            let outcome = [it % 3, it / 3, 1].map(OptionId);
            format!("{:?}", elicited.views[0].share(&Text::outcome(&outcome)))
        };
        (0..9).map(share).collect::<Vec<_>>().join("\n")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        /// What was replaced is as good as gone.
        #[test]
        fn a_replaced_statement_changes_no_share(said in arb_ledger()) {
            let mut case = ledger(&said);
            let before = shares(&case, &Assumptions::default());
            let moves = moves(&case, &Assumptions::default());
            for shift in &moves.shifts {
                case.statements[shift.from.0].claim = Claim::Precondition;
            }
            prop_assert_eq!(before, shares(&case, &Assumptions::default()));
        }

        /// Taken never to have been said is the same as not said.
        #[test]
        fn a_withdrawn_statement_replaces_nothing(said in arb_ledger(), which in 0..6_usize) {
            let case = ledger(&said);
            let which = which % case.statements.len();
            let mut assumed = Assumptions::default();
            assumed.statements.insert(StatementId(which), Assumed::Withdrawn);
            let mut without = case.clone();
            without.statements.remove(which);
            prop_assert_eq!(shares(&case, &assumed), shares(&without, &Assumptions::default()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// The order of the ledger does not decide what is in force.
        #[test]
        fn the_order_of_the_ledger_replaces_nothing(said in arb_ledger(), turn in 0..6_usize) {
            let case = ledger(&said);
            let out = |case: &Case, it: usize| {
                out_of_force(case, &Assumptions::default(), StatementId(it)).is_some()
            };
            let count = case.statements.len();
            let mut turned = case.clone();
            turned.statements.rotate_left(turn % count);
            for place in 0..count {
                prop_assert_eq!(out(&turned, place), out(&case, (place + turn) % count));
            }
        }
    }
}
