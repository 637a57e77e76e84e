//! What machines read in the ledger of a page: statements as quotations and claims of schema.org.

use insta::assert_snapshot;
use jiff::civil::Date;
use onetext::case::{Files, parse};
use onetext::report::page;
use roxmltree::{Document, Node};

use crate::bundled;
use crate::tree::{has_class, text, xml};

/// The properties of an item, those of items inside it left out.
fn properties<'a>(item: Node<'a, 'a>) -> Vec<(&'a str, Node<'a, 'a>)> {
    let mut found = Vec::new();
    for it in item.children().filter(Node::is_element) {
        if let Some(name) = it.attribute("itemprop") {
            found.push((name, it));
        }
        if !it.has_attribute("itemscope") {
            found.extend(properties(it));
        }
    }
    found
}

fn kind<'a>(item: Node<'a, 'a>) -> &'a str {
    let kind = item.attribute("itemtype").expect("an item has a type");
    kind.strip_prefix("https://schema.org/").expect("a type is one of schema.org")
}

/// What a property says: for an item its type, else its value.
fn value(node: Node<'_, '_>) -> String {
    if node.has_attribute("itemscope") {
        return kind(node).to_owned();
    }
    let given = ["content", "datetime", "href"].iter().find_map(|it| node.attribute(*it));
    given.map_or_else(|| text(node), ToOwned::to_owned)
}

/// An item with everything in it, a line each.
fn told(item: Node<'_, '_>, depth: usize) -> String {
    let lines = properties(item).into_iter().map(|(name, it)| {
        let inside =
            if it.has_attribute("itemscope") { told(it, depth + 1) } else { String::new() };
        format!("{}{name}: {}\n{inside}", "  ".repeat(depth), value(it))
    });
    lines.collect()
}

fn entry<'a>(document: &'a Document<'a>, id: &str) -> Node<'a, 'a> {
    let id = format!("s-{id}");
    let found = document.descendants().find(|it| it.attribute("id") == Some(id.as_str()));
    found.expect("the statement is on the page")
}

fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok() || format!("{text}-01").parse::<Date>().is_ok()
}

#[test]
fn every_statement_is_a_quotation_or_a_claim_with_its_author_and_its_source() {
    for name in bundled::NAMES {
        let case = bundled::case(name);
        let page = xml(&page(&bundled::analysis(&case), &case));
        let document = Document::parse(&page).expect("a page is well-formed");
        let entries = document.descendants().filter(|it| has_class(*it, "entry"));
        let mut count = 0;
        for item in entries {
            count += 1;
            let all = properties(item);
            let of = |name: &str| -> Vec<Node<'_, '_>> {
                all.iter().filter(|it| it.0 == name).map(|it| it.1).collect()
            };
            let (by, source) = match kind(item) {
                "Quotation" => (of("spokenByCharacter"), of("isPartOf")),
                "Claim" => (of("author"), of("appearance")),
                other => panic!("{other} is neither"),
            };
            assert_eq!((of("text").len(), by.len()), (1, 1), "{}", told(item, 0));
            let speaker = properties(by[0]);
            assert!(["Person", "Organization"].contains(&kind(by[0])));
            assert!(speaker.iter().any(|it| it.0 == "name" && !value(it.1).is_empty()));
            for it in source {
                assert!(["NewsArticle", "CreativeWork"].contains(&kind(it)));
                let inside = properties(it);
                for needed in ["headline", "datePublished"] {
                    assert!(inside.iter().any(|it| it.0 == needed), "{needed}: {}", told(it, 0));
                }
                let urls = inside.iter().filter(|it| it.0 == "url");
                assert!(urls.into_iter().all(|it| value(it.1).starts_with("http")));
            }
        }
        assert_eq!(count, case.statements.len());
        let scoped = document.descendants().filter(|it| it.has_attribute("itemprop"));
        for it in scoped {
            let within = it.ancestors().skip(1).any(|it| it.has_attribute("itemscope"));
            assert!(within, "a property of nothing: {}", value(it));
        }
        let days = document.descendants().filter_map(|it| it.attribute("datetime"));
        for it in days {
            assert!(is_day(it), "{it} is no day");
        }
    }
}

#[test]
fn quoted_words_at_hand_are_a_quotation_and_a_report_is_a_claim() {
    const TEXT: &str = "“We will not lower the wall,” she said. The envoy left early.";
    let mut files = Files::default();
    files.insert(
        "case.toml",
        r#"
title = "The wall"
as_of = 2025-12-10
[[party]]
id = "upper"
name = "Upper"
people = [{ name = "Ada Lind", post = "minister" }]
[[party]]
id = "lower"
name = "Lower"
[[issue]]
id = "wall"
question = "How high?"
options = [{ id = "high", text = "high" }, { id = "low", text = "low" }]
"#,
    );
    files.insert(
        "sources.toml",
        r#"
[[source]]
id = "post"
outlet = "Post"
title = "Rain"
day = 2025-12-02
address = "https://post.example/rain?a=1&b=2"
[[source]]
id = "trap"
outlet = "Trap"
title = "Click"
day = 2025-12-03
address = "javascript:alert(1)"
"#,
    );
    files.insert("sources/post.txt", TEXT);
    let end = TEXT.find(",”").expect("it is there");
    files.insert(
        "statements.toml",
        format!(
            r#"
[[statement]]
id = "keeps"
speaker = "Ada Lind"
stance = "red-line"
options = {{ wall = "low" }}
gist = "the wall stays"
form = "direct"
source = "post"
span = [3, {end}]
[[statement]]
id = "told"
speaker = "lower"
holder = "upper"
said = "2025-11"
stance = "support"
options = {{ wall = "low" }}
gist = "they would take a low one"
source = "trap"
span = [0, 4]
"#
        ),
    );
    let case = parse(&files).case;
    let page = xml(&page(&bundled::analysis(&case), &case));
    let document = Document::parse(&page).expect("a page is well-formed");
    let check = |id: &str| {
        let item = entry(&document, id);
        format!("{}\n{}", kind(item), told(item, 0))
    };
    assert_snapshot!(check("keeps"), @r"
    Quotation
    position: 2
    spokenByCharacter: Person
      name: Ada Lind
      jobTitle: minister
      affiliation: Organization
        name: Upper
    dateCreated: 2025-12-02
    description: the wall stays
    text: We will not lower the wall
    isPartOf: NewsArticle
      publisher: Organization
        name: Post
      headline: Rain
      datePublished: 2025-12-02
      url: https://post.example/rain?a=1&b=2
    ");
    assert_snapshot!(check("told"), @r"
    Claim
    position: 1
    author: Organization
      name: Lower
    about: Organization
      name: Upper
    dateCreated: 2025-11
    text: they would take a low one
    appearance: NewsArticle
      publisher: Organization
        name: Trap
      headline: Click
      datePublished: 2025-12-03
    ");
    assert!(!page.contains("href=\"javascript"), "no address leads to a script");
}
