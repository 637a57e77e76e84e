//! The report as a page: what must hold of it whatever the case.

use std::collections::BTreeSet;

use onetext::case::{Files, parse};
use onetext::report::page;

use crate::bundled;

fn pages() -> Vec<String> {
    let cases = bundled::NAMES.map(bundled::case);
    cases.iter().map(|case| page(&bundled::analysis(case), case)).collect()
}

/// The values of an attribute, wherever it stands.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|it| it.split('"').next()).collect()
}

#[test]
fn every_link_on_the_page_leads_somewhere_on_it() {
    for page in pages() {
        let ids = values(&page, "id");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "an anchor stands twice");
        for link in values(&page, "href").into_iter().filter_map(|it| it.strip_prefix('#')) {
            assert!(known.contains(link), "#{link} leads nowhere");
        }
    }
}

#[test]
fn the_page_loads_nothing() {
    for page in pages() {
        let script = page.split("<script>").nth(1).and_then(|it| it.split("</script>").next());
        assert!(script.is_some_and(|it| it.len() < 30_000), "the script is small");
        assert!(page.len() <= 1_500_000, "a page of {} bytes", page.len());
        assert_eq!(page.matches("<script>").count(), 1, "one script, of our own, in the page");
        let data = page.matches("<script type=\"application/json\"").count();
        assert_eq!(page.matches("<script").count(), 1 + data, "all else is data");
        for loading in ["<link", "<img", "<iframe", "url(", "@import", " src=", " srcset="] {
            assert!(!page.contains(loading), "{loading}");
        }
    }
}

#[test]
fn every_share_leads_to_statements_or_says_that_it_is_assumed() {
    for page in pages() {
        for verdict in page.split("<div class=\"verdict\"").skip(1) {
            let reasons = ["class=\"ref\"", "class=\"assumed\"", "gives in numbers", "no number"];
            assert!(reasons.iter().any(|it| verdict.contains(it)), "{verdict}");
        }
    }
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let case = bundled::case("river");
    let (one, other) = (bundled::analysis(&case), bundled::analysis(&case));
    assert_eq!(page(&one, &case), page(&other, &case));
    let json = |it| serde_json::to_string(it).expect("an analysis serializes");
    assert_eq!(json(&one), json(&other));
}

#[test]
fn a_case_in_numbers_has_only_the_sections_it_can_fill() {
    let case = bundled::case("panama-1977");
    let page = page(&bundled::analysis(&case), &case);
    for section in ["positions", "drafts", "changes", "acceptability", "timeline", "ledger"] {
        assert!(
            !page.contains(&format!("<section class=\"section\" id=\"{section}\"")),
            "{section}"
        );
    }
    assert!(page.contains("Kalai–Smorodinsky") && page.contains("class=\"dots firm"));
}

#[test]
fn hostile_text_stays_text() {
    const HOSTILE: &str = "</title></style><script>alert(1)</script><img src=x onerror=y>";
    let mut files = Files::default();
    files.insert(
        "case.toml",
        format!(
            r#"
title = "{HOSTILE}"
as_of = 2025-12-02
summary = "{HOSTILE}"
[[party]]
id = "north"
name = "{HOSTILE}"
people = [{{ name = "نورة {HOSTILE}", post = "{HOSTILE}" }}]
interests = ["{HOSTILE}"]
[[issue]]
id = "dam"
section = "{HOSTILE}"
question = "{HOSTILE}"
options = [{{ id = "high", text = "{HOSTILE}" }}, {{ id = "low", text = "low" }}]
[[round]]
id = "first"
name = "{HOSTILE}"
days = 2025-12-01
present = ["north"]
outcome = "{HOSTILE}"
"#
        ),
    );
    files.insert(
        "statements.toml",
        format!(
            r#"
[[statement]]
id = "no"
speaker = "north"
stance = "red-line"
options = {{ dam = "high" }}
gist = "{HOSTILE}"
note = "{HOSTILE}"
source = "wire"
span = [3, 21]
"#
        ),
    );
    files.insert(
        "sources.toml",
        format!(
            r#"
[[source]]
id = "wire"
outlet = "{HOSTILE}"
title = "{HOSTILE}"
day = 2025-12-01
address = "javascript:alert(1)"
language = "\"><script>"
"#
        ),
    );
    files.insert("sources/wire.txt", format!("no {HOSTILE}"));
    files.insert(
        "drafts/one.dj",
        format!(
            "{{#one draft=\"2025-11-20\"}}\n# {HOSTILE}\n\n1. A [wall {HOSTILE}]{{dam=\"high\"}}.\n"
        ),
    );
    let case = parse(&files).case;
    assert_eq!((case.statements.len(), case.drafts.len()), (1, 1), "the case is read");
    let page = page(&bundled::analysis(&case), &case);
    for markup in ["<script>alert", "<img", "href=\"javascript"] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(page.contains("&lt;script&gt;"));
}
