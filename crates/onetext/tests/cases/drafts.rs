//! The texts of drafts on the page, and what changed between them: by example, and as laws.

use insta::assert_snapshot;
use onetext::case::compare::Wording;
use onetext::case::{Case, Files, parse};
use onetext::report::{comparison_page, page};
use onetext::{Analysis, ComparisonView, Contest, TextSource, comparison};
use proptest::prelude::*;

use crate::bundled;

/// What stands between two pieces of markup, each time.
fn between<'a>(page: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    page.split(start).skip(1).filter_map(|it| it.split(end).next()).collect()
}

/// Markup without what stands between two pieces of it, each time.
fn without(page: &str, start: &str, end: &str) -> String {
    let mut parts = page.split(start);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for it in parts {
        kept.push_str(it.split_once(end).map_or("", |(_, rest)| rest));
    }
    kept
}

/// The words of markup, with one space between them.
fn words(markup: &str) -> String {
    let text = without(markup, "<", ">");
    let mut text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text = text.replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The points of a marked-up text, without what one kind of mark holds; a point that has nothing
/// else is not in that text.
fn side(markup: &str, dropped: &str, absent: &str) -> Vec<String> {
    let points = markup.split("<div class=\"change is-").skip(1);
    let there = points.filter(|it| !it.starts_with(absent));
    let texts = there.map(|it| {
        let body = between(it, "<div class=\"words\" dir=\"auto\">", "</div>");
        let [body] = body.as_slice() else { panic!("a point has its words once: {it}") };
        let body = without(body, "<span class=\"owner", "</span>");
        words(&without(&body, &format!("<{dropped}>"), &format!("</{dropped}>")))
    });
    texts.collect()
}

fn wording(case: &Case, id: &str) -> Vec<String> {
    let draft = case.drafts.iter().find(|it| it.id == id).expect("a draft of the case");
    Wording::of(case, draft).points.into_iter().map(|it| it.words).collect()
}

/// The later text is what is not removed, in order; the earlier one what is not added.
fn hold(case: &Case, markup: &str, from: &str, to: &str) {
    assert_eq!(side(markup, "del", "removed"), wording(case, to), "{from} → {to}");
    let (mut earlier, mut expected) = (side(markup, "ins", "added"), wording(case, from));
    earlier.sort_unstable();
    expected.sort_unstable();
    assert_eq!(earlier, expected, "{from} → {to}");
}

fn pairs(case: &Case) -> Vec<ComparisonView> {
    let ids: Vec<&str> = case.drafts.iter().map(|it| it.id.as_str()).collect();
    let pairs = ids.iter().flat_map(|from| ids.iter().map(move |to| (from, to)));
    let source = TextSource::Draft;
    pairs
        .map(|(from, to)| comparison(Some(case), source(from), source(to)).expect("two drafts"))
        .collect()
}

#[test]
fn marks_without_one_kind_give_the_other_text_on_the_page_and_in_the_brief() {
    for name in bundled::NAMES {
        let case = bundled::case(name);
        for it in pairs(&case) {
            let markup = comparison_page(&it, Some(&case));
            hold(&case, &markup, &it.from.text.id, &it.to.text.id);
        }
        let analysis = bundled::analysis(&case);
        let page = page(&analysis, &case);
        let shown: Vec<&str> = page.split("<details class=\"pair").skip(1).collect();
        assert_eq!(shown.len(), analysis.comparisons.len(), "{name}");
        for (markup, it) in shown.into_iter().zip(&analysis.comparisons) {
            let markup = markup.split("</section>").next().unwrap_or_default();
            hold(&case, markup, &it.from.text.id, &it.to.text.id);
        }
    }
}

#[test]
fn few_drafts_are_compared_each_with_each() {
    let analysis = bundled::analysis(&bundled::case("river"));
    let pairs =
        analysis.comparisons.iter().map(|it| format!("{} {}", it.from.text.id, it.to.text.id));
    assert_eq!(pairs.collect::<Vec<_>>(), ["first second", "first third", "second third"]);
}

#[test]
fn of_many_drafts_each_is_compared_with_its_own_the_first_and_the_one_on_the_table() {
    let mut files = Files::default();
    files.insert("case.toml", "title = \"Many\"\nas_of = 2025-12-01\n");
    for it in 1..=8 {
        let revises = if it == 5 { " revises=\"d2\"" } else { "" };
        files.insert(
            format!("drafts/{it}.dj"),
            format!("{{#d{it} draft=\"2025-11-{it:02}\"{revises}}}\n# D{it}\n\n1. A point.\n"),
        );
    }
    let analysis = bundled::analysis(&parse(&files).case);
    let pairs: Vec<(&str, &str)> = analysis
        .comparisons
        .iter()
        .map(|it| (it.from.text.id.as_str(), it.to.text.id.as_str()))
        .collect();
    for pair in [("d2", "d5"), ("d1", "d4"), ("d3", "d8"), ("d6", "d7")] {
        assert!(pairs.contains(&pair), "{pair:?} of {pairs:?}");
    }
    assert!(!pairs.contains(&("d4", "d5")) && !pairs.contains(&("d2", "d6")), "{pairs:?}");
}

#[test]
fn every_point_of_a_draft_stands_on_the_page_exactly_once_with_its_words() {
    for name in bundled::NAMES {
        let case = bundled::case(name);
        let page = page(&bundled::analysis(&case), &case);
        assert_eq!(
            page.matches("<div class=\"point\"").count(),
            case.drafts.iter().map(|it| it.points.len()).sum::<usize>(),
        );
        for draft in &case.drafts {
            for (index, expected) in wording(&case, &draft.id).iter().enumerate() {
                let start = format!("<div class=\"point\" id=\"t-{}-{}\">", draft.id, index + 1);
                let found = between(&page, &start, "<div class=\"margin\">");
                let [markup] = found.as_slice() else { panic!("{start} stands once") };
                let said = between(markup, "<div class=\"said\" dir=\"auto\">", "</div>");
                let said = without(&said.concat(), "<span class=\"owner", "</span>");
                assert_eq!(&words(&without(&said, "<a class=\"note\"", "</a>")), expected);
            }
        }
    }
}

#[test]
fn every_finding_has_one_note_and_one_that_is_about_a_point_a_mark_in_it() {
    for name in bundled::NAMES {
        let case = bundled::case(name);
        let analysis = bundled::analysis(&case);
        let page = page(&analysis, &case);
        for lint in &analysis.lint {
            let count = |start: &str, last: usize| {
                let of = |it: usize| format!("{start}n-{}-{it}\"", lint.text.text.id);
                let found: Vec<usize> =
                    (1..=last).map(|it| page.matches(&of(it)).count()).collect();
                assert!(
                    found.iter().all(|it| *it <= 1) && !page.contains(&of(last + 1)),
                    "{start}"
                );
                found.into_iter().sum::<usize>()
            };
            let findings = lint.findings.len();
            let of_points = lint.findings.iter().filter(|it| it.place.is_some()).count();
            assert_eq!(count("<li id=\"", findings), findings);
            assert_eq!(count("<a class=\"note\" href=\"#", findings), of_points);
        }
    }
}

/// A table as lines, its cells with bars between them.
fn rows(table: &str) -> String {
    let rows = between(table, "<tr>", "</tr>").into_iter().map(|row| {
        let cells = row.replace("</th>", " | ").replace("</td>", " | ");
        words(&cells.replace("<span class=\"word\">", "; ")).trim_end_matches(" |").to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_strip_says_what_each_draft_of_the_river_does_with_each_issue() {
    let case = bundled::case("river");
    let page = page(&bundled::analysis(&case), &case);
    assert_snapshot!(rows(&between(&page, "<table class=\"says\">", "</table>").concat()));
}

#[test]
fn the_margin_of_the_river_says_what_could_break_the_text() {
    let case = bundled::case("river");
    let page = page(&bundled::analysis(&case), &case);
    let notes = between(&page, "<li id=\"n-third-", "</li>").into_iter().map(|it| {
        let it = it.split_once("<span class=\"unseen\">").map_or(it, |(_, rest)| rest);
        words(&it.replace("<q dir=\"auto\">", "“").replace("</q>", "”").replace("</summary>", ". "))
    });
    assert_snapshot!(notes.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_flag_is_for_what_its_own_draft_says() {
    let mut files = Files::default();
    files.insert(
        "case.toml",
        r#"
title = "Two drafts"
as_of = 2025-12-01
[[party]]
id = "north"
name = "North"
[[issue]]
id = "dam"
question = "Is there a dam?"
options = [{ id = "high", text = "a high one" }, { id = "low", text = "a low one" }]
"#,
    );
    files.insert(
        "statements.toml",
        r#"
[[statement]]
id = "no"
speaker = "north"
stance = "red-line"
options = { dam = "high" }
gist = "No high dam."
said = 2025-11-01
"#,
    );
    for (day, option) in [(10, "high"), (20, "low")] {
        files.insert(
            format!("drafts/{option}.dj"),
            format!("{{#{option} draft=\"2025-11-{day}\"}}\n# {option}\n\n1. A [dam]{{dam=\"{option}\"}}.\n"),
        );
    }
    let parsed = parse(&files);
    assert_eq!(parsed.case.statements.len(), 1, "{:?}", parsed.diagnostics);
    let analysis: Analysis = bundled::analysis(&parsed.case);
    let contests: Vec<&[Contest]> = analysis.drafts.iter().map(|it| &*it.contests).collect();
    assert_eq!(contests, [[Contest::AgainstText], [Contest::Unopposed]]);
    let page = page(&analysis, &parsed.case);
    assert!(page.contains("Is there a dam? settled, a party objects"));
    assert!(page.contains("Is there a dam? settled, nobody objects"));
}

/// A point of a draft: words, and options of issues in brackets.
fn point() -> impl Strategy<Value = String> {
    let words = "[a-c<&\\[\\]]{1,3}( [a-c<&\\[\\]]{1,3}){0,4}";
    let bracket = ("[a-c]{1,2}( [a-c]{1,2}){0,6}", "[xyz]", 0..2_usize, any::<bool>());
    let bracket = bracket.prop_map(|(words, option, issue, owned)| {
        let by = if owned { " by=\"north\"" } else { "" };
        format!("[{words}]{{{}=\"{option}\"{by}}}", ["one", "two"][issue])
    });
    let words = words.prop_map(|it| {
        it.chars().fold(String::new(), |mut text, it| {
            if !it.is_alphabetic() && it != ' ' {
                text.push('\\');
            }
            text.push(it);
            text
        })
    });
    proptest::collection::vec(prop_oneof![words, bracket], 1..5).prop_map(|it| it.join(" "))
}

fn generated(drafts: [&[String]; 2]) -> Case {
    let mut files = Files::default();
    let options = "options = [{ id = \"x\", text = \"x\" }, { id = \"y\", text = \"y\" }, { id = \"z\", text = \"z\" }]";
    files.insert(
        "case.toml",
        format!(
            "title = \"T\"\n[[party]]\nid = \"north\"\nname = \"N <&>\"\n[[issue]]\nid = \"one\"\nquestion = \"One?\"\n{options}\n[[issue]]\nid = \"two\"\nquestion = \"Two?\"\n{options}\n"
        ),
    );
    for (day, points) in drafts.iter().enumerate() {
        let points = points.iter().enumerate().map(|(at, it)| format!("{}. {it}\n", at + 1));
        files.insert(
            format!("drafts/d{day}.dj"),
            format!(
                "{{#d{day} draft=\"2025-11-0{}\"}}\n# D\n\n{}",
                day + 1,
                points.collect::<String>()
            ),
        );
    }
    parse(&files).case
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn marks_without_one_kind_give_the_other_text_of_any_two_drafts(
        one in proptest::collection::vec(point(), 1..6),
        other in proptest::collection::vec(point(), 1..6),
    ) {
        let case = generated([&one, &other]);
        prop_assert_eq!(case.drafts.len(), 2);
        for it in pairs(&case) {
            let markup = comparison_page(&it, Some(&case));
            hold(&case, &markup, &it.from.text.id, &it.to.text.id);
        }
    }
}
