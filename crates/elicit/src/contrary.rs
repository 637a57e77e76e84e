//! Which claims are contrary to each other on the same point.

use std::borrow::Cow;

use onetext_case::{Case, Chance, Claim, OptionId, Pattern, ProspectId, Target};

use crate::meaning::blocked;
use crate::space::Space;
use crate::text::Text;

/// Whether a later claim is contrary to an earlier one on the same point:
///
/// - acceptance and refusal of the same draft or package; a conditional offer accepts its package;
/// - one of `support`, `demand`, `ideal-point`, `requires`, `ultimatum` and one of `opposition`,
///   `rejection`, `red-line`, a threat against options, on the same options;
/// - two of `demand`, `ideal-point`, `requires`, `ultimatum` on the same issues, with no option in
///   common on one of them;
/// - a red line, `requires`, `only-if` or a threat against options, and acceptance of what it forbids,
///   or `flexible` about it;
/// - a red line, and later the condition (`only-if`) under which its options are not ruled out;
/// - the same preference or trade the other way around;
/// - a ranking or a priority that has two drafts or issues the other way around;
/// - gain and loss of the same options together;
/// - another chance of the same prospect, as a threat or an estimate, against the same options if any.
///
/// All but the red line that gets a condition is the same in either order. Equal claims are not
/// contrary, and neither are those that overlap in part.
pub(crate) fn contrary(case: &Case, older: &Claim, newer: &Claim) -> bool {
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
    if let Some((one, other)) = wanted(older).zip(wanted(newer)) {
        return one.keys().eq(other.keys()) && one.iter().any(|(it, of)| apart(of, &other[it]));
    }
    match (older, newer) {
        (Claim::RedLine(line), Claim::OnlyIf { options, .. }) => line == options,
        (Claim::Preference { prefer, over }, Claim::Preference { prefer: best, over: rest }) => {
            prefer != over && prefer == rest && over == best
        }
        (Claim::Trade { prefer, over, .. }, Claim::Trade { prefer: best, over: rest, .. }) => {
            prefer != over && prefer == rest && over == best
        }
        (Claim::Ranking(one), Claim::Ranking(other)) => is_turned(one, other),
        (Claim::Priority { swings: one, .. }, Claim::Priority { swings: other, .. }) => {
            is_turned(one, other)
        }
        (Claim::Together { options, effect }, Claim::Together { options: same, effect: other }) => {
            options == same && effect != other
        }
        _ => threatened(older).zip(threatened(newer)).is_some_and(|(one, other)| {
            let bounds = |it: &Chance| [it.low, it.high].map(f64::to_bits);
            one.0 == other.0 && one.2 == other.2 && bounds(one.1) != bounds(other.1)
        }),
    }
}

/// What a claim would sign, or would not.
fn signs(claim: &Claim) -> Option<(bool, Cow<'_, Target>)> {
    match claim {
        Claim::Acceptance(target) => Some((true, Cow::Borrowed(target))),
        Claim::Refusal(target) => Some((false, Cow::Borrowed(target))),
        Claim::ConditionalOffer { when, then, .. } => {
            let mut both = then.clone();
            both.extend(when.clone());
            Some((true, Cow::Owned(Target::Package(both))))
        }
        _ => None,
    }
}

/// The options that a claim is for, or against.
fn lean(claim: &Claim) -> Option<(bool, &Pattern)> {
    match claim {
        Claim::Support(it) => Some((true, it)),
        Claim::Opposition(it) | Claim::Rejection(it) | Claim::RedLine(it) => Some((false, it)),
        Claim::Threat { options, .. } if !options.is_empty() => Some((false, options)),
        _ => wanted(claim).map(|it| (true, it)),
    }
}

/// The options that a claim is for above all others.
fn wanted(claim: &Claim) -> Option<&Pattern> {
    match claim {
        Claim::Demand(it) | Claim::IdealPoint(it) | Claim::Requires(it) => Some(it),
        Claim::Ultimatum { options, .. } => Some(options),
        _ => None,
    }
}

/// What a threat or an estimate says of a prospect, and which options it is against.
fn threatened(claim: &Claim) -> Option<(ProspectId, &Chance, Option<&Pattern>)> {
    match claim {
        Claim::Threat { prospect, chance, options } => {
            Some((*prospect, chance, Some(options).filter(|it| !it.is_empty())))
        }
        Claim::Estimate { prospect, chance } => Some((*prospect, chance, None)),
        _ => None,
    }
}

/// Whether a red line, if it is real, forbids what is accepted, or what is said to be open: some reading of a package, by the
/// issues that it names, or every reading of a draft.
fn forbids(case: &Case, line: &Claim, accepted: &Claim) -> bool {
    let is_line = matches!(
        line,
        Claim::RedLine(_) | Claim::Requires(_) | Claim::OnlyIf { .. } | Claim::Threat { .. }
    );
    let target = match accepted {
        Claim::Flexible(options) => Some(Cow::Owned(Target::Package(options.clone()))),
        _ => signs(accepted).filter(|it| it.0).map(|it| it.1),
    };
    let Some(target) = target.filter(|_| is_line) else { return false };
    let space = Space::new(case);
    let Some(blocked) = blocked(&space, line) else { return false };
    match &*target {
        Target::Package(options) => blocked.some(&space.package(options)),
        Target::Draft(draft) => {
            space.reading(&Text::draft(case, *draft)).is_ok_and(|it| blocked.every(&it))
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

#[cfg(test)]
pub(crate) mod tests {
    use insta::assert_snapshot;
    use onetext_case::{DraftId, Effect, IssueId, Step, Swing};
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{case, chance, draft, pattern, prospect};

    /// Three issues of three options, two drafts and a prospect.
    pub(crate) fn three() -> Case {
        let mut case = case(2, &[(3, None), (3, Some(0)), (3, None)]);
        draft(&mut case, &[(0, 1), (1, 1)]);
        draft(&mut case, &[(0, 0), (0, 1)]);
        prospect(&mut case, &[(0, 2)]);
        case
    }

    /// Whether a later claim is contrary to an earlier one, and the other way around.
    fn check(one: &Claim, other: &Claim) -> String {
        let case = three();
        let is = |it: bool| if it { "contrary" } else { "not" };
        let [there, back] = [contrary(&case, one, other), contrary(&case, other, one)].map(is);
        if there == back { there.to_owned() } else { format!("{there}, the other way {back}") }
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
            forecast: None,
        };
        assert_snapshot!(check(&accept_draft, &Claim::Refusal(first.clone())), @"contrary");
        assert_snapshot!(check(&accept_draft, &Claim::Refusal(second)), @"not");
        assert_snapshot!(check(&accept_draft, &accept_draft), @"not");
        assert_snapshot!(check(&accept(&[(0, &[1])]), &refuse(&[(0, &[1])])), @"contrary");
        assert_snapshot!(check(&accept(&[(0, &[1])]), &refuse(&[(0, &[1]), (1, &[1])])), @"not");
        assert_snapshot!(check(&offer, &refuse(&[(0, &[1]), (1, &[2])])), @"contrary");
        assert_snapshot!(check(&offer, &refuse(&[(0, &[1])])), @"not");
    }

    #[test]
    fn what_is_said_for_and_against_the_same_options() {
        let one = || pattern(&[(0, &[1])]);
        let wide = || pattern(&[(0, &[1, 2])]);
        for good in [Claim::Support(one()), Claim::Demand(one()), Claim::Requires(one())] {
            for bad in [Claim::Opposition(one()), Claim::Rejection(one()), Claim::RedLine(one())] {
                assert_eq!(check(&good, &bad), "contrary", "{good:?} and {bad:?}");
            }
            assert_eq!(check(&good, &Claim::Opposition(wide())), "not");
            assert_eq!(check(&good, &good), "not");
        }
        assert_snapshot!(check(&Claim::Opposition(one()), &Claim::RedLine(one())), @"not");
        let other = || pattern(&[(0, &[2])]);
        let more = || pattern(&[(0, &[2]), (1, &[1])]);
        assert_snapshot!(check(&Claim::Demand(one()), &Claim::Demand(other())), @"contrary");
        assert_snapshot!(check(&Claim::Demand(one()), &Claim::Requires(other())), @"contrary");
        assert_snapshot!(check(&Claim::Demand(one()), &Claim::Demand(wide())), @"not");
        assert_snapshot!(check(&Claim::Demand(one()), &Claim::Demand(more())), @"not");
        assert_snapshot!(check(&Claim::Support(one()), &Claim::Support(other())), @"not");
    }

    #[test]
    fn red_lines_and_what_they_forbid() {
        let line = Claim::RedLine(pattern(&[(0, &[1])]));
        let first = Claim::Acceptance(Target::Draft(DraftId(0)));
        // The second draft leaves the issue open.
        let second = Claim::Acceptance(Target::Draft(DraftId(1)));
        let requires = Claim::Requires(pattern(&[(1, &[2])]));
        let only_if = Claim::OnlyIf { options: pattern(&[(0, &[1])]), when: pattern(&[(1, &[2])]) };
        assert_snapshot!(check(&line, &first), @"contrary");
        assert_snapshot!(check(&line, &second), @"not");
        assert_snapshot!(check(&line, &accept(&[(0, &[1]), (1, &[1])])), @"contrary");
        assert_snapshot!(check(&line, &accept(&[(1, &[1])])), @"not");
        assert_snapshot!(check(&line, &refuse(&[(0, &[1])])), @"not");
        assert_snapshot!(check(&requires, &first), @"contrary");
        assert_snapshot!(check(&requires, &accept(&[(1, &[1])])), @"contrary");
        assert_snapshot!(check(&requires, &accept(&[(0, &[1])])), @"not");
        assert_snapshot!(check(&only_if, &accept(&[(0, &[1]), (1, &[1])])), @"contrary");
        assert_snapshot!(check(&only_if, &accept(&[(0, &[1]), (1, &[2])])), @"not");
        assert_snapshot!(check(&line, &only_if), @"contrary, the other way not");
    }

    #[test]
    fn what_is_turned_around() {
        let one = || pattern(&[(0, &[1])]);
        let other = || pattern(&[(1, &[1])]);
        let prefer = |prefer, over| Claim::Preference { prefer, over };
        assert_snapshot!(check(&prefer(one(), other()), &prefer(other(), one())), @"contrary");
        let step = |issue| Step { issue: IssueId(issue), from: OptionId(0), to: OptionId(1) };
        let trade =
            |prefer, over| Claim::Trade { prefer: step(prefer), over: step(over), times: 1 };
        assert_snapshot!(check(&trade(0, 1), &trade(1, 0)), @"contrary");
        assert_snapshot!(check(&trade(0, 1), &trade(0, 2)), @"not");
        let ranking = |it: &[usize]| Claim::Ranking(it.iter().map(|&it| DraftId(it)).collect());
        assert_snapshot!(check(&ranking(&[0, 1]), &ranking(&[1, 0])), @"contrary");
        let priority = |it: &[usize]| Claim::Priority {
            swings: it.iter().map(|&it| Swing::Issue(IssueId(it))).collect(),
            times: 1,
        };
        assert_snapshot!(check(&priority(&[0, 1, 2]), &priority(&[2, 0])), @"contrary");
        assert_snapshot!(check(&priority(&[0, 1, 2]), &priority(&[0, 2])), @"not");
        assert_snapshot!(check(&likely(0.2, 0.4), &likely(0.5, 0.8)), @"contrary");
        assert_snapshot!(check(&likely(0.2, 0.4), &likely(0.2, 0.4)), @"not");
    }

    #[test]
    fn what_is_ideal_demanded_threatened_or_left_open() {
        let one = || pattern(&[(0, &[1])]);
        let other = || pattern(&[(0, &[2])]);
        let wide = Claim::Flexible(pattern(&[(0, &[0, 1, 2])]));
        let ultimatum =
            |options| Claim::Ultimatum { options, then: Pattern::new(), forecast: None };
        let threat = |options: Pattern, low| Claim::Threat {
            prospect: ProspectId(0),
            chance: chance(low, 0.9),
            options,
        };
        assert_snapshot!(check(&Claim::IdealPoint(one()), &Claim::IdealPoint(other())), @"contrary");
        assert_snapshot!(check(&Claim::IdealPoint(one()), &Claim::Rejection(one())), @"contrary");
        assert_snapshot!(check(&ultimatum(one()), &Claim::Demand(other())), @"contrary");
        assert_snapshot!(check(&ultimatum(one()), &Claim::RedLine(one())), @"contrary");
        assert_snapshot!(check(&Claim::Flexible(one()), &Claim::RedLine(one())), @"contrary");
        assert_snapshot!(check(&wide, &Claim::RedLine(one())), @"contrary");
        assert_snapshot!(check(&wide, &Claim::Requires(one())), @"contrary");
        assert_snapshot!(check(&wide, &Claim::Rejection(one())), @"not");
        assert_snapshot!(check(&Claim::Flexible(one()), &Claim::Requires(one())), @"not");
        assert_snapshot!(check(&threat(one(), 0.5), &accept(&[(0, &[1])])), @"contrary");
        assert_snapshot!(check(&threat(one(), 0.5), &Claim::Support(one())), @"contrary");
        assert_snapshot!(check(&threat(one(), 0.5), &threat(one(), 0.6)), @"contrary");
        assert_snapshot!(check(&threat(one(), 0.5), &threat(other(), 0.6)), @"not");
        assert_snapshot!(check(&threat(Pattern::new(), 0.5), &likely(0.2, 0.4)), @"contrary");
        assert_snapshot!(check(&threat(one(), 0.5), &likely(0.2, 0.4)), @"not");
        let both = || pattern(&[(0, &[1]), (1, &[1])]);
        let [more, less] =
            [Effect::Gain, Effect::Loss].map(|effect| Claim::Together { options: both(), effect });
        assert_snapshot!(check(&more, &less), @"contrary");
    }

    /// A claim among many that can be contrary to each other.
    pub(crate) fn arb_claim() -> impl Strategy<Value = Claim> {
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Being contrary has no direction, and nothing is contrary to itself.
        #[test]
        fn contrary_is_mutual_and_never_of_equals(one in arb_claim(), other in arb_claim()) {
            let case = three();
            prop_assert_eq!(contrary(&case, &one, &other), contrary(&case, &other, &one));
            prop_assert!(!contrary(&case, &one, &one));
        }
    }
}
