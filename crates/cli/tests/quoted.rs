//! What the pages of the bundled cases say of themselves is what the commands print, and what their
//! files hold.

mod door;

use std::fs;

use onetext::Stop;
use onetext_case::{Case, Claim, Files, IssueId, OptionId, Pattern, parse};

use crate::door::{ended, panama, root};

/// An outcome, as an option for each issue.
type Outcome = Vec<usize>;

fn page(case: &str) -> String {
    let path = root().join("cases").join(case).join("README.md");
    fs::read_to_string(path).expect("a bundled case has a page")
}

/// What a command line that names a folder under the root prints, with one space between words.
fn printed(line: &str) -> String {
    let root = root().display().to_string();
    let words: Vec<String> =
        line.split(' ').map(|it| it.replace("cases/", &format!("{root}/cases/"))).collect();
    let words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    let (code, out, err) = ended(&words, Stop::default());
    assert_eq!(code, 0, "{line}: {err}");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between two marks in a line, and the rest of it.
fn marked(line: &str, open: char, close: char) -> (Vec<&str>, String) {
    let pieces: Vec<&str> = line.split([open, close]).collect();
    let inside = pieces.iter().skip(1).step_by(2).copied().collect();
    (inside, pieces.iter().step_by(2).copied().collect())
}

#[test]
fn what_the_tools_say_of_the_talks_is_what_they_print() {
    let page = page("ukraine-2025");
    let (_, said) = page.split_once("## What the tools say\n").expect("a chapter");
    let (said, _) = said.split_once("\n## ").expect("a chapter after it");
    let (mut out, mut commands, mut quotations) = (String::new(), Vec::new(), 0);
    for line in said.lines() {
        if let Some(quoted) = line.strip_prefix("> ") {
            assert!(out.contains(quoted), "{quoted}\nis not in\n{out}");
            quotations += 1;
            continue;
        }
        let (code, rest) = marked(line, '`', '`');
        for command in code {
            out = printed(command);
            commands.push(command.split(' ').nth(1).unwrap_or_default().to_owned());
        }
        let (quoted, rest) = marked(&rest, '“', '”');
        for quoted in quoted {
            assert!(out.contains(quoted), "{quoted}\nis not in\n{out}");
            quotations += 1;
        }
        assert!(!rest.contains(|it: char| it.is_ascii_digit()), "a figure of nobody: {rest}");
    }
    assert_eq!(commands, ["ledger", "unlock", "propose"]);
    assert!(8 <= quotations, "{quotations} quotations");
}

/// A bundled case without the texts of its sources.
fn case(name: &str) -> Case {
    let folder = root().join("cases").join(name);
    let mut files = Files::default();
    let mut add = |path: String| {
        let bytes = fs::read(folder.join(&path)).expect("a file of the case can be read");
        files.insert(path, bytes);
    };
    for file in ["case.toml", "statements.toml", "sources.toml"] {
        add(file.to_owned());
    }
    for entry in fs::read_dir(folder.join("drafts")).expect("it has drafts").flatten() {
        add(format!("drafts/{}", entry.file_name().to_string_lossy()));
    }
    parse(&files).case
}

fn outcomes(case: &Case) -> Vec<Outcome> {
    let mut all = vec![Vec::new()];
    for issue in &case.issues {
        let longer = |it: &Outcome| {
            let it = it.clone();
            (0..issue.options.len()).map(move |option| [&it[..], &[option]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

fn matches(pattern: &Pattern, outcome: &Outcome) -> bool {
    let fits = |(issue, options): (&IssueId, &Vec<OptionId>)| {
        options.contains(&OptionId(outcome[issue.0]))
    };
    pattern.iter().all(fits)
}

/// Whether somebody has said to sign no text that has this outcome.
fn is_refused(case: &Case, outcome: &Outcome) -> bool {
    case.statements.iter().any(|it| match &it.claim {
        Claim::RedLine(options) => matches(options, outcome),
        Claim::Requires(options) | Claim::Ultimatum { options, .. } => !matches(options, outcome),
        Claim::OnlyIf { options, when } => matches(options, outcome) && !matches(when, outcome),
        _ => false,
    })
}

#[test]
fn the_figures_on_the_page_of_the_river_are_those_of_its_files() {
    let (page, case) = (page("river"), case("river"));
    let holds = |told: String| assert!(page.contains(&told), "the page should say: {told}");
    holds(format!("{} statements, each with", case.statements.len()));
    let grouped = |number: usize| format!("{},{:03}", number / 1000, number % 1000);
    let mut left = outcomes(&case);
    holds(format!(
        "There are {} outcomes: four options for the flow and three",
        grouped(left.len())
    ));
    left.retain(|it| {
        case.linkages.iter().all(|link| !matches(&link.when, it) || matches(&link.then, it))
    });
    holds(format!("The two linkages leave {} of them,", grouped(left.len())));
    left.retain(|it| !is_refused(&case, it));
    holds(format!("they will not sign leave {}.", left.len()));

    let brackets = printed("onetext brackets cases/river");
    assert!(brackets.contains("first 2024-02-14 10 7 16 0 1"), "{brackets}");
    holds("seven of the eight points stand in brackets, and power is not mentioned".to_owned());
    assert!(brackets.contains("third 2024-04-24 11 2 4 6 0"), "{brackets}");
    holds(
        "leaves two brackets: 120 or 150 at the gauge, a tenth or a fifth of the power".to_owned(),
    );
}

#[test]
fn the_figures_on_the_page_of_panama_are_those_of_the_solvers() {
    let (page, folder) = (page("panama-1977"), panama());
    let floors = ["--reservation", "us=50", "--reservation", "panama=50"];
    let none = [].as_slice();
    let told = [
        ("Over the 8,192 outcomes", &["zopa"][..], none, "8192 of 8192 outcomes"),
        ("66 points for each side", &["solve", "--rule", "nash"], none, "66 Panama: 66"),
        ("Nash, Kalai", &["solve", "--rule", "kalai-smorodinsky"], none, "66 Panama: 66"),
        ("the egalitarian", &["solve", "--rule", "egalitarian"], none, "66 Panama: 66"),
        ("and 15 other", &["solve", "--best", "16"], none, "16. sum of utilities: 132"),
        ("sum of 132 is the", &["solve", "--best", "17"], none, "17. sum of utilities: 131"),
        ("With a reservation value of 50", &["solve", "--rule", "nash"], &floors, "66 Panama: 66"),
        ("moves to (67, 65)", &["solve", "--rule", "kalai-smorodinsky"], &floors, "67 Panama: 65"),
        ("has 50 is 79", &["solve", "--for", "us"], &floors, "United States: 79"),
        ("for Panama is 75", &["solve", "--for", "panama"], &floors, "Panama: 75"),
    ];
    for (said, command, more, answer) in told {
        assert!(page.contains(said), "the page should say: {said}");
        let by: &[&str] =
            if command.contains(&"--best") { &["--rule", "utilitarian"] } else { &[] };
        let arguments = [command, &[folder.as_str()], by, more].concat();
        let (code, out, err) = ended(&arguments, Stop::default());
        assert_eq!(code, 0, "{arguments:?}: {err}");
        let out = without_asides(&out);
        assert!(out.contains(answer), "{said}: {answer} is not in\n{out}");
    }
}

/// What was printed, without what stands in parentheses, and with one space between words.
fn without_asides(out: &str) -> String {
    let (_, rest) = marked(out, '(', ')');
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}
