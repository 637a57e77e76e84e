//! Every figure of a page as a file of its own.

use std::collections::BTreeSet;

use onetext_case::Case;

use super::positions::positions_svg;
use super::{Picture, space};
use crate::analysis::Analysis;

/// A figure in a file of its own: SVG that needs nothing else, for light and dark screens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// A name for its file: lower-case letters, digits and dashes, no other figure's.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// The file.
    pub svg: String,
}

/// A kind of figure: those that the page has for a case, or none.
type Maker = fn(&Analysis, &Case) -> Vec<Figure>;

/// Every kind of figure, in the order of the page.
const MAKERS: &[Maker] = &[
    positions,
    |it, _| picture("dependencies", super::dependencies(it)),
    |it, _| picture("lineage", super::lineage(it)),
    |it, _| picture("brackets", super::brackets(it)),
    |it, _| picture("concessions", super::concessions(it)),
    |it, _| picture("unlock", super::unlock(it)),
    |it, _| picture("proposals", super::proposals(it)),
    space::figures,
];

fn positions(analysis: &Analysis, _: &Case) -> Vec<Figure> {
    let (name, title) = ("positions".to_owned(), "Where each party stands".to_owned());
    positions_svg(analysis).map(|svg| Figure { name, title, svg }).into_iter().collect()
}

fn picture(name: &str, picture: Option<Picture>) -> Vec<Figure> {
    let file = |it: Picture| Figure { name: name.to_owned(), svg: it.file(), title: it.title };
    picture.map(file).into_iter().collect()
}

/// Every figure of the page of a case.
pub fn figures(analysis: &Analysis, case: &Case) -> Vec<Figure> {
    let mut names = BTreeSet::new();
    let mut figures: Vec<Figure> = MAKERS.iter().flat_map(|make| make(analysis, case)).collect();
    for it in &mut figures {
        let name = file_name(&it.name);
        let mut numbered = (2..).map(|number| format!("{name}-{number}"));
        it.name.clone_from(&name);
        while !names.insert(it.name.clone()) {
            it.name = numbered.next().unwrap_or_default();
        }
    }
    figures
}

/// A name without what a file's name may not hold.
fn file_name(name: &str) -> String {
    let letters = name.chars().map(|it| {
        let it = it.to_ascii_lowercase();
        if it.is_ascii_alphanumeric() { it } else { '-' }
    });
    letters.take(120).collect::<String>().trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_out_of_no_folder() {
        assert_eq!(file_name("deal-space-us-panama"), "deal-space-us-panama");
        assert_eq!(file_name("../A b/ü.svg"), "a-b---svg");
    }
}
