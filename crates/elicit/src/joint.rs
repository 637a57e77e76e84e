//! Whether all who sign would accept a text.

use onetext_case::PartyId;

use crate::elicited::{Elicited, Readings, View};
use crate::error::Error;
use crate::share::{Bounds, Exactness, Share, Word};
use crate::space::Reading;
use crate::text::Text;
use crate::worlds::extremes;

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
    /// What the ends of the share are: attained if each reading was looked at for all parties. One
    /// reading seldom serves every party least or best, so that the ends then lie within the
    /// products of the parties' ends.
    pub bounds: Bounds,
}

impl Elicited {
    /// Whether all parties with a seat would accept a text.
    ///
    /// # Errors
    ///
    /// - [`Error::NobodySigns`] if no party has a seat.
    /// - Those of [`crate::View::acceptability`], for the first party that has one.
    pub fn joint(&self, text: &Text) -> Result<Joint, Error> {
        let views: Vec<&View> = self.views.iter().filter(|it| it.seat).collect();
        let mut parties = Vec::new();
        let mut each = None;
        let mut bounds = Bounds::Attained;
        for view in &views {
            let readings = view.readings(text)?;
            parties.push((view.party, view.share_of(&readings)?));
            match readings {
                Readings::Each(it) => each = Some(it),
                Readings::All(_) => bounds = Bounds::Outer,
            }
        }
        if parties.is_empty() {
            return Err(Error::NobodySigns);
        }
        let shares: Vec<Share> = parties.iter().map(|it| it.1).collect();
        let each = each.filter(|_| bounds == Bounds::Attained);
        let share = together(
            &views,
            &shares,
            each.as_deref(),
            |it, each| it.shares(each),
            |it, reading| it.share_of(&Readings::Each(vec![reading.clone()])),
        )?;
        Ok(Joint { share, word: share.word(), parties, exactness: exactness(&views), bounds })
    }
}

/// The product of the shares of several parties, from the reading with the smallest product to the
/// one with the largest where `each` has more than one; otherwise of the ends of `shares`.
///
/// # Errors
///
/// Those of `share_of`.
pub(crate) fn together<V>(
    views: &[V],
    shares: &[Share],
    each: Option<&[Reading]>,
    shares_of: impl Fn(&V, &[Reading]) -> Vec<f64>,
    share_of: impl Fn(&V, &Reading) -> Result<Share, Error>,
) -> Result<Share, Error> {
    // The shares from which either end is made.
    let [lows, highs] = match each {
        Some(each) if 1 < each.len() => {
            let columns: Vec<Vec<f64>> = views.iter().map(|it| shares_of(it, each)).collect();
            let product = |at: usize| columns.iter().map(|it| it[at]).product();
            let products: Vec<f64> = (0..each.len()).map(product).collect();
            let [low, high] = extremes(&products).map(|at| {
                views.iter().map(|it| share_of(it, &each[at])).collect::<Result<Vec<_>, _>>()
            });
            [low?, high?]
        }
        _ => [shares.to_vec(), shares.to_vec()],
    };
    let product = |shares: &[Share], end: fn(&Share) -> f64| shares.iter().map(end).product();
    let error = |shares: &[Share], end: fn(&Share) -> f64| {
        product_error(&shares.iter().map(|it| (end(it), it.error)).collect::<Vec<_>>())
    };
    Ok(Share {
        low: product(&lows, |it| it.low),
        high: product(&highs, |it| it.high),
        error: error(&lows, |it| it.low).max(error(&highs, |it| it.high)),
    })
}

/// How numbers of several parties together are come by: exact if all of theirs are.
pub(crate) fn exactness(views: &[&View]) -> Exactness {
    let sampled = views.iter().rev().map(|it| it.exactness()).find(|it| *it != Exactness::Exact);
    sampled.unwrap_or(Exactness::Exact)
}

/// The error of a product of independent factors, given with their errors: each error times the
/// other factors.
pub(crate) fn product_error(factors: &[(f64, f64)]) -> f64 {
    let part = |at: usize| {
        let others = factors.iter().enumerate().filter(|it| it.0 != at);
        let part = factors[at].1 * others.map(|it| it.1.0).product::<f64>();
        part * part
    };
    (0..factors.len()).map(part).sum::<f64>().sqrt()
}
