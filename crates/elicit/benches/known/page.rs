//! Where tables go: to the terminal, and into the page on benchmarks.

use std::path::Path;

/// Prints a table, and with `--docs` writes it into `docs/benchmarks.md`, between the lines that
/// say what is written there.
#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a table on the screen is what this is for"
)]
pub(crate) fn show(table: &str, name: &str, docs: bool) {
    println!("{table}");
    if !docs {
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/benchmarks.md");
    let page = std::fs::read_to_string(&path).expect("the page can be read");
    let [begin, end] =
        ["begins", "ends"].map(|it| format!("<!-- what the bench `{name}` writes {it} here -->"));
    let before = page.split_once(&begin).map(|it| it.0);
    let after = page.split_once(&end).map(|it| it.1);
    match (before, after) {
        (Some(before), Some(after)) => {
            let page = format!("{before}{begin}\n\n{table}\n{end}{after}");
            std::fs::write(&path, page).expect("the page can be written");
        }
        _ => eprintln!("{} has no place for `{name}`", path.display()),
    }
}

/// Says something while the work goes on.
#[expect(clippy::print_stderr, reason = "progress is for whoever waits")]
pub(crate) fn tell(words: &str) {
    eprintln!("{words}");
}

/// The word after `name` on the command line, as a number.
pub(crate) fn number(name: &str, otherwise: usize) -> usize {
    let word = word(name);
    word.map_or(otherwise, |it| it.parse().unwrap_or_else(|_| panic!("{name} does not take {it}")))
}

/// The word after `name` on the command line.
pub(crate) fn word(name: &str) -> Option<String> {
    std::env::args().skip_while(|it| it != name).nth(1)
}

/// Whether the command line has a word.
pub(crate) fn has(name: &str) -> bool {
    std::env::args().any(|it| it == name)
}
