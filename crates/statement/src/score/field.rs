//! Whether the fields of a statement are right.

use super::Fields;
use super::place::{Places, Ruler};
use super::tally::{Measure, Rate, Sureness, Tally};
use crate::statement::Confidence;

/// Counts letters and digits that are in the gold, predicted, and both.
pub(super) fn overlap(rate: &mut Rate, gold: &Places, predicted: &Places) {
    let count = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
    rate.add_rate(Rate {
        right: count(gold.common(predicted)),
        predicted: count(predicted.len()),
        gold: count(gold.len()),
    });
}

/// Counts the fields of a statement that was found.
pub(super) fn count(tally: &mut Tally, ruler: &Ruler, gold: &Fields, predicted: &Fields) {
    for (measure, gold, predicted) in [
        (Measure::Speaker, &gold.speaker, &predicted.speaker),
        (Measure::Party, &gold.party, &predicted.party),
        (Measure::Holder, &gold.holder, &predicted.holder),
        (Measure::Said, &gold.said, &predicted.said),
        (Measure::Stance, &gold.stance, &predicted.stance),
    ] {
        let right = is_same(gold.as_deref(), predicted.as_deref());
        tally.at(measure).add(right, predicted.is_some(), gold.is_some());
    }
    set(tally.at(Measure::Issues), &gold.issues, &predicted.issues, |gold, it| gold == it);
    // An option may be told without its issue.
    let is_option = |gold: &str, it: &str| {
        gold == it || it.split_once('=').is_some_and(|(_, option)| option == gold)
    };
    set(tally.at(Measure::Options), &gold.options, &predicted.options, is_option);
    for (measure, gold, predicted) in [
        (Measure::Condition, &gold.condition, &predicted.condition),
        (Measure::Consequence, &gold.consequence, &predicted.consequence),
    ] {
        overlap(tally.at(measure), &ruler.places(gold), &ruler.places(predicted));
    }
    if let Some(wanted) = gold.is_quoted {
        let found = predicted.is_quoted;
        tally.at(Measure::Quoted).add(found == Some(wanted), found.is_some(), true);
    }
    if let Some(wanted) = gold.form {
        let found = predicted.form;
        tally.at(Measure::Form).add(found == Some(wanted), found.is_some(), true);
    }
}

/// Notes how sure the fields of a statement that was found are, where there is anything in them.
pub(super) fn sure(tally: &mut Tally, sure: &Confidence, gold: &Fields, predicted: &Fields) {
    // Where the gold names nobody, the words for the speaker are looked at instead.
    let speaker = sure.speaker.filter(|_| gold.speaker.is_some());
    for (field, sure, gold, predicted) in [
        (Sureness::Speaker, speaker, &gold.speaker, &predicted.speaker),
        (Sureness::Party, sure.party, &gold.party, &predicted.party),
        (Sureness::Said, sure.said, &gold.said, &predicted.said),
        (Sureness::Stance, sure.stance, &gold.stance, &predicted.stance),
    ] {
        if let Some(sure) = sure {
            tally.note(field, sure, is_same(gold.as_deref(), predicted.as_deref()));
        }
    }
}

/// Whether both are there and have the same words, but for case and white space.
fn is_same(gold: Option<&str>, predicted: Option<&str>) -> bool {
    let words = |it: &str| it.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    gold.zip(predicted).is_some_and(|(a, b)| words(a) == words(b))
}

/// Counts the members of two sets, each pair of the same once.
fn set(
    rate: &mut Rate,
    gold: &[String],
    predicted: &[String],
    is_same: impl Fn(&str, &str) -> bool,
) {
    let once = |it: &[String]| {
        let mut sorted = it.to_vec();
        sorted.sort();
        sorted.dedup();
        sorted
    };
    let (gold, mut predicted) = (once(gold), once(predicted));
    let count = |it: &[String]| u64::try_from(it.len()).unwrap_or(u64::MAX);
    rate.gold += count(&gold);
    rate.predicted += count(&predicted);
    for wanted in &gold {
        if let Some(place) = predicted.iter().position(|it| is_same(wanted, it)) {
            predicted.remove(place);
            rate.right += 1;
        }
    }
}
