//! A folder with a case, articles and what was read in them; and a review of it, by a pipe.

use std::fs;
use std::path::{Path, PathBuf};

use onetext::Stop;
use onetext_cli::{Answers, Door, run};
use onetext_statement::{About, Confidence, Form, Part, Statement};

pub(crate) const CASE: &str = r#"# Two banks of one river.
title = "Valley"
as_of = 2025-12-10

[[party]]
id = "upper"
name = "Upper Valley"
people = [
  { name = "Ana Belo", post = "envoy" }, # since spring
]

[[party]]
id = "lower"
name = "Lower Valley"

[[issue]]
id = "dam"
question = "How high?"
keywords = ["dam"]
options = [
  { id = "low", text = "low" },
  { id = "full", text = "full" },
]

[[issue]]
id = "tolls"
question = "Whose are the tolls?"
keywords = ["tolls"]
options = [
  { id = "shared", text = "shared" },
  { id = "none", text = "nobody's" },
]
"#;

pub(crate) const POST: &str = "Valley waits for the rain\n\n“We will never sign a text with the full dam,” \
                    Ana Belo said on Monday. Rui Costa called the plan a “Valley of Tears.”\n\n\
                    The clock says that it is late.\n";

pub(crate) const WIRE: &str =
    "Belo speaks\n\n“We will never sign a text with the full dam, not now,” Belo said.\n";

/// A folder with a case, two articles and what was read in them.
pub(crate) struct Place {
    folder: PathBuf,
}

impl Place {
    pub(crate) fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("case")).expect("a folder can be made");
        let place = Self { folder };
        place.write("case/case.toml", CASE);
        place.write("post.txt", POST);
        place.write("wire.txt", WIRE);
        place.write_read(&read());
        place
    }

    pub(crate) fn path(&self, file: &str) -> String {
        self.folder.join(file).display().to_string()
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.folder.join(file), text).expect("a file can be written");
    }

    pub(crate) fn write_read(&self, statements: &[Statement]) {
        let line = |it| serde_json::to_string(it).expect("a statement is JSON") + "\n";
        self.write("read.jsonl", &statements.iter().map(line).collect::<String>());
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap_or_else(|_| "(no such file)".to_owned())
    }

    /// The four files that a review may write.
    pub(crate) fn files(&self) -> [String; 4] {
        ["case", "sources", "statements", "reading"].map(|it| self.text(&format!("case/{it}.toml")))
    }

    /// Reviews what was read before, with answers from a pipe.
    pub(crate) fn review(&self, answers: &str, more: &[&str]) -> (u8, String, String) {
        let [case, post, wire, from] =
            ["case", "post.txt", "wire.txt", "read.jsonl"].map(|it| self.path(it));
        let mut arguments = vec!["review", &case, &post, &wire, "--from", &from];
        arguments.extend(["--published", "2025-12-02", "--outlet", "Valley Post"]);
        arguments.extend(more);
        self.run(&arguments, answers.as_bytes())
    }

    pub(crate) fn run(&self, arguments: &[&str], mut answers: &[u8]) -> (u8, String, String) {
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
        let arguments = std::iter::once("onetext").chain(arguments.iter().copied());
        let code = run(arguments.map(Into::into), &mut door);
        let text = |bytes| String::from_utf8(bytes).expect("a command writes text");
        let folder = self.folder.display().to_string();
        (code, text(out), text(err).replace(&folder, "FOLDER"))
    }

    /// Fails unless the case passes the check and is laid out.
    pub(crate) fn is_sound(&self) {
        let case = self.path("case");
        for arguments in [vec!["check", &case], vec!["format", &case, "--check"]] {
            let (code, _, err) = self.run(&arguments, b"");
            assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        }
    }
}

pub(crate) fn statement(source: &str, text: &str, words: &str, form: Form) -> Statement {
    let start = text.find(words).expect("the words are there");
    let span = (start, start + words.len());
    Statement {
        id: format!("{source}-{start}"),
        source: source.to_owned(),
        parts: vec![Part { span, words: words.to_owned() }],
        form,
        paragraph: text[..start].matches("\n\n").count(),
        ..Statement::default()
    }
}

/// What a program may have found in the two articles.
pub(crate) fn read() -> Vec<Statement> {
    let span = |words: &str| {
        let start = POST.find(words).expect("the words are there");
        Some((start, start + words.len()))
    };
    let mut belo =
        statement("post", POST, "We will never sign a text with the full dam,", Form::Direct);
    belo.speaker = Some("Ana Belo".to_owned());
    belo.party = Some("upper".to_owned());
    belo.mention = span("Ana Belo");
    belo.cue = Some("said".to_owned());
    belo.said = Some("2025-12-01".to_owned());
    belo.said_words = Some("on Monday".to_owned());
    belo.stance = Some("red-line".to_owned());
    belo.about =
        vec![About { issue: "dam".to_owned(), option: Some("full".to_owned()), confidence: 0.7 }];
    belo.confidence = Confidence {
        words: 0.97,
        speaker: Some(0.9),
        party: Some(0.85),
        said: Some(0.9),
        stance: Some(0.6),
    };
    let mut costa = statement("post", POST, "Valley of Tears.", Form::Mixed);
    costa.speaker = Some("Rui Costa".to_owned());
    costa.mention = span("Rui Costa");
    costa.cue = Some("called".to_owned());
    costa.confidence.words = 0.3;
    let mut clock = statement("post", POST, "it is late", Form::Indirect);
    clock.speaker = Some("The clock".to_owned());
    clock.cue = Some("says".to_owned());
    clock.confidence.words = 0.5;
    let words = "We will never sign a text with the full dam, not now,";
    let mut wire = statement("wire", WIRE, words, Form::Direct);
    wire.speaker = Some("Ana Belo".to_owned());
    wire.party = Some("upper".to_owned());
    vec![belo, costa, clock, wire]
}
