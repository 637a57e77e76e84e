//! Which wordings contradict each other, however near they are.
//!
//! Words that both have in the same order are laid side by side; what stands between is compared.

use super::word::{Sense, Word};
use super::wording::Wording;

/// Whether one of two wordings denies, counts or names what the other does not where it says the
/// rest of the same: "will" and "will not", 120 and 150. What a quotation leaves out at its ends,
/// or whole sentences within it, makes none.
pub(super) fn is_contrary(a: &Wording, b: &Wording) -> bool {
    let is_led = |gap: &[Word], next: &Word| {
        !next.is_first && gap.iter().any(|it| matches!(it.sense, Some(Sense::Denies(_))))
    };
    gaps(a, b).into_iter().any(|gap| match gap {
        Gap::Before { a: [], b, next } | Gap::Before { a: b, b: [], next } => is_led(b, next),
        Gap::Between { a, b } | Gap::Before { a, b, .. } => differ(a, b),
    })
}

/// How many words that tell what is spoken of stand for others.
pub(super) fn replaced(a: &Wording, b: &Wording) -> usize {
    let lacks = |of: &[Word], other: &[Word]| {
        let mut stems: Vec<u32> = other.iter().map(|it| it.stem).collect();
        stems.sort_unstable();
        let lacking = |it: &&Word| it.is_content && stems.binary_search(&it.stem).is_err();
        of.iter().filter(lacking).count()
    };
    gaps(a, b)
        .into_iter()
        .map(|gap| match gap {
            Gap::Between { a, b } | Gap::Before { a, b, .. } => lacks(a, b).min(lacks(b, a)),
        })
        .sum()
}

/// What two wordings do not have in common.
enum Gap<'a> {
    /// Before all that they have in common, within the sentence.
    Before {
        a: &'a [Word],
        b: &'a [Word],
        /// The word with which the one begins that has nothing before, as the other has it.
        next: &'a Word,
    },
    /// In the midst of it, or after it within the sentence where both go on.
    Between { a: &'a [Word], b: &'a [Word] },
}

/// All gaps that may make a difference.
fn gaps<'a>(a: &'a Wording, b: &'a Wording) -> Vec<Gap<'a>> {
    let is_same = a.words.len() == b.words.len()
        && a.words.iter().zip(&b.words).all(|(a, b)| a.number == b.number);
    if is_same {
        return Vec::new();
    }
    let blocks = blocks(a, b);
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else {
        return vec![Gap::Between { a: &a.words, b: &b.words }];
    };
    let mut found = Vec::new();
    let (before_a, before_b) = (within_last(&a.words[..first.a]), within_last(&b.words[..first.b]));
    let next = if before_a.is_empty() { &b.words[first.b] } else { &a.words[first.a] };
    found.push(Gap::Before { a: before_a, b: before_b, next });
    for pair in blocks.windows(2) {
        let (left, right) = (pair[0], pair[1]);
        let gap_a = &a.words[left.a + left.length..right.a];
        let gap_b = &b.words[left.b + left.length..right.b];
        // Whole sentences may be left out.
        let is_left_out = |empty: &[Word], full: &[Word], next: &Word| {
            empty.is_empty() && full.first().is_some_and(|it| it.is_first) && next.is_first
        };
        if !is_left_out(gap_a, gap_b, &b.words[right.b])
            && !is_left_out(gap_b, gap_a, &a.words[right.a])
        {
            found.push(Gap::Between { a: gap_a, b: gap_b });
        }
    }
    let after_a = within_first(&a.words[last.a + last.length..]);
    let after_b = within_first(&b.words[last.b + last.length..]);
    if !after_a.is_empty() && !after_b.is_empty() {
        found.push(Gap::Between { a: after_a, b: after_b });
    }
    found
}

/// The end of some words, from where their last sentence begins.
fn within_last(words: &[Word]) -> &[Word] {
    let start = words.iter().rposition(|it| it.is_first).unwrap_or(0);
    &words[start..]
}

/// The beginning of some words, to where another sentence begins.
fn within_first(words: &[Word]) -> &[Word] {
    let end = words.iter().skip(1).position(|it| it.is_first).map_or(words.len(), |it| it + 1);
    &words[..end]
}

/// Whether words in the place of others turn the sense around.
fn differ(a: &[Word], b: &[Word]) -> bool {
    let senses = |of: &[Word]| {
        let mut found: Vec<Sense> = of.iter().filter_map(|it| it.sense).collect();
        found.sort_unstable();
        found
    };
    let is_name = |it: &Sense| matches!(it, Sense::Names(_));
    let (a_senses, b_senses) = (senses(a), senses(b));
    let (a_names, a_senses): (Vec<_>, Vec<_>) = a_senses.into_iter().partition(is_name);
    let (b_names, b_senses): (Vec<_>, Vec<_>) = b_senses.into_iter().partition(is_name);
    // A name may be put in, but not for another.
    let is_renamed = !a_names.is_empty()
        && !b_names.is_empty()
        && !a_names.iter().any(|it| b_names.contains(it));
    let turns = |a: &[Word], b: &[Word]| {
        let mut stems: Vec<u32> = b.iter().map(|it| it.stem).collect();
        stems.sort_unstable();
        a.iter().filter_map(|it| it.turns).any(|it| stems.binary_search(&it).is_ok())
    };
    a_senses != b_senses || is_renamed || turns(a, b) || turns(b, a)
}

/// Words that two wordings have in common, in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    /// Place of its first word in the one wording.
    a: usize,
    /// And in the other.
    b: usize,
    length: usize,
}

/// What two wordings have in common, in order: the longest row of runs that each has once, and what
/// stands around them as long as it is the same.
fn blocks(a: &Wording, b: &Wording) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for (at_a, at_b) in in_order(&common_once(a, b)) {
        let (end_a, end_b) = found.last().map_or((0, 0), |it| (it.a + it.length, it.b + it.length));
        if at_a < end_a || at_b < end_b {
            continue;
        }
        let same = |(x, y): (usize, usize)| a.words[x].number == b.words[y].number;
        let back = (end_a..at_a).rev().zip((end_b..at_b).rev()).take_while(|&it| same(it)).count();
        let on = (at_a..a.words.len()).zip(at_b..b.words.len()).take_while(|&it| same(it)).count();
        let block = Block { a: at_a - back, b: at_b - back, length: back + on };
        match found.last_mut() {
            Some(last) if (end_a, end_b) == (block.a, block.b) => last.length += block.length,
            _ => found.push(block),
        }
    }
    found
}

/// The places of the runs that each of two wordings has once, by their places in the first.
fn common_once(a: &Wording, b: &Wording) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut others = b.once.iter().peekable();
    for (run, at_a) in &a.once {
        while others.next_if(|it| it.0 < *run).is_some() {}
        if let Some((_, at_b)) = others.next_if(|it| it.0 == *run) {
            found.push((*at_a, *at_b));
        }
    }
    found.sort_unstable();
    found
}

/// The longest row of pairs that grow in both places, of pairs that grow in the first.
fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the pair on which the row of that length with the lowest end ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (place, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&it| pairs[it].1 < pair.1);
        before.push(length.checked_sub(1).map(|it| ends[it]));
        if length < ends.len() {
            ends[length] = place;
        } else {
            ends.push(place);
        }
    }
    let mut row: Vec<(usize, usize)> = Vec::new();
    let mut next = ends.last().copied();
    while let Some(place) = next {
        row.push(pairs[place]);
        next = before[place];
    }
    row.reverse();
    row
}
