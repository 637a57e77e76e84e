//! Which statements are the same.

use insta::assert_snapshot;
use jiff::civil::{Date, date};
use onetext_statement::same::{Group, Printed, group};
use onetext_statement::{Form, Part, Statement};
use proptest::prelude::*;

/// A statement as it is printed somewhere.
#[derive(Clone, Debug)]
struct Line {
    source: String,
    published: Option<Date>,
    form: Form,
    speaker: Option<String>,
    party: Option<String>,
    said: Option<String>,
    words: String,
}

fn statement(line: &Line, start: usize) -> Statement {
    let span = (start, start + line.words.len());
    Statement {
        id: format!("{}-{start}", line.source),
        source: line.source.clone(),
        parts: vec![Part { span, words: line.words.clone() }],
        form: line.form,
        speaker: line.speaker.clone(),
        party: line.party.clone(),
        said: line.said.clone(),
        ..Statement::default()
    }
}

fn groups(lines: &[Line]) -> Vec<Group> {
    let all: Vec<Statement> =
        lines.iter().enumerate().map(|(place, line)| statement(line, 100 * place)).collect();
    let printed: Vec<Printed<'_>> = all
        .iter()
        .zip(lines)
        .map(|(statement, line)| Printed { statement, published: line.published })
        .collect();
    group(&printed)
}

/// Reads lines such as `2 belo@upper direct 2025-12-01: words`: published on that day of December,
/// speaker and party, form, time said; `-` where something is not known. The groups come out by the
/// numbers of the lines, the main one of several in brackets.
fn check(text: &str) -> String {
    let known = |it: &str| (it != "-").then(|| it.to_owned());
    let lines: Vec<Line> = text
        .trim()
        .lines()
        .enumerate()
        .map(|(place, line)| {
            let (head, words) = line.trim().split_once(": ").expect("words follow a colon");
            let head: Vec<&str> = head.split(' ').collect();
            let (speaker, party) = head[1].split_once('@').unwrap_or((head[1], "-"));
            Line {
                source: format!("s{place}"),
                published: head[0].parse().ok().map(|day| date(2025, 12, day)),
                form: match head[2] {
                    "direct" => Form::Direct,
                    "mixed" => Form::Mixed,
                    _ => Form::Indirect,
                },
                speaker: known(speaker),
                party: known(party),
                said: known(head[3]),
                words: words.to_owned(),
            }
        })
        .collect();
    let told = groups(&lines).into_iter().map(|group| {
        let is_alone = group.members.len() == 1;
        let one = |it: &usize| {
            if *it == group.main && !is_alone { format!("[{it}]") } else { it.to_string() }
        };
        group.members.iter().map(one).collect::<Vec<_>>().join(" ")
    });
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_short_quotation_is_found_in_a_long_one() {
    assert_snapshot!(check("
        3 Belo direct -: We will wait for the rain
        2 Belo direct -: We will wait for the rain, and we’ll wait for the dam as well.
        4 Costa direct -: Nobody in the upper valley has asked us
    "), @r"
    [1] 0
    2
    ");
}

#[test]
fn capitals_brackets_and_a_clause_between_make_no_difference() {
    assert_snapshot!(check("
        2 Belo direct -: The dam cannot be opened … before the talks end
        3 Belo mixed -: [the] Dam cannot be opened before the talks end
        4 Belo mixed -: [T]he dam cannot be opened before the talks end
    "), @r"
    [0] 1 2
    ");
}

#[test]
fn one_speaker_is_not_another_and_one_day_is_not_another() {
    assert_snapshot!(check("
        2 Belo direct -: there will be no dam without us
        3 Costa direct -: there will be no dam without us
        4 - direct -: there will be no dam without us
        5 Belo direct 2025-12-01: there will be no dam without us
        6 Belo direct 2025-12-05: there will be no dam without us
        7 Belo direct 2025-W49: there will be no dam without us
    "), @r"
    [0] 2 3 5
    1
    4
    ");
}

#[test]
fn a_party_under_two_names_is_one_voice_where_it_is_quoted() {
    assert_snapshot!(check("
        2 Belo@upper direct -: there will be no dam without us
        3 Upper-Valley@upper direct -: there will be no dam without us
        4 Belo@upper indirect -: the dam would drown three villages of the valley
        5 Upper-Valley@upper indirect -: the dam would drown three villages of the valley
    "), @r"
    [0] 1
    2
    3
    ");
}

#[test]
fn what_is_retold_must_be_near_in_words_and_in_days() {
    assert_snapshot!(check("
        2 Belo indirect -: the dam would drown three villages and two farms of the valley
        4 Belo indirect -: the dam would drown three villages and two farms of the upper valley
        20 Belo indirect -: the dam would drown three villages and two farms of the old valley
        5 Belo indirect -: three villages would be lost if the dam were built in the valley
    "), @r"
    0 [1]
    3
    2
    ");
}

#[test]
fn few_words_are_the_same_only_on_the_same_day() {
    assert_snapshot!(check("
        2 Belo direct -: No.
        2 Belo direct -: No!
        3 Belo direct -: No.
        3 Belo direct 2025-12-01: No.
        8 Belo direct 2025-12-01: No.
        9 Belo direct -: No, no, no and no again
    "), @r"
    [0] 1
    2
    [3] 4
    5
    ");
}

#[test]
fn what_has_no_letters_is_told_apart() {
    assert_snapshot!(check("
        2 Belo direct -: …
        2 Belo direct -: ?
        2 Belo direct -: …
    "), @r"
    [0] 2
    1
    ");
}

/// Few words, few speakers, few days, so that statements are often nearly the same.
fn arb_line() -> impl Strategy<Value = Line> {
    let word =
        prop::sample::select(vec!["we", "will", "wait", "for", "the", "Rain,", "dam", "[a]"]);
    let pick = |of: &'static [&'static str]| prop::option::of(prop::sample::select(of));
    (
        prop::sample::select(vec!["early", "late", "later"]),
        prop::option::of(1_i8..20),
        prop::sample::select(vec![Form::Direct, Form::Mixed, Form::Indirect]),
        pick(&["Belo", "Costa", "Valley"]),
        pick(&["upper", "lower"]),
        pick(&["2025-12-01", "2025-W49", "2025-12", "2025-12-01/2025-12-03", "nonsense"]),
        prop::collection::vec(word, 0..12),
    )
        .prop_map(|(source, day, form, speaker, party, said, words)| Line {
            source: source.to_owned(),
            published: day.map(|it| date(2025, 12, it)),
            form,
            speaker: speaker.map(str::to_owned),
            party: party.map(str::to_owned),
            said: said.map(str::to_owned),
            words: words.join(" "),
        })
}

/// Groups as sets of sources and starts, so that places do not matter.
fn by_id(groups: &[Group], ids: &[String]) -> Vec<(Vec<String>, String)> {
    groups
        .iter()
        .map(|it| (it.members.iter().map(|&at| ids[at].clone()).collect(), ids[it.main].clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn each_statement_is_in_one_group_and_the_main_one_is_a_member(lines in prop::collection::vec(arb_line(), 0..30)) {
        let groups = groups(&lines);
        let mut all: Vec<usize> = groups.iter().flat_map(|it| it.members.clone()).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..lines.len()).collect::<Vec<_>>());
        for group in &groups {
            prop_assert!(group.members.contains(&group.main));
            let days: Vec<Date> = group.members.iter().map(|&it| lines[it].published.unwrap_or(Date::MAX)).collect();
            prop_assert!(days.is_sorted());
            let longest = group.members.iter().map(|&it| lines[it].words.split_whitespace().count()).max();
            prop_assert_eq!(Some(lines[group.main].words.split_whitespace().count()), longest);
        }
    }

    #[test]
    fn the_order_of_what_is_given_does_not_matter(
        (lines, shuffled) in prop::collection::vec(arb_line(), 0..30).prop_flat_map(|lines| {
            let places: Vec<usize> = (0..lines.len()).collect();
            (Just(lines), Just(places).prop_shuffle())
        })
    ) {
        let all: Vec<Statement> = lines.iter().enumerate().map(|(place, line)| statement(line, 100 * place)).collect();
        let printed: Vec<Printed<'_>> = all.iter().zip(&lines).map(|(statement, line)| Printed { statement, published: line.published }).collect();
        let moved: Vec<Printed<'_>> = shuffled.iter().map(|&it| printed[it]).collect();
        let ids = |of: &[Printed<'_>]| of.iter().map(|it| it.statement.id.clone()).collect::<Vec<_>>();
        prop_assert_eq!(by_id(&group(&printed), &ids(&printed)), by_id(&group(&moved), &ids(&moved)));
    }

    #[test]
    fn verbatim_copies_always_meet(lines in prop::collection::vec(arb_line(), 1..30), which: prop::sample::Index, day in prop::option::of(1_i8..20)) {
        let mut lines = lines;
        let mut copy = which.get(&lines).clone();
        copy.source = "copy".to_owned();
        // What is retold may be told of another day weeks later.
        let is_quoted = copy.form != Form::Indirect;
        if 5 <= copy.words.split_whitespace().count() && is_quoted || copy.said.as_ref().is_some_and(|it| it != "nonsense") {
            copy.published = day.map(|it| date(2025, 12, it));
        }
        let original = which.index(lines.len());
        lines.push(copy);
        let groups = groups(&lines);
        let home = |place: usize| groups.iter().position(|it| it.members.contains(&place));
        prop_assert_eq!(home(original), home(lines.len() - 1));
    }

    #[test]
    fn a_statement_alone_is_its_own_group(line in arb_line()) {
        prop_assert_eq!(groups(&[line]), [Group { members: vec![0], main: 0 }]);
    }

    #[test]
    fn any_words_are_grouped(words in prop::collection::vec(".{0,40}", 0..8)) {
        let line = |words: String| Line { source: "a".to_owned(), published: None, form: Form::Direct, speaker: None, party: None, said: None, words };
        let lines: Vec<Line> = words.into_iter().map(line).collect();
        prop_assert_eq!(groups(&lines).iter().map(|it| it.members.len()).sum::<usize>(), lines.len());
    }
}
