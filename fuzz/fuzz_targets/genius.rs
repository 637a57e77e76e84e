//! Any bytes as a Genius domain or as a profile of a sound one.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod scenario;

const DOMAIN: &str = r#"<negotiation_template><utility_space><objective name="harbor">
<issue index="1" name="crane" type="discrete"><item value="north"/><item value="-1"/></issue>
<issue index="2" name="fee" type="integer" lowerbound="-5" upperbound="9"/>
<issue index="3" name="depth" type="real" lowerbound="0.5" upperbound="9"/>
</objective></utility_space></negotiation_template>"#;

fuzz_target!(|bytes: &[u8]| {
    scenario::survives(&[("north.xml", bytes)]);
    scenario::survives(&[("domain.xml", DOMAIN.as_bytes()), ("north.xml", bytes)]);
});
