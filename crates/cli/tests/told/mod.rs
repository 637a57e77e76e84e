//! What a command prints on the bundled cases, as one text for a snapshot.

use onetext::Stop;

use crate::door::{ended, root};

/// Exit code, standard output and standard error in one text, without paths of this machine; no line
/// of the output is wider than the terminal that it is made for.
pub(crate) fn told(arguments: &[&str]) -> String {
    let (code, out, err) = ended(arguments, Stop::default());
    for line in out.lines() {
        assert!(line.chars().count() <= 100, "wider than 100: {line}");
    }
    let text = format!("exit code {code}\n-- out --\n{out}-- err --\n{err}");
    let text = text.replace(env!("CARGO_TARGET_TMPDIR"), "TMP");
    text.replace(&root().display().to_string(), "ROOT")
}

/// The folder of a bundled case.
pub(crate) fn bundled(name: &str) -> String {
    root().join("cases").join(name).display().to_string()
}
