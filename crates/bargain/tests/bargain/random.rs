//! Random problems of up to 4,096 outcomes, most of them full of ties.

use onetext_bargain::{
    Condition, Interaction, IssueId, Linkage, OptionId, Party, Pattern, Problem, Space,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// What [`Problem::new`] takes, so that a law can change it first.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub(crate) options: Vec<usize>,
    pub(crate) parties: Vec<Party>,
    pub(crate) linkages: Vec<Linkage>,
}

impl Parts {
    pub(crate) fn problem(&self) -> Problem {
        let space = Space::new(&self.options).expect("few issues with few options");
        Problem::new(space, self.parties.clone(), self.linkages.clone())
            .expect("generated in the right shape")
    }
}

pub(crate) fn arb_parts() -> impl Strategy<Value = Parts> {
    arb_parts_over(prop_oneof![vec(1..=4_usize, 1..=6), vec(3..=4_usize, 6)])
}

/// Problems over spaces with the given numbers of options.
pub(crate) fn arb_parts_over(
    options: impl Strategy<Value = Vec<usize>>,
) -> impl Strategy<Value = Parts> {
    (options, 1..=4_usize, 0..=3_usize).prop_flat_map(|(options, parties, linkages)| {
        let parties = vec(arb_party(options.clone()), parties);
        let linkages = vec(arb_linkage(options.clone()), linkages);
        (Just(options), parties, linkages).prop_map(|(options, parties, linkages)| Parts {
            options,
            parties,
            linkages,
        })
    })
}

fn arb_party(options: Vec<usize>) -> impl Strategy<Value = Party> {
    // Coarse scales tie, fine ones do not, and large ones need wide products.
    let unit = prop_oneof![4 => Just(1_i64), 1 => Just(1 << 47)];
    let worth = prop_oneof![Just(4_i64), Just(100)].prop_flat_map(move |top| {
        options.iter().map(|&count| vec(-top / 4..=top, count)).collect::<Vec<_>>()
    });
    let red_lines = prop_oneof![3 => Just(0_usize), 1 => Just(1), 1 => Just(2)];
    (worth, unit, 0..=80_i64, red_lines).prop_flat_map(|(worth, unit, percent, red_lines)| {
        let best: i64 = worth.iter().filter_map(|it| it.iter().max()).sum();
        let options: Vec<_> = worth.iter().map(Vec::len).collect();
        let red_lines = vec(arb_pattern(options.clone()), red_lines);
        let interactions = vec(arb_interaction(options, unit), 0..=2);
        // Some caps bite at the top, some nearly everywhere, and some not at all.
        let cap = prop_oneof![2 => Just(None), 1 => (30..=110_i64).prop_map(Some)];
        (red_lines, interactions, cap).prop_map(move |(red_lines, interactions, cap)| Party {
            utilities: worth.iter().map(|it| it.iter().map(|it| it * unit).collect()).collect(),
            reservation: best * percent / 100 * unit,
            red_lines,
            interactions,
            cap: cap.map(|cap| best * cap / 100 * unit),
        })
    })
}

/// A bonus for a pattern, or a table over two issues where the space has them.
fn arb_interaction(options: Vec<usize>, unit: i64) -> impl Strategy<Value = Interaction> {
    let worth = move || (-3..=20_i64).prop_map(move |it| it * unit);
    let pair = (0..options.len(), 0..options.len());
    let table = pair.prop_flat_map({
        let options = options.clone();
        move |(a, b)| {
            let issues = if a == b { vec![a] } else { vec![a, b] };
            let entries = issues.iter().map(|&it| options[it]).product::<usize>();
            let issue = |it: &usize| IssueId(u8::try_from(*it).expect("few"));
            let issues: Vec<_> = issues.iter().map(issue).collect();
            vec(worth(), entries)
                .prop_map(move |worth| Interaction::Table { issues: issues.clone(), worth })
        }
    });
    let bonus = (arb_pattern(options), worth())
        .prop_map(|(when, worth)| Interaction::Match { when, worth });
    prop_oneof![table, bonus]
}

fn arb_linkage(options: Vec<usize>) -> impl Strategy<Value = Linkage> {
    let patterns = (arb_pattern(options.clone()), arb_pattern(options));
    (patterns, 0..6, 0..=3_usize).prop_map(|((when, then), kind, count)| match kind {
        0 => Linkage::Excludes(when),
        1 => Linkage::AtMost { count, of: [when.0, then.0].concat() },
        2 => Linkage::AtLeast { count: count.min(2), of: [when.0, then.0].concat() },
        _ => Linkage::Requires { when, then },
    })
}

fn arb_pattern(options: Vec<usize>) -> impl Strategy<Value = Pattern> {
    let condition = (0..options.len()).prop_flat_map(move |issue| {
        let ids = vec(0..options[issue], 0..=2);
        let issue = IssueId(u8::try_from(issue).expect("few"));
        ids.prop_map(move |ids| Condition {
            issue,
            options: ids.into_iter().map(|it| OptionId(u8::try_from(it).expect("few"))).collect(),
        })
    });
    vec(condition, 1..=3).prop_map(Pattern)
}
