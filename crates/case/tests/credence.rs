//! The constants of credence and the scales of chances: in the case, in the schema and in the docs.

use std::fmt::Write as _;
use std::path::Path;

use insta::assert_snapshot;
use onetext_case::{Case, ChanceScale, Claim, Credences, Record, format, parse, schema, template};

/// A new case with some lines put before its first table, and what is wrong with it.
fn read(head: &str, tables: &str) -> (Case, Vec<String>) {
    let mut files = template("Talks", jiff::civil::date(2025, 1, 31));
    let text = files.text("case.toml").expect("a new case has a case file").to_owned();
    files.insert("case.toml", text.replacen("\n\n", &format!("\n{head}\n\n"), 1) + tables);
    let parsed = parse(&files);
    (parsed.case, parsed.diagnostics.into_iter().map(|it| it.message).collect())
}

#[test]
fn the_table_of_the_documentation_is_that_of_the_program() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/elicitation.md");
    let docs = std::fs::read_to_string(docs).expect("the documentation is in the repository");
    let mut wanted = "| key | default | what |\n| --- | --- | --- |\n".to_owned();
    for constant in Credences::default().constants() {
        let _ =
            writeln!(wanted, "| `{}` | {} | {} |", constant.key, constant.value, constant.meaning);
    }
    let (_, section) = docs.split_once("## Constants").expect("the constants have a section");
    assert!(
        section.contains(&wanted),
        "under \"Constants\", docs/elicitation.md should have:\n{wanted}"
    );
}

#[test]
fn a_case_can_set_each_constant_and_changes_no_other() {
    for constant in Credences::default().constants() {
        let value = constant.value * 0.999;
        let (case, wrong) = read("", &format!("\n[credence]\n{} = {value}\n", constant.key));
        assert_eq!(wrong, Vec::<String>::new());
        let usual = Credences::default().constants();
        for (found, usual) in case.credence.constants().into_iter().zip(usual) {
            let wanted = if found.key == constant.key { value } else { usual.value };
            assert!((found.value - wanted).abs() < 1e-12, "{} after {}", found.key, constant.key);
        }
    }
}

#[test]
fn what_is_out_of_range_leaves_the_default() {
    let (case, wrong) = read("", "\n[credence]\nown = 0.4\nleaked = inf\npress = 0.7\n");
    assert_eq!(wrong, ["`own` cannot be 0.4", "`leaked` cannot be inf"]);
    assert_eq!(case.credence, Credences { press: 0.7, ..Credences::default() });
}

#[test]
fn a_table_of_credences_is_laid_out_and_kept() {
    let text = "[credence]\n# Their words are worth less here.\nown=0.8\nhalf-life-days   = 90\n";
    assert_snapshot!(format("case.toml", text).expect("it is TOML"), @r"
    [credence]
    # Their words are worth less here.
    own = 0.8
    half-life-days = 90
    ");
}

#[test]
fn the_schema_knows_the_credences_and_their_ranges() {
    let of_case = schema("case.toml").expect("there is a schema");
    let validator = jsonschema::validator_for(&of_case["properties"]["credence"])
        .expect("the schema is a schema");
    for (table, fits) in [
        (serde_json::json!({ "own": 0.9, "half-life-days": 90 }), true),
        (serde_json::json!({ "own": 1.2 }), false),
        (serde_json::json!({ "owm": 0.9 }), false),
        (serde_json::json!({ "cap": "high" }), false),
    ] {
        assert_eq!(validator.is_valid(&table), fits, "{table}");
    }
}

#[test]
fn each_scale_reads_its_words_and_no_others() {
    let every = ChanceScale::ALL.into_iter().flat_map(ChanceScale::words);
    let every: Vec<&str> = every.map(|it| it.0).collect();
    for scale in ChanceScale::ALL {
        for &word in &every {
            let mut files = template("Talks", jiff::civil::date(2025, 1, 31));
            let text = files.text("case.toml").expect("a new case has a case file");
            let head = format!("\nchances = \"{}\"\n\n", scale.name());
            let prospect =
                "\n[[prospect]]\nid = \"war\"\ntext = \"War\"\noutcome = { trade = \"free\" }\n";
            files.insert("case.toml", text.replacen("\n\n", &head, 1) + prospect);
            let estimate = "[[statement]]\nid = \"e\"\nspeaker = \"north\"\nsaid = 2025-01-31\nstance = \"estimate\"\nprospect = \"war\"\ngist = \"says so\"\n";
            files.insert("statements.toml", format!("{estimate}chance = \"{word}\"\n"));
            let parsed = parse(&files);
            let wanted = scale.words().iter().find(|it| it.0 == word);
            assert_eq!(parsed.diagnostics.is_empty(), wanted.is_some(), "{word}");
            match (&parsed.case.statements[0].claim, wanted) {
                (Claim::Estimate { chance, .. }, Some(&(_, low, high))) => {
                    assert!(chance.low <= low && high <= chance.high && chance.high <= high);
                }
                (Claim::Event(_), None) => {}
                (claim, _) => panic!("{word} on {}: {claim:?}", scale.name()),
            }
        }
    }
    let (case, _) = read("", "");
    assert_eq!(case.chances, ChanceScale::Icd203);
}

#[test]
fn a_record_and_a_principal_are_read() {
    let party = "\n[[party]]\nid = \"east\"\nname = \"East\"\nrecord = { kept = 3, crossed = 1 }\npeople = [{ name = \"Eve East\", principal = true }, { name = \"Ed East\" }]\n";
    let (case, wrong) = read("", party);
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(case.parties[2].record, Some(Record { kept: 3, crossed: 1 }));
    assert_eq!(
        case.parties[2].body.people.iter().map(|it| it.principal).collect::<Vec<_>>(),
        [true, false]
    );
    assert_eq!(case.parties[0].record, None);
}
