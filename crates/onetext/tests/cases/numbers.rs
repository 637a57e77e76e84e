//! No number without a reason: every number on a page is followed to a statement, or to the word
//! "assumed".

use onetext::report::page;
use roxmltree::{Document, Node};

use crate::bundled;
use crate::tree::{has_class, text, xml};

/// The numbers of a page that lead nowhere: each with the block in which it stands.
fn groundless(page: &str) -> Vec<String> {
    let xml = xml(page);
    let document = Document::parse(&xml).expect("a page is well-formed");
    let body = document.descendants().find(|it| it.has_tag_name("body")).expect("it has a body");
    let texts = body.descendants().filter(Node::is_text).filter(|it| has_number(*it));
    let bars = body.descendants().filter(|it| has_class(*it, "bar"));
    texts
        .chain(bars)
        .filter(|it| !is_named(*it) && !is_grounded(*it))
        .map(|it| {
            let words = it.text().unwrap_or("a bar").trim().to_owned();
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
    // "point 5", "seed 1", "bytes 3–21": a place, not a quantity.
    let is_place = |it: Option<&&str>| {
        it.is_some_and(|it| {
            ["point", "points", "seed", "bytes", "Statement"].contains(&it.to_lowercase().as_str())
                || it.eq_ignore_ascii_case("statement")
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
            || ["number", "scale", "date", "today", "masthead", "owner"]
                .iter()
                .any(|class| has_class(it, class))
    })
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
fn is_grounded(node: Node<'_, '_>) -> bool {
    let near = block(node);
    let larger = near
        .ancestors()
        .skip(1)
        .find(|it| ["verdict", "entry", "card"].iter().any(|class| has_class(*it, class)));
    [Some(near), larger].into_iter().flatten().any(has_reason) || counts_what_follows(node)
}

fn has_reason(block: Node<'_, '_>) -> bool {
    text(block).contains("assumed")
        || block.descendants().filter_map(|it| it.attribute("href")).any(|it| leads(block, it))
        || has_class(block, "entry")
}

/// Whether a link leads to a statement, or to what has one.
fn leads(from: Node<'_, '_>, link: &str) -> bool {
    let Some(id) = link.strip_prefix('#') else { return false };
    let target = from.document().descendants().find(|it| it.attribute("id") == Some(id));
    id.starts_with("s-")
        || target.is_some_and(|it| {
            it.descendants().filter_map(|it| it.attribute("href")).any(|it| it.starts_with("#s-"))
        })
}

/// Whether a number in the head of a list is how many stand in the list.
fn counts_what_follows(node: Node<'_, '_>) -> bool {
    let head = node.ancestors().find(|it| it.has_tag_name("summary") || has_class(*it, "lead"));
    let Some(whole) = head.and_then(|it| it.parent()) else { return false };
    let numbers: Vec<usize> = node
        .text()
        .unwrap_or_default()
        .split(|it: char| !it.is_ascii_digit())
        .filter_map(|it| it.parse().ok())
        .collect();
    let listed = |name: &str| whole.descendants().filter(|it| it.has_tag_name(name)).count();
    numbers.iter().all(|it| ["li", "tr", "article"].iter().any(|name| *it <= listed(name)))
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
        ("</main>", "<div class=\"gauge\"><svg class=\"bar p0\"></svg></div>"),
        ("</main>", "<table><tr><td>5</td></tr></table>"),
    ] {
        assert_eq!(page.matches(place).count(), 1, "{place}");
        let found = groundless(&page.replace(place, &format!("{added}{place}")));
        assert_eq!(found.len(), clean.len() + 1, "{added} is not found");
    }
}
