//! Ids that are made for articles that have none yet.

use onetext_case::slug;

/// The id that an article would have among the sources, by what `onetext read` calls it: an
/// address, a path or an id of its own.
pub(in crate::command) fn would_be(read_as: &str) -> String {
    slug(bare(read_as), "article")
}

/// What an article is called, without what it shares with others: ending and scheme.
fn bare(read_as: &str) -> &str {
    const ENDINGS: [&str; 5] = [".txt", ".html", ".htm", ".xhtml", ".md"];
    let name = read_as.strip_prefix("https://").or_else(|| read_as.strip_prefix("http://"));
    let name = name.unwrap_or(read_as);
    ENDINGS.iter().find_map(|it| name.strip_suffix(it)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::would_be;

    #[test]
    fn an_article_is_called_as_its_file_or_address_is() {
        let names = [
            ("post", "post"),
            ("My Article", "my-article"),
            ("2025/12/rain.html", "2025-12-rain"),
            ("https://courier.example/2025/rain.html", "courier-example-2025-rain"),
            ("ana’s café.txt", "anas-cafe"),
            ("…", "article"),
        ];
        for (read_as, id) in names {
            assert_eq!(would_be(read_as), id);
        }
    }
}
