//! Broken case folders, each with what its author is told.

use insta::assert_snapshot;
use onetext_case::{Files, parse, sha256};

const CASE: &str = r#"title = "Harbor talks"
as_of = 2024-06-01

[mediator]
id = "port"
name = "Port Authority"

[[party]]
id = "north"
name = "North Quay"
people = [
  { name = "Ada Nord", post = "Harbor Master", pronoun = "she", to = 2024-04-30 },
  { name = "Olaf Berg", post = "Harbor Master", pronoun = "he", from = 2024-05-01 },
]

[[party]]
id = "south"
name = "South Quay"
people = [
  { name = "Sam Sud", post = "Speaker" },
]

[[issue]]
id = "crane"
question = "Who runs the crane?"
options = [
  { id = "north", text = "North Quay runs it" },
  { id = "shared", text = "Both run it" },
]
status_quo = "north"

[[issue]]
id = "fee"
question = "How high is the fee?"
unit = "coins"
options = [
  { id = "low", text = "Five coins", value = 5 },
  { id = "high", text = "Nine coins", value = 9.5 },
]

[[linkage]]
when = { crane = "shared" }
then = { fee = "high" }

[[prospect]]
id = "strike"
text = "The harbor is shut"
outcome = { fee = "low" }

[[round]]
id = "spring"
name = "Spring meeting"
days = "2024-05-10/2024-05-11"
present = ["north", "south"]

[[deadline]]
id = "summer"
day = 2024-06-30
text = "The lease ends"

[[undisclosed]]
id = "secret"
title = "The secret draft"
between = ["first", "second"]
"#;

const SOURCES: &str = r#"[[source]]
id = "gazette"
outlet = "The Gazette"
title = "Talks begin"
day = 2024-05-12
sha256 = "SUM"
"#;

const TEXT: &str = "“We will share the crane,” Olaf Berg said on Friday.\n";

const STATEMENTS: &str = r#"[[statement]]
id = "berg-shares"
speaker = "Olaf Berg"
said = 2024-05-10
stance = "acceptance"
options = { crane = "shared" }
gist = "would share the crane"
source = "gazette"
span = [3, 27]
form = "direct"

[[statement]]
id = "sud-strike"
speaker = "Sam Sud"
said = "2024-05"
stance = "threat"
prospect = "strike"
chance = "likely"
gist = "a strike is likely"
"#;

const FIRST: &str = r#"{#first draft="2024-05-01" by="port"}
# First draft

1. The crane is run by [both]{crane="shared" by="south"} [North Quay]{crane="north" by="north"}.
"#;

const SECOND: &str = r#"{#second draft="2024-05-20" by="port" revises="first" because="berg-shares"}
# Second draft

1. The crane is run by [both]{crane="shared"}.
2. The fee is [nine coins]{fee="high"}.
"#;

/// The harbor case after some changes; a change writes one text over another in one file.
fn harbor(changes: &[(&str, &str, &str)]) -> Files {
    let sources = SOURCES.replace("SUM", &sha256(TEXT.as_bytes()));
    let mut all = [
        ("case.toml", CASE.to_owned()),
        ("sources.toml", sources),
        ("sources/gazette.txt", TEXT.to_owned()),
        ("statements.toml", STATEMENTS.to_owned()),
        ("drafts/first.dj", FIRST.to_owned()),
        ("drafts/second.dj", SECOND.to_owned()),
    ];
    for (path, from, to) in changes {
        let (_, text) = all.iter_mut().find(|(it, _)| it == path).expect("the file is in the case");
        assert!(text.contains(from), "{path} does not hold {from:?}");
        *text = text.replacen(from, to, 1);
    }
    let mut files = Files::default();
    for (path, text) in all {
        files.insert(path, text);
    }
    files
}

fn told(files: &Files) -> String {
    let found = parse(files).diagnostics;
    let each = found.iter().map(|it| it.render(files, "", false));
    each.collect::<Vec<_>>().join("\n\n")
}

fn check(changes: &[(&str, &str, &str)]) -> String {
    told(&harbor(changes))
}

#[test]
fn the_harbor_case_is_sound_before_it_is_broken() {
    assert_eq!(check(&[]), "");
}

/// One test for each way of breaking a case: its name, what is changed, and a snapshot.
macro_rules! broken {
    ($($name:ident: $($file:literal $from:literal => $to:literal),+;)+) => {
        $(
            #[test]
            fn $name() {
                assert_snapshot!(check(&[$(($file, $from, $to)),+]));
            }
        )+
    };
}

broken! {
    an_unknown_key_gets_a_suggestion:
        "case.toml" "status_quo =" => "statusquo =";
    an_unknown_table_gets_a_suggestion:
        "case.toml" "[[linkage]]" => "[[linkages]]";
    a_missing_key_is_named:
        "case.toml" "question = \"Who runs the crane?\"\n" => "";
    a_wrong_type_is_named:
        "case.toml" "title = \"Harbor talks\"" => "title = 7";
    red_lines_name_what_is_there:
        "case.toml" "  { name = \"Sam Sud\", post = \"Speaker\" },\n]\n" => "  { name = \"Sam Sud\", post = \"Speaker\" },\n]\n\n[party.utility]\nred_lines = [{ crane = \"both\" }, \"fee\", {}]\n\n[party.utility.evaluation]\ncrane = { north = 1, shared = 0 }\nfee = { low = 0, high = 1 }\n";
    red_lines_are_a_list:
        "case.toml" "  { name = \"Sam Sud\", post = \"Speaker\" },\n]\n" => "  { name = \"Sam Sud\", post = \"Speaker\" },\n]\n\n[party.utility]\nred_lines = { crane = \"north\" }\n\n[party.utility.evaluation]\ncrane = { north = 1, shared = 0 }\nfee = { low = 0, high = 1 }\n";
    an_id_with_capitals_is_refused:
        "case.toml" "id = \"strike\"" => "id = \"Strike!\"", "statements.toml" "\"strike\"" => "\"Strike!\"";
    two_issues_of_one_id_are_told:
        "case.toml" "id = \"fee\"" => "id = \"crane\"";
    two_parties_of_one_id_are_told:
        "case.toml" "id = \"south\"" => "id = \"north\"";
    two_statements_of_one_id_are_told:
        "statements.toml" "id = \"sud-strike\"" => "id = \"berg-shares\"";
    two_drafts_of_one_id_are_told:
        "drafts/second.dj" "{#second" => "{#first";
    two_options_of_one_id_are_told:
        "case.toml" "{ id = \"shared\", text" => "{ id = \"north\", text";
    a_dangling_source_gets_a_suggestion:
        "statements.toml" "source = \"gazette\"" => "source = \"gazete\"";
    a_dangling_prospect_gets_a_suggestion:
        "statements.toml" "prospect = \"strike\"" => "prospect = \"strikes\"";
    a_dangling_party_in_a_round_gets_a_suggestion:
        "case.toml" "present = [\"north\", \"south\"]" => "present = [\"north\", \"sout\"]";
    a_dangling_draft_in_an_undisclosed_one_is_told:
        "case.toml" "between = [\"first\", \"second\"]" => "between = [\"first\", \"third\"]";
    an_undisclosed_draft_needs_two_bounds:
        "case.toml" "between = [\"first\", \"second\"]" => "between = [\"first\"]";
    an_unknown_issue_in_a_pattern_gets_a_suggestion:
        "statements.toml" "options = { crane =" => "options = { cranes =";
    an_option_of_another_issue_is_told_apart:
        "statements.toml" "options = { crane = \"shared\" }" => "options = { crane = \"high\" }";
    an_option_that_is_nowhere_gets_a_suggestion:
        "statements.toml" "options = { crane = \"shared\" }" => "options = { crane = \"share\" }";
    an_unknown_option_after_not_gets_a_suggestion:
        "statements.toml" "options = { crane = \"shared\" }" => "options = { crane = \"not sharde\" }";
    what_leaves_no_option_is_told:
        "statements.toml" "options = { crane = \"shared\" }" => "options = { crane = \"not shared or north\", fee = \"< 5\" }";
    not_in_a_list_is_told:
        "statements.toml" "options = { crane = \"shared\" }" => "options = { crane = [\"shared\", \"not north\"] }";
    a_bound_without_values_is_told:
        "statements.toml" "options = { crane = \"shared\" }" => "options = { crane = \"<= 5\" }";
    a_bound_without_a_number_is_told:
        "statements.toml" "options = { crane = \"shared\" }" => "options = { fee = \">= low\" }";
    a_prospect_ends_in_one_option:
        "case.toml" "outcome = { fee = \"low\" }" => "outcome = { fee = \"< 9\" }";
    an_impossible_day_is_told:
        "case.toml" "day = 2024-06-30" => "day = \"2024-06-31\"";
    an_interval_that_runs_backwards_is_told:
        "case.toml" "2024-05-10/2024-05-11" => "2024-05-11/2024-05-10";
    a_statement_after_its_printing_is_told:
        "statements.toml" "said = 2024-05-10" => "said = 2024-05-13";
    a_post_that_ends_before_it_begins_is_told:
        "case.toml" "from = 2024-05-01 }" => "from = 2024-05-01, to = 2024-04-01 }";
    a_post_held_twice_on_a_day_is_told:
        "case.toml" "from = 2024-05-01 }" => "from = 2024-04-30 }";
    a_speaker_who_left_the_post_is_told:
        "statements.toml" "speaker = \"Olaf Berg\"" => "speaker = \"Ada Nord\"";
    an_unknown_speaker_gets_a_suggestion:
        "statements.toml" "speaker = \"Olaf Berg\"" => "speaker = \"Olaf Bergh\"";
    a_span_outside_its_source_is_told:
        "statements.toml" "span = [3, 27]" => "span = [3, 2700]";
    a_span_that_cuts_a_character_is_told:
        "statements.toml" "span = [3, 27]" => "span = [1, 27]";
    a_span_that_runs_backwards_is_told:
        "statements.toml" "span = [3, 27]" => "span = [27, 3]";
    a_span_without_a_source_is_told:
        "statements.toml" "source = \"gazette\"\n" => "";
    a_changed_source_is_noticed:
        "sources/gazette.txt" "Friday" => "Monday";
    a_checksum_that_is_none_is_told:
        "sources.toml" "sha256 = \"" => "sha256 = \"x";
    a_source_path_out_of_the_folder_is_refused:
        "sources.toml" "day = 2024-05-12" => "day = 2024-05-12\nfile = \"../secret.txt\"";
    linkages_in_a_circle_are_told:
        "case.toml" "[[prospect]]" => "[[linkage]]\nwhen = { fee = \"high\" }\nthen = { crane = \"shared\" }\n\n[[prospect]]";
    a_linkage_with_one_issue_on_both_sides_is_told:
        "case.toml" "then = { fee = \"high\" }" => "then = { crane = \"north\" }";
    a_stance_without_its_keys_is_told:
        "statements.toml" "options = { crane = \"shared\" }\n" => "";
    a_stance_with_the_keys_of_another_is_told:
        "statements.toml" "chance = \"likely\"" => "chance = \"likely\"\nwhen = { crane = \"north\" }";
    an_unknown_stance_gets_a_suggestion:
        "statements.toml" "stance = \"acceptance\"" => "stance = \"accepted\"";
    a_flexible_party_says_on_what:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"flexible\"";
    an_ideal_point_that_is_everywhere_is_told:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"ideal-point\"\noptions = { fee = [\"low\", \"high\"] }";
    an_indifference_is_between_two:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"indifference\"\nbetween = [{ crane = \"shared\" }, { fee = \"low\" }, { fee = \"high\" }]";
    options_of_one_issue_are_not_together:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"together\"\neffect = \"gain\"\noptions = { crane = \"shared\" }";
    an_effect_that_is_none_gets_a_suggestion:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"together\"\neffect = \"gian\"\noptions = { crane = \"shared\", fee = \"low\" }";
    an_ultimatum_for_the_status_quo_is_told:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"ultimatum\"\noptions = { crane = \"north\" }";
    an_ultimatum_gives_nothing_on_what_it_demands:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"ultimatum\"\noptions = { fee = \"low\" }\nthen = { fee = \"high\" }";
    a_prospect_without_its_chance_is_told:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"conditional-offer\"\nwhen = { crane = \"shared\" }\nthen = { fee = \"high\" }\nprospect = \"strike\"";
    a_chance_without_its_prospect_is_told:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"ultimatum\"\noptions = { fee = \"low\" }\nchance = \"even\"";
    a_step_that_goes_nowhere_is_told:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"priority\"\nissues = [\"crane\", { issue = \"fee\", from = \"low\", to = \"low\" }]";
    a_step_to_an_unknown_option_gets_a_suggestion:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"priority\"\nissues = [{ issue = \"crane\", from = \"noth\", to = \"shared\" }, { issue = \"fee\", from = \"low\" }]";
    times_are_whole:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"priority\"\nissues = [\"crane\", \"fee\"]\ntimes = 1.5";
    a_list_of_issues_is_a_list:
        "statements.toml" "stance = \"acceptance\"\noptions = { crane = \"shared\" }" => "stance = \"pressure\"\nissues = \"crane\"";
    a_chance_that_is_none_is_told:
        "statements.toml" "chance = \"likely\"" => "chance = { low = 0.7, high = 0.2 }";
    a_credence_below_a_half_is_told:
        "statements.toml" "form = \"direct\"" => "form = \"direct\"\ncredence = 0.2";
    a_statement_that_supersedes_itself_is_told:
        "statements.toml" "form = \"direct\"" => "form = \"direct\"\nsupersedes = \"berg-shares\"";
    values_that_do_not_rise_are_told:
        "case.toml" "value = 9.5" => "value = 5.0";
    a_numeric_option_without_value_is_told:
        "case.toml" ", value = 9.5" => "";
    an_issue_with_one_option_is_told:
        "case.toml" "  { id = \"shared\", text = \"Both run it\" },\n" => "",
        "statements.toml" "crane = \"shared\"" => "crane = \"north\"",
        "case.toml" "when = { crane = \"shared\" }" => "when = { crane = \"north\" }",
        "drafts/first.dj" "[both]{crane=\"shared\" by=\"south\"} " => "",
        "drafts/second.dj" "crane=\"shared\"" => "crane=\"north\"";
    a_draft_without_its_head_is_told:
        "drafts/first.dj" "{#first draft=\"2024-05-01\" by=\"port\"}\n" => "";
    a_draft_with_an_impossible_day_is_told:
        "drafts/first.dj" "2024-05-01" => "2024-02-30";
    a_bracket_with_an_unknown_issue_gets_a_suggestion:
        "drafts/second.dj" "{fee=" => "{fees=";
    a_bracket_with_an_unknown_option_gets_a_suggestion:
        "drafts/second.dj" "fee=\"high\"" => "fee=\"higher\"";
    a_bracket_whose_attributes_cannot_be_read_is_told:
        "drafts/second.dj" "{fee=\"high\"}" => "{fee=}";
    a_bracket_that_settles_two_issues_is_told:
        "drafts/second.dj" "{fee=\"high\"}" => "{fee=\"high\" crane=\"shared\"}";
    a_syntax_error_hides_only_its_line:
        "case.toml" "as_of = 2024-06-01" => "as_of = = 2024-06-01",
        "case.toml" "day = 2024-06-30" => "day = \"2024-06-31\"",
        "statements.toml" "chance = \"likely\"" => "chance = \"likly\"";
}

#[test]
fn a_folder_without_a_case_file_is_told() {
    assert_snapshot!(told(&Files::default()));
}

#[test]
fn a_draft_that_is_no_djot_file_is_told() {
    let mut files = harbor(&[]);
    files.insert("drafts/third.txt", "1. The fee is nine coins.");
    assert_snapshot!(told(&files));
}

#[test]
fn a_file_that_is_not_text_is_told() {
    let mut files = harbor(&[]);
    files.insert("statements.toml", b"[[statement]]\nid = \"\xff\"\n".as_slice());
    files.insert("drafts/second.dj", b"\xfe".as_slice());
    assert_snapshot!(told(&files));
}

#[test]
fn every_problem_of_every_file_is_told_at_once() {
    assert_snapshot!(check(&[
        ("case.toml", "status_quo =", "statusquo ="),
        ("case.toml", "day = 2024-06-30", "day = \"2024-06-31\""),
        ("sources.toml", "outlet =", "outlets ="),
        ("statements.toml", "crane = \"shared\"", "crane = \"high\""),
        ("statements.toml", "speaker = \"Sam Sud\"", "speaker = \"Sam Sod\""),
        ("drafts/second.dj", "fee=\"high\"", "fee=\"higher\""),
    ]));
}
