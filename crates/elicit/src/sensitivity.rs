//! What a share would be if the assumptions were others.

use onetext_case::{Case, PartyId};

use crate::elicited::Elicited;
use crate::error::Error;
use crate::question::{Effort, Prior, Question, RedLines, Stop};
use crate::share::{Share, Word};
use crate::text::Text;

/// One assumption that is changed, with all others as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variation {
    /// How worths are distributed before anything is said.
    Prior(Prior),
    /// Every soft credence is shifted by so many classes more.
    Shift(i8),
    /// All red lines are real, or all are bluff.
    RedLines(RedLines),
}

impl Variation {
    fn applied(self, question: &Question) -> Question {
        let mut question = question.clone();
        match self {
            Self::Prior(prior) => question.prior = prior,
            Self::Shift(by) => {
                question.assumed.shift = question.assumed.shift.saturating_add(by);
            }
            Self::RedLines(lines) => question.assumed.red_lines = Some(lines),
        }
        question
    }
}

/// How a text's shares depend on what is assumed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// The shares as they stand.
    pub as_asked: Shares,
    /// The shares under each variation: the priors that were not asked for, one class of credence
    /// less and more, all red lines real and all bluff.
    pub varied: Vec<Varied>,
}

/// The shares of a text; where one has not converged, that is said instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// For each party with a seat, in the order of the case.
    pub parties: Vec<(PartyId, Result<Share, Error>)>,
    /// For all of them together.
    pub joint: Result<Share, Error>,
}

/// The shares under a variation.
#[derive(Clone, Debug, PartialEq)]
pub struct Varied {
    /// What was changed.
    pub variation: Variation,
    /// The shares.
    pub shares: Shares,
    /// The parties whose word flips: it is two or more words away from what it was, such as likely
    /// for unlikely, or near-certain for open.
    pub flips: Vec<PartyId>,
    /// Whether the joint word flips.
    pub joint_flips: bool,
}

impl Sensitivity {
    /// Whether some word flips, of a party or of all together, under some variation.
    pub fn flips(&self) -> bool {
        self.varied.iter().any(|it| it.joint_flips || !it.flips.is_empty())
    }
}

/// How the shares of a text depend on the prior, on credences, and on whether red lines are real.
///
/// Each variation changes one assumption of the question, and is drawn as a preview: its shares are
/// of some 400 effective worlds.
///
/// # Cost
///
/// Six times that of [`Elicited::again`].
pub fn sensitivity(case: &Case, elicited: &Elicited, text: &Text, stop: Stop<'_>) -> Sensitivity {
    let question = &elicited.question;
    let priors = [Prior::Spiky, Prior::Flat, Prior::Even].map(Variation::Prior);
    let others = [
        Variation::Shift(-1),
        Variation::Shift(1),
        Variation::RedLines(RedLines::Real),
        Variation::RedLines(RedLines::Bluff),
    ];
    let as_asked = shares(elicited, text);
    let mut varied = Vec::new();
    for variation in priors.into_iter().chain(others) {
        let changed = variation.applied(question);
        if changed == *question {
            continue;
        }
        let shares = shares(&elicited.again(case, &changed, Effort::Preview, stop), text);
        let parties = as_asked.parties.iter().zip(&shares.parties);
        let flips = parties.filter(|(before, after)| is_flip(&before.1, &after.1));
        let flips = flips.map(|it| it.0.0).collect();
        let joint_flips = is_flip(&as_asked.joint, &shares.joint);
        varied.push(Varied { variation, shares, flips, joint_flips });
    }
    Sensitivity { as_asked, varied }
}

fn shares(elicited: &Elicited, text: &Text) -> Shares {
    let seats = elicited.views.iter().filter(|it| it.seat);
    Shares {
        parties: seats.map(|it| (it.party, it.share(text))).collect(),
        joint: elicited.joint(text).map(|it| it.share),
    }
}

fn is_flip(before: &Result<Share, Error>, after: &Result<Share, Error>) -> bool {
    let place = |it: &Result<Share, Error>| it.as_ref().ok().map(|it| place(it.word()));
    place(before).zip(place(after)).is_some_and(|(before, after)| 2 <= before.abs_diff(after))
}

fn place(word: Word) -> u8 {
    match word {
        Word::NearExcluded => 0,
        Word::Unlikely => 1,
        Word::Open => 2,
        Word::Likely => 3,
        Word::NearCertain => 4,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use onetext_case::{Claim, OptionId, Target};

    use super::*;
    use crate::fixture::{case, pattern, say};
    use crate::{Assumptions, elicit};

    fn check(case: &Case, question: &Question) -> String {
        let text = Text::outcome(&[OptionId(1), OptionId(1)]);
        let elicited = elicit(case, question, &|| false);
        let sensitivity = sensitivity(case, &elicited, &text, &|| false);
        let line = |it: &Varied| {
            let failed = it.shares.joint.as_ref().err().map(ToString::to_string);
            let parties: Vec<usize> = it.flips.iter().map(|it| it.0).collect();
            let flips = format!("flips {parties:?}, joint {}", it.joint_flips);
            format!("{:?}: {}", it.variation, failed.unwrap_or(flips))
        };
        sensitivity.varied.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_red_line_that_decides_flips_the_word() {
        let mut case = case(2, &[(3, None), (3, Some(0))]);
        say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 0.9);
        say(&mut case, Claim::Demand(pattern(&[(1, &[1])])), 0.95);
        let package = pattern(&[(0, &[2]), (1, &[1])]);
        say(&mut case, Claim::Acceptance(Target::Package(package)), 0.95);
        assert_snapshot!(check(&case, &Question::new(1, 500)), @r"
        Prior(Spiky): flips [], joint false
        Prior(Even): flips [], joint false
        Shift(-1): flips [], joint false
        Shift(1): flips [], joint false
        RedLines(Real): flips [], joint false
        RedLines(Bluff): flips [0], joint false
        ");
        let red_lines = Some(RedLines::Bluff);
        let assumed = Assumptions { red_lines, shift: 1, ..Assumptions::default() };
        let question = Question { assumed, prior: Prior::Even, ..Question::new(1, 500) };
        assert_snapshot!(check(&case, &question), @r"
        Prior(Spiky): flips [], joint false
        Prior(Flat): flips [], joint false
        Shift(-1): flips [], joint false
        Shift(1): flips [], joint false
        RedLines(Real): flips [0], joint true
        ");
    }

    #[test]
    fn what_cannot_be_met_is_told_and_flips_nothing() {
        let mut case = case(1, &[(3, None), (3, Some(0))]);
        let package = pattern(&[(0, &[1]), (1, &[1])]);
        say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 0.9);
        say(&mut case, Claim::Acceptance(Target::Package(package)), 1.0);
        assert_snapshot!(check(&case, &Question::new(1, 500)), @r"
        Prior(Spiky): flips [], joint false
        Prior(Even): flips [], joint false
        Shift(-1): flips [], joint false
        Shift(1): flips [], joint false
        RedLines(Real): no world found in which all hard statements hold
        RedLines(Bluff): flips [], joint false
        ");
    }
}
