//! No number without a reason: every number on a page is followed to a statement, or to the word
//! "assumed".

use std::collections::BTreeSet;

use onetext::report::page;
use roxmltree::{Document, Node};

use crate::bundled;
use crate::tree::{has_class, text, xml};

/// The numbers of a page that lead nowhere: each with the block in which it stands.
fn groundless(page: &str) -> Vec<String> {
    let xml = xml(page);
    let document = Document::parse(&xml).expect("a page is well-formed");
    let leading = leading(&document);
    let body = document.descendants().find(|it| it.has_tag_name("body")).expect("it has a body");
    let texts = body.descendants().filter(Node::is_text).filter(|it| has_number(*it));
    texts
        .filter(|it| !is_named(*it) && !is_grounded(*it, &leading))
        .map(|it| {
            let words = it.text().unwrap_or_default().trim().to_owned();
            format!(
                "{words} | {}",
                text(block(it)).split_whitespace().collect::<Vec<_>>().join(" ")
            )
        })
        .collect()
}

/// Whether a text says a number that is no day, and not the name of something.
fn has_number(node: Node<'_, '_>) -> bool {
    let words: Vec<&str> =
        node.text().unwrap_or_default().split([' ', '\n', ',', ';', '(', ')']).collect();
    let has_digit = |it: &str| it.chars().any(char::is_numeric);
    let is_month = |it: Option<&&str>| {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        it.is_some_and(|it| MONTHS.iter().any(|month| it.starts_with(month)))
    };
    // "point 5 → 3", "seed 1", "bytes 3–21": a place, not a quantity.
    let is_place = |it: Option<&&str>| {
        it.is_some_and(|it| {
            ["point", "points", "note", "seed", "bytes", "statement", "→"]
                .contains(&it.to_lowercase().as_str())
        })
    };
    (0..words.len()).any(|at| {
        let before = at.checked_sub(1).and_then(|it| words.get(it));
        has_digit(words[at])
            && !is_month(before)
            && !is_month(words.get(at + 1))
            && !is_place(before)
    })
}

/// Whether a number is part of a name: of words that the case wrote, of a day, of a statement or a
/// point; or what says where a scale begins and ends.
fn is_named(node: Node<'_, '_>) -> bool {
    node.ancestors().any(|it| {
        ["bdi", "blockquote", "time", "h1"].contains(&it.tag_name().name())
            || it.attribute("dir") == Some("auto")
            || ["number", "note", "kind", "same", "strip", "scale", "date", "today", "masthead", "owner"]
                .iter()
                .any(|class| has_class(it, class))
            // What is said again for the eye alone.
            || it.attribute("aria-hidden") == Some("true")
            || is_drawn_from_table(it)
    })
}

/// Whether a drawing has its data in a table beside it, whose numbers are followed themselves.
fn is_drawn_from_table(node: Node<'_, '_>) -> bool {
    let section = || node.ancestors().find(|it| it.tag_name().name() == "section");
    node.tag_name().name() == "svg"
        && section().is_some_and(|it| it.descendants().any(|it| it.tag_name().name() == "table"))
}

/// The smallest block in which a number stands.
fn block<'a>(node: Node<'a, 'a>) -> Node<'a, 'a> {
    let is_block = |it: &Node<'_, '_>| {
        ["li", "tr", "p", "dl", "figure", "details", "section"].contains(&it.tag_name().name())
            || ["gauge", "change", "verdict", "split", "card"]
                .iter()
                .any(|class| has_class(*it, class))
    };
    node.ancestors().find(is_block).unwrap_or(node)
}

/// Whether the block of a number leads to statements, or says "assumed", or counts what is listed
/// in it.
fn is_grounded(node: Node<'_, '_>, leading: &BTreeSet<&str>) -> bool {
    let near = block(node);
    let larger = near
        .ancestors()
        .skip(1)
        .find(|it| ["verdict", "entry", "card"].iter().any(|class| has_class(*it, class)));
    let has_reason = |block: Node<'_, '_>| {
        has_class(block, "entry")
            || text(block).contains("assumed")
            || block
                .descendants()
                .filter_map(|it| it.attribute("href")?.strip_prefix('#'))
                .any(|it| leading.contains(it))
    };
    // A section may say at its head what its numbers rest on, unless statements stand beside them.
    let section = near.ancestors().find(|it| it.tag_name().name() == "section");
    let ground = section.and_then(|it| it.descendants().find(|it| has_class(*it, "ground")));
    [Some(near), larger, ground].into_iter().flatten().any(has_reason) || counts_what_follows(node)
}

/// The anchors that are a statement or the text of a draft, or have a link to a statement in what they
/// stand for.
fn leading<'a>(document: &'a Document<'a>) -> BTreeSet<&'a str> {
    let anchors = document.descendants().filter_map(|it| it.attribute("id").map(|id| (id, it)));
    let leads = |node: Node<'_, '_>| {
        ["entry", "draft"].iter().any(|class| has_class(node, class))
            || node
                .descendants()
                .filter_map(|it| it.attribute("href"))
                .any(|it| it.starts_with("#s-"))
    };
    anchors
        .filter(|(id, it)| *id != "main" && (*id == "ledger" || leads(*it)))
        .map(|it| it.0)
        .collect()
}

/// Whether a number in the head of a list or of a table is how many stand in it. A share is no such
/// number.
fn counts_what_follows(node: Node<'_, '_>) -> bool {
    let words = node.text().unwrap_or_default();
    let is_head = |it: &Node<'_, '_>| {
        ["summary", "thead"].contains(&it.tag_name().name())
            || ["lead", "small"].iter().any(|class| has_class(*it, class))
    };
    let Some(head) = node.ancestors().find(is_head) else { return false };
    let Some(whole) = head.parent() else { return false };
    let listed =
        |is: &dyn Fn(Node<'_, '_>) -> bool| whole.descendants().filter(|it| is(*it)).count();
    let most = if has_class(head, "small") {
        listed(&|it| has_class(it, "change"))
    } else if head.has_tag_name("thead") {
        // A column of counts: the rows say what is counted, in the section on positions.
        node.document().descendants().filter(|it| has_class(*it, "issue")).count()
    } else {
        let counts = ["li", "tr", "article", "div"].map(|name| listed(&|it| it.has_tag_name(name)));
        counts.into_iter().max().unwrap_or(0)
    };
    let mut numbers =
        words.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse::<usize>().ok());
    !words.contains('%') && numbers.all(|it| it <= most)
}

#[test]
fn every_number_on_the_page_leads_to_statements_or_says_that_it_is_assumed() {
    for name in ["ukraine-2025", "river"] {
        let case = bundled::case(name);
        let found = groundless(&page(&bundled::analysis(&case), &case));
        assert!(
            found.is_empty(),
            "{name}: {} numbers lead nowhere:\n{}",
            found.len(),
            found.join("\n")
        );
    }
}

#[test]
fn a_number_without_a_reason_is_found() {
    let case = bundled::case("river");
    let page = page(&bundled::analysis(&case), &case);
    let clean = groundless(&page);
    for (place, added) in [
        ("</main>", "<p>They sign with 73 %.</p>"),
        (
            "<h2 id=\"h-ledger\">",
            "<ul><li><span class=\"figure\">12–18 %</span> unlikely</li></ul>",
        ),
        ("</main>", "<table><tr><td>5</td></tr></table>"),
    ] {
        assert_eq!(page.matches(place).count(), 1, "{place}");
        let found = groundless(&page.replace(place, &format!("{added}{place}")));
        assert_eq!(found.len(), clean.len() + 1, "{added} is not found");
    }
}
