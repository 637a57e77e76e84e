//! Any bytes as a line of JSON Lines, and as the text in one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_statement::record;

mod document;

fuzz_target!(|bytes: &[u8]| {
    let _ = record(bytes);
    // The words are what matters here, and not how JSON writes them.
    let text = String::from_utf8_lossy(bytes);
    let mut line = String::from("{\"id\": 7, \"date\": \"2024-02-29\", \"text\": \"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => line.extend(['\\', letter]),
            '\0'..=' ' => line.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => line.push(letter),
        }
    }
    line.push_str("\"}");
    if let Ok(found) = record(line.as_bytes()) {
        assert_eq!(found.id.as_deref(), Some("7"));
        document::leads_back(&found.document, text.as_bytes());
    }
});
