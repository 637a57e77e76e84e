//! A statement from what was found of it.

use std::borrow::Cow;
use std::ops::Range;

use super::Pass;
use super::day::Day;
use crate::about::Around;
use crate::draft::{self, Draft};
use crate::passage::Passage;
use crate::stance;
use crate::statement::{Confidence, Part, Statement};
use crate::sure::{self, Naming};
use crate::text;
use crate::who::Slot;

impl Pass<'_> {
    /// Items of the sentences that hold the words of a draft and its cue.
    pub(super) fn sentences(passage: &Passage, draft: &Draft) -> Range<usize> {
        let told = draft::reach(&draft.spans);
        let first = passage.items.partition_point(|it| it.span.end <= told.start);
        let last = passage.items.partition_point(|it| it.span.start < told.end);
        let (first, last) = if draft.cue.is_empty() {
            (first, last)
        } else {
            (first.min(draft.cue.start), last.max(draft.cue.end))
        };
        let from = passage.sentences.partition_point(|it| it.end <= first);
        let touching = passage.sentences[from..].iter().take_while(|it| it.start < last);
        touching.fold(first..last, |all, it| all.start.min(it.start)..all.end.max(it.end))
    }

    /// Some items as printed, but on one line; `None` if there are none.
    pub(super) fn printed(&self, passage: &Passage, items: &Range<usize>) -> Option<String> {
        let span = passage.bytes(items.clone());
        (!items.is_empty()).then(|| text::on_one_line(&self.text[span]).into_owned())
    }

    pub(super) fn statement(
        &self,
        paragraph: usize,
        passage: &Passage,
        around: &Around<'_>,
        draft: &Draft,
        day: Option<&Day>,
    ) -> Statement {
        let saying = draft.saying.as_ref();
        let start = draft.spans.first().map_or(0, |it| it.start);
        let part = |it: &Range<usize>| Part {
            span: (it.start, it.end),
            words: self.text[it.clone()].to_owned(),
        };
        let time = self.time(day.map(|it| it.days));
        let speaker = saying.map(|it| &it.speaker);
        let entry = speaker.and_then(|it| it.entry.or(it.body));
        let party = entry.and_then(|it| self.names.party_at(it, time));
        let holder = speaker
            .zip(draft.spans.first())
            .and_then(|(it, span)| self.names.holder(passage, span.clone(), it, time));
        let slot = |it: &Option<Slot>| it.as_ref().map(|it| it.words.clone());
        let setting = saying.map(|it| &it.setting);
        let mention = saying.map(|it| &it.named).filter(|it| !it.is_empty());
        let mention = mention.map(|it| (it.start, it.end));
        let bytes =
            |items: &Range<usize>| (!items.is_empty()).then(|| passage.bytes(items.clone()));
        let cue = bytes(&draft.cue);
        let words_read = stance::Words {
            text: self.text,
            sentence: passage.bytes(Self::sentences(passage, draft)),
            content: &draft.spans,
            cue: cue.clone(),
        };
        let reading = stance::read_in(&words_read, passage);
        let said = match &*draft.spans {
            [one] => Cow::Borrowed(&self.text[one.clone()]),
            spans => {
                let parts: Vec<&str> = spans.iter().map(|it| &self.text[it.clone()]).collect();
                Cow::Owned(parts.join(" "))
            }
        };
        let about = self.issues.find_among(&said, around, &self.title);
        let has_option = about.iter().any(|it| it.option.is_some());
        let stance = if has_option { reading.of_option() } else { reading.stance };
        let naming = saying.and_then(|it| Naming::of(&self.text[it.named.clone()], &it.speaker));
        let is_reported = !draft.cue.is_empty();
        let is_own = speaker.is_some_and(|it| it.entry.is_some());
        Statement {
            id: [self.article.source, "-", &start.to_string()].concat(),
            source: self.article.source.to_owned(),
            parts: draft.spans.iter().map(part).collect(),
            form: draft.form,
            speaker: speaker.filter(|it| !it.is_unnamed()).map(|it| it.name.clone()),
            party: party.map(str::to_owned),
            said: day.map(|it| it.said.clone()),
            cue: self.printed(passage, &draft.cue),
            paragraph,
            said_words: day.and_then(|it| it.words.clone()),
            mention,
            cue_span: cue.map(|it| (it.start, it.end)),
            holder,
            venue: setting.and_then(|it| slot(&it.venue)),
            addressee: setting.and_then(|it| slot(&it.addressee)),
            is_private: setting.is_some_and(|it| it.is_private),
            about,
            stance: Some(stance.to_owned()),
            condition: reading.condition,
            consequence: reading.consequence,
            otherwise: reading.otherwise,
            confidence: Confidence {
                words: sure::words(draft.finder, draft.form, is_reported, self.model.is_none()),
                speaker: saying.map(|it| sure::speaker(it.route, naming)),
                party: party.and(saying).map(|it| sure::party(it.route, naming, is_own)),
                said: day.map(|it| sure::said(it.days, it.hint)),
                stance: Some(reading.confidence),
            },
        }
    }
}
