//! What a pattern says of one issue: an option, all options but some, or a bound on their value.

use crate::model::{Decimal, IssueId, OptionId};
use crate::read::names::Names;
use crate::read::value::less;

/// Why a text stands for no options of an issue.
#[derive(Debug)]
pub(crate) enum Fault<'a> {
    /// The issue has no option of this id.
    Unknown(&'a str),
    /// A bound on the values of an issue whose options have none.
    NoValues,
    /// No number stands after the sign.
    NoNumber,
    /// No option is left.
    Nothing,
}

/// The options for which a text in a pattern stands: `option`, `not option or option`, or a bound
/// such as `<= 600000`.
pub(crate) fn options<'a>(
    names: &Names,
    issue: IssueId,
    text: &'a str,
) -> Result<Vec<OptionId>, Fault<'a>> {
    let values = names.values.get(issue.0).map_or(&[][..], Vec::as_slice);
    let option = |id: &'a str| names.option(issue, id).ok_or(Fault::Unknown(id));
    let found: Vec<OptionId> = if let Some(others) = others(text) {
        let others: Vec<OptionId> =
            others.split(" or ").map(|it| option(it.trim())).collect::<Result<_, _>>()?;
        (0..values.len()).map(OptionId).filter(|it| !others.contains(it)).collect()
    } else if let Some((sign, number)) = bound(text) {
        if values.iter().all(Option::is_none) {
            return Err(Fault::NoValues);
        }
        let number = Decimal::parse(&number.replace('_', "")).ok_or(Fault::NoNumber)?;
        let fits = |value: Decimal| match sign {
            "<=" => !less(number, value),
            ">=" => !less(value, number),
            "<" => less(value, number),
            _ => less(number, value),
        };
        let fits = |it: &usize| values[*it].is_some_and(fits);
        (0..values.len()).filter(fits).map(OptionId).collect()
    } else {
        vec![option(text)?]
    };
    if found.is_empty() { Err(Fault::Nothing) } else { Ok(found) }
}

/// What stands after `not`.
pub(crate) fn others(text: &str) -> Option<&str> {
    text.strip_prefix("not ").map(str::trim)
}

/// The sign of a bound and its number.
fn bound(text: &str) -> Option<(&'static str, &str)> {
    let signs = ["<=", ">=", "<", ">"];
    signs.into_iter().find_map(|sign| Some((sign, text.strip_prefix(sign)?.trim())))
}
