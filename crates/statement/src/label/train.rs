//! Makes a model from annotated texts.

use std::ops::Range;

use super::feature::{self, Arguments, Cue};
use super::find::{self, role};
use super::learn::{Example, Plan, learn};
use super::model::{CUES, Model};
use super::paragraph::Paragraph;
use super::sink::Features;
use super::token::Token;
use super::weigh::{Rated, Traits, Weights};
use crate::passage::Passage;
use crate::score::{Attribution, Gold};
use crate::text;

/// A model of how words are reported, from annotated texts.
///
/// `tuning` are texts on which the weights of what speaks for and against a finding are fitted:
/// some thousand numbers. If there are none, they are fitted on the texts themselves, each fifth of
/// them read by a model of the others. Findings less probable than `least` will be left out.
///
/// # Cost
///
/// Some seconds for 100,000 words. The same texts give the same bytes.
pub fn train(texts: &[Gold], tuning: &[Gold], least: f32) -> Model {
    let mut model = chains(texts);
    model.least = least;
    let mut rated = Vec::new();
    if tuning.is_empty() {
        const FOLDS: usize = 5;
        for fold in 0..FOLDS {
            let part = |is_in: bool| {
                let chosen = texts.iter().enumerate().filter(|it| (it.0 % FOLDS == fold) == is_in);
                chosen.map(|it| it.1.clone()).collect::<Vec<Gold>>()
            };
            rate(&chains(&part(false)), &part(true), &mut rated);
        }
    } else {
        rate(&model, tuning, &mut rated);
    }
    model.traits = Weights::fit(&rated);
    model
}

fn chains(texts: &[Gold]) -> Model {
    let mut cues = Vec::new();
    let mut arguments = Vec::new();
    for text in texts {
        let lower = text.text.to_ascii_lowercase();
        for (passage, paragraph) in paragraphs(&text.text, &lower) {
            examples(text, &passage, &paragraph, &mut cues, &mut arguments);
        }
    }
    let plan = Plan { labels: CUES, rate: 0.02, passes: 5, least: 2, rounds: 5 };
    let cues = learn(&cues, &plan);
    let plan = Plan { labels: role::COUNT, rate: 0.03, least: 3, ..plan };
    let arguments = learn(&arguments, &plan);
    Model { cues, arguments, traits: Weights::none(), least: 0.0 }
}

/// The paragraphs of a text, of which `lower` is [`str::to_ascii_lowercase`].
fn paragraphs<'a>(text: &'a str, lower: &'a str) -> Vec<(Passage<'a>, Paragraph)> {
    let made = text::continued(text).into_iter().map(|(span, continues)| {
        let passage = Passage::new(text, &lower[span.clone()], span, continues);
        let paragraph = Paragraph::new(text, &passage);
        (passage, paragraph)
    });
    made.filter(|it| !it.1.tokens.is_empty()).collect()
}

fn examples(
    text: &Gold,
    passage: &Passage,
    paragraph: &Paragraph,
    cues: &mut Vec<Example>,
    arguments: &mut Vec<Example>,
) {
    let tokens = &paragraph.tokens;
    let gold = gold_cues(text, tokens);
    let mut features = Features::default();
    feature::cues(paragraph, &mut features);
    let mut labels = vec![0; tokens.len()];
    let mut made = Arguments::new(tokens);
    for (cue, attribution) in &gold {
        labels[cue.clone()].fill(2);
        labels[cue.start] = 1;
        let window = paragraph.window(cue.start);
        let others: Vec<Range<usize>> =
            gold.iter().filter(|it| it.0 != *cue).map(|it| it.0.clone()).collect();
        let mut features = Features::default();
        let known = Cue::new(passage, paragraph, cue.clone());
        made.of_cue(&window, &known, &others, &mut features);
        features.sort();
        let mut last = 0;
        let label = |token: &Token| {
            let role = if touches(&attribution.source, token) {
                role::SOURCE
            } else if touches(&attribution.content, token) {
                role::CONTENT
            } else {
                0
            };
            let label = if role != 0 && role == last { role + 1 } else { role };
            last = role;
            label
        };
        let labels = tokens[window].iter().map(label).collect();
        arguments.push(Example { features, labels });
    }
    cues.push(Example { features, labels });
}

fn touches(spans: &[Range<usize>], token: &Token) -> bool {
    spans.iter().any(|it| it.start < token.span.end && token.span.start < it.end)
}

/// The attributions whose cues stand among some tokens: of a cue in several parts the one with
/// words that report, else the longest.
fn gold_cues<'a>(text: &'a Gold, tokens: &[Token]) -> Vec<(Range<usize>, &'a Attribution)> {
    const REPORTS: usize = 100;
    let mut found = Vec::new();
    for attribution in text.attributions.iter().filter(|it| !it.content.is_empty()) {
        let mut best: Option<(usize, Range<usize>)> = None;
        for part in &attribution.cue {
            let is_in = |it: &Token| touches(std::slice::from_ref(part), it);
            let Some(first) = tokens.iter().position(is_in) else { continue };
            let last = tokens.iter().rposition(is_in).unwrap_or(first);
            let worth = |it: &Token| if it.entry.classes.is_reporting() { REPORTS } else { 1 };
            let worth = tokens[first..=last].iter().map(worth).sum();
            if best.as_ref().is_none_or(|it| it.0 < worth) {
                best = Some((worth, first..last + 1));
            }
        }
        found.extend(best.map(|it| (it.1, attribution)));
    }
    found.sort_by_key(|it| it.0.start);
    let mut end = 0;
    found.retain(|it| {
        let is_apart = end <= it.0.start;
        end = end.max(it.0.end);
        is_apart
    });
    found
}

/// The traits of all that a model finds, with how right it is.
fn rate(model: &Model, texts: &[Gold], rated: &mut Vec<Rated>) {
    for text in texts {
        let lower = text.text.to_ascii_lowercase();
        for (at, (passage, paragraph)) in paragraphs(&text.text, &lower).iter().enumerate() {
            for it in find::candidates(model, passage, paragraph, at == 0) {
                let bytes = |it: Range<usize>| {
                    paragraph.tokens[it.start].span.start..paragraph.tokens[it.end - 1].span.end
                };
                let content: Vec<Range<usize>> =
                    it.spans(role::CONTENT, |_| true).into_iter().map(bytes).collect();
                rated.push(graded(text, &content, it.traits));
            }
        }
    }
}

/// How right some content is: the mean of whether it is that of an attribution in the main, and of
/// its share that lies in any. Long content counts more, as more is lost with it.
#[expect(clippy::cast_precision_loss, reason = "texts are shorter than 2^52")]
fn graded(text: &Gold, content: &[Range<usize>], traits: Traits) -> Rated {
    const LENGTH: f64 = 50.0;
    let is_told =
        |at: &usize| text.attributions.iter().flat_map(|it| &it.content).any(|it| it.contains(at));
    let length = content.iter().map(Range::len).sum::<usize>().max(1) as f64;
    let told = content.iter().cloned().flatten().filter(is_told).count() as f64;
    let right = f64::from(u8::from(is_right(text, content)));
    Rated {
        traits,
        right: f64::midpoint(right, told / length),
        weight: libm::sqrt(length / LENGTH),
    }
}

/// Whether some content is in the main that of an attribution.
fn is_right(text: &Gold, content: &[Range<usize>]) -> bool {
    let length = |spans: &[Range<usize>]| spans.iter().map(Range::len).sum::<usize>();
    text.attributions.iter().any(|gold| {
        let pairs = gold.content.iter().flat_map(|a| content.iter().map(move |b| (a, b)));
        let shared: usize =
            pairs.map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start))).sum();
        0 < shared && length(&gold.content) + length(content) <= 3 * shared
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::inline;

    #[test]
    fn the_same_texts_give_the_same_bytes() {
        let text = |name: &str, marked: &str| {
            let marked = inline::parse(marked).found;
            let attributions = marked.attributions.into_values().collect();
            Gold { name: name.to_owned(), text: marked.text, attributions }
        };
        let texts: Vec<Gold> = ["Belo", "Costa", "The envoy", "The valley", "Porto", "She"]
            .iter()
            .map(|who| {
                let words = "{1c said} {1t the dam would stay}.\n\n{2c According to} {2s the port}, \
                             {2t the tolls would rise}. It rained.\n";
                text(who, &format!("{{1s {who}}} {words}"))
            })
            .collect();
        for tuning in [&texts[..0], &texts[..2]] {
            let made = || train(&texts, tuning, 0.3).to_bytes();
            assert_eq!(made(), made());
        }
        assert!(train(&texts, &[], 0.3).to_bytes() != train(&texts[1..], &[], 0.3).to_bytes());
    }
}
