//! Whether the right source was found.

use std::ops::Range;

use super::place::Places;

/// Words that may be capitalized where a sentence begins, and tell nobody apart.
const COMMON: [&str; 34] = [
    "a", "all", "an", "and", "another", "both", "he", "her", "his", "i", "in", "it", "its", "many",
    "my", "no", "of", "one", "other", "others", "our", "she", "some", "that", "the", "their",
    "these", "they", "this", "those", "we", "who", "you", "your",
];

/// The words for a source, and where they stand.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) spans: &'a [Range<usize>],
    pub(super) places: &'a Places,
}

impl Source<'_> {
    /// Whether a predicted mention means this one: they overlap, or the last capitalized word of
    /// the mention stands in it. Where there is no mention, the last capitalized word of the name
    /// counts. Without words of its own, it is met by whoever has no mention either.
    pub(super) fn is_met(&self, mention: &Source<'_>, name: Option<&str>) -> bool {
        if self.places.is_empty() {
            return mention.places.is_empty();
        }
        if mention.places.is_empty() {
            return name.is_some_and(|it| self.holds_last_name(it));
        }
        0 < self.places.common(mention.places) || self.holds_last_name(&mention.words())
    }

    /// Whether the last capitalized word of `words` stands in it, alone, in the same letters.
    pub(super) fn holds_last_name(&self, words: &str) -> bool {
        let own = self.words();
        last_name(words).is_some_and(|name| split(&own).any(|it| it == name))
    }

    /// Its words, with a space between the stretches.
    pub(super) fn words(&self) -> String {
        let words = self.spans.iter().filter_map(|it| self.text.get(it.clone()));
        words.collect::<Vec<_>>().join(" ")
    }
}

fn split(words: &str) -> impl DoubleEndedIterator<Item = &str> {
    words.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty())
}

/// The last capitalized word that is not one of those that every sentence may begin with.
fn last_name(words: &str) -> Option<&str> {
    split(words)
        .rfind(|it| it.starts_with(char::is_uppercase) && !COMMON.contains(&&*it.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::last_name;

    #[test]
    fn the_last_name_is_the_last_capitalized_word_that_tells_somebody_apart() {
        assert_eq!(last_name("Ana Belo, the envoy"), Some("Belo"));
        assert_eq!(last_name("Belo’s"), Some("Belo"));
        assert_eq!(last_name("She"), None);
        assert_eq!(last_name("The minister"), None);
    }
}
