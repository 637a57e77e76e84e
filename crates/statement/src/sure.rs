//! How sure the fields of a statement are, by the way in which they were found.
//!
//! The rates were counted on texts held back, and `docs/reading.md` has the counts, with one right
//! and one wrong added to those below 50.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::statement::Form;
use crate::who::Speaker;
use crate::word;

/// What found the words of a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Finder {
    /// The model, which gives it a probability.
    Model(f64),
    /// A rule, outside quotation marks.
    Rule,
    /// Quotation marks, and nothing around them.
    Marks,
}

/// How sure the words of a statement are: that somebody is told to say or hold just these.
/// `is_reported` if some word reports them, `is_alone` if the model was not asked.
pub(crate) fn words(finder: Finder, form: Form, is_reported: bool, is_alone: bool) -> f64 {
    let sure = match (finder, is_alone) {
        (Finder::Model(sureness), _) => learned(sureness),
        (Finder::Rule, true) => 0.843,
        (Finder::Rule, false) => 0.498,
        (Finder::Marks, true) => match (form, is_reported) {
            (Form::Direct, true) => 0.964,
            (Form::Direct, false) => 0.573,
            (_, true) => 0.443,
            (_, false) => 0.492,
        },
        (Finder::Marks, false) => match (form, is_reported) {
            (Form::Direct, true) => 0.806,
            (Form::Direct, false) => 0.460,
            (_, true) => 0.341,
            (_, false) => 0.410,
        },
    };
    // With quotation marks within, it is surer.
    let least = match (finder, form) {
        (Finder::Marks, _) | (_, Form::Indirect) => 0.0,
        (_, Form::Direct) => 0.895,
        (_, Form::Mixed) => 0.715,
    };
    in_thousandths(sure.max(least))
}

/// How probable it is that what the model found is right, in news of others than those whose texts
/// it learned from: two numbers, fitted to the train part of `PolNeAR`.
fn learned(sureness: f64) -> f64 {
    const SLOPE: f64 = 0.79;
    const SHIFT: f64 = -0.47;
    let sureness = sureness.clamp(1e-6, 1.0 - 1e-6);
    1.0 / (1.0 + libm::exp(-SLOPE * libm::log(sureness / (1.0 - sureness)) - SHIFT))
}

/// How the one who said something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// Named with a word that reports.
    Reported,
    /// Acting in the sentence of a quotation, with no word that reports.
    Acting,
    /// Taken over from what stands before in the paragraph.
    Before,
    /// Taken over from what stands after in the paragraph.
    After,
    /// Taken over from an earlier paragraph.
    Earlier,
}

/// With what words the one who said something is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// With the name.
    Name,
    /// With a pronoun that means somebody.
    Pronoun,
    /// With a post or another description that means somebody with a name.
    Post,
    /// With words that mean nobody known.
    Words,
}

impl Naming {
    /// How a mention names a speaker; `None` where there is no mention.
    pub(crate) fn of(mention: &str, speaker: &Speaker) -> Option<Self> {
        let is_inner = |it: char| it.is_alphanumeric() || matches!(it, '-' | '\'' | '’' | '.');
        let words = mention.split(|it: char| !is_inner(it)).filter(|it| !it.is_empty());
        let first = words.clone().next()?;
        let is_known = speaker.is_person || speaker.entry.is_some();
        let has_name = || {
            let last = speaker.name.rsplit(' ').next().unwrap_or_default();
            words.clone().any(|it| is_same(it, last))
        };
        let is_one = !mention.trim().contains(char::is_whitespace);
        Some(if is_one && word::is_pronoun(&lower(first)) {
            Self::Pronoun
        } else if !is_known {
            Self::Words
        } else if has_name() {
            Self::Name
        } else {
            Self::Post
        })
    }
}

/// Whether a word, but for a possessive ending, is the last one of a name.
fn is_same(word: &str, last: &str) -> bool {
    if word.is_ascii() && last.is_ascii() {
        let ending = word.len().saturating_sub(2);
        let owns = word[ending..].eq_ignore_ascii_case("'s");
        return word[..if owns { ending } else { word.len() }].eq_ignore_ascii_case(last);
    }
    let word = lower(word);
    word.strip_suffix("'s").unwrap_or(&word) == last.to_lowercase()
}

/// A word in lower case with straight apostrophes.
fn lower(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.is_ascii() { lower } else { lower.replace('’', "'") }
}

/// How sure a speaker is: that these are the words for whoever speaks, and that they mean the one
/// who is named.
pub(crate) fn speaker(route: Route, naming: Option<Naming>) -> f64 {
    let Some(naming) = naming.filter(|_| route != Route::Earlier) else { return 0.635 };
    let mention = match (route, naming) {
        (Route::Reported, Naming::Name) => 0.951,
        (Route::Reported, Naming::Pronoun) => 0.939,
        (Route::Reported, Naming::Post) => 0.875,
        (Route::Reported, Naming::Words) => 0.888,
        (Route::Before, _) => 0.985,
        (Route::Acting | Route::After | Route::Earlier, _) => 0.600,
    };
    let meant = match naming {
        Naming::Name => 0.967,
        Naming::Pronoun => 0.867,
        Naming::Post => 0.857,
        // What means nobody else is right if it is the right words.
        Naming::Words => 1.0,
    };
    in_thousandths(mention * meant)
}

/// How sure the party of a speaker is; `is_own` if the speaker is on the roster, and does not speak
/// for somebody there.
pub(crate) fn party(route: Route, naming: Option<Naming>, is_own: bool) -> f64 {
    match naming {
        _ if route == Route::Earlier => 0.714,
        Some(Naming::Name) if is_own => 0.987,
        Some(Naming::Pronoun) if is_own => 0.892,
        Some(Naming::Post) if is_own => 0.800,
        Some(Naming::Name | Naming::Pronoun | Naming::Post | Naming::Words) | None => 0.778,
    }
}

/// What tells when something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// Its own sentence.
    Own,
    /// The time of what the same one said before.
    Before,
    /// The time of day above an entry of a live blog.
    Stamp,
}

/// How sure a time is, which is a day or a week or else is longer.
pub(crate) fn said(days: (Date, Date), hint: Hint) -> f64 {
    const WEEK: i32 = 6;
    let last = days.0.saturating_add(WEEK.days());
    match hint {
        Hint::Own if days.1 <= last => 0.880,
        Hint::Own => 0.556,
        Hint::Before => 0.700,
        Hint::Stamp => 0.933,
    }
}

/// What tells a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Nothing.
    Nothing,
    /// A phrase that begins with the word that reports.
    Report,
    /// A phrase in what is said.
    Words,
    /// A condition, and what follows from it.
    Branches,
}

/// How sure a stance is of which some sign tells, with a weight from 0 to 100.
pub(crate) fn stance(sign: Sign, weight: u8) -> f64 {
    const LIGHT: u8 = 70;
    const HEAVY: u8 = 90;
    match sign {
        Sign::Nothing => 0.227,
        _ if weight < LIGHT => 0.211,
        Sign::Branches => 0.522,
        _ if HEAVY <= weight => 0.750,
        Sign::Report => 0.667,
        Sign::Words => 0.421,
    }
}

/// A share as it is told: nobody knows it better.
fn in_thousandths(share: f64) -> f64 {
    libm::round(share * 1000.0) / 1000.0
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn whoever_is_named_is_surer_than_whoever_spoke_before() {
        let named = speaker(Route::Reported, Some(Naming::Name));
        assert!(speaker(Route::Reported, Some(Naming::Pronoun)) < named);
        assert!(speaker(Route::Acting, Some(Naming::Name)) < named);
        assert!(speaker(Route::Earlier, None) < named);
        assert!(
            party(Route::Reported, Some(Naming::Name), false)
                < party(Route::Reported, Some(Naming::Name), true)
        );
    }

    #[test]
    fn what_the_model_is_surer_of_is_surer_and_marks_add_to_it() {
        for form in [Form::Indirect, Form::Mixed, Form::Direct] {
            let sure = |it: f64| words(Finder::Model(it), form, true, false);
            assert!([0.0, 0.3, 0.6, 0.9, 1.0].map(sure).is_sorted(), "{form:?}");
            assert!((0.0..=1.0).contains(&sure(f64::MIN)) && (0.0..=1.0).contains(&sure(2.0)));
            assert!(words(Finder::Model(0.3), Form::Indirect, true, false) <= sure(0.3));
        }
    }

    #[test]
    fn what_the_model_passed_over_is_less_sure_than_where_it_was_not_asked() {
        for form in [Form::Indirect, Form::Mixed, Form::Direct] {
            for (finder, is_reported) in
                [(Finder::Rule, true), (Finder::Marks, true), (Finder::Marks, false)]
            {
                let sure = |is_alone| words(finder, form, is_reported, is_alone);
                assert!(sure(false) <= sure(true), "{finder:?} {form:?}");
            }
        }
    }

    #[test]
    fn a_day_is_surer_than_a_month() {
        let (first, last) = (date(2025, 12, 1), date(2025, 12, 31));
        let said = |last| said((first, last), Hint::Own);
        assert!(said(last) < said(first));
        assert_eq!(said(first).to_bits(), said(date(2025, 12, 7)).to_bits());
        assert!(super::said((first, first), Hint::Before) < said(first));
    }

    #[test]
    fn a_heavier_phrase_is_as_sure_or_surer() {
        for sign in [Sign::Report, Sign::Words, Sign::Branches] {
            for weight in [40, 70, 90] {
                assert!((0.2..0.8).contains(&stance(sign, weight)));
                assert!(stance(sign, 40) <= stance(sign, weight));
            }
        }
    }
}
