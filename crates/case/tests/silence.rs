//! Silences of `lint`, as a case writes them.

use onetext_case::{DraftId, Files, IssueId, LINT_RULES, Severity, parse};

const CASE: &str = r#"title = "The valley"
as_of = 2024-05-02

[[issue]]
id = "dam"
question = "How high?"
options = [
  { id = "low", text = "low" },
  { id = "high", text = "high" },
]
"#;

/// The errors of a case with this silence, and what was read of it.
fn read(silence: &str) -> (Vec<String>, Vec<onetext_case::Silence>) {
    let mut files = Files::default();
    files.insert("case.toml", format!("{CASE}\n[[silence]]\n{silence}"));
    files.insert("drafts/first.dj", "{#first draft=\"2024-05-01\"}\n# First\n\n1. Nothing.\n");
    let parsed = parse(&files);
    let errors = parsed.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    (errors.map(|it| it.message.clone()).collect(), parsed.case.silences)
}

#[test]
fn a_silence_names_its_rule_its_reason_and_what_it_is_for() {
    let (errors, silences) = read(
        "rule = \"open-duty\"\nreason = \"annex B\"\ndraft = \"first\"\npoint = \"3\"\nissue = \"dam\"",
    );
    assert!(errors.is_empty(), "{errors:?}");
    let [silence] = silences.as_slice() else { panic!("there is one silence") };
    assert_eq!(
        (silence.draft, silence.point, silence.issue, silence.reason.as_str()),
        (Some(DraftId(0)), Some(3), Some(IssueId(0)), "annex B")
    );
    for rule in LINT_RULES {
        let (errors, silences) = read(&format!("rule = \"{rule}\"\nreason = \"so\""));
        assert!(errors.is_empty() && silences.len() == 1, "{rule}: {errors:?}");
    }
}

#[test]
fn a_silence_without_a_reason_is_an_error_and_silences_nothing() {
    for silence in [
        "rule = \"open-duty\"",
        "rule = \"open-duty\"\nreason = \" \"",
        "reason = \"so\"",
        "rule = \"no-rule\"\nreason = \"so\"",
        "rule = \"open-duty\"\nreason = \"so\"\npoint = \"third\"",
        "rule = \"open-duty\"\nreason = \"so\"\ndraft = \"none\"",
        "rule = \"open-duty\"\nreason = \"so\"\nissue = \"none\"",
    ] {
        let (errors, silences) = read(silence);
        assert_eq!((errors.len(), silences.len()), (1, 0), "{silence}: {errors:?}");
    }
}
