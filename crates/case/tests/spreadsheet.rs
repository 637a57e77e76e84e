//! The ledger as a page of a spreadsheet: it comes back as it was, or with what was edited.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use onetext_case::spreadsheet::{
    Import, Page, Problem, columns, import, read_csv, read_xlsx, statements, write_csv, write_xlsx,
};
use onetext_case::{Diagnostic, Files, Severity, parse};
use proptest::prelude::*;

const CASE: &str = r#"
title = "Two farms"
as_of = 2025-02-01
party = [{ id = "a", name = "Upper farm" }, { id = "b", name = "Lower farm" }]
[[issue]]
id = "water"
question = "Who gets the water?"
options = [{ id = "all", text = "the upper" }, { id = "half", text = "both" }, { id = "none", text = "the lower" }]
[[issue]]
id = "road"
question = "Who mends the road?"
options = [{ id = "one", text = "the upper" }, { id = "two", text = "both" }]
"#;

const SOURCES: &str =
    "[[source]]\nid = \"post\"\noutlet = \"Post\"\ntitle = \"Farms\"\nday = 2025-01-31\n";

const LEDGER: &str = r#"# What was said.

[[statement]]
id = "first"
speaker = "a"
# In so many words.
stance = "demand" # sic
options = { water = "all" }
gist = "wants it all"
source = "post"
form = "direct"

[[statement]]
id = "second"
speaker = "b"
said = "2025-01"
stance = "preference"
prefer = { water = "half", road = ["one", "two"] }
over = { water = "all" }
gist = "would rather share"
credence = 0.80
"#;

fn files(ledger: &str) -> Files {
    let mut files = Files::default();
    for (path, text) in
        [("case.toml", CASE), ("sources.toml", SOURCES), ("statements.toml", ledger)]
    {
        files.insert(path, text);
    }
    files
}

fn page(files: &Files) -> Page {
    statements(files, &parse(files).case)
}

fn statements_of(ledger: &str) -> Page {
    page(&files(ledger))
}

fn bundled(name: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let mut files = Files::default();
    for file in ["case.toml", "sources.toml", "statements.toml"] {
        files.insert(file, fs::read(folder.join(file)).expect("the case is bundled"));
    }
    for inner in ["drafts", "sources"] {
        for entry in fs::read_dir(folder.join(inner)).into_iter().flatten().flatten() {
            let path = format!("{inner}/{}", entry.file_name().to_string_lossy());
            files.insert(path, fs::read(entry.path()).expect("a file can be read"));
        }
    }
    files
}

fn day() -> jiff::civil::Date {
    jiff::civil::date(2025, 2, 1)
}

/// The page as each kind of file brings it back.
fn returned(page: &Page) -> [Page; 2] {
    let book = write_xlsx(std::slice::from_ref(page), day()).expect("the page fits a workbook");
    let text = write_csv(page);
    [read_csv(text.as_bytes()), read_xlsx(&book)].map(|it| it.expect("the page can be read"))
}

fn cell<'a>(page: &'a mut Page, row: usize, column: &str) -> &'a mut String {
    let place = columns().position(|it| it == column).expect("there is such a column");
    &mut page.rows[row - 1][place]
}

/// Whatever kind of file it was, it brings the same.
fn agree(csv: &Result<Import, Vec<Problem>>, xlsx: &Result<Import, Vec<Problem>>) {
    assert_eq!(csv, xlsx);
}

/// What an edit of the two farms brings.
fn edited(edits: &[(usize, &str, &str)]) -> Result<Import, Vec<Problem>> {
    let files = files(LEDGER);
    let mut page = page(&files);
    for (row, column, text) in edits {
        if page.rows.len() < *row {
            page.rows.resize(*row, vec![String::new(); columns().count()]);
        }
        (*text).clone_into(cell(&mut page, *row, column));
    }
    let [csv, xlsx] = returned(&page).map(|it| import(&files, &it));
    agree(&csv, &xlsx);
    csv
}

/// The lines that an edit takes out of the ledger and brings into it.
fn changed(edits: &[(usize, &str, &str)]) -> String {
    let ledger = edited(edits).expect("the edit can be brought in").ledger.unwrap_or_default();
    let lines = |of: &str, not: &str, sign: &str| {
        let not: Vec<&str> = not.lines().collect();
        let lines = of.lines().filter(|it| !not.contains(it));
        lines.map(|it| format!("{sign} {it}")).collect::<Vec<_>>()
    };
    [lines(LEDGER, &ledger, "-"), lines(&ledger, LEDGER, "+")].concat().join("\n")
}

fn refused(edits: &[(usize, &str, &str)]) -> String {
    let problems = edited(edits).expect_err("the edit is refused");
    let told = problems.iter().map(|it| format!("{it}\n  {}", it.help));
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_columns_are_the_keys_of_a_statement_and_its_version() {
    let all = columns().collect::<Vec<_>>().join(" ");
    assert_snapshot!(all, @"id speaker holder said stance about options when then otherwise prefer over between effect issues times drafts draft prospect chance gist source span also form channel credence until supersedes retracted note version");
}

#[test]
fn the_documentation_names_every_column() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/exports.md");
    let text = fs::read_to_string(file).expect("the exports are documented");
    let (_, table) = text.split_once("| column | cell |\n| --- | --- |\n").expect("a table");
    let rows = table.lines().take_while(|it| it.starts_with('|'));
    let named: Vec<&str> = rows.filter_map(|it| it.split('`').nth(1)).collect();
    assert_eq!(named, columns().collect::<Vec<_>>());
}

#[test]
fn an_unchanged_page_of_a_bundled_case_changes_nothing() {
    for name in ["river", "ukraine-2025", "panama-1977"] {
        let files = bundled(name);
        let page = page(&files);
        for returned in returned(&page) {
            // A workbook has no empty cells at the end of a row.
            let brought = import(&files, &returned).expect("it is as it was");
            assert_eq!(brought, Import::default(), "{name}");
        }
    }
}

#[test]
fn values_are_shown_in_words() {
    let page = page(&bundled("river"));
    let mut lines = Vec::new();
    for row in &page.rows[1..] {
        for (column, text) in columns().zip(row) {
            if !text.is_empty() && !["id", "speaker", "gist", "version", "stance"].contains(&column)
            {
                lines.push(format!("{column} = {text}"));
            }
        }
    }
    lines.sort_unstable();
    lines.dedup_by(|one, other| one.split(' ').next() == other.split(' ').next());
    assert_snapshot!(lines.join("\n"));
}

#[test]
fn one_edited_cell_changes_one_field() {
    assert_snapshot!(changed(&[(2, "gist", "wants \"nearly\" all")]), @r#"
    - gist = "wants it all"
    + gist = 'wants "nearly" all'
    "#);
    assert_snapshot!(changed(&[(2, "stance", "support")]), @r#"
    - stance = "demand" # sic
    + stance = "support" # sic
    "#);
    assert_snapshot!(changed(&[(3, "prefer", "water: not all; road: one")]), @r#"
    - prefer = { water = "half", road = ["one", "two"] }
    + prefer = { water = "not all", road = "one" }
    "#);
    assert_snapshot!(changed(&[(3, "said", "2025-01-02")]), @r#"
    - said = "2025-01"
    + said = 2025-01-02
    "#);
    assert_snapshot!(changed(&[(2, "said", "2025-01-02")]), @"+ said = 2025-01-02");
    assert_snapshot!(changed(&[(3, "credence", "0,75")]), @r"
    - credence = 0.80
    + credence = 0.75
    ");
    assert_snapshot!(changed(&[(3, "credence", "")]), @"- credence = 0.80");
    assert_snapshot!(changed(&[(2, "note", "=1+1\nand more ")]), @r#"+ note = "=1+1\nand more ""#);
    assert_snapshot!(changed(&[(2, "about", "road, water")]), @r#"+ about = ["road", "water"]"#);
}

#[test]
fn the_same_in_other_words_is_no_edit() {
    for (row, column, text) in [
        (3, "credence", "0.8"),
        (3, "credence", "0,80"),
        (3, "prefer", " water:half;road:one,two"),
        (2, "said", ""),
        (2, "said", "2025-01-31"),
    ] {
        let brought = edited(&[(row, column, text)]).expect("it says the same");
        assert_eq!(brought, Import::default(), "{column}: {text}");
    }
}

#[test]
fn a_row_without_a_version_is_a_new_statement() {
    let new = [
        (5, "speaker", "b"),
        (5, "stance", "requires"),
        (5, "options", "water: half, none"),
        (5, "gist", "needs some of it"),
        (5, "source", "post"),
    ];
    let brought = edited(&new).expect("it can be entered");
    let ledger = brought.ledger.as_deref().unwrap_or_default();
    assert_snapshot!(ledger.strip_prefix(LEDGER).unwrap_or("the rest was changed"), @r#"
    [[statement]]
    id = "b-water"
    speaker = "b"
    stance = "requires"
    options = { water = ["half", "none"] }
    gist = "needs some of it"
    source = "post"
    "#);
    assert_eq!(brought.added[0].statement, "b-water");
    assert!(parse(&files(ledger)).diagnostics.is_empty());
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_what_to_do() {
    assert_snapshot!(refused(&[(2, "source", "times"), (3, "span", "1 to 2")]), @r"
    row 2, column V (source): `source` is evidence for what was said, and is not changed by a sheet
      put it back (`post`), and correct it in statements.toml if it is wrong
    row 3, column W (span): `span` is evidence for what was said, and is not changed by a sheet
      empty it, and correct it in statements.toml if it is wrong
    ");
    assert_snapshot!(refused(&[(2, "options", "water = all")]), @r"
    row 2, column G (options): `water = all` is no issue with its options
      write it as `issue: option; issue: option, option`
    ");
    assert_snapshot!(refused(&[(2, "options", "water: hall"), (3, "said", "3/11/2025")]), @r"
    row 3, column D (said): `3/11/2025` is no time as a case has it
      write 2025-12-02, 2025-W48, 2025-11 or 2025-11-29/2025-11-30, with the format of the column set to text
    ");
    assert_snapshot!(refused(&[(2, "options", "water: hall"), (3, "times", "2")]), @r"
    row 2, column G (options): issue `water` has no option `hall`
      did you mean `all`?
    row 3, column P (times): the stance `preference` has no `times`
      it takes: prefer, over
    ");
    assert_snapshot!(refused(&[(2, "gist", ""), (3, "stance", "prefers")]), @r"
    row 2, column U (gist): a statement needs a `gist`
      write what was said, in words of your own, or put it back (`wants it all`)
    row 3, column E (stance): `prefers` is none of the words for this
      docs/case-format.md has the stances
    ");
    assert_snapshot!(refused(&[(2, "id", "third")]), @r"
    row 2, column A (id): the case has no statement `third` any more, or its id was changed here
      put the id back; to enter a new statement, empty its `version`
    ");
    assert_snapshot!(refused(&[(3, "id", "first")]), @r"
    row 3, column A (id): `first` stands in two rows
      take one of them out; a new row has no id
    ");
    assert_snapshot!(refused(&[(3, "version", ""), (3, "gist", "no")]), @r"
    row 3, column U (gist): the case has a statement `second`, and the row has no version
      give a new statement another id, or none; to change one, edit its own row
    ");
    assert_snapshot!(refused(&[(1, "gist", "gisd")]), @r"
    row 1, column U (gisd): there is no column `gisd`
      did you mean `gist`? if not, take the column out
    ");
    assert_snapshot!(refused(&[(1, "gist", "note")]), @r"
    row 1, column AE (note): there are two columns `note`
      take one of them out
    ");
    assert_snapshot!(refused(&[(1, "id", "")]), @r"
    row 1: there is no column `id`
      the first row of the sheet has the headings; make one with `onetext positions CASE --csv`
    ");
    assert_snapshot!(refused(&[(4, "gist", "a new one"), (4, "speaker", "c")]), @r"
    row 4, column E (stance): a new statement needs a `stance`
      write what it says about the holder
    ");
}

#[test]
fn what_the_sheet_does_not_have_stays() {
    let files = files(LEDGER);
    let mut page = page(&files);
    page.rows.remove(1);
    "less".clone_into(cell(&mut page, 2, "gist"));
    // Without a column nothing is said of its fields.
    let place = columns().position(|it| it == "said").expect("there is such a column");
    page.rows.iter_mut().for_each(|row| drop(row.remove(place)));
    let brought = import(&files, &page).expect("it can be brought in");
    assert_eq!(brought.absent, ["first"]);
    let expected = LEDGER.replace("would rather share", "less");
    assert_eq!(brought.ledger, Some(expected));
}

#[test]
fn a_statement_that_was_changed_since_is_not_changed_again() {
    let before = files(LEDGER);
    let mut page = page(&before);
    "less".clone_into(cell(&mut page, 3, "gist"));
    let meanwhile = LEDGER.replace("gist = \"would rather share\"", "gist = \"shares\"");
    let problems = import(&files(&meanwhile), &page).expect_err("it was changed since");
    assert_snapshot!(problems[0], @"row 3, column U (gist): `second` was changed in the case after the sheet was made");
    // The other statement may have been changed, and what is in the case already may come again.
    let meanwhile = LEDGER.replace("wants it all", "wants most");
    let other = import(&files(&meanwhile), &page).expect("the first row is as it was").ledger;
    assert_eq!(other, Some(meanwhile.replace("would rather share", "less")));
    let done = import(&before, &page).expect("it can be brought in").ledger.unwrap_or_default();
    assert_eq!(import(&files(&done), &page), Ok(Import::default()));
}

#[test]
fn a_comment_is_not_lost() {
    let about = "about = [\n  \"road\", # and the bridge\n]\ngist = \"would";
    let ledger = LEDGER.replace("gist = \"would", about);
    let files = files(&ledger);
    let with = |column: &str, text: &str| {
        let mut page = page(&files);
        text.clone_into(cell(&mut page, 3, column));
        import(&files, &page)
    };
    let problems = with("about", "").expect_err("the comment would be lost");
    assert_snapshot!(problems[0], @"row 3, column F (about): a comment stands in this field, and would be lost");
    let brought = with("gist", "less").expect("the comment stays").ledger;
    assert_eq!(brought, Some(ledger.replace("would rather share", "less")));
}

#[test]
fn statements_in_other_forms_of_toml_are_changed_where_they_stand() {
    let table = "[[statement]]\nid = \"x\"\nspeaker = \"a\"\nsaid = 2025-01-01\nstance = \"demand\"\ngist = \"g\"\noptions.water = \"all\"\n";
    let tables = "[[statement]]\nid = \"x\"\nspeaker = \"a\"\nsaid = 2025-01-01\nstance = \"demand\"\ngist = \"g\"\n\n[statement.options]\nwater = \"all\"\n";
    let inline = "statement = [{ id = \"x\", speaker = \"a\", said = 2025-01-01, stance = \"demand\", options = { water = \"all\" }, gist = \"g\" }]\n";
    for ledger in [table, tables, inline] {
        let files = files(ledger);
        for (column, text) in [("options", "water: half"), ("gist", "h"), ("note", "n")] {
            let mut page = page(&files);
            text.clone_into(cell(&mut page, 2, column));
            let brought = import(&files, &page).expect("it can be brought in");
            let after = statements_of(&brought.ledger.expect("something changed"));
            cell(&mut page, 2, "version").clone_from(&after.rows[1][columns().count() - 1]);
            assert_eq!(after, page, "{ledger}");
        }
    }
}

#[test]
fn sheets_as_other_programs_write_them_are_read() {
    let page = page(&files(LEDGER));
    let text = write_csv(&page);
    let plain = text.trim_start_matches('\u{feff}').to_owned();
    // Every cell in quotation marks, none of which the two farms have.
    let quoted = |between: &str| -> String {
        let cells = page.rows.iter().map(|row| {
            row.iter().map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(between) + "\n"
        });
        cells.collect()
    };
    let wide = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
    };
    let forms: Vec<Vec<u8>> = vec![
        plain.clone().into(),
        plain.replace("\r\n", "\n").into(),
        quoted(";").into(),
        quoted("\t").into(),
        format!("sep=;\r\n{}", quoted(";")).into(),
        wide(&quoted("\t"), u16::to_le_bytes),
        wide(&plain, u16::to_be_bytes),
        format!("{plain}{}\r\n", ",".repeat(columns().count() - 1)).into(),
    ];
    for form in forms {
        let read = read_csv(&form).expect("it can be read");
        assert_eq!(read.rows[..3], page.rows, "{}", String::from_utf8_lossy(&form));
        assert_eq!(import(&files(LEDGER), &read), Ok(Import::default()));
    }
    let latin = read_csv(b"id;gist\r\nfirst;caf\xe9\r\n").expect_err("it is not Unicode");
    assert_snapshot!(latin, @"the sheet is not Unicode text");
    let torn = read_csv(b"id,gist\r\nfirst,\"all\r\nsecond,b\r\n").expect_err("it has no end");
    assert_snapshot!(torn, @"a quotation mark is not closed, or not doubled");
    let short = read_csv(b"id,gist,note\r\nfirst,all\r\n").expect_err("a cell is missing");
    assert_snapshot!(short, @"row 2: the row has 2 cells, and the first has 3");
}

#[test]
fn a_workbook_is_the_same_bytes_each_time() {
    let page = page(&bundled("river"));
    let once = write_xlsx(std::slice::from_ref(&page), day());
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(once == write_xlsx(std::slice::from_ref(&page), day()));
}

#[test]
fn what_is_no_workbook_is_told() {
    for bytes in [&b""[..], b"PK", b"PK\x03\x04 and more", b"id,gist"] {
        assert!(read_xlsx(bytes).is_err());
    }
    let other = Page { name: "other".to_owned(), ..page(&files(LEDGER)) };
    let two = [Page { name: "overview".to_owned(), rows: Vec::new() }, other];
    let book = write_xlsx(&two, day()).expect("two pages are written");
    assert_snapshot!(read_xlsx(&book).expect_err("neither is it"), @"the workbook has no sheet `statements`");
    let long = Page {
        name: "statements".to_owned(),
        rows: vec![vec!["gist".to_owned()], vec!["é".repeat(32_768)]],
    };
    assert_snapshot!(write_xlsx(&[long], day()).expect_err("it is too long"), @"row 2, column A (gist): the text is longer than 32767 characters");
}

/// Texts as people, programs and attackers write them.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("=".to_owned()),
        Just("'".to_owned()),
        Just("\"".to_owned()),
        Just("\r\n".to_owned()),
        Just("\n".to_owned()),
        Just("\r".to_owned()),
        Just("\t".to_owned()),
        Just(" ".to_owned()),
        Just(";".to_owned()),
        Just(",".to_owned()),
        Just("#".to_owned()),
        Just("\\".to_owned()),
        Just("_x0041_".to_owned()),
        Just("&amp;<b>".to_owned()),
        Just("שלום".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{7f}\u{1}".to_owned()),
        Just("−1".to_owned()),
        Just("+1".to_owned()),
        Just("@a".to_owned()),
        any::<char>().prop_map(|it| it.to_string()),
        "[a-z ]{1,8}",
    ];
    prop::collection::vec(piece, 1..8).prop_map(|it| it.concat())
}

fn toml(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_texts_come_back_as_they_were(
        gist in any_text().prop_filter("a gist says something", |it| !it.trim().is_empty()),
        note in any_text(),
        otherwise in any_text(),
    ) {
        let ledger = format!(
            "{LEDGER}\n[[statement]]\nid = \"third\"\nspeaker = \"a\"\nsaid = 2025-01-01\n\
             stance = \"conditional-offer\"\nwhen = {{ water = \"all\" }}\n\
             then = {{ road = \"one\" }}\notherwise = {}\ngist = {}\nnote = {}\n",
            toml(&otherwise), toml(&gist), toml(&note),
        );
        let files = files(&ledger);
        prop_assert_eq!(parse(&files).diagnostics, vec![]);
        let page = page(&files);
        for returned in returned(&page) {
            prop_assert_eq!(import(&files, &returned), Ok(Import::default()));
        }
        let [csv, mut xlsx] = returned(&page);
        prop_assert_eq!(&csv.rows, &page.rows);
        xlsx.rows.iter_mut().for_each(|it| it.resize(columns().count(), String::new()));
        prop_assert_eq!(&xlsx.rows, &page.rows);
    }

    #[test]
    fn any_text_in_one_cell_changes_that_field(
        text in any_text(), row in 2..=3_usize, column in prop::sample::select(vec!["gist", "note"])
    ) {
        let files = files(LEDGER);
        let mut wanted = page(&files);
        text.clone_into(cell(&mut wanted, row, column));
        for returned in returned(&wanted) {
            let Ok(brought) = import(&files, &returned) else {
                // What is nothing but space is no gist.
                prop_assert!(text.trim().is_empty());
                continue;
            };
            prop_assert_eq!(brought.edits.len(), 1);
            let ledger = brought.ledger.unwrap_or_default();
            let after = statements_of(&ledger);
            let version = after.rows[row - 1][columns().count() - 1].clone();
            let mut wanted = wanted.clone();
            *cell(&mut wanted, row, "version") = version;
            prop_assert_eq!(&after.rows, &wanted.rows);
            // All other lines are as they were.
            let others = |of: &str| -> Vec<String> {
                let lines = of.lines().filter(|it| !it.starts_with(column));
                lines.map(str::to_owned).collect()
            };
            prop_assert_eq!(others(&ledger), others(LEDGER));
        }
    }

    #[test]
    fn any_bytes_and_any_cells_are_read_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..64),
        cells in prop::collection::vec((2..=4_usize, 0..32_usize, any_text()), 1..4)
    ) {
        let files = files(LEDGER);
        if let Ok(page) = read_csv(&bytes) {
            let _ = import(&files, &page);
        }
        prop_assert!(read_xlsx(&bytes).is_err());
        let mut page = page(&files);
        page.rows.push(vec![String::new(); columns().count()]);
        for (row, place, text) in cells {
            if let Some(cell) = page.rows[row - 1].get_mut(place) {
                *cell = text;
            }
        }
        if let Ok(Import { ledger: Some(ledger), .. }) = import(&files, &page) {
            let after = parse(&self::files(&ledger));
            let is_error = |it: &Diagnostic| it.severity == Severity::Error;
            prop_assert!(!after.diagnostics.iter().any(is_error));
        }
    }
}
