//! A line of JSON Lines to an article.

use serde_json::Value;

use super::day::day;
use super::{Document, Error};

/// An article that a line of JSON Lines holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What names it, where the line says so: `id`, else `url`.
    pub id: Option<String>,
    /// The string that holds the article, as it is.
    pub string: String,
    /// What stands where the day of publication should, and is no day, if nothing there is one.
    pub unread_day: Option<String>,
    /// The article. Spans are bytes of the string, in UTF-8.
    pub document: Document,
}

/// The article in a line of JSON Lines.
///
/// The text is the first string among `text`, `html`, `body` and `content` that is not blank; it
/// may be a web page. The day is `published`, `date`, `published_at`, `datePublished`,
/// `publication_date` or `pubDate`, the first that is a day; `title` or `headline`, `outlet`,
/// `publisher`, `source` or `site`, and `author` or `byline` are taken where they are strings. What
/// the page itself says counts where the line is silent. Other keys are ignored.
///
/// # Errors
///
/// - [`Error::Json`] where the line is no JSON in UTF-8, [`Error::NoObject`] where it is no object.
/// - [`Error::NoText`] where no key holds a text.
/// - As [`Document::parse`].
///
/// # Examples
///
/// ```
/// use onetext_statement::record;
///
/// let line = r#"{"id": 7, "date": "2025-12-02T10:00:00Z", "text": "Ana Belo said no."}"#;
/// let record = record(line.as_bytes())?;
/// assert_eq!(record.id.as_deref(), Some("7"));
/// assert_eq!(record.document.published, Some(jiff::civil::date(2025, 12, 2)));
/// # Ok::<(), onetext_statement::Error>(())
/// ```
pub fn record(line: &[u8]) -> Result<Record, Error> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let json = |error: &dyn std::fmt::Display| Error::Json { reason: error.to_string() };
    let value: Value = serde_json::from_slice(line).map_err(|error| json(&error))?;
    let Value::Object(fields) = value else {
        return Err(Error::NoObject);
    };
    let words = |keys: &[&str]| -> Option<&str> {
        let found = keys.iter().filter_map(|key| fields.get(*key)?.as_str());
        found.map(str::trim).find(|it| !it.is_empty())
    };
    // Spans are bytes of the string as it is, so white space around it counts.
    let texts =
        ["text", "html", "body", "content"].iter().filter_map(|key| fields.get(*key)?.as_str());
    let text = texts.into_iter().find(|it| !it.trim().is_empty()).ok_or(Error::NoText)?;
    let mut document = Document::parse(text.as_bytes())?;
    let days =
        ["published", "date", "published_at", "datePublished", "publication_date", "pubDate"];
    let said = days.iter().find_map(|key| day(fields.get(*key)?.as_str()?));
    let told = days.iter().filter_map(|key| fields.get(*key)).find(|it| !it.is_null());
    let unread_day = told
        .filter(|_| said.is_none())
        .map(|it| it.as_str().map_or_else(|| it.to_string(), |it| it.trim().to_owned()));
    let unread_day = unread_day.filter(|it| !it.is_empty());
    document.published = said.or(document.published);
    let put = |field: &mut Option<String>, keys: &[&str]| {
        if let Some(words) = words(keys) {
            *field = Some(words.to_owned());
        }
    };
    put(&mut document.title, &["title", "headline"]);
    put(&mut document.outlet, &["outlet", "publisher", "source", "site"]);
    put(&mut document.author, &["author", "byline"]);
    let id = ["id", "url"].iter().find_map(|key| match fields.get(*key)? {
        Value::String(words) => Some(words.trim().to_owned()).filter(|it| !it.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    });
    Ok(Record { id, string: text.to_owned(), unread_day, document })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::record;

    fn check(line: &str) -> String {
        match record(line.as_bytes()) {
            Ok(it) => {
                let document = it.document;
                format!(
                    "{:?} {:?} {:?} {:?} {:?} {:?}",
                    it.id,
                    document.text,
                    document.published,
                    document.title,
                    document.outlet,
                    document.author
                )
            }
            Err(error) => format!("{error}; {}", error.hint()),
        }
    }

    #[test]
    fn a_record_may_name_its_text_in_several_ways() {
        let lines = [
            r#"{"text": "Rain fell.", "id": "a", "url": "b", "colour": [1, {"x": null}]}"#,
            r#"{"text": " ", "body": "Rain fell.", "url": "b", "title": "Rain", "site": "Courier"}"#,
            r#"{"content": "Rain fell.", "id": 12, "date": "soon", "pubDate": "2 December 2025", "author": "Rui Costa"}"#,
        ];
        assert_snapshot!(lines.map(check).join("\n"), @r#"
        Some("a") "Rain fell." None None None None
        Some("b") "Rain fell." None Some("Rain") Some("Courier") None
        Some("12") "Rain fell." Some(2025-12-02) None None Some("Rui Costa")
        "#);
    }

    #[test]
    fn broken_lines_say_what_is_wrong() {
        let lines =
            ["", "{", "[1]", "{\"text\": 1}", "{\"id\": \"a\"}", "{\"text\": \"%PDF-1.7\"}"];
        assert_snapshot!(lines.map(check).join("\n"), @r#"
        is not JSON: EOF while parsing a value at line 1 column 0; write one object on each line, such as {"text": "…"}
        is not JSON: EOF while parsing an object at line 1 column 1; write one object on each line, such as {"text": "…"}
        is JSON, but no object; write one object on each line, such as {"text": "…"}
        is JSON without a text, or with an empty one; name the text `text`, `html`, `body` or `content`
        is JSON without a text, or with an empty one; name the text `text`, `html`, `body` or `content`
        is a PDF; save the article as plain text or as a web page
        "#);
        assert!(record(b"{\"text\": \"\xff\"}").is_err());
        assert!(record("[".repeat(100_000).as_bytes()).is_err());
    }
}
