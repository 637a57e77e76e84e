//! Every statement, with its words in their paragraph where the source is at hand.

use std::collections::BTreeMap;
use std::ops::Range;

use maud::{Markup, html};
use onetext_case::{Form, Source};
use onetext_statement::Document;

use super::Section;
use super::fragment::{Page, web};
use crate::analysis::{Entry, Named, Printed, Standing};
use crate::printed::article;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let ledger = &page.analysis.ledger;
    if ledger.is_empty() {
        return None;
    }
    let articles: Articles<'_> =
        page.case.sources.iter().filter_map(|it| Some((&*it.id, article(it)?))).collect();
    let body = html! {
        p.lead {
            "Who said what, when, where it is printed, what it means and how it entered the numbers. "
            "Statements are never edited: a later one replaces an earlier one."
        }
        div.of-two { @for it in ledger { (entry(page, &articles, it)) } }
    };
    Some(Section { id: "ledger", heading: "Every statement", body })
}

/// The texts that are at hand, by the ids of their sources.
type Articles<'a> = BTreeMap<&'a str, Document>;

/// One statement. For machines it is marked after schema.org: words that are quoted and at hand as a
/// `Quotation`, all else as a `Claim`.
fn entry(page: &Page<'_>, articles: &Articles<'_>, entry: &Entry) -> Markup {
    let own = entry.about.is_none();
    let words = words(page, articles, entry);
    let of_case = page.case.statements.iter().find(|it| it.id == entry.id);
    let is_quoted = words.is_some() && of_case.is_some_and(|it| it.form != Form::Indirect);
    let (kind, by, gist, printed) = if is_quoted {
        (QUOTATION, "spokenByCharacter", "description", "isPartOf")
    } else {
        (CLAIM, "author", "text", "appearance")
    };
    html! {
        article.entry.past[entry.standing != Standing::Current] id={ "s-" (entry.id) } itemscope itemtype=(kind) {
            div.number itemprop="position" { (entry.number) }
            div class=(page.class(&entry.voice.id)) {
                p.by {
                    (speaker(page, entry, by))
                    @if let Some(about) = &entry.about { ", about " (body(page, about, "about")) }
                    " · " time itemprop="dateCreated" datetime=[entry.said.iso()] { (entry.said) }
                    @if entry.channel != "public" { " · " (entry.channel) }
                }
                p.gist dir="auto" itemprop=(gist) { (entry.gist) }
                @if let Some(it) = words { (quotation(&it, is_quoted)) }
                dl {
                    dt { "Meaning: " } dd { (entry.stance.replace('-', " ")) ". " span dir="auto" { (entry.reading) } @if !own { " As others say, not the party itself." } }
                    @match &entry.standing {
                        Standing::Current => {}
                        Standing::Superseded { by } => { dt { "Replaced" } dd { " by" (page.refs(std::slice::from_ref(by))) } }
                        Standing::Retracted { on } => { dt { "Taken back: " } dd { (on) } }
                        Standing::Expired { on } => { dt { "Held until: " } dd { (on) } }
                        Standing::Later => { dt { "Said after the day of the case: " } dd { "not part of any position above." } }
                    }
                    @if !entry.entered.is_empty() { dt { "In the numbers: " } dd { (entry.entered) } }
                    @if !entry.note.is_empty() { dt { "Note: " } dd { span dir="auto" { (entry.note) } } }
                    @if let Some(source) = entry.source.as_ref().and_then(|it| source(page, it)) {
                        dt { "Printed in: " }
                        dd {
                            (printed_in(source, Some(printed))) ", " (entry.form)
                            @if let Some([start, end]) = entry.span { ", bytes " (start) "–" (end) }
                        }
                    }
                    @if !entry.also.is_empty() {
                        dt { "Also in: " }
                        dd { @for (place, it) in entry.also.iter().enumerate() { @if 0 < place { "; " } (also(page, it)) } }
                    }
                }
            }
        }
    }
}

const QUOTATION: &str = "https://schema.org/Quotation";
const CLAIM: &str = "https://schema.org/Claim";
const PERSON: &str = "https://schema.org/Person";
const ORGANIZATION: &str = "https://schema.org/Organization";

/// Who said it, with the post of that day, and for whom. A body that speaks itself is no person.
fn speaker(page: &Page<'_>, entry: &Entry, role: &str) -> Markup {
    let is_body = entry.speaker == entry.voice.name;
    html! {
        span itemprop=(role) itemscope itemtype=(if is_body { ORGANIZATION } else { PERSON }) {
            b { bdi itemprop="name" { (entry.speaker) } }
            @if !is_body {
                @if !entry.post.is_empty() { ", " bdi itemprop="jobTitle" { (entry.post) } }
                ", for " (body(page, &entry.voice, "affiliation"))
            }
        }
    }
}

/// A body that is named.
fn body(page: &Page<'_>, named: &Named, role: &str) -> Markup {
    html! {
        span itemprop=(role) itemscope itemtype=(ORGANIZATION) {
            meta itemprop="name" content=(named.name);
            (page.who(named))
        }
    }
}

/// Another place where a statement is printed.
fn also(page: &Page<'_>, printed: &Printed) -> Markup {
    let [start, end] = printed.span;
    html! {
        @if let Some(source) = source(page, &printed.source) { (printed_in(source, None)) ", bytes " (start) "–" (end) }
    }
}

/// A source by its headline, and where its text can be read; with what it is to the statement, for
/// machines.
fn printed_in(source: &Source, role: Option<&str>) -> Markup {
    let kind = if source.outlet.is_empty() { "CreativeWork" } else { "NewsArticle" };
    let kind = role.map(|_| format!("https://schema.org/{kind}"));
    let marked = |name: &'static str| role.map(|_| name);
    let day = crate::time::Day(source.day);
    html! {
        span itemprop=[role] itemscope[role.is_some()] itemtype=[kind] {
            a href={ "#src-" (source.id) } {
                @if !source.outlet.is_empty() {
                    span itemprop=[marked("publisher")] itemscope[role.is_some()] itemtype=[marked(ORGANIZATION)] {
                        bdi itemprop=[marked("name")] { (source.outlet) }
                    }
                    ", "
                }
                "“" bdi itemprop=[marked("headline")] { (source.title) } "”"
            }
            ", " time itemprop=[marked("datePublished")] datetime=(day.0) { (day) }
            @if let (Some(_), Some(address)) = (role, web(&source.address)) {
                ", " a itemprop="url" href=(address) rel="noreferrer" { "where it appeared" }
            }
        }
    }
}

fn source<'a>(page: &Page<'a>, id: &str) -> Option<&'a Source> {
    page.case.sources.iter().find(|it| it.id == id)
}

/// The words of a statement with what stands before and after them, and their language.
struct Words<'a> {
    language: &'a str,
    parts: [&'a str; 3],
}

fn words<'a>(page: &Page<'a>, articles: &'a Articles<'_>, entry: &Entry) -> Option<Words<'a>> {
    let source = source(page, entry.source.as_ref()?)?;
    let [start, end] = entry.span?;
    let document = articles.get(source.id.as_str())?;
    let (start, end) = document.text_span((start, end));
    let parts = in_paragraph(&document.text, start..end)?;
    Some(Words { language: &source.language, parts })
}

/// The words, marked, in their paragraph.
fn quotation(words: &Words<'_>, is_quoted: bool) -> Markup {
    let [before, said, after] = words.parts;
    html! {
        blockquote dir="auto" lang=[(!words.language.is_empty()).then_some(words.language)] {
            (before) mark itemprop=[is_quoted.then_some("text")] { (said) } (after)
        }
    }
}

/// The words of a span with what stands before and after them in their paragraphs.
fn in_paragraph(text: &str, span: Range<usize>) -> Option<[&str; 3]> {
    let words = text.get(span.clone())?;
    let touching = onetext_statement::paragraphs(text.as_bytes())
        .into_iter()
        .filter(|it| it.start < span.end && span.start < it.end);
    let whole = touching.reduce(|first, last| first.start..last.end)?;
    let (start, end) = (whole.start.min(span.start), whole.end.max(span.end));
    Some([text.get(start..span.start)?, words, text.get(span.end..end)?])
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(text: &str, span: Range<usize>) -> String {
        in_paragraph(text, span).map_or("nothing".to_owned(), |it| it.join("|"))
    }

    #[test]
    fn words_stand_in_their_paragraph() {
        let text = "One.\n\nHe said yes to it.\nThree.";
        assert_snapshot!(check(text, 14..17), @"He said |yes| to it.");
        assert_snapshot!(check(text, 14..27), @r"
        He said |yes to it.
        Th|ree.
        ");
    }

    #[test]
    fn a_span_that_is_no_text_has_no_words() {
        assert_snapshot!(check("né", 0..2), @"nothing");
        assert_snapshot!(check("short", 3..99), @"nothing");
    }
}
