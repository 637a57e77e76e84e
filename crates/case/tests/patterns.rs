//! What a pattern stands for, as it is written and as it is read.

use insta::assert_snapshot;
use onetext_case::{Claim, Files, format, parse};

const CASE: &str = r#"title = "Harbor talks"
as_of = 2024-06-01

[[party]]
id = "north"
name = "North Quay"

[[issue]]
id = "fee"
question = "How high is the fee?"
unit = "coins"
options = [
  { id = "none", text = "None", value = 0 },
  { id = "low", text = "Five coins", value = 5 },
  { id = "middle", text = "Seven coins", value = 7.50 },
  { id = "high", text = "Nine coins", value = 9 },
]
"#;

/// The options that a pattern leaves of the fee.
fn check(pattern: &str) -> String {
    let ledger = format!(
        "[[statement]]\nid = \"a\"\nspeaker = \"north\"\nsaid = 2024-05-01\nstance = \"support\"\n\
         options = {{ fee = {pattern} }}\ngist = \"a word\"\n"
    );
    assert_eq!(format("statements.toml", &ledger), Some(ledger.clone()), "kept as it is written");
    let mut files = Files::default();
    files.insert("case.toml", CASE);
    files.insert("statements.toml", ledger);
    let parsed = parse(&files);
    let told = parsed.diagnostics.iter().map(|it| it.message.clone()).collect::<Vec<_>>();
    assert_eq!(told, Vec::<String>::new());
    let Claim::Support(options) = &parsed.case.statements[0].claim else { return String::new() };
    let ids = options.iter().flat_map(|(issue, options)| {
        options.iter().map(|it| parsed.case.issues[issue.0].options[it.0].id.as_str())
    });
    ids.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_pattern_names_options_leaves_some_out_or_bounds_their_value() {
    assert_snapshot!(check("\"low\""), @"low");
    assert_snapshot!(check("[\"high\", \"none\"]"), @"none high");
    assert_snapshot!(check("\"not low\""), @"none middle high");
    assert_snapshot!(check("\"not low or high\""), @"none middle");
    assert_snapshot!(check("\"<= 7.5\""), @"none low middle");
    assert_snapshot!(check("\"< 7.5\""), @"none low");
    assert_snapshot!(check("\">= 7.5\""), @"middle high");
    assert_snapshot!(check("\"> 7.5\""), @"high");
    assert_snapshot!(check("[\"none\", \"> 8\"]"), @"none high");
}
