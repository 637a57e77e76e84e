//! The program `onetext`.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use onetext_cli::{Door, run};

fn main() -> ExitCode {
    let terminal = io::stderr().is_terminal();
    let color = terminal && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty());
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let code =
        run(std::env::args_os(), &mut Door { out: &mut out, err: &mut err, terminal, color });
    // A closed pipe is the reader's wish, not an error.
    let _ = out.flush();
    ExitCode::from(code)
}
