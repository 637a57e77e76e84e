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
    /// How the numbers were come by.
    pub exactness: Exactness,
}

impl Elicited {
    /// Whether all parties with a seat would accept a text; certain if none has a seat.
    ///
    /// # Errors
    ///
    /// Those of [`crate::View::acceptability`], for the first party that has one.
    pub fn joint(&self, text: &Text) -> Result<Joint, Error> {
        todo!("{text:?}")
    }
}
