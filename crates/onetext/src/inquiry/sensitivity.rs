//! How far an answer hangs on what is assumed.

use onetext_case::{Case, PartyId};
use onetext_elicit::{
    Error, Exactness, Prior, RedLines, Sensitivity, Share, Text, Variation, View, sensitivities,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::Inquiry;
use super::text::{Chosen, Wanted};
use crate::analysis::{Named, Number, number, party_name};

/// How the shares of a text depend on what is assumed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SensitivityView {
    /// The shares under other assumptions, one changed at a time. Drawn as previews: their ranges
    /// are wider.
    pub variations: Vec<VariationView>,
}

/// The shares of a text with one assumption changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct VariationView {
    /// The assumption, by an id: `prior-spiky`, `prior-even`, `credence-lower`, `credence-higher`,
    /// `all-real`, `all-bluff`.
    pub id: &'static str,
    /// The assumption, in words that follow "if".
    pub what: &'static str,
    /// Each party with a seat.
    pub parties: Vec<VariedView>,
    /// All who sign.
    pub joint: Number,
    /// Whether their word flips.
    pub joint_flips: bool,
}

/// The share of one party with one assumption changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct VariedView {
    /// The party.
    pub party: Named,
    /// Its share.
    pub share: Number,
    /// By how much the middle of its share moves; `None` where one of the two is not known.
    pub moves: Option<f64>,
    /// Whether its word flips: it is two or more words away from what it was.
    pub flips: bool,
}

impl SensitivityView {
    /// The flips of all who sign, or of the parties with these ids, in words: who comes to what,
    /// if what.
    pub(crate) fn flips(&self, of: Option<&str>) -> Vec<(String, &Number, &'static str)> {
        let mut flips = Vec::new();
        for variation in &self.variations {
            for it in &variation.parties {
                if it.flips && of.is_none_or(|of| of == it.party.id) {
                    flips.push((it.party.name.clone(), &it.share, variation.what));
                }
            }
            if variation.joint_flips && of.is_none() && 1 < variation.parties.len() {
                flips.push(("all who sign".to_owned(), &variation.joint, variation.what));
            }
        }
        flips
    }

    /// The largest move of a share, of all parties or of one: who comes to what, if what.
    pub(crate) fn largest_move(&self, of: Option<&str>) -> Option<(&VariedView, &'static str)> {
        let varied = self
            .variations
            .iter()
            .flat_map(|it| it.parties.iter().map(move |party| (party, it.what)));
        let size = |it: &VariedView| it.moves.map_or(0.0, f64::abs);
        varied
            .filter(|it| of.is_none_or(|of| of == it.0.party.id))
            .reduce(|most, it| if size(most.0) < size(it.0) { it } else { most })
    }

    /// The assumptions under which there is no number, for all or for one party.
    pub(crate) fn unknown(&self, of: Option<&str>) -> Vec<&'static str> {
        let is_unknown = |it: &&VariationView| {
            let parties = it.parties.iter().filter(|it| of.is_none_or(|of| of == it.party.id));
            parties.map(|it| &it.share).any(|it| matches!(it, Number::Unknown { .. }))
        };
        self.variations.iter().filter(is_unknown).map(|it| it.what).collect()
    }
}

impl Inquiry<'_> {
    /// How the shares of the draft on the table depend on what is assumed; `None` where there is no
    /// draft, and where every number is exact.
    pub(crate) fn on_table_sensitivity(&self) -> Option<SensitivityView> {
        let chosen = Chosen::new(self.case, &Wanted::OnTable).ok()?;
        self.sensitivities(&[chosen.text]).pop()
    }

    /// How the shares of each text depend on what is assumed; nothing where every number of those
    /// who sign is exact, and where the work was stopped.
    ///
    /// # Cost
    ///
    /// Some seven times that of [`onetext_elicit::Elicited::again`], however many texts there are.
    pub(crate) fn sensitivities(&self, texts: &[Text]) -> Vec<SensitivityView> {
        let stop = || self.stop.is_requested();
        let is_sampled = |it: &View| it.seat && it.exactness() != Exactness::Exact;
        if stop() || !self.elicited.views.iter().any(is_sampled) {
            return Vec::new();
        }
        let found = sensitivities(self.case, &self.elicited, texts, &stop);
        found.iter().map(|it| self.sensitivity(it)).collect()
    }

    fn sensitivity(&self, sensitivity: &Sensitivity) -> SensitivityView {
        let exactness = |party: PartyId| self.elicited.view(party).exactness();
        let variations = sensitivity.varied.iter().map(|it| {
            let (id, what) = words(it.variation);
            let before = sensitivity.as_asked.parties.iter();
            let both = it.shares.parties.iter().zip(before);
            let parties = both.map(|((party, share), (_, before))| VariedView {
                party: party_name(self.case, *party),
                share: told(self.case, share, exactness(*party)),
                moves: share
                    .as_ref()
                    .ok()
                    .zip(before.as_ref().ok())
                    .map(|(it, before)| it.middle() - before.middle()),
                flips: it.flips.contains(party),
            });
            let seats = it.shares.parties.iter().map(|(party, _)| exactness(*party));
            let drawn = seats.rev().find(|it| *it != Exactness::Exact);
            VariationView {
                id,
                what,
                parties: parties.collect(),
                joint: told(self.case, &it.shares.joint, drawn.unwrap_or(Exactness::Exact)),
                joint_flips: it.joint_flips,
            }
        });
        SensitivityView { variations: variations.collect() }
    }
}

fn told(case: &Case, share: &Result<Share, Error>, exactness: Exactness) -> Number {
    number(case, share.as_ref().map(|it| (*it, exactness)))
}

fn words(variation: Variation) -> (&'static str, &'static str) {
    match variation {
        Variation::Prior(Prior::Spiky) => ("prior-spiky", "few options matter much"),
        Variation::Prior(Prior::Flat) => ("prior-flat", "options matter as in the flat prior"),
        Variation::Prior(Prior::Even) => ("prior-even", "options matter more evenly"),
        Variation::Shift(shift) if shift < 0 => ("credence-lower", "words are trusted less"),
        Variation::Shift(_) => ("credence-higher", "words are trusted more"),
        Variation::RedLines(RedLines::Real) => ("all-real", "every red line is meant"),
        Variation::RedLines(RedLines::Bluff) => ("all-bluff", "every red line is a bluff"),
    }
}
