//! What articles are taken in, and how.

use std::fs;

use insta::assert_snapshot;

use crate::place::Place;

const PAGE: &str = "<!DOCTYPE html><html><head><title>Rain | Courier</title>\
    <meta property=\"og:title\" content=\"Rain at last\">\
    <meta property=\"og:site_name\" content=\"Courier\">\
    <meta property=\"article:published_time\" content=\"2025-12-02T08:00:00Z\"></head><body>\
    <article><p>Rain fell on both banks of the river, and on the fields of the lower valley.</p>\n\
    <p>&ldquo;We will <em>never</em> sign a text with the full dam,&rdquo; Ana Belo said on Monday.</p>\
    </article></body></html>\n";

impl Place {
    /// Reviews articles that are read on the way.
    fn read_on_the_way(&self, articles: &[&str], answers: &str) -> (u8, String, String) {
        let paths: Vec<String> = ["case"].iter().chain(articles).map(|it| self.path(it)).collect();
        let mut arguments = vec!["review"];
        arguments.extend(paths.iter().map(String::as_str));
        self.run(&arguments, answers.as_bytes())
    }

    /// The bytes of the only statement's span.
    fn entered(&self, bytes: &[u8]) -> String {
        let ledger = self.text("case/statements.toml");
        let span =
            ledger.lines().find_map(|it| it.strip_prefix("span = [")).expect("it has a span");
        let (start, end) = span.trim_end_matches(']').split_once(", ").expect("it has two ends");
        let place = |it: &str| it.parse::<usize>().expect("it is a number");
        String::from_utf8_lossy(&bytes[place(start)..place(end)]).into_owned()
    }

    /// Fails unless the case passes the check with the texts of a folder at hand, and quotes `words`.
    fn is_sound_with(&self, folder: &str, words: &str) {
        let (case, folder) = (self.path("case"), self.path(folder));
        let (code, _, err) = self.run(&["check", &case, "--sources", &folder], b"");
        assert_eq!((code, err.as_str()), (0, ""));
        let page = self.path("page.html");
        let brief = ["brief", &case, "--sources", &folder, "--draws", "100", "-o", &page];
        let (code, _, err) = self.run(&brief, b"");
        assert_eq!(code, 0, "{err}");
        let quoted = format!("<mark itemprop=\"text\">{words}</mark>");
        assert!(self.text("page.html").contains(&quoted), "{}", self.text("page.html"));
    }
}

#[test]
fn articles_are_read_on_the_way_and_outlet_and_day_asked_for() {
    let place = Place::new("review-read");
    let answers = "a\n\n\na\nValley Post\n2025-12-02\nno full dam\nq\n";
    let (code, out, err) = place.read_on_the_way(&["post.txt"], answers);
    assert_eq!(code, 0);
    assert!(err.contains("a source needs an outlet"), "{err}");
    assert_eq!(out.lines().count(), 1, "{err}");
    assert!(place.text("case/sources.toml").contains("outlet = \"Valley Post\""));
    place.is_sound();
}

#[test]
fn of_a_web_page_the_bytes_are_entered_and_the_words_shown() {
    let place = Place::new("review-page");
    fs::create_dir(place.path("news")).expect("a folder can be made");
    place.write("news/rain.html", PAGE);
    let (code, out, err) = place.read_on_the_way(&["news"], "a never\nq\n");
    assert_eq!((code, out.as_str()), (0, "belo-dam\n"), "{err}");
    assert!(
        err.contains("  “⟦We will never sign a text with the full dam,⟧” Ana Belo said"),
        "{err}"
    );
    let told = "We will <em>never</em> sign a text with the full dam,";
    assert_eq!(place.entered(PAGE.as_bytes()), told);
    assert_snapshot!(place.text("case/sources.toml"), @r#"
    [[source]]
    id = "rain"
    outlet = "Courier"
    title = "Rain at last"
    day = 2025-12-02
    sha256 = "3713918f6c68af4bb83f7d7b582bf9841a5a2d1eb68b926af45e79cd8f31d681"
    "#);
    place.is_sound();
    place.is_sound_with("news", "We will never sign a text with the full dam,");
    let (_, _, err) = place.read_on_the_way(&["news"], "");
    assert_eq!(err, "0 accepted, 0 rejected, 0 left\n");
}

#[test]
fn spans_are_bytes_of_a_file_in_another_encoding() {
    let place = Place::new("review-encoding");
    fs::create_dir(place.path("news")).expect("a folder can be made");
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(crate::place::POST.encode_utf16().flat_map(u16::to_le_bytes));
    fs::write(place.path("news/post.txt"), &bytes).expect("a file can be written");
    let answers = "a\nValley Post\n2025-12-02\nnever\nq\n";
    let (code, out, err) = place.read_on_the_way(&["news/post.txt"], answers);
    assert_eq!((code, out.lines().count()), (0, 1), "{err}");
    assert!(place.entered(&bytes).starts_with("W\0e\0 \0w\0i\0l\0l\0"));
    place.is_sound();
    place.is_sound_with("news", "We will never sign a text with the full dam,");
}

#[test]
fn a_line_of_json_is_a_source_by_the_checksum_of_its_text() {
    let place = Place::new("review-lines");
    fs::create_dir(place.path("news")).expect("a folder can be made");
    let text = "“We will never sign a text with the full dam,” Ana Belo said on Monday.";
    let line = |id: &str, text: &str| {
        serde_json::json!({
            "id": id, "outlet": "Courier", "date": "2025-12-02", "author": "Rui Costa", "text": text,
        })
        .to_string()
            + "\n"
    };
    let lines = line("a", "Rain fell.")
        + "{\n"
        + &line("https://courier.example/2025/rain.html", text)
        + &line("pdf", "%PDF-1.7");
    place.write("news/all.jsonl", &lines);
    let (code, out, err) = place.read_on_the_way(&["news/all.jsonl"], "a never\nq\n");
    assert_eq!((code, out.as_str()), (0, "belo-dam\n"), "{err}");
    let warnings: Vec<&str> = err.lines().filter(|it| it.starts_with("warning")).collect();
    assert_snapshot!(warnings.join("\n"), @r#"
    warning: FOLDER/news/all.jsonl:2 is left out: it is not JSON: EOF while parsing an object at line 2 column 0; write one object on each line, such as {"text": "…"}
    warning: FOLDER/news/all.jsonl:4 is left out: it is a PDF; save the article as plain text or as a web page
    "#);
    assert_snapshot!(place.text("case/sources.toml"), @r#"
    [[source]]
    id = "courier-example-2025-rain"
    outlet = "Courier"
    title = "https://courier.example/2025/rain.html"
    day = 2025-12-02
    author = "Rui Costa"
    address = "https://courier.example/2025/rain.html"
    sha256 = "770bf81a7f390fac292cf5f55ab1082ef0447b087a0df920b2387970d463039c"
    "#);
    assert_eq!(place.entered(text.as_bytes()), "We will never sign a text with the full dam,");
    place.is_sound();
    place.is_sound_with("news", "We will never sign a text with the full dam,");
}

#[test]
fn what_was_read_from_a_page_before_is_found_in_it_again() {
    let place = Place::new("review-page-from");
    place.write("rain.html", PAGE);
    let (page, read, case) =
        (place.path("rain.html"), place.path("read.jsonl"), place.path("case"));
    place.run(&["read", &page, "--case", &case, "-o", &read], b"");
    let (code, out, err) = place.run(&["review", &case, &page, "--from", &read], b"a never\nq\n");
    assert_eq!((code, out.as_str()), (0, "belo-dam\n"), "{err}");
    assert!(!err.contains("warning"), "{err}");
    place.is_sound();
}

#[test]
fn an_article_that_is_missing_changed_or_no_text_is_told() {
    let place = Place::new("review-changed");
    let (code, _, err) = place.read_on_the_way(&["lost.txt"], "q\n");
    assert_eq!(code, 1);
    assert_snapshot!(err, @"error: cannot read FOLDER/lost.txt: No such file or directory (os error 2)");
    place.write("post.txt", "%PDF-1.7");
    let (code, _, err) = place.read_on_the_way(&["post.txt"], "q\n");
    assert_eq!(code, 1);
    assert_snapshot!(err, @r"
    warning: FOLDER/post.txt is left out: it is a PDF; save the article as plain text or as a web page
    error: there is no article in what is named
    help: name articles, folders of them, or files of JSON Lines
    ");
    place.write("post.txt", crate::place::POST);
    place.read_on_the_way(&["post.txt"], "a\nValley Post\n2025-12-02\nnever\nq\n");
    place.write("post.txt", "“We can wait for the rain,” Ana Belo said.\n");
    let (code, _, err) = place.read_on_the_way(&["post.txt"], "q\n");
    assert_eq!(code, 0);
    let told: Vec<&str> = err.lines().take(3).collect();
    assert_snapshot!(told.join("\n"), @r"
    warning: FOLDER/post.txt is not the text from which the spans of `post` were taken; it is taken for another article, `post-2`

    1 of 1 · post-2, no day · direct · bytes 3–28
    ");
}
