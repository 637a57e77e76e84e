//! Many articles: from files, folders and JSON Lines, in several threads, in parts, in all forms.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use onetext::Stop;

use crate::door::ended;
use crate::files::write;

#[expect(dead_code, reason = "other tests ask for the bundled cases")]
mod door;
mod files;

fn scratch(test: &str) -> PathBuf {
    files::scratch("stream", test)
}

fn onetext(arguments: &[&str]) -> (u8, String, String) {
    ended(arguments, Stop::default())
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

/// Ids of the statements in JSON Lines.
fn ids(lines: &str) -> Vec<String> {
    let id = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
        value["id"].as_str().expect("it has an id").to_owned()
    };
    lines.lines().map(id).collect()
}

/// Invented articles, some of which say nothing.
fn news(count: usize) -> String {
    let article = |index: usize| {
        let text = match index % 4 {
            0 => "Rain fell on the upper valley.".to_owned(),
            1 => format!("“We wait {index} days,” Ana Belo said on Monday. “No more,” she added."),
            2 => format!("<p>&ldquo;We <b>wait</b> {index} days,&rdquo; Rui Costa said.</p>"),
            _ => format!("The envoy rejected “all {index} plans”, she told reporters on Friday."),
        };
        let record =
            serde_json::json!({ "id": format!("n{index}"), "date": "2025-12-02", "text": text });
        format!("{record}\n")
    };
    (0..count).map(article).collect()
}

#[test]
fn a_folder_is_read_in_the_order_of_its_paths() {
    let folder = scratch("folder");
    let said = |who: &str| format!("“We wait for the rain,” {who} said on Monday.\n");
    write(&folder, "b/2.txt", said("Ana Belo"));
    write(
        &folder,
        "b/1.html",
        format!(
            "<html><meta property=article:published_time content=2025-12-02><p>{}",
            said("Rui Costa")
        ),
    );
    write(&folder, "a.txt", said("Ana Lima"));
    write(
        &folder,
        "c.jsonl",
        "{\"text\": \"“No,” Ana Belo said.\"}\n\n{\"url\": \"u\", \"body\": \"“Yes,” Ana Belo said.\"}\n",
    );
    write(&folder, ".hidden.txt", said("Nobody"));
    write(&folder, "picture.png", b"\x89PNG\r\n");
    let (code, out, err) = onetext(&["read", &folder.display().to_string(), "--rules", "--json"]);
    assert_eq!(code, 0);
    let found: Vec<String> = ids(&out);
    assert_eq!(found, ["a.txt-3", "b/1.html-69", "b/2.txt-3", "c.jsonl:1-3", "u-3"]);
    assert!(out.contains("\"said\":\"2025-12-01\""), "{out}");
    let err = err.replace(&folder.display().to_string(), "FOLDER");
    assert_snapshot!(err, @r"
    warning: FOLDER/picture.png is a picture; save the article as plain text or as a web page
    5 articles, 5 statements; 4 without a day; 1 skipped
    ");
}

#[test]
fn broken_lines_are_told_and_passed_over() {
    let folder = scratch("broken");
    let text = b"{\"text\": \"\xe2\x80\x9cNo,\xe2\x80\x9d Ana Belo said.\"}\n{broken\n[]\n{\"id\": 1}\n{\"text\": \"\xff\"}\n{\"text\": \"\xe2\x80\x9cYes,\xe2\x80\x9d Ana Belo said.\"}";
    let file = write(&folder, "news.jsonl", text);
    let (code, out, err) = onetext(&["read", &file, "--rules", "--json"]);
    assert_eq!((code, ids(&out)), (0, vec!["news:1-3".to_owned(), "news:6-3".to_owned()]));
    let err = err.replace(&file, "NEWS");
    assert_snapshot!(err, @r#"
    warning: NEWS:2 is not JSON: key must be a string at line 1 column 2; write one object on each line, such as {"text": "…"}
    warning: NEWS:3 is JSON, but no object; write one object on each line, such as {"text": "…"}
    warning: NEWS:4 is JSON without a text, or with an empty one; name the text `text`, `html`, `body` or `content`
    warning: NEWS:5 is not JSON: invalid unicode code point at line 1 column 11; write one object on each line, such as {"text": "…"}
    2 articles, 2 statements; 2 without a day; 4 skipped
    "#);
}

#[test]
fn a_file_that_is_named_and_is_no_text_ends_with_1_after_the_others() {
    let folder = scratch("named");
    let bad = write(&folder, "a.txt", "%PDF-1.7");
    let good = write(&folder, "b.txt", "“No,” Ana Belo said.");
    let (code, out, err) = onetext(&["read", &bad, &good, "--rules", "--json"]);
    assert_eq!((code, ids(&out)), (1, vec!["b-3".to_owned()]));
    assert!(err.contains("a.txt is a PDF"), "{err}");
    let (code, out, _) = onetext(&["read", &path(&folder, "none.txt"), &good]);
    assert_eq!((code, &*out), (1, ""));
}

#[test]
fn threads_change_nothing() {
    let folder = scratch("threads");
    let file = write(&folder, "news.jsonl", news(150));
    let (_, one, told) = onetext(&["read", &file, "--rules", "--json", "--threads", "1"]);
    assert!(!one.is_empty());
    for threads in ["2", "3", "8"] {
        let (code, out, err) = onetext(&["read", &file, "--rules", "--json", "--threads", threads]);
        assert_eq!((code, &out, &err), (0, &one, &told), "{threads}");
    }
}

#[test]
fn shards_put_together_are_the_whole() {
    let folder = scratch("shards");
    let file = write(&folder, "in/news.jsonl", news(53));
    let other = write(&folder, "in/other.txt", "“We stay,” Ana Belo said.");
    let input = path(&folder, "in");
    let forms = ["jsonl", "json", "table"];
    for form in forms {
        let (code, ..) = onetext(&[
            "read",
            &input,
            &file,
            &other,
            "--rules",
            "--format",
            form,
            "-o",
            &path(&folder, form),
        ]);
        assert_eq!(code, 0);
    }
    for of in [1, 2, 3, 7, 120] {
        let parts: Vec<String> = (1..=of)
            .map(|part| {
                let name = path(&folder, &format!("part-{part}.jsonl"));
                let (shard, threads) = (format!("{part}/{of}"), (1 + part % 3).to_string());
                let (code, _, err) = onetext(&[
                    "read",
                    &input,
                    &file,
                    &other,
                    "--rules",
                    "--shard",
                    &shard,
                    "--threads",
                    &threads,
                    "-o",
                    &name,
                ]);
                assert_eq!(code, 0, "{err}");
                name
            })
            .collect();
        for form in forms {
            let output = path(&folder, "merged");
            let mut arguments = vec!["merge", "--format", form, "-o", &output];
            // In any order.
            arguments.extend(parts.iter().rev().map(String::as_str));
            let (code, _, err) = onetext(&arguments);
            assert_eq!((code, &*err), (0, ""));
            let read = |name: &str| fs::read_to_string(folder.join(name)).expect("it was written");
            assert!(read("merged") == read(form), "{form} of {of} shards");
        }
    }
}

#[test]
fn shards_that_are_not_whole_are_refused() {
    let folder = scratch("refused");
    let file = write(&folder, "news.jsonl", news(9));
    let shard = |shard: &str, name: &str, file: &str| {
        let name = path(&folder, name);
        assert_eq!(onetext(&["read", file, "--rules", "--shard", shard, "-o", &name]).0, 0);
        name
    };
    let (one, two) = (shard("1/2", "1.jsonl", &file), shard("2/2", "2.jsonl", &file));
    let third = shard("3/3", "3.jsonl", &file);
    let longer = write(&folder, "longer.jsonl", news(30));
    let longer = shard("2/2", "4.jsonl", &longer);
    let text = fs::read_to_string(&two).expect("it is there");
    let cut = write(&folder, "cut.jsonl", &text[..text.rfind("{\"end\"").expect("it ends")]);
    let half = write(&folder, "half.jsonl", &text[..text.len() - 3]);
    let odd = write(&folder, "odd.jsonl", text.replace("{\"place\":1,", "{\"place\":99,"));
    let lines: Vec<&str> = text.lines().collect();
    let without = |name: &str, gone: std::ops::Range<usize>| {
        let left = lines.iter().enumerate().filter(|it| !gone.contains(&it.0));
        let left: Vec<&str> = left.map(|it| *it.1).collect();
        write(&folder, name, left.join("\n") + "\n")
    };
    let less = without("less.jsonl", 2..3);
    let fewer = without("fewer.jsonl", 1..4);
    let told = |files: &[&str]| {
        let (code, out, err) = onetext(&[&["merge"], files].concat());
        assert_eq!((code, &*out), (1, ""));
        err.replace(&folder.display().to_string(), "FOLDER")
    };
    let all = [
        told(&[&one]),
        told(&[&two]),
        told(&[&one, &one]),
        told(&[&one, &third]),
        told(&[&one, &longer]),
        told(&[&one, &cut]),
        told(&[&one, &half]),
        told(&[&one, &less]),
        told(&[&one, &fewer]),
        told(&[&one, &odd]),
        told(&[&file]),
        told(&["none"]),
    ];
    assert_snapshot!(all.concat(), @r"
    error: shard 2/2 is missing
    help: name each shard once
    error: shard 1/2 is missing
    help: name each shard once
    error: shard 1/2 is there twice: FOLDER/1.jsonl
    help: name each shard once
    error: FOLDER/3.jsonl is one of 3 shards, and not of 2
    help: name the shards of one run
    error: FOLDER/1.jsonl has not as many articles as the others
    help: shards of one run have the same articles
    error: FOLDER/cut.jsonl ends early
    help: read this shard again: it was stopped
    error: FOLDER/half.jsonl ends early
    help: read this shard again: it was stopped
    error: FOLDER/less.jsonl:4 is no statement where one should be
    help: read this shard again: it was changed
    error: FOLDER/fewer.jsonl:9 says that 4 articles have statements, and 3 are there
    help: read this shard again: it was changed
    error: FOLDER/odd.jsonl:5 is out of order
    help: read this shard again: it was changed
    error: FOLDER/news.jsonl is no shard
    help: make shards with `onetext read --shard 1/4`
    error: cannot read none: No such file or directory (os error 2)
    ");
}

#[test]
fn the_form_is_that_of_the_file() {
    let folder = scratch("forms");
    let file = write(&folder, "a.txt", "“No,” Ana Belo said.");
    let read = |arguments: &[&str]| {
        onetext(&[&["read", &file, "--rules", "--published", "2025-12-02"], arguments].concat())
    };
    let lines = read(&["--json"]).1;
    for (name, form) in
        [("b.jsonl", "jsonl"), ("b.ndjson", "jsonl"), ("b.json", "json"), ("b.txt", "table")]
    {
        let output = path(&folder, name);
        assert_eq!(read(&["-o", &output]), (0, String::new(), String::new()));
        let text = fs::read_to_string(&output).expect("it was written");
        assert_eq!(text, read(&["--format", form]).1, "{name}");
    }
    assert_eq!(read(&["--format", "json"]).1, format!("[\n{}\n]\n", lines.trim_end()));
    let nothing = write(&folder, "nothing.txt", "Rain fell.");
    assert_eq!(onetext(&["read", &nothing, "--format", "json"]).1, "[]\n");
    assert_eq!(read(&["--format", "parquet"]).0, 2);
    assert_eq!(read(&["--shard", "1/2", "--format", "table"]).0, 2);
    assert_eq!(read(&["--shard", "3/2"]).0, 2);
    assert_eq!(read(&["-o", &file]).0, 2, "what is read is not written over");
    assert!(fs::read_to_string(&file).expect("it is there").contains("Ana Belo"));
}

#[test]
fn what_is_written_into_the_folder_that_is_read_is_not_read() {
    let folder = scratch("own");
    write(&folder, "a.txt", "“No,” Ana Belo said.");
    let output = path(&folder, "b.jsonl");
    for _ in 0..2 {
        let (code, _, err) =
            onetext(&["read", &folder.display().to_string(), "--rules", "-o", &output]);
        assert_eq!((code, &*err), (0, "1 article, 1 statement; 1 without a day\n"));
    }
}

#[test]
fn a_stop_is_told_with_how_many_were_read() {
    let folder = scratch("stop");
    let file = write(&folder, "news.jsonl", news(20));
    let stop = Stop::default();
    stop.request();
    let output = path(&folder, "part.jsonl");
    let (code, _, err) = ended(&["read", &file, "--shard", "1/1", "-o", &output], stop);
    assert_eq!(code, 0);
    assert!(err.ends_with("is left as it was\nstopped after 0 articles\n"), "{err}");
    assert!(!Path::new(&output).exists());
}

#[test]
fn a_long_table_is_written_as_it_comes() {
    let folder = scratch("long");
    let file = write(&folder, "news.jsonl", news(1500));
    let (_, table, _) = onetext(&["read", &file, "--rules"]);
    let (_, lines, _) = onetext(&["read", &file, "--rules", "--json"]);
    assert_eq!(table.lines().count(), 1 + lines.lines().count());
    assert!(1100 < lines.lines().count(), "{}", lines.lines().count());
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_is_refused_with_how_to_get_it() {
    let folder = scratch("no-parquet");
    let file = write(&folder, "a.txt", "“No,” Ana Belo said.");
    let (code, _, err) = onetext(&["read", &file, "-o", &path(&folder, "a.parquet")]);
    assert_eq!(code, 2);
    assert!(err.contains("--features parquet"), "{err}");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_the_same_statements_whole_and_put_together() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Row, RowAccessor};

    let folder = scratch("parquet");
    let file = write(&folder, "news.jsonl", news(40));
    let (whole, lines) = (path(&folder, "whole.parquet"), path(&folder, "whole.jsonl"));
    for output in [&whole, &lines] {
        assert_eq!(onetext(&["read", &file, "--rules", "-o", output]).0, 0);
    }
    let bytes = fs::read(&whole).expect("it was written");
    let rows = SerializedFileReader::new(fs::File::open(&whole).expect("it is there"))
        .expect("it is Parquet");
    let id = |row: Result<Row, _>| {
        let row = row.expect("a row can be read");
        row.get_string(0).expect("its first column is the id").clone()
    };
    let found: Vec<String> = rows.get_row_iter(None).expect("it has rows").map(id).collect();
    assert_eq!(found, ids(&fs::read_to_string(&lines).expect("it was written")));
    for threads in ["1", "3"] {
        let again = path(&folder, "again.parquet");
        assert_eq!(onetext(&["read", &file, "--rules", "--threads", threads, "-o", &again]).0, 0);
        assert!(fs::read(&again).expect("it was written") == bytes);
    }
    let parts = ["1/2", "2/2"].map(|shard| {
        let part = path(&folder, &shard.replace('/', "-"));
        assert_eq!(onetext(&["read", &file, "--rules", "--shard", shard, "-o", &part]).0, 0);
        part
    });
    let merged = path(&folder, "merged.parquet");
    assert_eq!(onetext(&["merge", &parts[0], &parts[1], "-o", &merged]).0, 0);
    assert!(fs::read(&merged).expect("it was written") == bytes);
    let none = write(&folder, "none.txt", "Rain fell.");
    assert_eq!(onetext(&["read", &none, "-o", &merged]).0, 0);
    let empty = SerializedFileReader::new(fs::File::open(&merged).expect("it is there"))
        .expect("it is Parquet");
    assert_eq!(empty.metadata().file_metadata().num_rows(), 0);
    assert!(30 < empty.metadata().file_metadata().schema().get_fields().len());
}
