//! Laws of `unlock` and `propose`, against twins that look at every text by [`View::share`] alone.
//!
//! [`View::share`]: onetext_elicit::View::share

mod made;

use onetext_case::{Channel, Claim, IssueId, OptionId};
use onetext_elicit::{Elicited, Level, Question, Text, elicit};
use onetext_mediate::{Allowed, Changes, changed, propose, unlock, verify};

use crate::made::{Size, made, pattern, say};

const SMALL: Size = Size { parties: 2, issues: 4, options: 3, statements: 10 };

/// Every change of the text, with the number of issues it is about.
fn every(text: &Text, options: usize) -> Vec<Changes> {
    let mut all = vec![Changes::new()];
    for (issue, levels) in text.issues.iter().enumerate() {
        let with = |to: usize| {
            let id = OptionId(to);
            let is_change = levels[..] != [Level::Option(id)];
            let add = move |it: &Changes| {
                let mut it = it.clone();
                it.insert(IssueId(issue), id);
                it
            };
            is_change.then_some(add)
        };
        let more: Vec<Changes> = (0..options)
            .filter_map(with)
            .flat_map(|add| all.iter().map(add).collect::<Vec<_>>())
            .collect();
        all.extend(more);
    }
    all
}

fn lowest(elicited: &Elicited, text: &Text) -> Option<f64> {
    let shares = elicited.views.iter().map(|it| it.share(text).ok().map(|it| it.low));
    shares.collect::<Option<Vec<f64>>>().map(|it| it.into_iter().fold(1.0, f64::min))
}

#[test]
fn every_rung_reaches_its_bar_and_no_smaller_change_does() {
    let never = || false;
    let [mut with, mut without, mut sizes] = [0, 0, 0];
    for seed in 0..24 {
        let (case, text) = made(seed, SMALL, false);
        let elicited = elicit(&case, &Question::new(seed, 150), &never);
        for at_least in [0.5, 0.7, 0.9] {
            let Ok(answer) = unlock(&case, &elicited, &text, at_least, &Allowed::default(), &never)
            else {
                continue;
            };
            for rung in &answer.rungs {
                assert_eq!(verify(&elicited, &rung.text, at_least), Ok(()), "seed {seed}");
                assert_eq!(changed(&text, &rung.changes), rung.text);
            }
            if answer.unsure != 0 {
                continue;
            }
            assert!(answer.proved, "seed {seed}");
            let reach: Vec<Changes> = every(&text, SMALL.options)
                .into_iter()
                .filter(|it| {
                    let low = lowest(&elicited, &changed(&text, it));
                    low.is_some_and(|it| at_least <= it + 1e-9)
                })
                .collect();
            let smallest = reach.iter().map(Changes::len).min();
            assert_eq!(answer.reached, smallest == Some(0), "seed {seed}");
            if answer.reached {
                continue;
            }
            if let Some(first) = answer.rungs.first() {
                with += 1;
                sizes = sizes.max(first.changes.len());
                assert_eq!(Some(first.changes.len()), smallest, "seed {seed}");
                for rung in &answer.rungs {
                    let parts = reach.iter().filter(|it| {
                        it.len() < rung.changes.len()
                            && it.iter().all(|(issue, to)| rung.changes.get(issue) == Some(to))
                    });
                    assert_eq!(parts.count(), 0, "seed {seed}");
                }
            } else {
                without += 1;
                assert_eq!(smallest, None, "seed {seed}");
                assert!(answer.lock.is_some());
            }
        }
    }
    assert!(8 <= with && 2 <= without && 2 <= sizes, "{with} with, {without} without, {sizes}");
}

#[test]
fn brackets_are_settled_by_changes_and_constraints_hold() {
    let never = || false;
    let mut rungs = 0;
    for seed in 0..10 {
        let (case, text) = made(seed, SMALL, true);
        let elicited = elicit(&case, &Question::new(seed, 150), &never);
        let allowed = Allowed {
            keep: [IssueId(0)].into(),
            exclude: [(IssueId(1), OptionId(2))].into(),
            ..Allowed::default()
        };
        let answer = unlock(&case, &elicited, &text, 0.5, &allowed, &never).unwrap();
        for rung in &answer.rungs {
            rungs += 1;
            assert_eq!(verify(&elicited, &rung.text, 0.5), Ok(()));
            assert!(!rung.changes.contains_key(&IssueId(0)));
            assert_ne!(rung.changes.get(&IssueId(1)), Some(&OptionId(2)));
        }
        let only = Allowed { only: [IssueId(2)].into(), ..Allowed::default() };
        let proposed = propose(&case, &elicited, &text, Some(3), &only, &never).unwrap();
        assert!(proposed.proposals.iter().all(|it| it.changes.keys().eq([&IssueId(2)])));
    }
    assert!(3 <= rungs, "{rungs}");
}

#[test]
fn no_proposal_is_dominated() {
    let never = || false;
    let mut listed = 0;
    for seed in 0..8 {
        let (case, text) = made(seed, SMALL, seed % 2 == 0);
        let elicited = elicit(&case, &Question::new(seed, 150), &never);
        for moves in [Some(2), None] {
            let answer =
                propose(&case, &elicited, &text, moves, &Allowed::default(), &never).unwrap();
            assert!(answer.complete);
            for one in &answer.proposals {
                listed += 1;
                assert!(!answer.before.dominates(&one.measures));
                for other in &answer.proposals {
                    assert!(!one.measures.dominates(&other.measures), "seed {seed}");
                }
                let is_settled = one.text.issues.iter().all(|it| it.len() == 1);
                if let (true, Ok(joint), Ok(nash)) =
                    (is_settled, elicited.joint(&one.text), elicited.nash(&one.text))
                {
                    assert!((joint.share.low - one.measures.joint).abs() < 1e-9);
                    assert!((nash.low - one.measures.nash).abs() < 1e-9);
                }
                // No text within so many changes beats it.
                for it in every(&text, SMALL.options) {
                    let settled = it.keys().filter(|it| 1 < text.issues[it.0].len()).count();
                    if it.len() > one.changes.len() || settled < one.measures.settled {
                        continue;
                    }
                    let text = changed(&text, &it);
                    let lowest = lowest(&elicited, &text);
                    if let (true, Some(lowest), Ok(joint), Ok(nash)) = (
                        text.issues.iter().all(|it| it.len() == 1),
                        lowest,
                        elicited.joint(&text),
                        elicited.nash(&text),
                    ) {
                        let beats = one.measures.worst + 1e-9 < lowest
                            && one.measures.joint + 1e-9 < joint.share.low
                            && one.measures.nash + 1e-9 < nash.low;
                        assert!(!beats, "seed {seed}: {it:?}");
                    }
                }
            }
        }
    }
    assert!(10 <= listed, "{listed}");
}

#[test]
fn threads_do_not_show() {
    let size = Size { parties: 3, issues: 9, options: 3, statements: 12 };
    let (case, text) = made(3, size, true);
    let elicited = elicit(&case, &Question::new(3, 100), &|| false);
    let told = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let allowed = Allowed::default();
            let unlocked = unlock(&case, &elicited, &text, 0.6, &allowed, &|| false).unwrap();
            let few = propose(&case, &elicited, &text, Some(2), &allowed, &|| false).unwrap();
            let all = propose(&case, &elicited, &text, None, &allowed, &|| false).unwrap();
            format!("{unlocked:?} {few:?} {all:?}")
        })
    };
    assert_eq!(told(1), told(2));
}

#[test]
fn red_lines_that_leave_nothing_are_told_and_what_is_private_is_kept() {
    let size = Size { parties: 2, issues: 2, options: 2, statements: 0 };
    let (mut case, _) = made(1, size, false);
    let text = Text::outcome(&[OptionId(0), OptionId(0)]);
    say(&mut case, 0, Claim::RedLine(pattern(&[(0, 0)])), 0.95);
    say(&mut case, 1, Claim::RedLine(pattern(&[(0, 1)])), 0.95);
    say(&mut case, 1, Claim::RedLine(pattern(&[(1, 1)])), 0.95);
    say(&mut case, 0, Claim::Support(pattern(&[(1, 1)])), 0.9);
    case.statements[3].channel = Channel::Private;
    let elicited = elicit(&case, &Question::new(1, 200), &|| false);
    let allowed = Allowed::default();
    let answer = unlock(&case, &elicited, &text, 0.6, &allowed, &|| false).unwrap();
    assert!(answer.rungs.is_empty() && answer.proved);
    let lock = answer.lock.unwrap();
    assert_eq!(lock.open, Some(false));
    assert!(lock.smallest);
    let voices: Vec<usize> = lock.lines.iter().map(|it| it.statements[0].0).collect();
    assert_eq!(voices, [0, 1]);
    let proposed = propose(&case, &elicited, &text, None, &allowed, &|| false).unwrap();
    let hidden = proposed.proposals.iter().filter(|it| it.changes.contains_key(&IssueId(1)));
    assert!(hidden.clone().all(|it| it.attitudes.discloses.len() == 1));
}
