//! What was predicted for one article beside what is in it.

use serde::Serialize;

use super::field;
use super::pairing::pair;
use super::place::{Places, Ruler};
use super::source::Source;
use super::tally::{Measure, Sureness, Tally};
use super::unit::{self, Unit};
use super::{Attribution, Gold};

/// What came of comparing one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What was counted.
    pub tally: Tally,
    /// What is wrong, in the order of the text: first of units, then of attributions.
    pub findings: Vec<Finding>,
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Name of the article.
    pub article: String,
    /// What it is about.
    pub subject: Subject,
    /// What is wrong.
    pub fault: Fault,
    /// Its first byte, and the one after its last.
    pub span: (usize, usize),
    /// The words there.
    pub words: String,
    /// Words for the source in the gold; `None` if nobody says it, or nobody is named.
    pub gold: Option<String>,
    /// Words for the predicted source, else the speaker's name.
    pub predicted: Option<String>,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// A stretch between quotation marks.
    Unit,
    /// An attribution.
    Attribution,
}

/// What is wrong with a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fault {
    /// It is in the gold and was not predicted.
    Missed,
    /// It was predicted and is not in the gold.
    False,
    /// It was predicted with another source.
    Source,
}

/// Compares what was predicted for an article with what is in it.
///
/// Attributions without a letter or digit in their content count nothing.
///
/// # Cost
///
/// Grows with the length of the article, and with the product of the numbers of attributions.
///
/// # Examples
///
/// ```
/// use onetext_statement::score::{Attribution, Gold, Measure, compare, inline};
///
/// let marked = inline::parse("{1s Ana Belo} {1c said} {1t the dam would stay}.").found;
/// let attributions = marked.attributions.into_iter().map(|it| it.1).collect();
/// let gold = Gold { name: "dam".to_owned(), text: marked.text, attributions };
/// let predicted = Attribution { content: vec![14..33], source: vec![4..8], ..Attribution::default() };
///
/// let tally = compare(&gold, &[predicted]).tally;
/// assert_eq!(tally.rate(Measure::AttributionSource).f(), Some(1.0));
/// assert_eq!(tally.rate(Measure::Exact).f(), Some(0.0));
/// ```
pub fn compare(gold: &Gold, predicted: &[Attribution]) -> Comparison {
    let ruler = Ruler::new(&gold.text);
    let mine = Side::new(&ruler, &gold.attributions);
    let theirs = Side::new(&ruler, predicted);
    let mut article = Pair { gold, ruler, mine, theirs, made: Comparison::default() };
    let units = unit::units(&gold.text);
    article.units(&units);
    article.overlaps();
    article.attributions(&units);
    article.made
}

/// What one annotator or program found.
struct Side<'a> {
    attributions: Vec<&'a Attribution>,
    contents: Vec<Places>,
    sources: Vec<Places>,
    cues: Vec<Places>,
    /// What lies in any content.
    content: Places,
}

impl<'a> Side<'a> {
    fn new(ruler: &Ruler, attributions: &'a [Attribution]) -> Self {
        let has_words = |it: &&Attribution| !ruler.places(&it.content).is_empty();
        let attributions: Vec<&Attribution> = attributions.iter().filter(has_words).collect();
        let contents: Vec<Places> =
            attributions.iter().map(|it| ruler.places(&it.content)).collect();
        Self {
            sources: attributions.iter().map(|it| ruler.places(&it.source)).collect(),
            cues: attributions.iter().map(|it| ruler.places(&it.cue)).collect(),
            content: Places::all(contents.iter()),
            contents,
            attributions,
        }
    }

    /// The attribution that has most of a stretch, the first of equals, if at least half of it lies
    /// in contents.
    fn of(&self, stretch: &Places) -> Option<usize> {
        if 2 * self.content.common(stretch) < stretch.len() {
            return None;
        }
        let common = |it: &usize| self.contents[*it].common(stretch);
        (0..self.contents.len()).rev().max_by_key(common).filter(|it| 0 < common(it))
    }

    fn source<'b>(&'b self, place: usize, text: &'b str) -> Source<'b> {
        Source { text, spans: &self.attributions[place].source, places: &self.sources[place] }
    }

    fn name(&self, place: usize) -> Option<&str> {
        self.attributions[place].fields.as_ref().and_then(|it| it.speaker.as_deref())
    }

    /// The words for the source, else the speaker's name.
    fn named(&self, place: usize, text: &str) -> Option<String> {
        let words = self.source(place, text).words();
        if words.is_empty() { self.name(place).map(str::to_owned) } else { Some(words) }
    }
}

struct Pair<'a> {
    gold: &'a Gold,
    ruler: Ruler,
    mine: Side<'a>,
    theirs: Side<'a>,
    made: Comparison,
}

impl Pair<'_> {
    /// Whether the predicted mention is right, and whether it or the name is.
    fn is_right(&self, mine: usize, theirs: usize) -> (bool, bool) {
        let source = self.mine.source(mine, &self.gold.text);
        let name = self.theirs.name(theirs);
        let right = source.is_met(&self.theirs.source(theirs, &self.gold.text), name);
        (right, right || name.is_some_and(|it| source.holds_last_name(it)))
    }

    fn units(&mut self, units: &[Unit]) {
        for unit in units {
            let stretch = self.ruler.places(std::slice::from_ref(&unit.span));
            let (mine, theirs) = (self.mine.of(&stretch), self.theirs.of(&stretch));
            let (is_gold, is_predicted) = (mine.is_some(), theirs.is_some());
            let is_found = is_gold && is_predicted;
            let (right, right_name) = match (mine, theirs) {
                (Some(mine), Some(theirs)) => self.is_right(mine, theirs),
                _ => (false, false),
            };
            let has_source = mine.is_none_or(|it| !self.mine.sources[it].is_empty());
            for (is_counted, found, speaker, name) in [
                (true, Measure::Unit, Measure::UnitSpeaker, Measure::UnitName),
                (unit.is_long, Measure::LongUnit, Measure::LongUnitSpeaker, Measure::LongUnitName),
            ] {
                if is_counted {
                    self.made.tally.at(found).add(is_found, is_predicted, is_gold);
                }
                if is_counted && has_source {
                    self.made.tally.at(speaker).add(right, is_predicted, is_gold);
                    self.made.tally.at(name).add(right_name, is_predicted, is_gold);
                }
            }
            let fault = match (mine, theirs) {
                (Some(_), None) => Fault::Missed,
                (None, Some(_)) => Fault::False,
                (Some(_), Some(_)) if has_source && !right => Fault::Source,
                _ => continue,
            };
            self.tell(Subject::Unit, fault, (unit.span.start, unit.span.end), mine, theirs);
        }
    }

    fn overlaps(&mut self) {
        let all = |it: &[Places]| Places::all(it.iter());
        for (measure, gold, predicted) in [
            (Measure::ContentOverlap, &self.mine.contents, &self.theirs.contents),
            (Measure::SourceOverlap, &self.mine.sources, &self.theirs.sources),
            (Measure::CueOverlap, &self.mine.cues, &self.theirs.cues),
        ] {
            field::overlap(self.made.tally.at(measure), &all(gold), &all(predicted));
        }
    }

    fn attributions(&mut self, units: &[Unit]) {
        let spans: Vec<_> = units.iter().map(|it| it.span.clone()).collect();
        let quoted = self.ruler.places(&spans);
        // Direct, mixed, indirect.
        let kind = |content: &Places| match content.common(&quoted) {
            0 => 2,
            common if 9 * content.len() < 10 * common => 0,
            _ => 1,
        };
        let recall = [Measure::GoldDirect, Measure::GoldMixed, Measure::GoldIndirect];
        let precision =
            [Measure::PredictedDirect, Measure::PredictedMixed, Measure::PredictedIndirect];
        let pairs = pair(&self.mine.contents, &self.theirs.contents);
        let mut found = vec![None; self.mine.contents.len()];
        let mut used = vec![None; self.theirs.contents.len()];
        for (mine, theirs) in pairs {
            (found[mine], used[theirs]) = (Some(theirs), Some(mine));
        }
        let mut told = Vec::new();
        for (mine, theirs) in found.into_iter().enumerate() {
            let right = theirs.map_or((false, false), |it| self.is_right(mine, it));
            let is_exact = theirs.is_some_and(|it| self.is_exact(mine, it));
            let kind = recall[kind(&self.mine.contents[mine])];
            let tally = &mut self.made.tally;
            tally.at(Measure::Attribution).add(theirs.is_some(), false, true);
            tally.at(Measure::AttributionSource).add(right.0, false, true);
            tally.at(Measure::AttributionName).add(right.1, false, true);
            tally.at(Measure::Exact).add(is_exact, false, true);
            tally.at(kind).add(theirs.is_some(), false, true);
            match theirs {
                None => told.push((Fault::Missed, Some(mine), None)),
                Some(_) if !right.0 => told.push((Fault::Source, Some(mine), theirs)),
                Some(_) => {}
            }
        }
        for (theirs, mine) in used.into_iter().enumerate() {
            let kind = precision[kind(&self.theirs.contents[theirs])];
            let tally = &mut self.made.tally;
            for measure in [
                Measure::Attribution,
                Measure::AttributionSource,
                Measure::AttributionName,
                Measure::Exact,
            ] {
                tally.at(measure).add(false, true, false);
            }
            tally.at(kind).add(mine.is_some(), true, false);
            if mine.is_none() {
                told.push((Fault::False, None, Some(theirs)));
            }
            self.fields(mine, theirs);
        }
        let start = |it: &(Fault, Option<usize>, Option<usize>)| {
            let gold = it.1.map(|it| &self.mine.attributions[it].content);
            let content = gold.or(it.2.map(|it| &self.theirs.attributions[it].content));
            let starts = content.into_iter().flatten().map(|it| it.start);
            let ends = content.into_iter().flatten().map(|it| it.end);
            (starts.min().unwrap_or(0), ends.max().unwrap_or(0))
        };
        let mut told: Vec<_> = told.into_iter().map(|it| (start(&it), it)).collect();
        told.sort_by_key(|it| it.0);
        for (span, (fault, mine, theirs)) in told {
            self.tell(Subject::Attribution, fault, span, mine, theirs);
        }
    }

    fn is_exact(&self, mine: usize, theirs: usize) -> bool {
        self.mine.contents[mine] == self.theirs.contents[theirs]
            && self.mine.sources[mine] == self.theirs.sources[theirs]
            && self.mine.cues[mine] == self.theirs.cues[theirs]
    }

    /// Counts the fields of a predicted attribution, and how sure it was.
    fn fields(&mut self, mine: Option<usize>, theirs: usize) {
        let predicted = self.theirs.attributions[theirs];
        let confidence = predicted.confidence.unwrap_or_default();
        let tally = &mut self.made.tally;
        if predicted.confidence.is_some() {
            tally.note(Sureness::Words, confidence.words, mine.is_some());
        }
        let Some(mine) = mine else { return };
        let gold = self.mine.attributions[mine].fields.as_ref();
        if let Some((gold, predicted)) = gold.zip(predicted.fields.as_ref()) {
            field::count(tally, &self.ruler, gold, predicted);
            field::sure(tally, &confidence, gold, predicted);
        }
        // Of somebody without a name, the words are all that can be right.
        if let Some(sure) = confidence.speaker
            && gold.is_none_or(|it| it.speaker.is_none())
            && !self.mine.sources[mine].is_empty()
        {
            let right = self.is_right(mine, theirs).0;
            self.made.tally.note(Sureness::Speaker, sure, right);
        }
    }

    fn tell(
        &mut self,
        subject: Subject,
        fault: Fault,
        span: (usize, usize),
        mine: Option<usize>,
        theirs: Option<usize>,
    ) {
        let text = &self.gold.text;
        self.made.findings.push(Finding {
            article: self.gold.name.clone(),
            subject,
            fault,
            span,
            words: text.get(span.0..span.1).unwrap_or_default().to_owned(),
            gold: mine.and_then(|it| self.mine.named(it, text)),
            predicted: theirs.and_then(|it| self.theirs.named(it, text)),
        });
    }
}
