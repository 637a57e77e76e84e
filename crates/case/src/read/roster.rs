//! Who speaks for whom on which day.

use crate::model::{Body, Case, Holder, Person};
use crate::read::build::Fields;
use crate::read::names::Report;
use crate::read::tree::Node;
use crate::when::When;

/// A name under which somebody may speak.
struct Voice<'a> {
    names: Vec<&'a str>,
    holder: Holder,
    /// `None` for a body that speaks as a whole.
    person: Option<&'a Person>,
}

/// Every name in the case.
pub(crate) struct Roster<'a> {
    voices: Vec<Voice<'a>>,
}

/// A speaker found in the roster.
pub(crate) struct Found {
    /// Full name.
    pub(crate) name: String,
    pub(crate) holder: Holder,
    /// Whether the person held a post for the holder at that time.
    pub(crate) in_post: bool,
}

impl<'a> Roster<'a> {
    pub(crate) fn new(case: &'a Case) -> Self {
        let mut voices = Vec::new();
        for (holder, body) in case.holders() {
            let own = [&body.name, &body.id].into_iter().chain(&body.aliases);
            voices.push(Voice { names: own.map(String::as_str).collect(), holder, person: None });
            for person in &body.people {
                let names = std::iter::once(&person.name).chain(&person.aliases);
                let names = names.map(String::as_str).collect();
                voices.push(Voice { names, holder, person: Some(person) });
            }
        }
        Self { voices }
    }

    /// The speaker of that name; where several entries fit, one in post at the time comes first.
    pub(crate) fn find(&self, name: &str, said: &When) -> Option<Found> {
        let fits = |voice: &&Voice<'_>| !name.is_empty() && voice.names.contains(&name);
        let in_post = |voice: &Voice<'_>| {
            voice.person.is_none_or(|person| {
                person.from.is_none_or(|from| from <= said.to)
                    && person.to.is_none_or(|to| said.from <= to)
            })
        };
        let mut fitting = self.voices.iter().filter(fits);
        let first = fitting.next()?;
        let voice =
            std::iter::once(first).chain(fitting).find(|voice| in_post(voice)).unwrap_or(first);
        Some(Found {
            name: voice.names[0].to_owned(),
            holder: voice.holder,
            in_post: in_post(voice),
        })
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.voices.iter().flat_map(|it| it.names.iter().copied())
    }
}

/// Reports posts that two people hold at once.
pub(crate) fn check(root: &Fields<'_>, case: &Case, report: &mut Report) {
    let tables = |key: &str| root.node.at(key).map_or(&[][..], Node::items);
    let parties = tables("party").iter().zip(case.parties.iter().map(|it| &it.body));
    let mediator = root.node.at("mediator").into_iter().zip(&case.mediator);
    let observers = tables("observer").iter().zip(case.observers.iter().map(|it| &it.body));
    for (node, body) in parties.chain(mediator).chain(observers) {
        let people = node.at("people").map_or(&[][..], Node::items);
        check_posts(people, body, report);
    }
}

fn check_posts(nodes: &[Node], body: &Body, report: &mut Report) {
    for (later, second) in body.people.iter().enumerate() {
        for first in &body.people[..later] {
            let same =
                first.post.to_lowercase() == second.post.to_lowercase() && !first.post.is_empty();
            let dated = [first.from, first.to, second.from, second.to].iter().any(Option::is_some);
            let starts_in_time = |a: &Person, b: &Person| match (a.from, b.to) {
                (Some(from), Some(to)) => from <= to,
                _ => true,
            };
            let overlap = starts_in_time(first, second) && starts_in_time(second, first);
            if same && dated && overlap {
                let message = format!(
                    "{} and {} both hold the post “{}” of {} on some day",
                    first.name, second.name, second.post, body.name
                );
                let help = "let the one end (`to`) before the other begins (`from`), or name the posts apart";
                report.error("case.toml", &nodes[later].span, message, help);
            }
        }
    }
}
