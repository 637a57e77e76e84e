//! The next draft: brackets taken out, all else as it was.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::djot::escape;
use crate::model::{Case, IssueId, OptionId, Provenance};
use crate::read::draft::{RawBracket, Walk};
use crate::read::tame::tame;

/// What stands before the heading of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// Its day.
    pub day: Date,
    /// Id of the holder who puts it forward.
    pub by: Option<String>,
    /// How it becomes known.
    pub provenance: Provenance,
    /// Id of the draft it reworks.
    pub revises: Option<String>,
}

/// A draft in which issues are settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The text in Djot.
    pub text: String,
    /// Issues that the text had no such option for, so that the words of the case stand there now.
    pub worded: Vec<IssueId>,
    /// Numbers of points that have no words left, in order.
    pub emptied: Vec<u64>,
}

/// Why issues cannot be settled in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsettled {
    /// The text has no bracket for these issues, so there is no place to write in.
    NoPlace(Vec<IssueId>),
    /// A paragraph between two lists would go, and the second list go on with the numbers of the
    /// first.
    Renumbered,
    /// What was written does not read as it should.
    Unreadable,
}

/// A bracket of a draft that settles an issue, with the bytes that hold it.
struct Place {
    whole: Range<usize>,
    /// Where its words end.
    close: usize,
    option: OptionId,
    point: usize,
}

/// What is to be done to a text.
struct Edits {
    /// For each byte, whether it goes.
    gone: Vec<bool>,
    /// What is put in at a byte.
    put: BTreeMap<usize, String>,
}

/// The text of a draft with these issues settled, under another head.
///
/// Of each issue the brackets of the option that was chosen stay, without the name of who wanted
/// it, and those of other options go, each with one space beside it. If the text has no words for
/// the option, those of the case stand where the issue's first bracket was. An issue that is settled
/// so already stays as it is. No other byte below the head changes. What comes out was read back:
/// it has the chosen options and, for every other issue, those that it had.
///
/// # Errors
///
/// [`Unsettled::NoPlace`] for issues on which the text is silent, [`Unsettled::Renumbered`] and
/// [`Unsettled::Unreadable`] where what would come out is another text than was asked for.
///
/// # Cost
///
/// Linear in the length of the text.
pub fn settle(
    case: &Case,
    text: &str,
    chosen: &BTreeMap<IssueId, OptionId>,
    head: &Head,
) -> Result<Settled, Unsettled> {
    let (tamed, _) = tame(text);
    let walk = Walk::new(&tamed);
    let places = places(case, &walk);
    let silent: Vec<IssueId> =
        chosen.keys().filter(|it| !places.contains_key(it)).copied().collect();
    if !silent.is_empty() {
        return Err(Unsettled::NoPlace(silent));
    }
    let mut edits = Edits { gone: vec![false; text.len()], put: BTreeMap::new() };
    let mut worded = Vec::new();
    let mut touched = Vec::new();
    for (&issue, &option) in chosen {
        let places = &places[&issue];
        let entry = &case.issues[issue.0];
        let attributes = format!("]{{{}=\"{}\"}}", entry.id, entry.options[option.0].id);
        if places.iter().all(|it| it.option == option) {
            continue;
        }
        let has_words = places.iter().any(|it| it.option == option);
        if !has_words {
            worded.push(issue);
        }
        for (index, place) in places.iter().enumerate() {
            if place.option == option {
                edits.replace(place.close..place.whole.end, attributes.clone());
            } else if !has_words && index == 0 {
                let mut words = "[".to_owned();
                escape(&entry.options[option.0].text, &mut words);
                edits.replace(place.whole.clone(), words + &attributes);
            } else {
                touched.push(place.point);
                edits.take_out(text, place.whole.clone());
            }
        }
    }
    edits.head(text, &walk, head);
    let settled = edits.apply(text).ok_or(Unsettled::Unreadable)?;
    let after = Walk::new(&tame(&settled).0);
    let mut wanted = options(case, &walk);
    wanted.extend(chosen.iter().map(|(issue, option)| (*issue, vec![*option])));
    let numbers = |it: &Walk| it.points.iter().filter_map(|it| it.number).collect::<Vec<u64>>();
    let id = after.head.iter().flat_map(|(pairs, _)| pairs).find(|(key, _)| key == "id");
    if numbers(&after) != numbers(&walk) {
        return Err(Unsettled::Renumbered);
    }
    if options(case, &after) != wanted || id.is_none_or(|(_, it)| *it != head.id) {
        return Err(Unsettled::Unreadable);
    }
    touched.sort_unstable();
    touched.dedup();
    // Points without a number may have gone altogether, the others have kept their order.
    let counted = |it: &Walk| {
        let numbered = it.points.iter().enumerate().filter(|(_, it)| it.number.is_some());
        numbered.map(|(index, _)| index).collect::<Vec<usize>>()
    };
    let is_empty = |it: usize| {
        after.points[it].pieces.iter().all(|it| !it.text.contains(char::is_alphanumeric))
    };
    let pairs = counted(&walk).into_iter().zip(counted(&after));
    let emptied = pairs
        .filter(|(before, now)| touched.binary_search(before).is_ok() && is_empty(*now))
        .filter_map(|(_, now)| after.points[now].number);
    Ok(Settled { text: settled, worded, emptied: emptied.collect() })
}

impl Edits {
    fn replace(&mut self, range: Range<usize>, by: String) {
        self.put.insert(range.start, by);
        self.gone[range].fill(true);
    }

    /// Takes out a bracket and one space beside it, and the line if nothing else is on it.
    fn take_out(&mut self, text: &str, range: Range<usize>) {
        self.gone[range.clone()].fill(true);
        let bytes = text.as_bytes();
        let kept = |it: &usize| !self.gone[*it] || self.put.contains_key(it);
        let next = (range.end..bytes.len()).find(kept);
        let previous = (0..range.start).rev().find(kept);
        let letter = |at: Option<usize>| at.map_or(b'\n', |it| bytes[it]);
        // No two things are joined that stood apart: a bracket after another would be a link.
        let space = match (letter(previous), letter(next)) {
            (b' ' | b'\t' | b'\n', b' ') => next,
            (b' ', b'\n' | b'\r' | b'.' | b',' | b';' | b':' | b'!' | b'?') => previous,
            _ => None,
        };
        if let Some(space) = space {
            self.gone[space] = true;
        }
        let line = bytes[..range.start].iter().rposition(|it| *it == b'\n').map_or(0, |it| it + 1);
        let end = bytes[range.end..].iter().position(|it| *it == b'\n');
        let end = end.map_or(bytes.len(), |it| range.end + it + 1);
        let is_blank = |it: usize| {
            self.gone[it] && !self.put.contains_key(&it) || bytes[it].is_ascii_whitespace()
        };
        if (line..end).all(is_blank) {
            self.gone[line..end].fill(true);
        }
    }

    /// Puts another head in the place of the one that is there.
    fn head(&mut self, text: &str, walk: &Walk, head: &Head) {
        let mut block = format!("{{#{} draft=\"{}\"", head.id, head.day);
        let pairs = [("by", head.by.as_deref()), ("provenance", Some(head.provenance.as_str()))];
        for (key, value) in pairs.into_iter().chain([("revises", head.revises.as_deref())]) {
            if let Some(value) = value {
                block.extend([" ", key, "=\"", value, "\""]);
            }
        }
        block.push('}');
        match &walk.head {
            Some((_, range)) if text[range.clone()].starts_with('{') => {
                let length = text[range.clone()].trim_end().len();
                self.replace(range.start..range.start + length, block);
            }
            _ => {
                let first = self.put.remove(&0).unwrap_or_default();
                self.put.insert(0, format!("{block}\n{first}"));
            }
        }
    }

    /// The text as it is then.
    fn apply(self, text: &str) -> Option<String> {
        let mut bytes = Vec::with_capacity(text.len());
        for (at, byte) in text.bytes().enumerate() {
            if let Some(put) = self.put.get(&at) {
                bytes.extend_from_slice(put.as_bytes());
            }
            if !self.gone[at] {
                bytes.push(byte);
            }
        }
        if text.is_empty() {
            bytes.extend(self.put.values().flat_map(|it| it.bytes()));
        }
        String::from_utf8(bytes).ok()
    }
}

/// The brackets of a text that settle issues of the case, by issue, in order.
fn places(case: &Case, walk: &Walk) -> BTreeMap<IssueId, Vec<Place>> {
    let brackets: BTreeMap<usize, &RawBracket> =
        walk.brackets.iter().map(|it| (it.whole.start, it)).collect();
    let mut places: BTreeMap<IssueId, Vec<Place>> = BTreeMap::new();
    for (point, raw) in walk.points.iter().enumerate() {
        for piece in &raw.pieces {
            let Some((issue, option)) = resolved(case, &piece.attributes) else { continue };
            let Some(it) = brackets.get(&piece.span.start) else { continue };
            let place = Place { whole: it.whole.clone(), close: it.close, option, point };
            places.entry(issue).or_default().push(place);
        }
    }
    places
}

/// The first attribute that names an issue and one of its options.
fn resolved(case: &Case, attributes: &[(String, String)]) -> Option<(IssueId, OptionId)> {
    attributes.iter().find_map(|(key, value)| {
        let issue = case.issues.iter().position(|it| it.id == *key)?;
        let option = case.issues[issue].options.iter().position(|it| it.id == *value)?;
        Some((IssueId(issue), OptionId(option)))
    })
}

/// The options that a text has for each issue, in order.
fn options(case: &Case, walk: &Walk) -> BTreeMap<IssueId, Vec<OptionId>> {
    let mut found: BTreeMap<IssueId, Vec<OptionId>> = BTreeMap::new();
    for piece in walk.points.iter().flat_map(|it| &it.pieces) {
        if let Some((issue, option)) = resolved(case, &piece.attributes) {
            let options = found.entry(issue).or_default();
            if !options.contains(&option) {
                options.push(option);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;
    use crate::{Files, Severity, parse};

    const CASE: &str = r#"title = "T"
as_of = 2025-12-02
[mediator]
id = "chair"
name = "Chair"
[[party]]
id = "us"
name = "US"
[[issue]]
id = "dam"
question = "Dam?"
options = [{ id = "high", text = "a *high* wall" }, { id = "low", text = "a low wall" }, { id = "none", text = "no wall" }]
[[issue]]
id = "toll"
question = "Toll?"
options = [{ id = "shared", text = "shared by both" }, { id = "north", text = "for the north" }]
[[issue]]
id = "court"
question = "Court?"
options = [{ id = "yes", text = "a court" }, { id = "no", text = "no court" }]
"#;

    const HEAD: &str = "{#first draft=\"2025-11-20\" by=\"us\"}\n";

    fn files(text: &str) -> Files {
        let mut files = Files::default();
        files.insert("case.toml", CASE);
        files.insert("drafts/first.dj", text);
        files
    }

    fn ask(text: &str, settings: &[(usize, usize)]) -> (Case, Result<Settled, Unsettled>) {
        let case = parse(&files(text)).case;
        let chosen = settings.iter().map(|(issue, option)| (IssueId(*issue), OptionId(*option)));
        let head = Head {
            id: "second".to_owned(),
            day: jiff::civil::date(2025, 12, 3),
            by: Some("chair".to_owned()),
            provenance: Provenance::Private,
            revises: Some("first".to_owned()),
        };
        let settled = settle(&case, text, &chosen.collect(), &head);
        (case, settled)
    }

    fn check(body: &str, settings: &[(usize, usize)]) -> String {
        match ask(&format!("{HEAD}# T\n\n{body}\n"), settings).1 {
            Ok(it) => format!("{}worded {:?}, emptied {:?}", it.text, it.worded, it.emptied),
            Err(it) => format!("{it:?}"),
        }
    }

    const BODY: &str = "1. They *build* [a tall]{dam=\"high\" by=\"us\"} [a low]{dam=\"low\" by=\"chair\"}\n   [no]{dam=\"none\"} wall,  and [sic].\n2. The toll is [shared]{toll=\"shared\"}.\n3. [High.]{dam=\"high\"}\n\n[Also no wall.]{dam=\"none\"}";

    #[test]
    fn a_chosen_option_stays_and_the_others_go() {
        assert_snapshot!(check(BODY, &[(0, 1)]), @r#"
{#second draft="2025-12-03" by="chair" provenance="private" revises="first"}
# T

1. They *build* [a low]{dam="low"}
   wall,  and [sic].
2. The toll is [shared]{toll="shared"}.
3.

worded [], emptied [3]
"#);
    }

    #[test]
    fn an_option_without_words_takes_those_of_the_case() {
        assert_snapshot!(check(BODY, &[(1, 1)]), @r#"
{#second draft="2025-12-03" by="chair" provenance="private" revises="first"}
# T

1. They *build* [a tall]{dam="high" by="us"} [a low]{dam="low" by="chair"}
   [no]{dam="none"} wall,  and [sic].
2. The toll is [for the north]{toll="north"}.
3. [High.]{dam="high"}

[Also no wall.]{dam="none"}
worded [IssueId(1)], emptied []
"#);
        assert_snapshot!(check("1. [x]{dam=\"low\"}, [y]{dam=\"none\"}", &[(0, 0)]), @r#"
{#second draft="2025-12-03" by="chair" provenance="private" revises="first"}
# T

1. [a \*high\* wall]{dam="high"},
worded [IssueId(0)], emptied []
"#);
    }

    #[test]
    fn what_is_settled_so_already_stays_as_it_is() {
        let text = "1. By [us]{toll=\"shared\" by=\"us\"}.\n";
        let settled = check(text, &[(1, 0)]);
        assert!(settled.contains(text));
    }

    #[test]
    fn what_would_become_another_text_is_refused() {
        assert_snapshot!(check(BODY, &[(0, 0), (2, 1)]), @"NoPlace([IssueId(2)])");
        let apart = "1. [x]{dam=\"low\"}\n\n[y]{dam=\"none\"}\n\n7. z";
        assert_snapshot!(check(apart, &[(0, 1)]), @"Renumbered");
    }

    /// A body of points with brackets among words.
    fn body() -> impl Strategy<Value = String> {
        let bracket = (0..3_usize, 0..3_usize, any::<bool>()).prop_map(|(issue, option, by)| {
            let (issue, options) = [
                ("dam", ["high", "low", "none"]),
                ("toll", ["shared", "north", "north"]),
                ("court", ["yes", "no", "no"]),
            ][issue];
            let by = if by { " by=\"us\"" } else { "" };
            format!("[w {option}]{{{issue}=\"{}\"{by}}}", options[option])
        });
        let word = prop_oneof![3 => bracket, 3 => "[a-z]{1,4}", 1 => Just("[sic]".to_owned()), 1 => Just("*b*".to_owned())];
        let gap = prop_oneof![5 => Just(" "), 1 => Just(""), 1 => Just("\n   "), 1 => Just(", ")];
        let words = proptest::collection::vec((word, gap), 1..7)
            .prop_map(|it| it.into_iter().map(|(word, gap)| word + gap).collect::<String>());
        let point = (0..4_u8, words).prop_map(|(kind, words)| match kind {
            0 => format!("\n{}\n\n", words.trim()),
            it => format!("{it}. {}\n", words.trim()),
        });
        proptest::collection::vec(point, 1..6).prop_map(|it| it.concat())
    }

    /// A text without its head, its brackets that settle something, and white space.
    fn rest(text: &str) -> String {
        let walk = Walk::new(&tame(text).0);
        let mut bytes = text.as_bytes().to_vec();
        for it in walk.brackets.iter().filter(|it| it.close + 2 < it.whole.end) {
            bytes[it.whole.clone()].fill(b' ');
        }
        let from = walk.head.map_or(0, |(_, it)| it.end);
        let text = String::from_utf8(bytes.split_off(from)).unwrap();
        text.split_whitespace().collect()
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_what_was_asked(
            body in body(),
            choice in proptest::collection::vec(0..2_usize, 3),
            some in 1..8_u8,
        ) {
            let text = format!("{HEAD}# T\n\n{body}\n");
            let case = parse(&files(&text)).case;
            let before = case.drafts[0].options(3);
            let wanted: Vec<(usize, usize)> =
                (0..3).filter(|it| some >> it & 1 == 1 && !before[*it].is_empty()).map(|it| (it, choice[it])).collect();
            let (_, settled) = ask(&text, &wanted);
            // A bracket right after another is a link, and no draft to begin with.
            prop_assume!(parse(&files(&text)).diagnostics.is_empty());
            if settled == Err(Unsettled::Renumbered) {
                return Ok(());
            }
            let settled = settled.map_err(|it| TestCaseError::fail(format!("{it:?} of {text}")))?;
            let mut files = files(&text);
            files.insert("drafts/second.dj", settled.text.clone());
            let parsed = parse(&files);
            prop_assert!(parsed.diagnostics.iter().all(|it| it.severity != Severity::Error), "{:?} {}", parsed.diagnostics, settled.text);
            let draft = &parsed.case.drafts[1];
            prop_assert_eq!(draft.revises, Some(crate::DraftId(0)));
            let after = draft.options(3);
            for issue in 0..3 {
                let asked = wanted.iter().find(|(it, _)| *it == issue);
                let right = asked.map_or_else(|| before[issue].clone(), |it| vec![OptionId(it.1)]);
                prop_assert_eq!(&after[issue], &right);
            }
            prop_assert_eq!(rest(&settled.text), rest(&text));
            if some == 7 {
                prop_assert!(after.iter().all(|it| it.len() < 2));
            }
        }

        #[test]
        fn any_text_is_settled_or_refused(text in "\\PC{0,60}", issue in 0..3_usize) {
            let _ = ask(&format!("{text} [a]{{dam=\"low\"}}"), &[(issue, 0)]);
        }
    }
}
