//! From a case to the roster by which articles are read.

use onetext_case::{Body, Case};
use onetext_statement::{EntryKind, Post, Roster, RosterEntry};

/// The people and bodies of a case, in the form that [`onetext_statement::read`] takes.
///
/// Bodies come first, in the order of [`Case::holders`]; then each body's people, each person
/// once with all posts. A post without a name and without days says no more than whom the person
/// speaks for, and becomes none.
pub fn roster(case: &Case) -> Roster {
    let mut entries: Vec<RosterEntry> = case.holders().map(|(_, it)| body_entry(it)).collect();
    for (_, body) in case.holders() {
        let start = entries.len();
        for person in &body.people {
            let known = entries[start..].iter_mut().find(|it| it.name == person.name);
            let entry = match known {
                Some(entry) => entry,
                None => entries.push_mut(RosterEntry {
                    name: person.name.clone(),
                    aliases: Vec::new(),
                    holder: Some(body.id.clone()),
                    pronoun: person.pronoun.clone(),
                    kind: EntryKind::Person,
                    posts: Vec::new(),
                }),
            };
            for alias in &person.aliases {
                if !entry.aliases.contains(alias) {
                    entry.aliases.push(alias.clone());
                }
            }
            if !person.post.is_empty() || person.from.is_some() || person.to.is_some() {
                let post = Post { title: person.post.clone(), from: person.from, to: person.to };
                entry.posts.push(post);
            }
        }
    }
    Roster { entries }
}

fn body_entry(body: &Body) -> RosterEntry {
    RosterEntry {
        name: body.name.clone(),
        aliases: body.aliases.clone(),
        holder: Some(body.id.clone()),
        pronoun: None,
        kind: EntryKind::Body,
        posts: Vec::new(),
    }
}
