//! Which point of one text is which point of another.

use std::collections::{BTreeMap, BTreeSet};

use super::wording::WordedPoint;

/// Points less alike than this are not the same point under another number.
const MOVED: f64 = 0.5;
/// Points less alike than this are not the same point, whatever their number.
const KEPT: f64 = 0.3;
/// What an equal number counts for, beside likeness.
const NUMBER: f64 = 0.2;
/// A word shared by more pairs of points than this does not make two points worth a look.
const MOST_PAIRS: usize = 10_000;
/// Letters of a word that count, so that no long name decides alone.
const LETTERS: usize = 8;

/// For each point of the later text, its twin in the earlier one.
pub(super) fn twins(old: &[WordedPoint], new: &[WordedPoint]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { twins: vec![None; new.len()], taken: vec![false; old.len()] };
    same_words(old, new, &mut pairs);
    let (old_words, new_words) = (bags(old), bags(new));
    let mut alike = Vec::new();
    for (index, twin) in candidates(old, new, &old_words, &new_words, &pairs) {
        let ratio = ratio(&old_words[twin], &new_words[index]);
        let same_number = new[index].number.is_some() && new[index].number == old[twin].number;
        let (bar, bonus) = if same_number { (KEPT, NUMBER) } else { (MOVED, 0.0) };
        if bar <= ratio {
            alike.push((ratio + bonus, index, twin));
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, index, twin) in alike {
        pairs.join(index, twin);
    }
    same_issue(old, new, &mut pairs);
    pairs.twins
}

/// Which points stand elsewhere among those that both texts have: those outside the longest run
/// whose order is kept, the first of the longest.
pub(super) fn moved(twins: &[Option<usize>]) -> Vec<bool> {
    // Of the kept runs of each length, the one that ends earliest in the old text; and what comes
    // before each point in its run.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; twins.len()];
    for (index, twin) in twins.iter().enumerate() {
        let Some(twin) = *twin else { continue };
        let length = ends.partition_point(|&(end, _)| end < twin);
        previous[index] = length.checked_sub(1).map(|it| ends[it].1);
        if length == ends.len() {
            ends.push((twin, index));
        } else {
            ends[length] = (twin, index);
        }
    }
    let mut moved: Vec<bool> = twins.iter().map(Option::is_some).collect();
    let mut at = ends.last().map(|(_, index)| *index);
    while let Some(index) = at {
        moved[index] = false;
        at = previous[index];
    }
    moved
}

struct Pairs {
    twins: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    /// Joins two points unless one of them has a twin.
    fn join(&mut self, index: usize, twin: usize) {
        if self.twins[index].is_none() && !self.taken[twin] {
            self.twins[index] = Some(twin);
            self.taken[twin] = true;
        }
    }
}

/// Joins points with the same words: first those that kept their number, then in order.
fn same_words(old: &[WordedPoint], new: &[WordedPoint], pairs: &mut Pairs) {
    let mut numbered: BTreeMap<(&str, Option<u64>), Vec<usize>> = BTreeMap::new();
    let mut worded: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (twin, point) in old.iter().enumerate().rev() {
        numbered.entry((&point.words, point.number)).or_default().push(twin);
        worded.entry(&point.words).or_default().push(twin);
    }
    for (index, point) in new.iter().enumerate() {
        if let Some(twin) =
            numbered.get_mut(&(point.words.as_str(), point.number)).and_then(Vec::pop)
        {
            pairs.join(index, twin);
        }
    }
    for (index, point) in new.iter().enumerate().filter(|(_, it)| !it.words.is_empty()) {
        let Some(twins) = worded.get_mut(point.words.as_str()) else { continue };
        while let Some(&twin) = twins.last().filter(|_| pairs.twins[index].is_none()) {
            twins.pop();
            pairs.join(index, twin);
        }
    }
}

/// Joins points that settle the same issue, in order.
fn same_issue(old: &[WordedPoint], new: &[WordedPoint], pairs: &mut Pairs) {
    let mut settling: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (twin, point) in old.iter().enumerate().rev().filter(|(twin, _)| !pairs.taken[*twin]) {
        for issue in &point.issues {
            settling.entry(issue).or_default().push(twin);
        }
    }
    for (index, point) in new.iter().enumerate() {
        for issue in &point.issues {
            let Some(twins) = settling.get_mut(issue.as_str()) else { continue };
            while let Some(&twin) = twins.last().filter(|_| pairs.twins[index].is_none()) {
                twins.pop();
                pairs.join(index, twin);
            }
        }
    }
}

/// The words of a point, sorted, without what stands around them and without capitals.
type Bag = Vec<String>;

fn bags(points: &[WordedPoint]) -> Vec<Bag> {
    points.iter().map(|it| bag(&it.words)).collect()
}

fn bag(text: &str) -> Bag {
    let bare = |it: &str| it.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
    let mut words: Bag = text.split_whitespace().map(bare).filter(|it| !it.is_empty()).collect();
    words.sort_unstable();
    words
}

/// How alike two texts are, from 0 to 1: the share of letters in words that both have.
pub(super) fn likeness(old: &str, new: &str) -> f64 {
    ratio(&bag(old), &bag(new))
}

/// Whether two texts have so little in common that one is written anew.
pub(super) fn is_anew(old: &str, new: &str) -> bool {
    likeness(old, new) < KEPT
}

fn ratio(old: &Bag, new: &Bag) -> f64 {
    let letters = |it: &String| it.chars().take(LETTERS).count();
    let all: usize = old.iter().chain(new).map(letters).sum();
    let (mut a, mut b, mut common) = (0, 0, 0);
    while let (Some(one), Some(other)) = (old.get(a), new.get(b)) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                common += letters(one);
                a += 1;
                b += 1;
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "texts have fewer than 2⁵² letters")]
    if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
}

/// Pairs of points without twins that are worth a look: they share a number, or a word that few do.
fn candidates(
    old: &[WordedPoint],
    new: &[WordedPoint],
    old_words: &[Bag],
    new_words: &[Bag],
    pairs: &Pairs,
) -> BTreeSet<(usize, usize)> {
    let mut by_word: BTreeMap<&str, [Vec<usize>; 2]> = BTreeMap::new();
    let mut by_number: BTreeMap<u64, [Vec<usize>; 2]> = BTreeMap::new();
    let free_old = (0..old.len()).filter(|it| !pairs.taken[*it]).map(|it| (0, it));
    let free_new = (0..new.len()).filter(|it| pairs.twins[*it].is_none()).map(|it| (1, it));
    for (side, index) in free_old.chain(free_new) {
        let (point, bag) = match side {
            0 => (&old[index], &old_words[index]),
            _ => (&new[index], &new_words[index]),
        };
        let mut last = "";
        for word in bag {
            if word != last {
                by_word.entry(word).or_default()[side].push(index);
            }
            last = word;
        }
        if let Some(number) = point.number {
            by_number.entry(number).or_default()[side].push(index);
        }
    }
    let few = |it: &&[Vec<usize>; 2]| it[0].len() * it[1].len() <= MOST_PAIRS;
    let shared = by_word.values().chain(by_number.values()).filter(few);
    shared
        .flat_map(|[old, new]| new.iter().flat_map(move |&it| old.iter().map(move |&to| (it, to))))
        .collect()
}
