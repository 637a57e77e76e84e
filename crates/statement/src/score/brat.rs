//! Annotations beside their text, as the annotator brat writes them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Attribution, Parsed, Skipped};

/// A span by its id.
struct Entity {
    /// Bytes, in the order of the file.
    spans: Vec<Range<usize>>,
}

/// Reads a file of annotations for `text`.
///
/// Known are spans (`T3`, tab, `Content 22 51;60 70`, tab, words), counted in characters, and
/// events that join them (`E1`, tab, `Attribution:T4 Content:T3 Cue:T2 Source:T1`), with any number
/// of each. The words are not looked at, and where they hold line breaks, the lines that follow are
/// passed over. Attributes, notes and relations are left out.
///
/// Never fails: what cannot be read is passed over, and told. Spans beyond the text are cut.
pub fn parse(text: &str, annotations: &str) -> Parsed<Vec<Attribution>> {
    let mut starts: Vec<usize> = text.char_indices().map(|it| it.0).collect();
    starts.push(text.len());
    let mut entities = BTreeMap::new();
    let mut events = Vec::new();
    let mut skipped = Vec::new();
    for (line, words) in (1..).zip(annotations.lines()) {
        let mut cells = words.splitn(3, '\t');
        let (id, rest) = (cells.next().unwrap_or_default(), cells.next());
        let mut skip = |why: String| skipped.push(Skipped { line, why });
        match (id.chars().next(), rest) {
            (Some('T'), Some(rest)) => match entity(rest, &starts) {
                Ok(found) => {
                    entities.insert(id, found);
                }
                Err(why) => skip(format!("{id} {why}")),
            },
            (Some('E'), Some(rest)) => events.push((line, id, rest)),
            (None, None) | (Some('A' | 'M' | 'N' | 'R' | '#' | '*'), Some(_)) => {}
            _ => skip("it is no annotation, but perhaps words that hold a line break".to_owned()),
        }
    }
    let mut found = Vec::new();
    for (line, id, roles) in events {
        let mut attribution = Attribution::default();
        for role in roles.split_whitespace() {
            let Some((role, target)) = role.rsplit_once(':') else {
                skipped.push(Skipped { line, why: format!("{id} has `{role}` without a span") });
                continue;
            };
            let spans = match role.trim_end_matches(|it: char| it.is_ascii_digit()) {
                "Content" => &mut attribution.content,
                "Cue" => &mut attribution.cue,
                "Source" => &mut attribution.source,
                _ => continue,
            };
            match entities.get(target) {
                Some(entity) => spans.extend(entity.spans.iter().cloned()),
                None => {
                    skipped.push(Skipped {
                        line,
                        why: format!("{id} names {target}, which is not there"),
                    });
                }
            }
        }
        if attribution.content.is_empty() {
            skipped.push(Skipped { line, why: format!("{id} has no content") });
        } else {
            found.push(attribution);
        }
    }
    skipped.sort_by_key(|it| it.line);
    Parsed { found, skipped }
}

/// Reads `Content 22 51;60 70`.
fn entity(words: &str, starts: &[usize]) -> Result<Entity, String> {
    let (_, places) = words.trim().split_once(' ').ok_or("has no places")?;
    let byte = |it: &str| -> Result<usize, String> {
        let place: usize =
            it.parse().map_err(|_| format!("has the place `{it}`, which is no number"))?;
        Ok(starts.get(place).or(starts.last()).copied().unwrap_or(0))
    };
    let span = |it: &str| -> Result<Range<usize>, String> {
        let (start, end) = it.trim().split_once(' ').ok_or("has a place without an end")?;
        Ok(byte(start)?..byte(end.trim())?)
    };
    let spans = places.split(';').map(span).collect::<Result<Vec<_>, String>>()?;
    Ok(Entity { spans })
}
