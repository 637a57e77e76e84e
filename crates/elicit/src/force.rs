//! What is in force on the day of the case, and what a holder said later against it.
//!
//! A newer statement replaces an older one, without being told, if all of this holds:
//!
//! - both are in the same voice about the same holder, and before the same public: what is said in
//!   confidence does not replace what is said openly, nor the reverse. That is a [`Gap`];
//! - its first day comes after the last day of the other, which had not run out by then. On one
//!   day, both count;
//! - the two are contrary on the same point, by the list at [`contrary`];
//! - it holds on the day of the case and says something: it has not run out, was not taken back, and
//!   has a credence of its own. Having been replaced by a third does not count: what was given up
//!   does not come back;
//! - it does not come from a delegate, if the other came from one who decides.

use onetext_case::{
    Case, Chance, Channel, Claim, Holder, OptionId, PartyId, Pattern, Statement, StatementId,
    Target,
};

use crate::credence;
use crate::elicited::Elicited;
use crate::ledger::Entered;
use crate::lower::blocked;
use crate::question::{Assumed, Assumptions};
use crate::space::Space;
use crate::text::Text;

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
    matches!(statement.claim, Claim::Threat { .. } | Claim::Estimate { .. })
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
        let is_open = |it: StatementId| out[it.0].is_none() && says_something(case, it);
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

/// Whether a later claim is contrary to an earlier one on the same point:
///
/// - acceptance and refusal of the same draft or package; a conditional offer accepts its package;
/// - one of `support`, `demand`, `requires` and one of `opposition`, `rejection`, `red-line`, on the
///   same options;
/// - a demand or a requirement on the same issues, with no option in common on one of them;
/// - a red line, `requires` or `only-if`, and acceptance of what it forbids;
/// - a red line, and later the condition (`only-if`) under which its options are not ruled out;
/// - the same preference or trade the other way around;
/// - a ranking or a priority that has two drafts or issues the other way around;
/// - another chance of the same prospect.
///
/// All but the red line that gets a condition is the same in either order. Equal claims are not
/// contrary, and neither are those that overlap in part.
fn contrary(case: &Case, older: &Claim, newer: &Claim) -> bool {
    let is_against = |one: &Claim, other: &Claim| {
        let both = [(true, one), (false, other)];
        let [yes, no] = both.map(|(wanted, it)| signs(it).filter(|it| it.0 == wanted));
        let [good, bad] = both.map(|(wanted, it)| lean(it).filter(|it| it.0 == wanted));
        yes.zip(no).is_some_and(|(yes, no)| yes.1 == no.1)
            || good.zip(bad).is_some_and(|(good, bad)| good.1 == bad.1)
            || forbids(case, one, other)
    };
    if is_against(older, newer) || is_against(newer, older) {
        return true;
    }
    match (older, newer) {
        (
            Claim::Demand(one) | Claim::Requires(one),
            Claim::Demand(other) | Claim::Requires(other),
        ) => one.keys().eq(other.keys()) && one.iter().any(|(issue, it)| apart(it, &other[issue])),
        (Claim::RedLine(line), Claim::OnlyIf { options, .. }) => line == options,
        (Claim::Preference { prefer, over }, Claim::Preference { prefer: best, over: rest }) => {
            prefer != over && prefer == rest && over == best
        }
        (Claim::Trade { prefer, over }, Claim::Trade { prefer: best, over: rest }) => {
            prefer != over && prefer == rest && over == best
        }
        (Claim::Ranking(one), Claim::Ranking(other)) => is_turned(one, other),
        (Claim::Priority(one), Claim::Priority(other)) => is_turned(one, other),
        (
            Claim::Threat { prospect, chance } | Claim::Estimate { prospect, chance },
            Claim::Threat { prospect: same, chance: other }
            | Claim::Estimate { prospect: same, chance: other },
        ) => {
            let bounds = |it: &Chance| [it.low, it.high].map(f64::to_bits);
            prospect == same && bounds(chance) != bounds(other)
        }
        _ => false,
    }
}

/// What a claim would sign, or would not.
fn signs(claim: &Claim) -> Option<(bool, Target)> {
    match claim {
        Claim::Acceptance(target) => Some((true, target.clone())),
        Claim::Refusal(target) => Some((false, target.clone())),
        Claim::ConditionalOffer { when, then, .. } => {
            let mut both = then.clone();
            both.extend(when.clone());
            Some((true, Target::Package(both)))
        }
        _ => None,
    }
}

/// The options that a claim is for, or against.
fn lean(claim: &Claim) -> Option<(bool, &Pattern)> {
    match claim {
        Claim::Support(it) | Claim::Demand(it) | Claim::Requires(it) => Some((true, it)),
        Claim::Opposition(it) | Claim::Rejection(it) | Claim::RedLine(it) => Some((false, it)),
        _ => None,
    }
}

/// Whether a red line, if it is real, forbids what is accepted: some reading of a package, by the
/// issues that it names, or every reading of a draft.
fn forbids(case: &Case, line: &Claim, accepted: &Claim) -> bool {
    let (Some((true, target)), Claim::RedLine(_) | Claim::Requires(_) | Claim::OnlyIf { .. }) =
        (signs(accepted), line)
    else {
        return false;
    };
    let space = Space::new(case);
    let Some(blocked) = blocked(&space, line) else { return false };
    match target {
        Target::Package(options) => blocked.some(&space.package(&options)),
        Target::Draft(draft) => {
            space.reading(&Text::draft(case, draft)).is_ok_and(|it| blocked.every(&it))
        }
    }
}

fn apart(one: &[OptionId], other: &[OptionId]) -> bool {
    !one.iter().any(|it| other.contains(it))
}

/// Whether two lists have two things in common that stand the other way around.
fn is_turned<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    let places: Vec<usize> =
        one.iter().filter_map(|it| other.iter().position(|other| other == it)).collect();
    places.windows(2).any(|it| it[1] < it[0])
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

fn says_something(case: &Case, id: StatementId) -> bool {
    has_weight(case, &case.statements[id.0])
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
    use onetext_case::{DraftId, IssueId, OptionId, Person, ProspectId, Step, When};
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{case, chance, day, draft, pattern, prospect, say};
    use crate::{Question, elicit};

    /// Three issues of three options, two drafts and a prospect.
    fn three() -> Case {
        let mut case = case(2, &[(3, None), (3, Some(0)), (3, None)]);
        draft(&mut case, &[(0, 1), (1, 1)]);
        draft(&mut case, &[(0, 0), (0, 1)]);
        prospect(&mut case, &[(0, 2)]);
        case
    }

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

    /// What a later statement does to an earlier one, and the other way around.
    fn check(one: &Claim, other: &Claim) -> String {
        let done = |older: &Claim, newer: &Claim| {
            let mut case = three();
            say_on(&mut case, "2025-10-01", older.clone());
            say_on(&mut case, "2025-11-01", newer.clone());
            if standing(&case) == "by 1, holds" { "replaces" } else { "both" }
        };
        match (done(one, other), done(other, one)) {
            (there, back) if there == back => there.to_owned(),
            (there, back) => format!("{there}, the other way {back}"),
        }
    }

    fn accept(options: &[(usize, &[usize])]) -> Claim {
        Claim::Acceptance(Target::Package(pattern(options)))
    }

    fn refuse(options: &[(usize, &[usize])]) -> Claim {
        Claim::Refusal(Target::Package(pattern(options)))
    }

    fn likely(low: f64, high: f64) -> Claim {
        Claim::Estimate { prospect: ProspectId(0), chance: chance(low, high) }
    }

    #[test]
    fn what_is_accepted_and_refused() {
        let [first, second] = [0, 1].map(|it| Target::Draft(DraftId(it)));
        let accept_draft = Claim::Acceptance(first.clone());
        let offer = Claim::ConditionalOffer {
            when: pattern(&[(0, &[1])]),
            then: pattern(&[(1, &[2])]),
            otherwise: String::new(),
        };
        assert_snapshot!(check(&accept_draft, &Claim::Refusal(first.clone())), @"replaces");
        assert_snapshot!(check(&accept_draft, &Claim::Refusal(second)), @"both");
        assert_snapshot!(check(&accept_draft, &accept_draft), @"both");
        assert_snapshot!(check(&accept(&[(0, &[1])]), &refuse(&[(0, &[1])])), @"replaces");
        assert_snapshot!(check(&accept(&[(0, &[1])]), &refuse(&[(0, &[1]), (1, &[1])])), @"both");
        assert_snapshot!(check(&offer, &refuse(&[(0, &[1]), (1, &[2])])), @"replaces");
        assert_snapshot!(check(&offer, &refuse(&[(0, &[1])])), @"both");
    }

    #[test]
    fn what_is_said_for_and_against_the_same_options() {
        let one = || pattern(&[(0, &[1])]);
        let wide = || pattern(&[(0, &[1, 2])]);
        for good in [Claim::Support(one()), Claim::Demand(one()), Claim::Requires(one())] {
            for bad in [Claim::Opposition(one()), Claim::Rejection(one()), Claim::RedLine(one())] {
                assert_eq!(check(&good, &bad), "replaces", "{good:?} and {bad:?}");
            }
            assert_eq!(check(&good, &Claim::Opposition(wide())), "both");
            assert_eq!(check(&good, &good), "both");
        }
        assert_snapshot!(check(&Claim::Opposition(one()), &Claim::RedLine(one())), @"both");
        let other = || pattern(&[(0, &[2])]);
        let more = || pattern(&[(0, &[2]), (1, &[1])]);
        assert_snapshot!(check(&Claim::Demand(one()), &Claim::Demand(other())), @"replaces");
        assert_snapshot!(check(&Claim::Demand(one()), &Claim::Requires(other())), @"replaces");
        assert_snapshot!(check(&Claim::Demand(one()), &Claim::Demand(wide())), @"both");
        assert_snapshot!(check(&Claim::Demand(one()), &Claim::Demand(more())), @"both");
        assert_snapshot!(check(&Claim::Support(one()), &Claim::Support(other())), @"both");
    }

    #[test]
    fn red_lines_and_what_they_forbid() {
        let line = Claim::RedLine(pattern(&[(0, &[1])]));
        let first = Claim::Acceptance(Target::Draft(DraftId(0)));
        // The second draft leaves the issue open.
        let second = Claim::Acceptance(Target::Draft(DraftId(1)));
        let requires = Claim::Requires(pattern(&[(1, &[2])]));
        let only_if = Claim::OnlyIf { options: pattern(&[(0, &[1])]), when: pattern(&[(1, &[2])]) };
        assert_snapshot!(check(&line, &first), @"replaces");
        assert_snapshot!(check(&line, &second), @"both");
        assert_snapshot!(check(&line, &accept(&[(0, &[1]), (1, &[1])])), @"replaces");
        assert_snapshot!(check(&line, &accept(&[(1, &[1])])), @"both");
        assert_snapshot!(check(&line, &refuse(&[(0, &[1])])), @"both");
        assert_snapshot!(check(&requires, &first), @"replaces");
        assert_snapshot!(check(&requires, &accept(&[(1, &[1])])), @"replaces");
        assert_snapshot!(check(&requires, &accept(&[(0, &[1])])), @"both");
        assert_snapshot!(check(&only_if, &accept(&[(0, &[1]), (1, &[1])])), @"replaces");
        assert_snapshot!(check(&only_if, &accept(&[(0, &[1]), (1, &[2])])), @"both");
        assert_snapshot!(check(&line, &only_if), @"replaces, the other way both");
    }

    #[test]
    fn what_is_turned_around() {
        let one = || pattern(&[(0, &[1])]);
        let other = || pattern(&[(1, &[1])]);
        let prefer = |prefer, over| Claim::Preference { prefer, over };
        assert_snapshot!(check(&prefer(one(), other()), &prefer(other(), one())), @"replaces");
        let step = |issue| Step { issue: IssueId(issue), from: OptionId(0), to: OptionId(1) };
        let trade = |prefer, over| Claim::Trade { prefer: step(prefer), over: step(over) };
        assert_snapshot!(check(&trade(0, 1), &trade(1, 0)), @"replaces");
        assert_snapshot!(check(&trade(0, 1), &trade(0, 2)), @"both");
        let ranking = |it: &[usize]| Claim::Ranking(it.iter().map(|&it| DraftId(it)).collect());
        assert_snapshot!(check(&ranking(&[0, 1]), &ranking(&[1, 0])), @"replaces");
        let priority = |it: &[usize]| Claim::Priority(it.iter().map(|&it| IssueId(it)).collect());
        assert_snapshot!(check(&priority(&[0, 1, 2]), &priority(&[2, 0])), @"replaces");
        assert_snapshot!(check(&priority(&[0, 1, 2]), &priority(&[0, 2])), @"both");
        assert_snapshot!(check(&likely(0.2, 0.4), &likely(0.5, 0.8)), @"replaces");
        assert_snapshot!(check(&likely(0.2, 0.4), &likely(0.2, 0.4)), @"both");
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

    /// A claim among many that can be contrary to each other.
    fn arb_claim() -> impl Strategy<Value = Claim> {
        let options = (0..2_usize, prop::sample::subsequence(vec![0, 1, 2], 1..3));
        (0..13, options, 0..2_usize).prop_map(|(kind, (issue, options), other)| {
            let it = || pattern(&[(issue, &options)]);
            match kind {
                0 => Claim::Support(it()),
                1 => Claim::Opposition(it()),
                2 => Claim::Demand(it()),
                3 => Claim::Rejection(it()),
                4 => Claim::RedLine(it()),
                5 => Claim::Requires(it()),
                6 => Claim::Acceptance(Target::Package(it())),
                7 => Claim::Refusal(Target::Package(it())),
                8 => Claim::Acceptance(Target::Draft(DraftId(other))),
                9 => Claim::Refusal(Target::Draft(DraftId(other))),
                10 => Claim::Preference { prefer: it(), over: pattern(&[(0, &[other])]) },
                11 => likely(0.2, [0.4, 0.6][other]),
                _ => Claim::Ranking(vec![DraftId(other), DraftId(1 - other)]),
            }
        })
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

        /// Being contrary has no direction, and nothing is contrary to itself.
        #[test]
        fn contrary_is_mutual_and_never_of_equals(one in arb_claim(), other in arb_claim()) {
            let case = three();
            prop_assert_eq!(contrary(&case, &one, &other), contrary(&case, &other, &one));
            prop_assert!(!contrary(&case, &one, &one));
        }
    }
}
