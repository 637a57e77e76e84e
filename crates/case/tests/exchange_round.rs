//! Scenarios written and read again, and what a format cannot hold.

use std::path::Path;

use insta::assert_snapshot;
use onetext_case::Files;
use onetext_case::exchange::{
    Aggregation, Clock, Discount, Evaluation, Format, Group, Issue, Number, Part, Party, Reading,
    Rectangle, Reservation, Scenario, Term, Utility, Values, Writing, read, tables, write,
};
use proptest::prelude::*;

const FORMATS: [Format; 6] = [
    Format::Genius,
    Format::GeniusWeb,
    Format::NegmasYaml,
    Format::NegmasJson,
    Format::Scores,
    Format::Case,
];

fn number(text: &str) -> Number {
    Number::parse(text).expect("a decimal")
}

fn named(name: &str, options: &[&str]) -> Issue {
    let options = options.iter().map(|&it| it.to_owned()).collect();
    Issue { name: name.to_owned(), values: Values::Named(options) }
}

fn table(weight: &str, worths: &[&str]) -> Term {
    let worths = worths.iter().map(|it| number(it)).collect();
    Term { weight: number(weight), evaluation: Evaluation::Table(worths) }
}

fn party(name: &str, utility: Utility) -> Party {
    let reservation = Reservation::Value(Number::zero());
    Party { name: name.to_owned(), utility, cap: None, reservation, discount: None }
}

/// Two parties, a list and a range; names that need care in every format.
fn harbor() -> Scenario {
    let line = |slope: &str, offset: &str| Term {
        weight: number("0.25"),
        evaluation: Evaluation::Line {
            slope: number(slope),
            offset: number(offset),
            clamped: false,
        },
    };
    Scenario {
        name: "Harbor: \"crane\" & <fee>".to_owned(),
        issues: vec![
            named("crane", &["no", "1.50", "- {north}", "ünder 'the' sea: #1"]),
            Issue { name: "fee".to_owned(), values: Values::Whole { low: -2, high: 2 } },
        ],
        parties: vec![
            party(
                "north",
                Utility::Additive(vec![
                    table("0.75", &["1", "0.5", "0.125", "0"]),
                    line("0.25", "0.5"),
                ]),
            ),
            party(
                "south",
                Utility::Additive(vec![
                    table("0.75", &["0", "0.2", "1", "0.3"]),
                    line("-0.25", "0.5"),
                ]),
            ),
        ],
    }
}

fn reread(scenario: &Scenario, format: Format) -> Result<Scenario, String> {
    let files = write(scenario, format, Writing::default())
        .map_err(|loss| format!("{loss}; {}", loss.hint()))?;
    Ok(must_read(&files))
}

fn must_read(files: &Files) -> Scenario {
    read(files, &Reading::default()).unwrap_or_else(|it| panic!("{}", it.render(files, "", false)))
}

/// Every outcome, as an odometer counts, but no more than a thousand.
fn outcomes(scenario: &Scenario) -> Vec<Vec<usize>> {
    let mut all = vec![vec![]];
    for issue in &scenario.issues {
        let longer = all.iter().flat_map(|it: &Vec<usize>| {
            (0..issue.len()).map(move |option| [it.as_slice(), &[option]].concat())
        });
        all = longer.take(1_000).collect();
    }
    all
}

/// What each outcome, named by its options, is worth, and no agreement.
fn figures(scenario: &Scenario) -> Vec<String> {
    let floor: Vec<Option<Number>> =
        scenario.parties.iter().map(|it| scenario.reservation(it)).collect();
    let show = |it: &[Number]| it.iter().map(Number::to_string).collect::<Vec<_>>().join(" ");
    let floor = floor.into_iter().map(|it| it.map_or("nothing".to_owned(), |it| it.to_string()));
    let mut figures = vec![format!("no agreement: {}", floor.collect::<Vec<_>>().join(" "))];
    for outcome in outcomes(scenario) {
        let names = scenario.issues.iter().zip(&outcome).map(|(issue, it)| issue.option(*it));
        let names = names.collect::<Vec<_>>().join(", ");
        figures.push(format!("{names}: {}", show(&scenario.evaluate(&outcome))));
    }
    figures
}

/// Written and read: the figures are the same; and written and read once more, everything is. Gives
/// what the format cannot hold.
#[track_caller]
fn check(scenario: &Scenario, format: Format) -> Option<String> {
    match reread(scenario, format) {
        Ok(once) => {
            assert_eq!(figures(&once), figures(scenario), "{format:?}");
            assert_eq!(reread(&once, format).as_ref(), Ok(&once), "{format:?}");
            None
        }
        Err(loss) => Some(loss),
    }
}

/// What each format says about a scenario.
fn told(scenario: &Scenario) -> String {
    let told = FORMATS.map(|format| match check(scenario, format) {
        None => format!("{format:?}: kept"),
        Some(loss) => format!("{format:?}: {loss}"),
    });
    told.join("\n")
}

#[test]
fn a_weighted_sum_with_a_range_keeps_its_figures() {
    assert_snapshot!(told(&harbor()));
}

#[test]
fn what_is_written_looks_like_this() {
    let text = |format, file: &str| {
        let files = write(&harbor(), format, Writing::default()).expect("it can be written");
        format!("{file}\n{}", files.text(file).expect("it is there"))
    };
    let all = [
        text(Format::Genius, "domain.xml"),
        text(Format::Genius, "north.xml"),
        text(Format::GeniusWeb, "north.json"),
        text(Format::NegmasYaml, "domain.yml"),
        text(Format::NegmasYaml, "north.yml"),
        text(Format::NegmasJson, "north.json"),
        text(Format::Case, "case.toml"),
    ];
    assert_snapshot!(all.join("\n"));
}

#[test]
fn fractions_ask_for_rounding() {
    let mut scenario = harbor();
    let third = &Number::one() / &Number::from(3);
    let Utility::Additive(terms) = &mut scenario.parties[0].utility else {
        unreachable!("it is a sum")
    };
    terms[0].evaluation =
        Evaluation::Table(vec![Number::one(), third, Number::zero(), Number::zero()]);
    assert_snapshot!(told(&scenario));
    let rounded =
        write(&scenario, Format::NegmasYaml, Writing { places: Some(6) }).expect("rounded");
    assert!(rounded.text("north.yml").expect("it is there").contains("0.333333\n"));
}

#[test]
fn sums_over_groups_are_geniuswebs() {
    let mut scenario = harbor();
    let rows = [(vec![0, 4], "0.75"), (vec![3, 0], "0.5")].map(|(it, worth)| (it, number(worth)));
    scenario.parties[0].utility =
        Utility::Groups(vec![Group { issues: vec![0, 1], rows: rows.into_iter().collect() }]);
    assert_snapshot!(told(&scenario));
}

#[test]
fn rectangles_are_those_of_genius() {
    let mut scenario = harbor();
    let rectangle = |utility: &str, outside, options| Rectangle {
        utility: number(utility),
        outside,
        bounds: vec![(1, options)],
    };
    let inner = Part {
        weight: number("0.5"),
        aggregation: Aggregation::Max,
        rectangles: vec![rectangle("3", false, 0..2), rectangle("2.5", true, 1..5)],
        parts: vec![],
    };
    let part = Part {
        weight: Number::one(),
        aggregation: Aggregation::Sum,
        rectangles: vec![rectangle("4", false, 2..4), rectangle("1", false, 0..5)],
        parts: vec![inner],
    };
    for party in &mut scenario.parties {
        party.utility = Utility::Rectangles { parts: vec![part.clone()], divisor: number("10") };
    }
    assert_snapshot!(told(&scenario));
}

#[test]
fn discounts_reservation_bids_and_infinities_go_where_they_can() {
    let mut scenario = harbor();
    scenario.parties[0].discount =
        Some(Discount { factor: number("0.8"), clock: Clock::Share, reservation: true });
    assert_snapshot!("a discount", told(&scenario));
    let mut scenario = harbor();
    scenario.parties[0].reservation = Reservation::Outcome(vec![Some(1), None]);
    assert_snapshot!("a reservation bid", told(&scenario));
    let mut scenario = harbor();
    scenario.parties[0].reservation = Reservation::Nothing;
    assert_snapshot!("no reservation", told(&scenario));
    let mut scenario = harbor();
    scenario.parties[0].cap = Some(number("0.5"));
    assert_snapshot!("a cap", told(&scenario));
}

#[test]
fn names_that_no_file_can_have_are_refused() {
    for name in ["", "a/b", "domain", "_x", "South"] {
        let mut scenario = harbor();
        scenario.parties[0].name = name.to_owned();
        assert!(write(&scenario, Format::NegmasYaml, Writing::default()).is_err(), "{name}");
    }
}

#[test]
fn real_ranges_keep_their_bounds_and_shapes() {
    let mut scenario = harbor();
    let (low, high) = (number("0.5"), number("2.5"));
    scenario.issues[1].values = Values::Real { low: low.clone(), high: high.clone(), points: 21 };
    for party in &mut scenario.parties {
        let Utility::Additive(terms) = &mut party.utility else { unreachable!("it is a sum") };
        terms[1].evaluation =
            Evaluation::Triangle { low: low.clone(), top: number("0.9"), high: high.clone() };
    }
    assert_snapshot!(told(&scenario));
}

/// The rules of a Genius profile of the type `constraint`, by hand.
#[test]
fn rules_make_ranks_zero_and_become_tables() {
    let mut files = Files::default();
    let issues = r#"<issue index="1" name="track" type="discrete"><item value="old"/><item value="new"/></issue>
        <issue index="2" name="budget" type="integer" lowerbound="-1" upperbound="1"/>"#;
    files.insert(
        "domain.xml",
        format!("<negotiation_template><utility_space><objective name=\"rail\">{issues}</objective></utility_space></negotiation_template>"),
    );
    files.insert(
        "minister.xml",
        r#"<utility_space type="constraint"><objective><rules>
          <ranks>
            <issue index="1"><item value="old" rank="1"/><item value="new" rank="2"/></issue>
            <issue index="2"><item value="-1" rank="1"/><item value="0" rank="2"/><item value="1" rank="4"/></issue>
          </ranks>
          <constraints>
            <constraint type="conditionalZeroOutcomeConstraint">
              <checkassignment index="2" condition="numeric=negative"/>
              <checkassignment index="1" condition="new"/>
            </constraint>
            <constraint type="inclusiveZeroOutcomeConstraint">
              <checkassignment index="1" condition="old"/>
              <checkassignment index="2" condition="numeric=negative"/>
            </constraint>
            <constraint type="zeroConstraint" index="2"><valueassignment index="1" value="old"/></constraint>
            <constraint type="sumZeroConstraint" index="1" value="new" min="1" max="1"><item index="2"/></constraint>
          </constraints>
        </rules></objective></utility_space>"#,
    );
    let scenario = must_read(&files);
    let told = figures(&scenario).join("\n");
    let whole = tables(&scenario).expect("few combinations");
    for outcome in outcomes(&scenario) {
        let scaled = number(&whole.parties[0].utility(&outcome).to_string());
        assert_eq!(&scaled / &whole.parties[0].scale, scenario.evaluate(&outcome)[0]);
    }
    assert_snapshot!(told);
}

fn arb_scenario() -> impl Strategy<Value = Scenario> {
    let counts = prop::collection::vec(2_usize..5, 1..4);
    let parties = 1_usize..4;
    (counts, parties, any::<u64>()).prop_map(|(counts, parties, seed)| {
        let mut state = seed;
        let mut next = move |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let issues = counts.iter().enumerate().map(|(at, count)| {
            let options = (0..*count).map(|it| format!("option {it} of {at}")).collect();
            Issue { name: format!("issue {at}"), values: Values::Named(options) }
        });
        let mut terms = || {
            let table = |count: &usize| {
                let worths = (0..*count).map(|_| number(&format!("0.{:02}", next(100)))).collect();
                Term {
                    weight: number(&format!("0.{}", 1 + next(3))),
                    evaluation: Evaluation::Table(worths),
                }
            };
            Utility::Additive(counts.iter().map(table).collect())
        };
        let parties = (0..parties).map(|it| party(&format!("party {it}"), terms())).collect();
        Scenario { name: "random".to_owned(), issues: issues.collect(), parties }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn weighted_sums_keep_their_figures(scenario in arb_scenario()) {
        for format in [Format::Genius, Format::NegmasYaml, Format::NegmasJson, Format::Case] {
            prop_assert_eq!(check(&scenario, format), None);
        }
        let whole = tables(&scenario).expect("small numbers");
        for outcome in outcomes(&scenario) {
            for (party, exact) in whole.parties.iter().zip(scenario.evaluate(&outcome)) {
                prop_assert_eq!(&number(&party.utility(&outcome).to_string()) / &party.scale, exact);
            }
        }
    }
}

#[test]
fn published_scenarios_come_back_as_they_were() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folders = [
        ("scenarios/anac/y2010/EnglandZimbabwe", Format::Genius),
        ("scenarios/anac/y2010/ItexvsCypress", Format::Genius),
        ("scenarios/anac/y2011/Amsterdam", Format::Genius),
        ("scenarios/anac/y2011/Car", Format::Genius),
        ("scenarios/anac/y2012/AcquisitionA", Format::Genius),
        ("scenarios/anac/y2013/Laptop", Format::Genius),
        ("scenarios/anac/y2014/10issues", Format::Genius),
        ("scenarios/anac/y2014/30issues", Format::Genius),
        ("scenarios/anac/y2015/group2-politics", Format::Genius),
        ("scenarios/anac/y2016/AgentHp2", Format::Genius),
        ("scenarios/other/AMPOvsCity", Format::Genius),
        ("scenarios/other/Domain8", Format::Genius),
        ("geniusweb/domain00", Format::GeniusWeb),
        ("geniusweb/domain05", Format::GeniusWeb),
        ("geniusweb/Fitness", Format::GeniusWeb),
        ("geniusweb/FlightBooking", Format::GeniusWeb),
        ("llm-deliberation/games_descriptions/base", Format::Scores),
        ("llm-deliberation/games_descriptions/base_7players", Format::Scores),
    ];
    for (folder, format) in folders {
        let folder = shared.join(folder);
        if !folder.exists() {
            println!("skipped: {} is not there", folder.display());
            continue;
        }
        let mut files = Files::default();
        for inside in ["", "scores_files/"] {
            let Ok(entries) = std::fs::read_dir(folder.join(inside)) else { continue };
            for path in entries.map(|it| it.expect("readable").path()).filter(|it| it.is_file()) {
                let name = path.file_name().expect("a file").to_string_lossy();
                files.insert(format!("{inside}{name}"), std::fs::read(&path).expect("readable"));
            }
        }
        let scenario = must_read(&files);
        assert_eq!(reread(&scenario, format).as_ref(), Ok(&scenario), "{}", folder.display());
    }
}

/// What is written can be read: a score may be short with an exponent, and too long without.
#[test]
fn numbers_too_long_to_be_read_again_are_refused() {
    let mut files = Files::default();
    files.insert("scores_files/north.txt", format!("{}.5e5\n0\n5", "5".repeat(60)));
    let scenario = read(&files, &Reading::default()).expect("it is short enough to be read");
    let told = FORMATS.map(|format| match write(&scenario, format, Writing::default()) {
        Err(loss) => format!("{format:?}: {loss}"),
        Ok(written) => match read(&written, &Reading::default()) {
            Ok(again) => {
                assert_eq!(again.evaluate(&[0, 0]), scenario.evaluate(&[0, 0]));
                format!("{format:?}: as it was")
            }
            Err(error) => panic!("{format:?}: {}", error.render(&written, "", false)),
        },
    });
    assert_snapshot!(told.join("\n"), @"
    Genius: the weight of `A` for `north` is 55555555555555555555555555555555555555555555555555555555555550000, which is no decimal of 64 digits
    GeniusWeb: the weights of `north` add up to 2
    NegmasYaml: an evaluation of `A` for `north` is 55555555555555555555555555555555555555555555555555555555555550000, which is no decimal of 64 digits
    NegmasJson: an evaluation of `A` for `north` is 55555555555555555555555555555555555555555555555555555555555550000, which is no decimal of 64 digits
    Scores: a score is 55555555555555555555555555555555555555555555555555555555555550000
    Case: an evaluation of `north` is 55555555555555555555555555555555555555555555555555555555555550000, which is no decimal of 64 digits
    ");
}

/// A case folder keeps every digit of a decimal, also those that no float has.
#[test]
fn a_case_keeps_digits_that_no_float_has() {
    let mut files = Files::default();
    files.insert("scores_files/north.txt", "1.3033333122233338, 23280\n9333.25");
    let scenario = read(&files, &Reading::default()).expect("two options");
    let written = write(&scenario, Format::Case, Writing::default()).expect("18 digits at most");
    let again = read(&written, &Reading::default()).expect("a case");
    assert_eq!(again.evaluate(&[0]), [number("1.3033333122233338")]);
    assert_eq!(again.evaluate(&[0]), scenario.evaluate(&[0]));
}
