//! The text that answers on the page: the page's own script says what the program says.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use onetext::case::{Case, Files, parse};
use onetext::elicit::{Blocker, Error, Judged, Pocketed, Text};
use onetext::report::page;
use onetext::{Analysis, Carried, Inquiry, Number, Stop};
use serde_json::{Value, json};

use crate::bundled;

/// What the page carries, taken out of the page itself; `None` where it has no text to try.
fn carried_by(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("id=\"try-data\">")?;
    Some(rest.split_once("</script>").expect("the element ends").0)
}

/// A stream of numbers that no library can change.
struct Stream(u64);

impl Stream {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }
}

/// So many texts: from a draft, some issues settled otherwise, more and more of them.
fn switched(carried: &Carried, count: usize) -> Vec<Vec<Vec<usize>>> {
    let mut stream = Stream(7);
    let texts: Vec<Vec<Vec<usize>>> =
        carried.texts().map(|it| carried.levels(it).expect("a text of the case")).collect();
    let pocket = carried.pocket();
    (0..count)
        .map(|at| {
            let mut levels = texts[stream.below(texts.len())].clone();
            for _ in 0..at % (2 * levels.len() + 1) {
                let issue = stream.below(levels.len());
                let kept = pocket.kept(issue);
                levels[issue] = vec![kept[stream.below(kept.len())]];
            }
            levels
        })
        .collect()
}

fn share(case: &Case, found: &Result<Pocketed, Error>) -> Value {
    match found {
        Err(Error::NobodySigns) => json!({ "why": "nobody signs" }),
        Err(error) => json!({ "why": error.to_string() }),
        Ok(it) => json!({
            "low": bits(it.share.low),
            "high": bits(it.share.high),
            "error": bits(it.share.error),
            "blocker": it.blocker.as_ref().map(|it| blocker(case, it)),
        }),
    }
}

/// A number to its last bit: numbers in JSON may lose it where they are read.
fn bits(number: f64) -> String {
    format!("{:016x}", number.to_bits())
}

fn blocker(case: &Case, it: &Blocker) -> Value {
    let level = match it.level {
        onetext::elicit::Level::Option(option) => option.0,
        onetext::elicit::Level::Silent => case.issues[it.issue.0].options.len(),
    };
    let said: Vec<&str> = it.statements.iter().map(|it| &*case.statements[it.0].id).collect();
    json!({ "issue": it.issue.0, "level": level, "redLine": it.red_line, "said": said, "explains": bits(it.explains) })
}

/// What the program says of a text, in the form in which the driver tells what the script says.
fn program(case: &Case, carried: &Carried, text: &Text) -> Value {
    let judged: Judged = match carried.judge(text) {
        Err(error) => return json!({ "error": error.to_string() }),
        Ok(it) => it,
    };
    json!({
        "parties": judged.parties.iter().map(|it| share(case, it)).collect::<Vec<_>>(),
        "joint": share(case, &judged.joint),
        "outer": judged.bounds == onetext::elicit::Bounds::Outer,
    })
}

/// What the script of the page says of texts: shares, words as printed, and how long a text took.
fn script(name: &str, data: &str, texts: &[Vec<Vec<usize>>]) -> Option<Value> {
    const WORLDS: &str = include_str!("../../src/report/page/script/worlds.js");
    const DRIVER: &str = r#"
const { data, texts } = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
const model = worlds.unpack(data);
const took = [];
const found = texts.map((levels) => {
  const started = performance.now();
  const found = worlds.judge(model, levels);
  took.push(performance.now() - started);
  return found;
});
const answers = found.map((found) => {
  const bits = (it) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, it);
    return view.getBigUint64(0).toString(16).padStart(16, "0");
  };
  const plain = (it) => {
    if ("why" in it) return { why: it.why };
    const blocker = it.blocker && { ...it.blocker, explains: bits(it.blocker.explains), said: it.blocker.said.map((at) => data.statements[at][0]) };
    return { low: bits(it.low), high: bits(it.high), error: bits(it.error), blocker: blocker ?? null };
  };
  if (found.error) return { error: found.error };
  return { parties: found.parties.map(plain), joint: plain(found.joint), outer: found.outer };
});
const printed = found.map((it) => it.error ? [] : [...it.parties, it.joint]
  .map((it) => "why" in it ? "" : `${worlds.printed(it).text}, ${worlds.printed(it).word}`));
took.sort((one, other) => one - other);
console.log(JSON.stringify({ answers, printed, median: took[took.length >> 1], slowest: took[took.length - 1] }));
"#;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (code, input) = (folder.join(format!("{name}.js")), folder.join(format!("{name}.json")));
    let worlds = minifier::js::minify(WORLDS);
    std::fs::write(&code, format!("{worlds}{DRIVER}")).expect("the folder for tests is writable");
    let data: Value = serde_json::from_str(data).expect("the page carries JSON");
    let json = json!({ "data": data, "texts": texts }).to_string();
    std::fs::write(&input, json).expect("the folder for tests is writable");
    #[expect(clippy::print_stderr, reason = "whoever runs the tests is to know what was skipped")]
    let Ok(run) = Command::new("node").args([&code, &input]).output() else {
        eprintln!("SKIPPED, NOT TESTED: there is no `node` here to run the script of the page");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(serde_json::from_slice(&run.stdout).expect("the driver writes JSON"))
}

/// Holds the script of a page against the program, on so many texts.
fn check(name: &str, case: &Case, analysis: &Analysis, count: usize) {
    let carried = analysis.carried.as_ref().expect("the case has issues and parties");
    let page = page(analysis, case);
    let own = carried.data();
    let data = carried_by(&page).unwrap_or(own);
    assert_eq!(data, own, "{name}");
    assert_eq!(carried_by(&page).is_some(), !case.drafts.is_empty(), "{name}");
    assert!(data.len() <= Carried::BYTES, "{name} carries {} bytes", data.len());
    assert!(!data.contains('<'));
    let texts = switched(carried, count);
    let Some(said) = script(name, data, &texts) else { return };
    for (at, levels) in texts.iter().enumerate() {
        let text = carried.text(levels);
        let expected = program(case, carried, &text);
        assert_eq!(said["answers"][at], expected, "{name}, text {at}: {levels:?}");
        let Ok(judged) = carried.judge(&text) else { continue };
        for (place, found) in judged.parties.iter().chain([&judged.joint]).enumerate() {
            let printed = printed(case, found);
            assert_eq!(said["printed"][at][place], printed, "{name}, text {at}");
        }
    }
    #[expect(clippy::print_stdout, reason = "how long a switch takes is told, not tested")]
    {
        println!(
            "{name}: {} bytes; a switch takes {} ms, the slowest {} ms",
            data.len(),
            said["median"],
            said["slowest"]
        );
    }
}

fn printed(case: &Case, found: &Result<Pocketed, Error>) -> String {
    match Carried::number(case, found.as_ref()) {
        Number::Known { range, word, .. } => format!("{range}, {word}"),
        Number::Unknown { .. } => String::new(),
    }
}

#[test]
fn the_script_of_the_page_says_what_the_program_says() {
    for name in bundled::NAMES {
        let case = bundled::case(name);
        check(name, &case, &bundled::analysis(&case), 1_000);
    }
}

/// A large case, with everything that bears on a text: ties, linkages, conditions, open brackets,
/// silence, a private draft.
fn large(issues: usize, options: usize, parties: usize, said: usize) -> Case {
    let mut stream = Stream(3);
    let mut case = String::from("title = \"Large\"\nas_of = 2025-12-10\n");
    for party in 0..parties {
        write!(case, "[[party]]\nid = \"p{party}\"\nname = \"Party {party}\"\n").expect("a string");
    }
    for issue in 0..issues {
        let options: Vec<String> = (0..options)
            .map(|it| format!("{{ id = \"o{it}\", text = \"Option {it}\" }}"))
            .collect();
        let now = if issue % 3 == 0 { "status_quo = \"o0\"\n" } else { "" };
        write!(
            case,
            "[[issue]]\nid = \"i{issue}\"\nquestion = \"Question {issue}?\"\noptions = [{}]\n{now}",
            options.join(", ")
        )
        .expect("a string");
    }
    case += "[[linkage]]\nwhen = { i1 = \"o1\" }\nthen = { i2 = [\"o0\", \"o1\"] }\n";
    let mut statements = String::new();
    for at in 0..said {
        let mut some = |()| format!("i{} = \"o{}\"", stream.below(issues), stream.below(options));
        let (one, other) = (some(()), some(()));
        let party = at % parties;
        let claim = match at % 6 {
            0 => format!("stance = \"red-line\"\noptions = {{ {one} }}"),
            1 => format!("stance = \"demand\"\noptions = {{ {one} }}"),
            2 if one[..one.len() - 4] != other[..other.len() - 4] => {
                format!("stance = \"only-if\"\noptions = {{ {one} }}\nwhen = {{ {other} }}")
            }
            3 if one.split(' ').next() != other.split(' ').next() => {
                format!("stance = \"together\"\noptions = {{ {one}, {other} }}\neffect = \"gain\"")
            }
            4 => format!("stance = \"rejection\"\noptions = {{ {one} }}"),
            _ => format!("stance = \"support\"\noptions = {{ {one} }}"),
        };
        write!(
            statements,
            "[[statement]]\nid = \"s{at}\"\nspeaker = \"p{party}\"\nsaid = 2025-11-{:02}\n{claim}\ngist = \"Party {party} speaks of it for the {at}th time, with reasons that take a line to tell\"\n",
            1 + at % 28
        )
        .expect("a string");
    }
    let mut draft = String::from("{#one draft=\"2025-11-20\"}\n# One\n\n");
    for issue in 0..issues {
        let several = issue % 3 == 1;
        let texts: Vec<String> = (0..if several { 2 } else { 1 })
            .map(|it| format!("[words {it}]{{i{issue}=\"o{it}\"}}"))
            .collect();
        if issue % 7 != 6 {
            writeln!(draft, "{}. A point, {}.\n", issue + 1, texts.join(" ")).expect("a string");
        }
    }
    let mut files = Files::default();
    files.insert("case.toml", case);
    files.insert("statements.toml", statements);
    files.insert("drafts/one.dj", draft);
    let parsed = parse(&files);
    assert_eq!(parsed.diagnostics.len(), 0, "{:#?}", parsed.diagnostics);
    parsed.case
}

#[test]
fn the_script_says_so_of_a_large_case_too_and_all_worlds_travel() {
    let case = large(28, 4, 4, 60);
    let stop = Stop::default();
    let inquiry = Inquiry::new(&case, 1, 500, &stop);
    let mut analysis = bundled::analysis(&large(3, 2, 1, 0));
    analysis.carried = inquiry.carried();
    let carried = analysis.carried.as_ref().expect("it fits");
    assert!(carried.data().len() <= Carried::BYTES);
    assert_eq!(carried.worlds(), Some((Carried::WORLDS, 2_000)));
    let data = carried.data();
    let texts = switched(carried, 1_000);
    let Some(said) = script("large", data, &texts) else { return };
    for (at, levels) in texts.iter().enumerate() {
        let expected = program(&case, carried, &carried.text(levels));
        assert_eq!(said["answers"][at], expected, "text {at}: {levels:?}");
    }
    println!(
        "large: {} bytes; a switch takes {} ms, the slowest {} ms",
        data.len(),
        said["median"],
        said["slowest"]
    );
}

#[test]
fn where_a_case_is_too_large_fewer_worlds_travel() {
    let case = large(40, 6, 5, 20);
    let stop = Stop::default();
    let inquiry = Inquiry::new(&case, 1, 100, &stop);
    let carried = inquiry.carried().expect("some fit");
    let (worlds, drawn) = carried.worlds().expect("worlds were drawn");
    assert!((Carried::FEWEST..400).contains(&worlds) && drawn == 400, "{worlds}");
    assert!(carried.data().len() <= Carried::BYTES);
}
