//! Numbers in words as numbers in digits.

use crate::word;

const SCALES: [(&str, u64); 3] = [("hundred", 100), ("thousand", 1_000), ("million", 1_000_000)];

/// Words in lower case, each number in words as one in digits: "thirty", "five" is "35", "sixty",
/// "thousand" and "60", "thousand" are "60000". "One" stays unless it counts more, or a unit.
pub(super) fn in_digits(words: Vec<String>, is_unit: impl Fn(&str) -> bool) -> Vec<String> {
    let small = |it: &str| word::number(it).map(u64::from);
    let mut found = Vec::with_capacity(words.len());
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let spelled = small(&word);
        let Some(mut number) = spelled.or_else(|| word.parse().ok()) else {
            found.push(word);
            continue;
        };
        let mut is_more = false;
        if spelled.is_some_and(|it| 20 <= it) {
            let ones = words.peek().and_then(|it| small(it)).filter(|it| (1..10).contains(it));
            if let Some(ones) = ones {
                number += ones;
                words.next();
            }
        }
        while let Some(scale) = words.peek().and_then(|it| scale(it)) {
            number = number.saturating_mul(scale);
            is_more = true;
            words.next();
        }
        let counts = is_more || words.peek().is_some_and(|it| is_unit(it));
        let stays = if spelled.is_some() { word == "one" && !counts } else { !is_more };
        found.push(if stays { word } else { number.to_string() });
    }
    found
}

fn scale(word: &str) -> Option<u64> {
    SCALES.iter().find(|it| it.0 == word).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::in_digits;

    #[test]
    fn numbers_in_words_are_those_in_digits() {
        let check = |words: &str| {
            let words = words.split(' ').map(str::to_owned).collect();
            in_digits(words, |it| it == "year").join(" ")
        };
        assert_eq!(check("six weeks and thirty five people"), "6 weeks and 35 people");
        assert_eq!(check("sixty thousand tonnes or 80 thousand"), "60000 tonnes or 80000");
        assert_eq!(check("one text in one year"), "one text in 1 year");
        assert_eq!(check("one hundred of 600000"), "100 of 600000");
        assert_eq!(
            check("twenty twenty million million million million"),
            "20 18446744073709551615"
        );
        assert_eq!(check("007 bonds"), "007 bonds");
    }
}
