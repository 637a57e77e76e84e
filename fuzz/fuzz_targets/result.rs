//! Any bytes as a result, and in place of some of a sound one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext::Written;

const SOUND: &str = r#"{"rule":"nash","certificate":{"problem":{"space":[3,2],"parties":[{"utilities":[[4,2,0],[0,3]],"reservation":1,"red_lines":[[{"issue":0,"options":[2]},{"issue":1,"options":[1]}]],"interactions":[{"table":{"issues":[0,1],"worth":[0,1,0,2,0,0]}},{"match":{"when":[{"issue":0,"options":[0]}],"worth":-1}}],"cap":5},{"utilities":[[0,2,4],[1,0]],"reservation":0,"red_lines":[],"interactions":[],"cap":null}],"linkages":[{"requires":{"when":[{"issue":0,"options":[0]}],"then":[{"issue":1,"options":[1]}]}},{"at-most":{"count":1,"of":[{"issue":0,"options":[1]}]}}]},"claim":{"solution":{"rule":"nash","answer":{"value":{"outcome":[1,0],"payoffs":[3,3],"optimal":1},"exactness":"exact","effort":{"outcomes":0,"labels":0,"nodes":4}},"hopes":[{"outcome":[1,0],"proof":{"order":[0,1],"weights":[[1,1]]}}],"proof":{"order":[0,1],"weights":[[5,5],[3,9]]}}}}}"#;

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    if let [high, low, length, rest @ ..] = bytes {
        let begin = usize::from(u16::from_be_bytes([*high, *low])) % SOUND.len();
        let end = SOUND.len().min(begin + usize::from(*length) % 32);
        let sound = SOUND.as_bytes();
        check(&[&sound[..begin], rest, &sound[end..]].concat());
    }
});

fn check(bytes: &[u8]) {
    if let Ok(written) = Written::parse(bytes) {
        let _ = written.certificate.check();
        let _ = written.certificate.claim.words(None);
    }
}
