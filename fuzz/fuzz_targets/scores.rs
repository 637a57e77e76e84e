//! Any bytes as a file of scores.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod scenario;

fuzz_target!(|bytes: &[u8]| {
    scenario::survives(&[("scores_files/north.txt", bytes)]);
});
