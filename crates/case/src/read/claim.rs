//! What a statement says, out of the keys of its stance.

use crate::claim::{Claim, Effect, Forecast, Step, Swing, Target};
use crate::model::{Case, DraftId, IssueId, OptionId, Pattern, ProspectId};
use crate::read::build::Fields;
use crate::read::names::Report;
use crate::read::statement::FILE;
use crate::read::tree::Node;
use crate::read::value;
use crate::shape::Space;

/// The claim of a statement; one that cannot be read is an event, which says nothing in numbers.
pub(crate) fn claim(fields: Fields<'_>, case: &Case, report: &mut Report) -> Claim {
    let options = || fields.pattern("options");
    let stance = fields.text("stance");
    let target = || match fields.place(Space::Draft, "draft") {
        Some(draft) if draft < fields.names.drafts_with_text => Target::Draft(DraftId(draft)),
        _ => Target::Package(options()),
    };
    let forecast = || {
        let prospect = fields.place(Space::Prospect, "prospect").map(ProspectId)?;
        Some(Forecast { prospect, chance: value::chance(fields.node.at("chance")?)? })
    };
    let times = || fields.node.at("times").and_then(value::times).unwrap_or(1);
    check(fields, &stance, case, report);
    let nothing = Claim::Event(Pattern::new());
    match stance.as_str() {
        "red-line" => Claim::RedLine(options()),
        "requires" => Claim::Requires(options()),
        "only-if" => Claim::OnlyIf { options: options(), when: fields.pattern("when") },
        "flexible" => Claim::Flexible(match fields.node.at("options") {
            Some(_) => options(),
            None => everything(&fields.places(Space::Issue, "about"), case),
        }),
        "support" => Claim::Support(options()),
        "opposition" => Claim::Opposition(options()),
        "demand" => Claim::Demand(options()),
        "rejection" => Claim::Rejection(options()),
        "ideal-point" => Claim::IdealPoint(options()),
        "preference" => {
            Claim::Preference { prefer: fields.pattern("prefer"), over: fields.pattern("over") }
        }
        "indifference" => <[Pattern; 2]>::try_from(fields.patterns("between"))
            .map_or(nothing, Claim::Indifference),
        "together" => Claim::Together {
            options: options(),
            effect: if fields.text("effect") == "loss" { Effect::Loss } else { Effect::Gain },
        },
        "trade" => match (step(fields, "prefer", report), step(fields, "over", report)) {
            (Some(prefer), Some(over)) => Claim::Trade { prefer, over, times: times() },
            _ => nothing,
        },
        "priority" => Claim::Priority { swings: swings(fields), times: times() },
        "ranking" => {
            let places = fields.places(Space::Draft, "drafts").into_iter();
            let with_text = places.filter(|it| *it < fields.names.drafts_with_text);
            Claim::Ranking(with_text.map(DraftId).collect())
        }
        "acceptance" => Claim::Acceptance(target()),
        "refusal" => Claim::Refusal(target()),
        "conditional-offer" => Claim::ConditionalOffer {
            when: fields.pattern("when"),
            then: fields.pattern("then"),
            otherwise: fields.text("otherwise"),
            forecast: forecast(),
        },
        "ultimatum" => Claim::Ultimatum {
            options: options(),
            then: fields.pattern("then"),
            forecast: forecast(),
        },
        "threat" => forecast().map_or(nothing, |Forecast { prospect, chance }| Claim::Threat {
            prospect,
            chance,
            options: options(),
        }),
        "estimate" => forecast()
            .map_or(nothing, |Forecast { prospect, chance }| Claim::Estimate { prospect, chance }),
        "pressure" => Claim::Pressure(swings(fields)),
        "precondition" => Claim::Precondition,
        "commitment" => Claim::Commitment(options()),
        "position" => Claim::Position(options()),
        "assessment" => Claim::Assessment(options()),
        "accusation" => Claim::Accusation(options()),
        _ => Claim::Event(options()),
    }
}

/// Reports keys that do not go together.
fn check(fields: Fields<'_>, stance: &str, case: &Case, report: &mut Report) {
    let has = |key: &str| fields.node.at(key).is_some();
    let mut wrong = |key: &str, message: &str, help: &str| {
        report.error(FILE, fields.span(key), message, help);
    };
    let options = fields.pattern("options");
    match stance {
        "acceptance" | "refusal" if has("draft") && has("options") => wrong(
            "options",
            "the statement has both `draft` and `options`",
            "name the draft or the package, and make two statements if both are meant",
        ),
        "flexible" if !has("options") && !has("about") => wrong(
            "stance",
            "a statement of the stance `flexible` needs `options` or `about`",
            "name the options, or by `about` the issues, on which the party can move",
        ),
        "ideal-point" => {
            let is_all = |(issue, options): (&IssueId, &Vec<OptionId>)| {
                let last = case.issues[issue.0].options.len().saturating_sub(1);
                options.contains(&OptionId(0)) && options.contains(&OptionId(last))
            };
            if options.iter().any(is_all) {
                wrong(
                    "options",
                    "an ideal point anywhere from the first option to the last says nothing",
                    "name one option, or neighbors of which one is the best",
                );
            }
        }
        "indifference" if has("between") && fields.patterns("between").len() != 2 => wrong(
            "between",
            "`between` of an indifference needs two packages",
            "write `[{ issue = \"option\" }, { issue = \"other\" }]`",
        ),
        "together" if options.len() == 1 => wrong(
            "options",
            "options that do something to each other stand on two issues or more",
            "name the other issue too; for one issue alone use `support`, `demand` or `preference`",
        ),
        "ultimatum" => {
            let is_silent = |(issue, options): (&IssueId, &Vec<OptionId>)| {
                case.issues[issue.0].status_quo.is_some_and(|it| options.contains(&it))
            };
            if !options.is_empty() && options.iter().all(is_silent) {
                wrong(
                    "options",
                    "the ultimatum demands what a silent text gives",
                    "name options beside the status quo, or use `requires`",
                );
            }
            if fields.pattern("then").keys().any(|it| options.contains_key(it)) {
                wrong(
                    "then",
                    "`then` names an issue on which the ultimatum demands something",
                    "`then` is what would be given on other issues",
                );
            }
        }
        _ => {}
    }
    for (key, list) in [("issues", "priority"), ("drafts", "ranking")] {
        if stance == list && has(key) && fields.node.at(key).is_some_and(|it| it.items().len() < 2)
        {
            wrong(
                key,
                &format!("`{key}` of a {list} needs at least two"),
                "name them from the first to the last",
            );
        }
    }
    if matches!(stance, "conditional-offer" | "ultimatum") && has("prospect") != has("chance") {
        let (key, other) =
            if has("prospect") { ("prospect", "chance") } else { ("chance", "prospect") };
        wrong(
            key,
            &format!("`{key}` stands without `{other}`"),
            "what happens otherwise needs both: the prospect, and how probable it is said to be",
        );
    }
}

/// All options of some issues.
fn everything(issues: &[usize], case: &Case) -> Pattern {
    let all = |&it: &usize| {
        let options = case.issues.get(it)?.options.len();
        (0 < options).then(|| (IssueId(it), (0..options).map(OptionId).collect()))
    };
    issues.iter().filter_map(all).collect()
}

/// The issues of a list, each by its id or as a step on it.
fn swings(fields: Fields<'_>) -> Vec<Swing> {
    let swing = |node: &Node| {
        if let Some(id) = node.text() {
            return fields.names.issue(id).map(Swing::Issue);
        }
        let issue = fields.names.issue(node.at("issue")?.text()?)?;
        let end = |key: &str| fields.names.option(issue, node.at(key)?.text()?);
        let (from, to) = (end("from")?, end("to")?);
        (from != to).then_some(Swing::Step(Step { issue, from, to }))
    };
    fields.node.at("issues").map_or(&[][..], Node::items).iter().filter_map(swing).collect()
}

/// The step of a trade: one issue, from an option to another.
fn step(fields: Fields<'_>, key: &str, report: &mut Report) -> Option<Step> {
    let node = fields.node.at(key)?;
    let found = match node.entries() {
        [entry] => {
            let issue = fields.names.issue(&entry.key)?;
            let option = |item: &Node| fields.names.option(issue, item.text()?);
            match entry.value.items() {
                [from, to] => {
                    let step: (OptionId, OptionId) = (option(from)?, option(to)?);
                    (step.0 != step.1).then_some(Step { issue, from: step.0, to: step.1 })
                }
                _ => None,
            }
        }
        _ => None,
    };
    if found.is_none() {
        let message = format!("`{key}` of a trade is not a step on one issue");
        report.error(
            FILE,
            &node.span,
            message,
            "write `{ issue = [\"from\", \"to\"] }` with two different options",
        );
    }
    found
}
