//! The deal space, on the page and as files.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use onetext::case::{Case, Files, Generation, generate, parse};
use onetext::report::{Figure, figures, page};
use onetext::{Analysis, Question, Stop, analyse};

use crate::bundled;

/// Two ports divide three things, in numbers that can be added up in the head.
const PORTS: &str = r#"
title = "Two ports"
as_of = 2025-06-10
[[party]]
id = "north"
name = "North"
[party.utility]
reservation = 20
weight = { crane = 10, toll = 20, pilots = 30 }
[party.utility.evaluation]
crane = { north = 1, south = 0 }
toll = { low = 1, high = 0.5, none = 0 }
pilots = { ours = 1, theirs = 0 }
[[party]]
id = "south"
name = "South"
[party.utility]
reservation = 10
weight = { crane = 40, toll = 10, pilots = 5 }
[party.utility.evaluation]
crane = { north = 0, south = 1 }
toll = { low = 0, high = 1, none = 0.5 }
pilots = { ours = 0, theirs = 1 }
[[issue]]
id = "crane"
question = "Where does the crane stand?"
options = [{ id = "north", text = "in the north" }, { id = "south", text = "in the south" }]
[[issue]]
id = "toll"
question = "How high is the toll?"
options = [{ id = "low", text = "low" }, { id = "high", text = "high" }, { id = "none", text = "none" }]
status_quo = "none"
[[issue]]
id = "pilots"
question = "Whose pilots?"
options = [{ id = "ours", text = "of the north" }, { id = "theirs", text = "of the south" }]
"#;

const FIRST: &str = "{#first draft=\"2025-06-01\"}\n# First text\n\n1. The crane stands [in the north]{crane=\"north\"} or [in the south]{crane=\"south\"}.\n2. The pilots come [from the north]{pilots=\"ours\"}.\n";
const SECOND: &str = "{#second draft=\"2025-06-05\"}\n# Second text\n\n1. The crane stands [in the south]{crane=\"south\"}.\n2. The toll is [high]{toll=\"high\"}.\n3. The pilots come [from the north]{pilots=\"ours\"}.\n";
const THIRD: &str = "{#third draft=\"2025-06-03\"}\n# Between them\n\n1. The crane stands [in the south]{crane=\"south\"}.\n2. The toll is [high]{toll=\"high\"} or [low]{toll=\"low\"}.\n";

fn ports(change: impl Fn(&str) -> String) -> Case {
    let mut files = Files::default();
    files.insert("case.toml", change(PORTS));
    for (name, draft) in [("first", FIRST), ("second", SECOND), ("third", THIRD)] {
        files.insert(format!("drafts/{name}.dj"), draft);
    }
    parse(&files).case
}

/// A random case in numbers.
fn random(parties: usize, issues: usize, options: usize) -> Case {
    let wanted = Generation {
        parties,
        issues,
        options,
        opposition: 50,
        linkages: 0,
        red_lines: 0,
        reservation: 40,
        seed: 3,
    };
    parse(&generate(&wanted)).case
}

fn analysis(case: &Case) -> Analysis {
    analyse(case, &Question { seed: 1, draws: 100, starts: 1 }, &Stop::default())
}

/// What the table of the deal space has, a line each row.
fn rows(page: &str) -> String {
    let table = page.split("<table class=\"outcome space-table").nth(1).expect("there is a table");
    let table = table.split("</table>").next().unwrap_or_default();
    let rows = table.split("<tr").skip(1).map(|row| {
        let cells = row.split("role=\"").skip(1);
        cells.map(words).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" | ")
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// The words of a piece of a page, after the tag that it begins in.
fn words(piece: &str) -> String {
    let parts = piece.split('>').skip(1).filter_map(|it| it.split('<').next());
    parts.map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_path_goes_from_draft_to_draft_by_day_with_what_each_reading_is_worth() {
    let case = ports(str::to_owned);
    let found = analysis(&case);
    assert_snapshot!(rows(&page(&found, &case)), @"
    In the drawing | North | South
    Accepts from | 20 | 10
    1 First text, 1 June 2025 | 30 to 40 | 5 to 45
    2 Between them, 3 June 2025 | 10 to 50 | 40 to 55
    3 Second text, 5 June 2025 | 40 | 50
    N KS E U Nash, Kalai–Smorodinsky, Egalitarian, Utilitarian | 50 | 40
    ");
    let exact = found.bargaining.expect("it is in numbers");
    let unsaid: Vec<usize> = exact.drafts.iter().map(|it| it.unsaid.len()).collect();
    assert_eq!(unsaid, [0, 1, 0], "the case does not say whose pilots there are now");
    let open: Vec<usize> = exact.drafts.iter().map(|it| it.open).collect();
    assert_eq!(open, [1, 1, 0]);
}

/// Every figure is SVG that is well-formed, needs nothing else, runs nothing and says what it is.
fn check(figures: &[Figure]) {
    let names: BTreeSet<&str> = figures.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names.len(), figures.len(), "two figures have one name");
    for figure in figures {
        let document = roxmltree::Document::parse(&figure.svg)
            .unwrap_or_else(|error| panic!("{}: {error}", figure.name));
        assert!(document.root_element().has_attribute("viewBox"));
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            assert!(!["script", "image", "use", "foreignObject", "a"].contains(&tag), "{tag}");
            for attribute in node.attributes() {
                assert!(!attribute.name().starts_with("on") && attribute.name() != "href");
                assert!(!attribute.value().contains("NaN") && !attribute.value().contains("inf"));
            }
        }
        for told in ["title", "desc"] {
            let found = document.root_element().children().find(|it| it.tag_name().name() == told);
            assert!(found.and_then(|it| it.text()).is_some_and(|it| !it.is_empty()), "{told}");
        }
        assert!(figure.svg.contains("prefers-color-scheme: dark"));
    }
}

#[test]
fn every_figure_of_the_bundled_cases_is_a_file_of_its_own() {
    let names = bundled::NAMES.map(|name| {
        let case = bundled::case(name);
        let figures = figures(&bundled::analysis(&case), &case);
        check(&figures);
        let names = figures.iter().map(|it| it.name.clone());
        names.filter(|it| it.starts_with("deal-space")).collect::<Vec<_>>().join(", ")
    });
    assert_snapshot!(names.join("\n"), @"
    deal-space-ukraine-russia
    deal-space-varrenmark-ostrevna, deal-space-varrenmark-ambarine, deal-space-ostrevna-ambarine, deal-space-all
    deal-space-us-panama
    ");
}

#[test]
fn four_parties_have_six_planes_and_one_drawing_of_all() {
    let case = random(4, 5, 3);
    let figures = figures(&analysis(&case), &case);
    check(&figures);
    let space = figures.iter().filter(|it| it.name.starts_with("deal-space"));
    assert_eq!(space.count(), 7);
}

#[test]
fn a_case_of_one_party_has_no_deal_space() {
    let case = random(1, 3, 3);
    let found = analysis(&case);
    assert!(figures(&found, &case).iter().all(|it| !it.name.starts_with("deal-space")));
    assert!(!page(&found, &case).contains("id=\"space\""));
}

#[test]
fn names_stay_text_in_figures_and_in_the_data_for_the_script() {
    let odd = "</text></template><script>alert(1)</script>&\\u0007";
    let case = ports(|it| {
        it.replace("name = \"North\"", &format!("name = \"{odd}\""))
            .replace("text = \"in the north\"", &format!("text = \"{odd}\""))
    });
    let found = analysis(&case);
    let figures = figures(&found, &case);
    check(&figures);
    assert!(figures.iter().any(|it| it.svg.contains("&lt;script&gt;")));
    assert!(figures.iter().all(|it| !it.svg.contains('\u{7}')));
    let page = page(&found, &case);
    assert!(!page.contains("<script>alert") && !page.contains("</template><script"));
}

/// The data for the script, as it reads them.
fn data(page: &str) -> serde_json::Value {
    let text = page.split("<template class=\"space-data\">").nth(1).expect("there are data");
    let text = text.split("</template>").next().unwrap_or_default();
    let text = text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    serde_json::from_str(&text.replace("&amp;", "&")).expect("they are JSON")
}

#[test]
fn what_the_script_adds_up_is_what_the_table_says() {
    let case = bundled::case("panama-1977");
    let found = bundled::analysis(&case);
    let exact = found.bargaining.as_ref().expect("it is in numbers");
    let frontier = exact.frontier.as_ref().expect("there is one");
    let data = data(&page(&found, &case));
    let points = data["points"].as_str().expect("letters");
    let issues = case.issues.len();
    assert_eq!(points.len(), frontier.points.len() * issues);
    let scale = 10_i64.pow(u32::try_from(data["places"].as_u64().expect("places")).expect("few"));
    for (word, point) in points.as_bytes().chunks(issues).zip(&frontier.points) {
        for (party, payoff) in point.payoffs.iter().enumerate() {
            let of = word.iter().enumerate().map(|(issue, letter)| {
                let option = char::from(*letter).to_digit(36).expect("a letter");
                data["utilities"][party][issue][option as usize].as_i64().expect("a number")
            });
            let told: f64 = payoff.utility.parse().expect("a decimal");
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let sum = of.sum::<i64>() as f64 / scale as f64;
            assert!((sum - told).abs() < 1e-9, "{sum} is not {told}");
        }
    }
}

#[test]
fn a_page_with_twenty_thousand_points_stays_small() {
    let case = random(4, 8, 3);
    let mut found = analysis(&case);
    let exact = found.bargaining.as_mut().expect("it is in numbers");
    let frontier = exact.frontier.as_mut().expect("there is one");
    // Many points are what is drawn; whether each is efficient makes no difference to that.
    frontier.points = frontier.points.iter().cycle().take(25_000).cloned().collect();
    let page = page(&found, &case);
    let bytes = page.len();
    assert!((1_000..1_500_000).contains(&bytes), "{bytes} bytes");
    let points = data(&page)["points"].as_str().map_or(0, str::len);
    assert_eq!(points, 20_000 * case.issues.len());
    assert!(page.contains("points are drawn"));
}
