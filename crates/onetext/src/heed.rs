//! What people corrected in earlier readings holds for the next.

use onetext_case::Reading;
use onetext_statement::{Form, Statement};

/// What is left of statements when the corrections of a case are heeded.
///
/// Left out are places that were rejected, where the one span covers at least half of the other's
/// bytes and the other half of its; quotations whose words are on the list of those that nobody says;
/// and what is reported without quotation marks by what does not speak, or by a word that does not
/// report. A quotation stays, but loses such a speaker; and a statement with nothing but such words within
/// quotation marks becomes one without. Capitals do not matter, nor what stands at
/// both ends of words that is no letter and no digit.
pub fn heed(reading: &Reading, statements: Vec<Statement>) -> Vec<Statement> {
    let kept = statements.into_iter().filter_map(|mut statement| {
        let is_rejected = reading.rejected.iter().any(|(source, span)| {
            let (start, end) = statement.span();
            let common = end.min(span.end).saturating_sub(start.max(span.start));
            let longer = (end - start).max(span.end - span.start);
            *source == statement.source && longer <= common.saturating_mul(2)
        });
        if is_rejected {
            return None;
        }
        if statement.form != Form::Indirect {
            let words = statement.words();
            if is_listed(&reading.not_speech, &words) {
                return None;
            }
            let pieces = quoted(&words);
            let is_term = |it: &&str| is_listed(&reading.not_speech, it);
            if !pieces.is_empty() && pieces.iter().all(is_term) {
                statement.form = Form::Indirect;
            }
        }
        let has = |list: &[String], word: &Option<String>| {
            word.as_ref().is_some_and(|it| is_listed(list, it))
        };
        if has(&reading.not_speakers, &statement.speaker) || has(&reading.not_cues, &statement.cue)
        {
            if statement.form == Form::Indirect {
                return None;
            }
            statement.speaker = None;
            statement.party = None;
            statement.mention = None;
            statement.confidence.speaker = None;
            statement.confidence.party = None;
        }
        Some(statement)
    });
    kept.collect()
}

/// The stretches of words within quotation marks.
pub fn quoted(words: &str) -> Vec<&str> {
    const MARKS: [(char, char); 4] = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“')];
    let mut found = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find(|it| MARKS.iter().any(|marks| marks.0 == it)) {
        let mut letters = rest[start..].chars();
        let open = letters.next();
        let inner = letters.as_str();
        let closes = |it: char| MARKS.iter().any(|marks| Some(marks.0) == open && marks.1 == it);
        let Some(end) = inner.find(closes) else { break };
        found.push(&inner[..end]);
        rest = inner[end..].strip_prefix(closes).unwrap_or_default();
    }
    found
}

fn is_listed(list: &[String], words: &str) -> bool {
    let bare = |it: &str| {
        let words: Vec<&str> = it.split_whitespace().collect();
        words.join(" ").trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase()
    };
    let words = bare(words);
    !words.is_empty() && list.iter().any(|it| bare(it) == words)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use onetext_statement::{Article, Roster, read};

    use super::*;

    fn check(reading: &Reading) -> String {
        let text = "“We can wait for the rain,” Ana Belo said. The clock said that there was no \
                    hurry at all. The dam is “an open wound of the valley,” Rui Costa said.";
        let article = Article { source: "valley", bytes: text.as_bytes(), published: None };
        let found = heed(reading, read(&article, &Roster::default())).into_iter().map(|it| {
            let (start, end) = it.span();
            format!(
                "{start}..{end} {:?} {} [{}]",
                it.form,
                it.words(),
                it.speaker.unwrap_or_default()
            )
        });
        found.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn without_corrections_all_stays() {
        assert_snapshot!(check(&Reading::default()), @r"
        3..28 Direct We can wait for the rain, [Ana Belo]
        62..92 Indirect that there was no hurry at all [The clock]
        94..139 Mixed The dam is “an open wound of the valley,” [Rui Costa]
        ");
    }

    #[test]
    fn words_that_nobody_says_go() {
        let not_speech = vec!["An open wound\nof the valley".to_owned(), String::new()];
        assert_snapshot!(check(&Reading { not_speech, ..Reading::default() }), @r"
        3..28 Direct We can wait for the rain, [Ana Belo]
        62..92 Indirect that there was no hurry at all [The clock]
        94..139 Indirect The dam is “an open wound of the valley,” [Rui Costa]
        ");
    }

    #[test]
    fn what_does_not_speak_says_nothing_and_a_quotation_loses_it() {
        let not_speakers = vec!["The clock".to_owned(), "rui costa".to_owned()];
        assert_snapshot!(check(&Reading { not_speakers, ..Reading::default() }), @r"
        3..28 Direct We can wait for the rain, [Ana Belo]
        94..139 Mixed The dam is “an open wound of the valley,” []
        ");
    }

    #[test]
    fn a_word_that_does_not_report_loses_its_speaker() {
        let not_cues = vec!["said".to_owned()];
        assert_snapshot!(check(&Reading { not_cues, ..Reading::default() }), @r"
        3..28 Direct We can wait for the rain, []
        94..139 Mixed The dam is “an open wound of the valley,” []
        ");
    }

    #[test]
    fn a_rejected_place_goes_and_its_neighbors_and_other_articles_stay() {
        let at = |source: &str, span| (source.to_owned(), span);
        let rejected = vec![at("valley", 5..30), at("valley", 70..200), at("hill", 0..200)];
        assert_snapshot!(check(&Reading { rejected, ..Reading::default() }), @r"
        62..92 Indirect that there was no hurry at all [The clock]
        94..139 Mixed The dam is “an open wound of the valley,” [Rui Costa]
        ");
    }

    #[test]
    fn words_within_quotation_marks_are_found() {
        let check = |words| quoted(words).join("|");
        assert_eq!(check("the “open wound” of a “va‘l’ley”"), "open wound|va‘l’ley");
        assert_eq!(check("„unten“, «là», \"here\" and “open"), "unten|là|here");
        assert_eq!(check("none"), "");
    }
}
