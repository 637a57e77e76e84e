//! The figures of an analysis: each a file of its own, with the same data as the table beside it.

use insta::assert_snapshot;
use onetext::Analysis;
use onetext::case::Case;
use onetext::report::{figures, page};
use roxmltree::{Document, Node};

use crate::bundled;
use crate::tree::{text, xml};

/// The figures that stand in the section of the page with their name.
const FIGURES: [&str; 6] =
    ["unlock", "proposals", "concessions", "brackets", "lineage", "dependencies"];

fn drawn(analysis: &Analysis, case: &Case, name: &str) -> Option<String> {
    figures(analysis, case).into_iter().find(|it| it.name == name).map(|it| it.svg)
}

/// What a drawing says of its marks: well-formed XML that needs nothing else and runs nothing.
fn data(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).expect("it is well-formed");
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
    assert_eq!(root.attribute("role"), Some("img"));
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "image", "use", "foreignObject", "a"].contains(&name), "{name}");
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{}", attribute.name());
            assert!(!attribute.value().contains("NaN") && !attribute.value().contains("inf"));
            assert!(!attribute.value().contains("url("), "{}", attribute.value());
        }
    }
    let titles = document.descendants().filter(|it| it.tag_name().name() == "title");
    let words = |it: Node<'_, '_>| {
        it.descendants()
            .filter_map(|it| it.text().filter(|_| it.is_text()).map(str::to_owned))
            .collect()
    };
    titles.map(words).collect()
}

#[test]
fn what_the_figures_show_is_told_in_words() {
    for name in ["river", "ukraine-2025"] {
        let case = bundled::case(name);
        let analysis = bundled::analysis(&case);
        let told = FIGURES.iter().filter_map(|section| {
            let marks = data(&drawn(&analysis, &case, section)?);
            Some(format!("{section}\n  {}\n", marks.join("\n  ")))
        });
        assert_snapshot!(format!("figures_of_{name}"), told.collect::<String>());
    }
}

#[test]
fn a_case_in_numbers_without_drafts_has_none_of_these_figures() {
    let case = bundled::case("panama-1977");
    let analysis = bundled::analysis(&case);
    for section in FIGURES {
        assert!(drawn(&analysis, &case, section).is_none(), "{section}");
    }
}

#[test]
fn a_figure_stands_on_the_page_with_a_table_of_the_same_data() {
    for name in ["river", "ukraine-2025"] {
        let case = bundled::case(name);
        let analysis = bundled::analysis(&case);
        let page = page(&analysis, &case);
        for section in FIGURES {
            let start = format!("<section class=\"section\" id=\"{section}\"");
            let body = page.split(&start).nth(1).and_then(|it| it.split("</section>").next());
            let Some(drawn) = drawn(&analysis, &case, section) else {
                assert!(body.is_none_or(|it| !it.contains("svg class=\"fig\"")), "{section}");
                continue;
            };
            let body = body.expect("a figure has its section");
            let figure = body.split("svg class=\"fig\"").nth(1).expect("the figure stands there");
            let inline = figure.split("</svg>").next().unwrap_or_default();
            let marks = |it: &str| it.matches("<title>").count();
            assert!(0 < marks(inline), "{section}");
            // The file has a title of its own, with an id.
            assert_eq!(marks(inline), marks(&drawn), "{section}");
            assert!(body.contains("<table"), "{section}");
        }
    }
}

/// The cells of the tables of a section, row by row.
fn cells(page: &str, section: &str) -> Vec<Vec<String>> {
    let xml = xml(page);
    let document = Document::parse(&xml).expect("a page is well-formed");
    let section = document
        .descendants()
        .find(|it| it.has_tag_name("section") && it.attribute("id") == Some(section))
        .expect("the section is there");
    let words = |it: Node<'_, '_>| text(it).split_whitespace().collect::<Vec<_>>().join(" ");
    let cells = |row: Node<'_, '_>| -> Vec<String> {
        let mut cells = Vec::new();
        for it in row.children().filter(|it| it.has_tag_name("th") || it.has_tag_name("td")) {
            cells.push(words(it));
        }
        cells
    };
    section.descendants().filter(|it| it.has_tag_name("tr")).map(cells).collect()
}

#[test]
fn the_counts_of_brackets_are_those_of_the_table() {
    let case = bundled::case("river");
    let analysis = bundled::analysis(&case);
    let page = page(&analysis, &case);
    let rows = cells(&page, "brackets");
    for it in &analysis.brackets.drafts {
        let row = rows.iter().find(|row| row[0].ends_with(&format!(" {}", it.draft.id)));
        let row = row.expect("each draft has a row");
        let counts = [it.points, it.brackets, it.options].map(|it| it.to_string());
        assert_eq!(row[2..5], counts);
        let svg = drawn(&analysis, &case, "brackets").expect("it has brackets");
        let [points, brackets, options] = counts;
        let mark = format!(
            "{}: {points} points, {brackets} brackets, {options} options in them",
            it.draft.id
        );
        assert!(svg.contains(&mark), "{mark}");
    }
}

#[test]
fn what_parties_give_and_get_is_that_of_the_table() {
    let case = bundled::case("ukraine-2025");
    let analysis = bundled::analysis(&case);
    let page = page(&analysis, &case);
    let rows = cells(&page, "concessions");
    let svg = drawn(&analysis, &case, "concessions").expect("its drafts change something");
    let mut at = 0;
    for draft in &analysis.concessions.as_ref().expect("it has drafts").drafts {
        let head = &rows[at];
        for (place, party) in draft.parties.iter().enumerate() {
            let row = &rows[at + 1 + place];
            let of = |name: &str| {
                let column = head.iter().position(|it| it == name);
                column.map_or("0", |it| row[it].as_str())
            };
            let [gives, may_give, gets, may_get] = ["gives", "may give", "gets", "may get"].map(of);
            let mark = format!(
                "{}, {}: gives {gives}, may give {may_give}, gets {gets}, may get {may_get}",
                draft.draft.name, party.party.name
            );
            assert!(svg.contains(&mark), "{mark}");
        }
        at += 1 + draft.parties.len();
    }
}
