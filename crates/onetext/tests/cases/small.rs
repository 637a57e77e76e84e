//! What reports say of small cases, each made for one question.

use insta::assert_snapshot;
use onetext::case::{Case, Files, parse};
use onetext::report::{page, text};
use onetext::{Analysis, Question, Stop, analyse};

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
    let text = |id: &str| {
        let draft = page.split_once(&format!("id=\"{id}\"")).expect("the draft is there").1;
        draft.split_once("<details class=\"text\"").expect("its text is there").1
    };
    assert!(text("d-one").starts_with(" open"));
    assert!(text("d-two").starts_with('>'));
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
    assert!(page.contains("<span class=\"unseen\">nothing recorded</span>"));
    assert!(page.contains("Because of 1 statement<") && !page.contains(" on 0"));
    assert!(text(&analysis, 100).to_string().contains("against the text: weir"));
}

#[test]
fn a_party_without_a_seat_says_so_and_joint_numbers_leave_it_out() {
    let (case, analysis) = analysis(
        &[
            ("red-line", "Union", "2025-06-02", r#"options = { weir = "high" }"#),
            ("support", "North", "2025-06-02", r#"options = { weir = "low" }"#),
        ],
        "",
        &[DRAFT],
    );
    assert_snapshot!(text(&analysis, 100).to_string());
    assert!(page(&analysis, &case).matches("(does not sign)").count() >= 4);
}

#[test]
fn where_nobody_signs_there_is_no_joint_number() {
    let case_toml =
        format!("{PARTIES}{ISSUES}").replace("name = \"North\"", "name = \"North\"\nseat = false");
    let case_toml = case_toml.replace("name = \"South\"", "name = \"South\"\nseat = false");
    let mut files = Files::default();
    files.insert("case.toml", case_toml);
    files.insert("drafts/one.dj", DRAFT);
    let nobody = bundled::analysis(&parse(&files).case);
    assert_snapshot!(format!("{:?}", nobody.acceptances[0].joint));
    assert!(text(&nobody, 100).to_string().contains("nobody signs"));
    let mut files = Files::default();
    files.insert("case.toml", format!("title = \"Empty\"\n{ISSUES}"));
    files.insert("drafts/one.dj", DRAFT);
    let case = parse(&files).case;
    let page = page(&bundled::analysis(&case), &case);
    assert!(
        page.contains("names no party")
            && !page.contains("Could they accept the text on the table, ")
    );
}

#[test]
fn a_red_line_that_matches_the_text_is_named_whatever_the_numbers() {
    let of = |option: &str| {
        let rest = format!("options = {{ weir = \"{option}\" }}");
        let (_, analysis) = analysis(&[("red-line", "North", "2025-06-02", &rest)], "", &[DRAFT]);
        analysis.acceptances[0].parties[0].red_lines.join(" ")
    };
    assert_eq!((of("high"), of("low")), ("s0".to_owned(), String::new()));
}

#[test]
fn hard_words_that_do_not_go_together_are_named() {
    let (case, analysis) = analysis(
        &[
            ("demand", "North", "2025-06-02", "options = { weir = \"high\" }\ncredence = 1"),
            ("rejection", "North", "2025-06-02", "options = { weir = \"high\" }\ncredence = 1"),
        ],
        "",
        &[DRAFT],
    );
    assert_snapshot!(text(&analysis, 100).to_string());
    let json = serde_json::to_value(&analysis).expect("an analysis serializes");
    assert_eq!(json["not_found"]["statements"][0], "s0");
    assert!(page(&analysis, &case).contains("In the way of a number:"));
}

#[test]
fn a_deadline_without_a_day_is_ahead_and_the_day_of_the_case_is_not() {
    let (case, analysis) = analysis(
        &[("support", "North", "2025-06-10", r#"options = { weir = "low" }"#)],
        "[[round]]\nid = \"r\"\nname = \"Talks\"\ndays = 2025-06-10\npresent = [\"north\"]\n\
         [[deadline]]\nid = \"d\"\ntext = \"The flood\"\n",
        &[DRAFT],
    );
    let page = page(&analysis, &case);
    assert!(
        page.contains("<bdi>The flood</bdi>, <a class=\"figure\" href=\"#timeline\">day not known")
    );
    let at = |it: &str| page.find(it).unwrap_or_else(|| panic!("{it}"));
    let rule = at("<p class=\"today\">");
    let timeline = at("<section class=\"section\" id=\"timeline\"");
    let said = timeline + page[timeline..].find("words 0").expect("the words are there");
    assert!(said < rule && rule < at("id=\"r-r\""));
}

#[test]
fn the_reasons_for_being_in_no_number_add_up() {
    let (case, analysis) = analysis(
        &[
            ("position", "North", "2025-06-02", r#"options = { weir = "high" }"#),
            (
                "demand",
                "North",
                "2025-06-02",
                "options = { weir = \"high\" }\nretracted = 2025-06-03",
            ),
            ("demand", "South", "2025-06-12", r#"options = { weir = "low" }"#),
            ("demand", "South", "2025-06-02", r#"options = { weir = "low" }"#),
        ],
        "",
        &[],
    );
    let told = "3 of 4 statements are in no number (1 not modeled, 1 taken back, 1 of a later day)";
    assert!(
        text(&analysis, 200).to_string().contains(told) && page(&analysis, &case).contains(told)
    );
    let silent = "no party spoke on 1 issue";
    assert!(
        text(&analysis, 200).to_string().contains(silent)
            && page(&analysis, &case).contains(silent)
    );
}

/// A case in numbers of so many issues.
fn in_numbers(issues: usize) -> Case {
    let values = (0..issues).map(|it| format!("i{it} = {{ x = 1, y = 0.5 }}\n"));
    let values = values.collect::<Vec<_>>().concat();
    let parties = ["a", "b"].map(|it| {
        format!(
            "[[party]]\nid = \"{it}\"\nname = \"{it}\"\n[party.utility]\nreservation = 1\n\
             [party.utility.evaluation]\n{values}"
        )
    });
    let issues = (0..issues).map(|it| {
        format!(
            "[[issue]]\nid = \"i{it}\"\nquestion = \"Is it {it}?\"\n\
             options = [{{ id = \"x\", text = \"x\" }}, {{ id = \"y\", text = \"y\" }}]\n"
        )
    });
    let head = "title = \"Numbers\"\nas_of = 2025-06-10\n".to_owned();
    let mut files = Files::default();
    files.insert("case.toml", head + &parties.concat() + &issues.collect::<String>());
    let parsed = parse(&files);
    assert_eq!(parsed.diagnostics.len(), 0, "{:#?}", parsed.diagnostics);
    parsed.case
}

#[test]
fn a_case_in_numbers_without_an_exact_answer_says_why() {
    let mut case = in_numbers(4);
    for party in &mut case.parties {
        let utility = party.utility.as_mut().expect("the case is in numbers");
        // Four such numbers add up to more than the whole numbers hold.
        utility.issues.iter_mut().for_each(|it| it.1[0].digits = 900_000_000_000_000_000);
    }
    let analysis = bundled::analysis(&case);
    assert!(analysis.bargaining.is_none());
    assert_snapshot!(text(&analysis, 100).to_string());
    let json = serde_json::to_value(&analysis).expect("an analysis serializes");
    assert_eq!(json["no_bargaining"], analysis.no_bargaining);
    assert!(page(&analysis, &case).matches(&analysis.no_bargaining).count() >= 2);
}

#[test]
fn once_stopped_nothing_more_is_checked_or_looked_for() {
    let stop = Stop::default();
    stop.request();
    let question = Question { seed: 1, draws: 100, starts: 1 };
    let exact = analyse(&in_numbers(4), &question, &stop).bargaining.expect("it is in numbers");
    assert_eq!(exact.zopa.reliance.checked, None);
    assert_eq!(exact.frontier.err().as_deref(), Some("stopped"));
    assert!(exact.solutions.iter().all(|it| it.as_ref().err().is_some_and(|it| it == "stopped")));
}

#[test]
fn what_a_search_found_leads_to_statements() {
    let (case, analysis) = analysis(
        &[("red-line", "North", "2025-06-02", r#"options = { weir = "high" }"#)],
        "",
        &[DRAFT],
    );
    let found = analysis.found.as_ref().expect("the search found something");
    assert_eq!(found.parties[0].because, ["s0"]);
    assert!(found.parties[1].because.is_empty());
    let page = page(&analysis, &case);
    let (_, common) = page.split_once("Could they accept it?").expect("the panel is there");
    assert!(common.contains("Because of <span class=\"refs\">"));
    assert!(common.contains("Because of <span class=\"assumed\">"));
    assert!(page.contains("What could all accept?") && !page.contains("All who sign could accept"));
}

#[test]
fn every_place_where_a_statement_is_printed_is_cited() {
    let mut files = Files::default();
    files.insert("case.toml", format!("{PARTIES}{ISSUES}"));
    files.insert("drafts/0.dj", DRAFT);
    let source = |id: &str, outlet: &str| {
        format!(
            "[[source]]\nid = \"{id}\"\noutlet = \"{outlet}\"\ntitle = \"The {id}\"\nday = 2025-06-02\n"
        )
    };
    let sources = [("post", "Post"), ("wire", "Wire"), ("late", "Wire"), ("own", "Post")];
    files.insert("sources.toml", sources.map(|(id, outlet)| source(id, outlet)).concat());
    files.insert(
        "statements.toml",
        "[[statement]]\nid = \"a\"\nspeaker = \"north\"\nstance = \"red-line\"\n\
         options = { weir = \"high\" }\ngist = \"no high weir\"\nsource = \"post\"\nspan = [3, 9]\n\
         also = [{ source = \"wire\", span = [1, 7] }, { source = \"late\", span = [2, 8] }, \
         { source = \"own\", span = [5, 9] }, { source = \"post\", span = [30, 40] }]\n",
    );
    let parsed = parse(&files);
    assert_eq!(parsed.diagnostics.len(), 0, "{:#?}", parsed.diagnostics);
    let case = parsed.case;
    let question = Question { seed: 1, draws: 100, starts: 1 };
    let analysis = analyse(&case, &question, &Stop::default());
    for source in &analysis.sources {
        assert_eq!(source.statements, ["a"], "{}", source.id);
    }
    let page = page(&analysis, &case);
    for place in ["wire", "late", "own", "post"] {
        assert!(page.contains(&format!("href=\"#src-{place}\"")), "{place}");
    }
    let (_, also) = page.split_once("Also in: ").expect("the page has the other places");
    let also = also.split("</dd>").next().unwrap_or_default();
    assert!(also.contains("“<bdi>The wire</bdi>”") && also.contains("bytes 30–40"), "{also}");
}
