//! Which issues a statement speaks of, and which of their options.

mod number;
mod option;
mod stem;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::about::option::Options;
use crate::about::stem::{Stem, stems};
use crate::statement::About;
use crate::topic::Topics;

/// The issues of a case, made ready to be found in words. Made once, used for every statement.
///
/// # Source
///
/// Keywords are an own rule. For the other words of an issue: Robertson, Zaragoza, The
/// probabilistic relevance framework: BM25 and beyond, Foundations and Trends in Information
/// Retrieval 3 (2009) 333–389, with k₁ = 1.2, b = 0.75, and weights of words scaled so that a word
/// of one issue alone weighs 1.
#[derive(Clone, Debug)]
pub struct Index {
    issues: Vec<Issue>,
    /// By their first stem: the stems of a keyword and its issue.
    keywords: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    /// By stem: the issues that hold it, and what it weighs for them.
    terms: BTreeMap<String, Vec<(usize, f64)>>,
}

#[derive(Clone, Debug)]
struct Issue {
    id: String,
    options: Options,
}

/// What speaks for an issue in some words.
#[derive(Clone, Copy, Default)]
struct Evidence {
    /// Keywords; those within a longer one of another issue count half.
    keywords: f64,
    /// Weights of other words.
    terms: f64,
}

impl Index {
    /// Makes the issues ready.
    pub fn new(topics: &Topics) -> Self {
        let mut keywords: BTreeMap<String, Vec<(Vec<String>, usize)>> = BTreeMap::new();
        let mut documents = Vec::new();
        for (number, topic) in topics.issues.iter().enumerate() {
            let mut document = content(&topic.question);
            for (_, text) in &topic.options {
                document.extend(content(text));
            }
            for keyword in &topic.keywords {
                let phrase: Vec<String> = stems(keyword).into_iter().map(|it| it.stem).collect();
                document.extend(content(keyword));
                if let Some(first) = phrase.first() {
                    keywords.entry(first.clone()).or_default().push((phrase, number));
                }
            }
            documents.push(document);
        }
        let terms = weigh(&documents);
        let issues = topics.issues.iter().enumerate().map(|(number, topic)| {
            let elsewhere = |stem: &str| {
                let issues = terms.get(stem).into_iter().flatten();
                issues.filter(|it| it.0 != number).count()
            };
            Issue { id: topic.id.clone(), options: Options::new(topic, elsewhere) }
        });
        Self { issues: issues.collect(), keywords, terms }
    }

    /// The issues that the words of a statement speak of, the surest first, in the order of the
    /// case among equals. Nothing where nothing fits.
    ///
    /// `paragraph` is what stands around the words, `title` that of the article; they count less,
    /// and only for issues that the words themselves touch upon. Of a long paragraph, the head is read.
    ///
    /// # Cost
    ///
    /// Linear in the words, times the issues that share a word with them.
    ///
    /// # Examples
    ///
    /// ```
    /// use onetext_statement::{Topic, Topics, about::Index};
    ///
    /// let issue = |id: &str, keyword: &str, options: [&str; 2]| Topic {
    ///     id: id.to_owned(),
    ///     keywords: vec![keyword.to_owned()],
    ///     options: options.iter().map(|it| ((*it).to_owned(), (*it).to_owned())).collect(),
    ///     ..Topic::default()
    /// };
    /// let dam = issue("dam", "dam", ["no wall", "the lower wall"]);
    /// let army = issue("army", "troops", ["600,000 troops", "800,000 troops"]);
    /// let index = Index::new(&Topics { issues: vec![dam, army] });
    /// let found = index.find("no more than 800,000 soldiers and troops", "", "");
    /// assert_eq!(found[0].issue, "army");
    /// assert_eq!(found[0].option.as_deref(), Some("800,000 troops"));
    /// assert!(index.find("rain fell on the meadow", "", "").is_empty());
    /// ```
    pub fn find(&self, words: &str, paragraph: &str, title: &str) -> Vec<About> {
        self.find_among(words, &Around::new(paragraph), &Around::new(title))
    }

    /// As [`find`](Self::find), for several statements in one paragraph.
    pub(crate) fn find_among(
        &self,
        words: &str,
        paragraph: &Around<'_>,
        title: &Around<'_>,
    ) -> Vec<About> {
        const LEAST: f64 = 1.0;
        if self.issues.is_empty() {
            return Vec::new();
        }
        let own_stems = stems(words);
        let own = self.evidence(&own_stems);
        if own.iter().all(|it| it.direct() < LEAST_DIRECT) {
            return Vec::new();
        }
        let (around, above) = (paragraph.evidence(self), title.evidence(self));
        let mut found: Vec<(f64, usize)> = Vec::new();
        for (number, it) in own.iter().enumerate() {
            let score = score(*it, around[number], above[number]);
            if LEAST <= score {
                found.push((score, number));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = found.first().map_or(0.0, |it| it.0);
        found.retain(|it| best * NEAR_BEST <= it.0);
        let chosen = without_others(words).map_or(own_stems, |it| stems(&it));
        let about = found.into_iter().map(|(score, number)| {
            let issue = &self.issues[number];
            About {
                issue: issue.id.clone(),
                option: issue.options.find(&chosen).map(str::to_owned),
                confidence: confidence(score, best),
            }
        });
        about.collect()
    }

    fn evidence(&self, words: &[Stem]) -> Vec<Evidence> {
        let mut found = vec![Evidence::default(); self.issues.len()];
        // The end of the longest keyword so far: shorter ones within it count half.
        let mut covered = 0;
        for start in 0..words.len() {
            let matching: Vec<(usize, usize)> = self
                .keywords
                .get(&words[start].stem)
                .into_iter()
                .flatten()
                .filter(|(phrase, _)| {
                    words[start..].iter().map(|it| &it.stem).take(phrase.len()).eq(phrase)
                })
                .map(|(phrase, issue)| (start + phrase.len(), *issue))
                .collect();
            let longest = matching.iter().map(|it| it.0).max().unwrap_or(0);
            for (end, issue) in matching {
                let is_within = end < longest || end <= covered;
                found[issue].keywords += if is_within { 0.5 } else { 1.0 };
            }
            covered = covered.max(longest);
        }
        let mut distinct: Vec<&str> =
            words.iter().filter(|it| it.is_content).map(|it| it.stem.as_str()).collect();
        distinct.sort_unstable();
        distinct.dedup();
        for stem in distinct {
            for &(issue, weight) in self.terms.get(stem).into_iter().flatten() {
                found[issue].terms += weight;
            }
        }
        found
    }
}

/// What stands around statements, looked at once, when first needed.
pub(crate) struct Around<'a> {
    text: &'a str,
    evidence: OnceCell<Vec<Evidence>>,
}

impl<'a> Around<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, evidence: OnceCell::new() }
    }

    fn evidence(&self, index: &Index) -> &[Evidence] {
        self.evidence.get_or_init(|| index.evidence(&stems(head(self.text))))
    }
}

/// Issues with less than this share of the score of the best are left out.
const NEAR_BEST: f64 = 0.4;

/// What speaks for an issue in the words of a statement must reach this: what stands around them
/// says nothing of its own.
const LEAST_DIRECT: f64 = 0.3;

impl Evidence {
    fn direct(self) -> f64 {
        // Tuned on the worked cases and on the tests, by hand, as are those below.
        const KEYWORD: f64 = 1.1;
        const TERM: f64 = 0.5;
        KEYWORD * self.keywords.min(2.0) + TERM * self.terms
    }
}

/// Words without what they speak against: "ten years | rather than five". `None` if there is no such.
fn without_others(words: &str) -> Option<String> {
    const AGAINST: [&str; 3] = ["rather than ", "instead of ", "as opposed to "];
    let lower = words.to_ascii_lowercase();
    let mut places: Vec<usize> =
        AGAINST.iter().flat_map(|it| lower.match_indices(it)).map(|it| it.0).collect();
    places.sort_unstable();
    let mut left = String::new();
    let mut from = 0;
    for start in places {
        if from <= start {
            left.push_str(&words[from..start]);
            let mut points = words[start..].match_indices([',', ';', '.', '–', '—']);
            let ends = |it: &(usize, &str)| {
                words[start + it.0 + it.1.len()..].chars().next().is_none_or(char::is_whitespace)
            };
            from = points.find(ends).map_or(words.len(), |it| start + it.0);
        }
    }
    (0 < from).then(|| left + &words[from..])
}

/// How much speaks for an issue; 1 is enough.
fn score(own: Evidence, around: Evidence, above: Evidence) -> f64 {
    const AROUND: f64 = 0.25;
    const ABOVE: f64 = 0.1;
    let direct = own.direct();
    let near = AROUND * around.keywords.min(2.0) + 0.1 * around.terms.min(3.0);
    let far = ABOVE * above.keywords.min(1.0);
    if direct < LEAST_DIRECT { 0.0 } else { direct + (near + far).min(0.5) }
}

/// The head of a long text, which keeps what is looked at for one statement short.
fn head(text: &str) -> &str {
    const LONGEST: usize = 2_000;
    &text[..text.floor_char_boundary(LONGEST)]
}

/// How sure an issue is, from what speaks for it and for the best one.
fn confidence(score: f64, best: f64) -> f64 {
    let share = score / best.max(score);
    let height = score / (score + 0.6);
    (height * (0.5 + 0.5 * share) * 100.0).round() / 100.0
}

fn content(text: &str) -> Vec<String> {
    stems(text).into_iter().filter(|it| it.is_content).map(|it| it.stem).collect()
}

/// What each stem weighs for each issue that holds it.
fn weigh(documents: &[Vec<String>]) -> BTreeMap<String, Vec<(usize, f64)>> {
    const K1: f64 = 1.2;
    const B: f64 = 0.75;
    let count = |it: usize| f64::from(u32::try_from(it).unwrap_or(u32::MAX));
    let all = count(documents.len());
    let length = documents.iter().map(|it| count(it.len())).sum::<f64>() / all.max(1.0);
    let mut times: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        for stem in document {
            *times.entry(stem).or_default().entry(number).or_default() += 1;
        }
    }
    let rarity = |issues: f64| libm::log(1.0 + (all - issues + 0.5) / (issues + 0.5));
    let mut weights: BTreeMap<String, Vec<(usize, f64)>> = BTreeMap::new();
    for (stem, issues) in times {
        let rare = rarity(count(issues.len())) / rarity(1.0);
        let weight = |(&number, &times): (&usize, &usize)| {
            let times = count(times);
            let norm = 1.0 - B + B * count(documents[number].len()) / length.max(1.0);
            (number, rare * times * (K1 + 1.0) / (times + K1 * norm))
        };
        weights.insert(stem.to_owned(), issues.iter().map(weight).collect());
    }
    weights
}

#[cfg(test)]
mod tests;
