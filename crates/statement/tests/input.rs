//! What holds for whatever file is taken in.
#![cfg(feature = "html")]

use encoding_rs::Encoding;
use insta::assert_snapshot;
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
fn a_story_is_told_without_what_stands_around_it() {
    const STORY: &str = r#"<!DOCTYPE html><html><head><title>River talks resume | Courier</title><meta property="og:title" content="River talks resume"><meta property="article:published_time" content="2025-12-02T08:00:00Z"></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<main><article class="story"><h1>River talks resume</h1><p class="byline">By Rui Costa</p><figure><img src=a.jpg><figcaption>“A dry river,” Rui Costa said. (Photo: Ana Lima)</figcaption></figure>
<p>PORTO &mdash; &ldquo;We <b>can</b> wait for the rain,&rdquo; Ana Belo, the envoy of the upper valley, said on Monday. The talks about the dam began in the spring, and both banks have met seven times since then, with little to show.</p>
<div class="ad">Advertisement</div>
<p>The governor rejected the plan, saying the upper valley &#8220;will not be bought&#8221; and that the dam stays as it is until the lower valley pays what it owes for the last ten years of water.</p>
<p>Belo told reporters that the valley would open the gates if the ministry paid for the damage, which it has so far refused to do, citing the cost of the repairs and the law of 1974.</p>
<aside><p>Read more: <a href="x">How the river ran dry</a></p></aside>
<p>The ministry did not answer questions. &ldquo;There is no deal,&rdquo; a spokesman said.</p></article></main>
<footer><p>Copyright 2025 Courier. All rights reserved.</p><p>“We love cookies,” the editor said.</p></footer></body></html>
"#;
    let document = Document::parse(STORY.as_bytes()).unwrap();
    let found = read_all(&document).into_iter().map(|it| {
        let (start, end) = it.span();
        format!("{}: {}", it.speaker.as_deref().unwrap_or("–"), &STORY[start..end])
    });
    assert_eq!(document.title.as_deref(), Some("River talks resume"));
    assert_eq!(document.published, Some(jiff::civil::date(2025, 12, 2)));
    assert!(document.text.starts_with("PORTO — “We can wait"), "{}", document.text);
    assert_snapshot!(found.collect::<Vec<_>>().join("\n"), @r"
    Ana Belo: We <b>can</b> wait for the rain,
    The governor: will not be bought
    Ana Belo: the valley would open the gates if the ministry paid for the damage, which it has so far refused to do, citing the cost of the repairs and the law of 1974
    a spokesman: There is no deal,
    ");
}

#[test]
fn what_interrupts_a_sentence_is_not_part_of_it() {
    let page =
        b"<p>&ldquo;We will <noscript>Advertisement</noscript>wait for rain,&rdquo; Ana Belo said.";
    let document = Document::parse(page).unwrap();
    let found = read_all(&document);
    assert_eq!(found[0].words(), "We will … wait for rain,");
    assert_eq!(found[0].parts.len(), 2);
}

#[test]
fn what_is_embedded_or_read_aloud_is_no_part_of_a_page() {
    let page = r#"<p>Ana Belo wrote about the dam on Monday.</p>
<blockquote class="big twitter-tweet"><p>I said the dam must go. &mdash; Ana Belo (@belo)</p></blockquote>
<p>She told reporters <span class="sr-only">(opens in a new window)</span>that the gates stay open.</p>
<blockquote><p>&ldquo;We wait,&rdquo; she said.</p></blockquote>"#;
    let document = Document::parse(page.as_bytes()).unwrap();
    assert_snapshot!(document.text, @r"
    Ana Belo wrote about the dam on Monday.

    She told reporters that the gates stay open.

    “We wait,” she said.
    ");
}

#[test]
fn a_day_above_the_entries_of_a_live_blog_is_read_though_it_is_a_heading() {
    let page = "<article><h1>Dam talks live</h1><p>18:40 Ana Belo says the dam will stay.</p>\
        <h2>Monday, December 1</h2><p>22:15 Rui Costa says the tolls are too high.</p>\
        <h2>What is next</h2><p>21:05 Ana Belo says the valley will wait.</p>\
        <div class=\"newsletter-signup\"><p>You will like it, our editor said.</p></div></article>";
    let document = Document::parse(page.as_bytes()).unwrap();
    let (roster, topics) = (Roster::default(), Topics::default());
    let reader = Reader::new(&roster, &topics, Effort::Rules);
    let found = document.read(&reader, "a", Some(jiff::civil::date(2025, 12, 2)));
    let said: Vec<_> = found.iter().map(|it| it.said.as_deref().unwrap_or("-")).collect();
    assert_eq!(said, ["2025-12-02", "2025-12-01", "2025-12-01"]);
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
