//! One way to lay out a file, so that two people's edits differ only where they mean to.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

/// Longest line that a list or an inline table may fill before it is broken.
const WIDTH: usize = 100;

/// Lays out a file of a case folder; `None` for a file that has no layout of ours or cannot be read.
///
/// Comments, the order of keys and the way numbers, dates and texts are written stay as they are. In
/// TOML, keys and values stand with one space around `=`, a list of tables has one entry to a line,
/// another list is broken if its line is too long, and one blank line stands before a table. In
/// Djot, spaces at the end of lines go. Doing it twice changes nothing more.
pub fn format(path: &str, text: &str) -> Option<String> {
    match path.rsplit_once('.')?.1 {
        "dj" => return Some(trim_lines(text)),
        "toml" => {}
        _ => return None,
    }
    let mut document: DocumentMut = text.parse().ok()?;
    let trailing = document.trailing().as_str().map(str::to_owned);
    table(document.as_table_mut());
    if let Some(trailing) = trailing {
        document.set_trailing(comments(&trailing, ""));
    }
    Some(trim_lines(&document.to_string()))
}

/// Takes spaces off the ends of lines, and blank lines off both ends of the text.
fn trim_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let body = lines.join("\n");
    format!("{}\n", body.trim_matches('\n'))
}

fn table(table: &mut Table) {
    for (mut key, item) in table.iter_mut() {
        if let Item::Value(value) = item {
            // The text before a key: blank lines and comments.
            let before = key.leaf_decor().prefix().and_then(|it| it.as_str()).unwrap_or_default();
            let before = comments(before, "");
            key.leaf_decor_mut().set_prefix(before);
            key.leaf_decor_mut().set_suffix(" ");
            let used = key.get().chars().count() + 3;
            layout(value, " ", used);
        } else {
            match item {
                Item::Table(inner) => head(inner),
                Item::ArrayOfTables(inner) => inner.iter_mut().for_each(head),
                Item::None | Item::Value(_) => {}
            }
        }
    }
}

/// A table with its header: one blank line, then its comments, then the header.
fn head(inner: &mut Table) {
    let before = inner.decor().prefix().and_then(|it| it.as_str()).unwrap_or_default();
    let before = comments(before, "");
    let before = before.trim_start_matches('\n').to_owned();
    if !inner.is_implicit() {
        inner.decor_mut().set_prefix(format!("\n{before}"));
    }
    let after =
        inner.decor().suffix().and_then(|it| it.as_str()).unwrap_or_default().trim().to_owned();
    inner.decor_mut().set_suffix(if after.is_empty() { after } else { format!(" {after}") });
    table(inner);
}

/// The comments in a stretch of white space, each on a line of its own after `indent`; runs of blank
/// lines become one.
fn comments(raw: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut blank = false;
    let mut lines: Vec<&str> = raw.split('\n').map(str::trim).collect();
    // What stands after the last line break belongs to the line of the key.
    let _ = lines.pop();
    for line in lines {
        if line.is_empty() {
            blank = true;
        } else {
            if blank {
                out.push('\n');
            }
            blank = false;
            out.push_str(indent);
            out.push_str(line);
            out.push('\n');
        }
    }
    if blank {
        out.push('\n');
    }
    out
}

/// Lays out a value that begins `used` characters into its line.
fn layout(value: &mut Value, before: &str, used: usize) {
    let after = value.decor().suffix().and_then(|it| it.as_str()).unwrap_or_default();
    let after = match after.trim() {
        "" => String::new(),
        comment => format!(" {comment}"),
    };
    match value {
        Value::Array(array) => list(array, used),
        Value::InlineTable(table) => inline(table),
        _ => {}
    }
    let decor = value.decor_mut();
    decor.set_prefix(before);
    decor.set_suffix(after);
}

/// An inline table on one line; one that holds a comment is left as it is.
fn inline(table: &mut InlineTable) {
    if table.to_string().trim().contains('\n') {
        return;
    }
    let last = table.len().saturating_sub(1);
    for (index, (mut key, value)) in table.iter_mut().enumerate() {
        key.leaf_decor_mut().set_prefix(" ");
        key.leaf_decor_mut().set_suffix(" ");
        layout(value, " ", 0);
        if index == last {
            value.decor_mut().set_suffix(" ");
        }
    }
}

fn list(array: &mut Array, used: usize) {
    let has_comment = array
        .to_string()
        .lines()
        .any(|line| line.trim_start().starts_with('#') || line.contains(" #"));
    if has_comment {
        return;
    }
    for item in array.iter_mut() {
        layout(item, "", 0);
    }
    let tables = array.iter().any(Value::is_inline_table);
    let flat: usize = array.iter().map(|it| it.to_string().trim().chars().count() + 2).sum();
    let broken = !array.is_empty() && (tables || WIDTH < used + flat + 2);
    for (index, item) in array.iter_mut().enumerate() {
        item.decor_mut().set_prefix(match (broken, index) {
            (true, _) => "\n  ",
            (false, 0) => "",
            (false, _) => " ",
        });
        item.decor_mut().set_suffix("");
    }
    array.set_trailing_comma(broken);
    array.set_trailing(if broken { "\n" } else { "" });
}
