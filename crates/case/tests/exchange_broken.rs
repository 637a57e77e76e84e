//! Broken and hostile scenario files, each with what its reader is told.

use insta::assert_snapshot;
use onetext_case::Files;
use onetext_case::exchange::{Reading, Semantics, read};
use proptest::prelude::*;

const DOMAIN: &str = r#"<negotiation_template><utility_space number_of_issues="2">
<objective index="0" name="harbor">
  <issue index="1" name="crane" type="discrete"><item index="1" value="north"/><item index="2" value="shared"/></issue>
  <issue index="2" name="fee" type="integer" lowerbound="5" upperbound="9"/>
</objective></utility_space></negotiation_template>
"#;

const PROFILE: &str = r#"<utility_space>
<objective>
  <issue index="1" name="crane"><item value="north" evaluation="4"/><item value="shared" evaluation="1"/></issue>
  <issue index="2" name="fee" type="integer"><evaluator ftype="linear" slope="0.25" offset="0"/></issue>
  <weight index="1" value="0.5"/>
  <weight index="2" value="0.5"/>
</objective>
<reservation value="0.2"/>
</utility_space>
"#;

const WEB_DOMAIN: &str =
    r#"{"name": "harbor", "issuesValues": {"crane": {"values": ["north", "shared"]}}}"#;

const WEB_PROFILE: &str = r#"{"LinearAdditiveUtilitySpace": {
  "issueWeights": {"crane": 1.0},
  "issueUtilities": {"crane": {"discreteutils": {"valueUtilities": {"north": 1, "shared": 0.25}}}},
  "domain": {"name": "harbor", "issuesValues": {"crane": {"values": ["north", "shared"]}}}
}}"#;

const SPACE: &str = "type: DiscreteCartesianOutcomeSpace
name: harbor
issues:
- {name: crane, type: CategoricalIssue, values: [north, shared]}
";

const FUNCTION: &str = "type: LinearAdditiveUtilityFunction
reserved_value: 0.2
weights: [1.0]
values:
- type: TableFun
  mapping: {north: 1, shared: 0.5}
";

/// What is told about files.
fn check(named: &[(&str, &str)]) -> String {
    told(named, &Reading::default())
}

fn told(named: &[(&str, &str)], reading: &Reading) -> String {
    let mut files = Files::default();
    for (path, text) in named {
        files.insert(*path, *text);
    }
    match read(&files, reading) {
        Ok(scenario) => format!("read: {} parties", scenario.parties.len()),
        // Long lines are shown by their beginning.
        Err(error) if named.iter().any(|(_, text)| 10_000 < text.len()) => {
            format!("{}: {}\nhelp: {}", error.file, error.message, error.help)
        }
        Err(error) => error.render(&files, "", false),
    }
}

fn genius(from: &str, to: &str) -> String {
    assert!(PROFILE.contains(from), "{from}");
    check(&[("domain.xml", DOMAIN), ("north.xml", &PROFILE.replacen(from, to, 1))])
}

fn domain(from: &str, to: &str) -> String {
    assert!(DOMAIN.contains(from), "{from}");
    check(&[("domain.xml", &DOMAIN.replacen(from, to, 1)), ("north.xml", PROFILE)])
}

fn web(from: &str, to: &str) -> String {
    assert!(WEB_PROFILE.contains(from), "{from}");
    check(&[("domain.json", WEB_DOMAIN), ("north.json", &WEB_PROFILE.replacen(from, to, 1))])
}

fn negmas(from: &str, to: &str) -> String {
    assert!(FUNCTION.contains(from), "{from}");
    check(&[("domain.yml", SPACE), ("north.yml", &FUNCTION.replacen(from, to, 1))])
}

macro_rules! told {
    ($($name:ident: $told:expr;)*) => {
        $(
            #[test]
            fn $name() {
                assert_snapshot!($told);
            }
        )*
    };
}

told! {
    files_that_are_right_are_read: [
        genius("0.5", "0.5"), web("1.0", "1.0"), negmas("1.0", "1.0"),
    ].join("\n");
    a_folder_without_a_scenario_is_told: check(&[("notes.txt", "nothing")]);
    a_folder_with_a_domain_alone_is_told: check(&[("domain.xml", DOMAIN)]);
    two_domains_are_told: check(&[("a.xml", DOMAIN), ("b.xml", DOMAIN)]);
    another_root_is_told: check(&[("page.xml", "<html><body/></html>")]);
    a_file_that_is_cut_off_is_told: check(&[("domain.xml", &DOMAIN[..200])]);
    entities_are_not_expanded: check(&[("domain.xml", "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]>\n<negotiation_template>&lol2;</negotiation_template>")]);
    a_foreign_entity_is_told: domain("harbor", "&secret;");
    deep_elements_are_refused: check(&[("domain.xml", &"<a>".repeat(10_000)), ("x.xml", &("<a>".repeat(10_000) + &"</a>".repeat(10_000)))]);
    deep_elements_that_close_are_refused: check(&[("domain.xml", &("<a>".repeat(10_000) + &"</a>".repeat(10_000)))]);
    many_elements_are_refused: check(&[("domain.xml", &format!("<a>{}</a>", "<b/>".repeat(300_000)))]);
    many_attributes_are_refused: check(&[("domain.xml", &format!("<a {}/>", many(5_000, |it| format!("b{it}=\"\" "))))]);
    a_file_too_large_is_refused: check(&[("domain.xml", &" ".repeat(5 << 20))]);
    a_weight_that_is_no_number_is_told: genius("value=\"0.5\"", "value=\"half\"");
    a_number_too_long_is_told: genius("value=\"0.5\"", "value=\"1e999999999\"");
    a_missing_weight_value_is_told: genius("index=\"1\" value=\"0.5\"", "index=\"1\"");
    an_index_of_no_issue_is_told: genius("<weight index=\"2\"", "<weight index=\"7\"");
    an_option_of_no_domain_is_told: genius("value=\"shared\"", "value=\"Shared\"");
    an_unknown_evaluator_is_told: genius("ftype=\"linear\"", "ftype=\"quadratic\"");
    an_unknown_profile_type_is_told: genius("<utility_space>", "<utility_space type=\"uncertain\">");
    a_profile_without_an_objective_is_told: check(&[("domain.xml", DOMAIN), ("north.xml", "<utility_space/>")]);
    a_rectangle_without_a_divisor_is_told: check(&[("domain.xml", DOMAIN), ("north.xml", "<utility_space type=\"nonlinear\"><objective><utility maxutility=\"0\"/></objective></utility_space>")]);
    a_bound_on_names_is_told: check(&[("domain.xml", DOMAIN), ("north.xml", "<utility_space type=\"nonlinear\"><objective><utility maxutility=\"1\">\n<ufun><hyperRectangle utility=\"1\">\n<INCLUDES index=\"1\" min=\"0\" max=\"1\"/></hyperRectangle></ufun></utility></objective></utility_space>")]);
    a_constraint_of_no_known_type_is_told: check(&[("domain.xml", DOMAIN), ("north.xml", "<utility_space type=\"constraint\"><objective><rules><ranks/><constraints>\n<constraint type=\"moonPhase\"/>\n</constraints></rules></objective></utility_space>")]);
    a_range_that_falls_is_told: domain("upperbound=\"9\"", "upperbound=\"1\"");
    a_range_of_billions_is_refused: domain("upperbound=\"9\"", "upperbound=\"9000000000\"");
    an_unknown_issue_type_is_told: domain("type=\"integer\"", "type=\"tuple\"");
    two_issues_of_one_index_are_told: domain("index=\"2\" name=\"fee\"", "index=\"1\" name=\"fee\"");
    an_issue_without_options_is_told: domain("<item index=\"1\" value=\"north\"/><item index=\"2\" value=\"shared\"/>", "");
    json_that_breaks_off_is_told: check(&[("domain.json", &WEB_DOMAIN[..40])]);
    deep_json_is_refused: check(&[("domain.json", &format!("{{\"issuesValues\": {}1{}}}", "[".repeat(10_000), "]".repeat(10_000)))]);
    much_json_is_refused: check(&[("domain.json", &format!("{{\"issuesValues\": [{}0]}}", "0,".repeat(300_000)))]);
    half_a_character_in_json_is_told: web("north\": 1", "\\ud800\": 1");
    a_profile_of_no_known_type_is_told: web("LinearAdditiveUtilitySpace", "DefaultPartialOrdering");
    weights_that_are_not_one_are_told: web("\"crane\": 1.0", "\"crane\": 0.9");
    an_issue_of_no_domain_is_told: web("{\"crane\": 1.0}", "{\"crane\": 1.0, \"crain\": 0}");
    an_option_of_no_domain_in_json_is_told: web("\"north\": 1", "\"nord\": 1");
    utilities_without_a_known_key_are_told: web("discreteutils", "discretUtils");
    another_domain_in_a_profile_is_told: web("[\"north\", \"shared\"]", "[\"north\", \"south\"]");
    negmas_reads_nothing_from_the_newer_key: told(&[("domain.json", WEB_DOMAIN), ("north.json", &WEB_PROFILE.replace("discreteutils", "DiscreteValueSetUtilities"))], &Reading { semantics: Semantics::Negmas, ..Reading::default() });
    groups_that_share_an_issue_are_told: check(&[("domain.json", WEB_DOMAIN), ("north.json", "{\"SumOfGroupsUtilitySpace\": {\"partUtilities\": {\n\"a\": {\"partsutils\": {\"issues\": [\"crane\"], \"utilslist\": []}},\n\"b\": {\"partsutils\": {\"issues\": [\"crane\"], \"utilslist\": []}}}}}")]);
    a_class_is_not_instantiated: negmas("LinearAdditiveUtilityFunction", "os.system");
    a_tag_is_not_instantiated: negmas("type: LinearAdditiveUtilityFunction", "type: !!python/object/apply:os.system [\"rm -rf /\"]");
    a_value_function_of_no_known_type_is_told: negmas("TableFun", "negmas.preferences.value_fun.LambdaFun");
    a_missing_option_in_a_table_is_told: negmas(", shared: 0.5", "");
    an_option_of_no_issue_is_told: negmas("shared: 0.5", "shard: 0.5");
    a_weight_too_many_is_told: negmas("[1.0]", "[0.5, 0.5]");
    an_affine_function_of_names_is_told: negmas("type: TableFun\n  mapping: {north: 1, shared: 0.5}", "type: AffineFun\n  slope: 1");
    aliases_do_not_explode: check(&[("domain.yml", &bomb())]);
    an_alias_of_itself_is_told: check(&[("domain.yml", "type: &a [*a]\n")]);
    deep_yaml_is_refused: check(&[("domain.yml", &"[".repeat(10_000))]);
    deep_yaml_in_blocks_is_refused: check(&[("domain.yml", &many(2_000, |it| format!("{}a:
", " ".repeat(it))))]);
    yaml_that_breaks_off_is_told: negmas("mapping: {north: 1, shared: 0.5}", "mapping: {north: 1");
    a_second_document_is_told: negmas("reserved_value", "---\nreserved_value");
    scores_of_different_shape_are_told: check(&[("scores_files/a.txt", "1, 2\n3\n2"), ("scores_files/b.txt", "1, 2, 3\n3\n2")]);
    a_score_that_is_none_is_told: check(&[("scores_files/a.txt", "1, 2\n3, x\n2")]);
    scores_without_a_least_total_are_told: check(&[("scores_files/a.txt", "1, 2\n3, 4\n")]);
    an_empty_file_of_scores_is_told: check(&[("scores_files/a.txt", "\n\n")]);
    a_case_in_words_has_no_numbers: check(&[("case.toml", "title = \"t\"\nas_of = 2024-01-01\n[[party]]\nid = \"a\"\nname = \"A\"\n")]);
    too_few_points_are_refused: told(&[("domain.xml", DOMAIN)], &Reading { points: 1, ..Reading::default() });
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let mut files = Files::default();
    files.insert("domain.xml", b"<a>\xff</a>".as_slice());
    assert_snapshot!(read(&files, &Reading::default()).unwrap_err().render(&files, "", false));
}

/// Nine lists, each of nine of the one before.
fn bomb() -> String {
    many(9, |level| {
        let before = if level == 0 { "lol".to_owned() } else { format!("*a{}", level - 1) };
        format!("a{level}: &a{level} [{}]\n", vec![before; 9].join(", "))
    })
}

fn many(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect::<Vec<_>>().concat()
}

/// A file that is right but for a few bytes.
fn nearly(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    edits.prop_map(move |edits| {
        let mut bytes = text.as_bytes().to_vec();
        for (place, byte) in edits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes
    })
}

fn bytes(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![prop::collection::vec(any::<u8>(), 0..200), nearly(text)]
}

fn survives(files: &[(&str, &[u8])]) {
    let mut all = Files::default();
    for (path, bytes) in files {
        all.insert(*path, *bytes);
    }
    for semantics in [Semantics::Native, Semantics::Negmas] {
        match read(&all, &Reading { semantics, points: 5 }) {
            Ok(scenario) => drop(scenario.evaluate(&vec![0; scenario.issues.len()])),
            Err(error) => assert!(!error.render(&all, "", false).is_empty()),
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_told(
        xml in bytes(DOMAIN), profile in bytes(PROFILE), web in bytes(WEB_DOMAIN),
        web_profile in bytes(WEB_PROFILE), space in bytes(SPACE), function in bytes(FUNCTION),
        scores in bytes("1, 2\n3, 4\n2\n"),
    ) {
        survives(&[("domain.xml", &xml), ("north.xml", PROFILE.as_bytes())]);
        survives(&[("domain.xml", DOMAIN.as_bytes()), ("north.xml", &profile)]);
        survives(&[("domain.json", &web), ("north.json", WEB_PROFILE.as_bytes())]);
        survives(&[("domain.json", WEB_DOMAIN.as_bytes()), ("north.json", &web_profile)]);
        survives(&[("domain.yml", &space), ("north.yml", FUNCTION.as_bytes())]);
        survives(&[("domain.yml", SPACE.as_bytes()), ("north.yml", &function)]);
        survives(&[("scores_files/a.txt", &scores)]);
    }
}
