//! The program run in-process, for tests that ask it.

use std::path::{Path, PathBuf};

use onetext::Stop;
use onetext_cli::{Answers, Door, run};

/// Exit code, standard output and standard error of a command, which may be stopped.
pub(crate) fn ended(arguments: &[&str], stop: Stop) -> (u8, String, String) {
    ended_before(arguments, stop, false)
}

/// [`ended`], with somebody looking or nobody.
pub(crate) fn ended_before(arguments: &[&str], stop: Stop, terminal: bool) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut nothing = std::io::empty();
    let mut door = Door {
        out: &mut out,
        err: &mut err,
        answers: Answers::lines(&mut nothing),
        terminal,
        color: false,
        paint: false,
        stop,
    };
    let arguments = std::iter::once("onetext").chain(arguments.iter().copied());
    let code = run(arguments.map(Into::into), &mut door);
    let text = |bytes| String::from_utf8(bytes).expect("a command writes text");
    (code, text(out), text(err))
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the root is there")
}

pub(crate) fn panama() -> String {
    root().join("cases/panama-1977").display().to_string()
}
