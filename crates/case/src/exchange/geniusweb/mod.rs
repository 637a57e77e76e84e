//! GeniusWeb: a domain and profiles in JSON.

mod write;

use std::collections::{BTreeMap, BTreeSet};

use super::number::Number;
use super::place::{MAX_OPTIONS, Result, Source, problem};
use super::scenario::{
    Evaluation, Group, Issue, Party, Reservation, Scenario, Term, Utility, Values,
};
use super::tree::{Node, Reader};
use super::{Reading, Semantics, json};

pub(super) use self::write::write;

/// Types of profiles that say which of two bids is better, and no more.
const ORDERINGS: &[&str] = &["DefaultPartialOrdering", "FullOrdering"];

pub(super) fn read(sources: &[Source<'_>], reading: &Reading) -> Result<Scenario> {
    let nodes: Vec<(Source<'_>, Node)> =
        sources.iter().map(|it| Ok((*it, json::parse(*it)?))).collect::<Result<_>>()?;
    let mut domain: Option<(Reader<'_>, Domain)> = None;
    let mut profiles = Vec::new();
    for (source, node) in &nodes {
        let file = Reader { source: *source, node };
        if file.at("issuesValues").is_some() {
            if domain.is_some() {
                let message = "a second domain; one scenario has one";
                return Err(file.problem(message, "put each scenario into a folder of its own"));
            }
            domain = Some((file, Domain::read(file, sources.len())?));
        } else {
            profiles.push(file);
        }
    }
    // A profile repeats its domain, so that it can be read alone.
    let mut parties = Vec::new();
    for file in profiles {
        let [(kind, _, body)] = &file.entries()?[..] else {
            let help = "a profile is one key, its type, with the rest under it";
            return Err(file.problem("this is neither a domain nor a profile", help));
        };
        let own = match body.at("domain") {
            Some(own) => Some((own, Domain::read(own, sources.len())?)),
            None => None,
        };
        match (&domain, own) {
            (Some((first, known)), Some((place, own))) if !known.is_same(&own) => {
                let message = format!("this domain is not the one of `{}`", first.source.path);
                return Err(place.problem(message, "put each scenario into a folder of its own"));
            }
            (None, Some(own)) => domain = Some(own),
            (None, None) => return Err(body.problem("`domain` is missing here", "add the domain")),
            (Some(_), _) => {}
        }
        if let Some((_, domain)) = &domain {
            parties.push(profile(kind, *body, domain, reading, file.source)?);
        }
    }
    let Some((_, domain)) = domain else {
        let path = sources.first().map_or("", |it| it.path);
        return Err(problem(
            path,
            None,
            "the folder holds no scenario".to_owned(),
            "add its files",
        ));
    };
    Ok(Scenario { name: domain.name, issues: domain.issues, parties })
}

struct Domain {
    name: String,
    issues: Vec<Issue>,
    places: BTreeMap<String, usize>,
    /// For each issue, the places of its options.
    options: Vec<BTreeMap<String, usize>>,
}

impl Domain {
    fn read(domain: Reader<'_>, parties: usize) -> Result<Self> {
        let name = domain.at("name").map(|it| it.text()).transpose()?.unwrap_or_default();
        let mut issues = Vec::new();
        let mut places = BTreeMap::new();
        for (name, key, values) in domain.need("issuesValues")?.entries()? {
            if places.insert(name.clone(), issues.len()).is_some() {
                let message = format!("a second issue is called `{name}`");
                return Err(key.problem(message, "give one of them another name"));
            }
            issues.push(issue(name, values)?);
        }
        if issues.is_empty() {
            return Err(domain.problem("the domain has no issue", "add one"));
        }
        domain.source.room(&issues, parties)?;
        let options = issues.iter().map(Issue::places).collect();
        Ok(Self { name, issues, places, options })
    }

    /// Whether issues and options are the same, in whichever order.
    fn is_same(&self, other: &Self) -> bool {
        let names = |it: &BTreeMap<String, usize>| it.keys().cloned().collect::<Vec<_>>();
        self.places.len() == other.places.len()
            && self.places.iter().all(|(name, place)| {
                let there = other.places.get(name).and_then(|it| other.options.get(*it));
                there.map(names) == self.options.get(*place).map(names)
            })
    }

    fn issue(&self, name: &str, key: Reader<'_>) -> Result<usize> {
        self.places.get(name).copied().ok_or_else(|| {
            let known = self.issues.iter().map(|it| format!("`{}`", it.name));
            let help = format!("issues are {}", known.collect::<Vec<_>>().join(", "));
            key.problem(format!("the domain has no issue `{name}`"), &help)
        })
    }

    fn option(&self, issue: usize, value: Reader<'_>) -> Result<usize> {
        let name = value.option()?;
        let found = self.options.get(issue).and_then(|it| it.get(&name)).copied();
        found.ok_or_else(|| {
            let issue = self.issues.get(issue).map_or("", |it| it.name.as_str());
            let message = format!("issue `{issue}` has no option `{name}`");
            value
                .problem(message, "options are matched by their value; write it as the domain does")
        })
    }
}

fn issue(name: String, spec: Reader<'_>) -> Result<Issue> {
    let values = if let Some(range) = spec.at("range") {
        // Older files have the three numbers in a list.
        let (low, high, step) = match range.list() {
            Ok(items) => match &items[..] {
                [low, high, step] => (low.number()?, high.number()?, step.number()?),
                _ => {
                    return Err(
                        range.problem("a range is no list of three", "give low, high, step")
                    );
                }
            },
            Err(_) => (
                range.need("low")?.number()?,
                range.need("high")?.number()?,
                range.need("step")?.number()?,
            ),
        };
        if high < low || step <= Number::zero() {
            let message = format!("there is no range from {low} to {high} by {step}");
            return Err(range.problem(message, "let it rise by a step above zero"));
        }
        let steps = (&(&high - &low) / &step).to_floor();
        let count = steps.and_then(|it| usize::try_from(it).ok()).unwrap_or(usize::MAX);
        let ends = (low.to_integer(), low.to_integer().zip(i128::try_from(count).ok()));
        match ends {
            (Some(low), Some((_, count))) if step == Number::one() => {
                let ends = i64::try_from(low).ok().zip(i64::try_from(low + count).ok());
                let (low, high) = ends.ok_or_else(|| {
                    range.problem("the range is too large", "scenarios count in small numbers")
                })?;
                Values::Whole { low, high }
            }
            _ => Values::Stepped { low, step, count: count.saturating_add(1) },
        }
    } else {
        let mut seen = BTreeSet::new();
        let mut names = Vec::new();
        for value in spec.need("values")?.list()? {
            let option = value.option()?;
            if !seen.insert(option.clone()) {
                let message = format!("issue `{name}` has the option `{option}` twice");
                return Err(value.problem(message, "give one of them another name"));
            }
            names.push(option);
        }
        Values::Named(names)
    };
    let issue = Issue { name, values };
    if issue.is_empty() || MAX_OPTIONS < issue.len() {
        let message = format!("issue `{}` has {} options", issue.name, issue.len());
        return Err(spec.problem(message, &format!("an issue has 1 to {MAX_OPTIONS} options")));
    }
    Ok(issue)
}

fn profile(
    kind: &str,
    body: Reader<'_>,
    domain: &Domain,
    reading: &Reading,
    source: Source<'_>,
) -> Result<Party> {
    let utility = match kind {
        "LinearAdditiveUtilitySpace" | "LinearAdditive" => linear(body, domain, reading)?,
        "SumOfGroupsUtilitySpace" if reading.semantics == Semantics::Native => {
            groups(body, domain)?
        }
        "SumOfGroupsUtilitySpace" => {
            let message = "NegMAS does not read a sum of groups";
            return Err(body.problem(message, "read it with the semantics of GeniusWeb"));
        }
        other => {
            let message = format!("a profile of the type `{other}` has no utilities");
            let help = if ORDERINGS.contains(&other) {
                "it only says which of two outcomes is better"
            } else {
                "types are LinearAdditiveUtilitySpace and SumOfGroupsUtilitySpace"
            };
            return Err(body.problem(message, help));
        }
    };
    let reservation = match body.at("reservationBid") {
        None => Reservation::Value(Number::zero()),
        Some(bid) if bid.node.as_str() == Some("null") => Reservation::Value(Number::zero()),
        Some(bid) => {
            let mut outcome = vec![None; domain.issues.len()];
            for (name, key, value) in bid.need("issuevalues")?.entries()? {
                let place = domain.issue(&name, key)?;
                if let Some(slot) = outcome.get_mut(place) {
                    *slot = Some(domain.option(place, value)?);
                }
            }
            Reservation::Outcome(outcome)
        }
    };
    let name = source.stem().to_owned();
    Ok(Party { name, utility, cap: None, reservation, discount: None })
}

fn linear(body: Reader<'_>, domain: &Domain, reading: &Reading) -> Result<Utility> {
    let mut weights = vec![None; domain.issues.len()];
    for (name, key, weight) in body.need("issueWeights")?.entries()? {
        if let Some(slot) = weights.get_mut(domain.issue(&name, key)?) {
            *slot = Some(weight.number()?);
        }
    }
    let total = weights.iter().flatten().cloned().sum::<Number>();
    if reading.semantics == Semantics::Native && total != Number::one() {
        let message = format!("the weights add up to {total}");
        return Err(body.need("issueWeights")?.problem(message, "let them add up to 1"));
    }
    let mut evaluations = vec![None; domain.issues.len()];
    for (name, key, spec) in body.need("issueUtilities")?.entries()? {
        let place = domain.issue(&name, key)?;
        if let (Some(slot), Some(issue)) = (evaluations.get_mut(place), domain.issues.get(place)) {
            *slot = Some(evaluation(spec, place, issue, domain, reading)?);
        }
    }
    let missing = |what: &str, issue: &Issue| {
        body.problem(format!("issue `{}` has no {what}", issue.name), "give it one")
    };
    let terms =
        domain.issues.iter().zip(weights).zip(evaluations).map(|((issue, weight), evaluation)| {
            Ok(Term {
                weight: weight.ok_or_else(|| missing("weight", issue))?,
                evaluation: evaluation.ok_or_else(|| missing("utilities", issue))?,
            })
        });
    Ok(Utility::Additive(terms.collect::<Result<_>>()?))
}

fn evaluation(
    spec: Reader<'_>,
    place: usize,
    issue: &Issue,
    domain: &Domain,
    reading: &Reading,
) -> Result<Evaluation> {
    // Files up to 2020 have the shorter keys.
    let (short, long) = ("discreteutils", "DiscreteValueSetUtilities");
    let (short_numbers, long_numbers) = ("numberutils", "NumberValueSetUtilities");
    let negmas = reading.semantics == Semantics::Negmas;
    let unread = [long, long_numbers, short_numbers].into_iter().find(|it| spec.at(it).is_some());
    if let Some(key) = unread.filter(|_| negmas) {
        let message = format!("NegMAS reads nothing from `{key}`");
        return Err(spec.problem(message, "read it with the semantics of GeniusWeb"));
    }
    if let Some(table) = spec.at(short).or_else(|| spec.at(long)) {
        // An option that is not listed is worth nothing.
        let mut worths = vec![Number::zero(); issue.len()];
        for (name, key, worth) in table.need("valueUtilities")?.entries()? {
            let option = domain.options.get(place).and_then(|it| it.get(&name)).copied();
            let Some(slot) = option.and_then(|it| worths.get_mut(it)) else {
                let message = format!("issue `{}` has no option `{name}`", issue.name);
                return Err(key.problem(
                    message,
                    "options are matched by their value; write it as the domain does",
                ));
            };
            *slot = worth.number()?;
        }
        return Ok(Evaluation::Table(worths));
    }
    let Some(line) = spec.at(short_numbers).or_else(|| spec.at(long_numbers)) else {
        let help = format!("give `{long}` or `{long_numbers}`");
        return Err(spec.problem(format!("issue `{}` has no utilities", issue.name), &help));
    };
    let number = |key| line.need(key)?.number();
    let low = (number("lowValue")?, number("lowUtility")?);
    let high = (number("highValue")?, number("highUtility")?);
    if matches!(issue.values, Values::Named(_)) || high.0 <= low.0 {
        let message =
            format!("a line from {} to {} does not fit issue `{}`", low.0, high.0, issue.name);
        return Err(line.problem(message, "it takes a range of numbers that rises"));
    }
    Ok(Evaluation::Between { low, high })
}

fn groups(body: Reader<'_>, domain: &Domain) -> Result<Utility> {
    let mut taken = BTreeSet::new();
    let mut groups = Vec::new();
    for (part, key, spec) in body.need("partUtilities")?.entries()? {
        let utilities = spec.at("partsutils").unwrap_or(spec);
        let mut issues = Vec::new();
        for name in utilities.need("issues")?.list()? {
            let issue = domain.issue(&name.text()?, name)?;
            if !taken.insert(issue) {
                let message = format!("part `{part}` has an issue of another part");
                return Err(name.problem(message, "let each issue stand in one part"));
            }
            issues.push(issue);
        }
        let mut rows = BTreeMap::new();
        for row in utilities.need("utilslist")?.list()? {
            let values = row.need("values")?.list()?;
            if values.len() != issues.len() {
                let message = format!("{} values for {} issues", values.len(), issues.len());
                return Err(row.problem(message, "give one value for each issue of the part"));
            }
            let options =
                values.into_iter().zip(&issues).map(|(it, issue)| domain.option(*issue, it));
            let options: Vec<usize> = options.collect::<Result<_>>()?;
            if rows.insert(options, row.need("util")?.number()?).is_some() {
                return Err(row.problem("the same values stand here twice", "delete one of them"));
            }
        }
        if issues.is_empty() {
            return Err(key.problem(format!("part `{part}` has no issue"), "give it one"));
        }
        groups.push(Group { issues, rows });
    }
    if let Some(issue) = (0..domain.issues.len()).find(|it| !taken.contains(it)) {
        let name = domain.issues.get(issue).map_or("", |it| it.name.as_str());
        let message = format!("issue `{name}` stands in no part");
        return Err(body.problem(message, "let each issue stand in one part"));
    }
    Ok(Utility::Groups(groups))
}
