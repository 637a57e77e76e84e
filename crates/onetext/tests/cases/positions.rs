//! Positions, over the river.

use insta::assert_snapshot;

use crate::bundled;

/// Each issue with the state of its text and its contest, and each cell that is not empty.
fn check(name: &str) -> String {
    let mut lines = Vec::new();
    for issue in bundled::analysis(&bundled::case(name)).issues {
        let state = serde_json::to_value(&issue.text).expect("a state serializes");
        lines.push(format!("{}: {}, {:?}", issue.issue.id, state["state"], issue.contest));
        for cell in issue.cells.iter().filter(|it| 0 < it.statements) {
            let only = if cell.only_others { ", only others say so" } else { "" };
            let ids = |named: &[onetext::Named]| {
                named.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join("|")
            };
            let shifted = cell.trend.as_ref().map_or_else(String::new, |it| {
                format!(", toward {} away {}", ids(&it.toward), ids(&it.away))
            });
            let age = cell.age.map_or_else(String::new, |it| format!(", {it} days"));
            let earlier = cell.earlier.join(" ");
            lines.push(format!("  {}{only}{age}{shifted} {earlier}", cell.holder.id));
            for it in &cell.stances {
                let options: Vec<&str> = it.options.iter().map(|it| it.id.as_str()).collect();
                let by = if it.by_others { "others: " } else { "" };
                let (options, statements) = (options.join("|"), it.statements.join(" "));
                let strength = it.strength.word();
                lines.push(format!("    {by}{} {options} {strength} ({statements})", it.word));
            }
            for it in &cell.contrary {
                let (wanted, unwanted) = (it.wanted.join(" "), it.unwanted.join(" "));
                lines.push(format!("    contrary on {}: {wanted} – {unwanted}", it.option.id));
            }
        }
    }
    lines.join("\n")
}

#[test]
fn each_holder_has_its_current_words_on_each_issue() {
    assert_snapshot!(check("river"));
}
