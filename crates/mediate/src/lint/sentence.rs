//! A small reader of sentences: words, sentences, and who is the subject of which verb. It knows no grammar beyond that, and the words of treaties only.

use std::ops::Range;

use super::names::{Names, Who};
use super::words::{
    ACTORS, ADVERBS, BE, MODALS, NEGATIONS, NO_PARTICIPLES, PARTICIPLES, PERMISSIONS, PROMISES,
    SUBORDINATORS,
};

/// A word or a mark.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// In lower case, without a possessive ending.
    pub(super) word: String,
    /// Where it stands.
    pub(super) at: Range<usize>,
    pub(super) is_possessive: bool,
    pub(super) is_capital: bool,
}

impl Token {
    pub(super) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.word.as_str())
    }

    pub(super) fn is_mark(&self) -> bool {
        !self.word.chars().next().is_some_and(char::is_alphanumeric)
    }
}

/// The words and marks of a text. Linear in its length.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            while let Some(&(at, it)) = rest.peek() {
                let next = text[at + it.len_utf8()..].chars().next();
                let joins = matches!(it, '-' | '\'' | '’' | '.' | ',')
                    && next.is_some_and(char::is_alphanumeric)
                    && (!matches!(it, '.' | ',')
                        || (text[..at].ends_with(|it: char| it.is_ascii_digit())
                            && next.is_some_and(|it| it.is_ascii_digit())));
                if !it.is_alphanumeric() && !joins {
                    break;
                }
                end = at + it.len_utf8();
                rest.next();
            }
        }
        let lower = text[start..end].to_lowercase();
        let bare = ["'s", "’s"].iter().find_map(|it| lower.strip_suffix(it));
        // The plural takes the mark alone: "the parties' forces".
        let after =
            first.is_alphanumeric() && lower.ends_with('s') && text[end..].starts_with(['\'', '’']);
        let is_possessive = bare.is_some() || after;
        let word = bare.unwrap_or(&lower).to_owned();
        found.push(Token { word, at: start..end, is_possessive, is_capital: first.is_uppercase() });
    }
    found
}

/// Words of a sentence, at most: what is longer is read in parts, so that no text takes long.
const LONGEST: usize = 200;

/// The sentences of a list of tokens, as ranges of it; a semicolon ends one too.
pub(super) fn sentences(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (index, token) in tokens.iter().enumerate() {
        let ends = token.is(&[".", ";", "!", "?"]);
        if ends || start + LONGEST <= index {
            if start < index {
                found.push(start..index);
            }
            start = index + usize::from(ends);
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Whether the phrase stands anywhere.
pub(super) fn has(tokens: &[Token], phrase: &[&str]) -> bool {
    place(tokens, phrase).is_some()
}

/// Where the phrase stands first.
pub(super) fn place(tokens: &[Token], phrase: &[&str]) -> Option<usize> {
    (0..tokens.len()).find(|&it| begins(&tokens[it..], phrase))
}

pub(super) fn begins(tokens: &[Token], phrase: &[&str]) -> bool {
    phrase.len() <= tokens.len() && tokens.iter().zip(phrase).all(|(it, word)| it.word == *word)
}

pub(super) fn has_any(tokens: &[Token], phrases: &[&[&str]]) -> bool {
    phrases.iter().any(|it| has(tokens, it))
}

/// Whether some word begins as one of the stems does.
pub(super) fn has_stem(tokens: &[Token], stems: &[&str]) -> bool {
    tokens.iter().any(|it| stems.iter().any(|stem| it.word.starts_with(stem)))
}

/// A verb with its subject, as far as it is seen.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of grammar, free of the others")]
pub(super) struct Frame {
    /// Place of the verb among the tokens.
    pub(super) verb: usize,
    /// Who does it; of a passive, who is named by `by`.
    pub(super) who: Option<Who>,
    pub(super) is_passive: bool,
    /// It says what must be done; otherwise it says what is done.
    pub(super) is_duty: bool,
    pub(super) is_negated: bool,
    pub(super) is_allowed: bool,
    /// It stands behind a word such as "if", "which" or "after".
    pub(super) is_subordinate: bool,
    /// What stands before the verb and its auxiliaries, behind the last comma.
    pub(super) subject: Range<usize>,
    /// First token of its clause, and the one behind its last.
    pub(super) clause: Range<usize>,
}

/// The verbs of a sentence whose subject is seen, and its passives. `range` is the sentence.
pub(super) fn frames(all: &[Token], range: &Range<usize>, names: &Names) -> Vec<Frame> {
    let mut found: Vec<Frame> = Vec::new();
    let mut start = range.start;
    let mut index = range.start;
    while index < range.end {
        let token = &all[index];
        let modal = token.is(MODALS) || token.is(PERMISSIONS);
        let be = token.is(BE)
            || (token.is(&["has", "have"])
                && all.get(index + 1).is_some_and(|it| it.is(&["been"])));
        let who =
            if modal || be { None } else { verb_of_actor(all, start..index, range.end, names) };
        if !modal && !be && who.is_none() {
            index += 1;
            continue;
        }
        // "May" is a month too.
        if token.is(&["may"])
            && all.get(index + 1).is_none_or(|it| {
                it.is_mark() || it.word.starts_with(|it: char| it.is_ascii_digit())
            })
        {
            index += 1;
            continue;
        }
        let subject = start..index;
        let mut negated = all[index.saturating_sub(1).max(start)].is(NEGATIONS)
            || all[subject.clone()]
                .iter()
                .any(|it| it.is(&["neither", "no", "nobody", "none", "nothing"]));
        let mut duty = token.is(MODALS);
        let mut passive = false;
        let mut verb = index;
        let mut next = index + usize::from(modal);
        let mut seen_be = false;
        // The chain of auxiliaries, up to the verb that carries the meaning.
        while next < range.end {
            let it = &all[next];
            if it.is(BE)
                || it.is(&["has", "have"]) && all.get(next + 1).is_some_and(|it| it.is(&["been"]))
            {
                seen_be = true;
                verb = next;
            } else if it.is(NEGATIONS) {
                negated = true;
            } else if (it.is(&["to"]) && seen_be)
                || (it.is(PROMISES)
                    && all[next + 1..range.end].iter().take(3).any(|it| it.is(&["to"])))
            {
                duty = true;
                seen_be = false;
                verb = next;
            } else if it.is(ADVERBS) {
            } else {
                verb = next;
                passive = seen_be && is_participle(&it.word);
                break;
            }
            next += 1;
        }
        // "Builds no wall", "grows no further"; but "no later than" is a day.
        negated |= all.get(verb + 1).is_some_and(|it| it.is(&["no", "nothing", "nobody", "not"]))
            && !all.get(verb + 2).is_some_and(|it| it.is(&["later"]));
        let before = &all[subject.clone()];
        let lead = before.iter().rposition(|it| it.is(&[","])).map_or(0, |it| it + 1);
        let first = before.iter().rposition(|it| it.is(SUBORDINATORS));
        let is_subordinate = first.is_some_and(|it| lead <= it)
            && !before.first().is_some_and(|it| it.is(&["it"]))
            || (first == Some(0) && lead == 0);
        let end = clause_end(all, verb + 1, range.end, names);
        let who = if passive { agent(&all[verb..end], names) } else { names.actor(&all[subject]) };
        found.push(Frame {
            verb,
            who,
            is_passive: passive,
            is_duty: duty,
            is_negated: negated,
            is_allowed: token.is(PERMISSIONS),
            is_subordinate,
            subject: start + lead..index,
            clause: start..end,
        });
        // "As long as this agreement is in force the League guarantees …" and "assets that are frozen
        // are used": no mark between the two verbs.
        let relative = is_subordinate
            && all[start..index].last().is_some_and(|it| it.is(&["that", "which", "who"]));
        start = if (seen_be && !passive) || relative { verb + 1 } else { end.max(verb + 1) };
        index = start;
    }
    found
}

/// Who acts, if an actor ends right before the last of `before` and what follows looks like its
/// verb.
fn verb_of_actor(all: &[Token], before: Range<usize>, end: usize, names: &Names) -> Option<Who> {
    let verb = all.get(before.end).filter(|_| before.end < end)?;
    let last = all[before.clone()].last()?;
    let is_verb = !verb.is_mark()
        && !verb.is_capital
        && !verb.is_possessive
        && !verb.word.starts_with(|it: char| it.is_ascii_digit())
        && !verb.is(ADVERBS)
        && !verb.is(ACTORS)
        && !verb.is(NEGATIONS)
        && !verb.is(NO_VERBS)
        && !last.is(&["of", "the", "to", "by", "between", "with", "for", "from", "a"]);
    if !is_verb {
        return None;
    }
    let rest = &all[before];
    let who = names.actor(rest)?;
    // "A letter to Freedonia reads": the name belongs to another word.
    let near = rest.len().saturating_sub(6);
    let name =
        (near..rest.len()).find(|&it| names.at(&rest[it..]).is_some() || rest[it].is(ACTORS));
    let governed = name.is_some_and(|it| {
        let mut it = it;
        while 0 < it && (rest[it - 1].is(&["the", "both", "a", "an", "all", "each"])) {
            it -= 1;
        }
        0 < it
            && rest[it - 1].is(&[
                "to", "by", "between", "with", "for", "against", "on", "at", "into", "before", "of",
            ])
    });
    let plural = verb.word.ends_with('s') || verb.is(&["has", "have"]);
    let base = who == Who::Each
        || last.word.ends_with('s')
        || last.is(&["people", "police", "militia"])
        || last.is(ADVERBS);
    (!governed && (plural || base)).then_some(who)
}

/// Words that follow an actor and are no verb of its own.
const NO_VERBS: &[&str] = &[
    "back", "out", "up", "away", "forward", "down", "off", "of", "and", "or", "in", "on", "at",
    "by", "to", "for", "with", "from", "that", "which", "who", "within", "under", "as", "than",
    "after", "before", "during", "until", "the", "a", "an", "its", "their", "has", "have",
    "through", "between", "against", "if", "when", "upon", "behind", "into", "over", "is", "are",
];

fn clause_end(all: &[Token], from: usize, end: usize, names: &Names) -> usize {
    for index in from..end {
        let joins = all[index].is(&[",", ":"])
            || all[index]
                .is(&["and", "but", "if", "while", "when", "whenever", "once", "after", "as"])
            || (all[index].is(&["which"]) && all[index - 1].is(&["on"]));
        if !joins {
            continue;
        }
        // A new clause begins where a subject follows: an actor and its verb, or a passive.
        for verb in index + 1..end.min(index + 14) {
            if all[verb].is(&[",", ":"]) {
                break;
            }
            let auxiliary =
                all[verb].is(MODALS) || all[verb].is(&["is", "are", "has", "have", "may"]);
            if (auxiliary && index + 1 < verb)
                || verb_of_actor(all, index + 1..verb, end, names).is_some()
            {
                return index + usize::from(all[index].is(&[",", ":", "and", "but"]));
            }
        }
    }
    end
}

fn agent(after: &[Token], names: &Names) -> Option<Who> {
    let by = after.iter().enumerate().filter(|(_, it)| it.is(&["by"])).map(|it| it.0);
    by.into_iter().find_map(|by| {
        let mut end = (by + 1).min(after.len());
        while end < after.len() && end <= by + 8 && !after[end].is_mark() {
            end += 1;
            if let Some(who) = names.actor(&after[by + 1..end]) {
                return Some(who);
            }
        }
        None
    })
}

pub(super) fn is_participle(word: &str) -> bool {
    PARTICIPLES.contains(&word)
        || ((word.ends_with("ed") || word.ends_with("en"))
            && 3 < word.len()
            && !NO_PARTICIPLES.contains(&word))
}

/// What to show of a sentence that is at fault at a verb: all of it, or of a long one the clause.
pub(super) fn shown(sentence: &Range<usize>, frame: &Frame) -> Range<usize> {
    if sentence.len() <= 40 || frame.clause.start == frame.verb {
        sentence.clone()
    } else {
        frame.clause.clone()
    }
}

/// The words of a range of tokens as they stand in the text.
pub(super) fn words<'a>(text: &'a str, tokens: &[Token], range: &Range<usize>) -> &'a str {
    match (tokens.get(range.start), range.end.checked_sub(1).and_then(|it| tokens.get(it))) {
        (Some(first), Some(last)) if first.at.start <= last.at.end => {
            text.get(first.at.start..last.at.end).unwrap_or_default()
        }
        _ => "",
    }
}
