//! A web page to what can be read on it, and to its main text.

use std::ops::Range;

use dom_smoothie::{Config, Readability};

use super::element::{ASIDES, BLOCKS, EMPTY, HIDDEN, INLINES, WHOLE, hides, is_apart};
use super::markup::{Token, Tokens, attributes, resolved};
use super::meta::{Meta, Signs};
use super::origin::Origin;
use super::writer::{WIDTHLESS, Writer};
use crate::zone;

/// What can be seen on a page, and what it says about itself.
pub(crate) struct Page<'a> {
    html: &'a str,
    pub(crate) meta: Meta,
    runs: Vec<Run>,
    /// The page without what cannot be seen, in plain tags, each run after a letter of its own;
    /// `None` if there are more runs than letters.
    reduced: Option<String>,
}

/// A stretch of text that can be seen, between two tags.
#[derive(Clone, Debug)]
struct Run {
    bytes: Range<usize>,
    /// Number of blocks begun before it, of lines, and of texts that cannot be seen.
    block: usize,
    line: usize,
    hidden: usize,
    /// Whether white space stands before it, outside of it.
    is_spaced: bool,
    /// Whether it is a heading, a caption, or a menu.
    is_aside: bool,
    /// Whether its line breaks are meant.
    is_laid_out: bool,
}

impl<'a> Page<'a> {
    /// Reads a page.
    pub(crate) fn new(page: &'a str) -> Self {
        let mut walk = Walk::default();
        for token in Tokens::new(page) {
            match token {
                Token::Open(name, tag) => walk.open(name, tag),
                Token::Close(name) => walk.close(name),
                Token::Raw(name, bytes) => walk.signs.raw(name, &page[bytes]),
                Token::Text(bytes) => walk.text(page, bytes),
            }
        }
        while !walk.open.is_empty() {
            walk.pop();
        }
        let reduced = (walk.runs.len() <= LETTERS).then_some(walk.reduced);
        Self { html: page, meta: walk.signs.into_meta(), runs: walk.runs, reduced }
    }

    /// The main text, one paragraph to a line and a blank line between them, and where it stands in
    /// the bytes that `origin` leads to.
    pub(crate) fn main_text(&self, origin: &Origin) -> (String, Origin) {
        let mut main = self.main();
        let is_told = |main: &[bool]| {
            self.runs.iter().zip(main).any(|(run, is_main)| *is_main && !run.is_aside)
        };
        if !is_told(&main) {
            main = vec![true; self.runs.len()];
        }
        let keeps_asides = !is_told(&main);
        let mut writer = Writer::new(self.html, origin);
        let mut last: Option<&Run> = None;
        let mut skips = false;
        for (run, is_main) in self.runs.iter().zip(main) {
            let is_aside = run.is_aside && !is_time(&self.html[run.bytes.clone()]);
            if !is_main || is_aside && !keeps_asides {
                skips = true;
                continue;
            }
            if let Some(last) = last {
                writer.breaks = match (run.block - last.block, run.line - last.line) {
                    (0, lines) => writer.breaks.max(lines.min(2)),
                    _ => 2,
                };
                writer.is_gap |= skips || run.hidden != last.hidden;
            }
            writer.is_spaced |= run.is_spaced;
            writer.write(run.bytes.clone(), run.is_laid_out);
            last = Some(run);
            skips = false;
        }
        (writer.text, writer.origin)
    }

    /// Which runs are part of the main text.
    fn main(&self) -> Vec<bool> {
        let mut main = vec![false; self.runs.len()];
        let Some(reduced) = &self.reduced else { return main };
        let config = Config { disable_json_ld: true, ..Config::default() };
        let found =
            Readability::new(reduced.as_str(), None, Some(config)).and_then(|mut it| it.parse());
        if let Ok(article) = found {
            for index in article.content.chars().filter_map(index_of) {
                if let Some(it) = main.get_mut(index) {
                    *it = true;
                }
            }
        }
        main
    }
}

/// Letters for private use, in the last two planes of Unicode.
const LETTERS: usize = 2 * PLANE;
const PLANE: usize = 0xfffe;

/// The letter that stands before a run.
fn letter_of(index: usize) -> Option<char> {
    let (plane, place) = (index / PLANE, index % PLANE);
    char::from_u32(u32::try_from(0xf_0000 + 0x1_0000 * plane + place).ok()?).filter(|_| plane < 2)
}

/// The run that a letter stands before.
fn index_of(letter: char) -> Option<usize> {
    let code = (letter as usize).checked_sub(0xf_0000)?;
    Some(code / 0x1_0000 * PLANE + code % 0x1_0000)
}

/// An element that is open.
struct Element {
    name: &'static str,
    is_hidden: bool,
    is_aside: bool,
    is_written: bool,
}

/// The way through a page.
#[derive(Default)]
struct Walk {
    open: Vec<Element>,
    /// Elements that are open beyond the deepest that is looked at.
    deeper: usize,
    signs: Signs,
    runs: Vec<Run>,
    reduced: String,
    written: usize,
    block: usize,
    line: usize,
    hidden: usize,
    is_spaced: bool,
    /// Open elements that are hidden, asides, laid out, and articles.
    in_hidden: usize,
    in_aside: usize,
    in_pre: usize,
    in_article: usize,
}

impl Walk {
    /// Open elements; what is nested deeper is read as if it stood in the deepest.
    const DEEPEST: usize = 256;
    /// Open elements that readability is shown.
    const SHOWN: usize = 64;

    fn open(&mut self, name: &str, tag: &str) {
        let lower = name.to_ascii_lowercase();
        self.signs.open(&lower, tag, 0 < self.in_article);
        let named = |names: &[&'static str]| names.iter().copied().find(|it| *it == lower);
        if named(&EMPTY).is_some() {
            self.break_line(&lower);
            return;
        }
        let (block, hidden) = (named(&BLOCKS), named(&HIDDEN));
        let Some(name) = block.or(hidden).or_else(|| named(&INLINES)) else { return };
        // In a drawing, a tag may open and close at once.
        if hidden.is_some() && tag.ends_with('/') {
            return;
        }
        if block.is_some() {
            self.close_implied(name);
            self.block += 1;
            self.is_spaced = false;
        }
        if Self::DEEPEST <= self.open.len() {
            self.deeper += 1;
            return;
        }
        let mut shown = String::new();
        let mut is_hidden = hidden.is_some();
        for (key, value) in attributes(tag) {
            let key = key.to_ascii_lowercase();
            match key.as_str() {
                "hidden" => is_hidden |= !value.eq_ignore_ascii_case("until-found"),
                "aria-hidden" => is_hidden |= value.trim().eq_ignore_ascii_case("true"),
                "style" => is_hidden |= hides(value),
                "class" if !WHOLE.contains(&name) && is_apart(value) => {
                    is_hidden = true;
                }
                "class" | "id" | "role" | "rel" | "itemprop" | "href" => {
                    shown.push(' ');
                    shown.push_str(&key);
                    shown.push_str("=\"");
                    show(&resolved(value, true), &mut shown);
                    shown.push('"');
                }
                _ => {}
            }
        }
        let is_aside = ASIDES.contains(&name);
        let is_written = !is_hidden
            && self.in_hidden == 0
            && self.written < Self::SHOWN
            && (block.is_some() || name == "a");
        if is_written {
            self.reduced.extend(["<", name, &shown, ">"]);
            self.written += 1;
        }
        self.in_hidden += usize::from(is_hidden);
        self.in_aside += usize::from(is_aside);
        self.in_pre += usize::from(name == "pre");
        self.in_article += usize::from(name == "article" || name == "main");
        self.open.push(Element { name, is_hidden, is_aside, is_written });
    }

    fn break_line(&mut self, name: &str) {
        if name == "br" || name == "hr" {
            self.line += 1;
            self.block += usize::from(name == "hr");
            if self.in_hidden == 0 {
                self.reduced.push_str(if name == "br" { "<br>" } else { "<hr>" });
            }
        }
    }

    /// Closes what ends where an element begins: a paragraph, or an item before the next one.
    fn close_implied(&mut self, name: &str) {
        let is_block = |it: &Element| BLOCKS.contains(&it.name);
        let Some(nearest) = self.open.iter().rposition(is_block) else { return };
        let found = self.open[nearest].name;
        let is_item = ["li", "dd", "dt", "td", "th", "tr"].contains(&name) && found == name;
        if (found == "p" || is_item) && self.deeper == 0 {
            while nearest < self.open.len() {
                self.pop();
            }
        }
    }

    fn close(&mut self, name: &str) {
        if 0 < self.deeper {
            self.deeper -= 1;
            return;
        }
        let found = self.open.iter().rposition(|it| it.name.eq_ignore_ascii_case(name));
        match found {
            Some(found) => {
                while found < self.open.len() {
                    self.pop();
                }
            }
            None if name.eq_ignore_ascii_case("p") => self.block += 1,
            None if name.eq_ignore_ascii_case("br") => self.break_line("br"),
            None => {}
        }
    }

    fn pop(&mut self) {
        let Some(element) = self.open.pop() else { return };
        if element.is_written {
            self.reduced.extend(["</", element.name, ">"]);
            self.written -= 1;
        }
        if BLOCKS.contains(&element.name) {
            self.block += 1;
            self.is_spaced = false;
        }
        self.in_hidden -= usize::from(element.is_hidden);
        self.in_aside -= usize::from(element.is_aside);
        self.in_pre -= usize::from(element.name == "pre");
        self.in_article -= usize::from(element.name == "article" || element.name == "main");
    }

    fn text(&mut self, page: &str, bytes: Range<usize>) {
        let text = &page[bytes.clone()];
        if 0 < self.in_hidden {
            self.hidden += usize::from(!text.trim().is_empty());
            return;
        }
        let resolved = resolved(text, false);
        let is_blank = resolved.chars().all(|it| it.is_whitespace() || WIDTHLESS.contains(&it));
        if is_blank && self.in_pre == 0 {
            self.is_spaced |= resolved.contains(char::is_whitespace);
            self.reduced.push(' ');
            return;
        }
        self.reduced.extend(letter_of(self.runs.len()));
        show(&resolved, &mut self.reduced);
        self.runs.push(Run {
            bytes,
            block: self.block,
            line: self.line,
            hidden: self.hidden,
            is_spaced: std::mem::take(&mut self.is_spaced),
            is_aside: 0 < self.in_aside,
            is_laid_out: 0 < self.in_pre,
        });
    }
}

/// Whether a heading is a time above an entry of a live blog: "18:40", "Monday, December 1".
fn is_time(text: &str) -> bool {
    const LONGEST: usize = 60;
    let text = text.trim();
    text.len() <= LONGEST && zone::is_time(zone::of(text), text)
}

/// Writes text as readability is shown it: without the letters that stand before runs, and with
/// others in the stead of those that would be markup. References instead would cost a parser time
/// that grows with the square of their number.
fn show(text: &str, out: &mut String) {
    out.extend(text.chars().filter(|it| index_of(*it).is_none()).map(|it| match it {
        '&' => '+',
        '<' => '(',
        '>' => ')',
        '"' => '\'',
        it => it,
    }));
}
