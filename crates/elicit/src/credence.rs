//! How far a statement is trusted; the constants stand in [`Credences`], which the case may set.
//!
//! A credence *p* is a weight: a world counts *p* if what the statement says holds in it, and
//! *1 − p* if not. 0.5 says nothing, 1 is hard. All steps work on log-odds, `ln p / (1 − p)`.

use jiff::civil::Date;
use onetext_case::{
    Case, Channel, Claim, Credences, Form, Holder, ObserverKind, PartyId, Statement,
};

/// The credence of a statement about `party` on the day of the case, after aging.
pub(crate) fn effective(case: &Case, statement: &Statement, party: PartyId) -> f64 {
    let table = &case.credence;
    let said = said(case, statement, party);
    if 1.0 <= said {
        return 1.0;
    }
    let half_life = match statement.claim {
        Claim::ConditionalOffer { .. } => table.offer_half_life_days,
        Claim::Acceptance(_) => return said.min(table.highest),
        _ => table.half_life_days,
    };
    let days = case.as_of.map_or(0.0, |as_of| days_between(statement.said.to, as_of));
    from_log_odds(log_odds(said) * libm::exp2(-days / half_life)).min(table.highest)
}

/// The credence of a statement about `party` on the day on which it was said: its own, or the
/// default for who says what, how.
pub(crate) fn said(case: &Case, statement: &Statement, party: PartyId) -> f64 {
    match statement.credence {
        Some(credence) => credence.clamp(0.5, 1.0),
        None => default(case, statement, party),
    }
}

/// How often a red line is real that has this credence by its words, given what became of the
/// party's earlier ones.
///
/// The share of those kept, `(kept + 1) / (kept + crossed + 2)`, is blended with the credence, which
/// counts as much as [`Credences::record`] of them. It can come to less than 0.5: a party that
/// mostly gave in draws lines that are mostly bluff. A credence that the case gives, what is hard,
/// and what others say of the party stay as they are.
pub(crate) fn real(case: &Case, statement: &Statement, party: PartyId, credence: f64) -> f64 {
    let own = statement.voice == Holder::Party(party);
    let record = case.parties[party.0].record.filter(|_| own && statement.credence.is_none());
    let Some(record) = record.filter(|it| 0 < it.kept.max(it.crossed) && credence < 1.0) else {
        return credence;
    };
    let [kept, crossed] = [record.kept, record.crossed].map(f64::from);
    let (count, usual) = (kept + crossed, case.credence.record);
    let share = (kept + 1.0) / (count + 2.0);
    ((usual * credence + count * share) / (usual + count)).min(case.credence.highest)
}

/// Whether a statement of this credence says nothing.
pub(crate) fn is_weak(table: &Credences, credence: f64) -> bool {
    credence < table.weak
}

/// A soft credence, shifted by so many classes of log-odds; at least 0.5.
pub(crate) fn shifted(table: &Credences, credence: f64, classes: i8) -> f64 {
    if 1.0 <= credence || classes == 0 {
        return credence;
    }
    let shifted = log_odds(credence) + table.class * f64::from(classes);
    from_log_odds(shifted).clamp(0.5, table.highest)
}

/// The credence of the direction that a red line gives.
pub(crate) fn direction(table: &Credences, credence: f64) -> f64 {
    let soft = credence.min(table.highest);
    from_log_odds(table.direction * log_odds(soft)).min(table.cap.max(soft))
}

/// The credence of one proposition that `credences` stand for: the highest, raised by the logarithm
/// of their number, but never above what independent voices would give, nor above the cap unless
/// one of them is.
///
/// `None` without any.
pub(crate) fn merged(table: &Credences, mut credences: Vec<f64>) -> Option<f64> {
    credences.sort_unstable_by(f64::total_cmp);
    let &highest = credences.last()?;
    if 1.0 <= highest || credences.len() == 1 {
        return Some(highest);
    }
    let count = libm::log(f64::from(u32::try_from(credences.len()).unwrap_or(u32::MAX)));
    let independent: f64 = credences.iter().map(|&it| log_odds(it)).sum();
    let raised = (log_odds(highest) + table.repetition * count).min(independent);
    Some(from_log_odds(raised).min(table.cap.min(table.highest)).max(highest))
}

/// `ln p / (1 − p)`.
pub(crate) fn log_odds(credence: f64) -> f64 {
    libm::log(credence) - libm::log1p(-credence)
}

/// Whether a statement comes from one who speaks for a side without deciding for it: a person
/// without a post marked `principal` on that day, where the side marks one at all.
pub(crate) fn is_delegated(case: &Case, statement: &Statement) -> bool {
    let people = case.body(statement.voice).map_or(&[][..], |it| &it.people);
    let posts = || people.iter().filter(|it| it.name == statement.speaker);
    let decides = |it: &onetext_case::Person| {
        it.principal && (it.holds_on(statement.said.from) || it.holds_on(statement.said.to))
    };
    people.iter().any(|it| it.principal) && posts().next().is_some() && !posts().any(decides)
}

fn from_log_odds(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

fn default(case: &Case, statement: &Statement, party: PartyId) -> f64 {
    let table = &case.credence;
    let relation = match statement.voice {
        Holder::Party(voice) if voice == party && is_delegated(case, statement) => table.delegate,
        Holder::Party(voice) if voice == party => table.own,
        Holder::Party(_) => table.other_party,
        Holder::Mediator => table.mediator,
        Holder::Observer(observer) => match case.observers[observer.0].kind {
            ObserverKind::Expert => table.expert,
            ObserverKind::Press => table.press,
            ObserverKind::Body => table.body,
        },
    };
    let form = match statement.form {
        Form::Direct => 1.0,
        Form::Mixed => table.mixed,
        Form::Indirect => table.indirect,
    };
    let channel = match statement.channel {
        Channel::Public => 1.0,
        Channel::Private => table.private,
        Channel::Leaked => table.leaked,
    };
    let kind = match statement.claim {
        Claim::RedLine(_) | Claim::Requires(_) | Claim::OnlyIf { .. } | Claim::Ultimatum { .. } => {
            table.red_line
        }
        Claim::ConditionalOffer { .. } => table.offer,
        Claim::Threat { .. } => table.threat,
        _ => 1.0,
    };
    from_log_odds(log_odds(relation) * form * channel * kind).min(table.highest)
}

fn days_between(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |span| f64::from(span.get_days())).max(0.0)
}
