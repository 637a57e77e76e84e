//! Ids that are made for what has none yet.

/// An id made of words: small letters and digits, with hyphens between; `otherwise` if none is left.
pub fn slug(words: &str, otherwise: &str) -> String {
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
pub fn unused(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_usize..).map(|it| format!("{wanted}-{it}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|it| !taken(it))
        .unwrap_or_else(|| wanted.to_owned())
}
