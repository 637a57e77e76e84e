//! Every statement, with its words in their paragraph where the source is at hand.

use std::collections::BTreeMap;
use std::ops::Range;

use maud::{Markup, html};
use onetext_case::Source;
use onetext_statement::Document;

use super::Section;
use super::fragment::Page;
use crate::analysis::{Entry, Printed, Standing};
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
        @for it in ledger { (entry(page, &articles, it)) }
    };
    Some(Section { id: "ledger", heading: "Every statement", body })
}

/// The texts that are at hand, by the ids of their sources.
type Articles<'a> = BTreeMap<&'a str, Document>;

fn entry(page: &Page<'_>, articles: &Articles<'_>, entry: &Entry) -> Markup {
    let own = entry.about.is_none();
    html! {
        article.entry.past[entry.standing != Standing::Current] id={ "s-" (entry.id) } {
            div.number { (entry.number) }
            div class=(page.class(&entry.voice.id)) {
                p.by {
                    b { bdi { (entry.speaker) } }
                    @if !entry.post.is_empty() { ", " bdi { (entry.post) } }
                    @if entry.speaker != entry.voice.name { ", for " (page.who(&entry.voice)) }
                    @if let Some(about) = &entry.about { ", about " (page.who(about)) }
                    " · " (entry.said)
                    @if entry.channel != "public" { " · " (entry.channel) }
                }
                p.gist dir="auto" { (entry.gist) }
                (quotation(page, articles, entry))
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
                    @if let Some(citation) = citation(page, entry) { dt { "Printed in: " } dd { (citation) } }
                    @if !entry.also.is_empty() {
                        dt { "Also in: " }
                        dd { @for (place, it) in entry.also.iter().enumerate() { @if 0 < place { "; " } (also(page, it)) } }
                    }
                }
            }
        }
    }
}

fn citation(page: &Page<'_>, entry: &Entry) -> Option<Markup> {
    let source = source(page, entry.source.as_ref()?)?;
    Some(html! {
        (headline(source)) ", " (entry.form)
        @if let Some([start, end]) = entry.span { ", bytes " (start) "–" (end) }
    })
}

/// Another place where a statement is printed.
fn also(page: &Page<'_>, printed: &Printed) -> Markup {
    let [start, end] = printed.span;
    html! {
        @if let Some(source) = source(page, &printed.source) { (headline(source)) ", bytes " (start) "–" (end) }
    }
}

fn headline(source: &Source) -> Markup {
    html! {
        a href={ "#src-" (source.id) } { bdi { (source.outlet) } ", “" bdi { (source.title) } "”" }
        ", " (crate::time::Day(source.day))
    }
}

fn source<'a>(page: &Page<'a>, id: &str) -> Option<&'a Source> {
    page.case.sources.iter().find(|it| it.id == id)
}

/// The words, marked, in their paragraph.
fn quotation(page: &Page<'_>, articles: &Articles<'_>, entry: &Entry) -> Markup {
    let found = entry.source.as_ref().and_then(|it| source(page, it)).and_then(|source| {
        let [start, end] = entry.span?;
        let document = articles.get(source.id.as_str())?;
        let (start, end) = document.text_span((start, end));
        let [before, words, after] = in_paragraph(&document.text, start..end)?;
        Some((source, before, words, after))
    });
    html! {
        @if let Some((source, before, words, after)) = found {
            blockquote dir="auto" lang=[(!source.language.is_empty()).then_some(&source.language)] {
                (before) mark { (words) } (after)
            }
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
