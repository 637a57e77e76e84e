//! The rules that pick an outcome.

use onetext_bargain::verify::{self, Refutation};
use onetext_bargain::{self as bargain, Answer, Problem, Solution, Stop};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rule that picks an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The largest product of gains.
    Nash,
    /// The largest smallest gain, each measured by the most that the party could hope for; then the
    /// second smallest, and so on.
    KalaiSmorodinsky,
    /// The largest smallest gain; then the second smallest, and so on.
    Egalitarian,
    /// The largest sum of utilities.
    Utilitarian,
    /// The largest smallest gain, and nothing further.
    Maximin,
    /// Step by step from no agreement towards what each party could hope for.
    Raiffa,
    /// The best worst rank along the frontier: for two parties, its median.
    Fallback,
    /// As Kalai and Smorodinsky, by the smallest share alone.
    MaximinShare,
    /// As Kalai and Smorodinsky, where parties hope for the best of all feasible outcomes.
    KalaiRosenthal,
    /// What NegMAS calls the Kalai–Smorodinsky point.
    NegmasKalaiSmorodinsky,
    /// What Genius calls the Kalai–Smorodinsky point.
    GeniusKalaiSmorodinsky,
    /// What Genius calls the Nash point.
    GeniusNash,
}

/// The check that goes through every outcome.
type Check = fn(&Problem, Result<&Answer<Solution>, &bargain::Error>) -> Result<(), Refutation>;

impl Rule {
    /// All rules, in the order in which they are listed.
    pub const ALL: [Self; 12] = [
        Self::Nash,
        Self::KalaiSmorodinsky,
        Self::Egalitarian,
        Self::Utilitarian,
        Self::Maximin,
        Self::Raiffa,
        Self::Fallback,
        Self::MaximinShare,
        Self::KalaiRosenthal,
        Self::NegmasKalaiSmorodinsky,
        Self::GeniusKalaiSmorodinsky,
        Self::GeniusNash,
    ];

    /// The rules that pages and drawings show.
    pub const MAIN: [Self; 4] =
        [Self::Nash, Self::KalaiSmorodinsky, Self::Egalitarian, Self::Utilitarian];

    /// The rule by its id, as on the command line and in JSON; `None` for any other text.
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// The id of the rule.
    pub fn id(self) -> &'static str {
        match self {
            Self::Nash => "nash",
            Self::KalaiSmorodinsky => "kalai-smorodinsky",
            Self::Egalitarian => "egalitarian",
            Self::Utilitarian => "utilitarian",
            Self::Maximin => "maximin",
            Self::Raiffa => "raiffa",
            Self::Fallback => "fallback",
            Self::MaximinShare => "maximin-share",
            Self::KalaiRosenthal => "kalai-rosenthal",
            Self::NegmasKalaiSmorodinsky => "negmas-kalai-smorodinsky",
            Self::GeniusKalaiSmorodinsky => "genius-kalai-smorodinsky",
            Self::GeniusNash => "genius-nash",
        }
    }

    /// The name of the rule.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nash => "Nash",
            Self::KalaiSmorodinsky => "Kalai–Smorodinsky",
            Self::Egalitarian => "egalitarian",
            Self::Utilitarian => "utilitarian",
            Self::Maximin => "maximin",
            Self::Raiffa => "Raiffa",
            Self::Fallback => "fallback",
            Self::MaximinShare => "maximin share",
            Self::KalaiRosenthal => "Kalai–Rosenthal",
            Self::NegmasKalaiSmorodinsky => "NegMAS Kalai–Smorodinsky",
            Self::GeniusKalaiSmorodinsky => "Genius Kalai–Smorodinsky",
            Self::GeniusNash => "Genius Nash",
        }
    }

    /// What the rule picks, in a few words.
    pub fn idea(self) -> &'static str {
        match self {
            Self::Nash => "largest product of gains over no agreement",
            Self::KalaiSmorodinsky => {
                "largest smallest gain, measured by the most that each could hope for"
            }
            Self::Egalitarian => "largest smallest gain over no agreement",
            Self::Utilitarian => "largest sum of utilities",
            Self::Maximin => "largest smallest gain over no agreement, and nothing further",
            Self::Raiffa => "step by step from no agreement towards what each could hope for",
            Self::Fallback => "best worst rank along the frontier; of two parties, the median",
            Self::MaximinShare => {
                "largest smallest share of what each could hope for, and nothing further"
            }
            Self::KalaiRosenthal => {
                "largest smallest gain, measured by the best of all feasible outcomes for each"
            }
            Self::NegmasKalaiSmorodinsky => "least difference of shares along the frontier",
            Self::GeniusKalaiSmorodinsky => "least differences of utilities along the frontier",
            Self::GeniusNash => "largest product of gains along the frontier, losses included",
        }
    }

    /// Whether the rule compares utilities of different parties, so that they need one unit.
    pub(crate) fn compares_parties(self) -> bool {
        match self {
            Self::Egalitarian
            | Self::Utilitarian
            | Self::Maximin
            | Self::GeniusKalaiSmorodinsky => true,
            Self::Nash
            | Self::KalaiSmorodinsky
            | Self::Raiffa
            | Self::Fallback
            | Self::MaximinShare
            | Self::KalaiRosenthal
            | Self::NegmasKalaiSmorodinsky
            | Self::GeniusNash => false,
        }
    }

    /// What the rule picks.
    pub(crate) fn solve(
        self,
        problem: &Problem,
        stop: &Stop,
    ) -> Result<Answer<Solution>, bargain::Error> {
        match self {
            Self::Nash => bargain::nash(problem, stop),
            Self::KalaiSmorodinsky => bargain::kalai_smorodinsky(problem, stop),
            Self::Egalitarian => bargain::egalitarian(problem, stop),
            Self::Utilitarian => bargain::utilitarian(problem, stop),
            Self::Maximin => bargain::maximin(problem, stop),
            Self::Raiffa => bargain::raiffa(problem, stop),
            Self::Fallback => bargain::fallback(problem, stop),
            Self::MaximinShare => bargain::maximin_share(problem, stop),
            Self::KalaiRosenthal => bargain::kalai_rosenthal(problem, stop),
            Self::NegmasKalaiSmorodinsky => bargain::negmas_kalai_smorodinsky(problem, stop),
            Self::GeniusKalaiSmorodinsky => bargain::genius_kalai_smorodinsky(problem, stop),
            Self::GeniusNash => bargain::genius_nash(problem, stop),
        }
    }

    /// Checks what the rule picked against every outcome.
    pub(crate) fn check(self) -> Check {
        match self {
            Self::Nash => verify::nash,
            Self::KalaiSmorodinsky => verify::kalai_smorodinsky,
            Self::Egalitarian => verify::egalitarian,
            Self::Utilitarian => verify::utilitarian,
            Self::Maximin => verify::maximin,
            Self::Raiffa => verify::raiffa,
            Self::Fallback => verify::fallback,
            Self::MaximinShare => verify::maximin_share,
            Self::KalaiRosenthal => verify::kalai_rosenthal,
            Self::NegmasKalaiSmorodinsky => verify::negmas_kalai_smorodinsky,
            Self::GeniusKalaiSmorodinsky => verify::genius_kalai_smorodinsky,
            Self::GeniusNash => verify::genius_nash,
        }
    }
}
