//! Who spoke or acted in the sentences before a quotation.

use std::ops::Range;

use super::Pass;
use crate::clause;
use crate::draft::Voice;
use crate::passage::Passage;

/// A sentence in which somebody may speak or act.
pub(super) struct Turn<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) sentence: Range<usize>,
    /// Who speaks in it, as far as it says so.
    pub(super) speaker: Option<Voice>,
}

impl Pass<'_> {
    /// The one who spoke or acted last.
    pub(super) fn last(&mut self) -> Option<Voice> {
        while let Some(turn) = self.turns.pop() {
            let subject = || self.names.first_subject(turn.passage, turn.sentence.clone());
            let speaker = turn.speaker.clone().filter(|it| it.0.is_person);
            let found = speaker.or_else(|| self.acting(&turn)).or_else(subject);
            if found.is_some() {
                self.last = found;
                self.turns.clear();
            }
        }
        self.last.clone()
    }

    /// The person who is the subject of a sentence.
    pub(super) fn acting(&self, Turn { passage, sentence, .. }: &Turn) -> Option<Voice> {
        let subject = clause::main_subject(passage, sentence.clone())?;
        let speaker = self.names.resolve(passage, subject.clone());
        speaker.is_person.then(|| (speaker, passage.bytes(subject)))
    }
}
