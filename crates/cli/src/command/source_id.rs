//! Ids that are made for what has none yet.

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

/// An id made of words: small letters and digits, with hyphens between; `otherwise` if none is left.
pub(in crate::command) fn slug(words: &str, otherwise: &str) -> String {
    const LONGEST: usize = 60;
    let mut id = String::new();
    for letter in words.chars().filter(|it| !matches!(it, '\'' | '’')).flat_map(char::to_lowercase)
    {
        match plain(letter) {
            Some(_) if LONGEST <= id.len() => break,
            Some(letter) => id.push(letter),
            None if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            None => {}
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { otherwise.to_owned() } else { id.to_owned() }
}

/// A letter or digit without its accent, if it is one of those that ids are made of.
fn plain(letter: char) -> Option<char> {
    const ACCENTED: [(&str, char); 17] = [
        ("àáâãäåāăąæ", 'a'),
        ("çćčĉ", 'c'),
        ("ďđð", 'd'),
        ("èéêëēėęě", 'e'),
        ("ğģĝ", 'g'),
        ("ìíîïīįı", 'i'),
        ("ķ", 'k'),
        ("łļľ", 'l'),
        ("ñńňņ", 'n'),
        ("òóôõöøōőœ", 'o'),
        ("ŕř", 'r'),
        ("śšşșß", 's'),
        ("ťţțþ", 't'),
        ("ùúûüūůűų", 'u'),
        ("ŵ", 'w'),
        ("ýÿ", 'y'),
        ("źżž", 'z'),
    ];
    if letter.is_ascii_alphanumeric() {
        return Some(letter);
    }
    ACCENTED.iter().find(|(with, _)| with.contains(letter)).map(|it| it.1)
}

/// An id that is not taken: as wanted, or with a number after it.
pub(in crate::command) fn unused(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_usize..).map(|it| format!("{wanted}-{it}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|it| !taken(it))
        .unwrap_or_else(|| wanted.to_owned())
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
