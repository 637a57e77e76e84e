//! The frontier as a drawing in a file of its own.

use std::collections::BTreeMap;

use onetext::case::{Files, Generation, generate, parse};
use onetext::report::{DRAWN, FrontierDrawing, frontier_svg};
use onetext::{Among, NamedProblem, Rule, Stop};

/// The drawing of the frontier of a random case, after a change of its text.
fn draw(parties: usize, issues: usize, change: impl Fn(&str) -> String) -> FrontierDrawing {
    let wanted = Generation {
        parties,
        issues,
        options: 3,
        opposition: 50,
        linkages: 0,
        red_lines: 0,
        reservation: 40,
        seed: 3,
    };
    let mut files = Files::default();
    files.insert("case.toml", change(generate(&wanted).text("case.toml").expect("it is there")));
    let problem = NamedProblem::new(&parse(&files).case, &BTreeMap::new()).expect("in numbers");
    let stop = Stop::default();
    let frontier = problem.frontier(Among::Feasible, &stop).expect("there is one").view;
    let solutions: Vec<_> =
        Rule::MAIN.into_iter().filter_map(|it| Some(problem.solve(it, &stop).ok()?.view)).collect();
    assert!(!solutions.is_empty());
    let drawing = frontier_svg(&frontier, &problem.reservations(), &solutions);
    let drawing = drawing.expect("there is something to draw");
    assert_eq!(drawing.drawn, frontier.points.len().min(DRAWN));
    drawing
}

/// The texts of a drawing that is well-formed XML, needs nothing else and runs nothing.
fn texts(drawing: &FrontierDrawing) -> Vec<String> {
    let document = roxmltree::Document::parse(&drawing.svg).expect("it is well-formed");
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "image", "use", "foreignObject"].contains(&name), "{name}");
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{}", attribute.name());
            assert!(!attribute.value().contains("NaN") && !attribute.value().contains("inf"));
        }
    }
    let is = |name| {
        document
            .descendants()
            .filter(move |it| it.has_tag_name(("http://www.w3.org/2000/svg", name)))
    };
    assert!(is("title").next().is_some_and(|it| it.text().is_some_and(|it| !it.is_empty())));
    assert!(is("desc").next().is_some_and(|it| it.text().is_some_and(|it| it.contains("Nash"))));
    let words = |it: roxmltree::Node<'_, '_>| {
        it.descendants().filter(roxmltree::Node::is_text).filter_map(|it| it.text()).collect()
    };
    is("text").chain(is("tspan")).map(words).collect()
}

#[test]
fn two_parties_are_a_plane_with_round_ticks() {
    let drawing = draw(2, 6, str::to_owned);
    let texts = texts(&drawing);
    assert!(texts.iter().any(|it| it.starts_with("Nash")), "{texts:?}");
    let firm = drawing.svg.split("class=\"dots firm").nth(1).and_then(|it| it.split("/>").next());
    assert_eq!(firm.expect("it is drawn").matches("h0").count(), drawing.drawn);
    assert!(texts.iter().any(|it| it == "400"), "{texts:?}");
}

#[test]
fn three_parties_are_three_axes() {
    let drawing = draw(3, 5, str::to_owned);
    let texts = texts(&drawing);
    for name in ["Party 1", "Party 2", "Party 3"] {
        assert!(texts.iter().any(|it| it == name), "{texts:?}");
    }
    let threads =
        drawing.svg.split("class=\"threads").nth(1).and_then(|it| it.split("</g>").next());
    assert_eq!(threads.expect("they are drawn").matches("<path d").count(), drawing.drawn);
}

#[test]
fn of_many_points_the_same_few_are_drawn() {
    let [one, two] = [0; 2].map(|_| draw(4, 18, str::to_owned));
    assert_eq!(one.drawn, DRAWN);
    assert!(one.svg == two.svg);
    texts(&one);
}

#[test]
fn a_name_is_text_and_no_markup() {
    let odd = "</text><script>alert(1)</script>&\\u001b";
    let drawing =
        draw(2, 4, |case| case.replace("name = \"Party 1\"", &format!("name = \"{odd}\"")));
    let texts = texts(&drawing);
    assert!(texts.iter().any(|it| it.contains("<script>alert(1)</script>&\u{fffd}")), "{texts:?}");
}

#[test]
fn where_all_get_the_same_there_is_still_a_drawing() {
    let drawing = draw(2, 1, |case| {
        let flat = |line: &str| {
            if line.starts_with("i1 = ") {
                "i1 = { o1 = 0.5, o2 = 0.5, o3 = 0.5 }".to_owned()
            } else if line.starts_with("reservation") {
                "reservation = 0.5".to_owned()
            } else {
                line.to_owned()
            }
        };
        // The Nash solution needs a gain.
        case.lines().map(flat).collect::<Vec<_>>().join("\n").replacen(
            "reservation = 0.5",
            "reservation = 0",
            2,
        )
    });
    texts(&drawing);
}
