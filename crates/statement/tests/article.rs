//! The report of 2 December 2025, which is not part of the repository: quotations by first byte,
//! with their speakers, annotated by hand.

use std::fs;
use std::path::Path;

use jiff::civil::{Date, date};
use onetext_statement::{Article, EntryKind, Form, Post, Roster, RosterEntry, Statement, read};

/// First byte of each quotation, last word of its speaker, and when it was said by its words.
const EXPECTED: &[(usize, &str, &str)] = &[
    (589, "Rubio", ""),
    (630, "Rubio", ""),
    (695, "Rubio", ""),
    (817, "Rubio", ""),
    (2122, "Trump", "2025-11-21"),
    (2172, "Trump", "2025-11-21"),
    (2530, "Rubio", ""),
    (2739, "Zelensky", ""),
    (3171, "Zelensky", "2025-W48"),
    (3756, "Macron", ""),
    (4120, "Kallas", "2025-12-01"),
    (4355, "Kallas", "2025-12-01"),
    (4956, "Trump", ""),
    (4997, "Trump", ""),
    (5552, "“territories”", ""),
    (5678, "“territories”", ""),
    (6060, "proposal", ""),
    (6143, "proposal", ""),
    (6355, "Leavitt", "2025-11-21"),
    (6478, "Rubio", ""),
    (6679, "Barros", ""),
    (6944, "Barros", ""),
    (7016, "Barros", ""),
    (7295, "Barros", ""),
    (7770, "Putin", "2025-W48"),
    (8061, "Putin", ""),
    (8165, "Putin", ""),
    (8597, "Zelensky", "2025-12-01"),
    (9018, "proposal", ""),
    (9514, "Putin", "2025-09"),
    (9765, "Kallas", ""),
    (9994, "Kallas", ""),
];

/// First bytes of what stands in quotation marks but is a term, a label or an embed code.
const NOT_SAID: &[usize] = &[1019, 2847, 5519, 9375];

fn person(name: &str, holder: &str, pronoun: &str, posts: Vec<Post>) -> RosterEntry {
    RosterEntry {
        name: name.to_owned(),
        aliases: Vec::new(),
        holder: (!holder.is_empty()).then(|| holder.to_owned()),
        pronoun: Some(pronoun.to_owned()),
        kind: EntryKind::Person,
        posts,
    }
}

fn body(name: &str, holder: &str, aliases: &[&str]) -> RosterEntry {
    RosterEntry {
        aliases: aliases.iter().map(|&it| it.to_owned()).collect(),
        kind: EntryKind::Body,
        ..person(name, holder, "it", Vec::new())
    }
}

fn post(title: &str, from: Option<Date>, to: Option<Date>) -> Vec<Post> {
    vec![Post { title: title.to_owned(), from, to }]
}

fn roster() -> Roster {
    let resigned = Some(date(2025, 11, 28));
    Roster {
        entries: vec![
            person("Vladimir Putin", "russia", "he", post("President", None, None)),
            person("Volodymyr Zelensky", "ukraine", "he", post("President", None, None)),
            person("Donald Trump", "us", "he", post("President", Some(date(2025, 1, 20)), None)),
            person("Marco Rubio", "us", "he", post("Secretary of State", None, None)),
            person("Steve Witkoff", "us", "he", post("special envoy", None, None)),
            person("Jared Kushner", "us", "he", Vec::new()),
            person("Karoline Leavitt", "us", "she", post("press secretary", None, None)),
            person("Emmanuel Macron", "europe", "he", post("President of France", None, None)),
            person("Kaja Kallas", "europe", "she", post("high representative", None, None)),
            person("Rustem Umerov", "ukraine", "he", post("negotiator", resigned, None)),
            person("Andriy Yermak", "ukraine", "he", post("chief of staff", None, resigned)),
            person("George Barros", "", "he", Vec::new()),
            body("Russia", "russia", &["Russian", "Kremlin", "Moscow"]),
            body("Ukraine", "ukraine", &["Ukrainian", "Kyiv"]),
            body("United States", "us", &["U.S.", "White House", "Trump Administration"]),
            body("European Union", "europe", &["E.U.", "European"]),
        ],
    }
}

/// What is read with a roster, and the bytes; `None` with a notice where the report is missing.
#[expect(clippy::print_stderr, reason = "a test that looks at nothing says so")]
fn read_report(roster: &Roster) -> Option<(Vec<u8>, Vec<Statement>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/articles/2025-12-02-peace-talks.txt");
    let Ok(bytes) = fs::read(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    let published = Some(date(2025, 12, 2));
    let statements = read(&Article { source: "report", bytes: &bytes, published }, roster);
    Some((bytes, statements))
}

/// Lists what differs from [`EXPECTED`]; counts the quotations found, those with the right
/// speaker and those with the right time.
fn count(statements: &[Statement]) -> (usize, usize, usize, Vec<String>) {
    let mut counts = (0, 0, 0, Vec::new());
    for &(start, speaker, said) in EXPECTED {
        let found = statements.iter().find(|it| {
            let mut parts = it.parts.iter().map(|it| it.span);
            it.form != Form::Indirect && parts.any(|it| it.0 <= start && start < it.1)
        });
        let Some(found) = found else {
            counts.3.push(format!("{start}: not found"));
            continue;
        };
        let name = found.speaker.as_deref().unwrap_or("nobody");
        let is_right = name.ends_with(speaker);
        let time = found.said.as_deref().unwrap_or("");
        if !is_right || time != said {
            let expected = format!("expected {speaker} at {said:?}");
            counts.3.push(format!("{start}: {name} at {time:?}, {expected}"));
        }
        counts.0 += 1;
        counts.1 += usize::from(is_right);
        counts.2 += usize::from(time == said);
    }
    counts
}

#[test]
fn every_quotation_has_its_speaker_and_time() {
    let Some((bytes, statements)) = read_report(&roster()) else { return };
    for it in &statements {
        for part in &it.parts {
            assert_eq!(&bytes[part.span.0..part.span.1], part.words.as_bytes(), "{}", it.id);
        }
    }
    let (found, right, dated, misses) = count(&statements);
    assert_eq!(found, EXPECTED.len(), "{misses:#?}");
    assert_eq!(right, EXPECTED.len(), "{misses:#?}");
    assert_eq!(dated, EXPECTED.len(), "{misses:#?}");
}

#[test]
fn only_quotations_are_quotations() {
    let Some((_, statements)) = read_report(&roster()) else { return };
    for it in statements.iter().filter(|it| it.form != Form::Indirect) {
        let holds = |start| it.parts.iter().any(|it| it.span.0 <= start && start < it.span.1);
        assert!(EXPECTED.iter().any(|it| holds(it.0)), "{}", it.words());
    }
    for part in statements.iter().flat_map(|it| &it.parts) {
        assert!(!NOT_SAID.contains(&part.span.0), "{}", part.words);
    }
}

#[test]
fn parties_come_from_the_roster() {
    let Some((_, statements)) = read_report(&roster()) else { return };
    for it in &statements {
        let party = match it.speaker.as_deref().unwrap_or("").split(' ').next_back() {
            Some("Putin") => Some("russia"),
            Some("Zelensky") => Some("ukraine"),
            Some("Trump" | "Rubio" | "Leavitt") => Some("us"),
            Some("Macron" | "Kallas") => Some("europe"),
            _ => continue,
        };
        assert_eq!(it.party.as_deref(), party, "{}", it.id);
    }
}

#[test]
fn names_are_found_without_a_roster() {
    let Some((_, statements)) = read_report(&Roster::default()) else { return };
    let (found, right, _, misses) = count(&statements);
    assert_eq!(found, EXPECTED.len(), "{misses:#?}");
    // "The U.S. President", twice, is a name on a roster only.
    assert_eq!(right, EXPECTED.len() - 2, "{misses:#?}");
    assert!(statements.iter().any(|it| it.speaker.as_deref() == Some("Vladimir Putin")));
}

/// The text with lines of no more than `width` characters where a word fits, broken after hyphens
/// as well, and blank lines between paragraphs.
fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.lines().filter(|it| !it.trim().is_empty()) {
        let mut filled = 0;
        for word in line.split_inclusive([' ', '-']) {
            let length = word.trim_end().chars().count();
            if width < filled + length && 0 < filled {
                wrapped.truncate(wrapped.trim_end().len());
                wrapped.push('\n');
                filled = 0;
            }
            filled += word.chars().count();
            wrapped.push_str(word);
        }
        wrapped.push_str("\n\n");
    }
    wrapped
}

/// What a statement says of its words, wherever its lines break.
fn told(it: &Statement) -> String {
    let words: String = it.words().split_whitespace().collect();
    let Statement { form, speaker, party, said, cue, said_words, .. } = it;
    format!("{form:?} {speaker:?} {party:?} {said:?} {cue:?} {said_words:?} {words}")
}

#[test]
fn wrapped_lines_change_no_statement() {
    let Some((bytes, statements)) = read_report(&roster()) else { return };
    let text = String::from_utf8(bytes).expect("the report is UTF-8");
    let expected: Vec<String> = statements.iter().map(told).collect();
    for width in 55..=85 {
        let wrapped = wrap(&text, width);
        for wrapped in [wrapped.replace('\n', "\r\n"), wrapped] {
            let bytes = wrapped.as_bytes();
            let article = Article { source: "report", bytes, published: Some(date(2025, 12, 2)) };
            let statements = read(&article, &roster());
            for it in &statements {
                for part in &it.parts {
                    assert_eq!(&wrapped[part.span.0..part.span.1], part.words);
                }
            }
            let found: Vec<String> = statements.iter().map(told).collect();
            assert_eq!(found, expected, "at {width}");
        }
    }
}
