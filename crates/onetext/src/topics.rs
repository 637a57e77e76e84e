//! From a case to the issues by which articles are read.

use onetext_case::{Case, Decimal};
use onetext_statement::{Topic, Topics};

/// The issues of a case, in words, in the order of the case, for whoever reads articles for it.
///
/// A section stands before its question. An option of a numeric issue whose text does not hold its
/// whole number has it, with the unit, after the text.
pub fn topics(case: &Case) -> Topics {
    let issues = case.issues.iter().map(|issue| {
        let options = issue.options.iter().map(|option| {
            let value = option.value.and_then(whole).map(|it| it.to_string());
            let unit = issue.unit.as_deref().unwrap_or("");
            let text = match value {
                Some(value) if !option.text.replace(',', "").contains(&value) => {
                    format!("{} ({value} {unit})", option.text)
                }
                _ => option.text.clone(),
            };
            (option.id.clone(), text)
        });
        Topic {
            id: issue.id.clone(),
            question: format!("{} {}", issue.section, issue.question).trim().to_owned(),
            keywords: issue.keywords.clone(),
            options: options.collect(),
        }
    });
    Topics { issues: issues.collect() }
}

/// A number that is whole, which those in the news mostly are.
fn whole(value: Decimal) -> Option<i64> {
    let unit = 10_i64.checked_pow(value.places)?;
    (value.digits % unit == 0).then_some(value.digits / unit)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use onetext_case::{Issue, IssueOption};

    use super::*;

    #[test]
    fn a_number_and_its_unit_are_words_of_an_option() {
        let option = |id: &str, text: &str, digits| IssueOption {
            id: id.to_owned(),
            text: text.to_owned(),
            value: Some(Decimal { digits, places: 0 }),
        };
        let issue = Issue {
            id: "army".to_owned(),
            section: "Forces".to_owned(),
            question: "How large?".to_owned(),
            options: vec![option("a", "as today", 600_000), option("b", "800,000 men", 800_000)],
            unit: Some("soldiers".to_owned()),
            keywords: vec!["army".to_owned()],
            ..Issue::default()
        };
        let case = Case { issues: vec![issue], ..Case::default() };
        let found = topics(&case)
            .issues
            .into_iter()
            .map(|it| format!("{} “{}” {:?} {:?}", it.id, it.question, it.keywords, it.options));
        assert_snapshot!(found.collect::<Vec<_>>().join("\n"), @r#"army “Forces How large?” ["army"] [("a", "as today (600000 soldiers)"), ("b", "800,000 men")]"#);
    }
}
