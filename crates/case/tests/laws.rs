//! What holds for every input: reading never fails, layout is stable and loses nothing.

use jiff::civil::date;
use onetext_case::{Files, format, parse, template};
use proptest::prelude::*;

/// Text that looks like a case file more often than noise does.
fn arb_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[[issue]]\n",
        "[party.utility]\n",
        "[[statement]]\n",
        "id = \"a\"\n",
        "options = [",
        "]\n",
        "{ id = \"b\", text = \"c\" },\n",
        "when = { a = \"b\" }\n",
        "# a comment\n",
        "span = [1, 2]\n",
        "stance = \"priority\"\n",
        "stance = \"ultimatum\"\n",
        "stance = \"ideal-point\"\n",
        "stance = \"flexible\"\n",
        "issues = [\"a\", { issue = \"a\", from = \"b\", to = \"c\" }]\n",
        "options = { a = \"not b or c\" }\n",
        "between = [{ a = \"<= 1.5\" }, { a = [\"> 0\", \"b\"] }]\n",
        "times = 2\n",
        "said = 2024-01-01\n",
        "x",
        "=",
        "\"",
        "'",
        "\n",
        "\n\n",
        "  ",
        "{#d draft=\"2024-01-01\"}\n",
        "# Title\n",
        "1. ",
        "[text]{a=\"b\"}",
        "{",
        "}",
        "*",
        "“",
        "é",
        "```\n",
        "> ",
        "- ",
        "\\",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..40).prop_map(|it| it.concat()), ".{0,200}"]
}

proptest! {
    #[test]
    fn reading_never_fails(case in arb_text(), ledger in arb_text(), sources in arb_text(), draft in prop::collection::vec(any::<u8>(), 0..200), second in arb_text()) {
        let mut files = Files::default();
        files.insert("case.toml", case);
        files.insert("statements.toml", ledger);
        files.insert("sources.toml", sources);
        files.insert("drafts/a.dj", draft);
        files.insert("drafts/b.dj", second);
        for diagnostic in parse(&files).diagnostics {
            prop_assert!(!diagnostic.render(&files, "", false).is_empty());
        }
    }

    #[test]
    fn laying_out_twice_changes_nothing_more(text in arb_text()) {
        for path in ["case.toml", "drafts/a.dj"] {
            if let Some(once) = format(path, &text) {
                prop_assert_eq!(format(path, &once), Some(once.clone()), "{}", path);
            }
        }
    }

    #[test]
    fn laying_out_keeps_comments_and_values(text in arb_text()) {
        if let Some(formatted) = format("case.toml", &text) {
            let comments = |it: &str| it.matches("# a comment").count();
            prop_assert_eq!(comments(&formatted), comments(&text));
            let values = |it: &str| {
                let mut files = Files::default();
                files.insert("case.toml", it);
                let case = parse(&files).case;
                format!("{case:?}")
            };
            prop_assert_eq!(values(&formatted), values(&text));
        }
    }
}

#[test]
fn a_file_is_laid_out_in_one_way() {
    let text = "title='Harbor'   # the name\n# a day\nas_of=2024-06-01\n\n\n\n[[party]]\nid   =  \"a\"\npeople=[{name=\"A\",post=\"B\"},\n {name=\"C\"}]\naliases=[ \"x\",\"y\" ]   \n# next\n[[party]]\nid=\"b\"\n# the end\n";
    insta::assert_snapshot!(format("case.toml", text).unwrap(), @r#"
    title = 'Harbor' # the name
    # a day
    as_of = 2024-06-01

    [[party]]
    id = "a"
    people = [
      { name = "A", post = "B" },
      { name = "C" },
    ]
    aliases = ["x", "y"]

    # next
    [[party]]
    id = "b"
    # the end
    "#);
}

#[test]
fn a_new_case_passes_the_check_and_is_laid_out() {
    for title in ["Harbor talks", "\"Quoted\" \\ 'both'", "Переговоры", "سلام"] {
        let files = template(title, date(2025, 1, 31));
        let parsed = parse(&files);
        assert_eq!(parsed.diagnostics, vec![], "{title}");
        assert_eq!(parsed.case.title, title);
        for path in files.paths() {
            let text = files.text(path).unwrap();
            assert_eq!(format(path, text).as_deref().unwrap_or(text), text, "{path}");
        }
    }
}

#[test]
fn thousands_of_nested_brackets_are_read_in_bounded_depth() {
    let deep = format!("a = {}\n", "[".repeat(20_000));
    let mut files = Files::default();
    files.insert("case.toml", deep.clone());
    files.insert("statements.toml", deep);
    let hostile = ["> ", "[", "1. ", "- a. ", "(1) ", "*a _b ", "{_", "``", ": ", "^[", "!["];
    for (index, piece) in hostile.into_iter().enumerate() {
        files.insert(format!("drafts/{index}.dj"), piece.repeat(20_000));
    }
    let steps: Vec<String> = (0..400).map(|depth| "  ".repeat(depth) + "- a\n").collect();
    files.insert("drafts/steps.dj", steps.join("\n"));
    assert!(!parse(&files).diagnostics.is_empty());
}
