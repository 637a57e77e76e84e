//! Any bytes as a GeniusWeb domain or as a profile of a sound one.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod scenario;

const DOMAIN: &str = r#"{"name": "harbor", "issuesValues": {"crane": {"values": ["north", "shared"]}, "fee": {"range": [0, 1, 0.25]}}}"#;

fuzz_target!(|bytes: &[u8]| {
    scenario::survives(&[("north.json", bytes)]);
    scenario::survives(&[("domain.json", DOMAIN.as_bytes()), ("north.json", bytes)]);
});
