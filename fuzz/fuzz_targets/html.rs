//! Any bytes as a web page: what is read leads back to the bytes that say it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_statement::Document;

mod document;

fuzz_target!(|bytes: &[u8]| {
    // In valid text the page is what is in question, and not its encoding.
    let text = String::from_utf8_lossy(bytes);
    for head in ["<!DOCTYPE html>", "<html><body><p>Rain fell.</p><p>"] {
        let page = format!("{head}{text}");
        if let Ok(document) = Document::parse(page.as_bytes()) {
            assert!(document.is_page);
            document::leads_back(&document, page.as_bytes());
        }
    }
});
