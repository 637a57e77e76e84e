//! A single text, put to all parties by a mediator who has no vote.

use std::cmp::Ordering;

use onetext_bargain::Outcome;
use rand_chacha::ChaCha8Rng;

use super::mediator::Mediator;
use crate::negotiator::{Reply, Respondent, Verdict};

/// What makes a proposal the current text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Every party could accept it.
    Acceptable,
    /// Every party could accept it, and none finds it worse than the current text.
    Better,
}

/// What was put to the parties, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The texts in the order in which they were put, one for each round.
    pub texts: Vec<Outcome>,
    /// What each party said of each text.
    pub replies: Vec<Vec<Reply>>,
    /// The text, of those put, that all accepted and that stands at the end.
    pub agreement: Option<Outcome>,
    /// The round, counted from 1, in which the agreement was put.
    pub agreed: usize,
}

/// Runs the single text for so many rounds at most.
///
/// In a round, the mediator puts one text to all parties, and each replies. It ends early when the
/// mediator has nothing more to put. Of the texts that all accepted, under [`Rule::Better`] the
/// current one is the agreement, and under [`Rule::Acceptable`] the one that the mediator puts to
/// the last vote; truthful parties accept it again, so this vote is not a round of its own.
///
/// # Source
///
/// R. Fisher and W. Ury, *Getting to Yes* (1981), chapter 7, for the procedure; M. Klein, P. Faratin,
/// H. Sayama and Y. Bar-Yam, "Negotiating Complex Contracts", *Group Decision and Negotiation* 12
/// (2003), pp. 111–125, for the vote on a mediator's proposal beside the current text.
pub fn single_text(
    mediator: &mut dyn Mediator,
    respondents: &[Box<dyn Respondent + Send + Sync>],
    rule: Rule,
    rounds: u32,
    random: &mut ChaCha8Rng,
) -> Session {
    let mut session = Session { texts: vec![], replies: vec![], agreement: None, agreed: 0 };
    let mut current: Option<usize> = None;
    let mut accepted = Vec::new();
    for round in 0..rounds as usize {
        let standing = current.map(|it| session.texts[it].clone());
        let Some(text) = mediator.propose(standing.as_ref(), random) else { break };
        let wishes = mediator.wishes();
        let replies: Vec<Reply> =
            respondents.iter().map(|it| it.reply(&text, standing.as_ref(), wishes)).collect();
        let is_accepted = replies.iter().all(|it| it.verdict == Verdict::Acceptable);
        let is_worse = replies.iter().any(|it| it.than_current == Some(Ordering::Less));
        mediator.hear(&text, standing.as_ref(), &replies);
        session.texts.push(text);
        session.replies.push(replies);
        if is_accepted {
            accepted.push(round);
            if rule == Rule::Acceptable || !is_worse {
                current = Some(round);
            }
        }
    }
    if rule == Rule::Acceptable {
        let texts: Vec<&Outcome> = accepted.iter().map(|it| &session.texts[*it]).collect();
        current = mediator.choose(&texts).map(|it| accepted[it]).or(current);
    }
    session.agreement = current.map(|it| session.texts[it].clone());
    session.agreed = current.map_or(0, |it| it + 1);
    session
}
