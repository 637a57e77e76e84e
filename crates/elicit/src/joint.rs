//! Whether all who sign would accept a text.

use onetext_case::PartyId;

use crate::elicited::Elicited;
use crate::error::Error;
use crate::share::{Exactness, Share, Word};
use crate::text::Text;

/// Whether all parties with a seat would accept a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// Product of the parties' shares: the parties are taken to be independent given what they
    /// said.
    pub share: Share,
    /// The word for it.
    pub word: Word,
    /// Share of each party with a seat, in the order of the case.
    pub parties: Vec<(PartyId, Share)>,
    /// How the numbers were come by: exact if all parties' are.
    pub exactness: Exactness,
}

impl Elicited {
    /// Whether all parties with a seat would accept a text.
    ///
    /// # Errors
    ///
    /// - [`Error::NobodySigns`] if no party has a seat.
    /// - Those of [`crate::View::acceptability`], for the first party that has one.
    pub fn joint(&self, text: &Text) -> Result<Joint, Error> {
        let mut parties = Vec::new();
        let mut exactness = Exactness::Exact;
        for view in self.views.iter().filter(|it| it.seat) {
            parties.push((view.party, view.share(text)?));
            if view.exactness() != Exactness::Exact {
                exactness = view.exactness();
            }
        }
        if parties.is_empty() {
            return Err(Error::NobodySigns);
        }
        let product = |end: fn(&Share) -> f64| parties.iter().map(|it| end(&it.1)).product::<f64>();
        // The errors of independent factors, each times the other factors.
        let error = |end: fn(&Share) -> f64| {
            let part = |at: usize| {
                let others = parties.iter().enumerate().filter(|it| it.0 != at);
                let part = parties[at].1.error * others.map(|it| end(&it.1.1)).product::<f64>();
                part * part
            };
            (0..parties.len()).map(part).sum::<f64>().sqrt()
        };
        let share = Share {
            low: product(|it| it.low),
            high: product(|it| it.high),
            error: error(|it| it.low).max(error(|it| it.high)),
        };
        Ok(Joint { share, word: share.word(), parties, exactness })
    }
}
