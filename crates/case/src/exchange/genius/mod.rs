//! Genius: a domain and its profiles, in XML.

mod constraint;
mod profile;
mod rectangle;
mod write;
mod xml;

use std::collections::BTreeMap;

use roxmltree::Document;

use super::Reading;
use super::number::Number;
use super::place::{MAX_OPTIONS, Result, Source, problem};
use super::scenario::{Issue, Scenario, Values};

pub(super) use self::write::write;
use self::xml::Element;

/// The issues of a domain, and where each number of an issue in a file leads.
pub(super) struct Domain {
    issues: Vec<Issue>,
    places: BTreeMap<i64, usize>,
    /// For each issue, the places of its options.
    options: Vec<BTreeMap<String, usize>>,
}

/// Reads the domain and the profiles of a folder, profiles in the order of their names.
pub(super) fn read(sources: &[Source<'_>], reading: &Reading) -> Result<Scenario> {
    let documents: Vec<(Source<'_>, Document<'_>)> =
        sources.iter().map(|it| Ok((*it, xml::parse(*it)?))).collect::<Result<_>>()?;
    let mut domains = Vec::new();
    let mut profiles = Vec::new();
    for (source, document) in &documents {
        let root = Element::new(*source, document.root_element());
        match root.name() {
            "negotiation_template" => domains.push(root),
            "utility_space" => profiles.push(root),
            other => {
                let message = format!("`{other}` begins neither a domain nor a profile");
                return Err(root.problem(message, "keep other XML files out of the folder"));
            }
        }
    }
    if let [_, second, ..] = domains[..] {
        let message = "a second domain; one scenario has one";
        return Err(second.problem(message, "put each scenario into a folder of its own"));
    }
    // A profile repeats the domain, so that it can be read alone.
    let objective = match (domains.first(), profiles.first()) {
        (Some(domain), _) => domain.need("utility_space")?.need("objective")?,
        (None, Some(profile)) => profile.need("objective")?,
        (None, None) => {
            let path = sources.first().map_or("", |it| it.path);
            let message = "the folder holds neither a domain nor a profile".to_owned();
            return Err(problem(path, None, message, "add the XML files of a scenario"));
        }
    };
    let domain = Domain::read(objective, profiles.len(), reading)?;
    let read = |root: &Element<'_, '_>| profile::read(*root, &domain, reading);
    let parties = profiles.iter().map(read).collect::<Result<_>>()?;
    let name = objective.attribute("name").unwrap_or_default().to_owned();
    Ok(Scenario { name, issues: domain.issues, parties })
}

impl Domain {
    fn read(objective: Element<'_, '_>, parties: usize, reading: &Reading) -> Result<Self> {
        let mut found = BTreeMap::new();
        for element in objective.all("issue") {
            let index = element.whole("index")?;
            if found.insert(index, element).is_some() {
                let message = format!("a second issue has the index {index}");
                return Err(element.problem(message, "give one of them another index"));
            }
        }
        if let Some(nested) = objective.first("objective") {
            let message = "an objective inside of an objective is not read";
            return Err(nested.problem(message, "put all issues into one objective"));
        }
        if found.is_empty() {
            return Err(objective.problem("the objective holds no issue", "add an `<issue>`"));
        }
        let issues: Vec<Issue> =
            found.values().map(|it| issue(*it, reading)).collect::<Result<_>>()?;
        objective.source().room(&issues, parties)?;
        let places = found.into_keys().zip(0..).collect();
        let options = issues.iter().map(Issue::places).collect();
        Ok(Self { issues, places, options })
    }

    /// Keeps what a profile says about an issue, which it says once.
    fn once<T>(
        &self,
        element: Element<'_, '_>,
        known: &mut BTreeMap<usize, T>,
        read: impl FnOnce(usize) -> Result<T>,
    ) -> Result<()> {
        let place = self.issue(element, "index")?;
        if known.contains_key(&place) {
            let message = "this issue stands here a second time";
            return Err(element.problem(message, "delete one of them"));
        }
        known.insert(place, read(place)?);
        Ok(())
    }

    /// The place of the issue that `attribute` of an element names by its number.
    fn issue(&self, element: Element<'_, '_>, attribute: &str) -> Result<usize> {
        let index = element.whole(attribute)?;
        self.places.get(&index).copied().ok_or_else(|| {
            let message = format!("no issue of the domain has the index {index}");
            let known: Vec<String> = self.places.keys().map(ToString::to_string).collect();
            element.problem(message, &format!("the domain has {}", known.join(", ")))
        })
    }
}

fn issue(element: Element<'_, '_>, reading: &Reading) -> Result<Issue> {
    let name = element.text("name")?.to_owned();
    let kinds = ["type", "etype", "vtype"];
    let kind = kinds.iter().find_map(|it| element.attribute(it)).unwrap_or("discrete");
    // Bounds stand on the issue, or on a child.
    let bounds = || {
        let holder = element.first("range").unwrap_or(element);
        let holder = if element.attribute("lowerbound").is_some() { element } else { holder };
        let (low, high) = (holder.need_number("lowerbound")?, holder.need_number("upperbound")?);
        if high < low {
            let message = format!("issue `{name}` runs from {low} down to {high}");
            return Err(holder.problem(message, "let the upper bound be the larger one"));
        }
        Ok((low, high))
    };
    let values = match kind {
        "discrete" => {
            let mut names: Vec<String> = Vec::new();
            let mut seen = std::collections::BTreeSet::new();
            for item in element.all("item") {
                let value = item.text("value")?;
                // Some shipped domains list a value twice.
                if seen.insert(value) {
                    names.push(value.to_owned());
                }
            }
            if names.is_empty() {
                let message = format!("issue `{name}` has no option");
                return Err(element.problem(message, "add an `<item value=\"…\"/>`"));
            }
            Values::Named(names)
        }
        "integer" => {
            let (low, high) = bounds()?;
            let whole = |it: &Number| it.to_integer().and_then(|it| i64::try_from(it).ok());
            let (Some(low), Some(high)) = (whole(&low), whole(&high)) else {
                let message = format!("the bounds {low} and {high} are not whole numbers");
                return Err(element.problem(message, "give whole numbers, or the type `real`"));
            };
            Values::Whole { low, high }
        }
        "real" => {
            let (low, high) = bounds()?;
            Values::Real { low, high, points: reading.points }
        }
        other => {
            let message = format!("issue `{name}` is of the unknown type `{}`", xml::short(other));
            return Err(element.problem(message, "types are discrete, integer and real"));
        }
    };
    let issue = Issue { name, values };
    if MAX_OPTIONS < issue.len() || issue.is_empty() {
        let message = format!("issue `{}` has {} options", issue.name, issue.len());
        return Err(element.problem(message, &format!("an issue has 1 to {MAX_OPTIONS} options")));
    }
    Ok(issue)
}
