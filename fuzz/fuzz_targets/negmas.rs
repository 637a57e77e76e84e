//! Any bytes as a NegMAS outcome space or as a utility function of a sound one.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod scenario;

const SPACE: &str = r#"{"type": "DiscreteCartesianOutcomeSpace", "name": "harbor", "issues": [
{"name": "crane", "type": "CategoricalIssue", "values": ["north", "shared"]},
{"name": "fee", "type": "ContiguousIssue", "values": [-2, 2]}]}"#;

fuzz_target!(|bytes: &[u8]| {
    scenario::survives(&[("domain.yml", bytes)]);
    // JSON is YAML.
    scenario::survives(&[("domain.yml", SPACE.as_bytes()), ("north.yml", bytes)]);
    scenario::survives(&[("domain.json", SPACE.as_bytes()), ("north.json", bytes)]);
});
