use onetext_case::{Case, Claim, Effect, IssueId, Linkage, OptionId};
use proptest::prelude::*;

use super::*;
use crate::fixture::{case, pattern, say};
use crate::text::Level;
use crate::{Question, elicit};

const ISSUES: [(usize, Option<usize>); 4] = [(3, Some(0)), (3, None), (4, Some(1)), (2, None)];

/// Two parties who trade on a few issues, with a tie and red lines.
fn talks(line: usize, unless: usize, together: bool) -> Case {
    let mut case = case(2, &ISSUES);
    say(&mut case, Claim::RedLine(pattern(&[(0, &[line])])), 0.7);
    let options = pattern(&[(1, &[1])]);
    say(&mut case, Claim::OnlyIf { options, when: pattern(&[(2, &[unless])]) }, 0.8);
    say(&mut case, Claim::Demand(pattern(&[(2, &[3])])), 0.8);
    if together {
        let options = pattern(&[(0, &[1, 2]), (1, &[2])]);
        say(&mut case, Claim::Together { options, effect: Effect::Gain }, 0.9);
        let options = pattern(&[(2, &[1]), (3, &[0])]);
        say(&mut case, Claim::Together { options, effect: Effect::Loss }, 0.8);
    }
    case
}

fn outcome(options: &[usize]) -> Text {
    Text::outcome(&options.iter().map(|&it| OptionId(it)).collect::<Vec<_>>())
}

fn arb_outcome() -> impl Strategy<Value = Vec<usize>> {
    ISSUES.map(|it| 0..it.0).to_vec()
}

fn carried(pocket: &Pocket) -> &PocketWorlds {
    pocket.parties[0].worlds.as_ref().expect("worlds were drawn")
}

/// In which worlds a settled text passes, by the worlds that travel.
fn passes(pocket: &Pocket, text: &Text) -> Vec<bool> {
    let (worlds, reading) = (carried(pocket), pocket.space.reading(text).expect("of this case"));
    let which = crate::proposition::Of::Worst;
    let gains = worlds.gains(&pocket.reference, &pocket.kept, &reading, which);
    worlds.passes(&gains, &worlds.crossed(&reading, which))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_world_decides_otherwise_only_by_what_was_rounded(
        (line, unless, together) in (0..3_usize, 0..4_usize, any::<bool>()),
        (base, other) in (arb_outcome(), arb_outcome()),
    ) {
        let elicited = elicit(&talks(line, unless, together), &Question::new(7, 100), &|| false);
        let (base, other) = (outcome(&base), outcome(&other));
        let pocket = elicited.pocket(std::slice::from_ref(&base), usize::MAX).unwrap();
        let table = elicited.views[0].table().unwrap();
        prop_assert_eq!(carried(&pocket).gains.len(), table.worlds());

        // On the text it was made for, no world does.
        let levels = table.reading(&base).unwrap();
        prop_assert_eq!(passes(&pocket, &base), table.passes(&levels));

        let changed = table.reading(&other).unwrap();
        let changes = levels.iter().zip(&changed).filter(|it| it.0 != it.1).count();
        let mut largest = vec![0.0_f64; table.worlds()];
        for (issue, levels) in levels.iter().enumerate() {
            let zero = table.worth(issue, levels);
            for &level in pocket.kept(issue) {
                let worth = table.worth(issue, &[level]);
                for (largest, (it, zero)) in largest.iter_mut().zip(worth.iter().zip(&zero)) {
                    *largest = largest.max((it - zero).abs());
                }
            }
        }
        for column in table.tie_columns() {
            for (largest, it) in largest.iter_mut().zip(table.tie(column)) {
                *largest = largest.max(it.abs());
            }
        }
        let ties = table.tie_columns().len();
        let rounded = |world: usize| {
            let units = 0.5 * crate::converge::count(changes + ties) + 1.0 / 256.0;
            units * largest[world] / 127.0 + 1e-9
        };
        let gains = table.gains(&changed);
        let (small, full) = (passes(&pocket, &other), table.passes(&changed));
        for world in 0..full.len() {
            let differs = small[world] != full[world];
            prop_assert!(!differs || gains[world].abs() <= rounded(world), "world {}", world);
        }
    }

    #[test]
    fn with_all_worlds_the_share_of_the_text_it_was_made_for_is_that_of_the_party(
        (line, unless, together) in (0..3_usize, 0..4_usize, any::<bool>()),
        base in arb_outcome(),
    ) {
        let elicited = elicit(&talks(line, unless, together), &Question::new(7, 250), &|| false);
        let base = outcome(&base);
        let pocket = elicited.pocket(std::slice::from_ref(&base), usize::MAX).unwrap();
        let judged = pocket.judge(&base, 7).unwrap();
        for (view, found) in elicited.views.iter().zip(&judged.parties) {
            if let (Ok(share), Ok(found)) = (view.share(&base), found) {
                prop_assert_eq!(share.low.to_bits(), found.share.low.to_bits());
                prop_assert_eq!(share.high.to_bits(), found.share.high.to_bits());
            }
        }
        if let (Ok(full), Ok(found)) = (elicited.joint(&base), &judged.joint) {
            prop_assert_eq!(full.share.low.to_bits(), found.share.low.to_bits());
        }
    }

    /// Of an open text, the ends are those of its readings one by one.
    #[test]
    fn an_open_text_reaches_from_its_lowest_reading_to_its_highest(
        (line, unless, together) in (0..3_usize, 0..4_usize, any::<bool>()),
        base in arb_outcome(),
    ) {
        let mut case = talks(line, unless, together);
        let [when, then] = [pattern(&[(0, &[2])]), pattern(&[(3, &[1])])];
        case.linkages.push(Linkage { when, then, because: Vec::new(), note: String::new() });
        let elicited = elicit(&case, &Question::new(7, 100), &|| false);
        let all = |issue: usize| (0..ISSUES[issue].0).map(|it| Level::Option(OptionId(it))).collect();
        let open = outcome(&base).with(IssueId(0), all(0)).with(IssueId(3), all(3));
        let pocket = elicited.pocket(std::slice::from_ref(&open), 200).unwrap();
        let judged = pocket.judge(&open, 7).unwrap();
        let mut shares = Vec::new();
        for one in 0..ISSUES[0].0 {
            for other in 0..ISSUES[3].0 {
                let mut settled = base.clone();
                (settled[0], settled[3]) = (one, other);
                match pocket.judge(&outcome(&settled), 7) {
                    Err(Error::NoReading) => prop_assert_eq!((one, other), (2, 0)),
                    found => shares.push(found.unwrap().parties.swap_remove(0)),
                }
            }
        }
        if let Ok(found) = &judged.parties[0] {
            let found = found.share;
            let shares: Vec<f64> = shares.into_iter().filter_map(|it| Some(it.ok()?.share.low)).collect();
            prop_assert!(shares.iter().all(|it| found.low <= *it && *it <= found.high));
        }
    }
}

#[test]
fn worlds_are_taken_from_each_chain_at_even_distances() {
    assert_eq!(chosen(40, 8, false), [0, 5, 10, 15, 20, 25, 30, 35]);
    assert_eq!(chosen(40, 500, false), (0..40).collect::<Vec<_>>());
    assert_eq!(chosen(4_000, 500, false).len(), 500);
    assert_eq!(chosen(1, 500, true), [0]);
}

#[test]
fn silence_travels_only_where_a_text_is_silent() {
    let elicited = elicit(&talks(0, 0, false), &Question::new(7, 100), &|| false);
    let settled = outcome(&[1, 1, 1, 1]);
    let silent = settled.clone().with(IssueId(1), Vec::new());
    let pocket = elicited.pocket(&[settled.clone(), silent.clone()], 200).unwrap();
    assert_eq!([0, 1, 2, 3].map(|it| pocket.kept(it).len()), [3, 4, 4, 2]);
    assert!(pocket.judge(&silent, 7).is_ok());
    let other = settled.with(IssueId(3), Vec::new());
    let refused = pocket.judge(&other, 7).map(|_| ());
    assert_eq!(refused, Err(Error::NotCarried { issue: IssueId(3) }));
}

#[test]
fn what_stands_in_the_way_is_what_stands_there_in_full() {
    let mut case = talks(1, 2, false);
    say(&mut case, Claim::RedLine(pattern(&[(3, &[1])])), 0.95);
    let elicited = elicit(&case, &Question::new(7, 500), &|| false);
    let text = outcome(&[1, 0, 0, 1]);
    let pocket = elicited.pocket(std::slice::from_ref(&text), usize::MAX).unwrap();
    let small = pocket.judge(&text, 7).unwrap().parties.swap_remove(0).unwrap().blocker;
    let full = elicited.views[0].acceptability(&text).unwrap().blocker;
    assert!(full.as_ref().is_some_and(|it| it.red_line));
    assert_eq!(small, full);
}
