//! All parties: parallel axes.

use maud::{Markup, html};

use super::badge::column;
use super::mark::{Kind, Mark, shape};
use super::{Measure, Space, place};

const LEFT: f64 = 54.0;
const TOP: f64 = 62.0;
const HIGH: f64 = 340.0;
/// Room at the right, for the letters of marks.
const BESIDE: f64 = 84.0;
/// Height of a line of text.
const LINE: f64 = 15.0;
/// Longest line of a name over an axis.
const NAME: usize = 15;

/// What a script needs to find a place: left, upper and lower edge, and how far axes are apart.
pub(in crate::report) fn field(axes: usize) -> [f64; 4] {
    [LEFT, TOP, TOP + HIGH, step(axes)]
}

/// How far axes are apart.
fn step(axes: usize) -> f64 {
    (470.0 / gaps(axes)).max(104.0)
}

fn gaps(axes: usize) -> f64 {
    f64::from(u16::try_from(axes.saturating_sub(1).max(1)).unwrap_or(1))
}

/// An axis for each party with at most so many points, its width and its height.
pub(super) fn draw(space: &Space, most: usize) -> (Markup, [f64; 2]) {
    let step = step(space.axes.len());
    let bottom = TOP + HIGH;
    let across = |index: usize| LEFT + step * f64::from(u16::try_from(index).unwrap_or(0));
    let up = |index: usize, value: f64| TOP + (1.0 - space.axes[index].share(value)) * HIGH;
    let drawn = space.drawn(most);
    let threads = drawn.iter().map(|&it| {
        let values = space.points[it].iter().enumerate();
        let places =
            values.map(|(axis, &it)| format!("{} {}", place(across(axis)), place(up(axis, it))));
        places.collect::<Vec<_>>().join("L")
    });
    let threads: Vec<String> = threads.collect();
    let density = match drawn.len() {
        0..=60 => "sparse",
        61..=300 => "dense",
        301..=1_000 => "crowded",
        _ => "packed",
    };
    let last = space.axes.len().saturating_sub(1);
    let ends: Vec<(&Mark, f64)> =
        space.marks.iter().filter_map(|it| Some((it, up(last, it.middle(last)?)))).collect();
    let wanted: Vec<f64> = ends.iter().map(|it| it.1).collect();
    let apart = (HIGH + 40.0) / f64::from(u16::try_from(ends.len().max(1)).unwrap_or(1));
    let letters = column(&wanted, apart.min(LINE), bottom + 6.0);
    let aside = aside(&space.marks);
    let parts = html! {
        g class={ "threads " (density) } {
            @for it in &threads { path d={ "M" (it) } {} }
        }
        @for (index, axis) in space.axes.iter().enumerate() {
            @let x = across(index);
            line.axis x1=(place(x)) x2=(place(x)) y1=(place(TOP)) y2=(place(bottom)) {}
            @let rows = rows(&axis.name);
            @for (row, text) in (0_u16..).zip(rows.iter().rev()) {
                text.strong x=(place(x)) y=(place(TOP - 16.0 - LINE * f64::from(row))) text-anchor="middle" { (text) }
            }
            @if let Some(bar) = axis.bar {
                @let y = up(index, bar);
                line.bar x1=(place(x - 11.0)) x2=(place(x + 22.0)) y1=(place(y)) y2=(place(y)) {}
            }
        }
        @for (mark, aside) in space.marks.iter().zip(&aside) { (strand(mark, &|it| across(it) + aside, &up)) }
        @for (index, axis) in space.axes.iter().enumerate() {
            @let x = across(index);
            @for tick in &axis.ticks {
                @let y = up(index, tick.value);
                line.axis x1=(place(x - 4.0)) x2=(place(x)) y1=(place(y)) y2=(place(y)) {}
                @if index == 0 || space.measure == Measure::Utility {
                    text.tick x=(place(x - 8.0)) y=(place(y + 4.0)) text-anchor="end" { (tick.label) }
                }
            }
        }
        @for (mark, aside) in space.marks.iter().zip(&aside) {
            g.mark {
                title { (mark.told_name()) }
                @for axis in 0..space.axes.len() {
                    @if let Some(middle) = mark.middle(axis) { (shape(mark.kind, across(axis) + aside, up(axis, middle))) }
                }
            }
        }
        @for ((mark, at), y) in ends.iter().zip(&letters) {
            @let x = across(last);
            polyline.leader points={ (place(x + 8.0)) "," (place(*at)) " " (place(x + 26.0)) "," (place(*y)) } {}
            text class={ "badge " (mark.kind.class()) } x=(place(x + 30.0)) y=(place(y + 4.0)) { (mark.badge) }
        }
    };
    (parts, [across(last) + BESIDE, bottom + 22.0])
}

/// How far beside the axes each mark stands, so that the ranges of drafts do not cover each other.
fn aside(marks: &[Mark]) -> Vec<f64> {
    let is_wide = |it: &Mark| {
        let is_draft = matches!(it.kind, Kind::Draft | Kind::Hidden);
        is_draft && it.ranges.iter().flatten().any(|[low, high]| low < high)
    };
    let number = |it: usize| f64::from(u16::try_from(it).unwrap_or(u16::MAX));
    let wide = number(marks.iter().filter(|it| is_wide(it)).count());
    let apart = (44.0 / wide.max(1.0)).min(9.0);
    let mut before = 0;
    let places = marks.iter().map(|it| {
        if !is_wide(it) {
            return 0.0;
        }
        before += 1;
        (number(before) - f64::midpoint(wide, 1.0)) * apart
    });
    places.collect()
}

/// The line of a mark from axis to axis, broken where it has no number, with its ranges.
fn strand(mark: &Mark, across: &impl Fn(usize) -> f64, up: &impl Fn(usize, f64) -> f64) -> Markup {
    let mut path = String::new();
    let mut is_broken = true;
    for axis in 0..mark.ranges.len() {
        if let Some(middle) = mark.middle(axis) {
            let (x, y) = (place(across(axis)), place(up(axis, middle)));
            path = format!("{path}{}{x} {y}", if is_broken { "M" } else { "L" });
            is_broken = false;
        } else {
            is_broken = true;
        }
    }
    html! {
        path.halo d=(path) {}
        path class=(mark.kind.line()) d=(path) {}
        @for (axis, range) in mark.ranges.iter().enumerate() {
            @if let Some([low, high]) = range {
                @let (low, high) = (up(axis, *low), up(axis, *high));
                @if 1.0 < low - high {
                    @let class = if mark.kind == Kind::Draft { "reach ink".to_owned() } else { format!("reach thin {}", mark.kind.class()) };
                    line class=(class) x1=(place(across(axis))) x2=(place(across(axis))) y1=(place(low)) y2=(place(high)) {}
                }
            }
        }
    }
}

/// A name in lines that fit over an axis: three at most.
fn rows(name: &str) -> Vec<String> {
    let mut rows: Vec<String> = vec![String::new()];
    for word in name.split_whitespace() {
        let last = rows.len() - 1;
        let row = &mut rows[last];
        if row.is_empty() {
            row.push_str(word);
        } else if row.chars().count() + 1 + word.chars().count() <= NAME {
            row.push(' ');
            row.push_str(word);
        } else {
            rows.push(word.to_owned());
        }
    }
    let is_cut = 3 < rows.len();
    rows.truncate(3);
    let last = rows.len() - 1;
    for (index, row) in rows.iter_mut().enumerate() {
        if NAME < row.chars().count() || (is_cut && index == last) {
            *row = row.chars().take(NAME - 1).chain(['…']).collect();
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn names_are_broken_between_words_and_cut_where_they_are_too_long() {
        assert_eq!(rows("Panama"), ["Panama"]);
        assert_eq!(rows("United States of America"), ["United States", "of America"]);
        assert_eq!(rows("Donaudampfschifffahrt"), ["Donaudampfschi…"]);
        assert_eq!(
            rows("a b c d e f g h i j k l m n o p q r s t u v w x y z"),
            ["a b c d e f g h", "i j k l m n o p", "q r s t u v w …"]
        );
        assert_eq!(rows(""), [""]);
    }
}
