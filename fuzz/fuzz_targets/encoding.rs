//! Any bytes as a file, with the marks by which encodings are told: it is text or is refused, and
//! what is read leads back to the bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_statement::Document;

mod document;

const HEADS: [&[u8]; 10] = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\"\0W\0e\0 \0",
    b"\0\"\0W\0e\0 ",
    b"<meta charset=shift_jis><p>",
    b"<meta charset=gb18030><p>",
    b"<meta charset=iso-2022-jp><p>",
    b"<?xml version='1.0' encoding='big5'?><html>",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((which, rest)) = bytes.split_first() else { return };
    let file = [HEADS[usize::from(*which) % HEADS.len()], rest].concat();
    if let Ok(document) = Document::parse(&file) {
        document::leads_back(&document, &file);
    }
});
