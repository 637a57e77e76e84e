//! The report as text, over the bundled cases.

use insta::assert_snapshot;
use onetext::report::text;

use crate::bundled;

fn check(name: &str) -> String {
    let analysis = bundled::analysis(&bundled::case(name));
    for width in [80, 100] {
        for line in text(&analysis, width).to_string().lines() {
            assert!(line.chars().count() <= width, "wider than {width}: {line}");
        }
    }
    text(&analysis, 100).to_string()
}

#[test]
fn the_ukraine_talks_fit_one_screen() {
    assert_snapshot!(check("ukraine-2025"));
}

#[test]
fn the_river_fits_one_screen() {
    assert_snapshot!(check("river"));
}

#[test]
fn a_case_in_numbers_is_answered_exactly() {
    assert_snapshot!(check("panama-1977"));
}
