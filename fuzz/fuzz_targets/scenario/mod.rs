//! What holds for every scenario that can be read, and for every message about one that cannot.

use onetext_case::Files;
use onetext_case::exchange::{Format, Reading, Semantics, Writing, read, tables, write};

const FORMATS: [Format; 6] = [
    Format::Genius,
    Format::GeniusWeb,
    Format::NegmasYaml,
    Format::NegmasJson,
    Format::Scores,
    Format::Case,
];

pub fn survives(named: &[(&str, &[u8])]) {
    let mut files = Files::default();
    for (path, bytes) in named {
        files.insert(*path, *bytes);
    }
    for semantics in [Semantics::Native, Semantics::Negmas] {
        let reading = Reading { semantics, points: 5 };
        let scenario = match read(&files, &reading) {
            Ok(scenario) => scenario,
            Err(error) => {
                assert!(!error.render(&files, "", false).is_empty());
                continue;
            }
        };
        let outcome = vec![0; scenario.issues.len()];
        let exact = scenario.evaluate(&outcome);
        if let Ok(tables) = tables(&scenario) {
            for (party, exact) in tables.parties.iter().zip(&exact) {
                let scaled = exact * &party.scale;
                assert_eq!(scaled.to_integer(), Some(party.utility(&outcome)));
            }
        }
        // What could be written reads as the same numbers.
        for format in FORMATS {
            let Ok(written) = write(&scenario, format, Writing::default()) else { continue };
            let again = read(&written, &Reading { semantics: Semantics::Native, points: 5 });
            let again =
                again.unwrap_or_else(|it| panic!("{format:?}: {}", it.render(&written, "", false)));
            assert_eq!(again.evaluate(&outcome), exact, "{format:?}");
        }
    }
}
