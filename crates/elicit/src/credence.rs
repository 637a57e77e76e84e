//! How far a statement is trusted; the constants stand in [`Credences`], which the case may set.
//!
//! A credence *p* is a weight: a world counts *p* if what the statement says holds in it, and
//! *1 − p* if not. 0.5 says nothing, 1 is hard. All steps work on log-odds, `ln p / (1 − p)`.

use jiff::civil::Date;
use onetext_case::{
    Case, Channel, Claim, Credences, Form, Holder, ObserverKind, PartyId, Statement,
};

/// The credence of a statement about `party` on the day of the case, after aging.
pub(crate) fn effective(case: &Case, statement: &Statement, party: PartyId) -> f64 {
    let table = &case.credence;
    let said = said(case, statement, party);
    if 1.0 <= said {
        return 1.0;
    }
    let half_life = match statement.claim {
        Claim::ConditionalOffer { .. } => table.offer_half_life_days,
        Claim::Acceptance(_) => return said.min(table.highest),
        _ => table.half_life_days,
    };
    let days = case.as_of.map_or(0.0, |as_of| days_between(statement.said.to, as_of));
    from_log_odds(log_odds(said) * libm::exp2(-days / half_life)).min(table.highest)
}

/// The credence of a statement about `party` on the day on which it was said: its own, or the
/// default for who says what, how.
pub(crate) fn said(case: &Case, statement: &Statement, party: PartyId) -> f64 {
    match statement.credence {
        Some(credence) => credence.clamp(0.5, 1.0),
        None => default(case, statement, party),
    }
}

/// How often a red line is real that has this credence by its words, given what became of the
/// party's earlier ones.
///
/// The share of those kept, `(kept + 1) / (kept + crossed + 2)`, is blended with the credence, which
/// counts as much as [`Credences::record`] of them. It can come to less than 0.5: a party that
/// mostly gave in draws lines that are mostly bluff. A credence that the case gives, what is hard,
/// and what others say of the party stay as they are.
pub(crate) fn real(case: &Case, statement: &Statement, party: PartyId, credence: f64) -> f64 {
    let own = statement.voice == Holder::Party(party);
    let record = case.parties[party.0].record.filter(|_| own && statement.credence.is_none());
    let Some(record) = record.filter(|it| 0 < it.kept.max(it.crossed) && credence < 1.0) else {
        return credence;
    };
    let [kept, crossed] = [record.kept, record.crossed].map(f64::from);
    let (count, usual) = (kept + crossed, case.credence.record);
    let share = (kept + 1.0) / (count + 2.0);
    ((usual * credence + count * share) / (usual + count)).min(case.credence.highest)
}

/// Whether a statement of this credence says nothing.
pub(crate) fn is_weak(table: &Credences, credence: f64) -> bool {
    credence < table.weak
}

/// A soft credence, shifted by so many classes of log-odds; at least 0.5.
pub(crate) fn shifted(table: &Credences, credence: f64, classes: i8) -> f64 {
    if 1.0 <= credence || classes == 0 {
        return credence;
    }
    let shifted = log_odds(credence) + table.class * f64::from(classes);
    from_log_odds(shifted).clamp(0.5, table.highest)
}

/// The credence of the direction that a red line gives.
pub(crate) fn direction(table: &Credences, credence: f64) -> f64 {
    let soft = credence.min(table.highest);
    from_log_odds(table.direction * log_odds(soft)).min(table.cap.max(soft))
}

/// The credence of one proposition that `credences` stand for: the highest, raised by the logarithm
/// of their number, but never above what independent voices would give, nor above the cap unless
/// one of them is.
///
/// `None` without any.
pub(crate) fn merged(table: &Credences, mut credences: Vec<f64>) -> Option<f64> {
    credences.sort_unstable_by(f64::total_cmp);
    let &highest = credences.last()?;
    if 1.0 <= highest || credences.len() == 1 {
        return Some(highest);
    }
    let count = libm::log(f64::from(u32::try_from(credences.len()).unwrap_or(u32::MAX)));
    let independent: f64 = credences.iter().map(|&it| log_odds(it)).sum();
    let raised = (log_odds(highest) + table.repetition * count).min(independent);
    Some(from_log_odds(raised).min(table.cap.min(table.highest)).max(highest))
}

/// `ln p / (1 − p)`.
pub(crate) fn log_odds(credence: f64) -> f64 {
    libm::log(credence) - libm::log1p(-credence)
}

/// Whether a statement comes from one who speaks for a side without deciding for it: a person
/// without a post marked `principal` on that day, where the side marks one at all.
pub(crate) fn is_delegated(case: &Case, statement: &Statement) -> bool {
    let people = case.body(statement.voice).map_or(&[][..], |it| &it.people);
    let posts = || people.iter().filter(|it| it.name == statement.speaker);
    let decides = |it: &onetext_case::Person| {
        it.principal && (it.holds_on(statement.said.from) || it.holds_on(statement.said.to))
    };
    people.iter().any(|it| it.principal) && posts().next().is_some() && !posts().any(decides)
}

fn from_log_odds(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

fn default(case: &Case, statement: &Statement, party: PartyId) -> f64 {
    let table = &case.credence;
    let relation = match statement.voice {
        Holder::Party(voice) if voice == party && is_delegated(case, statement) => table.delegate,
        Holder::Party(voice) if voice == party => table.own,
        Holder::Party(_) => table.other_party,
        Holder::Mediator => table.mediator,
        Holder::Observer(observer) => match case.observers[observer.0].kind {
            ObserverKind::Expert => table.expert,
            ObserverKind::Press => table.press,
            ObserverKind::Body => table.body,
        },
    };
    let form = match statement.form {
        Form::Direct => 1.0,
        Form::Mixed => table.mixed,
        Form::Indirect => table.indirect,
    };
    let channel = match statement.channel {
        Channel::Public => 1.0,
        Channel::Private => table.private,
        Channel::Leaked => table.leaked,
    };
    let kind = match statement.claim {
        Claim::RedLine(_) | Claim::Requires(_) | Claim::OnlyIf { .. } | Claim::Ultimatum { .. } => {
            table.red_line
        }
        Claim::ConditionalOffer { .. } => table.offer,
        Claim::Threat { .. } => table.threat,
        _ => 1.0,
    };
    from_log_odds(log_odds(relation) * form * channel * kind).min(table.highest)
}

fn days_between(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |span| f64::from(span.get_days())).max(0.0)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use onetext_case::{DraftId, Observer, Person, Record, StatementId, Target, When};

    use super::*;
    use crate::fixture::{case, day, pattern, say};
    use crate::lower::lower;
    use crate::question::Assumptions;
    use crate::space::Space;

    /// A statement without a credence of its own, by party 0 about itself on the day of the case.
    fn plain(case: &mut Case, claim: Claim) -> &mut Statement {
        let statement = say(case, claim, 0.5);
        statement.credence = None;
        statement
    }

    fn support() -> Claim {
        Claim::Support(pattern(&[(0, &[1])]))
    }

    /// Credences of all statements about party 0, as they entered.
    fn check(case: &Case) -> String {
        let (_, _, ledger) = lower(case, &Space::new(case), PartyId(0), &Assumptions::default());
        ledger.iter().map(|it| format!("{:.3}", it.credence)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_case_sets_how_far_speakers_form_channel_and_kind_are_trusted() {
        let mut case = case(2, &[(3, None)]);
        case.observers =
            vec![Observer { body: onetext_case::Body::default(), kind: ObserverKind::Press }];
        plain(&mut case, support());
        plain(&mut case, support()).voice = Holder::Party(PartyId(1));
        plain(&mut case, support()).voice = Holder::Mediator;
        plain(&mut case, support()).voice = Holder::Observer(onetext_case::ObserverId(0));
        plain(&mut case, support()).form = Form::Mixed;
        plain(&mut case, support()).form = Form::Indirect;
        plain(&mut case, support()).channel = Channel::Private;
        plain(&mut case, support()).channel = Channel::Leaked;
        plain(&mut case, Claim::RedLine(pattern(&[(0, &[2])])));
        let usual = check(&case);
        assert_snapshot!(usual, @"0.850 0.550 0.700 0.650 0.827 0.786 0.889 0.800 0.800");
        case.credence = Credences {
            own: 0.7,
            other_party: 0.5,
            mediator: 0.6,
            press: 0.9,
            mixed: 1.0,
            indirect: 0.0,
            private: 2.0,
            leaked: 1.0,
            red_line: 2.0,
            ..case.credence
        };
        assert_snapshot!(check(&case), @"0.700 0.500 0.600 0.900 0.700 0.500 0.845 0.700 0.845");
    }

    #[test]
    fn factors_never_make_a_statement_hard() {
        let mut case = case(1, &[(3, None)]);
        case.credence = Credences { own: 0.999, private: 2.0, red_line: 2.0, ..case.credence };
        plain(&mut case, Claim::RedLine(pattern(&[(0, &[2])]))).channel = Channel::Private;
        assert_snapshot!(check(&case), @"0.999");
    }

    #[test]
    fn positions_and_offers_age_and_acceptance_and_what_is_hard_do_not() {
        let mut case = case(1, &[(3, None), (3, None)]);
        let offer = Claim::ConditionalOffer {
            when: pattern(&[(0, &[0])]),
            then: pattern(&[(1, &[1])]),
            otherwise: String::new(),
            forecast: None,
        };
        let package = Target::Package(pattern(&[(1, &[1])]));
        for days in [0, 30, 180] {
            let date = day("2025-12-02") - jiff::Span::new().days(days);
            for claim in [support(), offer.clone(), Claim::Acceptance(package.clone())] {
                let statement = say(&mut case, claim, 0.8);
                statement.said = When::day(date);
            }
            say(&mut case, Claim::Demand(pattern(&[(0, &[1])])), 1.0).said = When::day(date);
        }
        // Halved log-odds of 0.8 are those of 2/3.
        assert_snapshot!(check(&case), @"0.800 0.800 0.800 1.000 0.775 0.667 0.800 1.000 0.667 0.505 0.800 1.000");
    }

    #[test]
    fn who_speaks_without_deciding_is_a_delegate_where_a_party_marks_who_decides() {
        let mut case = case(1, &[(3, None)]);
        let person = |name: &str, principal: bool| Person {
            name: name.to_owned(),
            principal,
            ..Person::default()
        };
        case.parties[0].body.people = vec![
            Person { to: Some(day("2025-06-30")), ..person("Ada", true) },
            Person { from: Some(day("2025-07-01")), ..person("Bo", true) },
            person("Cy", false),
        ];
        for name in ["Ada", "Bo", "Cy", "Party 0"] {
            plain(&mut case, support()).speaker = name.to_owned();
        }
        assert_snapshot!(check(&case), @"0.800 0.850 0.800 0.850");
        for person in &mut case.parties[0].body.people {
            person.principal = false;
        }
        assert_snapshot!(check(&case), @"0.850 0.850 0.850 0.850");
    }

    #[test]
    fn a_record_says_how_often_red_lines_are_real_and_not_what_they_are_about() {
        let mut case = case(2, &[(3, None)]);
        let line = || Claim::RedLine(pattern(&[(0, &[2])]));
        plain(&mut case, line());
        plain(&mut case, Claim::Requires(pattern(&[(0, &[0])])));
        plain(&mut case, support());
        say(
            &mut case,
            Claim::OnlyIf { options: pattern(&[(0, &[2])]), when: pattern(&[(0, &[1])]) },
            0.8,
        );
        let told = |case: &Case| {
            let (_, problem, _) =
                lower(case, &Space::new(case), PartyId(0), &Assumptions::default());
            let direction = problem.rows.iter().find(|it| it.is_said_by(StatementId(0)));
            format!("{}; direction {:.3}", check(case), direction.expect("it has one").credence)
        };
        assert_snapshot!(told(&case), @"0.800 0.800 0.850 0.800; direction 0.941");
        // (4 · 0.800 + 4 · 4/6) / 8, with the third statement about no red line.
        case.parties[0].record = Some(Record { kept: 3, crossed: 1 });
        assert_snapshot!(told(&case), @"0.733 0.733 0.850 0.800; direction 0.941");
        case.parties[0].record = Some(Record { kept: 0, crossed: 20 });
        assert_snapshot!(told(&case), @"0.171 0.171 0.850 0.800; direction 0.941");
        case.parties[0].record = Some(Record { kept: 0, crossed: 0 });
        assert_snapshot!(told(&case), @"0.800 0.800 0.850 0.800; direction 0.941");
        // What others say of the party is theirs.
        case.parties[0].record = Some(Record { kept: 0, crossed: 20 });
        case.statements[0].voice = Holder::Party(PartyId(1));
        assert_snapshot!(check(&case), @"0.540 0.171 0.850 0.800");
    }

    #[test]
    fn more_voices_say_more_but_not_more_than_all_of_them() {
        let table = Credences::default();
        let merged = |voices: &[f64]| merged(&table, voices.to_vec());
        let shown = |it: &[f64]| format!("{:.3}", merged(it).unwrap_or(0.5));
        assert_eq!(merged(&[]), None);
        assert_snapshot!(shown(&[0.7]), @"0.700");
        assert_snapshot!(shown(&[0.7, 0.7]), @"0.767");
        assert_snapshot!(shown(&[0.55, 0.55]), @"0.599");
        assert_snapshot!(shown(&[0.9; 50]), @"0.950");
        assert_snapshot!(shown(&[0.97, 0.9]), @"0.970");
        assert_snapshot!(shown(&[1.0, 0.6]), @"1.000");
        let capped = Credences { cap: 0.8, repetition: 1.0, ..table.clone() };
        assert_snapshot!(format!("{:.3}", super::merged(&capped, vec![0.7, 0.7]).unwrap_or(0.5)), @"0.800");
    }

    #[test]
    fn a_weight_that_the_case_calls_weak_says_nothing() {
        let mut case = case(1, &[(3, None)]);
        case.credence.weak = 0.6;
        say(&mut case, support(), 0.59);
        say(&mut case, Claim::Acceptance(Target::Draft(DraftId(0))), 0.59);
        let (_, problem, ledger) =
            lower(&case, &Space::new(&case), PartyId(0), &Assumptions::default());
        assert!(problem.rows.is_empty());
        assert!(ledger.iter().all(|it| it.entered == crate::Entered::Weak));
    }
}
