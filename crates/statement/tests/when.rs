//! Times in sentences made up for it, against a table written before the rules.

#![expect(clippy::print_stderr, reason = "what is scored is shown")]

use jiff::civil::Date;
use onetext_statement::expressions;

const TABLE: &str = include_str!("when.tsv");
const SECOND: &str = include_str!("when-second.tsv");

/// A sentence of the table, and what should be found in it.
struct Row {
    published: Option<Date>,
    sentence: String,
    /// Places and values; `None` for what stays undated.
    wanted: Vec<((usize, usize), Option<String>)>,
}

fn rows(table: &str) -> Vec<Row> {
    table.lines().filter(|it| !it.starts_with('#')).map(row).collect()
}

fn row(line: &str) -> Row {
    let fields: Vec<&str> = line.split('\t').collect();
    let [published, marked, values] = fields[..] else { panic!("three fields in {line}") };
    let mut sentence = String::new();
    let mut spans = Vec::new();
    for it in marked.chars() {
        match it {
            '[' => spans.push((sentence.len(), 0)),
            ']' => spans.last_mut().expect("the table is well made").1 = sentence.len(),
            _ => sentence.push(it),
        }
    }
    let values: Vec<Option<String>> = match values {
        "-" => Vec::new(),
        _ => values.split(' ').map(|it| (it != "?").then(|| it.to_owned())).collect(),
    };
    assert_eq!(spans.len(), values.len(), "{line}");
    let published = (published != "-").then(|| published.parse().expect("the table is well made"));
    Row { published, sentence, wanted: spans.into_iter().zip(values).collect() }
}

/// How many sentences are right, of how many; the others are printed.
fn score(rows: &[Row]) -> (usize, usize) {
    let (mut right, mut same_words) = (0, 0);
    for row in rows {
        let found = expressions(&row.sentence, row.published);
        let overlaps = |a: (usize, usize), b: (usize, usize)| a.0 < b.1 && b.0 < a.1;
        let is_right = found.len() == row.wanted.len()
            && found
                .iter()
                .zip(&row.wanted)
                .all(|(found, wanted)| overlaps(found.span, wanted.0) && found.value == wanted.1);
        right += usize::from(is_right);
        let has_words =
            is_right && found.iter().zip(&row.wanted).all(|(it, wanted)| it.span == wanted.0);
        same_words += usize::from(has_words);
        if !has_words {
            let shown = found
                .iter()
                .map(|it| format!("{} = {:?}", &row.sentence[it.span.0..it.span.1], it.value));
            let label = if is_right { "other words" } else { "WRONG" };
            eprintln!("{label}: {}\n    {}", row.sentence, shown.collect::<Vec<_>>().join("; "));
        }
    }
    eprintln!("{right} of {} sentences right, {same_words} also in their words", rows.len());
    (right, rows.len())
}

#[test]
fn the_table_is_read() {
    let rows = rows(TABLE);
    assert!(160 <= rows.len());
    assert!(25 <= rows.iter().filter(|it| it.wanted.is_empty()).count());
    let (right, all) = score(&rows);
    // Of 100 sentences, 97 at least.
    assert!(all * 97 <= right * 100);
}

#[test]
fn a_table_written_after_the_rules_is_read() {
    let (right, all) = score(&rows(SECOND));
    // Of 100 sentences, 80 at least.
    assert!(all * 80 <= right * 100);
}
