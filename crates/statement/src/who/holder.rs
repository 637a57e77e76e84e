//! Whose position it is, where one tells another's: "Porto wants the dam, Belo said".

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::gather::What;
use super::phrase;
use super::post::{self, Holds};
use super::{Names, Speaker};
use crate::clause;
use crate::facts::{self, Any, Facts};
use crate::passage::{Kind, Passage};
use crate::table::{Table, hash};

/// Verbs of wanting, as a present or a past tells a position with them.
const WANTING: &[&str] = &[
    "accept", "agree", "back", "bar", "decline", "demand", "dismiss", "favor", "favour", "insist",
    "intend", "object", "offer", "oppose", "pledge", "prefer", "promise", "propose", "refuse",
    "reject", "request", "seek", "support", "threaten", "vow", "want", "welcome",
];

/// Verbs of doing, as "would" tells a position with them.
const DOING: &[&str] = &[
    "abandon",
    "allow",
    "attend",
    "cede",
    "close",
    "compromise",
    "concede",
    "consider",
    "continue",
    "discuss",
    "drop",
    "fight",
    "freeze",
    "give",
    "grant",
    "halt",
    "hand",
    "hold",
    "join",
    "keep",
    "leave",
    "lift",
    "negotiate",
    "open",
    "participate",
    "pay",
    "permit",
    "recognise",
    "recognize",
    "release",
    "renounce",
    "respond",
    "resume",
    "return",
    "sign",
    "stop",
    "surrender",
    "talk",
    "tolerate",
    "withdraw",
    "yield",
];

/// What "is" tells a position with.
const MINDED: &[&str] = &[
    "against",
    "committed",
    "determined",
    "opposed",
    "prepared",
    "ready",
    "reluctant",
    "unwilling",
    "willing",
];

impl Names<'_> {
    /// Whose position it is that the words at some bytes tell, where it is not the speaker's own:
    /// the holder on the roster at the time, else the name.
    ///
    /// The subject of their main clause is somebody of another party, who wants something, would do
    /// it or refuses it. What somebody must do is the position of the one who says so.
    pub(crate) fn holder(
        &self,
        around: &Passage,
        content: Range<usize>,
        speaker: &Speaker,
        time: Option<(Date, Date)>,
    ) -> Option<String> {
        const BYTES: usize = 240;
        let words = self.text.get(content.clone())?;
        let opening = |it: char| !it.is_alphanumeric();
        let start = content.end - words.trim_start_matches(opening).len();
        let mut end = content.end.min(start + BYTES);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        if !may_tell_position(around, &(start..end)) {
            return None;
        }
        let lower = self.text[start..end].to_ascii_lowercase();
        let passage = Passage::new(self.text, &lower, start..end, false);
        let sentence = passage.sentences.first()?.clone();
        let that = usize::from(passage.lower(sentence.start) == "that");
        let mut subject = clause::main_subject(&passage, sentence.start + that..sentence.end)?;
        let bodies = Facts::BODY.or(Facts::GROUP).or(Facts::TITLE).or(Facts::PERSON);
        while passage.bare(subject.end).has(bodies) {
            subject.end += 1;
        }
        let first = passage.lower(subject.start);
        let class = passage.bare(subject.start);
        let is_own = passage.has(subject.start, Facts::PRONOUN)
            || class.has(Facts::OWNING)
            || matches!(first, "my" | "our" | "your" | "this" | "that" | "these" | "those");
        if is_own || !tells_position(&passage, subject.end) {
            return None;
        }
        let (name, entry) = self.named_in(&passage, subject)?;
        let own = speaker.entry.or(speaker.body);
        let party = entry.and_then(|it| self.known.party_at(it, time));
        let own_party = own.and_then(|it| self.known.party_at(it, time));
        let is_same = name == speaker.name
            || entry.is_some() && entry == own
            || party.is_some() && party == own_party;
        (!is_same).then(|| party.map_or(name, str::to_owned))
    }

    /// Who is named by a phrase of a passage of its own, if the roster or the article knows the
    /// name, and the place on the roster.
    fn named_in(&self, passage: &Passage, phrase: Range<usize>) -> Option<(String, Option<usize>)> {
        let entities = &self.entities;
        let of =
            |it: usize| (entities[it].name.to_string(), entities[it].entry.or(entities[it].body));
        let on = |it: usize| (self.known.roster.entries[it].name.clone(), Some(it));
        let (head, name) = phrase::head(passage, phrase.clone());
        if !name.is_empty() {
            let start = passage.bytes(name.clone()).start;
            if let Some(entity) = self.meant(start, What::Name) {
                return Some(of(entity));
            }
        }
        let mut room = String::new();
        for part in [head, name] {
            if let Some(entry) = self.known.named(&mut room, passage, part.clone()) {
                return Some(on(entry));
            }
            let key = phrase::key(&mut room, passage, part.clone());
            let Some(meant) = self.words.get(hash(&key), &key) else { continue };
            let last = || meant.lasts.last().filter(|_| part.len() == 1).map(|it| it.1);
            if let Some(entity) = meant.entity.or_else(last) {
                return Some(of(entity));
            }
        }
        let seen = post::Seen {
            known: self.known,
            entities,
            mentions: &self.mentions,
            titles: &self.titles,
        };
        match seen.holder(passage, phrase.clone(), self.published) {
            Some(Holds::Entity(it)) => Some(of(it)),
            Some(Holds::Entry(it)) => Some(on(it)),
            None => post::body_of(self.known, passage, phrase).map(on),
        }
    }
}

/// Whether some bytes of a passage hold a word without which no position is told, where it may be
/// the verb of somebody else, or cut a word.
fn may_tell_position(passage: &Passage, bytes: &Range<usize>) -> bool {
    // What stands between a subject and its verb, and what no subject ends with but one's own.
    const BETWEEN: Any = Facts::ADVERB.or(Facts::AUXILIARY);
    const LEADING: Any = Facts::PRONOUN.or(Facts::PREPOSITION).or(Facts::JOINER).or(Facts::TIME);
    let mut has_subject = false;
    let mut is_helped = false;
    passage.words(bytes).any(|it| {
        // A mark may belong to the word, or close a quotation.
        let word = it.lower.trim_end_matches('\'');
        let is_marked = word.len() < it.lower.len();
        let has = |any| it.facts.has(any);
        let is_wanting = || {
            has(Facts::WANTING)
                || is_marked && facts::listed(word).has(Facts::WANTING)
                || (word.ends_with("ed") || word.ends_with("ing")) && is_form(word, true)
        };
        let is_cut = it.span.start < bytes.start || bytes.end < it.span.end;
        if is_cut || has_subject && is_wanting() && (is_helped || is_form(word, false)) {
            return true;
        }
        if has(Facts::DETERMINER) || !(has(BETWEEN) && has(Facts::FUNCTION)) {
            has_subject = match it.kind {
                Kind::Word => {
                    !has(LEADING) || has(Facts::DETERMINER) || matches!(word, "of" | "for" | "and")
                }
                Kind::Other => true,
                _ => false,
            };
        }
        if !has(Facts::ADVERB) {
            is_helped =
                has(Facts::AUXILIARY) || matches!(word, "cannot" | "can't" | "remain" | "remains");
        }
        false
    })
}

/// The words without which no position is told, but for some forms in "ed" and "ing".
pub(crate) fn words() -> impl Iterator<Item = String> {
    let verbs = WANTING.iter().chain(DOING);
    let forms = verbs.flat_map(|it| ["", "s", "es"].map(|ending| format!("{it}{ending}")));
    forms.chain(MINDED.iter().chain(&["open", "sought"]).map(|&it| it.to_owned()))
}

/// Whether the verb from a place on tells what its subject wants, would do or refuses.
fn tells_position(passage: &Passage, verb: usize) -> bool {
    let mut at = verb;
    let skip = |at: &mut usize| {
        while passage.has(*at, Facts::ADVERB) {
            *at += 1;
        }
    };
    skip(&mut at);
    let first = passage.lower(at);
    let mut next = at + 1;
    skip(&mut next);
    let second = passage.lower(next);
    match first {
        "will" | "would" | "won't" | "wouldn't" | "cannot" | "can't" | "couldn't" | "could"
        | "can" => {
            let is_able = first.starts_with('c');
            let is_denied = at + 1 < next || first.contains('\'') || first == "cannot";
            let mut last = next + 1;
            skip(&mut last);
            let is_minded = second == "be" && MINDED.contains(&passage.lower(last));
            (!is_able || is_denied) && (is_minded || is_form(second, true))
        }
        "is" | "are" | "was" | "were" | "remains" | "remain" | "isn't" | "aren't" | "wasn't"
        | "weren't" => {
            let is_open = second == "open" && passage.lower(next + 1) == "to";
            MINDED.contains(&second) || is_open || second.ends_with("ing") && is_form(second, false)
        }
        "has" | "have" | "had" | "hasn't" | "haven't" => {
            second.ends_with("ed") && is_form(second, false) || second == "sought"
        }
        "do" | "does" | "did" | "doesn't" | "don't" | "didn't" => is_form(second, false),
        _ => is_form(first, false),
    }
}

/// What a verb, or a stem, is in [`VERBS`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Wanting,
    Doing,
    /// A verb of wanting without its last "e".
    Stem,
}

static VERBS: LazyLock<Table<Verb>> = LazyLock::new(|| {
    let stems = WANTING.iter().filter_map(|it| Some((it.strip_suffix('e')?, Verb::Stem)));
    let verbs = WANTING.iter().map(|&it| (it, Verb::Wanting));
    let all = verbs.chain(DOING.iter().map(|&it| (it, Verb::Doing))).chain(stems);
    Table::new(all.map(|it| (it.0.to_owned(), it.1)), |_, _| {})
});

/// Whether a word is a form of a verb of wanting, or of doing if that is asked.
fn is_form(word: &str, or_doing: bool) -> bool {
    let verb = |it: &str| VERBS.get(hash(it), it).filter(|&&it| or_doing || it != Verb::Doing);
    let is_verb = |it: &str| verb(it).is_some_and(|&it| it != Verb::Stem);
    let without = |ending: &str| word.strip_suffix(ending);
    let with_e = |it: &str| {
        let undoubled = it.char_indices().next_back().map_or("", |last| &it[..last.0]);
        verb(it).is_some() || is_verb(undoubled)
    };
    is_verb(word)
        || word == "sought"
        || without("s").is_some_and(is_verb)
        || without("es").is_some_and(is_verb)
        || without("ed").is_some_and(with_e)
        || without("ing").is_some_and(with_e)
}

#[cfg(test)]
mod tests {
    use super::{DOING, MINDED, WANTING, is_form};

    #[test]
    fn verbs_are_in_order_and_known_in_their_forms() {
        assert!([WANTING, DOING, MINDED].iter().all(|it| it.is_sorted_by(|a, b| a < b)));
        let known = ["refuses", "refused", "refusing", "wanted", "agreed", "barred", "opposes"];
        assert!(known.iter().all(|it| is_form(it, false)));
        let other = ["", "s", "ed", "opens", "was", "é"];
        assert!(other.iter().all(|it| !is_form(it, false)));
    }
}
