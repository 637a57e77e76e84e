//! Who could accept which text.

use onetext_case::PartyId;
use onetext_elicit::{Share, Text, View};
use schemars::JsonSchema;
use serde::Serialize;

use super::text::{Chosen, Kind, Wanted, party};
use super::{Heading, Inquiry, SensitivityView};
use crate::analysis::{
    Acceptance, Named, Number, PartyCount, acceptance, number, party_name, range,
};
use crate::error::Error;
use crate::range::Range;

/// Who could accept which text.
#[derive(Clone, Debug, Serialize)]
pub struct AcceptabilityView {
    /// The case and the draws.
    #[serde(flatten)]
    pub heading: Heading,
    /// The one party that was asked about; `None` for all.
    pub party: Option<Named>,
    /// The texts, in the order of the case.
    pub texts: Vec<TextAcceptance>,
    /// Each draft that is public against each later one: how often it is worth at least as much.
    pub wins: Vec<WinsView>,
    /// Whether there is any text that all who sign would accept; `None` for one party.
    pub zopa: Option<CommonView>,
    /// For each party, how many statements about it are in its numbers.
    pub counts: Vec<PartyCount>,
}

/// Whether there is an outcome that all who sign accept: the zone of possible agreement is not
/// empty.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CommonView {
    /// Share of the joint worlds with such an outcome: sampled over joint worlds, exact in each.
    pub share: Number,
    /// Joint worlds that were looked at.
    pub worlds: usize,
    /// For each party with a seat, the share of the joint worlds without such an outcome in which
    /// the others have one; empty if every world has one.
    pub blocking: Vec<BlockingView>,
}

/// How often a party alone stands in the way of an outcome.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BlockingView {
    /// The party.
    pub party: Named,
    /// Of the joint worlds without an outcome that all accept, the share in which the others have
    /// one.
    pub share: f64,
}

/// Joint worlds in which an outcome is looked for that all accept.
const JOINT_WORLDS: usize = 400;

/// How often one draft is worth at least as much to a party as another.
#[derive(Clone, Debug, Serialize)]
pub struct WinsView {
    /// The one draft.
    pub one: Named,
    /// The other.
    pub other: Named,
    /// For each party, the share of worlds in which the one is worth at least as much as the other:
    /// the pairwise winning index. Red lines do not count.
    pub parties: Vec<WinView>,
}

/// How often one draft is worth at least as much to one party as another.
#[derive(Clone, Debug, Serialize)]
pub struct WinView {
    /// The party.
    pub party: Named,
    /// The share of worlds.
    pub share: Number,
}

/// The expected Nash product: of the gains of all who sign over no agreement, each as a part of the
/// most that it could gain. 0 in a world in which somebody refuses.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct NashView {
    /// From the reading with the smallest product to the one with the largest, widened by the
    /// sampling error.
    pub product: Range,
    /// The half-width by which either end was widened; 0 if exact.
    pub error: f64,
}

/// Who could accept one text.
#[derive(Clone, Debug, Serialize)]
pub struct TextAcceptance {
    /// What kind of text it is.
    pub kind: Kind,
    /// Every party's share, and that of all who sign. Of one party alone, where one was asked
    /// about.
    #[serde(flatten)]
    pub acceptance: Acceptance,
    /// All who sign, if every red line is real: the product of their shares, whose ends are outer
    /// bounds for an open text.
    pub joint_if_real: Option<Range>,
    /// All who sign, if no red line is real.
    pub joint_if_bluff: Option<Range>,
    /// The expected Nash product of all who sign.
    pub nash: Option<NashView>,
    /// How the shares depend on what is assumed; `None` where every number is exact.
    pub sensitivity: Option<SensitivityView>,
}

impl Inquiry<'_> {
    /// Who could accept a text, or every draft of the case where `wanted` is `None`: every party
    /// and all who sign, or the one party with the id `of`.
    ///
    /// # Errors
    ///
    /// [`Error::NoDraft`], [`Error::UnknownDraft`], [`Error::UnknownIssue`],
    /// [`Error::UnknownOption`], [`Error::Twice`], [`Error::NotAParty`].
    ///
    /// # Cost
    ///
    /// That of one acceptability for each text and party.
    pub fn acceptability(
        &self,
        wanted: Option<&Wanted>,
        of: Option<&str>,
    ) -> Result<AcceptabilityView, Error> {
        let of = of.map(|id| party(self.case, id)).transpose()?;
        let chosen = Chosen::several(self.case, wanted)?;
        let texts = chosen.iter().map(|it| {
            let mut found = self.text_acceptance(it);
            if let Some(of) = of {
                let id = &self.case.parties[of.0].body.id;
                found.acceptance.parties.retain(|it| it.party.id == *id);
            }
            found
        });
        let mut texts: Vec<TextAcceptance> = texts.collect();
        let all: Vec<Text> = chosen.iter().map(|it| it.text.clone()).collect();
        for (text, found) in texts.iter_mut().zip(self.sensitivities(&all)) {
            text.sensitivity = Some(found);
        }
        let party = of.map(|it| party_name(self.case, it));
        Ok(AcceptabilityView {
            heading: self.heading(),
            party,
            texts,
            wins: self.wins(&chosen, of),
            zopa: of.is_none().then(|| self.common()).flatten(),
            counts: self.counts(of),
        })
    }

    /// Whether there is a text that all who sign would accept; `None` where nobody signs.
    pub(crate) fn common(&self) -> Option<CommonView> {
        let stop = || self.stop.is_requested();
        let none = |share| CommonView { share, worlds: 0, blocking: Vec::new() };
        match self.elicited.zopa(self.case, JOINT_WORLDS, &stop) {
            Ok(found) => Some(CommonView {
                share: number(self.case, Ok((found.share, found.exactness))),
                worlds: found.worlds,
                blocking: found
                    .blocking
                    .iter()
                    .filter_map(|&(party, share)| {
                        Some(BlockingView { party: party_name(self.case, party), share: share? })
                    })
                    .collect(),
            }),
            Err(onetext_elicit::Error::NobodySigns) => None,
            Err(error) => Some(none(number(self.case, Err(&error)))),
        }
    }

    fn wins(&self, chosen: &[Chosen], of: Option<PartyId>) -> Vec<WinsView> {
        let drafts: Vec<&Chosen> = chosen.iter().filter(|it| it.kind == Kind::Draft).collect();
        let asked = |it: &&View| of.is_none_or(|of| of == it.party);
        let against = |one: &Chosen, other: &Chosen| WinsView {
            one: one.name.clone(),
            other: other.name.clone(),
            parties: self
                .elicited
                .views
                .iter()
                .filter(asked)
                .map(|view| {
                    let share = view.wins(&one.text, &other.text);
                    let share = share.as_ref().map(|it| (*it, view.exactness()));
                    WinView {
                        party: party_name(self.case, view.party),
                        share: number(self.case, share),
                    }
                })
                .collect(),
        };
        let pairs = drafts.iter().enumerate().flat_map(|(place, one)| {
            drafts[place + 1..].iter().map(move |other| against(one, other))
        });
        pairs.collect()
    }

    fn text_acceptance(&self, chosen: &Chosen) -> TextAcceptance {
        let acceptance = self.accepted(chosen, &chosen.text);
        TextAcceptance {
            kind: chosen.kind,
            joint_if_real: together(&acceptance, |it| it.if_real),
            joint_if_bluff: together(&acceptance, |it| it.if_bluff),
            nash: self.elicited.nash(&chosen.text).ok().map(|it| NashView {
                product: range(Share { low: it.low, high: it.high, error: it.error }),
                error: it.error,
            }),
            sensitivity: None,
            acceptance,
        }
    }

    /// Acceptability of every draft, then of every one that is not public.
    pub(crate) fn acceptances(&self) -> Vec<Acceptance> {
        Chosen::all(self.case).iter().map(|it| self.accepted(it, &it.text)).collect()
    }

    /// Acceptability of a text under the name of the one that was chosen.
    pub(super) fn accepted(&self, chosen: &Chosen, text: &Text) -> Acceptance {
        let is_undisclosed = chosen.kind == Kind::Undisclosed;
        chosen.numbered(self.case, |point_of| {
            let name = chosen.name.clone();
            acceptance(self.case, &self.elicited, text, name, is_undisclosed, point_of)
        })
    }
}

/// The product of the ends of ranges of all who sign; `None` if one has none or nobody signs.
fn together(
    acceptance: &Acceptance,
    part: impl Fn(&crate::PartyAcceptance) -> Option<Range>,
) -> Option<Range> {
    if matches!(acceptance.joint, Number::Unknown { .. }) {
        return None;
    }
    let signing = acceptance.parties.iter().filter(|it| it.seat);
    let one = Range { low: 1.0, high: 1.0 };
    signing.map(part).try_fold(one, |product, it| {
        let it = it?;
        Some(Range { low: product.low * it.low, high: product.high * it.high })
    })
}
