//! Pairs quotation marks within a paragraph.

use std::ops::Range;

use crate::text::position;

/// A stretch between outermost quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    /// Bytes with the marks.
    pub(crate) outer: Range<usize>,
    /// Bytes between the marks.
    pub(crate) inner: Range<usize>,
}

/// The outermost quotations in `text`, in order; places are bytes of `text`.
///
/// Curly, straight, low-high, angled marks (either way) and typed ones (two backticks or apostrophes)
/// are known, and single ones where they are not apostrophes. A mark without its partner is passed over; an opening one reaches to the end of
/// the paragraph if it stands where speech begins or if `continues` says that the next paragraph
/// opens with a mark again.
pub(crate) fn pair(text: &str, continues: bool) -> Vec<Quote> {
    let marks = marks(text);
    with_single(text, &marks, double(text, &marks, continues))
}

/// A character that may be a quotation mark, with what stands around it.
struct Mark {
    start: usize,
    end: usize,
    sign: char,
    before: Option<char>,
    after: Option<char>,
}

impl Mark {
    fn opens(&self) -> bool {
        let space = |it: char| it.is_whitespace() || "([{—–―-“\"`‘'«»„:/…".contains(it);
        self.before.is_none_or(space) && self.after.is_some_and(|it| !it.is_whitespace())
    }

    /// Whether what follows is no point, as it is after "»" where it closes.
    fn precedes_word(&self) -> bool {
        self.after.is_some_and(|it| it.is_alphanumeric() || "…„‚“‘[(".contains(it))
    }

    fn closes(&self) -> bool {
        self.before.is_some_and(|it| !it.is_whitespace())
            && self.after.is_none_or(|it| !it.is_alphanumeric())
    }
}

fn marks(text: &str) -> Vec<Mark> {
    const CODE_BYTES: usize = 200;
    /// First bytes of marks, the last two of such as "“" and "«".
    const FIRST: [u8; 6] = *b"[\"'`\xe2\xc2";
    let bytes = text.as_bytes();
    let mut found: Vec<Mark> = Vec::new();
    let mut at = 0;
    while let Some(length) = position(&bytes[at..], FIRST) {
        let start = at + length;
        let mut signs = text[start..].chars();
        let Some(first) = signs.next() else { break };
        at = start + first.len_utf8();
        if first == '[' {
            // Marks in an embed code such as `[video id="7"]` quote nothing.
            let ahead = &bytes[start..text.len().min(start + CODE_BYTES)];
            if let Some(length) = ahead.iter().position(|&it| it == b']')
                && ahead[..length].contains(&b'=')
            {
                at = start + length;
            }
            continue;
        }
        // Typed marks: ``one'' and ''one'', `one' within them.
        let is_typed = matches!(first, '\'' | '`');
        let is_twice = is_typed && signs.next() == Some(first);
        let sign = match (first, is_twice) {
            ('\'', true) => '"',
            ('`', true) => '“',
            ('`', false) => '‘',
            ('“' | '”' | '"' | '„' | '«' | '»' | '‘' | '’' | '‚' | '\'', _) => first,
            _ => continue,
        };
        let end = start + first.len_utf8() + usize::from(is_twice);
        at = end;
        let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
        found.push(Mark { start, end, sign, before, after });
    }
    found
}

fn double(text: &str, marks: &[Mark], continues: bool) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut open: Option<&Mark> = None;
    let mut is_nested = false;
    for (at, mark) in marks.iter().enumerate() {
        let opener = open.map(|it| it.sign);
        let (begins, ends) = match (mark.sign, opener) {
            ('“', Some('„')) | ('»', Some('«')) | ('«', Some('»')) => (false, true),
            ('”', Some(outer)) if !matches!(outer, '«' | '»') => (false, true),
            ('“' | '„' | '«', Some(outer)) if encloses(outer, &marks[at..]) => (false, false),
            ('“' | '„' | '«', _) => (true, false),
            ('»', None) => (mark.opens() && mark.precedes_word(), false),
            ('”', None) => (mark.opens() && !mark.closes(), false),
            ('"', None) => (mark.opens(), false),
            ('"', Some('"')) => {
                let begins = mark.opens() && !mark.closes();
                (begins, !begins)
            }
            ('"', Some(_)) if mark.opens() => {
                is_nested = true;
                (false, false)
            }
            ('"', Some(_)) if is_nested => {
                is_nested = false;
                (false, false)
            }
            ('"', Some('“')) | ('»', Some('»')) => (false, mark.closes()),
            _ => (false, false),
        };
        if ends && let Some(first) = open.take() {
            found.push(Quote { outer: first.start..mark.end, inner: first.end..mark.start });
        }
        if begins {
            open = Some(mark);
            is_nested = false;
        }
    }
    if let Some(first) = open {
        let lead = text[..first.start].trim_end();
        let begins = lead.is_empty() && first.sign != '»';
        if begins || continues || lead.ends_with([',', ':']) {
            found.push(Quote { outer: first.start..text.len(), inner: first.end..text.len() });
        }
    }
    found.retain(|quote| text[quote.inner.clone()].contains(char::is_alphanumeric));
    found
}

/// Whether a quotation that is open goes on past a mark that opens one of another kind, the first of
/// `marks`: "He said «no» to us" within curly marks.
fn encloses(outer: char, marks: &[Mark]) -> bool {
    const NEAR: usize = 8;
    let closes = |sign: char| match outer {
        '“' => sign == '”',
        '„' => matches!(sign, '“' | '”'),
        '«' => sign == '»',
        '»' => sign == '«',
        _ => false,
    };
    let mut own = marks.iter().take(NEAR).map(|it| it.sign);
    own.find(|&it| it == outer || closes(it)).is_some_and(closes)
}

/// Adds quotations in single marks; one that contains doubles takes their place.
fn with_single(text: &str, marks: &[Mark], doubles: Vec<Quote>) -> Vec<Quote> {
    const ELISIONS: [&str; 9] = ["em", "til", "tis", "twas", "cause", "n", "round", "bout", "cuz"];
    let mut found: Vec<Quote> = Vec::new();
    let mut doubles = doubles.into_iter().peekable();
    let mut open: Option<&Mark> = None;
    let mut singles =
        marks.iter().filter(|it| matches!(it.sign, '‘' | '’' | '‚' | '\'')).peekable();
    while let Some(mark) = singles.next() {
        while let Some(double) = doubles.next_if(|it| it.outer.end <= mark.start) {
            found.push(double);
        }
        if doubles.peek().is_some_and(|it| it.outer.start <= mark.start) {
            continue;
        }
        let opens_word = || {
            let letters = text[mark.end..].chars().take(6).take_while(|it| it.is_alphanumeric());
            let word: String = letters.flat_map(char::to_lowercase).collect();
            let is_elision = word.starts_with(|it: char| it.is_ascii_digit())
                || ELISIONS.contains(&word.as_str());
            !word.is_empty() && !is_elision
        };
        if mark.sign != '’' && mark.opens() && opens_word() {
            open = Some(mark);
        } else if let Some(first) = open
            && mark.closes()
        {
            // "The miners’ union": a later mark may be the closing one.
            let is_possessive = mark.before == Some('s')
                && mark.after.is_some_and(char::is_whitespace)
                && text[mark.end..].trim_start().starts_with(char::is_lowercase)
                && singles.peek().is_some_and(|next| next.closes() && !next.opens());
            if !is_possessive {
                while found.last().is_some_and(|it| first.start < it.outer.start) {
                    found.pop();
                }
                found.push(Quote { outer: first.start..mark.end, inner: first.end..mark.start });
                open = None;
            }
        }
    }
    found.extend(doubles);
    found
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::pair;

    fn check(text: &str) -> String {
        let shown = pair(text, false).into_iter().map(|quote| text[quote.inner].to_owned());
        shown.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn every_kind_of_mark_is_paired() {
        let found = check("“One,” \"two,\" «three», „four“ and ‘five’ and 'six'.");
        assert_snapshot!(found, @"One, | two, | three | four | five | six");
        let found =
            check("``One 'or more' of 'em,'' she said, ''two,'' `three' and ''four 'or five'.''");
        assert_snapshot!(found, @"One 'or more' of 'em, | two, | three | four 'or five'.");
    }

    #[test]
    fn angled_marks_may_point_inwards() {
        let found = check("»One,« said Belo, »two.« »Three», she said. « Quatre », dit-elle.");
        assert_snapshot!(found, @"One, | two. | Three |  Quatre ");
        assert_snapshot!(check("Oui », dit-elle. »Read more » News"), @"");
        assert_snapshot!(check("She said: »We stay. We wait."), @"We stay. We wait.");
    }

    #[test]
    fn only_the_outermost_marks_count() {
        let found = check("“He said ‘no’ to us.” ‘She said “yes”.’ “A \"b\" c”");
        assert_snapshot!(found, @r#"He said ‘no’ to us. | She said “yes”. | A "b" c"#);
        let found = check("“He said «no» to us.” «Elle dit “oui” et „non“.» »Er sagt „ja“ dazu.«");
        assert_snapshot!(found, @"He said «no» to us. | Elle dit “oui” et „non“. | Er sagt „ja“ dazu.");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        let found = check("It’s the miners’ union of the ’90s, ‘the miners’ own union’, isn't it?");
        assert_snapshot!(found, @"the miners’ own union");
    }

    #[test]
    fn a_mark_without_its_partner_is_passed_over() {
        assert_snapshot!(check("A “river and “a sea” and 6\" of ” snow."), @"a sea");
        assert_snapshot!(check("“We shall come, he said."), @"We shall come, he said.");
    }

    #[test]
    fn an_embed_code_quotes_nothing() {
        assert_snapshot!(check("[video not-x=”true”] “Yes.”"), @"Yes.");
    }
}
