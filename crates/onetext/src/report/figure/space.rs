//! The deal space as files: a plane for every two parties, and all parties side by side.

use onetext_case::Case;

use super::Figure;
use crate::analysis::Analysis;
use crate::report::plot::{Cut, Space};

pub(super) fn figures(analysis: &Analysis, _: &Case) -> Vec<Figure> {
    let Some(space) = Space::of(analysis) else { return Vec::new() };
    let figure = |name: String, cut: Cut| {
        Some(Figure { name, title: space.title(cut), svg: space.file(cut)? })
    };
    let mut pairs = space.pairs();
    pairs.sort_unstable();
    let all = 2 < space.axes.len();
    let planes = pairs.into_iter().map(|[a, b]| {
        let [one, other] = [a, b].map(|it| space.axes[it].party.id.as_str());
        (format!("deal-space-{one}-{other}"), Cut::Pair([a, b]))
    });
    let all = all.then(|| ("deal-space-all".to_owned(), Cut::All));
    planes.chain(all).filter_map(|(name, cut)| figure(name, cut)).collect()
}
