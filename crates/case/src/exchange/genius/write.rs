//! Writes Genius XML.

use std::fmt::Write as _;

use crate::exchange::Writing;
use crate::exchange::loss::{self, Loss};
use crate::exchange::number::Number;
use crate::exchange::scenario::{
    Aggregation, Clock, Evaluation, Issue, Part, Party, Rectangle, Scenario, Term, Utility, Values,
};
use crate::files::Files;

/// The domain and a profile for each party.
pub(in crate::exchange) fn write(scenario: &Scenario, writing: Writing) -> Result<Files, Loss> {
    let issues = &scenario.issues;
    for issue in issues {
        let options = match &issue.values {
            Values::Named(names) => names.as_slice(),
            Values::Whole { .. } | Values::Real { .. } | Values::Stepped { .. } => &[],
        };
        let mut names = options.iter().chain([&issue.name, &scenario.name]);
        if let Some(name) = names.find(|it| !it.chars().all(is_xml)) {
            let message = format!("{name:?} has a character that XML does not have");
            return Err(Loss::new(message, "take the character out"));
        }
    }
    let mut files = Files::default();
    let mut domain = String::new();
    for (index, issue) in issues.iter().enumerate() {
        let inside = match &issue.values {
            Values::Named(names) => {
                let item = |(index, name): (usize, &String)| {
                    format!("        <item index=\"{}\" value=\"{}\"/>\n", index + 1, escape(name))
                };
                names.iter().enumerate().map(item).collect()
            }
            Values::Whole { .. } | Values::Real { .. } | Values::Stepped { .. } => String::new(),
        };
        domain.push_str(&element(index, issue, &inside)?);
    }
    let name = escape(&scenario.name);
    let count = issues.len();
    let objective = format!(
        "    <objective index=\"0\" name=\"{name}\" type=\"objective\" etype=\"objective\" description=\"\">\n"
    );
    files.insert(
        "domain.xml",
        format!(
            "<negotiation_template>\n  <utility_space number_of_issues=\"{count}\">\n{objective}{domain}    </objective>\n  </utility_space>\n</negotiation_template>\n"
        ),
    );
    for party in &scenario.parties {
        let (kind, body) = profile(party, issues, writing)?;
        let mut after = String::new();
        if let Some(discount) = &party.discount {
            if discount.clock != Clock::Share || !discount.reservation {
                let message = format!(
                    "`{}` is discounted by rounds or seconds, or not its reservation value",
                    party.name
                );
                return Err(Loss::new(
                    message,
                    "Genius discounts both by the share of time that is gone",
                ));
            }
            let factor = loss::decimal(&discount.factor, writing, &"a discount")?;
            let _ = writeln!(after, "  <discount_factor value=\"{factor}\"/>");
        }
        let Some(reservation) = scenario.reservation(party) else {
            let message = format!("for `{}` nothing is worse than no agreement", party.name);
            return Err(Loss::new(message, "Genius takes a number; give a reservation value"));
        };
        let value = loss::decimal(&reservation, writing, &"a reservation value")?;
        let _ = writeln!(after, "  <reservation value=\"{value}\"/>");
        let text = format!(
            "<utility_space{kind} number_of_issues=\"{count}\">\n{objective}{body}    </objective>\n{after}</utility_space>\n"
        );
        files.insert(format!("{}.xml", party.name), text);
    }
    Ok(files)
}

/// An issue with what stands inside of it.
fn element(index: usize, issue: &Issue, inside: &str) -> Result<String, Loss> {
    let (kind, bounds) = match &issue.values {
        Values::Named(_) => ("discrete", String::new()),
        Values::Whole { low, high } => {
            ("integer", format!(" lowerbound=\"{low}\" upperbound=\"{high}\""))
        }
        Values::Real { low, high, .. } => {
            let exact = Writing { places: None };
            let low = loss::decimal(low, exact, &"a bound")?;
            let high = loss::decimal(high, exact, &"a bound")?;
            ("real", format!(" lowerbound=\"{low}\" upperbound=\"{high}\""))
        }
        Values::Stepped { step, .. } => {
            let message = format!("issue `{}` counts by {step}", issue.name);
            return Err(Loss::new(message, "Genius counts by 1; name its options instead"));
        }
    };
    let (index, name) = (index + 1, escape(&issue.name));
    Ok(format!(
        "      <issue index=\"{index}\" name=\"{name}\" type=\"{kind}\" etype=\"{kind}\" vtype=\"{kind}\"{bounds}>\n{inside}      </issue>\n"
    ))
}

/// The type of a profile, as an attribute, and what its objective holds.
fn profile(
    party: &Party,
    issues: &[Issue],
    writing: Writing,
) -> Result<(&'static str, String), Loss> {
    let mut body = String::new();
    let reach = match &party.utility {
        Utility::Additive(terms) => {
            let mut weights = String::new();
            for (index, (issue, term)) in issues.iter().zip(terms).enumerate() {
                let (weight, inside) = evaluated(party, issue, term, writing)?;
                body.push_str(&element(index, issue, &inside)?);
                let what = format!("the weight of `{}` for `{}`", issue.name, party.name);
                let weight = loss::decimal(&weight, writing, &what)?;
                let _ =
                    writeln!(weights, "      <weight index=\"{}\" value=\"{weight}\"/>", index + 1);
            }
            body.push_str(&weights);
            loss::largest(&loss::terms(party, issues)?)
        }
        Utility::Rectangles { parts, divisor } => {
            for (index, issue) in issues.iter().enumerate() {
                body.push_str(&element(index, issue, "")?);
            }
            let divisor_text = loss::decimal(divisor, writing, &"the largest utility")?;
            let _ = writeln!(body, "      <utility maxutility=\"{divisor_text}\">");
            for part in parts {
                rectangles(part, issues, writing, &mut body)?;
            }
            body.push_str("      </utility>\n");
            &parts.iter().map(most).sum::<Number>() / divisor
        }
        Utility::Groups(_) | Utility::Ruled { .. } => return Err(unwritten(party)),
    };
    // Genius caps every utility at 1, and at nothing else.
    let one = Number::one();
    if party.cap.as_ref() != Some(&one) && *party.cap.as_ref().unwrap_or(&one).min(&one) < reach {
        let message = format!("the utility of `{}` may reach {reach}", party.name);
        return Err(Loss::new(message, "Genius caps utilities at 1, and no others; scale them"));
    }
    let kind = if matches!(party.utility, Utility::Rectangles { .. }) {
        " type=\"nonlinear\""
    } else {
        ""
    };
    Ok((kind, body))
}

fn unwritten(party: &Party) -> Loss {
    match &party.utility {
        Utility::Ruled { .. } => Loss::new(
            format!("the rules of `{}` cannot be written", party.name),
            "keep the file they were read from",
        ),
        Utility::Additive(_) | Utility::Groups(_) | Utility::Rectangles { .. } => Loss::new(
            format!("the utility of `{}` is a sum over groups of issues", party.name),
            "Genius takes weighted sums and hyper-rectangles; write GeniusWeb instead",
        ),
    }
}

/// The weight of an issue once its evaluations are as Genius has them, and these.
fn evaluated(
    party: &Party,
    issue: &Issue,
    term: &Term,
    writing: Writing,
) -> Result<(Number, String), Loss> {
    let what = format!("an evaluation of `{}` for `{}`", issue.name, party.name);
    let number = |it: &Number| loss::decimal(it, writing, &what);
    let table: Vec<Number> = (0..issue.len()).map(|it| term.evaluation.at(issue, it)).collect();
    if let Values::Named(names) = &issue.values {
        // Genius divides by the largest, so any multiple says the same.
        let largest = table.iter().max().cloned().unwrap_or_default();
        let zero = table.iter().all(|it| *it == Number::zero());
        if largest <= Number::zero() && !zero {
            let message =
                format!("no option of `{}` is worth more than 0 to `{}`", issue.name, party.name);
            return Err(Loss::new(message, "Genius divides by the largest evaluation; raise them"));
        }
        let largest = if zero { Number::one() } else { largest };
        let shares: Vec<Number> = table.iter().map(|it| it / &largest).collect();
        let scale = Number::common_denominator(shares.iter()).unwrap_or_else(Number::one);
        let mut items = String::new();
        for (index, (name, share)) in names.iter().zip(&shares).enumerate() {
            let evaluation = number(&(share * &scale))?;
            let _ = writeln!(
                items,
                "        <item index=\"{}\" value=\"{}\" evaluation=\"{evaluation}\"/>",
                index + 1,
                escape(name)
            );
        }
        return Ok((&term.weight * &largest, items));
    }
    if let Evaluation::Triangle { low, top, high } = &term.evaluation {
        let (low, top, high) = (number(low)?, number(top)?, number(high)?);
        let text = format!(
            "        <evaluator ftype=\"triangular\" parameter0=\"{low}\" parameter1=\"{high}\" parameter2=\"{top}\"/>\n"
        );
        return match &issue.values {
            Values::Real { .. } => Ok((term.weight.clone(), text)),
            _ => Err(crooked(party, issue)),
        };
    }
    let line = line(issue, &term.evaluation, &table).ok_or_else(|| crooked(party, issue))?;
    let (slope, offset) = line;
    // A whole number counts from the lower bound, a real one from zero.
    let (offset, names) = match &issue.values {
        Values::Whole { low, .. } => {
            (&offset + &(&slope * &Number::from(*low)), ["offset", "slope"])
        }
        Values::Named(_) | Values::Real { .. } | Values::Stepped { .. } => {
            (offset, ["parameter0", "parameter1"])
        }
    };
    let [zero, rise] = names;
    let (offset, slope) = (number(&offset)?, number(&slope)?);
    let text =
        format!("        <evaluator ftype=\"linear\" {zero}=\"{offset}\" {rise}=\"{slope}\"/>\n");
    Ok((term.weight.clone(), text))
}

fn crooked(party: &Party, issue: &Issue) -> Loss {
    let message =
        format!("the evaluations of `{}` for `{}` lie on no line", issue.name, party.name);
    Loss::new(message, "Genius evaluates numbers by lines from 0 to 1; name the options instead")
}

/// Slope and offset of a line which, kept within 0 and 1, gives the numbers.
pub(in crate::exchange) fn line(
    issue: &Issue,
    evaluation: &Evaluation,
    table: &[Number],
) -> Option<(Number, Number)> {
    if let Evaluation::Line { slope, offset, clamped: true } = evaluation {
        return Some((slope.clone(), offset.clone()));
    }
    let (first, second) = (issue.number(0)?, issue.number(1));
    let slope = match (second, table.get(1)) {
        (Some(second), Some(worth)) if second != first => {
            &(worth - table.first()?) / &(&second - &first)
        }
        _ => Number::zero(),
    };
    let offset = table.first()? - &(&slope * &first);
    let fit = Evaluation::Line { slope: slope.clone(), offset: offset.clone(), clamped: true };
    let fits = table.iter().enumerate().all(|(option, worth)| fit.at(issue, option) == *worth);
    fits.then_some((slope, offset))
}

fn rectangles(
    part: &Part,
    issues: &[Issue],
    writing: Writing,
    body: &mut String,
) -> Result<(), Loss> {
    let weight = loss::decimal(&part.weight, writing, &"the weight of a function")?;
    let aggregation = match part.aggregation {
        Aggregation::Sum => "sum",
        Aggregation::Min => "min",
        Aggregation::Max => "max",
    };
    let _ = writeln!(
        body,
        "      <ufun type=\"PlainUfun\" weight=\"{weight}\" aggregation=\"{aggregation}\">"
    );
    for it in &part.rectangles {
        let utility = loss::decimal(&it.utility, writing, &"the utility of a rectangle")?;
        let _ = writeln!(body, "        <hyperRectangle utility=\"{utility}\">");
        body.push_str(&bounds(it, issues)?);
        body.push_str("        </hyperRectangle>\n");
    }
    for inner in &part.parts {
        rectangles(inner, issues, writing, body)?;
    }
    body.push_str("      </ufun>\n");
    Ok(())
}

fn bounds(rectangle: &Rectangle, issues: &[Issue]) -> Result<String, Loss> {
    let mut text = String::new();
    let name = if rectangle.outside { "EXCLUDES" } else { "INCLUDES" };
    for (place, options) in &rectangle.bounds {
        let ends = issues.get(*place).and_then(|issue| {
            let last = issue.number(options.end.checked_sub(1)?)?;
            let first = issue.number(options.start).unwrap_or_else(|| &last + &Number::one());
            Some((first.to_decimal()?, last.to_decimal()?))
        });
        let Some((min, max)) = ends else {
            let message = "a bound holds no number, or one that is no finite decimal";
            return Err(Loss::new(message, "take the rectangle out; it pays never or always"));
        };
        let _ = writeln!(
            text,
            "          <{name} index=\"{}\" min=\"{min}\" max=\"{max}\"/>",
            place + 1
        );
    }
    Ok(text)
}

/// No outcome is worth more in this part.
fn most(part: &Part) -> Number {
    let positive = |it: Number| it.max(Number::zero());
    let rectangles = part.rectangles.iter().map(|it| positive(it.utility.clone()));
    let total = rectangles.chain(part.parts.iter().map(|it| positive(most(it)))).sum::<Number>();
    positive(&part.weight * &total)
}

/// Whether a character may stand in XML.
fn is_xml(it: char) -> bool {
    matches!(it, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' | '\r' => {
                let _ = write!(escaped, "&#{};", u32::from(it));
            }
            other => escaped.push(other),
        }
    }
    escaped
}
