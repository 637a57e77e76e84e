//! Values of a ledger as the text of a cell, and back.
//!
//! | value | cell |
//! | --- | --- |
//! | `{ dam = "low", flow = ["150", "120"] }` | `dam: low; flow: 150, 120` |
//! | `["dam", { issue = "power", from = "tenth", to = "fifth" }]` | `dam, power from tenth to fifth` |
//! | `[{ disputes = "talks" }, { disputes = "panel" }]` | `disputes: talks / disputes: panel` |
//! | `{ low = 0.2, high = 0.4 }`, `[12, 30]` | `0.2 to 0.4`, `12 to 30` |
//! | `[{ source = "post", span = [12, 30] }]` | `post 12 to 30` |

use toml_edit::{Array, InlineTable, Value};

use crate::enter::time;
use crate::read::tree::{self, Kind, Node};
use crate::shape::{STANCES, Takes};
use crate::when::{When, parse_day};

/// Why a cell cannot be read: what is wrong, and what to write.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: String,
}

type Read<T> = Result<T, Fault>;

fn fault<T>(message: impl Into<String>, help: impl Into<String>) -> Read<T> {
    Err(Fault { message: message.into(), help: help.into() })
}

/// A value as the text of a cell.
pub(super) fn show(takes: Takes, node: &Node) -> String {
    match takes {
        Takes::Pattern | Takes::PatternOrStep => pattern(node),
        Takes::Patterns => joined(node.items().iter().map(pattern), " / "),
        Takes::Swings => joined(node.items().iter().map(swing), ", "),
        Takes::Span => joined(node.items().iter().map(plain), " to "),
        Takes::Chance if !node.entries().is_empty() => {
            joined(["low", "high"].iter().filter_map(|it| node.at(it)).map(plain), " to ")
        }
        Takes::Tables(_) => joined(node.items().iter().map(place), "; "),
        _ => plain(node),
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

/// A text or number as it is, several with commas between.
fn plain(node: &Node) -> String {
    match &node.kind {
        Kind::Text(it) | Kind::Number(it) | Kind::Date(it) => it.clone(),
        Kind::Bool(it) => it.to_string(),
        Kind::List(items) => joined(items.iter().map(plain), ", "),
        Kind::Table(_) => pattern(node),
    }
}

fn pattern(node: &Node) -> String {
    let part = |it: &tree::Entry| format!("{}: {}", it.key, plain(&it.value));
    joined(node.entries().iter().map(part), "; ")
}

fn swing(node: &Node) -> String {
    let part = |key: &str| node.at(key).map(plain).unwrap_or_default();
    if node.entries().is_empty() {
        return plain(node);
    }
    format!("{} from {} to {}", part("issue"), part("from"), part("to"))
}

fn place(node: &Node) -> String {
    let source = node.at("source").map(plain).unwrap_or_default();
    let span = node.at("span").map(|it| show(Takes::Span, it)).unwrap_or_default();
    format!("{source} {span}")
}

/// What a value would show itself as in a cell.
pub(super) fn shown(takes: Takes, value: &Value) -> Option<String> {
    let root = tree::parse(&format!("it = {value}")).root;
    root.at("it").map(|it| show(takes, it))
}

/// Reads the text of a cell. What can only be told from the rest of the case is not looked at.
pub(super) fn read(takes: Takes, cell: &str) -> Read<Value> {
    let cell_trimmed = cell.trim();
    match takes {
        Takes::Text => Ok(text(cell)),
        Takes::OneOf(words) if !words.contains(&cell_trimmed) => {
            let help = if words == STANCES {
                "docs/case-format.md has the stances".to_owned()
            } else {
                format!("write one of {}", words.join(", "))
            };
            fault(format!("`{cell_trimmed}` is none of the words for this"), help)
        }
        Takes::Id(_) | Takes::Ref(_) | Takes::OneOf(_) => Ok(text(cell_trimmed)),
        Takes::Refs(_) => Ok(list(cell_trimmed)?.into_iter().map(text).collect::<Array>().into()),
        Takes::Day if parse_day(cell_trimmed).is_none() => fault(
            format!("`{cell_trimmed}` is no day as a case has it"),
            "write it as 2025-12-02, with the format of the column set to text",
        ),
        Takes::Time if When::parse(cell_trimmed).is_none() => fault(
            format!("`{cell_trimmed}` is no time as a case has it"),
            "write 2025-12-02, 2025-W48, 2025-11 or 2025-11-29/2025-11-30, with the format of \
                 the column set to text",
        ),
        Takes::Day | Takes::Time => Ok(time(cell_trimmed)),
        Takes::Pattern | Takes::PatternOrStep => Ok(read_pattern(cell_trimmed)?.into()),
        Takes::Patterns => {
            let patterns = cell_trimmed.split('/').map(|it| read_pattern(it).map(Value::from));
            Ok(patterns.collect::<Read<Array>>()?.into())
        }
        Takes::Swings => {
            let swings = list(cell_trimmed)?.into_iter().map(read_swing);
            Ok(swings.collect::<Read<Array>>()?.into())
        }
        Takes::Chance => match cell_trimmed.split_once(" to ") {
            None => Ok(text(cell_trimmed)),
            Some((low, high)) => {
                let bounds = [("low", number(low)?), ("high", number(high)?)];
                Ok(InlineTable::from_iter(bounds).into())
            }
        },
        Takes::Credence => number(cell_trimmed),
        Takes::Times => whole(cell_trimmed),
        Takes::Span => span(cell_trimmed),
        Takes::Tables(_) => {
            let places = cell_trimmed.split(';').map(|it| {
                let Some((source, at)) = it.trim().split_once(' ') else {
                    return fault(format!("`{it}` is no place"), "write it as `source 12 to 30`");
                };
                let fields = [("source", text(source)), ("span", span(at)?)];
                Ok(Value::from(InlineTable::from_iter(fields)))
            });
            Ok(places.collect::<Read<Array>>()?.into())
        }
        _ => fault("this cannot be written in a cell", "write it into statements.toml"),
    }
}

/// A text on one line, whatever it holds: laying out a file would take spaces off inside others.
fn text(it: &str) -> Value {
    if !it.contains(|it: char| it.is_control()) {
        return it.into();
    }
    // JSON escapes as TOML does, but for one character.
    let json = serde_json::Value::from(it).to_string().replace('\u{7f}', "\\u007f");
    json.parse().unwrap_or_else(|_| it.into())
}

fn list(cell: &str) -> Read<Vec<&str>> {
    let parts: Vec<&str> = cell.split([',', '\n']).map(str::trim).collect();
    if parts.iter().any(|it| it.is_empty()) {
        return fault(
            format!("`{cell}` has nothing between two commas, or at an end"),
            "write what is meant with one comma between",
        );
    }
    Ok(parts)
}

fn read_pattern(cell: &str) -> Read<InlineTable> {
    let help = "write it as `issue: option; issue: option, option`";
    let mut pattern = InlineTable::new();
    for part in cell.split([';', '\n']).map(str::trim) {
        let Some((issue, options)) = part.split_once(':') else {
            return fault(format!("`{part}` is no issue with its options"), help);
        };
        let issue = issue.trim();
        let value = match list(options.trim())?.as_slice() {
            [one] => text(one),
            many => many.iter().map(|it| text(it)).collect::<Array>().into(),
        };
        if pattern.insert(issue, value).is_some() {
            return fault(format!("`{issue}` is named twice"), help);
        }
    }
    Ok(pattern)
}

fn read_swing(part: &str) -> Read<Value> {
    let Some((issue, step)) = part.split_once(" from ") else { return Ok(text(part)) };
    let Some((from, to)) = step.split_once(" to ") else {
        return fault(format!("`{part}` is no step"), "write it as `issue from option to option`");
    };
    let fields = [("issue", issue), ("from", from), ("to", to)];
    let fields = fields.into_iter().map(|(key, it)| (key, text(it.trim())));
    Ok(fields.collect::<InlineTable>().into())
}

/// A number with a point, or with a comma where a spreadsheet writes one.
fn number(cell: &str) -> Read<Value> {
    let found = cell.trim().replace(',', ".").parse::<f64>().ok().filter(|it| it.is_finite());
    match found {
        Some(number) => Ok(number.into()),
        None => fault(format!("`{}` is no number", cell.trim()), "write it as 0.75"),
    }
}

fn whole(cell: &str) -> Read<Value> {
    match cell.trim().parse::<u32>() {
        Ok(number) => Ok(i64::from(number).into()),
        Err(_) => fault(format!("`{}` is no whole number", cell.trim()), "write it as 2"),
    }
}

fn span(cell: &str) -> Read<Value> {
    let Some((start, end)) = cell.split_once(" to ") else {
        return fault(format!("`{cell}` is no span"), "write it as `12 to 30`, in bytes");
    };
    Ok([whole(start)?, whole(end)?].into_iter().collect::<Array>().into())
}
