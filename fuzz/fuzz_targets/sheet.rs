//! Any bytes as a sheet that comes back, as CSV, as a workbook, and as texts in the cells of a sound
//! sheet: whatever is brought in, the case passes its check afterwards, and nothing is left to bring.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_case::spreadsheet::{Page, import, read_csv, read_xlsx, statements, write_csv};
use onetext_case::{Files, Severity, format, parse};

const LEDGER: &str = r#"# Said on the first day.

[[statement]]
id = "one"
speaker = "a"
said = 2024-05-01
stance = "demand"
options = { x = "p" } # sic
gist = "wants p"

[[statement]]
id = "two"
speaker = "b"
said = "2024-05"
stance = "preference"
prefer = { x = "q" }
over = { x = "p" }
gist = "would rather have q"
credence = 0.8
"#;

fuzz_target!(|bytes: &[u8]| {
    let mut files = Files::default();
    files.insert("case.toml", include_bytes!("../small-case.toml").as_slice());
    files.insert("statements.toml", LEDGER);
    let sound = statements(&files, &parse(&files).case);
    if let Ok(page) = read_csv(bytes) {
        bring(&files, &page);
    }
    if let Ok(page) = read_xlsx(bytes) {
        bring(&files, &page);
    }
    // Row, column and text of cells, one after the other.
    let mut page = sound;
    page.rows.push(vec![String::new(); page.rows[0].len()]);
    for piece in bytes.split(|it| *it == 0x1f) {
        let [row, column, text @ ..] = piece else { continue };
        let rows = page.rows.len();
        let row = &mut page.rows[usize::from(*row) % rows];
        let columns = row.len();
        row[usize::from(*column) % columns] = String::from_utf8_lossy(text).into_owned();
    }
    bring(&files, &page);
    let again = read_csv(write_csv(&page).as_bytes()).expect("what was written is read");
    assert_eq!(again.rows, page.rows);
});

fn bring(files: &Files, page: &Page) {
    match import(files, page) {
        Err(problems) => assert!(!problems.is_empty()),
        Ok(brought) => {
            let Some(ledger) = brought.ledger else { return };
            let laid_out = format("statements.toml", &ledger);
            assert_eq!(laid_out.as_ref(), Some(&ledger), "it is laid out");
            let mut after = files.clone();
            after.insert("statements.toml", ledger.as_bytes());
            let parsed = parse(&after);
            assert!(parsed.diagnostics.iter().all(|it| it.severity != Severity::Error));
            let page = statements(&after, &parsed.case);
            let again = import(&after, &page).expect("what was brought in is sound");
            assert_eq!(again.ledger, None, "nothing is left to bring");
        }
    }
}
