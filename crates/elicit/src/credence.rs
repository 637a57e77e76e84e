//! How far a statement is trusted: every constant of the model is in this file.
//!
//! A credence *p* is a weight: a world counts *p* if what the statement says holds in it, and
//! *1 − p* if not. 0.5 says nothing, 1 is hard. All steps work on log-odds, `ln p / (1 − p)`.
//! The constants are cautious assumptions, not measurements; the case may override any credence.

use jiff::civil::Date;
use onetext_case::{Case, Channel, Claim, Form, Holder, ObserverKind, PartyId, Statement};

/// A party's own words about itself.
const OWN: f64 = 0.85;
/// The mediator about a party.
const MEDIATOR: f64 = 0.70;
/// An expert about a party, or about what happens without agreement.
const EXPERT: f64 = 0.70;
/// The press about a party.
const PRESS: f64 = 0.65;
/// Any other body about a party.
const BODY: f64 = 0.60;
/// One party about another.
const OTHER_PARTY: f64 = 0.55;

/// What remains of the log-odds when a quotation is partial, or the words are the reporter's.
const MIXED: f64 = 0.9;
/// See [`MIXED`].
const INDIRECT: f64 = 0.75;

/// What becomes of the log-odds when something is said in confidence, or leaked.
const PRIVATE: f64 = 1.2;
/// See [`PRIVATE`].
const LEAKED: f64 = 0.8;

/// What remains of the log-odds of a red line that may be a bluff, of an offer that may be a
/// show, and of a threat.
const RED_LINE: f64 = 0.8;
/// See [`RED_LINE`].
const OFFER: f64 = 0.8;
/// See [`RED_LINE`].
const THREAT: f64 = 0.6;

/// Days in which the log-odds of a statement halve.
const HALF_LIFE_DAYS: f64 = 180.0;
/// Days in which the log-odds of a conditional offer halve.
const OFFER_HALF_LIFE_DAYS: f64 = 30.0;

/// What the logarithm of the number of repetitions adds to the log-odds.
const REPETITION: f64 = 0.5;
/// What repetition, and the direction of a red line, can reach at most.
const CAP: f64 = 0.95;
/// How much more than the red line itself its direction is trusted: a factor on the log-odds.
const DIRECTION: f64 = 2.0;
/// One class of credence, in log-odds.
const CLASS: f64 = 0.5;
/// Below this credence a statement makes no row.
const WEAK: f64 = 0.505;
/// The most that a credence below 1 can be.
const SOFT: f64 = 0.999;

/// The credence of a statement about `party` on the day of the case, after aging.
pub(crate) fn effective(case: &Case, statement: &Statement, party: PartyId) -> f64 {
    let said = match statement.credence {
        Some(credence) => credence.clamp(0.5, 1.0),
        None => default(case, statement, party),
    };
    if 1.0 <= said {
        return 1.0;
    }
    let half_life = match statement.claim {
        Claim::ConditionalOffer { .. } => OFFER_HALF_LIFE_DAYS,
        Claim::Acceptance(_) => return said.min(SOFT),
        _ => HALF_LIFE_DAYS,
    };
    let days = case.as_of.map_or(0.0, |as_of| days_between(statement.said.to, as_of));
    from_log_odds(log_odds(said) * libm::exp2(-days / half_life)).min(SOFT)
}

/// Whether a statement of this credence says nothing.
pub(crate) fn is_weak(credence: f64) -> bool {
    credence < WEAK
}

/// A soft credence, shifted by so many classes of log-odds; at least 0.5.
pub(crate) fn shifted(credence: f64, classes: i8) -> f64 {
    if 1.0 <= credence || classes == 0 {
        return credence;
    }
    from_log_odds(log_odds(credence) + CLASS * f64::from(classes)).clamp(0.5, SOFT)
}

/// The credence of the direction that a red line gives.
pub(crate) fn direction(credence: f64) -> f64 {
    from_log_odds(DIRECTION * log_odds(credence.min(SOFT))).min(CAP.max(credence.min(SOFT)))
}

/// The credence of one proposition that `credences` stand for: the highest, raised by half the
/// logarithm of their number, but never above what independent voices would give, nor above the
/// cap unless one of them is.
///
/// `None` without any.
pub(crate) fn merged(mut credences: Vec<f64>) -> Option<f64> {
    credences.sort_unstable_by(f64::total_cmp);
    let &highest = credences.last()?;
    if 1.0 <= highest || credences.len() == 1 {
        return Some(highest);
    }
    let count = libm::log(f64::from(u32::try_from(credences.len()).unwrap_or(u32::MAX)));
    let independent: f64 = credences.iter().map(|&it| log_odds(it)).sum();
    let raised = (log_odds(highest) + REPETITION * count).min(independent);
    Some(from_log_odds(raised).min(CAP).max(highest))
}

/// `ln p / (1 − p)`.
pub(crate) fn log_odds(credence: f64) -> f64 {
    libm::log(credence) - libm::log1p(-credence)
}

fn from_log_odds(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

fn default(case: &Case, statement: &Statement, party: PartyId) -> f64 {
    let relation = match statement.voice {
        Holder::Party(voice) if voice == party => OWN,
        Holder::Party(_) => OTHER_PARTY,
        Holder::Mediator => MEDIATOR,
        Holder::Observer(observer) => match case.observers[observer.0].kind {
            ObserverKind::Expert => EXPERT,
            ObserverKind::Press => PRESS,
            ObserverKind::Body => BODY,
        },
    };
    let form = match statement.form {
        Form::Direct => 1.0,
        Form::Mixed => MIXED,
        Form::Indirect => INDIRECT,
    };
    let channel = match statement.channel {
        Channel::Public => 1.0,
        Channel::Private => PRIVATE,
        Channel::Leaked => LEAKED,
    };
    let kind = match statement.claim {
        Claim::RedLine(_) | Claim::Requires(_) | Claim::OnlyIf { .. } | Claim::Ultimatum { .. } => {
            RED_LINE
        }
        Claim::ConditionalOffer { .. } => OFFER,
        Claim::Threat { .. } => THREAT,
        _ => 1.0,
    };
    from_log_odds(log_odds(relation) * form * channel * kind)
}

fn days_between(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |span| f64::from(span.get_days())).max(0.0)
}
