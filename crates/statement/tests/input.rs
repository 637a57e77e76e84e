//! What holds for whatever file is taken in.
#![cfg(feature = "html")]

use encoding_rs::Encoding;
use onetext_statement::{Document, Effort, Error, Reader, Roster, Statement, Topics, record};
use proptest::prelude::*;

fn read_all(document: &Document) -> Vec<Statement> {
    let (roster, topics) = (Roster::default(), Topics::default());
    let reader = Reader::new(&roster, &topics, Effort::Rules);
    document.read(&reader, "a", None)
}

/// Text without white space and letters without width.
fn dense(text: &str) -> String {
    let is_nothing = |it: char| it.is_whitespace() || "\u{ad}\u{200b}\u{2060}\u{feff}".contains(it);
    text.chars().filter(|it| !is_nothing(*it)).collect()
}

/// What markup says: the plain, slow twin of the reader of pages, for the pieces below.
fn said(markup: &str) -> String {
    let mut rest = markup;
    let mut text = String::new();
    while let Some(first) = rest.chars().next() {
        let until = |end: &str| rest.find(end).map_or(rest.len(), |it| it + end.len());
        let skipped = if rest.starts_with("<!--") {
            until("-->")
        } else if rest.starts_with("<script") {
            until("</script>")
        } else if rest.starts_with("<style") {
            until("</style>")
        } else if rest.starts_with('<') && !rest.starts_with("< ") {
            until(">")
        } else {
            let known = REFERENCES.iter().find(|(it, _)| rest.starts_with(it));
            text.push_str(known.map_or(&rest[..first.len_utf8()], |(_, it)| it));
            known.map_or(first.len_utf8(), |(it, _)| it.len())
        };
        rest = &rest[skipped..];
    }
    text
}

const REFERENCES: [(&str, &str); 12] = [
    ("&ldquo;", "“"),
    ("&#8221;", "”"),
    ("&rdquo;", "”"),
    ("&quot;", "\""),
    ("&#x2019;", "’"),
    ("&rsquo;", "’"),
    ("&eacute;", "é"),
    ("&amp;", "&"),
    ("&shy;", "\u{ad}"),
    ("&nbsp;", " "),
    ("&NotEqualTilde;", "≂\u{338}"),
    ("&lt;", "<"),
];

/// Pieces that make bytes look like a page that tells something.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=\"story\">",
    "</div>",
    "<b>",
    "</b>",
    "<em>",
    "</em>",
    "<br>",
    "<br/>",
    "<a href=\"/x?a=1&copy=2\">",
    "</a>",
    "<span>",
    "</span>",
    "<article>",
    "</article>",
    "<li>",
    "<h1>",
    "</h1>",
    "<figcaption>",
    "</figcaption>",
    "<nav>",
    "</nav>",
    "<pre>",
    "</pre>",
    "<span hidden>",
    "<div style=\"display: none\">",
    "<noscript>",
    "</noscript>",
    "<svg>",
    "<path/>",
    "</svg>",
    "<!-- “no” -->",
    "<script>if (a<b) “c”</script>",
    "<style>p {}</style>",
    "< ",
    "<x-y>",
    "&ldquo;",
    "&#8221;",
    "&rdquo;",
    "&quot;",
    "&#x2019;",
    "&rsquo;",
    "&eacute;",
    "&amp;",
    "&shy;",
    "&nbsp;",
    "&NotEqualTilde;",
    "&lt;",
    "“",
    "”",
    "\"",
    "’",
    "\u{ad}",
    "\u{a0}",
    "\n",
    " ",
    "\t",
    "Ana Belo ",
    "said ",
    "said. ",
    "told reporters ",
    "We will wait",
    " for the rain",
    ", ",
    ". ",
    "she ",
    "according to the envoy ",
    "rejected ",
    "The river is dry",
    "é",
    "\u{10ffff}",
    "\u{f0000}",
];

fn arb_page() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..80);
    pieces.prop_map(|it| format!("<!DOCTYPE html><title>Talks</title><body>{}", it.concat()))
}

/// Any span that a statement has, decoded, says what the statement says.
fn verify(
    document: &Document,
    decode: impl Fn(&[u8]) -> String,
    bytes: &[u8],
) -> Result<(), TestCaseError> {
    let mut ids = std::collections::BTreeSet::new();
    for it in read_all(document) {
        prop_assert!(!it.parts.is_empty());
        for part in &it.parts {
            let words = decode(&bytes[part.span.0..part.span.1]);
            prop_assert_eq!(dense(&words), dense(&part.words), "{:?}", it.parts);
            prop_assert!(!part.words.is_empty());
        }
        for pair in it.parts.windows(2) {
            prop_assert!(pair[0].span.1 <= pair[1].span.0, "{:?}", it.parts);
        }
        let mentions = [it.mention, it.cue_span, it.condition, it.consequence, it.otherwise];
        for (start, end) in mentions.into_iter().flatten() {
            prop_assert!(start <= end && end <= bytes.len());
        }
        prop_assert_eq!(&it.id, &format!("a-{}", it.span().0));
        prop_assert!(ids.insert(it.id));
    }
    Ok(())
}

/// Every stretch of the text, and not of statements alone, comes from where it is said to.
fn verify_words(
    document: &Document,
    decode: impl Fn(&[u8]) -> String,
    bytes: &[u8],
) -> Result<(), TestCaseError> {
    let text = &document.text;
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        if !bare.is_empty() {
            let (from, to) = document.source_span((start, start + bare.len()));
            let found = dense(&decode(&bytes[from..to]));
            // And back: nothing but white space may stand beside it.
            let back = document.text_span((from, to));
            prop_assert_eq!(text[back.0..back.1].trim(), bare);
            // What is hidden within a word does not belong to it.
            if !document.is_page || found.len() == bare.len() {
                prop_assert_eq!(found, dense(bare));
            }
        }
        start += word.len();
    }
    Ok(())
}

const ENCODINGS: [&str; 10] = [
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "iso-8859-7",
    "koi8-r",
    "shift_jis",
    "gb18030",
    "big5",
    "euc-kr",
    "euc-jp",
];

const WORDS: [&str; 16] = [
    "“We wait,” ",
    "Ana Belo ",
    "said. ",
    "\"No,\" ",
    "\n\n",
    "the envoy told reporters. ",
    "naïve café ",
    "Ріка ",
    "долина ",
    "Łódź ",
    "μέρα ",
    "川は",
    "乾いた。",
    "강은 ",
    "河",
    "said he would wait. ",
];

#[test]
fn a_byte_order_mark_alone_is_an_empty_text_after_it() {
    for (mark, encoding) in [
        (&b"\xef\xbb\xbf"[..], "UTF-8"),
        (b"\xff\xfe", "UTF-16LE"),
        (b"\xfe\xff", "UTF-16BE"),
        (b"\xff\xfe\0\0", "UTF-32LE"),
    ] {
        let document = Document::parse(mark).expect("it is text");
        assert_eq!((document.text.as_str(), document.encoding), ("", encoding));
        assert_eq!(document.source_span((0, 0)), (mark.len(), mark.len()));
        assert!(read_all(&document).is_empty());
    }
}

proptest! {
    #[test]
    fn statements_of_a_page_are_what_their_bytes_say(page in arb_page()) {
        let document = Document::parse(page.as_bytes()).unwrap();
        let decode = |it: &[u8]| said(std::str::from_utf8(it).unwrap());
        prop_assert!(document.is_page);
        verify(&document, decode, page.as_bytes())?;
        verify_words(&document, decode, page.as_bytes())?;
    }

    #[test]
    fn statements_of_any_encoding_are_what_their_bytes_say(
        words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..30),
        name in prop::sample::select(&ENCODINGS[..]),
        is_page: bool,
    ) {
        let encoding = Encoding::for_label(name.as_bytes()).unwrap();
        let can_say = |it: &&&str| !encoding.encode(it).2;
        let mut text: String = words.iter().filter(can_say).copied().collect();
        if is_page {
            text = format!("<html><meta charset={name}><p>{text}</p>");
        }
        let (bytes, ..) = encoding.encode(&text);
        let document = Document::parse(&bytes).unwrap();
        let named = Encoding::for_label(document.encoding.as_bytes()).unwrap();
        if is_page && std::str::from_utf8(&bytes).is_err() {
            prop_assert_eq!(named, encoding);
        }
        // A guess may be wrong; the bytes say what they say in the encoding that is named.
        let decode = |it: &[u8]| {
            let text = named.decode_without_bom_handling(it).0.into_owned();
            if is_page { said(&text) } else { text }
        };
        verify(&document, decode, &bytes)?;
        if std::str::from_utf8(&bytes).is_err() && !document.text.contains('\u{fffd}') {
            verify_words(&document, decode, &bytes)?;
        }
    }

    #[test]
    fn statements_of_wide_text_are_what_their_bytes_say(
        words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..30),
        is_big: bool, is_page: bool, is_marked: bool,
    ) {
        let mark = if is_marked { "\u{feff}" } else { "" };
        let text = if is_page { format!("{mark}<html><p>{}", words.concat()) } else { format!("{mark}Talks in Porto. Rain fell on the upper valley. {}", words.concat()) };
        let bytes: Vec<u8> = text.encode_utf16().flat_map(|it| if is_big { it.to_be_bytes() } else { it.to_le_bytes() }).collect();
        let document = Document::parse(&bytes);
        // Without a mark, and with few letters of ours, they may be anything.
        if let Ok(document) = document && document.encoding.starts_with("UTF-16") {
            let decode = |it: &[u8]| {
                let units: Vec<u16> = it.chunks(2).map(|it| if is_big { u16::from_be_bytes([it[0], it[1]]) } else { u16::from_le_bytes([it[0], it[1]]) }).collect();
                let text = String::from_utf16_lossy(&units);
                if is_page { said(&text) } else { text }
            };
            verify(&document, decode, &bytes)?;
            verify_words(&document, decode, &bytes)?;
        } else {
            prop_assert!(!is_marked);
        }
    }

    #[test]
    fn plain_text_is_taken_as_it_is(text in "[^<\0\u{1}-\u{8}\u{e}-\u{1f}]{0,80}") {
        let document = Document::parse(text.as_bytes());
        if let Ok(document) = document && document.encoding == "UTF-8" {
            let bare = text.strip_prefix('\u{feff}').unwrap_or(&text);
            prop_assert_eq!(&document.text, bare);
            prop_assert_eq!(document.source_span((0, bare.len())), (text.len() - bare.len(), text.len()));
        }
    }

    #[test]
    fn any_bytes_are_taken_in_or_refused(mut bytes in prop::collection::vec(any::<u8>(), 0..200), head in prop::sample::select(&["", "<p>", "<html>", "\u{feff}", "{\"text\":\""][..])) {
        bytes.splice(0..0, head.bytes());
        if let Ok(document) = Document::parse(&bytes) {
            for it in read_all(&document) {
                prop_assert!(it.span().1 <= bytes.len());
            }
        }
        let _ = record(&bytes);
    }

    #[test]
    fn the_same_page_is_read_the_same_again(page in arb_page()) {
        prop_assert_eq!(Document::parse(page.as_bytes()), Document::parse(page.as_bytes()));
    }
}

#[test]
fn hostile_pages_are_read_in_time() {
    const BYTES: usize = 60_000;
    let hostile = [
        "<div>",
        "<p>",
        "<b>",
        "<b><p>",
        "<a href=x>",
        "<table>",
        "<table><tr><td>",
        "<li>",
        "</p>",
        "</div>",
        "<svg><path/>",
        "<!--",
        "<!---->",
        "<script>",
        "</script>",
        "<",
        "</",
        "&",
        "&#",
        "&amp",
        "<a b='",
        "<a b=\"c\" ",
        "<p hidden>",
        "<font size=1>a",
        "<i id=x>a<b>",
        "<h1>a</h1>",
        "a <br>",
        "<br><br>",
        "<article>a",
        "<p>“We wait,” Ana Belo said.</p>",
        "<ruby>a<rt>b",
        "<select><option>a",
        "<nobr>a",
        "<form><input>",
        "<time datetime=2025-12-02>",
        "<button>",
        "<title>",
        "<dl><dt>a<dd>b",
        "<div class=article><p>Rain fell, and the river rose, and nobody saw it at all.</p>",
    ];
    for piece in hostile {
        let page = format!("<html>{}", piece.repeat(BYTES / piece.len()));
        let document = Document::parse(page.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        let _ = read_all(&document);
    }
}

#[test]
fn what_is_no_text_is_refused_with_what_it_is() {
    let refused = |bytes: &[u8]| Document::parse(bytes).unwrap_err().to_string();
    assert_eq!(refused(b"%PDF-1.7\n"), "is a PDF");
    assert_eq!(refused(b"Rain\0fell"), "is not text");
    assert!(matches!(Document::parse(b"\x89PNG"), Err(Error::Binary { .. })));
    assert!(Error::NoText.hint().contains("text"));
}

#[test]
fn text_that_is_nearly_utf8_is_read_as_that() {
    let document =
        Document::parse(b"\xef\xbb\xbf\xe2\x80\x9cCaf\xff is open,\xe2\x80\x9d Ana Belo said.")
            .unwrap();
    assert_eq!(
        (document.encoding, &*document.text),
        ("UTF-8", "“Caf\u{c} is open,” Ana Belo said.")
    );
    assert_eq!(Document::parse(b"Caf\xe9 talks go on.").unwrap().text, "Café talks go on.");
    let page = Document::parse(b"<meta charset=koi8-r><p>\xf2\xc5\xcb\xc1.").unwrap();
    assert_eq!((page.encoding, &*page.text), ("KOI8-R", "Река."));
    let wide = Document::parse(b"\xff\xfe\0\0N\0\0\0o\0\0\0.\0\0\0").unwrap();
    assert_eq!(
        (wide.encoding, &*wide.text, wide.source_span((1, 2))),
        ("UTF-32LE", "No.", (8, 12))
    );
}
