//! What `read` makes of the report of 2 December 2025 on the talks about Ukraine, against what was
//! found in it by reading it: by bytes, since the report is not ours to commit.

#![expect(clippy::print_stderr, reason = "a test that looks at nothing says so")]

#[expect(dead_code, reason = "other tests ask for cases, too")]
mod door;

use std::fs;

use onetext::Stop;

use crate::door::{ended, root};

/// A statement with quotation marks: its parts, by bytes; the last word of its speaker, the party,
/// and the day by words of its sentence.
type Quoted = (&'static [(usize, usize)], &'static str, Option<&'static str>, Option<&'static str>);

/// All of them. A sentence that is only in part in marks is one statement, with the reporter's words
/// in it; what "he said" parts is one as well.
const QUOTED: &[Quoted] = &[
    (&[(466, 603)], "Rubio", Some("us"), None),
    (&[(617, 654)], "Rubio", Some("us"), None),
    (&[(695, 769), (817, 989)], "Rubio", Some("us"), None),
    (&[(2095, 2249)], "Trump", Some("us"), Some("2025-11-21")),
    (&[(2530, 2638)], "Rubio", Some("us"), None),
    (&[(2687, 2811)], "Zelensky", Some("ukraine"), None),
    (&[(3171, 3315)], "Zelensky", Some("ukraine"), Some("2025-W48")),
    (&[(3756, 3837)], "Macron", Some("europe"), None),
    (&[(4120, 4239), (4355, 4534)], "Kallas", Some("europe"), Some("2025-12-01")),
    (&[(4895, 5015)], "Trump", Some("us"), None),
    (&[(5544, 5654)], "“territories”", None, None),
    (&[(5670, 5811)], "“territories”", None, None),
    (&[(6044, 6237)], "proposal", None, None),
    (&[(6332, 6442)], "Leavitt", Some("us"), Some("2025-11-21")),
    (&[(6470, 6572)], "Rubio", Some("us"), None),
    (&[(6654, 6745)], "Barros", Some("isw"), None),
    (&[(6931, 6994)], "Barros", Some("isw"), None),
    (&[(7016, 7270), (7295, 7406)], "Barros", Some("isw"), None),
    (&[(7724, 7816)], "Putin", Some("russia"), Some("2025-W48")),
    (&[(8061, 8149), (8165, 8224)], "Putin", Some("russia"), None),
    (&[(8597, 8780)], "Zelensky", Some("ukraine"), Some("2025-12-01")),
    (&[(9010, 9071)], "proposal", None, None),
    (&[(9466, 9552)], "Putin", Some("russia"), Some("2025-09")),
    (&[(9765, 9947), (9994, 10176)], "Kallas", Some("europe"), None),
];

/// First bytes of those whose ends are not found: a word is left out, or there is one too many.
const OTHERWISE_PARTED: &[usize] = &[3756, 6044, 9010];

/// First bytes of what is in quotation marks and nobody says: an embed code, a term, a label.
const NOT_SAID: &[usize] = &[1019, 2847, 5519, 9375];

/// The positions of parties told without quotation marks: what is wanted, refused, offered, hoped or
/// feared, by bytes, and a word of whom it is told of.
const TOLD: &[((usize, usize), &str)] = &[
    ((1652, 1715), "proposal"),
    ((1718, 1783), "Ukraine"),
    ((1822, 1852), "proposal"),
    ((1888, 1907), "Zelensky"),
    ((1941, 1992), "Trump"),
    ((2507, 2517), "Rubio"),
    ((2971, 2999), "Zelensky"),
    ((3042, 3100), "Zelensky"),
    ((3102, 3165), "proposal"),
    ((3407, 3422), "Zelensky"),
    ((3565, 3637), "Zelensky"),
    ((3691, 3731), "leaders"),
    ((4057, 4076), "allies"),
    ((5392, 5432), "proposal"),
    ((5444, 5457), "Zelensky"),
    ((5864, 5934), "proposal"),
    ((7986, 8056), "Putin"),
    ((8317, 8357), "Putin"),
    ((8391, 8411), "Zelensky"),
    ((9251, 9311), "Coalition"),
    ((9340, 9396), "Putin"),
    ((9614, 9639), "plan"),
    ((9647, 9723), "Kremlin"),
    ((9725, 9760), "officials"),
];

/// A statement as it is printed.
struct Read {
    parts: Vec<(usize, usize)>,
    is_quoted: bool,
    speaker: Option<String>,
    party: Option<String>,
    said: Option<String>,
}

/// What is read, and the bytes; `None` with a notice where the report is missing.
fn report() -> Option<Vec<Read>> {
    let root = root();
    let article = root.join("../shared/articles/2025-12-02-peace-talks.txt");
    let Ok(bytes) = fs::read(&article) else {
        eprintln!("skipped: {} is not there", article.display());
        return None;
    };
    let (article, case) = (article.display().to_string(), root.join("cases/ukraine-2025"));
    let case = case.display().to_string();
    let words = ["read", &article, "--published", "2025-12-02", "--case", &case, "--json"];
    let (code, lines, _) = ended(&words, Stop::default());
    assert_eq!(code, 0);
    let read = |line: &str| {
        let it: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let text = |field: &str| it[field].as_str().map(str::to_owned);
        let parts = it["parts"].as_array().expect("there are parts").iter().map(|part| {
            let place =
                |at: usize| part["span"][at].as_u64().and_then(|it| usize::try_from(it).ok());
            let span = place(0).zip(place(1)).expect("a span has two places");
            assert_eq!(part["words"].as_str().map(str::as_bytes), bytes.get(span.0..span.1));
            span
        });
        Read {
            parts: parts.collect(),
            is_quoted: it["form"] != "indirect",
            speaker: text("speaker"),
            party: text("party"),
            said: text("said"),
        }
    };
    Some(lines.lines().map(read).collect())
}

fn shared(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

#[test]
fn every_quotation_is_one_statement_with_its_speaker_party_and_day() {
    let Some(read) = report() else { return };
    let quoted: Vec<&Read> = read.iter().filter(|it| it.is_quoted).collect();
    assert_eq!(quoted.len(), QUOTED.len());
    let mut otherwise = Vec::new();
    for (found, &(parts, speaker, party, said)) in quoted.into_iter().zip(QUOTED) {
        let first = parts[0].0;
        for &part in parts {
            let most = found.parts.iter().map(|&it| shared(it, part)).sum::<usize>();
            assert!(3 * (part.1 - part.0) <= 4 * most, "{first}: {:?}", found.parts);
        }
        let name = found.speaker.as_deref().unwrap_or("nobody");
        assert!(name.ends_with(speaker), "{first}: {name}");
        assert_eq!(found.party.as_deref(), party, "{first}");
        assert_eq!(found.said.as_deref(), said, "{first}");
        if found.parts != parts {
            otherwise.push(first);
        }
    }
    assert_eq!(otherwise, OTHERWISE_PARTED);
    let named = QUOTED.iter().filter(|it| it.2.is_some()).count();
    assert_eq!((QUOTED.len(), named), (24, 20));
}

#[test]
fn a_term_a_label_and_an_embed_code_are_no_statements() {
    let Some(read) = report() else { return };
    for &(start, _) in read.iter().flat_map(|it| &it.parts) {
        assert!(!NOT_SAID.contains(&start), "{start}");
    }
}

#[test]
fn three_in_four_positions_without_marks_are_told() {
    let Some(read) = report() else { return };
    let (mut told, mut named) = (0, 0);
    for &(span, who) in TOLD {
        let half = |it: &&Read| {
            let most = it.parts.iter().map(|&it| shared(it, span)).sum::<usize>();
            span.1 - span.0 <= 2 * most
        };
        let found: Vec<&Read> = read.iter().filter(half).collect();
        let is_named =
            found.iter().any(|it| it.speaker.as_deref().is_some_and(|it| it.ends_with(who)));
        if !is_named {
            let speakers: Vec<_> = found.iter().map(|it| it.speaker.as_deref()).collect();
            eprintln!("{span:?} of {who}: {speakers:?}");
        }
        told += usize::from(!found.is_empty());
        named += usize::from(is_named);
    }
    eprintln!("{told} of {} told, {named} with whose they are", TOLD.len());
    assert!(3 * TOLD.len() <= 4 * told, "{told}");
    assert!(10 <= named, "{named}");
}
