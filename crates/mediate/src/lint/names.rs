//! Who can act, by name: the parties, their people, and whoever treaties give something to do.

use onetext_case::Case;

use super::sentence::{Token, tokens};
use super::words::{ACTORS, ADVERBS, EACH, MODALS, NEGATIONS, TOGETHER};

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
