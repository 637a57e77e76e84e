//! Any bytes as statements that were read elsewhere and as the answers of who reviews them: whatever
//! they are, the case passes its check afterwards, and what was undone is as it was.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use onetext::Stop;
use onetext_case::{Files, Severity, format, parse};
use onetext_cli::{Answers, Door, run};

const CASE: &str = include_str!("../small-case.toml");
const TEXT: &str =
    "Rain\n\n“We accept p if A takes r,” Ana Belo said on Monday. Rui Costa called it a “vale.”\n";
const READ: &str = r#"{"id":"a-9","source":"post","parts":[{"span":[9,34],"words":"We accept p if A takes r,"}],"form":"direct","speaker":"Ana Belo","party":"a","said":"2024-05-02","stance":"conditional-offer","condition":[21,33],"consequence":[9,20],"about":[{"issue":"x","option":"p","confidence":0.9},{"issue":"y","option":"r","confidence":0.9}],"cue":"said","paragraph":1}
{"id":"a-88","source":"post","parts":[{"span":[87,92],"words":"vale."}],"form":"mixed","speaker":"Rui Costa","cue":"called","paragraph":1}"#;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("onetext-fuzz-{}", std::process::id()));
    fs::create_dir_all(folder.join("case")).expect("a folder can be made");
    fs::write(folder.join("post.txt"), TEXT).expect("a file can be written");
    folder
});

fuzz_target!(|bytes: &[u8]| {
    let [high, low, length, rest @ ..] = bytes else { return };
    // The answers, and what takes the place of some of the statements.
    let parting = rest.iter().position(|it| *it == 0x1f).unwrap_or(rest.len());
    let (answers, piece) = rest.split_at(parting);
    let piece = piece.strip_prefix(b"\x1f").unwrap_or_default();
    let sound = READ.as_bytes();
    let begin = usize::from(u16::from_be_bytes([*high, *low])) % sound.len();
    let end = sound.len().min(begin + usize::from(*length) % 32);
    let end = if piece.is_empty() { begin } else { end };
    write("read.jsonl", &[&sound[..begin], piece, &sound[end..]].concat());
    write("case/case.toml", CASE.as_bytes());
    for file in ["statements", "sources", "reading"] {
        let _ = fs::remove_file(FOLDER.join(format!("case/{file}.toml")));
    }

    review(answers);
    let mut files = Files::default();
    for file in ["case.toml", "statements.toml", "sources.toml", "reading.toml"] {
        if let Ok(bytes) = fs::read(FOLDER.join("case").join(file)) {
            let text = std::str::from_utf8(&bytes).expect("it is text");
            if file != "case.toml" {
                assert_eq!(format(file, text).as_deref(), Some(text), "{file} is laid out");
            }
            files.insert(file, bytes);
        }
    }
    files.insert("sources/post.txt", TEXT.as_bytes());
    for diagnostic in parse(&files).diagnostics {
        assert!(diagnostic.severity != Severity::Error, "{}", diagnostic.render(&files, "", false));
    }
});

fn write(file: &str, bytes: &[u8]) {
    fs::write(FOLDER.join(file), bytes).expect("a file can be written");
}

fn review(mut answers: &[u8]) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut door = Door {
        out: &mut out,
        err: &mut err,
        answers: Answers::lines(&mut answers),
        terminal: false,
        color: false,
        paint: false,
        stop: Stop::default(),
    };
    let path = |file: &str| FOLDER.join(file).into_os_string();
    let arguments =
        ["onetext", "review", "--outlet", "Post", "--published", "2024-05-03", "--from"];
    let paths = [path("read.jsonl"), path("case"), path("post.txt")];
    run(arguments.into_iter().map(Into::into).chain(paths), &mut door);
    assert!(!err.iter().any(|it| it.is_ascii_control() && *it != b'\n'), "no control characters");
}
