//! What comparing promises: by example, and as laws.

use insta::assert_snapshot;
use jotdown::{Container, Event, Parser};
use proptest::prelude::*;

use super::*;

/// Two drafts, a point on each line, as one marked-up text.
fn check(before: &str, after: &str) -> String {
    let [before, after] = [before, after].map(|it| Wording::parse(&format!("# T\n\n{it}\n")));
    let comparison = compare(&before, &after);
    let points = comparison.points.iter().map(|it| {
        let marks = it.marks.iter().map(|it| match it.kind {
            MarkKind::Same => it.text.clone(),
            MarkKind::Added => format!("{{+{}+}}", it.text),
            MarkKind::Removed => format!("{{-{}-}}", it.text),
        });
        let number = |it: Option<u64>| it.map_or("-".to_owned(), |it| it.to_string());
        let moved = if it.moved { ", moved" } else { "" };
        let text: String = marks.collect();
        format!("{}>{} {:?}{moved}: {text}", number(it.before), number(it.after), it.kind)
    });
    let issues = comparison
        .issues
        .iter()
        .map(|it| format!("{}: {} > {}", it.issue, it.before.join("|"), it.after.join("|")));
    points.chain(issues).collect::<Vec<_>>().join("\n")
}

#[test]
fn words_are_marked_in_their_point() {
    assert_snapshot!(check(
        "1. The army has 600,000 soldiers.\n2. Talks go on.",
        "1. The army has at most 800,000 soldiers.\n2. Talks go on.",
    ), @"
1>1 Changed: The army has {-600,000-}{+at most 800,000+} soldiers.
2>2 Same: Talks go on.
");
}

#[test]
fn a_renumbered_point_is_found_by_its_words() {
    assert_snapshot!(check(
        "1. A cease-fire begins at once.\n2. Prisoners are exchanged within a week.",
        "1. Prisoners are exchanged within a month.\n2. Frozen money rebuilds the harbor.",
    ), @"
1>- Removed: {-A cease-fire begins at once.-}
2>1 Changed: Prisoners are exchanged within a {-week-}{+month+}.
->2 Added: {+Frozen money rebuilds the harbor.+}
");
}

#[test]
fn a_point_written_anew_is_found_by_its_issue_and_stands_whole() {
    assert_snapshot!(check(
        "1. They build [a tall wall]{dam=\"high\"}.",
        "4. In the gorge nothing but [a low one]{dam=\"low\"} may stand.",
    ), @"
1>4 Changed: {-They build a tall wall.-}{+In the gorge nothing but a low one may stand.+}
dam: high > low
");
}

#[test]
fn open_brackets_stand_in_square_brackets_and_a_bracket_that_goes_is_told() {
    assert_snapshot!(check(
        "1. They build [a tall]{dam=\"high\"} [a low]{dam=\"low\"} wall.",
        "1. They build [a low]{dam=\"low\"} wall.",
    ), @"
1>1 Changed: They build {-[a tall] [a low]-}{+a low+} wall.
dam: high|low > low
");
}

#[test]
fn a_mark_holds_a_bracket_whole_or_stays_inside_of_it() {
    assert_snapshot!(check(
        "1. Of the power [all of it goes]{power=\"all\"} [a fifth is sold at cost]{power=\"fifth\"}.",
        "1. Of the power [none of it goes]{power=\"none\"} [a fifth]{power=\"fifth\"} is sold at cost.",
    ), @"
1>1 Changed: Of the power [{-all-}{+none+} of it goes] {-[a fifth is sold at cost]-}{+[a fifth] is sold at cost+}.
power: all|fifth > none|fifth
");
}

#[test]
fn a_bracket_that_goes_takes_none_of_its_neighbors_along() {
    assert_snapshot!(check(
        "1. At least [90]{flow=\"90\"} [120]{flow=\"120\"} [180]{flow=\"180\"} pass.",
        "1. At least [120]{flow=\"120\"} [150]{flow=\"150\"} pass.",
    ), @"
1>1 Changed: At least {-[90] -}[120] [{-180-}{+150+}] pass.
flow: 90|120|180 > 120|150
");
}

#[test]
fn an_inserted_point_does_not_take_the_number_of_its_like() {
    assert_snapshot!(check(
        "1. Prisoners are exchanged within a week.\n2. The wounded go home.",
        "1. Hostages are exchanged within a day.\n2. Prisoners are exchanged within a week.\n\
         3. The wounded go home.",
    ), @"
->1 Added: {+Hostages are exchanged within a day.+}
1>2 Same: Prisoners are exchanged within a week.
2>3 Same: The wounded go home.
");
}

#[test]
fn a_point_that_moved_is_found_with_its_changes() {
    assert_snapshot!(check(
        "1. The bridge opens in May.\n2. The ferry stops in June.\n3. Tolls are shared by both.",
        "1. Tolls are shared by all three.\n2. The bridge opens in May.\n3. The ferry stops in June.",
    ), @"
3>1 Changed, moved: Tolls are shared by {-both-}{+all three+}.
1>2 Same: The bridge opens in May.
2>3 Same: The ferry stops in June.
");
}

#[test]
fn a_point_that_comes_under_another_heading_is_no_silent_change() {
    let text = |before: &str| format!("# T\n\n## A\n\n1. One here.\n\n{before}2. Two there.\n\n");
    let under = |it: &str| Wording::parse(&format!("{}{it}3. Three.\n", text(it)));
    let (old, new) = (Wording::parse(&(text("## Roads\n\n") + "3. Three.\n")), under(""));
    let found = compare(&old, &new);
    assert!(!found.is_nothing());
    assert_eq!(found.points[1].section_before.as_deref(), Some("Roads"));
    // The same heading in other words is told once, at the heading.
    let renamed = Wording::parse(&(text("## All roads\n\n") + "3. Three.\n"));
    let found = compare(&old, &renamed);
    assert!(found.points.iter().all(Change::is_nothing));
    assert_eq!(found.headings[1].kind, ChangeKind::Changed);
}

#[test]
fn djot_has_its_own_marks_for_what_changed() {
    let [old, new] = [
        "# Plan\n\n1. A *wall* of 3 m.\n2. No tolls_.",
        "# Plan B\n\n2. No tolls_.\n3. A wall of 4 m.",
    ]
    .map(Wording::parse);
    assert_snapshot!(to_djot(&compare(&old, &new)), @r"
# Plan{+ B+}

{.moved}
*2.* No tolls\_.

*{-1.-}{+3.+}* A wall of {-3-}{+4+} m.
");
}

/// What a marked-up Djot text reads as, without what one kind of mark holds. Numbers are in bold, the
/// words of drafts never are.
fn read_back(text: &str, without: &Container<'_>) -> String {
    let (mut words, mut hidden, mut strong) = (String::new(), false, false);
    for event in Parser::new(text) {
        match event {
            Event::Start(Container::Strong, _) => strong = true,
            Event::End(Container::Strong) => strong = false,
            Event::Start(it, _) if it == *without => hidden = true,
            Event::End(it) if it == *without => hidden = false,
            Event::End(Container::Paragraph | Container::Heading { .. }) => words.push('\n'),
            Event::Str(it) if !hidden && !strong => words.push_str(&it),
            Event::Softbreak | Event::Hardbreak => words.push('?'),
            _ => {}
        }
    }
    let lines = words.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Changes in the order of one side, as its words.
fn side(
    changes: &[Change],
    place: fn(&Change) -> Option<usize>,
    words: fn(&Change) -> String,
) -> Vec<String> {
    let mut found: Vec<_> = changes.iter().filter_map(|it| Some((place(it)?, words(it)))).collect();
    found.sort();
    assert!(found.iter().enumerate().all(|(index, (place, _))| index == *place));
    found.into_iter().map(|(_, words)| words).collect()
}

fn words(points: &[WordedPoint]) -> Vec<String> {
    points.iter().map(|it| it.words.clone()).collect()
}

/// The laws that hold for any two texts.
fn hold(old: &str, new: &str) {
    let [before, after] = [old, new].map(Wording::parse);
    assert!(compare(&before, &before).is_nothing());
    let found = compare(&before, &after);
    assert_eq!(
        found.is_nothing(),
        before.points == after.points && before.title == after.title && found.issues.is_empty()
    );
    for (changes, old, new) in [
        (&found.points, &before.points, &after.points),
        (&found.headings, &before.headings(), &after.headings()),
    ] {
        assert_eq!(side(changes, |it| it.old, Change::old_words), words(old));
        assert_eq!(side(changes, |it| it.new, Change::new_words), words(new));
    }
    let djot = to_djot(&found);
    let lines = |side: fn(&Change) -> String| {
        let mut lines: Vec<String> = std::iter::once(&found.title)
            .chain(&found.headings)
            .chain(&found.points)
            .map(|it| side(it).trim().to_owned())
            .filter(|it| !it.is_empty())
            .collect();
        lines.sort();
        lines
    };
    for (without, side) in [
        (Container::Insert, Change::old_words as fn(&Change) -> String),
        (Container::Delete, Change::new_words),
    ] {
        let mut read: Vec<String> = read_back(&djot, &without).lines().map(str::to_owned).collect();
        read.sort();
        assert_eq!(read, lines(side), "{djot}");
    }
}

/// Text that looks like a draft, with much that Djot has a meaning for.
fn draft() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-e]{1,5}",
        1 => "[ -~]{1,4}",
        1 => Just("[x y]{dam=\"low\"}".to_owned()),
        1 => Just("[z]{dam=\"high\" by=\"us\"}".to_owned()),
        1 => "[“é–0-9.:()-]{1,4}",
    ];
    let words = proptest::collection::vec(word, 1..9).prop_map(|it| it.join(" "));
    let line = (0_u8..8, words).prop_map(|(kind, words)| match kind {
        0 => format!("\n## {words}\n"),
        1 => format!("\n{words}\n"),
        2 => format!("- {words}"),
        it => format!("{it}. {words}"),
    });
    proptest::collection::vec(line, 0..9).prop_map(|it| format!("# t\n\n{}\n", it.join("\n")))
}

proptest! {
    #[test]
    fn the_old_side_is_the_old_text_and_the_new_side_the_new_one(old in draft(), new in draft()) {
        hold(&old, &new);
    }

    #[test]
    fn any_text_can_be_compared_with_any_other(old in "\\PC{0,60}", new in "\\PC{0,60}") {
        hold(&old, &new);
    }

    #[test]
    fn points_in_another_order_have_moved_and_nothing_else(
        order in (2..9_usize).prop_flat_map(|it| Just((0..it).collect::<Vec<_>>()).prop_shuffle()),
        words in proptest::collection::vec("[a-c]{1,3}( [a-c]{1,3}){0,3}", 9),
    ) {
        let text = |order: &[usize]| {
            let lines = order.iter().enumerate().map(|(n, it)| format!("{}. {}\n", n + 1, words[*it]));
            Wording::parse(&format!("# t\n\n{}", lines.collect::<String>()))
        };
        let sorted: Vec<usize> = (0..order.len()).collect();
        let found = compare(&text(&sorted), &text(&order));
        prop_assert!(found.points.iter().all(|it| it.kind == ChangeKind::Same));
        prop_assert_eq!(found.points.len(), order.len());
        // Where no words come twice, as few points as possible have moved: the slow twin.
        let mut distinct = words[..order.len()].to_vec();
        distinct.sort();
        distinct.dedup();
        if distinct.len() == order.len() {
            let longest = (0_u32..1 << order.len())
                .filter(|set| {
                    let kept: Vec<usize> = (0..order.len()).filter(|it| set >> it & 1 == 1).map(|it| order[it]).collect();
                    kept.is_sorted()
                })
                .map(u32::count_ones)
                .max();
            prop_assert_eq!(longest.map(|it| it as usize), Some(order.len() - found.moved()));
        }
    }
}

#[test]
fn two_hundred_points_and_one_enormous_one_are_compared_at_once() {
    use std::fmt::Write as _;
    let mut texts = [String::from("# t\n\n"), String::from("# t\n\n")];
    for number in 0..200_u64 {
        for (side, text) in texts.iter_mut().enumerate() {
            let shift = if side == 1 { 7 } else { 0 };
            let words = (0..120).map(|it| format!("w{} the", (number * 31 + it * 17) % 997));
            let words = words.collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "{}. {words} end{side}", number + shift);
        }
    }
    for (side, text) in texts.iter_mut().enumerate() {
        let words =
            (0..40_000_u64).map(|it| format!("x{}", it * (side as u64 * 2 + 1) * 7919 % 40_009));
        let _ = writeln!(text, "\n{}", words.collect::<Vec<_>>().join(" "));
    }
    let [old, new] = texts.each_ref().map(|it| Wording::parse(it));
    let found = compare(&old, &new);
    assert_eq!(found.count(ChangeKind::Changed), 201);
    assert_eq!(found.moved(), 0);
}
