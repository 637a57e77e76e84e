//! The rules against sentences of our own, which were written before them, and against the bundled
//! cases.

use std::fmt::Write as _;

use onetext_case::{Case, DraftId, Files, Severity, parse};

use super::{Finding, Rule, all, lint, unused_silences};

/// The rules with their sentences: `+` has the fault, `-` has it not; ` | ` stands between points.
/// The first half of each was used to build the rule; the other half was held back.
const TABLES: [(Rule, &str); 7] = [
    (Rule::VagueGuarantee, include_str!("sentences/vague-guarantee.txt")),
    (Rule::IrreversibleAct, include_str!("sentences/irreversible-act.txt")),
    (Rule::OpenDuty, include_str!("sentences/open-duty.txt")),
    (Rule::UndefinedTerm, include_str!("sentences/undefined-term.txt")),
    (Rule::BrokenLinkage, include_str!("sentences/broken-linkage.txt")),
    (Rule::SilentCondition, include_str!("sentences/silent-condition.txt")),
    (Rule::UnownedBracket, include_str!("sentences/unowned-bracket.txt")),
];

fn read(points: &str, silences: &str) -> Case {
    let mut files = Files::default();
    let case = format!("{}\n{silences}", include_str!("sentences/case.toml"));
    files.insert("case.toml", case);
    files.insert("statements.toml", include_str!("sentences/statements.toml"));
    let mut draft = "{#text draft=\"2025-05-20\" by=\"office\"}\n# The text\n\n".to_owned();
    for (index, point) in points.split(" | ").enumerate() {
        let _ = writeln!(draft, "{}. {point}", index + 1);
    }
    files.insert("drafts/text.dj", draft);
    let parsed = parse(&files);
    let errors: Vec<_> =
        parsed.diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{points}: {errors:?}");
    parsed.case
}

fn found(points: &str, rule: Rule) -> Vec<Finding> {
    all(&read(points, ""), DraftId(0)).into_iter().filter(|it| it.rule == rule).collect()
}

/// A row of a table.
struct Row<'a> {
    is_held_back: bool,
    is_faulty: bool,
    lacks: Vec<&'a str>,
    points: &'a str,
}

fn rows(table: &str) -> Vec<Row<'_>> {
    let mut is_held_back = false;
    let mut rows = Vec::new();
    for line in table.lines() {
        if let Some(half) = line.strip_prefix("# ") {
            is_held_back = half == "held back";
        } else if let Some((mark, row)) = line.split_once(' ') {
            let lacking = row.strip_prefix('(').and_then(|it| it.split_once(") "));
            let (lacks, points) = lacking.unwrap_or(("", row));
            let lacks = lacks.split_whitespace().collect();
            rows.push(Row { is_held_back, is_faulty: mark == "+", lacks, points });
        }
    }
    rows
}

#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    clean: usize,
}

impl Score {
    fn percent(part: usize, rest: usize) -> usize {
        (100 * part).checked_div(part + rest).unwrap_or(100)
    }

    fn precision(&self) -> usize {
        Self::percent(self.right, self.wrong)
    }

    fn recall(&self) -> usize {
        Self::percent(self.right, self.missed)
    }
}

#[test]
fn every_rule_finds_its_faults_and_leaves_good_sentences_alone() {
    let mut table = String::new();
    let mut low = Vec::new();
    for (rule, sentences) in TABLES {
        for half in [false, true] {
            let mut score = Score::default();
            for row in rows(sentences).iter().filter(|it| it.is_held_back == half) {
                let is_found = !found(row.points, rule).is_empty();
                match (row.is_faulty, is_found) {
                    (true, true) => score.right += 1,
                    (true, false) => score.missed += 1,
                    (false, true) => score.wrong += 1,
                    (false, false) => score.clean += 1,
                }
                if row.is_faulty != is_found && std::env::var_os("LINT_ROWS").is_some() {
                    println!(
                        "{} {} {}: {:?}",
                        rule.name(),
                        if is_found { "wrong" } else { "missed" },
                        row.points,
                        found(row.points, rule)
                    );
                }
            }
            assert!(20 <= score.right + score.missed && 20 <= score.wrong + score.clean);
            let (precision, recall) = (score.precision(), score.recall());
            let half = if half { "held back" } else { "built on" };
            let _ = writeln!(
                table,
                "{:<16} {half:<9} precision {precision:>3} % recall {recall:>3} %",
                rule.name()
            );
            if precision < 90 || recall < 90 {
                low.push(format!("{} {half}", rule.name()));
            }
        }
    }
    println!("{table}");
    assert!(low.is_empty(), "below their bounds: {low:?}\n{table}");
}

#[test]
fn of_a_guarantee_the_parts_that_are_missing_are_named() {
    let (mut right, mut all) = ([0, 0], [0, 0]);
    for row in rows(include_str!("sentences/vague-guarantee.txt")).iter().filter(|it| it.is_faulty)
    {
        let lacks = found(row.points, Rule::VagueGuarantee).first().map(|it| it.lacks.clone());
        let half = usize::from(row.is_held_back);
        all[half] += 1;
        if lacks.as_deref() == Some(&row.lacks) {
            right[half] += 1;
        } else if std::env::var_os("LINT_ROWS").is_some() {
            println!("{}: {lacks:?}, wanted {:?}", row.points, row.lacks);
        }
    }
    println!("all parts right: {right:?} of {all:?}");
    assert!(18 <= right[0] && 17 <= right[1], "{right:?} of {all:?}");
}

/// The findings in a draft of a bundled case, for reading.
fn told(case: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(case);
    let mut files = Files::default();
    for name in ["case.toml", "statements.toml", "sources.toml"] {
        let bytes = std::fs::read(folder.join(name)).expect("the case has the file");
        files.insert(name, bytes);
    }
    for entry in std::fs::read_dir(folder.join("drafts")).into_iter().flatten().flatten() {
        let path = format!("drafts/{}", entry.file_name().to_string_lossy());
        files.insert(path, std::fs::read(entry.path()).expect("a draft can be read"));
    }
    let case = parse(&files).case;
    let mut out = String::new();
    for (index, draft) in case.drafts.iter().enumerate() {
        let _ = writeln!(out, "{}", draft.id);
        for it in lint(&case, DraftId(index)).findings {
            let number = it.point.and_then(|it| draft.points[it].number);
            let number = number.map_or_else(|| "–".to_owned(), |it| it.to_string());
            let ids: Vec<&str> = it.issues.iter().map(|it| case.issues[it.0].id.as_str()).collect();
            let said: Vec<&str> =
                it.statements.iter().map(|it| case.statements[it.0].id.as_str()).collect();
            let from = [ids, said].concat().join(" ");
            let line = it.line.map_or_else(String::new, |it| format!(":{it}"));
            let lacks = it.lacks.join(", ");
            let _ = writeln!(
                out,
                "  {number}{line} {} ({lacks}) {} [{from}]",
                it.rule.name(),
                it.words
            );
        }
    }
    out
}

#[test]
fn the_river() {
    insta::assert_snapshot!(told("river"));
}

#[test]
fn the_canal_has_no_draft() {
    assert_eq!(told("panama-1977"), "");
}

#[test]
fn ukraine() {
    insta::assert_snapshot!(told("ukraine-2025"));
}

#[test]
fn the_case_knows_the_names_of_the_rules() {
    assert_eq!(Rule::ALL.map(Rule::name), onetext_case::LINT_RULES);
}

#[test]
fn a_finding_stands_on_the_line_of_its_words() {
    let mut files = Files::default();
    files.insert("case.toml", include_str!("sentences/case.toml"));
    let draft = "{#text draft=\"2025-05-20\"}\n# The text\n\n1. The office keeps a list.\n   The prisoners shall be\n   released. On the river\n   [no tolls]{toll=\"free\"} [some]{toll=\"shared\"} are taken.\n";
    files.insert("drafts/text.dj", draft);
    let findings = lint(&parse(&files).case, DraftId(0)).findings;
    let told: Vec<_> = findings.iter().map(|it| (it.line, it.words.as_str())).collect();
    let wanted = [
        (Some(5), "The prisoners shall be released"),
        (Some(5), "The prisoners shall be released"),
        (Some(6), "On the river some are taken"),
        (Some(7), "no tolls"),
        (Some(7), "some"),
    ];
    assert_eq!(told[..5], wanted);
    assert!(told[5..].iter().all(|it| *it == (None, "")));
}

#[test]
fn a_silence_covers_what_it_names_and_no_more() {
    let text = "Sylvania pays the sum. | Freedonia pays the sum.";
    let counts = |silences: &str| {
        let case = read(text, silences);
        let found = lint(&case, DraftId(0));
        let duties = found.findings.iter().filter(|it| it.rule == Rule::OpenDuty).count();
        (duties, found.silenced.len(), unused_silences(&case))
    };
    let silence = |more: &str| {
        format!("[[silence]]\nrule = \"open-duty\"\nreason = \"annex B has the days\"\n{more}")
    };
    assert_eq!(counts(""), (2, 0, vec![]));
    assert_eq!(counts(&silence("")), (0, 2, vec![]));
    assert_eq!(counts(&silence("point = \"2\"")), (1, 1, vec![]));
    assert_eq!(counts(&silence("point = \"3\"")), (2, 0, vec![0]));
    assert_eq!(counts(&silence("draft = \"text\"")), (0, 2, vec![]));
    assert_eq!(counts(&silence("issue = \"dam\"")), (2, 0, vec![0]));
}

proptest::proptest! {
    /// No text makes a rule stumble, and the same text is read the same way again.
    #[test]
    fn any_text_is_read(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..80), other in "\\PC{0,60}") {
        let mut files = Files::default();
        files.insert("case.toml", include_str!("sentences/case.toml"));
        files.insert("statements.toml", include_str!("sentences/statements.toml"));
        let draft = format!("{{#text draft=\"2025-05-20\"}}\n# The text\n\n1. {}\n2. {other}\n", words.join(" "));
        files.insert("drafts/text.dj", draft);
        let case = parse(&files).case;
        let found = lint(&case, DraftId(0));
        proptest::prop_assert_eq!(&found, &lint(&case, DraftId(0)));
        let text = |it: &Finding| it.point.map_or(String::new(), |point| {
            case.drafts[0].points[point].text.iter().map(|it| match it {
                onetext_case::Piece::Plain(text) | onetext_case::Piece::Bracket { text, .. } => text.as_str(),
            }).collect()
        });
        for it in &found.findings {
            proptest::prop_assert!(it.at <= text(it).len());
            proptest::prop_assert!(!it.reason.is_empty() && !it.better.is_empty());
            proptest::prop_assert!(it.point.is_none() || it.line.is_some());
        }
    }
}

/// Words on which the rules turn.
const WORDS: &[&str] = &[
    "Sylvania",
    "Freedonia",
    "the",
    "Joint",
    "Commission",
    "shall",
    "is",
    "are",
    "not",
    "no",
    "withdraws",
    "released",
    "guarantees",
    "guaranteed",
    "by",
    "may",
    "May",
    "2026",
    "30",
    "days",
    "within",
    ",",
    ".",
    ";",
    "and",
    "such",
    "“",
    "”",
    "(",
    ")",
    "[",
    "]",
    "[a]{troops=\"leave\"}",
    "[b]{troops=\"stay\"}",
    "[c]{toll=\"free\" by=\"office\"}",
    "than",
    "in",
    "if",
    "when",
    "that",
    "on",
    "which",
    "each",
    "party",
    "to",
    "of",
    "undertakes",
    "has",
    "been",
    "Sylvanian",
    "troops",
    "'s",
    "é",
];
