//! Three and more parties: parallel axes.

use maud::{Markup, html};

use super::axis::value;
use super::{Axis, Drawing, Payoff, mark, place};

const LEFT: f64 = 62.0;
const TOP: f64 = 62.0;
const HIGH: f64 = 320.0;
/// Height of a line of text.
const LINE: f64 = 15.0;
/// Longest line of a name over an axis.
const NAME: usize = 15;

pub(super) fn draw(drawing: &Drawing<'_>, axes: &[Axis]) -> (Markup, [f64; 2]) {
    let gaps = f64::from(u16::try_from(axes.len() - 1).unwrap_or(1));
    let step = (500.0 / gaps).max(104.0);
    let bottom = TOP + HIGH;
    let across = |index: usize| LEFT + step * f64::from(u16::try_from(index).unwrap_or(0));
    let up = |axis: &Axis, value: f64| TOP + (1.0 - axis.share(value)) * HIGH;
    let line = |payoffs: &[Payoff]| {
        let points = axes.iter().zip(payoffs).enumerate().map(|(index, (axis, it))| {
            format!("{},{}", place(across(index)), place(up(axis, value(it))))
        });
        points.collect::<Vec<_>>().join(" ")
    };
    let drawn = drawing.points().count();
    let density = match drawn {
        0..=60 => "sparse",
        61..=300 => "dense",
        301..=1_000 => "crowded",
        _ => "packed",
    };
    let parts = html! {
        g class={ "threads " (density) } {
            @for it in drawing.points() { polyline points=(line(&it.payoffs)) {} }
        }
        @for (index, axis) in axes.iter().enumerate() {
            @let x = across(index);
            line.axis x1=(place(x)) x2=(place(x)) y1=(place(TOP)) y2=(place(bottom)) {}
            @let rows = rows(&axis.name);
            @for (row, text) in (0_u16..).zip(rows.iter().rev()) {
                text.strong x=(place(x)) y=(place(TOP - 16.0 - LINE * f64::from(row))) text-anchor="middle" { (text) }
            }
        }
        @for (index, pick) in drawing.picks.iter().enumerate() {
            polyline.halo points=(line(&pick.payoffs)) {}
            polyline class=(mark::line(index)) points=(line(&pick.payoffs)) {}
        }
        @for (index, axis) in axes.iter().enumerate() {
            @let x = across(index);
            @for tick in &axis.ticks {
                @let y = up(axis, tick.value);
                line.axis x1=(place(x - 4.0)) x2=(place(x)) y1=(place(y)) y2=(place(y)) {}
                text.tick x=(place(x - 8.0)) y=(place(y + 4.0)) text-anchor="end" { (tick.label) }
            }
            @let floor = up(axis, axis.floor);
            line.bar x1=(place(x)) x2=(place(x + 22.0)) y1=(place(floor)) y2=(place(floor)) {}
            @for (place, pick) in drawing.picks.iter().enumerate() {
                (mark::mark(place, x, up(axis, value(&pick.payoffs[index]))))
            }
        }
        @for (row, (index, pick)) in (0_u16..).zip(drawing.picks.iter().enumerate()) {
            @let y = bottom + 34.0 + 20.0 * f64::from(row);
            polyline class=(mark::line(index)) points={ (place(LEFT - 40.0)) "," (place(y)) " " (place(LEFT - 8.0)) "," (place(y)) } {}
            (mark::mark(index, LEFT - 24.0, y))
            text x=(place(LEFT)) y=(place(y + 4.0)) {
                tspan.strong { (pick.names.join(", ")) }
                @let utilities: Vec<&str> = pick.payoffs.iter().map(|it| it.utility.as_str()).collect();
                tspan.soft dx="10" { (utilities.join(" : ")) }
            }
        }
    };
    let legend = 20.0 * f64::from(u16::try_from(drawing.picks.len()).unwrap_or(0));
    (parts, [LEFT + step * gaps + 62.0, bottom + 44.0 + legend])
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
