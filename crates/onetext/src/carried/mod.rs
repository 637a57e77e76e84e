//! The worlds that a page carries, and what they say of texts: the same on the page and here.

mod data;
mod tried;

use onetext_case::Case;
use onetext_elicit::{Error, Judged, Pocket, PocketWorlds, Pocketed, Text};

pub use self::tried::{ObstacleView, TriedParty, TriedView};
use crate::analysis::{Number, number};
use crate::inquiry::{Chosen, Inquiry, Wanted, on_table};

/// The worlds that a page carries, in whole numbers, with the texts that can be tried on them.
#[derive(Clone, Debug)]
pub struct Carried {
    pocket: Pocket,
    /// The text that is tried first, then all drafts, public or not.
    texts: Vec<Chosen>,
    seed: u64,
    draws: usize,
    /// Both as a page has them.
    json: String,
}

impl Carried {
    /// The most worlds of each party that travel.
    pub const WORLDS: usize = 500;
    /// The fewest worlds of each party that say anything.
    pub const FEWEST: usize = 100;
    /// The most bytes that a page gives to them.
    pub const BYTES: usize = 300_000;

    /// For each issue, the levels that a text takes: options by their numbers, and after the last of
    /// them silence where it is a state of its own. `None` for a text of another case.
    pub fn levels(&self, text: &Text) -> Option<Vec<Vec<usize>>> {
        self.pocket.reading(text).ok()
    }

    /// The text with these levels.
    pub fn text(&self, levels: &[Vec<usize>]) -> Text {
        self.pocket.text(levels)
    }

    /// What the worlds say of a text.
    ///
    /// # Errors
    ///
    /// Those of [`Pocket::judge`].
    pub fn judge(&self, text: &Text) -> Result<Judged, Error> {
        self.pocket.judge(text, self.seed)
    }

    /// A share as it is printed, or why there is none.
    pub fn number(case: &Case, found: Result<&Pocketed, &Error>) -> Number {
        match found {
            Err(Error::NobodySigns) => Number::Unknown {
                reason: "nobody signs".to_owned(),
                hint: None,
                statements: Vec::new(),
            },
            found => number(case, found.map(|it| (it.share, it.exactness))),
        }
    }

    /// The texts that can be tried, the one that is tried first before all.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.texts.iter().map(|it| &it.text)
    }

    /// The worlds, small.
    pub fn pocket(&self) -> &Pocket {
        &self.pocket
    }

    /// The worlds and the texts as a page has them: JSON that may stand in a page, with no `<`.
    pub fn data(&self) -> &str {
        &self.json
    }

    /// How many worlds of each party travel, and how many were drawn; `None` where all parties are
    /// given in numbers, or none has worlds.
    pub fn worlds(&self) -> Option<(usize, usize)> {
        let worlds = self.pocket.parties().iter().filter_map(|it| it.worlds.as_ref().ok());
        worlds.filter(|it| !it.is_exact).map(|it| (it.gains.len(), it.drawn)).next()
    }

    /// Seed of the draws, and worlds asked for from each chain.
    pub fn drawing(&self) -> (u64, usize) {
        (self.seed, self.draws)
    }

    pub(crate) fn chosen(&self) -> &[Chosen] {
        &self.texts
    }
}

impl Inquiry<'_> {
    /// The worlds that a page carries: at most [`Carried::WORLDS`] of each party, and fewer where the
    /// case is so large that they would not fit into [`Carried::BYTES`]. `None` where not even
    /// [`Carried::FEWEST`] fit, or where there is no issue or no party.
    ///
    /// # Cost
    ///
    /// Worlds × options × parties.
    pub fn carried(&self) -> Option<Carried> {
        if self.case.issues.is_empty() {
            return None;
        }
        let first = match on_table(self.case) {
            Some(draft) => Chosen::draft(self.case, draft),
            None => Chosen::new(self.case, &Wanted::Package(Vec::new())).ok()?,
        };
        let mut texts = Chosen::all(self.case);
        texts.retain(|it| it.name.id != first.name.id);
        texts.insert(0, first);
        let all: Vec<Text> = texts.iter().map(|it| it.text.clone()).collect();
        let mut most = Carried::WORLDS;
        while Carried::FEWEST <= most {
            let pocket = self.elicited.pocket(&all, most).ok()?;
            let question = &self.elicited.question;
            let texts = texts.clone();
            let (seed, draws) = (question.seed, question.draws);
            let mut found = Carried { pocket, texts, seed, draws, json: String::new() };
            found.json = data::json(&found, self.case);
            if found.json.len() <= Carried::BYTES {
                return Some(found);
            }
            most = most * 9 / 10;
        }
        None
    }
}

/// The worlds of a party, where it has some.
fn of(pocket: &Pocket) -> impl Iterator<Item = &PocketWorlds> {
    pocket.parties().iter().filter_map(|it| it.worlds.as_ref().ok())
}
