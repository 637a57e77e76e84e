//! The figures of an analysis: each a file of its own, with the same data as the table beside it.

use insta::assert_snapshot;
use onetext::Analysis;
use onetext::report::{
    brackets_svg, concessions_svg, dependencies_svg, lineage_svg, page, proposals_svg, unlock_svg,
};

use crate::bundled;

type Draw = fn(&Analysis) -> Option<String>;

/// Every figure, with the section of the page in which it stands.
const FIGURES: [(&str, Draw); 6] = [
    ("unlock", unlock_svg),
    ("proposals", proposals_svg),
    ("concessions", concessions_svg),
    ("brackets", brackets_svg),
    ("lineage", lineage_svg),
    ("dependencies", dependencies_svg),
];

/// What a drawing says of its marks: well-formed XML that needs nothing else and runs nothing.
fn data(svg: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).expect("it is well-formed");
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
    assert_eq!(root.attribute("role"), Some("img"));
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "image", "use", "foreignObject", "a"].contains(&name), "{name}");
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{}", attribute.name());
            assert!(!attribute.value().contains("NaN") && !attribute.value().contains("inf"));
            assert!(!attribute.value().contains("url("), "{}", attribute.value());
        }
    }
    let titles = document.descendants().filter(|it| it.tag_name().name() == "title");
    let words = |it: roxmltree::Node<'_, '_>| {
        it.descendants()
            .filter_map(|it| it.text().filter(|_| it.is_text()).map(str::to_owned))
            .collect()
    };
    titles.map(words).collect()
}

#[test]
fn what_the_figures_show_is_told_in_words() {
    for name in ["river", "ukraine-2025"] {
        let analysis = bundled::analysis(&bundled::case(name));
        let told = FIGURES.iter().filter_map(|(section, draw)| {
            let marks = data(&draw(&analysis)?);
            Some(format!("{section}\n  {}\n", marks.join("\n  ")))
        });
        assert_snapshot!(format!("figures_of_{name}"), told.collect::<String>());
    }
}

#[test]
fn a_case_in_numbers_without_drafts_has_none_of_these_figures() {
    let analysis = bundled::analysis(&bundled::case("panama-1977"));
    for (section, draw) in FIGURES {
        assert!(draw(&analysis).is_none(), "{section}");
    }
}

#[test]
fn a_figure_stands_on_the_page_with_a_table_of_the_same_data() {
    for name in ["river", "ukraine-2025"] {
        let case = bundled::case(name);
        let analysis = bundled::analysis(&case);
        let page = page(&analysis, &case);
        for (section, draw) in FIGURES {
            let start = format!("<section class=\"section\" id=\"{section}\"");
            let body = page.split(&start).nth(1).and_then(|it| it.split("</section>").next());
            let drawn = draw(&analysis);
            let Some(drawn) = drawn else {
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

/// The text of what stands between tags, without markup.
fn cells(page: &str, section: &str) -> Vec<Vec<String>> {
    let start = format!("<section class=\"section\" id=\"{section}\"");
    let body = page.split(&start).nth(1).and_then(|it| it.split("</section>").next());
    let text = |it: &str| {
        let parts = it.split('<').map(|it| it.split_once('>').map_or(it, |it| it.1));
        parts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let rows = body.unwrap_or_default().split("<tr").skip(1);
    rows.map(|row| {
        let row = row.split("</tr>").next().unwrap_or_default();
        row.split("<t")
            .skip(1)
            .filter(|it| it.starts_with(['d', 'h']))
            .map(|it| text(&format!("<t{it}")))
            .collect()
    })
    .collect()
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
        let svg = brackets_svg(&analysis).expect("it has brackets");
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
    let svg = concessions_svg(&analysis).expect("its drafts change something");
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
