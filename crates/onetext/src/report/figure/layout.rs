//! Lengths, lines of text and hatching in a drawing.

use crate::report::plot::place;

/// Slanted lines in a field, as a path.
pub(super) fn hatching([left, top, width, height]: [f64; 4]) -> String {
    let mut path = Vec::new();
    let mut at = 4.0;
    while at < width + height {
        let (x, y) = ((at - height).max(0.0), at.min(height));
        let (to_x, to_y) = (at.min(width), (at - width).max(0.0));
        let [x, to_x] = [x, to_x].map(|it| place(left + it));
        let [y, to_y] = [y, to_y].map(|it| place(top + it));
        path.push(format!("M{x} {y}L{to_x} {to_y}"));
        at += 8.0;
    }
    path.concat()
}

/// A text in at most so many lines of so many letters; what does not fit ends in “…”.
pub(super) fn lines(text: &str, letters: usize, most: usize) -> Vec<String> {
    let mut found: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let last = found.len() - 1;
        let line = &mut found[last];
        let fits = line.chars().count() + 1 + word.chars().count() <= letters.max(4);
        if line.is_empty() {
            line.push_str(word);
        } else if fits {
            line.push(' ');
            line.push_str(word);
        } else {
            found.push(word.to_owned());
        }
    }
    let is_cut = most < found.len();
    found.truncate(most);
    let last = found.len();
    for (index, line) in found.iter_mut().enumerate() {
        let cut = is_cut && index + 1 == last;
        if letters.max(4) < line.chars().count() || cut {
            let kept: String = line.chars().take(letters.max(4) - 1).collect();
            *line = format!("{}…", kept.trim_end_matches([' ', ',', ';', ':']));
        }
    }
    found
}

/// A length in whole letters.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
pub(super) fn whole(number: f64) -> usize {
    number.clamp(4.0, 99.0) as usize
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(text: &str, letters: usize, most: usize) -> String {
        lines(text, letters, most).join(" / ")
    }

    #[test]
    fn a_label_keeps_to_its_lines_and_says_where_it_is_cut() {
        assert_snapshot!(check("How high is the weir?", 12, 3), @"How high is / the weir?");
        assert_snapshot!(check("How high is the weir?", 8, 2), @"How high / is the…");
        assert_snapshot!(check("Wasserwirtschaftsamt", 10, 2), @"Wasserwir…");
        assert_snapshot!(check("كم يبلغ ارتفاع السد؟", 10, 2), @"كم يبلغ / ارتفاع…");
        assert_snapshot!(check("", 8, 2), @"");
    }
}
