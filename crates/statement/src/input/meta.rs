//! What a web page says about itself.

use jiff::civil::Date;
use serde_json::Value;

use super::day::day;
use super::markup::{attribute, resolved};

/// What a page says about itself, each by the surest sign there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Meta {
    pub(crate) published: Option<Date>,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) author: Option<String>,
}

/// Signs gathered on the way through a page; the first of its kind counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signs {
    published: [Option<Date>; 4],
    title: [Option<String>; 3],
    outlet: [Option<String>; 2],
    author: [Option<String>; 2],
    /// The day of times that stand outside the article, and whether they differ.
    other: Option<Date>,
    others_differ: bool,
    is_linked_data: bool,
}

/// Names under which pages give the day of publication.
const PUBLISHED: [&str; 9] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "publish-date",
    "pubdate",
];

impl Signs {
    /// Notes a tag; `in_article` says whether it stands in the element that holds the article.
    pub(crate) fn open(&mut self, name: &str, tag: &str, in_article: bool) {
        match name {
            "meta" => self.meta(tag),
            "time" => self.time(tag, in_article),
            "script" => {
                let kind = attribute(tag, "type").unwrap_or_default();
                self.is_linked_data = kind.trim().eq_ignore_ascii_case("application/ld+json");
            }
            _ => {}
        }
    }

    /// Notes what stands in an element whose inside is no markup.
    pub(crate) fn raw(&mut self, name: &str, text: &str) {
        if name == "title" {
            put(&mut self.title[2], &resolved(text, false));
        } else if name == "script" && std::mem::take(&mut self.is_linked_data) {
            // Some pages wrap it in a comment.
            let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
            if let Ok(value) = serde_json::from_str(text) {
                self.linked_data(&value);
            }
        }
    }

    pub(crate) fn into_meta(self) -> Meta {
        let other = self.other.filter(|_| !self.others_differ);
        Meta {
            published: self.published.into_iter().flatten().next().or(other),
            title: self.title.into_iter().flatten().next(),
            outlet: self.outlet.into_iter().flatten().next(),
            author: self.author.into_iter().flatten().next(),
        }
    }

    fn meta(&mut self, tag: &str) {
        let keys = ["property", "name", "itemprop"];
        let Some(key) = keys.iter().find_map(|key| attribute(tag, key)) else { return };
        let Some(content) = attribute(tag, "content") else { return };
        let key = key.trim().to_ascii_lowercase();
        match key.as_str() {
            "og:title" => put(&mut self.title[0], &content),
            "og:site_name" => put(&mut self.outlet[0], &content),
            // A profile may stand in the author's stead.
            "author" | "article:author" | "byl" if !content.contains("://") => {
                put(&mut self.author[0], &content);
            }
            _ => {
                if let Some(rank) = PUBLISHED.iter().position(|it| *it == key) {
                    let sign = &mut self.published[if rank < 2 { 0 } else { 2 }];
                    *sign = sign.or_else(|| day(&content));
                }
            }
        }
    }

    fn time(&mut self, tag: &str, in_article: bool) {
        let Some(found) = attribute(tag, "datetime").and_then(|it| day(&it)) else { return };
        let property = attribute(tag, "itemprop").unwrap_or_default();
        let is_marked =
            property.eq_ignore_ascii_case("datePublished") || attribute(tag, "pubdate").is_some();
        if is_marked {
            self.published[2] = self.published[2].or(Some(found));
        } else if in_article {
            self.published[3] = self.published[3].or(Some(found));
        } else {
            // The time of another article says nothing, and which is which cannot be seen.
            self.others_differ |= *self.other.get_or_insert(found) != found;
        }
    }

    /// Notes the first article in linked data, which may be a list or a graph.
    fn linked_data(&mut self, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|it| self.linked_data(it)),
            Value::Object(fields) => {
                if let Some(graph) = fields.get("@graph") {
                    self.linked_data(graph);
                }
                let Some(found) = fields.get("datePublished").and_then(|it| day(it.as_str()?))
                else {
                    return;
                };
                if self.published[1].is_some() {
                    return;
                }
                self.published[1] = Some(found);
                let words = |key: &str| fields.get(key).map(names).unwrap_or_default();
                put(&mut self.title[1], &words("headline"));
                put(&mut self.outlet[1], &words("publisher"));
                put(&mut self.author[1], &words("author"));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

/// The name of a person or body in linked data, or the names of several.
fn names(value: &Value) -> String {
    match value {
        Value::String(words) if !words.contains("://") => words.clone(),
        Value::Object(fields) => {
            fields.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
        }
        Value::Array(values) => {
            let each: Vec<String> = values.iter().filter(|it| !it.is_array()).map(names).collect();
            each.join(", ")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => String::new(),
    }
}

/// Fills a sign that is still empty, with words on one line.
fn put(sign: &mut Option<String>, words: &str) {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if sign.is_none() && !words.is_empty() {
        *sign = Some(words);
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::page::Page;

    fn check(page: &str) -> String {
        let meta = Page::new(page).meta;
        let day = meta.published.map(|it| it.to_string()).unwrap_or_default();
        let or_dash = |it: Option<String>| it.unwrap_or_else(|| "–".to_owned());
        format!(
            "{day} | {} | {} | {}",
            or_dash(meta.title),
            or_dash(meta.outlet),
            or_dash(meta.author)
        )
    }

    #[test]
    fn the_surest_sign_counts() {
        let pages = [
            "<title>Talks &amp;\n more</title><time datetime=2025-12-04>",
            "<meta name=date content='2025-12-03'><meta property='article:published_time' content='2025-12-02T23:00:00-05:00'>",
            "<meta property=og:title content='Talks'><meta property=og:site_name content=Courier><meta name=author content='Rui Costa'><title>x</title>",
            r#"<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"datePublished": "2025-12-02", "headline": "Talks", "author": [{"name": "Ana Belo"}, {"name": "Rui Costa"}], "publisher": {"name": "Courier"}}]}</script>"#,
            "<time datetime=2025-12-01>a</time><article><time datetime='2025-12-02T10:00'>b</time></article>",
            "<time datetime=2025-12-01>a</time><time datetime=2025-12-02>b</time>",
            "<time itemprop=datePublished datetime=2025-12-02><time datetime=2025-12-05>",
            "<script type='application/ld+json'>{broken</script><time datetime=soon><meta name=date>",
        ];
        assert_snapshot!(pages.map(check).join("\n"), @r#"
        2025-12-04 | Talks & more | – | –
        2025-12-02 | – | – | –
         | Talks | Courier | Rui Costa
        2025-12-02 | Talks | Courier | Ana Belo, Rui Costa
        2025-12-02 | – | – | –
         | – | – | –
        2025-12-02 | – | – | –
         | – | – | –
        "#);
    }
}
