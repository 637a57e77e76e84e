//! The words by which JSON has what a change is to a party.

use onetext_mediate::ledger::{Basis, Crossing, Movement, Place};
use serde::Serializer;

pub(super) fn movement<S: Serializer>(it: &Movement, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match it {
        Movement::Gives => "gives",
        Movement::MayGive => "may-give",
        Movement::Gets => "gets",
        Movement::MayGet => "may-get",
        Movement::EitherWay => "either-way",
        Movement::Neutral => "neutral",
        Movement::Accepted => "accepted",
        Movement::NotKnown => "not-known",
    })
}

pub(super) fn basis<S: Serializer>(it: &Basis, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match it {
        Basis::Own => "own",
        Basis::Others => "others",
        Basis::Numbers => "numbers",
        Basis::Text => "text",
        Basis::Nothing => "nothing",
    })
}

pub(super) fn place<S: Serializer>(it: &Place, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match it {
        Place::Against => "against",
        Place::Short => "short",
        Place::PartWay => "part-way",
        Place::Accepted => "accepted",
        Place::Avoids => "avoids",
        Place::AsAsked => "as-asked",
        Place::Open => "open",
        Place::BothWays => "both-ways",
        Place::NotKnown => "not-known",
    })
}

pub(super) fn crossing<S: Serializer>(it: &Crossing, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match it {
        Crossing::Respected => "respected",
        Crossing::Open => "open",
        Crossing::Crossed => "crossed",
    })
}

pub(super) fn crossing_before<S: Serializer>(
    it: &Option<Crossing>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match it {
        Some(it) => crossing(it, serializer),
        None => serializer.serialize_none(),
    }
}
