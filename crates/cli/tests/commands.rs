//! Every command, run in-process: what it prints, where, and how it ends.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use onetext::Stop;
use onetext_cli::{Answers, Door, run};

/// What a command did.
struct Ended {
    code: u8,
    out: String,
    err: String,
}

fn onetext(arguments: &[&str]) -> Ended {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut nothing = std::io::empty();
    let mut door = Door {
        out: &mut out,
        err: &mut err,
        answers: Answers::lines(&mut nothing),
        terminal: false,
        color: false,
        paint: false,
        stop: Stop::default(),
    };
    let arguments = std::iter::once("onetext").chain(arguments.iter().copied());
    let code = run(arguments.map(Into::into), &mut door);
    let text = |bytes| String::from_utf8(bytes).expect("a command writes text");
    Ended { code, out: text(out), err: text(err) }
}

/// Exit code, standard output and standard error in one text, with paths of this machine left out.
fn told(arguments: &[&str]) -> String {
    let Ended { code, out, err } = onetext(arguments);
    let root = root().display().to_string();
    format!("exit code {code}\n-- out --\n{out}-- err --\n{err}").replace(&root, "ROOT")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the root is there")
}

fn case(name: &str) -> String {
    root().join("cases").join(name).display().to_string()
}

/// A new folder for one test.
fn scratch(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

#[test]
fn every_command_has_a_help_with_an_example() {
    let commands = [
        "new",
        "check",
        "format",
        "read",
        "merge",
        "score",
        "train",
        "review",
        "brief",
        "positions",
        "import",
        "acceptability",
        "why",
        "ask",
        "clashes",
        "ledger",
        "lint",
        "whatif",
        "zopa",
        "frontier",
        "solve",
        "verify",
        "nearest",
        "unlock",
        "propose",
        "simulate",
        "convert",
        "generate",
        "schema",
        "completions",
    ];
    let mut all = vec![told(&["--help"])];
    for command in commands {
        let help = told(&[command, "--help"]);
        let has_example = ["Example:\n  onetext ", "Examples:\n  onetext "];
        assert!(has_example.iter().any(|it| help.contains(it)), "{command} has an example");
        all.push(format!("==== {command} ====\n{help}"));
    }
    assert_snapshot!(all.join("\n"));
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    assert_eq!(onetext(&["brief"]).code, 2);
    assert_eq!(onetext(&["brieff", "x"]).code, 2);
    assert_eq!(onetext(&["solve", "x", "--rule", "best"]).code, 2);
    assert_eq!(onetext(&["read", "x", "--published", "yesterday"]).code, 2);
}

#[test]
fn absurd_numbers_are_refused_before_they_cost_anything() {
    for draws in ["0", "99", "99999999999", "-1", "x"] {
        let ended = onetext(&["brief", &case("river"), "--draws", draws]);
        assert_eq!(ended.code, 2, "{draws}");
        assert!(ended.err.contains("--draws"), "{}", ended.err);
    }
    assert_eq!(onetext(&["brief", &case("river"), "--seed", "-1"]).code, 2);
}

#[test]
fn work_that_is_stopped_gives_no_number_and_ends() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let stop = Stop::default();
    stop.request();
    let mut nothing = std::io::empty();
    let mut door = Door {
        out: &mut out,
        err: &mut err,
        answers: Answers::lines(&mut nothing),
        terminal: false,
        color: false,
        paint: false,
        stop,
    };
    let page = scratch("stopped").join("page.html").display().to_string();
    let river = case("river");
    let code = run(["onetext", "brief", &river, "-o", &page].map(Into::into), &mut door);
    assert_eq!(code, 0);
    let out = String::from_utf8(out).expect("text");
    assert!(out.contains("no number"), "{out}");
}

#[test]
fn whoever_stops_reading_still_gets_the_page() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut err = Vec::new();
    let mut nothing = std::io::empty();
    let mut door = Door {
        out: &mut Closed,
        err: &mut err,
        answers: Answers::lines(&mut nothing),
        terminal: false,
        color: false,
        paint: false,
        stop: Stop::default(),
    };
    let page = scratch("closed").join("page.html");
    let (panama, path) = (case("panama-1977"), page.display().to_string());
    assert_eq!(run(["onetext", "brief", &panama, "-o", &path].map(Into::into), &mut door), 0);
    assert!(page.exists());
}

#[test]
fn every_figure_of_a_brief_goes_to_a_file() {
    let folder = scratch("figures");
    let [page, into] = ["page.html", "new/figures"].map(|it| folder.join(it).display().to_string());
    let ended = onetext(&["brief", &case("panama-1977"), "-o", &page, "--figures", &into]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let files = fs::read_dir(&into).expect("the folder was made");
    let names: Vec<_> = files.map(|it| it.expect("a file").file_name()).collect();
    assert!(names.iter().any(|it| it == "deal-space-us-panama.svg"), "{names:?}");
    let told = match names.len() {
        1 => format!("Its figure is in {into}"),
        count => format!("Its {count} figures are in {into}"),
    };
    assert!(ended.err.contains(&told), "{}", ended.err);

    let refused = onetext(&["brief", &case("panama-1977"), "-o", &page, "--figures", &page]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("is a file") && refused.err.contains("choose a folder"));
}

#[test]
fn an_article_cannot_reach_into_the_terminal() {
    let article = scratch("control").join("article.txt");
    let text = "“We \u{1b}[31mwill \u{7}sign,” Ana Belo said.\n";
    fs::write(&article, text).expect("the article can be written");
    let path = article.display().to_string();
    let table = onetext(&["read", &path]).out;
    assert!(table.contains("Ana Belo") && !table.contains('\u{1b}') && !table.contains('\u{7}'));
}

#[test]
fn what_is_no_text_is_said() {
    let folder = scratch("foreign");
    let told = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("it can be written");
        onetext(&["read", &path.display().to_string(), "--published", "2025-01-31"]).err
    };
    let binary = told("c.bin", b"\x7fELF\0\0\0\x01\x02\0\0");
    assert!(binary.starts_with("error: ") && binary.contains("is not text"), "{binary}");
    assert!(told("d.txt", b"%PDF-1.7").contains("is a PDF; save the article as"));
    assert!(told("e.txt", b"").contains("no statement found"));
}

#[test]
fn a_source_of_the_case_is_known_without_a_checksum() {
    let folder = scratch("known");
    let path = folder.display().to_string();
    assert_eq!(onetext(&["new", &path]).code, 0);
    let source = "[[source]]\nid = \"gazette\"\noutlet = \"The Gazette\"\ntitle = \"Talks\"\nday = 2025-01-31\n";
    fs::write(folder.join("sources.toml"), source).expect("the list can be written");
    fs::create_dir_all(folder.join("sources")).expect("a folder can be made");
    let article = folder.join("sources/gazette.txt");
    fs::write(&article, "“We will sign,” Ada North said on Friday.\n").expect("it can be written");
    let ended = onetext(&["read", &article.display().to_string(), "--case", &path, "--json"]);
    assert!(ended.out.contains("\"source\":\"gazette\"") && ended.out.contains("2025-01-31"));
}

#[test]
fn a_folder_that_is_not_there_ends_with_1() {
    assert_snapshot!(told(&["check", "no/such/folder"]), @r"
    exit code 1
    -- out --
    -- err --
    error: no/such/folder is not a folder
    help: name the folder of a case, or make one with `onetext new DIR`
    ");
}

#[test]
fn the_check_is_silent_on_the_bundled_cases() {
    for name in ["ukraine-2025", "river", "panama-1977"] {
        assert_eq!(told(&["check", &case(name)]), "exit code 0\n-- out --\n-- err --\n", "{name}");
        assert_eq!(onetext(&["check", &case(name), "--json"]).out, "[]\n", "{name}");
    }
}

#[test]
fn a_new_case_can_be_checked_laid_out_and_shown() {
    let folder = scratch("new").join("talks");
    let path = folder.display().to_string();
    assert_eq!(onetext(&["new", &path, "--title", "Harbor talks"]).code, 0);
    assert_eq!(onetext(&["new", &path]).code, 1, "a case is not written over");
    assert_eq!(onetext(&["check", &path]).err, "");
    assert_eq!(onetext(&["format", &path, "--check"]).code, 0);
    let page = folder.join("page.html");
    let brief = onetext(&["brief", &path, "-o", &page.display().to_string()]);
    assert_eq!(brief.code, 0, "{}", brief.err);
    assert!(brief.out.starts_with("Harbor talks"));
    let page = fs::read_to_string(page).expect("the page was written");
    assert!(page.contains("Harbor talks"));
}

#[test]
fn a_broken_case_is_told_and_ends_with_1() {
    let folder = scratch("broken");
    let path = folder.display().to_string();
    assert_eq!(onetext(&["new", &path, "--title", "Broken"]).code, 0);
    let file = folder.join("statements.toml");
    let text = fs::read_to_string(&file).expect("the file is there");
    fs::write(&file, text.replace("joint", "joined")).expect("the file can be written");
    let wanted = "issue `border` has no option `joined`";
    for command in ["check", "brief", "zopa"] {
        let ended = onetext(&[command, &path]);
        assert_eq!(ended.code, 1, "{command}");
        assert!(ended.err.contains(wanted) && ended.err.contains("did you mean `joint`?"));
    }
    let json: serde_json::Value =
        serde_json::from_str(&onetext(&["check", &path, "--json"]).out).expect("it is JSON");
    assert_eq!(json[0]["message"], wanted);
    assert_eq!(json[0]["line"], 8);
}

#[test]
fn laying_out_changes_only_what_is_not_laid_out() {
    let folder = scratch("format");
    let path = folder.display().to_string();
    assert_eq!(onetext(&["new", &path]).code, 0);
    let file = folder.join("case.toml");
    let text = fs::read_to_string(&file).expect("the file is there");
    fs::write(&file, text.replace(" = ", "=")).expect("the file can be written");
    assert_eq!(onetext(&["format", &path, "--check"]).code, 1);
    assert_eq!(onetext(&["format", &path]).code, 0);
    assert_eq!(fs::read_to_string(&file).expect("the file is there"), text);
    assert_eq!(onetext(&["format", &path]).err, "");
}

/// The published figures of the Panama Canal talks: 66 points for each by every rule but the sum of
/// utilities, which is 132; with 50 points for no agreement, 66 each by Nash's rule.
///
/// # Source
///
/// H. Raiffa, *The Art and Science of Negotiation* (1982), ch. 12; S. J. Brams, A. D. Taylor, *Fair
/// Division* (1996).
#[test]
fn the_published_figures_of_panama_are_printed() {
    let case = case("panama-1977");
    let payoffs = |arguments: &[&str]| {
        let ended = onetext(&[&["solve", case.as_str(), "--json"], arguments].concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
        let json: serde_json::Value = serde_json::from_str(&ended.out).expect("it is JSON");
        let of =
            |party: usize| json["payoffs"][party]["utility"].as_str().expect("a number").to_owned();
        assert_eq!(json["reliance"]["exactness"], "exact");
        assert_eq!(json["reliance"]["checked"], "every-outcome");
        [of(0), of(1)]
    };
    for rule in ["nash", "kalai-smorodinsky", "egalitarian"] {
        assert_eq!(payoffs(&["--rule", rule]), ["66", "66"], "{rule}");
    }
    let sum: i32 = payoffs(&["--rule", "utilitarian"])
        .iter()
        .map(|it| it.parse::<i32>().expect("whole"))
        .sum();
    assert_eq!(sum, 132);
    let floors = ["--reservation", "us=50", "--reservation", "panama=50"];
    assert_eq!(payoffs(&[&["--rule", "nash"], &floors[..]].concat()), ["66", "66"]);
    assert_snapshot!(told(&["solve", &case]));
    assert_snapshot!(told(&["zopa", &case, "--reservation", "us=50"]));
    let frontier = onetext(&["frontier", &case]);
    assert!(frontier.out.starts_with("69 points"), "{}", frontier.out);
}

#[test]
fn a_case_in_numbers_goes_to_another_tool_and_back() {
    let folder = scratch("convert");
    let [there, back] = ["negmas", "case"].map(|it| folder.join(it).display().to_string());
    let panama = case("panama-1977");
    assert_eq!(onetext(&["convert", &panama, &there, "--to", "negmas-yaml"]).code, 0);
    assert_eq!(onetext(&["convert", &there, &back]).code, 0);
    assert_eq!(onetext(&["check", &back]).err, "");
    // Directly, and by way of a case: the same figures.
    for solved in [&there, &back] {
        let ended = onetext(&["solve", solved, "--rule", "egalitarian"]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        assert!(ended.out.contains("Panama: 66 ") && ended.out.contains("United States: 66 "));
    }
    let refused =
        onetext(&["convert", &panama, &folder.join("x").display().to_string(), "--to", "genius"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("Genius caps utilities at 1"), "{}", refused.err);
}

/// Hyper-rectangles with a cap: no case can hold them, and they are solved as they are.
#[test]
fn a_nonlinear_scenario_is_solved_from_its_folder_or_a_file_of_it() {
    let folder = scratch("nonlinear");
    let issue = |index: u8| {
        format!(
            r#"<issue type="integer" index="{index}" name="issue {index}"><range lowerbound="0" upperbound="9"/></issue>"#
        )
    };
    let issues = [1, 2, 3].map(issue).concat();
    let space = |inside: &str| {
        format!(r#"<objective index="0" name="any" type="objective">{issues}{inside}</objective>"#)
    };
    let domain = format!(
        r#"<negotiation_template><utility_space number_of_issues="3">{}</utility_space></negotiation_template>"#,
        space("")
    );
    let profile = |rectangles: &str| {
        let functions = format!(
            r#"<utility maxutility="30"><ufun type="PlainUfun" weight="1" aggregation="sum">{rectangles}</ufun></utility>"#
        );
        format!(
            r#"<utility_space type="nonlinear" number_of_issues="3">{}<reservation value="0.1"/></utility_space>"#,
            space(&functions)
        )
    };
    let rectangle = |utility: u8, bounds: &[(u8, u8, u8)]| {
        let include = |(index, low, high): &(u8, u8, u8)| {
            format!(r#"<INCLUDES index="{index}" min="{low}" max="{high}"/>"#)
        };
        let bounds = bounds.iter().map(include).collect::<String>();
        format!(r#"<hyperRectangle utility="{utility}">{bounds}</hyperRectangle>"#)
    };
    // Both together would be worth 40 of 30 to the seller, and are not to be had with the buyer's.
    let seller = [rectangle(25, &[(1, 0, 4), (2, 5, 9)]), rectangle(15, &[(1, 3, 6), (3, 2, 2)])];
    let buyer = [rectangle(20, &[(1, 4, 9)]), rectangle(10, &[(2, 0, 5), (3, 5, 6)])];
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).expect("the file can be written");
    };
    write("domain.xml", &domain);
    write("seller.xml", &profile(&seller.concat()));
    write("buyer.xml", &profile(&buyer.concat()));
    let path = folder.display().to_string();
    assert_snapshot!(told(&["solve", &path, "--rule", "egalitarian"]), @"
    exit code 0
    -- out --
    egalitarian solution: largest smallest gain over no agreement
      issue 1  4
      issue 2  5
      issue 3  5

      buyer: 1 (0.9 over no agreement)
      seller: 5/6 (11/15 over no agreement)
      the first of 2 outcomes that are as good by this rule
    (exact; checked outcome by outcome)
    -- err --
    ");
    assert_snapshot!(told(&["zopa", &path, "--reservation", "buyer=1"]), @"
    exit code 0
    -- out --
    2 of 1000 outcomes are acceptable to all
      buyer   accepts from 1
      seller  accepts from 0.1
    (exact; checked outcome by outcome)
    -- err --
    ");
    assert_snapshot!(told(&["frontier", &path]), @"
    exit code 0
    -- out --
    2 points that no feasible outcome beats
      buyer  seller  outcomes
          1     5/6         2
        2/3       1         5
    (exact; checked outcome by outcome)
    -- err --
    ");
    let file = folder.join("buyer.xml").display().to_string();
    assert_eq!(onetext(&["frontier", &file]).out, onetext(&["frontier", &path]).out);
    // NegMAS leaves bounds out, divides by nothing and has no cap.
    assert_snapshot!(told(&["frontier", &path, "--semantics", "negmas"]), @"
    exit code 0
    -- out --
    2 points that no feasible outcome beats
      buyer  seller  outcomes
         20       0       400
          0      25        90
    (exact; checked outcome by outcome)
    -- err --
    ");
}

#[test]
fn the_numbers_of_a_case_are_not_rounded() {
    assert_snapshot!(told(&["zopa", &case("panama-1977"), "--round", "3"]), @"
    exit code 1
    -- out --
    -- err --
    error: the numbers of a case are never rounded
    help: leave out --round, which is for scenarios
    ");
}

#[test]
fn a_random_case_can_be_solved() {
    let folder = scratch("generate").join("case").display().to_string();
    let size = ["--issues", "5", "--options", "3", "--parties", "3", "--linkages", "2"];
    assert_eq!(onetext(&[&["generate", folder.as_str()], &size[..]].concat()).code, 0);
    assert_eq!(onetext(&["check", &folder]).err, "");
    let ended = onetext(&["zopa", &folder]);
    assert!(ended.out.contains("outcomes are acceptable to all"), "{}", ended.err);
}

#[test]
fn a_case_without_numbers_is_not_solved() {
    assert_snapshot!(told(&["solve", &case("river")]), @r"
    exit code 1
    -- out --
    -- err --
    error: party varrenmark has no utilities in numbers
    help: give the party a [party.utility] table, or ask for acceptability instead
    ");
}

#[test]
fn reading_an_article_gives_its_statements_as_a_table_and_as_json() {
    let article = root().join("cases/river/sources/wire-2024-04-30.txt").display().to_string();
    let river = case("river");
    assert_snapshot!(told(&["read", &article, "--case", &river]));
    let text = fs::read(&article).expect("the article is there");
    let json = onetext(&["read", &article, "--case", &river, "--json"]);
    assert!(10 < json.out.lines().count());
    for line in json.out.lines() {
        let statement: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let at = |place: usize| {
            let byte =
                statement["parts"][0]["span"][place].as_u64().expect("a span has two places");
            usize::try_from(byte).expect("a byte of the article")
        };
        assert_eq!(
            statement["parts"][0]["words"].as_str().expect("words").as_bytes(),
            &text[at(0)..at(1)]
        );
        assert_eq!(statement["source"], "wire-2024-04-30");
    }
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let folder = scratch("twice");
    for name in ["river", "panama-1977"] {
        let page = |which: &str| {
            let path = folder.join(format!("{name}-{which}.html"));
            let ended = onetext(&["brief", &case(name), "-o", &path.display().to_string()]);
            assert_eq!(ended.code, 0, "{}", ended.err);
            (ended.out, fs::read_to_string(path).expect("the page was written"))
        };
        assert!(page("first") == page("second"), "{name}");
    }
}

#[test]
fn schemas_and_completions_are_printed() {
    for (file, of) in [
        ("case", "case"),
        ("case", "case.toml"),
        ("statements", "statements.toml"),
        ("sources", "sources.toml"),
        ("brief", "brief"),
    ] {
        let published = root().join(format!("docs/schema/{file}.schema.json"));
        let published = fs::read_to_string(published).expect("the schema is published");
        assert_eq!(onetext(&["schema", of]).out, published);
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(onetext(&["completions", shell]).out.contains("onetext"), "{shell}");
    }
}

#[test]
fn the_program_itself_starts() {
    let program = env!("CARGO_BIN_EXE_onetext");
    let output = std::process::Command::new(program).arg("--version").output().expect("it starts");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "onetext 0.1.0\n");
}

/// A copy of the case of the river whose case.toml goes on with `more`.
fn river_with(test: &str, more: &str) -> String {
    let folder = scratch(test);
    let river = root().join("cases/river");
    fs::create_dir_all(folder.join("drafts")).expect("a folder can be made");
    for name in ["case.toml", "statements.toml", "sources.toml"] {
        fs::copy(river.join(name), folder.join(name)).expect("a file can be copied");
    }
    for entry in fs::read_dir(river.join("drafts")).expect("the case has drafts").flatten() {
        fs::copy(entry.path(), folder.join("drafts").join(entry.file_name()))
            .expect("and so can a draft");
    }
    let mut case = fs::read_to_string(folder.join("case.toml")).expect("the case can be read");
    case.push_str(more);
    fs::write(folder.join("case.toml"), case).expect("the case can be written");
    folder.display().to_string()
}

#[test]
fn faults_of_drafting_are_told_with_their_place_and_a_better_form() {
    assert_snapshot!(told(&["lint", &case("river")]));
    assert_snapshot!(told(&["lint", &case("ukraine-2025")]));
    let panama = onetext(&["lint", &case("panama-1977")]);
    assert_eq!((panama.code, panama.err.contains("no draft")), (1, true));
    assert!(
        told(&["lint", &case("ukraine-2025"), "--draft", "revision"])
            .contains("there is no draft `revision`")
    );
}

#[test]
fn faults_end_with_an_error_only_where_they_are_denied_and_not_silenced() {
    assert_eq!(onetext(&["lint", &case("river")]).code, 0);
    assert_eq!(onetext(&["lint", &case("river"), "--deny"]).code, 1);
    let rules = ["irreversible-act", "open-duty", "silent-condition", "undefined-term"];
    let silences =
        rules.map(|it| format!("\n[[silence]]\nrule = \"{it}\"\nreason = \"annex C\"\n"));
    let folder = river_with("lint-silenced", &silences.concat());
    let ended = onetext(&["lint", &folder, "--deny"]);
    assert_eq!(ended.code, 0);
    assert_eq!(
        ended.err,
        "warning: the silence of `undefined-term` silences nothing\n\
         help: take it out of case.toml, or name the point that is meant\n"
    );
    let json = onetext(&["lint", &folder, "--json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["findings"], serde_json::json!([]));
    assert_eq!(json["silenced"][0]["because"], "annex C");
    assert_eq!(json["unused"][0]["rule"], "undefined-term");
}

#[test]
fn a_silence_without_a_reason_is_an_error() {
    let folder = river_with("lint-no-reason", "\n[[silence]]\nrule = \"open-duty\"\n");
    let ended = onetext(&["lint", &folder]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(ended.err.contains("this silence has no `reason`"), "{}", ended.err);
}
