//! Days and times as readers see them: in words on a page, as ISO 8601 in JSON.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use onetext_case::When;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A calendar day. It shows itself as `2 December 2025` and serializes as `2025-12-02`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(
    /// The day.
    pub Date,
);

impl Day {
    fn without_year(self) -> String {
        format!("{} {}", self.0.day(), month(self.0))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.0.day(), month(self.0), self.0.year())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A calendar day, such as 2025-12-02.",
            "type": "string",
            "pattern": r"^-?\d{4,}-\d{2}-\d{2}$",
        })
    }
}

/// From a first to a last day. It shows itself in words: `29–30 November 2025`, `September 2025`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Time {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Time {
    /// The time for narrow places, without its year: `2 Dec`, `24–30 Nov`, `20 Nov – 2 Dec`.
    pub fn short(&self) -> String {
        let (from, to) = (self.from.0, self.to.0);
        let short = |day: Date| month(day).get(..3).unwrap_or_default();
        if from == to {
            return format!("{} {}", from.day(), short(from));
        }
        if from == from.first_of_month() && to == from.last_of_month() {
            return format!("{} {}", short(from), from.year());
        }
        if (from.year(), from.month()) == (to.year(), to.month()) {
            return format!("{}–{} {}", from.day(), to.day(), short(to));
        }
        format!("{} {} – {} {}", from.day(), short(from), to.day(), short(to))
    }
}

impl Time {
    /// The time for machines, where ISO 8601 has one word for it: `2025-12-02`, `2025-09`.
    pub(crate) fn iso(&self) -> Option<String> {
        let (from, to) = (self.from.0, self.to.0);
        if from == to {
            return Some(from.to_string());
        }
        let is_month = from == from.first_of_month() && to == from.last_of_month();
        is_month.then(|| format!("{:04}-{:02}", from.year(), from.month()))
    }
}

impl From<&When> for Time {
    fn from(when: &When) -> Self {
        Self { from: Day(when.from), to: Day(when.to) }
    }
}

impl From<Date> for Time {
    fn from(day: Date) -> Self {
        Self { from: Day(day), to: Day(day) }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from.0, self.to.0);
        if from == to {
            return self.from.fmt(f);
        }
        if from == from.first_of_month() && to == from.last_of_month() {
            return write!(f, "{} {}", month(from), from.year());
        }
        if (from.year(), from.month()) == (to.year(), to.month()) {
            return write!(f, "{}–{}", from.day(), self.to);
        }
        if from.year() == to.year() {
            return write!(f, "{} – {}", self.from.without_year(), self.to);
        }
        write!(f, "{} – {}", self.from, self.to)
    }
}

fn month(day: Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = usize::try_from(day.month() - 1).unwrap_or_default();
    MONTHS[index]
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(text: &str) -> String {
        Time::from(&When::parse(text).unwrap()).to_string()
    }

    #[test]
    fn times_read_as_people_say_them() {
        assert_snapshot!(check("2025-12-02"), @"2 December 2025");
        assert_snapshot!(check("2025-W48"), @"24–30 November 2025");
        assert_snapshot!(check("2025-09"), @"September 2025");
        assert_snapshot!(check("2025-11-29/2025-12-01"), @"29 November – 1 December 2025");
        assert_snapshot!(check("2025-12-29/2026-01-02"), @"29 December 2025 – 2 January 2026");
    }
}
