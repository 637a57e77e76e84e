//! What reports say of small cases, each made for one question.

use insta::assert_snapshot;
use onetext::Analysis;
use onetext::case::{Case, Files, parse};
use onetext::report::{page, text};

use crate::bundled;

const PARTIES: &str = r#"
title = "The weir"
as_of = 2025-06-10
[[party]]
id = "north"
name = "North"
[[party]]
id = "south"
name = "South"
[[party]]
id = "union"
name = "Union"
seat = false
"#;

const ISSUES: &str = r#"
[[issue]]
id = "weir"
question = "How high is the weir?"
options = [{ id = "high", text = "high" }, { id = "low", text = "low" }]
[[issue]]
id = "toll"
question = "Who takes the toll?"
options = [{ id = "shared", text = "both" }, { id = "north", text = "North" }]
"#;

const DRAFT: &str = "{#one draft=\"2025-06-01\"}\n# First text\n\n1. A weir that is [high]{weir=\"high\"}.\n2. A toll for [both]{toll=\"shared\"}.\n";

/// A case of three parties, two issues and a draft: its statements, a line each of stance, holder,
/// day and rest; and what else it has.
fn case(statements: &[(&str, &str, &str, &str)], more: &str, drafts: &[&str]) -> Case {
    let mut files = Files::default();
    files.insert("case.toml", format!("{PARTIES}{ISSUES}{more}"));
    let statements = statements.iter().enumerate().map(|(index, (stance, by, day, rest))| {
        format!(
            "[[statement]]\nid = \"s{index}\"\nspeaker = \"{by}\"\nsaid = {day}\n\
             stance = \"{stance}\"\ngist = \"words {index}\"\n{rest}\n"
        )
    });
    files.insert("statements.toml", statements.collect::<String>());
    for (index, draft) in drafts.iter().enumerate() {
        files.insert(format!("drafts/{index}.dj"), *draft);
    }
    let parsed = parse(&files);
    assert_eq!(parsed.diagnostics.len(), 0, "{:#?}", parsed.diagnostics);
    parsed.case
}

fn analysis(
    statements: &[(&str, &str, &str, &str)],
    more: &str,
    drafts: &[&str],
) -> (Case, Analysis) {
    let case = case(statements, more, drafts);
    let analysis = bundled::analysis(&case);
    (case, analysis)
}

/// Each issue with its contest and its stances.
fn positions(statements: &[(&str, &str, &str, &str)]) -> String {
    let mut lines = Vec::new();
    for issue in analysis(statements, "", &[DRAFT]).1.issues {
        lines.push(format!("{}: {:?}", issue.issue.id, issue.contest));
        for (cell, it) in issue.cells.iter().flat_map(|it| it.stances.iter().map(move |s| (it, s)))
        {
            let options: Vec<&str> = it.options.iter().map(|it| it.id.as_str()).collect();
            lines.push(format!(
                "  {} {:?}: {} {}",
                cell.holder.id,
                it.lean,
                it.word,
                options.join("|")
            ));
        }
    }
    lines.join("\n")
}

const PACKAGE: &str = r#"options = { weir = "high", toll = "shared" }"#;

#[test]
fn a_package_points_nowhere_on_one_of_its_issues() {
    assert_snapshot!(positions(&[
        ("red-line", "North", "2025-06-02", PACKAGE),
        ("refusal", "North", "2025-06-02", PACKAGE),
        ("acceptance", "South", "2025-06-02", PACKAGE),
        (
            "preference",
            "South",
            "2025-06-02",
            r#"prefer = { weir = "high", toll = "shared" }
over = { weir = "low", toll = "north" }"#
        ),
    ]));
}

#[test]
fn demands_and_requirements_speak_of_each_issue_separately() {
    assert_snapshot!(positions(&[
        ("demand", "North", "2025-06-02", PACKAGE),
        ("requires", "South", "2025-06-02", r#"options = { weir = "low", toll = "north" }"#),
    ]));
}

#[test]
fn words_said_after_the_day_of_the_case_are_no_position() {
    let said = [("red-line", "North", "2025-06-11", r#"options = { weir = "high" }"#)];
    assert_snapshot!(positions(&said), @r"
    weir: Silent
    toll: Silent
    ");
    let (case, analysis) = analysis(&said, "", &[DRAFT]);
    assert!(page(&analysis, &case).contains("Said after the day of the case"));
}

#[test]
fn a_statement_taken_back_and_replaced_stands_as_the_numbers_have_it() {
    let (_, analysis) = analysis(
        &[
            (
                "demand",
                "North",
                "2025-06-02",
                "options = { weir = \"high\" }\nretracted = 2025-06-03",
            ),
            ("demand", "North", "2025-06-04", "options = { weir = \"low\" }\nsupersedes = \"s0\""),
        ],
        "",
        &[],
    );
    assert_snapshot!(format!("{:?}; {}", analysis.ledger[0].standing, analysis.ledger[0].entered));
}

#[test]
fn a_draft_of_a_later_day_is_not_on_the_table() {
    let later = DRAFT.replace("#one", "#two").replace("2025-06-01", "2025-06-20");
    let (case, analysis) = analysis(&[], "", &[DRAFT, &later]);
    assert_eq!(analysis.current().map(|it| it.draft.id.as_str()), Some("one"));
    let page = page(&analysis, &case);
    let (_, first) = page.split_once("id=\"d-one\"").expect("the draft is there");
    assert!(first.split_once("<details").is_some_and(|it| it.1.starts_with(" open")));
    let (_, second) = page.split_once("id=\"d-two\"").expect("the draft is there");
    assert!(second.split_once("<details").is_some_and(|it| it.1.starts_with('>')));
}

#[test]
fn an_objection_to_the_text_is_told() {
    let by_union = [("red-line", "Union", "2025-06-02", r#"options = { weir = "high" }"#)];
    assert_snapshot!(positions(&by_union));
    let by_others = [(
        "red-line",
        "South",
        "2025-06-02",
        "holder = \"north\"\noptions = { toll = \"shared\" }",
    )];
    assert_snapshot!(positions(&by_others));
    let (case, analysis) = analysis(&by_union, "", &[DRAFT]);
    let page = page(&analysis, &case);
    assert!(page.contains("against the text.") && !page.contains("no objection"));
    assert!(text(&analysis, 100).contains("against the text: weir"));
}
