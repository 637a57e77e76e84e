//! How far statements are trusted: every constant of the model, and where a case writes it.

use crate::shape::{Key, Shape, Takes};

/// Makes the table, its defaults and the keys of `[credence]` from one list, so that they agree.
macro_rules! constants {
    ($($field:ident $key:literal = $default:literal, $low:literal to $high:literal, $doc:literal;)+) => {
        /// How far statements are trusted: every constant that a case can set under `[credence]`.
        ///
        /// Speakers have a credence, from 0.5, which says nothing, to 0.999. What is called a factor
        /// multiplies log-odds, `ln p / (1 − p)`. The defaults are cautious assumptions, to be edited
        /// and one day calibrated; none is from the literature. `docs/elicitation.md` says how they
        /// work together.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Credences {
            $(
                #[doc = $doc]
                pub $field: f64,
            )+
        }

        impl Default for Credences {
            fn default() -> Self {
                Self { $($field: $default,)+ }
            }
        }

        impl Credences {
            /// Every constant, in the order of the documentation.
            pub fn constants(&self) -> Vec<Constant> {
                vec![$(Constant { key: $key, value: self.$field, meaning: $doc },)+]
            }

            /// The constant that is written under `key`, with the smallest and the largest value
            /// that it can have.
            pub(crate) fn at(&mut self, key: &str) -> Option<(&mut f64, f64, f64)> {
                match key {
                    $($key => Some((&mut self.$field, $low, $high)),)+
                    _ => None,
                }
            }
        }

        /// `[credence]` of `case.toml`.
        pub(crate) const CREDENCE: Shape = Shape {
            name: "credence table",
            keys: &[$(
                Key {
                    name: $key,
                    takes: Takes::Number { low: $low, high: $high },
                    required: false,
                    doc: $doc,
                },
            )+],
        };
    };
}

constants! {
    own "own" = 0.85, 0.5 to 0.999, "a party about itself, in its own words";
    delegate "delegate" = 0.8, 0.5 to 0.999, "one who speaks for a party without deciding for it, where the party marks who does (`principal`)";
    mediator "mediator" = 0.7, 0.5 to 0.999, "the mediator about a party";
    expert "expert" = 0.7, 0.5 to 0.999, "an expert about a party, or about what happens without agreement";
    press "press" = 0.65, 0.5 to 0.999, "the press about a party";
    body "body" = 0.6, 0.5 to 0.999, "any other body about a party";
    other_party "other-party" = 0.55, 0.5 to 0.999, "one party about another";
    mixed "mixed" = 0.9, 0.0 to 2.0, "factor for words that are partly quoted";
    indirect "indirect" = 0.75, 0.0 to 2.0, "factor for the reporter's words";
    private "private" = 1.2, 0.0 to 2.0, "factor for what is said in confidence";
    leaked "leaked" = 0.8, 0.0 to 2.0, "factor for what is said in confidence, and then made public by others";
    red_line "red-line" = 0.8, 0.0 to 2.0, "factor for red lines, `requires`, `only-if` and ultimatums, which may be a bluff";
    offer "offer" = 0.8, 0.0 to 2.0, "factor for conditional offers, which may be a show";
    threat "threat" = 0.6, 0.0 to 2.0, "factor for threats";
    half_life_days "half-life-days" = 180.0, 1.0 to 100_000.0, "days in which log-odds halve";
    offer_half_life_days "offer-half-life-days" = 30.0, 1.0 to 100_000.0, "days in which the log-odds of a conditional offer halve";
    repetition "repetition" = 0.5, 0.0 to 1.0, "what the natural logarithm of the number of voices adds to the highest log-odds";
    cap "cap" = 0.95, 0.5 to 0.999, "the most that repetition, or the direction of a red line, can reach";
    direction "direction" = 2.0, 0.0 to 5.0, "factor for the direction that a red line gives, on the log-odds of the red line";
    record "record" = 4.0, 0.0 to 1_000.0, "red lines kept or crossed that count as much as the credence of a red line";
    class "class" = 0.5, 0.1 to 2.0, "log-odds by which credences are shifted to see what depends on them";
    weak "weak" = 0.505, 0.501 to 0.9, "credence below which a statement says nothing";
    highest "highest" = 0.999, 0.9 to 0.999, "highest credence below 1, which is hard";
}

/// One constant of [`Credences`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constant {
    /// The key under which a case writes it.
    pub key: &'static str,
    /// Its value.
    pub value: f64,
    /// What it is.
    pub meaning: &'static str,
}
