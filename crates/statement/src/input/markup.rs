//! A web page to tags and stretches of text, by the bytes they stand in.

use std::ops::Range;

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// What stands between tags, with references still to be resolved.
    Text(Range<usize>),
    /// What stands in an element whose inside is no markup: a script, a style, a title.
    Raw(&'a str, Range<usize>),
    /// A tag that opens an element, and what stands in it after its name.
    Open(&'a str, &'a str),
    /// A tag that closes one.
    Close(&'a str),
}

/// Elements whose inside is no markup.
const RAW: [&str; 8] =
    ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// The pieces of a page, in order, as a browser would tell them apart. Comments, declarations and a
/// tag that the page ends in are left out.
///
/// # Cost
///
/// Linear.
pub(crate) struct Tokens<'a> {
    page: &'a str,
    at: usize,
    /// The element, if raw text is what comes next.
    raw: Option<&'a str>,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(page: &'a str) -> Self {
        Self { page, at: 0, raw: None }
    }

    /// The end of a tag whose name has been read, and whether it is there at all.
    fn tag_end(&self, mut at: usize) -> Option<usize> {
        let bytes = self.page.as_bytes();
        loop {
            match bytes.get(at)? {
                b'>' => return Some(at),
                b'=' => {
                    at += 1;
                    while bytes.get(at)?.is_ascii_whitespace() {
                        at += 1;
                    }
                    match bytes.get(at)? {
                        quote @ (b'"' | b'\'') => {
                            at += 1 + bytes[at + 1..].iter().position(|it| it == quote)? + 1;
                        }
                        _ => {
                            while !matches!(bytes.get(at)?, b'>')
                                && !bytes[at].is_ascii_whitespace()
                            {
                                at += 1;
                            }
                        }
                    }
                }
                _ => at += 1,
            }
        }
    }

    /// The end of raw text: where the closing tag of its element begins.
    fn raw_end(&self, name: &str) -> usize {
        let bytes = self.page.as_bytes();
        let mut at = self.at;
        while let Some(found) = bytes[at..].windows(2).position(|it| it == b"</") {
            let start = at + found;
            let rest = &bytes[start + 2..];
            let is_name =
                rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
            let ends = rest
                .get(name.len())
                .is_none_or(|it| it.is_ascii_whitespace() || b"/>".contains(it));
            if is_name && ends {
                return start;
            }
            at = start + 2;
        }
        bytes.len()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            let start = self.at;
            self.at = self.raw_end(name);
            return Some(Token::Raw(name, start..self.at));
        }
        let page = self.page;
        let is_letter = |it: char| it.is_ascii_alphabetic();
        let mut start = self.at;
        while let Some(found) = page[self.at..].find('<') {
            let tag = self.at + found;
            let inner = &page[tag + 1..];
            let is_close = inner.starts_with('/');
            let name_at = tag + 1 + usize::from(is_close);
            let is_tag = page[name_at..].starts_with(is_letter);
            let is_comment = !is_tag && (inner.starts_with(['!', '?']) || is_close);
            if !is_tag && !is_comment {
                self.at = tag + 1;
                continue;
            }
            if start < tag {
                self.at = tag;
                return Some(Token::Text(start..tag));
            }
            if is_comment {
                self.at = comment_end(inner).map_or(page.len(), |it| tag + 1 + it);
                start = self.at;
                continue;
            }
            let ends = |it: char| it.is_ascii_whitespace() || it == '/' || it == '>';
            let name_end = page[name_at..].find(ends).map_or(page.len(), |it| name_at + it);
            let Some(end) = self.tag_end(name_end) else {
                self.at = page.len();
                return None;
            };
            self.at = end + 1;
            let name = &page[name_at..name_end];
            if is_close {
                return Some(Token::Close(name));
            }
            self.raw = RAW.iter().copied().find(|it| it.eq_ignore_ascii_case(name));
            return Some(Token::Open(name, &page[name_end..end]));
        }
        self.at = page.len();
        (start < page.len()).then_some(Token::Text(start..page.len()))
    }
}

/// The end of a comment, or of what is taken for one, that begins after a "<".
fn comment_end(inner: &str) -> Option<usize> {
    match inner.strip_prefix("!--") {
        Some(comment) if !comment.starts_with('>') && !comment.starts_with("->") => {
            comment.find("-->").map(|it| it + 6)
        }
        _ => inner.find('>').map(|it| it + 1),
    }
}

/// Names and values of the attributes in a tag, with references still to be resolved. An attribute
/// without a value has an empty one.
pub(crate) fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|it: char| it.is_ascii_whitespace() || it == '/');
        // A name may begin with "=", if a page gets it wrong.
        let first = rest.chars().next()?.len_utf8();
        let ends = |it: char| it.is_ascii_whitespace() || it == '/' || it == '=';
        let end = rest[first..].find(ends).map_or(rest.len(), |it| first + it);
        let name = &rest[..end];
        rest = rest[end..].trim_ascii_start();
        let Some(after) = rest.strip_prefix('=') else { return Some((name, "")) };
        let after = after.trim_ascii_start();
        let quote = after.chars().next().filter(|it| matches!(it, '"' | '\''));
        let (value, next) = if let Some(quote) = quote {
            let inner = &after[1..];
            let end = inner.find(quote).unwrap_or(inner.len());
            (&inner[..end], &inner[(end + 1).min(inner.len())..])
        } else {
            let end = after.find(|it: char| it.is_ascii_whitespace()).unwrap_or(after.len());
            (&after[..end], &after[end..])
        };
        rest = next;
        Some((name, value))
    })
}

/// The value of an attribute of a tag.
pub(crate) fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut all = attributes(tag);
    all.find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| resolved(value, true))
}

/// Text with its references resolved.
pub(crate) fn resolved(text: &str, is_attribute: bool) -> String {
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        found.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if let Some(it) = reference(rest, is_attribute) {
            found.push(it.letter);
            found.extend(it.second);
            it.length
        } else {
            found.push('&');
            1
        };
        rest = &rest[length..];
    }
    found.push_str(rest);
    found
}

/// A letter written as "&eacute;" or "&#233;".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// Bytes of the reference.
    pub(crate) length: usize,
    pub(crate) letter: char,
    /// A few references stand for two letters.
    pub(crate) second: Option<char>,
}

/// The reference that a text begins with.
pub(crate) fn reference(text: &str, is_attribute: bool) -> Option<Reference> {
    /// Length of the longest name.
    const LONGEST: usize = 32;
    let inner = text.strip_prefix('&')?;
    if let Some(number) = inner.strip_prefix('#') {
        return numeric(number);
    }
    let head = &inner.as_bytes()[..inner.len().min(LONGEST)];
    let letters = head.iter().take_while(|it| it.is_ascii_alphanumeric()).count();
    let most = letters + usize::from(head.get(letters) == Some(&b';'));
    let (length, letter, second) = (1..=most).rev().find_map(|length| {
        let (first, second) = *NAMED_ENTITIES.get(&inner[..length])?;
        let letter = char::from_u32(first).filter(|it| *it != '\0')?;
        Some((length, letter, char::from_u32(second).filter(|it| *it != '\0')))
    })?;
    // "?a=1&copy=2" in a link is no sign of copyright.
    let goes_on = |it: char| it == '=' || it.is_ascii_alphanumeric();
    if is_attribute && !inner[..length].ends_with(';') && inner[length..].starts_with(goes_on) {
        return None;
    }
    Some(Reference { length: 1 + length, letter, second })
}

fn numeric(number: &str) -> Option<Reference> {
    let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 3),
        None => (number, 10, 2),
    };
    let length = digits.bytes().take_while(|it| char::from(*it).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    // What is too large is as wrong as what is no letter.
    let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    let of_windows =
        code.checked_sub(0x80).and_then(|it| C1_REPLACEMENTS.get(it as usize)).copied().flatten();
    let letter = of_windows
        .or_else(|| char::from_u32(code).filter(|it| *it != '\0'))
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    let end = usize::from(digits[length..].starts_with(';'));
    Some(Reference { length: prefix + length + end, letter, second: None })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{Token, Tokens, attribute, resolved};

    fn check(page: &str) -> String {
        let shown = Tokens::new(page).map(|token| match token {
            Token::Text(range) => format!("text {}", &page[range]),
            Token::Raw(name, range) => format!("raw {name} {}", &page[range]),
            Token::Open(name, rest) => format!("open {name}{rest}"),
            Token::Close(name) => format!("close {name}"),
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn tags_are_told_from_text() {
        let page =
            "<!DOCTYPE html><P Class='a>b'>2 < 3, <3 & </ 4 ></p ><!-- <p> -- > --><br/>x<!-->y";
        assert_snapshot!(check(page), @r"
        open P Class='a>b'
        text 2 < 3, <3 & 
        close p
        open br/
        text x
        text y
        ");
    }

    #[test]
    fn scripts_end_with_their_own_tag_alone() {
        let page = "<script>if (a</b>c) '</scripts>'</SCRIPT >a<title>1 <b> 2</title>b<style>";
        assert_snapshot!(check(page), @r"
        open script
        raw script if (a</b>c) '</scripts>'
        close SCRIPT
        text a
        open title
        raw title 1 <b> 2
        close title
        text b
        open style
        raw style 
        ");
    }

    #[test]
    fn a_page_may_end_anywhere() {
        assert_eq!(check("a<"), "text a<");
        for page in ["a</", "a<b", "a<b c=", "a<b c='d", "a<!--", "a<!", "a<?x", "a<b c = "] {
            assert_eq!(check(page), "text a", "{page}");
        }
    }

    #[test]
    fn attributes_are_found_however_they_are_written() {
        let tag = " a b=c D = \"e f\" g='&amp;h&copy=1' =i j/";
        let found = ["a", "b", "d", "g", "j", "k"].map(|it| attribute(tag, it));
        let expected = [Some(""), Some("c"), Some("e f"), Some("&h&copy=1"), Some(""), None];
        assert_eq!(found, expected.map(|it| it.map(str::to_owned)));
        assert_eq!(attribute("", "a"), None);
        assert_eq!(attribute(" a='b", "a").as_deref(), Some("b"));
    }

    #[test]
    fn references_are_resolved_as_in_browsers() {
        let cases = [
            ("&amp;&lt;&#8220;&#x201D;&ldquo;", "&<“”“"),
            ("&copy 2025 &eacutea &notit; &noti", "© 2025 éa ¬it; ¬i"),
            ("&#146;s &#0;&#xD800;&#99999999999;", "’s \u{fffd}\u{fffd}\u{fffd}"),
            ("& &; &# &#x; &nosuch; AT&T", "& &; &# &#x; &nosuch; AT&T"),
            ("&NotEqualTilde;", "≂\u{338}"),
        ];
        for (text, expected) in cases {
            assert_eq!(resolved(text, false), expected, "{text}");
        }
    }
}
