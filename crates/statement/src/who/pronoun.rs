//! Whom pronouns mean.

use super::chain::{Chain, Entity, Sort};
use super::gather::{Event, Role, What};
use crate::facts::Facts;

impl Chain<'_> {
    /// Whom a pronoun means, of those spoken of before.
    pub(super) fn pronoun(&mut self, event: &Event) -> Option<usize> {
        const MENTIONS: usize = 48;
        const SENTENCES: usize = 12;
        // A fit of 8, and all that is added below.
        const BEST: i32 = 8 + 10 + 5 + 4 + 4 + 3;
        let passage = self.passage(event);
        let wanted = if event.class.has(Facts::HE) {
            "he"
        } else if event.class.has(Facts::SHE) {
            "she"
        } else if event.class.has(Facts::IT) {
            "it"
        } else {
            "they"
        };
        let mut best: Option<(i32, usize)> = None;
        for mention in self.mentions.iter().rev().take(MENTIONS) {
            let far = event.sentence - mention.sentence;
            let distance = i32::try_from(far.min(6)).unwrap_or(6);
            // No mention from here on can score more.
            let is_found = best.is_some_and(|(most, _)| BEST - 9 * distance <= most);
            if SENTENCES < far || is_found {
                break;
            }
            if mention.role == Role::Modifier {
                continue;
            }
            let entity = &self.entities[mention.entity];
            let Some(fit) = fit(entity, wanted) else { continue };
            let is_place = entity.sort == Sort::Unknown
                && entity.pronoun.is_none()
                && mention.role == Role::Object;
            if is_place && matches!(wanted, "he" | "she") {
                // "In Porto, she said": more likely a place.
                continue;
            }
            let is_here = far == 0 && mention.passage == event.passage;
            if is_here && event.role == Role::Object && mention.role == Role::Subject {
                // "Belo met her": somebody else.
                let reflexive = passage.lower(event.noun).ends_with("self")
                    || passage.lower(event.noun) == "themselves";
                let apart = (mention.items.end..event.items.start)
                    .any(|it| !passage.is_word(it) || passage.bare(it).has(Facts::JOINER));
                if !reflexive && !apart {
                    continue;
                }
            }
            let role = match mention.role {
                Role::Subject => 10,
                Role::Owner => 2,
                Role::Object | Role::Modifier => 0,
            };
            let mut score = fit + role - 9 * distance;
            score += if is_here { 5 } else { 0 };
            score += if mention.speaks { 4 } else { 0 };
            score += if mention.passage == event.passage && mention.role == Role::Subject {
                4
            } else {
                0
            };
            // Rather one with a name than "the farmer".
            score -= if entity.name.starts_with(char::is_lowercase) { 4 } else { 0 };
            score +=
                if mention.what == What::Pronoun && mention.class.has(event.class) { 3 } else { 0 };
            if best.is_none_or(|(most, _)| most < score) {
                best = Some((score, mention.entity));
            }
        }
        let (_, entity) = best?;
        let it = &mut self.entities[entity];
        if it.pronoun.is_none() && matches!(wanted, "he" | "she") {
            it.pronoun = Some(wanted);
            if it.sort == Sort::Unknown {
                it.sort = Sort::Person;
            }
        }
        Some(entity)
    }
}

/// How well a pronoun fits an entity; `None` if it does not.
fn fit(entity: &Entity, wanted: &str) -> Option<i32> {
    match (wanted, entity.sort) {
        ("he" | "she", Sort::Person | Sort::Unknown) => match entity.pronoun {
            Some(own) if own == wanted => Some(8),
            Some(_) => None,
            None if entity.sort == Sort::Unknown && entity.name.contains(' ') => Some(-3),
            None if entity.sort == Sort::Unknown => Some(-12),
            None => Some(0),
        },
        ("it", Sort::Unknown) if entity.pronoun.is_none() => Some(-2),
        ("it", Sort::Body | Sort::Document) | ("they", Sort::Group) => Some(8),
        ("they", Sort::Body) => Some(-2),
        ("they", Sort::Person) if entity.pronoun == Some("they") => Some(8),
        _ => None,
    }
}
