//! What is told by a web page: its story, without what stands around it.
#![cfg(feature = "html")]

use insta::assert_snapshot;
use onetext_statement::{Document, Effort, Reader, Roster, Statement, Topics};

fn read_all(document: &Document) -> Vec<Statement> {
    let (roster, topics) = (Roster::default(), Topics::default());
    let reader = Reader::new(&roster, &topics, Effort::Rules);
    document.read(&reader, "a", None)
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
