//! Pronouns scored against people's reading of GUM's news articles, which are not part of the
//! repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::gather::What;
use super::{Known, Names};
use crate::facts::{self, Facts};
use crate::passage::Passage;
use crate::roster::Roster;

/// An article: its text, and for each word its bytes, its sentence, and the marks of its entities.
struct Gold {
    text: String,
    /// First and last byte of a mention, its entity, and its place in the text by words.
    mentions: Vec<(usize, usize, String)>,
    paragraphs: Vec<(usize, usize)>,
}

/// Joins the words with spaces; a paragraph is a sentence, as the data have no paragraphs.
fn parse(conll: &str) -> Gold {
    let mut text = String::new();
    let mut mentions = Vec::new();
    let mut open: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut paragraphs = Vec::new();
    let mut first = 0;
    for line in conll.lines() {
        let mut fields = line.split('\t');
        let (Some(_), Some(word), Some(marks)) = (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let is_close =
            matches!(word, "." | "," | "?" | "!" | ")" | "'s" | "’s" | "n't" | ":" | ";");
        if first < text.len() && !is_close {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        let end = text.len();
        // "(person-1(event-2-A)" opens one and opens and closes another.
        let mut rest = marks;
        while !rest.is_empty() && rest != "_" {
            let opens = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let stop = body.find(['(', ')']).unwrap_or(body.len());
            let entity = body[..stop].to_owned();
            let closes = body[stop..].starts_with(')');
            if opens {
                open.entry(entity.clone()).or_default().push(start);
            }
            if closes && let Some(from) = open.get_mut(&entity).and_then(Vec::pop) {
                mentions.push((from, end, entity));
            }
            rest = &body[stop + usize::from(closes)..];
        }
        if matches!(word, "." | "?" | "!") {
            paragraphs.push((first, text.len()));
            text.push('\n');
            first = text.len();
        }
    }
    if first < text.len() {
        paragraphs.push((first, text.len()));
    }
    Gold { text, mentions, paragraphs }
}

#[test]
fn most_pronouns_mean_what_people_say_they_mean() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/gum-news/coref/gum/conll");
    let Ok(files) = fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    };
    let mut paths: Vec<_> = files.filter_map(Result::ok).map(|it| it.path()).collect();
    paths.sort();
    let roster = Roster::default();
    let known = Known::new(&roster);
    let (mut asked, mut found, mut right) = (0, 0, 0);
    for path in paths {
        let gold = parse(&fs::read_to_string(&path).unwrap());
        let lower = gold.text.to_ascii_lowercase();
        let passages: Vec<(usize, Passage)> = gold
            .paragraphs
            .iter()
            .enumerate()
            .map(|(at, &(start, end))| {
                (at, Passage::new(&gold.text, &lower[start..end], start..end, false))
            })
            .collect();
        let names = Names::new(&gold.text, &passages, &known, None);
        // Which gold entity each entity of ours is: that of most of its names.
        let mut votes: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
        for mention in names.mentions.iter().filter(|it| it.what == What::Name) {
            let around = gold
                .mentions
                .iter()
                .filter(|it| it.0 <= mention.span.start && mention.span.end <= it.1)
                .min_by_key(|it| it.1 - it.0);
            if let Some(it) = around {
                *votes.entry(mention.entity).or_default().entry(&it.2).or_default() += 1;
            }
        }
        for (start, end, entity) in &gold.mentions {
            let word = gold.text[*start..*end].to_lowercase();
            if word.contains(' ') || !facts::bare(&word).has(Facts::HE.or(Facts::SHE)) {
                continue;
            }
            let has_name = gold.mentions.iter().any(|it| {
                let words = &gold.text[it.0..it.1];
                it.2 == *entity
                    && it.0 < *start
                    && words.split(' ').all(|it| it.starts_with(char::is_uppercase))
                    && !facts::bare(&words.to_lowercase()).has(Facts::HE.or(Facts::SHE))
            });
            // Those in quotations are not asked for: the reader never does.
            let is_quoted = gold.text[..*start].matches('"').count() % 2 == 1;
            if !has_name || is_quoted {
                continue;
            }
            asked += 1;
            let Some(meant) = names.meant(*start, What::Pronoun) else { continue };
            found += 1;
            let most = votes.get(&meant).and_then(|it| it.iter().max_by_key(|it| it.1));
            if most.is_some_and(|it| it.0 == entity) {
                right += 1;
            } else if std::env::var_os("ONETEXT_SHOW").is_some() {
                let name = &names.entities[meant].name;
                let from = gold.text[..*start].char_indices().rev().nth(160).map_or(0, |it| it.0);
                eprintln!("{word} -> {name}, not {entity}: {}", &gold.text[from..*end]);
            }
        }
    }
    eprintln!(
        "of {asked} pronouns with a name before, {found} mean somebody, {right} the right one"
    );
    assert!(75 * asked <= 100 * right, "{right} of {asked}");
}
