//! A small reader of sentences: words, sentences, who is the subject of which verb, and what names a
//! day. It knows no grammar beyond that, and the words of treaties only.

use std::ops::Range;

use onetext_case::Case;

use super::words::{
    ACTORS, ADVERBS, BE, EACH, MODALS, MOMENTS, MONTHS, NEGATIONS, NO_PARTICIPLES, PARTICIPLES,
    PERMISSIONS, PROMISES, SEASONS, SUBORDINATORS, TIMES, TOGETHER, UNITS, VAGUE,
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

fn begins(tokens: &[Token], phrase: &[&str]) -> bool {
    phrase.len() <= tokens.len() && tokens.iter().zip(phrase).all(|(it, word)| it.word == *word)
}

pub(super) fn has_any(tokens: &[Token], phrases: &[&[&str]]) -> bool {
    phrases.iter().any(|it| has(tokens, it))
}

/// Whether some word begins as one of the stems does.
pub(super) fn has_stem(tokens: &[Token], stems: &[&str]) -> bool {
    tokens.iter().any(|it| stems.iter().any(|stem| it.word.starts_with(stem)))
}

/// Who can act in a case, by name.
#[derive(Debug)]
pub(super) struct Names {
    /// Words of a name, and who bears it. Names that are adjectives, such as "Sylvanian", are told
    /// apart: what they stand before is not the party.
    names: Vec<(Vec<String>, Who, bool)>,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A party, by its place, or what is its own: forces, a government.
    Party(usize),
    /// Several parties, each for itself.
    Each,
    /// Somebody else.
    Other,
}

impl Names {
    pub(super) fn new(case: &Case) -> Self {
        let mut names = Vec::new();
        for (index, (_, body)) in case.holders().enumerate() {
            let who = if index < case.parties.len() { Who::Party(index) } else { Who::Other };
            let people =
                body.people.iter().flat_map(|it| [&it.name].into_iter().chain(&it.aliases));
            let own: Vec<&String> = [&body.name].into_iter().chain(&body.aliases).collect();
            for name in own.iter().copied().chain(people) {
                let mut words: Vec<String> = tokens(name).into_iter().map(|it| it.word).collect();
                if words.first().is_some_and(|it| it == "the") {
                    words.remove(0);
                }
                if !words.is_empty() {
                    names.push((words, who, is_adjective(name, &own)));
                }
            }
        }
        // The longest name wins.
        names.sort_by_key(|(words, _, _)| std::cmp::Reverse(words.len()));
        Self { names }
    }

    /// The name that begins at a token: its words, and who bears it.
    pub(super) fn at(&self, tokens: &[Token]) -> Option<(usize, Who)> {
        self.name(tokens).map(|(length, who, _)| (length, who))
    }

    fn name(&self, tokens: &[Token]) -> Option<(usize, Who, bool)> {
        let fits = |words: &Vec<String>| {
            words.len() <= tokens.len()
                && words.iter().zip(tokens).all(|(it, token)| *it == token.word)
        };
        let found = self.names.iter().find(|(words, _, _)| fits(words));
        found.map(|(words, who, is_adjective)| (words.len(), *who, *is_adjective))
    }

    /// The one who acts by the words before a verb: a name or an actor at their end, with what
    /// belongs to it ("the government of Freedonia", "Freedonia and Sylvania").
    pub(super) fn actor(&self, before: &[Token]) -> Option<Who> {
        let mut found: Option<(Who, usize)> = None;
        let mut owner = None;
        let mut each = false;
        let mut index = 0;
        while index < before.len() {
            let token = &before[index];
            each |= token.is(EACH) || token.is(&["two", "three", "four"]);
            if let Some((length, who, is_adjective)) = self.name(&before[index..]) {
                let last = &before[index + length - 1];
                let linked = is_linked(found, before, index);
                let of =
                    found.is_some_and(|(_, end)| before.get(end).is_some_and(|it| it.is(&["of"])));
                index += length;
                let stem_of_other = is_adjective
                    || last.is_possessive
                    || before.get(index).is_some_and(|it| it.is(ACTORS));
                if stem_of_other {
                    owner = Some(who);
                } else {
                    let who = if linked { Who::Each } else { who };
                    let who = if of && who == Who::Other { Who::Other } else { who };
                    found = Some((who, index));
                }
                continue;
            }
            if token.is(ACTORS) && !token.is_possessive {
                let who = owner.take().unwrap_or(
                    if each
                        || (token.is(TOGETHER)
                            && !before[..index]
                                .iter()
                                .any(|it| it.is(&["guarantor", "neighboring", "other"])))
                    {
                        if token.is(TOGETHER) || token.is(&["party", "side", "state"]) || each {
                            Who::Each
                        } else {
                            Who::Other
                        }
                    } else {
                        Who::Other
                    },
                );
                let who = if is_linked(found, before, index) { Who::Each } else { who };
                found = Some((who, index + 1));
            }
            index += 1;
        }
        let (who, end) = found?;
        // Between the actor and its verb stand adverbs, or what it is the actor of.
        let rest = &before[end..];
        let of = rest.first().is_some_and(|it| it.is(&["of", "in", "from"])) && rest.len() <= 6;
        let aside = rest.first().is_some_and(|it| it.is(&[","]));
        (of || aside
            || rest
                .iter()
                .all(|it| it.is(ADVERBS) || it.is(MODALS) || it.is(NEGATIONS) || it.is(&["that"])))
        .then_some(who)
    }
}

/// Whether a name is the adjective of another of the same body: "Sylvanian" beside "Sylvania".
fn is_adjective(name: &str, own: &[&String]) -> bool {
    let stem = |it: &str| -> String { it.chars().take(4).collect() };
    !name.contains(' ')
        && !name.ends_with('s')
        && own.iter().any(|it| {
            !it.contains(' ')
                && it.len() < name.len()
                && 4 <= it.chars().count()
                && stem(it) == stem(name)
        })
}

/// Whether what begins at `index` is joined to the actor found before.
fn is_linked(found: Option<(Who, usize)>, before: &[Token], index: usize) -> bool {
    let Some((_, end)) = found.filter(|it| it.1 < index) else { return false };
    let between = &before[end..index];
    between.iter().any(|it| it.is(&["and", "or"]))
        && between.iter().all(|it| it.is(&["and", "or", "the", "both"]))
}

/// A verb with its subject, as far as it is seen.
#[derive(Clone, Debug)]
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
            } else if it.is(PROMISES)
                && all[next + 1..range.end].iter().take(3).any(|it| it.is(&["to"]))
            {
                duty = true;
                seen_be = false;
                verb = next;
            } else if it.is(&["to"]) && seen_be {
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

/// Whether the words name a day, a period, a rhythm or an event to which something is tied; words
/// such as "in due course" do not.
pub(super) fn is_dated(tokens: &[Token]) -> bool {
    let mut covered = vec![false; tokens.len()];
    for phrase in VAGUE {
        for index in 0..tokens.len() {
            if begins(&tokens[index..], phrase) {
                covered[index..index + phrase.len()].fill(true);
            }
        }
    }
    let is_number = |it: &Token| {
        it.word.starts_with(|it: char| it.is_ascii_digit())
            || it.is(&[
                "one", "two", "three", "four", "five", "six", "seven", "ten", "twelve", "a", "an",
                "twenty", "thirty", "fifteen", "forty", "sixty", "ninety",
            ])
    };
    (0..tokens.len()).filter(|&it| !covered[it]).any(|index| {
        let token = &tokens[index];
        let back = |by: usize| index.checked_sub(by).map(|it| &tokens[it]);
        let compared = (1..=3)
            .any(|by| back(by).is_some_and(|it| it.is(&["than", "of", "taken", "captured"])))
            && !back(2).is_some_and(|it| it.is(&["end", "winter", "spring", "summer", "autumn"]));
        if token.is(MONTHS) && token.is_capital {
            return !compared
                || back(1).is_some_and(|it| it.word.starts_with(|it: char| it.is_ascii_digit()));
        }
        if token.is(TIMES) {
            return true;
        }
        let is_year = token.word.len() == 4
            && (token.word.starts_with("19") || token.word.starts_with("20"))
            && token.word.bytes().all(|it| it.is_ascii_digit());
        if is_year {
            return !compared
                && back(1).is_some_and(|it| {
                    it.is(&["by", "in", "before", "until", "of", "from", "since", "during"])
                });
        }
        if token.is(&["each", "every", "per"]) {
            return tokens[index + 1..].iter().take(3).any(|it| {
                it.is(UNITS)
                    || it.is(SEASONS)
                    || it.is(MONTHS)
                    || it.is(&["morning", "night", "time", "other", "monday"])
            });
        }
        if token.is(&["within", "after", "for", "in", "under"])
            && tokens.get(index + 1).is_some_and(&is_number)
        {
            return tokens[index + 1..].iter().take(4).any(|it| it.is(UNITS));
        }
        if token.is(&["before", "after", "during", "in", "from", "until"]) {
            let near = &tokens[index + 1..];
            return near.iter().take(3).any(|it| it.is(SEASONS))
                || token.is(&["before", "after", "until"]);
        }
        // An ISO day.
        token.word.len() == 10
            && token.word.matches('-').count() == 2
            && token.word.starts_with("20")
            || MOMENTS.iter().any(|it| begins(&tokens[index..], it))
    })
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
