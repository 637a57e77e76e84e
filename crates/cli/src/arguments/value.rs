//! What an argument may say, with what to write instead.

use jiff::civil::Date;
use onetext::Assumption;
use onetext_case::Decimal;

use super::Moves;

pub(super) fn moves(text: &str) -> Result<Moves, String> {
    if text == "all" {
        return Ok(Moves(None));
    }
    let number = text.parse().ok().filter(|it| *it != 0);
    number.map(|it| Moves(Some(it))).ok_or_else(|| "write a number from 1, or all".to_owned())
}

pub(super) fn share(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|it| (0.01..=1.0).contains(it));
    number.ok_or_else(|| "write a share from 0.01 to 1, such as 0.6".to_owned())
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write a day such as 2025-12-02".to_owned())
}

pub(super) fn draws(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|it| (100..=100_000).contains(it));
    number.ok_or_else(|| "write a number from 100 to 100000".to_owned())
}

pub(super) fn setting(text: &str) -> Result<(String, String), String> {
    let (issue, option) = text.split_once('=').ok_or("write ISSUE=OPTION, such as border=joint")?;
    Ok((issue.trim().to_owned(), option.trim().to_owned()))
}

pub(super) fn assumption(text: &str) -> Result<(String, Assumption), String> {
    const WRITE: &str = "write STATEMENT=real, STATEMENT=bluff or STATEMENT=withdrawn";
    let (statement, how) = text.split_once('=').ok_or(WRITE)?;
    let assumption = match how.trim() {
        "real" => Assumption::Real,
        "bluff" => Assumption::Bluff,
        "withdrawn" => Assumption::Withdrawn,
        _ => return Err(WRITE.to_owned()),
    };
    Ok((statement.trim().to_owned(), assumption))
}

pub(super) fn reservation(text: &str) -> Result<(String, Decimal), String> {
    let (party, number) = text.split_once('=').ok_or("write PARTY=NUMBER, such as us=50")?;
    let number = Decimal::parse(number).ok_or("the number is a decimal, zero or more")?;
    Ok((party.to_owned(), number))
}

pub(super) fn percent(text: &str) -> Result<Decimal, String> {
    let is_part = |it: &Decimal| {
        10_i64
            .checked_pow(it.places)
            .is_some_and(|one| it.digits / 100 < one || it.digits == 100 * one)
    };
    let percent = Decimal::parse(text).filter(is_part);
    percent.ok_or_else(|| "write a number from 0 to 100".to_owned())
}

pub(super) fn weight(text: &str) -> Result<(String, u32), String> {
    let (issue, number) = text.split_once('=').ok_or("write ISSUE=NUMBER, such as border=3")?;
    let number = number.parse().map_err(|_| "the number is whole, from 0 to 4294967295")?;
    Ok((issue.to_owned(), number))
}
