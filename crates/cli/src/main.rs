//! The program `onetext`.

use std::io::{self, BufReader, IsTerminal, Write};
use std::process::ExitCode;

use onetext::Stop;
use onetext_cli::{Answers, Door, run};

fn main() -> ExitCode {
    let terminal = io::stderr().is_terminal();
    let colors = std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty());
    let (color, paint) = (colors && terminal, colors && io::stdout().is_terminal());
    let stop = Stop::default();
    let signal = stop.clone();
    // The first Ctrl-C asks for the best answer so far, the second ends the program at once.
    // Without a handler Ctrl-C ends it the first time, which is no reason not to start.
    let _ = ctrlc::set_handler(move || {
        if signal.is_requested() {
            std::process::exit(130);
        }
        signal.request();
    });
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    // Without a lock: what is named `-` is read elsewhere.
    let mut input = BufReader::new(io::stdin());
    // Keys are read one by one only where their questions can be seen.
    let by_key = terminal && io::stdin().is_terminal();
    let answers = if by_key { Answers::Keyboard } else { Answers::lines(&mut input) };
    let mut door = Door { out: &mut out, err: &mut err, answers, terminal, color, paint, stop };
    let code = run(std::env::args_os(), &mut door);
    // A closed pipe is the reader's wish, not an error.
    let _ = out.flush();
    ExitCode::from(code)
}
