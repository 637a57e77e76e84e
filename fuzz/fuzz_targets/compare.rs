//! Any two texts compared: both sides come back, and brackets are settled or refused.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use onetext_case::compare::{Head, Wording, compare, settle, to_djot};
use onetext_case::{Files, IssueId, OptionId, Provenance, parse};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (old, new) = text.split_once('\0').unwrap_or((&text, ""));
    let [before, after] = [old, new].map(Wording::parse);
    assert!(compare(&before, &before).is_nothing());
    let found = compare(&before, &after);
    for it in &found.points {
        assert_eq!(it.old_words(), it.old.map_or("", |at| before.points[at].words.as_str()));
        assert_eq!(it.new_words(), it.new.map_or("", |at| after.points[at].words.as_str()));
    }
    assert_eq!(found.points.iter().filter(|it| it.old.is_some()).count(), before.points.len());
    assert_eq!(found.points.iter().filter(|it| it.new.is_some()).count(), after.points.len());
    let _ = to_djot(&found);

    let mut files = Files::default();
    files.insert("case.toml", include_bytes!("../small-case.toml").as_slice());
    let case = parse(&files).case;
    let chosen = BTreeMap::from([(IssueId(0), OptionId(1))]);
    let head = Head {
        id: "next".to_owned(),
        day: jiff::civil::date(2024, 6, 1),
        by: None,
        provenance: Provenance::Private,
        revises: None,
    };
    if let Ok(it) = settle(&case, old, &chosen, &head) {
        files.insert("drafts/next.dj", it.text);
        let found = parse(&files).case.drafts[0].options(2);
        assert_eq!(found[0], [OptionId(1)]);
    }
});
