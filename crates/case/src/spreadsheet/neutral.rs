//! Cells that no spreadsheet takes for a formula.

/// What makes a spreadsheet take a cell for a formula, at its beginning.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '＠'];

/// A text with an apostrophe before it where a spreadsheet would take it for a formula, or where
/// [`spoken`] would take an apostrophe of its own away.
pub fn neutral(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that [`neutral`] made a cell of.
pub fn spoken(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text) => text,
        _ => cell,
    }
}

/// Whether a formula begins after any number of apostrophes.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_a_formula_gets_an_apostrophe_and_loses_it_again() {
        let texts = [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("\t=1", "'\t=1"),
            ("'=1", "''=1"),
            ("''-", "'''-"),
            ("'tis", "'tis"),
            ("'", "'"),
            ("a = b", "a = b"),
            ("", ""),
        ];
        for (text, cell) in texts {
            assert_eq!(neutral(text), cell);
            assert_eq!(spoken(cell), text);
        }
    }
}
