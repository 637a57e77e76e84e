//! Statements in the making: who says what, and quotations joined to what was found around them.

use std::ops::Range;

use crate::passage::Passage;
use crate::statement::Form;
use crate::sure::{Finder, Route};
use crate::when::When;
use crate::who::{Setting, Speaker};

/// Somebody, and the bytes of the words for them.
pub(crate) type Voice = (Speaker, Range<usize>);

/// Who said something, and when, within one passage.
#[derive(Clone)]
pub(crate) struct Saying {
    pub(crate) speaker: Speaker,
    pub(crate) route: Route,
    /// Items of the words for the speaker; empty if they are not in the passage.
    pub(crate) mention: Range<usize>,
    /// Bytes of the words for the speaker; empty if none.
    pub(crate) named: Range<usize>,
    pub(crate) cue: Range<usize>,
    pub(crate) when: Option<When>,
    pub(crate) setting: Setting,
}

impl Saying {
    pub(crate) fn voice(&self) -> Voice {
        (self.speaker.clone(), self.named.clone())
    }

    /// What somebody says without words that say so.
    pub(crate) fn of((speaker, named): Voice, route: Route) -> Self {
        let setting = Setting::default();
        Self { speaker, route, mention: 0..0, named, cue: 0..0, when: None, setting }
    }

    fn by(self, route: Route) -> Self {
        Self { route, ..self }
    }
}

/// A quotation that may be a statement.
pub(crate) struct Quoted {
    /// Place in the passage's items.
    pub(crate) item: usize,
    /// Place in the passage's quotations.
    pub(crate) quote: usize,
    pub(crate) form: Form,
    /// Whether it stands on its own, as a sentence or more.
    pub(crate) is_whole: bool,
    pub(crate) saying: Option<Saying>,
    /// Who spoke or acted last before it, and whether in the same passage.
    pub(crate) previous: Option<Voice>,
    pub(crate) is_previous_here: bool,
}

/// From the first to the last byte of some spans.
pub(crate) fn reach(spans: &[Range<usize>]) -> Range<usize> {
    let start = spans.first().map_or(0, |it| it.start);
    start..spans.last().map_or(start, |it| it.end)
}

/// A statement in the making.
pub(crate) struct Draft {
    /// Bytes of the words.
    pub(crate) spans: Vec<Range<usize>>,
    pub(crate) form: Form,
    pub(crate) saying: Option<Saying>,
    /// Items of the word that reports; empty if none.
    pub(crate) cue: Range<usize>,
    pub(crate) finder: Finder,
}

impl Draft {
    /// What a rule found outside quotation marks.
    pub(crate) fn indirect(span: Range<usize>, saying: Option<Saying>) -> Self {
        let cue = saying.as_ref().map_or(0..0, |it| it.cue.clone());
        Self { spans: vec![span], form: Form::Indirect, saying, cue, finder: Finder::Rule }
    }

    /// Whether it is told that nobody says something, or that nobody did: "nobody expects the dam to
    /// stay", "had Belo said she would".
    pub(crate) fn is_of_nobody(&self, passage: &Passage) -> bool {
        let Some(saying) = self.saying.as_ref().filter(|_| self.form == Form::Indirect) else {
            return false;
        };
        let word = |it: usize| passage.lower(saying.mention.start + it);
        // "Had Belo said she would sign, …"
        let before = saying.mention.start.checked_sub(1).filter(|_| !saying.mention.is_empty());
        let begins = |at: usize| passage.sentence(at).is_some_and(|it| it.start == at);
        if before.is_some_and(|it| passage.lower(it) == "had" && begins(it)) {
            return true;
        }
        match saying.mention.len() {
            1 => matches!(word(0), "nobody" | "none"),
            2 => (word(0), word(1)) == ("no", "one"),
            _ => false,
        }
    }

    pub(crate) fn overlaps(&self, span: &Range<usize>) -> bool {
        0 < self.overlap(span)
    }

    fn overlap(&self, span: &Range<usize>) -> usize {
        let shared =
            |it: &Range<usize>| it.end.min(span.end).saturating_sub(it.start.max(span.start));
        self.spans.iter().map(shared).sum()
    }
}

/// Joins quotations to what was found around them; those that are left stand for themselves.
pub(crate) fn unite(
    text: &str,
    passage: &Passage,
    drafts: &mut Vec<Draft>,
    parts: impl Iterator<Item = Quoted>,
) {
    /// Drafts looked at for each quotation; a paragraph has rarely more.
    const NEAR: usize = 100;
    let learned = drafts.len();
    for part in parts {
        let quote = &passage.quotes[part.quote];
        let inner = &text[quote.inner.clone()];
        let lead = inner.len() - inner.trim_start().len();
        let start = quote.inner.start + lead;
        let span = start..start + inner.trim().len();
        let cue = part.saying.as_ref().map_or(0..0, |it| it.cue.clone());
        let same = |it: &Draft| !cue.is_empty() && it.cue.start < cue.end && cue.start < it.cue.end;
        let is_twin = |it: &Draft| {
            let both = it.saying.as_ref().zip(part.saying.as_ref());
            both.is_some_and(|(a, b)| a.cue == b.cue && a.mention == b.mention)
        };
        let middle = drafts[..learned].partition_point(|it| it.cue.start < part.item);
        let near = middle.saturating_sub(NEAR)..learned.min(middle + NEAR);
        let last = drafts.len().saturating_sub(NEAR).max(learned)..drafts.len();
        let all = || near.clone().chain(last.clone());
        if part.is_whole {
            cut_before(text, passage, &part, drafts, all());
        }
        let at = all()
            .filter(|&it| drafts[it].overlaps(&quote.outer))
            .max_by_key(|&it| (same(&drafts[it]), drafts[it].overlap(&quote.outer)))
            .or_else(|| near.clone().find(|&it| same(&drafts[it])))
            .or_else(|| last.clone().find(|&it| is_twin(&drafts[it])));
        let Some(at) = at else {
            let Quoted { form, saying, .. } = part;
            drafts.push(Draft { spans: vec![span], form, saying, cue, finder: Finder::Marks });
            continue;
        };
        let shared = same(&drafts[at]);
        for other in all().filter(|&it| it != at) {
            let outer = &quote.outer;
            drafts[other].spans.retain(|it| it.end <= outer.start || outer.end <= it.start);
        }
        let is_reported =
            part.form == Form::Direct && part.saying.as_ref().is_some_and(|it| !it.cue.is_empty());
        let is_apart =
            |it: &Range<usize>| it.end <= quote.outer.start || quote.outer.end <= it.start;
        let has_own = |it: &Draft| {
            let own = part.saying.as_ref().is_some_and(|own| it.cue.end <= own.mention.start);
            own && it.saying.is_some() && it.spans.iter().any(is_apart)
        };
        if is_reported && !shared && has_own(&drafts[at]) {
            // "They condemned the dam, with Belo saying: Q": what is condemned is no part of Q.
            drafts[at].spans.retain(is_apart);
            let Quoted { form, saying, .. } = part;
            drafts.push(Draft { spans: vec![span], form, saying, cue, finder: Finder::Marks });
            continue;
        }
        let draft = &mut drafts[at];
        if shared || is_reported || draft.saying.is_none() {
            draft.saying = part.saying.or(draft.saying.take());
        }
        join(text, draft, &quote.outer, span, part.form);
    }
}

/// Ends what earlier sentences report in other words before a quotation that is a sentence.
fn cut_before(
    text: &str,
    passage: &Passage,
    part: &Quoted,
    drafts: &mut [Draft],
    among: impl Iterator<Item = usize>,
) {
    let sentence = passage.sentences.partition_point(|it| it.end <= part.item);
    let Some(first) = passage.sentences.get(sentence).map(|it| it.start) else { return };
    let start = passage.items[first].span.start;
    for at in among {
        let draft = &mut drafts[at];
        let is_told = draft.spans.first().is_some_and(|it| {
            it.start < start && text[it.start..start.min(it.end)].contains(char::is_alphanumeric)
        });
        if draft.form == Form::Indirect && draft.cue.start < first && is_told {
            draft.spans.retain(|it| it.start < start);
            if let Some(last) = draft.spans.last_mut() {
                last.end = last.end.min(start);
            }
        }
    }
}

/// Leaves each byte to the first draft that has it, and no part without a letter.
pub(crate) fn part(text: &str, drafts: &mut [Draft]) {
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for (at, draft) in drafts.iter_mut().enumerate() {
        all.extend(draft.spans.drain(..).map(|it| (it.start, it.end, at)));
    }
    all.sort_unstable();
    let mut last = 0;
    for (start, end, at) in all {
        let start = start.max(last);
        let words = text.get(start..end).unwrap_or("");
        if words.contains(char::is_alphanumeric) {
            let lead = words.len() - words.trim_start().len();
            last = start + words.trim_end().len();
            drafts[at].spans.push(start + lead..last);
        }
    }
}

/// Adds a quotation to the words of a draft.
fn join(text: &str, draft: &mut Draft, outer: &Range<usize>, span: Range<usize>, form: Form) {
    let is_letter = |it: char| it.is_alphanumeric();
    let mut whole = outer.clone();
    draft.spans.retain(|it| {
        let touches = it.start < outer.end && outer.start < it.end;
        if touches {
            whole = whole.start.min(it.start)..whole.end.max(it.end);
        }
        !touches
    });
    // Only the quotation, or more with it.
    let is_bare = !text[whole.start..outer.start].contains(is_letter)
        && !text[outer.end..whole.end].contains(is_letter);
    let is_first = draft.spans.is_empty();
    draft.spans.push(if is_bare { span } else { whole });
    draft.spans.sort_by_key(|it| it.start);
    draft.form = match (is_bare, is_first) {
        (true, true) => form,
        (true, false) => draft.form.min(form),
        (false, _) => Form::Mixed,
    };
}

/// Gives parts without a source of their own the source of the part before them in the passage,
/// else whoever spoke last in it, else the source of the part after them, else whoever spoke last
/// before the passage.
pub(crate) fn carry_over(parts: &mut [Quoted]) {
    let next = parts.iter().position(|part| part.saying.is_some());
    let mut last: Option<usize> = None;
    for at in 0..parts.len() {
        let part = &parts[at];
        if part.saying.is_some() {
            last = Some(at);
            continue;
        }
        let of = |other: Option<usize>, route| Some(parts[other?].saying.clone()?.by(route));
        let mut saying = of(last, Route::Before);
        if part.is_whole && saying.is_none() {
            let route = if part.is_previous_here { Route::Before } else { Route::Earlier };
            let previous = part.previous.clone().map(|it| Saying::of(it, route));
            let next = || of(next, Route::After);
            saying = if part.is_previous_here { previous } else { next().or(previous) };
        }
        parts[at].saying = saying;
    }
}
