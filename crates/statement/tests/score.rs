//! The measures, on examples small enough to count by hand.

use std::fmt::Write as _;

use insta::assert_snapshot;
use onetext_statement::score::{
    Attribution, Comparison, Fields, Gold, Measure, Rate, Tally, brat, compare, inline, report,
};
use onetext_statement::{Article, Confidence, Form, Roster, read};
use proptest::prelude::*;

/// An article from a text with marks.
fn gold(marked: &str) -> Gold {
    let marked = inline::parse(marked);
    assert_eq!(marked.skipped, [], "the example is well-formed");
    let attributions = marked.found.attributions.into_values().collect();
    Gold { name: "valley".to_owned(), text: marked.found.text, attributions }
}

/// Compares two texts with marks, which must be the same without them.
fn compared(wanted: &str, predicted: &str) -> Comparison {
    let (wanted, predicted) = (gold(wanted), gold(predicted));
    assert_eq!(wanted.text, predicted.text, "only marks differ");
    compare(&wanted, &predicted.attributions)
}

/// What was counted under measures whose ids have the same beginning, as right/predicted/gold.
fn check(wanted: &str, predicted: &str, beginnings: &[&str]) -> String {
    counted(&compared(wanted, predicted).tally, beginnings)
}

fn counted(tally: &Tally, beginnings: &[&str]) -> String {
    let mut shown = String::new();
    for &measure in Measure::ALL {
        let Rate { right, predicted, gold } = tally.rate(measure);
        let is_shown = beginnings.iter().any(|it| measure.id().starts_with(it));
        if is_shown && 0 < predicted + gold {
            writeln!(shown, "{} {right}/{predicted}/{gold}", measure.id()).expect("a string");
        }
    }
    shown
}

fn faults(wanted: &str, predicted: &str) -> String {
    let mut shown = String::new();
    for it in compared(wanted, predicted).findings {
        let or_dash = |it: Option<String>| it.unwrap_or_else(|| "–".to_owned());
        let (gold, predicted) = (or_dash(it.gold), or_dash(it.predicted));
        let line = format!("{:?} {:?} {:?}", it.subject, it.fault, it.span);
        writeln!(shown, "{line} {} | {gold} | {predicted}", it.words).expect("a string");
    }
    shown
}

#[test]
fn a_unit_is_found_if_half_of_it_lies_in_contents() {
    // Ten letters between the marks: five are enough, four are not.
    let found = check(
        "{1t “abcde fghij”} {1s Belo} {1c said}.",
        "“{1t abcde} fghij” {1s Belo} {1c said}.",
        &["unit"],
    );
    assert_snapshot!(found, @r"
    unit 1/1/1
    unit-speaker 1/1/1
    unit-name 1/1/1
    ");
    let found = check(
        "{1t “abcde fghij”} {1s Belo} {1c said}.",
        "“{1t abcd}e fghij” {1s Belo} {1c said}.",
        &["unit"],
    );
    assert_snapshot!(found, @r"
    unit 0/0/1
    unit-speaker 0/0/1
    unit-name 0/0/1
    ");
}

#[test]
fn a_unit_in_several_contents_counts_with_all_and_its_speaker_is_that_of_most() {
    // Three letters and four are more than half of ten, and four are more than three.
    let found = faults(
        "“{1t abcdefghij}” {1s Belo} {1c said} to {2s Costa}, who {2c thought} {2t twice}.",
        "“{1t abc}{2t defg}hij” {1s Belo} {1c said} to {2s Costa}, who thought twice.",
    );
    assert_snapshot!(found, @r"
    Unit Source (3, 13) abcdefghij | Belo | Costa
    Attribution False (3, 6) abc | – | Belo
    Attribution Missed (3, 13) abcdefghij | Belo | –
    Attribution False (6, 10) defg | – | Costa
    Attribution Missed (49, 54) twice | Costa | –
    ");
}

#[test]
fn a_term_in_marks_that_nobody_says_is_false_if_predicted() {
    let found = faults(
        "The “Great Gate” of the dam. {1t “No,”} {1s Belo} {1c said}.",
        "The {2t “Great Gate”} {2c of} the {2s dam}. {1t “No,”} {1s Belo} {1c said}.",
    );
    assert_snapshot!(found, @r"
    Unit False (7, 17) Great Gate | – | dam
    Attribution False (4, 20) “Great Gate” | – | dam
    ");
}

#[test]
fn units_whose_attribution_has_no_source_count_for_detection_alone() {
    let found = check(
        "{1t “Not now,”} it {1c was said}.",
        "{1t “Not now,”} {1s it} {1c was said}.",
        &["unit", "long"],
    );
    assert_snapshot!(found, @"unit 1/1/1");
}

#[test]
fn five_words_make_a_long_unit() {
    let found = check(
        "{1t “We can wait for it,”} {1s Belo} {1c said}. {2t “We – can – wait – now,”} {2s he} {2c said}.",
        "{1t “We can wait for it,”} {1s Belo} {1c said}. {2t “We – can – wait – now,”} {2s he} {2c said}.",
        &["unit", "long-unit"],
    );
    assert_snapshot!(found, @r"
    unit 2/2/2
    unit-speaker 2/2/2
    unit-name 2/2/2
    long-unit 1/1/1
    long-unit-speaker 1/1/1
    long-unit-name 1/1/1
    ");
}

#[test]
fn a_mention_is_right_if_it_overlaps_or_its_last_name_stands_in_the_source() {
    let speaker = |predicted: &str| {
        check(
            "{1s Ana Belo, the envoy,} {1c said} {1t “No”} to him. Belo left. She slept.",
            predicted,
            &["unit-speaker"],
        )
    };
    let overlap =
        speaker("Ana Belo, {1s the envoy}, {1c said} {1t “No”} to him. Belo left. She slept.");
    assert_snapshot!(overlap, @"unit-speaker 1/1/1");
    let name =
        speaker("Ana Belo, the envoy, {1c said} {1t “No”} to him. {1s Belo} left. She slept.");
    assert_snapshot!(name, @"unit-speaker 1/1/1");
    let pronoun =
        speaker("Ana Belo, the envoy, {1c said} {1t “No”} to him. Belo left. {1s She} slept.");
    assert_snapshot!(pronoun, @"unit-speaker 0/1/1");
    let nobody = speaker("Ana Belo, the envoy, {1c said} {1t “No”} to him. Belo left. She slept.");
    assert_snapshot!(nobody, @"unit-speaker 0/1/1");
}

#[test]
fn a_name_counts_in_place_of_a_mention_and_beside_it_in_a_row_of_its_own() {
    let gold = gold("{1t “No,”} {1s Ana Belo} {1c said} as he slept.");
    let predict = |source: &[std::ops::Range<usize>], speaker: &str| {
        let fields = Fields { speaker: Some(speaker.to_owned()), ..Fields::default() };
        let content = gold.attributions[0].content.clone();
        let source = source.to_vec();
        let one = Attribution { content, source, fields: Some(fields), ..Attribution::default() };
        counted(&compare(&gold, &[one]).tally, &["unit-", "attribution-"])
    };
    let he = gold.text.find("he slept").unwrap();
    assert_snapshot!(predict(&[], "Ana Belo"), @r"
    unit-speaker 1/1/1
    unit-name 1/1/1
    attribution-source 1/1/1
    attribution-name 1/1/1
    ");
    assert_snapshot!(predict(&[he..he + 2; 1], "Ana Belo"), @r"
    unit-speaker 0/1/1
    unit-name 1/1/1
    attribution-source 0/1/1
    attribution-name 1/1/1
    ");
    assert_snapshot!(predict(&[he..he + 2; 1], "Rui Costa"), @r"
    unit-speaker 0/1/1
    unit-name 0/1/1
    attribution-source 0/1/1
    attribution-name 0/1/1
    ");
}

#[test]
fn overlap_counts_letters_and_digits_of_all_spans_together() {
    // Content: 8 in common of 11 and 10; marks and spaces count for nobody. Source: 4 of 4 and 7.
    let found = check(
        "{1s Ana Belo} {1c said} {1t “it is 21 days”} now.",
        "Ana {1s Belo} {1c said} “it {1t is 21 days” now}.",
        &["content", "source", "cue"],
    );
    assert_snapshot!(found, @r"
    content-overlap 8/11/10
    source-overlap 4/4/7
    cue-overlap 4/4/4
    ");
}

#[test]
fn attributions_are_paired_from_half_in_common_and_counted_by_kind() {
    let found = check(
        "{1s Belo} {1c said} {1t “abcdefghij”}. {2s She} {2c wants} {2t to “abcd” efgh}. {3s Costa} {3c hopes} {3t to see rain}.",
        "{1s Belo} {1c said} {1t “abcdefghij”}. She {2c wants} {2t to “abcd”} efgh. {3s Costa} {3c hopes} {3t to see rain}.",
        &["attribution", "exact", "recall", "precision"],
    );
    assert_snapshot!(found, @r"
    attribution 3/3/3
    attribution-source 2/3/3
    attribution-name 2/3/3
    exact 2/3/3
    recall-direct 1/0/1
    recall-mixed 1/0/1
    recall-indirect 1/0/1
    precision-direct 1/1/0
    precision-mixed 1/1/0
    precision-indirect 1/1/0
    ");
}

#[test]
fn more_than_nine_tenths_between_marks_are_direct() {
    let kind = |marked: &str| check(marked, marked, &["recall"]);
    // 9 of 10 letters between the marks, then 10 of 11.
    assert_snapshot!(kind("{1s He} {1c said} {1t a “bcdefghij”}."), @"recall-mixed 1/0/1");
    assert_snapshot!(kind("{1s He} {1c said} {1t a “bcdefghijk”}."), @"recall-direct 1/0/1");
    assert_snapshot!(kind("{1s He} {1c said} {1t so}."), @"recall-indirect 1/0/1");
}

#[test]
fn exact_means_the_same_letters_in_all_three_spans() {
    let wanted = "{1t “We can wait,”} {1s Ana Belo} {1c said}.";
    let exact = |predicted: &str| check(wanted, predicted, &["exact"]);
    assert_snapshot!(exact("“{1t We can wait},” {1s Ana Belo} {1c said}."), @"exact 1/1/1");
    assert_snapshot!(exact("“{1t We can wait},” Ana {1s Belo} {1c said}."), @"exact 0/1/1");
    assert_snapshot!(exact("“{1t We can} wait,” {1s Ana Belo} {1c said}."), @"exact 0/1/1");
}

#[test]
fn without_a_source_in_the_gold_no_mention_is_right() {
    let source = |predicted: &str| {
        check("Rain {1c is expected} {1t to fall}.", predicted, &["attribution-source"])
    };
    assert_snapshot!(source("Rain {1c is expected} {1t to fall}."), @"attribution-source 1/1/1");
    assert_snapshot!(source("{1s Rain} {1c is expected} {1t to fall}."), @"attribution-source 0/1/1");
}

/// The fields of one statement that is found, beside those of the gold.
fn fields(wanted: Fields, predicted: Fields) -> String {
    let mut gold = gold("{1s Ana Belo} {1c said} {1t no, if the dam is high, then they stay}.");
    let mut one = gold.attributions[0].clone();
    gold.attributions[0].fields = Some(wanted);
    one.fields = Some(predicted);
    let tally = compare(&gold, &[one]).tally;
    let ids = [
        "speaker", "party", "holder", "said", "issues", "options", "stance", "cond", "cons",
        "quoted", "form",
    ];
    counted(&tally, &ids)
}

#[test]
fn fields_are_right_in_the_same_words_but_for_case() {
    let word = |it: &str| Some(it.to_owned());
    let wanted = Fields {
        speaker: word("Ana Belo"),
        party: word("upper"),
        holder: None,
        said: word("2025-12-01"),
        stance: word("demand"),
        is_quoted: Some(false),
        form: Some(Form::Indirect),
        ..Fields::default()
    };
    let predicted = Fields {
        speaker: word("ana  Belo"),
        party: None,
        holder: word("upper"),
        said: word("2025-W49"),
        stance: word("demand"),
        is_quoted: Some(true),
        form: Some(Form::Mixed),
        ..Fields::default()
    };
    assert_snapshot!(fields(wanted, predicted), @r"
    speaker 1/1/1
    party 0/0/1
    holder 0/1/0
    said 0/1/1
    stance 1/1/1
    quoted 0/1/1
    form 0/1/1
    ");
}

#[test]
fn issues_and_options_count_one_by_one_and_spans_by_overlap() {
    let words = |it: &[&str]| it.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
    // "if the dam is high" stands at 18..36, "they stay" at 43..52: 14 and 8 letters.
    let wanted = Fields {
        issues: words(&["dam", "water", "dam"]),
        options: words(&["dam=low", "gate"]),
        condition: vec![18..36; 1],
        consequence: vec![43..52; 1],
        ..Fields::default()
    };
    let predicted = Fields {
        issues: words(&["dam", "court"]),
        options: words(&["dam=high", "water=gate"]),
        condition: vec![21..36; 1],
        ..Fields::default()
    };
    assert_snapshot!(fields(wanted, predicted), @r"
    issues 1/2/2
    options 1/2/2
    condition 12/12/14
    consequence 0/0/8
    ");
}

/// One article with a right and a false prediction, of given sureness.
fn sure(right: f64, wrong: f64) -> Tally {
    let gold = gold("{1s Belo} {1c said} {1t yes, yes}. It rained all day.");
    let mut one = gold.attributions[0].clone();
    one.confidence =
        Some(Confidence { words: right, speaker: Some(right), ..Confidence::default() });
    let confidence = Some(Confidence { words: wrong, ..Confidence::default() });
    let at = gold.text.find("It").expect("it rained");
    let two = Attribution { content: vec![at..at + 16; 1], confidence, ..Attribution::default() };
    compare(&gold, &[one, two]).tally
}

#[test]
fn sureness_is_compared_with_the_share_that_is_right_by_tenths() {
    let report = report(&[sure(0.91, 0.35), sure(1.0, 0.39)], 0, 1);
    let mut shown = String::new();
    for field in report.calibration {
        writeln!(shown, "{} {:.4}", field.field, field.error.value).expect("a string");
        for bin in field.bins {
            let line = format!("  {:.1} {} {:.3} {:.3}", bin.from, bin.count, bin.mean, bin.right);
            writeln!(shown, "{line}").expect("a string");
        }
    }
    // Words: (|0.91 + 1 − 2| + |0.35 + 0.39 − 0|) / 4 = 0.2075.
    assert_snapshot!(shown, @r"
    words 0.2075
      0.3 2 0.370 0.000
      0.9 2 0.955 1.000
    speaker 0.0450
      0.9 2 0.955 1.000
    ");
}

#[test]
fn sureness_that_is_no_share_falls_into_the_outer_bins() {
    for odd in [f64::NAN, f64::NEG_INFINITY, -1.0] {
        assert_eq!(report(&[sure(0.5, odd)], 0, 1).calibration[0].bins[0].from.to_bits(), 0);
    }
    let last = |sure: f64| {
        report(&[self::sure(0.5, sure)], 0, 1).calibration[0].bins.last().map(|it| it.from)
    };
    assert_eq!((last(7.0), last(f64::INFINITY)), (Some(0.9), Some(0.9)));
}

#[test]
fn figures_are_shares_with_intervals_over_articles() {
    let right = "{1s Belo} {1c said} {1t “yes”}. {2s Costa} {2c said} {2t “no”}.";
    let half = "{1s Belo} {1c said} {1t “yes”}. Costa said “no”.";
    let tallies = [compared(right, right).tally, compared(right, half).tally];
    let report = report(&tallies, 1000, 1);
    let unit = &report.figures[0];
    // 3 of 4 units: half of an article's are found in the worst resample, all in the best.
    assert_eq!((unit.measure, report.articles), ("unit", 2));
    let shares = [unit.precision, unit.recall, unit.f].map(|it| it.unwrap());
    let shown = shares.map(|it| format!("{:.3} [{:.3}–{:.3}]", it.value, it.low, it.high));
    assert_snapshot!(shown.join(", "), @"1.000 [1.000–1.000], 0.750 [0.500–1.000], 0.857 [0.667–1.000]");
}

#[test]
fn without_resamples_or_articles_there_is_no_interval_and_no_panic() {
    assert_eq!(report(&[], 10, 1).figures, []);
    let text = "{1s Belo} {1c said} {1t “yes”}.";
    let f = report(&[compared(text, text).tally], 0, 1).figures[0].f.unwrap();
    assert_eq!([f.value, f.low, f.high].map(f64::to_bits), [1.0_f64.to_bits(); 3]);
}

#[test]
fn a_statement_becomes_an_attribution_of_the_same_bytes() {
    let text = "“We can wait,” Ana Belo, the envoy of the upper valley, said on Monday. “We must.”";
    let published = Some(jiff::civil::date(2025, 12, 2));
    let article = Article { source: "valley", bytes: text.as_bytes(), published };
    let statement = &read(&article, &Roster::default())[0];
    let attribution = Attribution::from(statement);
    let words = |it: &[std::ops::Range<usize>]| {
        it.iter().map(|it| &text[it.clone()]).collect::<Vec<_>>().join("|")
    };
    assert_eq!(words(&attribution.content), "We can wait,|We must.");
    assert_eq!(words(&attribution.cue), "said");
    assert!(words(&attribution.source).starts_with("Ana Belo"));
    let fields = attribution.fields.unwrap();
    assert_eq!((fields.speaker.as_deref(), fields.is_quoted), (Some("Ana Belo"), Some(true)));
    assert_eq!(fields.said.as_deref(), Some("2025-12-01"));
}

/// What a file of annotations says, in words, and what of it was passed over.
fn from_brat(text: &str, annotations: &str) -> String {
    let parsed = brat::parse(text, annotations);
    let words = |it: &[std::ops::Range<usize>]| {
        it.iter().map(|it| text.get(it.clone()).unwrap_or("?")).collect::<Vec<_>>().join("|")
    };
    let mut shown = String::new();
    for it in parsed.found {
        let (content, cue, source) = (words(&it.content), words(&it.cue), words(&it.source));
        writeln!(shown, "{source} / {cue} / {content}").expect("a string");
    }
    for it in parsed.skipped {
        writeln!(shown, "line {}: {}", it.line, it.why).expect("a string");
    }
    shown
}

#[test]
fn brat_counts_characters_and_splits_spans() {
    let text = "“No,” Ana Bélo said. “Never.”";
    let found = from_brat(
        text,
        "T1\tContent 0 5;21 29\t“No,” “Never.”\nT2\tSource 6 14\tAna Bélo\nT3\tCue 15 19\tsaid\n\
         T4\tAttribution 15 19\tsaid\nE1\tAttribution:T4 Content:T1 Cue:T3 Source:T2\n",
    );
    assert_snapshot!(found, @"Ana Bélo / said / “No,”|“Never.”");
}

#[test]
fn several_contents_of_one_event_are_parts_and_a_missing_source_is_none() {
    let found = from_brat(
        "No. Never, it was said.",
        "T1\tContent 0 3\tNo.\nT2\tContent 4 9\tNever\nT3\tCue 14 22\twas said\n\
         E1\tAttribution-no-source:T3 Content:T1 Content2:T2 Cue:T3\n#1\tAnnotatorNotes T1\twell\n",
    );
    assert_snapshot!(found, @" / was said / No.|Never");
}

#[test]
fn what_brat_should_not_have_written_is_passed_over_and_told() {
    let found = from_brat(
        "No, he said.",
        "T1\tContent 0 3\tNo\n\nand on\nT2\tSource 4\tx\nT3\tCue a b\tx\nT4\nT5\tContent 2 99\tlong\n\
         E1\tA:T1 Content:T1 Source:T9 odd\nE2\tA:T1 Source:T1\nE3\tA:T5 Content:T5\n",
    );
    assert_snapshot!(found, @r"
     /  / No,
     /  / , he said.
    line 3: it is no annotation, but perhaps words that hold a line break
    line 4: T2 has a place without an end
    line 5: T3 has the place `a`, which is no number
    line 6: it is no annotation, but perhaps words that hold a line break
    line 8: E1 names T9, which is not there
    line 8: E1 has `odd` without a span
    line 9: E2 has no content
    ");
}

#[test]
fn marks_come_out_and_leave_the_text() {
    let parsed = inline::parse("{1t “We wait,”} {1,2s she} {1c said} {2c and} {2t went}.");
    assert_eq!(parsed.found.text, "“We wait,” she said and went.");
    assert_eq!(parsed.skipped, []);
    let sources = parsed.found.attributions.values().map(|it| it.source.clone());
    assert_eq!(sources.collect::<Vec<_>>(), [[15..18; 1], [15..18; 1]]);
}

#[test]
fn braces_that_mark_nothing_stay_and_are_told() {
    let parsed = inline::parse("a } b {x c\n{1t d {e} {2s f} {3t g");
    assert_eq!(parsed.found.text, "a } b {x c\nd {e f g");
    let told = parsed.skipped.iter().map(|it| format!("{}: {}", it.line, it.why));
    assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r"
    1: `}` closes no mark
    1: `{` begins no mark; write numbers, `s`, `c` or `t`, and a space
    2: `{` stands within a mark
    2: a mark is not closed
    2: attribution 2 has no content
    ");
}

/// A text with marks and quotation marks, well-formed or not.
fn arb_marked() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{1t ", "{2t ", "{1,3t ", "{1s ", "{2s ", "{3c ", "}", "}", "}", "“", "”", "\"", "Belo ",
        "she ", "said ", "a dam, ", "é 3 ", "\n\n", "{", ". ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|it| it.concat())
}

proptest! {
    /// Whoever finds what is there has everything right.
    #[test]
    fn the_gold_itself_is_faultless(marked in arb_marked()) {
        let parsed = inline::parse(&marked).found;
        let attributions = parsed.attributions.into_values().collect();
        let gold = Gold { name: String::new(), text: parsed.text, attributions };
        let made = compare(&gold, &gold.attributions);
        for &measure in Measure::ALL {
            let rate = made.tally.rate(measure);
            let is_one_sided = measure.id().starts_with("recall") || measure.id().starts_with("precision");
            prop_assert_eq!(rate.right, rate.predicted.max(rate.gold), "{:?}", measure);
            prop_assert!(is_one_sided || rate.predicted == rate.gold);
        }
        prop_assert_eq!(made.findings, []);
    }

    /// Precision of one beside the other is recall of the other beside the one.
    #[test]
    fn sides_change_places(one in arb_marked(), two in arb_marked()) {
        let (one, two) = (inline::parse(&one).found, inline::parse(&two).found);
        let side = |it: &inline::Marked| Gold {
            name: String::new(),
            text: one.text.clone(),
            attributions: it.attributions.values().cloned().collect(),
        };
        let (mine, theirs) = (side(&one), side(&two));
        let there = compare(&mine, &theirs.attributions).tally;
        let back = compare(&theirs, &mine.attributions).tally;
        for measure in [Measure::Unit, Measure::LongUnit, Measure::ContentOverlap,
            Measure::SourceOverlap, Measure::CueOverlap, Measure::Attribution] {
            let (a, b) = (there.rate(measure), back.rate(measure));
            prop_assert_eq!((a.right, a.predicted, a.gold), (b.right, b.gold, b.predicted));
        }
        for measure in Measure::ALL {
            let rate = there.rate(*measure);
            let is_one_sided = rate.gold == 0 || rate.predicted == 0;
            prop_assert!(is_one_sided || rate.right <= rate.gold.min(rate.predicted));
        }
    }

    /// No annotations, and no spans, make anything fail.
    #[test]
    fn anything_can_be_compared(
        text in "\\PC*",
        annotations in "([TE][0-9]\t(Content|Cue|A) ?[0-9]{1,2} [0-9]{1,2}[; :T0-9]{0,4}\n|\\PC*\n)*",
        spans in prop::collection::vec((0_usize..50, 0_usize..50), 0..6),
    ) {
        let mut attributions = brat::parse(&text, &annotations).found;
        for (start, end) in spans {
            let span = vec![start..end; 1];
            let one = Attribution { content: span.clone(), source: span, ..Attribution::default() };
            attributions.push(one);
        }
        let gold = Gold { name: String::new(), text, attributions };
        let tally = compare(&gold, &gold.attributions).tally;
        prop_assert_eq!(report(std::slice::from_ref(&tally), 3, 7), report(&[tally], 3, 7));
    }

    /// Taking out marks loses no other character.
    #[test]
    fn text_without_marks_is_left_as_it_is(text in "[^{}]*") {
        let parsed = inline::parse(&text);
        prop_assert_eq!(parsed.found.text, text);
        prop_assert!(parsed.skipped.is_empty());
    }

    /// Intervals lie around something that can happen, in order.
    #[test]
    fn intervals_are_in_order(seed in any::<u64>(), all in prop::collection::vec(any::<bool>(), 1..6)) {
        let (whole, none) = ("{1s Belo} {1c said} {1t “yes”}.", "Belo said “yes”.");
        let tallies: Vec<Tally> =
            all.iter().map(|&it| compared(whole, if it { whole } else { none }).tally).collect();
        for figure in report(&tallies, 50, seed).figures {
            for it in [figure.precision, figure.recall, figure.f].into_iter().flatten() {
                prop_assert!(0.0 <= it.low && it.low <= it.high && it.high <= 1.0);
            }
        }
    }
}
