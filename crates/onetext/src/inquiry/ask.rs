//! Which questions to ask next.

use onetext_case::PartyId;
use onetext_elicit::{Asked, Text, ask};
use schemars::JsonSchema;
use serde::Serialize;

use super::sentence::{Subject, caution, sentence, subject};
use super::text::{Chosen, Wanted, party};
use super::{Heading, Inquiry, TextView};
use crate::analysis::{Named, party_name, unmet};
use crate::error::Error;
use crate::range::Range;

/// The questions whose answers are expected to leave the least doubt about who would accept the
/// texts that are watched.
#[derive(Clone, Debug, Serialize)]
pub struct AskView {
    /// The case and the draws.
    #[serde(flatten)]
    pub heading: Heading,
    /// The one party that is asked; `None` for all who sign.
    pub party: Option<Named>,
    /// The texts that are watched.
    pub watched: Vec<TextView>,
    /// The questions, the most telling first.
    pub questions: Vec<AskedView>,
    /// How many there are in all; the list leaves out what is much like a better one.
    pub found: usize,
    /// Why there are none; empty otherwise.
    pub none: String,
    /// The statements that stand in the way of a number.
    pub statements: Vec<String>,
}

/// A question that can be answered by yes or no.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AskedView {
    /// Whom to ask.
    pub party: Named,
    /// The question in a sentence.
    pub sentence: String,
    /// What to know before asking it, such as that a draft is private; empty if nothing.
    pub caution: String,
    /// What it is about.
    pub subject: Subject,
    /// Share of the worlds in which yes is the true answer.
    pub yes: f64,
    /// Expected fall of the doubt *a (1 − a)* about the acceptability *a* of the watched texts, as
    /// a mean over them.
    pub fall: f64,
    /// Half-width of the 95 % interval around the fall that comes from sampling.
    pub error: f64,
    /// The doubt that there is before: the mean of *a (1 − a)* for this party.
    pub doubt: f64,
    /// The part of the doubt that the answer is expected to take away, widened by the sampling
    /// error.
    pub part: Range,
    /// The same in bits.
    pub bits: f64,
}

impl Inquiry<'_> {
    /// The questions to ask next about `wanted`, or about every draft of the case where it is
    /// `None`: to all who sign, or to the one party with the id `of`; at most `most` of them, and
    /// of one kind to one party at most a quarter of them, but two in any case.
    ///
    /// # Errors
    ///
    /// [`Error::NoDraft`], [`Error::UnknownDraft`], [`Error::UnknownIssue`],
    /// [`Error::UnknownOption`], [`Error::Twice`], [`Error::NotAParty`].
    ///
    /// # Cost
    ///
    /// That of [`onetext_elicit::ask`].
    pub fn ask(
        &self,
        wanted: Option<&Wanted>,
        of: Option<&str>,
        most: usize,
    ) -> Result<AskView, Error> {
        let of = of.map(|id| party(self.case, id)).transpose()?;
        let chosen = Chosen::several(self.case, wanted)?;
        let watched: Vec<Text> = chosen.iter().map(|it| it.text.clone()).collect();
        let stop = || self.stop.is_requested();
        let mut view = AskView {
            heading: self.heading(),
            party: of.map(|it| party_name(self.case, it)),
            watched: chosen
                .into_iter()
                .map(|it| TextView { text: it.name, kind: it.kind })
                .collect(),
            questions: Vec::new(),
            found: 0,
            none: String::new(),
            statements: Vec::new(),
        };
        match ask(self.case, &self.elicited, &watched, of, &stop) {
            Ok(found) => {
                view.found = found.len();
                let enough = most.div_ceil(4).max(2);
                let questions = varied(&found, most, enough).into_iter();
                view.questions = questions.map(|it| self.asked(it, &watched)).collect();
            }
            Err(error) => {
                view.none = error.to_string();
                view.statements = unmet(self.case, &error);
            }
        }
        Ok(view)
    }

    /// The first questions about the draft on the table, each of another kind or to another party;
    /// none where there is none to ask.
    pub(crate) fn first_questions(&self, most: usize) -> Vec<AskedView> {
        let Ok(chosen) = Chosen::new(self.case, &Wanted::OnTable) else { return Vec::new() };
        let watched = [chosen.text];
        let stop = || self.stop.is_requested();
        let found = ask(self.case, &self.elicited, &watched, None, &stop).unwrap_or_default();
        varied(&found, most, 1).into_iter().map(|it| self.asked(it, &watched)).collect()
    }

    pub(super) fn asked(&self, asked: &Asked, watched: &[Text]) -> AskedView {
        let all: f64 = watched.iter().map(|it| self.doubt(asked.party, it)).sum();
        let texts = u32::try_from(watched.len()).unwrap_or(u32::MAX);
        let doubt = all / f64::from(texts);
        let part = |fall: f64| if 0.0 < doubt { (fall / doubt).clamp(0.0, 1.0) } else { 0.0 };
        AskedView {
            party: party_name(self.case, asked.party),
            sentence: sentence(self.case, &asked.question),
            caution: caution(self.case, &asked.question),
            subject: subject(&asked.question),
            yes: asked.yes,
            fall: asked.fall,
            error: asked.error,
            doubt,
            part: Range {
                low: part(asked.fall - asked.error),
                high: part(asked.fall + asked.error),
            },
            bits: asked.bits,
        }
    }
}

impl Inquiry<'_> {
    /// The doubt about whether a party accepts a text: *a (1 − a)*, at both ends where it is open.
    fn doubt(&self, party: PartyId, text: &Text) -> f64 {
        let share = self.elicited.view(party).share(text);
        share.map_or(0.0, |it| f64::midpoint(it.low * (1.0 - it.low), it.high * (1.0 - it.high)))
    }

    /// For each watched text, the part of the doubt about it alone that an answer takes away.
    pub(super) fn bearing(&self, asked: &Asked, watched: &[Text]) -> Vec<Option<f64>> {
        let parts = watched.iter().zip(&asked.falls).map(|(text, fall)| {
            let doubt = self.doubt(asked.party, text);
            fall.filter(|_| 0.0 < doubt).map(|it| (it / doubt).clamp(0.0, 1.0))
        });
        parts.collect()
    }
}

/// The first `most` questions, with at most `enough` of one kind to one party.
pub(super) fn varied(found: &[Asked], most: usize, enough: usize) -> Vec<&Asked> {
    let mut chosen: Vec<&Asked> = Vec::new();
    for it in found {
        let is_like = |other: &&&Asked| {
            other.party == it.party && subject(&other.question) == subject(&it.question)
        };
        if chosen.len() < most && chosen.iter().filter(is_like).count() < enough {
            chosen.push(it);
        }
    }
    chosen
}
