//! Who may speak, and for whom.

use jiff::civil::Date;

/// Who may speak, and for whom. May be empty: names are then read from the article alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// The people and bodies, in any order; the first wins where names are shared.
    pub entries: Vec<RosterEntry>,
}

/// A person or body that may speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterEntry {
    /// The full name, such as "Ana Belo" or "United States".
    pub name: String,
    /// Other names: a surname spelled otherwise, a seat of government, a demonym.
    pub aliases: Vec<String>,
    /// Id of the party, mediator or observer spoken for.
    pub holder: Option<String>,
    /// "he", "she", "they" or "it".
    pub pronoun: Option<String>,
    /// Whether it is a person or a body.
    pub kind: EntryKind,
    /// Posts held. When there are any, the entry speaks for its holder only on days in one of them.
    pub posts: Vec<Post>,
}

/// Whether a roster entry is a person or a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A human being.
    Person,
    /// A state, an office, an organization, a document.
    Body,
}

/// A post, and the days on which it was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The title, such as "President" or "chief negotiator".
    pub title: String,
    /// The first day; open when `None`.
    pub from: Option<Date>,
    /// The last day; open when `None`.
    pub to: Option<Date>,
}

impl Post {
    /// Whether the post was held on some day from `first` to `last`.
    pub(crate) fn is_held(&self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= last) && self.to.is_none_or(|to| first <= to)
    }
}

impl RosterEntry {
    /// The holder, if the entry speaks for it at the time; always when no time is known.
    pub(crate) fn holder_at(&self, time: Option<(Date, Date)>) -> Option<&str> {
        let holds = match time {
            Some((first, last)) => {
                self.posts.is_empty() || self.posts.iter().any(|post| post.is_held(first, last))
            }
            None => true,
        };
        self.holder.as_deref().filter(|_| holds)
    }
}
