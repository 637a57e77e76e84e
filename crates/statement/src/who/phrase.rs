//! Names and the phrases around them, as items of a passage.

use std::borrow::Cow;
use std::ops::Range;

use crate::cue;
use crate::facts::Facts;
use crate::passage::Passage;
use crate::text;

/// A phrase up to what hangs on it, and the name it ends with.
pub(super) fn head(passage: &Passage, phrase: Range<usize>) -> (Range<usize>, Range<usize>) {
    let mut end = phrase.end;
    for at in phrase.clone().skip(1) {
        let word = passage.lower(at);
        let stops = !passage.is_word(at)
            || passage.has(at, Facts::PREPOSITION.or(Facts::SUBORDINATOR))
            || word == "and";
        // "Secretary of State Ana Belo", "the Bank of Freedonia".
        let is_title_of = matches!(word, "of" | "for")
            && passage.has(at - 1, Facts::TITLE)
            && passage.has(at + 1, Facts::WITH_TITLE);
        if stops && !is_title_of {
            end = at;
            break;
        }
    }
    let head = phrase.start..end;
    let mut at = head.start;
    while at < end {
        let run = run(passage, at, end);
        if !run.is_empty() && run.end == end {
            return (head, bare_name(passage, run));
        }
        at = run.end.max(at + 1);
    }
    (head, end..end)
}

/// The capitalized words from a place on, with the small words of names between them.
pub(super) fn run(passage: &Passage, start: usize, limit: usize) -> Range<usize> {
    let is_particle = |word: &str| {
        matches!(word, "al" | "bin" | "da" | "de" | "del" | "della" | "den" | "der" | "di")
            || matches!(word, "la" | "van" | "von")
    };
    let mut end = start;
    while end < limit && passage.is_name(end) {
        end += 1;
        if passage.stem(end - 1).len() < passage.lower(end - 1).len() {
            break;
        }
        let mut next = end;
        while next < limit.min(end + 3) && is_particle(passage.lower(next)) {
            next += 1;
        }
        if next < limit && passage.is_name(next) {
            end = next;
        }
    }
    start..end
}

/// A run without the titles at its start.
pub(super) fn bare_name(passage: &Passage, run: Range<usize>) -> Range<usize> {
    let title = run.clone().rev().find(|&it| passage.has(it, Facts::STEM_TITLE));
    let mut start = title.map_or(run.start, |it| it + 1);
    // "Secretary of State Ana Belo": the run starts at "State".
    let hangs =
        || run.start.checked_sub(1).is_some_and(|it| matches!(passage.lower(it), "of" | "for"));
    while start < run.end
        && passage.has(start, Facts::STEM_WITH_TITLE)
        && (start == run.start || title.is_some() || hangs())
    {
        start += 1;
    }
    start.min(run.end)..run.end
}

/// Where the title before a name starts: "press secretary" before "Ana Belo"; `run` is the place
/// of the first capital, and the name proper stands at `name` or after it.
pub(super) fn title_start(passage: &Passage, from: usize, run: usize, name: usize) -> usize {
    const WORDS: usize = 6;
    let mut start = run;
    let is_part = |it: usize| passage.has(it, Facts::STEM_TITLE.or(Facts::STEM_WITH_TITLE));
    while from < start && run < start + WORDS {
        let has_title = start < name;
        let is_office = has_title && passage.is_name(start - 1);
        // "Union president Nils Berg", "the valley mayor Karin Holt".
        let is_noun = has_title
            && !passage.is_name(start)
            && is_part(start)
            && passage.is_word(start - 1)
            && !passage.has(start - 1, Facts::STEM_FUNCTION)
            && !cue::is_verb_form(passage.stem(start - 1))
            && cue::cue(passage, start - 1).is_none();
        if !is_part(start - 1) && !is_office && !is_noun {
            break;
        }
        start -= 1;
    }
    start
}

/// The words of a name in lower case, without accents and a possessive ending; `room` is for those
/// of several words.
pub(super) fn key<'a>(
    room: &'a mut String,
    passage: &'a Passage,
    items: Range<usize>,
) -> Cow<'a, str> {
    let last = items.end.saturating_sub(1);
    if items.len() == 1 {
        return plain(passage.stem(last));
    }
    room.clear();
    for at in items.start..last {
        room.push_str(&plain(passage.lower(at)));
        room.push(' ');
    }
    if !items.is_empty() {
        room.push_str(&plain(passage.stem(last)));
    }
    Cow::Borrowed(room)
}

/// A name in lower case, without accents.
pub(super) fn normal(name: &str) -> String {
    plain(&name.to_lowercase()).into_owned()
}

/// A word in lower case with plain letters for those with accents.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut key = String::with_capacity(word.len());
    for letter in word.chars() {
        key.push(match letter {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'ď' | 'đ' => 'd',
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
            'ğ' | 'ģ' => 'g',
            'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
            'ł' | 'ļ' => 'l',
            'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
            'ř' => 'r',
            'ś' | 'š' | 'ş' | 'ș' => 's',
            'ť' | 'ţ' | 'ț' => 't',
            'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'ź' | 'ž' | 'ż' => 'z',
            '’' => '\'',
            '‑' => '-',
            // Accents of their own.
            '\u{300}'..='\u{36f}' => continue,
            _ => letter,
        });
    }
    Cow::Owned(key)
}

/// The words of a name as printed, without a possessive ending.
pub(super) fn printed<'a>(text: &'a str, passage: &Passage, name: Range<usize>) -> Cow<'a, str> {
    let spans = || passage.items[name.clone()].iter().map(|it| it.span.clone());
    let gaps = spans().zip(spans().skip(1)).map(|(one, next)| &text[one.end..next.start]);
    let mut words = Cow::Borrowed(&text[passage.bytes(name.clone())]);
    if gaps.clone().any(|it| it != " ") || words.bytes().any(|it| matches!(it, b'\n' | b'\r')) {
        let lines: Vec<_> = spans().map(|it| text::on_one_line(&text[it])).collect();
        words = Cow::Owned(lines.join(" "));
    }
    // The apostrophe may have been a curly one, of three bytes.
    let last = name.end.saturating_sub(1);
    let cut = passage.lower(last).len() - passage.stem(last).len();
    let end = (0..cut).fold(words.len(), |end, _| words.floor_char_boundary(end.saturating_sub(1)));
    match words {
        Cow::Borrowed(it) => Cow::Borrowed(&it[..end]),
        Cow::Owned(mut it) => {
            it.truncate(end);
            Cow::Owned(it)
        }
    }
}

pub(super) fn without_article(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
}

/// Whether a word says nothing of a post.
pub(super) fn is_empty_word(word: &str) -> bool {
    matches!(word, "the" | "of" | "a" | "an" | "for" | "and" | "its" | "their" | "his" | "her")
}
